//! Filing evidence and reading it: who may, once only, with its line of history and its audit row.

use anyhow::Context;
use chrono::{Datelike, NaiveDate};
use entity::{
    attachment, case, case_department, case_handler,
    enums::{CaseDepartmentRole, CaseEventKind, EvidenceKind, NotificationKind, Role},
};
use object_store::ObjectStoreExt;
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, PaginatorTrait, QueryFilter,
    QueryOrder, QuerySelect, sea_query::OnConflict,
};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::{
    rules::{self, Filing, Refusal},
    sight::visible,
    upload::Received,
};
use crate::{
    cases::{self, history},
    notifications::service::{Note, Recipient, notify},
    shared::{
        audit::{self, Record},
        caller::Caller,
        change::{self, Change},
        db::ROW_LOCK,
        errors::{Failure, Problem, UserErrorCode},
        input::{Checks, LIST, LONG, NAME},
        language::text,
        policy::{self, Act, Owner},
        storage::{self, Files},
    },
};

/// The most items of one case.
const MAX_ITEMS: i32 = 5_000;

/// What a client says of a file that it sends.
#[derive(Clone, Debug)]
pub struct NewAttachment {
    /// The client's own name for it, so that sending it again doubles nothing.
    pub id: Uuid,
    /// The case.
    pub case_id: Uuid,
    /// The file's name.
    pub name: String,
    /// What it proves by; told by its type where nobody says.
    pub kind: Option<EvidenceKind>,
    /// When it was obtained; today where nobody says.
    pub obtained_on: Option<NaiveDate>,
    /// What it proves; of a correction, why it is one.
    pub note: Option<String>,
    /// The item that it corrects.
    pub corrects_id: Option<Uuid>,
}

/// A file that is on record.
#[derive(Debug)]
pub struct Filed {
    /// The item.
    pub row: attachment::Model,
    /// Filed just now; otherwise it was before, by the same request.
    pub fresh: bool,
}

/// What is wrong with `new`, before its file is read: a client learns so before it sends it all.
///
/// # Errors
///
/// NOT_FOUND where the case does not exist for the caller, FORBIDDEN where they may not file, and
/// what is wrong with the fields.
pub async fn admit(caller: &Caller, new: NewAttachment) -> Result<NewAttachment, Failure> {
    let db = caller.app.db.current();
    let case = case::Entity::find_by_id(new.case_id)
        .filter(cases::sight::visible(&caller.records()))
        .one(db)
        .await?
        .ok_or_else(|| Problem::not_found("case"))?;
    if let Err(refusal) = may_file(db, caller, &case).await? {
        let change = change::begin_once(caller).await?;
        return Err(refused(change, caller, &case, ("fileEvidence", refusal)).await);
    }
    let mut checks = Checks::default();
    let new = NewAttachment {
        name: checks.text("name", &rules::file_name(&new.name), NAME),
        note: checks.optional("note", new.note.as_deref(), LONG),
        ..new
    };
    if let Some(day) = new.obtained_on {
        checks.happened("obtainedOn", day, caller.today());
        if day.year() < 1900 {
            checks.add(Problem::new(
                UserErrorCode::DateOrder,
                "obtainedOn",
                "取证日期有误",
                "The date is wrong",
            ));
        }
    }
    if new.corrects_id.is_some() && new.note.is_none() {
        checks.add(Problem::required("note"));
    }
    if new.id.is_nil() {
        checks.add(Problem::new(UserErrorCode::Invalid, "id", "文件编号有误", "The file's id is wrong"));
    }
    checks.finish()?;
    Ok(new)
}

/// Files what was received: makes it durable, then puts it on record. What cannot be filed is
/// removed from the store.
///
/// # Errors
///
/// As [`admit`]; CONFLICT where another file is on record under this id, or the item to correct was
/// corrected already.
pub async fn file(caller: &Caller, new: NewAttachment, received: Received) -> Result<Filed, Failure> {
    let files = &caller.app.files;
    let on_record = attachment::Entity::find_by_id(new.id).one(caller.app.db.current()).await?;
    if let Some(row) = on_record {
        files.discard(&received.temporary).await;
        return same_or_refused(row, &new, &received.digest);
    }
    let place = storage::filed(new.id, &received.digest);
    if let Err(error) = files.store.rename(&received.temporary, &place).await {
        files.discard(&received.temporary).await;
        return Err(Failure::Internal(error.into()));
    }
    // From here on the file may be another request's too: it is not removed, whatever happens. One
    // that no case names is found by `files verify`.
    put_on_record(caller, new, received).await
}

