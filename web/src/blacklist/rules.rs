//! The rules by which parties are proposed for the blacklist: what is in force, and what holds from a day on.

use super::operations::{
    AddBlacklistRule, AddBlacklistRuleInput, BlacklistRule, BlacklistRuleText, EndBlacklistRule,
    EndBlacklistRuleInput, ListRules, ReviseBlacklistRule, ReviseBlacklistRuleInput,
};
use crate::{
    components::{
        dialog::Dialog,
        display::PageHeader,
        fields::{ChecksField, DateField, NumberField, TextField, number, optional},
        filter::{FilterBar, SwitchFilter},
        form::{Form, FormView, closing},
        states::Loaded,
        table::{Column, DataTable},
        toast::Toasts,
        url_state::use_url_state,
    },
    graphql::{
        enums::{BlacklistMark, CaseKind, Choice},
        query::use_query,
        scalars::Date,
    },
    i18n::t,
    rules::{RuleTabs, first_day, grounded, is_former, validity, whose},
    session::Session,
};
use cynic::QueryBuilder;
use leptos::prelude::*;

/// What a row's buttons open.
#[derive(Clone, Copy)]
struct Opened {
    revising: RwSignal<bool>,
    ending: RwSignal<bool>,
    chosen: RwSignal<Option<BlacklistRule>>,
}

/// `/blacklist/rules`
#[component]
pub fn RulesPage() -> impl IntoView {
    let rules = use_query(move || ListRules::build(()));
    let changed = Callback::new(move |()| rules.refetch());
    view! { <Loaded query=rules let:data><RulesView rules=data.blacklist_rules changed/></Loaded> }
}

#[component]
fn RulesView(rules: Vec<BlacklistRule>, changed: Callback<()>) -> impl IntoView {
    let (words, url) = (&t().blacklist, use_url_state());
    let may = Session::current().may(|viewer| viewer.can_maintain_rules);
    let adding = RwSignal::new(false);
    let opened =
        Opened { revising: RwSignal::new(false), ending: RwSignal::new(false), chosen: RwSignal::new(None) };
    provide_context(opened);
    let table = move || {
        let mut columns = vec![
            Column::new(words.rule, |rule: &BlacklistRule| rule.name.clone().into_any()),
            Column::new(words.condition, |rule: &BlacklistRule| condition(rule).into_any()),
            Column::new(t().rules.whose, |rule: &BlacklistRule| whose(rule.region.as_ref()).into_any())
                .short(),
            Column::new(words.article, |rule: &BlacklistRule| {
                grounded(&rule.article, rule.ground.as_deref())
            }),
            Column::new(words.listed_months, |rule: &BlacklistRule| {
                format!("{} {}", rule.listed_months, t().blacklist.months).into_any()
            })
            .short(),
            Column::new(words.valid, |rule: &BlacklistRule| {
                validity(&rule.valid_from, rule.valid_to.as_ref())
            }),
        ];
        if may {
            columns.push(Column::new(t().rules.actions, row_actions).short());
        }
        let shown = rules.iter().filter(|rule| url.on("all") || !is_former(rule.valid_to.as_ref()));
        view! { <DataTable columns rows=shown.cloned().collect() caption=words.rules/> }
    };
    let Opened { revising, ending, chosen } = opened;
    view! {
        <PageHeader title=words.rules above=vec![(words.title, "/blacklist")]>
            {may.then(|| view! {
                <button type="button" on:click=move |_| adding.set(true) data-testid="add-rule">{t().rules.add}</button>
            })}
        </PageHeader>
        <RuleTabs/>
        <p class="hint">{words.rules_hint}</p>
        <FilterBar><SwitchFilter key="all" label=t().rules.former_too/></FilterBar>
        {table}
        <Dialog open=adding title=t().rules.add><RuleForm open=adding rule=None changed/></Dialog>
        <Dialog open=revising title=t().rules.revise><RuleForm open=revising rule=chosen.get_untracked() changed/></Dialog>
        <Dialog open=ending title=t().rules.end><EndForm open=ending rule=chosen.get_untracked() changed/></Dialog>
    }
}

fn row_actions(rule: &BlacklistRule) -> AnyView {
    let Opened { revising, ending, chosen } = expect_context();
    if is_former(rule.valid_to.as_ref()) || !rule.viewer_can_maintain {
        return ().into_any();
    }
    let rule = StoredValue::new(rule.clone());
    let choose = move |open: RwSignal<bool>| {
        chosen.set(Some(rule.get_value()));
        open.set(true);
    };
    view! {
        <span class="row-actions">
            <button type="button" class="quiet" on:click=move |_| choose(revising) data-testid="revise">{t().rules.revise}</button>
            <button type="button" class="quiet" on:click=move |_| choose(ending) data-testid="end">{t().rules.end}</button>
        </span>
    }
    .into_any()
}

