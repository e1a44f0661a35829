//! What an act of a referral brings with it: the case goes along, clocks start and end, others are told.

use chrono::NaiveDate;
use entity::{
    case, department,
    enums::{CaseEventKind, CaseOutcome, ClockKind, NotificationKind, ReferralAct, ReferralStatus, WaitsFor},
    referral, referral_item_attachment,
};
use sea_orm::{ColumnTrait, DbErr, EntityTrait, QueryFilter, QueryOrder};
use uuid::Uuid;
use vocabulary::Term;

use super::{
    facts::standing,
    rules::{self, Duty},
    service::Deed,
};
use crate::{
    cases::{
        self,
        figures::CASES,
        flow::steps::{NewReferral, NewStep, take},
        history::{self, Line},
    },
    clocks::{
        service as clocks,
        service::{Extension, Start, Subject, When},
    },
    notifications::service::{Note, Recipient, notify},
    shared::{audit::Record, caller::Caller, change::Change, errors::Failure, language::text},
};

/// The files of the package as it stands, where `act` is about the package: what the line of the case's
/// history shows.
async fn packed(change: &Change, referral_id: Uuid, act: ReferralAct) -> Result<Vec<Uuid>, DbErr> {
    if !matches!(act, ReferralAct::Propose | ReferralAct::Complete | ReferralAct::HandOver) {
        return Ok(Vec::new());
    }
    let mut files = referral_item_attachment::Entity::find()
        .filter(referral_item_attachment::Column::ReferralId.eq(referral_id))
        .order_by_asc(referral_item_attachment::Column::Ordinal)
        .all(&change.transaction)
        .await?;
    files.sort_by_key(|file| rules::ITEMS.iter().position(|(kind, _)| *kind == file.kind));
    let mut ids: Vec<Uuid> = Vec::with_capacity(files.len());
    for file in files {
        // One file may be several items.
        if !ids.contains(&file.attachment_id) {
            ids.push(file.attachment_id);
        }
    }
    Ok(ids)
}

/// Takes the case along: the step that the act brings with it, or else a line of its history.
pub async fn follow(
    change: &Change,
    caller: &Caller,
    case: &mut case::Model,
    row: &referral::Model,
    from: ReferralStatus,
    deed: &Deed,
    answers: bool,
) -> Result<(), cases::flow::steps::Refused> {
    let before = rules::Standing { status: from, ..standing(row) };
    let attachment_ids = packed(change, row.id, deed.act).await?;
    let Some(transition) = rules::case_step(&before, deed.act) else {
        let line = Line {
            kind: CaseEventKind::Referral,
            occurred_on: deed.occurred_on,
            subject_id: Some(row.id),
            ground: deed.ground.clone(),
            documents: deed.documents.clone(),
            attachment_ids,
            note: Some(match &deed.note {
                Some(note) => format!("{}。{note}", deed.act.label().zh),
                None => deed.act.label().zh.to_owned(),
            }),
        };
        return Ok(history::note(change, caller, case, line).await?);
    };
    let sends = matches!(deed.act, ReferralAct::Send | ReferralAct::HandOver);
    let step = NewStep {
        transition,
        occurred_on: deed.occurred_on,
        // A hand-over rests on what was proposed.
        ground: deed.ground.clone().or_else(|| row.ground.clone().filter(|_| sends)),
        documents: deed.documents.clone(),
        attachment_ids,
        note: deed.note.clone(),
        outcome: (deed.act == ReferralAct::Accept).then_some(CaseOutcome::TakenOverByDepartment),
        referred_to: sends.then(|| NewReferral {
            department_id: row.to_department_id,
            region_name: row.to_region_name.clone(),
        }),
        subject_id: Some(row.id),
        answers_referral: answers,
        ..NewStep::of(transition, deed.occurred_on)
    };
    *case = take(change, caller, case.clone(), step).await?;
    Ok(())
}

