//! The table `sign_in_failures`.

use sea_orm::entity::prelude::*;

/// Failed attempts to prove a password, which slow the next one down.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "sign_in_failures")]
pub struct Model {
    /// What is counted: a place, an account as seen from one place, a known device, a session, or the
    /// account's budget of attempts from all unknown devices.
    #[sea_orm(primary_key, auto_increment = false)]
    pub subject: String,
    pub failures: i32,
    /// When the last one failed; of a budget, since when it stands.
    pub last_failed_at: DateTimeUtc,
}

impl ActiveModelBehavior for ActiveModel {}
