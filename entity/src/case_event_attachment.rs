//! The table `case_event_attachments`.

use sea_orm::entity::prelude::*;

/// A file of the case on which something that happened to it rests. Never changed, never removed.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "case_event_attachments")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub event_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub attachment_id: Uuid,
    /// The place among them, from 1.
    pub ordinal: i32,
    #[sea_orm(belongs_to, from = "event_id", to = "id")]
    pub event: BelongsTo<super::case_event::Entity>,
    #[sea_orm(belongs_to, from = "attachment_id", to = "id")]
    pub attachment: BelongsTo<super::attachment::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
