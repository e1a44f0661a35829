//! Signing in and out, and changing one's own password.

use chrono::{DateTime, Utc};
use entity::{department, session, user};
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, sea_query::Expr};
use serde_json::json;

use super::{
    devices,
    failures::{self, Failures},
    passwords, rules,
    sessions::{self, Opened},
    throttle::{Attempt, Whence},
};
use crate::shared::{
    app::App,
    audit::{self, Actor, Record},
    caller::Caller,
    change,
    errors::{Failure, Problem, UserErrorCode, reject_if_any},
    search::fold,
    viewer::{RequestInfo, Viewer},
};

/// A session that was opened by a password.
pub struct Entered {
    /// The session.
    pub opened: Opened,
    /// What failed on the account since its owner signed in last.
    pub failures: Option<Failures>,
    /// What the browser is given to be known again.
    pub device: String,
}

/// Opens a session for who knows the password.
///
/// # Errors
///
/// SIGN_IN_FAILED, which does not tell an unknown user from a wrong password or a disabled account;
/// TOO_MANY_ATTEMPTS.
pub async fn sign_in(
    app: &App,
    info: &RequestInfo,
    username: &str,
    password: String,
) -> Result<Entered, Failure> {
    let username: String = fold(username).chars().take(rules::MAX_USERNAME).collect();
    let cookie = info.device_cookie.as_deref();
    let device = devices::known(app.db.current(), &username, cookie, app.clock.now()).await?;
    let whence = match &device {
        Some(device) => Whence::Device(device.id),
        None => Whence::Place(&username, info.address.as_deref()),
    };
    let attempt = Attempt::begin(app, whence).await?;
    let found = user::Entity::find()
        .filter(user::Column::Username.eq(&username))
        .find_also_related(department::Entity)
        .one(app.db.current())
        .await?;
    let hash = found.as_ref().and_then(|(user, _)| user.password_hash.clone());
    let right = passwords::verify(password, hash).await?;
    let now = app.clock.now();
    let transaction = app.db.begin().await?;
    let (user, department) = match found {
        Some((user, Some(department))) if right && user.active => (user, department),
        found => {
            let record = |id, reason| Record {
                action: "denied:signIn".to_owned(),
                object_type: "User",
                object_id: id,
                detail: json!({ "reason": reason }),
            };
            // What was typed for a name that nobody has is not logged: it may be a password.
            let (actor, record) = match found {
                Some((user, _)) => {
                    let reason = if user.active { "wrong password" } else { "disabled" };
                    let id = user.id;
                    if !right {
                        failures::add(&transaction, id, info.address.as_deref(), now).await?;
                    }
                    (actor(&user, info), record(Some(id), reason))
                }
                None => (
                    Actor { address: info.address.clone(), ..Actor::default() },
                    record(None, "unknown user name"),
                ),
            };
            audit::append(&transaction, &app.secrets, &actor, now, record).await?;
            transaction.commit().await?;
            return Err(wrong_credentials().into());
        }
    };
    if let Some(until) = user.one_time_until {
        // Signing in uses it up: the condition lets one of two at once in.
        let used = user::Entity::update_many()
            .col_expr(user::Column::OneTimeUntil, Expr::val(now))
            .filter(user::Column::Id.eq(user.id))
            .filter(user::Column::OneTimeUntil.gt(now))
            .exec(&transaction)
            .await?;
        if used.rows_affected == 0 {
            let record = Record {
                action: "denied:signIn".to_owned(),
                object_type: "User",
                object_id: Some(user.id),
                detail: json!({ "reason": "one-time password used or expired", "until": until }),
            };
            audit::append(&transaction, &app.secrets, &actor(&user, info), now, record).await?;
            transaction.commit().await?;
            return Err(used_up().into());
        }
    }
    let opened = sessions::open(app, &transaction, (&user, &department), info).await?;
    attempt.succeeded(&transaction).await?;
    let failures = failures::take(&transaction, user.id).await?;
    let device = devices::remember(&transaction, user.id, (device.as_ref(), cookie), now).await?;
    let record = Record {
        action: "signIn".to_owned(),
        object_type: "User",
        object_id: Some(user.id),
        detail: json!({}),
    };
    audit::append(&transaction, &app.secrets, &actor(&user, info), now, record).await?;
    transaction.commit().await?;
    Ok(Entered { opened, failures, device })
}

