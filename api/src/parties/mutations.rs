//! What can be done to parties: inputs, payloads, and resolvers that hand over to the services.

use async_graphql::{Context, ID, InputObject, Object, Result, SimpleObject};

use super::{
    service::{self, NewParty, PartyText},
    types::{Party, PartyKind, party_by_id},
};
use crate::shared::{
    caller::{Caller, idempotency},
    errors::{Failure, UserError, settle},
    ids::{self, Kind},
    values::CreditCode,
};

/// A party, as it is registered.
#[derive(InputObject)]
pub struct RegisterPartyInput {
    /// The client's name for this intention: a repeat answers what the first answered.
    pub idempotency_key: Option<ID>,
    /// A business or a person.
    pub kind: PartyKind,
    /// The name, at most 200 characters.
    pub name: String,
    /// The unified social credit code of a business; its check character is verified.
    pub credit_code: Option<CreditCode>,
    /// A person's identity number (GB 11643); stored encrypted, shown masked.
    pub id_number: Option<String>,
    /// The address, at most 300 characters.
    pub address: Option<String>,
    /// The telephone number.
    pub phone: Option<String>,
    /// The legal representative (法定代表人) of a business.
    pub legal_representative: Option<String>,
    /// The code of the region in which it is.
    pub region_code: Option<String>,
}

/// With a credit code already on record, the recorded party is answered instead of a second one.
#[derive(SimpleObject)]
pub struct RegisterPartyPayload {
    /// The party.
    pub party: Option<Party>,
    /// Whether it was on record already; what it says was left as it was.
    pub existing: bool,
    /// Parties of the same name, telephone number or address, among those that the viewer may see.
    pub likely_twins: Vec<Party>,
    /// What is wrong with the input.
    pub errors: Vec<UserError>,
}

/// What a party is to say from now on, in whole.
#[derive(InputObject)]
pub struct RevisePartyInput {
    /// The client's name for this intention: a repeat answers what the first answered.
    pub idempotency_key: Option<ID>,
    /// The party.
    pub id: ID,
    /// The version that the viewer saw.
    pub version: i32,
    /// The name, at most 200 characters.
    pub name: String,
    /// The address, at most 300 characters.
    pub address: Option<String>,
    /// The telephone number.
    pub phone: Option<String>,
    /// The legal representative (法定代表人) of a business.
    pub legal_representative: Option<String>,
    /// The code of the region in which it is.
    pub region_code: Option<String>,
}

/// The party revised, or what is wrong with the input.
#[derive(SimpleObject)]
pub struct RevisePartyPayload {
    /// The party; beside a CONFLICT, as it is now.
    pub party: Option<Party>,
    /// What is wrong with the input.
    pub errors: Vec<UserError>,
}

/// What can be done to parties.
#[derive(Default)]
pub struct PartyMutations;

/// What can be done to parties.
#[Object]
impl PartyMutations {
    /// Registers a party. One business is one party: with a credit code already on record, the
    /// recorded party is answered, and the viewer's department sees it from then on.
    async fn register_party(
        &self,
        context: &Context<'_>,
        input: RegisterPartyInput,
    ) -> Result<RegisterPartyPayload> {
        let caller = Caller::of(context)?;
        let key = idempotency(context, input.idempotency_key.as_ref())?;
        let new = NewParty {
            kind: input.kind.into(),
            credit_code: input.credit_code.map(|code| code.0),
            id_number: input.id_number,
            text: PartyText {
                name: input.name,
                address: input.address,
                phone: input.phone,
                legal_representative: input.legal_representative,
                region_code: input.region_code,
            },
        };
        let result = service::register(&caller, new, key).await;
        let (registered, errors) = settle(result, caller.language())?;
        Ok(match registered {
            Some(found) => RegisterPartyPayload {
                party: Some(Party(found.party)),
                existing: found.existing,
                likely_twins: found.likely_twins.into_iter().map(Party).collect(),
                errors,
            },
            None => RegisterPartyPayload { party: None, existing: false, likely_twins: Vec::new(), errors },
        })
    }

    /// Revises a party; its credit code and identity number stay what they are.
    async fn revise_party(
        &self,
        context: &Context<'_>,
        input: RevisePartyInput,
    ) -> Result<RevisePartyPayload> {
        let caller = Caller::of(context)?;
        let key = idempotency(context, input.idempotency_key.as_ref())?;
        let id = ids::decode_as(Kind::Party, &input.id).unwrap_or_default();
        let text = PartyText {
            name: input.name,
            address: input.address,
            phone: input.phone,
            legal_representative: input.legal_representative,
            region_code: input.region_code,
        };
        let result = service::revise(&caller, id, input.version, text, key).await;
        let conflict = matches!(result, Err(Failure::Conflict));
        let (party, errors) = settle(result.map(Party), caller.language())?;
        let party = if conflict { party_by_id(context, id).await? } else { party };
        Ok(RevisePartyPayload { party, errors })
    }
}