fn condition(rule: &BlacklistRule) -> String {
    let (words, rules) = (&t().blacklist, &t().rules);
    let kinds: Vec<_> = rule.case_kinds.iter().map(|kind| kind.label()).collect();
    let mut parts = vec![if kinds.is_empty() { words.any_kind.to_owned() } else { kinds.join("、") }];
    parts.push(match rule.penalties {
        ..=1 => rules.once.to_owned(),
        penalties => (rules.condition)(rule.months, penalties),
    });
    let marks: Vec<_> = rule.marks.iter().map(|mark| mark.label()).collect();
    if !marks.is_empty() {
        parts.push((rules.with_marks)(&marks.join("、")));
    }
    parts.join("，")
}

/// A new rule, or what one says from a day on.
#[component]
fn RuleForm(open: RwSignal<bool>, rule: Option<BlacklistRule>, changed: Callback<()>) -> impl IntoView {
    let (form, toasts, words) = (Form::provide(), Toasts::current(), &t().rules);
    let today = Session::current().today();
    let of = |text: &dyn Fn(&BlacklistRule) -> String, empty: &str| {
        RwSignal::new(rule.as_ref().map_or_else(|| empty.to_owned(), text))
    };
    let name = of(&|rule| rule.name.clone(), "");
    let article = of(&|rule| rule.article.clone(), "");
    let ground = of(&|rule| rule.ground.clone().unwrap_or_default(), "");
    let penalties = of(&|rule| rule.penalties.to_string(), "2");
    let months = of(&|rule| if rule.months > 0 { rule.months.to_string() } else { String::new() }, "60");
    let listed = of(&|rule| rule.listed_months.to_string(), "36");
    let valid_from = of(&|rule| first_day(&rule.valid_from), &today);
    let kinds = RwSignal::new(rule.as_ref().map(|rule| rule.case_kinds.clone()).unwrap_or_default());
    let marks = RwSignal::new(rule.as_ref().map(|rule| rule.marks.clone()).unwrap_or_default());
    let known = rule.map(|rule| (rule.id, rule.version));
    let revises = known.is_some();
    let done = move |rule: BlacklistRule| {
        open.set(false);
        toasts.say((t().rules.saved_from)(&rule.valid_from.0));
        changed.run(());
    };
    let submit = move || {
        let within = months.get_untracked();
        let text = BlacklistRuleText {
            name: name.get_untracked(),
            article: article.get_untracked(),
            penalties: number(&penalties.get_untracked()),
            months: (!within.trim().is_empty()).then(|| number(&within)),
            case_kinds: kinds.get_untracked(),
            marks: marks.get_untracked(),
            listed_months: number(&listed.get_untracked()),
            ground: optional(ground),
        };
        let (idempotency_key, valid_from) = (form.key(), Date(valid_from.get_untracked()));
        match known.clone() {
            Some((id, version)) => {
                let input = ReviseBlacklistRuleInput { idempotency_key, id, version, text, valid_from };
                form.send::<ReviseBlacklistRule>(input, done, |_| {});
            }
            None => {
                let input = AddBlacklistRuleInput { idempotency_key, text, valid_from };
                form.send::<AddBlacklistRule>(input, done, |_| {});
            }
        }
    };
    let several = move || number(&penalties.get()) > 1;
    view! {
        <FormView form submit=t().action.save on_submit=submit cancel=move |()| open.set(false)>
            {revises.then(|| view! { <p class="hint wide">{words.revise_hint}</p> })}
            <TextField name="text.name" label=words.name value=name required=true wide=true/>
            <TextField name="text.article" label=t().blacklist.article value=article required=true wide=true/>
            <TextField name="text.ground" label=words.ground value=ground required=true wide=true hint=words.ground_hint/>
            <NumberField name="text.penalties" label=words.penalties value=penalties required=true hint=words.penalties_hint/>
            <div hidden=move || !several()><NumberField name="text.months" label=words.months value=months required=true/></div>
            <NumberField name="text.listedMonths" label=words.listed_months value=listed required=true/>
            <DateField name="validFrom" label=t().clocks.valid_from value=valid_from required=true/>
            <ChecksField<CaseKind> name="text.caseKinds" label=format!("{}（{}）", words.case_kinds, words.all_where_none) value=kinds/>
            <ChecksField<BlacklistMark> name="text.marks" label=format!("{}（{}）", words.marks, words.all_where_none) value=marks/>
        </FormView>
    }
}

#[component]
fn EndForm(open: RwSignal<bool>, rule: Option<BlacklistRule>, changed: Callback<()>) -> impl IntoView {
    let (form, toasts, words) = (Form::provide(), Toasts::current(), &t().rules);
    let Some(rule) = rule else { return ().into_any() };
    let valid_to = RwSignal::new(first_day(&rule.valid_from));
    let (id, version) = (rule.id, rule.version);
    let submit = move || {
        let input = EndBlacklistRuleInput {
            idempotency_key: form.key(),
            id: id.clone(),
            version,
            valid_to: Date(valid_to.get_untracked()),
        };
        let done = closing(open, toasts, t().states.saved, changed);
        form.send::<EndBlacklistRule>(input, done, |_| {});
    };
    view! {
        <FormView form submit=words.end on_submit=submit cancel=move |()| open.set(false)>
            <p class="hint wide">{rule.name}</p>
            <DateField name="validTo" label=words.last_day value=valid_to required=true/>
        </FormView>
    }
    .into_any()
}
