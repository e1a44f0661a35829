//! The page of charts (图表分析): an indicator by month, region, department and kind, the way of cases from lead to end,
//! how many were closed on time, and what runs out next. Each chart says in one sentence what it shows, and every mark
//! opens to the records that it counts.

mod operations;
mod rates;

use super::{
    choice::{Choice, ChoiceForm},
    operations::Figure,
    page::{names, period},
    slices::{Slice, size},
};
use crate::{
    components::{
        chart::{BarRow, BarsChart, ColumnChart, Point, Series, reckoning},
        display::{PageHeader, PrintButton, Section},
        states::{Empty, Loaded, NoRight, NotFound},
        url_state::{UrlState, use_url_state},
    },
    graphql::{
        enums::{Choice as _, FigureDimension, IndicatorGroup},
        fragments::DateRangeInput,
        query::use_query,
        scalars::{Date, grouped},
    },
    i18n::t,
    session::Session,
};
use cynic::QueryBuilder;
use leptos::prelude::*;
use operations::{ChartedSummary, ChartsVariables, ComingSummary, ShowCharts};

/// What is taken apart where the address names nothing.
const USUAL: &str = "CASES_ACCEPTED";
/// The way of cases, step by step.
const WAY: [&str; 5] = ["CASES_RECEIVED", "CASES_ACCEPTED", "CASES_FILED", "CASES_DECIDED", "CASES_CLOSED"];
/// Cases by the day on which their limit ends.
const DUE: &str = "CASES_DUE";
/// How many days ahead is looked.
const AHEAD: u32 = 30;

/// `/summary/charts`
#[component]
pub fn ChartsPage() -> impl IntoView {
    let (session, words) = (Session::current(), &t().charts);
    if !untrack(|| session.may(|viewer| viewer.can_see_summary)) {
        return view! { <NoRight/> }.into_any();
    }
    let url = use_url_state();
    let query = use_query(move || {
        let choice = Choice::of(url, session);
        let indicator = url.get("indicator").unwrap_or_else(|| USUAL.to_owned());
        ShowCharts::build(ChartsVariables {
            as_of: choice.moment(),
            indicators: Some(vec![indicator]),
            region_code: choice.region,
            department_ids: choice.departments,
            period: choice.period,
            own_level: choice.own_level,
            coming: days_ahead(&session.today()),
            due: Some(vec![DUE.to_owned()]),
            by_month: FigureDimension::Month,
            by_day: FigureDimension::Day,
            by_department: FigureDimension::Department,
            by_region: FigureDimension::Region,
            by_kind: FigureDimension::CaseKind,
        })
    });
    view! {
        <PageHeader title=words.title above=vec![(t().summary.title, "/summary")]><PrintButton/></PageHeader>
        <ChoiceForm/>
        <Loaded query let:data>
            {match data.work_summary {
                Some(summary) => charts(&summary, data.coming.as_ref(), url, session).into_any(),
                None => view! { <NotFound/> }.into_any(),
            }}
        </Loaded>
    }
    .into_any()
}

fn charts(
    summary: &ChartedSummary,
    coming: Option<&ComingSummary>,
    url: UrlState,
    session: Session,
) -> impl IntoView + use<> {
    let (words, choice) = (&t().charts, Choice::of(url, session));
    let Some(named) = summary.months.iter().find_map(|month| month.figures.first()) else {
        return view! { <Empty/> }.into_any();
    };
    let figure = summary.figures.iter().find(|figure| figure.indicator == named.indicator);
    let Some(figure) = figure else { return view! { <Empty/> }.into_any() };
    let label = figure.label.clone();
    let titled = |by: &str| format!("{label}：{by}");
    let parts = |by: &str, parts: &[Slice], head: &str, leads: bool| {
        let title = titled(by);
        let body = by_parts(parts, figure, &choice, &title, head, leads).into_any();
        (parts.len() > 1).then(|| view! { <Section title>{body}</Section> })
    };
    let by_region = parts(words.by_region, &summary.by_regions, t().summary.region, true);
    let by_department = parts(words.by_department, &summary.by_departments, t().summary.department, false);
    let by_kind = parts(words.by_kind, &summary.by_kinds, t().summary.case_kind, false);
    let over_time = titled(words.by_month);
    let months = by_month(summary, figure, &choice, &over_time).into_any();
    let way = way(&summary.figures, &choice).into_any();
    let rates = rates::rates(summary, &choice).into_any();
    let due = coming.map(|coming| {
        let due = due(coming, &choice).into_any();
        view! { <Section title=words.due>{due}</Section> }
    });
    view! {
        <p class="sheet-period">{format!("{} {}", summary.region.name, period(&summary.period))}</p>
        {(!summary.departments.is_empty()).then(|| view! { <p class="sheet-period">{names(&summary.departments)}</p> })}
        <IndicatorSelect figures=summary.figures.clone() chosen=figure.indicator.clone()/>
        <Section title=over_time>{months}</Section>
        <div class="charts">
            {by_region}
            {by_department}
            {by_kind}
            <Section title=words.way>{way}</Section>
            <Section title=t().summary.on_time_rate>{rates}</Section>
            {due}
        </div>
        <p class="hint">{summary.note.clone()}</p>
    }
    .into_any()
}

