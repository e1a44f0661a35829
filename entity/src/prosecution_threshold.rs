//! The table `prosecution_thresholds`.

use sea_orm::entity::prelude::*;

use crate::enums::{CaseKind, ThresholdMeasure};

/// From which amount on an infringement is prosecuted as a crime (立案追诉标准): dated data.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "prosecution_thresholds")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Whose it is, by the region's key, which binds all below; empty: the platform's.
    pub region_key: String,
    /// On what a region's own rests: the document (文号) that sets it; none of the platform's.
    pub ground: Option<String>,
    pub case_kind: CaseKind,
    /// The crime, such as 假冒注册商标罪.
    pub crime: String,
    /// Its article, such as 刑法第二百一十三条.
    pub criminal_article: String,
    pub measure: ThresholdMeasure,
    /// From how many fen on.
    pub fen: i64,
    /// Under which further condition; none where the amount alone decides.
    pub condition: Option<String>,
    /// The provision that sets it.
    pub article: String,
    /// What else the provision counts and the platform can't.
    pub note: Option<String>,
    /// Whether wording and number were compared with the published text.
    pub confirmed: bool,
    pub valid_from: Date,
    /// The last day; none while it is in force.
    pub valid_to: Option<Date>,
    pub version: i32,
}

impl ActiveModelBehavior for ActiveModel {}
