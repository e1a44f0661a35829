//! Administration of accounts. Whatever takes a right away ends the user's sessions and tokens in
//! the same transaction.

use entity::{
    department,
    enums::{Role, SearchKind},
    service_token, session, user,
};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseTransaction, DbErr, EntityTrait, IntoActiveModel, QueryFilter,
    QueryOrder, QuerySelect, Set,
    sea_query::{Expr, ExprTrait},
};
use serde_json::json;
use uuid::Uuid;

use super::{passwords, queries, rules, sessions};
use crate::shared::{
    audit::{self, Record},
    caller::{Caller, IdempotencyKey},
    change::{self, Begun, Change},
    db::ROW_LOCK,
    errors::{Failure, Problem, UserErrorCode, reject_if_any},
    input::{self, Checks},
    participation::owner,
    policy::{self, Act, Owner, Subject},
    search::{self, fold},
};

/// The most characters of a telephone number or a mail address.
const CONTACT: usize = 100;

/// Who a user is, as people typed it.
#[derive(Clone, Debug)]
pub struct UserDraft {
    /// The person's name.
    pub display_name: String,
    /// The telephone number.
    pub phone: Option<String>,
    /// The mail address.
    pub email: Option<String>,
}

impl UserDraft {
    /// The cleaned draft, and what is wrong with it.
    pub(super) fn checked(self, checks: &mut Checks) -> Self {
        let email = checks.optional("email", self.email.as_deref(), CONTACT);
        if email.as_deref().is_some_and(|email| !email.trim_matches('@').contains('@')) {
            checks.add(Problem::new(
                UserErrorCode::Invalid,
                "email",
                "电子邮箱格式不正确",
                "This is no mail address",
            ));
        }
        Self {
            display_name: checks.text("displayName", &self.display_name, input::NAME),
            phone: checks.optional("phone", self.phone.as_deref(), CONTACT).map(|phone| fold(&phone)),
            email,
        }
    }
}

/// What a user may do, and how far they see.
#[derive(Clone, Copy, Debug)]
pub struct Standing {
    /// The role.
    pub role: Role,
    /// An observer of the whole region.
    pub observes_region: bool,
}

/// An account, with its new one-time password where it got one.
pub type WithPassword = (user::Model, Option<String>);

/// Creates an account in a department. A system (SERVICE) gets no password: it signs in by token.
///
/// # Errors
///
/// NOT_FOUND for the department; FORBIDDEN; DUPLICATE for the user name; INVALID where role and
/// department do not fit.
pub async fn create(
    caller: &Caller,
    department_id: Uuid,
    username: &str,
    draft: UserDraft,
    standing: Standing,
    key: Option<IdempotencyKey>,
) -> Result<WithPassword, Failure> {
    const ACTION: &str = "createUser";
    administers(caller, ACTION).await?;
    let username = fold(username);
    let mut checks = Checks::default();
    let draft = draft.checked(&mut checks);
    checks.extend(rules::username_problem(&username));
    checks.finish()?;
    let password = OneTime::for_role(standing.role).await?;
    let change = match change::begin(caller, key).await? {
        Begun::Repeated(id) => return Ok((reload(caller, id).await?, None)),
        Begun::Fresh(change) => change,
    };
    let department = department::Entity::find_by_id(department_id)
        .one(&change.transaction)
        .await?
        .ok_or_else(|| Problem::not_found("departmentId"))?;
    if !policy::may(&caller.viewer, Act::AdministerUsers, &owner(&department)) {
        drop(change);
        return Err(audit::denied(caller, ACTION, "Department", Some(department_id)).await);
    }
    let mut problems =
        rules::role_problems(standing.role, department.is_coordination_office, standing.observes_region);
    if !department.active {
        problems.push(out_of_use("departmentId"));
    }
    if is_taken(&change.transaction, &username).await? {
        problems.push(Problem::new(
            UserErrorCode::Duplicate,
            "username",
            "该用户名已被使用",
            "This user name is taken",
        ));
    }
    reject_if_any(problems)?;
    let row = user::Model {
        id: Uuid::now_v7(),
        department_id,
        region_key: department.region_key,
        username,
        display_name: draft.display_name,
        role: standing.role,
        observes_region: standing.observes_region,
        must_change_password: password.hash.is_some(),
        password_hash: password.hash,
        phone: draft.phone,
        email: draft.email,
        active: true,
        created_at: change.now,
        version: 1,
    };
    insert(&change.transaction, &row).await?;
    let detail = json!({ "username": row.username, "role": row.role });
    commit(change, ACTION, row.id, detail).await?;
    Ok((row, password.plain))
}

