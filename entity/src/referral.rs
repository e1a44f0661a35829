//! The table `referrals`.

use sea_orm::entity::prelude::*;

use crate::enums::ReferralTarget;

/// A referral (移送): a case handed over to a department, another region or the police.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "referrals")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub case_id: Uuid,
    pub target: ReferralTarget,
    /// For a department, and for the police where they are a member.
    pub to_department_id: Option<Uuid>,
    /// For another region.
    pub to_region_name: Option<String>,
    pub referred_on: Date,
    pub recorded_at: DateTimeUtc,
    #[sea_orm(belongs_to, from = "case_id", to = "id")]
    pub case: BelongsTo<super::case::Entity>,
    #[sea_orm(belongs_to, relation_enum = "ToDepartment", from = "to_department_id", to = "id")]
    pub to_department: BelongsTo<Option<super::department::Entity>>,
}

impl ActiveModelBehavior for ActiveModel {}
