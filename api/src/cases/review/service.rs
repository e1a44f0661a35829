//! Setting and revising amounts, and which of them decides.

use std::collections::HashMap;

use async_graphql::{Result, dataloader::Loader};
use chrono::NaiveDate;
use entity::{case, enums::CaseStatus, legal_review_amount};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, IntoActiveModel,
    QueryFilter, QueryOrder,
};
use uuid::Uuid;

use crate::{
    rule_changes::service::{What, authorise, authorise_rule, conclude, ground},
    shared::{
        caller::{Caller, IdempotencyKey},
        change::{self, Begun},
        dated::{self, Dated, Revision},
        errors::{Failure, LoadError, Problem, UserErrorCode},
        input::{Checks, NAME},
        language::{Text, day, text},
        loaders::Batch,
        scope::rules_of,
        values::{Money, yuan},
    },
};

/// How long the key of a province is.
const PROVINCE: usize = 2;
const OBJECT: &str = "LegalReviewAmount";

impl Dated for legal_review_amount::Model {
    fn region_key(&self) -> &str {
        &self.region_key
    }

    fn valid_from(&self) -> NaiveDate {
        self.valid_from
    }

    fn valid_to(&self) -> Option<NaiveDate> {
        self.valid_to
    }

    fn has_room(&self, above: Option<&Self>) -> bool {
        self.region_key.len() <= PROVINCE || above.is_none_or(|above| self.fen <= above.fen)
    }
}

/// The amounts of all times and regions, the latest first: a handful.
#[derive(Clone, Debug, Default)]
pub struct Amounts(Vec<legal_review_amount::Model>);

impl Amounts {
    /// Reads them.
    pub async fn read(db: &impl ConnectionTrait) -> Result<Self, DbErr> {
        let rows = legal_review_amount::Entity::find()
            .order_by_desc(legal_review_amount::Column::ValidFrom)
            .all(db)
            .await?;
        Ok(Self(rows))
    }

    /// From how many fen on a case of `region` was reviewed on `day`; none where no amount asked for that.
    pub fn on(&self, region: &str, day: NaiveDate) -> Option<i64> {
        dated::deciding(&self.0, region, day).map(|row| row.fen)
    }
}

/// Whether the amount decides anything now: the case has one, and stands where the review comes next.
pub fn matters(row: &case::Model) -> bool {
    let before = matches!(row.status, CaseStatus::Investigating | CaseStatus::Notice | CaseStatus::Hearing);
    before && amounts(row).iter().any(Option::is_some)
}

/// The case's amounts that are compared with it, in fen.
pub fn amounts(row: &case::Model) -> [Option<i64>; 2] {
    [row.amount_fen, row.illegal_income_fen]
}

/// The amounts of all times.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct ReviewAmounts;

impl Loader<ReviewAmounts> for Batch {
    type Value = Amounts;
    type Error = LoadError;

    async fn load(&self, _: &[ReviewAmounts]) -> Result<HashMap<ReviewAmounts, Amounts>, LoadError> {
        Ok(HashMap::from([(ReviewAmounts, Amounts::read(&self.app.db.read).await?)]))
    }
}

/// The amounts that exist for the caller.
pub fn visible(caller: &Caller) -> Condition {
    rules_of(&caller.viewer, (legal_review_amount::Entity, legal_review_amount::Column::RegionKey))
}

async fn again(caller: &Caller, id: Uuid) -> Result<legal_review_amount::Model, Failure> {
    let found = legal_review_amount::Entity::find_by_id(id).one(&caller.app.db.read).await?;
    found.ok_or_else(|| Problem::not_found("id").into())
}

/// An amount, as it is set.
pub struct NewAmount {
    /// From which amount on.
    pub amount: Money,
    /// The provisions on which it rests.
    pub article: String,
    /// The document on which a region's own rests.
    pub ground: Option<String>,
    /// The first day on which it holds.
    pub valid_from: NaiveDate,
}

/// Sets an amount of the caller's region.
///
/// # Errors
///
/// Where the caller may not, or something is wrong with it.
pub async fn add(
    caller: &Caller,
    new: NewAmount,
    key: Option<IdempotencyKey>,
) -> Result<legal_review_amount::Model, Failure> {
    const MUTATION: &str = "addLegalReviewAmount";
    let change = match change::begin(caller, key).await? {
        Begun::Repeated(id) => return again(caller, id).await,
        Begun::Fresh(change) => change,
    };
    let change = authorise(change, caller, MUTATION, OBJECT).await?;
    let region = caller.viewer.region_key.as_str();
    let mut checks = Checks::default();
    let row = legal_review_amount::Model {
        id: Uuid::now_v7(),
        region_key: region.to_owned(),
        ground: ground(&mut checks, new.ground.as_deref()),
        fen: new.amount.fen,
        article: checks.text("article", &new.article, NAME),
        valid_from: new.valid_from,
        valid_to: None,
        version: 1,
    };
    if row.valid_from < change.today {
        checks.add(Problem::new(
            UserErrorCode::DateOrder,
            "validFrom",
            "施行日期不能早于今天：此前已按原规定办理",
            "It can't begin before today: what came before was judged by the present rule",
        ));
    }
    let known = Amounts::read(&change.transaction).await?;
    let lasts = |own: &&legal_review_amount::Model| {
        own.region_key == region && own.valid_to.is_none_or(|to| to >= row.valid_from)
    };
    if known.0.iter().any(|own| lasts(&own)) {
        checks.add(Problem::new(
            UserErrorCode::Duplicate,
            "validFrom",
            "本地区已有施行的数额，请直接修订",
            "The region has an amount in force already; revise that one",
        ));
    }
    checked(&mut checks, &row, &known);
    checks.finish()?;
    let inserted = row.clone().into_active_model();
    legal_review_amount::Entity::insert(inserted).exec_without_returning(&change.transaction).await?;
    conclude(change, what(&row, MUTATION), Vec::new()).await?;
    Ok(row)
}

