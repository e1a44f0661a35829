//! Who is signed in. The access token lives in memory only; the browser keeps the refresh token in a cookie that no
//! script can read. When the session ends, everything that was shown goes with it, so that Back brings nothing back.

use crate::{
    components::draft,
    graphql::{
        events::{self, Events},
        fragments::{UserError, Viewer},
        scalars::DateTime,
        schema,
        transport::{Answer, ApiError, post},
    },
};
use cynic::{MutationBuilder, Operation, StreamingOperation};
use futures::future::{FutureExt, LocalBoxFuture, Shared};
use leptos::{ev, prelude::*, task::spawn_local};
use serde::{Serialize, de::DeserializeOwned};
use std::{cell::Cell, rc::Rc};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::{JsFuture, future_to_promise};

/// Signing out in one tab signs out in all: they listen for a change of this key in localStorage.
const SIGNED_OUT: &str = "shuangda.signed-out";

/// What the app may show.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    /// The cookie may still open a session.
    Restoring,
    /// Only the sign-in page.
    SignedOut,
    /// Everything that the viewer may see.
    SignedIn,
}

type Refresh = Shared<LocalBoxFuture<'static, Result<(), ApiError>>>;

/// The session and the way to the API. One for the app, copied freely.
#[derive(Clone, Copy)]
pub struct Session {
    /// What the app may show.
    pub phase: RwSignal<Phase>,
    /// Who is signed in.
    pub viewer: RwSignal<Option<Viewer>>,
    /// Whether the last request reached the server.
    pub online: RwSignal<bool>,
    /// Whether the session ended by itself.
    pub expired: RwSignal<bool>,
    /// What failed on the account before this sign-in, until it has been read.
    pub failed: RwSignal<Option<FailedAttempts>>,
    token: RwSignal<Option<String>>,
    refreshing: StoredValue<Option<Refresh>, LocalStorage>,
}

impl Session {
    /// Begins with no session, and provides itself to all components below.
    pub fn provide() -> Self {
        let session = Self {
            phase: RwSignal::new(Phase::Restoring),
            viewer: RwSignal::new(None),
            online: RwSignal::new(true),
            expired: RwSignal::new(false),
            failed: RwSignal::new(None),
            token: RwSignal::new(None),
            refreshing: StoredValue::new_local(None),
        };
        provide_context(session);
        window_event_listener(ev::storage, move |event| {
            if event.key().as_deref() == Some(SIGNED_OUT) {
                session.forget();
            }
        });
        window_event_listener(ev::online, move |_| session.online.set(true));
        window_event_listener(ev::offline, move |_| session.online.set(false));
        session
    }

    /// The app's session. Components only; take it before the first `await`.
    pub fn current() -> Self {
        expect_context()
    }

    /// The viewer, where somebody is signed in.
    pub fn viewer(self) -> Option<Viewer> {
        self.viewer.get()
    }

    /// Whether the viewer may do what `right` says.
    pub fn may(self, right: fn(&Viewer) -> bool) -> bool {
        self.viewer.with(|viewer| viewer.as_ref().is_some_and(right))
    }

    /// Today as the server counts it, for a date field's first value.
    pub fn today(self) -> String {
        self.viewer
            .with_untracked(|viewer| viewer.as_ref().map(|viewer| viewer.today.0.clone()))
            .unwrap_or_default()
    }

    /// Opens the session that the cookie still holds, if any.
    pub async fn restore(self) {
        if self.refresh().await.is_err() {
            self.phase.set(Phase::SignedOut);
        }
    }

    /// Sends an operation; where the access token has run out, once more with a new one.
    pub fn send<T, V>(
        self,
        operation: &Operation<T, V>,
    ) -> impl Future<Output = Result<T, ApiError>> + use<T, V>
    where
        T: DeserializeOwned + 'static,
        V: Serialize + 'static,
    {
        let answer = self.ask(serde_json::to_string(operation));
        async move { answer.await?.read() }
    }

    /// The same for an operation already written as JSON: all that is one for every operation of the app.
    pub async fn ask(self, body: serde_json::Result<String>) -> Result<Answer, ApiError> {
        let body = body.map_err(|_| ApiError::Internal(None))?;
        let answer = self.post(&body).await?;
        if !answer.is_unauthenticated() {
            return Ok(answer);
        }
        let answer = match self.refresh().await {
            Ok(()) => self.post(&body).await,
            Err(error) => Err(error),
        };
        if matches!(&answer, Err(ApiError::Unauthenticated))
            || answer.as_ref().is_ok_and(Answer::is_unauthenticated)
        {
            self.expired.set(true);
            self.forget();
        }
        answer
    }