async fn put_on_record(caller: &Caller, new: NewAttachment, received: Received) -> Result<Filed, Failure> {
    let change = change::begin_once(caller).await?;
    let transaction = &change.transaction;
    // Those who file to one case at once wait for each other here, so that numbers follow.
    let mut case = case::Entity::find_by_id(new.case_id)
        .filter(cases::sight::visible(&caller.records()))
        .lock(ROW_LOCK)
        .one(transaction)
        .await?
        .ok_or_else(|| Problem::not_found("case"))?;
    if let Some(row) = attachment::Entity::find_by_id(new.id).one(transaction).await? {
        return same_or_refused(row, &new, &received.digest);
    }
    if let Err(refusal) = may_file(transaction, caller, &case).await? {
        return Err(refused(change, caller, &case, ("fileEvidence", refusal)).await);
    }
    let corrects = corrected(transaction, &new).await?;
    let item = Item {
        kind: new.kind.unwrap_or_else(|| rules::kind_of(received.media)),
        name: rules::name_as(&new.name, received.media),
        obtained_on: new.obtained_on.unwrap_or(change.today),
        note: new.note,
        corrects,
    };
    let content = Content {
        id: new.id,
        digest: received.digest,
        size: i64::try_from(received.size).map_err(|error| Failure::Internal(error.into()))?,
        media: received.media,
    };
    let row = enter(&change, caller, &mut case, item, content).await?;
    let action = if row.corrects_id.is_some() { "correctEvidence" } else { "fileEvidence" };
    let detail = serde_json::json!({
        "case": case.number,
        "number": row.number,
        "name": row.name,
        "size": row.size,
        "digest": row.digest,
        "corrects": row.corrects_id,
    });
    change.commit(record(action, row.id, detail)).await?;
    Ok(Filed { row, fresh: true })
}

/// What is put among a case's files.
pub struct Item {
    /// What it proves by.
    pub kind: EvidenceKind,
    /// The file's name.
    pub name: String,
    /// When it was obtained.
    pub obtained_on: NaiveDate,
    /// What it proves; of a correction, why it is one.
    pub note: Option<String>,
    /// The item that it corrects.
    pub corrects: Option<attachment::Model>,
}

/// A file that lies where it stays.
pub struct Content {
    id: Uuid,
    digest: String,
    size: i64,
    media: &'static rules::Media,
}

impl Content {
    /// Puts a file that the platform made where it stays. One that no case names in the end is found by `files verify`.
    ///
    /// # Errors
    ///
    /// The store's; where it is none of the accepted types.
    pub async fn keep(files: &Files, bytes: Vec<u8>) -> anyhow::Result<Self> {
        let head = &bytes[..bytes.len().min(rules::HEAD)];
        let media = rules::media_type(head).context("a file of no accepted type")?;
        let (id, digest) = (Uuid::now_v7(), hex::encode(Sha256::digest(&bytes)));
        let size = i64::try_from(bytes.len())?;
        files.store.put(&storage::filed(id, &digest), bytes.into()).await?;
        Ok(Self { id, digest, size, media })
    }
}

/// Puts the file among the files of the case, which is locked: with the next number, a line of its history, and word to who
/// handles it. The caller has checked who may, and commits.
///
/// # Errors
///
/// CONFLICT where another file is on record under its id; OUT_OF_RANGE where the case has too many.
pub async fn enter(
    change: &Change,
    caller: &Caller,
    case: &mut case::Model,
    item: Item,
    content: Content,
) -> Result<attachment::Model, Failure> {
    let transaction = &change.transaction;
    let last = attachment::Entity::find()
        .filter(attachment::Column::CaseId.eq(case.id))
        .order_by_desc(attachment::Column::Number)
        .one(transaction)
        .await?;
    let number = last.map_or(1, |last| last.number + 1);
    if number > MAX_ITEMS {
        return Err(Problem::new(
            UserErrorCode::OutOfRange,
            "case",
            format!("一个案件最多{MAX_ITEMS}件材料"),
            format!("A case has at most {MAX_ITEMS} items"),
        )
        .into());
    }
    let row = attachment::Model {
        id: content.id,
        case_id: case.id,
        number,
        kind: item.kind,
        name: item.name,
        media_type: content.media.name.to_owned(),
        size: content.size,
        digest: content.digest,
        obtained_on: item.obtained_on,
        note: item.note,
        corrects_id: item.corrects.as_ref().map(|old| old.id),
        uploaded_by_id: caller.viewer.user_id,
        uploaded_at: change.now,
        case_version: Some(case.version + 1),
    };
    let inserted = insert(transaction, &row).await?;
    if inserted == 0 {
        // The same id, to another case, a moment ago.
        return Err(another_file());
    }
    let line = history::Line {
        kind: CaseEventKind::Evidence,
        occurred_on: row.obtained_on,
        subject_id: Some(row.id),
        ground: None,
        documents: vec![row.name.clone()],
        attachment_ids: vec![row.id],
        note: line_note(&row, item.corrects.as_ref()),
    };
    history::note(change, caller, case, line).await?;
    let others = Recipient::OtherHandlers { of: case.id, but: caller.viewer.user_id };
    let by = &caller.viewer.display_name;
    let said = text(
        format!("{by}提交“{}”：{}", row.name, case.title),
        format!("{by} filed \"{}\": {}", row.name, case.title),
    );
    let note = Note {
        kind: NotificationKind::Evidence,
        object: ("Case", case.id),
        text: said,
        due_on: None,
        once: None,
    };
    notify(change, &[others], note).await?;
    Ok(row)
}

