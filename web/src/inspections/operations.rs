//! What the pages of inspections ask, and what they send.

use crate::graphql::{
    enums::{InspectionOrderField, OrderDirection, PremisesResult},
    fragments::{
        ActionRef, DateRangeInput, DepartmentRef, PageInfo, PersonRef, Quantity, QuantityInput, RegionRef,
        UserError,
    },
    lookups::PartyRef,
    scalars::{Date, DateTime},
    schema,
};

// The list

#[derive(cynic::QueryVariables, Clone)]
pub struct InspectionsVariables {
    pub first: Option<i32>,
    pub after: Option<String>,
    pub last: Option<i32>,
    pub before: Option<String>,
    pub filter: Option<InspectionFilter>,
    pub order: Option<InspectionOrder>,
    pub total: bool,
}

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

#[derive(cynic::InputObject, Clone)]
pub struct InspectionOrder {
    pub field: InspectionOrderField,
    pub direction: OrderDirection,
}

#[derive(cynic::QueryFragment, Clone)]
#[cynic(graphql_type = "Query", variables = "InspectionsVariables")]
pub struct ListInspections {
    #[arguments(first: $first, after: $after, last: $last, before: $before, filter: $filter, orderBy: $order)]
    pub inspections: InspectionPage,
}

#[derive(cynic::QueryFragment, Clone)]
#[cynic(graphql_type = "InspectionConnection", variables = "InspectionsVariables")]
pub struct InspectionPage {
    pub nodes: Vec<InspectionRow>,
    pub page_info: PageInfo,
    #[directives(include(if: $total))]
    pub total_count: Option<i32>,
    #[directives(include(if: $total))]
    pub total_count_is_lower_bound: Option<bool>,
}

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

#[derive(cynic::QueryVariables)]
pub struct InspectionVariables {
    pub id: cynic::Id,
}

#[derive(cynic::QueryFragment, Clone)]
#[cynic(graphql_type = "Query", variables = "InspectionVariables")]
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
    pub officer_ids: Vec<cynic::Id>,
    pub premises: Vec<InspectedPremisesInput>,
    pub goods_checked: QuantityInput,
    pub findings: Option<String>,
}

#[derive(cynic::QueryVariables)]
pub struct RecordInspectionVariables {
    pub input: RecordInspectionInput,
}

#[derive(cynic::QueryFragment)]
#[cynic(graphql_type = "Mutation", variables = "RecordInspectionVariables")]
pub struct RecordInspection {
    #[arguments(input: $input)]
    pub record_inspection: RecordInspectionPayload,
}

#[derive(cynic::QueryFragment)]
pub struct RecordInspectionPayload {
    pub inspection: Option<Inspection>,
    pub errors: Vec<UserError>,
}

#[derive(cynic::InputObject)]
pub struct CorrectInspectionInput {
    pub idempotency_key: Option<cynic::Id>,
    pub id: cynic::Id,
    pub version: i32,
    pub reason: String,
    pub action_id: Option<cynic::Id>,
    pub inspected_on: Date,
    pub place: String,
    pub participant_ids: Vec<cynic::Id>,
    pub officer_ids: Vec<cynic::Id>,
    pub premises: Vec<InspectedPremisesInput>,
    pub goods_checked: QuantityInput,
    pub findings: Option<String>,
}

#[derive(cynic::QueryVariables)]
pub struct CorrectInspectionVariables {
    pub input: CorrectInspectionInput,
}

#[derive(cynic::QueryFragment)]
#[cynic(graphql_type = "Mutation", variables = "CorrectInspectionVariables")]
pub struct CorrectInspection {
    #[arguments(input: $input)]
    pub correct_inspection: CorrectInspectionPayload,
}

#[derive(cynic::QueryFragment)]
pub struct CorrectInspectionPayload {
    pub inspection: Option<Inspection>,
    pub errors: Vec<UserError>,
}
