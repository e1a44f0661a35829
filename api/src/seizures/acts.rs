//! What becomes of a seizure: a longer period, another measure, and the disposal of its goods.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use entity::{
    department,
    enums::{CaseEventKind, GoodsDisposalKind, NotificationKind, SeizureMeasure},
    goods_disposal, goods_disposal_line, seized_goods, seizure,
};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder};
use serde_json::json;
use uuid::Uuid;

use super::{
    clocks::{clock_of, show},
    goods::{Amount, Line as Stocked},
    rules::{Action, FEWEST_WITNESSES},
    service::{Opened, open},
    words,
};
use crate::{
    cases::history::Line,
    clocks::{
        service as clocks,
        service::{Extension, Subject},
    },
    notifications::{
        service as notifications,
        service::{Note, Recipient},
    },
    shared::{
        caller::{Caller, IdempotencyKey},
        errors::{Failure, Problem, UserErrorCode},
        input::{Checks, LIST, LONG, NAME, PLACE},
        language::text,
    },
};

/// An extension, as the head approves it.
#[derive(Clone, Debug)]
pub struct NewExtension {
    /// The day of the approval.
    pub approved_on: NaiveDate,
    /// Why.
    pub reason: String,
    /// The number of the notice.
    pub document: String,
    /// The files of the case on which it rests.
    pub attachment_ids: Vec<Uuid>,
}

/// Extends the period of sealed or detained goods, once, by what the rule in force allows.
pub async fn extend(
    caller: &Caller,
    id: Uuid,
    version: i32,
    new: NewExtension,
    key: Option<IdempotencyKey>,
) -> Result<seizure::Model, Failure> {
    const MUTATION: &str = "extendSeizure";
    let opened = match open(caller, id, key).await? {
        Err(row) => return Ok(row),
        Ok(opened) => opened,
    };
    let mut opened = opened.allow(caller, MUTATION, Action::Extend, new.approved_on, version).await?;
    let mut checks = Checks::default();
    check_day(&mut checks, "approvedOn", new.approved_on, &opened, opened.row.measure_since);
    let reason = checks.text("reason", &new.reason, LONG);
    let document = checks.text("document", &new.document, NAME);
    let attachment_ids = opened.files(&mut checks, &new.attachment_ids).await?;
    checks.finish()?;

    let extension = Extension {
        on: new.approved_on,
        until: None,
        ground: Some(reason.clone()),
        document: Some(document.clone()),
    };
    let before = opened.row.due_on;
    let kind = clock_of(opened.row.measure);
    let clock = clocks::extend(&opened.change, Subject::Seizure(id), kind, extension).await?;
    show(&mut opened.row, &clock);
    opened.row.extended_on = Some(new.approved_on);
    let until = opened.row.due_on;
    let day = |day: Option<NaiveDate>| day.map(|day| day.to_string()).unwrap_or_default();
    let measure = words::measure(opened.row.measure);
    let told = Note {
        kind: NotificationKind::Seizure,
        object: ("Case", opened.case.id),
        text: text(
            format!("案件{}的{}期限已批准延长至{}", opened.case.number, measure.zh, day(until)),
            format!("Case {}: {} extended to {}", opened.case.number, measure.en.to_lowercase(), day(until)),
        ),
        due_on: until,
        once: None,
    };
    notifications::notify(&opened.change, &[Recipient::Handlers(opened.case.id)], told).await?;
    let line = Line {
        kind: CaseEventKind::Seizure,
        occurred_on: new.approved_on,
        subject_id: Some(id),
        ground: Some(reason),
        documents: vec![document],
        attachment_ids: attachment_ids.clone(),
        note: Some(format!("批准延长{}期限至{}", measure.zh, day(until))),
    };
    let detail =
        json!({ "case": opened.case.number, "from": before, "to": until, "attachments": attachment_ids });
    opened.finish(caller, MUTATION, line, detail).await
}

