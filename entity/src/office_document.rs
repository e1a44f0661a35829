//! The table `office_documents`.

use sea_orm::entity::prelude::*;

use crate::{
    enums::{OfficeDocumentKind, OfficeDocumentState},
    json::DocumentSections,
};

/// What an office issues as a text with figures: a work summary (工作总结) or a bulletin (工作简报). Text and figures are kept
/// apart: the text names the figures, whose numbers come from the ledger.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "office_documents")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub kind: OfficeDocumentKind,
    /// The key of the region of which it speaks.
    pub region_key: String,
    /// The office that writes it.
    pub department_id: Uuid,
    pub title: String,
    /// To whom it is addressed (主送).
    pub addressee: Option<String>,
    /// The first day of which its figures speak.
    pub period_from: Date,
    /// The last day.
    pub period_to: Date,
    pub sections: DocumentSections,
    pub state: OfficeDocumentState,
    /// The year of its number.
    pub year: Option<i32>,
    /// Its number among those of its kind, region and year: without gaps, from 1.
    pub number: Option<i32>,
    /// The moment of which its figures speak, once it is issued.
    pub counted_at: Option<DateTimeUtc>,
    pub issued_on: Option<Date>,
    pub issued_by_id: Option<Uuid>,
    pub recorded_by_id: Uuid,
    pub recorded_at: DateTimeUtc,
    /// Counts the changes; a change names the version that it saw.
    pub version: i32,
    #[sea_orm(belongs_to, from = "department_id", to = "id")]
    pub department: BelongsTo<super::department::Entity>,
    #[sea_orm(belongs_to, relation_enum = "IssuedBy", from = "issued_by_id", to = "id")]
    pub issued_by: BelongsTo<Option<super::user::Entity>>,
    #[sea_orm(belongs_to, relation_enum = "RecordedBy", from = "recorded_by_id", to = "id")]
    pub recorded_by: BelongsTo<super::user::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