/// Revises a person's name and how to reach them.
///
/// # Errors
///
/// NOT_FOUND, FORBIDDEN; a conflict where somebody was faster.
pub async fn revise(
    caller: &Caller,
    seen: (Uuid, i32),
    draft: UserDraft,
    key: Option<IdempotencyKey>,
) -> Result<user::Model, Failure> {
    const ACTION: &str = "reviseUser";
    administers(caller, ACTION).await?;
    let mut checks = Checks::default();
    let draft = draft.checked(&mut checks);
    checks.finish()?;
    let (change, mut row) = match load(caller, seen, key).await? {
        Loaded::Repeated(row) => return Ok(row),
        Loaded::Fresh(change, row) => (change, row),
    };
    row.display_name = draft.display_name;
    row.phone = draft.phone;
    row.email = draft.email;
    save(&change.transaction, &mut row).await?;
    index(&change.transaction, &row).await?;
    commit(change, ACTION, row.id, json!({ "version": row.version })).await?;
    Ok(row)
}

/// Gives a user another role, and ends their sessions and tokens.
///
/// # Errors
///
/// NOT_FOUND, FORBIDDEN (for one's own role too); INVALID where role and department do not fit;
/// LAST_ADMINISTRATOR; a conflict where somebody was faster.
pub async fn change_role(
    caller: &Caller,
    seen: (Uuid, i32),
    standing: Standing,
    key: Option<IdempotencyKey>,
) -> Result<user::Model, Failure> {
    const ACTION: &str = "changeUserRole";
    administers(caller, ACTION).await?;
    let (change, mut row) = match load(caller, seen, key).await? {
        Loaded::Repeated(row) => return Ok(row),
        Loaded::Fresh(change, row) => (change, row),
    };
    let department = department::Entity::find_by_id(row.department_id).one(&change.transaction).await?;
    let in_office = department.is_some_and(|department| department.is_coordination_office);
    let mut problems = rules::role_problems(standing.role, in_office, standing.observes_region);
    problems.extend(not_oneself(caller, row.id));
    reject_if_any(problems)?;
    if standing.role != Role::SystemAdmin {
        another_administrator_stays(&change.transaction, &row).await?;
    }
    let before = row.role;
    row.role = standing.role;
    row.observes_region = standing.observes_region;
    if row.role == Role::Service {
        row.password_hash = None;
        row.must_change_password = false;
    }
    save(&change.transaction, &mut row).await?;
    shut_out(&change, row.id, "role changed").await?;
    commit(change, ACTION, row.id, json!({ "from": before, "to": row.role })).await?;
    Ok(row)
}

/// Keeps a user from signing in, and ends their sessions and tokens.
///
/// # Errors
///
/// NOT_FOUND, FORBIDDEN (for oneself too); LAST_ADMINISTRATOR; a conflict where somebody was faster.
pub async fn disable(
    caller: &Caller,
    seen: (Uuid, i32),
    key: Option<IdempotencyKey>,
) -> Result<user::Model, Failure> {
    const ACTION: &str = "disableUser";
    administers(caller, ACTION).await?;
    let (change, mut row) = match load(caller, seen, key).await? {
        Loaded::Repeated(row) => return Ok(row),
        Loaded::Fresh(change, row) => (change, row),
    };
    reject_if_any(not_oneself(caller, row.id).into_iter().collect())?;
    another_administrator_stays(&change.transaction, &row).await?;
    row.active = false;
    save(&change.transaction, &mut row).await?;
    shut_out(&change, row.id, "disabled").await?;
    commit(change, ACTION, row.id, json!({ "version": row.version })).await?;
    Ok(row)
}

