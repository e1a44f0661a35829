//! Root fields of trainings.

use async_graphql::{Context, ID, InputObject, Object, Result};
use entity::{
    enums::TrainingKind,
    training::{Column, Entity},
};
use sea_orm::{ColumnTrait, Condition};
use vocabulary::TrainingOrderField;

use super::types::{Training, training_by_id};
use crate::shared::{
    caller::Caller,
    ids::{self, Kind},
    pagination::{Listing, Page},
    recorded,
    values::{DateRangeInput, OrderDirection},
};

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
        let kinds = |kinds: &Vec<TrainingKind>| Column::Kind.is_in(kinds.iter().copied());
        recorded::filtered::<Entity>(self.held, self.department_id.as_ref(), self.region_code.as_deref())
            .add_option(self.kind.as_ref().map(kinds))
    }
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
        let page = Page::new(context, first, after, last, before)?;
        let filter = filter.unwrap_or_default();
        let direction = order_by.map(|order| order.direction);
        recorded::list::<Entity, _>(
            context,
            page,
            filter.condition(),
            filter.search.as_deref(),
            direction,
            Training,
        )
        .await
    }
}
