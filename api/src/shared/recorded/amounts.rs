//! Amounts that are entered with a record, for what has no records of its own: which are possible is data
//! (`shared::figures::indicators`).

use std::collections::{BTreeMap, HashMap, HashSet};

use async_graphql::{ID, InputObject};
use entity::{
    department,
    enums::{EnteredWith, Measure},
    indicator, record_amount,
};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseTransaction, DbErr, EntityTrait, IntoActiveModel, QueryFilter,
};
use uuid::Uuid;

use super::{Base, Recorded};
use crate::shared::{
    change::Change,
    errors::{Problem, UserErrorCode},
    figures::{Contribution, indicators},
    ids::{self, Kind},
    input::Checks,
    loaders::grouped,
    values::Quantity,
};

/// An amount that is entered with a record: so many leaflets, so many pilot companies.
#[derive(InputObject, Clone, Debug)]
pub struct RecordAmountInput {
    /// What it is an amount of: an indicator that is entered with such records.
    pub indicator_id: ID,
    /// How much, at least zero.
    pub value: i64,
    /// The true number is at least this.
    #[graphql(default)]
    pub at_least: bool,
}

/// The amounts of a record, by their indicators' keys.
pub type Amounts = BTreeMap<Uuid, Quantity>;

/// The amounts as they are stated. One that stood before may stay, whatever is entered today; nothing is not kept.
pub(super) async fn stated<E: Recorded>(
    change: &Change,
    base: &Base,
    department: &department::Model,
    stated: &[RecordAmountInput],
    before: Option<&Amounts>,
    checks: &mut Checks,
) -> Result<Amounts, DbErr> {
    checks.length("amounts", stated.len());
    if stated.is_empty() {
        return Ok(Amounts::new());
    }
    let (db, with, kind) = (&change.transaction, E::ENTERED_WITH, department.kind);
    let possible = indicators::entered_with(db, &base.region_key, with, kind, change.today).await?;
    let possible: HashSet<Uuid> = possible.iter().map(|row| row.id).collect();
    let mut amounts = Amounts::new();
    let mut seen = HashSet::new();
    for (index, amount) in stated.iter().enumerate() {
        let id = ids::named(Kind::Indicator, &amount.indicator_id);
        let path = |field: &str| format!("amounts.{index}.{field}");
        checks.count(&path("value"), amount.value);
        if !possible.contains(&id) && before.is_none_or(|before| !before.contains_key(&id)) {
            checks.add(Problem::new(
                UserErrorCode::NotFound,
                &path("indicatorId"),
                "没有可随该记录填报的这项指标",
                "No such indicator is entered with this kind of record",
            ));
        }
        if !seen.insert(id) {
            checks.add(Problem::new(
                UserErrorCode::Duplicate,
                &path("indicatorId"),
                "同一指标只能填一次",
                "Each indicator can be given once",
            ));
        }
        if amount.value > 0 {
            amounts.insert(id, Quantity { value: amount.value, at_least: amount.at_least });
        }
    }
    Ok(amounts)
}

/// Keeps the amounts of the record with `id`, instead of those before.
pub(super) async fn replace(
    transaction: &DatabaseTransaction,
    id: Uuid,
    amounts: &Amounts,
    before: Option<&Amounts>,
) -> Result<(), DbErr> {
    if before.is_some_and(|before| !before.is_empty()) {
        record_amount::Entity::delete_many()
            .filter(record_amount::Column::RecordId.eq(id))
            .exec(transaction)
            .await?;
    }
    if !amounts.is_empty() {
        let rows = amounts.iter().map(|(indicator_id, quantity)| {
            record_amount::Model {
                record_id: id,
                indicator_id: *indicator_id,
                amount: quantity.value,
                at_least: quantity.at_least,
            }
            .into_active_model()
        });
        record_amount::Entity::insert_many(rows).exec_without_returning(transaction).await?;
    }
    Ok(())
}

/// The amounts on record.
pub(super) async fn of(db: &impl ConnectionTrait, id: Uuid) -> Result<Amounts, DbErr> {
    let rows = record_amount::Entity::find().filter(record_amount::Column::RecordId.eq(id)).all(db).await?;
    let amount = |row: record_amount::Model| {
        (row.indicator_id, Quantity { value: row.amount, at_least: row.at_least })
    };
    Ok(rows.into_iter().map(amount).collect())
}

/// What the amounts of these records add to figures, by the record.
pub(super) async fn contributions<E: Recorded>(
    db: &DatabaseTransaction,
    rows: &[E::Model],
) -> Result<HashMap<Uuid, Vec<Contribution>>, DbErr> {
    let found = record_amount::Entity::find()
        .find_also_related(indicator::Entity)
        .filter(record_amount::Column::RecordId.is_in(rows.iter().map(E::id)))
        .all(db)
        .await?;
    let days: HashMap<Uuid, _> = rows.iter().map(|row| (E::id(row), E::day(row))).collect();
    let adds = found.into_iter().filter_map(|(row, indicator)| {
        let by = Contribution::one(row.record_id, measure(E::ENTERED_WITH), *days.get(&row.record_id)?);
        by.detailed(indicator?.code).amounting(row.amount, row.at_least)
    });
    Ok(grouped(adds, |contribution| contribution.record_id))
}

/// What an amount is counted as, by what it is entered with.
pub fn measure(with: EnteredWith) -> Measure {
    match with {
        EnteredWith::Inspection => Measure::InspectionAmount,
        EnteredWith::Training => Measure::TrainingAmount,
        EnteredWith::PublicityEvent => Measure::PublicityAmount,
    }
}
