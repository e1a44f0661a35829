//! Root fields of publicity events.

use async_graphql::{Context, ID, InputObject, Object, Result};
use entity::{
    enums::PublicityKind,
    publicity_event::{Column, Entity},
};
use sea_orm::{ColumnTrait, Condition};
use vocabulary::PublicityEventOrderField;

use super::types::{PublicityEvent, publicity_event_by_id};
use crate::shared::{
    caller::Caller,
    ids::{self, Kind},
    pagination::{Listing, Page},
    recorded,
    values::{DateRangeInput, OrderDirection},
};

/// Which publicity events a list shows; all conditions hold together.
#[derive(InputObject, Clone, Debug, Default)]
pub struct PublicityEventFilter {
    /// Fragments of the name or the place.
    pub search: Option<String>,
    /// Publicity events that began in this period.
    pub held: Option<DateRangeInput>,
    /// Publicity events of any of these forms.
    pub kind: Option<Vec<PublicityKind>>,
    /// Publicity events in which this department took part.
    pub department_id: Option<ID>,
    /// Publicity events of this region and those below it, by its code (GB/T 2260).
    pub region_code: Option<String>,
}

impl PublicityEventFilter {
    fn condition(&self) -> Condition {
        let kinds = |kinds: &Vec<PublicityKind>| Column::Kind.is_in(kinds.iter().copied());
        recorded::filtered::<Entity>(self.held, self.department_id.as_ref(), self.region_code.as_deref())
            .add_option(self.kind.as_ref().map(kinds))
    }
}

/// How publicity events are sorted.
#[derive(InputObject, Clone, Copy, Debug)]
pub struct PublicityEventOrder {
    /// By what.
    pub field: PublicityEventOrderField,
    /// In which direction.
    pub direction: OrderDirection,
}

/// What can be asked about publicity events.
#[derive(Default)]
pub struct PublicityQueries;

#[Object]
impl PublicityQueries {
    /// The publicity event with this id, where the viewer may see it.
    async fn publicity_event(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "The event's global id.")] id: ID,
    ) -> Result<Option<PublicityEvent>> {
        Caller::of(context)?;
        publicity_event_by_id(context, ids::named(Kind::PublicityEvent, &id)).await
    }

    /// The publicity events that the viewer may see, latest first.
    #[allow(clippy::too_many_arguments, reason = "the arguments of every list")]
    async fn publicity_events(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "How many of the following rows, 1 to 100.")] first: Option<i32>,
        #[graphql(desc = "The cursor after which the page begins.")] after: Option<String>,
        #[graphql(desc = "How many of the preceding rows, 1 to 100.")] last: Option<i32>,
        #[graphql(desc = "The cursor before which the page ends.")] before: Option<String>,
        #[graphql(desc = "Which publicity events to show.")] filter: Option<PublicityEventFilter>,
        #[graphql(desc = "How to sort them.")] order_by: Option<PublicityEventOrder>,
    ) -> Result<Listing<PublicityEvent>> {
        let page = Page::new(context, first, after, last, before)?;
        let filter = filter.unwrap_or_default();
        let direction = order_by.map(|order| order.direction);
        let search = filter.search.as_deref();
        recorded::list::<Entity, _>(context, page, filter.condition(), search, direction, PublicityEvent)
            .await
    }
}
