//! Changes of the rules as GraphQL shows them.

use async_graphql::{Context, ID, Object, Result};
use chrono::{DateTime, Utc};
use entity::{rule_change, rule_change_clock};
use sea_orm::{ColumnTrait, QueryFilter, sea_query::Expr};

use super::{
    loaders::{MovedBy, VisibleClock},
    sight::moved_for,
};
use crate::{
    cases::types::{Case, case_by_id},
    clocks::{
        loaders::RuleById,
        types::{Clock, ClockRule},
    },
    departments::types::{Department, Region, department_by_id, region_of_rule},
    shared::{
        caller::Caller,
        errors::internal,
        ids::{self, Kind},
        language::Language,
        loaders,
        pagination::{Listing, Page, Position, Sort, SortValue, SortedBy, Total},
        values::Date,
        viewer,
    },
    users::types::{Person, person_by_id},
};

/// A change of the rules or of the calendar.
pub struct RuleChange(pub rule_change::Model);

/// A change of what the law says on the platform (规则变更): of a rule, or of the holiday calendar. Never
/// changed, never removed.
#[Object]
impl RuleChange {
    /// The global id.
    pub async fn id(&self) -> ID {
        ids::encode(Kind::RuleChange, self.0.id)
    }

    /// Whose rule changed, which binds all below; none: the platform's.
    async fn region(&self, context: &Context<'_>) -> Result<Option<Region>> {
        region_of_rule(context, &self.0.region_key).await
    }

    /// What changed, in one sentence in the viewer's language.
    async fn title(&self, context: &Context<'_>) -> &str {
        match viewer::language(context) {
            Language::Chinese => &self.0.title_zh,
            Language::English => &self.0.title_en,
        }
    }

    /// The regulation or the document on which it rests.
    async fn ground(&self) -> &str {
        &self.0.ground
    }

    /// Who made it; none: the operator, at the command line.
    async fn actor(&self, context: &Context<'_>) -> Result<Option<Person>> {
        match self.0.actor_id {
            Some(id) => person_by_id(context, id).await.map(Some),
            None => Ok(None),
        }
    }

    /// When it was made.
    async fn changed_at(&self) -> DateTime<Utc> {
        self.0.changed_at
    }

    /// How many due dates it moved, of those that the viewer may see.
    async fn moved_count(&self, context: &Context<'_>) -> Result<i32> {
        let count = loaders::of(context)?.load_one(MovedBy(self.0.id)).await.map_err(internal)?;
        i32::try_from(count.unwrap_or_default()).map_err(internal)
    }

    /// The due dates that it moved, of those that the viewer may see.
    async fn moved(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "How many from the start, 1 to 100.")] first: Option<i32>,
        #[graphql(desc = "Those after this cursor.")] after: Option<String>,
        #[graphql(desc = "How many from the end, 1 to 100.")] last: Option<i32>,
        #[graphql(desc = "Those before this cursor.")] before: Option<String>,
    ) -> Result<Listing<MovedClock>> {
        let page = Page::new(context, first, after, last, before)?;
        let caller = Caller::of(context)?;
        let select = moved_for(&caller.records()).filter(rule_change_clock::Column::ChangeId.eq(self.0.id));
        let id = Expr::col((rule_change_clock::Entity, rule_change_clock::Column::Id));
        let sort = Sort { by: SortedBy::Key, column: id.clone(), id, descending: false };
        let rows = page.read(&caller.app.db, select.clone(), sort).await?;
        let position = |row: &MovedClock| Position::new(SortValue::Key, row.0.id);
        Ok(page.listing(rows.into_iter().map(MovedClock).collect(), position, Total::of(select)))
    }
}

/// A due date that a change moved.
pub struct MovedClock(pub rule_change_clock::Model);

/// A due date that a change of the rules moved.
#[Object]
impl MovedClock {
    /// The clock, as it is now.
    async fn clock(&self, context: &Context<'_>) -> Result<Clock> {
        let row = loaders::of(context)?.load_one(VisibleClock(self.0.clock_id)).await.map_err(internal)?;
        row.map(Clock).ok_or_else(|| internal(format!("clock {} is missing", self.0.clock_id)))
    }

    /// The case, where there is one and the viewer may see it.
    async fn case(&self, context: &Context<'_>) -> Result<Option<Case>> {
        match self.0.case_id {
            Some(id) => case_by_id(context, id).await,
            None => Ok(None),
        }
    }

    /// The department for which it waited then.
    async fn department(&self, context: &Context<'_>) -> Result<Department> {
        department_by_id(context, self.0.department_id).await
    }

    /// The last day before.
    async fn due_before(&self) -> Option<Date> {
        self.0.due_before.map(Date)
    }

    /// The last day after.
    async fn due_after(&self) -> Option<Date> {
        self.0.due_after.map(Date)
    }

    /// The rule by which it ran since.
    async fn rule(&self, context: &Context<'_>) -> Result<Option<ClockRule>> {
        match self.0.rule_id {
            Some(id) => {
                let rule = loaders::of(context)?.load_one(RuleById(id)).await.map_err(internal)?;
                Ok(rule.map(ClockRule))
            }
            None => Ok(None),
        }
    }
}
