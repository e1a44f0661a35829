//! Accounts from the command line: for who holds the machine, before anybody can sign in or after
//! everybody forgot how.

use anyhow::{Context, bail};
use chrono::{DateTime, Utc};
use entity::{
    department,
    enums::{AccountRequestKind, DepartmentKind, RegionLevel, Role},
    region, service_token, session, user,
};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, DatabaseTransaction, EntityTrait, IntoActiveModel, QueryFilter,
    QueryOrder,
    sea_query::{Expr, ExprTrait},
};
use serde_json::json;
use uuid::Uuid;

use super::{
    devices, passwords, rows, rules, sessions,
    told::{self, Happened},
};
use crate::{
    departments,
    shared::{
        app::App,
        audit::{self, Actor, Record},
        errors::Problem,
        scope::{region_key, within_region},
        search::fold,
    },
};

/// Who holds the machine, as the log names them.
const OPERATOR: &str = "命令行";

/// The first administrator of a region, and the region and office where they are not on record yet.
#[derive(Clone, Debug)]
pub struct FirstAdministrator {
    /// The region's code (GB/T 2260), six or nine digits.
    pub region_code: String,
    /// The region's name; one that is on record keeps its own.
    pub region_name: String,
    /// The coordination office's name; one that is on record keeps its own.
    pub office: String,
    /// What is typed to sign in.
    pub username: String,
}

/// Makes an administrator; answers their one-time password.
///
/// # Errors
///
/// Where the code is none, the user name is taken or has the wrong form, or a name is missing.
pub async fn create_first_administrator(app: &App, first: FirstAdministrator) -> anyhow::Result<String> {
    let username = fold(&first.username);
    if let Some(Problem { message, .. }) = rules::username_problem(&username) {
        bail!("the user name {username:?} will not do: {}", message.en);
    }
    let password = passwords::one_time()?;
    let hash = passwords::hash(password.clone()).await?;
    let now = app.clock.now();
    let transaction = app.db.begin().await?;
    if rows::is_taken(&transaction, &username).await? {
        bail!("the user name {username:?} is taken");
    }
    let region = region(&transaction, &first).await?;
    let office = office(&transaction, &region, &first, now).await?;
    let row = user::Model {
        id: Uuid::now_v7(),
        department_id: office.id,
        region_key: office.region_key,
        username: username.clone(),
        display_name: "系统管理员".to_owned(),
        role: Role::SystemAdmin,
        observes_region: false,
        password_hash: Some(hash),
        must_change_password: true,
        one_time_until: Some(now + rules::ONE_TIME),
        phone: None,
        email: None,
        active: true,
        created_at: now,
        version: 1,
    };
    rows::insert(&transaction, &row).await?;
    finish(app, transaction, (&row, "createUser", Happened::Done(AccountRequestKind::Create, None)), now)
        .await?;
    Ok(password)
}

/// An account beside the first administrator's: the region's first auditor or office staff, whom nobody there could
/// confirm.
#[derive(Clone, Debug)]
pub struct NewAccount {
    /// What is typed to sign in.
    pub username: String,
    /// The person's name.
    pub display_name: String,
    /// What they may do.
    pub role: Role,
    /// The department's name.
    pub department: String,
    /// The code of its region (GB/T 2260).
    pub region_code: String,
    /// Where to write to them.
    pub email: Option<String>,
}

