//! The table `case_informants`.

use sea_orm::entity::prelude::*;

/// Who reported a case (举报人): name and telephone are encrypted, for this case and no other.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "case_informants")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub case_id: Uuid,
    /// None for who wants to stay anonymous.
    pub name_cipher: Option<String>,
    pub telephone_cipher: Option<String>,
    #[sea_orm(belongs_to, from = "case_id", to = "id")]
    pub case: BelongsTo<super::case::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
