//! A case's part 移送: what its amounts mean, how a referral may begin, and the life of each.

use super::{
    act::ActPanel,
    begin::BeginForm,
    operations::{CaseProsecution, Referral, ReferralWay, ReferredCase, ShowCaseReferrals},
};
use crate::{
    cases::TabOf,
    components::{
        dialog::Dialog,
        display::{Badge, Section, or_dash},
        states::{Loaded, NotFound},
    },
    evidence::{FileLinks, FileRef, PreviewDialog},
    graphql::{
        enums::{CaseStatus, Choice, ProsecutionState, ReferralStageState, ReferralStatus},
        operation::ById,
        query::use_query,
    },
    i18n::t,
};
use cynic::QueryBuilder;
use leptos::prelude::*;

/// The case's referrals.
#[component]
pub fn ReferralTab(of: TabOf) -> impl IntoView {
    let query = use_query(move || ShowCaseReferrals::build(ById { id: of.id() }));
    // The page's head shows the case's status: it is asked for anew, and this part with it.
    let changed = Callback::new(move |()| {
        query.refetch();
        of.changed.run(());
    });
    view! {
        <Loaded query let:data>
            {match data.case {
                Some(case) => view! { <CaseReferrals id=of.id() case changed/> }.into_any(),
                None => view! { <NotFound/> }.into_any(),
            }}
        </Loaded>
    }
}

#[component]
fn CaseReferrals(id: cynic::Id, case: ReferredCase, changed: Callback<()>) -> impl IntoView {
    let words = &t().referrals;
    let none = case.referrals.is_empty();
    // The latest is what people come for.
    let lives = case
        .referrals
        .into_iter()
        .rev()
        .map(|referral| view! { <Life case=id.clone() referral changed/> })
        .collect_view();
    view! {
        <Prosecution prosecution=case.prosecution/>
        <Begin id version=case.version status=case.status ways=case.allowed_transitions changed/>
        {none.then(|| view! { <p class="detail">{words.none}</p> })}
        {lives}
    }
}

#[component]
fn Prosecution(prosecution: CaseProsecution) -> impl IntoView {
    let words = &t().referrals;
    let tone = match prosecution.state {
        ProsecutionState::Met if prosecution.must_refer => "overdue",
        ProsecutionState::Met | ProsecutionState::Possible => "waiting",
        ProsecutionState::NotMet | ProsecutionState::NoThreshold => "calm",
    };
    let reason = prosecution.reason_not_referred;
    view! {
        <Section title=words.prosecution actions=move || view! { <a href="/referrals/thresholds">{words.thresholds}</a> }>
            <p data-testid="prosecution"><Badge label=prosecution.state.label() tone/>" "{prosecution.explanation}</p>
            {reason.map(|reason| view! { <p class="prose">{words.reason_not_referred}"："{reason}</p> })}
        </Section>
    }
}

/// The buttons by which a referral begins; what isn't possible says why.
#[component]
fn Begin(
    id: cynic::Id,
    version: i32,
    status: CaseStatus,
    ways: Vec<ReferralWay>,
    changed: Callback<()>,
) -> impl IntoView {
    let words = &t().referrals;
    let (open, police) = (RwSignal::new(false), RwSignal::new(false));
    let id = StoredValue::new(id);
    let begins = |way: &ReferralWay| {
        matches!(way.operation.as_str(), "referCaseToDepartment" | "proposePoliceReferral")
    };
    let (possible, refused): (Vec<_>, Vec<_>) = ways.into_iter().filter(begins).partition(|way| way.allowed);
    let buttons = possible.into_iter().map(|way| {
        let to_police = way.operation == "proposePoliceReferral";
        let start = move |_| {
            police.set(to_police);
            open.set(true);
        };
        let test_id = if to_police { "refer-to-police" } else { "refer" };
        view! { <button type="button" data-testid=test_id on:click=start>{way.label}</button> }
    });
    let buttons = buttons.collect_view();
    let reasons = refused
        .into_iter()
        .filter_map(|way| Some((way.label, way.reason?)))
        .map(|(label, reason)| view! { <p class="detail">{label}"："{reason}</p> })
        .collect_view();
    let title = move || if police.get() { words.propose } else { words.refer }.to_owned();
    view! {
        <div class="actions no-print">{buttons}</div>
        {reasons}
        <Dialog open title=Signal::derive(title)>
            {move || view! { <BeginForm case_id=id.get_value() version status police=police.get() open changed/> }}
        </Dialog>
    }
}

