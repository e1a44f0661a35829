//! What can be asked about clocks and their rules.

use async_graphql::{Context, Object, Result};
use entity::{clock, clock_rule, enums};
use sea_orm::{
    ColumnTrait, Condition, EntityTrait, ExprTrait, QueryFilter, QueryOrder,
    sea_query::{Expr, Query},
};
use uuid::Uuid;

use super::{
    enums::ClockKind,
    sight::visible,
    types::{Clock, ClockRule},
};
use crate::shared::{
    caller::Caller,
    errors::internal,
    policy::{self, Scope, Subject},
    scope::rules_of,
    values::Date,
};

/// The clock with `id`, if the viewer may see it.
pub async fn clock_by_id(context: &Context<'_>, id: Uuid) -> Result<Option<Clock>> {
    let caller = Caller::of(context)?;
    let row = clock::Entity::find_by_id(id)
        .filter(visible(&caller.records()))
        .one(&caller.app.db.read)
        .await
        .map_err(internal)?;
    Ok(row.map(Clock))
}

/// The rule with `id`: one that exists for the viewer, or by which a clock runs that does.
pub async fn rule_by_id(context: &Context<'_>, id: Uuid) -> Result<Option<ClockRule>> {
    let caller = Caller::of(context)?;
    let scope = caller.records();
    if scope == Scope::Nothing {
        return Ok(None);
    }
    let shown = Query::select()
        .column(clock::Column::RuleId)
        .from(clock::Entity)
        .and_where(Expr::col((clock::Entity, clock::Column::RuleId)).eq(id))
        .cond_where(visible(&scope))
        .to_owned();
    let exists = Condition::any()
        .add(rules_of(&caller.viewer, (clock_rule::Entity, clock_rule::Column::RegionKey)))
        .add(clock_rule::Column::Id.in_subquery(shown));
    let row =
        clock_rule::Entity::find_by_id(id).filter(exists).one(&caller.app.db.read).await.map_err(internal)?;
    Ok(row.map(ClockRule))
}

/// What can be asked about clocks.
#[derive(Default)]
pub struct ClockQueries;

/// What can be asked about clocks.
#[Object]
impl ClockQueries {
    /// The rules by which clocks run: those that bind the viewer's region (the platform's, those of regions
    /// above, its own), and for its office those made below. By kind, the platform's first, then the
    /// latest; a few dozen.
    async fn clock_rules(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "Of these kinds.")] kind: Option<Vec<ClockKind>>,
        #[graphql(desc = "In force on this day.")] on: Option<Date>,
    ) -> Result<Vec<ClockRule>> {
        let caller = Caller::of(context)?;
        if policy::scope(&caller.viewer, Subject::Records) == Scope::Nothing {
            return Ok(Vec::new());
        }
        let mut select = clock_rule::Entity::find()
            .filter(rules_of(&caller.viewer, (clock_rule::Entity, clock_rule::Column::RegionKey)));
        if let Some(kinds) = kind {
            let kinds = kinds.into_iter().map(enums::ClockKind::from);
            select = select.filter(clock_rule::Column::Kind.is_in(kinds));
        }
        if let Some(Date(day)) = on {
            let lasting = Condition::any()
                .add(clock_rule::Column::ValidTo.is_null())
                .add(clock_rule::Column::ValidTo.gte(day));
            select = select.filter(clock_rule::Column::ValidFrom.lte(day)).filter(lasting);
        }
        let mut rows = select
            .order_by_asc(clock_rule::Column::RegionKey)
            .order_by_desc(clock_rule::Column::ValidFrom)
            .all(&caller.app.db.read)
            .await
            .map_err(internal)?;
        rows.sort_by_key(|row| row.kind);
        Ok(rows.into_iter().map(ClockRule).collect())
    }
}
