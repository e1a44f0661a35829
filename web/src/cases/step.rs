//! The next step of a case. The API says which are possible, why the others aren't, and what each must state.

use super::{
    flow_operations::ProposeCaseStep,
    operations::{Case, CaseStanding, PenaltyInput, RecordCaseStep, RecordCaseStepInput, TransitionOption},
    standing::case_conflict,
};
use crate::{
    components::{
        conflict::Basis,
        dialog::Dialog,
        display::status_badge,
        fields::{CheckField, DateField, MoneyField, SelectField, TextAreaField, TextField, lines, optional},
        form::{Form, FormView, closing},
        toast::Toasts,
    },
    evidence::{CaseFiles, FilesField},
    graphql::{
        enums::{CaseOutcome, CaseStatus, CaseStepField, Choice},
        scalars::{Date, Money},
    },
    i18n::t,
    session::Session,
};
use leptos::prelude::*;

/// What can be done now, a button each; below it what can't, and why.
#[component]
pub fn StepPanel(case: Case, changed: Callback<()>) -> impl IntoView {
    let words = &t().cases;
    let chosen = RwSignal::new(None::<TransitionOption>);
    let open = RwSignal::new(false);
    let (id, basis) = (StoredValue::new(case.id), Basis::on(case.version));
    let status = case.status;
    // What belongs to a referral is done in its own part of the page.
    let by_step = |option: &TransitionOption| option.operation == "recordCaseStep";
    let (possible, refused): (Vec<_>, Vec<_>) = case
        .allowed_transitions
        .into_iter()
        .filter(by_step)
        .partition(|option| option.allowed || option.proposable);
    if possible.is_empty() && refused.is_empty() {
        return ().into_any();
    }
    let buttons = possible
        .into_iter()
        .enumerate()
        .map(|(position, option)| {
            let class = if position == 0 { "primary" } else { "" };
            let (test_id, label) = if option.allowed {
                (format!("step-{}", option.transition.code()), option.label.clone())
            } else {
                let test_id = format!("propose-{}", option.transition.code());
                (test_id, format!("{}{}", t().flow.propose, option.label))
            };
            let start = move |_| {
                chosen.set(Some(option.clone()));
                open.set(true);
            };
            view! { <button type="button" class=class data-testid=test_id on:click=start>{label}</button> }
        })
        .collect_view();
    let reasons = refused
        .into_iter()
        .filter_map(|option| Some((option.label, option.reason?)))
        .map(|(label, reason)| view! { <li class="why">{label}"："{reason}</li> })
        .collect_view();
    view! {
        <section class="panel no-print" data-testid="next-step">
            <header class="panel-head"><h2>{words.next_step}</h2></header>
            <div class="actions">{buttons}</div>
            {(!reasons.is_empty()).then(|| view! {
                <details class="refused"><summary>{words.step_unavailable}</summary><ul>{reasons}</ul></details>
            })}
        </section>
        <Dialog open title=Signal::derive(move || chosen.read().as_ref().map(|option| option.label.clone()).unwrap_or_default())>
            {move || chosen.get().map(|option| view! { <StepForm id basis status option open changed/> })}
        </Dialog>
    }
    .into_any()
}

