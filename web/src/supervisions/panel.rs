//! The box on a supervised case's page: what the office asks for, by when, and what was reported.

use super::operations::{
    CaseSupervisions, ExtendSupervision, ExtendSupervisionInput, ReleaseSupervision, ReleaseSupervisionInput,
    ReportSupervisionProgress, ReportSupervisionProgressInput, RevokeSupervisionExtension,
    RevokeSupervisionExtensionInput, SuperviseCase, SuperviseCaseInput, Supervision, SupervisionEntry,
    SupervisionStanding, SupervisionsOfCase, UrgeSupervision, UrgeSupervisionInput,
};
use crate::{
    cases::tabs::TabOf,
    components::{
        conflict::Basis,
        dialog::Dialog,
        display::{Badge, Facts, Section, or_dash},
        fields::{DateField, NumberField, TextAreaField, TextField, number},
        form::{Form, FormView, closing},
        toast::Toasts,
    },
    graphql::{
        enums::{Choice, SupervisionEntryKind},
        operation::ById,
        query::{Remote, use_query},
        scalars::Date,
    },
    i18n::t,
    session::Session,
};
use cynic::QueryBuilder;
use leptos::prelude::*;

/// How often offices usually ask for a report.
const USUAL_INTERVAL: &str = "7";

/// Shows itself where the case is or was supervised, or could be.
#[component]
pub fn SupervisionPanel(of: TabOf) -> impl IntoView {
    let query = use_query(move || CaseSupervisions::build(ById { id: of.id() }));
    let changed = Callback::new(move |()| {
        query.refetch();
        of.changed.run(());
    });
    // While it loads, or where it can't, the case's page goes without: its own query says what is wrong.
    move || match query.answer.get() {
        Remote::Ready(data) => data.case.map(|case| view! { <Box of case changed/> }.into_any()),
        _ => None,
    }
}

#[component]
fn Box(of: TabOf, case: SupervisionsOfCase, changed: Callback<()>) -> impl IntoView {
    let words = &t().supervisions;
    let listing = RwSignal::new(false);
    let may = case.viewer_can_supervise;
    let shown =
        case.supervisions.into_iter().map(|supervision| view! { <One supervision changed/> }).collect_view();
    view! {
        {may.then(|| view! {
            <div class="actions no-print">
                <button type="button" on:click=move |_| listing.set(true) data-testid="supervise">{words.supervise}</button>
            </div>
            <Dialog open=listing title=words.supervise><SuperviseForm open=listing of changed/></Dialog>
        })}
        {shown}
    }
}

#[component]
fn One(supervision: Supervision, changed: Callback<()>) -> impl IntoView {
    let words = &t().supervisions;
    let chosen = RwSignal::new(None::<SupervisionEntryKind>);
    let open = RwSignal::new(false);
    let rights = [
        (SupervisionEntryKind::Report, supervision.viewer_can_report, words.report),
        (SupervisionEntryKind::Urge, supervision.viewer_can_urge, words.urge),
        (SupervisionEntryKind::Extend, supervision.viewer_can_extend, words.extend),
        (
            SupervisionEntryKind::RevokeExtension,
            supervision.viewer_can_revoke_extension,
            words.revoke_extension,
        ),
        (SupervisionEntryKind::Release, supervision.viewer_can_release, words.release),
    ];
    let label_of = move |kind: SupervisionEntryKind| {
        rights.iter().find(|(known, ..)| *known == kind).map_or("", |(_, _, label)| *label)
    };
    let buttons = rights
        .iter()
        .filter(|(_, may, _)| *may)
        .map(|(kind, _, label)| {
            let kind = *kind;
            let start = move |_| {
                chosen.set(Some(kind));
                open.set(true);
            };
            view! { <button type="button" on:click=start data-testid=format!("supervision-{}", kind.code())>{*label}</button> }
        })
        .collect_view();
    let title =
        Signal::derive(move || chosen.get().map(|kind| label_of(kind).to_owned()).unwrap_or_default());
    let facts = facts(&supervision);
    let entries = supervision.entries.iter().map(entry).collect_view();
    let heading = format!("{} {}", words.title, supervision.document);
    let stored = StoredValue::new(supervision);
    view! {
        <Section title=heading>
            <div data-testid="supervision">{facts}</div>
            <ol class="timeline">{entries}</ol>
            <div class="actions no-print">{buttons}</div>
        </Section>
        <Dialog open title>
            {move || chosen.get().map(|kind| view! { <DeedForm kind open supervision=stored changed/> })}
        </Dialog>
    }
}