/// The item of the same case whose file has the same bytes as `row`'s, and was filed before it: the first.
///
/// # Errors
///
/// The database's.
pub async fn same_content(
    db: &impl ConnectionTrait,
    row: &attachment::Model,
) -> Result<Option<attachment::Model>, DbErr> {
    attachment::Entity::find()
        .filter(attachment::Column::CaseId.eq(row.case_id))
        .filter(attachment::Column::Digest.eq(&row.digest))
        .filter(attachment::Column::Number.lt(row.number))
        .order_by_asc(attachment::Column::Number)
        .one(db)
        .await
}

async fn insert(db: &impl ConnectionTrait, row: &attachment::Model) -> Result<u64, DbErr> {
    let row = row.clone();
    attachment::Entity::insert(attachment::ActiveModel {
        id: Set(row.id),
        case_id: Set(row.case_id),
        number: Set(row.number),
        kind: Set(row.kind),
        name: Set(row.name),
        media_type: Set(row.media_type),
        size: Set(row.size),
        digest: Set(row.digest),
        obtained_on: Set(row.obtained_on),
        note: Set(row.note),
        corrects_id: Set(row.corrects_id),
        uploaded_by_id: Set(row.uploaded_by_id),
        uploaded_at: Set(row.uploaded_at),
        case_version: Set(row.case_version),
    })
    .on_conflict(OnConflict::column(attachment::Column::Id).do_nothing().to_owned())
    .exec_without_returning(db)
    .await
}

fn line_note(row: &attachment::Model, corrected: Option<&attachment::Model>) -> Option<String> {
    let about = corrected.map(|old| format!("更正第{}号“{}”", old.number, old.name));
    let parts: Vec<String> = about.into_iter().chain(row.note.clone()).collect();
    (!parts.is_empty()).then(|| parts.join("："))
}

/// The item that `new` corrects: one of the same case that was not corrected yet.
async fn corrected(
    db: &impl ConnectionTrait,
    new: &NewAttachment,
) -> Result<Option<attachment::Model>, Failure> {
    let Some(id) = new.corrects_id else { return Ok(None) };
    let old = attachment::Entity::find_by_id(id)
        .filter(attachment::Column::CaseId.eq(new.case_id))
        .one(db)
        .await?
        .ok_or_else(|| Problem::not_found("corrects"))?;
    let already =
        attachment::Entity::find().filter(attachment::Column::CorrectsId.eq(id)).count(db).await? > 0;
    if already {
        return Err(Problem::new(
            UserErrorCode::Conflict,
            "corrects",
            "该材料已被更正，请更正最新的一件",
            "This item was corrected already; correct the latest one",
        )
        .into());
    }
    Ok(Some(old))
}

/// The same file again is answered as before; another file under its id is not.
fn same_or_refused(row: attachment::Model, new: &NewAttachment, digest: &str) -> Result<Filed, Failure> {
    if row.case_id == new.case_id && row.digest == digest {
        Ok(Filed { row, fresh: false })
    } else {
        Err(another_file())
    }
}

fn another_file() -> Failure {
    Problem::new(
        UserErrorCode::Conflict,
        "id",
        "该编号下已有另一份文件，请重新上传",
        "Another file is on record under this id; upload it anew",
    )
    .into()
}

/// Whether `caller` may file evidence of `case`.
///
/// # Errors
///
/// The database's.
pub async fn may_file(
    db: &impl ConnectionTrait,
    caller: &Caller,
    case: &case::Model,
) -> Result<Result<(), Refusal>, DbErr> {
    let of_case = case_handler::Entity::find().filter(case_handler::Column::CaseId.eq(case.id));
    let handlers: Vec<_> = of_case.all(db).await?.iter().map(|handler| handler.user_id).collect();
    let joint = case_department::Entity::find_by_id((case.id, caller.viewer.department_id)).one(db).await?;
    let jointly = joint.is_some_and(|link| link.role == CaseDepartmentRole::CoHandler);
    Ok(filing(caller, case, &handlers, jointly))
}

