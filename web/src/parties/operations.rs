//! What the pages of parties ask, and what they send.

use crate::{
    blacklist::EntryRow,
    cases::CaseRow,
    deconfliction::PairRow,
    graphql::{
        enums::{PartyKind, PartyLikeness, PartyOrderField, PartyRole},
        fragments::{DepartmentRef, PageInfo, RegionRef, UserError},
        lookups::{PartyListing, PartyRef},
        operation::{list, mutation},
        scalars::{CreditCode, Date},
        schema,
    },
    seizures::SeizureRow,
};

#[derive(cynic::InputObject)]
pub struct PartyFilter {
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub search: Option<String>,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub kind: Option<PartyKind>,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub namesake: Option<bool>,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub listed: Option<bool>,
}

list!(ListParties = parties("parties": PartyFilter, "PartyOrder" by PartyOrderField)
    -> "PartyConnection" of PartyRow);

/// A party as the list shows it.
#[derive(cynic::QueryFragment, Clone)]
#[cynic(graphql_type = "Party")]
pub struct PartyRow {
    pub id: cynic::Id,
    pub kind: PartyKind,
    pub name: String,
    pub credit_code: Option<CreditCode>,
    pub id_number_masked: Option<String>,
    pub address: Option<String>,
    pub legal_representative: Option<String>,
    pub region: Option<RegionRef>,
    pub listing: Option<PartyListing>,
}

#[derive(cynic::QueryVariables)]
pub struct PartyVariables {
    pub id: cynic::Id,
    pub first: Option<i32>,
    pub after: Option<String>,
    pub last: Option<i32>,
    pub before: Option<String>,
}

#[derive(cynic::QueryFragment, Clone)]
#[cynic(graphql_type = "Query", variables = "PartyVariables")]
pub struct ShowParty {
    #[arguments(id: $id)]
    pub party: Option<Party>,
}

#[derive(cynic::QueryFragment, Clone)]
#[cynic(variables = "PartyVariables")]
pub struct Party {
    pub id: cynic::Id,
    pub kind: PartyKind,
    pub name: String,
    pub credit_code: Option<CreditCode>,
    pub id_number_masked: Option<String>,
    pub address: Option<String>,
    pub phone: Option<String>,
    pub legal_representative: Option<String>,
    pub remarks: Option<String>,
    pub region: Option<RegionRef>,
    pub registered_in: Option<RegionRef>,
    pub names: Vec<PartyName>,
    pub particulars: Vec<Particulars>,
    #[arguments(first: $first, after: $after, last: $last, before: $before)]
    pub cases: PartyCases,
    #[arguments(first: 50)]
    pub inspections: PartyInspections,
    #[arguments(first: 50)]
    pub seizures: PartySeizures,
    pub listing: Option<PartyListing>,
    pub blacklist_entries: Vec<EntryRow>,
    pub deconflictions: Vec<PairRow>,
    pub likely_twins: Vec<TwinRow>,
    pub merged_names: Vec<String>,
    pub viewer_can_merge: bool,
    pub viewer_can_rename: bool,
    pub viewer_can_revise: bool,
    pub viewer_can_reveal_identity_number: bool,
    pub version: i32,
}

/// A name of a business, from a day on.
#[derive(cynic::QueryFragment, Clone)]
pub struct PartyName {
    pub name: String,
    pub valid_from: Date,
}

/// What a department keeps of it.
#[derive(cynic::QueryFragment, Clone)]
#[cynic(graphql_type = "PartyParticulars")]
pub struct Particulars {
    pub department: DepartmentRef,
    pub name: Option<String>,
    pub address: Option<String>,
    pub phone: Option<String>,
    pub legal_representative: Option<String>,
    pub remarks: Option<String>,
}

/// What was seized from it.
#[derive(cynic::QueryFragment, Clone)]
#[cynic(graphql_type = "SeizureConnection")]
pub struct PartySeizures {
    pub nodes: Vec<SeizureRow>,
}

/// A likely twin.
#[derive(cynic::QueryFragment, Clone)]
#[cynic(graphql_type = "LikelyTwin")]
pub struct TwinRow {
    pub party: TwinParty,
    pub common: Vec<PartyLikeness>,
}

/// What tells a twin from its like.
#[derive(cynic::QueryFragment, Clone)]
#[cynic(graphql_type = "Party")]
pub struct TwinParty {
    pub id: cynic::Id,
    pub name: String,
    pub credit_code: Option<CreditCode>,
    pub address: Option<String>,
    pub phone: Option<String>,
    pub listing: Option<PartyListing>,
    pub version: i32,
}

