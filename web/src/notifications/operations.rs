//! What the bell and the page of notifications ask.

use crate::graphql::{
    enums::NotificationKind,
    fragments::{PageInfo, UserError},
    scalars::{Date, DateTime},
    schema,
};

#[derive(cynic::QueryVariables, Clone)]
pub struct NotificationsVariables {
    pub first: Option<i32>,
    pub after: Option<String>,
    pub last: Option<i32>,
    pub before: Option<String>,
    pub unread_only: Option<bool>,
    pub total: bool,
}

#[derive(cynic::QueryFragment, Clone)]
#[cynic(graphql_type = "Query", variables = "NotificationsVariables")]
pub struct ListNotifications {
    #[arguments(first: $first, after: $after, last: $last, before: $before, unreadOnly: $unread_only)]
    pub notifications: NotificationPageOf,
}

#[derive(cynic::QueryFragment, Clone)]
#[cynic(graphql_type = "NotificationConnection", variables = "NotificationsVariables")]
pub struct NotificationPageOf {
    pub nodes: Vec<Notification>,
    pub page_info: PageInfo,
    #[directives(include(if: $total))]
    pub total_count: Option<i32>,
    #[directives(include(if: $total))]
    pub total_count_is_lower_bound: Option<bool>,
}

#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
pub struct Notification {
    pub id: cynic::Id,
    pub kind: NotificationKind,
    pub text: String,
    pub object_type: String,
    pub object_id: Option<cynic::Id>,
    pub due_on: Option<Date>,
    pub created_at: DateTime,
    pub read_at: Option<DateTime>,
}

#[derive(cynic::QueryFragment)]
#[cynic(graphql_type = "Query")]
pub struct CountUnread {
    pub viewer: UnreadViewer,
}

#[derive(cynic::QueryFragment)]
#[cynic(graphql_type = "Viewer")]
pub struct UnreadViewer {
    pub unread_notifications: i32,
}

#[derive(cynic::QueryFragment)]
#[cynic(graphql_type = "Subscription")]
pub struct ListenForNotifications {
    pub notification_added: NotificationAdded,
}

#[derive(cynic::QueryFragment)]
pub struct NotificationAdded {
    pub notification: Notification,
    pub unread: i32,
}

#[derive(cynic::QueryVariables)]
pub struct MarkReadVariables {
    pub input: MarkNotificationsReadInput,
}

#[derive(cynic::InputObject)]
pub struct MarkNotificationsReadInput {
    pub ids: Vec<cynic::Id>,
    pub all: bool,
}

#[derive(cynic::QueryFragment)]
#[cynic(graphql_type = "Mutation", variables = "MarkReadVariables")]
pub struct MarkRead {
    #[arguments(input: $input)]
    pub mark_notifications_read: MarkNotificationsReadPayload,
}

#[derive(cynic::QueryFragment)]
pub struct MarkNotificationsReadPayload {
    pub unread: Option<i32>,
    #[allow(dead_code)]
    pub errors: Vec<UserError>,
}
