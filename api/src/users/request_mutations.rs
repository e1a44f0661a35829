//! Root fields that decide what was asked for accounts.

use async_graphql::{Context, ID, InputObject, Object, Result, SimpleObject};

use super::{
    request_types::{AccountRequest, find},
    requests::{self, Confirmed},
};
use crate::shared::{
    caller::Caller,
    errors::UserError,
    ids::{self, Kind},
};

/// A request for an account to confirm.
#[derive(InputObject)]
pub struct ConfirmAccountRequestInput {
    /// The client's name for this intention: a repeat acts once.
    idempotency_key: Option<ID>,
    /// The request; not one's own.
    id: ID,
    /// The version that was seen.
    version: i32,
}

/// A request that was confirmed, and so done. What signs in is shown once: give it to the person.
#[derive(SimpleObject)]
pub struct ConfirmAccountRequestPayload {
    /// The request; on CONFLICT as it is now.
    request: Option<AccountRequest>,
    /// What the person signs in with next: once, within 24 hours. None for other requests, and none when a request is
    /// repeated.
    one_time_password: Option<String>,
    /// For the system's header `Authorization: Bearer …`. None for other requests, and none when a request is repeated.
    token: Option<String>,
    /// Why it was not confirmed.
    errors: Vec<UserError>,
}

/// A request for an account to refuse, or one's own to withdraw.
#[derive(InputObject)]
pub struct RefuseAccountRequestInput {
    /// The client's name for this intention: a repeat acts once.
    idempotency_key: Option<ID>,
    /// The request.
    id: ID,
    /// The version that was seen.
    version: i32,
    /// Why.
    reason: String,
}

/// A request that was refused or withdrawn.
#[derive(SimpleObject)]
pub struct RefuseAccountRequestPayload {
    /// The request; on CONFLICT as it is now.
    request: Option<AccountRequest>,
    /// Why it was not refused.
    errors: Vec<UserError>,
}

/// Deciding what was asked for accounts.
#[derive(Default)]
pub struct AccountRequestMutations;

/// Deciding what was asked for accounts.
#[Object]
impl AccountRequestMutations {
    /// Confirms what somebody else asked for an account, which is then done. A department's head confirms for its people,
    /// office staff for heads, office staff and any department below, administrators for administrators, auditors for
    /// auditors.
    async fn confirm_account_request(
        &self,
        context: &Context<'_>,
        input: ConfirmAccountRequestInput,
    ) -> Result<ConfirmAccountRequestPayload> {
        let (caller, key) = Caller::acting(context, &input.idempotency_key)?;
        let id = ids::named(Kind::AccountRequest, &input.id);
        let (result, one_time_password, token) =
            match requests::confirm(&caller, (id, input.version), key).await {
                Ok(Confirmed { request, one_time_password, token }) => {
                    (Ok(AccountRequest(request)), one_time_password, token)
                }
                Err(failure) => (Err(failure), None, None),
            };
        let (request, errors) = caller.answer_or(result, find(&caller, id)).await?;
        Ok(ConfirmAccountRequestPayload { request, one_time_password, token, errors })
    }

    /// Refuses what somebody else asked for an account, or withdraws what the viewer asked.
    async fn refuse_account_request(
        &self,
        context: &Context<'_>,
        input: RefuseAccountRequestInput,
    ) -> Result<RefuseAccountRequestPayload> {
        let (caller, key) = Caller::acting(context, &input.idempotency_key)?;
        let id = ids::named(Kind::AccountRequest, &input.id);
        let result = requests::refuse(&caller, (id, input.version), &input.reason, key).await;
        let result = result.map(AccountRequest);
        let (request, errors) = caller.answer_or(result, find(&caller, id)).await?;
        Ok(RefuseAccountRequestPayload { request, errors })
    }
}
