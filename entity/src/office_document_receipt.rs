//! The table `office_document_receipts`.

use sea_orm::entity::prelude::*;

/// That a department received (签收) a document.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "office_document_receipts")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub document_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub department_id: Uuid,
    pub received_by_id: Uuid,
    pub received_at: DateTimeUtc,
    #[sea_orm(belongs_to, from = "document_id", to = "id")]
    pub document: BelongsTo<super::office_document::Entity>,
    #[sea_orm(belongs_to, from = "department_id", to = "id")]
    pub department: BelongsTo<super::department::Entity>,
    #[sea_orm(belongs_to, relation_enum = "ReceivedBy", from = "received_by_id", to = "id")]
    pub received_by: BelongsTo<super::user::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
