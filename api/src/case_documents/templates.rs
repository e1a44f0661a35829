//! Templates: which are in force for a department, and how it keeps its own.

use entity::{
    department,
    document_template::{self, Column, Model},
    enums::{CaseDocumentLayout, CaseStatus},
    json::CaseStatuses,
};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, IntoActiveModel,
    QueryFilter, QueryOrder, QuerySelect,
};
use serde_json::json;
use uuid::Uuid;

use super::rules::{self, FIELD_NAME, FIELDS, Fault};
use crate::shared::{
    audit::Record,
    caller::{Caller, IdempotencyKey},
    change::{self, Begun},
    db::ROW_LOCK,
    errors::{Failure, Problem, UserErrorCode},
    input::{Checks, LONG, NAME},
    policy::{self, Act, Owner},
};

/// The GraphQL type.
pub const OBJECT: &str = "DocumentTemplate";
/// The most characters of a template's code.
const CODE: usize = 40;
/// The most characters of what stands in numbers.
const WORD: usize = 10;

/// The templates in force for the department, in their order: the platform's, but its own of the same code before them.
///
/// # Errors
///
/// The database's.
pub async fn in_force(db: &impl ConnectionTrait, department_id: Uuid) -> Result<Vec<Model>, DbErr> {
    let own = Column::DepartmentId.eq(department_id);
    let rows = document_template::Entity::find()
        .filter(Condition::any().add(Column::DepartmentId.is_null()).add(own))
        .filter(Column::Active.eq(true))
        .order_by_asc(Column::SortOrder)
        .order_by_asc(Column::Code)
        .all(db)
        .await?;
    let owned: Vec<String> =
        rows.iter().filter(|row| row.department_id.is_some()).map(|row| row.code.clone()).collect();
    let holds = |row: &Model| row.department_id.is_some() || !owned.contains(&row.code);
    Ok(rows.into_iter().filter(holds).collect())
}

/// What a department's template says.
#[derive(Clone, Debug)]
pub struct Stated {
    /// Its code.
    pub code: String,
    /// What it is called.
    pub name: String,
    /// What stands for it in numbers.
    pub word: String,
    /// How it is laid out.
    pub layout: CaseDocumentLayout,
    /// Where a case must stand for one to be made.
    pub statuses: Vec<CaseStatus>,
    /// To whom it is addressed.
    pub addressee: Option<String>,
    /// Its text.
    pub text: String,
}

impl Stated {
    fn checked(self) -> Result<Self, Failure> {
        let mut checks = Checks::default();
        let mut stated = Self {
            code: checks.text("code", &self.code.to_ascii_uppercase(), CODE),
            name: checks.text("name", &self.name, NAME),
            word: checks.text("word", &self.word, WORD),
            addressee: checks.optional("addressee", self.addressee.as_deref(), NAME),
            text: checks.text("text", &self.text, LONG),
            ..self
        };
        let usual = |letter: char| letter.is_ascii_uppercase() || letter.is_ascii_digit() || letter == '_';
        if !stated.code.chars().all(usual) {
            checks.add(Problem::new(
                UserErrorCode::Invalid,
                "code",
                "代码只能由大写字母、数字和下划线组成",
                "A code has capital letters, digits and underscores only",
            ));
        }
        stated.statuses.sort_by_key(|status| *status as u8);
        stated.statuses.dedup();
        for (path, text) in [("addressee", stated.addressee.as_deref()), ("text", Some(&*stated.text))] {
            if let Some(fault) = text.and_then(|text| rules::fault(&[text])) {
                checks.add(faulty(path, fault));
            }
        }
        checks.finish()?;
        Ok(stated)
    }
}

fn faulty(path: &str, fault: Fault) -> Problem {
    let (zh, en) = match fault {
        Fault::Unended => (
            "字段应写作“{{名称}}”，括号要成对".to_owned(),
            "A field is written {{name}}, its braces in pairs".to_owned(),
        ),
        Fault::Name(name) => (
            format!("字段名“{name}”有误，应为1至{FIELD_NAME}字"),
            format!("The field's name \"{name}\" is wrong: 1 to {FIELD_NAME} characters"),
        ),
        Fault::TooMany => (format!("字段不得超过{FIELDS}个"), format!("At most {FIELDS} fields")),
    };
    Problem::new(UserErrorCode::Invalid, path, zh, en)
}

/// Writes the department's own template of this code, or revises it at the version seen.
///
/// # Errors
///
/// Where the caller may not, the template is wrong, or somebody was faster.
pub async fn keep(
    caller: &Caller,
    stated: Stated,
    version: Option<i32>,
    key: Option<IdempotencyKey>,
) -> Result<Model, Failure> {
    const MUTATION: &str = "keepDocumentTemplate";
    let change = match change::begin(caller, key).await? {
        Begun::Repeated(id) => return find(&caller.app.db.read, caller, id).await,
        Begun::Fresh(change) => change,
    };
    if !may_keep(caller) {
        return Err(change.deny(caller, MUTATION, OBJECT, None).await);
    }
    let stated = stated.checked()?;
    let db = &change.transaction;
    // Two who begin one of the same code wait for each other here.
    lock(db, caller.viewer.department_id).await?;
    let of_code = document_template::Entity::find().filter(Column::Code.eq(stated.code.as_str()));
    let own = of_code.clone().filter(Column::DepartmentId.eq(caller.viewer.department_id)).one(db).await?;
    let shipped = of_code.filter(Column::DepartmentId.is_null()).one(db).await?;
    if own.as_ref().filter(|own| own.active).map(|own| own.version) != version {
        return Err(Failure::Conflict);
    }
    let row = Model {
        id: own.as_ref().map_or_else(Uuid::now_v7, |own| own.id),
        department_id: Some(caller.viewer.department_id),
        // One that the platform does not have comes after those that it has.
        sort_order: shipped.map_or(1_000, |shipped| shipped.sort_order),
        version: own.as_ref().map_or(1, |own| own.version + 1),
        code: stated.code,
        name: stated.name,
        word: stated.word,
        layout: stated.layout,
        statuses: CaseStatuses(stated.statuses),
        addressee: stated.addressee,
        text: stated.text,
        active: true,
    };
    let active = row.clone().into_active_model().reset_all();
    match own {
        Some(_) => document_template::Entity::update(active).exec(db).await.map(|_| ())?,
        None => document_template::Entity::insert(active).exec_without_returning(db).await.map(|_| ())?,
    }
    let detail = json!({ "code": row.code, "name": row.name, "word": row.word, "text": row.text });
    change.commit(record(MUTATION, OBJECT, row.id, detail)).await?;
    Ok(row)
}

