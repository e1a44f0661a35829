//! Root fields that administer accounts.

use async_graphql::{Context, ID, InputObject, Object, Result, SimpleObject};
use entity::{
    enums::{AccountRequestKind, Role, ServiceScope},
    user,
};
use uuid::Uuid;

use super::{
    credentials, queries,
    request_types::AccountRequest,
    requests,
    service::{self, Standing, UserDraft},
    types::User,
};
use crate::shared::{
    caller::Caller,
    errors::{Failure, UserError, internal},
    ids::{self, Kind},
    values::Date,
};

/// An account to create.
#[derive(InputObject)]
pub struct CreateUserInput {
    /// The client's name for this intention: a repeat acts once.
    idempotency_key: Option<ID>,
    /// The department that the user belongs to.
    department_id: ID,
    /// What is typed to sign in: 3 to 40 letters, digits, dots, underscores or hyphens; case does not matter.
    username: String,
    /// The person's name.
    display_name: String,
    /// What the user may do.
    role: Role,
    /// An observer who reads the whole region's records, as leaders do.
    #[graphql(default)]
    observes_region: bool,
    /// The telephone number.
    phone: Option<String>,
    /// The address for electronic mail.
    email: Option<String>,
}

/// An account that was created; disabled until somebody else has confirmed it, where that is needed. The one-time
/// password is shown once, and must be changed at the first sign-in.
#[derive(SimpleObject)]
pub struct CreateUserPayload {
    /// The account.
    user: Option<User>,
    /// What the person signs in with first. None for a system, none where somebody else confirms and is shown it, and
    /// none when a request is repeated.
    one_time_password: Option<String>,
    /// What waits for somebody else to confirm it.
    request: Option<AccountRequest>,
    /// Why it was not created.
    errors: Vec<UserError>,
}

/// Who a user is from now on.
#[derive(InputObject)]
pub struct ReviseUserInput {
    /// The client's name for this intention: a repeat acts once.
    idempotency_key: Option<ID>,
    /// The account.
    id: ID,
    /// The version that was seen.
    version: i32,
    /// The person's name.
    display_name: String,
    /// The telephone number.
    phone: Option<String>,
    /// The address for electronic mail.
    email: Option<String>,
}

/// An account that was revised.
#[derive(SimpleObject)]
pub struct ReviseUserPayload {
    /// The account; on CONFLICT as it is now.
    user: Option<User>,
    /// Why it was not revised.
    errors: Vec<UserError>,
}

/// What a user may do from now on.
#[derive(InputObject)]
pub struct ChangeUserRoleInput {
    /// The client's name for this intention: a repeat acts once.
    idempotency_key: Option<ID>,
    /// The account; not one's own.
    id: ID,
    /// The version that was seen.
    version: i32,
    /// What the user may do.
    role: Role,
    /// An observer who reads the whole region's records, as leaders do.
    #[graphql(default)]
    observes_region: bool,
}

/// An account with another role, whose sessions and tokens are over; or the account as it is, while somebody else has
/// not confirmed it.
#[derive(SimpleObject)]
pub struct ChangeUserRolePayload {
    /// The account; on CONFLICT as it is now.
    user: Option<User>,
    /// What waits for somebody else to confirm it.
    request: Option<AccountRequest>,
    /// Why the role was not changed.
    errors: Vec<UserError>,
}

/// An account to disable.
#[derive(InputObject)]
pub struct DisableUserInput {
    /// The client's name for this intention: a repeat acts once.
    idempotency_key: Option<ID>,
    /// The account; not one's own.
    id: ID,
    /// The version that was seen.
    version: i32,
}

/// An account that was disabled. Its sessions and tokens are over.
#[derive(SimpleObject)]
pub struct DisableUserPayload {
    /// The account; on CONFLICT as it is now.
    user: Option<User>,
    /// Why it was not disabled.
    errors: Vec<UserError>,
}

/// An account to enable.
#[derive(InputObject)]
pub struct EnableUserInput {
    /// The client's name for this intention: a repeat acts once.
    idempotency_key: Option<ID>,
    /// The account.
    id: ID,
    /// The version that was seen.
    version: i32,
}

/// An account that was enabled.
#[derive(SimpleObject)]
pub struct EnableUserPayload {
    /// The account; on CONFLICT as it is now.
    user: Option<User>,
    /// Why it was not enabled.
    errors: Vec<UserError>,
}

/// An account whose password is forgotten.
#[derive(InputObject)]
pub struct ResetPasswordInput {
    /// The client's name for this intention: a repeat acts once.
    idempotency_key: Option<ID>,
    /// The account; not one's own.
    id: ID,
    /// The version that was seen.
    version: i32,
}

