//! Maintaining a province's own thresholds for prosecution: a new provision is data, not code. A line is never
//! rewritten, so that what was judged by it can be understood.
//!
//! Thresholds are set for the whole country by the interpretations of the Supreme Court and Procuratorate (now
//! 法释〔2025〕5号), which leave no range for infringements of intellectual property: they are the platform's.
//! What a province's court, procuratorate and police agreed on for earlier referral (两法衔接) may be added
//! there, never above what holds for the country; a city or county adds none.

use async_graphql::Result;
use chrono::NaiveDate;
use entity::{
    enums::{CaseKind, ThresholdMeasure},
    prosecution_threshold,
};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, Condition, DbErr, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder,
};
use uuid::Uuid;

use super::words;
use crate::{
    rule_changes::service::{What, authorise, authorise_rule, conclude, ground},
    shared::{
        caller::{Caller, IdempotencyKey},
        change::{self, Begun, Change},
        errors::{Failure, Problem, UserErrorCode},
        input::{Checks, LONG, NAME},
        language::{Text, day, text},
        scope::rules_of,
        values::{Money, yuan},
    },
};

const OBJECT: &str = "ProsecutionThreshold";
/// How long the key of a province is.
const PROVINCE: usize = 2;

/// What is changed about a threshold.
pub enum Amendment {
    /// Its last day.
    End(NaiveDate),
    /// It was compared; this is its provision.
    Confirm(String),
}

async fn again(caller: &Caller, id: Uuid) -> Result<prosecution_threshold::Model, Failure> {
    let found = prosecution_threshold::Entity::find_by_id(id).one(&caller.app.db.read).await?;
    found.ok_or_else(|| Problem::not_found("id").into())
}

/// A threshold, as it is set.
pub struct NewThreshold {
    /// Of which kind of case.
    pub case_kind: CaseKind,
    /// The crime.
    pub crime: String,
    /// The crime's article.
    pub criminal_article: String,
    /// What is compared.
    pub measure: ThresholdMeasure,
    /// From which amount on.
    pub amount: Money,
    /// The further condition under which it holds.
    pub condition: Option<String>,
    /// The provision that sets it.
    pub article: String,
    /// The document on which a province's own rests.
    pub ground: Option<String>,
    /// What else the provision counts.
    pub note: Option<String>,
    /// The first day on which it holds.
    pub valid_from: NaiveDate,
    /// The last day on which it holds.
    pub valid_to: Option<NaiveDate>,
}

/// Adds a threshold of the caller's province.
///
/// # Errors
///
/// Where the caller may not, or something is wrong with it.
pub async fn add(
    caller: &Caller,
    new: NewThreshold,
    key: Option<IdempotencyKey>,
) -> Result<prosecution_threshold::Model, Failure> {
    let change = match change::begin(caller, key).await? {
        Begun::Repeated(id) => return again(caller, id).await,
        Begun::Fresh(change) => change,
    };
    let change = authorise(change, caller, "addProsecutionThreshold", OBJECT).await?;
    let mut checks = Checks::default();
    if new.amount.fen <= 0 {
        checks.add(Problem::new(
            UserErrorCode::OutOfRange,
            "amount",
            "数额应大于0",
            "The amount must be more than nothing",
        ));
    }
    if let Some(to) = new.valid_to {
        checks.in_order("validTo", new.valid_from, to);
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
        ground: ground(&mut checks, new.ground.as_deref()),
        case_kind: new.case_kind,
        crime: checks.text("crime", &new.crime, NAME),
        criminal_article: checks.text("criminalArticle", &new.criminal_article, NAME),
        measure: new.measure,
        fen: new.amount.fen,
        condition: checks.optional("condition", new.condition.as_deref(), NAME),
        article: checks.text("article", &new.article, NAME),
        note: checks.optional("note", new.note.as_deref(), LONG),
        confirmed: true,
        valid_from: new.valid_from,
        valid_to: new.valid_to,
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

/// Ends or confirms the threshold with `id`, seen at `version`.
///
/// # Errors
///
/// Where the caller may not, or something is wrong with it.
pub async fn amend(
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
        let amount = yuan(lowest.fen);
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
    let (measure, amount, from) = (words::measure(row.measure), yuan(row.fen), day(row.valid_from));
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
