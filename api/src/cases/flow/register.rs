//! Registering and revising cases. Each is one transaction: load, authorise, check the rules, save,
//! enter its figures, keep the search index, log.

use std::collections::{BTreeMap, BTreeSet};

use async_graphql::{ID, InputObject};
use chrono::{DateTime, Datelike, NaiveDate, Utc};
use entity::{
    case, case_department, case_party, department,
    enums::{CaseDepartmentRole, CaseEventKind, CaseKind, CaseSource, CaseStatus, PartyRole},
    inspection, joint_action,
    json::FocusAreas,
    party,
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DatabaseTransaction, DbErr, EntityTrait, IntoActiveModel,
    PaginatorTrait, QueryFilter, QuerySelect,
};
use unicode_normalization::UnicodeNormalization;
use uuid::Uuid;
use vocabulary::{CaseMark, FocusArea, Term};

use crate::{
    actions,
    cases::{
        clocks::after_step,
        figures::CASES,
        history::{self, Line},
        indexing,
        informants::{self, NewInformant},
        joint::link_parties,
        rules,
        service::{again, already_ended, check_amount, load, record, save, too_early},
        sight::owner,
    },
    clocks, deconfliction, inspections,
    parties::{self, particulars},
    prosecution,
    shared::{
        caller::{Caller, IdempotencyKey},
        change::{self, Begun, Change},
        db::ROW_LOCK,
        errors::{Failure, Problem, UserErrorCode},
        ids::{self, Kind},
        input::{Checks, LIST, LONG, NAME},
        participation,
        policy::{self, Act},
        values::Money,
    },
};

/// A party's part in a case.
#[derive(Clone, Debug, InputObject)]
#[graphql(name = "CasePartyInput")]
pub struct CasePart {
    /// The party.
    pub party_id: ID,
    /// Its part.
    pub role: PartyRole,
}

/// What a case says, from the lead on.
#[derive(Clone, Debug, InputObject)]
#[graphql(name = "CaseTextInput")]
pub struct CaseText {
    /// The title, at most 200 characters.
    pub title: String,
    /// What it is about; fixed once the case is filed.
    pub kind: CaseKind,
    /// What marks it out.
    #[graphql(default)]
    pub marks: Vec<CaseMark>,
    /// The fields of weight in which it lies (重点领域).
    #[graphql(default)]
    pub focus_areas: Vec<FocusArea>,
    /// The joint action that it came from.
    pub action_id: Option<ID>,
    /// Who has a part in it.
    #[graphql(default)]
    pub parties: Vec<CasePart>,
    /// The amount of business (涉案金额).
    pub amount: Option<Money>,
    /// The illegal income (违法所得).
    pub illegal_income: Option<Money>,
    /// What was recovered for those who were harmed (挽回经济损失).
    pub recovered_loss: Option<Money>,
    /// What it is about, in words.
    pub summary: Option<String>,
}

impl CaseText {
    /// A text that says no more than this.
    pub fn of(title: String, kind: CaseKind) -> Self {
        Self {
            title,
            kind,
            marks: Vec::new(),
            focus_areas: Vec::new(),
            action_id: None,
            parties: Vec::new(),
            amount: None,
            illegal_income: None,
            recovered_loss: None,
            summary: None,
        }
    }
}

/// What a text names, as it was found.
struct Named {
    action_id: Option<Uuid>,
    parts: Vec<(Uuid, PartyRole)>,
    /// The parties, with the names under which the case names them.
    names: BTreeMap<Uuid, String>,
}

/// A lead, as it is registered.
#[derive(Clone, Debug)]
pub struct NewLead {
    /// The number; made where there is none.
    pub number: Option<String>,
    /// What may be revised later.
    pub text: CaseText,
    /// Where it came from.
    pub source: CaseSource,
    /// When it was received or found.
    pub received_on: NaiveDate,
    /// Whose it is; the caller's own department's where none is named.
    pub department_id: Option<Uuid>,
    /// The inspection that it came from.
    pub inspection_id: Option<Uuid>,
    /// Who reported it.
    pub informant: Option<NewInformant>,
}

