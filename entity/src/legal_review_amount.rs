//! The table `legal_review_amounts`.

use sea_orm::entity::prelude::*;

/// From which amount on a case is reviewed before its decision (法制审核): dated data.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "legal_review_amounts")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Whose it is, by the region's key, which binds all below; empty: the platform's.
    pub region_key: String,
    /// On what a region's own rests: the document (文号) that sets it; none of the platform's.
    pub ground: Option<String>,
    /// From how many fen of business or illegal income on.
    pub fen: i64,
    /// The provisions on which it rests.
    pub article: String,
    pub valid_from: Date,
    /// The last day in force; none while it is.
    pub valid_to: Option<Date>,
    /// Counts the changes; a change names the version that it saw.
    pub version: i32,
}

impl ActiveModelBehavior for ActiveModel {}
