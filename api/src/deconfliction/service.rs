//! Finding departments that meet at a party, telling them, and what they and the office do about it.

use std::collections::{BTreeMap, BTreeSet};

use entity::{
    case, case_department, case_party, deconfliction, deconfliction_side, department,
    enums::{CaseDepartmentRole, ClockKind, JointHandlingAnswer, NotificationKind, PartyRole, WaitsFor},
    party,
};
use sea_orm::{
    ActiveModelTrait,
    ActiveValue::Set,
    ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder,
    QuerySelect,
    sea_query::{Expr, OnConflict, Query},
};
use uuid::Uuid;

use super::{
    rules::{self, Meeting, Open},
    sight::{owner, visible},
};
use crate::{
    cases::joint,
    clocks::{
        service as clocks,
        service::{Start, Subject},
    },
    notifications::service::{Note, Recipient, notify},
    parties::particulars::UNNAMED,
    shared::{
        audit::Record,
        caller::{Caller, IdempotencyKey},
        change::{self, Begun, Change},
        db::ROW_LOCK,
        errors::{Failure, Problem, UserErrorCode},
        input::{Checks, LONG},
        language::{Text, text},
        policy::{self, Act},
    },
};

/// Looks who else handles the parties against whom `case` runs: called whenever a case is registered,
/// takes a step, or names other parties. Departments that meet are told at once; pairs of which one side
/// has no open case any more end.
pub async fn look(change: &Change, case: &case::Model) -> Result<(), Failure> {
    let db = &change.transaction;
    let named: Vec<Uuid> = case_party::Entity::find()
        .select_only()
        .column(case_party::Column::PartyId)
        .filter(case_party::Column::CaseId.eq(case.id))
        .filter(case_party::Column::Role.eq(PartyRole::Respondent))
        .into_tuple()
        .all(db)
        .await?;
    // Parties that it no longer names may have been met under its name.
    let met = Query::select()
        .column(deconfliction_side::Column::DeconflictionId)
        .from(deconfliction_side::Entity)
        .and_where(deconfliction_side::Column::CaseId.eq(case.id))
        .to_owned();
    let concerned = Condition::any()
        .add(deconfliction::Column::Id.in_subquery(met))
        .add(deconfliction::Column::PartyId.is_in(named.iter().copied()));
    reconcile(change, named, concerned).await
}

/// Ends the pairs at a party that became part of another.
pub async fn after_merge(change: &Change, merged: Uuid) -> Result<(), Failure> {
    reconcile(change, vec![merged], Condition::all().add(deconfliction::Column::PartyId.eq(merged))).await
}

/// Makes the live pairs at `parties`, and those under `concerned`, what the open cases say.
async fn reconcile(change: &Change, parties: Vec<Uuid>, concerned: Condition) -> Result<(), Failure> {
    let db = &change.transaction;
    let live = deconfliction::Entity::find()
        .filter(deconfliction::Column::EndedOn.is_null())
        .filter(concerned)
        .all(db)
        .await?;
    let parties: BTreeSet<Uuid> = parties.into_iter().chain(live.iter().map(|pair| pair.party_id)).collect();
    if parties.is_empty() {
        return Ok(());
    }
    // Two departments that begin at once: the second waits here, and then finds the first.
    party::Entity::find()
        .select_only()
        .column(party::Column::Id)
        .filter(party::Column::Id.is_in(parties.iter().copied()))
        .order_by_asc(party::Column::Id)
        .lock(ROW_LOCK)
        .into_tuple::<Uuid>()
        .all(db)
        .await?;
    let open = open_cases(db, &parties).await?;
    let several = open.iter().any(|one| one.department_id != open[0].department_id);
    if !several && live.is_empty() {
        return Ok(());
    }
    let mut meetings = rules::meetings(&open, &taking_part(db, &open).await?);
    for pair in live {
        match pair.live_key.as_ref().and_then(|key| meetings.remove(key)) {
            Some(meeting) => follow(change, &pair, &meeting).await?,
            None => end(change, pair).await?,
        }
    }
    for (key, meeting) in meetings {
        tell(change, key, meeting).await?;
    }
    Ok(())
}

async fn open_cases(db: &impl ConnectionTrait, parties: &BTreeSet<Uuid>) -> Result<Vec<Open>, DbErr> {
    let rows = case_party::Entity::find()
        .find_also_related(case::Entity)
        .filter(case_party::Column::PartyId.is_in(parties.iter().copied()))
        .filter(case_party::Column::Role.eq(PartyRole::Respondent))
        .filter(case::Column::IsOpen.eq(true))
        .all(db)
        .await?;
    let open = |(link, case): (case_party::Model, Option<case::Model>)| {
        let case = case?;
        Some(Open {
            party_id: link.party_id,
            case_id: case.id,
            department_id: case.department_id,
            since: case.received_on,
        })
    };
    Ok(rows.into_iter().filter_map(open).collect())
}

