//! The table `rule_changes`.

use sea_orm::entity::prelude::*;

/// A change of what the law says on the platform: by whom, on which ground, and (in `rule_change_clocks`)
/// which due dates it moved. Never changed, never removed.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "rule_changes")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Whose rule changed, by the region's key; empty: the platform's.
    pub region_key: String,
    /// The mutation, or the command.
    pub action: String,
    /// The rule, where it is one.
    pub object_id: Option<Uuid>,
    /// What changed, in one sentence.
    pub title_zh: String,
    pub title_en: String,
    /// The regulation or the document on which it rests.
    pub ground: String,
    /// None: the operator, at the command line.
    pub actor_id: Option<Uuid>,
    /// How many open clocks it moved in all.
    pub moved: i32,
    pub changed_at: DateTimeUtc,
    #[sea_orm(belongs_to, from = "actor_id", to = "id")]
    pub actor: BelongsTo<Option<super::user::Entity>>,
}

impl ActiveModelBehavior for ActiveModel {}
