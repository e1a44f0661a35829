//! Freezing figures: a moment of which they speak for ever. Clocks of servers differ, and several changes fall into one
//! millisecond; so nothing that is entered after figures were frozen bears a moment that is not later.

use chrono::{DateTime, TimeDelta, Utc};
use entity::{
    figure_ledger,
    figure_line::{self, Column},
};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect, sea_query::Expr,
};

use crate::shared::audit;

/// A moment at which figures were frozen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Frozen {
    /// The moment: what was entered until then counts.
    pub at: DateTime<Utc>,
    /// The last line that was entered.
    pub line: i64,
}

/// When what is entered now was entered: `now`, or else the first moment after figures were last frozen. Asked for while
/// nothing else is entered.
///
/// # Errors
///
/// The database's.
pub async fn moment(db: &impl ConnectionTrait, now: DateTime<Utc>) -> Result<DateTime<Utc>, DbErr> {
    let frozen = figure_ledger::Entity::find().one(db).await?.and_then(|ledger| ledger.frozen_at);
    Ok(frozen.map_or(now, |frozen| now.max(frozen + TimeDelta::milliseconds(1))))
}

/// The moment of all that is entered so far, and of nothing that will be. Until the transaction is over nothing else is.
///
/// # Errors
///
/// The database's.
pub async fn freeze(db: &impl ConnectionTrait, now: DateTime<Utc>) -> Result<Frozen, DbErr> {
    audit::hold(db).await?;
    let ledger = figure_ledger::Entity::find().one(db).await?;
    let (frozen, line) = ledger.map_or((None, 0), |ledger| (ledger.frozen_at, ledger.frozen_line));
    let entered: Option<(Option<DateTime<Utc>>, Option<i64>)> = figure_line::Entity::find()
        .select_only()
        .column_as(Column::EnteredAt.max(), "entered_at")
        .column_as(Column::Id.max(), "id")
        .filter(Column::Id.gt(line))
        .into_tuple()
        .one(db)
        .await?;
    let (entered, last) = entered.unwrap_or_default();
    let reversed: Option<Option<DateTime<Utc>>> = figure_line::Entity::find()
        .select_only()
        .column(Column::ReversedAt)
        .filter(Column::ReversedAt.is_not_null())
        .order_by_desc(Column::ReversedAt)
        .limit(1)
        .into_tuple()
        .one(db)
        .await?;
    let at = [frozen, entered, reversed.flatten()].into_iter().flatten().fold(now, DateTime::max);
    let line = last.unwrap_or(line);
    figure_ledger::Entity::update_many()
        .col_expr(figure_ledger::Column::FrozenAt, Expr::val(at))
        .col_expr(figure_ledger::Column::FrozenLine, Expr::val(line))
        .exec(db)
        .await?;
    Ok(Frozen { at, line })
}
