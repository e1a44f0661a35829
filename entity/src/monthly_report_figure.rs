//! The table `monthly_report_figures`.

use sea_orm::entity::prelude::*;

/// A figure of a monthly report. While it is filled in, those that were corrected; once it is submitted, all of them, as
/// they were: of its month, and by how much each earlier month came to differ from what was told of it.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "monthly_report_figures")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub report_id: Uuid,
    /// The first day of the month of which it speaks: the report's own, or an earlier one.
    #[sea_orm(primary_key, auto_increment = false)]
    pub of_month: Date,
    /// The indicator's code.
    #[sea_orm(primary_key, auto_increment = false)]
    pub indicator: String,
    /// What the records add up to; of an earlier month, by how much that differs from what was told.
    pub computed: i64,
    /// Whether that is a lower bound.
    pub computed_at_least: bool,
    /// What the reports below corrected, where it is of a whole region.
    pub adjusted: i64,
    /// What is reported instead of it; none: what the records say.
    pub corrected: Option<i64>,
    /// Whether that is a lower bound.
    pub corrected_at_least: bool,
    /// Why.
    pub reason: Option<String>,
    #[sea_orm(belongs_to, from = "report_id", to = "id")]
    pub report: BelongsTo<super::monthly_report::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
