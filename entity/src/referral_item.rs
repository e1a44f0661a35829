//! The table `referral_items`.

use sea_orm::entity::prelude::*;

use crate::enums::ReferralItemKind;

/// One item of the package with which a case goes to the police (国务院令310号 art. 6).
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "referral_items")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub referral_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub kind: ReferralItemKind,
    /// Its name or number; none where it is not there.
    pub document: Option<String>,
    /// Why there is none.
    pub reason: Option<String>,
    #[sea_orm(belongs_to, from = "referral_id", to = "id")]
    pub referral: BelongsTo<super::referral::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
