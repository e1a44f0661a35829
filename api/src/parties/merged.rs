//! Parties that became part of another: what is said of them, and which they are now.

use std::collections::BTreeMap;

use entity::party;
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter,
    sea_query::{Expr, Query},
};
use uuid::Uuid;

use crate::shared::errors::{Problem, UserErrorCode};

/// The party became part of another, and is changed no more.
pub fn is_merged(path: &str) -> Problem {
    Problem::new(
        UserErrorCode::Invalid,
        path,
        "该当事人已并入其他当事人",
        "This party became part of another already",
    )
}

/// The parties that these ids mean now: those that they name, and the survivors of merged ones.
pub async fn survivors(db: &impl ConnectionTrait, ids: &[Uuid]) -> Result<BTreeMap<Uuid, Uuid>, DbErr> {
    let rows = party::Entity::find()
        .filter(party::Column::Id.is_in(ids.iter().copied()))
        .filter(party::Column::MergedIntoId.is_not_null())
        .all(db)
        .await?;
    Ok(rows.into_iter().filter_map(|row| Some((row.id, row.merged_into_id?))).collect())
}

/// The party with `id`, or the one that it became part of, as a subquery of keys.
pub fn meant_by(id: Uuid) -> sea_orm::sea_query::SelectStatement {
    Query::select()
        .expr(sea_orm::sea_query::Func::coalesce([
            Expr::col((party::Entity, party::Column::MergedIntoId)),
            Expr::col((party::Entity, party::Column::Id)),
        ]))
        .from(party::Entity)
        .and_where(party::Column::Id.eq(id))
        .to_owned()
}
