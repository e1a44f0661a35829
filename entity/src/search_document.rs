//! The table `search_documents`.

use sea_orm::entity::prelude::*;

use crate::enums::SearchKind;

/// What is searched for one object: its texts as overlapping fragments, the same on both engines.
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
    /// Under which form of terms it was written; 0 where it is to be written anew.
    pub form: i32,
}

impl ActiveModelBehavior for ActiveModel {}
