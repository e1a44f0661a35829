//! What is asked for accounts and confirmed by somebody else: who asks never holds what signs in as another
//! (三员分立). Who confirms is shown the one-time password or token, once, and gives it to the person.
//!
//! ```text
//! asked ─► confirmed (done at once, by somebody else) | refused | withdrawn (by who asked) | run out
//! ```

use chrono::NaiveDate;
use entity::{
    account_request::{self, Column},
    department,
    enums::{AccountRequestKind as Kind, AccountRequestState as State, Role, ServiceScope},
    json::ServiceScopes,
    service_token, user,
};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, IntoActiveModel,
    PaginatorTrait, QueryFilter, Select, Set, sea_query::Expr,
};
use serde_json::json;
use uuid::Uuid;

use super::{
    rows::{self, OneTime},
    rules::{
        self,
        separation::{self, ASKED_FOR, Account, Person},
    },
    service::{self, Standing},
    sessions::SERVICE_TOKEN_PREFIX,
    tokens,
    told::{self, Happened},
};
use crate::shared::{
    audit::Record,
    caller::{Caller, IdempotencyKey},
    change::{self, Begun, Change},
    errors::{Failure, Problem, UserErrorCode, reject_if_any},
    input::{self, Checks},
    policy::{self, Scope, Subject},
    regions::at_and_above,
    scope::{nothing, within_region},
    viewer::Viewer,
};

/// What is asked beside the kind.
#[derive(Clone, Debug)]
pub enum Wanted {
    /// An account's first one-time password.
    Create,
    /// A new one-time password.
    Reset,
    /// Another role.
    ChangeRole(Standing),
    /// A token: its name, its last day, what it may do.
    IssueToken(String, NaiveDate, Vec<ServiceScope>),
}

impl Wanted {
    fn kind(&self) -> Kind {
        match self {
            Self::Create => Kind::Create,
            Self::Reset => Kind::Reset,
            Self::ChangeRole(_) => Kind::ChangeRole,
            Self::IssueToken(..) => Kind::IssueToken,
        }
    }
}

/// The requests that exist for `viewer`: what they asked, and what those who keep, audit or confirm such
/// accounts see.
pub fn of_viewer(viewer: &Viewer) -> Select<account_request::Entity> {
    let scope = policy::scope(viewer, Subject::AccountRequests);
    let within = match &scope {
        Scope::Nothing => return account_request::Entity::find().filter(nothing()),
        Scope::Department(id) => Condition::all().add(Column::DepartmentId.eq(*id)),
        Scope::Region(prefix) => within_region(prefix, (account_request::Entity, Column::RegionKey)),
    };
    let roles = match viewer.role {
        Role::SystemAdmin => within.add(Column::Role.ne(Role::SecurityAuditor)),
        Role::SecurityAuditor => within.add(Column::Role.eq(Role::SecurityAuditor)),
        _ => within.add(Column::Role.is_not_in([Role::SecurityAuditor, Role::SystemAdmin])),
    };
    account_request::Entity::find().filter(roles)
}

/// Whether `viewer` may confirm `request` for the account `row`, as far as rights go.
pub fn may_confirm(viewer: &Viewer, request: &account_request::Model, row: &user::Model) -> bool {
    let person = Person {
        id: viewer.user_id,
        role: viewer.role,
        department_id: viewer.department_id,
        region_key: viewer.region_key.clone(),
    };
    let accounts = concerned(row, Standing { role: request.role, observes_region: request.observes_region });
    !viewer.read_only
        && accounts.iter().all(|account| separation::may_confirm(&person, account, request.asked_by_id))
}

/// The account as it is, and as it would be.
fn concerned(row: &user::Model, wanted: Standing) -> [Account; 2] {
    let account = |role, observes_region| Account {
        id: row.id,
        role,
        observes_region,
        department_id: row.department_id,
        region_key: row.region_key.clone(),
    };
    [account(row.role, row.observes_region), account(wanted.role, wanted.observes_region)]
}