/// What `act` means for those who wait, and who must know; then the log and the commit.
pub async fn finish(
    change: Change,
    caller: &Caller,
    row: referral::Model,
    from: ReferralStatus,
    case: &case::Model,
    deed: Deed,
) -> Result<referral::Model, Failure> {
    let receiver = match row.to_department_id {
        Some(id) => department::Entity::find_by_id(id).one(&change.transaction).await?,
        None => None,
    };
    change.count(&CASES, case.id);
    let subject = Subject::Referral(row.id);
    let mut due_on = None;
    let when = When { on: deed.occurred_on, at: deed.occurred_at };
    for duty in rules::duties(from, deed.act) {
        let start = async |kind, department: Option<&department::Model>, waits_for| {
            let own = (case.region_key.as_str(), case.department_id);
            let (region_key, department_id) =
                department.map_or(own, |department| (department.region_key.as_str(), department.id));
            let start = Start {
                kind,
                case_id: Some(case.id),
                subject,
                region_key,
                department_id,
                waits_for,
                started_on: deed.occurred_on,
                started_at: deed.occurred_at,
                due_on: None,
            };
            clocks::start(&change, start).await
        };
        match duty {
            Duty::Begins(kind, waits_for) => due_on = start(kind, None, waits_for).await?.due_on,
            Duty::BeginsForReceiver(kind) => {
                let waits_for = if receiver.is_some() { WaitsFor::Department } else { WaitsFor::Handlers };
                due_on = start(kind, receiver.as_ref(), waits_for).await?.due_on;
            }
            Duty::Met(kind) => drop(clocks::meet(&change, subject, kind, when).await?),
            Duty::Falls(kind) => clocks::cancel(&change, subject, kind, deed.occurred_on, None).await?,
            Duty::Extends(kind) => extend(&change, subject, kind, &deed).await?,
        }
    }
    tell(&change, caller, &row, case, &deed, due_on).await?;
    let detail = serde_json::json!({
        "case": case.number,
        "act": deed.act,
        "from": from,
        "to": row.status,
        "occurredOn": deed.occurred_on,
        "attachments": deed.items.iter().flatten().flat_map(|item| &item.attachment_ids).collect::<Vec<_>>(),
    });
    let action = deed.mutation.to_owned();
    change.commit(Record { action, object_type: "Referral", object_id: Some(row.id), detail }).await?;
    Ok(row)
}

async fn extend(change: &Change, subject: Subject, kind: ClockKind, deed: &Deed) -> Result<(), Failure> {
    // Of a referral from before there were clocks, none runs.
    if clocks::open(&change.transaction, subject, kind).await?.is_none() {
        return Ok(());
    }
    let extension = Extension {
        on: deed.occurred_on,
        until: None,
        ground: deed.ground.clone(),
        document: deed.documents.first().cloned(),
    };
    clocks::extend(change, subject, kind, extension).await.map(drop)
}

/// Tells the other side, or within the sender's department who is next.
async fn tell(
    change: &Change,
    caller: &Caller,
    row: &referral::Model,
    case: &case::Model,
    deed: &Deed,
    due_on: Option<NaiveDate>,
) -> Result<(), Failure> {
    use ReferralAct as A;
    let receiver = || row.to_department_id.map(Recipient::Department).into_iter().collect::<Vec<_>>();
    let recipients = match deed.act {
        A::Propose => vec![Recipient::Head(case.department_id)],
        A::Approve | A::Disapprove => vec![Recipient::Handlers(case.id)],
        A::Complete => return Ok(()),
        A::TakeBack if row.referred_on.is_none() => vec![Recipient::Head(case.department_id)],
        A::Send | A::HandOver | A::RequestReconsideration | A::HandOverGoods | A::TakeBack => receiver(),
        A::Accept | A::Return | A::NoteComplex | A::PoliceFile | A::PoliceDecline | A::ReturnFile => {
            vec![Recipient::Handlers(case.id), Recipient::Head(case.department_id)]
        }
        A::SuggestSupervision => vec![Recipient::Head(case.department_id)],
    };
    let (who, what) = (&caller.viewer.display_name, deed.act.label());
    let told = Note {
        kind: NotificationKind::Referral,
        object: ("Case", case.id),
        text: text(
            format!("案件{}《{}》：{}（{who}）", case.number, case.title, what.zh),
            format!("Case {} \"{}\": {} ({who})", case.number, case.title, what.en),
        ),
        due_on,
        once: None,
    };
    notify(change, &recipients, told).await?;
    Ok(())
}
