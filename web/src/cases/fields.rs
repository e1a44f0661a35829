//! What a lead and its revision say alike of a case: what is typed, and its fields.

use super::operations::{Case, CaseParty, CasePartyInput, RegisterLeadInput, ReviseCaseInput};
use crate::{
    components::{
        fields::{ChecksField, MoneyField, SelectField, TextAreaField, TextField, optional},
        picker::{self, Pick, PickerField},
    },
    graphql::{
        enums::{CaseColumn, CaseKind, CaseMark, CaseSource, Choice, FocusArea, PartyRole},
        lookups,
        scalars::{Date, Money},
    },
    i18n::t,
};
use leptos::prelude::*;

/// What is typed.
#[derive(Clone, Copy, Default)]
pub struct CaseFields {
    pub title: RwSignal<String>,
    pub kind: RwSignal<Option<CaseKind>>,
    pub marks: RwSignal<Vec<CaseMark>>,
    pub focus_areas: RwSignal<Vec<FocusArea>>,
    pub action: RwSignal<Vec<Pick>>,
    pub parties: RwSignal<Vec<PartyLine>>,
    pub amount: RwSignal<String>,
    pub illegal_income: RwSignal<String>,
    pub recovered_loss: RwSignal<String>,
    pub summary: RwSignal<String>,
}

/// The amounts: their names in the input, the columns that show them, and where they are typed.
type Amount = (&'static str, CaseColumn, fn(CaseFields) -> RwSignal<String>);

const AMOUNTS: [Amount; 3] = [
    ("amount", CaseColumn::Amount, |fields| fields.amount),
    ("illegalIncome", CaseColumn::IllegalIncome, |fields| fields.illegal_income),
    ("recoveredLoss", CaseColumn::RecoveredLoss, |fields| fields.recovered_loss),
];

impl CaseFields {
    /// What a case on file says.
    pub fn of(case: Case) -> Self {
        let money = |money: Option<Money>| RwSignal::new(money.map(|money| money.0).unwrap_or_default());
        let parties = case.parties.into_iter().enumerate();
        let line =
            |(key, entry): (usize, CaseParty)| PartyLine::new(key, vec![entry.party.into()], entry.role);
        Self {
            title: RwSignal::new(case.title),
            kind: RwSignal::new(Some(case.kind)),
            marks: RwSignal::new(case.marks),
            focus_areas: RwSignal::new(case.focus_areas),
            action: RwSignal::new(case.action.map(Pick::from).into_iter().collect()),
            parties: RwSignal::new(parties.map(line).collect()),
            amount: money(case.amount),
            illegal_income: money(case.illegal_income),
            recovered_loss: money(case.recovered_loss),
            summary: RwSignal::new(case.summary.unwrap_or_default()),
        }
    }

    /// A lead that says this.
    pub fn lead(self, kind: CaseKind, source: CaseSource, received_on: Date) -> RegisterLeadInput {
        RegisterLeadInput {
            idempotency_key: None,
            number: None,
            title: self.title.get_untracked(),
            kind,
            marks: self.marks.get_untracked(),
            focus_areas: self.focus_areas.get_untracked(),
            source,
            received_on,
            department_id: None,
            action_id: picker::id(self.action),
            inspection_id: None,
            parties: self.party_inputs(),
            amount: money(self.amount),
            illegal_income: money(self.illegal_income),
            recovered_loss: money(self.recovered_loss),
            summary: optional(self.summary),
            informant: None,
        }
    }

    /// A case on file that is to say this.
    pub fn revision(self, kind: CaseKind, id: cynic::Id, version: i32) -> ReviseCaseInput {
        ReviseCaseInput {
            idempotency_key: None,
            id,
            version,
            title: self.title.get_untracked(),
            kind,
            marks: self.marks.get_untracked(),
            focus_areas: self.focus_areas.get_untracked(),
            action_id: picker::id(self.action),
            parties: self.party_inputs(),
            amount: money(self.amount),
            illegal_income: money(self.illegal_income),
            recovered_loss: money(self.recovered_loss),
            summary: optional(self.summary),
        }
    }

    fn party_inputs(self) -> Vec<CasePartyInput> {
        let named = |line: &PartyLine| {
            let role = line.role.get_untracked().unwrap_or(PartyRole::Respondent);
            Some(CasePartyInput { party_id: picker::id(line.party)?, role })
        };
        self.parties.with_untracked(|lines| lines.iter().filter_map(named).collect())
    }

    /// What they say, label and text, for comparing it with another version.
    pub fn lines(self) -> Vec<(&'static str, String)> {
        let words = &t().cases;
        let kind = self.kind.get_untracked().map_or("", Choice::label);
        let mut lines = vec![(words.name, self.title.get_untracked()), (words.kind, kind.to_owned())];
        lines.extend(AMOUNTS.map(|(_, column, typed)| (column.label(), typed(self).get_untracked())));
        lines.push((words.summary, self.summary.get_untracked()));
        lines
    }
}

fn money(typed: RwSignal<String>) -> Option<Money> {
    typed.with_untracked(|text| Money::from_field(text))
}

/// The fields between those that only a lead has.
#[component]
pub fn Said(fields: CaseFields) -> impl IntoView {
    let words = &t().cases;
    let amounts = AMOUNTS
        .map(|(name, column, typed)| view! { <MoneyField name label=column.label() value=typed(fields)/> });
    view! {
        <PickerField name="actionId" label=words.action chosen=fields.action search=lookups::actions()/>
        <PartyLines parties=fields.parties/>
        {amounts.into_iter().collect_view()}
        <ChecksField name="marks" label=words.marks value=fields.marks/>
        <ChecksField name="focusAreas" label=CaseColumn::FocusAreas.label() value=fields.focus_areas/>
        <TextAreaField name="summary" label=words.summary value=fields.summary/>
    }
}

/// The title.
#[component]
pub fn Title(fields: CaseFields) -> impl IntoView {
    view! { <TextField name="title" label=t().cases.name value=fields.title required=true wide=true/> }
}

/// What it is about.
#[component]
pub fn Kind(fields: CaseFields) -> impl IntoView {
    view! { <SelectField name="kind" label=t().cases.kind value=fields.kind required=true/> }
}

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

/// The parties of a case, a line each.
#[component]
fn PartyLines(parties: RwSignal<Vec<PartyLine>>) -> impl IntoView {
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
