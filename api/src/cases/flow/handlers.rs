//! Who handles a case, and which departments handle it jointly (联合办案).

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, NaiveDate};
use entity::{
    case, case_department, case_handler, certificate, department,
    enums::{CaseDepartmentRole, CaseEventKind, NotificationKind, Role},
    user,
};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};
use uuid::Uuid;

use crate::{
    cases::{
        history::{self, Line},
        joint::join,
        service::{again, already_ended, load, record, too_early},
        sight::owner,
    },
    deconfliction,
    notifications::service::{Note, Recipient, notify},
    shared::{
        caller::{Caller, IdempotencyKey},
        change::{self, Begun, Change},
        errors::{Failure, Problem, UserErrorCode},
        input::{Checks, LIST},
        language::{Text, text},
        policy::{self, Act},
    },
};

/// An officer who is to handle a case.
#[derive(Clone, Debug)]
pub struct NewHandler {
    /// The officer.
    pub user_id: Uuid,
    /// Answers for it (主办).
    pub lead: bool,
}

/// Assigns the officers who handle a case, in place of those before.
pub async fn assign_handlers(
    caller: &Caller,
    id: Uuid,
    version: i32,
    handlers: Vec<NewHandler>,
    key: Option<IdempotencyKey>,
) -> Result<case::Model, Failure> {
    let change = match change::begin(caller, key).await? {
        Begun::Repeated(id) => return again(caller, id).await,
        Begun::Fresh(change) => change,
    };
    let before = load(&change, caller, id).await?;
    if !policy::may(&caller.viewer, Act::ApproveCase, &owner(&before)) {
        return Err(change.deny(caller, "assignCaseHandlers", "Case", Some(id)).await);
    }
    if before.version != version {
        return Err(Failure::Conflict);
    }
    let mut checks = Checks::default();
    if !before.is_open {
        checks.add(already_ended());
    }
    let names = check_handlers(&mut checks, &change, &before, &handlers).await?;
    checks.finish()?;

    let mut row = before;
    let line = Line {
        kind: CaseEventKind::Handling,
        occurred_on: change.today,
        subject_id: None,
        ground: None,
        documents: Vec::new(),
        attachment_ids: Vec::new(),
        note: Some(format!("承办人：{}", names.join("、"))),
    };
    history::note(&change, caller, &mut row, line).await?;
    let transaction = &change.transaction;
    let since: BTreeMap<Uuid, NaiveDate> = case_handler::Entity::find()
        .filter(case_handler::Column::CaseId.eq(id))
        .all(transaction)
        .await?
        .into_iter()
        .map(|handler| (handler.user_id, handler.since))
        .collect();
    case_handler::Entity::delete_many().filter(case_handler::Column::CaseId.eq(id)).exec(transaction).await?;
    let rows = handlers.iter().map(|handler| case_handler::ActiveModel {
        case_id: Set(id),
        user_id: Set(handler.user_id),
        is_lead: Set(handler.lead),
        since: Set(since.get(&handler.user_id).copied().unwrap_or(change.today)),
    });
    case_handler::Entity::insert_many(rows).exec_without_returning(transaction).await?;
    let now: BTreeSet<Uuid> = handlers.iter().map(|handler| handler.user_id).collect();
    let others = |changed: Vec<Uuid>| {
        let others = changed.into_iter().filter(|id| *id != caller.viewer.user_id);
        others.map(Recipient::User).collect::<Vec<_>>()
    };
    let come = others(now.iter().copied().filter(|id| !since.contains_key(id)).collect());
    let gone = others(since.keys().copied().filter(|id| !now.contains(id)).collect());
    let title = &row.title;
    let said = text(format!("您被指定承办：{title}"), format!("You are to handle: {title}"));
    notify(&change, &come, assignment(id, said)).await?;
    let said = text(format!("您不再承办：{title}"), format!("You no longer handle: {title}"));
    notify(&change, &gone, assignment(id, said)).await?;
    let detail = serde_json::json!({
        "number": row.number,
        "handlers": handlers.iter().map(|handler| handler.user_id).collect::<Vec<_>>(),
    });
    change.commit(record("assignCaseHandlers", id, detail)).await?;
    Ok(row)
}

/// What is told of who is to do a case.
fn assignment(case_id: Uuid, said: Text) -> Note {
    let object = ("Case", case_id);
    Note { kind: NotificationKind::Assignment, object, text: said, due_on: None, once: None }
}

