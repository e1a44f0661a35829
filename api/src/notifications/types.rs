//! Notifications as GraphQL shows them.

use async_graphql::{Context, ID, Object};
use chrono::{DateTime, Utc};
use entity::{enums::NotificationKind, notification};
use vocabulary::Language;

use crate::shared::{
    ids::{self, Kind},
    values::Date,
    viewer::language,
};

/// A notification.
pub struct Notification(pub notification::Model);

/// Something that the viewer is told (提醒). It says that something happened or is due; what waits for
/// the viewer is `todo`.
#[Object]
impl Notification {
    /// The global id.
    pub async fn id(&self) -> ID {
        ids::encode(Kind::Notification, self.0.id)
    }

    /// What it is about.
    async fn kind(&self) -> NotificationKind {
        self.0.kind
    }

    /// One sentence, in the viewer's language.
    async fn text(&self, context: &Context<'_>) -> &str {
        match language(context) {
            Language::Chinese => &self.0.text_zh,
            Language::English => &self.0.text_en,
        }
    }

    /// The GraphQL type of the object to open.
    async fn object_type(&self) -> &str {
        &self.0.object_type
    }

    /// The object to open; none where it has no page of its own. Whether it may still be seen is
    /// asked of `node`.
    async fn object_id(&self) -> Option<ID> {
        Kind::named(&self.0.object_type).map(|kind| ids::encode(kind, self.0.object_id))
    }

    /// By when something is to be done about it.
    async fn due_on(&self) -> Option<Date> {
        self.0.due_on.map(Date)
    }

    /// When it was written.
    async fn created_at(&self) -> DateTime<Utc> {
        self.0.created_at
    }

    /// When the viewer read it; none while it is unread.
    async fn read_at(&self) -> Option<DateTime<Utc>> {
        self.0.read_at
    }
}
