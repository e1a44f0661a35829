//! Making a document of a case: what it would say, its number, its file; and making one void.

use std::collections::HashMap;

use chrono::{Datelike, NaiveDate};
use entity::{
    case,
    case_document::{self, Column, Model},
    department, document_template,
    enums::{CaseDocumentLayout, CaseEventKind, EvidenceKind, Role},
};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, IntoActiveModel, QueryFilter,
    QuerySelect,
};
use serde_json::json;
use uuid::Uuid;
use vocabulary::Term;

use super::{
    fields,
    rules::{self, full_number},
    sight::visible,
    templates::{self, in_force, lock, record},
};
use crate::{
    attachments::{self, rules::file_name, service::Content},
    cases::{self, history},
    exports::official::{self, Block, Document},
    shared::{
        caller::{Caller, IdempotencyKey},
        change::{self, Begun},
        db::ROW_LOCK,
        errors::{Failure, Problem, UserErrorCode},
        input::{Checks, LONG},
        language::text,
        policy::{self, Act, Owner},
        viewer::Viewer,
    },
};

/// The GraphQL type.
pub const OBJECT: &str = "CaseDocument";

/// A field of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    /// Its name.
    pub name: String,
    /// What the case says there; none where who makes the document types it.
    pub value: Option<String>,
}

/// What a document of a case would be.
pub struct Draft {
    /// Of which case.
    pub case: case::Model,
    /// Its template.
    pub template: document_template::Model,
    /// The number that it would have now; none where the department has no code yet.
    pub number: Option<String>,
    /// Its fields, in the order in which the text names them.
    pub fields: Vec<Field>,
}

/// What a document is made of.
#[derive(Clone, Debug)]
pub struct NewDocument {
    /// The case.
    pub case_id: Uuid,
    /// The code of the template.
    pub template: String,
    /// What was typed, by the fields' names.
    pub typed: Vec<(String, String)>,
}

/// A template, and whether a document is made of it of the case as it stands.
pub struct Choice {
    /// The template.
    pub template: document_template::Model,
    /// Whether the case stands where it must.
    pub fits: bool,
    /// Which of its department, template and year the next document is.
    pub next: i32,
    /// That number as it is printed; none where the department has no code yet.
    pub number: Option<String>,
}

/// How a department numbers its documents of this year.
#[derive(Clone)]
pub struct Numbering {
    department: department::Model,
    templates: Vec<document_template::Model>,
    year: i32,
    /// The last numbers, by the templates' codes.
    last: HashMap<String, i32>,
}

impl Numbering {
    /// As it stands.
    ///
    /// # Errors
    ///
    /// The database's.
    pub async fn of(
        db: &impl ConnectionTrait,
        department: department::Model,
        year: i32,
    ) -> Result<Self, DbErr> {
        let last: Vec<(String, i32)> = case_document::Entity::find()
            .select_only()
            .column(Column::TemplateCode)
            .column_as(Column::Number.max(), "last")
            .filter(Column::DepartmentId.eq(department.id))
            .filter(Column::Year.eq(year))
            .group_by(Column::TemplateCode)
            .into_tuple()
            .all(db)
            .await?;
        let templates = in_force(db, department.id).await?;
        Ok(Self { department, templates, year, last: last.into_iter().collect() })
    }

    fn choice(&self, template: &document_template::Model, case: &case::Model) -> Choice {
        let code = self.department.document_code.as_ref();
        let next = self.last.get(&template.code).copied().unwrap_or_default() + 1;
        Choice {
            fits: rules::fits(&template.statuses.0, case.status),
            next,
            number: code.map(|code| full_number(code, &template.word, self.year, next)),
            template: template.clone(),
        }
    }

    /// The template in force with this code, and what can be made of it of the case.
    fn named(&self, code: &str, case: &case::Model) -> Option<Choice> {
        let template = self.templates.iter().find(|template| template.code == code)?;
        Some(self.choice(template, case))
    }

