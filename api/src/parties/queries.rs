//! The lists of parties.

use async_graphql::{Context, ID, InputObject, Object, Result};
use entity::{
    enums::{PartyKind, SearchKind},
    party, party_department,
};
use sea_orm::{
    ColumnTrait, Condition, EntityTrait, ExprTrait, QueryFilter,
    sea_query::{Expr, JoinType, Query, SelectStatement},
};
use vocabulary::PartyOrderField;

use super::{
    service::{self, Sketch},
    sight::{visible, within},
    types::{LikelyTwin, Party, party_by_id},
};
use crate::{
    blacklist,
    shared::{
        caller::Caller,
        errors::internal,
        ids::{self, Kind},
        pagination::{Listing, Page, Position, Sort, SortValue, SortedBy},
        policy::Scope,
        search::{self, found::Found},
        values::{CreditCode, OrderDirection},
    },
};

/// Which parties a list holds; what is left out does not matter.
#[derive(InputObject, Default)]
pub struct PartyFilter {
    /// Part of a name that it has or had, of the credit code, or of what the viewer may read of its
    /// particulars: address, telephone, legal representative.
    pub search: Option<String>,
    /// Businesses or people.
    pub kind: Option<PartyKind>,
    /// The one with this unified social credit code.
    pub credit_code: Option<CreditCode>,
    /// Whether another party that the viewer may see has the same name but for place, legal form and way
    /// of writing.
    pub namesake: Option<bool>,
    /// Whether it is on the blacklist today.
    pub listed: Option<bool>,
}

/// A party as it is about to be registered.
#[derive(InputObject)]
pub struct LikelyTwinsInput {
    /// A business or a person.
    pub kind: PartyKind,
    /// The name.
    pub name: String,
    /// The unified social credit code of a business.
    pub credit_code: Option<CreditCode>,
    /// The address.
    pub address: Option<String>,
    /// The telephone number.
    pub phone: Option<String>,
    /// The legal representative (法定代表人) of a business.
    pub legal_representative: Option<String>,
}

/// How a list of parties is sorted.
#[derive(InputObject, Clone, Copy, Debug)]
pub struct PartyOrder {
    /// By what.
    pub field: PartyOrderField,
    /// In which direction.
    pub direction: OrderDirection,
}

/// The parties within `scope` whose key others there share: businesses by their shared name, people by what
/// those who may be read call them.
fn namesakes(scope: &Scope) -> Condition {
    let key = Expr::col((party::Entity, party::Column::NameKey));
    let people = || {
        Query::select()
            .from(party_department::Entity)
            .join(
                JoinType::InnerJoin,
                party::Entity,
                Expr::col((party::Entity, party::Column::Id))
                    .equals((party_department::Entity, party_department::Column::PartyId)),
            )
            .cond_where(within(scope))
            .and_where(party::Column::MergedIntoId.is_null())
            .and_where(Expr::col((party_department::Entity, party_department::Column::NameKey)).ne(""))
            .to_owned()
    };
    let name_key = (party_department::Entity, party_department::Column::NameKey);
    let party_id = (party_department::Entity, party_department::Column::PartyId);
    let shared = people()
        .column(name_key)
        .add_group_by([Expr::col(name_key)])
        .and_having(Expr::col(party_id).count_distinct().gt(1))
        .to_owned();
    let sharing = people().column(party_id).and_where(Expr::col(name_key).in_subquery(shared)).to_owned();
    Condition::any()
        .add(key.in_subquery(shared_names(scope)))
        .add(Expr::col((party::Entity, party::Column::Id)).in_subquery(sharing))
}

/// The keys that several of the businesses within `scope` share.
fn shared_names(scope: &Scope) -> SelectStatement {
    Query::select()
        .column(party::Column::NameKey)
        .from(party::Entity)
        .cond_where(visible(scope))
        .and_where(party::Column::MergedIntoId.is_null())
        .and_where(party::Column::NameKey.ne(""))
        .add_group_by([Expr::col(party::Column::NameKey)])
        .and_having(Expr::col(party::Column::Id).count().gt(1))
        .to_owned()
}