async fn taking_part(db: &impl ConnectionTrait, open: &[Open]) -> Result<BTreeSet<(Uuid, Uuid)>, DbErr> {
    let rows = case_department::Entity::find()
        .filter(case_department::Column::CaseId.is_in(open.iter().map(|one| one.case_id)))
        .filter(case_department::Column::Role.ne(CaseDepartmentRole::Owner))
        .all(db)
        .await?;
    Ok(rows.into_iter().map(|row| (row.case_id, row.department_id)).collect())
}

/// A side whose case ended, while its department has another against the party, is about that one.
async fn follow(change: &Change, pair: &deconfliction::Model, meeting: &Meeting) -> Result<(), DbErr> {
    for open in [meeting.first, meeting.second] {
        deconfliction_side::Entity::update_many()
            .col_expr(deconfliction_side::Column::CaseId, Expr::val(open.case_id))
            .filter(deconfliction_side::Column::DeconflictionId.eq(pair.id))
            .filter(deconfliction_side::Column::DepartmentId.eq(open.department_id))
            .filter(deconfliction_side::Column::CaseId.ne(open.case_id))
            .exec(&change.transaction)
            .await?;
    }
    Ok(())
}

async fn end(change: &Change, pair: deconfliction::Model) -> Result<(), Failure> {
    for side in sides(&change.transaction, pair.id).await? {
        clocks::cancel_all(change, Subject::Deconfliction(side.id), change.today, None).await?;
    }
    let ended = deconfliction::Model { live_key: None, ended_on: Some(change.today), ..pair };
    save(&change.transaction, ended).await.map(drop)
}

/// Writes the pair, starts both departments' clocks, and tells them and the offices. That two departments meet
/// is found by the platform and told by it: the duty begins with that act of its own, and ends with another,
/// when the department takes note here.
async fn tell(change: &Change, key: String, meeting: Meeting) -> Result<(), Failure> {
    let db = &change.transaction;
    let party_id = meeting.first.party_id;
    let pair = deconfliction::Model {
        id: Uuid::now_v7(),
        party_id,
        live_key: Some(key),
        found_on: change.today,
        found_at: change.now,
        ended_on: None,
        proposed_at: None,
        proposed_by_id: None,
        proposal_ground: None,
        owner_department_id: None,
        answer: None,
        answered_at: None,
        answered_by_id: None,
        answer_reason: None,
        version: 1,
    };
    let inserted = deconfliction::Entity::insert(pair.clone().into_active_model())
        .on_conflict(OnConflict::new().do_nothing().to_owned())
        .exec_without_returning(db)
        .await?;
    if inserted == 0 {
        return Ok(());
    }
    // Each is told under the name that their own case has.
    let names: BTreeMap<Uuid, String> = case_party::Entity::find()
        .filter(case_party::Column::PartyId.eq(party_id))
        .filter(case_party::Column::CaseId.is_in([meeting.first.case_id, meeting.second.case_id]))
        .all(db)
        .await?
        .into_iter()
        .map(|link| (link.case_id, link.name))
        .collect();
    let called = |open: &Open| names.get(&open.case_id).map_or(UNNAMED, String::as_str);
    let departments: BTreeMap<Uuid, department::Model> = department::Entity::find()
        .filter(department::Column::Id.is_in([meeting.first.department_id, meeting.second.department_id]))
        .all(db)
        .await?
        .into_iter()
        .map(|department| (department.id, department))
        .collect();
    let of = |open: &Open| departments.get(&open.department_id);
    let (Some(first), Some(second)) = (of(&meeting.first), of(&meeting.second)) else { return Ok(()) };
    let sides = [(meeting.first, first, second, 1), (meeting.second, second, first, 2)];
    for (open, own, other, ordinal) in sides {
        let side = Uuid::now_v7();
        deconfliction_side::Entity::insert(deconfliction_side::ActiveModel {
            id: Set(side),
            deconfliction_id: Set(pair.id),
            ordinal: Set(ordinal),
            department_id: Set(own.id),
            region_key: Set(own.region_key.clone()),
            case_id: Set(open.case_id),
            acknowledged_at: Set(None),
            acknowledged_by_id: Set(None),
        })
        .exec_without_returning(db)
        .await?;
        clocks::start(
            change,
            Start {
                kind: ClockKind::Deconfliction,
                case_id: Some(open.case_id),
                subject: Subject::Deconfliction(side),
                region_key: &own.region_key,
                department_id: own.id,
                waits_for: WaitsFor::Department,
                started_on: change.today,
                started_at: None,
                due_on: None,
            },
        )
        .await?;
        let note = note(&pair, NotificationKind::Deconfliction, met_another(called(&open), other), "met");
        notify(change, &[Recipient::Head(own.id), Recipient::Handlers(open.case_id)], note).await?;
    }
    let offices: BTreeSet<String> =
        [first.region_key.clone(), second.region_key.clone(), common_region(first, second)].into();
    let offices: Vec<_> = offices.into_iter().map(Recipient::Office).collect();
    let party = party::Entity::find_by_id(party_id).one(db).await?;
    let shared = party.map_or_else(|| UNNAMED.to_owned(), |party| party.name);
    let text = text(
        format!("{}与{}同时办理涉及“{}”的案件，可提议联合办案", first.short_name, second.short_name, shared),
        format!(
            "{} and {} both have a case against {}: you may propose joint handling",
            first.short_name, second.short_name, shared
        ),
    );
    notify(change, &offices, note(&pair, NotificationKind::Deconfliction, text, "met")).await?;
    Ok(())
}

