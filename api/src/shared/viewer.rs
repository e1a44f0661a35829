//! Who asks: the only identity that resolvers and services see.

use async_graphql::Context;
use entity::enums::Role;
use uuid::Uuid;
use vocabulary::Language;

use super::{errors::coded, loaders};

/// A signed-in person or system.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Viewer {
    /// The user.
    pub user_id: Uuid,
    /// The user's name, as the audit log shows it.
    pub display_name: String,
    /// What the user may do, within their scope.
    pub role: Role,
    /// The user's department.
    pub department_id: Uuid,
    /// The department's region.
    pub region_id: Uuid,
    /// The region's code without padding: a prefix of all codes below it.
    pub region_key: String,
    /// Whether the department is a coordination office.
    pub in_coordination_office: bool,
    /// An observer of the whole region (a leader) rather than of their own department.
    pub observes_region: bool,
    /// A service token without the scope to write, or a password that must be changed first.
    pub read_only: bool,
    /// A password that was given out: until it is changed there is nothing to read or do.
    pub must_change_password: bool,
    /// The session, where there is one (a service token has none).
    pub session_id: Option<Uuid>,
}

/// What a request brings beside its document.
#[derive(Clone, Debug, Default)]
pub struct RequestInfo {
    /// The language to answer in.
    pub language: Language,
    /// The client's address.
    pub address: Option<String>,
    /// The client's own name of itself.
    pub user_agent: Option<String>,
    /// The refresh token in the browser's cookie.
    pub refresh_cookie: Option<String>,
    /// What the browser's cookie says of who signed in there before, see [`crate::users::devices`].
    pub device_cookie: Option<String>,
    /// Whether cookies may be marked `Secure` and `__Host-`: not over plain HTTP on an address
    /// that browsers don't trust.
    pub secure: bool,
}

/// What who must change their password first is told, in Chinese and in English.
pub const CHANGE_FIRST: (&str, &str) = ("请先修改一次性口令", "Change the one-time password first");

/// The root fields of who must change their password first: who they are, the change, and the way out.
const BEFORE_CHANGE: [&str; 5] = ["viewer", "changePassword", "signOut", "signIn", "refreshSession"];

/// Refuses every other root field to who must change their password first; asked by every root of the
/// schema ([`super::boxed`]), so that a new field needs nothing of its own.
///
/// # Errors
///
/// `PASSWORD_CHANGE_REQUIRED`.
pub fn password_is_changed(context: &Context<'_>) -> async_graphql::Result<()> {
    let viewer =
        loaders::signed_in(context).map(|(viewer, _)| viewer).or_else(|| context.data_opt::<Viewer>());
    let waits = viewer.is_some_and(|viewer| viewer.must_change_password);
    if !waits || BEFORE_CHANGE.contains(&context.field().name()) {
        return Ok(());
    }
    Err(coded("PASSWORD_CHANGE_REQUIRED", text_for(context, CHANGE_FIRST.0, CHANGE_FIRST.1)))
}

/// The viewer of a request, or a top-level `UNAUTHENTICATED`.
pub fn viewer<'a>(context: &Context<'a>) -> async_graphql::Result<&'a Viewer> {
    loaders::signed_in(context)
        .map(|(viewer, _)| viewer)
        .or_else(|| context.data_opt::<Viewer>())
        .ok_or_else(|| coded("UNAUTHENTICATED", text_for(context, "请先登录", "Sign in first")))
}

/// The language of a request.
pub fn language(context: &Context<'_>) -> Language {
    context.data_opt::<RequestInfo>().map(|info| info.language).unwrap_or_default()
}

fn text_for(context: &Context<'_>, zh: &'static str, en: &'static str) -> &'static str {
    match language(context) {
        Language::Chinese => zh,
        Language::English => en,
    }
}
