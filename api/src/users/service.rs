//! Administration of accounts. Whatever takes a right away ends the user's sessions and tokens in
//! the same transaction. What would put into an administrator's hand what signs in as another is
//! asked, and done once somebody else confirms it ([`super::requests`]).

use entity::{
    department,
    enums::{AccountRequestKind, Role},
    user,
};
use sea_orm::{ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use serde_json::json;
use uuid::Uuid;

use super::{
    requests::{self, Wanted},
    rows::{OneTime, end_sessions, index, insert, is_taken, reload, save, shut_out},
    rules::{self, separation},
    sight,
    told::{self, Happened},
};
use crate::shared::{
    audit::Record,
    caller::{Caller, IdempotencyKey},
    change::{self, Begun, Change},
    db::ROW_LOCK,
    errors::{Failure, Problem, UserErrorCode, reject_if_any},
    input::{self, Checks},
    participation::owner,
    policy::{self, Act, Owner},
    search::fold,
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

/// Creates an account in a department. A system (SERVICE) gets no password: it signs in by token. Where somebody else
/// confirms it, the account is disabled and has no password until then.
///
/// # Errors
///
/// NOT_FOUND for the department; FORBIDDEN; DUPLICATE for the user name; INVALID where role and
/// department do not fit; NOBODY_CONFIRMS.
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
    let confirmed = standing.role != Role::Service && waits(caller, standing.role);
    let password = if confirmed { OneTime::none() } else { OneTime::for_role(standing.role).await? };
    let change = match change::begin(caller, key).await? {
        Begun::Repeated(id) => return Ok((reload(caller, id).await?, None)),
        Begun::Fresh(change) => change,
    };
    let department = department::Entity::find_by_id(department_id)
        .one(&change.transaction)
        .await?
        .ok_or_else(|| Problem::not_found("departmentId"))?;
    if !policy::may(&caller.viewer, policy::keeping(standing.role), &owner(&department)) {
        return Err(change.deny(caller, ACTION, "Department", Some(department_id)).await);
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
        must_change_password: standing.role != Role::Service,
        one_time_until: password.hash.as_ref().map(|_| change.now + rules::ONE_TIME),
        password_hash: password.hash,
        phone: draft.phone,
        email: draft.email,
        active: !confirmed,
        created_at: change.now,
        version: 1,
    };
    insert(&change.transaction, &row).await?;
    if confirmed {
        requests::ask(&change, caller, &row, Wanted::Create).await?;
    } else {
        let happened = Happened::Done(AccountRequestKind::Create, None);
        told::tell(&change, &row, happened, &caller.viewer.display_name).await?;
    }
    let detail = json!({ "username": row.username, "role": row.role, "confirmation": said(confirmed) });
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
    let (change, mut row) = match load(caller, (ACTION, seen), key).await? {
        Loaded::Repeated(row) => return Ok(row),
        Loaded::Fresh(change, row) => (change, row),
    };
    if (&row.phone, &row.email) != (&draft.phone, &draft.email) {
        told::tell(&change, &row, Happened::Readdressed, &caller.viewer.display_name).await?;
    }
    row.display_name = draft.display_name;
    row.phone = draft.phone;
    row.email = draft.email;
    save(&change.transaction, &mut row).await?;
    index(&change.transaction, &row).await?;
    commit(change, ACTION, row.id, json!({ "version": row.version })).await?;
    Ok(row)
}

/// Gives a user another role, and ends their sessions and tokens; or asks for it.
///
/// # Errors
///
/// NOT_FOUND, FORBIDDEN (for one's own role too); INVALID where role and department do not fit;
/// ROLES_EXCLUDE; NOBODY_CONFIRMS; a conflict where somebody was faster.
pub async fn change_role(
    caller: &Caller,
    seen: (Uuid, i32),
    standing: Standing,
    key: Option<IdempotencyKey>,
) -> Result<user::Model, Failure> {
    const ACTION: &str = "changeUserRole";
    administers(caller, ACTION).await?;
    let (change, mut row) = match load(caller, (ACTION, seen), key).await? {
        Loaded::Repeated(row) => return Ok(row),
        Loaded::Fresh(change, row) => (change, row),
    };
    reject_if_any(not_oneself(caller, row.id).into_iter().collect())?;
    let department = department::Entity::find_by_id(row.department_id).one(&change.transaction).await?;
    let in_office = department.is_some_and(|department| department.is_coordination_office);
    reject_if_any(standing_problems(&row, standing, in_office))?;
    let before = row.role;
    let confirmed = waits(caller, row.role);
    if confirmed {
        requests::ask(&change, caller, &row, Wanted::ChangeRole(standing)).await?;
    } else {
        become_role(&change, &mut row, standing, in_office).await?;
        let happened = Happened::Done(AccountRequestKind::ChangeRole, None);
        told::tell(&change, &row, happened, &caller.viewer.display_name).await?;
    }
    let detail = json!({ "from": before, "to": standing.role, "confirmation": said(confirmed) });
    commit(change, ACTION, row.id, detail).await?;
    Ok(row)
}

fn standing_problems(row: &user::Model, standing: Standing, in_office: bool) -> Vec<Problem> {
    let mut problems = rules::role_problems(standing.role, in_office, standing.observes_region);
    problems.extend(separation::role_change_problem(row.role, standing.role));
    problems
}

/// Gives `row` its new standing and ends its sessions and tokens.
pub(super) async fn become_role(
    change: &Change,
    row: &mut user::Model,
    standing: Standing,
    in_office: bool,
) -> Result<(), Failure> {
    reject_if_any(standing_problems(row, standing, in_office))?;
    row.role = standing.role;
    row.observes_region = standing.observes_region;
    save(&change.transaction, row).await?;
    Ok(shut_out(change, row.id, "role changed").await?)
}

/// Gives `row` a one-time password and ends its sessions.
pub(super) async fn give(change: &Change, row: &mut user::Model, password: OneTime) -> Result<(), Failure> {
    row.password_hash = password.hash;
    row.must_change_password = true;
    row.one_time_until = Some(change.now + rules::ONE_TIME);
    save(&change.transaction, row).await?;
    Ok(end_sessions(change, row.id, "password reset").await?)
}

/// Whether what `caller` asks for an account of `role` waits for somebody else.
pub(super) fn waits(caller: &Caller, role: Role) -> bool {
    separation::is_confirmed(role, caller.app.confirmation())
}

/// How the log says whether somebody else confirms.
pub(super) fn said(confirmed: bool) -> &'static str {
    if confirmed { "asked" } else { "off" }
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
    let (change, mut row) = match load(caller, (ACTION, seen), key).await? {
        Loaded::Repeated(row) => return Ok(row),
        Loaded::Fresh(change, row) => (change, row),
    };
    reject_if_any(not_oneself(caller, row.id).into_iter().collect())?;
    another_administrator_stays(&change.transaction, &row).await?;
    // While they are still among those who are told.
    told::tell(&change, &row, Happened::Disabled, &caller.viewer.display_name).await?;
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
    let (change, mut row) = match load(caller, (ACTION, seen), key).await? {
        Loaded::Repeated(row) => return Ok(row),
        Loaded::Fresh(change, row) => (change, row),
    };
    let department = department::Entity::find_by_id(row.department_id).one(&change.transaction).await?;
    if !department.is_some_and(|department| department.active) {
        return Err(out_of_use("id").into());
    }
    row.active = true;
    save(&change.transaction, &mut row).await?;
    told::tell(&change, &row, Happened::Enabled, &caller.viewer.display_name).await?;
    commit(change, ACTION, row.id, json!({ "version": row.version })).await?;
    Ok(row)
}

