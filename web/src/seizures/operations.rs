//! What the pages of seized goods ask, and what they send.

use crate::graphql::{
    enums::{
        GoodsDisposalKind, OrderDirection, SeizureAction, SeizureDue, SeizureMeasure, SeizureOrderField,
    },
    fragments::{DateRangeInput, DepartmentRef, PageInfo, PersonRef, UserError},
    lookups::PartyRef,
    scalars::{Date, Decimal, Money},
    schema,
};

// The ledger

#[derive(cynic::QueryVariables, Clone)]
pub struct SeizuresVariables {
    pub first: Option<i32>,
    pub after: Option<String>,
    pub last: Option<i32>,
    pub before: Option<String>,
    pub filter: Option<SeizureFilter>,
    pub order: Option<SeizureOrder>,
    pub total: bool,
}

#[derive(cynic::InputObject, Clone, Default)]
pub struct SeizureFilter {
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub search: Option<String>,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub measure: Option<Vec<SeizureMeasure>>,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub held: Option<bool>,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub due: Option<SeizureDue>,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub department_id: Option<cynic::Id>,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub taken: Option<DateRangeInput>,
}

#[derive(cynic::InputObject, Clone)]
pub struct SeizureOrder {
    pub field: SeizureOrderField,
    pub direction: OrderDirection,
}

#[derive(cynic::QueryFragment, Clone)]
#[cynic(graphql_type = "Query", variables = "SeizuresVariables")]
pub struct ListSeizures {
    #[arguments(first: $first, after: $after, last: $last, before: $before, filter: $filter, orderBy: $order)]
    pub seizures: SeizurePage,
}

#[derive(cynic::QueryFragment, Clone)]
#[cynic(graphql_type = "SeizureConnection", variables = "SeizuresVariables")]
pub struct SeizurePage {
    pub nodes: Vec<SeizureRow>,
    pub page_info: PageInfo,
    #[directives(include(if: $total))]
    pub total_count: Option<i32>,
    #[directives(include(if: $total))]
    pub total_count_is_lower_bound: Option<bool>,
}

/// A seizure as the ledger shows it.
#[derive(cynic::QueryFragment, Clone)]
#[cynic(graphql_type = "Seizure")]
pub struct SeizureRow {
    pub case: CaseRef,
    pub decision_number: String,
    pub measure: SeizureMeasure,
    pub taken_on: Date,
    pub goods: Vec<GoodsRow>,
    pub held: bool,
    pub due_on: Option<Date>,
    pub overdue: bool,
}

#[derive(cynic::QueryFragment, Clone)]
#[cynic(graphql_type = "Case")]
pub struct CaseRef {
    pub id: cynic::Id,
    pub number: String,
    pub title: String,
    pub department: DepartmentRef,
}

#[derive(cynic::QueryFragment, Clone)]
#[cynic(graphql_type = "SeizedGoods")]
pub struct GoodsRow {
    pub name: String,
    pub unit: String,
    pub quantity: Decimal,
    pub left: Decimal,
}

// Those of a case

#[derive(cynic::QueryVariables)]
pub struct CaseSeizuresVariables {
    pub id: cynic::Id,
}

#[derive(cynic::QueryFragment, Clone)]
#[cynic(graphql_type = "Query", variables = "CaseSeizuresVariables")]
pub struct CaseSeizures {
    #[arguments(id: $id)]
    pub case: Option<SeizuresOfCase>,
}

#[derive(cynic::QueryFragment, Clone)]
#[cynic(graphql_type = "Case")]
pub struct SeizuresOfCase {
    pub seizing: SeizingOption,
    pub seizures: Vec<Seizure>,
}

#[derive(cynic::QueryFragment, Clone)]
pub struct SeizingOption {
    pub allowed: bool,
    pub reason: Option<String>,
}

#[derive(cynic::QueryFragment, Clone)]
pub struct Seizure {
    pub id: cynic::Id,
    pub measure: SeizureMeasure,
    pub first_measure: SeizureMeasure,
    pub taken_on: Date,
    pub measure_since: Date,
    pub decision_number: String,
    pub ground: String,
    pub place: String,
    pub storage: Option<String>,
    pub party: Option<PartyRef>,
    pub officers: Vec<SeizureOfficer>,
    pub witness: Option<String>,
    pub goods: Vec<SeizedGoods>,
    pub value: Option<Money>,
    pub disposals: Vec<GoodsDisposal>,
    pub held: bool,
    pub due_on: Option<Date>,
    pub overdue: bool,
    pub extended_on: Option<Date>,
    pub actions: Vec<SeizureOption>,
    pub version: i32,
}

