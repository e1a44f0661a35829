//! Seizures, their goods and what became of them, as GraphQL shows them.

use entity::{
    case,
    enums::{GoodsDisposalKind, SeizureMeasure},
    goods_disposal, goods_disposal_line, seized_goods, seizure, seizure_officer,
};
use std::collections::HashMap;
use vocabulary::SeizureAction;

use async_graphql::{Context, ID, InputValueResult, Object, Result, Scalar, ScalarType, SimpleObject, Value};
use chrono::{DateTime, Utc};
use sea_orm::EntityTrait;
use uuid::Uuid;

use super::{
    goods::{Amount, Line},
    loaders::{DisposalsOf, GoodsById, SeizureById, SeizureOfficersOf, SeizuresOf, StockOf},
    rules, service, words,
};
use crate::{
    cases::{facts::asking, loaders::CaseById, types::Case},
    departments::types::{Department, department_by_id},
    parties::types::{Party, party_by_id},
    shared::{
        caller::Caller,
        errors::internal,
        ids::{self, Kind},
        loaders,
        values::{Date, Money, scalar},
    },
    users::types::{Person, person_by_id},
};

/// A quantity as a decimal with at most three places.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Decimal(pub Amount);

/// A decimal with at most three places, as a string: "12.5". At least zero, and exact.
#[Scalar(name = "Decimal", specified_by_url = "https://www.w3.org/TR/xmlschema11-2/#decimal")]
impl ScalarType for Decimal {
    fn parse(value: Value) -> InputValueResult<Self> {
        scalar(value, |given| Amount::read(given).map(Decimal))
    }

    fn to_value(&self) -> Value {
        Value::String(self.0.to_decimal())
    }
}

fn decimal(milli: i64) -> Decimal {
    Decimal(Amount { milli })
}

/// One thing that can be done with a seizure: possible now, or why not.
#[derive(SimpleObject)]
pub struct SeizureOption {
    /// What.
    pub action: SeizureAction,
    /// Whether the viewer can do it today.
    pub allowed: bool,
    /// Why not, in the viewer's language.
    pub reason: Option<String>,
}

/// Whether goods can be seized in a case now.
#[derive(SimpleObject)]
pub struct SeizingOption {
    /// Whether the viewer can do it today.
    pub allowed: bool,
    /// Why not, in the viewer's language.
    pub reason: Option<String>,
}

/// A seizure.
pub struct Seizure(pub seizure::Model);

/// The seizure with `id`, where the viewer may see its case.
pub async fn seizure_by_id(context: &Context<'_>, id: Uuid) -> Result<Option<Seizure>> {
    let row = loaders::of(context)?.load_one(SeizureById(id)).await.map_err(internal)?;
    Ok(row.map(Seizure))
}

/// A line of goods with this key, where the viewer may see its seizure.
pub async fn seized_goods_by_id(context: &Context<'_>, id: Uuid) -> Result<Option<SeizedGoods>> {
    let found = loaders::of(context)?.load_one(GoodsById(id)).await.map_err(internal)?;
    Ok(found.map(|(row, line)| SeizedGoods { row, line }))
}

/// What became of goods, by its key, where the viewer may see their seizure.
pub async fn goods_disposal_by_id(context: &Context<'_>, id: Uuid) -> Result<Option<GoodsDisposal>> {
    let caller = Caller::of(context)?;
    let row = goods_disposal::Entity::find_by_id(id).one(&caller.app.db.read).await.map_err(internal)?;
    let Some(row) = row else { return Ok(None) };
    let Some(seizure) = seizure_by_id(context, row.seizure_id).await? else { return Ok(None) };
    let disposals = seizure.disposals(context).await?;
    Ok(disposals.into_iter().find(|disposal| disposal.row.id == id))
}

/// The seizures of a case that the viewer sees, latest first.
pub async fn seizures_of(context: &Context<'_>, case_id: Uuid) -> Result<Vec<Seizure>> {
    let rows = loaders::of(context)?.load_one(SeizuresOf(case_id)).await.map_err(internal)?;
    Ok(rows.unwrap_or_default().into_iter().map(Seizure).collect())
}

