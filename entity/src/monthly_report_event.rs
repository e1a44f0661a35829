//! The table `monthly_report_events`.

use sea_orm::entity::prelude::*;

use crate::enums::MonthlyReportAct;

/// What was done with a monthly report. Never changed, never removed.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "monthly_report_events")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub report_id: Uuid,
    /// The place in its life, from 1.
    pub sequence: i32,
    pub act: MonthlyReportAct,
    /// Why, or what is to be done.
    pub note: Option<String>,
    /// By when it is to be submitted anew.
    pub due_on: Option<Date>,
    pub actor_id: Uuid,
    pub recorded_at: DateTimeUtc,
    #[sea_orm(belongs_to, from = "report_id", to = "id")]
    pub report: BelongsTo<super::monthly_report::Entity>,
    #[sea_orm(belongs_to, from = "actor_id", to = "id")]
    pub actor: BelongsTo<super::user::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
