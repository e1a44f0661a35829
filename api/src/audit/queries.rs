//! The root field of the audit log.

use async_graphql::{Context, ID, InputObject, Object, Result};
use chrono::Days;
use entity::audit_entry::{self, Column};
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, sea_query::Expr};
use uuid::Uuid;

use super::{sight::visible, types::AuditEntry};
use crate::shared::{
    caller::Caller,
    clock, ids,
    pagination::{Listing, Page, Position, Sort, SortValue, SortedBy, Total},
    policy::{self, Subject},
    values::DateRangeInput,
};

/// Which lines are wanted; what is left out does not matter.
#[derive(InputObject, Default)]
pub struct AuditFilter {
    /// A fragment of the name of who did it.
    actor: Option<String>,
    /// The beginning of what was done, such as `signIn` or `denied:`.
    action: Option<String>,
    /// What was done to this object.
    object_id: Option<ID>,
    /// Done on these days.
    at: Option<DateRangeInput>,
}

impl AuditFilter {
    fn condition(&self) -> Condition {
        let object = self.object_id.as_ref().map(|id| {
            let id = ids::decode(id).map_or_else(|| id.parse().unwrap_or_default(), |(_, id)| id);
            Column::ObjectId.eq(id)
        });
        let days = self.at.map(|days| {
            let after = days.to.0.checked_add_days(Days::new(1)).unwrap_or(days.to.0);
            Condition::all()
                .add(Column::At.gte(clock::day_begins(days.from.0)))
                .add(Column::At.lt(clock::day_begins(after)))
        });
        let text = |value: &Option<String>| value.clone().filter(|value| !value.trim().is_empty());
        Condition::all()
            .add_option(text(&self.actor).map(|actor| Column::ActorName.contains(actor.trim())))
            .add_option(text(&self.action).map(|action| Column::Action.starts_with(action.trim())))
            .add_option(object)
            .add_option(days)
    }
}

/// What can be asked about the audit log.
#[derive(Default)]
pub struct AuditQueries;

/// What can be asked about the audit log.
#[Object]
impl AuditQueries {
    /// Who did what in the auditor's region and those below, newest first; nobody else sees any.
    async fn audit_entries(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "How many from the beginning, 1 to 100.")] first: Option<i32>,
        #[graphql(desc = "Those after this cursor.")] after: Option<String>,
        #[graphql(desc = "How many from the end, 1 to 100.")] last: Option<i32>,
        #[graphql(desc = "Those before this cursor.")] before: Option<String>,
        #[graphql(desc = "Which lines are wanted.")] filter: Option<AuditFilter>,
    ) -> Result<Listing<AuditEntry>> {
        let caller = Caller::of(context)?;
        let page = Page::new(context, first, after, last, before)?;
        let select = audit_entry::Entity::find()
            .filter(visible(&policy::scope(&caller.viewer, Subject::AuditLog)))
            .filter(filter.unwrap_or_default().condition());
        // A line's number is unique, so that the tie-break is the same for all.
        let sort = Sort {
            by: SortedBy::Number,
            column: Expr::col((audit_entry::Entity, Column::Sequence)),
            id: Expr::val(Uuid::nil()),
            descending: true,
        };
        let total = Total::of(select.clone());
        let rows = page.read(&caller.app.db, select, sort).await?;
        let position = |entry: &AuditEntry| Position::new(SortValue::Number(entry.0.sequence), Uuid::nil());
        Ok(page.listing(rows.into_iter().map(AuditEntry).collect(), position, total))
    }
}
