//! The table `inspection_officers`.

use sea_orm::entity::prelude::*;

/// One officer's part in one inspection: one person-time (人次).
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "inspection_officers")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub inspection_id: Uuid,
    pub user_id: Uuid,
    /// The certificate that was valid on that day.
    pub certificate_number: String,
    #[sea_orm(belongs_to, from = "inspection_id", to = "id")]
    pub inspection: BelongsTo<super::inspection::Entity>,
    #[sea_orm(belongs_to, from = "user_id", to = "id")]
    pub user: BelongsTo<super::user::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
