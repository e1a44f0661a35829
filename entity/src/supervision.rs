//! The table `supervisions`.

use sea_orm::entity::prelude::*;

/// A supervision (挂牌督办): a case that a coordination office put on its list.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "supervisions")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub case_id: Uuid,
    /// The office that supervises.
    pub office_id: Uuid,
    /// The office's region's key, copied: that office and those above it decide.
    pub office_region_key: String,
    /// The number of the office's notice (督办通知书文号).
    pub document: String,
    pub ground: String,
    /// What the department is to do.
    pub requirements: String,
    pub listed_on: Date,
    /// The last day by which the case is to be concluded.
    pub deadline_on: Date,
    /// A report is owed every so many days, counted from `listed_on`.
    pub report_every_days: i32,
    /// When the next report is owed; none once nobody waits for one.
    pub next_report_on: Option<Date>,
    /// The earlier of the deadline and the next report, or 9999-12-31 once it is released.
    pub due_sort: Date,
    pub report_count: i32,
    pub urge_count: i32,
    pub last_urged_on: Option<Date>,
    pub released_on: Option<Date>,
    pub conclusion: Option<String>,
    pub recorded_by_id: Uuid,
    pub recorded_at: DateTimeUtc,
    /// Counts the changes; a change names the version that it saw.
    pub version: i32,
    #[sea_orm(belongs_to, from = "case_id", to = "id")]
    pub case: BelongsTo<super::case::Entity>,
    #[sea_orm(belongs_to, relation_enum = "Office", from = "office_id", to = "id")]
    pub office: BelongsTo<super::department::Entity>,
    #[sea_orm(belongs_to, relation_enum = "RecordedBy", from = "recorded_by_id", to = "id")]
    pub recorded_by: BelongsTo<super::user::Entity>,
    #[sea_orm(has_many)]
    pub entries: HasMany<super::supervision_entry::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
