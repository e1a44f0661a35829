//! Correcting what is recorded of a case, and the lines of its parties, which the form of a lead has too.

use super::operations::{Case, CasePartyInput, ReviseCase, ReviseCaseInput};
use crate::{
    components::{
        conflict::Basis,
        dialog::Dialog,
        fields::{ChecksField, MoneyField, SelectField, TextAreaField, TextField, optional},
        form::{Form, FormView, closing},
        picker::{self, Pick, PickerField},
        toast::Toasts,
    },
    graphql::{
        enums::{Choice, PartyRole},
        lookups,
        scalars::Money,
    },
    i18n::t,
};
use leptos::prelude::*;

/// A party being named: who, and as what.
#[derive(Clone, Copy)]
pub struct PartyLine {
    key: usize,
    party: RwSignal<Vec<Pick>>,
    role: RwSignal<Option<PartyRole>>,
}

impl PartyLine {
    fn new(key: usize, party: Vec<Pick>, role: PartyRole) -> Self {
        Self { key, party: RwSignal::new(party), role: RwSignal::new(Some(role)) }
    }
}

/// The lines that name a party, as inputs want them.
pub fn party_inputs(lines: RwSignal<Vec<PartyLine>>) -> Vec<(cynic::Id, PartyRole)> {
    lines.with_untracked(|lines| {
        lines
            .iter()
            .filter_map(|line| {
                Some((picker::id(line.party)?, line.role.get_untracked().unwrap_or(PartyRole::Respondent)))
            })
            .collect()
    })
}

/// The parties of a case, a line each.
#[component]
pub fn PartyLines(parties: RwSignal<Vec<PartyLine>>) -> impl IntoView {
    let words = &t().cases;
    let next = StoredValue::new(parties.with_untracked(Vec::len));
    let add = move |_| {
        let key = next.get_value();
        next.set_value(key + 1);
        let role =
            if parties.read_untracked().is_empty() { PartyRole::Respondent } else { PartyRole::RightHolder };
        parties.update(|lines| lines.push(PartyLine::new(key, Vec::new(), role)));
    };
    view! {
        <fieldset class="field wide lines">
            <legend>{words.parties}</legend>
            // Names carry the position: a line that moves up is named anew.
            <For each=move || parties.get().into_iter().enumerate() key=|(position, line)| (*position, line.key) let((position, line))>
                <div class="line">
                    <PickerField name=format!("parties.{position}.partyId") label=t().parties.name chosen=line.party search=lookups::parties()/>
                    <SelectField name=format!("parties.{position}.role") label=words.case_role value=line.role/>
                    <button type="button" class="quiet" on:click=move |_| parties.update(|lines| lines.retain(|other| other.key != line.key))>
                        {t().action.remove}
                    </button>
                </div>
            </For>
            <p class="actions">
                <button type="button" on:click=add data-testid="add-party">{t().action.add}</button>
                <a class="button quiet" href="/parties/new" target="_blank" rel="noopener">{words.new_party}</a>
            </p>
        </fieldset>
    }
}

/// The form over the page of a case.
#[component]
pub fn ReviseDialog(open: RwSignal<bool>, case: StoredValue<Case>, changed: Callback<()>) -> impl IntoView {
    view! {
        <Dialog open title=t().cases.revise>
            <ReviseForm open case=case.get_value() changed/>
        </Dialog>
    }
}

#[component]
fn ReviseForm(open: RwSignal<bool>, case: Case, changed: Callback<()>) -> impl IntoView {
    let (form, toasts, words) = (Form::provide(), Toasts::current(), &t().cases);
    let (id, basis) = (case.id, Basis::on(case.version));
    let text = |value: Option<String>| RwSignal::new(value.unwrap_or_default());
    let title = RwSignal::new(case.title);
    let (amount, income) =
        (text(case.amount.map(|money| money.0)), text(case.illegal_income.map(|money| money.0)));
    let summary = text(case.summary);
    let (kind, marks) = (RwSignal::new(Some(case.kind)), RwSignal::new(case.marks));
    let action = RwSignal::new(case.action.map(Pick::from).into_iter().collect::<Vec<_>>());
    let parties = case.parties.into_iter().enumerate();
    let parties = RwSignal::new(
        parties
            .map(|(key, entry)| PartyLine::new(key, vec![entry.party.into()], entry.role))
            .collect::<Vec<_>>(),
    );
    let submit = move || {
        let Some(kind) = kind.get_untracked() else { return form.require(&[("kind", true)]) };
        let input = ReviseCaseInput {
            idempotency_key: form.key(),
            id: id.clone(),
            version: basis.version(),
            title: title.get_untracked(),
            kind,
            marks: marks.get_untracked(),
            action_id: picker::id(action),
            parties: party_inputs(parties)
                .into_iter()
                .map(|(party_id, role)| CasePartyInput { party_id, role })
                .collect(),
            amount: Money::from_field(&amount.get_untracked()),
            illegal_income: Money::from_field(&income.get_untracked()),
            summary: optional(summary),
        };
        form.send::<ReviseCase>(input, closing(open, toasts, t().states.saved, changed), move |case| {
            basis.overtaken(case)
        });
    };
    let compare = move |case: Case| {
        vec![
            (words.name, case.title, title.get_untracked()),
            (
                words.kind,
                case.kind.label().to_owned(),
                kind.get_untracked().map_or("", Choice::label).to_owned(),
            ),
            (words.amount, case.amount.map(|money| money.0).unwrap_or_default(), amount.get_untracked()),
            (
                words.illegal_income,
                case.illegal_income.map(|money| money.0).unwrap_or_default(),
                income.get_untracked(),
            ),
            (words.summary, case.summary.unwrap_or_default(), summary.get_untracked()),
        ]
    };
    view! {
        <FormView form submit=t().action.save on_submit=submit cancel=move |()| open.set(false)>
            {basis.conflict(|case| case.version, compare)}
            <TextField name="title" label=words.name value=title required=true wide=true/>
            <SelectField name="kind" label=words.kind value=kind required=true/>
            <PickerField name="actionId" label=words.action chosen=action search=lookups::actions()/>
            <PartyLines parties/>
            <MoneyField name="amount" label=words.amount value=amount/>
            <MoneyField name="illegalIncome" label=words.illegal_income value=income/>
            <ChecksField name="marks" label=words.marks value=marks/>
            <TextAreaField name="summary" label=words.summary value=summary/>
        </FormView>
    }
}