/// Asks `wanted` for the account `row`, within `change`, and tells who is to confirm it.
///
/// # Errors
///
/// DUPLICATE where the same waits already; NOBODY_CONFIRMS.
pub async fn ask(
    change: &Change,
    caller: &Caller,
    row: &user::Model,
    wanted: Wanted,
) -> Result<account_request::Model, Failure> {
    let kind = wanted.kind();
    let standing = match &wanted {
        Wanted::ChangeRole(standing) => *standing,
        _ => Standing { role: row.role, observes_region: row.observes_region },
    };
    let waiting = account_request::Entity::find()
        .filter(Column::UserId.eq(row.id))
        .filter(Column::Kind.eq(kind))
        .filter(Column::State.eq(State::Pending))
        .filter(Column::ExpiresAt.gt(change.now))
        .count(&change.transaction)
        .await?;
    if waiting > 0 {
        return Err(Problem::new(
            UserErrorCode::Duplicate,
            "id",
            "同样的申请正待确认；可先撤回，再重新提出",
            "The same waits to be confirmed; withdraw it first",
        )
        .into());
    }
    let by = &caller.viewer;
    let people = confirmers(&change.transaction, row, standing, by.user_id).await?;
    if people.is_empty() {
        return Err(nobody_confirms().into());
    }
    let (token_name, token_expires_on, scopes) = match wanted {
        Wanted::IssueToken(name, expires_on, scopes) => (Some(name), Some(expires_on), scopes),
        _ => (None, None, Vec::new()),
    };
    let request = account_request::Model {
        id: Uuid::now_v7(),
        kind,
        state: State::Pending,
        user_id: row.id,
        department_id: row.department_id,
        region_key: row.region_key.clone(),
        role: standing.role,
        observes_region: standing.observes_region,
        token_name,
        token_expires_on,
        token_scopes: ServiceScopes(scopes),
        asked_by_id: by.user_id,
        asked_at: change.now,
        expires_at: change.now + ASKED_FOR,
        decided_by_id: None,
        decided_at: None,
        reason: None,
        version: 1,
    };
    account_request::Entity::insert(request.clone().into_active_model())
        .exec_without_returning(&change.transaction)
        .await?;
    told::ask(change, &request, (row, &by.display_name), &people).await?;
    told::tell(change, row, Happened::Asked(kind), &by.display_name).await?;
    Ok(request)
}

/// Who is asked to confirm.
async fn confirmers(
    transaction: &impl ConnectionTrait,
    row: &user::Model,
    wanted: Standing,
    asked_by: Uuid,
) -> Result<Vec<Uuid>, DbErr> {
    let roles = [Role::SystemAdmin, Role::SecurityAuditor, Role::OfficeStaff, Role::DepartmentHead];
    let people = user::Entity::find()
        .filter(user::Column::Active.eq(true))
        .filter(user::Column::Role.is_in(roles))
        .filter(user::Column::RegionKey.is_in(at_and_above(&row.region_key)))
        .filter(
            Condition::any()
                .add(user::Column::Role.ne(Role::DepartmentHead))
                .add(user::Column::DepartmentId.eq(row.department_id)),
        )
        .all(transaction)
        .await?;
    let people: Vec<Person> = people
        .into_iter()
        .map(|person| Person {
            id: person.id,
            role: person.role,
            department_id: person.department_id,
            region_key: person.region_key,
        })
        .collect();
    Ok(separation::asked_to_confirm(&people, &concerned(row, wanted), asked_by))
}

/// What was confirmed, with what signs in: shown once.
pub struct Confirmed {
    /// The request.
    pub request: account_request::Model,
    /// The one-time password, where there is one.
    pub one_time_password: Option<String>,
    /// The service token, where there is one.
    pub token: Option<String>,
}

