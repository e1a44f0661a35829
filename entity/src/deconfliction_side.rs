//! The table `deconfliction_sides`.

use sea_orm::entity::prelude::*;

/// A department's side of a pair: which case of its own meets the other's, and whether it took note.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "deconfliction_sides")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub deconfliction_id: Uuid,
    /// 1 had its case first, 2 came later.
    pub ordinal: i32,
    pub department_id: Uuid,
    /// The department's region's key, copied: whoever may see the region's subtree filters by this prefix.
    pub region_key: String,
    pub case_id: Uuid,
    pub acknowledged_at: Option<DateTimeUtc>,
    pub acknowledged_by_id: Option<Uuid>,
    #[sea_orm(belongs_to, from = "deconfliction_id", to = "id")]
    pub deconfliction: BelongsTo<super::deconfliction::Entity>,
    #[sea_orm(belongs_to, from = "department_id", to = "id")]
    pub department: BelongsTo<super::department::Entity>,
    #[sea_orm(belongs_to, from = "case_id", to = "id")]
    pub case: BelongsTo<super::case::Entity>,
    #[sea_orm(belongs_to, relation_enum = "AcknowledgedBy", from = "acknowledged_by_id", to = "id")]
    pub acknowledged_by: BelongsTo<Option<super::user::Entity>>,
}

impl ActiveModelBehavior for ActiveModel {}