/// The key of the lowest region of which both are part.
fn common_region(one: &department::Model, other: &department::Model) -> String {
    let same = one.region_key.bytes().zip(other.region_key.bytes()).take_while(|(a, b)| a == b).count();
    let length = [6, 4, 2].into_iter().find(|length| *length <= same).unwrap_or(0);
    one.region_key.chars().take(if one.region_key == other.region_key { same } else { length }).collect()
}

fn met_another(party: &str, other: &department::Model) -> Text {
    let contact = match (&other.liaison_name, &other.liaison_phone) {
        (Some(name), Some(phone)) => Some((name.clone(), phone.clone())),
        (Some(name), None) => Some((name.clone(), String::new())),
        (None, Some(phone)) => Some((String::new(), phone.clone())),
        (None, None) => None,
    };
    let (zh, en) = match contact {
        Some((name, phone)) => {
            let contact = format!("{name} {phone}").trim().to_owned();
            (format!("，联系人：{contact}"), format!(" (contact: {contact})"))
        }
        None => (String::new(), String::new()),
    };
    text(
        format!("{}也在办理涉及“{party}”的案件{zh}", other.name),
        format!("{} has a case against {party}, too{en}", other.name),
    )
}

fn note(pair: &deconfliction::Model, kind: NotificationKind, text: Text, what: &str) -> Note {
    let once = Some(format!("deconfliction:{}:{what}:{}", pair.id.simple(), pair.version));
    Note { kind, object: ("Deconfliction", pair.id), text, due_on: None, once }
}

async fn sides(db: &impl ConnectionTrait, pair_id: Uuid) -> Result<Vec<deconfliction_side::Model>, DbErr> {
    deconfliction_side::Entity::find()
        .filter(deconfliction_side::Column::DeconflictionId.eq(pair_id))
        .order_by_asc(deconfliction_side::Column::Ordinal)
        .all(db)
        .await
}

/// Saves `row`, read at its version, under the next one.
async fn save(
    db: &impl ConnectionTrait,
    mut row: deconfliction::Model,
) -> Result<deconfliction::Model, Failure> {
    let seen = row.version;
    row.version += 1;
    let saved = deconfliction::Entity::update_many()
        .set(row.clone().into_active_model().reset_all())
        .filter(deconfliction::Column::Id.eq(row.id))
        .filter(deconfliction::Column::Version.eq(seen))
        .exec(db)
        .await?;
    if saved.rows_affected == 0 { Err(Failure::Conflict) } else { Ok(row) }
}

async fn load(change: &Change, caller: &Caller, id: Uuid) -> Result<deconfliction::Model, Failure> {
    let seen = deconfliction::Entity::find_by_id(id).filter(visible(&caller.records()));
    let found = seen.one(&change.transaction).await?;
    found.ok_or_else(|| Problem::not_found("id").into())
}

async fn again(caller: &Caller, id: Uuid) -> Result<deconfliction::Model, Failure> {
    let seen = deconfliction::Entity::find_by_id(id).filter(visible(&caller.records()));
    let found = seen.one(&caller.app.db.read).await?;
    found.ok_or_else(|| Problem::not_found("id").into())
}

fn record(action: &str, pair: &deconfliction::Model, detail: serde_json::Value) -> Record {
    Record { action: action.to_owned(), object_type: "Deconfliction", object_id: Some(pair.id), detail }
}

