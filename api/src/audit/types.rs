//! Lines of the audit log as GraphQL shows them.

use async_graphql::{Context, ID, Object};
use chrono::{DateTime, Utc};
use entity::audit_entry;
use vocabulary::Language;

use crate::shared::{
    ids::{self, Kind},
    viewer,
};

/// A line of the audit log.
pub struct AuditEntry(pub audit_entry::Model);

/// A line of the audit log (审计日志): who did what to which object. Never changed, never removed; chained by digest.
#[Object]
impl AuditEntry {
    /// Its number: without gaps, from 1.
    async fn sequence(&self) -> i64 {
        self.0.sequence
    }

    /// When it was done.
    async fn at(&self) -> DateTime<Utc> {
        self.0.at
    }

    /// By whom, under the name that they had then.
    async fn actor(&self, context: &Context<'_>) -> &str {
        match (self.0.actor_name.as_str(), viewer::language(context)) {
            ("", Language::Chinese) => "（未登录）",
            ("", Language::English) => "(not signed in)",
            (name, _) => name,
        }
    }

    /// What was done: the mutation's name; `denied:` before it where it was refused.
    async fn action(&self) -> &str {
        &self.0.action
    }

    /// The type of the object.
    async fn object_type(&self) -> &str {
        &self.0.object_type
    }

    /// The object: its global id where `node` knows its type.
    async fn object_id(&self) -> Option<ID> {
        let id = self.0.object_id?;
        Some(match Kind::named(&self.0.object_type) {
            Some(kind) => ids::encode(kind, id),
            None => ID(id.to_string()),
        })
    }

    /// What else matters, as JSON.
    async fn detail(&self) -> &str {
        &self.0.detail
    }

    /// The network address from which it was done.
    async fn address(&self) -> Option<&str> {
        self.0.address.as_deref()
    }

    /// The digest over this line and the one before, in hexadecimal.
    async fn hash(&self) -> &str {
        &self.0.hash
    }
}
