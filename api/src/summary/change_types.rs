//! What changed a figure, as GraphQL shows it.

use async_graphql::{
    ComplexObject, Context, Result, SimpleObject,
    connection::{Connection, DefaultConnectionName, DefaultEdgeName, DisableNodesField, Edge, EmptyFields},
};
use chrono::{DateTime, Utc};
use futures::future::try_join_all;
use uuid::Uuid;

use super::{
    changes::{self, Changed},
    extent::Extent,
    records::Records,
    types::{SummaryRecord, counted},
};
use crate::{
    shared::{
        app::App,
        figures::indicators::Definition,
        pagination::{Page, Total},
    },
    users::types::{Person, person_by_id},
};

/// What a record changed of a figure.
#[derive(SimpleObject)]
#[graphql(complex)]
pub struct FigureChange {
    /// The record.
    record: SummaryRecord,
    /// What the figure gained by it, in its unit; with a minus: what it lost.
    contribution: String,
    /// When that was last so changed.
    changed_at: DateTime<Utc>,
    #[graphql(skip)]
    actor_id: Option<Uuid>,
}

/// What a record changed of a figure.
#[ComplexObject]
impl FigureChange {
    /// Who changed it; null where a recount did.
    async fn changed_by(&self, context: &Context<'_>) -> Result<Option<Person>> {
        match self.actor_id {
            Some(id) => person_by_id(context, id).await.map(Some),
            None => Ok(None),
        }
    }
}

/// What changed a figure, the latest first.
pub type ChangeListing = Connection<
    String,
    FigureChange,
    Total,
    EmptyFields,
    DefaultConnectionName,
    DefaultEdgeName,
    DisableNodesField,
>;

/// The page of what changed the figure of `definition` over `extent` since that moment.
///
/// # Errors
///
/// Ours; a cursor of another list.
pub(super) async fn listing(
    context: &Context<'_>,
    definition: &Definition,
    extent: &Extent,
    since: DateTime<Utc>,
    page: Page,
) -> Result<ChangeListing> {
    let app = context.data::<App>()?;
    let statement = changes::since(extent, &definition.counts, since);
    let total = Total::of(Records::with(statement.clone(), &["id"]));
    let rows = changes::page(&app.db.lists, statement, &page).await?;
    let (rows, previous, next) = page.cut(rows);
    let nodes = try_join_all(rows.iter().map(|row| change(context, definition, row))).await?;
    let mut listing = Connection::with_additional_fields(previous, next, total);
    listing.edges.extend(rows.iter().zip(nodes).map(|(row, node)| Edge::new(row.position.to_cursor(), node)));
    Ok(listing)
}

async fn change(context: &Context<'_>, definition: &Definition, row: &Changed) -> Result<FigureChange> {
    Ok(FigureChange {
        record: counted(context, row.kind, row.id).await?,
        contribution: definition.written(row.contribution),
        changed_at: row.at,
        actor_id: row.actor_id,
    })
}
