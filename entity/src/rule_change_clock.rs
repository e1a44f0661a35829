//! The table `rule_change_clocks`.

use sea_orm::entity::prelude::*;

/// A due date that a change of the rules or of the calendar moved. Never changed, never removed.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "rule_change_clocks")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub change_id: Uuid,
    pub clock_id: Uuid,
    /// The case, where there is one.
    pub case_id: Option<Uuid>,
    /// The clock's region and department, as they were then.
    pub region_key: String,
    pub department_id: Uuid,
    pub due_before: Option<Date>,
    pub due_after: Option<Date>,
    /// The rule by which the clock runs since.
    pub rule_id: Option<Uuid>,
    #[sea_orm(belongs_to, from = "change_id", to = "id")]
    pub change: BelongsTo<super::rule_change::Entity>,
    #[sea_orm(belongs_to, from = "clock_id", to = "id")]
    pub clock: BelongsTo<super::clock::Entity>,
    #[sea_orm(belongs_to, from = "case_id", to = "id")]
    pub case: BelongsTo<Option<super::case::Entity>>,
    #[sea_orm(belongs_to, from = "department_id", to = "id")]
    pub department: BelongsTo<super::department::Entity>,
    #[sea_orm(belongs_to, from = "rule_id", to = "id")]
    pub rule: BelongsTo<Option<super::clock_rule::Entity>>,
}

impl ActiveModelBehavior for ActiveModel {}