    /// What can be made of a case of which the department may file evidence.
    pub fn choices(&self, case: &case::Model) -> Vec<Choice> {
        self.templates.iter().map(|template| self.choice(template, case)).collect()
    }
}

/// What the document of this template would be; `None` where there is no such case or template for the caller.
///
/// # Errors
///
/// The database's.
pub async fn draft(caller: &Caller, case_id: Uuid, code: &str) -> Result<Option<Draft>, Failure> {
    let db = &caller.app.db.read;
    let case = case::Entity::find_by_id(case_id).filter(cases::sight::visible(&caller.records())).one(db);
    let Some(case) = case.await? else { return Ok(None) };
    if attachments::service::may_file(db, caller, &case).await?.is_err() {
        return Ok(None);
    }
    let department = templates::department(db, caller.viewer.department_id).await?;
    let numbering = Numbering::of(db, department, caller.today().year()).await?;
    let Some(Choice { template, number, .. }) = numbering.named(code, &case) else { return Ok(None) };
    let department = numbering.department;
    let known = fields::values(db, &caller.records(), &case, &department, caller.today()).await?;
    let fields = fields_of(&template)
        .into_iter()
        .map(|name| Field { value: known.get(name).cloned(), name: name.to_owned() });
    let fields = fields.collect();
    Ok(Some(Draft { case, template, number, fields }))
}

fn fields_of(template: &document_template::Model) -> Vec<&str> {
    rules::fields(template.addressee.iter().map(String::as_str).chain([template.text.as_str()]))
}

/// Makes the document: numbers it, writes its file, and puts it among the case's files.
///
/// # Errors
///
/// Where the caller may not, the case stands elsewhere, a field lacks its value or has one too many, or the department has no
/// code for its numbers.
pub async fn issue(caller: &Caller, new: NewDocument, key: Option<IdempotencyKey>) -> Result<Model, Failure> {
    const MUTATION: &str = "issueCaseDocument";
    let change = match change::begin(caller, key).await? {
        Begun::Repeated(id) => return load(&caller.app.db.read, caller, id).await,
        Begun::Fresh(change) => change,
    };
    let db = &change.transaction;
    let mut case = locked(db, caller, new.case_id).await?;
    if let Err(refusal) = attachments::service::may_file(db, caller, &case).await? {
        return Err(attachments::service::refused(change, caller, &case, (MUTATION, refusal)).await);
    }
    // After the case, always: who numbers documents of other cases waits here, so that numbers follow.
    let department = lock(db, caller.viewer.department_id).await?;
    let year = change.today.year();
    let numbering = Numbering::of(db, department, year).await?;
    let choice = numbering.named(&new.template, &case).ok_or_else(|| Problem::not_found("template"))?;
    let Choice { template, fits, next: number, number: full } = choice;
    if !fits {
        return Err(misfit(&template, &case).into());
    }
    let department = numbering.department;
    let values = values(&change, caller, (&case, &department), &template, new.typed).await?;
    let full = full.ok_or_else(no_code)?;
    let document = document((&department, &template), &full, &values, change.today);
    // Within the transaction, as the number stands in the file: an office makes few documents at once.
    let bytes = tokio::task::spawn_blocking(move || official::write(&document))
        .await
        .map_err(anyhow::Error::from)??;
    let content = Content::keep(&caller.app.files, bytes).await?;
    let item = attachments::service::Item {
        kind: EvidenceKind::CaseDocument,
        name: file_name(&format!("{}{full}.docx", template.name)),
        obtained_on: change.today,
        note: None,
        corrects: None,
    };
    let filed = attachments::service::enter(&change, caller, &mut case, item, content).await?;
    let row = Model {
        id: Uuid::now_v7(),
        case_id: case.id,
        department_id: department.id,
        template_code: template.code,
        name: template.name,
        year,
        number,
        full_number: full,
        attachment_id: filed.id,
        issued_on: change.today,
        issued_by_id: caller.viewer.user_id,
        issued_at: change.now,
        voided_on: None,
        voided_by_id: None,
        void_reason: None,
        version: 1,
    };
    case_document::Entity::insert(row.clone().into_active_model()).exec_without_returning(db).await?;
    let detail = json!({
        "case": case.number, "template": row.template_code, "number": row.full_number, "digest": filed.digest,
    });
    change.commit(record(MUTATION, OBJECT, row.id, detail)).await?;
    Ok(row)
}

