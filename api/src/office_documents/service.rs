//! Writing a document and issuing it: each is one transaction that loads, authorises, checks, saves, tells those concerned,
//! and logs.

use std::collections::BTreeSet;

use chrono::{Datelike, NaiveDate};
use entity::{
    bulletin_item, department,
    enums::{NotificationKind, OfficeDocumentKind, OfficeDocumentState as State},
    json::{DocumentSection, DocumentSections},
    office_document::{self, Column, Model},
    office_document_figure, office_document_receipt,
};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, IntoActiveModel,
    QueryFilter, QueryOrder, QuerySelect,
    sea_query::{Expr, OnConflict},
};
use serde_json::json;
use uuid::Uuid;
use vocabulary::{DocumentPieceKind, Language, Term};

use super::{
    outline,
    sight::{is_sent_to_viewer, owner, visible},
    text::{self, awaited, definitions},
};
use crate::{
    notifications::service::{Note, Recipient, notify},
    shared::{
        audit::Record,
        caller::{Caller, IdempotencyKey},
        change::{self, Begun, Change},
        errors::{Failure, Problem, UserErrorCode},
        figures::freezing,
        input::{Checks, LONG, NAME},
        language,
        policy::{self, Act, Owner},
    },
    summary::rules::Period,
};

/// The GraphQL type.
pub const OBJECT: &str = "OfficeDocument";
/// The most parts of a document.
const PARTS: usize = 60;

/// The document with `id`, where the caller may see it.
///
/// # Errors
///
/// The database's.
pub async fn find(db: &impl ConnectionTrait, caller: &Caller, id: Uuid) -> Result<Option<Model>, DbErr> {
    let seen = visible(&caller.viewer, &caller.records());
    office_document::Entity::find_by_id(id).filter(seen).one(db).await
}

/// The same, which must be there.
///
/// # Errors
///
/// NOT_FOUND at `id`.
pub async fn load(db: &impl ConnectionTrait, caller: &Caller, id: Uuid) -> Result<Model, Failure> {
    find(db, caller, id).await?.ok_or_else(|| Problem::not_found("id").into())
}

/// What is said of a document, in whole.
#[derive(Clone, Debug)]
pub struct Stated {
    /// The title.
    pub title: String,
    /// To whom it is addressed.
    pub addressee: Option<String>,
    /// The days of which its figures speak.
    pub period: (NaiveDate, NaiveDate),
    /// Its parts; none of a new one: those with which its kind begins.
    pub sections: Vec<DocumentSection>,
}

/// Begins a document of the caller's region.
///
/// # Errors
///
/// Where the caller may not, or something is wrong with it.
pub async fn write(
    caller: &Caller,
    kind: OfficeDocumentKind,
    stated: Stated,
    key: Option<IdempotencyKey>,
) -> Result<Model, Failure> {
    const MUTATION: &str = "writeOfficeDocument";
    let change = match change::begin(caller, key).await? {
        Begun::Repeated(id) => return load(&caller.app.db.read, caller, id).await,
        Begun::Fresh(change) => change,
    };
    if !policy::may(&caller.viewer, Act::WriteOfficeDocument, &Owner::own(&caller.viewer)) {
        return Err(change.deny(caller, MUTATION, OBJECT, None).await);
    }
    let db = &change.transaction;
    let mut checks = Checks::default();
    let period = checked_period(&mut checks, stated.period);
    let mut row = Model {
        id: Uuid::now_v7(),
        kind,
        region_key: caller.viewer.region_key.clone(),
        department_id: caller.viewer.department_id,
        title: checks.text("title", &stated.title, NAME),
        addressee: checks.optional("addressee", stated.addressee.as_deref(), NAME),
        period_from: period.from,
        period_to: period.to,
        sections: DocumentSections::default(),
        state: State::Draft,
        year: None,
        number: None,
        counted_at: None,
        issued_on: None,
        issued_by_id: None,
        recorded_by_id: caller.viewer.user_id,
        recorded_at: change.now,
        version: 1,
    };
    let sections = match stated.sections.is_empty() {
        true => outline::sections(db, kind, &row.region_key, period).await?,
        false => stated.sections,
    };
    row.sections = checked_sections(&mut checks, &change, caller, &row, sections).await?;
    checks.finish()?;
    office_document::Entity::insert(row.clone().into_active_model()).exec_without_returning(db).await?;
    let detail = json!({ "kind": kind.code(), "title": row.title });
    change.commit(record(MUTATION, row.id, detail)).await?;
    Ok(row)
}