/// Confirms a request and does what it asks for.
///
/// # Errors
///
/// NOT_FOUND; FORBIDDEN for who may not confirm it, who asked among them; ILLEGAL_TRANSITION where it was decided or
/// has run out; a conflict where somebody was faster; INVALID where the account has changed since.
pub async fn confirm(
    caller: &Caller,
    seen: (Uuid, i32),
    key: Option<IdempotencyKey>,
) -> Result<Confirmed, Failure> {
    const ACTION: &str = "confirmAccountRequest";
    let (request, row) = find(caller.app.db.current(), caller, seen.0).await?;
    if !may_confirm(&caller.viewer, &request, &row) {
        let change = change::begin_once(caller).await?;
        return Err(change.deny(caller, ACTION, "AccountRequest", Some(request.id)).await);
    }
    // Slow, and so before the transaction.
    let password = match request.kind {
        Kind::Create | Kind::Reset => OneTime::for_role(row.role).await?,
        Kind::ChangeRole | Kind::IssueToken => OneTime::none(),
    };
    let change = match change::begin(caller, key).await? {
        Begun::Repeated(id) => {
            let (request, _) = find(caller.app.db.current(), caller, id).await?;
            return Ok(Confirmed { request, one_time_password: None, token: None });
        }
        Begun::Fresh(change) => change,
    };
    let (mut request, mut row) = find(&change.transaction, caller, seen.0).await?;
    decide(&change, &mut request, seen.1, State::Confirmed, None).await?;
    let one_time_password = password.plain.clone();
    let token = carry_out(&change, &request, &mut row, password).await?;
    let asker = rows::reload(caller, request.asked_by_id).await?;
    let happened = Happened::Done(request.kind, Some(&caller.viewer.display_name));
    told::tell(&change, &row, happened, &asker.display_name).await?;
    let detail = json!({
        "kind": request.kind, "userId": row.id, "username": row.username, "role": request.role,
        "askedBy": request.asked_by_id,
    });
    commit(change, ACTION, request.id, detail).await?;
    Ok(Confirmed { request, one_time_password, token })
}

/// Does what `request` asks for; answers a token, where it asks for one.
async fn carry_out(
    change: &Change,
    request: &account_request::Model,
    row: &mut user::Model,
    password: OneTime,
) -> Result<Option<String>, Failure> {
    let department = department::Entity::find_by_id(row.department_id).one(&change.transaction).await?;
    if !department.as_ref().is_some_and(|department| department.active) {
        return Err(service::out_of_use("id").into());
    }
    if !row.active && request.kind != Kind::Create {
        return Err(Problem::new(
            UserErrorCode::Invalid,
            "id",
            "该账号已停用，请先启用",
            "The account is disabled; enable it first",
        )
        .into());
    }
    match request.kind {
        Kind::Create => {
            row.active = true;
            service::give(change, row, password).await?;
        }
        Kind::Reset => service::give(change, row, password).await?,
        Kind::ChangeRole => {
            let standing = Standing { role: request.role, observes_region: request.observes_region };
            let in_office = department.is_some_and(|department| department.is_coordination_office);
            service::become_role(change, row, standing, in_office).await?;
        }
        Kind::IssueToken => return issue(change, request, row).await.map(Some),
    }
    Ok(None)
}

/// Issues the token that `request` asks for, in the name of who asked.
async fn issue(
    change: &Change,
    request: &account_request::Model,
    row: &user::Model,
) -> Result<String, Failure> {
    let expires_on = request.token_expires_on.unwrap_or(change.today);
    reject_if_any(rules::token_expiry_problem(expires_on, change.today).into_iter().collect())?;
    let token = Token {
        name: request.token_name.clone().unwrap_or_default(),
        expires_on,
        scopes: request.token_scopes.0.clone(),
        issued_by: request.asked_by_id,
    };
    issue_token(change, row, token).await
}

/// A token to issue.
pub(super) struct Token {
    pub(super) name: String,
    pub(super) expires_on: NaiveDate,
    pub(super) scopes: Vec<ServiceScope>,
    pub(super) issued_by: Uuid,
}

/// Issues a token to the system `row`; answers it: only its digest is kept.
pub(super) async fn issue_token(change: &Change, row: &user::Model, token: Token) -> Result<String, Failure> {
    let secret = format!("{SERVICE_TOKEN_PREFIX}{}", tokens::random()?);
    service_token::ActiveModel {
        id: Set(Uuid::now_v7()),
        user_id: Set(row.id),
        name: Set(token.name),
        token_hash: Set(tokens::digest(&secret)),
        scopes: Set(ServiceScopes(token.scopes)),
        expires_on: Set(token.expires_on),
        revoked_at: Set(None),
        issued_by_id: Set(token.issued_by),
        issued_at: Set(change.now),
    }
    .insert(&change.transaction)
    .await?;
    Ok(secret)
}