/// Lets a disabled user sign in again.
///
/// # Errors
///
/// NOT_FOUND, FORBIDDEN; INVALID where their department is out of use; a conflict where somebody
/// was faster.
pub async fn enable(
    caller: &Caller,
    seen: (Uuid, i32),
    key: Option<IdempotencyKey>,
) -> Result<user::Model, Failure> {
    const ACTION: &str = "enableUser";
    administers(caller, ACTION).await?;
    let (change, mut row) = match load(caller, seen, key).await? {
        Loaded::Repeated(row) => return Ok(row),
        Loaded::Fresh(change, row) => (change, row),
    };
    let department = department::Entity::find_by_id(row.department_id).one(&change.transaction).await?;
    if !department.is_some_and(|department| department.active) {
        return Err(out_of_use("id").into());
    }
    row.active = true;
    save(&change.transaction, &mut row).await?;
    commit(change, ACTION, row.id, json!({ "version": row.version })).await?;
    Ok(row)
}

/// Gives a user a one-time password, and ends their sessions.
///
/// # Errors
///
/// NOT_FOUND, FORBIDDEN (for oneself too); INVALID for a system, which has none; a conflict where
/// somebody was faster.
pub async fn reset_password(
    caller: &Caller,
    seen: (Uuid, i32),
    key: Option<IdempotencyKey>,
) -> Result<WithPassword, Failure> {
    const ACTION: &str = "resetPassword";
    administers(caller, ACTION).await?;
    let password = OneTime::new().await?;
    let (change, mut row) = match load(caller, seen, key).await? {
        Loaded::Repeated(row) => return Ok((row, None)),
        Loaded::Fresh(change, row) => (change, row),
    };
    // Who took over a signed-in browser must not get a password out of it.
    let mut problems: Vec<_> = not_oneself(caller, row.id).into_iter().collect();
    if row.role == Role::Service {
        problems.push(Problem::new(
            UserErrorCode::Invalid,
            "id",
            "系统账号使用令牌，没有密码",
            "A system uses tokens and has no password",
        ));
    }
    reject_if_any(problems)?;
    row.password_hash = password.hash;
    row.must_change_password = true;
    save(&change.transaction, &mut row).await?;
    sessions::end(&change.transaction, session::Column::UserId.eq(row.id), "password reset", change.now)
        .await?;
    commit(change, ACTION, row.id, json!({ "version": row.version })).await?;
    Ok((row, password.plain))
}

/// A one-time password and its hash; neither for a system.
pub(super) struct OneTime {
    pub(super) plain: Option<String>,
    pub(super) hash: Option<String>,
}

impl OneTime {
    pub(super) async fn new() -> Result<Self, Failure> {
        let plain = passwords::one_time()?;
        let hash = passwords::hash(plain.clone()).await?;
        Ok(Self { plain: Some(plain), hash: Some(hash) })
    }

    async fn for_role(role: Role) -> Result<Self, Failure> {
        if role == Role::Service {
            return Ok(Self { plain: None, hash: None });
        }
        Self::new().await
    }
}

/// Refuses, and logs it, who administers no accounts at all: before anything slow is done for them.
pub(super) async fn administers(caller: &Caller, action: &str) -> Result<(), Failure> {
    if policy::may(&caller.viewer, Act::AdministerUsers, &Owner::own(&caller.viewer)) {
        return Ok(());
    }
    Err(audit::denied(caller, action, "User", None).await)
}

#[allow(clippy::large_enum_variant, reason = "made once a mutation and taken apart at once")]
enum Loaded {
    Fresh(Change, user::Model),
    Repeated(user::Model),
}

/// Begins a change of an account that `caller` administers, as it was at the version seen.
async fn load(caller: &Caller, seen: (Uuid, i32), key: Option<IdempotencyKey>) -> Result<Loaded, Failure> {
    let change = match change::begin(caller, key).await? {
        Begun::Repeated(id) => return Ok(Loaded::Repeated(reload(caller, id).await?)),
        Begun::Fresh(change) => change,
    };
    let row = find(&change, caller, seen.0, "id").await?;
    if row.version != seen.1 {
        return Err(Failure::Conflict);
    }
    Ok(Loaded::Fresh(change, row))
}

/// The account with `id`: which ones exist for an administrator and which ones they may change are
/// the same.
pub(super) async fn find(
    change: &Change,
    caller: &Caller,
    id: Uuid,
    path: &str,
) -> Result<user::Model, Failure> {
    let row = user::Entity::find_by_id(id)
        .filter(queries::visible(&policy::scope(&caller.viewer, Subject::Users)))
        .one(&change.transaction)
        .await?;
    row.ok_or_else(|| Problem::not_found(path).into())
}

