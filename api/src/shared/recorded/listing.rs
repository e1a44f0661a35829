//! Lists of records, by their day.

use async_graphql::{Context, ID, OutputType};
use sea_orm::{
    ColumnTrait, Condition, QueryFilter,
    sea_query::{Expr, Query},
};

use super::{Departments, Part, Recorded, visible};
use crate::shared::{
    caller::Caller,
    ids::{self, Kind},
    pagination::{Listing, Page, Position, Sort, SortValue, SortedBy},
    scope::{region_key, within_region},
    search::found::Found,
    values::{DateRangeInput, OrderDirection},
};

/// Of the records of the table `E` those of this period, in which this department took part, of this region and
/// those below it (by its code, GB/T 2260).
pub fn filtered<E: Recorded>(
    period: Option<DateRangeInput>,
    department: Option<&ID>,
    region_code: Option<&str>,
) -> Condition {
    let taking_part = |department: &ID| {
        let links = E::Departments::default();
        let rows = Query::select()
            .column(<E::Departments as Part>::OF)
            .from(links)
            .and_where(E::Departments::DEPARTMENT.eq(ids::named(Kind::Department, department)))
            .take();
        E::ID.in_subquery(rows)
    };
    Condition::all()
        .add_option(period.map(|period| E::DAY.between(period.from.0, period.to.0)))
        .add_option(department.map(taking_part))
        .add_option(region_code.map(|code| within_region(region_key(code), (E::default(), E::REGION_KEY))))
}

/// The page of the records that the viewer sees, `filter` keeps and `search` finds, by their day; the latest first
/// where nothing else is asked for.
///
/// # Errors
///
/// BAD_USER_INPUT where nothing can be searched for, or the cursor is of another list.
pub async fn list<E: Recorded, T: OutputType>(
    context: &Context<'_>,
    page: Page,
    filter: Condition,
    search: Option<&str>,
    direction: Option<OrderDirection>,
    show: impl Fn(E::Model) -> T,
) -> async_graphql::Result<Listing<T>> {
    let caller = Caller::of(context)?;
    let found = Found::look(&caller, E::SEARCH, search).await?;
    let select = E::find().filter(visible::<E>(&caller.records())).filter(filter);
    let sort = Sort {
        by: SortedBy::Day,
        column: Expr::col((E::default(), E::DAY)),
        id: Expr::col((E::default(), E::ID)),
        descending: direction != Some(OrderDirection::Asc),
    };
    let (rows, total) = page.find(&caller.app.db, select, sort, found).await?;
    let placed = |row: E::Model| (Position::new(SortValue::Date(E::day(&row)), E::id(&row)), show(row));
    Ok(page.placed(rows.into_iter().map(placed).collect(), total))
}
