//! The table `inspected_premises`.

use sea_orm::entity::prelude::*;

use crate::enums::PremisesResult;

/// Inspected premises (被检查单位): a party visited within an inspection, with the result.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "inspected_premises")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub inspection_id: Uuid,
    /// The place in the record, from 1.
    pub ordinal: i32,
    pub name: String,
    /// Tells premises apart: the party's id, else the folded name.
    pub identity: String,
    pub address: Option<String>,
    pub party_id: Option<Uuid>,
    pub result: PremisesResult,
    pub note: Option<String>,
    #[sea_orm(belongs_to, from = "inspection_id", to = "id")]
    pub inspection: BelongsTo<super::inspection::Entity>,
    #[sea_orm(belongs_to, from = "party_id", to = "id")]
    pub party: BelongsTo<Option<super::party::Entity>>,
}

impl ActiveModelBehavior for ActiveModel {}
