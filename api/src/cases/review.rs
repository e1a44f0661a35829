//! From which amount on a case is reviewed before its decision (法制审核, 行政处罚法 art. 58): dated data.
//!
//! The law names no amount. Each organ lists what it has reviewed (国办发〔2018〕118号), and what is a large amount
//! a province may say (市场监督管理行政处罚听证办法 art. 5): a province's own takes the place of the platform's; a
//! city's or a county's may only ask for a review earlier than what binds from above.

use std::collections::HashMap;

use async_graphql::{Context, ID, InputObject, Object, Result, SimpleObject, dataloader::Loader};
use chrono::NaiveDate;
use entity::{case, enums::CaseStatus, legal_review_amount};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, IntoActiveModel,
    QueryFilter, QueryOrder,
};
use uuid::Uuid;

use crate::{
    clocks::maintenance::{authorise, authorise_rule},
    departments::types::{Region, region_of_rule},
    referrals::words,
    rule_changes::service::{What, conclude, ground},
    shared::{
        caller::{Caller, IdempotencyKey, idempotency},
        change::{self, Begun},
        dated::{self, Dated, Revision},
        errors::{Failure, LoadError, Problem, UserError, UserErrorCode, internal, settle, settle_or_now},
        ids::{self, Kind},
        input::{Checks, NAME},
        language::{Text, day, text},
        loaders::Batch,
        policy::{self, Scope},
        scope::rules_of,
        values::{Date, Money},
        viewer,
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
    before && (row.amount_fen.is_some() || row.illegal_income_fen.is_some())
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

/// An amount from which on a case is reviewed before its decision.
pub struct LegalReviewAmount(legal_review_amount::Model);

/// From which amount on a case is reviewed before its decision (法制审核): dated data.
#[Object]
impl LegalReviewAmount {
    /// The global id.
    pub async fn id(&self) -> ID {
        ids::encode(Kind::LegalReviewAmount, self.0.id)
    }

    /// Whose it is, which binds all below; none: the platform's.
    async fn region(&self, context: &Context<'_>) -> Result<Option<Region>> {
        region_of_rule(context, &self.0.region_key).await
    }

    /// On what a region's own rests: the document (文号) that sets it; none of the platform's.
    async fn ground(&self) -> Option<&str> {
        self.0.ground.as_deref()
    }

    /// From which amount of business or illegal income on.
    async fn amount(&self) -> Money {
        Money { fen: self.0.fen }
    }

    /// The provisions on which it rests.
    async fn article(&self) -> &str {
        &self.0.article
    }

    /// The first day in force.
    async fn valid_from(&self) -> Date {
        Date(self.0.valid_from)
    }

    /// The last day in force; none while it is.
    async fn valid_to(&self) -> Option<Date> {
        self.0.valid_to.map(Date)
    }

    /// Whether the viewer keeps this amount: their region's own.
    async fn viewer_can_maintain(&self, context: &Context<'_>) -> Result<bool> {
        Ok(policy::maintains_rules_of(viewer::viewer(context)?, &self.0.region_key))
    }

    /// Counts the changes; a change names the version that it saw.
    async fn version(&self) -> i32 {
        self.0.version
    }
}

/// The amount with this key, for whoever sees records.
pub async fn find(caller: &Caller, id: Uuid) -> Result<Option<LegalReviewAmount>> {
    if caller.records() == Scope::Nothing {
        return Ok(None);
    }
    let found =
        legal_review_amount::Entity::find_by_id(id).filter(visible(caller)).one(&caller.app.db.read).await;
    Ok(found.map_err(internal)?.map(LegalReviewAmount))
}

fn visible(caller: &Caller) -> Condition {
    rules_of(&caller.viewer, (legal_review_amount::Entity, legal_review_amount::Column::RegionKey))
}

/// What can be asked about legal review.
#[derive(Default)]
pub struct LegalReviewQueries;

/// What can be asked about legal review.
#[Object]
impl LegalReviewQueries {
    /// The amounts from which on a case is reviewed before its decision: the platform's, those of regions above and
    /// the viewer's own, and for its office those made below; the latest first.
    async fn legal_review_amounts(&self, context: &Context<'_>) -> Result<Vec<LegalReviewAmount>> {
        let caller = Caller::of(context)?;
        if caller.records() == Scope::Nothing {
            return Ok(Vec::new());
        }
        let rows = legal_review_amount::Entity::find()
            .filter(visible(&caller))
            .order_by_desc(legal_review_amount::Column::ValidFrom)
            .order_by_asc(legal_review_amount::Column::Id)
            .all(&caller.app.db.read)
            .await
            .map_err(internal)?;
        Ok(rows.into_iter().map(LegalReviewAmount).collect())
    }
}

/// An amount of the region's own.
#[derive(InputObject)]
pub struct AddLegalReviewAmountInput {
    /// The client's name for this intention: a repeat answers what the first answered.
    pub idempotency_key: Option<ID>,
    /// From which amount on; more than nothing, and in a city or county no more than what binds from above.
    pub amount: Money,
    /// The provisions on which it rests.
    pub article: String,
    /// On what the region's own rests: the document (文号) that sets it. Required.
    pub ground: Option<String>,
    /// The first day on which that holds: today or later.
    pub valid_from: Date,
}

/// The amount added, or what is wrong with the input.
#[derive(SimpleObject)]
pub struct AddLegalReviewAmountPayload {
    /// The amount.
    pub legal_review_amount: Option<LegalReviewAmount>,
    /// What is wrong with the input.
    pub errors: Vec<UserError>,
}

/// Another amount, from a day on.
#[derive(InputObject)]
pub struct ReviseLegalReviewAmountInput {
    /// The client's name for this intention: a repeat answers what the first answered.
    pub idempotency_key: Option<ID>,
    /// The amount that is revised.
    pub id: ID,
    /// The version that the viewer saw.
    pub version: i32,
    /// From which amount on; more than nothing.
    pub amount: Money,
    /// The provisions on which it rests.
    pub article: String,
    /// The document (文号) on which it rests; left out, it stays.
    pub ground: Option<String>,
    /// The first day on which that holds: today or later. One that is not in force yet keeps its day.
    pub valid_from: Date,
}

/// The amount in force from that day on, or what is wrong with the input.
#[derive(SimpleObject)]
pub struct ReviseLegalReviewAmountPayload {
    /// The amount; beside a CONFLICT, the one that was to be revised, as it is now.
    pub legal_review_amount: Option<LegalReviewAmount>,
    /// What is wrong with the input.
    pub errors: Vec<UserError>,
}

/// What can be done about legal review.
#[derive(Default)]
pub struct LegalReviewMutations;

/// What can be done about legal review.
#[Object]
impl LegalReviewMutations {
    /// Sets an amount from which on a case of the viewer's region is reviewed before its decision, beside what
    /// binds from above. For the region's office.
    async fn add_legal_review_amount(
        &self,
        context: &Context<'_>,
        input: AddLegalReviewAmountInput,
    ) -> Result<AddLegalReviewAmountPayload> {
        let caller = Caller::of(context)?;
        let key = idempotency(context, input.idempotency_key.as_ref())?;
        let result = add(&caller, input, key).await.map(LegalReviewAmount);
        let (legal_review_amount, errors) = settle(result, caller.language())?;
        Ok(AddLegalReviewAmountPayload { legal_review_amount, errors })
    }

    /// Sets another amount of the viewer's region, from a day on; the present one ends the day before. For the
    /// region's office.
    async fn revise_legal_review_amount(
        &self,
        context: &Context<'_>,
        input: ReviseLegalReviewAmountInput,
    ) -> Result<ReviseLegalReviewAmountPayload> {
        let caller = Caller::of(context)?;
        let key = idempotency(context, input.idempotency_key.as_ref())?;
        let id = ids::named(Kind::LegalReviewAmount, &input.id);
        let result = revise(&caller, id, input, key).await.map(LegalReviewAmount);
        let (legal_review_amount, errors) =
            settle_or_now(result, caller.language(), find(&caller, id)).await?;
        Ok(ReviseLegalReviewAmountPayload { legal_review_amount, errors })
    }
}

async fn again(caller: &Caller, id: Uuid) -> Result<legal_review_amount::Model, Failure> {
    let found = legal_review_amount::Entity::find_by_id(id).one(&caller.app.db.read).await?;
    found.ok_or_else(|| Problem::not_found("id").into())
}

async fn add(
    caller: &Caller,
    input: AddLegalReviewAmountInput,
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
        ground: ground(&mut checks, input.ground.as_deref()),
        fen: input.amount.fen,
        article: checks.text("article", &input.article, NAME),
        valid_from: input.valid_from.0,
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
    let new = row.clone().into_active_model();
    legal_review_amount::Entity::insert(new).exec_without_returning(&change.transaction).await?;
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
        let most = words::yuan(above.fen);
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
    let (amount, from) = (words::yuan(row.fen), day(row.valid_from));
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

async fn revise(
    caller: &Caller,
    id: Uuid,
    input: ReviseLegalReviewAmountInput,
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
    if before.version != input.version {
        return Err(Failure::Conflict);
    }
    let mut checks = Checks::default();
    let article = checks.text("article", &input.article, NAME);
    let revision = dated::revised(before.valid_from, before.valid_to, input.valid_from.0, change.today);
    checks.extend(revision.as_ref().err().cloned());
    let fen = input.amount.fen;
    let grounded = ground(&mut checks, input.ground.as_deref().or(before.ground.as_deref()));
    let asked = legal_review_amount::Model { fen, valid_from: input.valid_from.0, ..before.clone() };
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
                valid_from: input.valid_from.0,
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
        .filter(legal_review_amount::Column::Version.eq(input.version))
        .exec(db)
        .await?;
    if saved.rows_affected == 0 {
        return Err(Failure::Conflict);
    }
    if let Some(row) = &row {
        let new = row.clone().into_active_model();
        legal_review_amount::Entity::insert(new).exec_without_returning(db).await?;
    }
    let row = row.unwrap_or(ended);
    conclude(change, what(&row, MUTATION), Vec::new()).await?;
    Ok(row)
}
