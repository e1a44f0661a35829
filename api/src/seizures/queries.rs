//! The ledger of seizures.

use async_graphql::{Context, Enum, ID, InputObject, Object, Result};
use chrono::Days;
use entity::{enums::SearchKind, seizure};
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, sea_query::Expr};

use super::{
    sight::visible,
    types::{Seizure, SeizureMeasure, seizure_by_id},
};
use crate::{
    parties::merged,
    shared::{
        caller::Caller,
        ids::{self, Kind},
        pagination::{Listing, Page, Position, Sort, SortValue, SortedBy},
        scope::{region_key, within_region},
        search::found::Found,
        values::{DateRangeInput, OrderDirection},
    },
};

/// Up to how many days before its last day a seizure is about to run out.
const SOON: u64 = 7;

/// How near the end of a seizure's period is.
#[derive(Enum, Clone, Copy, Debug, PartialEq, Eq)]
pub enum SeizureDue {
    /// It ran out, and goods are left.
    Overdue,
    /// It runs out within seven days.
    DueSoon,
}

/// Which seizures a list shows; all conditions hold together.
#[derive(InputObject, Clone, Debug, Default)]
pub struct SeizureFilter {
    /// Fragments of the goods, their brands, the decision's number or the place.
    pub search: Option<String>,
    /// Under one of these measures.
    pub measure: Option<Vec<SeizureMeasure>>,
    /// Whether goods are left that wait for their disposal.
    pub held: Option<bool>,
    /// Of those with goods left: how near the end is.
    pub due: Option<SeizureDue>,
    /// Of this department's cases.
    pub department_id: Option<ID>,
    /// Of this case.
    pub case_id: Option<ID>,
    /// From this party.
    pub party_id: Option<ID>,
    /// Of this region and those below it, by its code (GB/T 2260).
    pub region_code: Option<String>,
    /// Taken within this period.
    pub taken: Option<DateRangeInput>,
}

impl SeizureFilter {
    fn condition(&self, caller: &Caller) -> Condition {
        use seizure::Column;
        let mut all = Condition::all();
        if let Some(measures) = self.measure.as_ref().filter(|measures| !measures.is_empty()) {
            let measures = measures.iter().map(|measure| entity::enums::SeizureMeasure::from(*measure));
            all = all.add(Column::Measure.is_in(measures));
        }
        all = all.add_option(self.held.map(|held| Column::IsHeld.eq(held)));
        let today = caller.today();
        all = all.add_option(self.due.map(|due| match due {
            SeizureDue::Overdue => Column::DueSort.lt(today),
            SeizureDue::DueSoon => Column::DueSort.between(today, today + Days::new(SOON)),
        }));
        all = all.add_option(
            self.department_id.as_ref().map(|id| Column::DepartmentId.eq(ids::named(Kind::Department, id))),
        );
        all = all.add_option(self.case_id.as_ref().map(|id| Column::CaseId.eq(ids::named(Kind::Case, id))));
        let meant = |id| Column::PartyId.in_subquery(merged::meant_by(ids::named(Kind::Party, id)));
        all = all.add_option(self.party_id.as_ref().map(meant));
        if let Some(code) = &self.region_code {
            all = all.add(within_region(region_key(code), (seizure::Entity, Column::RegionKey)));
        }
        all.add_option(self.taken.map(|period| Column::TakenOn.between(period.from.0, period.to.0)))
    }
}

/// By what seizures are sorted.
#[derive(Enum, Clone, Copy, Debug, PartialEq, Eq)]
pub enum SeizureOrderField {
    /// The last day of the period; where nothing is left, after all others.
    DueOn,
    /// The day on which the goods were taken.
    TakenOn,
}

/// How seizures are sorted.
#[derive(InputObject, Clone, Copy, Debug)]
pub struct SeizureOrder {
    /// By what.
    pub field: SeizureOrderField,
    /// In which direction.
    pub direction: OrderDirection,
}

/// The page of the seizures that the viewer sees and `extra` keeps.
pub async fn list(
    context: &Context<'_>,
    page: Page,
    extra: Condition,
    order: Option<SeizureOrder>,
    found: Option<Found>,
) -> Result<Listing<Seizure>> {
    let caller = Caller::of(context)?;
    let order =
        order.unwrap_or(SeizureOrder { field: SeizureOrderField::DueOn, direction: OrderDirection::Asc });
    let column = match order.field {
        SeizureOrderField::DueOn => seizure::Column::DueSort,
        SeizureOrderField::TakenOn => seizure::Column::TakenOn,
    };
    let select = seizure::Entity::find().filter(visible(&caller.records())).filter(extra);
    let sort = Sort {
        by: SortedBy::Day,
        column: Expr::col((seizure::Entity, column)),
        id: Expr::col((seizure::Entity, seizure::Column::Id)),
        descending: order.direction == OrderDirection::Desc,
    };
    let (rows, total) = page.find(&caller.app.db, select, sort, found).await?;
    let position = |row: &Seizure| {
        let day = match order.field {
            SeizureOrderField::DueOn => row.0.due_sort,
            SeizureOrderField::TakenOn => row.0.taken_on,
        };
        Position::new(SortValue::Date(day), row.0.id)
    };
    Ok(page.listing(rows.into_iter().map(Seizure).collect(), position, total))
}

/// What can be asked about seizures.
#[derive(Default)]
pub struct SeizureQueries;

/// What can be asked about seizures.
#[Object]
impl SeizureQueries {
    /// The seizure with this id, where the viewer may see its case.
    async fn seizure(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "The seizure's global id.")] id: ID,
    ) -> Result<Option<Seizure>> {
        Caller::of(context)?;
        seizure_by_id(context, ids::named(Kind::Seizure, &id)).await
    }

    /// The seizures of the cases that the viewer may see; those that run out first come first
    /// unless sorted otherwise.
    #[allow(clippy::too_many_arguments, reason = "the arguments of every list")]
    async fn seizures(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "How many of the following rows, 1 to 100.")] first: Option<i32>,
        #[graphql(desc = "The cursor after which the page begins.")] after: Option<String>,
        #[graphql(desc = "How many of the preceding rows, 1 to 100.")] last: Option<i32>,
        #[graphql(desc = "The cursor before which the page ends.")] before: Option<String>,
        #[graphql(desc = "Which seizures to show.")] filter: Option<SeizureFilter>,
        #[graphql(desc = "How to sort them.")] order_by: Option<SeizureOrder>,
    ) -> Result<Listing<Seizure>> {
        let page = Page::new(context, first, after, last, before)?;
        let (caller, filter) = (Caller::of(context)?, filter.unwrap_or_default());
        let found = Found::look(&caller, SearchKind::Seizure, filter.search.as_deref()).await?;
        list(context, page, filter.condition(&caller), order_by, found).await
    }
}
