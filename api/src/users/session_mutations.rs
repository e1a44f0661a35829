//! Root fields that sign in and out.

use async_graphql::{Context, InputObject, Object, Result, SimpleObject};
use chrono::{DateTime, Utc};
use http::header;

use super::{
    devices,
    failures::Failures,
    sessions::{self, Opened},
    sign_in,
    types::{SignedInViewer, signed_in_viewer},
};
use crate::shared::{
    app::App,
    caller::Caller,
    errors::{UserError, coded, settle},
    loaders::SignedIn,
    viewer::{RequestInfo, Viewer},
};

/// Who signs in.
#[derive(InputObject)]
pub struct SignInInput {
    /// The user name, in any case and width.
    pub username: String,
    /// The password.
    pub password: String,
    /// True for systems and phones that keep the refresh token themselves; browsers get a cookie.
    #[graphql(default)]
    pub return_refresh_token: bool,
}

/// A session that was opened.
#[derive(SimpleObject, Default)]
pub struct SignInPayload {
    /// For the header `Authorization: Bearer …`.
    access_token: Option<String>,
    /// When the access token stops working.
    expires_at: Option<DateTime<Utc>>,
    /// What `refreshSession` takes, once; only where the input asked for it.
    refresh_token: Option<String>,
    /// Who is signed in now.
    viewer: Option<SignedInViewer>,
    /// Wrong passwords for this account since its owner signed in last; none where there were none. Told once.
    failed_attempts: Option<FailedAttempts>,
    /// Why nobody is.
    errors: Vec<UserError>,
}

/// Wrong passwords for an account since its owner signed in last.
#[derive(SimpleObject)]
pub struct FailedAttempts {
    /// How many.
    count: i32,
    /// When the first one was.
    first_at: DateTime<Utc>,
    /// When the last one was.
    last_at: DateTime<Utc>,
    /// From where, the latest first; at most 21.
    places: Vec<FailedAttemptsFrom>,
}

/// Wrong passwords from one place.
#[derive(SimpleObject)]
pub struct FailedAttemptsFrom {
    /// The network address, or the /64 of an IPv6 address; none for all places beyond the first twenty.
    address: Option<String>,
    /// How many.
    count: i32,
    /// When the last one was.
    last_at: DateTime<Utc>,
}

impl FailedAttempts {
    fn of(Failures { places }: Failures) -> Option<Self> {
        let first_at = places.iter().map(|place| place.first_failed_at).min()?;
        let last_at = places.iter().map(|place| place.last_failed_at).max()?;
        let count = places.iter().map(|place| place.failures).sum();
        let places = places.into_iter().map(|place| FailedAttemptsFrom {
            address: (!place.place.is_empty()).then_some(place.place),
            count: place.failures,
            last_at: place.last_failed_at,
        });
        Some(Self { count, first_at, last_at, places: places.collect() })
    }
}

/// Which session goes on.
#[derive(InputObject)]
pub struct RefreshSessionInput {
    /// The refresh token; a browser leaves it out, having it in a cookie.
    pub refresh_token: Option<String>,
}

/// A session that goes on.
#[derive(SimpleObject, Default)]
pub struct RefreshSessionPayload {
    /// For the header `Authorization: Bearer …`.
    access_token: Option<String>,
    /// When the access token stops working.
    expires_at: Option<DateTime<Utc>>,
    /// The next refresh token; only where the input brought the last one.
    refresh_token: Option<String>,
    /// Who is signed in.
    viewer: Option<SignedInViewer>,
    /// Why the session does not go on.
    errors: Vec<UserError>,
}

/// Which session ends.
#[derive(InputObject)]
pub struct SignOutInput {
    /// The refresh token, where there is neither an access token nor a cookie.
    pub refresh_token: Option<String>,
}

/// A session that ended.
#[derive(SimpleObject)]
pub struct SignOutPayload {
    /// Whether there was an open session to end.
    signed_out: bool,
    /// What was wrong.
    errors: Vec<UserError>,
}

/// A new password for oneself.
#[derive(InputObject)]
pub struct ChangePasswordInput {
    /// The present password.
    pub current_password: String,
    /// The new one: at least 10 characters, not the user's name, not a sequence.
    pub new_password: String,
}

/// A password that was changed.
#[derive(SimpleObject)]
pub struct ChangePasswordPayload {
    /// Whether the new password holds from now on. All other sessions of the user are over then.
    changed: bool,
    /// What was wrong.
    errors: Vec<UserError>,
}

/// Signing in and out.
#[derive(Default)]
pub struct SessionMutations;

