//! Sessions: one sign-in on one device. Its access token says who asks for a quarter of an hour;
//! its refresh token, used once, brings the next pair. Who asks again at once, having sent two
//! requests or lost the answer, gets the same successor; a refresh token that is used again later
//! was stolen or copied, and ends the session.
//!
//! ```text
//! sign in ─► open ─► refresh ─► refresh ─► … ─► ended (signed out, idle, too old, replayed,
//!                                                      password or role changed, disabled)
//! ```

use chrono::{DateTime, TimeDelta, Utc};
use entity::{department, enums::Role, enums::ServiceScope, json::ServiceScopes};
use entity::{refresh_token, service_token, session, user};
use http::{HeaderMap, header, request::Parts};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, FromQueryResult, JoinType, QueryFilter,
    QuerySelect, RelationTrait, Select, Set, sea_query::Expr,
};
use uuid::Uuid;

use super::{
    cookies,
    rules::{self, Reuse},
    tokens::{self, ACCESS_TOKEN, SessionRef},
};
use crate::shared::{
    app::App,
    audit::{self, Actor, Record},
    errors::{Failure, Problem, UserErrorCode},
    transport::TransportError,
    viewer::{RequestInfo, Viewer},
};

/// A session ends where nothing refreshes it for so long.
const IDLE: TimeDelta = TimeDelta::hours(12);

/// A session ends so long after its sign-in, however busy it is.
const LIFETIME: TimeDelta = TimeDelta::days(7);

/// What every service token begins with, so that one that leaked is recognised.
pub const SERVICE_TOKEN_PREFIX: &str = "sdt_";

/// The cookie of the refresh token.
const REFRESH_COOKIE: &str = "shuangda_refresh";

/// A session's tokens, fresh.
pub struct Opened {
    /// For the `Authorization` header.
    pub access_token: String,
    /// When the access token stops working.
    pub expires_at: DateTime<Utc>,
    /// What brings the next pair.
    pub refresh_token: String,
    /// When the refresh token stops working.
    pub refresh_expires_at: DateTime<Utc>,
    /// Who is signed in.
    pub viewer: Viewer,
}

/// A user as a request needs to know them, in one row.
#[derive(FromQueryResult)]
struct Account {
    user_id: Uuid,
    display_name: String,
    role: Role,
    observes_region: bool,
    must_change_password: bool,
    department_id: Uuid,
    is_coordination_office: bool,
    region_id: Uuid,
    region_key: String,
}

impl Account {
    fn viewer(self, session_id: Option<Uuid>, may_write: bool) -> Viewer {
        Viewer {
            user_id: self.user_id,
            display_name: self.display_name,
            role: self.role,
            department_id: self.department_id,
            region_id: self.region_id,
            region_key: self.region_key,
            in_coordination_office: self.is_coordination_office,
            observes_region: self.observes_region,
            read_only: self.must_change_password || !may_write,
            must_change_password: self.must_change_password,
            session_id,
        }
    }
}

#[derive(FromQueryResult)]
struct TokenScopes {
    scopes: ServiceScopes,
}

/// Joins what [`Account`] needs to a statement that has the users.
fn with_account<E: EntityTrait>(select: Select<E>) -> Select<E> {
    select
        .select_only()
        .join(JoinType::InnerJoin, user::Relation::Department.def())
        .filter(user::Column::Active.eq(true))
        .column_as(user::Column::Id, "user_id")
        .columns([user::Column::DisplayName, user::Column::Role])
        .columns([user::Column::ObservesRegion, user::Column::MustChangePassword])
        .column_as(department::Column::Id, "department_id")
        .columns([department::Column::IsCoordinationOffice])
        .columns([department::Column::RegionId, department::Column::RegionKey])
}

/// Sessions that have neither ended nor expired.
fn alive(now: DateTime<Utc>) -> Condition {
    Condition::all().add(session::Column::EndedAt.is_null()).add(session::Column::ExpiresAt.gt(now))
}

