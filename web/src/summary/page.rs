//! The work summary as the office's own table. Every value opens to the records that it counts, and the page prints as it is issued.

use super::{
    choice::{Choice, ChoiceForm, code_of, export},
    operations::{CaseKindFigures, DateRange, Figure, Rate, ShowSummary, SummaryVariables, WorkSummary},
};
use crate::{
    components::{
        chart::reckoning::{change, decimal, hundredths},
        display::{PageHeader, PrintButton},
        states::{Loaded, NoRight, NotFound},
        url_state::{UrlState, use_url_state},
    },
    graphql::{
        enums::{CaseKind, Choice as _, FigureDimension, IndicatorGroup},
        fragments::DepartmentRef,
        query::use_query,
        scalars::{Date, grouped},
    },
    i18n::{Language, language, t},
    session::Session,
};
use cynic::QueryBuilder;
use leptos::prelude::*;

/// The indicator of closed cases for which no limit was in force.
const CLOSED_WITHOUT_LIMIT: &str = "CASES_CLOSED_WITHOUT_LIMIT";

/// `/summary`
#[component]
pub fn SummaryPage() -> impl IntoView {
    let (session, url, words) = (Session::current(), use_url_state(), &t().summary);
    if !untrack(|| session.may(|viewer| viewer.can_see_summary)) {
        return view! { <NoRight/> }.into_any();
    }
    let choice = move || Choice::of(url, session);
    let in_order = Memo::new(move |_| {
        let period = choice().period;
        period.from <= period.to
    });
    view! {
        <PageHeader title=words.title>
            <a class="button" href=move || format!("/summary/across{}", choice().query()) data-testid="across">{words.across}</a>
            <a class="button" href=move || format!("/summary/charts{}", choice().query()) data-testid="charts">{t().charts.title}</a>
            <a class="button" href="/summary/indicators" data-testid="indicators">{t().indicators.title}</a>
            {export(url, session, || None)}
            <PrintButton/>
        </PageHeader>
        <ChoiceForm with_kinds=true/>
        {move || if in_order.get() {
            view! { <Sheet/> }.into_any()
        } else {
            view! { <p class="notice notice-error" role="alert" data-testid="period-invalid">{words.period_invalid}</p> }.into_any()
        }}
    }
    .into_any()
}

#[component]
fn Sheet() -> impl IntoView {
    let (session, url) = (Session::current(), use_url_state());
    let query = use_query(move || {
        let choice = Choice::of(url, session);
        let as_of = choice.moment();
        let Choice { region, departments, period, by_kind, own_level, .. } = choice;
        ShowSummary::build(SummaryVariables {
            as_of,
            region_code: region,
            department_ids: departments,
            period,
            by_kind,
            apart: FigureDimension::CaseKind,
            own_level,
        })
    });
    view! {
        <Loaded query let:data>
            {match data.work_summary {
                Some(summary) => sheet(summary, url, session).into_any(),
                None => view! { <NotFound/> }.into_any(),
            }}
        </Loaded>
    }
}

fn sheet(summary: WorkSummary, url: UrlState, session: Session) -> impl IntoView {
    let words = &t().summary;
    let title = format!("{}{}", summary.region.name, words.sheet);
    let groups = IndicatorGroup::ALL
        .iter()
        .map(|group| {
            let figures: Vec<_> = summary.figures.iter().filter(|figure| figure.group == *group).collect();
            let rows = figures.into_iter().map(|figure| row(figure, None, url)).collect_view();
            let of_cases = *group == IndicatorGroup::Cases;
            let rate = of_cases.then(|| {
                rate_row(summary.on_time_closing_rate.as_ref(), &summary.figures, "on-time-rate".to_owned())
            });
            let kinds = summary.kinds.iter().flatten().filter(|_| of_cases);
            let kinds = kinds.map(|kind| rows_of_kind(kind, url)).collect_view();
            view! {
                <tbody>
                    <tr class="group"><th scope="rowgroup" colspan="6">{group.label()}</th></tr>
                    {rows}{rate}
                </tbody>
                {kinds}
            }
        })
        .collect_view();
    view! {
        <article class="sheet" data-testid="summary">
            <h2>{title}</h2>
            <p class="sheet-period" data-testid="summary-period">{words.period}"："{period(&summary.period)}</p>
            {Choice::of(url, session).own_level.then(|| view! {
                <p class="sheet-period" data-testid="summary-own-level">{words.own_level}</p>
            })}
            {Choice::of(url, session).as_of.map(|day| view! {
                <p class="sheet-period" data-testid="summary-as-of">{words.as_of}"："{day.in_words()}</p>
            })}
            {(!summary.departments.is_empty()).then(|| view! {
                <p class="sheet-departments">{words.departments}"："{names(&summary.departments)}</p>
            })}
            <p class="hint no-print">{words.open_hint}</p>
            <table class="sheet-table">
                <thead><tr>
                    <th scope="col">{words.indicator}</th><th scope="col" class="number">{words.value}</th>
                    <th scope="col">{words.unit}</th>
                    <th scope="col" class="number" title=period(&summary.previous_period)>{words.previous}</th>
                    <th scope="col" class="number">{words.difference}</th><th scope="col" class="number">{words.per_cent}</th>
                </tr></thead>
                {groups}
            </table>
            <div class="sheet-note">
                <p>{words.note}"："{summary.note.clone()}</p>
                <p>{words.at_least_note}</p>
                <p>{words.previous}"："{period(&summary.previous_period)}</p>
            </div>
            <p class="sheet-issued">
                <span>{words.issued_by}"："{session.viewer().map(|viewer| viewer.user.department.name)}</span>
                <span>{words.issued_on}"："{Date(session.today()).in_words()}</span>
            </p>
        </article>
    }
}

