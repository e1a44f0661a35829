//! The table `seizures`.

use sea_orm::entity::prelude::*;

use crate::enums::SeizureMeasure;

/// A seizure (登记保存, 查封, 扣押): goods taken or sealed in one place on one day, under one decision.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "seizures")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub case_id: Uuid,
    /// The department of the case at that time: for lists by department.
    pub department_id: Uuid,
    /// The region's key, copied: for lists by region.
    pub region_key: String,
    /// The measure as it is now.
    pub measure: SeizureMeasure,
    /// The measure with which it began.
    pub first_measure: SeizureMeasure,
    pub taken_on: Date,
    /// Since when the present measure holds: its period starts here.
    pub measure_since: Date,
    /// The number of the decision on the present measure (决定书文号).
    pub decision_number: String,
    /// The provision or reason on which it rests.
    pub ground: String,
    /// Where the goods were taken or sealed.
    pub place: String,
    /// Where they are kept, and by whom.
    pub storage: Option<String>,
    /// From whom; one of the case's parties.
    pub party_id: Option<Uuid>,
    /// Who was asked to witness it where the party was absent (行政强制法 art. 18).
    pub witness: Option<String>,
    /// The day on which its extension was approved; there is one at most.
    pub extended_on: Option<Date>,
    /// Whether goods are left that wait for their disposal.
    pub is_held: bool,
    /// The last day of its period; none once nothing is left.
    pub due_on: Option<Date>,
    /// `due_on`, or 9999-12-31: lists page by it, and a NULL has no place in a keyset.
    pub due_sort: Date,
    pub recorded_by_id: Uuid,
    pub recorded_at: DateTimeUtc,
    /// Counts the changes; a change names the version that it saw.
    pub version: i32,
    #[sea_orm(belongs_to, from = "case_id", to = "id")]
    pub case: BelongsTo<super::case::Entity>,
    #[sea_orm(belongs_to, from = "department_id", to = "id")]
    pub department: BelongsTo<super::department::Entity>,
    #[sea_orm(belongs_to, from = "party_id", to = "id")]
    pub party: BelongsTo<Option<super::party::Entity>>,
    #[sea_orm(belongs_to, relation_enum = "RecordedBy", from = "recorded_by_id", to = "id")]
    pub recorded_by: BelongsTo<super::user::Entity>,
    #[sea_orm(has_many)]
    pub officers: HasMany<super::seizure_officer::Entity>,
    #[sea_orm(has_many)]
    pub goods: HasMany<super::seized_goods::Entity>,
    #[sea_orm(has_many)]
    pub disposals: HasMany<super::goods_disposal::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
