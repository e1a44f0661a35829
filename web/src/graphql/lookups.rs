//! What pickers and filters search: departments, people, parties, actions.

use super::{
    enums::{Choice, EnteredWith, JointActionStatus, PartyKind},
    fragments::{DepartmentRef, IndicatorRef},
    scalars::{CreditCode, Date},
    schema,
    transport::ApiError,
};
use crate::{
    components::picker::{Pick, Search},
    i18n::t,
    session::Session,
};
use cynic::{Operation, QueryBuilder};
use futures::future::{FutureExt, LocalBoxFuture};
use leptos::prelude::*;
use serde::{Serialize, de::DeserializeOwned};

/// How many a picker offers at a time.
const OFFERED: i32 = 20;
/// A region has some 15 to 30 departments, and its counties theirs.
const DEPARTMENTS: i32 = 100;

fn look_up<T, V>(
    session: Session,
    operation: Operation<T, V>,
    picks: fn(T) -> Vec<Pick>,
) -> LocalBoxFuture<'static, Result<Vec<Pick>, ApiError>>
where
    T: DeserializeOwned + 'static,
    V: Serialize + 'static,
{
    let answer = session.send(&operation);
    async move { answer.await.map(picks) }.boxed_local()
}

fn some(text: String) -> Option<String> {
    (!text.is_empty()).then_some(text)
}

impl From<DepartmentRef> for Pick {
    fn from(department: DepartmentRef) -> Self {
        Self {
            id: department.id.into_inner(),
            label: department.name,
            detail: department.kind.label().to_owned(),
        }
    }
}

#[derive(cynic::QueryVariables)]
struct DepartmentsVariables {
    first: Option<i32>,
    filter: Option<DepartmentFilter>,
}

#[derive(cynic::InputObject)]
struct DepartmentFilter {
    #[cynic(skip_serializing_if = "Option::is_none")]
    search: Option<String>,
    #[cynic(skip_serializing_if = "Option::is_none")]
    active: Option<bool>,
    #[cynic(skip_serializing_if = "Option::is_none")]
    can_inspect: Option<bool>,
}

#[derive(cynic::QueryFragment)]
#[cynic(graphql_type = "Query", variables = "DepartmentsVariables")]
struct FindDepartments {
    #[arguments(first: $first, filter: $filter)]
    departments: Departments,
}

#[derive(cynic::QueryFragment)]
#[cynic(graphql_type = "DepartmentConnection")]
struct Departments {
    nodes: Vec<DepartmentRef>,
}

/// Departments at work. Components only.
pub fn departments() -> Search {
    department_search(None)
}

/// Departments that may inspect: all but coordination offices. Components only.
pub fn inspecting_departments() -> Search {
    department_search(Some(true))
}

fn department_search(can_inspect: Option<bool>) -> Search {
    let session = Session::current();
    Search::new(move |text| {
        let filter = DepartmentFilter { search: some(text), active: Some(true), can_inspect };
        let variables = DepartmentsVariables { first: Some(DEPARTMENTS), filter: Some(filter) };
        look_up(session, FindDepartments::build(variables), |data| {
            data.departments.nodes.into_iter().map(Pick::from).collect()
        })
    })
}

#[derive(cynic::QueryVariables)]
struct PeopleVariables {
    filter: Option<PersonFilter>,
}

#[derive(cynic::InputObject)]
struct PersonFilter {
    #[cynic(skip_serializing_if = "Option::is_none")]
    search: Option<String>,
    #[cynic(skip_serializing_if = "Option::is_none")]
    department_ids: Option<Vec<cynic::Id>>,
    #[cynic(skip_serializing_if = "Option::is_none")]
    certified_on: Option<Date>,
}

#[derive(cynic::QueryFragment)]
#[cynic(graphql_type = "Query", variables = "PeopleVariables")]
struct FindPeople {
    #[arguments(filter: $filter)]
    people: Vec<CertifiedPerson>,
}

#[derive(cynic::QueryFragment)]
struct CertifiedPerson {
    person: super::fragments::PersonRef,
    certificate_number: Option<String>,
}

/// People who can be named, of these departments where any are given, and with a certificate valid on that day where
/// one is given. Components only.
pub fn people(departments: Signal<Vec<cynic::Id>>, certified_on: Signal<Option<Date>>) -> Search {
    let session = Session::current();
    Search::new(move |text| {
        let departments = departments.get_untracked();
        let filter = PersonFilter {
            search: some(text),
            department_ids: (!departments.is_empty()).then_some(departments),
            certified_on: certified_on.get_untracked(),
        };
        look_up(session, FindPeople::build(PeopleVariables { filter: Some(filter) }), |data| {
            data.people
                .into_iter()
                .map(|found| Pick {
                    id: found.person.id.into_inner(),
                    label: found.person.display_name,
                    detail: [Some(found.person.department.short_name), found.certificate_number]
                        .into_iter()
                        .flatten()
                        .collect::<Vec<_>>()
                        .join(" "),
                })
                .collect()
        })
    })
}

