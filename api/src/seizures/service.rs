//! Recording seizures, and what all changes of them share: load, authorise, ask the rules, save, run
//! the clock, write the case's history, log.

use std::collections::HashSet;

use chrono::{Datelike, NaiveDate};
use entity::{
    case, case_department, case_party,
    enums::{CaseDepartmentRole, CaseEventKind, NotificationKind, SearchKind, SeizureMeasure},
    seized_goods, seizure, seizure_officer,
};
use sea_orm::{
    ActiveModelTrait,
    ActiveValue::{NotSet, Set},
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, IntoActiveModel, PaginatorTrait, QueryFilter,
    QuerySelect,
};
use serde_json::json;
use uuid::Uuid;
use vocabulary::{SeizureAction, Term};

use super::{
    clocks,
    figures::SEIZURES,
    goods::{Amount, MAX_MILLI},
    loaders::{self, Stock},
    rules::{self, CaseFacts, SeizureFacts},
    sight::visible,
    words,
};
use crate::{
    attachments,
    cases::{
        self,
        facts::acting,
        history::{self, Line},
        rules::ActorFacts,
    },
    inspections,
    notifications::{
        service as notifications,
        service::{Note, Recipient},
    },
    parties::merged::survivors,
    shared::{
        audit::Record,
        caller::{Caller, IdempotencyKey},
        change::{self, Begun, Change},
        db::ROW_LOCK,
        errors::{Failure, Problem, UserErrorCode},
        input::{Checks, LIST, LONG, NAME, PLACE},
        language::text,
        search,
        values::{MAX_COUNT, Money},
    },
};

/// The largest value of a line, in fen.
const MAX_FEN: i64 = MAX_COUNT * 100 * 100;
/// The most characters of a unit.
const UNIT: usize = 20;

/// A line of goods, as it is recorded.
#[derive(Clone, Debug)]
pub struct NewGoods {
    /// What it is.
    pub name: String,
    /// The brand that it bears.
    pub brand: Option<String>,
    /// Model, size, batch.
    pub specification: Option<String>,
    /// How much.
    pub quantity: Amount,
    /// Of which unit.
    pub unit: String,
    /// What all of it is worth.
    pub value: Option<Money>,
    /// What else was noted.
    pub note: Option<String>,
}

/// A seizure, as it is recorded.
#[derive(Clone, Debug)]
pub struct NewSeizure {
    /// The case.
    pub case_id: Uuid,
    /// The measure.
    pub measure: SeizureMeasure,
    /// The day.
    pub taken_on: NaiveDate,
    /// The decision's number.
    pub decision_number: String,
    /// The provision or reason.
    pub ground: String,
    /// Where the goods were.
    pub place: String,
    /// Where they are kept.
    pub storage: Option<String>,
    /// From whom.
    pub party_id: Option<Uuid>,
    /// Who carried it out.
    pub officer_ids: Vec<Uuid>,
    /// Who was asked to witness it.
    pub witness: Option<String>,
    /// The list.
    pub goods: Vec<NewGoods>,
    /// The files of the case on which it rests.
    pub attachment_ids: Vec<Uuid>,
}

/// What the rules know of a seizure's case.
pub fn case_facts(row: &case::Model) -> CaseFacts {
    CaseFacts {
        status: row.status,
        outcome: row.outcome,
        is_open: row.is_open,
        is_filed: row.filed_on.is_some(),
        punished_on: row.decided_on.filter(|_| cases::penalty::is_punished(row)),
    }
}

/// What the rules know of a seizure with these goods.
pub fn seizure_facts(row: &seizure::Model, stock: &[Stock]) -> SeizureFacts {
    SeizureFacts {
        measure: row.measure,
        measure_since: row.measure_since,
        due_on: row.due_on,
        is_extended: row.extended_on.is_some(),
        is_held: row.is_held,
        has_confiscated: stock.iter().any(|(_, line)| line.confiscated > 0),
    }
}

/// A seizure about to be changed.
pub(super) struct Opened {
    pub change: Change,
    pub case: case::Model,
    pub row: seizure::Model,
    pub stock: Vec<Stock>,
    pub actor: ActorFacts,
}

