//! Maintaining a region's own amounts for legal review.

use async_graphql::{Context, ID, InputObject, Object, Result, SimpleObject};

use super::{
    queries::find,
    service::{NewAmount, add, revise},
    types::LegalReviewAmount,
};
use crate::shared::{
    caller::Caller,
    errors::UserError,
    ids::{self, Kind},
    values::{Date, Money},
};

/// An amount of the region's own.
#[derive(InputObject)]
pub struct AddLegalReviewAmountInput {
    /// The client's name for this intention: a repeat answers what the first answered.
    pub idempotency_key: Option<ID>,
    /// From which amount on; more than nothing, and in a city or county no more than what binds from above.
    pub amount: Money,
    /// The provisions on which it rests.
    pub article: String,
    /// On what the region's own rests: the document (文号) that sets it. Required.
    pub ground: Option<String>,
    /// The first day on which that holds: today or later.
    pub valid_from: Date,
}

/// The amount added, or what is wrong with the input.
#[derive(SimpleObject)]
pub struct AddLegalReviewAmountPayload {
    /// The amount.
    pub legal_review_amount: Option<LegalReviewAmount>,
    /// What is wrong with the input.
    pub errors: Vec<UserError>,
}

/// Another amount, from a day on.
#[derive(InputObject)]
pub struct ReviseLegalReviewAmountInput {
    /// The client's name for this intention: a repeat answers what the first answered.
    pub idempotency_key: Option<ID>,
    /// The amount that is revised.
    pub id: ID,
    /// The version that the viewer saw.
    pub version: i32,
    /// From which amount on; more than nothing.
    pub amount: Money,
    /// The provisions on which it rests.
    pub article: String,
    /// The document (文号) on which it rests; left out, it stays.
    pub ground: Option<String>,
    /// The first day on which that holds: today or later. One that is not in force yet keeps its day.
    pub valid_from: Date,
}

/// The amount in force from that day on, or what is wrong with the input.
#[derive(SimpleObject)]
pub struct ReviseLegalReviewAmountPayload {
    /// The amount; beside a CONFLICT, the one that was to be revised, as it is now.
    pub legal_review_amount: Option<LegalReviewAmount>,
    /// What is wrong with the input.
    pub errors: Vec<UserError>,
}

/// What can be done about legal review.
#[derive(Default)]
pub struct LegalReviewMutations;

/// What can be done about legal review.
#[Object]
impl LegalReviewMutations {
    /// Sets an amount from which on a case of the viewer's region is reviewed before its decision, beside what
    /// binds from above. For the region's office.
    async fn add_legal_review_amount(
        &self,
        context: &Context<'_>,
        input: AddLegalReviewAmountInput,
    ) -> Result<AddLegalReviewAmountPayload> {
        let (caller, key) = Caller::acting(context, &input.idempotency_key)?;
        let AddLegalReviewAmountInput { amount, article, ground, valid_from, .. } = input;
        let new = NewAmount { amount, article, ground, valid_from: valid_from.0 };
        let result = add(&caller, new, key).await.map(LegalReviewAmount);
        let (legal_review_amount, errors) = caller.answer(result)?;
        Ok(AddLegalReviewAmountPayload { legal_review_amount, errors })
    }

    /// Sets another amount of the viewer's region, from a day on; the present one ends the day before. For the
    /// region's office.
    async fn revise_legal_review_amount(
        &self,
        context: &Context<'_>,
        input: ReviseLegalReviewAmountInput,
    ) -> Result<ReviseLegalReviewAmountPayload> {
        let (caller, key) = Caller::acting(context, &input.idempotency_key)?;
        let id = ids::named(Kind::LegalReviewAmount, &input.id);
        let ReviseLegalReviewAmountInput { version, amount, article, ground, valid_from, .. } = input;
        let new = NewAmount { amount, article, ground, valid_from: valid_from.0 };
        let result = revise(&caller, (id, version), new, key).await.map(LegalReviewAmount);
        let (legal_review_amount, errors) = caller.answer_or(result, find(&caller, id)).await?;
        Ok(ReviseLegalReviewAmountPayload { legal_review_amount, errors })
    }
}