/// Whether the viewer can seize goods in this case today.
pub async fn seizing(context: &Context<'_>, case: &case::Model) -> Result<SeizingOption> {
    let caller = Caller::of(context)?;
    let actor = asking(context, &caller, case).await?;
    let refusal = rules::seizing(&service::case_facts(case), &actor, caller.today());
    let reason =
        refusal.map(|refusal| words::refusal(refusal).message.in_language(caller.language()).to_owned());
    Ok(SeizingOption { allowed: reason.is_none(), reason })
}

impl Seizure {
    async fn case_row(&self, context: &Context<'_>) -> Result<case::Model> {
        let row = loaders::of(context)?.load_one(CaseById(self.0.case_id)).await.map_err(internal)?;
        row.ok_or_else(|| internal(format!("case {} is missing", self.0.case_id)))
    }

    async fn stock(&self, context: &Context<'_>) -> Result<Vec<(seized_goods::Model, Line)>> {
        let stock = loaders::of(context)?.load_one(StockOf(self.0.id)).await.map_err(internal)?;
        Ok(stock.unwrap_or_default())
    }
}

/// A seizure (登记保存, 查封, 扣押): the goods of one place under one decision.
#[Object]
impl Seizure {
    /// The global id.
    pub async fn id(&self) -> ID {
        ids::encode(Kind::Seizure, self.0.id)
    }

    /// The case.
    async fn case(&self, context: &Context<'_>) -> Result<Case> {
        Ok(self.case_row(context).await?.into())
    }

    /// The measure as it is now.
    async fn measure(&self) -> SeizureMeasure {
        self.0.measure
    }

    /// The measure with which it began.
    async fn first_measure(&self) -> SeizureMeasure {
        self.0.first_measure
    }

    /// The day on which the goods were taken.
    async fn taken_on(&self) -> Date {
        Date(self.0.taken_on)
    }

    /// Since when the present measure holds.
    async fn measure_since(&self) -> Date {
        Date(self.0.measure_since)
    }

    /// The number of the decision on the present measure (决定书文号).
    async fn decision_number(&self) -> &str {
        &self.0.decision_number
    }

    /// The provision or reason on which it rests.
    async fn ground(&self) -> &str {
        &self.0.ground
    }

    /// Where the goods were taken or sealed.
    async fn place(&self) -> &str {
        &self.0.place
    }

    /// Where they are kept, and by whom.
    async fn storage(&self) -> Option<&str> {
        self.0.storage.as_deref()
    }

    /// From whom, where the viewer may see the party.
    async fn party(&self, context: &Context<'_>) -> Result<Option<Party>> {
        match self.0.party_id {
            Some(id) => party_by_id(context, id).await,
            None => Ok(None),
        }
    }

    /// The officers who carried it out (行政强制法 art. 18: at least two).
    async fn officers(&self, context: &Context<'_>) -> Result<Vec<SeizureOfficer>> {
        let rows = loaders::of(context)?.load_one(SeizureOfficersOf(self.0.id)).await.map_err(internal)?;
        Ok(rows.unwrap_or_default().into_iter().map(SeizureOfficer).collect())
    }

    /// Who was asked to witness it where the party was absent.
    async fn witness(&self) -> Option<&str> {
        self.0.witness.as_deref()
    }

    /// The list of goods, each with what became of it.
    async fn goods(&self, context: &Context<'_>) -> Result<Vec<SeizedGoods>> {
        let stock = self.stock(context).await?;
        Ok(stock.into_iter().map(|(row, line)| SeizedGoods { row, line }).collect())
    }

    /// What all the goods are worth (货值), as far as it is known.
    async fn value(&self, context: &Context<'_>) -> Result<Option<Money>> {
        let values = self.stock(context).await?.into_iter().filter_map(|(goods, _)| goods.value_fen);
        Ok(values.reduce(|sum, value| sum + value).map(|fen| Money { fen }))
    }

