//! The table `imports`.

use sea_orm::entity::prelude::*;

use crate::enums::LedgerKind;

/// A ledger that was taken in (导入): one workbook, all of its rows at once.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "imports")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub kind: LedgerKind,
    /// Whose records they became.
    pub department_id: Uuid,
    /// That department's region's key.
    pub region_key: String,
    /// The workbook's name.
    pub file_name: String,
    /// SHA-256 of the workbook, in hex.
    pub digest: String,
    /// How many rows became records.
    pub rows: i32,
    /// How many rows had become records before.
    pub repeated: i32,
    pub imported_by_id: Uuid,
    pub imported_at: DateTimeUtc,
    #[sea_orm(belongs_to, from = "department_id", to = "id")]
    pub department: BelongsTo<super::department::Entity>,
    #[sea_orm(belongs_to, from = "imported_by_id", to = "id")]
    pub imported_by: BelongsTo<super::user::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