/// Makes an account; answers its one-time password.
///
/// # Errors
///
/// Where the region or department is not on record, the user name is taken or has the wrong form, or the role does not
/// fit the department.
pub async fn create(app: &App, new: NewAccount) -> anyhow::Result<String> {
    let username = fold(&new.username);
    if let Some(Problem { message, .. }) = rules::username_problem(&username) {
        bail!("the user name {username:?} will not do: {}", message.en);
    }
    if new.role == Role::Service {
        bail!("a system is made in the app, and uses tokens");
    }
    let password = passwords::one_time()?;
    let hash = passwords::hash(password.clone()).await?;
    let now = app.clock.now();
    let transaction = app.db.begin().await?;
    if rows::is_taken(&transaction, &username).await? {
        bail!("the user name {username:?} is taken");
    }
    let department = department::Entity::find()
        .filter(department::Column::RegionKey.eq(region_key(&fold(&new.region_code))))
        .filter(department::Column::Name.eq(new.department.trim()))
        .filter(department::Column::Active.eq(true))
        .one(&transaction)
        .await?
        .with_context(|| format!("there is no department {:?} in {}", new.department, new.region_code))?;
    let misfit = rules::role_problems(new.role, department.is_coordination_office, false);
    if let Some(Problem { message, .. }) = misfit.into_iter().next() {
        bail!("the role does not fit: {}", message.en);
    }
    let row = user::Model {
        id: Uuid::now_v7(),
        department_id: department.id,
        region_key: department.region_key,
        username,
        display_name: named(&new.display_name, "user")?,
        role: new.role,
        observes_region: false,
        password_hash: Some(hash),
        must_change_password: true,
        one_time_until: Some(now + rules::ONE_TIME),
        phone: None,
        email: new.email,
        active: true,
        created_at: now,
        version: 1,
    };
    rows::insert(&transaction, &row).await?;
    finish(app, transaction, (&row, "createUser", Happened::Done(AccountRequestKind::Create, None)), now)
        .await?;
    Ok(password)
}

/// Keeps a user from signing in, and ends their sessions.
///
/// # Errors
///
/// Where there is no such user.
pub async fn disable(app: &App, username: &str) -> anyhow::Result<()> {
    let username = fold(username);
    let now = app.clock.now();
    let transaction = app.db.begin().await?;
    let row = by_name(&transaction, &username).await?;
    let told = told::write(&transaction, now, &row, Happened::Disabled, OPERATOR).await?;
    user::Entity::update_many()
        .col_expr(user::Column::Active, Expr::val(false))
        .col_expr(user::Column::Version, Expr::col(user::Column::Version).add(1))
        .filter(user::Column::Id.eq(row.id))
        .exec(&transaction)
        .await?;
    shut_out(&transaction, row.id, "disabled", now).await?;
    service_token::Entity::update_many()
        .col_expr(service_token::Column::RevokedAt, Expr::val(now))
        .filter(service_token::Column::UserId.eq(row.id))
        .filter(service_token::Column::RevokedAt.is_null())
        .exec(&transaction)
        .await?;
    app.live.announce(&transaction, &told).await?;
    log(app, &transaction, &row, "disableUser", now).await?;
    transaction.commit().await?;
    app.recent().forget();
    app.live.deliver(told);
    Ok(())
}

/// Gives a user a one-time password, which it answers, and ends their sessions.
///
/// # Errors
///
/// Where there is no such user, or it is a system, which has no password.
pub async fn set_password(app: &App, username: &str) -> anyhow::Result<String> {
    let username = fold(username);
    let password = passwords::one_time()?;
    let hash = passwords::hash(password.clone()).await?;
    let now = app.clock.now();
    let transaction = app.db.begin().await?;
    let row = by_name(&transaction, &username).await?;
    if row.role == Role::Service {
        bail!("{username:?} is a system: it uses tokens and has no password");
    }
    user::Entity::update_many()
        .col_expr(user::Column::PasswordHash, Expr::val(hash))
        .col_expr(user::Column::MustChangePassword, Expr::val(true))
        .col_expr(user::Column::OneTimeUntil, Expr::val(now + rules::ONE_TIME))
        .col_expr(user::Column::Version, Expr::col(user::Column::Version).add(1))
        .filter(user::Column::Id.eq(row.id))
        .exec(&transaction)
        .await?;
    shut_out(&transaction, row.id, "password reset", now).await?;
    finish(app, transaction, (&row, "resetPassword", Happened::Done(AccountRequestKind::Reset, None)), now)
        .await?;
    Ok(password)
}

async fn by_name(transaction: &DatabaseTransaction, username: &str) -> anyhow::Result<user::Model> {
    let found = user::Entity::find().filter(user::Column::Username.eq(username)).one(transaction).await?;
    found.with_context(|| format!("there is no user {username:?}"))
}

async fn shut_out(
    transaction: &DatabaseTransaction,
    user_id: Uuid,
    reason: &str,
    now: DateTime<Utc>,
) -> anyhow::Result<()> {
    sessions::end(transaction, session::Column::UserId.eq(user_id), reason, now).await?;
    Ok(devices::forget(transaction, user_id, None).await?)
}

