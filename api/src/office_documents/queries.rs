//! The lists of documents and of items, and what a document says.

use async_graphql::{Context, ID, InputObject, Object, Result};
use entity::{
    bulletin_item,
    enums::{OfficeDocumentKind, OfficeDocumentState},
    office_document,
};
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, sea_query::Expr};
use uuid::Uuid;

use super::{
    items, service,
    sight::{visible, visible_items},
    text,
    text_types::OfficeDocumentText,
    types::{BulletinItem, OfficeDocument},
};
use crate::shared::{
    caller::Caller,
    errors::internal,
    ids::{self, Kind},
    pagination::{Listing, Page, Position, Sort, SortValue, SortedBy, Total},
};

/// The document with this key, where the caller may see it.
pub async fn find(caller: &Caller, id: Uuid) -> Result<Option<OfficeDocument>> {
    let found = service::find(&caller.app.db.read, caller, id).await.map_err(internal)?;
    Ok(found.map(OfficeDocument))
}

/// The item with this key, where the caller may see it.
pub async fn find_item(caller: &Caller, id: Uuid) -> Result<Option<BulletinItem>> {
    let found = items::find(&caller.app.db.read, caller, id).await.map_err(internal)?;
    Ok(found.map(BulletinItem))
}

/// Which documents a list shows; all conditions hold together.
#[derive(InputObject, Clone, Debug, Default)]
pub struct OfficeDocumentFilter {
    /// Of this kind.
    pub kind: Option<OfficeDocumentKind>,
    /// In this state.
    pub state: Option<OfficeDocumentState>,
}

impl OfficeDocumentFilter {
    fn condition(&self) -> Condition {
        use office_document::Column;
        Condition::all()
            .add_option(self.kind.map(|kind| Column::Kind.eq(kind)))
            .add_option(self.state.map(|state| Column::State.eq(state)))
    }
}

/// Which items a list shows.
#[derive(InputObject, Clone, Debug, Default)]
pub struct BulletinItemFilter {
    /// Whether an issued document uses it.
    pub used: Option<bool>,
    /// Of this department.
    pub department_id: Option<ID>,
}

impl BulletinItemFilter {
    fn condition(&self) -> Condition {
        use bulletin_item::Column;
        let department = self.department_id.as_ref().map(|id| ids::named(Kind::Department, id));
        let used = self.used.map(|used| match used {
            true => Column::UsedInId.is_not_null(),
            false => Column::UsedInId.is_null(),
        });
        Condition::all().add_option(used).add_option(department.map(|id| Column::DepartmentId.eq(id)))
    }
}

/// What can be asked about documents.
#[derive(Default)]
pub struct OfficeDocumentQueries;

/// What can be asked about documents.
#[Object]
impl OfficeDocumentQueries {
    /// What the document with this id says, where the viewer may see it.
    async fn office_document_text(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "The document's global id.")] id: ID,
    ) -> Result<Option<OfficeDocumentText>> {
        let caller = Caller::of(context)?;
        let (db, id) = (&caller.app.db.read, ids::named(Kind::OfficeDocument, &id));
        let Some(row) = service::find(db, &caller, id).await.map_err(internal)? else { return Ok(None) };
        let written = text::read(db, &row, caller.language()).await.map_err(internal)?;
        Ok(Some(OfficeDocumentText { row, written }))
    }

    /// The documents that the viewer may see, the latest begun first: drafts for the region's own office, what is issued for
    /// the region's departments and those below, and for the offices above.
    async fn office_documents(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "How many of the following rows, 1 to 100.")] first: Option<i32>,
        #[graphql(desc = "The cursor after which the page begins.")] after: Option<String>,
        #[graphql(desc = "How many of the preceding rows, 1 to 100.")] last: Option<i32>,
        #[graphql(desc = "The cursor before which the page ends.")] before: Option<String>,
        #[graphql(desc = "Which documents to show.")] filter: Option<OfficeDocumentFilter>,
    ) -> Result<Listing<OfficeDocument>> {
        let page = Page::new(context, first, after, last, before)?;
        let caller = Caller::of(context)?;
        let select = office_document::Entity::find()
            .filter(visible(&caller.viewer, &caller.records()))
            .filter(filter.unwrap_or_default().condition());
        let key = || Expr::col((office_document::Entity, office_document::Column::Id));
        let sort = Sort { by: SortedBy::Key, column: key(), id: key(), descending: true };
        let total = Total::of(select.clone());
        let rows = page.read(&caller.app.db, select, sort).await?;
        let position = |document: &OfficeDocument| Position::new(SortValue::Key, document.0.id);
        Ok(page.listing(rows.into_iter().map(OfficeDocument).collect(), position, total))
    }

    /// The items for the bulletin that the viewer may see, the latest first: a department's own; for an office those of its
    /// region and of all below.
    async fn bulletin_items(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "How many of the following rows, 1 to 100.")] first: Option<i32>,
        #[graphql(desc = "The cursor after which the page begins.")] after: Option<String>,
        #[graphql(desc = "How many of the preceding rows, 1 to 100.")] last: Option<i32>,
        #[graphql(desc = "The cursor before which the page ends.")] before: Option<String>,
        #[graphql(desc = "Which items to show.")] filter: Option<BulletinItemFilter>,
    ) -> Result<Listing<BulletinItem>> {
        let page = Page::new(context, first, after, last, before)?;
        let caller = Caller::of(context)?;
        let select = bulletin_item::Entity::find()
            .filter(visible_items(&caller.records()))
            .filter(filter.unwrap_or_default().condition());
        let key = || Expr::col((bulletin_item::Entity, bulletin_item::Column::Id));
        let sort = Sort { by: SortedBy::Key, column: key(), id: key(), descending: true };
        let total = Total::of(select.clone());
        let rows = page.read(&caller.app.db, select, sort).await?;
        let position = |item: &BulletinItem| Position::new(SortValue::Key, item.0.id);
        Ok(page.listing(rows.into_iter().map(BulletinItem).collect(), position, total))
    }
}