/// An account with a one-time password, which is shown once, and whose sessions are over; or the account as it is, while
/// somebody else has not confirmed it.
#[derive(SimpleObject)]
pub struct ResetPasswordPayload {
    /// The account; on CONFLICT as it is now.
    user: Option<User>,
    /// What the person signs in with next. None where somebody else confirms and is shown it, and none when a request is
    /// repeated.
    one_time_password: Option<String>,
    /// What waits for somebody else to confirm it.
    request: Option<AccountRequest>,
    /// Why it was not reset.
    errors: Vec<UserError>,
}

/// A certificate to enforce (行政执法证) to record.
#[derive(InputObject)]
pub struct GrantCertificateInput {
    /// The client's name for this intention: a repeat acts once.
    idempotency_key: Option<ID>,
    /// The officer, or the head of a department.
    user_id: ID,
    /// The number on the certificate; unique.
    number: String,
    /// The first day on which it is valid.
    valid_from: Date,
    /// The last day on which it is valid.
    valid_to: Date,
}

/// A certificate that was recorded.
#[derive(SimpleObject)]
pub struct GrantCertificatePayload {
    /// Its holder.
    user: Option<User>,
    /// Why it was not recorded.
    errors: Vec<UserError>,
}

/// A token for a department's system.
#[derive(InputObject)]
pub struct IssueServiceTokenInput {
    /// The client's name for this intention: a repeat acts once.
    idempotency_key: Option<ID>,
    /// The account of the system, with the role SERVICE.
    user_id: ID,
    /// What it is for.
    name: String,
    /// The last day on which it works, at most two years from today.
    expires_on: Date,
    /// What it may do, at least one.
    scopes: Vec<ServiceScope>,
}

/// A token that was issued.
#[derive(SimpleObject)]
pub struct IssueServiceTokenPayload {
    /// For the header `Authorization: Bearer …`; shown once. None where somebody else confirms and is shown it, and none
    /// when a request is repeated.
    token: Option<String>,
    /// What waits for somebody else to confirm it.
    request: Option<AccountRequest>,
    /// Why it was not issued.
    errors: Vec<UserError>,
}

/// Administration of accounts; the administrator of the user's region, or of one above, may. Auditors' accounts are
/// auditors' to administer.
#[derive(Default)]
pub struct UserMutations;

/// Administration of accounts; the administrator of the user's region, or of one above, may. Auditors' accounts are
/// auditors' to administer.
#[Object]
impl UserMutations {
    /// Creates an account, or asks for it: somebody else confirms, unless the server is set otherwise.
    async fn create_user(&self, context: &Context<'_>, input: CreateUserInput) -> Result<CreateUserPayload> {
        let (caller, key) = Caller::acting(context, &input.idempotency_key)?;
        let department = ids::named(Kind::Department, &input.department_id);
        let draft = UserDraft { display_name: input.display_name, phone: input.phone, email: input.email };
        let standing = Standing { role: input.role, observes_region: input.observes_region };
        let result = service::create(&caller, department, &input.username, draft, standing, key).await;
        let (created, errors) = caller.answer(result)?;
        let (user, one_time_password) = created.unzip();
        let one_time_password = one_time_password.flatten();
        let request = waiting(&caller, user.as_ref().map(|user| user.id), AccountRequestKind::Create).await?;
        Ok(CreateUserPayload { user: user.map(User), one_time_password, request, errors })
    }

    /// Revises a person's name and how to reach them.
    async fn revise_user(&self, context: &Context<'_>, input: ReviseUserInput) -> Result<ReviseUserPayload> {
        let (caller, key) = Caller::acting(context, &input.idempotency_key)?;
        let id = ids::named(Kind::User, &input.id);
        let draft = UserDraft { display_name: input.display_name, phone: input.phone, email: input.email };
        let result = service::revise(&caller, (id, input.version), draft, key).await;
        let (user, errors) = outcome(&caller, id, result).await?;
        Ok(ReviseUserPayload { user, errors })
    }

    /// Gives a user another role and ends their sessions and tokens, or asks for it: somebody else confirms, unless the
    /// server is set otherwise. Administrators, auditors, people who work on records and systems never become one
    /// another.
    async fn change_user_role(
        &self,
        context: &Context<'_>,
        input: ChangeUserRoleInput,
    ) -> Result<ChangeUserRolePayload> {
        let (caller, key) = Caller::acting(context, &input.idempotency_key)?;
        let id = ids::named(Kind::User, &input.id);
        let standing = Standing { role: input.role, observes_region: input.observes_region };
        let result = service::change_role(&caller, (id, input.version), standing, key).await;
        let done = result.as_ref().ok().map(|user| user.id);
        let (user, errors) = outcome(&caller, id, result).await?;
        let request = waiting(&caller, done, AccountRequestKind::ChangeRole).await?;
        Ok(ChangeUserRolePayload { user, request, errors })
    }