fn ended() -> Problem {
    Problem::new(
        UserErrorCode::IllegalTransition,
        "",
        "双方已不再同时办理该当事人的案件",
        "The two no longer both handle this party",
    )
}

/// Takes note for the caller's department.
pub async fn acknowledge(
    caller: &Caller,
    id: Uuid,
    version: i32,
    key: Option<IdempotencyKey>,
) -> Result<deconfliction::Model, Failure> {
    let change = match change::begin(caller, key).await? {
        Begun::Repeated(id) => return again(caller, id).await,
        Begun::Fresh(change) => change,
    };
    let pair = load(&change, caller, id).await?;
    let side = sides(&change.transaction, id)
        .await?
        .into_iter()
        .find(|side| side.department_id == caller.viewer.department_id);
    let Some(side) = side.filter(|side| policy::may(&caller.viewer, Act::HandleCase, &owner(side))) else {
        return Err(change.deny(caller, "acknowledgeDeconfliction", "Deconfliction", Some(id)).await);
    };
    if pair.version != version {
        return Err(Failure::Conflict);
    }
    if pair.ended_on.is_some() {
        return Err(ended().into());
    }
    let side_id = side.id;
    if side.acknowledged_at.is_none() {
        let mut noted = side.into_active_model();
        noted.acknowledged_at = Set(Some(change.now));
        noted.acknowledged_by_id = Set(Some(caller.viewer.user_id));
        noted.update(&change.transaction).await?;
    }
    let subject = Subject::Deconfliction(side_id);
    clocks::meet(&change, subject, ClockKind::Deconfliction, change.today).await?;
    let pair = save(&change.transaction, pair).await?;
    let detail = serde_json::json!({ "party": pair.party_id });
    change.commit(record("acknowledgeDeconfliction", &pair, detail)).await?;
    Ok(pair)
}

/// That a case is to be handled jointly.
#[derive(Clone, Debug)]
pub struct Proposal {
    /// Whose case.
    pub owner_department_id: Uuid,
    /// Why.
    pub ground: String,
}

/// Proposes, as the office, that one of the two cases is handled jointly. Proposing and answering are acts on
/// the platform itself: the duty to answer runs between them.
pub async fn propose(
    caller: &Caller,
    id: Uuid,
    version: i32,
    proposal: Proposal,
    key: Option<IdempotencyKey>,
) -> Result<deconfliction::Model, Failure> {
    let change = match change::begin(caller, key).await? {
        Begun::Repeated(id) => return again(caller, id).await,
        Begun::Fresh(change) => change,
    };
    let pair = load(&change, caller, id).await?;
    let sides = sides(&change.transaction, id).await?;
    let may = |side: &deconfliction_side::Model| {
        policy::may(&caller.viewer, Act::ProposeJointHandling, &owner(side))
    };
    if !sides.iter().any(may) {
        return Err(change.deny(caller, "proposeJointHandling", "Deconfliction", Some(id)).await);
    }
    if pair.version != version {
        return Err(Failure::Conflict);
    }
    let mut checks = Checks::default();
    let ground = checks.text("ground", &proposal.ground, LONG);
    if pair.ended_on.is_some() {
        checks.add(ended());
    } else if pair.proposed_at.is_some() && pair.answer.is_none() {
        checks.add(Problem::new(
            UserErrorCode::IllegalTransition,
            "",
            "已提议联合办案，正在等待答复",
            "Joint handling was proposed already, and waits for an answer",
        ));
    }
    let asked = sides.iter().find(|side| side.department_id == proposal.owner_department_id && may(side));
    if asked.is_none() {
        checks.add(Problem::new(
            UserErrorCode::Invalid,
            "ownerDepartmentId",
            "请选择本地区的一方作为主办部门",
            "Choose the side within your region as the one whose case it is",
        ));
    }
    checks.finish()?;
    let Some(asked) = asked else { return Err(Problem::not_found("ownerDepartmentId").into()) };

    let pair = deconfliction::Model {
        proposed_at: Some(change.now),
        proposed_by_id: Some(caller.viewer.user_id),
        proposal_ground: Some(ground),
        owner_department_id: Some(asked.department_id),
        answer: None,
        answered_at: None,
        answered_by_id: None,
        answer_reason: None,
        ..pair
    };
    let pair = save(&change.transaction, pair).await?;
    clocks::start(
        &change,
        Start {
            kind: ClockKind::JointHandling,
            case_id: Some(asked.case_id),
            subject: Subject::Deconfliction(asked.id),
            region_key: &asked.region_key,
            department_id: asked.department_id,
            waits_for: WaitsFor::Head,
            started_on: change.today,
            started_at: None,
            due_on: None,
        },
    )
    .await?;
    let others = sides.iter().filter(|side| side.id != asked.id);
    let recipients: Vec<_> = others
        .map(|side| Recipient::Head(side.department_id))
        .chain([Recipient::Head(asked.department_id)])
        .collect();
    let said = text(
        "双打办提议对同一当事人的案件联合办案，请主办部门负责人答复",
        "The office proposes to handle the cases against one party jointly; the head of the case's department answers",
    );
    notify(&change, &recipients, note(&pair, NotificationKind::JointHandling, said, "proposed")).await?;
    let detail = serde_json::json!({ "owner": asked.department_id, "case": asked.case_id });
    change.commit(record("proposeJointHandling", &pair, detail)).await?;
    Ok(pair)
}

