//! Requests for accounts as GraphQL shows them.

use async_graphql::{Context, ID, Object, Result};
use chrono::{DateTime, Utc};
use entity::{
    account_request::{self, Column},
    enums::{AccountRequestKind, AccountRequestState, Role, ServiceScope},
    user,
};
use sea_orm::{ColumnTrait, Condition, QueryFilter, sea_query::Expr};
use uuid::Uuid;

use super::{
    loaders::UserById,
    requests,
    types::{Person, person_by_id},
};
use crate::shared::{
    caller::Caller,
    errors::internal,
    ids::{self, Kind},
    loaders,
    pagination::{Listing, Page, Position, Sort, SortValue, SortedBy, Total},
    values::Date,
};

/// What was asked for an account.
pub struct AccountRequest(pub account_request::Model);

/// What was asked for an account, and waits until somebody other than who asked confirms it (三员分立). Who confirms is
/// shown the one-time password or token, once, and gives it to the person.
#[Object]
impl AccountRequest {
    /// The global id.
    pub async fn id(&self) -> ID {
        ids::encode(Kind::AccountRequest, self.0.id)
    }

    /// What is asked.
    async fn kind(&self) -> AccountRequestKind {
        self.0.kind
    }

    /// What became of it.
    async fn state(&self, context: &Context<'_>) -> Result<AccountRequestState> {
        let is_over = self.0.state == AccountRequestState::Pending && self.is_over(context)?;
        Ok(if is_over { AccountRequestState::Expired } else { self.0.state })
    }

    /// Whose account it is.
    async fn person(&self, context: &Context<'_>) -> Result<Person> {
        person_by_id(context, self.0.user_id).await
    }

    /// What is typed to sign in as the account.
    async fn username(&self, context: &Context<'_>) -> Result<String> {
        Ok(self.account(context).await?.username)
    }

    /// The role that the account has now.
    async fn present_role(&self, context: &Context<'_>) -> Result<Role> {
        Ok(self.account(context).await?.role)
    }

    /// The role that the account has, or gets by the request.
    async fn role(&self) -> Role {
        self.0.role
    }

    /// Whether it observes its whole region, or will.
    async fn observes_region(&self) -> bool {
        self.0.observes_region
    }

    /// What a token is for.
    async fn token_name(&self) -> Option<&str> {
        self.0.token_name.as_deref()
    }

    /// The last day of a token.
    async fn token_expires_on(&self) -> Option<Date> {
        self.0.token_expires_on.map(Date)
    }

    /// What a token may do.
    async fn token_scopes(&self) -> Vec<ServiceScope> {
        self.0.token_scopes.0.to_vec()
    }

    /// Who asked.
    async fn asked_by(&self, context: &Context<'_>) -> Result<Person> {
        person_by_id(context, self.0.asked_by_id).await
    }

    /// When it was asked.
    async fn asked_at(&self) -> DateTime<Utc> {
        self.0.asked_at
    }

    /// Until when it can be confirmed.
    async fn expires_at(&self) -> DateTime<Utc> {
        self.0.expires_at
    }

    /// Who confirmed, refused or withdrew it.
    async fn decided_by(&self, context: &Context<'_>) -> Result<Option<Person>> {
        match self.0.decided_by_id {
            Some(id) => person_by_id(context, id).await.map(Some),
            None => Ok(None),
        }
    }

    /// When it was decided.
    async fn decided_at(&self) -> Option<DateTime<Utc>> {
        self.0.decided_at
    }

    /// Why it was refused or withdrawn.
    async fn reason(&self) -> Option<&str> {
        self.0.reason.as_deref()
    }

    /// Counts the changes; a decision names the version that it saw.
    async fn version(&self) -> i32 {
        self.0.version
    }

    /// Whether the viewer may confirm or refuse it now.
    async fn viewer_can_confirm(&self, context: &Context<'_>) -> Result<bool> {
        let caller = Caller::of(context)?;
        let account = self.account(context).await?;
        Ok(self.is_pending(context)? && requests::may_confirm(&caller.viewer, &self.0, &account))
    }

    /// Whether the viewer asked and may withdraw it now.
    async fn viewer_can_withdraw(&self, context: &Context<'_>) -> Result<bool> {
        let own = Caller::of(context)?.viewer.user_id == self.0.asked_by_id;
        Ok(own && self.is_pending(context)?)
    }
}

impl AccountRequest {
    async fn account(&self, context: &Context<'_>) -> Result<user::Model> {
        let row = loaders::of(context)?.load_one(UserById(self.0.user_id)).await.map_err(internal)?;
        row.ok_or_else(|| internal(format!("user {} is missing", self.0.user_id)))
    }

    fn is_over(&self, context: &Context<'_>) -> Result<bool> {
        Ok(self.0.expires_at <= Caller::of(context)?.now())
    }

    fn is_pending(&self, context: &Context<'_>) -> Result<bool> {
        Ok(self.0.state == AccountRequestState::Pending && !self.is_over(context)?)
    }
}

/// The request with `id`, where it exists for `caller`. Read where the last commit is sure to be.
pub async fn find(caller: &Caller, id: Uuid) -> Result<Option<AccountRequest>> {
    let select = requests::of_viewer(&caller.viewer).filter(Column::Id.eq(id));
    Ok(select.one(caller.app.db.current()).await.map_err(internal)?.map(AccountRequest))
}

/// What can be asked about requests for accounts.
#[derive(Default)]
pub struct AccountRequestQueries;

/// What can be asked about requests for accounts.
#[Object]
impl AccountRequestQueries {
    /// The request for an account with this id, where the viewer keeps, audits or may confirm such accounts.
    async fn account_request(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "The global id.")] id: ID,
    ) -> Result<Option<AccountRequest>> {
        find(&Caller::of(context)?, ids::named(Kind::AccountRequest, &id)).await
    }

    /// What was asked for accounts that the viewer keeps, audits or may confirm, newest first.
    async fn account_requests(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "How many from the beginning, 1 to 100.")] first: Option<i32>,
        #[graphql(desc = "Those after this cursor.")] after: Option<String>,
        #[graphql(desc = "How many from the end, 1 to 100.")] last: Option<i32>,
        #[graphql(desc = "Those before this cursor.")] before: Option<String>,
        #[graphql(desc = "Only those that wait to be confirmed.")] pending_only: Option<bool>,
    ) -> Result<Listing<AccountRequest>> {
        let caller = Caller::of(context)?;
        let page = Page::new(context, first, after, last, before)?;
        let pending = pending_only.unwrap_or_default().then(|| {
            Condition::all()
                .add(Column::State.eq(AccountRequestState::Pending))
                .add(Column::ExpiresAt.gt(caller.now()))
        });
        let select = requests::of_viewer(&caller.viewer).filter(Condition::all().add_option(pending));
        let id = Expr::col((account_request::Entity, Column::Id));
        let sort = Sort { by: SortedBy::Key, column: id.clone(), id, descending: true };
        let total = Total::of(select.clone());
        let rows = page.read(&caller.app.db, select, sort).await?;
        let position = |row: &AccountRequest| Position::new(SortValue::Key, row.0.id);
        Ok(page.listing(rows.into_iter().map(AccountRequest).collect(), position, total))
    }
}
