//! What the pages of publicity events ask, and what they send.

use crate::graphql::{
    enums::{PublicityEventOrderField, PublicityKind},
    fragments::{
        ActionRef, DateRangeInput, DepartmentRef, Quantity, QuantityInput, RecordAmount, RecordAmountInput,
        RegionRef,
    },
    operation::{Correction, list, mutation},
    scalars::Date,
    schema,
};

// The list

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

list!(ListPublicityEvents = publicity_events("publicityEvents": PublicityEventFilter, "PublicityEventOrder" by PublicityEventOrderField)
    -> "PublicityEventConnection" of PublicityRow);

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

#[derive(cynic::QueryFragment, Clone)]
#[cynic(graphql_type = "Query", variables = "crate::graphql::operation::ById")]
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
    pub amounts: Vec<RecordAmount>,
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
    pub amounts: Vec<RecordAmountInput>,
    pub materials: QuantityInput,
    pub consultations: QuantityInput,
    pub media_items: i32,
    pub television_programmes: i32,
}

#[derive(cynic::InputObject)]
pub struct CorrectPublicityEventInput {
    idempotency_key: Option<cynic::Id>,
    id: cynic::Id,
    version: i32,
    reason: String,
    action_id: Option<cynic::Id>,
    kind: PublicityKind,
    name: String,
    starts_on: Date,
    ends_on: Date,
    place: String,
    participant_ids: Vec<cynic::Id>,
    amounts: Vec<RecordAmountInput>,
    materials: QuantityInput,
    consultations: QuantityInput,
    media_items: i32,
    television_programmes: i32,
}

impl RecordPublicityEventInput {
    /// The same, as what a record on file should have said.
    pub fn correcting(self, Correction { id, version, reason }: Correction) -> CorrectPublicityEventInput {
        CorrectPublicityEventInput {
            idempotency_key: self.idempotency_key,
            id,
            version,
            reason,
            action_id: self.action_id,
            kind: self.kind,
            name: self.name,
            starts_on: self.starts_on,
            ends_on: self.ends_on,
            place: self.place,
            participant_ids: self.participant_ids,
            amounts: self.amounts,
            materials: self.materials,
            consultations: self.consultations,
            media_items: self.media_items,
            television_programmes: self.television_programmes,
        }
    }
}

mutation!(RecordPublicityEvent = record_publicity_event("recordPublicityEvent": RecordPublicityEventInput)
    -> "RecordPublicityEventPayload" { "publicityEvent": PublicityEvent });
mutation!(CorrectPublicityEvent = correct_publicity_event("correctPublicityEvent": CorrectPublicityEventInput)
    -> "CorrectPublicityEventPayload" { "publicityEvent": PublicityEvent });
