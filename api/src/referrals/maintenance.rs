//! Maintaining a province's own thresholds for prosecution: a new provision is data, not code. A line is never
//! rewritten, so that what was judged by it can be understood.
//!
//! Thresholds are set for the whole country by the interpretations of the Supreme Court and Procuratorate (now
//! 法释〔2025〕5号), which leave no range for infringements of intellectual property: they are the platform's.
//! What a province's court, procuratorate and police agreed on for earlier referral (两法衔接) may be added
//! there, never above what holds for the country; a city or county adds none.

use async_graphql::{Context, ID, InputObject, Object, Result, SimpleObject};
use chrono::NaiveDate;
use entity::prosecution_threshold;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, Condition, DbErr, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder,
};
use uuid::Uuid;

use super::{enums::ThresholdMeasure, types::ProsecutionThreshold, words};
use crate::{
    cases::enums::CaseKind,
    clocks::maintenance::{authorise, authorise_rule},
    rule_changes::service::{What, conclude, ground},
    shared::{
        caller::{Caller, IdempotencyKey, idempotency},
        change::{self, Begun, Change},
        errors::{Failure, Problem, UserError, UserErrorCode, internal, settle, settle_or_now},
        ids::{self, Kind},
        input::{Checks, LONG, NAME},
        language::{Text, day, text},
        scope::rules_of,
        values::{Date, Money},
    },
};

const OBJECT: &str = "ProsecutionThreshold";
/// How long the key of a province is.
const PROVINCE: usize = 2;

/// A threshold that comes into force.
#[derive(InputObject)]
pub struct AddProsecutionThresholdInput {
    /// The client's name for this intention: a repeat answers what the first answered.
    pub idempotency_key: Option<ID>,
    /// Of which kind of case.
    pub case_kind: CaseKind,
    /// The crime, such as 假冒注册商标罪.
    pub crime: String,
    /// The crime's article, such as 刑法第二百一十三条.
    pub criminal_article: String,
    /// What is compared.
    pub measure: ThresholdMeasure,
    /// From which amount on; more than nothing.
    pub amount: Money,
    /// The further condition under which it holds.
    pub condition: Option<String>,
    /// The provision that sets it.
    pub article: String,
    /// On what the province's own rests: the document (文号) that sets it. Required.
    pub ground: Option<String>,
    /// What else the provision counts.
    pub note: Option<String>,
    /// The first day on which it holds.
    pub valid_from: Date,
    /// The last day on which it holds.
    pub valid_to: Option<Date>,
}

/// The threshold added, or what is wrong with the input.
#[derive(SimpleObject)]
pub struct AddProsecutionThresholdPayload {
    /// The threshold.
    pub threshold: Option<ProsecutionThreshold>,
    /// What is wrong with the input.
    pub errors: Vec<UserError>,
}

/// A threshold that is replaced.
#[derive(InputObject)]
pub struct EndProsecutionThresholdInput {
    /// The client's name for this intention: a repeat answers what the first answered.
    pub idempotency_key: Option<ID>,
    /// The threshold.
    pub id: ID,
    /// The version that the viewer saw.
    pub version: i32,
    /// The last day on which it holds.
    pub valid_to: Date,
}

/// The threshold with its end, or what is wrong with the input.
#[derive(SimpleObject)]
pub struct EndProsecutionThresholdPayload {
    /// The threshold; beside a CONFLICT, as it is now.
    pub threshold: Option<ProsecutionThreshold>,
    /// What is wrong with the input.
    pub errors: Vec<UserError>,
}

/// A threshold that was compared with the published text.
#[derive(InputObject)]
pub struct ConfirmProsecutionThresholdInput {
    /// The client's name for this intention: a repeat answers what the first answered.
    pub idempotency_key: Option<ID>,
    /// The threshold.
    pub id: ID,
    /// The version that the viewer saw.
    pub version: i32,
    /// The provision with its item, as the published text numbers it.
    pub article: String,
}

/// The threshold confirmed, or what is wrong with the input.
#[derive(SimpleObject)]
pub struct ConfirmProsecutionThresholdPayload {
    /// The threshold; beside a CONFLICT, as it is now.
    pub threshold: Option<ProsecutionThreshold>,
    /// What is wrong with the input.
    pub errors: Vec<UserError>,
}

/// What can be done to thresholds for prosecution.
#[derive(Default)]
pub struct ThresholdMutations;