/// Who asks, by the request's `Authorization` header; `None` where it has none.
///
/// # Errors
///
/// UNAUTHENTICATED where the credentials are wrong, expired or revoked; INTERNAL where the database
/// does not answer.
pub async fn authenticate(app: &App, parts: &Parts) -> Result<Option<Viewer>, TransportError> {
    let Some(value) = parts.headers.get(header::AUTHORIZATION) else { return Ok(None) };
    let token = value
        .to_str()
        .ok()
        .and_then(|value| value.split_once(' '))
        .filter(|(scheme, _)| scheme.eq_ignore_ascii_case("bearer"))
        .map(|(_, token)| token.trim())
        .ok_or_else(TransportError::unauthenticated)?;
    let unknown = match app.recent().find(token, app.clock.now()) {
        Ok(viewer) => return Ok(Some(viewer)),
        Err(unknown) => unknown,
    };
    let found = if token.starts_with(SERVICE_TOKEN_PREFIX) {
        by_service_token(app, token).await
    } else {
        match tokens::verify(&app.secrets, token, app.clock.now()) {
            Some(session) => by_session(app, session).await,
            None => Ok(None),
        }
    };
    match found {
        Ok(Some(viewer)) => {
            app.recent().remember(unknown, &viewer);
            Ok(Some(viewer))
        }
        Ok(None) => Err(TransportError::unauthenticated()),
        Err(error) => Err(TransportError::internal(error)),
    }
}

/// Whether `viewer` would be let in again as the same: their session has not ended, and neither their
/// role nor their department has changed. For a stream, whose request was let in long ago.
///
/// # Errors
///
/// The database's.
pub async fn stands(app: &App, viewer: &Viewer) -> Result<bool, DbErr> {
    let Some(session_id) = viewer.session_id else { return Ok(false) };
    let now = by_session(app, SessionRef { session_id, user_id: viewer.user_id }).await?;
    Ok(now.as_ref() == Some(viewer))
}

async fn by_session(app: &App, named: SessionRef) -> Result<Option<Viewer>, DbErr> {
    let select = session::Entity::find_by_id(named.session_id)
        .join(JoinType::InnerJoin, session::Relation::User.def())
        .filter(session::Column::UserId.eq(named.user_id))
        .filter(alive(app.clock.now()));
    let account = with_account(select).into_model::<Account>().one(app.db.current()).await?;
    Ok(account.map(|account| account.viewer(Some(named.session_id), true)))
}

async fn by_service_token(app: &App, token: &str) -> Result<Option<Viewer>, DbErr> {
    let select = service_token::Entity::find()
        .join(JoinType::InnerJoin, service_token::Relation::User.def())
        .filter(service_token::Column::TokenHash.eq(tokens::digest(token)))
        .filter(service_token::Column::RevokedAt.is_null())
        .filter(service_token::Column::ExpiresOn.gte(app.clock.today()))
        .filter(user::Column::Role.eq(Role::Service));
    let select = with_account(select).columns([service_token::Column::Scopes]);
    let Some(row) = app.db.current().query_one(&sea_orm::QueryTrait::into_query(select)).await? else {
        return Ok(None);
    };
    let TokenScopes { scopes } = TokenScopes::from_query_result(&row, "")?;
    let account = Account::from_query_result(&row, "")?;
    Ok(Some(account.viewer(None, scopes.0.contains(&ServiceScope::Write))))
}

