//! What can be done to parties: inputs, payloads, and resolvers that hand over to the services.

use async_graphql::{Context, ID, InputObject, Object, Result, SimpleObject};

use super::{
    revising,
    service::{self, NewParty, PartyText, Registration},
    types::{LikelyTwin, Party, party_by_id},
};
use crate::{
    merging::{self, service::Merge},
    shared::{
        caller::Caller,
        errors::{Problem, UserError, UserErrorCode},
        ids::{self, Kind},
        values::{CreditCode, Date},
    },
};
use entity::enums::PartyKind;

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
    /// What else there is to say, at most 10,000 characters; kept by the viewer's department.
    pub remarks: Option<String>,
    /// The likely twins were looked at, and it is none of them.
    #[graphql(default)]
    pub confirmed_distinct: bool,
}

/// With a credit code or an identity number already on record, the recorded party is answered instead of a
/// second one.
#[derive(SimpleObject)]
pub struct RegisterPartyPayload {
    /// The party, as the viewer may read it: of one on record the shared name and code of a business, of a
    /// person nothing but that there is one; everything else is what the viewer's department keeps, as typed.
    pub party: Option<Party>,
    /// Whether it was on record already. The shared name was left as it was.
    pub existing: bool,
    /// Beside LIKELY_TWIN: the parties that it may be, among those that the viewer may see. Use one of
    /// them, or repeat with `confirmedDistinct`.
    pub likely_twins: Vec<LikelyTwin>,
    /// What is wrong with the input.
    pub errors: Vec<UserError>,
}

/// What the viewer's department keeps of a party from now on, in whole; and the name of a business, for all.
#[derive(InputObject)]
pub struct RevisePartyInput {
    /// The client's name for this intention: a repeat answers what the first answered.
    pub idempotency_key: Option<ID>,
    /// The party.
    pub id: ID,
    /// The version that the viewer saw.
    pub version: i32,
    /// The name, at most 200 characters. A person's is the department's own. A business's is shared, and may
    /// differ from the one in force only where `Party.viewerCanRename`.
    pub name: String,
    /// Since when a business is called so, not before the name in force began; today where left out.
    pub name_since: Option<Date>,
    /// The address, at most 300 characters.
    pub address: Option<String>,
    /// The telephone number.
    pub phone: Option<String>,
    /// The legal representative (法定代表人) of a business.
    pub legal_representative: Option<String>,
    /// The code of the region in which it is.
    pub region_code: Option<String>,
    /// What else there is to say, at most 10,000 characters.
    pub remarks: Option<String>,
}

/// The party revised, or what is wrong with the input.
#[derive(SimpleObject)]
pub struct RevisePartyPayload {
    /// The party; beside a CONFLICT, as it is now.
    pub party: Option<Party>,
    /// What is wrong with the input.
    pub errors: Vec<UserError>,
}

/// Two parties that are one.
#[derive(InputObject)]
pub struct MergePartiesInput {
    /// The client's name for this intention: a repeat answers what the first answered.
    pub idempotency_key: Option<ID>,
    /// The party that stays; where one has a credit code or an identity number, that one.
    pub id: ID,
    /// Its version that the viewer saw.
    pub version: i32,
    /// The party that becomes part of it.
    pub merged_id: ID,
    /// Its version that the viewer saw.
    pub merged_version: i32,
    /// Why they are one, for the history of every case that is touched.
    pub reason: String,
}

/// The party that stays, or what speaks against the merge.
#[derive(SimpleObject)]
pub struct MergePartiesPayload {
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
    /// recorded party is answered, and the viewer's department sees it from then on; it learns no more of it
    /// than what is shared, and what it typed is its own. So it is with a person's identity number, by which
    /// nothing is learnt but that there is such a person. One that looks like
    /// another that the viewer may see is refused as LIKELY_TWIN until `confirmedDistinct` says that it is
    /// none of those.
    async fn register_party(
        &self,
        context: &Context<'_>,
        input: RegisterPartyInput,
    ) -> Result<RegisterPartyPayload> {
        let (caller, key) = Caller::acting(context, &input.idempotency_key)?;
        let new = NewParty {
            kind: input.kind,
            credit_code: input.credit_code.map(|code| code.0),
            id_number: input.id_number,
            text: PartyText {
                name: input.name,
                address: input.address,
                phone: input.phone,
                legal_representative: input.legal_representative,
                region_code: input.region_code,
                remarks: input.remarks,
                name_since: None,
            },
            confirmed_distinct: input.confirmed_distinct,
        };
        let result = service::register(&caller, new, key).await;
        let (registered, errors) = caller.answer(result)?;
        let nothing = RegisterPartyPayload { party: None, existing: false, likely_twins: Vec::new(), errors };
        Ok(match registered {
            Some(Registration::Done { party, existing }) => {
                RegisterPartyPayload { party: Some(Party(party)), existing, ..nothing }
            }
            Some(Registration::Twins(twins)) => RegisterPartyPayload {
                likely_twins: twins.into_iter().map(LikelyTwin::from).collect(),
                errors: vec![UserError::new(&likely_twin(), caller.language())],
                ..nothing
            },
            None => nothing,
        })
    }

    /// Makes two parties one, for the office of the region outside of which nobody knows the merged one. Cases, inspected
    /// premises, seized goods and entries of the blacklist follow; each touched case says so in its
    /// history; the id of the merged party leads to the one that stays. There is no way back.
    async fn merge_parties(
        &self,
        context: &Context<'_>,
        input: MergePartiesInput,
    ) -> Result<MergePartiesPayload> {
        let (caller, key) = Caller::acting(context, &input.idempotency_key)?;
        let into_id = ids::named(Kind::Party, &input.id);
        let merge = Merge {
            into_id,
            into_version: input.version,
            from_id: ids::named(Kind::Party, &input.merged_id),
            from_version: input.merged_version,
            reason: input.reason,
        };
        let result = merging::service::merge(&caller, merge, key).await;
        let now = party_by_id(context, into_id);
        let (party, errors) = caller.answer_or(result.map(Party), now).await?;
        Ok(MergePartiesPayload { party, errors })
    }

    /// Revises what the viewer's department keeps of a party; its credit code and identity number stay what
    /// they are. Another name of a business is recorded for all, with its first day, by whose it is
    /// (`Party.viewerCanRename`): cases go on under the name that they have.
    async fn revise_party(
        &self,
        context: &Context<'_>,
        input: RevisePartyInput,
    ) -> Result<RevisePartyPayload> {
        let (caller, key) = Caller::acting(context, &input.idempotency_key)?;
        let id = ids::decode_as(Kind::Party, &input.id).unwrap_or_default();
        let text = PartyText {
            name: input.name,
            address: input.address,
            phone: input.phone,
            legal_representative: input.legal_representative,
            region_code: input.region_code,
            remarks: input.remarks,
            name_since: input.name_since.map(|day| day.0),
        };
        let result = revising::revise(&caller, id, input.version, text, key).await;
        let now = party_by_id(context, id);
        let (party, errors) = caller.answer_or(result.map(Party), now).await?;
        Ok(RevisePartyPayload { party, errors })
    }
}

fn likely_twin() -> Problem {
    Problem::new(
        UserErrorCode::LikelyTwin,
        "",
        "可能与已登记的当事人重复，请核对；确为不同当事人的，请确认后再登记",
        "This may be a party already on record: compare, and confirm that it is a different one",
    )
}