/// Signing in and out.
#[Object]
impl SessionMutations {
    /// Opens a session by user name and password.
    async fn sign_in(&self, context: &Context<'_>, input: SignInInput) -> Result<SignInPayload> {
        let (app, info) = request(context)?;
        once(context)?;
        let result = sign_in::sign_in(app, &info, &input.username, input.password).await;
        let (entered, errors) = settle(result, info.language)?;
        let Some(entered) = entered else { return Ok(SignInPayload { errors, ..Default::default() }) };
        let opened = entered.opened;
        let viewer = hand_over(context, app, &info, &opened, !input.return_refresh_token).await?;
        if !input.return_refresh_token {
            let cookie = devices::set_cookie(&entered.device, info.secure);
            context.append_http_header(header::SET_COOKIE, cookie);
        }
        Ok(SignInPayload {
            access_token: Some(opened.access_token),
            expires_at: Some(opened.expires_at),
            refresh_token: input.return_refresh_token.then_some(opened.refresh_token),
            viewer: Some(viewer),
            failed_attempts: entered.failures.and_then(FailedAttempts::of),
            errors,
        })
    }

    /// A new access token for the browser's refresh cookie, or for the token given. Each refresh token works
    /// once, and for 20 seconds more is answered with the same successor, so that two requests at once or a lost
    /// answer end nothing; using one again later ends its session.
    async fn refresh_session(
        &self,
        context: &Context<'_>,
        input: RefreshSessionInput,
    ) -> Result<RefreshSessionPayload> {
        let (app, info) = request(context)?;
        once(context)?;
        let in_cookie = input.refresh_token.is_none();
        let token = input.refresh_token.or_else(|| info.refresh_cookie.clone()).unwrap_or_default();
        let (opened, errors) = settle(sessions::refresh(app, &info, &token).await, info.language)?;
        // The cookie stays: another request may have brought the browser a newer one meanwhile.
        let Some(opened) = opened else { return Ok(RefreshSessionPayload { errors, ..Default::default() }) };
        let viewer = hand_over(context, app, &info, &opened, in_cookie).await?;
        Ok(RefreshSessionPayload {
            access_token: Some(opened.access_token),
            expires_at: Some(opened.expires_at),
            refresh_token: (!in_cookie).then_some(opened.refresh_token),
            viewer: Some(viewer),
            errors,
        })
    }

    /// Ends the session of the access token, the cookie or the token given. Others of the same user go on.
    async fn sign_out(&self, context: &Context<'_>, input: SignOutInput) -> Result<SignOutPayload> {
        let (app, info) = request(context)?;
        let token = input.refresh_token.as_deref().or(info.refresh_cookie.as_deref());
        let result = sign_in::sign_out(app, &info, context.data_opt::<Viewer>(), token).await;
        let (signed_out, errors) = settle(result, info.language)?;
        context.insert_http_header(header::SET_COOKIE, sessions::clear_cookie(&info));
        Ok(SignOutPayload { signed_out: signed_out.unwrap_or(false), errors })
    }

    /// Changes one's own password and ends one's other sessions.
    async fn change_password(
        &self,
        context: &Context<'_>,
        input: ChangePasswordInput,
    ) -> Result<ChangePasswordPayload> {
        let caller = Caller::of(context)?;
        let result = sign_in::change_password(&caller, input.current_password, input.new_password).await;
        let (changed, errors) = caller.answer(result)?;
        Ok(ChangePasswordPayload { changed: changed.is_some(), errors })
    }
}

/// What a request has before anybody is signed in.
fn request<'a>(context: &Context<'a>) -> Result<(&'a App, RequestInfo)> {
    Ok((context.data::<App>()?, context.data_opt::<RequestInfo>().cloned().unwrap_or_default()))
}

/// A request signs in at most once: its response has one cookie and its payloads one viewer.
fn once(context: &Context<'_>) -> Result<()> {
    match context.data_opt::<SignedIn>() {
        Some(signed_in) if signed_in.is_set() => {
            Err(coded("BAD_USER_INPUT", "signIn and refreshSession: at most one in a request"))
        }
        _ => Ok(()),
    }
}

/// Makes the rest of the request the new viewer's, and gives a browser its cookie.
async fn hand_over(
    context: &Context<'_>,
    app: &App,
    info: &RequestInfo,
    opened: &Opened,
    in_cookie: bool,
) -> Result<SignedInViewer> {
    if in_cookie {
        let cookie = sessions::set_cookie(opened, info, app.clock.now());
        context.insert_http_header(header::SET_COOKIE, cookie);
    }
    if let Some(signed_in) = context.data_opt::<SignedIn>() {
        signed_in.set(app, &opened.viewer);
    }
    signed_in_viewer(context, &opened.viewer).await
}