fn facts(supervision: &Supervision) -> impl IntoView + use<> {
    let words = &t().supervisions;
    let (overdue, report_overdue) = (supervision.overdue, supervision.report_overdue);
    let late = |late: bool, label: &'static str| late.then(|| view! { " "<Badge label tone="overdue"/> });
    let mut facts = vec![
        (words.office, supervision.office.name.clone().into_any()),
        (words.listed_on, supervision.listed_on.0.clone().into_any()),
        (
            words.deadline_on,
            view! { <span class:overdue=overdue>{supervision.deadline_on.0.clone()}</span>{late(overdue, words.overdue)} }
                .into_any(),
        ),
        (words.every, (words.every_days)(supervision.report_every_days).into_any()),
        (words.counts, (words.counted)(supervision.report_count, supervision.urge_count).into_any()),
    ];
    if supervision.next_report_on.is_some() {
        let next = or_dash(supervision.next_report_on.clone());
        let next = view! { <span class:overdue=report_overdue>{next}</span>{late(report_overdue, words.report_overdue)} };
        facts.push((words.next_report_on, next.into_any()));
    }
    facts.push((words.ground, supervision.ground.clone().into_any()));
    facts.push((words.requirements, supervision.requirements.clone().into_any()));
    if let Some(released_on) = &supervision.released_on {
        facts.push((words.released_on, released_on.0.clone().into_any()));
        facts.push((words.conclusion, or_dash(supervision.conclusion.clone())));
    }
    view! { <Facts facts/> }
}

fn entry(entry: &SupervisionEntry) -> impl IntoView + use<> {
    let words = &t().supervisions;
    let until = entry.due_on.clone().filter(|_| {
        matches!(entry.kind, SupervisionEntryKind::Extend | SupervisionEntryKind::RevokeExtension)
    });
    view! {
        <li data-testid="supervision-entry">
            <p class="step">
                <strong>{entry.kind.label()}</strong><span>{entry.occurred_on.0.clone()}</span>
                {until.map(|until| view! { <span>{words.new_deadline}" "{until.0}</span> })}
                {entry.late.then(|| view! { <Badge label=words.late tone="overdue"/> })}
            </p>
            <p class="prose">{entry.content.clone()}</p>
            <p class="detail">{entry.actor.department.short_name.clone()}" "{entry.actor.display_name.clone()}</p>
        </li>
    }
}

#[component]
fn SuperviseForm(open: RwSignal<bool>, of: TabOf, changed: Callback<()>) -> impl IntoView {
    let (form, toasts, session, words) =
        (Form::provide(), Toasts::current(), Session::current(), &t().supervisions);
    let listed_on = RwSignal::new(untrack(|| session.today()));
    let [document, ground, requirements, deadline_on] = [(); 4].map(|()| RwSignal::new(String::new()));
    let every = RwSignal::new(USUAL_INTERVAL.to_owned());
    let submit = move || {
        let input = SuperviseCaseInput {
            idempotency_key: form.key(),
            case_id: of.id(),
            document: document.get_untracked(),
            ground: ground.get_untracked(),
            requirements: requirements.get_untracked(),
            listed_on: Date(listed_on.get_untracked()),
            deadline_on: Date(deadline_on.get_untracked()),
            report_every_days: number(&every.get_untracked()),
        };
        let done = closing(open, toasts, t().states.saved, changed);
        form.send::<SuperviseCase>(input, done, |_| {});
    };
    view! {
        <FormView form submit=t().action.submit on_submit=submit cancel=move |()| open.set(false)>
            <TextField name="document" label=words.document value=document required=true/>
            <DateField name="listedOn" label=words.listed_on value=listed_on required=true/>
            <DateField name="deadlineOn" label=words.deadline_on value=deadline_on required=true/>
            <NumberField name="reportEveryDays" label=words.every value=every required=true/>
            <TextAreaField name="ground" label=words.ground value=ground required=true rows=2/>
            <TextAreaField name="requirements" label=words.requirements value=requirements required=true rows=3/>
        </FormView>
    }
}

