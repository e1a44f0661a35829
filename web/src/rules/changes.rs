//! What changed in the rules and the calendar, and which due dates that moved.

use super::{
    RuleTabs,
    operations::{ChangeVariables, ChangesVariables, ListChanges, MovedClock, RuleChange, ShowChange},
    whose,
};
use crate::{
    components::{
        display::{Facts, PageHeader, Section, or_dash},
        states::{Loaded, NotFound},
        table::{Column, DataTable, Pagination},
        url_state::use_url_state,
    },
    graphql::query::use_query,
    i18n::t,
};
use cynic::QueryBuilder;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

/// `/deadlines/changes`
#[component]
pub fn ChangesPage() -> impl IntoView {
    let (url, words) = (use_url_state(), &t().rules);
    let query = use_query(move || {
        let page = url.page();
        ListChanges::build(ChangesVariables {
            first: page.first,
            after: page.after,
            last: page.last,
            before: page.before,
            total: url.on("total"),
        })
    });
    let columns = || {
        let words = &t().rules;
        vec![
            Column::new(words.change, |row: &RuleChange| row.title.clone().into_any()),
            Column::new(words.whose, |row: &RuleChange| whose(row.region.as_ref()).into_any()).short(),
            Column::new(words.moved_count, |row: &RuleChange| (t().rules.moved)(row.moved_count).into_any())
                .short(),
            Column::new(words.ground, |row: &RuleChange| row.ground.clone().into_any()),
            Column::new(words.changed_at, |row: &RuleChange| row.changed_at.shanghai().into_any()).short(),
        ]
    };
    let href = |row: &RuleChange| format!("/deadlines/changes/{}", row.id.inner());
    view! {
        <PageHeader title=words.changes above=vec![(words.title, "/deadlines/rules")]/>
        <RuleTabs/>
        <p class="hint">{words.changes_hint}</p>
        <Loaded query let:data>
            <DataTable columns=columns() rows=data.rule_changes.nodes href=href caption=words.changes/>
            <Pagination page=data.rule_changes.page_info total=data.rule_changes.total_count/>
        </Loaded>
    }
}

/// `/deadlines/changes/:id`
#[component]
pub fn ChangePage() -> impl IntoView {
    let (params, url) = (use_params_map(), use_url_state());
    let query = use_query(move || {
        let page = url.page();
        ShowChange::build(ChangeVariables {
            id: cynic::Id::new(params.with(|params| params.get("id")).unwrap_or_default()),
            first: page.first,
            after: page.after,
            last: page.last,
            before: page.before,
            total: url.on("total"),
        })
    });
    let columns = || {
        let words = &t().rules;
        vec![
            Column::new(t().cases.number, |row: &MovedClock| {
                or_dash(row.case.as_ref().map(|case| &case.number))
            })
            .short(),
            Column::new(t().cases.name, |row: &MovedClock| {
                or_dash(row.case.as_ref().map(|case| &case.title))
            }),
            Column::new(t().clocks.kind, |row: &MovedClock| row.clock.label.clone().into_any()),
            Column::new(words.due_before, |row: &MovedClock| or_dash(row.due_before.as_ref())).short(),
            Column::new(words.due_after, |row: &MovedClock| or_dash(row.due_after.as_ref())).short(),
            Column::new(words.by_rule, |row: &MovedClock| {
                or_dash(row.rule.as_ref().map(|rule| format!("{} {}", rule.period, rule.article)))
            }),
            Column::new(t().cases.department, |row: &MovedClock| row.department.name.clone().into_any()),
        ]
    };
    let href = |row: &MovedClock| match &row.case {
        Some(case) => format!("/cases/{}?tab=clocks", case.id.inner()),
        None => "/todo".to_owned(),
    };
    view! {
        <Loaded query let:data>
            {match data.rule_change {
                None => view! { <NotFound/> }.into_any(),
                Some(change) => {
                    let words = &t().rules;
                    let actor = change.actor.as_ref().map_or(words.operator, |actor| actor.display_name.as_str());
                    let facts = vec![
                        (words.whose, whose(change.region.as_ref()).into_any()),
                        (words.ground, or_dash((!change.ground.is_empty()).then_some(&change.ground))),
                        (words.changed_by, actor.to_owned().into_any()),
                        (words.changed_at, change.changed_at.shanghai().into_any()),
                    ];
                    let moved = match change.moved_count {
                        0 => view! { <p data-testid="none-moved">{words.none_moved}</p> }.into_any(),
                        _ => view! {
                            <DataTable columns=columns() rows=change.moved.nodes href=href caption=words.moved_count/>
                            <Pagination page=change.moved.page_info total=change.moved.total_count/>
                        }
                        .into_any(),
                    };
                    view! {
                        <PageHeader title=change.title above=vec![(words.changes, "/deadlines/changes")]/>
                        <Facts facts/>
                        <Section title=(words.moved)(change.moved_count)>{moved}</Section>
                    }
                    .into_any()
                }
            }}
        </Loaded>
    }
}
