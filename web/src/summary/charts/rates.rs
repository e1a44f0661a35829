//! How many cases were closed on time: of the whole, by department and by region.

use super::super::{choice::Choice, operations::Rate, slices::Slice};
use super::operations::ChartedSummary;
use crate::{
    components::chart::{BarRow, BarsChart, Point},
    i18n::t,
};
use leptos::prelude::*;

/// Cases closed late: what a rate below 100 % opens to.
const LATE: &str = "CASES_CLOSED_LATE";
/// Cases closed: what a full rate opens to.
const CLOSED: &str = "CASES_CLOSED";

/// Departments where the region has several, else regions; the lowest rate first.
pub fn rates(summary: &ChartedSummary, choice: &Choice) -> impl IntoView + use<> {
    let words = &t().charts;
    let Some(whole) = &summary.on_time_closing_rate else {
        return view! { <p class="hint" data-testid="no-rate">{t().summary.on_time_none}</p> }.into_any();
    };
    let rated_of = |parts: &[Slice]| -> Vec<(Slice, Rate)> {
        parts.iter().filter_map(|part| Some((part.clone(), part.on_time_closing_rate.clone()?))).collect()
    };
    let mut rated = rated_of(&summary.by_departments);
    if rated.len() < 2 {
        rated = rated_of(&summary.by_regions);
    }
    rated.sort_by(|(_, one), (_, other)| share(one).total_cmp(&share(other)));
    let mut finding = (words.rate_finding)(&whole.percent, whole.numerator, whole.denominator);
    if let Some((part, rate)) = rated.first().filter(|(_, rate)| rate.numerator < rate.denominator) {
        finding += words.and;
        finding += &(words.rate_lowest)(&part.label, &rate.percent);
    }
    let row = |(part, rate): &(Slice, Rate)| BarRow {
        label: part.label.clone(),
        href: None,
        point: Point {
            size: share(rate),
            written: format!("{}%（{}/{}）", rate.percent, rate.numerator, rate.denominator),
            href: Some(part.href(if rate.numerator < rate.denominator { LATE } else { CLOSED }, choice)),
        },
        beside: None,
    };
    let rows = rated.iter().map(row).collect();
    let head = vec![t().summary.department.to_owned(), t().summary.on_time_rate.to_owned()];
    view! {
        <BarsChart rows full=1.0 head title=t().summary.on_time_rate finding=Some(finding + words.stop)/>
        <p class="hint">{words.rate_hint}</p>
    }
    .into_any()
}

fn share(rate: &Rate) -> f64 {
    f64::from(rate.numerator) / f64::from(rate.denominator.max(1))
}
