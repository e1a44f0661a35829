//! The list of pairs.

use async_graphql::{Context, ID, InputObject, Object, Result};
use entity::{deconfliction, deconfliction_side};
use sea_orm::{ColumnTrait, Condition, EntityTrait, ExprTrait, QueryFilter, sea_query::Expr};
use uuid::Uuid;

use super::{
    sight::{sides_where, visible},
    types::Deconfliction,
};
use crate::{
    parties::merged,
    shared::{
        caller::Caller,
        errors::internal,
        ids::{self, Kind},
        pagination::{Listing, Page, Position, Sort, SortValue, SortedBy, Total},
    },
};

/// Which pairs a list holds; what is left out does not matter.
#[derive(InputObject, Default)]
pub struct DeconflictionFilter {
    /// At this party.
    pub party_id: Option<ID>,
    /// With this department on one side.
    pub department_id: Option<ID>,
    /// Whether both sides still handle the party.
    pub live: Option<bool>,
    /// Whether a side has not taken note yet.
    pub unacknowledged: Option<bool>,
    /// Whether a proposal of joint handling waits for an answer.
    pub proposed: Option<bool>,
}

impl DeconflictionFilter {
    fn condition(&self) -> Condition {
        let mut all = Condition::all();
        let id = || Expr::col((deconfliction::Entity, deconfliction::Column::Id));
        if let Some(party) = &self.party_id {
            let party = ids::named(Kind::Party, party);
            all = all.add(deconfliction::Column::PartyId.in_subquery(merged::meant_by(party)));
        }
        if let Some(department) = &self.department_id {
            let department = ids::named(Kind::Department, department);
            let side = Condition::all().add(deconfliction_side::Column::DepartmentId.eq(department));
            all = all.add(id().in_subquery(sides_where(side)));
        }
        if let Some(live) = self.live {
            let ended = deconfliction::Column::EndedOn;
            all = all.add(if live { ended.is_null() } else { ended.is_not_null() });
        }
        if let Some(unacknowledged) = self.unacknowledged {
            let waiting = Condition::all().add(deconfliction_side::Column::AcknowledgedAt.is_null());
            let waiting = sides_where(waiting);
            all = all.add(if unacknowledged {
                id().in_subquery(waiting)
            } else {
                id().not_in_subquery(waiting)
            });
        }
        if let Some(proposed) = self.proposed {
            let waits = Condition::all()
                .add(deconfliction::Column::ProposedAt.is_not_null())
                .add(deconfliction::Column::Answer.is_null());
            all = all.add(if proposed { waits } else { waits.not() });
        }
        all
    }
}

/// The pair with `id`, if the viewer may see it.
pub async fn find(caller: &Caller, id: Uuid) -> Result<Option<Deconfliction>> {
    let found = deconfliction::Entity::find_by_id(id)
        .filter(visible(&caller.records()))
        .one(&caller.app.db.read)
        .await
        .map_err(internal)?;
    Ok(found.map(Deconfliction))
}

/// What can be asked about departments that meet at a party.
#[derive(Default)]
pub struct DeconflictionQueries;

/// What can be asked about departments that meet at a party.
#[Object]
impl DeconflictionQueries {
    /// The pair with this id.
    async fn deconfliction(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "The pair's global id.")] id: ID,
    ) -> Result<Option<Deconfliction>> {
        let caller = Caller::of(context)?;
        match ids::decode_as(Kind::Deconfliction, &id) {
            Some(id) => find(&caller, id).await,
            None => Ok(None),
        }
    }

    /// The departments that met at a party (案件撞线), as the viewer may know of them; the latest first.
    async fn deconflictions(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "How many from the start, 1 to 100.")] first: Option<i32>,
        #[graphql(desc = "Those after this cursor.")] after: Option<String>,
        #[graphql(desc = "How many from the end, 1 to 100.")] last: Option<i32>,
        #[graphql(desc = "Those before this cursor.")] before: Option<String>,
        #[graphql(desc = "Which pairs.")] filter: Option<DeconflictionFilter>,
    ) -> Result<Listing<Deconfliction>> {
        let page = Page::new(context, first, after, last, before)?;
        let caller = Caller::of(context)?;
        let select = deconfliction::Entity::find()
            .filter(visible(&caller.records()))
            .filter(filter.unwrap_or_default().condition());
        // Keys are made of the moment at which the two met.
        let id = Expr::col((deconfliction::Entity, deconfliction::Column::Id));
        let sort = Sort { by: SortedBy::Key, column: id.clone(), id, descending: true };
        let rows = page.read(&caller.app.db, select.clone(), sort).await?;
        let position = |pair: &Deconfliction| Position::new(SortValue::Key, pair.0.id);
        Ok(page.listing(rows.into_iter().map(Deconfliction).collect(), position, Total::of(select)))
    }
}