/// Opens a session of `user`, a user who has proved who they are, within `transaction`.
///
/// # Errors
///
/// Ours alone.
pub async fn open(
    app: &App,
    transaction: &impl ConnectionTrait,
    (user, department): (&user::Model, &department::Model),
    info: &RequestInfo,
) -> Result<Opened, Failure> {
    let now = app.clock.now();
    let session_id = Uuid::now_v7();
    let expires_at = now + LIFETIME;
    session::Entity::insert(session::ActiveModel {
        id: Set(session_id),
        user_id: Set(user.id),
        created_at: Set(now),
        last_used_at: Set(now),
        expires_at: Set(expires_at),
        ended_at: Set(None),
        end_reason: Set(None),
        address: Set(info.address.clone()),
        user_agent: Set(info.user_agent.clone()),
    })
    .exec_without_returning(transaction)
    .await?;
    let account = Account {
        user_id: user.id,
        display_name: user.display_name.clone(),
        role: user.role,
        observes_region: user.observes_region,
        must_change_password: user.must_change_password,
        department_id: department.id,
        is_coordination_office: department.is_coordination_office,
        region_id: department.region_id,
        region_key: department.region_key.clone(),
    };
    let viewer = account.viewer(Some(session_id), true);
    issue(app, transaction, viewer, session_id, (tokens::random()?, expires_at)).await
}

/// An access token and `refresh_token`, which is new, for a session that ends at `session_end` at the latest.
async fn issue(
    app: &App,
    transaction: &impl ConnectionTrait,
    viewer: Viewer,
    session_id: Uuid,
    (refresh_token, session_end): (String, DateTime<Utc>),
) -> Result<Opened, Failure> {
    let now = app.clock.now();
    let refresh_expires_at = session_end.min(now + IDLE);
    refresh_token::Entity::insert(refresh_token::ActiveModel {
        id: Set(Uuid::now_v7()),
        session_id: Set(session_id),
        token_hash: Set(tokens::digest(&refresh_token)),
        issued_at: Set(now),
        expires_at: Set(refresh_expires_at),
        used_at: Set(None),
    })
    .exec_without_returning(transaction)
    .await?;
    pair(app, viewer, session_id, (refresh_token, refresh_expires_at))
}

/// An access token beside a refresh token that is on record.
fn pair(
    app: &App,
    viewer: Viewer,
    session_id: Uuid,
    (refresh_token, refresh_expires_at): (String, DateTime<Utc>),
) -> Result<Opened, Failure> {
    let now = app.clock.now();
    let session = SessionRef { session_id, user_id: viewer.user_id };
    Ok(Opened {
        access_token: tokens::sign(&app.secrets, session, now)?,
        expires_at: now + ACCESS_TOKEN,
        refresh_token,
        refresh_expires_at,
        viewer,
    })
}

/// Exchanges a refresh token for the next pair. The token just exchanged is answered with the same
/// successor for a moment longer.
///
/// # Errors
///
/// SIGN_IN_FAILED where the token is unknown, expired, or its session over; and where it was used
/// before, which ends its session.
pub async fn refresh(app: &App, info: &RequestInfo, token: &str) -> Result<Opened, Failure> {
    let now = app.clock.now();
    let transaction = app.db.begin().await?;
    let Some(link) = by_token(&transaction, token).await? else { return Err(over().into()) };
    let select = session::Entity::find_by_id(link.session_id)
        .join(JoinType::InnerJoin, session::Relation::User.def())
        .filter(alive(now));
    let select = with_account(select).columns([session::Column::ExpiresAt]);
    let Some(row) = transaction.query_one(&sea_orm::QueryTrait::into_query(select)).await? else {
        return Err(over().into());
    };
    let session_end = row.try_get("", "expires_at")?;
    let viewer = Account::from_query_result(&row, "")?.viewer(Some(link.session_id), true);
    if link.expires_at <= now {
        return Err(over().into());
    }
    // It follows from its predecessor alone, so that it need not be kept to be answered again.
    let successor = app.secrets.next_refresh_token(token);
    // The condition makes one of two refreshes at once the second one.
    let taken = refresh_token::Entity::update_many()
        .col_expr(refresh_token::Column::UsedAt, Expr::val(now))
        .filter(refresh_token::Column::Id.eq(link.id))
        .filter(refresh_token::Column::UsedAt.is_null())
        .exec(&transaction)
        .await?;
    if taken.rows_affected > 0 {
        session::Entity::update_many()
            .col_expr(session::Column::LastUsedAt, Expr::val(now))
            .filter(session::Column::Id.eq(link.session_id))
            .exec(&transaction)
            .await?;
        let opened = issue(app, &transaction, viewer, link.session_id, (successor, session_end)).await?;
        transaction.commit().await?;
        return Ok(opened);
    }
    // Read again: another request took it since.
    let used_at = by_token(&transaction, token).await?.and_then(|link| link.used_at);
    let next = by_token(&transaction, &successor).await?;
    let next_is_unused = next.as_ref().is_some_and(|next| next.used_at.is_none());
    if let (Reuse::Again, Some(next)) = (rules::reuse(used_at, next_is_unused, now), next) {
        return pair(app, viewer, link.session_id, (successor, next.expires_at));
    }
    end(&transaction, session::Column::Id.eq(link.session_id), "refresh token used twice", now).await?;
    let record = Record {
        action: "denied:refreshSession".to_owned(),
        object_type: "Session",
        object_id: Some(link.session_id),
        detail: serde_json::json!({ "reason": "refresh token used twice; session ended" }),
    };
    audit::append(&transaction, &app.secrets, &Actor::of(&viewer, info), now, record).await?;
    transaction.commit().await?;
    app.recent().forget();
    Err(over().into())
}

