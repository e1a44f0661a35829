//! The table `search_documents`.

use sea_orm::entity::prelude::*;

use crate::enums::SearchKind;

/// What is searched for one object: its text as fragments of two characters, the same on both engines.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "search_documents")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    /// What the object is.
    pub kind: SearchKind,
    /// The object's id; unique.
    pub entity_id: Uuid,
    /// The fragments, with spaces between them.
    pub terms: String,
}

impl ActiveModelBehavior for ActiveModel {}
