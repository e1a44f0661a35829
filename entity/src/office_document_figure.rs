//! The table `office_document_figures`.

use sea_orm::entity::prelude::*;

/// A figure of an issued document, as it was then.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "office_document_figures")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub document_id: Uuid,
    /// The indicator's code.
    #[sea_orm(primary_key, auto_increment = false)]
    pub indicator: String,
    pub value: i64,
    /// Whether that is a lower bound.
    pub at_least: bool,
    /// The same of the year before.
    pub previous: i64,
    pub previous_at_least: bool,
    #[sea_orm(belongs_to, from = "document_id", to = "id")]
    pub document: BelongsTo<super::office_document::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
