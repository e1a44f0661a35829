//! Root fields of publicity events, and the one condition that says which of them a viewer sees.

use async_graphql::{Context, Enum, ID, InputObject, Object, Result};
use entity::{
    enums::{self, SearchKind},
    publicity_event, publicity_event_department,
};
use sea_orm::{
    ColumnTrait, Condition, EntityTrait, QueryFilter,
    sea_query::{Expr, Query},
};

use super::types::{PublicityEvent, PublicityKind, publicity_event_by_id};
use crate::shared::{
    caller::Caller,
    ids::{self, Kind},
    pagination::{Listing, Page, Position, Sort, SortValue, SortedBy},
    policy::Scope,
    scope::{self, Ownership, region_key, within_region},
    search::found::Found,
    values::{DateRangeInput, OrderDirection},
};

/// The publicity events that exist within `scope`.
pub fn visible(scope: &Scope) -> Condition {
    scope::condition::<publicity_event_department::Entity>(
        scope,
        Ownership {
            region_key: (publicity_event::Entity, publicity_event::Column::RegionKey),
            id: (publicity_event::Entity, publicity_event::Column::Id),
            link_row: publicity_event_department::Column::PublicityEventId,
            link_department: publicity_event_department::Column::DepartmentId,
        },
    )
}

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
        let taking_part = |department: &ID| {
            let rows = Query::select()
                .column(publicity_event_department::Column::PublicityEventId)
                .from(publicity_event_department::Entity)
                .and_where(
                    publicity_event_department::Column::DepartmentId
                        .eq(ids::named(Kind::Department, department)),
                )
                .to_owned();
            publicity_event::Column::Id.in_subquery(rows)
        };
        let kinds = |kinds: &Vec<PublicityKind>| {
            publicity_event::Column::Kind.is_in(kinds.iter().map(|kind| enums::PublicityKind::from(*kind)))
        };
        Condition::all()
            .add_option(
                self.held.map(|period| publicity_event::Column::StartsOn.between(period.from.0, period.to.0)),
            )
            .add_option(self.kind.as_ref().map(kinds))
            .add_option(self.department_id.as_ref().map(taking_part))
            .add_option(self.region_code.as_deref().map(|code| {
                within_region(region_key(code), (publicity_event::Entity, publicity_event::Column::RegionKey))
            }))
    }
}

/// By what publicity events are sorted.
#[derive(Enum, Clone, Copy, Debug, PartialEq, Eq)]
pub enum PublicityEventOrderField {
    /// The first day.
    StartsOn,
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

/// What can be asked about publicity events.
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
        let caller = Caller::of(context)?;
        let page = Page::new(context, first, after, last, before)?;
        let filter = filter.unwrap_or_default();
        let found = Found::look(&caller, SearchKind::PublicityEvent, filter.search.as_deref()).await?;
        let select =
            publicity_event::Entity::find().filter(visible(&caller.records())).filter(filter.condition());
        let sort = Sort {
            by: SortedBy::Day,
            column: Expr::col((publicity_event::Entity, publicity_event::Column::StartsOn)),
            id: Expr::col((publicity_event::Entity, publicity_event::Column::Id)),
            descending: order_by.is_none_or(|order| order.direction == OrderDirection::Desc),
        };
        let (rows, total) = page.find(&caller.app.db, select, sort, found).await?;
        let position = |row: &PublicityEvent| Position::new(SortValue::Date(row.0.starts_on), row.0.id);
        Ok(page.listing(rows.into_iter().map(PublicityEvent).collect(), position, total))
    }
}
