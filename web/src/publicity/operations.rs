//! What the pages of publicity events ask, and what they send.

use crate::graphql::{
    enums::{OrderDirection, PublicityEventOrderField, PublicityKind},
    fragments::{
        ActionRef, DateRangeInput, DepartmentRef, PageInfo, Quantity, QuantityInput, RegionRef, UserError,
    },
    scalars::Date,
    schema,
};

// The list

#[derive(cynic::QueryVariables, Clone)]
pub struct PublicityEventsVariables {
    pub first: Option<i32>,
    pub after: Option<String>,
    pub last: Option<i32>,
    pub before: Option<String>,
    pub filter: Option<PublicityEventFilter>,
    pub order: Option<PublicityEventOrder>,
    pub total: bool,
}

#[derive(cynic::InputObject, Clone)]
pub struct PublicityEventFilter {
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub search: Option<String>,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub held: Option<DateRangeInput>,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub kind: Option<Vec<PublicityKind>>,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub department_id: Option<cynic::Id>,
}

#[derive(cynic::InputObject, Clone)]
pub struct PublicityEventOrder {
    pub field: PublicityEventOrderField,
    pub direction: OrderDirection,
}

#[derive(cynic::QueryFragment, Clone)]
#[cynic(graphql_type = "Query", variables = "PublicityEventsVariables")]
pub struct ListPublicityEvents {
    #[arguments(first: $first, after: $after, last: $last, before: $before, filter: $filter, orderBy: $order)]
    pub publicity_events: PublicityPageOf,
}

#[derive(cynic::QueryFragment, Clone)]
#[cynic(graphql_type = "PublicityEventConnection", variables = "PublicityEventsVariables")]
pub struct PublicityPageOf {
    pub nodes: Vec<PublicityRow>,
    pub page_info: PageInfo,
    #[directives(include(if: $total))]
    pub total_count: Option<i32>,
    #[directives(include(if: $total))]
    pub total_count_is_lower_bound: Option<bool>,
}

/// An event as lists show it.
#[derive(cynic::QueryFragment, Clone)]
#[cynic(graphql_type = "PublicityEvent")]
pub struct PublicityRow {
    pub id: cynic::Id,
    pub kind: PublicityKind,
    pub name: String,
    pub starts_on: Date,
    pub place: String,
    pub department: DepartmentRef,
    pub materials: Quantity,
    pub consultations: Quantity,
}

// One publicity event

#[derive(cynic::QueryVariables)]
pub struct PublicityEventVariables {
    pub id: cynic::Id,
}

#[derive(cynic::QueryFragment, Clone)]
#[cynic(graphql_type = "Query", variables = "PublicityEventVariables")]
pub struct ShowPublicityEvent {
    #[arguments(id: $id)]
    pub publicity_event: Option<PublicityEvent>,
}

#[derive(cynic::QueryFragment, Clone)]
pub struct PublicityEvent {
    pub id: cynic::Id,
    pub region: RegionRef,
    pub department: DepartmentRef,
    pub departments: Vec<DepartmentRef>,
    pub action: Option<ActionRef>,
    pub kind: PublicityKind,
    pub name: String,
    pub starts_on: Date,
    pub ends_on: Date,
    pub place: String,
    pub materials: Quantity,
    pub consultations: Quantity,
    pub media_items: i32,
    pub television_programmes: i32,
    pub viewer_can_correct: bool,
    pub version: i32,
}

// Recording and correcting

#[derive(cynic::InputObject)]
pub struct RecordPublicityEventInput {
    pub idempotency_key: Option<cynic::Id>,
    pub action_id: Option<cynic::Id>,
    pub kind: PublicityKind,
    pub name: String,
    pub starts_on: Date,
    pub ends_on: Date,
    pub place: String,
    pub participant_ids: Vec<cynic::Id>,
    pub materials: QuantityInput,
    pub consultations: QuantityInput,
    pub media_items: i32,
    pub television_programmes: i32,
}

#[derive(cynic::QueryVariables)]
pub struct RecordPublicityEventVariables {
    pub input: RecordPublicityEventInput,
}

#[derive(cynic::QueryFragment)]
#[cynic(graphql_type = "Mutation", variables = "RecordPublicityEventVariables")]
pub struct RecordPublicityEvent {
    #[arguments(input: $input)]
    pub record_publicity_event: RecordPublicityEventPayload,
}

#[derive(cynic::QueryFragment)]
pub struct RecordPublicityEventPayload {
    pub publicity_event: Option<PublicityEvent>,
    pub errors: Vec<UserError>,
}

#[derive(cynic::InputObject)]
pub struct CorrectPublicityEventInput {
    pub idempotency_key: Option<cynic::Id>,
    pub id: cynic::Id,
    pub version: i32,
    pub reason: String,
    pub action_id: Option<cynic::Id>,
    pub kind: PublicityKind,
    pub name: String,
    pub starts_on: Date,
    pub ends_on: Date,
    pub place: String,
    pub participant_ids: Vec<cynic::Id>,
    pub materials: QuantityInput,
    pub consultations: QuantityInput,
    pub media_items: i32,
    pub television_programmes: i32,
}

#[derive(cynic::QueryVariables)]
pub struct CorrectPublicityEventVariables {
    pub input: CorrectPublicityEventInput,
}

#[derive(cynic::QueryFragment)]
#[cynic(graphql_type = "Mutation", variables = "CorrectPublicityEventVariables")]
pub struct CorrectPublicityEvent {
    #[arguments(input: $input)]
    pub correct_publicity_event: CorrectPublicityEventPayload,
}

#[derive(cynic::QueryFragment)]
pub struct CorrectPublicityEventPayload {
    pub publicity_event: Option<PublicityEvent>,
    pub errors: Vec<UserError>,
}
