//! What can be done with inspections.

use async_graphql::{Context, ID, InputObject, Object, Result, SimpleObject};

use super::{
    service::{self, Outing, Visit},
    types::{Inspection, PremisesResult, inspection_by_id},
};
use crate::shared::{
    caller::{self, Caller},
    errors::{UserError, settle, settle_or_now},
    ids::{self, Kind},
    values::{Date, QuantityInput},
};

/// Premises visited.
#[derive(InputObject, Clone, Debug)]
pub struct InspectedPremisesInput {
    /// The name, at most 200 characters.
    pub name: String,
    /// The address, at most 300 characters.
    pub address: Option<String>,
    /// The party on record.
    pub party_id: Option<ID>,
    /// What the visit led to.
    pub result: PremisesResult,
    /// What else was noted.
    pub note: Option<String>,
}

/// An outing to record.
#[derive(InputObject, Clone, Debug)]
pub struct RecordInspectionInput {
    /// The client's own name for this intention: a repeat under the same key acts once.
    pub idempotency_key: Option<ID>,
    /// The recording department; the viewer's own where it is left out.
    pub department_id: Option<ID>,
    /// The joint action that it belongs to.
    pub action_id: Option<ID>,
    /// The day, not in the future.
    pub inspected_on: Date,
    /// Where it went, at most 300 characters.
    pub place: String,
    /// The other departments that took part.
    #[graphql(default)]
    pub participant_ids: Vec<ID>,
    /// The officers: at least two, each with a certificate valid on that day.
    pub officer_ids: Vec<ID>,
    /// The premises visited, at least one.
    pub premises: Vec<InspectedPremisesInput>,
    /// How many pieces of goods were checked.
    pub goods_checked: QuantityInput,
    /// What was found.
    pub findings: Option<String>,
}

/// What was recorded.
#[derive(SimpleObject)]
pub struct RecordInspectionPayload {
    /// The inspection; none where there are errors.
    pub inspection: Option<Inspection>,
    /// What is wrong with the input.
    pub errors: Vec<UserError>,
}

/// What an inspection is to say instead; its parts are replaced.
#[derive(InputObject, Clone, Debug)]
pub struct CorrectInspectionInput {
    /// The client's own name for this intention: a repeat under the same key acts once.
    pub idempotency_key: Option<ID>,
    /// The inspection.
    pub id: ID,
    /// The version that the viewer saw.
    pub version: i32,
    /// Why it is corrected: kept in the audit log with the state before and after.
    pub reason: String,
    /// The joint action that it belongs to.
    pub action_id: Option<ID>,
    /// The day, not in the future.
    pub inspected_on: Date,
    /// Where it went, at most 300 characters.
    pub place: String,
    /// The other departments that took part.
    pub participant_ids: Vec<ID>,
    /// The officers: at least two, each with a certificate valid on that day.
    pub officer_ids: Vec<ID>,
    /// The premises visited, at least one.
    pub premises: Vec<InspectedPremisesInput>,
    /// How many pieces of goods were checked.
    pub goods_checked: QuantityInput,
    /// What was found.
    pub findings: Option<String>,
}

/// What was corrected.
#[derive(SimpleObject)]
pub struct CorrectInspectionPayload {
    /// The inspection as it is now, after a conflict too.
    pub inspection: Option<Inspection>,
    /// What is wrong with the input.
    pub errors: Vec<UserError>,
}

fn visits(premises: Vec<InspectedPremisesInput>) -> Vec<Visit> {
    let visit = |input: InspectedPremisesInput| Visit {
        name: input.name,
        address: input.address,
        party_id: input.party_id.map(|id| ids::named(Kind::Party, &id)),
        result: input.result.into(),
        note: input.note,
    };
    premises.into_iter().map(visit).collect()
}

/// What can be done with inspections.
#[derive(Default)]
pub struct InspectionMutations;

/// What can be done with inspections.
#[Object]
impl InspectionMutations {
    /// Records an inspection of the viewer's department.
    async fn record_inspection(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "What to record.")] input: RecordInspectionInput,
    ) -> Result<RecordInspectionPayload> {
        let caller = Caller::of(context)?;
        let key = caller::idempotency(context, input.idempotency_key.as_ref())?;
        let department_id = input.department_id.map(|id| ids::named(Kind::Department, &id));
        let outing = Outing {
            action_id: input.action_id.map(|id| ids::named(Kind::JointAction, &id)),
            inspected_on: input.inspected_on.0,
            place: input.place,
            participant_ids: ids::all_named(Kind::Department, &input.participant_ids),
            officer_ids: ids::people(&input.officer_ids),
            premises: visits(input.premises),
            goods_checked: input.goods_checked.value,
            goods_checked_at_least: input.goods_checked.at_least,
            findings: input.findings,
        };
        let result = service::record(&caller, key, department_id, outing).await;
        let (row, errors) = settle(result, caller.language())?;
        Ok(RecordInspectionPayload { inspection: row.map(Inspection), errors })
    }

    /// Corrects an inspection of the viewer's department: replaces what it says, for a reason.
    async fn correct_inspection(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "What to correct.")] input: CorrectInspectionInput,
    ) -> Result<CorrectInspectionPayload> {
        let caller = Caller::of(context)?;
        let key = caller::idempotency(context, input.idempotency_key.as_ref())?;
        let id = ids::named(Kind::Inspection, &input.id);
        let outing = Outing {
            action_id: input.action_id.map(|id| ids::named(Kind::JointAction, &id)),
            inspected_on: input.inspected_on.0,
            place: input.place,
            participant_ids: ids::all_named(Kind::Department, &input.participant_ids),
            officer_ids: ids::people(&input.officer_ids),
            premises: visits(input.premises),
            goods_checked: input.goods_checked.value,
            goods_checked_at_least: input.goods_checked.at_least,
            findings: input.findings,
        };
        let result = service::correct(&caller, key, id, input.version, &input.reason, outing).await;
        let now = inspection_by_id(context, id);
        let (inspection, errors) = settle_or_now(result.map(Inspection), caller.language(), now).await?;
        Ok(CorrectInspectionPayload { inspection, errors })
    }
}
