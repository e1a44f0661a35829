//! The table `imported_rows`.

use sea_orm::entity::prelude::*;

/// A row of a ledger that became a record, and does so once.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "imported_rows")]
pub struct Model {
    /// SHA-256 of the kind, the department and what the row says, in hex.
    #[sea_orm(primary_key, auto_increment = false)]
    pub digest: String,
    pub import_id: Uuid,
    /// The sheet.
    pub sheet: String,
    /// The row, as Excel counts.
    pub row: i32,
    /// What it became: a record of the import's kind.
    pub record_id: Uuid,
    #[sea_orm(belongs_to, from = "import_id", to = "id")]
    pub import: BelongsTo<super::import::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