    /// Keeps a user from signing in and ends their sessions and tokens.
    async fn disable_user(
        &self,
        context: &Context<'_>,
        input: DisableUserInput,
    ) -> Result<DisableUserPayload> {
        let (caller, key) = Caller::acting(context, &input.idempotency_key)?;
        let id = ids::named(Kind::User, &input.id);
        let result = service::disable(&caller, (id, input.version), key).await;
        let (user, errors) = outcome(&caller, id, result).await?;
        Ok(DisableUserPayload { user, errors })
    }

    /// Lets a disabled user sign in again.
    async fn enable_user(&self, context: &Context<'_>, input: EnableUserInput) -> Result<EnableUserPayload> {
        let (caller, key) = Caller::acting(context, &input.idempotency_key)?;
        let id = ids::named(Kind::User, &input.id);
        let result = service::enable(&caller, (id, input.version), key).await;
        let (user, errors) = outcome(&caller, id, result).await?;
        Ok(EnableUserPayload { user, errors })
    }

    /// Gives a user a one-time password and ends their sessions, or asks for it: somebody else confirms, unless the
    /// server is set otherwise.
    async fn reset_password(
        &self,
        context: &Context<'_>,
        input: ResetPasswordInput,
    ) -> Result<ResetPasswordPayload> {
        let (caller, key) = Caller::acting(context, &input.idempotency_key)?;
        let id = ids::named(Kind::User, &input.id);
        let (result, one_time_password) =
            match service::reset_password(&caller, (id, input.version), key).await {
                Ok((user, password)) => (Ok(user), password),
                Err(failure) => (Err(failure), None),
            };
        let done = result.as_ref().ok().map(|user| user.id);
        let (user, errors) = outcome(&caller, id, result).await?;
        let request = waiting(&caller, done, AccountRequestKind::Reset).await?;
        Ok(ResetPasswordPayload { user, one_time_password, request, errors })
    }

    /// Records an officer's certificate to enforce.
    async fn grant_certificate(
        &self,
        context: &Context<'_>,
        input: GrantCertificateInput,
    ) -> Result<GrantCertificatePayload> {
        let (caller, key) = Caller::acting(context, &input.idempotency_key)?;
        let user_id = ids::named(Kind::User, &input.user_id);
        let validity = (input.valid_from.0, input.valid_to.0);
        let result = credentials::grant_certificate(&caller, user_id, &input.number, validity, key).await;
        let (user, errors) = caller.answer(result)?;
        Ok(GrantCertificatePayload { user: user.map(User), errors })
    }

    /// Issues a token with which a department's own system calls this API, or asks for it: somebody else confirms, unless
    /// the server is set otherwise.
    async fn issue_service_token(
        &self,
        context: &Context<'_>,
        input: IssueServiceTokenInput,
    ) -> Result<IssueServiceTokenPayload> {
        let (caller, key) = Caller::acting(context, &input.idempotency_key)?;
        let user_id = ids::named(Kind::User, &input.user_id);
        let scopes = input.scopes.into_iter().collect();
        let result =
            credentials::issue_token(&caller, user_id, &input.name, input.expires_on.0, scopes, key).await;
        let (token, errors) = caller.answer(result)?;
        let request =
            waiting(&caller, token.as_ref().map(|_| user_id), AccountRequestKind::IssueToken).await?;
        Ok(IssueServiceTokenPayload { token: token.flatten(), request, errors })
    }
}

/// What waits to be confirmed for the account, of those that were asked for.
async fn waiting(
    caller: &Caller,
    user_id: Option<Uuid>,
    kind: AccountRequestKind,
) -> Result<Option<AccountRequest>> {
    let Some(user_id) = user_id else { return Ok(None) };
    let request = requests::waiting(caller, user_id, kind).await.map_err(internal)?;
    Ok(request.map(AccountRequest))
}

/// What a payload carries: the account as changed, or, on a conflict, as it is now.
async fn outcome(
    caller: &Caller,
    id: Uuid,
    result: Result<user::Model, Failure>,
) -> Result<(Option<User>, Vec<UserError>)> {
    let (row, errors) = caller.answer_or(result, queries::find(caller, id)).await?;
    Ok((row.map(User), errors))
}
