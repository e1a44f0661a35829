//! The table `goods_disposals`.

use sea_orm::entity::prelude::*;

use crate::enums::GoodsDisposalKind;
use crate::json::Strings;

/// What became of seized goods: one act, with its document. Never changed, never removed.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "goods_disposals")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub seizure_id: Uuid,
    pub kind: GoodsDisposalKind,
    /// Whether it took goods that were confiscated before, rather than goods still held.
    pub of_confiscated: bool,
    pub disposed_on: Date,
    /// The provision or reason on which it rests.
    pub ground: Option<String>,
    /// The number of its document.
    pub document: String,
    /// Where; for a destruction.
    pub place: Option<String>,
    /// Who received the goods: the party, the police, another department.
    pub recipient: Option<String>,
    /// The department that received them, where it is on the platform.
    pub to_department_id: Option<Uuid>,
    /// Who watched a destruction.
    pub witnesses: Strings,
    pub note: Option<String>,
    pub recorded_by_id: Uuid,
    pub recorded_at: DateTimeUtc,
    #[sea_orm(belongs_to, from = "seizure_id", to = "id")]
    pub seizure: BelongsTo<super::seizure::Entity>,
    #[sea_orm(belongs_to, relation_enum = "ToDepartment", from = "to_department_id", to = "id")]
    pub to_department: BelongsTo<Option<super::department::Entity>>,
    #[sea_orm(belongs_to, relation_enum = "RecordedBy", from = "recorded_by_id", to = "id")]
    pub recorded_by: BelongsTo<super::user::Entity>,
    #[sea_orm(has_many)]
    pub lines: HasMany<super::goods_disposal_line::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