#[derive(cynic::QueryVariables)]
struct EnteredVariables {
    entered_with: Option<EnteredWith>,
}

#[derive(cynic::QueryFragment)]
#[cynic(graphql_type = "Query", variables = "EnteredVariables")]
struct FindEntered {
    #[arguments(enteredWith: $entered_with)]
    indicators: Vec<IndicatorRef>,
}

impl From<IndicatorRef> for Pick {
    fn from(indicator: IndicatorRef) -> Self {
        Self { id: indicator.id.into_inner(), label: indicator.label, detail: indicator.unit }
    }
}

/// Indicators that are entered with such records: a handful, found here. Components only.
pub fn entered(with: EnteredWith) -> Search {
    let session = Session::current();
    Search::new(move |text: String| {
        let all =
            look_up(session, FindEntered::build(EnteredVariables { entered_with: Some(with) }), |data| {
                data.indicators.into_iter().map(Pick::from).collect()
            });
        async move {
            let picks = all.await?;
            Ok(picks.into_iter().filter(|pick| pick.label.contains(&text)).collect())
        }
        .boxed_local()
    })
}

#[derive(cynic::QueryVariables)]
struct PartiesVariables {
    first: Option<i32>,
    filter: Option<PartyFilter>,
}

#[derive(cynic::InputObject)]
struct PartyFilter {
    #[cynic(skip_serializing_if = "Option::is_none")]
    search: Option<String>,
}

#[derive(cynic::QueryFragment)]
#[cynic(graphql_type = "Query", variables = "PartiesVariables")]
struct FindParties {
    #[arguments(first: $first, filter: $filter)]
    parties: Parties,
}

#[derive(cynic::QueryFragment)]
#[cynic(graphql_type = "PartyConnection")]
struct Parties {
    nodes: Vec<PartyRef>,
}

/// A party, as other records name it.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "Party")]
pub struct PartyRef {
    pub id: cynic::Id,
    pub kind: PartyKind,
    pub name: String,
    pub credit_code: Option<CreditCode>,
    pub listing: Option<PartyListing>,
}

/// That a party is on the blacklist today.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
pub struct PartyListing {
    pub until: Date,
    pub ground: String,
}

impl From<PartyRef> for Pick {
    fn from(party: PartyRef) -> Self {
        let code = party.credit_code.map_or_else(|| party.kind.label().to_owned(), |code| code.0);
        let detail = match party.listing {
            Some(_) => format!("{code} · {}", t().blacklist.flag),
            None => code,
        };
        Self { id: party.id.into_inner(), label: party.name, detail }
    }
}

/// Parties on record. Components only.
pub fn parties() -> Search {
    let session = Session::current();
    Search::new(move |text| {
        let variables =
            PartiesVariables { first: Some(OFFERED), filter: Some(PartyFilter { search: some(text) }) };
        look_up(session, FindParties::build(variables), |data| {
            data.parties.nodes.into_iter().map(Pick::from).collect()
        })
    })
}

#[derive(cynic::QueryVariables)]
struct ActionsVariables {
    first: Option<i32>,
    filter: Option<JointActionFilter>,
}

#[derive(cynic::InputObject)]
struct JointActionFilter {
    #[cynic(skip_serializing_if = "Option::is_none")]
    search: Option<String>,
}

#[derive(cynic::QueryFragment)]
#[cynic(graphql_type = "Query", variables = "ActionsVariables")]
struct FindActions {
    #[arguments(first: $first, filter: $filter)]
    joint_actions: Actions,
}

#[derive(cynic::QueryFragment)]
#[cynic(graphql_type = "JointActionConnection")]
struct Actions {
    nodes: Vec<FoundAction>,
}

#[derive(cynic::QueryFragment)]
#[cynic(graphql_type = "JointAction")]
struct FoundAction {
    id: cynic::Id,
    code_name: String,
    name: String,
    status: JointActionStatus,
    starts_on: Date,
}

/// Joint actions. Components only.
pub fn actions() -> Search {
    let session = Session::current();
    Search::new(move |text| {
        let variables =
            ActionsVariables { first: Some(OFFERED), filter: Some(JointActionFilter { search: some(text) }) };
        look_up(session, FindActions::build(variables), |data| {
            data.joint_actions
                .nodes
                .into_iter()
                .map(|action| Pick {
                    id: action.id.into_inner(),
                    label: format!("{} {}", action.code_name, action.name),
                    detail: format!("{} {}", action.starts_on, action.status.label()),
                })
                .collect()
        })
    })
}

impl From<super::fragments::ActionRef> for Pick {
    fn from(action: super::fragments::ActionRef) -> Self {
        Self {
            id: action.id.into_inner(),
            label: format!("{} {}", action.code_name, action.name),
            detail: String::new(),
        }
    }
}

impl From<super::fragments::PersonRef> for Pick {
    fn from(person: super::fragments::PersonRef) -> Self {
        Self { id: person.id.into_inner(), label: person.display_name, detail: person.department.short_name }
    }
}