    /// What became of the goods, latest first.
    pub(crate) async fn disposals(&self, context: &Context<'_>) -> Result<Vec<GoodsDisposal>> {
        let rows = loaders::of(context)?.load_one(DisposalsOf(self.0.id)).await.map_err(internal)?;
        let goods: HashMap<Uuid, seized_goods::Model> =
            self.stock(context).await?.into_iter().map(|(goods, _)| (goods.id, goods)).collect();
        let disposal = |(row, lines): (goods_disposal::Model, Vec<goods_disposal_line::Model>)| {
            let line = |line: goods_disposal_line::Model| {
                let goods = goods.get(&line.goods_id)?;
                Some((goods.clone(), line.quantity_milli))
            };
            let mut lines: Vec<_> = lines.into_iter().filter_map(line).collect();
            lines.sort_by_key(|(goods, _)| goods.ordinal);
            GoodsDisposal { row, lines }
        };
        Ok(rows.unwrap_or_default().into_iter().map(disposal).collect())
    }

    /// Whether goods are left that wait for their disposal.
    async fn held(&self) -> bool {
        self.0.is_held
    }

    /// The last day of its period; none once nothing is left.
    async fn due_on(&self) -> Option<Date> {
        self.0.due_on.map(Date)
    }

    /// Whether the period ran out while goods are left.
    async fn overdue(&self, context: &Context<'_>) -> Result<bool> {
        let today = Caller::of(context)?.today();
        Ok(self.0.is_held && self.0.due_on.is_some_and(|due_on| due_on < today))
    }

    /// The day on which its extension was approved.
    async fn extended_on(&self) -> Option<Date> {
        self.0.extended_on.map(Date)
    }

    /// What can be done with it, each possible for the viewer today or with the reason why not.
    async fn actions(&self, context: &Context<'_>) -> Result<Vec<SeizureOption>> {
        let caller = Caller::of(context)?;
        let case = self.case_row(context).await?;
        let actor = asking(context, &caller, &case).await?;
        let seizure = service::seizure_facts(&self.0, &self.stock(context).await?);
        let case = service::case_facts(&case);
        let option = |action: SeizureAction| {
            let refusal = rules::refusal(action, &seizure, &case, &actor, caller.today());
            let reason = refusal
                .map(|refusal| words::refusal(refusal).message.in_language(caller.language()).to_owned());
            SeizureOption { action, allowed: reason.is_none(), reason }
        };
        Ok(rules::ACTIONS.into_iter().map(option).collect())
    }

    /// Who recorded it.
    async fn recorded_by(&self, context: &Context<'_>) -> Result<Person> {
        person_by_id(context, self.0.recorded_by_id).await
    }

    /// When it was recorded.
    async fn recorded_at(&self) -> DateTime<Utc> {
        self.0.recorded_at
    }

    /// Counts the changes; a change names the version that it saw.
    async fn version(&self) -> i32 {
        self.0.version
    }
}

/// An officer who carried a seizure out.
pub struct SeizureOfficer(seizure_officer::Model);

/// An officer who carried a seizure out.
#[Object]
impl SeizureOfficer {
    /// The officer.
    async fn person(&self, context: &Context<'_>) -> Result<Person> {
        person_by_id(context, self.0.user_id).await
    }

    /// The number of the certificate that was valid on that day.
    async fn certificate_number(&self) -> &str {
        &self.0.certificate_number
    }
}

/// A line of a seizure's list.
pub struct SeizedGoods {
    row: seized_goods::Model,
    line: Line,
}

/// A line of a seizure's list (物品清单). What was seized is what was returned, confiscated, destroyed and
/// transferred, and what is left.
#[Object]
impl SeizedGoods {
    /// The global id.
    pub async fn id(&self) -> ID {
        ids::encode(Kind::SeizedGoods, self.row.id)
    }

    /// The seizure on whose list it stands.
    async fn seizure(&self, context: &Context<'_>) -> Result<Option<Seizure>> {
        seizure_by_id(context, self.row.seizure_id).await
    }

    /// The place in the list, from 1.
    async fn ordinal(&self) -> i32 {
        self.row.ordinal
    }

    /// What it is.
    async fn name(&self) -> &str {
        &self.row.name
    }