#[component]
fn StepForm(
    id: StoredValue<cynic::Id>,
    basis: Basis<CaseStanding>,
    status: CaseStatus,
    option: TransitionOption,
    open: RwSignal<bool>,
    changed: Callback<()>,
) -> impl IntoView {
    let (session, toasts) = (Session::current(), Toasts::current());
    let form = Form::provide();
    let words = &t().cases;
    let occurred_on = RwSignal::new(session.today());
    let [ground, documents, note, fine, income, goods, reason] =
        [(); 7].map(|()| RwSignal::new(String::new()));
    let (warning, revoked) = (RwSignal::new(false), RwSignal::new(false));
    let files = CaseFiles::of(id.get_value(), changed).building_on(basis.signal());
    let chosen = RwSignal::new(Vec::new());
    // Where only one is possible it is chosen already.
    let outcome = RwSignal::new(match option.outcomes.as_slice() {
        [only] => Some(*only),
        _ => None,
    });
    let outcomes = option.outcomes;
    // What a penalty consists of is asked for once the outcome is one.
    let punishes = Memo::new(move |_| outcome.get() == Some(CaseOutcome::Penalty));
    let transition = option.transition;
    let proposes = !option.allowed;
    let (follows, about) = (option.follows.clone(), option.label.clone());
    let needs = move |field: CaseStepField| option.requires.contains(&field);
    let (needs_outcome, needs_penalty, needs_reason) = (
        needs(CaseStepField::Outcome),
        needs(CaseStepField::Penalty),
        needs(CaseStepField::ReasonNotReferred),
    );
    let (needs_ground, needs_documents) = (needs(CaseStepField::Ground), needs(CaseStepField::Documents));
    // A file is a document.
    let needs_documents = Signal::derive(move || needs_documents && chosen.read().is_empty());
    let submit = move || {
        let input = RecordCaseStepInput {
            idempotency_key: form.key(),
            id: id.get_value(),
            version: basis.version(),
            transition,
            occurred_on: Date(occurred_on.get_untracked()),
            ground: optional(ground),
            documents: lines(documents),
            attachment_ids: chosen.get_untracked(),
            note: optional(note),
            outcome: outcome.get_untracked(),
            penalty: (needs_penalty && punishes.get_untracked()).then(|| PenaltyInput {
                warning: warning.get_untracked(),
                fine: Money::from_field(&fine.get_untracked()),
                confiscated_income: Money::from_field(&income.get_untracked()),
                confiscated_goods: optional(goods),
                licence_revoked: revoked.get_untracked(),
            }),
            reason_not_referred: optional(reason).filter(|_| punishes.get_untracked()),
        };
        let done = closing(open, toasts, if proposes { t().flow.proposed } else { words.step_done }, changed);
        let conflict = move |case| basis.overtaken(case);
        if proposes {
            form.send::<ProposeCaseStep>(input.into(), done, conflict);
        } else {
            form.send::<RecordCaseStep>(input, done, conflict);
        }
    };
    view! {
        <FormView form submit=if proposes { t().flow.submit_proposal } else { t().action.submit } on_submit=submit cancel=move |()| open.set(false)>
            <div class="wide detail" data-testid="follows">
                <p>{words.becomes}" "{status_badge(option.resulting_status)}</p>
                {proposes.then(|| view! { <p>{t().flow.propose_hint}</p> })}
                {(!follows.is_empty()).then(|| view! {
                    <ul>{follows.into_iter().map(|line| view! { <li>{line}</li> }).collect_view()}</ul>
                })}
            </div>
            {case_conflict(basis, status)}
            <DateField name="occurredOn" label=words.occurred_on value=occurred_on required=true/>
            {needs_outcome.then(|| view! { <SelectField name="outcome" label=words.outcome value=outcome required=true only=Some(outcomes)/> })}
            {move || (needs_penalty && punishes.get()).then(|| view! {
                <fieldset class="wide panel">
                    <legend>{words.penalty}</legend>
                    <div class="form">
                        <MoneyField name="penalty.fine" label=words.fine value=fine/>
                        <MoneyField name="penalty.confiscatedIncome" label=words.confiscated_income value=income/>
                        <TextField name="penalty.confiscatedGoods" label=words.confiscated_goods value=goods wide=true/>
                        <CheckField name="penalty.warning" label=words.warning value=warning/>
                        <CheckField name="penalty.licenceRevoked" label=words.licence_revoked value=revoked/>
                    </div>
                </fieldset>
            })}
            <TextAreaField name="ground" label=words.ground value=ground required=needs_ground hint=words.ground_hint rows=2/>
            <FilesField name="attachmentIds" files chosen about/>
            <TextAreaField name="documents" label=words.documents value=documents required=needs_documents hint=words.documents_or_files rows=2/>
            {move || (needs_reason && punishes.get()).then(|| view! {
                <TextAreaField name="reasonNotReferred" label=t().referrals.reason_not_referred value=reason required=true hint=t().referrals.reason_not_referred_hint rows=2/>
            })}
            <TextAreaField name="note" label=words.note value=note rows=2/>
        </FormView>
    }
}