#[derive(cynic::QueryFragment, Clone)]
pub struct SeizureOfficer {
    pub person: PersonRef,
    pub certificate_number: String,
}

#[derive(cynic::QueryFragment, Clone)]
pub struct SeizedGoods {
    pub id: cynic::Id,
    pub name: String,
    pub brand: Option<String>,
    pub specification: Option<String>,
    pub unit: String,
    pub quantity: Decimal,
    pub value: Option<Money>,
    pub returned: Decimal,
    pub confiscated: Decimal,
    pub destroyed: Decimal,
    pub transferred: Decimal,
    pub left: Decimal,
    pub note: Option<String>,
}

#[derive(cynic::QueryFragment, Clone)]
pub struct GoodsDisposal {
    pub kind: GoodsDisposalKind,
    pub disposed_on: Date,
    pub ground: Option<String>,
    pub document: String,
    pub place: Option<String>,
    pub recipient: Option<String>,
    pub to_department: Option<DepartmentRef>,
    pub witnesses: Vec<String>,
    pub note: Option<String>,
    pub goods: Vec<DisposedGoods>,
    pub recorded_by: PersonRef,
}

#[derive(cynic::QueryFragment, Clone)]
pub struct DisposedGoods {
    pub name: String,
    pub quantity: Decimal,
    pub unit: String,
}

#[derive(cynic::QueryFragment, Clone)]
pub struct SeizureOption {
    pub action: SeizureAction,
    pub allowed: bool,
    pub reason: Option<String>,
}

// Changes

/// What a refused change needs to know.
#[derive(cynic::QueryFragment, Clone)]
#[cynic(graphql_type = "Seizure")]
pub struct SeizureStanding {
    pub measure: SeizureMeasure,
    pub due_on: Option<Date>,
    pub goods: Vec<GoodsRow>,
    pub version: i32,
}

#[derive(cynic::InputObject)]
pub struct SeizedGoodsInput {
    pub name: String,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub brand: Option<String>,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub specification: Option<String>,
    pub quantity: Decimal,
    pub unit: String,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub value: Option<Money>,
}

#[derive(cynic::InputObject)]
pub struct RecordSeizureInput {
    pub idempotency_key: Option<cynic::Id>,
    pub case_id: cynic::Id,
    pub measure: SeizureMeasure,
    pub taken_on: Date,
    pub decision_number: String,
    pub ground: String,
    pub place: String,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub storage: Option<String>,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub party_id: Option<cynic::Id>,
    pub officer_ids: Vec<cynic::Id>,
    pub attachment_ids: Vec<cynic::Id>,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub witness: Option<String>,
    pub goods: Vec<SeizedGoodsInput>,
}

#[derive(cynic::QueryVariables)]
pub struct RecordSeizureVariables {
    pub input: RecordSeizureInput,
}

#[derive(cynic::QueryFragment)]
#[cynic(graphql_type = "Mutation", variables = "RecordSeizureVariables")]
pub struct RecordSeizure {
    #[arguments(input: $input)]
    pub record_seizure: RecordSeizurePayload,
}

#[derive(cynic::QueryFragment)]
pub struct RecordSeizurePayload {
    pub seizure: Option<SeizureStanding>,
    pub errors: Vec<UserError>,
}

#[derive(cynic::InputObject)]
pub struct ExtendSeizureInput {
    pub idempotency_key: Option<cynic::Id>,
    pub id: cynic::Id,
    pub version: i32,
    pub approved_on: Date,
    pub reason: String,
    pub document: String,
    pub attachment_ids: Vec<cynic::Id>,
}

#[derive(cynic::QueryVariables)]
pub struct ExtendSeizureVariables {
    pub input: ExtendSeizureInput,
}

#[derive(cynic::QueryFragment)]
#[cynic(graphql_type = "Mutation", variables = "ExtendSeizureVariables")]
pub struct ExtendSeizure {
    #[arguments(input: $input)]
    pub extend_seizure: ExtendSeizurePayload,
}

#[derive(cynic::QueryFragment)]
pub struct ExtendSeizurePayload {
    pub seizure: Option<SeizureStanding>,
    pub errors: Vec<UserError>,
}

#[derive(cynic::InputObject)]
pub struct ConvertPreservationInput {
    pub idempotency_key: Option<cynic::Id>,
    pub id: cynic::Id,
    pub version: i32,
    pub measure: SeizureMeasure,
    pub converted_on: Date,
    pub decision_number: String,
    pub ground: String,
    pub attachment_ids: Vec<cynic::Id>,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub storage: Option<String>,
}

#[derive(cynic::QueryVariables)]
pub struct ConvertPreservationVariables {
    pub input: ConvertPreservationInput,
}

