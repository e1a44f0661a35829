//! Signing in and out, and changing one's own password.

use entity::{department, session, user};
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, sea_query::Expr};
use serde_json::json;

use super::{
    passwords, rules,
    sessions::{self, Opened},
    throttle::Attempt,
};
use crate::{
    app::App,
    shared::{
        audit::{self, Actor, Record},
        caller::Caller,
        errors::{Failure, Problem, UserErrorCode, reject_if_any},
        search::fold,
        viewer::{RequestInfo, Viewer},
    },
};

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
) -> Result<Opened, Failure> {
    let username: String = fold(username).chars().take(rules::MAX_USERNAME).collect();
    let attempt = Attempt::begin(app, &username, info.address.as_deref()).await?;
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
    let opened = sessions::open(app, &transaction, (&user, &department), info).await?;
    attempt.succeeded(&transaction).await?;
    let record = Record {
        action: "signIn".to_owned(),
        object_type: "User",
        object_id: Some(user.id),
        detail: json!({}),
    };
    audit::append(&transaction, &app.secrets, &actor(&user, info), now, record).await?;
    transaction.commit().await?;
    Ok(opened)
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
        return Err(audit::denied(caller, "changePassword", "User", Some(user.id)).await);
    };
    reject_if_any(rules::password_problems("newPassword", &new, &user.username, &user.display_name))?;
    // Counted like a sign-in: a stolen access token must not become a way to guess the password.
    let attempt = Attempt::begin(app, &user.username, caller.info.address.as_deref()).await?;
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
        .filter(user::Column::Id.eq(user.id))
        .exec(&transaction)
        .await?;
    attempt.succeeded(&transaction).await?;
    let others =
        Condition::all().add(session::Column::UserId.eq(user.id)).add(session::Column::Id.ne(session_id));
    sessions::end(&transaction, others, "password changed", now).await?;
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
