//! The list of changes of the rules.

use async_graphql::{Context, ID, Object, Result};
use entity::rule_change;
use sea_orm::{EntityTrait, QueryFilter, sea_query::Expr};
use uuid::Uuid;

use super::{sight::visible, types::RuleChange};
use crate::shared::{
    caller::Caller,
    errors::internal,
    ids::{self, Kind},
    pagination::{Listing, Page, Position, Sort, SortValue, SortedBy, Total},
};

/// The change with `id`, if the viewer may see it.
pub async fn find(caller: &Caller, id: Uuid) -> Result<Option<RuleChange>> {
    let found = rule_change::Entity::find_by_id(id)
        .filter(visible(caller))
        .one(&caller.app.db.read)
        .await
        .map_err(internal)?;
    Ok(found.map(RuleChange))
}

/// What can be asked about changes of the rules.
#[derive(Default)]
pub struct RuleChangeQueries;

/// What can be asked about changes of the rules.
#[Object]
impl RuleChangeQueries {
    /// The change of the rules or of the calendar with this id.
    async fn rule_change(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "The change's global id.")] id: ID,
    ) -> Result<Option<RuleChange>> {
        let caller = Caller::of(context)?;
        match ids::decode_as(Kind::RuleChange, &id) {
            Some(id) => find(&caller, id).await,
            None => Ok(None),
        }
    }

    /// The changes of the rules and of the calendar that bind the viewer's region (the platform's, those of
    /// regions above, its own), and for its office those made below; the latest first.
    async fn rule_changes(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "How many from the start, 1 to 100.")] first: Option<i32>,
        #[graphql(desc = "Those after this cursor.")] after: Option<String>,
        #[graphql(desc = "How many from the end, 1 to 100.")] last: Option<i32>,
        #[graphql(desc = "Those before this cursor.")] before: Option<String>,
    ) -> Result<Listing<RuleChange>> {
        let page = Page::new(context, first, after, last, before)?;
        let caller = Caller::of(context)?;
        let select = rule_change::Entity::find().filter(visible(&caller));
        // Keys are made of the moment of the change.
        let id = Expr::col((rule_change::Entity, rule_change::Column::Id));
        let sort = Sort { by: SortedBy::Key, column: id.clone(), id, descending: true };
        let rows = page.read(&caller.app.db, select.clone(), sort).await?;
        let position = |row: &RuleChange| Position::new(SortValue::Key, row.0.id);
        Ok(page.listing(rows.into_iter().map(RuleChange).collect(), position, Total::of(select)))
    }
}