    /// Runs `attempt` with the access token, for what isn't GraphQL; where it has run out, once more with a new one.
    pub async fn with_token<T, F: Future<Output = Result<T, ApiError>>>(
        self,
        attempt: impl Fn(String) -> F,
    ) -> Result<T, ApiError> {
        let token = self.token.get_untracked().unwrap_or_default();
        let outcome = match attempt(token).await {
            Err(ApiError::Unauthenticated) => match self.refresh().await {
                Ok(()) => attempt(self.token.get_untracked().unwrap_or_default()).await,
                Err(error) => Err(error),
            },
            outcome => outcome,
        };
        self.online.set(!matches!(outcome, Err(ApiError::Offline)));
        if matches!(outcome, Err(ApiError::Unauthenticated)) {
            self.expired.set(true);
            self.forget();
        }
        outcome
    }

    /// Opens the stream of a subscription.
    pub async fn listen<T, V: Serialize>(
        self,
        operation: &StreamingOperation<T, V>,
    ) -> Result<Events, ApiError> {
        let body = serde_json::to_string(operation).map_err(|_| ApiError::Internal(None))?;
        self.with_token(|token| events::open(body.clone(), Some(token))).await
    }

    async fn post(self, body: &str) -> Result<Answer, ApiError> {
        self.post_as(body, self.token.get_untracked()).await
    }

    async fn post_as(self, body: &str, token: Option<String>) -> Result<Answer, ApiError> {
        let answer = post(body.to_owned(), token).await;
        self.online.set(!matches!(answer, Err(ApiError::Offline)));
        answer
    }

    /// Signs in. `Ok` holds what was wrong with the credentials, or nothing.
    pub async fn sign_in(self, username: String, password: String) -> Result<Vec<UserError>, ApiError> {
        let operation = SignIn::build(SignInVariables {
            input: SignInInput { username, password, return_refresh_token: false },
        });
        let body = serde_json::to_string(&operation).map_err(|_| ApiError::Internal(None))?;
        let payload = self.post_as(&body, None).await?.read::<SignIn>()?.sign_in;
        self.failed.set(payload.failed_attempts);
        self.open(payload.access_token, payload.viewer);
        Ok(payload.errors)
    }

    /// Signs out here and in every other tab. False where the server couldn't be told, so that the cookie may still be good.
    pub async fn sign_out(self) -> bool {
        let operation = SignOut::build(SignOutVariables { input: SignOutInput { refresh_token: None } });
        let ended = self.send(&operation).await;
        if let Ok(Some(storage)) = window().local_storage() {
            let _ = storage.set_item(SIGNED_OUT, &js_sys::Date::now().to_string());
        }
        draft::forget_all();
        self.forget();
        matches!(ended, Ok(_) | Err(ApiError::Unauthenticated))
    }

    /// A new access token from the cookie; requests that need one at the same time share it.
    async fn refresh(self) -> Result<(), ApiError> {
        let under_way = self.refreshing.get_value().unwrap_or_else(|| {
            let refresh = async move {
                let outcome = one_tab_at_a_time(async move { self.refresh_now().await }).await;
                self.refreshing.set_value(None);
                outcome
            }
            .boxed_local()
            .shared();
            self.refreshing.set_value(Some(refresh.clone()));
            refresh
        });
        under_way.await
    }

    async fn refresh_now(self) -> Result<(), ApiError> {
        let operation =
            RefreshSession::build(RefreshVariables { input: RefreshSessionInput { refresh_token: None } });
        let body = serde_json::to_string(&operation).map_err(|_| ApiError::Internal(None))?;
        // Only the cookie counts here: a token that has run out would get the whole request refused.
        let payload = self.post_as(&body, None).await?.read::<RefreshSession>()?.refresh_session;
        if self.open(payload.access_token, payload.viewer) { Ok(()) } else { Err(ApiError::Unauthenticated) }
    }

    fn open(self, token: Option<String>, viewer: Option<Viewer>) -> bool {
        let (Some(token), Some(viewer)) = (token, viewer) else { return false };
        self.token.set(Some(token));
        self.expired.set(false);
        if self.viewer.get_untracked().as_ref() != Some(&viewer) {
            self.viewer.set(Some(viewer));
        }
        if self.phase.get_untracked() != Phase::SignedIn {
            self.phase.set(Phase::SignedIn);
        }
        true
    }