/// Begins a change of the seizure `id`; or answers it, where it was made before under the same key.
/// Its case is locked: whoever changes one waits for the other.
pub(super) async fn open(
    caller: &Caller,
    id: Uuid,
    key: Option<IdempotencyKey>,
) -> Result<Result<Opened, seizure::Model>, Failure> {
    let change = match change::begin(caller, key).await? {
        Begun::Repeated(id) => return Ok(Err(load(&caller.app.db.read, caller, id).await?)),
        Begun::Fresh(change) => change,
    };
    let case_id = load(&change.transaction, caller, id).await?.case_id;
    let case = load_case(&change, caller, case_id, "id").await?;
    // What it says now that nobody else changes it.
    let row = load(&change.transaction, caller, id).await?;
    let actor = acting(&change, caller, &case).await?;
    let stock = loaders::stock(&change.transaction, &[id]).await?.remove(&id).unwrap_or_default();
    Ok(Ok(Opened { change, case, row, stock, actor }))
}

async fn load(db: &impl ConnectionTrait, caller: &Caller, id: Uuid) -> Result<seizure::Model, Failure> {
    let found = seizure::Entity::find_by_id(id).filter(visible(&caller.records())).one(db).await?;
    found.ok_or_else(|| Problem::not_found("id").into())
}

async fn load_case(change: &Change, caller: &Caller, id: Uuid, path: &str) -> Result<case::Model, Failure> {
    let found = case::Entity::find_by_id(id)
        .filter(cases::sight::visible(&caller.records()))
        .lock(ROW_LOCK)
        .one(&change.transaction)
        .await?;
    found.ok_or_else(|| Problem::not_found(path).into())
}

/// The files of the case that the input names as those on which it rests.
async fn files(
    checks: &mut Checks,
    change: &Change,
    case_id: Uuid,
    ids: &[Uuid],
) -> Result<Vec<Uuid>, DbErr> {
    let files = attachments::service::documents(change, checks, case_id, ids, "attachmentIds").await?;
    Ok(files.into_iter().map(|file| file.id).collect())
}

impl Opened {
    /// The files of the case that the input names as those on which it rests.
    pub async fn files(&self, checks: &mut Checks, ids: &[Uuid]) -> Result<Vec<Uuid>, DbErr> {
        files(checks, &self.change, self.case.id, ids).await
    }

    /// Refuses what the rules do not allow on `day`, and a version that is not the present one; a denial is
    /// logged.
    pub async fn allow(
        self,
        caller: &Caller,
        mutation: &str,
        action: SeizureAction,
        day: NaiveDate,
        version: i32,
    ) -> Result<Self, Failure> {
        let seizure = seizure_facts(&self.row, &self.stock);
        match rules::refusal(action, &seizure, &case_facts(&self.case), &self.actor, day) {
            Some(refusal) if refusal.is_denial() => {
                let problems = vec![words::refusal(refusal)];
                let id = Some(self.row.id);
                Err(self.change.deny_saying(caller, mutation, "Seizure", id, problems).await)
            }
            // What was right when the viewer saw it: they need to see it as it is.
            _ if self.row.version != version => Err(Failure::Conflict),
            Some(refusal) => Err(words::refusal(refusal).into()),
            None => Ok(self),
        }
    }

    /// Saves the seizure under its next version and the line of the case's history, and commits.
    pub async fn finish(
        mut self,
        caller: &Caller,
        mutation: &str,
        line: Line,
        detail: serde_json::Value,
    ) -> Result<seizure::Model, Failure> {
        let seen = self.row.version;
        self.row.version = seen + 1;
        let mut changes = self.row.clone().into_active_model().reset_all();
        changes.id = NotSet;
        let saved = seizure::Entity::update_many()
            .set(changes)
            .filter(seizure::Column::Id.eq(self.row.id))
            .filter(seizure::Column::Version.eq(seen))
            .exec(&self.change.transaction)
            .await?;
        if saved.rows_affected == 0 {
            return Err(Failure::Conflict);
        }
        history::note(&self.change, caller, &mut self.case, line).await?;
        let record = Record {
            action: mutation.to_owned(),
            object_type: "Seizure",
            object_id: Some(self.row.id),
            detail,
        };
        self.change.count(&SEIZURES, self.row.id);
        self.change.commit(record).await?;
        Ok(self.row)
    }

    /// Starts the period of the present measure.
    pub async fn start_clock(&mut self) -> Result<(), Failure> {
        clocks::start(&self.change, &self.case, &mut self.row).await
    }
}