/// Takes the department's own template back: the platform's of its code holds again.
///
/// # Errors
///
/// Where the caller may not, there is none of their department's, or somebody was faster.
pub async fn withdraw(
    caller: &Caller,
    (id, version): (Uuid, i32),
    key: Option<IdempotencyKey>,
) -> Result<Model, Failure> {
    const MUTATION: &str = "withdrawDocumentTemplate";
    let change = match change::begin(caller, key).await? {
        Begun::Repeated(id) => return find(&caller.app.db.read, caller, id).await,
        Begun::Fresh(change) => change,
    };
    let db = &change.transaction;
    lock(db, caller.viewer.department_id).await?;
    let row = find(db, caller, id).await?;
    if !may_keep(caller) {
        return Err(change.deny(caller, MUTATION, OBJECT, Some(id)).await);
    }
    if row.department_id.is_none() {
        return Err(Problem::new(
            UserErrorCode::IllegalTransition,
            "id",
            "平台模板不能停用；可另建本部门的同代码模板",
            "The platform's template can't be withdrawn; write one of your own with its code",
        )
        .into());
    }
    if row.version != version || !row.active {
        return Err(Failure::Conflict);
    }
    let row = Model { active: false, version: version + 1, ..row };
    document_template::Entity::update(row.clone().into_active_model().reset_all()).exec(db).await?;
    let detail = json!({ "code": row.code, "name": row.name });
    change.commit(record(MUTATION, OBJECT, row.id, detail)).await?;
    Ok(row)
}

/// Sets what numbers of the caller's department begin with (机关代字).
///
/// # Errors
///
/// Where the caller may not, it is empty or too long, or somebody changed the department.
pub async fn set_code(
    caller: &Caller,
    code: &str,
    version: i32,
    key: Option<IdempotencyKey>,
) -> Result<department::Model, Failure> {
    const MUTATION: &str = "setDocumentCode";
    let id = caller.viewer.department_id;
    let change = match change::begin(caller, key).await? {
        Begun::Repeated(id) => return department(&caller.app.db.read, id).await,
        Begun::Fresh(change) => change,
    };
    if !may_keep(caller) {
        return Err(change.deny(caller, MUTATION, "Department", Some(id)).await);
    }
    let mut checks = Checks::default();
    let code = checks.text("code", code, WORD);
    checks.finish()?;
    let db = &change.transaction;
    let before = lock(db, id).await?;
    if before.version != version {
        return Err(Failure::Conflict);
    }
    let row = department::Model { document_code: Some(code), version: version + 1, ..before.clone() };
    department::Entity::update(row.clone().into_active_model().reset_all()).exec(db).await?;
    let detail = json!({ "before": before.document_code, "after": row.document_code });
    change.commit(record(MUTATION, "Department", id, detail)).await?;
    Ok(row)
}

fn may_keep(caller: &Caller) -> bool {
    policy::may(&caller.viewer, Act::KeepDocumentTemplates, &Owner::own(&caller.viewer))
}

/// The department, held until the end of the transaction: whose numbers and templates are written stand in line.
///
/// # Errors
///
/// The database's.
pub async fn lock(db: &impl ConnectionTrait, id: Uuid) -> Result<department::Model, Failure> {
    let row = department::Entity::find_by_id(id).lock(ROW_LOCK).one(db).await?;
    Ok(row.ok_or_else(|| Problem::not_found("department"))?)
}

/// The department as it stands.
///
/// # Errors
///
/// The database's.
pub async fn department(db: &impl ConnectionTrait, id: Uuid) -> Result<department::Model, Failure> {
    let row = department::Entity::find_by_id(id).one(db).await?;
    Ok(row.ok_or_else(|| Problem::not_found("department"))?)
}

/// The template with `id`, where the caller may see it.
///
/// # Errors
///
/// NOT_FOUND; the database's.
pub async fn find(db: &impl ConnectionTrait, caller: &Caller, id: Uuid) -> Result<Model, Failure> {
    let seen = super::sight::visible_templates(&caller.viewer, &caller.records());
    let row = document_template::Entity::find_by_id(id).filter(seen).one(db).await?;
    Ok(row.ok_or_else(|| Problem::not_found("id"))?)
}

/// What the log says.
pub fn record(mutation: &str, object_type: &'static str, id: Uuid, detail: serde_json::Value) -> Record {
    Record { action: mutation.to_owned(), object_type, object_id: Some(id), detail }
}
