//! The table `audit_entries`.

use sea_orm::entity::prelude::*;

/// A line of the audit log (审计日志): who did what to which object, chained by digest. Never changed, never
/// removed; without foreign keys, because the log outlives what it speaks of.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "audit_entries")]
pub struct Model {
    /// Without gaps, from 1.
    #[sea_orm(primary_key, auto_increment = false)]
    pub sequence: i64,
    pub at: DateTimeUtc,
    /// None where nobody was signed in.
    pub actor_id: Option<Uuid>,
    /// As it was then.
    pub actor_name: String,
    pub department_id: Option<Uuid>,
    /// The region's key, copied: whoever may see the region's subtree filters by this prefix.
    pub region_key: String,
    pub action: String,
    pub object_type: String,
    pub object_id: Option<Uuid>,
    pub detail: String,
    pub address: Option<String>,
    /// The hash of the entry before.
    pub previous_hash: String,
    /// Over this entry and `previous_hash`.
    pub hash: String,
}

impl ActiveModelBehavior for ActiveModel {}
