//! The table `case_documents`.

use sea_orm::entity::prelude::*;

/// A document of a case (执法文书) that was made of a template and numbered. The file itself is an attachment of the case. One
/// that was made in error is void; its number is never given again.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "case_documents")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub case_id: Uuid,
    /// The department that issued it: the case's own, or one that handles it jointly.
    pub department_id: Uuid,
    /// The code of its template.
    pub template_code: String,
    /// What it is called.
    pub name: String,
    pub year: i32,
    /// Its number among those of its department, template and year: without gaps, from 1.
    pub number: i32,
    /// The number as it is printed (文号): 岳市监罚决〔2026〕12号.
    pub full_number: String,
    pub attachment_id: Uuid,
    /// The day that it bears.
    pub issued_on: Date,
    pub issued_by_id: Uuid,
    pub issued_at: DateTimeUtc,
    pub voided_on: Option<Date>,
    pub voided_by_id: Option<Uuid>,
    pub void_reason: Option<String>,
    /// Counts the changes; a change names the version that it saw.
    pub version: i32,
    #[sea_orm(belongs_to, from = "case_id", to = "id")]
    pub case: BelongsTo<super::case::Entity>,
    #[sea_orm(belongs_to, from = "department_id", to = "id")]
    pub department: BelongsTo<super::department::Entity>,
    #[sea_orm(belongs_to, from = "attachment_id", to = "id")]
    pub attachment: BelongsTo<super::attachment::Entity>,
    #[sea_orm(belongs_to, relation_enum = "IssuedBy", from = "issued_by_id", to = "id")]
    pub issued_by: BelongsTo<super::user::Entity>,
    #[sea_orm(belongs_to, relation_enum = "VoidedBy", from = "voided_by_id", to = "id")]
    pub voided_by: BelongsTo<Option<super::user::Entity>>,
}

impl ActiveModelBehavior for ActiveModel {}