/// Another measure, as it is decided.
#[derive(Clone, Debug)]
pub struct NewMeasure {
    /// Sealing or detention.
    pub measure: SeizureMeasure,
    /// The day.
    pub on: NaiveDate,
    /// The decision's number.
    pub decision_number: String,
    /// The provision or reason.
    pub ground: String,
    /// Where the goods are kept from now on.
    pub storage: Option<String>,
    /// The files of the case on which it rests.
    pub attachment_ids: Vec<Uuid>,
}

/// Turns preservation into sealing or detention: its period is met, and the new measure's begins.
pub async fn convert(
    caller: &Caller,
    id: Uuid,
    version: i32,
    new: NewMeasure,
    key: Option<IdempotencyKey>,
) -> Result<seizure::Model, Failure> {
    const MUTATION: &str = "convertPreservation";
    let opened = match open(caller, id, key).await? {
        Err(row) => return Ok(row),
        Ok(opened) => opened,
    };
    let mut opened = opened.allow(caller, MUTATION, Action::Convert, new.on, version).await?;
    let mut checks = Checks::default();
    check_day(&mut checks, "convertedOn", new.on, &opened, opened.row.taken_on);
    if new.measure == SeizureMeasure::Preservation {
        checks.add(Problem::new(
            UserErrorCode::Invalid,
            "measure",
            "请选择查封或扣押",
            "Choose sealing or detention",
        ));
    }
    let decision_number = checks.text("decisionNumber", &new.decision_number, NAME);
    let ground = checks.text("ground", &new.ground, LONG);
    let storage = checks.optional("storage", new.storage.as_deref(), PLACE);
    let attachment_ids = opened.files(&mut checks, &new.attachment_ids).await?;
    checks.finish()?;

    clocks::meet(&opened.change, Subject::Seizure(id), clock_of(opened.row.measure), new.on).await?;
    opened.row.measure = new.measure;
    opened.row.measure_since = new.on;
    opened.row.decision_number = decision_number.clone();
    opened.row.ground = ground.clone();
    opened.row.storage = storage.or(opened.row.storage);
    opened.start_clock().await?;
    let line = Line {
        kind: CaseEventKind::Seizure,
        occurred_on: new.on,
        subject_id: Some(id),
        ground: Some(ground),
        documents: vec![decision_number],
        attachment_ids: attachment_ids.clone(),
        note: Some(format!("先行登记保存转为{}", words::measure(new.measure).zh)),
    };
    let detail = json!({ "case": opened.case.number, "measure": new.measure, "on": new.on,
        "attachments": attachment_ids });
    opened.finish(caller, MUTATION, line, detail).await
}

/// A disposal, as it is recorded.
#[derive(Clone, Debug)]
pub struct NewDisposal {
    /// What becomes of the goods.
    pub kind: GoodsDisposalKind,
    /// Whether it takes goods that were confiscated before.
    pub of_confiscated: bool,
    /// The day.
    pub disposed_on: NaiveDate,
    /// The provision or reason.
    pub ground: Option<String>,
    /// The document's number.
    pub document: String,
    /// Where.
    pub place: Option<String>,
    /// Who received the goods.
    pub recipient: Option<String>,
    /// The department that received them.
    pub to_department_id: Option<Uuid>,
    /// Who watched.
    pub witnesses: Vec<String>,
    /// What else was noted.
    pub note: Option<String>,
    /// How much of which line; nothing named means all that is there.
    pub goods: Vec<(Uuid, Amount)>,
    /// The files of the case on which it rests.
    pub attachment_ids: Vec<Uuid>,
}

/// The action, its mutation, and what the input calls its day.
fn action_of(kind: GoodsDisposalKind) -> (Action, &'static str, &'static str) {
    match kind {
        GoodsDisposalKind::Return => (Action::Return, "returnGoods", "returnedOn"),
        GoodsDisposalKind::Confiscate => (Action::Confiscate, "confiscateGoods", "confiscatedOn"),
        GoodsDisposalKind::Destroy => (Action::Destroy, "destroyGoods", "destroyedOn"),
        GoodsDisposalKind::Transfer => (Action::Transfer, "transferGoods", "transferredOn"),
    }
}