/// What each field says: the case's, else what was typed.
async fn values(
    change: &change::Change,
    caller: &Caller,
    (case, department): (&case::Model, &department::Model),
    template: &document_template::Model,
    typed: Vec<(String, String)>,
) -> Result<HashMap<String, String>, Failure> {
    let db = &change.transaction;
    let mut values = fields::values(db, &caller.records(), case, department, change.today).await?;
    let wanted = fields_of(template);
    let mut checks = Checks::default();
    let mut given = HashMap::new();
    for (name, value) in typed {
        let path = format!("fields.{name}");
        let value = checks.optional(&path, Some(&value), LONG);
        let unwanted = !wanted.contains(&name.as_str()) || values.contains_key(&name);
        match value {
            Some(_) if unwanted => checks.add(not_typed(&path)),
            Some(value) => {
                given.insert(name, value);
            }
            None => {}
        }
    }
    values.extend(given);
    for name in wanted {
        if !values.contains_key(name) {
            let mut problem = Problem::required(&format!("fields.{name}"));
            problem.message = text(format!("请填写“{name}”"), format!("\"{name}\" is required"));
            checks.add(problem);
        }
    }
    checks.finish()?;
    Ok(values)
}

fn not_typed(path: &str) -> Problem {
    Problem::new(
        UserErrorCode::Invalid,
        path,
        "此项由案件带出或模板中没有，不能另填；如有误，请更正案件",
        "The case says this, or the template has no such field; correct the case where it is wrong",
    )
}

fn no_code() -> Problem {
    Problem::new(
        UserErrorCode::IllegalTransition,
        "template",
        "本部门尚未设置机关代字，不能编号；请部门负责人在“文书模板”中设置",
        "The department has no code for its numbers yet; its head sets it with the templates",
    )
}

fn misfit(template: &document_template::Model, case: &case::Model) -> Problem {
    let allowed = |language: fn(&vocabulary::Label) -> &str| {
        let labels = template.statuses.0.iter().map(|status| language(&status.label()).to_owned());
        labels.collect::<Vec<_>>()
    };
    let (now, zh, en) = (case.status.label(), allowed(|label| label.zh), allowed(|label| label.en));
    Problem::new(
        UserErrorCode::IllegalTransition,
        "template",
        format!("案件{}，不能制作{}；应为：{}", now.zh, template.name, zh.join("、")),
        format!(
            "The case is: {}; a document of this template is made where it is: {}",
            now.en,
            en.join(", ")
        ),
    )
}

fn document(
    (department, template): (&department::Model, &document_template::Model),
    number: &str,
    values: &HashMap<String, String>,
    on: NaiveDate,
) -> Document {
    let filled = |text: &str| rules::filled(text, values);
    let lines = rules::lines(template.layout, &template.text);
    let blocks = match template.layout {
        CaseDocumentLayout::Letter => {
            lines.iter().map(|(_, paragraph)| Block::Text(filled(paragraph))).collect()
        }
        CaseDocumentLayout::Form => {
            vec![Block::Form(
                lines.iter().map(|(label, value)| (filled(label).trim().to_owned(), filled(value))).collect(),
            )]
        }
    };
    Document {
        title: match template.layout {
            CaseDocumentLayout::Letter => format!("{}\n{}", department.name, template.name),
            CaseDocumentLayout::Form => template.name.clone(),
        },
        number: Some(number.to_owned()),
        addressee: template.addressee.as_deref().map(filled),
        blocks,
        issued: (template.layout == CaseDocumentLayout::Letter)
            .then(|| (department.name.clone(), official::date(on))),
        ..Document::default()
    }
}