/// The parties that have what `asked` asks in what all share, or in what those within `scope` keep of them;
/// none where it asks nothing. Errors as [`Search::read`] has them.
///
/// [`Search::read`]: crate::shared::search::Search::read
async fn found_by(caller: &Caller, scope: &Scope, asked: Option<&str>) -> Result<Option<Condition>> {
    let Some(shared) = Found::look(caller, SearchKind::Party, asked).await? else { return Ok(None) };
    let Some(kept) = Found::look(caller, SearchKind::PartyParticulars, asked).await? else { return Ok(None) };
    let row = Expr::col((party_department::Entity, party_department::Column::Id));
    let there = Query::select()
        .column(party_department::Column::PartyId)
        .from(party_department::Entity)
        .cond_where(within(scope))
        .cond_where(kept.listed(row, caller))
        .to_owned();
    let id = Expr::col((party::Entity, party::Column::Id));
    let backend = caller.app.db.lists.get_database_backend();
    let kept = search::looked_up(id.clone(), there, backend);
    Ok(Some(Condition::any().add(shared.listed(id, caller)).add(kept)))
}

/// What can be asked about parties.
#[derive(Default)]
pub struct PartyQueries;

/// What can be asked about parties.
#[Object]
impl PartyQueries {
    /// The party with this id.
    async fn party(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "The party's global id.")] id: ID,
    ) -> Result<Option<Party>> {
        Caller::of(context)?;
        match ids::decode_as(Kind::Party, &id) {
            Some(id) => party_by_id(context, id).await,
            None => Ok(None),
        }
    }

    /// The parties that one about to be registered may be the same as, among those that the viewer may
    /// see; the likeliest first.
    async fn likely_twins(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "What is about to be registered.")] input: LikelyTwinsInput,
    ) -> Result<Vec<LikelyTwin>> {
        let caller = Caller::of(context)?;
        let sketch = Sketch {
            kind: input.kind,
            name: input.name,
            credit_code: input.credit_code.map(|code| code.0),
            address: input.address,
            phone: input.phone,
            legal_representative: input.legal_representative,
        };
        let twins = service::likely_twins(&caller, sketch).await.map_err(internal)?;
        Ok(twins.into_iter().map(LikelyTwin::from).collect())
    }

    /// The viewer's parties; the latest recorded first unless sorted otherwise.
    #[allow(clippy::too_many_arguments, reason = "a connection's arguments are its API")]
    async fn parties(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "How many from the start, 1 to 100.")] first: Option<i32>,
        #[graphql(desc = "Those after this cursor.")] after: Option<String>,
        #[graphql(desc = "How many from the end, 1 to 100.")] last: Option<i32>,
        #[graphql(desc = "Those before this cursor.")] before: Option<String>,
        #[graphql(desc = "Which parties.")] filter: Option<PartyFilter>,
        #[graphql(desc = "In which order.")] order_by: Option<PartyOrder>,
    ) -> Result<Listing<Party>> {
        let page = Page::new(context, first, after, last, before)?;
        let caller = Caller::of(context)?;
        let filter = filter.unwrap_or_default();
        let scope = caller.records();
        let mut select = party::Entity::find()
            .filter(visible(&scope))
            // What became part of another is found there.
            .filter(party::Column::MergedIntoId.is_null());
        if let Some(found) = found_by(&caller, &scope, filter.search.as_deref()).await? {
            select = select.filter(found);
        }
        if let Some(kind) = filter.kind {
            select = select.filter(party::Column::Kind.eq(kind));
        }
        if let Some(code) = filter.credit_code {
            select = select.filter(party::Column::CreditCode.eq(code.0));
        }
        if let Some(namesake) = filter.namesake {
            let shared = namesakes(&scope);
            select = select.filter(if namesake { shared } else { shared.not() });
        }
        if let Some(listed) = filter.listed {
            let on_list = blacklist::sight::listed_parties(caller.today());
            let id = Expr::col((party::Entity, party::Column::Id));
            select =
                select.filter(if listed { id.in_subquery(on_list) } else { id.not_in_subquery(on_list) });
        }
        let order = order_by
            .unwrap_or(PartyOrder { field: PartyOrderField::Recorded, direction: OrderDirection::Desc });
        let id = Expr::col((party::Entity, party::Column::Id));
        // Keys are made of the moment at which a row is: their order is that of recording.
        let (by, column) = match order.field {
            PartyOrderField::Name => (SortedBy::Text, Expr::col((party::Entity, party::Column::Name))),
            PartyOrderField::Recorded => (SortedBy::Key, id.clone()),
        };
        let sort = Sort { by, column, id, descending: order.direction == OrderDirection::Desc };
        let (rows, total) = page.find(&caller.app.db, select, sort, None).await?;
        let position = |party: &Party| {
            let value = match order.field {
                PartyOrderField::Name => SortValue::Text(party.0.name.clone()),
                PartyOrderField::Recorded => SortValue::Key,
            };
            Position::new(value, party.0.id)
        };
        Ok(page.listing(rows.into_iter().map(Party).collect(), position, total))
    }
}
