//! What waits for the department's head (呈批): the proposal, and the head's decision.

use super::{
    flow_operations::{
        ApprovalStanding, ApproveCaseStep, ApproveCaseStepInput, CaseApproval, ReturnCaseStep,
        ReturnCaseStepInput,
    },
    operations::Case,
    standing::case_conflict,
};
use crate::{
    components::{
        conflict::Basis,
        dialog::Dialog,
        display::{Badge, Facts, Section, or_dash},
        fields::{DateField, TextAreaField, optional},
        form::{Form, FormView, closing},
        toast::Toasts,
    },
    evidence::{FileLinks, FileRef, PreviewDialog, named_otherwise},
    graphql::{
        enums::{ApprovalState, CaseStatus, Choice},
        scalars::Date,
    },
    i18n::t,
    session::Session,
};
use leptos::prelude::*;

/// The proposal that waits, with the head's buttons; else the last one, where it was returned.
#[component]
pub fn ApprovalBox(case: Case, changed: Callback<()>) -> impl IntoView {
    let words = &t().flow;
    let Some(last) = case.approvals.first().cloned() else { return ().into_any() };
    let pending = last.state == ApprovalState::Pending;
    if !pending && last.state != ApprovalState::Returned {
        return ().into_any();
    }
    let (approving, returning) = (RwSignal::new(false), RwSignal::new(false));
    let decides = pending && case.viewer_can_approve;
    let (version, status) = (case.version, case.status);
    let shown = RwSignal::new(None::<FileRef>);
    let facts = facts(&last, shown);
    let badge = if pending { "waiting" } else { "done" };
    let state = last.state.label();
    let id = StoredValue::new(last.id);
    view! {
        <Section title=words.approval>
            <p data-testid="approval"><strong>{last.label}</strong>" "<Badge label=state tone=badge/></p>
            {facts}
            {decides.then(|| view! {
                <div class="actions no-print">
                    <button type="button" class="primary" data-testid="approve" on:click=move |_| approving.set(true)>{words.approve}</button>
                    <button type="button" data-testid="return" on:click=move |_| returning.set(true)>{words.send_back}</button>
                </div>
            })}
        </Section>
        <PreviewDialog shown/>
        <Dialog open=approving title=words.approve>
            <DecisionForm open=approving id version status approve=true changed/>
        </Dialog>
        <Dialog open=returning title=words.send_back>
            <DecisionForm open=returning id version status approve=false changed/>
        </Dialog>
    }
    .into_any()
}

fn facts(approval: &CaseApproval, shown: RwSignal<Option<FileRef>>) -> impl IntoView + use<> {
    let (words, cases) = (&t().flow, &t().cases);
    let by = format!(
        "{} {} · {}",
        approval.proposed_by.department.short_name,
        approval.proposed_by.display_name,
        approval.proposed_at.shanghai()
    );
    let mut facts = vec![(words.proposed_by, by.into_any())];
    if let Some(outcome) = approval.outcome {
        facts.push((cases.outcome, outcome.label().into_any()));
    }
    if let Some(penalty) = &approval.penalty {
        facts.push((cases.fine, penalty.fine.to_string().into_any()));
        facts.push((cases.confiscated_income, penalty.confiscated_income.to_string().into_any()));
        facts.push((cases.confiscated_goods, or_dash(penalty.confiscated_goods.as_ref())));
        let yes_no = |yes: bool| if yes { t().states.yes } else { t().states.no };
        facts.push((cases.warning, yes_no(penalty.warning).into_any()));
        facts.push((cases.licence_revoked, yes_no(penalty.licence_revoked).into_any()));
    }
    facts.push((cases.ground, or_dash(approval.ground.as_ref())));
    if let Some(documents) = named_otherwise(&approval.documents, &approval.attachments) {
        facts.push((cases.documents, documents.into_any()));
    }
    if !approval.attachments.is_empty() {
        let files = approval.attachments.clone();
        facts.push((t().evidence.files, view! { <FileLinks files shown/> }.into_any()));
    }
    if let Some(note) = &approval.note {
        facts.push((cases.note, note.clone().into_any()));
    }
    if let Some(reason) = &approval.reason {
        let by = approval.decided_by.as_ref().map(|person| person.display_name.clone()).unwrap_or_default();
        facts.push((words.head_said, format!("{reason}（{by}）").into_any()));
    }
    view! { <Facts facts/> }
}

#[component]
fn DecisionForm(
    open: RwSignal<bool>,
    id: StoredValue<cynic::Id>,
    version: i32,
    status: CaseStatus,
    approve: bool,
    changed: Callback<()>,
) -> impl IntoView {
    let (session, toasts, form) = (Session::current(), Toasts::current(), Form::provide());
    let words = &t().flow;
    let basis = Basis::on(version);
    let occurred_on = RwSignal::new(session.today());
    let said = RwSignal::new(String::new());
    let done = closing(open, toasts, if approve { words.approved } else { words.sent_back }, changed);
    let conflict = move |standing: ApprovalStanding| {
        if let Some(case) = standing.case {
            basis.overtaken(case);
        }
    };
    let submit = move || {
        let (key, id, version) = (form.key(), id.get_value(), basis.version());
        if approve {
            let input = ApproveCaseStepInput {
                idempotency_key: key,
                id,
                version,
                occurred_on: Date(occurred_on.get_untracked()),
                note: optional(said),
            };
            form.send::<ApproveCaseStep>(input, done, conflict);
        } else {
            let input =
                ReturnCaseStepInput { idempotency_key: key, id, version, reason: said.get_untracked() };
            form.send::<ReturnCaseStep>(input, done, conflict);
        }
    };
    view! {
        <FormView form submit=if approve { words.approve } else { words.send_back } on_submit=submit cancel=move |()| open.set(false)>
            {case_conflict(basis, status)}
            {if approve {
                view! {
                    <DateField name="occurredOn" label=words.approved_on value=occurred_on required=true/>
                    <TextAreaField name="note" label=words.head_note value=said rows=2/>
                }.into_any()
            } else {
                view! { <TextAreaField name="reason" label=words.return_reason value=said required=true rows=3/> }.into_any()
            }}
        </FormView>
    }
}
