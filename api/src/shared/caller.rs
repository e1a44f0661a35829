//! Everything that a service needs to know of a request: the application, who asks, in which
//! language, and under which idempotency key.

use async_graphql::{Context, ID};
use chrono::{DateTime, NaiveDate, Utc};
use sha2::{Digest, Sha256};

use super::{
    app::App,
    errors::{self, Failure, UserError, coded, internal},
    language::Language,
    policy::{self, Scope, Subject},
    viewer::{self, RequestInfo, Viewer},
};

/// A signed-in request, as services see it.
#[derive(Clone)]
pub struct Caller {
    /// The application.
    pub app: App,
    /// Who asks.
    pub viewer: Viewer,
    /// What the request brings beside its document.
    pub info: RequestInfo,
}

/// A client's own name for one intention, so that a repeat acts once.
#[derive(Clone, Debug)]
pub struct IdempotencyKey {
    /// The mutation's name.
    pub operation: String,
    /// The client's key.
    pub key: String,
    /// A digest of the mutation's arguments: a key may not be used for something else.
    pub input_digest: String,
}

impl Caller {
    /// The request behind `context`; a top-level UNAUTHENTICATED where nobody is signed in.
    pub fn of(context: &Context<'_>) -> async_graphql::Result<Self> {
        Ok(Self {
            app: context.data::<App>()?.clone(),
            viewer: viewer::viewer(context)?.clone(),
            info: context.data_opt::<RequestInfo>().cloned().unwrap_or_default(),
        })
    }

    /// The request behind the mutation in `context`, and the key under which it acts once, if its input names one.
    ///
    /// # Errors
    ///
    /// As [`Caller::of`]; BAD_USER_INPUT where the key is none.
    pub fn acting(
        context: &Context<'_>,
        key: &Option<ID>,
    ) -> async_graphql::Result<(Self, Option<IdempotencyKey>)> {
        Ok((Self::of(context)?, idempotency(context, key.as_ref())?))
    }

    /// What a mutation's payload carries of a service's result: the object, or the errors in the caller's language.
    ///
    /// # Errors
    ///
    /// As [`errors::settle`].
    pub fn answer<T>(
        &self,
        result: Result<T, Failure>,
    ) -> async_graphql::Result<(Option<T>, Vec<UserError>)> {
        errors::settle(result, self.language())
    }

    /// The same of a change of one object: beside a CONFLICT the payload carries the object as it is `now`, which
    /// is looked up only then.
    ///
    /// # Errors
    ///
    /// As [`errors::settle`].
    pub async fn answer_or<T>(
        &self,
        result: Result<T, Failure>,
        now: impl Future<Output = async_graphql::Result<Option<T>>>,
    ) -> async_graphql::Result<(Option<T>, Vec<UserError>)> {
        let conflict = matches!(result, Err(Failure::Conflict));
        let (changed, errors) = self.answer(result)?;
        let shown = if conflict { now.await? } else { changed };
        Ok((shown, errors))
    }

    /// The language to answer in.
    pub fn language(&self) -> Language {
        self.info.language
    }

    /// The present moment.
    pub fn now(&self) -> DateTime<Utc> {
        self.app.clock.now()
    }

    /// Today in Asia/Shanghai.
    pub fn today(&self) -> NaiveDate {
        self.app.clock.today()
    }

    /// Which records exist for the caller.
    pub fn records(&self) -> Scope {
        policy::scope(&self.viewer, Subject::Records)
    }
}

/// The longest key that a client may choose.
const MAX_KEY: usize = 64;

/// The idempotency key of the mutation behind `context`, whose input names `key`.
fn idempotency(context: &Context<'_>, key: Option<&ID>) -> async_graphql::Result<Option<IdempotencyKey>> {
    let Some(key) = key else { return Ok(None) };
    if key.is_empty() || key.len() > MAX_KEY {
        return Err(coded("BAD_USER_INPUT", format!("idempotencyKey: 1 to {MAX_KEY} characters")));
    }
    let field = context.field();
    let arguments = field.arguments()?;
    let arguments = serde_json::to_vec(&arguments).map_err(internal)?;
    Ok(Some(IdempotencyKey {
        operation: field.name().to_owned(),
        key: key.to_string(),
        input_digest: hex::encode(Sha256::digest(arguments)),
    }))
}
