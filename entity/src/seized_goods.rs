//! The table `seized_goods`.

use sea_orm::entity::prelude::*;

/// A line of a seizure's list (物品清单). What became of it is in `goods_disposals`.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "seized_goods")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub seizure_id: Uuid,
    /// The place in the list, from 1.
    pub ordinal: i32,
    pub name: String,
    pub brand: Option<String>,
    /// Model, size, batch (规格型号).
    pub specification: Option<String>,
    /// How much was taken, in thousandths of the unit.
    pub quantity_milli: i64,
    pub unit: String,
    /// The value of all of it (货值), in fen.
    pub value_fen: Option<i64>,
    pub note: Option<String>,
    #[sea_orm(belongs_to, from = "seizure_id", to = "id")]
    pub seizure: BelongsTo<super::seizure::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
