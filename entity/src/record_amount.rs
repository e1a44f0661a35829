//! The table `record_amounts`.

use sea_orm::entity::prelude::*;

/// An amount entered with a record, which no record of its own says: leaflets of a publicity event, pilot companies of
/// a training.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "record_amounts")]
pub struct Model {
    /// The inspection, training or publicity event.
    #[sea_orm(primary_key, auto_increment = false)]
    pub record_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub indicator_id: Uuid,
    pub amount: i64,
    /// The number is a lower bound (余).
    pub at_least: bool,
    #[sea_orm(belongs_to, from = "indicator_id", to = "id")]
    pub indicator: BelongsTo<super::indicator::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
