//! Root fields of inspections, and the one condition that says which of them a viewer sees.

use async_graphql::{Context, Enum, ID, InputObject, Object, Result};
use entity::{
    enums::{self, SearchKind},
    inspected_premises, inspection, inspection_department,
};
use sea_orm::{
    ColumnTrait, Condition, EntityTrait, QueryFilter,
    sea_query::{Expr, Query},
};

use super::types::{Inspection, PremisesResult, inspection_by_id};
use crate::shared::{
    caller::Caller,
    ids::{self, Kind},
    pagination::{Listing, Page, Position, Sort, SortValue, SortedBy},
    policy::Scope,
    scope::{self, Ownership, region_key, within_region},
    search::found::Found,
    values::{DateRangeInput, OrderDirection},
};

/// The inspections that exist within `scope`.
pub fn visible(scope: &Scope) -> Condition {
    scope::condition::<inspection_department::Entity>(
        scope,
        Ownership {
            region_key: (inspection::Entity, inspection::Column::RegionKey),
            id: (inspection::Entity, inspection::Column::Id),
            link_row: inspection_department::Column::InspectionId,
            link_department: inspection_department::Column::DepartmentId,
        },
    )
}

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
        let mut condition = Condition::all();
        if let Some(period) = &self.inspected {
            condition = condition.add(inspection::Column::InspectedOn.between(period.from.0, period.to.0));
        }
        if let Some(department) = &self.department_id {
            let taking_part = Query::select()
                .column(inspection_department::Column::InspectionId)
                .from(inspection_department::Entity)
                .and_where(
                    inspection_department::Column::DepartmentId.eq(ids::named(Kind::Department, department)),
                )
                .to_owned();
            condition = condition.add(inspection::Column::Id.in_subquery(taking_part));
        }
        if let Some(action) = &self.action_id {
            condition = condition.add(inspection::Column::ActionId.eq(ids::named(Kind::JointAction, action)));
        }
        if let Some(code) = &self.region_code {
            condition = condition
                .add(within_region(region_key(code), (inspection::Entity, inspection::Column::RegionKey)));
        }
        if let Some(results) = &self.result {
            let results = results.iter().map(|result| enums::PremisesResult::from(*result));
            let with_result = Query::select()
                .column(inspected_premises::Column::InspectionId)
                .from(inspected_premises::Entity)
                .and_where(inspected_premises::Column::Result.is_in(results))
                .to_owned();
            condition = condition.add(inspection::Column::Id.in_subquery(with_result));
        }
        condition
    }
}

/// By what inspections are sorted.
#[derive(Enum, Clone, Copy, Debug, PartialEq, Eq)]
pub enum InspectionOrderField {
    /// The day of the outing.
    InspectedOn,
}

/// How inspections are sorted.
#[derive(InputObject, Clone, Copy, Debug)]
pub struct InspectionOrder {
    /// By what.
    pub field: InspectionOrderField,
    /// In which direction.
    pub direction: OrderDirection,
}

/// The page of the inspections that the viewer sees and `extra` keeps, by their day.
pub async fn list(
    context: &Context<'_>,
    page: Page,
    extra: Condition,
    descending: bool,
    found: Option<Found>,
) -> Result<Listing<Inspection>> {
    let caller = Caller::of(context)?;
    let select = inspection::Entity::find().filter(visible(&caller.records())).filter(extra);
    let sort = Sort {
        by: SortedBy::Day,
        column: Expr::col((inspection::Entity, inspection::Column::InspectedOn)),
        id: Expr::col((inspection::Entity, inspection::Column::Id)),
        descending,
    };
    let (rows, total) = page.find(&caller.app.db, select, sort, found).await?;
    let position = |row: &Inspection| Position::new(SortValue::Date(row.0.inspected_on), row.0.id);
    Ok(page.listing(rows.into_iter().map(Inspection).collect(), position, total))
}

/// What can be asked about inspections.
#[derive(Default)]
pub struct InspectionQueries;

/// What can be asked about inspections.
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
        let found =
            Found::look(&Caller::of(context)?, SearchKind::Inspection, filter.search.as_deref()).await?;
        let descending = order_by.is_none_or(|order| order.direction == OrderDirection::Desc);
        list(context, page, filter.condition(), descending, found).await
    }
}
