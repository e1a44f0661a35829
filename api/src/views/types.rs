//! Saved views as GraphQL shows them.

use async_graphql::{Enum, ID, Object};
use entity::{enums, saved_view};

use crate::shared::ids::{self, Kind};

/// A list whose views can be saved.
#[derive(Enum, Clone, Copy, Debug, PartialEq, Eq)]
#[graphql(remote = "enums::ListName")]
pub enum ListName {
    /// 案件
    Cases,
    /// 执法检查
    Inspections,
    /// 专项行动
    Actions,
    /// 培训
    Trainings,
    /// 宣传活动
    PublicityEvents,
    /// 当事人
    Parties,
}

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
        self.0.list.into()
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
