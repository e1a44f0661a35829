//! What can be done to a province's own thresholds for prosecution.

use async_graphql::{Context, ID, InputObject, Object, Result, SimpleObject};
use entity::{
    enums::{CaseKind, ThresholdMeasure},
    prosecution_threshold,
};
use sea_orm::EntityTrait;
use uuid::Uuid;

use super::{
    maintenance::{Amendment, NewThreshold, add, amend},
    types::ProsecutionThreshold,
};
use crate::shared::{
    caller::Caller,
    errors::{Failure, UserError, internal},
    ids::{self, Kind},
    values::{Date, Money},
};

/// A threshold that comes into force.
#[derive(InputObject)]
pub struct AddProsecutionThresholdInput {
    /// The client's name for this intention: a repeat answers what the first answered.
    pub idempotency_key: Option<ID>,
    /// Of which kind of case.
    pub case_kind: CaseKind,
    /// The crime, such as 假冒注册商标罪.
    pub crime: String,
    /// The crime's article, such as 刑法第二百一十三条.
    pub criminal_article: String,
    /// What is compared.
    pub measure: ThresholdMeasure,
    /// From which amount on; more than nothing.
    pub amount: Money,
    /// The further condition under which it holds.
    pub condition: Option<String>,
    /// The provision that sets it.
    pub article: String,
    /// On what the province's own rests: the document (文号) that sets it. Required.
    pub ground: Option<String>,
    /// What else the provision counts.
    pub note: Option<String>,
    /// The first day on which it holds.
    pub valid_from: Date,
    /// The last day on which it holds.
    pub valid_to: Option<Date>,
}

/// The threshold added, or what is wrong with the input.
#[derive(SimpleObject)]
pub struct AddProsecutionThresholdPayload {
    /// The threshold.
    pub threshold: Option<ProsecutionThreshold>,
    /// What is wrong with the input.
    pub errors: Vec<UserError>,
}

/// A threshold that is replaced.
#[derive(InputObject)]
pub struct EndProsecutionThresholdInput {
    /// The client's name for this intention: a repeat answers what the first answered.
    pub idempotency_key: Option<ID>,
    /// The threshold.
    pub id: ID,
    /// The version that the viewer saw.
    pub version: i32,
    /// The last day on which it holds.
    pub valid_to: Date,
}

/// The threshold with its end, or what is wrong with the input.
#[derive(SimpleObject)]
pub struct EndProsecutionThresholdPayload {
    /// The threshold; beside a CONFLICT, as it is now.
    pub threshold: Option<ProsecutionThreshold>,
    /// What is wrong with the input.
    pub errors: Vec<UserError>,
}

/// A threshold that was compared with the published text.
#[derive(InputObject)]
pub struct ConfirmProsecutionThresholdInput {
    /// The client's name for this intention: a repeat answers what the first answered.
    pub idempotency_key: Option<ID>,
    /// The threshold.
    pub id: ID,
    /// The version that the viewer saw.
    pub version: i32,
    /// The provision with its item, as the published text numbers it.
    pub article: String,
}

/// The threshold confirmed, or what is wrong with the input.
#[derive(SimpleObject)]
pub struct ConfirmProsecutionThresholdPayload {
    /// The threshold; beside a CONFLICT, as it is now.
    pub threshold: Option<ProsecutionThreshold>,
    /// What is wrong with the input.
    pub errors: Vec<UserError>,
}

/// What can be done to thresholds for prosecution.
#[derive(Default)]
pub struct ThresholdMutations;

/// What can be done to thresholds for prosecution.
#[Object]
impl ThresholdMutations {
    /// Adds a threshold for prosecution that holds in the viewer's province, no higher than the platform's. For
    /// the province's office.
    async fn add_prosecution_threshold(
        &self,
        context: &Context<'_>,
        input: AddProsecutionThresholdInput,
    ) -> Result<AddProsecutionThresholdPayload> {
        let (caller, key) = Caller::acting(context, &input.idempotency_key)?;
        let new = NewThreshold {
            case_kind: input.case_kind,
            crime: input.crime,
            criminal_article: input.criminal_article,
            measure: input.measure,
            amount: input.amount,
            condition: input.condition,
            article: input.article,
            ground: input.ground,
            note: input.note,
            valid_from: input.valid_from.0,
            valid_to: input.valid_to.map(|to| to.0),
        };
        let result = add(&caller, new, key).await;
        let (threshold, errors) = caller.answer(result.map(ProsecutionThreshold))?;
        Ok(AddProsecutionThresholdPayload { threshold, errors })
    }

    /// Names the last day of a threshold for prosecution of the viewer's province. For its office.
    async fn end_prosecution_threshold(
        &self,
        context: &Context<'_>,
        input: EndProsecutionThresholdInput,
    ) -> Result<EndProsecutionThresholdPayload> {
        let (caller, key) = Caller::acting(context, &input.idempotency_key)?;
        let id = ids::named(Kind::ProsecutionThreshold, &input.id);
        let what = Amendment::End(input.valid_to.0);
        let result = amend(&caller, "endProsecutionThreshold", id, input.version, what, key).await;
        let (threshold, errors) = settled(&caller, id, result).await?;
        Ok(EndProsecutionThresholdPayload { threshold, errors })
    }

    /// Confirms that a threshold for prosecution of the viewer's province was compared with the published text.
    /// For its office.
    async fn confirm_prosecution_threshold(
        &self,
        context: &Context<'_>,
        input: ConfirmProsecutionThresholdInput,
    ) -> Result<ConfirmProsecutionThresholdPayload> {
        let (caller, key) = Caller::acting(context, &input.idempotency_key)?;
        let id = ids::named(Kind::ProsecutionThreshold, &input.id);
        let what = Amendment::Confirm(input.article);
        let result = amend(&caller, "confirmProsecutionThreshold", id, input.version, what, key).await;
        let (threshold, errors) = settled(&caller, id, result).await?;
        Ok(ConfirmProsecutionThresholdPayload { threshold, errors })
    }
}

type Settled = (Option<ProsecutionThreshold>, Vec<UserError>);

async fn settled(
    caller: &Caller,
    id: Uuid,
    result: Result<prosecution_threshold::Model, Failure>,
) -> Result<Settled> {
    let now = async {
        let found = prosecution_threshold::Entity::find_by_id(id).one(&caller.app.db.read).await;
        Ok(found.map_err(internal)?.map(ProsecutionThreshold))
    };
    caller.answer_or(result.map(ProsecutionThreshold), now).await
}
