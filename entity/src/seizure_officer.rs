//! The table `seizure_officers`.

use sea_orm::entity::prelude::*;

/// An officer who carried a seizure out (行政强制法 art. 18: at least two).
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "seizure_officers")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub seizure_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub user_id: Uuid,
    /// The certificate that was valid on that day.
    pub certificate_number: String,
    #[sea_orm(belongs_to, from = "seizure_id", to = "id")]
    pub seizure: BelongsTo<super::seizure::Entity>,
    #[sea_orm(belongs_to, from = "user_id", to = "id")]
    pub user: BelongsTo<super::user::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
