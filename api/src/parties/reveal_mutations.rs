//! Reading a person's identity number in full.

use async_graphql::{Context, ID, InputObject, Object, Result, SimpleObject};

use super::reveal::reveal;
use crate::shared::{
    caller::Caller,
    errors::UserError,
    ids::{self, Kind},
};

/// Whose identity number is to be shown, and why.
#[derive(InputObject)]
pub struct RevealIdentityNumberInput {
    /// The party.
    pub party_id: ID,
    /// Why it is needed (such as 核对送达信息); kept in the audit log. At most 200 characters.
    pub reason: String,
}

/// The identity number, or what is wrong with the input.
#[derive(SimpleObject)]
pub struct RevealIdentityNumberPayload {
    /// The identity number in full.
    pub id_number: Option<String>,
    /// What is wrong with the input.
    pub errors: Vec<UserError>,
}

/// What can be done to read what is protected.
#[derive(Default)]
pub struct RevealMutations;

/// What can be done to read what is protected.
#[Object]
impl RevealMutations {
    /// Shows a person's identity number in full to who sees a record that names the person: a case, or a
    /// visit of an inspection. The read is logged with its reason, for every region that knows the person.
    async fn reveal_identity_number(
        &self,
        context: &Context<'_>,
        input: RevealIdentityNumberInput,
    ) -> Result<RevealIdentityNumberPayload> {
        let caller = Caller::of(context)?;
        let result = reveal(&caller, ids::named(Kind::Party, &input.party_id), &input.reason).await;
        let (id_number, errors) = caller.answer(result)?;
        Ok(RevealIdentityNumberPayload { id_number, errors })
    }
}
