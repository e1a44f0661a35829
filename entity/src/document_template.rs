//! The table `document_templates`.

use sea_orm::entity::prelude::*;

use crate::{enums::CaseDocumentLayout, json::CaseStatuses};

/// A template of a case's documents (文书模板): the platform's, or a department's own, which goes before the platform's of the
/// same code. What was made of it stays as it was, whatever becomes of the template.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "document_templates")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Whose it is; none of the platform's.
    pub department_id: Option<Uuid>,
    /// By which documents are numbered apart: unique within the department.
    pub code: String,
    /// What it is called, as in the document's title.
    pub name: String,
    /// What stands for it in numbers, after the department's own code: 罚决.
    pub word: String,
    pub layout: CaseDocumentLayout,
    /// Where a case must stand for one to be made; anywhere where it names none.
    pub statuses: CaseStatuses,
    /// To whom it is addressed; may name fields.
    pub addressee: Option<String>,
    /// Its text, with `{{field}}`; a paragraph, or a row of a form, a line.
    pub text: String,
    /// False once the department takes it back; the platform's of its code holds again.
    pub active: bool,
    /// The place in lists.
    pub sort_order: i32,
    /// Counts the changes; a change names the version that it saw.
    pub version: i32,
    #[sea_orm(belongs_to, from = "department_id", to = "id")]
    pub department: BelongsTo<Option<super::department::Entity>>,
}

impl ActiveModelBehavior for ActiveModel {}