/// Which indicator is taken apart.
#[component]
fn IndicatorSelect(figures: Vec<Figure>, chosen: String) -> impl IntoView {
    let url = use_url_state();
    let groups = IndicatorGroup::ALL.iter().map(|group| {
        let options = figures.iter().filter(|figure| figure.group == *group).map(|figure| {
            let selected = figure.indicator == chosen;
            view! { <option value=figure.indicator.clone() selected=selected>{figure.label.clone()}</option> }
        });
        view! { <optgroup label=group.label()>{options.collect_view()}</optgroup> }
    });
    let groups = groups.collect_view();
    view! {
        <label class="filter charts-indicator no-print">
            <span>{t().summary.indicator}</span>
            <select data-testid="charts-indicator"
                on:change=move |event| url.set(&[("indicator", Some(&event_target_value(&event)))], true)>{groups}</select>
        </label>
    }
}

/// A number of the figure's, with its unit.
fn with_unit(hundredths: i64, figure: &Figure) -> String {
    let number = reckoning::decimal(hundredths, figure.value.contains('.'));
    format!("{} {}", grouped(&number), figure.unit)
}

fn by_month(
    summary: &ChartedSummary,
    figure: &Figure,
    choice: &Choice,
    title: &str,
) -> impl IntoView + use<> {
    let (words, months) = (&t().charts, &summary.months);
    let series = vec![
        Series {
            label: words.this_period.to_owned(),
            points: months.iter().map(|month| month.point(0, choice)).collect(),
        },
        Series {
            label: t().summary.previous.to_owned(),
            points: months.iter().map(|month| month.point_before(0)).collect(),
        },
    ];
    let amounts: Vec<i64> = months.iter().map(|month| month.amount(0)).collect();
    let most = reckoning::extremes(&amounts)
        .map(|(most, _)| (words.most_in)(&months[most].label, &with_unit(amounts[most], figure)));
    let (present, previous) = (
        reckoning::hundredths(&figure.value).unwrap_or(0),
        reckoning::hundredths(&figure.previous_value).unwrap_or(0),
    );
    let whole = (words.whole)(&with_unit(present, figure));
    let compared = match reckoning::change(present, previous) {
        Some(change) => (words.compared)(&change, &with_unit(previous, figure)),
        None => words.nothing_before.to_owned(),
    };
    let finding = std::iter::once(whole).chain([compared]).chain(most).collect::<Vec<_>>().join(words.and);
    let groups = months.iter().map(|month| month.label.clone()).collect();
    view! {
        <ColumnChart groups series group_label=t().dashboard.month title=title.to_owned() finding=Some(finding + words.stop)/>
    }
}