/// What can be done to thresholds for prosecution.
#[Object]
impl ThresholdMutations {
    /// Adds a threshold for prosecution that holds in the viewer's province, no higher than the platform's. For
    /// the province's office.
    async fn add_prosecution_threshold(
        &self,
        context: &Context<'_>,
        input: AddProsecutionThresholdInput,
    ) -> Result<AddProsecutionThresholdPayload> {
        let caller = Caller::of(context)?;
        let key = idempotency(context, input.idempotency_key.as_ref())?;
        let result = add(&caller, input, key).await;
        let (threshold, errors) = settle(result.map(ProsecutionThreshold), caller.language())?;
        Ok(AddProsecutionThresholdPayload { threshold, errors })
    }

    /// Names the last day of a threshold for prosecution of the viewer's province. For its office.
    async fn end_prosecution_threshold(
        &self,
        context: &Context<'_>,
        input: EndProsecutionThresholdInput,
    ) -> Result<EndProsecutionThresholdPayload> {
        let caller = Caller::of(context)?;
        let key = idempotency(context, input.idempotency_key.as_ref())?;
        let id = ids::named(Kind::ProsecutionThreshold, &input.id);
        let what = Amendment::End(input.valid_to.0);
        let result = amend(&caller, "endProsecutionThreshold", id, input.version, what, key).await;
        let (threshold, errors) = settled(&caller, id, result).await?;
        Ok(EndProsecutionThresholdPayload { threshold, errors })
    }

    /// Confirms that a threshold for prosecution of the viewer's province was compared with the published text.
    /// For its office.
    async fn confirm_prosecution_threshold(
        &self,
        context: &Context<'_>,
        input: ConfirmProsecutionThresholdInput,
    ) -> Result<ConfirmProsecutionThresholdPayload> {
        let caller = Caller::of(context)?;
        let key = idempotency(context, input.idempotency_key.as_ref())?;
        let id = ids::named(Kind::ProsecutionThreshold, &input.id);
        let what = Amendment::Confirm(input.article);
        let result = amend(&caller, "confirmProsecutionThreshold", id, input.version, what, key).await;
        let (threshold, errors) = settled(&caller, id, result).await?;
        Ok(ConfirmProsecutionThresholdPayload { threshold, errors })
    }
}

/// What is changed about a threshold.
enum Amendment {
    /// Its last day.
    End(NaiveDate),
    /// It was compared; this is its provision.
    Confirm(String),
}

type Settled = (Option<ProsecutionThreshold>, Vec<UserError>);

async fn settled(
    caller: &Caller,
    id: Uuid,
    result: Result<prosecution_threshold::Model, Failure>,
) -> Result<Settled> {
    let now = async {
        let found = prosecution_threshold::Entity::find_by_id(id).one(&caller.app.db.read).await;
        Ok(found.map_err(internal)?.map(ProsecutionThreshold))
    };
    settle_or_now(result.map(ProsecutionThreshold), caller.language(), now).await
}

async fn again(caller: &Caller, id: Uuid) -> Result<prosecution_threshold::Model, Failure> {
    let found = prosecution_threshold::Entity::find_by_id(id).one(&caller.app.db.read).await?;
    found.ok_or_else(|| Problem::not_found("id").into())
}

async fn add(
    caller: &Caller,
    input: AddProsecutionThresholdInput,
    key: Option<IdempotencyKey>,
) -> Result<prosecution_threshold::Model, Failure> {
    let change = match change::begin(caller, key).await? {
        Begun::Repeated(id) => return again(caller, id).await,
        Begun::Fresh(change) => change,
    };
    let change = authorise(change, caller, "addProsecutionThreshold", OBJECT).await?;
    let mut checks = Checks::default();
    if input.amount.fen <= 0 {
        checks.add(Problem::new(
            UserErrorCode::OutOfRange,
            "amount",
            "数额应大于0",
            "The amount must be more than nothing",
        ));
    }
    if let Some(to) = input.valid_to {
        checks.in_order("validTo", input.valid_from.0, to.0);
    }
    let region = caller.viewer.region_key.as_str();
    if region.len() != PROVINCE {
        checks.add(Problem::new(
            UserErrorCode::FixedByStatute,
            "amount",
            "追诉标准由司法解释统一规定；只有省级可就本省补充更低的标准",
            "Thresholds are set for the whole country; only a province may add a lower one for itself",
        ));
    }
    let row = prosecution_threshold::Model {
        id: Uuid::now_v7(),
        region_key: region.to_owned(),
        ground: ground(&mut checks, input.ground.as_deref()),
        case_kind: input.case_kind.into(),
        crime: checks.text("crime", &input.crime, NAME),
        criminal_article: checks.text("criminalArticle", &input.criminal_article, NAME),
        measure: input.measure.into(),
        fen: input.amount.fen,
        condition: checks.optional("condition", input.condition.as_deref(), NAME),
        article: checks.text("article", &input.article, NAME),
        note: checks.optional("note", input.note.as_deref(), LONG),
        confirmed: true,
        valid_from: input.valid_from.0,
        valid_to: input.valid_to.map(|to| to.0),
        version: 1,
    };
    checks.extend(above_the_platforms(&change, &row).await?);
    checks.finish()?;
    prosecution_threshold::Entity::insert(row.clone().into_active_model())
        .exec_without_returning(&change.transaction)
        .await?;
    commit(change, "addProsecutionThreshold", &row).await?;
    Ok(row)
}

