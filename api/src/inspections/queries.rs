//! Root fields of inspections.

use async_graphql::{Context, ID, InputObject, Object, Result};
use entity::{
    enums::PremisesResult,
    inspected_premises,
    inspection::{Column, Entity},
};
use sea_orm::{ColumnTrait, Condition, sea_query::Query};
use vocabulary::InspectionOrderField;

use super::types::{Inspection, inspection_by_id};
use crate::shared::{
    caller::Caller,
    ids::{self, Kind},
    pagination::{Listing, Page},
    recorded,
    values::{DateRangeInput, OrderDirection},
};

/// Which inspections a list shows; all conditions hold together.
#[derive(InputObject, Clone, Debug, Default)]
pub struct InspectionFilter {
    /// Fragments of the place, the premises' names, the findings or the action's name.
    pub search: Option<String>,
    /// Inspections in this period.
    pub inspected: Option<DateRangeInput>,
    /// Inspections in which this department took part.
    pub department_id: Option<ID>,
    /// Inspections within this joint action.
    pub action_id: Option<ID>,
    /// Inspections of this region and those below it, by its code (GB/T 2260).
    pub region_code: Option<String>,
    /// Inspections with premises that had any of these results.
    pub result: Option<Vec<PremisesResult>>,
}

impl InspectionFilter {
    fn condition(&self) -> Condition {
        let results = |results: &Vec<PremisesResult>| {
            let results = results.iter().copied();
            let with_result = Query::select()
                .column(inspected_premises::Column::InspectionId)
                .from(inspected_premises::Entity)
                .and_where(inspected_premises::Column::Result.is_in(results))
                .take();
            Column::Id.in_subquery(with_result)
        };
        let within = ids::optional(Kind::JointAction, &self.action_id);
        recorded::filtered::<Entity>(self.inspected, self.department_id.as_ref(), self.region_code.as_deref())
            .add_option(within.map(|action| Column::ActionId.eq(action)))
            .add_option(self.result.as_ref().map(results))
    }
}

/// How inspections are sorted.
#[derive(InputObject, Clone, Copy, Debug)]
pub struct InspectionOrder {
    /// By what.
    pub field: InspectionOrderField,
    /// In which direction.
    pub direction: OrderDirection,
}

/// The inspections that the viewer sees and `filter` keeps, the latest first.
pub async fn list(context: &Context<'_>, page: Page, filter: Condition) -> Result<Listing<Inspection>> {
    recorded::list::<Entity, _>(context, page, filter, None, None, Inspection).await
}

/// What can be asked about inspections.
#[derive(Default)]
pub struct InspectionQueries;

#[Object]
impl InspectionQueries {
    /// The inspection with this id, where the viewer may see it.
    async fn inspection(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "The inspection's global id.")] id: ID,
    ) -> Result<Option<Inspection>> {
        Caller::of(context)?;
        inspection_by_id(context, ids::named(Kind::Inspection, &id)).await
    }

    /// The inspections that the viewer may see, latest first.
    #[allow(clippy::too_many_arguments, reason = "the arguments of every list")]
    async fn inspections(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "How many of the following rows, 1 to 100.")] first: Option<i32>,
        #[graphql(desc = "The cursor after which the page begins.")] after: Option<String>,
        #[graphql(desc = "How many of the preceding rows, 1 to 100.")] last: Option<i32>,
        #[graphql(desc = "The cursor before which the page ends.")] before: Option<String>,
        #[graphql(desc = "Which inspections to show.")] filter: Option<InspectionFilter>,
        #[graphql(desc = "How to sort them.")] order_by: Option<InspectionOrder>,
    ) -> Result<Listing<Inspection>> {
        let page = Page::new(context, first, after, last, before)?;
        let filter = filter.unwrap_or_default();
        let direction = order_by.map(|order| order.direction);
        let search = filter.search.as_deref();
        recorded::list::<Entity, _>(context, page, filter.condition(), search, direction, Inspection).await
    }
}