/// Refuses a request, or withdraws one's own.
///
/// # Errors
///
/// NOT_FOUND; FORBIDDEN for who may neither; REQUIRED without a reason; ILLEGAL_TRANSITION where it was decided or has
/// run out; a conflict where somebody was faster.
pub async fn refuse(
    caller: &Caller,
    seen: (Uuid, i32),
    reason: &str,
    key: Option<IdempotencyKey>,
) -> Result<account_request::Model, Failure> {
    const ACTION: &str = "refuseAccountRequest";
    let mut checks = Checks::default();
    let reason = checks.text("reason", reason, input::NAME);
    checks.finish()?;
    let change = match change::begin(caller, key).await? {
        Begun::Repeated(id) => return Ok(find(caller.app.db.current(), caller, id).await?.0),
        Begun::Fresh(change) => change,
    };
    let (mut request, row) = find(&change.transaction, caller, seen.0).await?;
    let own = request.asked_by_id == caller.viewer.user_id && !caller.viewer.read_only;
    if !own && !may_confirm(&caller.viewer, &request, &row) {
        return Err(change.deny(caller, ACTION, "AccountRequest", Some(request.id)).await);
    }
    let state = if own { State::Withdrawn } else { State::Refused };
    decide(&change, &mut request, seen.1, state, Some(reason)).await?;
    told::tell(&change, &row, Happened::Refused(request.kind), &caller.viewer.display_name).await?;
    let detail = json!({ "kind": request.kind, "userId": row.id, "state": request.state });
    commit(change, ACTION, request.id, detail).await?;
    Ok(request)
}

/// Moves a request that waits on to `state`.
async fn decide(
    change: &Change,
    request: &mut account_request::Model,
    version: i32,
    state: State,
    reason: Option<String>,
) -> Result<(), Failure> {
    if request.version != version {
        return Err(Failure::Conflict);
    }
    if request.state != State::Pending || request.expires_at <= change.now {
        return Err(Problem::new(
            UserErrorCode::IllegalTransition,
            "id",
            "该申请已经处理或已过期",
            "This request was decided or has run out",
        )
        .into());
    }
    let decided = account_request::Entity::update_many()
        .col_expr(Column::State, Expr::val(state))
        .col_expr(Column::DecidedById, Expr::val(change.user_id()))
        .col_expr(Column::DecidedAt, Expr::val(change.now))
        .col_expr(Column::Reason, Expr::val(reason.clone()))
        .col_expr(Column::Version, Expr::val(version + 1))
        .filter(Column::Id.eq(request.id))
        .filter(Column::Version.eq(version))
        .exec(&change.transaction)
        .await?;
    if decided.rows_affected == 0 {
        return Err(Failure::Conflict);
    }
    request.state = state;
    request.decided_by_id = Some(change.user_id());
    request.decided_at = Some(change.now);
    request.reason = reason;
    request.version += 1;
    Ok(())
}

/// The request with `id` that exists for `caller`, with its account.
async fn find(
    db: &impl ConnectionTrait,
    caller: &Caller,
    id: Uuid,
) -> Result<(account_request::Model, user::Model), Failure> {
    let request = of_viewer(&caller.viewer).filter(Column::Id.eq(id)).one(db).await?;
    let request = request.ok_or_else(|| Problem::not_found("id"))?;
    let row = user::Entity::find_by_id(request.user_id).one(db).await?;
    Ok((request, row.ok_or_else(|| Problem::not_found("id"))?))
}

/// The request of `kind` for the account that waits, where there is one.
///
/// # Errors
///
/// The database's.
pub async fn waiting(
    caller: &Caller,
    user_id: Uuid,
    kind: Kind,
) -> Result<Option<account_request::Model>, DbErr> {
    of_viewer(&caller.viewer)
        .filter(Column::UserId.eq(user_id))
        .filter(Column::Kind.eq(kind))
        .filter(Column::State.eq(State::Pending))
        .filter(Column::ExpiresAt.gt(caller.now()))
        .one(caller.app.db.current())
        .await
}

async fn commit(change: Change, action: &str, id: Uuid, detail: serde_json::Value) -> Result<(), Failure> {
    let action = action.to_owned();
    change.commit(Record { action, object_type: "AccountRequest", object_id: Some(id), detail }).await
}

fn nobody_confirms() -> Problem {
    Problem::new(
        UserErrorCode::NobodyConfirms,
        "id",
        "没有其他人可以确认此事：请先在本级或上级设置相应人员（单位负责人、双打办工作人员、另一名管理员或审计员），\
         或由运维人员在服务器上用命令行办理",
        "Nobody else can confirm it: there must be another head, office staff, administrator or auditor here or above; \
         or use the command line on the server",
    )
}
