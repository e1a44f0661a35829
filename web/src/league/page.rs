//! Where departments stand, and what the chosen one lost.

use super::{
    appeals::{AppealForm, appeals, state_badge},
    operations::{
        Appeal, LeagueLoss, LeagueStanding, LeagueSummary, LeagueTerm, LeagueVariables, Losses, LostCase,
        LostRecord, ShowLeague, ShowLosses,
    },
};
use crate::{
    cases,
    components::{
        dialog::Dialog,
        display::{PageHeader, PrintButton, Section, or_dash},
        states::{Empty, Loaded, NoRight, NotFound},
        table::{Column, DataTable},
        url_state::use_url_state,
    },
    graphql::{enums::Role, query::use_query, scalars::grouped},
    i18n::t,
    session::Session,
    summary::{
        choice::{Choice, ChoiceForm},
        page::period,
    },
};
use cynic::QueryBuilder;
use leptos::prelude::*;

/// `/league` and `/league/:appeal`
#[component]
pub fn LeaguePage() -> impl IntoView {
    let (session, words) = (Session::current(), &t().league);
    if !untrack(|| session.may(|viewer| viewer.can_see_summary)) {
        return view! { <NoRight/> }.into_any();
    }
    let url = use_url_state();
    let query = use_query(move || ShowLeague::build(variables(Choice::of(url, session))));
    let changed = Callback::new(move |()| query.refetch());
    view! {
        <PageHeader title=words.title><PrintButton/></PageHeader>
        <ChoiceForm/>
        <Loaded query let:data>
            {match data.work_summary {
                Some(summary) => {
                    let choice = Choice::of(url, session);
                    let losses = lost_by(&summary, &choice, session);
                    let losses = losses.map(|choice| {
                        let appeals = data.league_appeals.nodes.clone();
                        view! { <LossesOfOne choice appeals changed/> }
                    });
                    let appeals = appeals(&data.league_appeals, &summary.league.terms, changed).into_any();
                    view! {
                        {standings(&summary, &choice)}
                        {losses}
                        <Section title=words.appeals>{appeals}</Section>
                    }
                    .into_any()
                }
                None => view! { <NotFound/> }.into_any(),
            }}
        </Loaded>
    }
    .into_any()
}

fn variables(choice: Choice) -> LeagueVariables {
    let as_of = choice.moment();
    LeagueVariables {
        region_code: choice.region,
        department_ids: choice.departments,
        period: choice.period,
        as_of,
    }
}

/// Whose losses are listed case by case: those of the one department that is shown.
fn lost_by(summary: &LeagueSummary, choice: &Choice, session: Session) -> Option<Choice> {
    let own = session.viewer().map(|viewer| viewer.user.department.id);
    let shown = &summary.league.standings;
    let one = match shown.as_slice() {
        [one] => Some(one),
        several => several.iter().find(|standing| Some(&standing.department.id) == own.as_ref()),
    };
    let id = one?.department.id.clone();
    Some(Choice { departments: Some(vec![id]), ..choice.clone() })
}

fn standings(summary: &LeagueSummary, choice: &Choice) -> impl IntoView + use<> {
    let words = &t().league;
    let league = &summary.league;
    let formula = league.terms.iter().map(|term| (words.costs)(&term.label, term.points, term.once_past));
    let formula = (words.formula)(league.full, &formula.collect::<Vec<_>>().join(t().charts.and));
    let mut columns = vec![
        Column::new(t().summary.department, {
            let choice = choice.clone();
            move |row: &LeagueStanding| {
                let one = Choice { departments: Some(vec![row.department.id.clone()]), ..choice.clone() };
                view! { <a href=format!("/league{}", one.query())>{row.department.name.clone()}</a> }
                    .into_any()
            }
        }),
        Column::new(words.place, |row: &LeagueStanding| or_dash(row.place)).number(),
        Column::new(words.score, |row: &LeagueStanding| match row.score {
            Some(score) => view! { <strong>{score}</strong> }.into_any(),
            None => view! { <span class="soft">{t().league.no_cases}</span> }.into_any(),
        })
        .number(),
    ];
    for term in &league.terms {
        let (indicator, choice) = (term.indicator.clone(), choice.clone());
        columns.push(
            Column::new(term.label.clone(), move |row: &LeagueStanding| {
                let loss = row.losses.iter().find(|loss| loss.indicator == indicator);
                loss.map(|loss| lost(loss, row, &choice)).into_any()
            })
            .number(),
        );
    }
    let rows = league.standings.clone();
    let table = if rows.is_empty() {
        view! { <Empty/> }.into_any()
    } else {
        view! { <DataTable columns rows caption=words.title/> }.into_any()
    };
    view! {
        <p class="sheet-period">{format!("{} {}", summary.region.name, period(&summary.period))}</p>
        <p class="hint" data-testid="formula">{formula}</p>
        <Section title=words.standings>{table}</Section>
    }
}

