//! The rules by which parties are proposed for the blacklist.

use super::operations::{BlacklistRule, ListRules};
use crate::{
    components::{
        display::PageHeader,
        states::Loaded,
        table::{Column, DataTable},
    },
    graphql::{enums::Choice, query::use_query},
    i18n::t,
};
use cynic::QueryBuilder;
use leptos::prelude::*;

/// `/blacklist/rules`
#[component]
pub fn RulesPage() -> impl IntoView {
    let words = &t().blacklist;
    let rules = use_query(move || ListRules::build(()));
    let columns = || {
        vec![
            Column::new(words.rule, |rule: &BlacklistRule| rule.name.clone().into_any()),
            Column::new(words.condition, |rule: &BlacklistRule| condition(rule).into_any()),
            Column::new(words.article, |rule: &BlacklistRule| rule.article.clone().into_any()),
            Column::new(words.listed_months, |rule: &BlacklistRule| {
                format!("{} {}", rule.listed_months, t().blacklist.months).into_any()
            })
            .short(),
            Column::new(words.valid, |rule: &BlacklistRule| {
                let to = rule.valid_to.as_ref().map(|to| to.0.clone()).unwrap_or_default();
                format!("{} — {to}", rule.valid_from).into_any()
            })
            .short(),
        ]
    };
    view! {
        <PageHeader title=words.rules above=vec![(words.title, "/blacklist")]/>
        <p class="hint">{words.rules_hint}</p>
        <Loaded query=rules let:data>
            <DataTable columns=columns() rows=data.blacklist_rules caption=words.rules/>
        </Loaded>
    }
}

fn condition(rule: &BlacklistRule) -> String {
    let words = &t().blacklist;
    let kinds: Vec<_> = rule.case_kinds.iter().map(|kind| kind.label()).collect();
    let mut parts = vec![if kinds.is_empty() { words.any_kind.to_owned() } else { kinds.join("、") }];
    if rule.penalties > 1 {
        parts.push(format!("{} {} {} {}", rule.months, words.within, rule.penalties, words.times));
    }
    let marks: Vec<_> = rule.marks.iter().map(|mark| mark.label()).collect();
    if !marks.is_empty() {
        parts.push(format!("{}：{}", words.serious, marks.join("、")));
    }
    parts.join("；")
}
