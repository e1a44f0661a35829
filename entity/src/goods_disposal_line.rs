//! The table `goods_disposal_lines`.

use sea_orm::entity::prelude::*;

/// How much of one line of goods an act disposed of. Never changed, never removed.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "goods_disposal_lines")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub disposal_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub goods_id: Uuid,
    /// In thousandths of the goods' unit.
    pub quantity_milli: i64,
    #[sea_orm(belongs_to, from = "disposal_id", to = "id")]
    pub disposal: BelongsTo<super::goods_disposal::Entity>,
    #[sea_orm(belongs_to, from = "goods_id", to = "id")]
    pub goods: BelongsTo<super::seized_goods::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