async fn by_token(
    transaction: &impl ConnectionTrait,
    token: &str,
) -> Result<Option<refresh_token::Model>, DbErr> {
    refresh_token::Entity::find()
        .filter(refresh_token::Column::TokenHash.eq(tokens::digest(token)))
        .one(transaction)
        .await
}

/// The session that a refresh token, used or not, belongs to.
///
/// # Errors
///
/// The database's.
pub async fn of_refresh_token(app: &App, token: &str) -> Result<Option<Uuid>, DbErr> {
    let link = refresh_token::Entity::find()
        .filter(refresh_token::Column::TokenHash.eq(tokens::digest(token)))
        .one(app.db.current())
        .await?;
    Ok(link.map(|link| link.session_id))
}

/// Ends those of the sessions that are still open; answers how many. Whoever commits this tells
/// [`crate::shared::recent::Recent::forget`], as every [`crate::shared::change::Change`] does.
///
/// # Errors
///
/// The database's.
pub async fn end(
    transaction: &impl ConnectionTrait,
    which: impl sea_orm::sea_query::IntoCondition,
    reason: &str,
    now: DateTime<Utc>,
) -> Result<u64, DbErr> {
    let ended = session::Entity::update_many()
        .col_expr(session::Column::EndedAt, Expr::val(now))
        .col_expr(session::Column::EndReason, Expr::val(reason))
        .filter(which)
        .filter(session::Column::EndedAt.is_null())
        .exec(transaction)
        .await?;
    Ok(ended.rows_affected)
}

fn over() -> Problem {
    Problem::new(
        UserErrorCode::SignInFailed,
        "refreshToken",
        "登录已失效，请重新登录",
        "Your session is over; sign in again",
    )
}

/// The refresh token among a browser's cookies. Over HTTPS only the `__Host-` cookie counts: any
/// other could have been planted from a neighbouring host.
pub fn refresh_cookie(headers: &HeaderMap, secure: bool) -> Option<String> {
    cookies::read(headers, REFRESH_COOKIE, secure)
}

/// The `Set-Cookie` that gives a browser the refresh token of `opened`.
pub fn set_cookie(opened: &Opened, info: &RequestInfo, now: DateTime<Utc>) -> String {
    let seconds = (opened.refresh_expires_at - now).num_seconds();
    cookies::write(REFRESH_COOKIE, &opened.refresh_token, seconds, info.secure)
}

/// The `Set-Cookie` that takes the refresh token away.
pub fn clear_cookie(info: &RequestInfo) -> String {
    cookies::write(REFRESH_COOKIE, "", 0, info.secure)
}
