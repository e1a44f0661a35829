//! Saved views as GraphQL shows them.

use async_graphql::{ID, Object};
use entity::{enums::ListName, saved_view};

use crate::shared::ids::{self, Kind};

/// A saved view of a list (常用筛选).
pub struct SavedView(pub saved_view::Model);

/// A saved view of a list (常用筛选), one's own.
#[Object]
impl SavedView {
    /// The global id.
    pub async fn id(&self) -> ID {
        ids::encode(Kind::SavedView, self.0.id)
    }

    /// Of which list.
    async fn list(&self) -> ListName {
        self.0.list
    }

    /// What its owner calls it; unique among their views of the list.
    async fn name(&self) -> &str {
        &self.0.name
    }

    /// The query part of the list's address, without the question mark: conditions, order, columns.
    async fn query(&self) -> &str {
        &self.0.query
    }
}