/// Disposes of goods. Where nothing is left, the measure's period is met.
pub async fn dispose(
    caller: &Caller,
    id: Uuid,
    version: i32,
    new: NewDisposal,
    key: Option<IdempotencyKey>,
) -> Result<seizure::Model, Failure> {
    let (action, mutation, day) = action_of(new.kind);
    let opened = match open(caller, id, key).await? {
        Err(row) => return Ok(row),
        Ok(opened) => opened,
    };
    let mut opened = opened.allow(caller, mutation, action, new.disposed_on, version).await?;
    let mut checks = Checks::default();
    let disposal = check(&mut checks, &opened, caller, &new, day).await?;
    let taken = take(&mut checks, &mut opened, &new);
    let attachment_ids = opened.files(&mut checks, &new.attachment_ids).await?;
    checks.finish()?;

    let db = &opened.change.transaction;
    goods_disposal::Entity::insert(disposal.clone().into_active_model()).exec_without_returning(db).await?;
    let lines = taken.iter().map(|(goods, quantity)| goods_disposal_line::ActiveModel {
        disposal_id: Set(disposal.id),
        goods_id: Set(goods.id),
        quantity_milli: Set(*quantity),
    });
    goods_disposal_line::Entity::insert_many(lines).exec_without_returning(db).await?;
    let left = opened.stock.iter().any(|(_, line)| line.left() > 0);
    if opened.row.is_held && !left {
        let kind = clock_of(opened.row.measure);
        clocks::meet(&opened.change, Subject::Seizure(id), kind, new.disposed_on).await?;
        opened.row.is_held = false;
        opened.row.due_on = None;
        opened.row.due_sort = super::rules::due_sort(None);
        opened.case.held_seizures -= 1;
    }
    let said = words::goods(taken.iter().map(|(goods, quantity)| (goods, *quantity)));
    let rest = if left { "" } else { "；该次物品已全部处理" };
    let line = Line {
        kind: CaseEventKind::Seizure,
        occurred_on: new.disposed_on,
        subject_id: Some(id),
        ground: disposal.ground.clone(),
        documents: vec![disposal.document.clone()],
        attachment_ids: attachment_ids.clone(),
        note: Some(format!("{}{said}{rest}", words::disposal(new.kind).zh)),
    };
    let detail = json!({
        "case": opened.case.number,
        "disposal": disposal.id,
        "ofConfiscated": new.of_confiscated,
        "document": disposal.document,
        "witnesses": disposal.witnesses,
        "attachments": attachment_ids,
        "goods": taken.iter().map(|(goods, quantity)| json!({
            "name": goods.name,
            "quantity": Amount { milli: *quantity }.to_decimal(),
            "unit": goods.unit,
        })).collect::<Vec<_>>(),
    });
    opened.finish(caller, mutation, line, detail).await
}

/// Takes the quantities off the ledger; answers how much of which goods.
fn take(checks: &mut Checks, opened: &mut Opened, new: &NewDisposal) -> Vec<(seized_goods::Model, i64)> {
    checks.length("goods", new.goods.len());
    let there = |line: &Stocked| if new.of_confiscated { line.confiscated } else { line.left() };
    let named: Vec<(Uuid, i64)> = match new.goods.is_empty() {
        true => opened
            .stock
            .iter()
            .filter(|(_, line)| there(line) > 0)
            .map(|(goods, line)| (goods.id, there(line)))
            .collect(),
        false => new.goods.iter().take(LIST).map(|(id, amount)| (*id, amount.milli)).collect(),
    };
    if named.is_empty() {
        checks.add(Problem::new(
            UserErrorCode::OutOfRange,
            "goods",
            "没有可处理的物品",
            "Nothing is there to be disposed of",
        ));
    }
    let places: BTreeMap<Uuid, usize> =
        opened.stock.iter().enumerate().map(|(place, (goods, _))| (goods.id, place)).collect();
    let mut once = BTreeSet::new();
    let mut taken = Vec::with_capacity(named.len());
    for (index, (goods_id, quantity)) in named.into_iter().enumerate() {
        let path = format!("goods.{index}");
        let Some((goods, line)) = places.get(&goods_id).and_then(|place| opened.stock.get_mut(*place)) else {
            checks.add(Problem::not_found(&format!("{path}.goodsId")));
            continue;
        };
        if !once.insert(goods_id) {
            let problem = Problem::new(
                UserErrorCode::Duplicate,
                &format!("{path}.goodsId"),
                "同一物品不能重复列入",
                "Goods are named once",
            );
            checks.add(problem);
            continue;
        }
        match line.dispose(new.kind, new.of_confiscated, quantity) {
            Ok(next) => {
                *line = next;
                taken.push((goods.clone(), quantity));
            }
            Err(error) => checks.add(words::ledger(error, goods, &format!("{path}.quantity"))),
        }
    }
    taken
}