/// Regions, departments or kinds, the largest first; a region's name leads to its own charts.
fn by_parts(
    parts: &[Slice],
    figure: &Figure,
    choice: &Choice,
    title: &str,
    head: &str,
    leads: bool,
) -> impl IntoView + use<> {
    let words = &t().charts;
    let amounts: Vec<i64> = parts.iter().map(|part| part.amount(0)).collect();
    let whole = reckoning::hundredths(&figure.value).unwrap_or(0);
    let none: Vec<&str> =
        parts.iter().filter(|part| part.amount(0) == 0).map(|part| part.label.as_str()).collect();
    let mut finding = match reckoning::extremes(&amounts) {
        Some((most, _)) => {
            let share = reckoning::percent(amounts[most], whole).unwrap_or_default();
            (words.most_of)(&parts[most].label, &with_unit(amounts[most], figure), &share)
        }
        None => words.none_at_all.to_owned(),
    };
    if !none.is_empty() && none.len() < parts.len() {
        finding += words.and;
        finding +=
            &(words.none_of)(none.len(), &none.iter().take(3).copied().collect::<Vec<_>>().join(words.list));
    }
    let mut order: Vec<&Slice> = parts.iter().collect();
    order.sort_by_key(|part| std::cmp::Reverse(part.amount(0)));
    let row = |part: &Slice| {
        let within = part.within(choice);
        let indicator = format!("&indicator={}", figure.indicator);
        BarRow {
            label: part.label.clone(),
            href: (leads && !part.own_level).then(|| format!("/summary/charts{}{indicator}", within.query())),
            point: part.point(0, choice),
            beside: Some(part.point_before(0)),
        }
    };
    let rows = order.into_iter().map(row).collect();
    let head = vec![head.to_owned(), words.this_period.to_owned(), t().summary.previous.to_owned()];
    view! { <BarsChart rows head title=title.to_owned() finding=Some(finding + words.stop)/> }
}

/// From the lead to the end, as the period saw each step.
fn way(figures: &[Figure], choice: &Choice) -> impl IntoView + use<> {
    let words = &t().charts;
    let steps: Vec<&Figure> =
        WAY.iter().filter_map(|code| figures.iter().find(|figure| figure.indicator == *code)).collect();
    let amount = |figure: &Figure| reckoning::hundredths(&figure.value).unwrap_or(0);
    let first = steps.first().map_or(0, |figure| amount(figure));
    let row = |figure: &&Figure| {
        let share = reckoning::percent(amount(figure), first).map(|share| format!("（{share}%）"));
        BarRow {
            label: figure.label.clone(),
            href: None,
            point: Point {
                size: size(amount(figure)),
                written: format!("{}{}", grouped(&figure.value), share.unwrap_or_default()),
                href: (amount(figure) > 0)
                    .then(|| format!("/summary/{}{}", figure.indicator, choice.query())),
            },
            beside: None,
        }
    };
    let rows = steps.iter().map(row).collect();
    let said = steps.iter().map(|figure| format!("{} {}", figure.label, with_unit(amount(figure), figure)));
    let finding = said.collect::<Vec<_>>().join(words.and) + words.stop;
    view! {
        <BarsChart rows head=vec![words.step.to_owned(), t().summary.value.to_owned()] title=words.way finding=Some(finding)/>
        <p class="hint">{words.way_hint}</p>
    }
}

/// What runs out on the days to come.
fn due(coming: &ComingSummary, choice: &Choice) -> impl IntoView + use<> {
    let words = &t().charts;
    let now = Choice { as_of: None, at: None, ..choice.clone() };
    let days = &coming.days;
    let total: i64 = days.iter().map(|day| day.amount(0)).sum();
    let first = days.iter().find(|day| day.amount(0) > 0);
    let finding = match first {
        Some(day) => {
            let label = Date(day.label.clone()).in_words();
            (words.due_finding)(AHEAD, total / 100, &label, day.amount(0) / 100)
        }
        None => (words.due_none)(AHEAD),
    };
    let points = days.iter().map(|day| day.point(0, &now)).collect();
    let series = vec![Series { label: words.due_cases.to_owned(), points }];
    let groups = days.iter().map(|day| day.label.clone()).collect();
    view! { <ColumnChart groups series group_label=t().dashboard.due title=words.due finding=Some(finding)/> }
}

/// The days from `today` on.
fn days_ahead(today: &str) -> DateRangeInput {
    let date = js_sys::Date::new(&wasm_bindgen::JsValue::from_str(today));
    date.set_utc_date(date.get_utc_date() + AHEAD - 1);
    let to = String::from(date.to_iso_string()).chars().take(10).collect();
    DateRangeInput { from: Date(today.to_owned()), to: Date(to) }
}
