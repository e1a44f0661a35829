//! What every change of a case begins and ends with: loading it as the caller sees it, saving it under its next
//! version, logging it.

use entity::case;
use sea_orm::{ActiveModelTrait, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, QuerySelect};
use uuid::Uuid;

use super::{figures::CASES, sight::visible};
use crate::shared::{
    audit::Record,
    caller::Caller,
    change::Change,
    db::ROW_LOCK,
    errors::{Failure, Problem, UserErrorCode},
    input::Checks,
    values::{MAX_COUNT, Money},
};

/// The largest amount of money that a case may name, in fen: 100,000,000,000 yuan, so that no sum
/// of a country's cases overflows.
const MAX_FEN: i64 = MAX_COUNT * 100 * 100;

/// What is wrong with an amount of money.
pub(super) fn check_amount(checks: &mut Checks, path: &str, amount: Option<Money>) -> Option<i64> {
    let fen = amount?.fen;
    if !(0..=MAX_FEN).contains(&fen) {
        checks.add(Problem::new(
            UserErrorCode::OutOfRange,
            path,
            "金额应在0至1000亿元之间",
            "The amount must be between 0 and 100,000,000,000 yuan",
        ));
    }
    Some(fen)
}

/// The case with `id` as `caller` sees it, to be changed: whoever else changes it waits until this
/// change is over, and then sees what became of it.
pub(crate) async fn load(change: &Change, caller: &Caller, id: Uuid) -> Result<case::Model, Failure> {
    let found = case::Entity::find_by_id(id)
        .filter(visible(&caller.records()))
        .lock(ROW_LOCK)
        .one(&change.transaction)
        .await?;
    found.ok_or_else(|| Problem::not_found("id").into())
}

/// The case that a mutation made or changed before, under the same key.
pub(super) async fn again(caller: &Caller, id: Uuid) -> Result<case::Model, Failure> {
    let found =
        case::Entity::find_by_id(id).filter(visible(&caller.records())).one(&caller.app.db.read).await?;
    found.ok_or_else(|| Problem::not_found("id").into())
}

/// Saves `row`, which was read at `seen`, under the next version.
pub(super) async fn save(change: &Change, seen: i32, mut row: case::Model) -> Result<case::Model, Failure> {
    row.version = seen + 1;
    let saved = case::Entity::update_many()
        .set(row.clone().into_active_model().reset_all())
        .filter(case::Column::Id.eq(row.id))
        .filter(case::Column::Version.eq(seen))
        .exec(&change.transaction)
        .await?;
    if saved.rows_affected == 0 {
        return Err(Failure::Conflict);
    }
    change.count(&CASES, row.id);
    Ok(row)
}

pub(super) fn record(action: &str, id: Uuid, detail: serde_json::Value) -> Record {
    Record { action: action.to_owned(), object_type: "Case", object_id: Some(id), detail }
}

pub(super) fn already_ended() -> Problem {
    Problem::new(
        UserErrorCode::IllegalTransition,
        "",
        "案件已办结，不能再修改",
        "The case has ended and can't be changed any more",
    )
}

pub(super) fn too_early(path: &str) -> Problem {
    Problem::new(UserErrorCode::OutOfRange, path, "日期过早，请核对", "The date is too early; check it")
}
