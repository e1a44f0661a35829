//! The table `sign_in_failures`.

use sea_orm::entity::prelude::*;

/// Failed sign-ins in a row, which slow the next one down.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "sign_in_failures")]
pub struct Model {
    /// An address, or an account as seen from one address, so that a stranger elsewhere cannot lock the
    /// owner out.
    #[sea_orm(primary_key, auto_increment = false)]
    pub subject: String,
    pub failures: i32,
    pub last_failed_at: DateTimeUtc,
}

impl ActiveModelBehavior for ActiveModel {}
