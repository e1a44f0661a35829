//! The table `figure_ledger`.

use sea_orm::entity::prelude::*;

/// What is known of the ledger as a whole, in one row: which version of what records add its lines follow (where the
/// server knows a later one, it enters what is on record anew when it starts), and until when figures are frozen.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "figure_ledger")]
pub struct Model {
    /// Always 1.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: i32,
    pub version: i32,
    /// The last moment at which figures were frozen: what is entered later bears a later one.
    pub frozen_at: Option<DateTimeUtc>,
    /// The last line at that moment.
    pub frozen_line: i64,
}

impl ActiveModelBehavior for ActiveModel {}
