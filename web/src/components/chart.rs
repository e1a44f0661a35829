//! Bars over months, as SVG; the same figures as a table for those who can't see them.

use leptos::prelude::*;

const HEIGHT: i32 = 180;
const BASE: i32 = 152;
const STEP: i32 = 56;
const BAR: i32 = 13;
const LEFT: i32 = 44;

/// One series: its name and a value a group.
pub struct Series {
    /// What is counted.
    pub label: &'static str,
    /// In the order of the groups.
    pub values: Vec<i32>,
}

/// Groups of bars side by side.
#[component]
pub fn BarChart(
    /// What stands under each group.
    groups: Vec<String>,
    series: Vec<Series>,
    /// The heading of the table's first column.
    #[prop(into)]
    group_label: String,
    #[prop(into)] title: String,
) -> impl IntoView {
    let top = ceiling(series.iter().flat_map(|series| series.values.iter().copied()).max().unwrap_or(0));
    let width = LEFT + STEP * i32::try_from(groups.len()).unwrap_or(0);
    let y = move |value: i32| BASE - value * (BASE - 12) / top;
    let lines = [0, top / 2, top]
        .into_iter()
        .map(|value| {
            view! {
                <line class="grid" x1=LEFT x2=width y1=y(value) y2=y(value)/>
                <text class="scale" x=LEFT - 6 y=y(value) + 4 text-anchor="end">{value}</text>
            }
        })
        .collect_view();
    let bars = (0_i32..).zip(&groups).map(|(position, group)| {
        let x = LEFT + position * STEP;
        let bars = (0_i32..).zip(&series).map(|(order, series)| {
            let value = series.values.get(usize::try_from(position).unwrap_or(0)).copied().unwrap_or(0);
            view! {
                <rect class=format!("series-{order}") x=x + 6 + order * (BAR + 2) y=y(value) width=BAR height=BASE - y(value)>
                    <title>{format!("{group} {} {value}", series.label)}</title>
                </rect>
            }
        }).collect_view();
        view! { <g>{bars}<text class="group" x=x + STEP / 2 y=BASE + 18 text-anchor="middle">{short(group)}</text></g> }
    }).collect_view();
    let legend = (0_i32..)
        .zip(&series)
        .map(|(order, series)| {
            view! {
                <li><span class=format!("swatch series-{order}")></span>{series.label}</li>
            }
        })
        .collect_view();
    let rows = groups.iter().enumerate().map(|(position, group)| view! {
        <tr><th scope="row">{group.clone()}</th>
            {series.iter().map(|series| view! { <td>{series.values.get(position).copied()}</td> }).collect_view()}</tr>
    }).collect_view();
    view! {
        <figure class="chart">
            <ul class="legend" aria-hidden="true">{legend}</ul>
            <div class="chart-frame" tabindex="0" role="group" aria-label=group_label.clone()>
                <svg viewBox=format!("0 0 {width} {HEIGHT}") role="img" aria-label=title.clone()>{lines}{bars}</svg>
            </div>
            <table class="visually-hidden">
                <caption>{title}</caption>
                <thead><tr><th scope="col">{group_label}</th>
                    {series.iter().map(|series| view! { <th scope="col">{series.label}</th> }).collect_view()}</tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </figure>
    }
}

/// A round number of at least the highest value, and even, so that its half is whole.
fn ceiling(highest: i32) -> i32 {
    let mut step = 2;
    while highest > step * 5 {
        step *= if step.to_string().starts_with('2') { 5 } else { 2 };
    }
    ((highest + step - 1) / step).max(1) * step
}

/// `2026-03` as `3月` needs no year, but January does.
fn short(month: &str) -> String {
    match month.split_once('-') {
        Some((year, "01")) => format!("{year}.1"),
        Some((_, month)) => month.trim_start_matches('0').to_owned(),
        None => month.to_owned(),
    }
}
