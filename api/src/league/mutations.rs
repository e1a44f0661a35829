//! Appeals: inputs, payloads, thin resolvers.

use async_graphql::{Context, ID, InputObject, Object, Result, SimpleObject};

use super::{
    queries::find,
    service::{appeal, decide},
    types::LeagueAppeal,
};
use crate::shared::{
    caller::Caller,
    errors::UserError,
    ids::{self, Kind},
};

/// A point that should not count.
#[derive(InputObject, Clone, Debug)]
pub struct AppealLostPointInput {
    /// The client's name for this intention: a repeat answers what the first answered.
    idempotency_key: Option<ID>,
    /// The case that cost it.
    case_id: ID,
    /// The indicator by which it was lost: one of the league's terms.
    indicator: String,
    /// Why it should not count.
    ground: String,
}

/// The appeal raised, or what is wrong with the input.
#[derive(SimpleObject)]
pub struct AppealLostPointPayload {
    /// The appeal.
    appeal: Option<LeagueAppeal>,
    /// What is wrong with the input.
    errors: Vec<UserError>,
}

/// What the office says to an appeal.
#[derive(InputObject, Clone, Debug)]
pub struct DecideLostPointAppealInput {
    /// The client's name for this intention: a repeat answers what the first answered.
    idempotency_key: Option<ID>,
    /// The appeal.
    id: ID,
    /// The version that the viewer saw.
    version: i32,
    /// Whether the point is given back.
    upheld: bool,
    /// Why.
    decision: String,
}

/// The appeal decided, or what is wrong with the input.
#[derive(SimpleObject)]
pub struct DecideLostPointAppealPayload {
    /// The appeal; beside a CONFLICT, as it is now.
    appeal: Option<LeagueAppeal>,
    /// What is wrong with the input.
    errors: Vec<UserError>,
}

/// What can be done about the league.
#[derive(Default)]
pub struct LeagueMutations;

/// What can be done about the league.
#[Object]
impl LeagueMutations {
    /// Appeals against a point that the viewer's department lost in the league by a case: once for each. For its head; the
    /// office of its region is told.
    async fn appeal_lost_point(
        &self,
        context: &Context<'_>,
        input: AppealLostPointInput,
    ) -> Result<AppealLostPointPayload> {
        let (caller, key) = Caller::acting(context, &input.idempotency_key)?;
        let case_id = ids::named(Kind::Case, &input.case_id);
        let result = appeal(&caller, (case_id, &input.indicator, &input.ground), key).await;
        let (appeal, errors) = caller.answer(result.map(LeagueAppeal))?;
        Ok(AppealLostPointPayload { appeal, errors })
    }

    /// Decides on an appeal, with the reason: upheld, the point counts no more. For the office of the department's region;
    /// the department's head is told.
    async fn decide_lost_point_appeal(
        &self,
        context: &Context<'_>,
        input: DecideLostPointAppealInput,
    ) -> Result<DecideLostPointAppealPayload> {
        let (caller, key) = Caller::acting(context, &input.idempotency_key)?;
        let id = ids::named(Kind::LeagueAppeal, &input.id);
        let said = (input.upheld, input.decision.as_str());
        let result = decide(&caller, (id, input.version), said, key).await.map(LeagueAppeal);
        let (appeal, errors) = caller.answer_or(result, find(&caller, id)).await?;
        Ok(DecideLostPointAppealPayload { appeal, errors })
    }
}
