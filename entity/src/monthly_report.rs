//! The table `monthly_reports`.

use sea_orm::entity::prelude::*;

use crate::enums::MonthlyReportState;

/// A department's figures for a month (数据月报); a coordination office's are those of its whole region.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "monthly_reports")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// The first day of the month.
    pub month: Date,
    /// Who owes it.
    pub department_id: Uuid,
    /// The department's region's key.
    pub region_key: String,
    /// Whether it is of the whole region, as its coordination office reports it.
    pub whole_region: bool,
    /// The key of the region whose office receives it; none: nobody above does, and submitting it closes the month.
    pub receiver_key: Option<String>,
    pub state: MonthlyReportState,
    /// What shows no records is reported as zero (零报告), and not left blank.
    pub zeros_confirmed: bool,
    /// What the department says about it.
    pub remark: Option<String>,
    /// The moment of which its figures speak: of its last submission.
    pub counted_at: Option<DateTimeUtc>,
    /// The last line of the ledger at that moment.
    pub counted_line: Option<i64>,
    pub submitted_by_id: Option<Uuid>,
    pub opened_at: DateTimeUtc,
    /// Counts the changes; a change names the version that it saw.
    pub version: i32,
    #[sea_orm(belongs_to, from = "department_id", to = "id")]
    pub department: BelongsTo<super::department::Entity>,
    #[sea_orm(belongs_to, relation_enum = "SubmittedBy", from = "submitted_by_id", to = "id")]
    pub submitted_by: BelongsTo<Option<super::user::Entity>>,
}

impl ActiveModelBehavior for ActiveModel {}