pub(super) async fn reload(caller: &Caller, id: Uuid) -> Result<user::Model, Failure> {
    let row = user::Entity::find_by_id(id).one(caller.app.db.current()).await?;
    row.ok_or_else(|| Problem::not_found("id").into())
}

fn not_oneself(caller: &Caller, id: Uuid) -> Option<Problem> {
    (id == caller.viewer.user_id).then(|| {
        Problem::new(
            UserErrorCode::Forbidden,
            "id",
            "不能对自己的账号进行此操作",
            "You cannot do this to your own account",
        )
    })
}

fn out_of_use(path: &str) -> Problem {
    Problem::new(UserErrorCode::Invalid, path, "所属部门已经停用", "The department is out of use")
}

pub(super) async fn is_taken(transaction: &impl ConnectionTrait, username: &str) -> Result<bool, DbErr> {
    let users = user::Entity::find().filter(user::Column::Username.eq(username));
    Ok(users.one(transaction).await?.is_some())
}

/// Refuses to take the last administrator from the user's region.
async fn another_administrator_stays(
    transaction: &DatabaseTransaction,
    user: &user::Model,
) -> Result<(), Failure> {
    if user.role != Role::SystemAdmin || !user.active {
        return Ok(());
    }
    // Locked in one order: two administrators who disable each other wait here, and the second is refused.
    let administrators = user::Entity::find()
        .filter(user::Column::Role.eq(Role::SystemAdmin))
        .filter(user::Column::Active.eq(true))
        .filter(user::Column::RegionKey.eq(&user.region_key))
        .order_by_asc(user::Column::Id)
        .lock(ROW_LOCK)
        .all(transaction)
        .await?;
    if administrators.iter().any(|other| other.id != user.id) {
        return Ok(());
    }
    Err(Problem::new(
        UserErrorCode::LastAdministrator,
        "id",
        "这是本行政区划最后一名系统管理员，请先指定另一名",
        "This is the region's last administrator; appoint another one first",
    )
    .into())
}

/// Ends the user's sessions and tokens.
async fn shut_out(change: &Change, user_id: Uuid, reason: &str) -> Result<(), DbErr> {
    sessions::end(&change.transaction, session::Column::UserId.eq(user_id), reason, change.now).await?;
    service_token::Entity::update_many()
        .col_expr(service_token::Column::RevokedAt, Expr::val(change.now))
        .filter(service_token::Column::UserId.eq(user_id))
        .filter(service_token::Column::RevokedAt.is_null())
        .exec(&change.transaction)
        .await?;
    Ok(())
}

/// Saves all of `row` as its next version, unless somebody was faster.
async fn save(transaction: &DatabaseTransaction, row: &mut user::Model) -> Result<(), Failure> {
    let saved = user::Entity::update_many()
        .set(user::ActiveModel {
            display_name: Set(row.display_name.clone()),
            role: Set(row.role),
            observes_region: Set(row.observes_region),
            password_hash: Set(row.password_hash.clone()),
            must_change_password: Set(row.must_change_password),
            phone: Set(row.phone.clone()),
            email: Set(row.email.clone()),
            active: Set(row.active),
            ..Default::default()
        })
        .col_expr(user::Column::Version, Expr::col(user::Column::Version).add(1))
        .filter(user::Column::Id.eq(row.id))
        .filter(user::Column::Version.eq(row.version))
        .exec(transaction)
        .await?;
    if saved.rows_affected == 0 {
        return Err(Failure::Conflict);
    }
    row.version += 1;
    Ok(())
}

pub(super) async fn insert(transaction: &impl ConnectionTrait, row: &user::Model) -> Result<(), DbErr> {
    user::Entity::insert(row.clone().into_active_model()).exec_without_returning(transaction).await?;
    index(transaction, row).await
}

/// Makes a user findable.
///
/// # Errors
///
/// The database's.
pub async fn index(transaction: &impl ConnectionTrait, row: &user::Model) -> Result<(), DbErr> {
    search::index(transaction, SearchKind::User, row.id, [row.display_name.as_str(), row.username.as_str()])
        .await
}

pub(super) async fn commit(
    change: Change,
    action: &str,
    id: Uuid,
    detail: serde_json::Value,
) -> Result<(), Failure> {
    change
        .commit(Record { action: action.to_owned(), object_type: "User", object_id: Some(id), detail })
        .await
}
