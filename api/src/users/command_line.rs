//! Accounts from the command line: for who holds the machine, before anybody can sign in or after
//! everybody forgot how.

use anyhow::{Context, bail};
use chrono::{DateTime, Utc};
use entity::{
    department,
    enums::{DepartmentKind, RegionLevel, Role},
    region, session, user,
};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, DatabaseTransaction, EntityTrait, IntoActiveModel, QueryFilter,
    QueryOrder,
    sea_query::{Expr, ExprTrait},
};
use serde_json::json;
use uuid::Uuid;

use super::{passwords, rules, service, sessions};
use crate::{
    app::App,
    departments,
    shared::{
        audit::{self, Actor, Record},
        errors::Problem,
        scope::{region_key, within_region},
        search::fold,
    },
};

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
    if service::is_taken(&transaction, &username).await? {
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
        phone: None,
        email: None,
        active: true,
        created_at: now,
        version: 1,
    };
    service::insert(&transaction, &row).await?;
    log(app, &transaction, &row, "createUser", now).await?;
    transaction.commit().await?;
    Ok(password)
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
    let row = user::Entity::find()
        .filter(user::Column::Username.eq(&username))
        .one(&transaction)
        .await?
        .with_context(|| format!("there is no user {username:?}"))?;
    if row.role == Role::Service {
        bail!("{username:?} is a system: it uses tokens and has no password");
    }
    user::Entity::update_many()
        .col_expr(user::Column::PasswordHash, Expr::val(hash))
        .col_expr(user::Column::MustChangePassword, Expr::val(true))
        .col_expr(user::Column::Version, Expr::col(user::Column::Version).add(1))
        .filter(user::Column::Id.eq(row.id))
        .exec(&transaction)
        .await?;
    sessions::end(&transaction, session::Column::UserId.eq(row.id), "password reset", now).await?;
    log(app, &transaction, &row, "resetPassword", now).await?;
    transaction.commit().await?;
    app.recent().forget();
    Ok(password)
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
    let actor =
        Actor { name: "命令行".to_owned(), region_key: row.region_key.clone(), ..Actor::default() };
    let record = Record {
        action: action.to_owned(),
        object_type: "User",
        object_id: Some(row.id),
        detail: json!({ "username": row.username }),
    };
    Ok(audit::append(transaction, &app.secrets, &actor, now, record).await?)
}
