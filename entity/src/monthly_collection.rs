//! The table `monthly_collections`.

use sea_orm::entity::prelude::*;

/// That a region collects monthly reports (月报) from all below it, month after month.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "monthly_collections")]
pub struct Model {
    /// The region's key.
    #[sea_orm(primary_key, auto_increment = false)]
    pub region_key: String,
    /// The first day of the latest month that was opened.
    pub latest_month: Date,
    /// Who opened a month first.
    pub begun_by_id: Uuid,
    pub begun_at: DateTimeUtc,
    #[sea_orm(belongs_to, from = "begun_by_id", to = "id")]
    pub begun_by: BelongsTo<super::user::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