    /// The brand that it bears.
    async fn brand(&self) -> Option<&str> {
        self.row.brand.as_deref()
    }

    /// Model, size, batch (规格型号).
    async fn specification(&self) -> Option<&str> {
        self.row.specification.as_deref()
    }

    /// The unit.
    async fn unit(&self) -> &str {
        &self.row.unit
    }

    /// How much was seized.
    async fn quantity(&self) -> Decimal {
        decimal(self.line.seized)
    }

    /// What all of it is worth (货值).
    async fn value(&self) -> Option<Money> {
        self.row.value_fen.map(|fen| Money { fen })
    }

    /// How much was given back.
    async fn returned(&self) -> Decimal {
        decimal(self.line.returned)
    }

    /// How much was confiscated and is not destroyed yet.
    async fn confiscated(&self) -> Decimal {
        decimal(self.line.confiscated)
    }

    /// How much was destroyed.
    async fn destroyed(&self) -> Decimal {
        decimal(self.line.destroyed)
    }

    /// How much was handed over with the case.
    async fn transferred(&self) -> Decimal {
        decimal(self.line.transferred)
    }

    /// What nobody has decided on yet.
    async fn left(&self) -> Decimal {
        decimal(self.line.left())
    }

    /// What else was noted.
    async fn note(&self) -> Option<&str> {
        self.row.note.as_deref()
    }
}

/// What became of goods: one act.
pub struct GoodsDisposal {
    row: goods_disposal::Model,
    lines: Vec<(seized_goods::Model, i64)>,
}

/// What became of goods: one act with its document. Never changed, never removed.
#[Object]
impl GoodsDisposal {
    /// The global id.
    pub async fn id(&self) -> ID {
        ids::encode(Kind::GoodsDisposal, self.row.id)
    }

    /// What it was.
    async fn kind(&self) -> GoodsDisposalKind {
        self.row.kind
    }

    /// Whether it took goods that were confiscated before.
    async fn of_confiscated(&self) -> bool {
        self.row.of_confiscated
    }

    /// The day.
    async fn disposed_on(&self) -> Date {
        Date(self.row.disposed_on)
    }

    /// The provision or reason on which it rests.
    async fn ground(&self) -> Option<&str> {
        self.row.ground.as_deref()
    }

    /// The number of its document.
    async fn document(&self) -> &str {
        &self.row.document
    }

    /// Where.
    async fn place(&self) -> Option<&str> {
        self.row.place.as_deref()
    }

    /// Who received the goods.
    async fn recipient(&self) -> Option<&str> {
        self.row.recipient.as_deref()
    }

    /// The department that received them, where it is on the platform.
    async fn to_department(&self, context: &Context<'_>) -> Result<Option<Department>> {
        match self.row.to_department_id {
            Some(id) => department_by_id(context, id).await.map(Some),
            None => Ok(None),
        }
    }

    /// Who watched a destruction.
    async fn witnesses(&self) -> &[String] {
        &self.row.witnesses.0
    }

    /// What else was noted.
    async fn note(&self) -> Option<&str> {
        self.row.note.as_deref()
    }

    /// How much of which goods.
    async fn goods(&self) -> Vec<DisposedGoods> {
        let line = |(goods, milli): &(seized_goods::Model, i64)| DisposedGoods {
            goods_id: ids::encode(Kind::SeizedGoods, goods.id),
            name: goods.name.clone(),
            quantity: decimal(*milli),
            unit: goods.unit.clone(),
        };
        self.lines.iter().map(line).collect()
    }

    /// Who recorded it.
    async fn recorded_by(&self, context: &Context<'_>) -> Result<Person> {
        person_by_id(context, self.row.recorded_by_id).await
    }

    /// When it was recorded.
    async fn recorded_at(&self) -> DateTime<Utc> {
        self.row.recorded_at
    }
}

/// How much of which goods an act took.
#[derive(SimpleObject)]
pub struct DisposedGoods {
    /// The line of the seizure's list.
    pub goods_id: ID,
    /// What it is.
    pub name: String,
    /// How much.
    pub quantity: Decimal,
    /// Of which unit.
    pub unit: String,
}