/// Checks what the disposal says; answers its row.
async fn check(
    checks: &mut Checks,
    opened: &Opened,
    caller: &Caller,
    new: &NewDisposal,
    day: &str,
) -> Result<goods_disposal::Model, Failure> {
    let db = &opened.change.transaction;
    let mut earliest = opened.row.measure_since;
    if new.of_confiscated {
        let confiscated = goods_disposal::Entity::find()
            .filter(goods_disposal::Column::SeizureId.eq(opened.row.id))
            .filter(goods_disposal::Column::Kind.eq(GoodsDisposalKind::Confiscate))
            .order_by_asc(goods_disposal::Column::DisposedOn)
            .one(db)
            .await?;
        earliest = confiscated.map_or(earliest, |first| first.disposed_on);
    }
    check_day(checks, day, new.disposed_on, opened, earliest);
    let witnesses = checks.texts("witnesses", &new.witnesses, NAME);
    let row = goods_disposal::Model {
        id: Uuid::now_v7(),
        seizure_id: opened.row.id,
        kind: new.kind,
        of_confiscated: new.of_confiscated,
        disposed_on: new.disposed_on,
        ground: checks.optional("ground", new.ground.as_deref(), LONG),
        document: checks.text("document", &new.document, NAME),
        place: checks.optional("place", new.place.as_deref(), PLACE),
        recipient: checks.optional("recipient", new.recipient.as_deref(), NAME),
        to_department_id: new.to_department_id,
        witnesses: witnesses.into(),
        note: checks.optional("note", new.note.as_deref(), LONG),
        recorded_by_id: caller.viewer.user_id,
        recorded_at: opened.change.now,
    };
    match new.kind {
        GoodsDisposalKind::Return if row.recipient.is_none() => checks.add(Problem::required("recipient")),
        GoodsDisposalKind::Destroy => {
            if row.place.is_none() {
                checks.add(Problem::required("place"));
            }
            // What the state owns already needs no further ground.
            if row.ground.is_none() && !new.of_confiscated {
                checks.add(Problem::required("ground"));
            }
            let different: BTreeSet<&String> = row.witnesses.0.iter().collect();
            if different.len() < FEWEST_WITNESSES {
                checks.add(Problem::new(
                    UserErrorCode::OutOfRange,
                    "witnesses",
                    "销毁应有两名以上见证人在场",
                    "At least two different witnesses watch goods being destroyed",
                ));
            }
        }
        GoodsDisposalKind::Transfer => match new.to_department_id {
            None if row.recipient.is_none() => checks.add(Problem::required("recipient")),
            None => {}
            Some(id) => {
                let found = department::Entity::find_by_id(id).one(db).await?;
                if !found.is_some_and(|found| found.active && found.id != opened.case.department_id) {
                    checks.add(Problem::not_found("toDepartmentId"));
                }
            }
        },
        GoodsDisposalKind::Return | GoodsDisposalKind::Confiscate => {}
    }
    Ok(row)
}

/// A day not in the future, and not before what it follows.
fn check_day(checks: &mut Checks, path: &str, day: NaiveDate, opened: &Opened, earliest: NaiveDate) {
    checks.happened(path, day, opened.change.today);
    if day < earliest {
        checks.add(Problem::new(
            UserErrorCode::DateOrder,
            path,
            format!("不能早于{earliest}"),
            format!("Not before {earliest}"),
        ));
    }
}
