//! The list of entries, and the rules.

use async_graphql::{Context, ID, InputObject, Object, Result};
use entity::{blacklist_entry, blacklist_rule, enums};
use sea_orm::{
    ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder,
    sea_query::{Expr, Query},
};
use uuid::Uuid;

use super::{
    sight::{listed_on, visible},
    types::{BlacklistEntry, BlacklistRule, BlacklistState},
};
use crate::{
    parties::merged,
    shared::{
        caller::Caller,
        errors::internal,
        ids::{self, Kind},
        pagination::{Listing, Page, Position, Sort, SortValue, SortedBy, Total},
        policy::Scope,
        scope::rules_of,
    },
};

/// Which entries a list holds; what is left out does not matter.
#[derive(InputObject, Default)]
pub struct BlacklistFilter {
    /// In one of these states; an empty list restricts nothing.
    pub state: Option<Vec<BlacklistState>>,
    /// Of this party.
    pub party_id: Option<ID>,
    /// Whether it is on the list today.
    pub on_list: Option<bool>,
}

/// The entry with `id`, if the viewer may see it.
pub async fn find(caller: &Caller, id: Uuid) -> Result<Option<BlacklistEntry>> {
    let found = blacklist_entry::Entity::find_by_id(id)
        .filter(visible(&caller.records()))
        .one(&caller.app.db.read)
        .await
        .map_err(internal)?;
    Ok(found.map(BlacklistEntry))
}

/// The rule with this key, for whoever sees records.
pub async fn find_rule(caller: &Caller, id: Uuid) -> Result<Option<BlacklistRule>> {
    if caller.records() == Scope::Nothing {
        return Ok(None);
    }
    let row = blacklist_rule::Entity::find_by_id(id).one(&caller.app.db.read).await.map_err(internal)?;
    Ok(row.map(BlacklistRule))
}

/// What can be asked about the blacklist.
#[derive(Default)]
pub struct BlacklistQueries;

/// What can be asked about the blacklist.
#[Object]
impl BlacklistQueries {
    /// The entry with this id.
    async fn blacklist_entry(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "The entry's global id.")] id: ID,
    ) -> Result<Option<BlacklistEntry>> {
        let caller = Caller::of(context)?;
        match ids::decode_as(Kind::BlacklistEntry, &id) {
            Some(id) => find(&caller, id).await,
            None => Ok(None),
        }
    }

    /// Entries of the blacklist (严重违法失信名单), proposals included, as the viewer may know of them; the
    /// latest first.
    async fn blacklist_entries(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "How many from the start, 1 to 100.")] first: Option<i32>,
        #[graphql(desc = "Those after this cursor.")] after: Option<String>,
        #[graphql(desc = "How many from the end, 1 to 100.")] last: Option<i32>,
        #[graphql(desc = "Those before this cursor.")] before: Option<String>,
        #[graphql(desc = "Which entries.")] filter: Option<BlacklistFilter>,
    ) -> Result<Listing<BlacklistEntry>> {
        let page = Page::new(context, first, after, last, before)?;
        let caller = Caller::of(context)?;
        let filter = filter.unwrap_or_default();
        let mut select = blacklist_entry::Entity::find().filter(visible(&caller.records()));
        if let Some(states) = filter.state.filter(|states| !states.is_empty()) {
            let states = states.into_iter().map(enums::BlacklistState::from);
            select = select.filter(blacklist_entry::Column::State.is_in(states));
        }
        if let Some(party) = &filter.party_id {
            let meant = merged::meant_by(ids::named(Kind::Party, party));
            select = select.filter(blacklist_entry::Column::PartyId.in_subquery(meant));
        }
        if let Some(on_list) = filter.on_list {
            let listed = Condition::all()
                .add(blacklist_entry::Column::State.eq(enums::BlacklistState::Listed))
                .add(blacklist_entry::Column::ListedOn.is_not_null())
                .add(listed_on(caller.today()));
            // Dates that are absent are neither listed nor not: said in two parts.
            let ids = Query::select()
                .column(blacklist_entry::Column::Id)
                .from(blacklist_entry::Entity)
                .cond_where(listed)
                .to_owned();
            let id = blacklist_entry::Column::Id;
            select = select.filter(if on_list { id.in_subquery(ids) } else { id.not_in_subquery(ids) });
        }
        // Keys are made of the moment of the proposal.
        let id = Expr::col((blacklist_entry::Entity, blacklist_entry::Column::Id));
        let sort = Sort { by: SortedBy::Key, column: id.clone(), id, descending: true };
        let rows = page.read(&caller.app.db, select.clone(), sort).await?;
        let position = |entry: &BlacklistEntry| Position::new(SortValue::Key, entry.0.id);
        Ok(page.listing(rows.into_iter().map(BlacklistEntry).collect(), position, Total::of(select)))
    }

    /// The rules by which entries are proposed, those no longer in force included: the platform's, those of regions
    /// above and the viewer's own, and for its office those made below; the newest first.
    async fn blacklist_rules(&self, context: &Context<'_>) -> Result<Vec<BlacklistRule>> {
        let caller = Caller::of(context)?;
        if caller.records() == Scope::Nothing {
            return Ok(Vec::new());
        }
        let rows = blacklist_rule::Entity::find()
            .filter(rules_of(&caller.viewer, (blacklist_rule::Entity, blacklist_rule::Column::RegionKey)))
            .order_by_desc(blacklist_rule::Column::ValidFrom)
            .order_by_asc(blacklist_rule::Column::Id)
            .all(&caller.app.db.read)
            .await
            .map_err(internal)?;
        Ok(rows.into_iter().map(BlacklistRule).collect())
    }
}