/// States what a draft says, in whole.
///
/// # Errors
///
/// Where the caller may not, it is issued already, something is wrong with it, or somebody was faster.
pub async fn revise(
    caller: &Caller,
    (id, version): (Uuid, i32),
    stated: Stated,
    key: Option<IdempotencyKey>,
) -> Result<Model, Failure> {
    const MUTATION: &str = "reviseOfficeDocument";
    let change = match change::begin(caller, key).await? {
        Begun::Repeated(id) => return load(&caller.app.db.read, caller, id).await,
        Begun::Fresh(change) => change,
    };
    let before = load(&change.transaction, caller, id).await?;
    if !policy::may(&caller.viewer, Act::WriteOfficeDocument, &owner(&before)) {
        return Err(change.deny(caller, MUTATION, OBJECT, Some(id)).await);
    }
    if before.version != version {
        return Err(Failure::Conflict);
    }
    let mut checks = Checks::default();
    if before.state != State::Draft {
        checks.add(issued_already());
    }
    let period = checked_period(&mut checks, stated.period);
    let row = Model {
        title: checks.text("title", &stated.title, NAME),
        addressee: checks.optional("addressee", stated.addressee.as_deref(), NAME),
        period_from: period.from,
        period_to: period.to,
        version: version + 1,
        ..before
    };
    let sections = checked_sections(&mut checks, &change, caller, &row, stated.sections).await?;
    checks.finish()?;
    let row = Model { sections, ..row };
    save(&change.transaction, version, &row).await?;
    let detail = json!({ "title": row.title, "version": row.version });
    change.commit(record(MUTATION, id, detail)).await?;
    Ok(row)
}

fn issued_already() -> Problem {
    Problem::new(
        UserErrorCode::IllegalTransition,
        "id",
        "该文稿已印发，不能再修改",
        "The document is issued and does not change any more",
    )
}

fn checked_period(checks: &mut Checks, (from, to): (NaiveDate, NaiveDate)) -> Period {
    Period::new(from, to).unwrap_or_else(|| {
        checks.in_order("period.to", from, to);
        if from <= to {
            checks.add(Problem::new(
                UserErrorCode::OutOfRange,
                "period",
                "统计期间应在1950年至9000年之间",
                "The period must lie within 1950 to 9000",
            ));
        }
        Period { from, to: from }
    })
}

async fn checked_sections(
    checks: &mut Checks,
    change: &Change,
    caller: &Caller,
    row: &Model,
    sections: Vec<DocumentSection>,
) -> Result<DocumentSections, Failure> {
    if sections.is_empty() || sections.len() > PARTS {
        checks.add(Problem::new(
            UserErrorCode::OutOfRange,
            "sections",
            format!("应有1至{PARTS}个部分"),
            format!("1 to {PARTS} parts"),
        ));
    }
    let db = &change.transaction;
    let known = definitions(db, row).await?;
    let mut cleaned = Vec::with_capacity(sections.len());
    for (index, section) in sections.into_iter().take(PARTS).enumerate() {
        let path = |field: &str| format!("sections.{index}.{field}");
        let heading = checks.optional(&path("heading"), Some(&section.heading), NAME).unwrap_or_default();
        let text = checks.optional(&path("text"), Some(&section.text), LONG).unwrap_or_default();
        for (place, code) in section.indicators.iter().enumerate() {
            if !known.iter().any(|definition| definition.code == *code) {
                checks.add(Problem::not_found(&path(&format!("indicators.{place}"))));
            }
        }
        if let Some(item) = section.item_id {
            let seen = super::items::find(db, caller, item).await?;
            if seen.is_none_or(|item| item.used_in_id.is_some_and(|used| used != row.id)) {
                checks.add(Problem::not_found(&path("itemId")));
            }
        }
        cleaned.push(DocumentSection { heading, text, ..section });
    }
    Ok(DocumentSections(cleaned))
}

