//! The table `figure_ledger`.

use sea_orm::entity::prelude::*;

/// Which version of what records add the ledger's lines follow: one row. Where the server knows a later one, it enters
/// what is on record anew when it starts.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "figure_ledger")]
pub struct Model {
    /// Always 1.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: i32,
    pub version: i32,
}

impl ActiveModelBehavior for ActiveModel {}
