//! Who asks: the only identity that resolvers and services see.

use async_graphql::Context;
use entity::enums::Role;
use uuid::Uuid;

use super::{errors::coded, language::Language, loaders};

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
    /// Whether cookies may be marked `Secure` and `__Host-`: not over plain HTTP on an address
    /// that browsers don't trust.
    pub secure: bool,
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