/// Issues a draft: gives it the next number of its year, freezes its figures, notes which items it uses, and tells the
/// departments.
///
/// # Errors
///
/// Where the caller may not, it is issued already, its text names figures that there are not, or somebody was faster.
pub async fn issue(
    caller: &Caller,
    (id, version): (Uuid, i32),
    key: Option<IdempotencyKey>,
) -> Result<Model, Failure> {
    const MUTATION: &str = "issueOfficeDocument";
    let change = match change::begin(caller, key).await? {
        Begun::Repeated(id) => return load(&caller.app.db.read, caller, id).await,
        Begun::Fresh(change) => change,
    };
    let db = &change.transaction;
    let before = load(db, caller, id).await?;
    if !policy::may(&caller.viewer, Act::WriteOfficeDocument, &owner(&before)) {
        return Err(change.deny(caller, MUTATION, OBJECT, Some(id)).await);
    }
    if before.version != version {
        return Err(Failure::Conflict);
    }
    if before.state != State::Draft {
        return Err(issued_already().into());
    }
    // From here on nothing else is committed: no other takes the same number, and no record changes a figure.
    let counted_at = freezing::freeze(db, change.now).await?.at;
    let written = text::read(db, &before, Language::Chinese).await?;
    let pieces = written.sections.iter().flat_map(|section| &section.pieces);
    let unknown: Vec<&str> = pieces
        .filter(|piece| piece.kind == DocumentPieceKind::Unknown)
        .map(|piece| piece.text.as_str())
        .collect();
    if !unknown.is_empty() {
        return Err(Problem::new(
            UserErrorCode::Invalid,
            "sections",
            format!("文中有无法识别的数据：{}", unknown.join("、")),
            format!("The text names figures that there are not: {}", unknown.join(", ")),
        )
        .into());
    }
    let year = change.today.year();
    let row = Model {
        state: State::Issued,
        year: Some(year),
        number: Some(next_number(db, &before, year).await?),
        counted_at: Some(counted_at),
        issued_on: Some(change.today),
        issued_by_id: Some(caller.viewer.user_id),
        version: version + 1,
        ..before.clone()
    };
    keep_figures(db, id, &written.figures).await?;
    save(db, version, &row).await?;
    use_items(&change, &row).await?;
    let sent_to = awaited(db, &row).await?;
    let elsewhere = sent_to.iter().map(|department| department.region_key.clone());
    change.concerns(elsewhere.filter(|key| *key != row.region_key).collect::<BTreeSet<_>>());
    let recipients: Vec<_> = sent_to.into_iter().map(recipient).collect();
    let number = number(&row).unwrap_or_default();
    let note = Note {
        kind: NotificationKind::OfficeDocument,
        object: (OBJECT, row.id),
        text: language::text(
            format!("{}{number}《{}》已印发，请签收", row.kind.label().zh, row.title),
            format!("{} {number} \"{}\" is issued: confirm its receipt", row.kind.label().en, row.title),
        ),
        due_on: None,
        once: None,
    };
    notify(&change, &recipients, note).await?;
    let detail = json!({ "number": number, "title": row.title, "typedNumbers": typed_numbers(&written) });
    change.commit(record(MUTATION, id, detail)).await?;
    Ok(row)
}

/// How many numbers of the text are nobody's but the writer's.
fn typed_numbers(written: &text::Written) -> usize {
    let pieces = written.sections.iter().flat_map(|section| &section.pieces);
    pieces.filter(|piece| piece.kind == DocumentPieceKind::TypedNumber).count()
}

async fn next_number(db: &impl ConnectionTrait, row: &Model, year: i32) -> Result<i32, DbErr> {
    let last: Option<Option<i32>> = office_document::Entity::find()
        .select_only()
        .column(Column::Number)
        .filter(Column::RegionKey.eq(row.region_key.as_str()))
        .filter(Column::Kind.eq(row.kind))
        .filter(Column::Year.eq(year))
        .order_by_desc(Column::Number)
        .limit(1)
        .into_tuple()
        .one(db)
        .await?;
    Ok(last.flatten().unwrap_or(0) + 1)
}

/// The number as it is printed: 第3期 of a bulletin, 〔2026〕3号 of a summary.
pub fn number(row: &Model) -> Option<String> {
    let (year, number) = row.year.zip(row.number)?;
    Some(match row.kind {
        OfficeDocumentKind::Bulletin => format!("〔{year}〕第{number}期"),
        OfficeDocumentKind::WorkSummary => crate::exports::official::number(year, number),
    })
}

