//! What an administrator hands out beside a password: officers' certificates to enforce, and
//! systems' tokens.

use chrono::NaiveDate;
use entity::{
    certificate,
    enums::{AccountRequestKind, Role, ServiceScope},
    user,
};
use sea_orm::{ActiveModelTrait, ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, Set};
use serde_json::json;
use uuid::Uuid;

use super::{
    requests::{self, Token, Wanted},
    rows::reload,
    rules,
    service::{administers, commit, find, said, waits},
    told::{self, Happened},
};
use crate::shared::{
    caller::{Caller, IdempotencyKey},
    change::{self, Begun},
    errors::{Failure, Problem, UserErrorCode, reject_if_any},
    input::{self, Checks},
    search::fold,
};

/// Records an officer's certificate to enforce.
///
/// # Errors
///
/// NOT_FOUND, FORBIDDEN; DUPLICATE for the number; DATE_ORDER; INVALID for somebody who enforces nothing.
pub async fn grant_certificate(
    caller: &Caller,
    user_id: Uuid,
    number: &str,
    (valid_from, valid_to): (NaiveDate, NaiveDate),
    key: Option<IdempotencyKey>,
) -> Result<user::Model, Failure> {
    const ACTION: &str = "grantCertificate";
    administers(caller, ACTION).await?;
    let mut checks = Checks::default();
    let number = checks.text("number", &fold(number).to_uppercase(), 50);
    checks.in_order("validTo", valid_from, valid_to);
    checks.finish()?;
    let change = match change::begin(caller, key).await? {
        Begun::Repeated(id) => return reload(caller, id).await,
        Begun::Fresh(change) => change,
    };
    let row = find(&change, caller, user_id, "userId").await?;
    let mut problems: Vec<_> = rules::certificate_holder_problem(row.role).into_iter().collect();
    let taken = certificate::Entity::find()
        .filter(certificate::Column::Number.eq(&number))
        .count(&change.transaction)
        .await?;
    if taken > 0 {
        problems.push(Problem::new(
            UserErrorCode::Duplicate,
            "number",
            "该证号已登记",
            "A certificate of this number is on record",
        ));
    }
    reject_if_any(problems)?;
    let detail = json!({ "number": number, "validFrom": valid_from, "validTo": valid_to });
    certificate::ActiveModel {
        id: Set(Uuid::now_v7()),
        user_id: Set(user_id),
        number: Set(number),
        valid_from: Set(valid_from),
        valid_to: Set(valid_to),
    }
    .insert(&change.transaction)
    .await?;
    commit(change, ACTION, user_id, detail).await?;
    Ok(row)
}

/// Issues a token for a department's system; answers it, once: only its digest is kept. A repeat
/// under the same idempotency key answers none, and so does one that somebody else confirms first.
///
/// # Errors
///
/// NOT_FOUND, FORBIDDEN; INVALID for anything but an active system; OUT_OF_RANGE for a token that
/// ends before today or after two years; REQUIRED without a name or scope.
pub async fn issue_token(
    caller: &Caller,
    user_id: Uuid,
    name: &str,
    expires_on: NaiveDate,
    mut scopes: Vec<ServiceScope>,
    key: Option<IdempotencyKey>,
) -> Result<Option<String>, Failure> {
    const ACTION: &str = "issueServiceToken";
    administers(caller, ACTION).await?;
    let mut checks = Checks::default();
    let name = checks.text("name", name, input::NAME);
    checks.extend(rules::token_expiry_problem(expires_on, caller.today()));
    if scopes.is_empty() {
        checks.add(Problem::required("scopes"));
    }
    checks.finish()?;
    scopes.sort_by_key(|scope| *scope == ServiceScope::Write);
    scopes.dedup();
    let change = match change::begin(caller, key).await? {
        Begun::Repeated(_) => return Ok(None),
        Begun::Fresh(change) => change,
    };
    let row = find(&change, caller, user_id, "userId").await?;
    if row.role != Role::Service || !row.active {
        return Err(Problem::new(
            UserErrorCode::Invalid,
            "userId",
            "令牌只能发给启用的系统账号",
            "A token is issued to an active system account only",
        )
        .into());
    }
    let confirmed = waits(caller, row.role);
    let detail = json!({
        "name": name, "expiresOn": expires_on, "scopes": scopes, "confirmation": said(confirmed),
    });
    let issued_by = caller.viewer.user_id;
    let token = if confirmed {
        requests::ask(&change, caller, &row, Wanted::IssueToken(name, expires_on, scopes)).await?;
        None
    } else {
        let token =
            requests::issue_token(&change, &row, Token { name, expires_on, scopes, issued_by }).await?;
        let happened = Happened::Done(AccountRequestKind::IssueToken, None);
        told::tell(&change, &row, happened, &caller.viewer.display_name).await?;
        Some(token)
    };
    commit(change, ACTION, user_id, detail).await?;
    Ok(token)
}
