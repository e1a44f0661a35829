//! Bars one below the other, a row a department, county or kind; shares of a whole as well.

use super::{ChartFrame, Point};
use leptos::prelude::*;

/// A row: its name and where that leads, its value, and the value beside it, where there is one.
pub struct BarRow {
    /// Of whom or what.
    pub label: String,
    /// Where the name leads.
    pub href: Option<String>,
    /// The value.
    pub point: Point,
    /// That of the year before.
    pub beside: Option<Point>,
}

/// Rows of bars: the value filled, what it is compared with as a hollow bar below it.
#[component]
pub fn BarsChart(
    rows: Vec<BarRow>,
    /// What fills the whole width; without it, the largest value does.
    #[prop(optional)]
    full: Option<f64>,
    /// The heads of the table: of the rows, the value, what it is compared with.
    head: Vec<String>,
    #[prop(into)] title: String,
    #[prop(optional_no_strip)] finding: Option<String>,
) -> impl IntoView {
    let sizes = rows.iter().flat_map(|row| std::iter::once(&row.point).chain(&row.beside));
    let full =
        full.unwrap_or_else(|| sizes.map(|point| point.size).fold(0.0, f64::max)).max(f64::MIN_POSITIVE);
    let width = move |point: &Point| format!("{:.2}%", 100.0 * point.size / full);
    let compares = rows.iter().any(|row| row.beside.is_some());
    let legend = compares.then(|| {
        let entries = head.iter().skip(1).zip([0, 2]).map(|(text, series)| {
            view! {
                <li><span class=format!("swatch series-{series}")></span>{text.clone()}</li>
            }
        });
        view! { <ul class="legend" aria-hidden="true">{entries.collect_view()}</ul> }
    });
    let table = rows.iter().map(|row| {
        let points = std::iter::once(&row.point).chain(&row.beside).cloned().collect();
        (row.label.clone(), points)
    });
    let table: Vec<_> = table.collect();
    let bars = rows.into_iter().map(|row| {
        let bar = |point: &Point, class: &'static str| {
            let (width, title) = (width(point), point.written.clone());
            (point.size > 0.0).then(|| view! { <span class=class style:width=width title=title></span> })
        };
        let beside = row.beside.as_ref().map(|point| bar(point, "bar bar-beside series-2"));
        let said = format!("{} {}", row.label, row.point.written);
        let marks = view! {
            <span class="bar-track" aria-hidden="true">{bar(&row.point, "bar series-0")}{beside}</span>
            <span class="bar-value">{row.point.written.clone()}</span>
        };
        let marks = match row.point.href {
            Some(href) => view! { <a class="bar-mark" href=href aria-label=said>{marks}</a> }.into_any(),
            None => view! { <span class="bar-mark">{marks}</span> }.into_any(),
        };
        let label = match row.href {
            Some(href) => view! { <a class="bar-label" href=href>{row.label}</a> }.into_any(),
            None => view! { <span class="bar-label">{row.label}</span> }.into_any(),
        };
        view! { <li>{label}{marks}</li> }
    });
    let bars = bars.collect_view();
    let label = title.clone();
    view! {
        <ChartFrame title finding head rows=table>
            {legend}
            <ul class="bars" aria-label=label>{bars}</ul>
        </ChartFrame>
    }
}