async fn keep_figures(db: &impl ConnectionTrait, id: Uuid, figures: &[text::Row]) -> Result<(), DbErr> {
    let rows = figures.iter().map(|figure| {
        office_document_figure::Model {
            document_id: id,
            indicator: figure.definition.code.clone(),
            value: figure.present.value,
            at_least: figure.present.at_least,
            previous: figure.previous.value,
            previous_at_least: figure.previous.at_least,
        }
        .into_active_model()
    });
    let rows: Vec<_> = rows.collect();
    if rows.is_empty() {
        return Ok(());
    }
    office_document_figure::Entity::insert_many::<office_document_figure::ActiveModel, _>(rows)
        .exec_without_returning(db)
        .await?;
    Ok(())
}

/// Notes which items of departments the document uses, and tells who offered them.
async fn use_items(change: &Change, row: &Model) -> Result<(), Failure> {
    let used: Vec<Uuid> = row.sections.0.iter().filter_map(|section| section.item_id).collect();
    if used.is_empty() {
        return Ok(());
    }
    let db = &change.transaction;
    // An item that another document used first stays that one's.
    let unused = Condition::all()
        .add(bulletin_item::Column::Id.is_in(used))
        .add(bulletin_item::Column::UsedInId.is_null());
    let items = bulletin_item::Entity::find().filter(unused.clone()).all(db).await?;
    bulletin_item::Entity::update_many()
        .col_expr(bulletin_item::Column::UsedInId, Expr::val(row.id))
        .filter(unused)
        .exec(db)
        .await?;
    for item in items {
        let note = Note {
            kind: NotificationKind::OfficeDocument,
            object: (OBJECT, row.id),
            text: language::text(
                format!("贵单位报送的稿件《{}》已采用", item.title),
                format!("Your item \"{}\" is used", item.title),
            ),
            due_on: None,
            once: None,
        };
        notify(change, &[Recipient::User(item.offered_by_id)], note).await?;
    }
    Ok(())
}

/// Who is told of a document that goes to the department.
fn recipient(department: department::Model) -> Recipient {
    match department.is_coordination_office {
        true => Recipient::Office(department.region_key),
        false => Recipient::Department(department.id),
    }
}

/// Confirms that the caller's department received a document; a second time changes nothing.
///
/// # Errors
///
/// Where the caller may not, or the document is none of theirs to receive.
pub async fn acknowledge(caller: &Caller, id: Uuid, key: Option<IdempotencyKey>) -> Result<Model, Failure> {
    const MUTATION: &str = "acknowledgeOfficeDocument";
    let change = match change::begin(caller, key).await? {
        Begun::Repeated(id) => return load(&caller.app.db.read, caller, id).await,
        Begun::Fresh(change) => change,
    };
    let db = &change.transaction;
    let row = load(db, caller, id).await?;
    if !policy::may(&caller.viewer, Act::AnswerOfficeDocument, &Owner::own(&caller.viewer)) {
        return Err(change.deny(caller, MUTATION, OBJECT, Some(id)).await);
    }
    if row.state != State::Issued || !is_sent_to_viewer(&row, &caller.viewer) {
        return Err(Problem::new(
            UserErrorCode::IllegalTransition,
            "id",
            "该文稿无须本单位签收",
            "The department is not to confirm the receipt of this document",
        )
        .into());
    }
    let receipt = office_document_receipt::Model {
        document_id: id,
        department_id: caller.viewer.department_id,
        received_by_id: caller.viewer.user_id,
        received_at: change.now,
    };
    let once = OnConflict::columns([
        office_document_receipt::Column::DocumentId,
        office_document_receipt::Column::DepartmentId,
    ])
    .do_nothing()
    .to_owned();
    office_document_receipt::Entity::insert(receipt.into_active_model())
        .on_conflict(once)
        .exec_without_returning(db)
        .await?;
    if row.region_key != caller.viewer.region_key {
        change.concerns([row.region_key.clone()]);
    }
    let detail = json!({ "number": number(&row) });
    change.commit(record(MUTATION, id, detail)).await?;
    Ok(row)
}

async fn save(db: &impl ConnectionTrait, version: i32, row: &Model) -> Result<(), Failure> {
    let saved = office_document::Entity::update_many()
        .set(row.clone().into_active_model().reset_all())
        .filter(Column::Id.eq(row.id))
        .filter(Column::Version.eq(version))
        .exec(db)
        .await?;
    if saved.rows_affected == 0 { Err(Failure::Conflict) } else { Ok(()) }
}

/// What the log says.
pub fn record(mutation: &str, id: Uuid, detail: serde_json::Value) -> Record {
    Record { action: mutation.to_owned(), object_type: OBJECT, object_id: Some(id), detail }
}