/// Records a seizure in a case.
pub async fn record(
    caller: &Caller,
    new: NewSeizure,
    key: Option<IdempotencyKey>,
) -> Result<seizure::Model, Failure> {
    const MUTATION: &str = "recordSeizure";
    let change = match change::begin(caller, key).await? {
        Begun::Repeated(id) => return load(&caller.app.db.read, caller, id).await,
        Begun::Fresh(change) => change,
    };
    let mut case = load_case(&change, caller, new.case_id, "caseId").await?;
    let actor = acting(&change, caller, &case).await?;
    let refusal = rules::seizing(&case_facts(&case), &actor, new.taken_on);
    if let Some(refusal) = refusal.filter(|refusal| refusal.is_denial()) {
        let problems = vec![words::refusal(refusal)];
        return Err(change.deny_saying(caller, MUTATION, "Case", Some(case.id), problems).await);
    }
    let mut checks = Checks::default();
    checks.extend(refusal.map(words::refusal));
    let (row, officers) = check(&mut checks, &change, caller, &case, &new).await?;
    let goods = check_goods(&mut checks, row.id, &new.goods);
    let attachment_ids = files(&mut checks, &change, case.id, &new.attachment_ids).await?;
    checks.finish()?;

    let db = &change.transaction;
    let mut row = row;
    seizure::Entity::insert(row.clone().into_active_model()).exec_without_returning(db).await?;
    let officers = officers.into_iter().map(|(user_id, certificate_number)| seizure_officer::ActiveModel {
        seizure_id: Set(row.id),
        user_id: Set(user_id),
        certificate_number: Set(certificate_number),
    });
    seizure_officer::Entity::insert_many(officers).exec_without_returning(db).await?;
    let rows = goods.iter().cloned().map(IntoActiveModel::into_active_model);
    seized_goods::Entity::insert_many(rows).exec_without_returning(db).await?;
    search::index(db, SearchKind::Seizure, row.id, searchable(&row, &goods)).await?;
    clocks::start(&change, &case, &mut row).await?;

    let measure = row.measure.label();
    let said = words::goods(goods.iter().map(|goods| (goods, goods.quantity_milli)));
    case.held_seizures += 1;
    let line = Line {
        kind: CaseEventKind::Seizure,
        occurred_on: row.taken_on,
        subject_id: Some(row.id),
        ground: Some(row.ground.clone()),
        documents: vec![row.decision_number.clone()],
        attachment_ids: attachment_ids.clone(),
        note: Some(format!("{}{said}，地点：{}", measure.zh, row.place)),
    };
    history::note(&change, caller, &mut case, line).await?;
    let told = Note {
        kind: NotificationKind::Seizure,
        object: ("Case", case.id),
        text: text(
            format!("案件{}{}{said}", case.number, measure.zh),
            format!("Case {}: {} of {said}", case.number, measure.en.to_lowercase()),
        ),
        due_on: row.due_on,
        once: None,
    };
    notifications::notify(&change, &[Recipient::Head(case.department_id)], told).await?;
    let detail = json!({
        "case": case.number,
        "measure": row.measure,
        "takenOn": row.taken_on,
        "decision": row.decision_number,
        "attachments": attachment_ids,
        "goods": goods.iter().map(|goods| json!({
            "name": goods.name,
            "quantity": Amount { milli: goods.quantity_milli }.to_decimal(),
            "unit": goods.unit,
            "valueFen": goods.value_fen,
        })).collect::<Vec<_>>(),
    });
    let record =
        Record { action: MUTATION.to_owned(), object_type: "Seizure", object_id: Some(row.id), detail };
    change.count_new(&SEIZURES, row.id);
    change.commit(record).await?;
    Ok(row)
}

