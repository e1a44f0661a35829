//! The list of appeals.

use async_graphql::{Context, ID, InputObject, Object, Result};
use entity::{enums::AppealState, league_appeal};
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, sea_query::Expr};
use uuid::Uuid;

use super::{service, sight::visible, types::LeagueAppeal};
use crate::shared::{
    caller::Caller,
    errors::internal,
    ids::{self, Kind},
    pagination::{Listing, Page, Position, Sort, SortValue, SortedBy, Total},
};

/// The appeal with this key, where the caller may see it.
pub async fn find(caller: &Caller, id: Uuid) -> Result<Option<LeagueAppeal>> {
    let found = service::find(&caller.app.db.read, caller, id).await.map_err(internal)?;
    Ok(found.map(LeagueAppeal))
}

/// Which appeals a list shows; all conditions hold together.
#[derive(InputObject, Clone, Debug, Default)]
pub struct LeagueAppealFilter {
    /// Of this department.
    pub department_id: Option<ID>,
    /// Against points lost by this indicator.
    pub indicator: Option<String>,
    /// In this state.
    pub state: Option<AppealState>,
}

impl LeagueAppealFilter {
    fn condition(&self) -> Condition {
        use league_appeal::Column;
        let department = self.department_id.as_ref().map(|id| ids::named(Kind::Department, id));
        Condition::all()
            .add_option(department.map(|id| Column::DepartmentId.eq(id)))
            .add_option(self.indicator.as_ref().map(|code| Column::Indicator.eq(code.as_str())))
            .add_option(self.state.map(|state| Column::State.eq(state)))
    }
}

/// What can be asked about the league.
#[derive(Default)]
pub struct LeagueQueries;

/// What can be asked about the league.
#[Object]
impl LeagueQueries {
    /// The appeals that the viewer may see, the latest first: a department's own; for an office those of its region and of
    /// all below.
    async fn league_appeals(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "How many of the following rows, 1 to 100.")] first: Option<i32>,
        #[graphql(desc = "The cursor after which the page begins.")] after: Option<String>,
        #[graphql(desc = "How many of the preceding rows, 1 to 100.")] last: Option<i32>,
        #[graphql(desc = "The cursor before which the page ends.")] before: Option<String>,
        #[graphql(desc = "Which appeals to show.")] filter: Option<LeagueAppealFilter>,
    ) -> Result<Listing<LeagueAppeal>> {
        let page = Page::new(context, first, after, last, before)?;
        let caller = Caller::of(context)?;
        let select = league_appeal::Entity::find()
            .filter(visible(&caller.records()))
            .filter(filter.unwrap_or_default().condition());
        let sort = Sort {
            by: SortedBy::Key,
            column: Expr::col((league_appeal::Entity, league_appeal::Column::Id)),
            id: Expr::col((league_appeal::Entity, league_appeal::Column::Id)),
            descending: true,
        };
        let total = Total::of(select.clone());
        let rows = page.read(&caller.app.db, select, sort).await?;
        let position = |row: &LeagueAppeal| Position::new(SortValue::Key, row.0.id);
        Ok(page.listing(rows.into_iter().map(LeagueAppeal).collect(), position, total))
    }
}