/// Registers a lead: the first line of a case's life.
pub async fn register_lead(
    caller: &Caller,
    lead: NewLead,
    key: Option<IdempotencyKey>,
) -> Result<case::Model, Failure> {
    let change = match change::begin(caller, key).await? {
        Begun::Repeated(id) => return again(caller, id).await,
        Begun::Fresh(change) => change,
    };
    let department = participation::acting(&change.transaction, caller, lead.department_id).await?;
    if !policy::may(&caller.viewer, Act::HandleCase, &participation::owner(&department)) {
        return Err(change.deny(caller, "registerLead", "Case", None).await);
    }
    let draft = draft(&change, caller, &department, Uuid::now_v7(), lead, Checks::default()).await?;
    let mut row = draft.row.clone();
    let line = Line {
        kind: CaseEventKind::Step,
        occurred_on: row.received_on,
        subject_id: None,
        ground: None,
        documents: Vec::new(),
        attachment_ids: Vec::new(),
        note: None,
    };
    insert(&change, &row).await?;
    history::append(&change, caller, &row, None, line).await?;
    enter(&change, caller, &department, draft).await?;
    prosecution::service::look(&change, caller, None, &mut row).await?;
    let received_on = row.received_on;
    after_step(&change, None, &mut row, None, received_on, false).await?;
    deconfliction::service::look(&change, &row).await?;
    let detail = serde_json::json!({ "number": row.number, "title": row.title });
    change.commit(record("registerLead", row.id, detail)).await?;
    Ok(row)
}

/// A lead that has passed its checks, and what it names.
pub(super) struct Draft {
    /// Its row.
    pub(super) row: case::Model,
    named: Named,
    informant: Option<NewInformant>,
}

/// Checks a lead of `department`, which is to be the case `id`; what is wrong already stands in `checks`.
pub(super) async fn draft(
    change: &Change,
    caller: &Caller,
    department: &department::Model,
    id: Uuid,
    lead: NewLead,
    mut checks: Checks,
) -> Result<Draft, Failure> {
    checks.happened("receivedOn", lead.received_on, change.today);
    if lead.received_on.year() < 1900 {
        checks.add(too_early("receivedOn"));
    }
    let given = checks.optional("number", lead.number.as_deref(), NAME);
    let given = given.map(|number| number.nfkc().collect::<String>());
    if let Some(number) = &given
        && is_taken(&change.transaction, department.id, number).await?
    {
        checks.add(number_taken());
    }
    if let Some(id) = lead.inspection_id {
        let seen = inspection::Entity::find_by_id(id).filter(inspections::sight::visible(&caller.records()));
        if seen.count(&change.transaction).await? == 0 {
            checks.add(Problem::not_found("inspectionId"));
        }
    }
    let informant = lead.informant.map(|informant| informants::cleaned(&mut checks, informant));
    let (text, named) = check_text(&mut checks, change, caller, lead.text, None).await?;
    checks.finish()?;

    let number = match given {
        Some(number) => number,
        None => next_number(&change.transaction, department, lead.received_on.year()).await?,
    };
    let mut row = begun(Origin {
        id,
        number,
        kind: text.kind,
        source: lead.source,
        region: (department.region_id, department.region_key.clone()),
        department_id: department.id,
        inspection_id: lead.inspection_id,
        received_on: lead.received_on,
        recorded: (caller.viewer.user_id, change.now),
    });
    write_text(&mut row, &text, &named);
    Ok(Draft { row, named, informant })
}

/// Inserts a new case's row.
pub(super) async fn insert(change: &Change, row: &case::Model) -> Result<(), Failure> {
    let inserted = case::Entity::insert(row.clone().into_active_model());
    if let Err(error) = inserted.exec_without_returning(&change.transaction).await {
        let taken = matches!(error.sql_err(), Some(sea_orm::SqlErr::UniqueConstraintViolation(_)));
        return Err(if taken { number_taken().into() } else { error.into() });
    }
    change.count_new(&CASES, row.id);
    Ok(())
}

