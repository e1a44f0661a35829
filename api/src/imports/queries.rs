//! The ledgers that were taken in, where a record came from, and the templates.

use async_graphql::{Context, ID, InputObject, Object, Result};
use entity::{
    enums::LedgerKind,
    import::{Column, Entity},
    imported_row,
};
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, sea_query::Expr};
use uuid::Uuid;
use vocabulary::Term;

use super::{
    report, service,
    sight::visible,
    types::{Import, ImportOrigin},
};
use crate::{
    exports::{mutations::ExportedFile, taking::Workbook},
    shared::{
        caller::Caller,
        errors::internal,
        ids,
        pagination::{Listing, Page, Position, Sort, SortValue, SortedBy, Total},
        policy::{self, Owner},
    },
};

/// The import with this key, where the caller may see it.
pub async fn find(caller: &Caller, id: Uuid) -> Result<Option<Import>> {
    Ok(service::find(caller, id).await.map_err(internal)?.map(Import))
}

/// Which imports a list shows.
#[derive(InputObject, Clone, Debug, Default)]
pub struct ImportFilter {
    /// Of this kind of ledger.
    pub kind: Option<LedgerKind>,
}

/// What can be asked about imports.
#[derive(Default)]
pub struct ImportQueries;

/// What can be asked about imports.
#[Object]
impl ImportQueries {
    /// The ledgers that were taken in, the latest first: a department's own; for an office those of its region and of all
    /// below.
    async fn imports(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "How many of the following rows, 1 to 100.")] first: Option<i32>,
        #[graphql(desc = "The cursor after which the page begins.")] after: Option<String>,
        #[graphql(desc = "How many of the preceding rows, 1 to 100.")] last: Option<i32>,
        #[graphql(desc = "The cursor before which the page ends.")] before: Option<String>,
        #[graphql(desc = "Which imports to show.")] filter: Option<ImportFilter>,
    ) -> Result<Listing<Import>> {
        let page = Page::new(context, first, after, last, before)?;
        let caller = Caller::of(context)?;
        let kind = filter.unwrap_or_default().kind.map(|kind| Column::Kind.eq(kind));
        let select =
            Entity::find().filter(visible(&caller.records())).filter(Condition::all().add_option(kind));
        let key = || Expr::col((Entity, Column::Id));
        let sort = Sort { by: SortedBy::Key, column: key(), id: key(), descending: true };
        let total = Total::of(select.clone());
        let rows = page.read(&caller.app.db, select, sort).await?;
        let position = |import: &Import| Position::new(SortValue::Key, import.0.id);
        Ok(page.listing(rows.into_iter().map(Import).collect(), position, total))
    }

    /// From which ledger the record with this id came; null where it was typed in.
    async fn import_of(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "The record's global id.")] record_id: ID,
    ) -> Result<Option<ImportOrigin>> {
        let caller = Caller::of(context)?;
        let Some((_, id)) = ids::decode(&record_id) else { return Ok(None) };
        let rows = imported_row::Entity::find().filter(imported_row::Column::RecordId.eq(id));
        let Some(row) = rows.one(&caller.app.db.read).await.map_err(internal)? else { return Ok(None) };
        let import = find(&caller, row.import_id).await?;
        Ok(import.map(|import| ImportOrigin { import, sheet: row.sheet, row: row.row }))
    }

    /// The kinds of ledgers that the viewer may take in.
    async fn importable_ledgers(&self, context: &Context<'_>) -> Result<Vec<LedgerKind>> {
        let viewer = Caller::of(context)?.viewer;
        let own = Owner::own(&viewer);
        let may = |kind: &LedgerKind| policy::may(&viewer, service::act(*kind), &own);
        Ok(LedgerKind::ALL.iter().copied().filter(may).collect())
    }

    /// The template of a ledger (.xlsx): its columns, and what each may hold.
    async fn import_template(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "Which ledger.")] kind: LedgerKind,
    ) -> Result<ExportedFile> {
        let language = Caller::of(context)?.language();
        let written = tokio::task::spawn_blocking(move || report::template(kind, language)).await;
        let content = written.map_err(internal)?.map_err(|error| internal(format!("{error:#}")))?;
        ExportedFile::of(Workbook { rows: 0, content }, format!("{}-模板.xlsx", kind.label().zh))
    }
}
