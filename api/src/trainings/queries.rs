//! Root fields of trainings, and the one condition that says which of them a viewer sees.

use async_graphql::{Context, Enum, ID, InputObject, Object, Result};
use entity::{
    enums::{self, SearchKind},
    training, training_department,
};
use sea_orm::{
    ColumnTrait, Condition, EntityTrait, QueryFilter,
    sea_query::{Expr, Query},
};

use super::types::{Training, TrainingKind, training_by_id};
use crate::shared::{
    caller::Caller,
    ids::{self, Kind},
    pagination::{Listing, Page, Position, Sort, SortValue, SortedBy},
    policy::Scope,
    scope::{self, Ownership, region_key, within_region},
    search::found::Found,
    values::{DateRangeInput, OrderDirection},
};

/// The trainings that exist within `scope`.
pub fn visible(scope: &Scope) -> Condition {
    scope::condition::<training_department::Entity>(
        scope,
        Ownership {
            region_key: (training::Entity, training::Column::RegionKey),
            id: (training::Entity, training::Column::Id),
            link_row: training_department::Column::TrainingId,
            link_department: training_department::Column::DepartmentId,
        },
    )
}

/// Which trainings a list shows; all conditions hold together.
#[derive(InputObject, Clone, Debug, Default)]
pub struct TrainingFilter {
    /// Fragments of the name, the subject, the speakers or the place.
    pub search: Option<String>,
    /// Trainings that began in this period.
    pub held: Option<DateRangeInput>,
    /// Trainings of any of these forms.
    pub kind: Option<Vec<TrainingKind>>,
    /// Trainings in which this department took part.
    pub department_id: Option<ID>,
    /// Trainings of this region and those below it, by its code (GB/T 2260).
    pub region_code: Option<String>,
}

impl TrainingFilter {
    fn condition(&self) -> Condition {
        let taking_part = |department: &ID| {
            let rows = Query::select()
                .column(training_department::Column::TrainingId)
                .from(training_department::Entity)
                .and_where(
                    training_department::Column::DepartmentId.eq(ids::named(Kind::Department, department)),
                )
                .to_owned();
            training::Column::Id.in_subquery(rows)
        };
        let kinds = |kinds: &Vec<TrainingKind>| {
            training::Column::Kind.is_in(kinds.iter().map(|kind| enums::TrainingKind::from(*kind)))
        };
        Condition::all()
            .add_option(
                self.held.map(|period| training::Column::StartsOn.between(period.from.0, period.to.0)),
            )
            .add_option(self.kind.as_ref().map(kinds))
            .add_option(self.department_id.as_ref().map(taking_part))
            .add_option(
                self.region_code.as_deref().map(|code| {
                    within_region(region_key(code), (training::Entity, training::Column::RegionKey))
                }),
            )
    }
}

/// By what trainings are sorted.
#[derive(Enum, Clone, Copy, Debug, PartialEq, Eq)]
pub enum TrainingOrderField {
    /// The first day.
    StartsOn,
}

/// How trainings are sorted.
#[derive(InputObject, Clone, Copy, Debug)]
pub struct TrainingOrder {
    /// By what.
    pub field: TrainingOrderField,
    /// In which direction.
    pub direction: OrderDirection,
}

/// What can be asked about trainings.
#[derive(Default)]
pub struct TrainingQueries;

/// What can be asked about trainings.
#[Object]
impl TrainingQueries {
    /// The training with this id, where the viewer may see it.
    async fn training(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "The training's global id.")] id: ID,
    ) -> Result<Option<Training>> {
        Caller::of(context)?;
        training_by_id(context, ids::named(Kind::Training, &id)).await
    }

    /// The trainings that the viewer may see, latest first.
    #[allow(clippy::too_many_arguments, reason = "the arguments of every list")]
    async fn trainings(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "How many of the following rows, 1 to 100.")] first: Option<i32>,
        #[graphql(desc = "The cursor after which the page begins.")] after: Option<String>,
        #[graphql(desc = "How many of the preceding rows, 1 to 100.")] last: Option<i32>,
        #[graphql(desc = "The cursor before which the page ends.")] before: Option<String>,
        #[graphql(desc = "Which trainings to show.")] filter: Option<TrainingFilter>,
        #[graphql(desc = "How to sort them.")] order_by: Option<TrainingOrder>,
    ) -> Result<Listing<Training>> {
        let caller = Caller::of(context)?;
        let page = Page::new(context, first, after, last, before)?;
        let filter = filter.unwrap_or_default();
        let found = Found::look(&caller, SearchKind::Training, filter.search.as_deref()).await?;
        let select = training::Entity::find().filter(visible(&caller.records())).filter(filter.condition());
        let sort = Sort {
            by: SortedBy::Day,
            column: Expr::col((training::Entity, training::Column::StartsOn)),
            id: Expr::col((training::Entity, training::Column::Id)),
            descending: order_by.is_none_or(|order| order.direction == OrderDirection::Desc),
        };
        let (rows, total) = page.find(&caller.app.db, select, sort, found).await?;
        let position = |row: &Training| Position::new(SortValue::Date(row.0.starts_on), row.0.id);
        Ok(page.listing(rows.into_iter().map(Training).collect(), position, total))
    }
}