/// The same where who handles the case, and whether the caller's department does so jointly, is known.
///
/// # Errors
///
/// Why not.
pub fn filing(caller: &Caller, case: &case::Model, handlers: &[Uuid], jointly: bool) -> Result<(), Refusal> {
    let viewer = &caller.viewer;
    let owner = Owner { department_id: case.department_id, region_key: case.region_key.clone() };
    rules::may_file(&Filing {
        own: policy::may(viewer, Act::FileEvidence, &owner),
        jointly: jointly && policy::may(viewer, Act::FileEvidence, &Owner::own(viewer)),
        heads: policy::may(viewer, Act::ApproveCase, &owner),
        handles: viewer.role == Role::Service || handlers.contains(&viewer.user_id),
        assigned: !handlers.is_empty(),
        status: case.status,
    })
}

/// What is answered who may not put a file among those of the case by `mutation`.
pub async fn refused(
    change: Change,
    caller: &Caller,
    case: &case::Model,
    (mutation, refusal): (&str, Refusal),
) -> Failure {
    match refusal {
        Refusal::NotTheirs => change.deny(caller, mutation, "Case", Some(case.id)).await,
        Refusal::Archived => Problem::new(
            UserErrorCode::IllegalTransition,
            "case",
            "案卷已归档，不能再补充材料",
            "The file is archived; nothing can be added",
        )
        .into(),
    }
}

/// The item with `id` for `caller` to read, after the read was logged as `action`; `None` where it
/// does not exist for them.
///
/// # Errors
///
/// The database's: what cannot be logged is not read.
pub async fn read(caller: &Caller, id: Uuid, action: &str) -> Result<Option<attachment::Model>, DbErr> {
    let select = attachment::Entity::find_by_id(id).filter(visible(&caller.records()));
    let Some(row) = select.one(caller.app.db.current()).await? else { return Ok(None) };
    let case_number: Option<String> = case::Entity::find_by_id(row.case_id)
        .select_only()
        .column(case::Column::Number)
        .into_tuple()
        .one(caller.app.db.current())
        .await?;
    let detail = serde_json::json!({ "case": case_number, "number": row.number, "name": row.name });
    audit::append_alone(caller, record(action, id, detail)).await?;
    Ok(Some(row))
}

/// The files `ids` of the case with `case_id`, each once, as documents on which something rests; what is
/// wrong with naming one, `checks` says of the input's field `path`. Each must be a file of this case that
/// no other corrects. Who may change the case sees its files.
///
/// # Errors
///
/// The database's.
pub async fn documents(
    change: &Change,
    checks: &mut Checks,
    case_id: Uuid,
    ids: &[Uuid],
    path: &str,
) -> Result<Vec<attachment::Model>, DbErr> {
    checks.length(path, ids.len());
    if ids.is_empty() || ids.len() > LIST {
        return Ok(Vec::new());
    }
    let db = &change.transaction;
    let named = || ids.iter().copied();
    let rows = attachment::Entity::find()
        .filter(attachment::Column::CaseId.eq(case_id))
        .filter(attachment::Column::Id.is_in(named()))
        .all(db)
        .await?;
    let corrected: Vec<Option<Uuid>> = attachment::Entity::find()
        .select_only()
        .column(attachment::Column::CorrectsId)
        .filter(attachment::Column::CorrectsId.is_in(named()))
        .into_tuple()
        .all(db)
        .await?;
    let mut found: Vec<attachment::Model> = Vec::with_capacity(ids.len());
    for (index, id) in ids.iter().enumerate() {
        let path = format!("{path}.{index}");
        match rows.iter().find(|row| row.id == *id) {
            None => checks.add(Problem::not_found(&path)),
            Some(_) if corrected.contains(&Some(*id)) => checks.add(Problem::new(
                UserErrorCode::Invalid,
                &path,
                "该材料已被更正，请选用更正后的材料",
                "This item was corrected; name the one that corrects it",
            )),
            Some(row) if found.iter().all(|known| known.id != row.id) => found.push(row.clone()),
            Some(_) => {}
        }
    }
    Ok(found)
}

/// The files of a case, in the order of its catalogue.
///
/// # Errors
///
/// The database's.
pub async fn of_case(db: &impl ConnectionTrait, case_id: Uuid) -> Result<Vec<attachment::Model>, DbErr> {
    attachment::Entity::find()
        .filter(attachment::Column::CaseId.eq(case_id))
        .order_by_asc(attachment::Column::Number)
        .all(db)
        .await
}

fn record(action: &str, id: Uuid, detail: serde_json::Value) -> Record {
    Record { action: action.to_owned(), object_type: "Attachment", object_id: Some(id), detail }
}