/// Handlers are officers of the case's department, each with a certificate valid today (持证上岗),
/// and one of them answers for the case. Answers how they are called.
async fn check_handlers(
    checks: &mut Checks,
    change: &Change,
    row: &case::Model,
    handlers: &[NewHandler],
) -> Result<Vec<String>, Failure> {
    if handlers.is_empty() {
        checks.add(Problem::required("handlers"));
        return Ok(Vec::new());
    }
    checks.length("handlers", handlers.len());
    if handlers.iter().filter(|handler| handler.lead).count() != 1 {
        checks.add(Problem::new(
            UserErrorCode::Invalid,
            "handlers",
            "请指定一名主办人",
            "Name exactly one who answers for the case",
        ));
    }
    let ids: BTreeSet<Uuid> = handlers.iter().take(LIST).map(|handler| handler.user_id).collect();
    let people: BTreeMap<Uuid, user::Model> = user::Entity::find()
        .filter(user::Column::Id.is_in(ids.iter().copied()))
        .filter(user::Column::DepartmentId.eq(row.department_id))
        .filter(user::Column::Role.is_in([Role::Officer, Role::DepartmentHead]))
        .filter(user::Column::Active.eq(true))
        .all(&change.transaction)
        .await?
        .into_iter()
        .map(|person| (person.id, person))
        .collect();
    let certified: BTreeSet<Uuid> = certificate::Entity::find()
        .filter(certificate::Column::UserId.is_in(ids))
        .filter(certificate::Column::ValidFrom.lte(change.today))
        .filter(certificate::Column::ValidTo.gte(change.today))
        .all(&change.transaction)
        .await?
        .into_iter()
        .map(|held| held.user_id)
        .collect();
    let mut once = BTreeSet::new();
    let mut names = Vec::new();
    for (index, handler) in handlers.iter().enumerate() {
        let path = format!("handlers.{index}.userId");
        match people.get(&handler.user_id) {
            None => checks.add(Problem::not_found(&path)),
            Some(_) if !once.insert(handler.user_id) => checks.add(Problem::new(
                UserErrorCode::Duplicate,
                &path,
                "同一人员不能重复列入",
                "A person is named once",
            )),
            Some(person) if !certified.contains(&person.id) => checks.add(Problem::new(
                UserErrorCode::CertificateInvalid,
                &path,
                format!("{}没有有效的行政执法证，不能承办案件", person.display_name),
                format!(
                    "{} has no valid enforcement certificate and can't handle a case",
                    person.display_name
                ),
            )),
            Some(person) if handler.lead => names.insert(0, format!("{}（主办）", person.display_name)),
            Some(person) => names.push(person.display_name.clone()),
        }
    }
    Ok(names)
}

/// Adds a department that handles the case jointly (联合办案): it sees the case from then on.
pub async fn add_co_handler(
    caller: &Caller,
    id: Uuid,
    version: i32,
    department_id: Uuid,
    since: NaiveDate,
    key: Option<IdempotencyKey>,
) -> Result<case::Model, Failure> {
    let change = match change::begin(caller, key).await? {
        Begun::Repeated(id) => return again(caller, id).await,
        Begun::Fresh(change) => change,
    };
    let row = load(&change, caller, id).await?;
    if !policy::may(&caller.viewer, Act::ApproveCase, &owner(&row)) {
        return Err(change.deny(caller, "addCoHandler", "Case", Some(id)).await);
    }
    if row.version != version {
        return Err(Failure::Conflict);
    }
    let mut checks = Checks::default();
    if !row.is_open {
        checks.add(already_ended());
    }
    checks.happened("since", since, change.today);
    if since < row.received_on || since.year() < 1900 {
        checks.add(too_early("since"));
    }
    let department = department::Entity::find_by_id(department_id)
        .one(&change.transaction)
        .await?
        .filter(|department| department.active);
    let known = case_department::Entity::find_by_id((id, department_id)).one(&change.transaction).await?;
    let role = known.map(|known| known.role);
    if department.is_none() {
        checks.add(Problem::not_found("departmentId"));
    } else if matches!(role, Some(CaseDepartmentRole::Owner | CaseDepartmentRole::CoHandler)) {
        checks.add(Problem::new(
            UserErrorCode::Duplicate,
            "departmentId",
            "该部门已在办理此案",
            "This department handles the case already",
        ));
    }
    checks.finish()?;
    let Some(department) = department else { return Err(Problem::not_found("departmentId").into()) };

    let row = join(&change, caller, row, &department, since).await?;
    deconfliction::service::look(&change, &row).await?;
    let said = text(
        format!("本部门参加联合办案：{}", row.title),
        format!("Your department handles jointly: {}", row.title),
    );
    notify(&change, &[Recipient::Department(department.id)], assignment(id, said)).await?;
    let detail = serde_json::json!({ "number": row.number, "department": department.name, "since": since });
    change.commit(record("addCoHandler", id, detail)).await?;
    Ok(row)
}
