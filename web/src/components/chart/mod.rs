//! Charts: in one sentence what they show, the marks, and the same figures as a table. Every mark that counts something is
//! a link to what it counts, so that a chart is walked through with Tab like a list; series differ in pattern too, not in
//! colour alone.

mod bars;
mod columns;
pub mod reckoning;

use crate::i18n::t;
pub use bars::{BarRow, BarsChart};
pub use columns::{ColumnChart, Series};
use leptos::prelude::*;

/// A value: its size among the others, as it is written, and to what it opens.
#[derive(Clone)]
pub struct Point {
    /// How large, in whatever unit all points of a chart have.
    pub size: f64,
    /// As people read it.
    pub written: String,
    /// To what it opens; nothing opens where nothing was counted.
    pub href: Option<String>,
}

impl Point {
    /// Its text, leading to what it counts.
    pub fn link(self) -> AnyView {
        match self.href {
            Some(href) => view! { <a href=href>{self.written}</a> }.into_any(),
            None => self.written.into_any(),
        }
    }
}

/// What stands around every chart.
#[component]
fn ChartFrame(
    title: String,
    /// What it shows, in one sentence.
    finding: Option<String>,
    /// The heads of the table: of what stands at its rows' beginning, then of each value.
    head: Vec<String>,
    rows: Vec<(String, Vec<Point>)>,
    children: Children,
) -> impl IntoView {
    let shown = RwSignal::new(false);
    let words = &t().charts;
    let rows = rows.into_iter().map(|(label, points)| view! {
        <tr><th scope="row">{label}</th>
            {points.into_iter().map(|point| view! { <td class="number">{point.link()}</td> }).collect_view()}</tr>
    }).collect_view();
    view! {
        <figure class="chart" data-testid="chart">
            {finding.map(|finding| view! { <figcaption class="finding" data-testid="finding">{finding}</figcaption> })}
            {children()}
            <button type="button" class="quiet no-print" aria-expanded=move || shown.get().to_string()
                on:click=move |_| shown.update(|shown| *shown = !*shown) data-testid="chart-table">
                {move || if shown.get() { words.hide_table } else { words.show_table }}
            </button>
            <div class="table-frame chart-table" class:shown=move || shown.get()>
                <table class="data">
                    <caption class="visually-hidden">{title}</caption>
                    <thead><tr>{head.into_iter().enumerate().map(|(place, text)| view! {
                        <th scope="col" class:number=place != 0>{text}</th>
                    }).collect_view()}</tr></thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        </figure>
    }
}
