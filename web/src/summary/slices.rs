//! Parts of a summary: a month, a day, a department, a region, a kind of case; and the address of what each counts.

use super::{choice::Choice, operations::Rate};
use crate::{
    components::chart::{Point, reckoning::hundredths},
    graphql::{
        enums::{CaseKind, Choice as _},
        scalars::grouped,
        schema,
    },
};
use leptos_router::params::ParamsMap;

use super::operations::DateRange;

/// A part of a summary.
#[derive(cynic::QueryFragment, Clone)]
#[cynic(graphql_type = "SummarySlice")]
pub struct Slice {
    pub label: String,
    pub period: DateRange,
    pub department: Option<SliceDepartment>,
    pub region: Option<SliceRegion>,
    pub own_level: bool,
    pub case_kind: Option<CaseKind>,
    pub figures: Vec<SlicedFigure>,
    pub on_time_closing_rate: Option<Rate>,
}

#[derive(cynic::QueryFragment, Clone)]
#[cynic(graphql_type = "Department")]
pub struct SliceDepartment {
    pub id: cynic::Id,
    pub name: String,
    pub is_coordination_office: bool,
}

#[derive(cynic::QueryFragment, Clone)]
#[cynic(graphql_type = "Region")]
pub struct SliceRegion {
    pub code: String,
}

/// A figure of a part.
#[derive(cynic::QueryFragment, Clone)]
#[cynic(graphql_type = "SummaryFigure")]
pub struct SlicedFigure {
    pub indicator: String,
    pub value: String,
    pub at_least: bool,
    pub previous_value: String,
}

impl Slice {
    /// Its figure in this place, in hundredths.
    pub fn amount(&self, place: usize) -> i64 {
        self.figures.get(place).and_then(|figure| hundredths(&figure.value)).unwrap_or(0)
    }

    /// The same of the year before.
    pub fn amount_before(&self, place: usize) -> i64 {
        self.figures.get(place).and_then(|figure| hundredths(&figure.previous_value)).unwrap_or(0)
    }

    /// Its figure in this place, which opens to its records.
    pub fn point(&self, place: usize, choice: &Choice) -> Point {
        let Some(figure) = self.figures.get(place) else { return nothing() };
        let mark = if figure.at_least { crate::i18n::t().form.at_least_mark } else { "" };
        let amount = self.amount(place);
        Point {
            size: size(amount),
            written: format!("{}{mark}", grouped(&figure.value)),
            href: (amount > 0).then(|| self.href(&figure.indicator, choice)),
        }
    }

    /// The same of the year before.
    pub fn point_before(&self, place: usize) -> Point {
        let Some(figure) = self.figures.get(place) else { return nothing() };
        Point { size: size(self.amount_before(place)), written: grouped(&figure.previous_value), href: None }
    }

    /// Where the records are that one of its figures counts.
    pub fn href(&self, indicator: &str, choice: &Choice) -> String {
        format!("/summary/{indicator}{}", self.within(choice).query())
    }

    /// What the part is about.
    pub fn within(&self, choice: &Choice) -> Choice {
        let mut part = choice.clone();
        part.period.from = self.period.from.clone();
        part.period.to = self.period.to.clone();
        part.own_level |= self.own_level;
        part.kind = self.case_kind.or(part.kind);
        if let Some(region) = &self.region {
            part.region.clone_from(&region.code);
        }
        if let Some(department) = &self.department {
            part.departments = Some(vec![department.id.clone()]);
        }
        part
    }
}

fn nothing() -> Point {
    Point { size: 0.0, written: String::new(), href: None }
}

/// An amount as a length; charts need no more than what a float holds.
#[allow(clippy::cast_precision_loss, reason = "a length on the screen")]
pub fn size(amount: i64) -> f64 {
    amount as f64 / 100.0
}

impl Choice {
    /// The query part of the address that says all of it.
    pub fn query(&self) -> String {
        let mut map = ParamsMap::new();
        map.insert("region", self.region.clone());
        if let Some(ids) = &self.departments {
            let ids: Vec<&str> = ids.iter().map(cynic::Id::inner).collect();
            map.insert("departments", ids.join(","));
        }
        map.insert("from", self.period.from.0.clone());
        map.insert("to", self.period.to.0.clone());
        if self.own_level {
            map.insert("level", "own".to_owned());
        }
        if let Some(kind) = self.kind {
            map.insert("kind", kind.code());
        }
        if let Some(day) = &self.as_of {
            map.insert("as-of", day.0.clone());
        }
        if let Some(moment) = &self.at {
            map.insert("at", moment.0.clone());
        }
        map.to_query_string()
    }
}
