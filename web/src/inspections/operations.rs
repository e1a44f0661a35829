//! What the pages of inspections ask, and what they send.

use crate::graphql::{
    enums::{InspectionOrderField, PremisesResult},
    fragments::{
        ActionRef, DateRangeInput, DepartmentRef, PersonRef, Quantity, QuantityInput, RecordAmount,
        RecordAmountInput, RegionRef,
    },
    lookups::PartyRef,
    operation::{Correction, list, mutation},
    scalars::{Date, DateTime},
    schema,
};

// The list

#[derive(cynic::InputObject, Clone, Default)]
pub struct InspectionFilter {
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub search: Option<String>,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub inspected: Option<DateRangeInput>,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub department_id: Option<cynic::Id>,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub action_id: Option<cynic::Id>,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub result: Option<Vec<PremisesResult>>,
}

list!(ListInspections = inspections("inspections": InspectionFilter, "InspectionOrder" by InspectionOrderField)
    -> "InspectionConnection" of InspectionRow);

/// An inspection as lists show it.
#[derive(cynic::QueryFragment, Clone)]
#[cynic(graphql_type = "Inspection")]
pub struct InspectionRow {
    pub id: cynic::Id,
    pub inspected_on: Date,
    pub place: String,
    pub department: DepartmentRef,
    pub departments: Vec<DepartmentRef>,
    pub action: Option<ActionRef>,
    pub premises: Vec<PremisesLine>,
    pub goods_checked: Quantity,
}

#[derive(cynic::QueryFragment, Clone)]
#[cynic(graphql_type = "InspectedPremises")]
pub struct PremisesLine {
    pub name: String,
    pub result: PremisesResult,
}

// One inspection

#[derive(cynic::QueryFragment, Clone)]
#[cynic(graphql_type = "Query", variables = "crate::graphql::operation::ById")]
pub struct ShowInspection {
    #[arguments(id: $id)]
    pub inspection: Option<Inspection>,
}

#[derive(cynic::QueryFragment, Clone)]
pub struct Inspection {
    pub id: cynic::Id,
    pub region: RegionRef,
    pub department: DepartmentRef,
    pub departments: Vec<DepartmentRef>,
    pub action: Option<ActionRef>,
    pub inspected_on: Date,
    pub place: String,
    pub goods_checked: Quantity,
    pub findings: Option<String>,
    pub officers: Vec<Officer>,
    pub premises: Vec<Premises>,
    pub recorded_by: PersonRef,
    pub recorded_at: DateTime,
    pub amounts: Vec<RecordAmount>,
    pub viewer_can_correct: bool,
    pub version: i32,
}

#[derive(cynic::QueryFragment, Clone)]
#[cynic(graphql_type = "InspectionOfficer")]
pub struct Officer {
    pub person: PersonRef,
    pub certificate_number: String,
}

#[derive(cynic::QueryFragment, Clone)]
#[cynic(graphql_type = "InspectedPremises")]
pub struct Premises {
    pub name: String,
    pub address: Option<String>,
    pub party: Option<PartyRef>,
    pub result: PremisesResult,
    pub note: Option<String>,
}

// Recording and correcting

#[derive(cynic::InputObject)]
pub struct InspectedPremisesInput {
    pub name: String,
    pub address: Option<String>,
    pub party_id: Option<cynic::Id>,
    pub result: PremisesResult,
    pub note: Option<String>,
}

#[derive(cynic::InputObject)]
pub struct RecordInspectionInput {
    pub idempotency_key: Option<cynic::Id>,
    pub action_id: Option<cynic::Id>,
    pub inspected_on: Date,
    pub place: String,
    pub participant_ids: Vec<cynic::Id>,
    pub amounts: Vec<RecordAmountInput>,
    pub officer_ids: Vec<cynic::Id>,
    pub premises: Vec<InspectedPremisesInput>,
    pub goods_checked: QuantityInput,
    pub findings: Option<String>,
}

#[derive(cynic::InputObject)]
pub struct CorrectInspectionInput {
    idempotency_key: Option<cynic::Id>,
    id: cynic::Id,
    version: i32,
    reason: String,
    action_id: Option<cynic::Id>,
    inspected_on: Date,
    place: String,
    participant_ids: Vec<cynic::Id>,
    amounts: Vec<RecordAmountInput>,
    officer_ids: Vec<cynic::Id>,
    premises: Vec<InspectedPremisesInput>,
    goods_checked: QuantityInput,
    findings: Option<String>,
}

impl RecordInspectionInput {
    /// The same, as what a record on file should have said.
    pub fn correcting(self, Correction { id, version, reason }: Correction) -> CorrectInspectionInput {
        CorrectInspectionInput {
            idempotency_key: self.idempotency_key,
            id,
            version,
            reason,
            action_id: self.action_id,
            inspected_on: self.inspected_on,
            place: self.place,
            participant_ids: self.participant_ids,
            amounts: self.amounts,
            officer_ids: self.officer_ids,
            premises: self.premises,
            goods_checked: self.goods_checked,
            findings: self.findings,
        }
    }
}

mutation!(RecordInspection = record_inspection("recordInspection": RecordInspectionInput)
    -> "RecordInspectionPayload" { "inspection": Inspection });

mutation!(CorrectInspection = correct_inspection("correctInspection": CorrectInspectionInput)
    -> "CorrectInspectionPayload" { "inspection": Inspection });