/// Enters what goes with a new case: whose it is, who reported it, its parties, under what it is found.
pub(super) async fn enter(
    change: &Change,
    caller: &Caller,
    department: &department::Model,
    draft: Draft,
) -> Result<(), Failure> {
    let Draft { row, named, informant } = draft;
    let transaction = &change.transaction;
    case_department::Entity::insert(case_department::ActiveModel {
        case_id: Set(row.id),
        department_id: Set(department.id),
        role: Set(CaseDepartmentRole::Owner),
        since: Set(row.received_on),
    })
    .exec_without_returning(transaction)
    .await?;
    if let Some(informant) = informant {
        informants::keep(change, caller, row.id, informant).await?;
    }
    write_parties(transaction, row.id, &named).await?;
    link_parties(change, department.id, department, &named.names).await?;
    indexing::case(transaction, row.id).await?;
    Ok(())
}

/// Where a case comes from: what no revision changes.
pub struct Origin {
    /// Its key.
    pub id: Uuid,
    /// Its number, unique within the department.
    pub number: String,
    /// What it is about.
    pub kind: CaseKind,
    /// Where it came from.
    pub source: CaseSource,
    /// The department's region, with its key.
    pub region: (Uuid, String),
    /// Whose it is.
    pub department_id: Uuid,
    /// The inspection that it came from.
    pub inspection_id: Option<Uuid>,
    /// When it was received or found.
    pub received_on: NaiveDate,
    /// Who recorded it, and when.
    pub recorded: (Uuid, DateTime<Utc>),
}

/// A lead that says nothing yet, after its first event.
pub fn begun(origin: Origin) -> case::Model {
    let (region_id, region_key) = origin.region;
    let (recorded_by_id, recorded_at) = origin.recorded;
    case::Model {
        id: origin.id,
        number: origin.number,
        title: String::new(),
        kind: origin.kind,
        source: origin.source,
        status: CaseStatus::Lead,
        outcome: None,
        is_open: true,
        mark_major: false,
        mark_egregious: false,
        mark_typical: false,
        mark_foreign_related: false,
        mark_mass: false,
        focus_areas: FocusAreas::default(),
        region_id,
        region_key,
        department_id: origin.department_id,
        action_id: None,
        inspection_id: origin.inspection_id,
        amount_fen: None,
        illegal_income_fen: None,
        recovered_loss_fen: None,
        penalty_warning: false,
        fine_fen: None,
        confiscated_income_fen: None,
        confiscated_goods: None,
        licence_revoked: false,
        received_on: origin.received_on,
        accepted_on: None,
        filed_on: None,
        decided_on: None,
        closed_on: None,
        due_on: None,
        due_sort: clocks::rules::due_sort(None),
        suspended_on: None,
        co_handler_count: 0,
        held_seizures: 0,
        event_count: 1,
        summary: None,
        reason_not_referred: None,
        filed_by_id: None,
        recorded_by_id,
        recorded_at,
        version: 1,
    }
}

/// Revises what a case says. Its status is for steps.
pub async fn revise(
    caller: &Caller,
    id: Uuid,
    version: i32,
    text: CaseText,
    key: Option<IdempotencyKey>,
) -> Result<case::Model, Failure> {
    let change = match change::begin(caller, key).await? {
        Begun::Repeated(id) => return again(caller, id).await,
        Begun::Fresh(change) => change,
    };
    let before = load(&change, caller, id).await?;
    if !policy::may(&caller.viewer, Act::HandleCase, &owner(&before)) {
        return Err(change.deny(caller, "reviseCase", "Case", Some(id)).await);
    }
    if before.version != version {
        return Err(Failure::Conflict);
    }
    let mut checks = Checks::default();
    if !rules::is_open(before.status) {
        checks.add(already_ended());
    }
    if text.kind != before.kind && before.filed_on.is_some() {
        checks.add(Problem::new(
            UserErrorCode::Invalid,
            "kind",
            "立案后不能变更案件类型",
            "The kind can't change after the filing: the clock and the way to the end depend on it",
        ));
    }
    let (text, named) = check_text(&mut checks, &change, caller, text, Some(&before)).await?;
    checks.finish()?;

    let mut row = before.clone();
    write_text(&mut row, &text, &named);
    let mut row = save(&change, version, row).await?;
    let transaction = &change.transaction;
    case_party::Entity::delete_many().filter(case_party::Column::CaseId.eq(id)).exec(transaction).await?;
    write_parties(transaction, id, &named).await?;
    for department in departments_of(transaction, id).await? {
        link_parties(&change, row.department_id, &department, &named.names).await?;
    }
    indexing::case(transaction, id).await?;
    prosecution::service::look(&change, caller, Some(&before), &mut row).await?;
    deconfliction::service::look(&change, &row).await?;
    let detail = serde_json::json!({ "version": row.version, "title": row.title });
    change.commit(record("reviseCase", id, detail)).await?;
    Ok(row)
}

