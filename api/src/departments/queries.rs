//! Root fields of the address book: regions and departments.

use async_graphql::{Context, Enum, ID, InputObject, Object, Result};
use entity::{
    department,
    enums::{self, SearchKind},
    region,
};
use sea_orm::{
    ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder,
    sea_query::{Expr, SimpleExpr},
};
use uuid::Uuid;

use super::{
    sight::visible,
    types::{Department, DepartmentKind, Region},
};
use crate::shared::{
    caller::Caller,
    errors::internal,
    ids::{self, Kind},
    pagination::{Listing, Page, Position, Sort, SortValue, SortedBy, Total},
    policy::{self, Scope, Subject},
    scope::{region_key, within_region},
    search,
    values::OrderDirection,
};

/// The department with `id`, where it exists for `caller`; their own does for everybody, who sees it in
/// their account.
pub async fn find(caller: &Caller, id: Uuid) -> Result<Option<department::Model>> {
    let own = department::Column::Id.eq(caller.viewer.department_id);
    let directory = visible(&policy::scope(&caller.viewer, Subject::Directory));
    department::Entity::find_by_id(id)
        .filter(Condition::any().add(own).add(directory))
        .one(&caller.app.db.read)
        .await
        .map_err(internal)
}

/// The region with `id`: those of the State's own register (GB/T 2260) are no secret to anybody.
pub async fn find_region(caller: &Caller, id: Uuid) -> Result<Option<region::Model>> {
    region::Entity::find_by_id(id).one(&caller.app.db.read).await.map_err(internal)
}

/// Which departments are wanted; what is left out does not matter.
#[derive(InputObject, Default)]
pub struct DepartmentFilter {
    /// A fragment of the name.
    search: Option<String>,
    /// Of these kinds.
    kind: Option<Vec<DepartmentKind>>,
    /// In the region with this code, or below it.
    region_code: Option<String>,
    /// Whether it still exists.
    active: Option<bool>,
    /// Whether it may inspect: a coordination office may not.
    can_inspect: Option<bool>,
}

/// By what departments are sorted.
#[derive(Enum, Clone, Copy, Debug, PartialEq, Eq)]
pub enum DepartmentOrderField {
    /// The name.
    Name,
    /// The order of the leading group's own roster.
    SortOrder,
}

/// How departments are sorted.
#[derive(InputObject, Clone, Copy)]
pub struct DepartmentOrder {
    /// By what.
    field: DepartmentOrderField,
    /// In which direction.
    direction: OrderDirection,
}

impl DepartmentFilter {
    fn condition(&self, caller: &Caller) -> Result<Condition> {
        let id = (department::Entity, department::Column::Id);
        let engine = (caller.app.db.read.get_database_backend(), caller.language());
        let searched = search::condition(SearchKind::Department, self.search.as_deref(), id, engine)?;
        let kinds = self.kind.as_ref().filter(|kinds| !kinds.is_empty()).map(|kinds| {
            let kinds = kinds.iter().map(|kind| enums::DepartmentKind::from(*kind));
            department::Column::Kind.is_in(kinds)
        });
        Ok(Condition::all()
            .add(searched)
            .add_option(kinds)
            .add_option(self.active.map(|active| department::Column::Active.eq(active)))
            .add_option(self.can_inspect.map(|can| department::Column::IsCoordinationOffice.eq(!can)))
            .add_option(self.region_code.as_deref().map(|code| {
                within_region(region_key(code), (department::Entity, department::Column::RegionKey))
            })))
    }
}

/// What can be asked about departments and regions.
#[derive(Default)]
pub struct DepartmentQueries;

/// What can be asked about departments and regions.
#[Object]
impl DepartmentQueries {
    /// The region with this code (GB/T 2260).
    async fn region(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "Six to nine digits.")] code: String,
    ) -> Result<Option<Region>> {
        let caller = Caller::of(context)?;
        if policy::scope(&caller.viewer, Subject::Directory) == Scope::Nothing {
            return Ok(None);
        }
        let row = region::Entity::find()
            .filter(region::Column::Code.eq(code.trim()))
            .one(&caller.app.db.read)
            .await
            .map_err(internal)?;
        Ok(row.map(Region))
    }

    /// The viewer's region and its direct children, or the direct children of another region; by code.
    async fn regions(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "The code of the region whose children are wanted.")] parent_code: Option<String>,
    ) -> Result<Vec<Region>> {
        let caller = Caller::of(context)?;
        if policy::scope(&caller.viewer, Subject::Directory) == Scope::Nothing {
            return Ok(Vec::new());
        }
        let own = Condition::any()
            .add(region::Column::Id.eq(caller.viewer.region_id))
            .add(region::Column::ParentId.eq(caller.viewer.region_id));
        let wanted = match parent_code {
            None => own,
            Some(code) => {
                let parent = sea_orm::sea_query::Query::select()
                    .column(region::Column::Id)
                    .from(region::Entity)
                    .and_where(region::Column::Code.eq(code.trim()))
                    .to_owned();
                Condition::all().add(region::Column::ParentId.in_subquery(parent))
            }
        };
        let rows = region::Entity::find()
            .filter(wanted)
            .order_by_asc(region::Column::Code)
            .all(&caller.app.db.read)
            .await
            .map_err(internal)?;
        Ok(rows.into_iter().map(Region).collect())
    }

    /// The department with this id.
    async fn department(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "The global id.")] id: ID,
    ) -> Result<Option<Department>> {
        let caller = Caller::of(context)?;
        Ok(find(&caller, ids::named(Kind::Department, &id)).await?.map(Department))
    }

    /// The address book of departments, in the roster's order unless another is asked for.
    #[allow(clippy::too_many_arguments, reason = "a connection's arguments")]
    async fn departments(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "How many from the beginning, 1 to 100.")] first: Option<i32>,
        #[graphql(desc = "Those after this cursor.")] after: Option<String>,
        #[graphql(desc = "How many from the end, 1 to 100.")] last: Option<i32>,
        #[graphql(desc = "Those before this cursor.")] before: Option<String>,
        #[graphql(desc = "Which departments are wanted.")] filter: Option<DepartmentFilter>,
        #[graphql(desc = "How they are sorted.")] order_by: Option<DepartmentOrder>,
    ) -> Result<Listing<Department>> {
        let caller = Caller::of(context)?;
        let page = Page::new(context, first, after, last, before)?;
        let order = order_by.unwrap_or(DepartmentOrder {
            field: DepartmentOrderField::SortOrder,
            direction: OrderDirection::Asc,
        });
        let select = department::Entity::find()
            .filter(visible(&policy::scope(&caller.viewer, Subject::Directory)))
            .filter(filter.unwrap_or_default().condition(&caller)?);
        let (by, column) = match order.field {
            DepartmentOrderField::Name => (SortedBy::Text, department::Column::Name),
            DepartmentOrderField::SortOrder => (SortedBy::Number, department::Column::SortOrder),
        };
        let own = |column| -> SimpleExpr { Expr::col((department::Entity, column)) };
        let sort = Sort {
            by,
            column: own(column),
            id: own(department::Column::Id),
            descending: order.direction == OrderDirection::Desc,
        };
        let total = Total::of(select.clone());
        let rows = page.read(&caller.app.db, select, sort).await?;
        let position = |department: &Department| {
            let row = &department.0;
            let value = match order.field {
                DepartmentOrderField::Name => SortValue::Text(row.name.clone()),
                DepartmentOrderField::SortOrder => SortValue::Number(row.sort_order.into()),
            };
            Position::new(value, row.id)
        };
        Ok(page.listing(rows.into_iter().map(Department).collect(), position, total))
    }
}