/// One referral: its way, what is next, its package, what happened.
#[component]
fn Life(case: cynic::Id, referral: Referral, changed: Callback<()>) -> impl IntoView {
    let words = &t().referrals;
    let to = referral
        .department
        .as_ref()
        .map(|department| department.name.clone())
        .or(referral.region_name.clone())
        .or(referral.organ_name.clone());
    let title = format!("{} {}", referral.target.label(), to.unwrap_or_default());
    let status = referral.status;
    let stages = referral.stages.iter().map(|stage| {
        let class = match stage.state {
            ReferralStageState::Done => "stage done",
            ReferralStageState::Current => "stage current",
            ReferralStageState::Ahead => "stage",
            ReferralStageState::Ended => "stage ended",
        };
        let current = (stage.state == ReferralStageState::Current).then_some("step");
        view! {
            <li class=class aria-current=current>
                <strong>{stage.label.clone()}</strong>
                <span>{stage.on.as_ref().map_or_else(|| stage.state.label().to_owned(), |on| on.0.clone())}</span>
            </li>
        }
    });
    let stages = stages.collect_view();
    let shown = RwSignal::new(None::<FileRef>);
    let package = (!referral.items.is_empty()).then(|| package(&referral, shown));
    let ground = referral.ground.clone();
    let events = events(&referral);
    view! {
        <Section title actions=move || status_badge(status)>
            <ol class="stages" data-testid="stages">{stages}</ol>
            {ground.map(|ground| view! { <p class="prose">{words.ground}"："{ground}</p> })}
            <ActPanel case referral changed/>
            {package}
            {events}
        </Section>
        <PreviewDialog shown/>
    }
}

/// A referral's state.
pub fn status_badge(status: ReferralStatus) -> AnyView {
    use ReferralStatus as S;
    let tone = match status {
        S::Sent | S::Proposed | S::Approved | S::HandedOver | S::Reconsideration => "waiting",
        _ => "done",
    };
    view! { <Badge label=status.label() tone/> }.into_any()
}

fn package(referral: &Referral, shown: RwSignal<Option<FileRef>>) -> impl IntoView + use<> {
    let words = &t().referrals;
    let rows = referral.items.iter().map(|item| {
        let files: Vec<_> = item.attachments.iter().map(|attached| attached.file.clone()).collect();
        let state = match (&item.document, &item.reason) {
            (Some(document), _) if files.iter().any(|file| file.name == *document) => String::new(),
            (Some(document), _) => document.clone(),
            (None, Some(reason)) => format!("{}：{reason}", words.left_out),
            (None, None) if item.missing => words.lacking.to_owned(),
            (None, None) => words.nothing_else.to_owned(),
        };
        view! { <div><dt>{item.kind.label()}</dt><dd>{state}<FileLinks files shown/></dd></div> }
    });
    let rows = rows.collect_view();
    view! { <details data-testid="package-there"><summary>{words.package}</summary><dl class="facts">{rows}</dl></details> }
}

fn events(referral: &Referral) -> impl IntoView + use<> {
    let words = &t().referrals;
    let rows = referral.events.iter().rev().map(|event| {
        view! {
            <li>
                <p class="step"><strong>{event.label.clone()}</strong><span>{event.occurred_on.0.clone()}</span>{status_badge(event.to_status)}</p>
                {event.ground.clone().map(|ground| view! { <p>{words.ground}"："{ground}</p> })}
                {(!event.documents.is_empty()).then(|| view! { <p>{t().cases.documents}"："{event.documents.join("、")}</p> })}
                {event.note.clone().map(|note| view! { <p class="prose">{note}</p> })}
                <p class="detail">
                    {event.actor.department.short_name.clone()}" "{event.actor.display_name.clone()}
                    {event.on_paper.then_some(words.recorded_from_paper)}
                    " · "{event.recorded_at.shanghai()}
                </p>
            </li>
        }
    });
    let rows = rows.collect_view();
    view! { <details open><summary>{words.course}</summary><ol class="timeline">{rows}</ol></details> }
}

/// To whom a referral goes, in words.
pub fn receiver(department: Option<&str>, region: Option<&str>, organ: Option<&str>) -> AnyView {
    or_dash(department.or(region).or(organ))
}
