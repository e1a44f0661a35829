//! A figure, opened: what it means, the records that it counts, and that they add up to it.

use super::{
    choice::Choice,
    operations::{
        Changes, CountedGoods, CountedInspection, CountedSeizure, FigureChange, FigureVariables,
        OpenedSummary, Record, RecordEdge, ShowFigure,
    },
    page::{names, period, signed, value},
};
use crate::{
    cases,
    components::{
        chart::reckoning::{decimal, hundredths},
        display::{Facts, PageHeader, PrintButton, Section},
        states::{Empty, Loaded, NoRight, NotFound},
        table::{Pagination, at_least},
        url_state::{UrlState, use_url_state},
    },
    departments,
    graphql::{enums::Choice as _, query::use_query, scalars::DateTime},
    i18n::t,
    inspections, publicity,
    session::Session,
    trainings,
};
use cynic::QueryBuilder;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

/// `/summary/:indicator`
#[component]
pub fn FigurePage() -> impl IntoView {
    let (session, params) = (Session::current(), use_params_map());
    if !untrack(|| session.may(|viewer| viewer.can_see_summary)) {
        return view! { <NoRight/> }.into_any();
    }
    let indicator = Memo::new(move |_| params.with(|params| params.get("indicator")));
    view! {
        {move || match indicator.get() {
            Some(indicator) => view! { <OpenedFigure indicator/> }.into_any(),
            None => view! { <NotFound/> }.into_any(),
        }}
    }
    .into_any()
}

#[component]
fn OpenedFigure(indicator: String) -> impl IntoView {
    let (session, url) = (Session::current(), use_url_state());
    let asked = indicator.clone();
    let query = use_query(move || {
        let (choice, page) = (Choice::of(url, session), url.page());
        let as_of = choice.moment();
        let Choice { region, departments, period, kind, own_level, .. } = choice;
        ShowFigure::build(FigureVariables {
            compared: as_of.is_some(),
            since: as_of.clone().unwrap_or_else(|| DateTime::end_of(&session.today())),
            as_of,
            region_code: region,
            department_ids: departments,
            period,
            indicator: asked.clone(),
            case_kinds: kind.map(|kind| vec![kind]),
            own_level,
            first: page.first,
            after: page.after,
            last: page.last,
            before: page.before,
        })
    });
    view! {
        <Loaded query let:data>
            {match data.work_summary {
                Some(summary) => opened(summary, url, &indicator, &Choice::of(url, session)),
                None => view! { <NotFound/> }.into_any(),
            }}
        </Loaded>
    }
}

fn opened(summary: OpenedSummary, url: UrlState, code: &str, choice: &Choice) -> AnyView {
    let words = &t().summary;
    let Some(figure) = summary.figure else { return view! { <NotFound/> }.into_any() };
    let written = value(&figure.value, figure.at_least);
    let scope = if summary.departments.is_empty() {
        words.departments_all.to_owned()
    } else {
        names(&summary.departments)
    };
    let mut facts = vec![
        (words.region, summary.region.name.into_any()),
        (words.period, period(&summary.period).into_any()),
        (words.departments, scope.into_any()),
        (words.definition, figure.definition.into_any()),
    ];
    if choice.own_level {
        facts.insert(3, (words.level, words.own_level.into_any()));
    }
    if let Some(kind) = choice.kind {
        facts.insert(3, (words.case_kind, kind.label().into_any()));
    }
    if let Some(day) = &choice.as_of {
        facts.insert(2, (words.as_of, day.in_words().into_any()));
    }
    if let Some(moment) = &choice.at {
        facts.insert(2, (words.as_told, moment.shanghai().into_any()));
    }
    let unit = figure.unit.clone();
    let changes = figure.changes.map(|changes| {
        let body = changed(&changes, &unit);
        view! { <Section title=words.changes>{body}</Section> }
    });
    let back = untrack(|| url.href(&[("after", None), ("before", None), ("kind", None)])).replacen(
        &format!("/summary/{}", code),
        "/summary",
        1,
    );
    let whole = !figure.records.page_info.has_previous_page && !figure.records.page_info.has_next_page;
    let (count, more) = (figure.records.total_count, figure.records.total_count_is_lower_bound);
    let total = at_least(count, more);
    let line = sum_line(&figure.records.edges, whole, total, &figure.value, &written, &figure.unit);
    let body = if figure.records.edges.is_empty() {
        view! { <Empty/><p class="sum">{words.nothing}</p> }.into_any()
    } else {
        let rows = record_rows_of(&figure.records.edges, &figure.counted_by);
        view! {
            <div class="table-frame">
                <table class="data">
                    <thead><tr>
                        <th scope="col">{words.record}</th><th scope="col">{words.kind}</th>
                        <th scope="col">{figure.counted_by.clone()}</th><th scope="col">{words.department}</th>
                        <th scope="col" class="number">{words.contribution}"（"{unit}"）"</th>
                    </tr></thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
            {line}
            <Pagination page=figure.records.page_info total=Some(count) more=Some(more)/>
        }
        .into_any()
    };
    view! {
        <PageHeader title=figure.label above=vec![(words.title, "/summary")]>
            <a class="button" href=back data-testid="back-to-summary">{t().action.back}</a>
            <PrintButton/>
        </PageHeader>
        <section class="panel figure-head">
            <p class="figure-large"><span data-testid="opened-value">{written}</span>" "<span class="unit">{figure.unit}</span></p>
            <Facts facts/>
            <p class="hint">{summary.note}</p>
        </section>
        {changes}
        <Section title=words.records>{body}</Section>
    }
    .into_any()
}

