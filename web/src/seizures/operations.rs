//! What the pages of seized goods ask, and what they send.

use crate::graphql::{
    enums::{GoodsDisposalKind, SeizureAction, SeizureDue, SeizureMeasure, SeizureOrderField},
    fragments::{DateRangeInput, DepartmentRef, PersonRef},
    lookups::PartyRef,
    operation::{list, mutation},
    scalars::{Date, Decimal, Money},
    schema,
};

// The ledger

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

list!(ListSeizures = seizures("seizures": SeizureFilter, "SeizureOrder" by SeizureOrderField)
    -> "SeizureConnection" of SeizureRow);

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

#[derive(cynic::QueryFragment, Clone)]
#[cynic(graphql_type = "Query", variables = "crate::graphql::operation::ById")]
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

mutation!(RecordSeizure = record_seizure("recordSeizure": RecordSeizureInput)
    -> "RecordSeizurePayload" { "seizure": SeizureStanding });

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

mutation!(ExtendSeizure = extend_seizure("extendSeizure": ExtendSeizureInput)
    -> "ExtendSeizurePayload" { "seizure": SeizureStanding });

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

mutation!(ConvertPreservation = convert_preservation("convertPreservation": ConvertPreservationInput)
    -> "ConvertPreservationPayload" { "seizure": SeizureStanding });

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

mutation!(ReturnGoods = return_goods("returnGoods": ReturnGoodsInput)
    -> "ReturnGoodsPayload" { "seizure": SeizureStanding });

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

mutation!(ConfiscateGoods = confiscate_goods("confiscateGoods": ConfiscateGoodsInput)
    -> "ConfiscateGoodsPayload" { "seizure": SeizureStanding });

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

mutation!(DestroyGoods = destroy_goods("destroyGoods": DestroyGoodsInput)
    -> "DestroyGoodsPayload" { "seizure": SeizureStanding });

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

mutation!(TransferGoods = transfer_goods("transferGoods": TransferGoodsInput)
    -> "TransferGoodsPayload" { "seizure": SeizureStanding });