#[component]
fn DeedForm(
    kind: SupervisionEntryKind,
    open: RwSignal<bool>,
    supervision: StoredValue<Supervision>,
    changed: Callback<()>,
) -> impl IntoView {
    let (form, toasts, session, words) =
        (Form::provide(), Toasts::current(), Session::current(), &t().supervisions);
    let basis = Basis::on(supervision.with_value(|supervision| supervision.version));
    let is_new_deadline = kind == SupervisionEntryKind::Extend;
    let day = RwSignal::new(if is_new_deadline { String::new() } else { untrack(|| session.today()) });
    let content = RwSignal::new(String::new());
    let submit = move || {
        let (idempotency_key, version) = (form.key(), basis.version());
        let id = supervision.with_value(|supervision| supervision.id.clone());
        let (date, text) = (Date(day.get_untracked()), content.get_untracked());
        let done = closing(open, toasts, t().states.saved, changed);
        let conflict = move |standing| basis.overtaken(standing);
        match kind {
            SupervisionEntryKind::Report => {
                let input = ReportSupervisionProgressInput {
                    idempotency_key,
                    id,
                    version,
                    reported_on: date,
                    content: text,
                };
                form.send::<ReportSupervisionProgress>(input, done, conflict);
            }
            SupervisionEntryKind::Urge => {
                let input = UrgeSupervisionInput { idempotency_key, id, version, content: text };
                form.send::<UrgeSupervision>(input, done, conflict);
            }
            SupervisionEntryKind::Extend => {
                let input =
                    ExtendSupervisionInput { idempotency_key, id, version, deadline_on: date, reason: text };
                form.send::<ExtendSupervision>(input, done, conflict);
            }
            SupervisionEntryKind::RevokeExtension => {
                let input = RevokeSupervisionExtensionInput { idempotency_key, id, version, reason: text };
                form.send::<RevokeSupervisionExtension>(input, done, conflict);
            }
            SupervisionEntryKind::Release => {
                let input = ReleaseSupervisionInput {
                    idempotency_key,
                    id,
                    version,
                    released_on: date,
                    conclusion: text,
                };
                form.send::<ReleaseSupervision>(input, done, conflict);
            }
        }
    };
    let (text_name, text_label, text_hint) = match kind {
        SupervisionEntryKind::Report => ("content", words.content, words.content_hint),
        SupervisionEntryKind::Urge => ("content", words.urge_content, ""),
        SupervisionEntryKind::Extend | SupervisionEntryKind::RevokeExtension => ("reason", words.reason, ""),
        SupervisionEntryKind::Release => ("conclusion", words.conclusion, ""),
    };
    let dated = match kind {
        SupervisionEntryKind::Report => Some(("reportedOn", words.reported_on)),
        SupervisionEntryKind::Urge | SupervisionEntryKind::RevokeExtension => None,
        SupervisionEntryKind::Extend => Some(("deadlineOn", words.new_deadline)),
        SupervisionEntryKind::Release => Some(("releasedOn", words.released_on)),
    };
    let compare = move |latest: SupervisionStanding| {
        let day = |day: &Option<Date>| day.as_ref().map(ToString::to_string).unwrap_or_default();
        supervision.with_value(|seen| {
            vec![
                (words.deadline_on, latest.deadline_on.to_string(), seen.deadline_on.to_string()),
                (words.next_report_on, day(&latest.next_report_on), day(&seen.next_report_on)),
                (
                    words.counts,
                    (words.counted)(latest.report_count, latest.urge_count),
                    (words.counted)(seen.report_count, seen.urge_count),
                ),
            ]
        })
    };
    view! {
        <FormView form submit=t().action.submit on_submit=submit cancel=move |()| open.set(false)>
            {basis.conflict(|latest| latest.version, compare)}
            {dated.map(|(name, label)| view! { <DateField name label value=day required=true/> })}
            <TextAreaField name=text_name label=text_label value=content required=true hint=text_hint rows=4/>
        </FormView>
    }
}
