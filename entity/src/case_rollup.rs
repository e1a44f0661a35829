//! The table `case_rollups`.

use sea_orm::entity::prelude::*;

use crate::enums::RollupMeasure;

/// How many of a department's cases are in one bucket of one measure; kept in the transaction that changes
/// a case, and read by dashboards instead of the cases.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "case_rollups")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub department_id: Uuid,
    /// The region's key, copied: whoever may see the region's subtree filters by this prefix.
    pub region_key: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub measure: RollupMeasure,
    /// The status, the month (2011-04) or the due date (2011-04-30), as `measure` says.
    #[sea_orm(primary_key, auto_increment = false)]
    pub bucket: String,
    /// How many cases.
    pub n: i64,
    #[sea_orm(belongs_to, from = "department_id", to = "id")]
    pub department: BelongsTo<super::department::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