/// How many of them, which opens to each; the points, and how many were given back.
fn lost(loss: &LeagueLoss, row: &LeagueStanding, choice: &Choice) -> impl IntoView + use<> {
    let words = &t().league;
    let one = Choice { departments: Some(vec![row.department.id.clone()]), ..choice.clone() };
    let count = grouped(&loss.figure.value);
    let count = match loss.figure.value.as_str() {
        "0" => count.into_any(),
        _ => view! { <a href=format!("/league{}", one.query())>{count}</a> }.into_any(),
    };
    let detail = (loss.figure.value != "0").then(|| (words.lost)(loss.points, loss.pardoned));
    view! { {count}<span class="detail">{detail}</span> }
}

/// What one department lost, case by case; its head appeals here.
#[component]
fn LossesOfOne(choice: Choice, appeals: Vec<Appeal>, changed: Callback<()>) -> impl IntoView {
    let words = &t().league;
    let query = use_query(move || ShowLosses::build(variables(choice.clone())));
    let own = Session::current().viewer().filter(|viewer| viewer.user.role == Role::DepartmentHead);
    let may_appeal = own.is_some();
    let appeals = StoredValue::new(appeals);
    let (open, chosen) = (RwSignal::new(false), RwSignal::new(None::<(String, LostCase)>));
    let lists = move |data: ShowLosses| {
        let standings = data.work_summary.into_iter().flat_map(|summary| summary.league.standings);
        let losses = standings.flat_map(|standing| standing.losses);
        losses.map(|losses| by_term(&losses, appeals, may_appeal, open, chosen)).collect_view()
    };
    view! {
        <Section title=words.losses><Loaded query let:data>{lists(data)}</Loaded></Section>
        <Dialog open title=words.appeal>
            {move || chosen.get().map(|(indicator, case)| view! { <AppealForm indicator case open changed/> })}
        </Dialog>
    }
}

fn by_term(
    losses: &Losses,
    appeals: StoredValue<Vec<Appeal>>,
    may_appeal: bool,
    open: RwSignal<bool>,
    chosen: RwSignal<Option<(String, LostCase)>>,
) -> impl IntoView + use<> {
    let words = &t().league;
    let rows = losses.figure.records.edges.iter().filter_map(|edge| match &edge.node {
        LostRecord::Case(case) => Some((case.clone(), edge.counted_on.0.clone())),
        LostRecord::Other => None,
    });
    let rows: Vec<_> = rows.collect();
    if rows.is_empty() {
        return view! { <p class="hint">{(words.nothing_lost)(&losses.figure.label)}</p> }.into_any();
    }
    let indicator = losses.indicator.clone();
    let appealed = move |case: &LostCase| {
        let same = |appeal: &&Appeal| {
            appeal.indicator == indicator && appeal.case.as_ref().is_some_and(|other| other.id == case.id)
        };
        if let Some(state) = appeals.with_value(|all| all.iter().find(same).map(|appeal| appeal.state)) {
            return state_badge(state);
        }
        if !may_appeal {
            return ().into_any();
        }
        let (case, indicator) = (case.clone(), indicator.clone());
        let appeal = move |_| {
            chosen.set(Some((indicator.clone(), case.clone())));
            open.set(true);
        };
        view! { <button type="button" class="quiet no-print" on:click=appeal data-testid="appeal">{t().league.appeal}</button> }
            .into_any()
    };
    let columns = vec![
        Column::new(words.case, |(case, _): &(LostCase, String)| {
            view! { <a href=cases::PLACE.href(&case.id)>{format!("{} {}", case.number, case.title)}</a> }
                .into_any()
        }),
        Column::new(losses.figure.counted_by.clone(), |(_, day): &(LostCase, String)| day.clone().into_any())
            .short(),
        Column::new(words.appeal, move |(case, _): &(LostCase, String)| appealed(case)).short(),
    ];
    view! { <h3>{losses.figure.label.clone()}</h3><DataTable columns rows caption=losses.figure.label.clone()/> }.into_any()
}

/// What a term is called.
pub fn label_of(terms: &[LeagueTerm], indicator: &str) -> String {
    terms.iter().find(|term| term.indicator == indicator).map_or_else(String::new, |term| term.label.clone())
}
