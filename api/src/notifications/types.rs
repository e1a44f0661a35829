//! Notifications as GraphQL shows them.

use async_graphql::{Context, Enum, ID, Object};
use chrono::{DateTime, Utc};
use entity::{enums, notification};

use crate::shared::{
    ids::{self, Kind},
    language::Language,
    values::Date,
    viewer::language,
};

/// What a notification is about.
#[derive(Enum, Clone, Copy, Debug, PartialEq, Eq)]
#[graphql(remote = "enums::NotificationKind")]
pub enum NotificationKind {
    /// 期限提醒: something is due within days, or today.
    Reminder,
    /// 超期提醒: something was due.
    Overdue,
    /// 呈批: a step waits for the head, or the head decided.
    Approval,
    /// 分派: a case was assigned, or handlers changed.
    Assignment,
    /// 案件进展: something happened to a case that others should know.
    Progress,
    /// 移送: a case arrived, was accepted, returned or answered.
    Referral,
    /// 立案追诉标准: the amounts meet a threshold for prosecution.
    Prosecution,
    /// 查封扣押: goods were taken, extended, disposed of, or a measure runs out.
    Seizure,
    /// 督办: listed, urged, reported or released.
    Supervision,
    /// 交叉办案: another department has a case against the same party.
    Deconfliction,
    /// 联合办案: joint handling was proposed or decided.
    JointHandling,
    /// 失信名单: a listing was proposed, published, expires or was removed.
    Blacklist,
    /// 证据: something was filed, or is missing.
    Evidence,
    /// 法定期限规则: the calendar lacks a year, or rules changed.
    Rules,
    /// 账号: an account was made, reset, disabled or given another role, or that waits to be confirmed.
    Account,
}

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
        self.0.kind.into()
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
