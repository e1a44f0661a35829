//! What the rules must know of a case and of who asks, with what else stands in its way, as a query reads it.

use async_graphql::{Context, Result};
use entity::{case, case_event};

use crate::{
    cases::{
        facts::{asking, facts},
        loaders::{HearingUntil, MilestonesOf},
        review,
        rules::{ActorFacts, Facts},
    },
    prosecution::{
        self,
        loaders::{ReferralsOf, ThresholdsOf},
    },
    shared::{caller::Caller, errors::internal, loaders},
};

/// What the rules must know of the case and of who asks, and its milestones.
pub async fn known(
    context: &Context<'_>,
    caller: &Caller,
    row: &case::Model,
) -> Result<(Facts, ActorFacts, Vec<case_event::Model>)> {
    let loaders = loaders::of(context)?;
    let happened = loaders.load_one(MilestonesOf(row.id)).await.map_err(internal)?;
    let happened = happened.unwrap_or_default();
    let hearing_until = match row.status {
        entity::enums::CaseStatus::Notice => {
            loaders.load_one(HearingUntil(row.id)).await.map_err(internal)?
        }
        _ => None,
    };
    let actor = asking(context, caller, row).await?;
    let thresholds = loaders.load_one(ThresholdsOf(row.kind)).await.map_err(internal)?;
    let referrals = loaders.load_one(ReferralsOf(row.id)).await.map_err(internal)?;
    let in_the_way = prosecution::service::in_the_way(
        row,
        &thresholds.unwrap_or_default(),
        &referrals.unwrap_or_default(),
        caller.today(),
    );
    let amounts = match review::service::matters(row) {
        true => loaders.load_one(review::service::ReviewAmounts).await.map_err(internal)?,
        false => None,
    };
    let review_from = amounts.and_then(|amounts| amounts.on(&row.region_key, caller.today()));
    Ok((facts(row, &happened, hearing_until, in_the_way, review_from), actor, happened))
}
