//! The table `blacklist_rules`.

use sea_orm::entity::prelude::*;

use crate::json::{BlacklistMarks, CaseKinds};

/// When a penalised party is proposed for the blacklist: dated data, so that a new regulation is no new code.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "blacklist_rules")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Whose it is, by the region's key, which binds all below; empty: the platform's.
    pub region_key: String,
    /// On what a region's own rests: the document (文号) that sets it; none of the platform's.
    pub ground: Option<String>,
    pub name: String,
    /// The provisions on which it rests.
    pub article: String,
    /// So many penalties …
    pub penalties: i32,
    /// … within so many months, the last case's included; of no effect where one penalty is enough.
    pub months: i32,
    /// In cases of these kinds; any where none is named.
    pub case_kinds: CaseKinds,
    /// The last case carries one of these; none is asked for where none is named.
    pub marks: BlacklistMarks,
    /// How long a party stays listed.
    pub listed_months: i32,
    pub valid_from: Date,
    /// The last day in force; none while it is.
    pub valid_to: Option<Date>,
    /// Counts the changes; a change names the version that it saw.
    pub version: i32,
}

impl ActiveModelBehavior for ActiveModel {}
