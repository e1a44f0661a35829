//! Imports as GraphQL shows them.

use async_graphql::{Context, ID, Object, Result, SimpleObject};
use chrono::{DateTime, Utc};
use entity::{enums::LedgerKind, import, imported_row};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, sea_query::Expr};

use crate::{
    departments::types::{Department, department_by_id},
    shared::{
        caller::Caller,
        ids::{self, Kind},
        pagination::{Listing, Page, Position, Sort, SortValue, SortedBy, Total},
    },
    users::types::{Person, person_by_id},
};

/// An import.
pub struct Import(pub import::Model);

/// A ledger that was taken in (导入台账): one workbook, all of its rows at once.
#[Object]
impl Import {
    /// The global id.
    pub async fn id(&self) -> ID {
        ids::encode(Kind::Import, self.0.id)
    }

    /// What it lists.
    async fn kind(&self) -> LedgerKind {
        self.0.kind
    }

    /// Whose records its rows became.
    async fn department(&self, context: &Context<'_>) -> Result<Department> {
        department_by_id(context, self.0.department_id).await
    }

    /// The workbook's name.
    async fn file_name(&self) -> &str {
        &self.0.file_name
    }

    /// The workbook's SHA-256, in hex.
    async fn digest(&self) -> &str {
        &self.0.digest
    }

    /// How many rows became records.
    async fn rows(&self) -> i32 {
        self.0.rows
    }

    /// How many rows had become records before, and were left out.
    async fn repeated(&self) -> i32 {
        self.0.repeated
    }

    /// Who took it in.
    async fn imported_by(&self, context: &Context<'_>) -> Result<Person> {
        person_by_id(context, self.0.imported_by_id).await
    }

    /// When.
    async fn imported_at(&self) -> DateTime<Utc> {
        self.0.imported_at
    }

    /// Its rows and what they became, in their order.
    async fn records(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "How many of the following rows, 1 to 100.")] first: Option<i32>,
        #[graphql(desc = "The cursor after which the page begins.")] after: Option<String>,
        #[graphql(desc = "How many of the preceding rows, 1 to 100.")] last: Option<i32>,
        #[graphql(desc = "The cursor before which the page ends.")] before: Option<String>,
    ) -> Result<Listing<ImportedRow>> {
        let page = Page::new(context, first, after, last, before)?;
        let caller = Caller::of(context)?;
        let select = imported_row::Entity::find().filter(imported_row::Column::ImportId.eq(self.0.id));
        let key = || Expr::col((imported_row::Entity, imported_row::Column::RecordId));
        let sort = Sort { by: SortedBy::Key, column: key(), id: key(), descending: false };
        let total = Total::of(select.clone());
        let rows = page.read(&caller.app.db, select, sort).await?;
        let position = |row: &ImportedRow| Position::new(SortValue::Key, row.row.record_id);
        let of_kind = |row| ImportedRow { row, kind: self.0.kind };
        Ok(page.listing(rows.into_iter().map(of_kind).collect(), position, total))
    }
}

/// A row of a ledger.
pub struct ImportedRow {
    row: imported_row::Model,
    kind: LedgerKind,
}

/// A row of a ledger, and what it became.
#[Object]
impl ImportedRow {
    /// The sheet.
    async fn sheet(&self) -> &str {
        &self.row.sheet
    }

    /// The row, as Excel counts.
    async fn row(&self) -> i32 {
        self.row.row
    }

    /// The record's global id.
    async fn record_id(&self) -> ID {
        ids::encode(record(self.kind), self.row.record_id)
    }
}

/// What the rows of a ledger become.
fn record(kind: LedgerKind) -> Kind {
    match kind {
        LedgerKind::Cases => Kind::Case,
        LedgerKind::Inspections => Kind::Inspection,
        LedgerKind::Trainings => Kind::Training,
        LedgerKind::PublicityEvents => Kind::PublicityEvent,
    }
}

/// From which ledger a record came, and from which row of it.
#[derive(SimpleObject)]
pub struct ImportOrigin {
    /// The ledger.
    pub import: Import,
    /// The sheet.
    pub sheet: String,
    /// The row, as Excel counts.
    pub row: i32,
}