    /// Asks again who is signed in, after a change of the account.
    pub fn renew(self) {
        spawn_local(async move {
            if self.refresh().await.is_err() {
                self.forget();
            }
        });
    }

    fn forget(self) {
        self.token.set(None);
        self.phase.set(Phase::SignedOut);
        self.viewer.set(None);
        self.failed.set(None);
    }
}

/// Runs one refresh at a time over all tabs. Where the browser has no locks (plain HTTP), it just runs: the server
/// answers a refresh token that comes twice at once with the same successor.
async fn one_tab_at_a_time(
    refresh: impl Future<Output = Result<(), ApiError>> + 'static,
) -> Result<(), ApiError> {
    let navigator = window().navigator();
    let locks = js_sys::Reflect::get(&navigator, &JsValue::from_str("locks")).unwrap_or_default();
    let request = js_sys::Reflect::get(&locks, &JsValue::from_str("request"))
        .ok()
        .and_then(|found| found.dyn_into::<js_sys::Function>().ok());
    let Some(request) = request else { return refresh.await };
    let outcome = Rc::new(Cell::new(Err(ApiError::Offline)));
    let slot = outcome.clone();
    let held = Closure::once(move || {
        future_to_promise(async move {
            slot.set(refresh.await);
            Ok(JsValue::UNDEFINED)
        })
    });
    if let Ok(promise) = request.call2(&locks, &JsValue::from_str("shuangda.refresh"), held.as_ref()) {
        // The outcome is in the slot, whichever way the promise ends.
        let _ = JsFuture::from(js_sys::Promise::from(promise)).await;
    }
    outcome.replace(Err(ApiError::Offline))
}

#[derive(cynic::QueryVariables)]
struct SignInVariables {
    input: SignInInput,
}

#[derive(cynic::InputObject)]
struct SignInInput {
    username: String,
    password: String,
    return_refresh_token: bool,
}

#[derive(cynic::QueryFragment)]
#[cynic(graphql_type = "Mutation", variables = "SignInVariables")]
struct SignIn {
    #[arguments(input: $input)]
    sign_in: SignInPayload,
}

#[derive(cynic::QueryFragment)]
struct SignInPayload {
    access_token: Option<String>,
    viewer: Option<Viewer>,
    failed_attempts: Option<FailedAttempts>,
    errors: Vec<UserError>,
}

/// Wrong passwords for the account since its owner signed in last.
#[derive(cynic::QueryFragment, Clone)]
pub struct FailedAttempts {
    pub count: i32,
    pub last_at: DateTime,
    pub places: Vec<FailedAttemptsFrom>,
}

/// Wrong passwords from one place.
#[derive(cynic::QueryFragment, Clone)]
pub struct FailedAttemptsFrom {
    pub address: Option<String>,
    pub count: i32,
    pub last_at: DateTime,
}

#[derive(cynic::QueryVariables)]
struct RefreshVariables {
    input: RefreshSessionInput,
}

#[derive(cynic::InputObject)]
struct RefreshSessionInput {
    #[cynic(skip_serializing_if = "Option::is_none")]
    refresh_token: Option<String>,
}

#[derive(cynic::QueryFragment)]
#[cynic(graphql_type = "Mutation", variables = "RefreshVariables")]
struct RefreshSession {
    #[arguments(input: $input)]
    refresh_session: RefreshSessionPayload,
}

#[derive(cynic::QueryFragment)]
struct RefreshSessionPayload {
    access_token: Option<String>,
    viewer: Option<Viewer>,
}

#[derive(cynic::QueryVariables)]
struct SignOutVariables {
    input: SignOutInput,
}

#[derive(cynic::InputObject)]
struct SignOutInput {
    #[cynic(skip_serializing_if = "Option::is_none")]
    refresh_token: Option<String>,
}

#[derive(cynic::QueryFragment)]
#[cynic(graphql_type = "Mutation", variables = "SignOutVariables")]
struct SignOut {
    #[arguments(input: $input)]
    #[allow(dead_code)]
    sign_out: SignOutPayload,
}

#[derive(cynic::QueryFragment)]
struct SignOutPayload {
    #[allow(dead_code)]
    signed_out: bool,
}
