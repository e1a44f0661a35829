//! Columns side by side, a group a month or a day.

use super::{ChartFrame, Point, reckoning::ceiling};
use crate::components::chart::reckoning::short_day;
use leptos::prelude::*;

/// One series: its name, and a value a group.
pub struct Series {
    /// What is counted.
    pub label: String,
    /// In the order of the groups.
    pub points: Vec<Point>,
}

/// Groups of columns. At most three series: the first filled, the second hatched, the third hollow.
#[component]
pub fn ColumnChart(
    /// What stands under each group: a month or a day.
    groups: Vec<String>,
    series: Vec<Series>,
    /// What the groups are: the heading of the table's first column.
    #[prop(into)]
    group_label: String,
    #[prop(into)] title: String,
    #[prop(optional_no_strip)] finding: Option<String>,
) -> impl IntoView {
    let highest = series.iter().flat_map(|series| &series.points).map(|point| point.size).fold(0.0, f64::max);
    let top = ceiling(highest);
    let scale = [top, top / 2.0].map(|value| view! { <span>{format!("{value}")}</span> });
    let many = groups.len() * series.len() > 36;
    // Labels that would touch are left out, all but every fifth.
    let sparse = groups.len() > 16;
    let columns = groups.iter().enumerate().map(|(place, group)| {
        let marks = series.iter().enumerate().filter_map(|(order, series)| {
            let point = series.points.get(place)?.clone();
            Some(mark(point, order, top, format!("{group} {}", series.label)))
        });
        view! {
            <li class="column-group"><div class="column-marks">{marks.collect_view()}</div>
                <span class="column-label" aria-hidden="true">{(!sparse || place % 5 == 0).then(|| short_day(group, place == 0))}</span></li>
        }
    });
    let columns = columns.collect_view();
    let legend = (series.len() > 1).then(|| {
        let entries = series.iter().enumerate().map(|(order, series)| {
            view! {
                <li><span class=format!("swatch series-{order}")></span>{series.label.clone()}</li>
            }
        });
        view! { <ul class="legend" aria-hidden="true">{entries.collect_view()}</ul> }
    });
    let rows = groups.iter().enumerate().map(|(place, group)| {
        (group.clone(), series.iter().filter_map(|series| series.points.get(place).cloned()).collect())
    });
    let rows: Vec<_> = rows.collect();
    let head = std::iter::once(group_label).chain(series.iter().map(|series| series.label.clone())).collect();
    let label = title.clone();
    view! {
        <ChartFrame title finding head rows>
            {legend}
            <div class="columns" class:columns-many=many>
                <div class="column-scale" aria-hidden="true">{scale}<span>"0"</span></div>
                <ol class="column-groups" aria-label=label>{columns}</ol>
            </div>
        </ChartFrame>
    }
}

fn mark(point: Point, order: usize, top: f64, label: String) -> impl IntoView {
    let height = format!("{:.2}%", 100.0 * point.size / top);
    let said = format!("{label} {}", point.written);
    let column = view! {
        <span class="column-value" aria-hidden="true">{(point.size > 0.0).then(|| point.written.clone())}</span>
        <span class=format!("column series-{order}") style:height=height></span>
    };
    match point.href {
        Some(href) => {
            let title = said.clone();
            view! { <a class="column-mark" href=href aria-label=said title=title>{column}</a> }.into_any()
        }
        None => {
            let title = said.clone();
            view! { <span class="column-mark" title=title><span class="visually-hidden">{said}</span>{column}</span> }
                .into_any()
        }
    }
}