/// What happened to cases of one kind: figures of nothing are left out, or eleven kinds would hide what there is.
fn rows_of_kind(figures: &CaseKindFigures, url: UrlState) -> impl IntoView + use<> {
    let Some(kind) = figures.case_kind else { return ().into_any() };
    let something =
        |figure: &&Figure| [&figure.value, &figure.previous_value].iter().any(|value| !is_nothing(value));
    let rows =
        figures.figures.iter().filter(something).map(|figure| row(figure, Some(kind), url)).collect_view();
    let rate = rate_row(
        figures.on_time_closing_rate.as_ref(),
        &figures.figures,
        format!("on-time-rate-{}", code_of(kind)),
    );
    view! {
        <tbody data-testid=format!("kind-{}", code_of(kind))>
            <tr class="group">
                <th scope="rowgroup" colspan="6">{IndicatorGroup::Cases.label()}"："{kind.label()}</th>
            </tr>
            {rows}{rate}
        </tbody>
    }
    .into_any()
}

fn is_nothing(value: &str) -> bool {
    value.chars().all(|digit| matches!(digit, '0' | '.'))
}

fn row(figure: &Figure, kind: Option<CaseKind>, url: UrlState) -> impl IntoView + use<> {
    let code = &figure.indicator;
    let kind = kind.map(code_of);
    let test_id = match &kind {
        Some(kind) => format!("figure-{kind}-{code}"),
        None => format!("figure-{code}"),
    };
    // The conditions go along, and Back returns to them.
    let href = untrack(|| url.href(&[("kind", kind.as_deref())])).replacen(
        "/summary",
        &format!("/summary/{code}"),
        1,
    );
    view! {
        <tr>
            <th scope="row" title=figure.definition.clone()>{figure.label.clone()}</th>
            <td class="number"><a href=href data-testid=test_id>{value(&figure.value, figure.at_least)}</a></td>
            <td class="unit">{figure.unit.clone()}</td>
            <td class="number soft">{value(&figure.previous_value, figure.previous_at_least)}</td>
            {compared(figure)}
        </tr>
    }
}

/// By how much there is more or less than the year before, and by how many per cent. Of lower bounds nobody knows.
fn compared(figure: &Figure) -> impl IntoView + use<> {
    let amounts = hundredths(&figure.value).zip(hundredths(&figure.previous_value));
    let (difference, change) = match amounts.filter(|_| !figure.at_least && !figure.previous_at_least) {
        Some((now, before)) => {
            let places = figure.value.contains('.');
            let sign = if now < before { "−" } else { "" };
            let difference = grouped(&decimal((now - before).abs(), places));
            (format!("{sign}{difference}"), change(now, before))
        }
        None => (t().states.none.to_owned(), None),
    };
    let change = change.map_or_else(|| t().states.none.to_owned(), |change| format!("{change}%"));
    view! { <td class="number soft">{difference}</td><td class="number soft">{change}</td> }
}

/// The on-time closing rate, and what is left out of it.
fn rate_row(rate: Option<&Rate>, figures: &[Figure], test_id: String) -> impl IntoView + use<> {
    let words = &t().summary;
    let left_out = figures
        .iter()
        .find(|figure| figure.indicator == CLOSED_WITHOUT_LIMIT && !is_nothing(&figure.value))
        .map(|figure| format!("{}{}{}", words.left_out_before, figure.value, words.left_out_after));
    let parts =
        rate.map(|rate| format!("（{} {} / {}）", words.on_time_of, rate.numerator, rate.denominator));
    let value = match rate {
        Some(rate) => view! { <span data-testid=test_id>{rate.percent.clone()}</span> }.into_any(),
        None => view! {
            <span data-testid=test_id class="soft" title=words.on_time_none>{t().states.none}</span>
        }
        .into_any(),
    };
    view! {
        <tr>
            <th scope="row">
                {words.on_time_rate}
                <span class="detail">{parts.clone()}{rate.is_none().then_some(words.on_time_none)}</span>
                {left_out.map(|text| view! { <span class="detail" data-testid="left-out">{text}</span> })}
            </th>
            <td class="number">{value}</td>
            <td class="unit">{parts.map(|_| "%")}</td>
            <td class="number soft" colspan="3">{t().states.none}</td>
        </tr>
    }
}

/// A value with its mark: `7500余`; money with its thousands apart.
pub fn value(text: &str, at_least: bool) -> String {
    let number = if text.contains('.') { grouped(text) } else { text.to_owned() };
    if at_least { format!("{number}{}", t().form.at_least_mark) } else { number }
}

/// By how much something is more, or less: `+3`, `−1,200.00`.
pub fn signed(change: &str) -> String {
    match change.strip_prefix('-') {
        Some(less) => format!("−{}", value(less, false)),
        None => format!("+{}", value(change, false)),
    }
}

/// Names, as a sentence lists them.
pub fn names(departments: &[DepartmentRef]) -> String {
    departments.iter().map(|department| department.name.as_str()).collect::<Vec<_>>().join("、")
}

/// `2026年1月1日至2026年11月22日`
pub fn period(range: &DateRange) -> String {
    match language() {
        Language::Chinese => format!("{}{}{}", range.from.in_words(), t().summary.to, range.to.in_words()),
        Language::English => format!("{} {} {}", range.from, t().summary.to, range.to),
    }
}
