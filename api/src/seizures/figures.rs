//! What a seizure adds to figures: what was taken on its day, what was destroyed on that of the destruction.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use entity::{
    enums::{GoodsDisposalKind, Measure},
    goods_disposal, goods_disposal_line, seized_goods, seizure,
};
use sea_orm::{
    ColumnTrait, DatabaseTransaction, DbErr, EntityTrait, FromQueryResult, QueryFilter, QuerySelect,
};
use uuid::Uuid;

use crate::shared::{
    figures::{Contribution, Counted, Source},
    loaders::grouped,
    recorded::Keyed,
    search,
};

/// How many thousandths are a whole of a unit.
const WHOLE: i64 = 1_000;

impl Keyed for seizure::Entity {
    const ID: Self::Column = seizure::Column::Id;

    fn id(row: &Self::Model) -> Uuid {
        row.id
    }
}

/// Seizures, whose figures are entered with every change of one.
pub static SEIZURES: Source = Source::of::<seizure::Entity>("Seizure", |db, ids| Box::pin(counted(db, ids)));

/// How much of a line of goods was destroyed on a day.
#[derive(Clone, Debug, FromQueryResult)]
struct Destroyed {
    goods_id: Uuid,
    disposed_on: NaiveDate,
    quantity_milli: i64,
}

async fn counted(db: &DatabaseTransaction, ids: &[Uuid]) -> Result<Vec<Counted>, DbErr> {
    let ids = || ids.iter().copied();
    let rows = seizure::Entity::find().filter(seizure::Column::Id.is_in(ids())).all(db).await?;
    let goods =
        seized_goods::Entity::find().filter(seized_goods::Column::SeizureId.is_in(ids())).all(db).await?;
    let destroyed = goods_disposal_line::Entity::find()
        .select_only()
        .columns([goods_disposal_line::Column::GoodsId, goods_disposal_line::Column::QuantityMilli])
        .column(goods_disposal::Column::DisposedOn)
        .inner_join(goods_disposal::Entity)
        .filter(goods_disposal::Column::SeizureId.is_in(ids()))
        .filter(goods_disposal::Column::Kind.eq(GoodsDisposalKind::Destroy))
        .into_model::<Destroyed>()
        .all(db)
        .await?;
    let mut goods = grouped(goods, |goods| goods.seizure_id);
    let destroyed = grouped(destroyed, |line| line.goods_id);
    let counted = rows.iter().map(|row| {
        let goods = goods.remove(&row.id).unwrap_or_default();
        let of_goods = |goods: &seized_goods::Model| {
            contributions_of(goods, row.taken_on, destroyed.get(&goods.id).map_or(&[], Vec::as_slice))
        };
        let taken = Contribution::one(row.id, Measure::Seizure, row.taken_on).of_kind(row.first_measure);
        Counted {
            source_id: row.id,
            region_key: row.region_key.clone(),
            departments: vec![row.department_id],
            contributions: std::iter::once(taken).chain(goods.iter().flat_map(of_goods)).collect(),
        }
    });
    Ok(counted.collect())
}

/// What a line of goods adds: goods of one name are one kind, however it is written.
fn contributions_of(
    goods: &seized_goods::Model,
    taken_on: NaiveDate,
    destroyed: &[Destroyed],
) -> Vec<Contribution> {
    let kind = search::fold(&goods.name);
    let by = |measure, day| Contribution::one(goods.id, measure, day);
    let value = goods.value_fen.unwrap_or(0);
    let mut found = vec![by(Measure::SeizedGoods, taken_on).once_by(&kind)];
    found.extend(by(Measure::SeizedValue, taken_on).amounting(value, false));
    let mut days: BTreeMap<NaiveDate, i64> = BTreeMap::new();
    for line in destroyed {
        *days.entry(line.disposed_on).or_default() += line.quantity_milli;
    }
    for (day, milli) in days {
        found.push(by(Measure::DestroyedGoods, day).once_by(&kind));
        let quantity = by(Measure::DestroyedQuantity, day).detailed(&goods.unit);
        found.extend(quantity.amounting(milli / WHOLE, milli % WHOLE > 0));
        found.extend(
            by(Measure::DestroyedValue, day).amounting(share(value, milli, goods.quantity_milli), false),
        );
    }
    found
}

/// The part of `value` that `part` is of `whole`, rounded to the nearest.
fn share(value: i64, part: i64, whole: i64) -> i64 {
    let whole = i128::from(whole.max(1));
    let rounded = (i128::from(value) * i128::from(part) * 2 + whole) / (2 * whole);
    i64::try_from(rounded).unwrap_or(value)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    proptest! {
        #[test]
        fn a_part_is_worth_its_share(value in 0..1_000_000_000_i64, whole in 1..1_000_000_i64, part in 0..1_000_000_i64) {
            let part = part.min(whole);
            let worth = share(value, part, whole);
            prop_assert!((0..=value).contains(&worth));
            prop_assert!((share(value, whole - part, whole) + worth - value).abs() <= 1);
            prop_assert_eq!(share(value, whole, whole), value);
        }
    }

    #[test]
    fn goods_add_what_was_taken_and_what_was_destroyed() {
        let goods = seized_goods::Model {
            id: Uuid::from_u128(1),
            seizure_id: Uuid::from_u128(2),
            ordinal: 1,
            name: "白酒".to_owned(),
            brand: None,
            specification: None,
            quantity_milli: 10_000,
            unit: "瓶".to_owned(),
            value_fen: Some(5_000),
            note: None,
        };
        let burnt =
            |on: &str, quantity_milli| Destroyed { goods_id: goods.id, disposed_on: day(on), quantity_milli };
        let destroyed = [burnt("2026-05-01", 2_000), burnt("2026-05-01", 2_000), burnt("2026-06-01", 2_500)];
        let found = contributions_of(&goods, day("2026-04-01"), &destroyed);
        let sum = |measure| {
            let of_it = found.iter().filter(|it| it.measure == measure);
            of_it.map(|it| (it.day.to_string(), it.amount, it.at_least)).collect::<Vec<_>>()
        };
        assert_eq!(sum(Measure::SeizedValue), [("2026-04-01".to_owned(), 5_000, false)]);
        assert_eq!(
            sum(Measure::DestroyedQuantity),
            [("2026-05-01".to_owned(), 4, false), ("2026-06-01".to_owned(), 2, true)]
        );
        assert_eq!(
            sum(Measure::DestroyedValue),
            [("2026-05-01".to_owned(), 2_000, false), ("2026-06-01".to_owned(), 1_250, false)]
        );
    }
}