#[derive(cynic::QueryFragment)]
#[cynic(graphql_type = "Mutation", variables = "ConvertPreservationVariables")]
pub struct ConvertPreservation {
    #[arguments(input: $input)]
    pub convert_preservation: ConvertPreservationPayload,
}

#[derive(cynic::QueryFragment)]
pub struct ConvertPreservationPayload {
    pub seizure: Option<SeizureStanding>,
    pub errors: Vec<UserError>,
}

#[derive(cynic::InputObject, Clone)]
pub struct DisposedGoodsInput {
    pub goods_id: cynic::Id,
    pub quantity: Decimal,
}

#[derive(cynic::InputObject)]
pub struct ReturnGoodsInput {
    pub idempotency_key: Option<cynic::Id>,
    pub id: cynic::Id,
    pub version: i32,
    pub returned_on: Date,
    pub document: String,
    pub attachment_ids: Vec<cynic::Id>,
    pub recipient: String,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub ground: Option<String>,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    pub goods: Vec<DisposedGoodsInput>,
}

#[derive(cynic::QueryVariables)]
pub struct ReturnGoodsVariables {
    pub input: ReturnGoodsInput,
}

#[derive(cynic::QueryFragment)]
#[cynic(graphql_type = "Mutation", variables = "ReturnGoodsVariables")]
pub struct ReturnGoods {
    #[arguments(input: $input)]
    pub return_goods: ReturnGoodsPayload,
}

#[derive(cynic::QueryFragment)]
pub struct ReturnGoodsPayload {
    pub seizure: Option<SeizureStanding>,
    pub errors: Vec<UserError>,
}

#[derive(cynic::InputObject)]
pub struct ConfiscateGoodsInput {
    pub idempotency_key: Option<cynic::Id>,
    pub id: cynic::Id,
    pub version: i32,
    pub confiscated_on: Date,
    pub document: String,
    pub attachment_ids: Vec<cynic::Id>,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub ground: Option<String>,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    pub goods: Vec<DisposedGoodsInput>,
}

#[derive(cynic::QueryVariables)]
pub struct ConfiscateGoodsVariables {
    pub input: ConfiscateGoodsInput,
}

#[derive(cynic::QueryFragment)]
#[cynic(graphql_type = "Mutation", variables = "ConfiscateGoodsVariables")]
pub struct ConfiscateGoods {
    #[arguments(input: $input)]
    pub confiscate_goods: ConfiscateGoodsPayload,
}

#[derive(cynic::QueryFragment)]
pub struct ConfiscateGoodsPayload {
    pub seizure: Option<SeizureStanding>,
    pub errors: Vec<UserError>,
}

#[derive(cynic::InputObject)]
pub struct DestroyGoodsInput {
    pub idempotency_key: Option<cynic::Id>,
    pub id: cynic::Id,
    pub version: i32,
    pub of_confiscated: bool,
    pub destroyed_on: Date,
    pub place: String,
    pub witnesses: Vec<String>,
    pub document: String,
    pub attachment_ids: Vec<cynic::Id>,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub ground: Option<String>,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    pub goods: Vec<DisposedGoodsInput>,
}

#[derive(cynic::QueryVariables)]
pub struct DestroyGoodsVariables {
    pub input: DestroyGoodsInput,
}

#[derive(cynic::QueryFragment)]
#[cynic(graphql_type = "Mutation", variables = "DestroyGoodsVariables")]
pub struct DestroyGoods {
    #[arguments(input: $input)]
    pub destroy_goods: DestroyGoodsPayload,
}

#[derive(cynic::QueryFragment)]
pub struct DestroyGoodsPayload {
    pub seizure: Option<SeizureStanding>,
    pub errors: Vec<UserError>,
}

#[derive(cynic::InputObject)]
pub struct TransferGoodsInput {
    pub idempotency_key: Option<cynic::Id>,
    pub id: cynic::Id,
    pub version: i32,
    pub transferred_on: Date,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub to_department_id: Option<cynic::Id>,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub recipient: Option<String>,
    pub document: String,
    pub attachment_ids: Vec<cynic::Id>,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub ground: Option<String>,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    pub goods: Vec<DisposedGoodsInput>,
}

#[derive(cynic::QueryVariables)]
pub struct TransferGoodsVariables {
    pub input: TransferGoodsInput,
}

#[derive(cynic::QueryFragment)]
#[cynic(graphql_type = "Mutation", variables = "TransferGoodsVariables")]
pub struct TransferGoods {
    #[arguments(input: $input)]
    pub transfer_goods: TransferGoodsPayload,
}

#[derive(cynic::QueryFragment)]
pub struct TransferGoodsPayload {
    pub seizure: Option<SeizureStanding>,
    pub errors: Vec<UserError>,
}
