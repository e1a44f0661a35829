//! Reading totals: sums over those of a region or a department.

use entity::{enums::Measure, figure_total, region};
use sea_orm::{
    ColumnTrait, Condition, ExprTrait,
    sea_query::{Alias, Expr, Func, Query, SelectStatement},
};
use uuid::Uuid;

use super::{buckets::Stretch, firsts};
use crate::shared::{policy::Scope, regions::LEVELS, scope};

/// Whose totals.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Holder {
    /// Each of these departments; none: all of the region, joint work once.
    pub department_ids: Vec<Uuid>,
    /// The region: its records and those of all regions below it.
    pub region_key: String,
}

impl Holder {
    /// All that counts for who sees `scope`: none, where that is nothing. A department's work may be on record in any
    /// region of its province.
    pub fn of(scope: &Scope, region_key: &str) -> Option<Self> {
        match scope {
            Scope::Nothing => None,
            Scope::Region(prefix) => Some(Self { department_ids: Vec::new(), region_key: prefix.clone() }),
            Scope::Department(id) => {
                let province = region_key.get(..LEVELS[0]).unwrap_or(region_key);
                Some(Self { department_ids: vec![*id], region_key: province.to_owned() })
            }
        }
    }

    /// The totals of the region itself.
    pub fn condition(&self) -> Condition {
        self.whose().add(in_region(&self.region_key))
    }

    /// The totals of the region's own level alone, as they are kept of what is counted once.
    pub fn condition_own_level(&self) -> Condition {
        self.whose().add(figure_total::Column::RegionKey.eq(firsts::own_level(&self.region_key)))
    }

    /// The totals of the regions that many levels below, of which each holds what lies below it.
    pub fn condition_below(&self, levels: usize) -> Condition {
        let below = Query::select()
            .column(region::Column::Key)
            .from(region::Entity)
            .cond_where(regions_below(&self.region_key, levels))
            .to_owned();
        self.whose().add(figure_total::Column::RegionKey.in_subquery(below))
    }

    fn whose(&self) -> Condition {
        let column = figure_total::Column::DepartmentId;
        let whose = match self.department_ids.as_slice() {
            [] => column.eq(Uuid::nil()),
            [one] => column.eq(*one),
            several => column.is_in(several.iter().copied()),
        };
        Condition::all().add(whose)
    }
}

/// The regions that many levels below the one with this key.
pub fn regions_below(region_key: &str, levels: usize) -> Condition {
    let length = i32::try_from(length_below(region_key, levels)).unwrap_or_default();
    scope::within_region(region_key, region::Column::Key)
        .add(Expr::expr(Func::char_length(Expr::col(region::Column::Key))).eq(length))
}

/// How long the keys are of the regions that many levels below the one with this key; 0 where there are none.
pub fn length_below(region_key: &str, levels: usize) -> usize {
    LEVELS.into_iter().filter(|length| *length > region_key.len()).nth(levels - 1).unwrap_or_default()
}

/// The totals of the region with this key; without one, of all provinces.
pub fn in_region(region_key: &str) -> Condition {
    let column = || (figure_total::Entity, figure_total::Column::RegionKey);
    if region_key.is_empty() {
        let length = Expr::expr(Func::char_length(Expr::col(column()))).eq(2);
        return Condition::all().add(length);
    }
    Condition::all().add(Expr::col(column()).eq(region_key))
}

/// Totals of these measures over these buckets; what is selected and how it is grouped is the caller's to say.
pub fn totals(holder: Condition, measures: &[Measure], stretch: &Stretch) -> SelectStatement {
    Query::select()
        .from(figure_total::Entity)
        .cond_where(holder)
        .and_where(figure_total::Column::Measure.is_in(measures.iter().copied()))
        .and_where(figure_total::Column::Bucket.between(stretch.from.as_str(), stretch.to.as_str()))
        .to_owned()
}

/// The sum of a column of totals or lines, as a whole number on both engines.
pub fn sum(column: &'static str) -> Expr {
    Expr::col(Alias::new(column)).sum().if_null(Expr::cust("0")).cast_as("bigint")
}