/// What was recorded since, and by how much the figure differs by it today.
fn changed(changes: &Changes, unit: &str) -> impl IntoView + use<> {
    let words = &t().summary;
    if changes.edges.is_empty() {
        return view! { <p class="sum" data-testid="unchanged">{words.unchanged}</p> }.into_any();
    }
    let rows = changes.edges.iter().map(|edge| change_row(&edge.node)).collect_view();
    let shown = i32::try_from(changes.edges.len()).unwrap_or(i32::MAX);
    let more = (changes.total_count > shown).then(|| {
        view! { <p class="hint">{words.changes_first}" "{shown}" / "{changes.total_count}</p> }
    });
    view! {
        <p class="hint">{words.changes_hint}</p>
        <div class="table-frame">
            <table class="data" data-testid="changes">
                <thead><tr>
                    <th scope="col">{words.record}</th><th scope="col">{words.kind}</th>
                    <th scope="col">{words.changed_at}</th><th scope="col">{words.changed_by}</th>
                    <th scope="col" class="number">{words.change}"（"{unit.to_owned()}"）"</th>
                </tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
        {more}
    }
    .into_any()
}

fn change_row(change: &FigureChange) -> impl IntoView + use<> {
    let words = &t().summary;
    let line = line(&change.record);
    let name = link(line.href, line.name);
    let by =
        change.changed_by.as_ref().map_or_else(|| words.recount.to_owned(), |by| by.display_name.clone());
    view! {
        <tr data-testid="change">
            <th scope="row">{name}</th>
            <td class="short" data-label=words.kind>{line.kind}</td>
            <td class="short" data-label=words.changed_at>{change.changed_at.shanghai()}</td>
            <td data-label=words.changed_by>{by}</td>
            <td class="number" data-label=words.change>{signed(&change.contribution)}</td>
        </tr>
    }
}

/// That the records add up: on one page all of them, else the page beside the total.
fn sum_line(
    edges: &[RecordEdge],
    whole: bool,
    total: String,
    figure: &str,
    written: &str,
    unit: &str,
) -> impl IntoView + use<> {
    let words = &t().summary;
    let sum = edges.iter().try_fold(0_i64, |sum, edge| Some(sum + hundredths(&edge.contribution)?));
    let at_least = edges.iter().any(|edge| edge.at_least);
    let shown = sum.map(|sum| value(&decimal(sum, figure.contains('.')), at_least)).unwrap_or_default();
    if whole {
        let agrees = sum == hundredths(figure);
        let verdict = if agrees { words.agrees } else { words.differs };
        view! {
            <p class="sum" class:overdue=!agrees data-testid="sum">
                {words.sum_all}" "{total}" "{words.of_records}"："<strong>{shown}</strong>" "{unit.to_owned()}"，"{verdict}
            </p>
        }
        .into_any()
    } else {
        view! {
            <p class="sum" data-testid="sum">
                {words.sum_page}" "{edges.len()}" "{words.of_records}"："<strong>{shown}</strong>" "{unit.to_owned()}
                "；"{words.sum_total}" "{total}" "{words.of_records}"："<strong>{written.to_owned()}</strong>" "{unit.to_owned()}
            </p>
        }
        .into_any()
    }
}

