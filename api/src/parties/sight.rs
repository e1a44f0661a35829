//! Which parties exist for whom.

use entity::{
    blacklist_entry, case, case_party, deconfliction, inspected_premises, inspection, party, party_department,
};
use sea_orm::{
    ColumnTrait, Condition, ExprTrait,
    sea_query::{Expr, JoinType, Query},
};

use crate::{
    blacklist, cases, deconfliction as meetings, inspections,
    shared::{
        policy::Scope,
        scope::{nothing, within_region},
    },
};

/// The parties that exist within `scope`: those that its departments recorded or used.
pub fn visible(scope: &Scope) -> Condition {
    // Looked up for each party: a list of all that are known, made first, would cost one as much as all.
    let known = |departments: Condition| {
        let link = Query::select()
            .expr(Expr::val(1))
            .from(party_department::Entity)
            .and_where(
                Expr::col((party_department::Entity, party_department::Column::PartyId))
                    .equals((party::Entity, party::Column::Id)),
            )
            .cond_where(departments)
            .to_owned();
        Condition::all().add(Expr::exists(link))
    };
    match scope {
        Scope::Nothing => nothing(),
        Scope::Region(prefix) if prefix.is_empty() => Condition::all(),
        Scope::Region(_) | Scope::Department(_) => known(within(scope)),
    }
}

/// The parties that records within `scope` name: cases, and visits of inspections. Who knows a person by no
/// such record, knows no more than that they exist.
pub fn named(scope: &Scope) -> Condition {
    let party = || (party::Entity, party::Column::Id);
    let in_cases = Query::select()
        .expr(Expr::val(1))
        .from(case_party::Entity)
        .join(
            JoinType::InnerJoin,
            case::Entity,
            Expr::col((case::Entity, case::Column::Id))
                .equals((case_party::Entity, case_party::Column::CaseId)),
        )
        .and_where(Expr::col((case_party::Entity, case_party::Column::PartyId)).equals(party()))
        .cond_where(cases::sight::visible(scope))
        .to_owned();
    let visited = (inspected_premises::Entity, inspected_premises::Column::PartyId);
    let on_visits = Query::select()
        .expr(Expr::val(1))
        .from(inspected_premises::Entity)
        .join(
            JoinType::InnerJoin,
            inspection::Entity,
            Expr::col((inspection::Entity, inspection::Column::Id))
                .equals((inspected_premises::Entity, inspected_premises::Column::InspectionId)),
        )
        .and_where(Expr::col(visited).equals(party()))
        .cond_where(inspections::sight::visible(scope))
        .to_owned();
    Condition::any().add(Expr::exists(in_cases)).add(Expr::exists(on_visits))
}

/// The parties that something shows to who sees `scope`: those that exist there, and those that a case, a
/// visit, an entry of the blacklist or a meeting of departments within it names. What is shown can be opened.
pub fn shown(scope: &Scope) -> Condition {
    let party = || (party::Entity, party::Column::Id);
    let entries = Query::select()
        .expr(Expr::val(1))
        .from(blacklist_entry::Entity)
        .and_where(Expr::col((blacklist_entry::Entity, blacklist_entry::Column::PartyId)).equals(party()))
        .cond_where(blacklist::sight::visible(scope))
        .to_owned();
    let pairs = Query::select()
        .expr(Expr::val(1))
        .from(deconfliction::Entity)
        .and_where(Expr::col((deconfliction::Entity, deconfliction::Column::PartyId)).equals(party()))
        .cond_where(meetings::sight::visible(scope))
        .to_owned();
    Condition::any().add(visible(scope)).add(named(scope)).add(Expr::exists(entries)).add(Expr::exists(pairs))
}

/// The rows within `scope`.
pub fn within(scope: &Scope) -> Condition {
    match scope {
        Scope::Nothing => nothing(),
        Scope::Region(prefix) => {
            within_region(prefix, (party_department::Entity, party_department::Column::RegionKey))
        }
        Scope::Department(id) => Condition::all().add(party_department::Column::DepartmentId.eq(*id)),
    }
}