#[derive(cynic::InputObject)]
pub struct MergePartiesInput {
    pub idempotency_key: Option<cynic::Id>,
    pub id: cynic::Id,
    pub version: i32,
    pub merged_id: cynic::Id,
    pub merged_version: i32,
    pub reason: String,
}

mutation!(MergeParties = merge_parties("mergeParties": MergePartiesInput)
    -> "MergePartiesPayload" { "party": PartyVersion });

#[derive(cynic::QueryFragment, Clone)]
#[cynic(graphql_type = "CaseConnection")]
pub struct PartyCases {
    pub nodes: Vec<CaseRow>,
    pub page_info: PageInfo,
}

#[derive(cynic::QueryFragment, Clone)]
#[cynic(graphql_type = "InspectionConnection")]
pub struct PartyInspections {
    pub nodes: Vec<InspectionRow>,
}

#[derive(cynic::QueryFragment, Clone)]
#[cynic(graphql_type = "Inspection")]
pub struct InspectionRow {
    pub id: cynic::Id,
    pub inspected_on: Date,
    pub place: String,
    pub department: DepartmentRef,
}

#[derive(cynic::InputObject)]
pub struct RegisterPartyInput {
    pub idempotency_key: Option<cynic::Id>,
    pub kind: PartyKind,
    pub name: String,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub credit_code: Option<CreditCode>,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub id_number: Option<String>,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub legal_representative: Option<String>,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub remarks: Option<String>,
    pub confirmed_distinct: bool,
}

#[derive(cynic::QueryVariables)]
pub struct RegisterPartyVariables {
    pub input: RegisterPartyInput,
}

#[derive(cynic::QueryFragment)]
#[cynic(graphql_type = "Mutation", variables = "RegisterPartyVariables")]
pub struct RegisterParty {
    #[arguments(input: $input)]
    pub register_party: RegisterPartyPayload,
}

#[derive(cynic::QueryFragment)]
pub struct RegisterPartyPayload {
    pub party: Option<PartyRef>,
    pub existing: bool,
    pub likely_twins: Vec<TwinRow>,
    pub errors: Vec<UserError>,
}

#[derive(cynic::InputObject)]
pub struct RevisePartyInput {
    pub idempotency_key: Option<cynic::Id>,
    pub id: cynic::Id,
    pub version: i32,
    pub name: String,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub name_since: Option<Date>,
    pub address: Option<String>,
    pub phone: Option<String>,
    pub legal_representative: Option<String>,
    pub region_code: Option<String>,
    pub remarks: Option<String>,
}

mutation!(ReviseParty = revise_party("reviseParty": RevisePartyInput)
    -> "RevisePartyPayload" { "party": PartyVersion });

/// A party as a conflict shows it.
#[derive(cynic::QueryFragment, Clone)]
#[cynic(graphql_type = "Party")]
pub struct PartyVersion {
    pub name: String,
    pub address: Option<String>,
    pub phone: Option<String>,
    pub legal_representative: Option<String>,
    pub remarks: Option<String>,
    pub version: i32,
}

// A case's parties

#[derive(cynic::QueryFragment, Clone)]
#[cynic(graphql_type = "Query", variables = "crate::graphql::operation::ById")]
pub struct CaseParties {
    #[arguments(id: $id)]
    pub case: Option<PartiesOfCase>,
}

#[derive(cynic::QueryFragment, Clone)]
#[cynic(graphql_type = "Case")]
pub struct PartiesOfCase {
    pub parties: Vec<PartInCase>,
}

/// A party's part in a case.
#[derive(cynic::QueryFragment, Clone)]
#[cynic(graphql_type = "CaseParty")]
pub struct PartInCase {
    pub name: String,
    pub role: PartyRole,
    pub party: PartyOfCase,
}

/// A party as a case's page shows it.
#[derive(cynic::QueryFragment, Clone)]
#[cynic(graphql_type = "Party")]
pub struct PartyOfCase {
    pub id: cynic::Id,
    pub kind: PartyKind,
    pub name: String,
    pub credit_code: Option<CreditCode>,
    pub legal_representative: Option<String>,
    pub phone: Option<String>,
    pub address: Option<String>,
    pub listing: Option<PartyListing>,
    #[arguments(first: 11)]
    pub cases: PartyCases,
    pub deconflictions: Vec<PairRow>,
}