async fn amend(
    caller: &Caller,
    mutation: &'static str,
    id: Uuid,
    version: i32,
    what: Amendment,
    key: Option<IdempotencyKey>,
) -> Result<prosecution_threshold::Model, Failure> {
    let change = match change::begin(caller, key).await? {
        Begun::Repeated(id) => return again(caller, id).await,
        Begun::Fresh(change) => change,
    };
    let change = authorise(change, caller, mutation, OBJECT).await?;
    let found = prosecution_threshold::Entity::find_by_id(id)
        .filter(visible(caller))
        .one(&change.transaction)
        .await?;
    let Some(mut row) = found else { return Err(Problem::not_found("id").into()) };
    let change = authorise_rule(change, caller, mutation, (OBJECT, id, row.region_key.as_str())).await?;
    if row.version != version {
        return Err(Failure::Conflict);
    }
    let mut checks = Checks::default();
    match what {
        Amendment::End(to) => {
            checks.in_order("validTo", row.valid_from, to);
            row.valid_to = Some(to);
        }
        Amendment::Confirm(article) => {
            row.article = checks.text("article", &article, NAME);
            row.confirmed = true;
        }
    }
    checks.finish()?;
    row.version += 1;
    let saved = prosecution_threshold::Entity::update_many()
        .set(row.clone().into_active_model().reset_all())
        .filter(prosecution_threshold::Column::Id.eq(id))
        .filter(prosecution_threshold::Column::Version.eq(version))
        .exec(&change.transaction)
        .await?;
    if saved.rows_affected == 0 {
        return Err(Failure::Conflict);
    }
    commit(change, mutation, &row).await?;
    Ok(row)
}

/// A province asks for a referral no later than the whole country does.
async fn above_the_platforms(
    change: &Change,
    row: &prosecution_threshold::Model,
) -> Result<Option<Problem>, DbErr> {
    use prosecution_threshold::Column;
    let lasting = Condition::any().add(Column::ValidTo.is_null()).add(Column::ValidTo.gte(row.valid_from));
    let lowest = prosecution_threshold::Entity::find()
        .filter(Column::RegionKey.eq(""))
        .filter(Column::CaseKind.eq(row.case_kind))
        .filter(Column::Measure.eq(row.measure))
        .filter(Column::Condition.is_null())
        .filter(Column::ValidFrom.lte(row.valid_from))
        .filter(lasting)
        .order_by_asc(Column::Fen)
        .one(&change.transaction)
        .await?;
    Ok(lowest.filter(|lowest| row.fen > lowest.fen).map(|lowest| {
        let amount = words::yuan(lowest.fen);
        Problem::new(
            UserErrorCode::FixedByStatute,
            "amount",
            format!("不得高于全国标准{}（{}）", amount.zh, lowest.article),
            format!("Not above the whole country's {} ({})", amount.en, lowest.article),
        )
    }))
}

fn visible(caller: &Caller) -> Condition {
    rules_of(&caller.viewer, (prosecution_threshold::Entity, prosecution_threshold::Column::RegionKey))
}

/// What a threshold says, in a sentence.
pub fn title(row: &prosecution_threshold::Model) -> Text {
    let (measure, amount, from) = (words::measure(row.measure), words::yuan(row.fen), day(row.valid_from));
    text(
        format!("{}追诉标准自{}起为{}{}", row.crime, from.zh, measure.zh, amount.zh),
        format!("threshold of {}: {} of {} from {}", row.crime, measure.en, amount.en, from.en),
    )
}

async fn commit(
    change: Change,
    mutation: &'static str,
    row: &prosecution_threshold::Model,
) -> Result<(), Failure> {
    let what = What {
        region_key: row.region_key.clone(),
        action: mutation,
        object_type: OBJECT,
        object_id: Some(row.id),
        title: title(row),
        ground: row.ground.clone().unwrap_or_else(|| row.article.clone()),
        detail: serde_json::json!({
            "crime": row.crime,
            "fen": row.fen,
            "article": row.article,
            "validFrom": row.valid_from,
            "validTo": row.valid_to,
        }),
    };
    conclude(change, what, Vec::new()).await.map(drop)
}