/// Makes a document void, with the reason; its number is not given again, and its file stays.
///
/// # Errors
///
/// Where the caller neither made it nor heads its department, it is void already, or somebody was faster.
pub async fn void(
    caller: &Caller,
    (id, version): (Uuid, i32),
    reason: &str,
    key: Option<IdempotencyKey>,
) -> Result<Model, Failure> {
    const MUTATION: &str = "voidCaseDocument";
    let change = match change::begin(caller, key).await? {
        Begun::Repeated(id) => return load(&caller.app.db.read, caller, id).await,
        Begun::Fresh(change) => change,
    };
    let db = &change.transaction;
    let seen = load(db, caller, id).await?;
    let mut case = locked(db, caller, seen.case_id).await?;
    let before = load(db, caller, id).await?;
    if let Err(refusal) = attachments::service::may_file(db, caller, &case).await? {
        return Err(attachments::service::refused(change, caller, &case, (MUTATION, refusal)).await);
    }
    if !is_theirs(&caller.viewer, &before) {
        return Err(change.deny(caller, MUTATION, OBJECT, Some(id)).await);
    }
    let mut checks = Checks::default();
    let reason = checks.text("reason", reason, LONG);
    checks.finish()?;
    if before.version != version {
        return Err(Failure::Conflict);
    }
    if before.voided_on.is_some() {
        return Err(Problem::new(
            UserErrorCode::IllegalTransition,
            "id",
            "该文书已作废",
            "The document is void already",
        )
        .into());
    }
    let row = Model {
        voided_on: Some(change.today),
        voided_by_id: Some(caller.viewer.user_id),
        void_reason: Some(reason.clone()),
        version: version + 1,
        ..before
    };
    case_document::Entity::update(row.clone().into_active_model().reset_all()).exec(db).await?;
    let line = history::Line {
        kind: CaseEventKind::Evidence,
        occurred_on: change.today,
        subject_id: Some(row.attachment_id),
        ground: None,
        documents: vec![row.full_number.clone()],
        attachment_ids: vec![row.attachment_id],
        note: Some(format!("作废“{}”：{reason}", row.name)),
    };
    history::note(&change, caller, &mut case, line).await?;
    let detail = json!({ "case": case.number, "number": row.full_number, "reason": reason });
    change.commit(record(MUTATION, OBJECT, row.id, detail)).await?;
    Ok(row)
}

/// Whether the document is the viewer's to make void: it is their department's, and they made it or head the department.
pub fn is_theirs(viewer: &Viewer, row: &Model) -> bool {
    row.department_id == viewer.department_id
        && policy::may(viewer, Act::FileEvidence, &Owner::own(viewer))
        && (row.issued_by_id == viewer.user_id || viewer.role == Role::DepartmentHead)
}

/// The document with `id`, where the caller sees its case.
///
/// # Errors
///
/// NOT_FOUND; the database's.
pub async fn load(db: &impl ConnectionTrait, caller: &Caller, id: Uuid) -> Result<Model, Failure> {
    let row = case_document::Entity::find_by_id(id).filter(visible(&caller.records())).one(db).await?;
    Ok(row.ok_or_else(|| Problem::not_found("id"))?)
}

async fn locked(db: &impl ConnectionTrait, caller: &Caller, id: Uuid) -> Result<case::Model, Failure> {
    let select = case::Entity::find_by_id(id).filter(cases::sight::visible(&caller.records()));
    Ok(select.lock(ROW_LOCK).one(db).await?.ok_or_else(|| Problem::not_found("case"))?)
}
