//! The rules by which clocks run: what is in force since when, and on which article it rests.

use super::operations::{
    AddClockRule, AddClockRuleInput, AddRuleVariables, ClockRule, ListRules, ReviseClockRule,
    ReviseClockRuleInput, ReviseRuleVariables,
};
use crate::{
    components::{
        dialog::Dialog,
        display::{PageHeader, or_dash},
        fields::{CheckField, DateField, NumberField, SelectField, TextField, number},
        form::{Form, FormView},
        states::Loaded,
        toast::Toasts,
    },
    graphql::{
        enums::{Choice, ClockKind, ClockUnit},
        query::use_query,
        scalars::Date,
    },
    i18n::t,
    rules::RuleTabs,
};
use cynic::{MutationBuilder, QueryBuilder};
use leptos::prelude::*;

/// `/deadlines/rules`
#[component]
pub fn RulesPage() -> impl IntoView {
    let query = use_query(|| ListRules::build(()));
    let changed = Callback::new(move |()| query.refetch());
    view! { <Loaded query let:data><RulesView rules=data.clock_rules changed/></Loaded> }
}

#[component]
fn RulesView(rules: Vec<ClockRule>, changed: Callback<()>) -> impl IntoView {
    let words = &t().clocks;
    let adding = RwSignal::new(false);
    let revising = RwSignal::new(false);
    let chosen = RwSignal::new(None::<ClockRule>);
    let may = rules.iter().any(|rule| rule.viewer_can_maintain);
    let rows = rules.into_iter().map(|rule| {
        let kept = rule.clone();
        let more = extension(&rule);
        let revise = move |_| {
            chosen.set(Some(kept.clone()));
            revising.set(true);
        };
        view! {
            <tr data-testid="clock-rule">
                <th scope="row">{rule.kind.label()}</th>
                <td class="short" data-label=words.length>{rule.period}</td>
                <td class="short" data-label=words.extension>{more}</td>
                <td data-label=words.article>{rule.article}</td>
                <td class="short" data-label=words.valid_from>{rule.valid_from.0}</td>
                <td class="short" data-label=words.valid_to>{or_dash(rule.valid_to)}</td>
                {may.then(|| view! { <td class="short no-print" data-label=t().rules.actions><button type="button" class="quiet" on:click=revise>{words.correct}</button></td> })}
            </tr>
        }
    });
    let rows = rows.collect_view();
    view! {
        <PageHeader title=words.rules above=vec![(t().rules.title, "/deadlines/rules")]>
            {may.then(|| view! { <button type="button" on:click=move |_| adding.set(true) data-testid="add-rule">{words.add_rule}</button> })}
        </PageHeader>
        <RuleTabs/>
        <p class="hint">{words.rules_hint}</p>
        <div class="table-frame">
            <table class="data">
                <caption class="visually-hidden">{words.rules}</caption>
                <thead><tr>
                    <th scope="col">{words.kind}</th><th scope="col">{words.length}</th><th scope="col">{words.extension}</th>
                    <th scope="col">{words.article}</th><th scope="col">{words.valid_from}</th><th scope="col">{words.valid_to}</th>
                    {may.then(|| view! { <th scope="col" class="no-print">{t().rules.actions}</th> })}
                </tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
        <Dialog open=adding title=words.add_rule><RuleForm open=adding rule=None changed/></Dialog>
        <Dialog open=revising title=words.correct><RuleForm open=revising rule=chosen.get_untracked() changed/></Dialog>
    }
}

/// By how much it may be extended, in the rule's own unit.
fn extension(rule: &ClockRule) -> AnyView {
    let Some(extension) = rule.extension else { return or_dash(None::<String>) };
    let unit = match rule.unit {
        ClockUnit::WorkingDays => t().clocks.working_days,
        unit => unit.label(),
    };
    let then = rule.collective.then(|| view! { <p class="detail">{t().clocks.then_collective}</p> });
    view! { {format!("{extension}{unit}")}{then} }.into_any()
}