/// Ends the session of `viewer`, or that which the refresh token belongs to; answers whether there
/// was one.
///
/// # Errors
///
/// Ours alone.
pub async fn sign_out(
    app: &App,
    info: &RequestInfo,
    viewer: Option<&Viewer>,
    refresh_token: Option<&str>,
) -> Result<bool, Failure> {
    let session_id = match (viewer.and_then(|viewer| viewer.session_id), refresh_token) {
        (Some(id), _) => Some(id),
        (None, Some(token)) => sessions::of_refresh_token(app, token).await?,
        (None, None) => None,
    };
    let Some(session_id) = session_id else { return Ok(false) };
    let now = app.clock.now();
    let transaction = app.db.begin().await?;
    let ended = sessions::end(&transaction, session::Column::Id.eq(session_id), "signed out", now).await?;
    let owner = session::Entity::find_by_id(session_id)
        .find_also_related(user::Entity)
        .one(&transaction)
        .await?
        .and_then(|(_, user)| user);
    if let (1.., Some(user)) = (ended, owner) {
        let record = Record {
            action: "signOut".to_owned(),
            object_type: "User",
            object_id: Some(user.id),
            detail: json!({}),
        };
        audit::append(&transaction, &app.secrets, &actor(&user, info), now, record).await?;
    }
    transaction.commit().await?;
    app.recent().forget();
    Ok(ended > 0)
}

/// Changes the caller's own password and ends their other sessions.
///
/// # Errors
///
/// SIGN_IN_FAILED where the present password is wrong; TOO_MANY_ATTEMPTS; PASSWORD_WEAK.
pub async fn change_password(caller: &Caller, current: String, new: String) -> Result<(), Failure> {
    let app = &caller.app;
    let user = user::Entity::find_by_id(caller.viewer.user_id)
        .one(app.db.current())
        .await?
        .ok_or_else(|| Problem::not_found(""))?;
    // A system has a token and no password.
    let Some(session_id) = caller.viewer.session_id else {
        let change = change::begin_once(caller).await?;
        return Err(change.deny(caller, "changePassword", "User", Some(user.id)).await);
    };
    reject_if_any(rules::password_problems("newPassword", &new, &user.username, &user.display_name))?;
    // Counted like a sign-in: a stolen access token must not become a way to guess the password.
    let attempt = Attempt::begin(app, Whence::Session(session_id)).await?;
    let unchanged = current == new;
    if !passwords::verify(current, user.password_hash.clone()).await? {
        let record = Record {
            action: "denied:changePassword".to_owned(),
            object_type: "User",
            object_id: Some(user.id),
            detail: json!({ "reason": "wrong password" }),
        };
        audit::append_alone(caller, record).await?;
        return Err(Problem::new(
            UserErrorCode::SignInFailed,
            "currentPassword",
            "当前密码不正确",
            "The present password is wrong",
        )
        .into());
    }
    if unchanged {
        return Err(rules::weak(
            "newPassword",
            "新密码不能与当前密码相同",
            "The new password must differ from the present one",
        )
        .into());
    }
    let hash = passwords::hash(new).await?;
    let now = caller.now();
    let transaction = app.db.begin().await?;
    user::Entity::update_many()
        .col_expr(user::Column::PasswordHash, Expr::val(hash))
        .col_expr(user::Column::MustChangePassword, Expr::val(false))
        .col_expr(user::Column::OneTimeUntil, Expr::val(None::<DateTime<Utc>>))
        .filter(user::Column::Id.eq(user.id))
        .exec(&transaction)
        .await?;
    attempt.succeeded(&transaction).await?;
    let others =
        Condition::all().add(session::Column::UserId.eq(user.id)).add(session::Column::Id.ne(session_id));
    sessions::end(&transaction, others, "password changed", now).await?;
    devices::forget(&transaction, user.id, caller.info.device_cookie.as_deref()).await?;
    let record = Record {
        action: "changePassword".to_owned(),
        object_type: "User",
        object_id: Some(user.id),
        detail: json!({}),
    };
    audit::append(&transaction, &app.secrets, &actor(&user, &caller.info), now, record).await?;
    transaction.commit().await?;
    app.recent().forget();
    Ok(())
}

fn actor(user: &user::Model, info: &RequestInfo) -> Actor {
    Actor {
        id: Some(user.id),
        name: user.display_name.clone(),
        department_id: Some(user.department_id),
        region_key: user.region_key.clone(),
        address: info.address.clone(),
    }
}

fn wrong_credentials() -> Problem {
    Problem::new(
        UserErrorCode::SignInFailed,
        "",
        "用户名或密码错误，或账号已停用",
        "The user name or the password is wrong, or the account is disabled",
    )
}

fn used_up() -> Problem {
    Problem::new(
        UserErrorCode::SignInFailed,
        "",
        "一次性口令已使用或已过期（24 小时内有效，只能登录一次），请重新申请",
        "The one-time password was used or has expired (it works once, within 24 hours); ask for another",
    )
}
