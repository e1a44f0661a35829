//! The table `referral_item_attachments`.

use sea_orm::entity::prelude::*;

use crate::enums::ReferralItemKind;

/// A file of the case that goes to the police as an item of the package.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "referral_item_attachments")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub referral_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub kind: ReferralItemKind,
    #[sea_orm(primary_key, auto_increment = false)]
    pub attachment_id: Uuid,
    /// The place among the item's files, from 1.
    pub ordinal: i32,
    #[sea_orm(belongs_to, from = "referral_id", to = "id")]
    pub referral: BelongsTo<super::referral::Entity>,
    #[sea_orm(belongs_to, from = "attachment_id", to = "id")]
    pub attachment: BelongsTo<super::attachment::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
