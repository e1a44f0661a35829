//! The rules by which clocks run: what is in force since when, and on which article it rests.

use super::operations::{
    AddClockRule, AddClockRuleInput, AddClockRuleVariables, ClockRule, ListRules, ReviseClockRule,
    ReviseClockRuleInput, ReviseClockRuleVariables,
};
use crate::{
    components::{
        dialog::Dialog,
        display::{Badge, PageHeader, or_dash},
        fields::{CheckField, DateField, NumberField, SelectField, TextField, number, optional},
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
    rules::{Effect, RuleTabs, use_change, whose},
    session::Session,
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
    let may = Session::current().may(|viewer| viewer.can_maintain_rules);
    let reasons =
        StoredValue::new(rules.iter().map(|rule| (rule.kind, rule.room_reason.clone())).collect::<Vec<_>>());
    provide_context(Reasons(reasons));
    let rows = rules.into_iter().map(|rule| {
        let kept = rule.clone();
        let more = extension(&rule);
        let revise = move |_| {
            chosen.set(Some(kept.clone()));
            revising.set(true);
        };
        let check = (!rule.confirmed).then(|| view! { " "<Badge label=t().rules.unconfirmed tone="waiting"/> });
        let ground = rule.ground.map(|ground| view! { <p class="detail">{(t().rules.ground_line)(&ground)}</p> });
        let correct = rule.viewer_can_maintain.then(|| view! {
            <button type="button" class="quiet" on:click=revise>{words.correct}</button>
        });
        view! {
            <tr data-testid="clock-rule">
                <th scope="row">{rule.kind.label()}<p class="detail">{rule.room_reason}</p></th>
                <td class="short" data-label=t().rules.whose>{whose(rule.region.as_ref())}</td>
                <td class="short" data-label=words.length>{rule.period}</td>
                <td class="short" data-label=words.extension>{more}</td>
                <td data-label=words.article>{rule.article}{check}{ground}</td>
                <td class="short" data-label=words.valid_from>{rule.valid_from.0}</td>
                <td class="short" data-label=words.valid_to>{or_dash(rule.valid_to)}</td>
                {may.then(|| view! { <td class="short no-print" data-label=t().rules.actions>{correct}</td> })}
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
                    <th scope="col">{words.kind}</th><th scope="col">{t().rules.whose}</th><th scope="col">{words.length}</th><th scope="col">{words.extension}</th>
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

/// What a region may say of each kind of clock.
#[derive(Clone, Copy)]
struct Reasons(StoredValue<Vec<(ClockKind, String)>>);

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
    let ground = text(rule.as_ref().and_then(|rule| rule.ground.clone()));
    let known = rule.map(|rule| (rule.id, rule.version));
    let is_new = known.is_none();
    let show = use_change();
    let done = move |(moved, change): Effect| {
        open.set(false);
        toasts.say((words.moved)(moved));
        changed.run(());
        show.run((moved, change));
    };
    let reason = move || {
        let Reasons(reasons) = expect_context();
        let kind = kind.get()?;
        reasons.with_value(|known| known.iter().find(|(of, _)| *of == kind).map(|(_, reason)| reason.clone()))
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
                    ground: optional(ground),
                    valid_to,
                };
                form.send_reading(
                    ReviseClockRule::build(ReviseClockRuleVariables { input }),
                    |data| {
                        let payload = data.revise_clock_rule;
                        let effect = (payload.moved, payload.change.map(|change| change.id));
                        (payload.errors, payload.rule.map(|_| effect))
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
                    ground: optional(ground),
                    valid_from: Date(valid_from.get_untracked()),
                };
                form.send_reading(
                    AddClockRule::build(AddClockRuleVariables { input }),
                    |data| {
                        let payload = data.add_clock_rule;
                        let effect = (payload.moved, payload.change.map(|change| change.id));
                        (payload.errors, payload.rule.map(|_| effect))
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
            {move || reason().map(|reason| view! { <p class="hint wide">{reason}</p> })}
            <SelectField<ClockUnit> name="unit" label=words.unit value=unit required=true/>
            <NumberField name="length" label=words.length value=length required=true/>
            <NumberField name="extension" label=words.extension value=extension/>
            <CheckField name="collective" label=words.then_collective value=collective/>
            <TextField name="article" label=words.article value=article required=true wide=true/>
            <TextField name="ground" label=t().rules.ground value=ground required=true wide=true hint=t().rules.ground_hint/>
            {if is_new {
                view! { <DateField name="validFrom" label=words.valid_from value=valid_from required=true/> }.into_any()
            } else {
                view! { <DateField name="validTo" label=words.valid_to value=valid_to/> }.into_any()
            }}
        </FormView>
    }
}
