//! Who takes part in a case: to whom it and its parties are shown, and who handles it jointly (联合办案).

use std::collections::BTreeMap;

use chrono::NaiveDate;
use entity::{
    case, case_department, case_party, department,
    enums::{CaseDepartmentRole, CaseEventKind},
};
use sea_orm::{ActiveValue::Set, ColumnTrait, DbErr, EntityTrait, QueryFilter, sea_query::OnConflict};
use uuid::Uuid;

use super::{
    history::{self, Line},
    indexing,
};
use crate::{
    parties::particulars,
    shared::{caller::Caller, change::Change, errors::Failure},
};

/// Lets `department` see the parties of a case of the department `owner`, each with its name in the case:
/// what that keeps of them is from now on its own, too.
pub(super) async fn link_parties(
    change: &Change,
    owner: Uuid,
    department: &department::Model,
    parties: &BTreeMap<Uuid, String>,
) -> Result<(), DbErr> {
    let parties = parties.iter().map(|(id, name)| (*id, name.clone())).collect();
    particulars::hand_over(&change.transaction, owner, department, parties, change.now).await
}

/// Lets `department` see the case and its parties. Who handles it jointly stays a joint handler.
pub async fn show_to(
    change: &Change,
    case: &case::Model,
    department: &department::Model,
    role: CaseDepartmentRole,
    since: NaiveDate,
) -> Result<(), DbErr> {
    let mut known =
        OnConflict::columns([case_department::Column::CaseId, case_department::Column::DepartmentId]);
    match role {
        CaseDepartmentRole::CoHandler => known.update_column(case_department::Column::Role),
        _ => known.do_nothing(),
    };
    case_department::Entity::insert(case_department::ActiveModel {
        case_id: Set(case.id),
        department_id: Set(department.id),
        role: Set(role),
        since: Set(since),
    })
    .on_conflict(known)
    .exec_without_returning(&change.transaction)
    .await?;
    let parties = case_party::Entity::find()
        .filter(case_party::Column::CaseId.eq(case.id))
        .all(&change.transaction)
        .await?;
    let parties = parties.into_iter().map(|part| (part.party_id, part.name)).collect();
    link_parties(change, case.department_id, department, &parties).await?;
    indexing::case(&change.transaction, case.id).await
}

/// Lets `department` handle the case jointly from `since` on, within `change`. The caller has checked who
/// may, and that it does not do so already, and looks whom it meets from now on.
pub async fn join(
    change: &Change,
    caller: &Caller,
    row: case::Model,
    department: &department::Model,
    since: NaiveDate,
) -> Result<case::Model, Failure> {
    let mut row = case::Model { co_handler_count: row.co_handler_count + 1, ..row };
    let line = Line {
        kind: CaseEventKind::Handling,
        occurred_on: since,
        subject_id: Some(department.id),
        ground: None,
        documents: Vec::new(),
        attachment_ids: Vec::new(),
        note: Some(format!("{}参加联合办案", department.name)),
    };
    history::note(change, caller, &mut row, line).await?;
    show_to(change, &row, department, CaseDepartmentRole::CoHandler, since).await?;
    Ok(row)
}