/// What is wrong with an amount, beside those that bind from above.
fn checked(checks: &mut Checks, row: &legal_review_amount::Model, known: &Amounts) {
    if row.fen <= 0 {
        checks.add(Problem::new(
            UserErrorCode::OutOfRange,
            "amount",
            "数额应大于0",
            "The amount must be more than nothing",
        ));
    }
    let above = known.0.iter().filter(|above| above.region_key.len() < row.region_key.len());
    let above = dated::deciding(above, &row.region_key, row.valid_from);
    if let Some(above) = above.filter(|above| !row.has_room(Some(above))) {
        let most = yuan(above.fen);
        checks.add(Problem::new(
            UserErrorCode::FixedByStatute,
            "amount",
            format!("不得高于上级规定的{}（{}）", most.zh, above.article),
            format!("No more than the {} that bind from above ({})", most.en, above.article),
        ));
    }
}

/// What an amount says, in a sentence.
pub fn title(row: &legal_review_amount::Model) -> Text {
    let (amount, from) = (yuan(row.fen), day(row.valid_from));
    text(
        format!("法制审核数额自{}起为{}", from.zh, amount.zh),
        format!("legal review from {} on from {}", amount.en, from.en),
    )
}

fn what(row: &legal_review_amount::Model, action: &'static str) -> What {
    What {
        region_key: row.region_key.clone(),
        action,
        object_type: OBJECT,
        object_id: Some(row.id),
        title: title(row),
        ground: row.ground.clone().unwrap_or_else(|| row.article.clone()),
        detail: serde_json::json!({ "fen": row.fen, "article": row.article, "validFrom": row.valid_from }),
    }
}

/// Sets another amount in place of the one with `id`, seen at `version`.
///
/// # Errors
///
/// Where the caller may not, or something is wrong with it.
pub async fn revise(
    caller: &Caller,
    (id, version): (Uuid, i32),
    new: NewAmount,
    key: Option<IdempotencyKey>,
) -> Result<legal_review_amount::Model, Failure> {
    const MUTATION: &str = "reviseLegalReviewAmount";
    let change = match change::begin(caller, key).await? {
        Begun::Repeated(id) => return again(caller, id).await,
        Begun::Fresh(change) => change,
    };
    let change = authorise(change, caller, MUTATION, OBJECT).await?;
    let found =
        legal_review_amount::Entity::find_by_id(id).filter(visible(caller)).one(&change.transaction).await?;
    let Some(before) = found else { return Err(Problem::not_found("id").into()) };
    let change = authorise_rule(change, caller, MUTATION, (OBJECT, id, before.region_key.as_str())).await?;
    let db = &change.transaction;
    if before.version != version {
        return Err(Failure::Conflict);
    }
    let mut checks = Checks::default();
    let article = checks.text("article", &new.article, NAME);
    let revision = dated::revised(before.valid_from, before.valid_to, new.valid_from, change.today);
    checks.extend(revision.as_ref().err().cloned());
    let fen = new.amount.fen;
    let grounded = ground(&mut checks, new.ground.as_deref().or(before.ground.as_deref()));
    let asked = legal_review_amount::Model { fen, valid_from: new.valid_from, ..before.clone() };
    checked(&mut checks, &asked, &Amounts::read(db).await?);
    checks.finish()?;
    let (ended, row) = match revision {
        Ok(Revision::Followed(last)) => {
            let row = legal_review_amount::Model {
                id: Uuid::now_v7(),
                region_key: before.region_key.clone(),
                ground: grounded,
                fen,
                article,
                valid_from: new.valid_from,
                valid_to: before.valid_to,
                version: 1,
            };
            let version = before.version + 1;
            (legal_review_amount::Model { valid_to: Some(last), version, ..before }, Some(row))
        }
        _ => {
            let version = before.version + 1;
            let ground = grounded;
            (legal_review_amount::Model { ground, fen, article, version, ..before }, None)
        }
    };
    let saved = legal_review_amount::Entity::update_many()
        .set(ended.clone().into_active_model().reset_all())
        .filter(legal_review_amount::Column::Id.eq(id))
        .filter(legal_review_amount::Column::Version.eq(version))
        .exec(db)
        .await?;
    if saved.rows_affected == 0 {
        return Err(Failure::Conflict);
    }
    if let Some(row) = &row {
        let inserted = row.clone().into_active_model();
        legal_review_amount::Entity::insert(inserted).exec_without_returning(db).await?;
    }
    let row = row.unwrap_or(ended);
    conclude(change, what(&row, MUTATION), Vec::new()).await?;
    Ok(row)
}