fn number_taken() -> Problem {
    Problem::new(
        UserErrorCode::Duplicate,
        "number",
        "本部门已有相同编号的案件",
        "The department already has a case with this number",
    )
}

async fn is_taken(db: &impl ConnectionTrait, department_id: Uuid, number: &str) -> Result<bool, DbErr> {
    let found = case::Entity::find()
        .filter(case::Column::DepartmentId.eq(department_id))
        .filter(case::Column::Number.eq(number))
        .count(db)
        .await?;
    Ok(found > 0)
}

/// The department's next number of the year: 〔2026〕1号, 〔2026〕2号 …
async fn next_number(
    transaction: &DatabaseTransaction,
    department: &department::Model,
    year: i32,
) -> Result<String, DbErr> {
    // Two at once must not find the same number; SQLite has one writer anyway.
    department::Entity::find_by_id(department.id).lock(ROW_LOCK).one(transaction).await?;
    let made = case::Entity::find()
        .filter(case::Column::DepartmentId.eq(department.id))
        .filter(case::Column::Number.starts_with(format!("〔{year}〕")))
        .count(transaction)
        .await?;
    let mut next = made + 1;
    loop {
        let number = format!("〔{year}〕{next}号");
        if !is_taken(transaction, department.id, &number).await? {
            return Ok(number);
        }
        next += 1;
    }
}

/// Checks what people typed, and that what it names exists for the caller or was there `before`.
/// Answers the cleaned text.
async fn check_text(
    checks: &mut Checks,
    change: &Change,
    caller: &Caller,
    mut text: CaseText,
    before: Option<&case::Model>,
) -> Result<(CaseText, Named), Failure> {
    text.title = checks.text("title", &text.title, NAME);
    text.summary = checks.optional("summary", text.summary.as_deref(), LONG);
    check_amount(checks, "amount", text.amount);
    check_amount(checks, "illegalIncome", text.illegal_income);
    check_amount(checks, "recoveredLoss", text.recovered_loss);
    let action_id = ids::optional(Kind::JointAction, &text.action_id);
    if action_id != before.and_then(|before| before.action_id)
        && let Some(id) = action_id
    {
        let seen = joint_action::Entity::find_by_id(id).filter(actions::sight::visible(&caller.records()));
        if seen.count(&change.transaction).await? == 0 {
            checks.add(Problem::not_found("actionId"));
        }
    }
    checks.length("parties", text.parties.len());
    let part = |part: &CasePart| (ids::named(Kind::Party, &part.party_id), part.role);
    let mut parts: Vec<_> = text.parties.iter().map(part).collect();
    let given: Vec<Uuid> = parts.iter().take(LIST).map(|(party_id, _)| *party_id).collect();
    let merged = parties::merged::survivors(&change.transaction, &given).await?;
    for (party_id, _) in &mut parts {
        *party_id = merged.get(party_id).copied().unwrap_or(*party_id);
    }
    let names = check_parties(checks, change, caller, &parts, before.map(|before| before.id)).await?;
    Ok((text, Named { action_id, parts, names }))
}