/// What a line says of a record: link, name, kind, department.
struct Line {
    href: Option<String>,
    name: String,
    kind: String,
    department: String,
}

fn line(record: &Record) -> Line {
    let words = &t().summary;
    let visit = |inspection: &CountedInspection, name: String, kind: String| Line {
        href: Some(inspections::PLACE.href(&inspection.id)),
        name,
        kind,
        department: inspection.department.short_name.clone(),
    };
    let of_seizure = |seizure: &CountedSeizure, name: String| Line {
        href: Some(cases::PLACE.href(&seizure.case.id)),
        name: format!("{name}（{}）", seizure.decision_number),
        kind: format!("{}·{}", t().seizures.title, seizure.case.number),
        department: seizure.case.department.short_name.clone(),
    };
    match record {
        Record::Inspection(inspection) => {
            visit(inspection, inspection.place.clone(), t().inspections.title.to_owned())
        }
        Record::Officer(officer) => Line {
            department: officer.person.department.short_name.clone(),
            ..visit(
                &officer.inspection,
                format!("{}（{}）", officer.person.display_name, officer.inspection.place),
                words.officer.to_owned(),
            )
        },
        Record::Premises(premises) => visit(
            &premises.inspection,
            premises.name.clone(),
            format!("{}·{}", words.premises, premises.result.label()),
        ),
        Record::Department(department) => Line {
            href: Some(departments::PLACE.href(&department.id)),
            name: department.name.clone(),
            kind: t().departments.title.to_owned(),
            department: department.short_name.clone(),
        },
        Record::Case(case) => Line {
            href: Some(cases::PLACE.href(&case.id)),
            name: format!("{} {}", case.number, case.title),
            kind: format!("{}·{}", t().cases.title, case.status.label()),
            department: case.department.short_name.clone(),
        },
        Record::Training(training) => Line {
            href: Some(trainings::PLACE.href(&training.id)),
            name: training.name.clone(),
            kind: t().trainings.title.to_owned(),
            department: training.department.short_name.clone(),
        },
        Record::Publicity(event) => Line {
            href: Some(publicity::PLACE.href(&event.id)),
            name: event.name.clone(),
            kind: t().publicity.title.to_owned(),
            department: event.department.short_name.clone(),
        },
        Record::Seizure(seizure) => of_seizure(seizure, seizure.place.clone()),
        Record::Goods(CountedGoods { name, seizure: Some(seizure) }) => of_seizure(seizure, name.clone()),
        Record::Goods(_) | Record::Other => Line {
            href: None,
            name: t().states.none.to_owned(),
            kind: String::new(),
            department: String::new(),
        },
    }
}

/// The record's name, which leads to it where it has a page.
fn link(href: Option<String>, name: String) -> AnyView {
    match href {
        Some(href) => view! { <a class="row-link" href=href>{name}</a> }.into_any(),
        None => name.into_any(),
    }
}

fn record_rows_of(edges: &[RecordEdge], counted_by: &str) -> AnyView {
    edges.iter().map(|edge| row(edge, counted_by)).collect_view().into_any()
}

/// Records that a figure counts, as a table of their own.
pub fn record_rows(edges: &[RecordEdge], counted_by: &str) -> AnyView {
    if edges.is_empty() {
        return view! { <p class="sum">{t().summary.nothing}</p> }.into_any();
    }
    let words = &t().summary;
    view! {
        <div class="table-frame">
            <table class="data">
                <thead><tr>
                    <th scope="col">{words.record}</th><th scope="col">{words.kind}</th>
                    <th scope="col">{counted_by.to_owned()}</th><th scope="col">{words.department}</th>
                    <th scope="col" class="number">{words.contribution}</th>
                </tr></thead>
                <tbody>{record_rows_of(edges, counted_by)}</tbody>
            </table>
        </div>
    }
    .into_any()
}

fn row(edge: &RecordEdge, counted_by: &str) -> impl IntoView + use<> {
    let words = &t().summary;
    let line = line(&edge.node);
    let name = link(line.href, line.name);
    view! {
        <tr data-testid="row">
            <th scope="row">{name}</th>
            <td class="short" data-label=words.kind>{line.kind}</td>
            <td class="short" data-label=counted_by.to_owned()>{edge.counted_on.0.clone()}</td>
            <td data-label=words.department>{line.department}</td>
            <td class="number" data-label=words.contribution>{value(&edge.contribution, edge.at_least)}</td>
        </tr>
    }
}
