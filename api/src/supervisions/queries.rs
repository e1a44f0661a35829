//! The list of supervisions.

use async_graphql::{Context, Enum, ID, InputObject, Object, Result};
use entity::{case, supervision};
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, sea_query::Expr};

use super::{
    sight::visible,
    types::{Supervision, supervision_by_id},
};
use crate::{
    cases,
    shared::{
        caller::Caller,
        ids::{self, Kind},
        pagination::{Listing, Page, Position, Sort, SortValue, SortedBy, Total},
        scope::{region_key, within_region},
        values::{DateRangeInput, OrderDirection},
    },
};

/// Which supervisions a list shows; all conditions hold together.
#[derive(InputObject, Clone, Debug, Default)]
pub struct SupervisionFilter {
    /// Whether the case is still on the list.
    pub active: Option<bool>,
    /// Whether the deadline or a report is overdue.
    pub overdue: Option<bool>,
    /// Of this department's cases.
    pub department_id: Option<ID>,
    /// By this office.
    pub office_id: Option<ID>,
    /// Of cases of this region and those below it, by its code (GB/T 2260).
    pub region_code: Option<String>,
    /// Put on the list within this period.
    pub listed: Option<DateRangeInput>,
}

impl SupervisionFilter {
    fn condition(&self, caller: &Caller) -> Condition {
        use supervision::Column;
        let of_cases = |condition| cases::sight::names_one((supervision::Entity, Column::CaseId), condition);
        let mut all = Condition::all();
        all = all.add_option(self.active.map(|active| match active {
            true => Column::ReleasedOn.is_null(),
            false => Column::ReleasedOn.is_not_null(),
        }));
        let today = caller.today();
        all = all.add_option(self.overdue.map(|overdue| match overdue {
            true => Column::DueSort.lt(today),
            false => Column::DueSort.gte(today),
        }));
        if let Some(id) = &self.department_id {
            let its = case::Column::DepartmentId.eq(ids::named(Kind::Department, id));
            all = all.add(of_cases(Condition::all().add(its)));
        }
        all = all.add_option(
            self.office_id.as_ref().map(|id| Column::OfficeId.eq(ids::named(Kind::Department, id))),
        );
        if let Some(code) = &self.region_code {
            let below = within_region(region_key(code), (case::Entity, case::Column::RegionKey));
            all = all.add(of_cases(below));
        }
        all.add_option(self.listed.map(|period| Column::ListedOn.between(period.from.0, period.to.0)))
    }
}

/// By what supervisions are sorted.
#[derive(Enum, Clone, Copy, Debug, PartialEq, Eq)]
pub enum SupervisionOrderField {
    /// The earlier of the deadline and the next report; released ones after all others.
    DueOn,
    /// The day on which the case was put on the list.
    ListedOn,
}

/// How supervisions are sorted.
#[derive(InputObject, Clone, Copy, Debug)]
pub struct SupervisionOrder {
    /// By what.
    pub field: SupervisionOrderField,
    /// In which direction.
    pub direction: OrderDirection,
}

/// What can be asked about supervisions.
#[derive(Default)]
pub struct SupervisionQueries;

/// What can be asked about supervisions.
#[Object]
impl SupervisionQueries {
    /// The supervision with this id, where the viewer may see its case.
    async fn supervision(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "The supervision's global id.")] id: ID,
    ) -> Result<Option<Supervision>> {
        Caller::of(context)?;
        supervision_by_id(context, ids::named(Kind::Supervision, &id)).await
    }

    /// The supervisions of the cases that the viewer may see; what is due first comes first unless
    /// sorted otherwise.
    #[allow(clippy::too_many_arguments, reason = "the arguments of every list")]
    async fn supervisions(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "How many of the following rows, 1 to 100.")] first: Option<i32>,
        #[graphql(desc = "The cursor after which the page begins.")] after: Option<String>,
        #[graphql(desc = "How many of the preceding rows, 1 to 100.")] last: Option<i32>,
        #[graphql(desc = "The cursor before which the page ends.")] before: Option<String>,
        #[graphql(desc = "Which supervisions to show.")] filter: Option<SupervisionFilter>,
        #[graphql(desc = "How to sort them.")] order_by: Option<SupervisionOrder>,
    ) -> Result<Listing<Supervision>> {
        let page = Page::new(context, first, after, last, before)?;
        let caller = Caller::of(context)?;
        let order = order_by.unwrap_or(SupervisionOrder {
            field: SupervisionOrderField::DueOn,
            direction: OrderDirection::Asc,
        });
        let column = match order.field {
            SupervisionOrderField::DueOn => supervision::Column::DueSort,
            SupervisionOrderField::ListedOn => supervision::Column::ListedOn,
        };
        let select = supervision::Entity::find()
            .filter(visible(&caller.records()))
            .filter(filter.unwrap_or_default().condition(&caller));
        let sort = Sort {
            by: SortedBy::Day,
            column: Expr::col((supervision::Entity, column)),
            id: Expr::col((supervision::Entity, supervision::Column::Id)),
            descending: order.direction == OrderDirection::Desc,
        };
        let total = Total::of(select.clone());
        let rows = page.read(&caller.app.db, select, sort).await?;
        let position = |row: &Supervision| {
            let day = match order.field {
                SupervisionOrderField::DueOn => row.0.due_sort,
                SupervisionOrderField::ListedOn => row.0.listed_on,
            };
            Position::new(SortValue::Date(day), row.0.id)
        };
        Ok(page.listing(rows.into_iter().map(Supervision).collect(), position, total))
    }
}