/// What the head answers.
#[derive(Clone, Debug)]
pub struct Answer {
    /// The other department joins the case.
    pub accept: bool,
    /// Why not.
    pub reason: Option<String>,
}

/// Accepts or declines the office's proposal, as the head of the department whose case it is. Accepting
/// lets the other department see and handle the case from then on, and the two have met for good.
pub async fn answer(
    caller: &Caller,
    id: Uuid,
    version: i32,
    answer: Answer,
    key: Option<IdempotencyKey>,
) -> Result<deconfliction::Model, Failure> {
    let change = match change::begin(caller, key).await? {
        Begun::Repeated(id) => return again(caller, id).await,
        Begun::Fresh(change) => change,
    };
    let pair = load(&change, caller, id).await?;
    let (asked, others): (Vec<_>, Vec<_>) = sides(&change.transaction, id)
        .await?
        .into_iter()
        .partition(|side| Some(side.department_id) == pair.owner_department_id);
    let asked = asked.into_iter().find(|side| policy::may(&caller.viewer, Act::ApproveCase, &owner(side)));
    let (Some(asked), Some(other)) = (asked, others.into_iter().next()) else {
        return Err(change.deny(caller, "answerJointHandling", "Deconfliction", Some(id)).await);
    };
    if pair.version != version {
        return Err(Failure::Conflict);
    }
    let mut checks = Checks::default();
    let reason = checks.optional("reason", answer.reason.as_deref(), LONG);
    if !answer.accept && reason.is_none() {
        checks.add(Problem::required("reason"));
    }
    if pair.ended_on.is_some() {
        checks.add(ended());
    } else if pair.proposed_at.is_none() || pair.answer.is_some() {
        checks.add(Problem::new(
            UserErrorCode::IllegalTransition,
            "",
            "没有待答复的联合办案提议",
            "No proposal of joint handling waits for an answer",
        ));
    }
    checks.finish()?;

    let said = if answer.accept { JointHandlingAnswer::Accepted } else { JointHandlingAnswer::Declined };
    let pair = deconfliction::Model {
        answer: Some(said),
        answered_at: Some(change.now),
        answered_by_id: Some(caller.viewer.user_id),
        answer_reason: reason,
        ..pair
    };
    let mut pair = save(&change.transaction, pair).await?;
    let subject = Subject::Deconfliction(asked.id);
    clocks::meet(&change, subject, ClockKind::JointHandling, change.today).await?;
    if answer.accept {
        let missing = || Failure::from(Problem::not_found("id"));
        let case = case::Entity::find_by_id(asked.case_id).one(&change.transaction).await?;
        let joining = department::Entity::find_by_id(other.department_id).one(&change.transaction).await?;
        let (case, joining) = (case.ok_or_else(missing)?, joining.ok_or_else(missing)?);
        // Takes the pair to its end: who takes part in a case need not be told of it.
        let joint = joint::join(&change, caller, case, &joining, change.today).await?;
        look(&change, &joint).await?;
        pair = load(&change, caller, id).await?;
    }
    let words = if answer.accept {
        text("联合办案提议已获同意", "The proposal of joint handling was accepted")
    } else {
        text("联合办案提议未获同意", "The proposal of joint handling was declined")
    };
    let recipients = [
        Recipient::Head(other.department_id),
        Recipient::Handlers(other.case_id),
        Recipient::Office(asked.region_key.clone()),
        Recipient::Office(other.region_key.clone()),
    ];
    notify(&change, &recipients, note(&pair, NotificationKind::JointHandling, words, "answered")).await?;
    let detail = serde_json::json!({ "answer": said, "case": asked.case_id, "joining": other.department_id });
    change.commit(record("answerJointHandling", &pair, detail)).await?;
    Ok(pair)
}
