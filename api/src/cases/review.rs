//! From which amount on a case is reviewed before its decision (法制审核, 行政处罚法 art. 58): dated data,
//! which the office keeps.

use std::collections::HashMap;

use async_graphql::{Context, ID, InputObject, Object, Result, SimpleObject, dataloader::Loader};
use chrono::NaiveDate;
use entity::{case, enums::CaseStatus, legal_review_amount};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, IntoActiveModel, QueryFilter,
    QueryOrder,
};
use uuid::Uuid;

use crate::shared::{
    audit::{self, Record},
    caller::{Caller, IdempotencyKey, idempotency},
    change::{self, Begun},
    dated::{self, Revision},
    errors::{Failure, LoadError, Problem, UserError, UserErrorCode, internal, settle_or_now},
    ids::{self, Kind},
    input::{Checks, NAME},
    loaders::Batch,
    policy::{self, Scope},
    values::{Date, Money},
    viewer,
};

/// The amounts of all times, the latest first: a handful.
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

    /// From how many fen on a case was reviewed on `day`; none where no amount asked for that.
    pub fn on(&self, day: NaiveDate) -> Option<i64> {
        let latest = self.0.iter().find(|row| row.valid_from <= day)?;
        latest.valid_to.is_none_or(|to| day <= to).then_some(latest.fen)
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

    /// Whether the viewer maintains rules and the calendar.
    async fn viewer_can_maintain(&self, context: &Context<'_>) -> Result<bool> {
        Ok(policy::maintains_rules(viewer::viewer(context)?))
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
    let found = legal_review_amount::Entity::find_by_id(id).one(&caller.app.db.read).await;
    Ok(found.map_err(internal)?.map(LegalReviewAmount))
}

/// What can be asked about legal review.
#[derive(Default)]
pub struct LegalReviewQueries;

/// What can be asked about legal review.
#[Object]
impl LegalReviewQueries {
    /// The amounts from which on a case is reviewed before its decision, the latest first.
    async fn legal_review_amounts(&self, context: &Context<'_>) -> Result<Vec<LegalReviewAmount>> {
        let caller = Caller::of(context)?;
        if caller.records() == Scope::Nothing {
            return Ok(Vec::new());
        }
        let amounts = Amounts::read(&caller.app.db.read).await.map_err(internal)?;
        Ok(amounts.0.into_iter().map(LegalReviewAmount).collect())
    }
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
    /// Sets another amount from which on a case is reviewed before its decision, from a day on; the present
    /// one ends the day before. For the office of the city or the province.
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

async fn revise(
    caller: &Caller,
    id: Uuid,
    input: ReviseLegalReviewAmountInput,
    key: Option<IdempotencyKey>,
) -> Result<legal_review_amount::Model, Failure> {
    const MUTATION: &str = "reviseLegalReviewAmount";
    const OBJECT: &str = "LegalReviewAmount";
    let change = match change::begin(caller, key).await? {
        Begun::Repeated(id) => {
            let found = legal_review_amount::Entity::find_by_id(id).one(&caller.app.db.read).await?;
            return found.ok_or_else(|| Problem::not_found("id").into());
        }
        Begun::Fresh(change) => change,
    };
    if !policy::maintains_rules(&caller.viewer) {
        // SQLite has one writer: it must be free before the refusal is logged.
        drop(change);
        return Err(audit::denied(caller, MUTATION, OBJECT, Some(id)).await);
    }
    let db = &change.transaction;
    let found = legal_review_amount::Entity::find_by_id(id).one(db).await?;
    let Some(before) = found else { return Err(Problem::not_found("id").into()) };
    if before.version != input.version {
        return Err(Failure::Conflict);
    }
    let mut checks = Checks::default();
    if input.amount.fen <= 0 {
        checks.add(Problem::new(
            UserErrorCode::OutOfRange,
            "amount",
            "数额应大于0",
            "The amount must be more than nothing",
        ));
    }
    let article = checks.text("article", &input.article, NAME);
    let revision = dated::revised(before.valid_from, before.valid_to, input.valid_from.0, change.today);
    checks.extend(revision.as_ref().err().cloned());
    checks.finish()?;
    let fen = input.amount.fen;
    let (ended, row) = match revision {
        Ok(Revision::Followed(last)) => {
            let row = legal_review_amount::Model {
                id: Uuid::now_v7(),
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
            (legal_review_amount::Model { fen, article, version, ..before }, None)
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
    let detail = serde_json::json!({ "fen": row.fen, "article": row.article, "validFrom": row.valid_from });
    let action = MUTATION.to_owned();
    change.commit(Record { action, object_type: OBJECT, object_id: Some(row.id), detail }).await?;
    Ok(row)
}
