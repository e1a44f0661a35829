//! What can be done with inspections.

use async_graphql::{Context, ID, InputObject, Object, Result, SimpleObject};
use entity::inspection::Entity;

use super::{
    service::Outing,
    types::{Inspection, inspection_by_id},
};
use crate::shared::{
    caller::Caller,
    errors::UserError,
    ids::{self, Kind},
    recorded,
    whole::Whole,
};

/// An outing to record.
#[derive(InputObject)]
pub struct RecordInspectionInput {
    /// The client's own name for this intention: a repeat under the same key acts once.
    idempotency_key: Option<ID>,
    /// The recording department; the viewer's own where it is left out.
    department_id: Option<ID>,
    #[graphql(flatten)]
    outing: Outing,
}

/// What was recorded.
#[derive(SimpleObject)]
pub struct RecordInspectionPayload {
    /// The inspection; none where there are errors.
    inspection: Option<Inspection>,
    /// What is wrong with the input.
    errors: Vec<UserError>,
}

/// What an inspection is to say instead; its parts are replaced.
#[derive(InputObject)]
pub struct CorrectInspectionInput {
    /// The client's own name for this intention: a repeat under the same key acts once.
    idempotency_key: Option<ID>,
    /// The inspection.
    id: ID,
    /// The version that the viewer saw.
    version: i32,
    /// Why it is corrected: kept in the audit log with the state before and after.
    reason: String,
    #[graphql(flatten)]
    outing: Whole<Outing>,
}

/// What was corrected.
#[derive(SimpleObject)]
pub struct CorrectInspectionPayload {
    /// The inspection as it is now, after a conflict too.
    inspection: Option<Inspection>,
    /// What is wrong with the input.
    errors: Vec<UserError>,
}

/// What can be done with inspections.
#[derive(Default)]
pub struct InspectionMutations;

#[Object]
impl InspectionMutations {
    /// Records an inspection of the viewer's department.
    async fn record_inspection(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "What to record.")] input: RecordInspectionInput,
    ) -> Result<RecordInspectionPayload> {
        let (caller, key) = Caller::acting(context, &input.idempotency_key)?;
        let department = ids::optional(Kind::Department, &input.department_id);
        let result = recorded::record::<Entity>(&caller, key, department, input.outing).await;
        let (inspection, errors) = caller.answer(result.map(Inspection))?;
        Ok(RecordInspectionPayload { inspection, errors })
    }

    /// Corrects an inspection of the viewer's department: replaces what it says, for a reason.
    async fn correct_inspection(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "What to correct.")] input: CorrectInspectionInput,
    ) -> Result<CorrectInspectionPayload> {
        let (caller, key) = Caller::acting(context, &input.idempotency_key)?;
        let id = ids::named(Kind::Inspection, &input.id);
        let seen = (id, input.version);
        let result = recorded::correct::<Entity>(&caller, key, seen, &input.reason, input.outing.0).await;
        let now = inspection_by_id(context, id);
        let (inspection, errors) = caller.answer_or(result.map(Inspection), now).await?;
        Ok(CorrectInspectionPayload { inspection, errors })
    }
}