/// A new rule, or a correction of one.
#[component]
fn RuleForm(open: RwSignal<bool>, rule: Option<ClockRule>, changed: Callback<()>) -> impl IntoView {
    let (form, toasts, words) = (Form::provide(), Toasts::current(), &t().clocks);
    let kind = RwSignal::new(rule.as_ref().map(|rule| rule.kind));
    let unit = RwSignal::new(rule.as_ref().map(|rule| rule.unit));
    let typed =
        |number: Option<i32>| RwSignal::new(number.map(|number| number.to_string()).unwrap_or_default());
    let length = typed(rule.as_ref().map(|rule| rule.length));
    let extension = typed(rule.as_ref().and_then(|rule| rule.extension));
    let collective = RwSignal::new(rule.as_ref().is_some_and(|rule| rule.collective));
    let text = |text: Option<String>| RwSignal::new(text.unwrap_or_default());
    let article = text(rule.as_ref().map(|rule| rule.article.clone()));
    let valid_from = text(rule.as_ref().map(|rule| rule.valid_from.0.clone()));
    let valid_to = text(rule.as_ref().and_then(|rule| rule.valid_to.as_ref().map(|to| to.0.clone())));
    let known = rule.map(|rule| (rule.id, rule.version));
    let is_new = known.is_none();
    let done = move |moved: i32| {
        open.set(false);
        toasts.say((words.moved)(moved));
        changed.run(());
    };
    let submit = move || {
        let (Some(kind), Some(unit)) = (kind.get_untracked(), unit.get_untracked()) else {
            return form.require(&[
                ("kind", kind.get_untracked().is_none()),
                ("unit", unit.get_untracked().is_none()),
            ]);
        };
        let more = extension.get_untracked();
        let more = (!more.trim().is_empty()).then(|| number(&more));
        let (length, collective, article) =
            (number(&length.get_untracked()), collective.get_untracked(), article.get_untracked());
        match known.clone() {
            Some((id, version)) => {
                let valid_to = Date::from_field(&valid_to.get_untracked());
                let input = ReviseClockRuleInput {
                    idempotency_key: form.key(),
                    id,
                    version,
                    unit,
                    length,
                    extension: more,
                    collective,
                    article,
                    valid_to,
                };
                form.send(
                    ReviseClockRule::build(ReviseRuleVariables { input }),
                    |data| {
                        let moved = data.revise_clock_rule.moved;
                        (data.revise_clock_rule.errors, data.revise_clock_rule.rule.map(|_| moved))
                    },
                    done,
                    |_| {},
                );
            }
            None => {
                let input = AddClockRuleInput {
                    idempotency_key: form.key(),
                    kind,
                    unit,
                    length,
                    extension: more,
                    collective,
                    article,
                    valid_from: Date(valid_from.get_untracked()),
                };
                form.send(
                    AddClockRule::build(AddRuleVariables { input }),
                    |data| {
                        let moved = data.add_clock_rule.moved;
                        (data.add_clock_rule.errors, data.add_clock_rule.rule.map(|_| moved))
                    },
                    done,
                    |_| {},
                );
            }
        }
    };
    view! {
        <FormView form submit=t().action.save on_submit=submit cancel=move |()| open.set(false)>
            {is_new.then(|| view! { <SelectField<ClockKind> name="kind" label=words.kind value=kind required=true/> })}
            <SelectField<ClockUnit> name="unit" label=words.unit value=unit required=true/>
            <NumberField name="length" label=words.length value=length required=true/>
            <NumberField name="extension" label=words.extension value=extension/>
            <CheckField name="collective" label=words.then_collective value=collective/>
            <TextField name="article" label=words.article value=article required=true wide=true/>
            {if is_new {
                view! { <DateField name="validFrom" label=words.valid_from value=valid_from required=true/> }.into_any()
            } else {
                view! { <DateField name="validTo" label=words.valid_to value=valid_to/> }.into_any()
            }}
        </FormView>
    }
}