/// Gives a user a one-time password, and ends their sessions; or asks for it.
///
/// # Errors
///
/// NOT_FOUND, FORBIDDEN (for oneself too); INVALID for a system, which has none; NOBODY_CONFIRMS; a
/// conflict where somebody was faster.
pub async fn reset_password(
    caller: &Caller,
    seen: (Uuid, i32),
    key: Option<IdempotencyKey>,
) -> Result<WithPassword, Failure> {
    const ACTION: &str = "resetPassword";
    administers(caller, ACTION).await?;
    let (change, mut row) = match load(caller, (ACTION, seen), key).await? {
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
    let confirmed = waits(caller, row.role);
    let mut plain = None;
    if confirmed {
        requests::ask(&change, caller, &row, Wanted::Reset).await?;
    } else {
        let password = OneTime::new().await?;
        plain.clone_from(&password.plain);
        give(&change, &mut row, password).await?;
        let happened = Happened::Done(AccountRequestKind::Reset, None);
        told::tell(&change, &row, happened, &caller.viewer.display_name).await?;
    }
    let detail = json!({ "version": row.version, "confirmation": said(confirmed) });
    commit(change, ACTION, row.id, detail).await?;
    Ok((row, plain))
}

/// Refuses, and logs it, who administers no accounts at all: before anything slow is done for them.
pub(super) async fn administers(caller: &Caller, action: &str) -> Result<(), Failure> {
    let own = Owner::own(&caller.viewer);
    if [Act::AdministerUsers, Act::AdministerAuditors]
        .iter()
        .any(|act| policy::may(&caller.viewer, *act, &own))
    {
        return Ok(());
    }
    Err(change::begin_once(caller).await?.deny(caller, action, "User", None).await)
}

#[allow(clippy::large_enum_variant, reason = "made once a mutation and taken apart at once")]
enum Loaded {
    Fresh(Change, user::Model),
    Repeated(user::Model),
}

/// Begins a change of an account that `caller` administers, as it was at the version seen.
async fn load(
    caller: &Caller,
    (action, seen): (&str, (Uuid, i32)),
    key: Option<IdempotencyKey>,
) -> Result<Loaded, Failure> {
    let change = match change::begin(caller, key).await? {
        Begun::Repeated(id) => return Ok(Loaded::Repeated(reload(caller, id).await?)),
        Begun::Fresh(change) => change,
    };
    let row = find(&change, caller, seen.0, "id").await?;
    let kept = Owner { department_id: row.department_id, region_key: row.region_key.clone() };
    if !policy::may(&caller.viewer, policy::keeping(row.role), &kept) {
        return Err(change.deny(caller, action, "User", Some(row.id)).await);
    }
    if row.version != seen.1 {
        return Err(Failure::Conflict);
    }
    Ok(Loaded::Fresh(change, row))
}

/// The account with `id`, where it exists for who keeps accounts.
pub(super) async fn find(
    change: &Change,
    caller: &Caller,
    id: Uuid,
    path: &str,
) -> Result<user::Model, Failure> {
    let row =
        user::Entity::find_by_id(id).filter(sight::visible(&caller.viewer)).one(&change.transaction).await?;
    row.ok_or_else(|| Problem::not_found(path).into())
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

pub(super) fn out_of_use(path: &str) -> Problem {
    Problem::new(UserErrorCode::Invalid, path, "所属部门已经停用", "The department is out of use")
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
