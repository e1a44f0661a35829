//! Batched reads of seizures and of what hangs on them. By its own key a seizure is read within the
//! viewer's scope; goods and disposals follow a seizure that was seen already.

use std::collections::HashMap;

use async_graphql::dataloader::Loader;
use entity::{goods_disposal, goods_disposal_line, seized_goods, seizure, seizure_officer};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait,
    sea_query::IntoCondition,
};
use uuid::Uuid;

use super::{goods::Line, sight::visible};
use crate::shared::{
    errors::LoadError,
    loaders::{Batch, grouped},
    policy::{self, Subject},
};

/// A seizure by its key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct SeizureById(pub Uuid);

impl Loader<SeizureById> for Batch {
    type Value = seizure::Model;
    type Error = LoadError;

    async fn load(&self, keys: &[SeizureById]) -> Result<HashMap<SeizureById, Self::Value>, LoadError> {
        let rows = seizure::Entity::find()
            .filter(seizure::Column::Id.is_in(keys.iter().map(|key| key.0)))
            .filter(visible(&policy::scope(&self.viewer, Subject::Records)))
            .all(&self.app.db.read)
            .await?;
        Ok(rows.into_iter().map(|row| (SeizureById(row.id), row)).collect())
    }
}

/// The seizures of a case, latest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct SeizuresOf(pub Uuid);

impl Loader<SeizuresOf> for Batch {
    type Value = Vec<seizure::Model>;
    type Error = LoadError;

    async fn load(&self, keys: &[SeizuresOf]) -> Result<HashMap<SeizuresOf, Self::Value>, LoadError> {
        let rows = seizure::Entity::find()
            .filter(seizure::Column::CaseId.is_in(keys.iter().map(|key| key.0)))
            .order_by_desc(seizure::Column::TakenOn)
            .order_by_desc(seizure::Column::Id)
            .all(&self.app.db.read)
            .await?;
        Ok(grouped(rows, |row| SeizuresOf(row.case_id)))
    }
}

/// The officers who carried a seizure out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct SeizureOfficersOf(pub Uuid);

impl Loader<SeizureOfficersOf> for Batch {
    type Value = Vec<seizure_officer::Model>;
    type Error = LoadError;

    async fn load(
        &self,
        keys: &[SeizureOfficersOf],
    ) -> Result<HashMap<SeizureOfficersOf, Self::Value>, LoadError> {
        let rows = seizure_officer::Entity::find()
            .filter(seizure_officer::Column::SeizureId.is_in(keys.iter().map(|key| key.0)))
            .order_by_asc(seizure_officer::Column::UserId)
            .all(&self.app.db.read)
            .await?;
        Ok(grouped(rows, |row| SeizureOfficersOf(row.seizure_id)))
    }
}

/// A line of goods, and where they are.
pub type Stock = (seized_goods::Model, Line);

/// The goods of a seizure in the list's order, and where they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct StockOf(pub Uuid);

impl Loader<StockOf> for Batch {
    type Value = Vec<Stock>;
    type Error = LoadError;

    async fn load(&self, keys: &[StockOf]) -> Result<HashMap<StockOf, Self::Value>, LoadError> {
        let ids: Vec<Uuid> = keys.iter().map(|key| key.0).collect();
        let stock = stock(&self.app.db.read, &ids).await?;
        Ok(stock.into_iter().map(|(id, lines)| (StockOf(id), lines)).collect())
    }
}

/// A line of goods by its key, and where they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct GoodsById(pub Uuid);

impl Loader<GoodsById> for Batch {
    type Value = Stock;
    type Error = LoadError;

    async fn load(&self, keys: &[GoodsById]) -> Result<HashMap<GoodsById, Stock>, LoadError> {
        let db = &self.app.db.read;
        let seen = seizure::Entity::find()
            .select_only()
            .column(seizure::Column::Id)
            .filter(visible(&policy::scope(&self.viewer, Subject::Records)));
        let goods = seized_goods::Entity::find()
            .filter(seized_goods::Column::Id.is_in(keys.iter().map(|key| key.0)))
            .filter(seized_goods::Column::SeizureId.in_subquery(seen.into_query()))
            .all(db)
            .await?;
        let goods_ids: Vec<Uuid> = goods.iter().map(|goods| goods.id).collect();
        let mut lines = lines_of(db, &goods, goods_disposal_line::Column::GoodsId.is_in(goods_ids)).await?;
        let line = |goods: &seized_goods::Model| lines.remove(&goods.id).unwrap_or_default();
        let lines: Vec<Line> = goods.iter().map(line).collect();
        Ok(goods.into_iter().zip(lines).map(|(goods, line)| (GoodsById(goods.id), (goods, line))).collect())
    }
}

/// The goods of these seizures, and where they are: two statements.
pub async fn stock(
    db: &impl ConnectionTrait,
    seizure_ids: &[Uuid],
) -> Result<HashMap<Uuid, Vec<Stock>>, DbErr> {
    let ids = || seizure_ids.iter().copied();
    let goods = seized_goods::Entity::find()
        .filter(seized_goods::Column::SeizureId.is_in(ids()))
        .order_by_asc(seized_goods::Column::Ordinal)
        .all(db)
        .await?;
    let mut lines = lines_of(db, &goods, goods_disposal::Column::SeizureId.is_in(ids())).await?;
    let mut stock: HashMap<Uuid, Vec<Stock>> = HashMap::new();
    for goods in goods {
        let line = lines.remove(&goods.id).unwrap_or_default();
        stock.entry(goods.seizure_id).or_default().push((goods, line));
    }
    Ok(stock)
}

/// Where these goods are; their disposals are those of the condition.
async fn lines_of(
    db: &impl ConnectionTrait,
    goods: &[seized_goods::Model],
    of_goods: impl IntoCondition,
) -> Result<HashMap<Uuid, Line>, DbErr> {
    let disposed = goods_disposal_line::Entity::find()
        .find_also_related(goods_disposal::Entity)
        .filter(of_goods.into_condition())
        .all(db)
        .await?;
    let mut lines: HashMap<Uuid, Line> =
        goods.iter().map(|goods| (goods.id, Line::new(goods.quantity_milli))).collect();
    for (part, disposal) in disposed {
        if let (Some(line), Some(disposal)) = (lines.get_mut(&part.goods_id), disposal) {
            *line = line.moved(disposal.kind, disposal.of_confiscated, part.quantity_milli);
        }
    }
    Ok(lines)
}

/// What became of a seizure's goods, latest first: each act with its lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct DisposalsOf(pub Uuid);

impl Loader<DisposalsOf> for Batch {
    type Value = Vec<(goods_disposal::Model, Vec<goods_disposal_line::Model>)>;
    type Error = LoadError;

    async fn load(&self, keys: &[DisposalsOf]) -> Result<HashMap<DisposalsOf, Self::Value>, LoadError> {
        let rows = goods_disposal::Entity::find()
            .find_with_related(goods_disposal_line::Entity)
            .filter(goods_disposal::Column::SeizureId.is_in(keys.iter().map(|key| key.0)))
            .order_by_desc(goods_disposal::Column::DisposedOn)
            .order_by_desc(goods_disposal::Column::Id)
            .all(&self.app.db.read)
            .await?;
        let mut lists: HashMap<_, Self::Value> = HashMap::new();
        for (disposal, lines) in rows {
            lists.entry(DisposalsOf(disposal.seizure_id)).or_default().push((disposal, lines));
        }
        Ok(lists)
    }
}