/// The parties that a case may name, each with the name under which it names them: the one that it has in the
/// case already, else the one by which the caller knows it today.
async fn check_parties(
    checks: &mut Checks,
    change: &Change,
    caller: &Caller,
    parts: &[(Uuid, PartyRole)],
    case_id: Option<Uuid>,
) -> Result<BTreeMap<Uuid, String>, Failure> {
    let ids: BTreeSet<Uuid> = parts.iter().take(LIST).map(|(party_id, _)| *party_id).collect();
    let mut seen = parties::sight::visible(&caller.records());
    if let Some(case_id) = case_id {
        // Whoever sees the case sees its parties.
        let there = sea_orm::sea_query::Query::select()
            .column(case_party::Column::PartyId)
            .from(case_party::Entity)
            .and_where(case_party::Column::CaseId.eq(case_id))
            .to_owned();
        seen = sea_orm::Condition::any().add(seen).add(party::Column::Id.in_subquery(there));
    }
    let found = party::Entity::find()
        .filter(party::Column::Id.is_in(ids.iter().copied()))
        .filter(seen)
        .all(&change.transaction)
        .await?;
    let kept = particulars::of(&change.transaction, &caller.records(), ids).await?;
    let called = |party: &party::Model| {
        let rows = kept.get(&party.id).map(Vec::as_slice).unwrap_or_default();
        particulars::name(party, rows).to_owned()
    };
    let mut known: BTreeMap<Uuid, String> = found.iter().map(|party| (party.id, called(party))).collect();
    if let Some(case_id) = case_id {
        let there = case_party::Entity::find().filter(case_party::Column::CaseId.eq(case_id));
        for link in there.all(&change.transaction).await? {
            known.entry(link.party_id).and_modify(|name| *name = link.name);
        }
    }
    let mut once = BTreeSet::new();
    for (index, (party_id, _)) in parts.iter().enumerate() {
        let path = format!("parties.{index}.partyId");
        if !known.contains_key(party_id) {
            checks.add(Problem::not_found(&path));
        } else if !once.insert(*party_id) {
            checks.add(Problem::new(
                UserErrorCode::Duplicate,
                &path,
                "同一当事人不能重复列入",
                "A party is named once",
            ));
        }
    }
    Ok(known)
}

fn write_text(row: &mut case::Model, text: &CaseText, named: &Named) {
    row.title = text.title.clone();
    row.kind = text.kind;
    row.mark_major = text.marks.contains(&CaseMark::Major);
    row.mark_egregious = text.marks.contains(&CaseMark::Egregious);
    row.mark_typical = text.marks.contains(&CaseMark::Typical);
    row.mark_foreign_related = text.marks.contains(&CaseMark::ForeignRelated);
    row.mark_mass = text.marks.contains(&CaseMark::Mass);
    let lies_in = |area: &FocusArea| text.focus_areas.contains(area);
    row.focus_areas = FocusAreas(FocusArea::ALL.iter().copied().filter(lies_in).collect());
    row.action_id = named.action_id;
    row.amount_fen = text.amount.map(|amount| amount.fen);
    row.illegal_income_fen = text.illegal_income.map(|income| income.fen);
    row.recovered_loss_fen = text.recovered_loss.map(|loss| loss.fen);
    row.summary = text.summary.clone();
}

async fn write_parties(transaction: &DatabaseTransaction, case_id: Uuid, named: &Named) -> Result<(), DbErr> {
    if named.parts.is_empty() {
        return Ok(());
    }
    let rows = named.parts.iter().map(|(party_id, role)| case_party::ActiveModel {
        case_id: Set(case_id),
        party_id: Set(*party_id),
        role: Set(*role),
        name: Set(named.names.get(party_id).cloned().unwrap_or_default()),
    });
    case_party::Entity::insert_many(rows).exec_without_returning(transaction).await?;
    Ok(())
}

/// The departments that may see the case: its own and those that take part.
async fn departments_of(
    transaction: &DatabaseTransaction,
    case_id: Uuid,
) -> Result<Vec<department::Model>, DbErr> {
    let rows = case_department::Entity::find()
        .find_also_related(department::Entity)
        .filter(case_department::Column::CaseId.eq(case_id))
        .all(transaction)
        .await?;
    Ok(rows.into_iter().filter_map(|(_, department)| department).collect())
}