/// Tells of what was done, logs it, and commits.
async fn finish(
    app: &App,
    transaction: DatabaseTransaction,
    (row, action, happened): (&user::Model, &str, Happened<'_>),
    now: DateTime<Utc>,
) -> anyhow::Result<()> {
    let told = told::write(&transaction, now, row, happened, OPERATOR).await?;
    app.live.announce(&transaction, &told).await?;
    log(app, &transaction, row, action, now).await?;
    transaction.commit().await?;
    app.recent().forget();
    app.live.deliver(told);
    Ok(())
}

/// The region with the code; where there is none, a new one below the nearest on record, and above
/// those that had none above them.
async fn region(
    transaction: &DatabaseTransaction,
    first: &FirstAdministrator,
) -> anyhow::Result<region::Model> {
    let code = fold(&first.region_code);
    let found = region::Entity::find().filter(region::Column::Code.eq(&code)).one(transaction).await?;
    if let Some(found) = found {
        return Ok(found);
    }
    let key = region_key(&code);
    let level = match key.len() {
        2 => RegionLevel::Province,
        4 => RegionLevel::City,
        6 => RegionLevel::County,
        9 => RegionLevel::Township,
        _ => bail!("the region's code {code:?} has not the six or nine digits of GB/T 2260"),
    };
    if !matches!(code.len(), 6 | 9) || !code.bytes().all(|byte| byte.is_ascii_digit()) {
        bail!("the region's code {code:?} has not the six or nine digits of GB/T 2260");
    }
    let above: Vec<&str> = [2, 4, 6].into_iter().filter_map(|length| key.get(..length)).collect();
    let parent = region::Entity::find()
        .filter(region::Column::Key.is_in(above))
        .order_by_desc(region::Column::Key)
        .one(transaction)
        .await?;
    let row = region::Model {
        id: Uuid::now_v7(),
        code: code.clone(),
        key: key.to_owned(),
        level,
        name: named(&first.region_name, "region")?,
        parent_id: parent.map(|parent| parent.id),
    };
    row.clone().into_active_model().insert(transaction).await?;
    region::Entity::update_many()
        .col_expr(region::Column::ParentId, Expr::val(row.id))
        .filter(within_region(key, (region::Entity, region::Column::Key)))
        .filter(region::Column::Id.ne(row.id))
        .filter(region::Column::ParentId.is_null())
        .exec(transaction)
        .await?;
    Ok(row)
}

async fn office(
    transaction: &DatabaseTransaction,
    region: &region::Model,
    first: &FirstAdministrator,
    now: DateTime<Utc>,
) -> anyhow::Result<department::Model> {
    let found = department::Entity::find()
        .filter(department::Column::RegionId.eq(region.id))
        .filter(department::Column::IsCoordinationOffice.eq(true))
        .filter(department::Column::Active.eq(true))
        .order_by_asc(department::Column::SortOrder)
        .one(transaction)
        .await?;
    if let Some(found) = found {
        return Ok(found);
    }
    let row = department::Model {
        id: Uuid::now_v7(),
        region_id: region.id,
        region_key: region.key.clone(),
        name: named(&first.office, "office")?,
        short_name: "双打办".to_owned(),
        kind: DepartmentKind::Other,
        is_coordination_office: true,
        liaison_name: None,
        liaison_phone: None,
        document_code: None,
        sort_order: 0,
        active: true,
        created_at: now,
        version: 1,
    };
    row.clone().into_active_model().insert(transaction).await?;
    departments::service::index(transaction, &row).await?;
    Ok(row)
}

fn named(name: &str, what: &str) -> anyhow::Result<String> {
    let name = name.trim();
    if name.is_empty() {
        bail!("the {what} needs a name");
    }
    Ok(name.to_owned())
}

async fn log(
    app: &App,
    transaction: &DatabaseTransaction,
    row: &user::Model,
    action: &str,
    now: DateTime<Utc>,
) -> anyhow::Result<()> {
    let actor = Actor { name: OPERATOR.to_owned(), region_key: row.region_key.clone(), ..Actor::default() };
    let record = Record {
        action: action.to_owned(),
        object_type: "User",
        object_id: Some(row.id),
        detail: json!({ "username": row.username }),
    };
    audit::append(transaction, &app.secrets, &actor, now, record).await?;
    Ok(())
}