/// Checks all but the goods; answers the row and its officers with their certificates.
async fn check(
    checks: &mut Checks,
    change: &Change,
    caller: &Caller,
    case: &case::Model,
    new: &NewSeizure,
) -> Result<(seizure::Model, Vec<(Uuid, String)>), Failure> {
    let db = &change.transaction;
    checks.happened("takenOn", new.taken_on, change.today);
    if new.taken_on < case.received_on || new.taken_on.year() < 1900 {
        checks.add(Problem::new(
            UserErrorCode::DateOrder,
            "takenOn",
            format!("不能早于线索接收日期（{}）", case.received_on),
            format!("Not before the lead was received ({})", case.received_on),
        ));
    }
    // A merged party's goods are its survivor's.
    let merged = survivors(db, new.party_id.as_slice()).await?;
    let party_id = new.party_id.map(|id| merged.get(&id).copied().unwrap_or(id));
    if let Some(party_id) = party_id
        && case_party::Entity::find_by_id((case.id, party_id)).count(db).await? == 0
    {
        checks.add(Problem::not_found("partyId"));
    }
    checks.length("officerIds", new.officer_ids.len());
    let named = &new.officer_ids[..new.officer_ids.len().min(LIST)];
    let people = inspections::service::people(db, named, &HashSet::new()).await?;
    let joint = case_department::Entity::find()
        .filter(case_department::Column::CaseId.eq(case.id))
        .filter(case_department::Column::Role.eq(CaseDepartmentRole::CoHandler))
        .all(db)
        .await?;
    let inspecting = joint.iter().map(|link| link.department_id).chain([case.department_id]).collect();
    let (officers, problems) = inspections::rules::officers(new.taken_on, named, &people, &inspecting);
    checks.extend(problems);
    let row = seizure::Model {
        id: Uuid::now_v7(),
        case_id: case.id,
        department_id: case.department_id,
        region_key: case.region_key.clone(),
        measure: new.measure,
        first_measure: new.measure,
        taken_on: new.taken_on,
        measure_since: new.taken_on,
        decision_number: checks.text("decisionNumber", &new.decision_number, NAME),
        ground: checks.text("ground", &new.ground, LONG),
        place: checks.text("place", &new.place, PLACE),
        storage: checks.optional("storage", new.storage.as_deref(), PLACE),
        party_id,
        witness: checks.optional("witness", new.witness.as_deref(), NAME),
        extended_on: None,
        is_held: true,
        due_on: None,
        due_sort: rules::due_sort(None),
        recorded_by_id: caller.viewer.user_id,
        recorded_at: change.now,
        version: 1,
    };
    Ok((row, officers))
}

fn check_goods(checks: &mut Checks, seizure_id: Uuid, goods: &[NewGoods]) -> Vec<seized_goods::Model> {
    if goods.is_empty() {
        checks.add(Problem::required("goods"));
    }
    checks.length("goods", goods.len());
    let line = |(index, (goods, ordinal)): (usize, (&NewGoods, i32))| {
        let path = |field: &str| format!("goods.{index}.{field}");
        if !(1..=MAX_MILLI).contains(&goods.quantity.milli) {
            checks.add(Problem::new(
                UserErrorCode::OutOfRange,
                &path("quantity"),
                "数量应大于零，不超过10亿",
                "More than nothing, and at most 1,000,000,000",
            ));
        }
        if goods.value.is_some_and(|value| value.fen > MAX_FEN) {
            checks.add(Problem::new(
                UserErrorCode::OutOfRange,
                &path("value"),
                "金额应在0至1000亿元之间",
                "The amount must be between 0 and 100,000,000,000 yuan",
            ));
        }
        seized_goods::Model {
            id: Uuid::now_v7(),
            seizure_id,
            ordinal,
            name: checks.text(&path("name"), &goods.name, NAME),
            brand: checks.optional(&path("brand"), goods.brand.as_deref(), NAME),
            specification: checks.optional(&path("specification"), goods.specification.as_deref(), NAME),
            quantity_milli: goods.quantity.milli,
            unit: checks.text(&path("unit"), &goods.unit, UNIT),
            value_fen: goods.value.map(|value| value.fen),
            note: checks.optional(&path("note"), goods.note.as_deref(), LONG),
        }
    };
    goods.iter().take(LIST).zip(1..).enumerate().map(line).collect()
}

/// The texts under which a seizure is found.
pub fn searchable<'a>(
    row: &'a seizure::Model,
    goods: &'a [seized_goods::Model],
) -> impl Iterator<Item = &'a str> {
    let own = [row.decision_number.as_str(), row.place.as_str()].into_iter();
    let named = |goods: &'a seized_goods::Model| {
        [Some(goods.name.as_str()), goods.brand.as_deref(), goods.specification.as_deref()]
    };
    own.chain(goods.iter().flat_map(named).flatten())
}
