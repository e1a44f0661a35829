//! Maintaining a region's own rules of the blacklist: a new provision is data, not code. The office adds what comes
//! into force, says what holds from a day on, and ends what is repealed; an entry keeps the rule by
//! which it was proposed, as it was.
//!
//! A list of serious violations rests on laws, regulations (法规, local ones included) or documents of the State
//! Council (国办发〔2020〕49号): a province or a city may add what its own regulation says beside the platform's
//! rules. It takes nothing away from them, and a county, which makes no regulations, adds none.

use async_graphql::Result;
use chrono::NaiveDate;
use entity::{
    blacklist_rule,
    enums::{BlacklistMark, CaseKind},
    json::{BlacklistMarks, CaseKinds},
};
use sea_orm::{ActiveModelTrait, ColumnTrait, Condition, EntityTrait, IntoActiveModel, QueryFilter};
use uuid::Uuid;

use crate::{
    rule_changes::service::{What, authorise, authorise_rule, conclude, ground},
    shared::{
        caller::{Caller, IdempotencyKey},
        change::{self, Begun, Change},
        dated::{self, Revision},
        errors::{Failure, Problem, UserErrorCode},
        input::{Checks, NAME, PLACE},
        language::{Text, day, text},
        scope::rules_of,
    },
};

const OBJECT: &str = "BlacklistRule";
/// How long the key of a city is.
const CITY: usize = 4;
/// The most penalties that a rule counts.
const MOST_PENALTIES: i32 = 20;
/// The most months over which a rule counts, or for which it lists.
const MOST_MONTHS: i32 = 120;

/// What a rule of the blacklist says.
pub struct RuleText {
    /// What it is called.
    pub name: String,
    /// The provisions on which it rests.
    pub article: String,
    /// So many penalties …
    pub penalties: i32,
    /// … within so many months.
    pub months: Option<i32>,
    /// In cases of these kinds; any where none is named.
    pub case_kinds: Vec<CaseKind>,
    /// The last case carries one of these; none is asked for where none is named.
    pub marks: Vec<BlacklistMark>,
    /// How many months a party stays listed.
    pub listed_months: i32,
    /// The document on which a region's own rule rests.
    pub ground: Option<String>,
}

/// What is changed about a rule.
pub enum Amendment {
    /// What it says, from a day on.
    Revise(RuleText, NaiveDate),
    /// Its last day.
    End(NaiveDate),
}

impl Amendment {
    /// The mutation.
    fn name(&self) -> &'static str {
        match self {
            Amendment::Revise(..) => "reviseBlacklistRule",
            Amendment::End(_) => "endBlacklistRule",
        }
    }
}

async fn again(caller: &Caller, id: Uuid) -> Result<blacklist_rule::Model, Failure> {
    let found = blacklist_rule::Entity::find_by_id(id).one(&caller.app.db.read).await?;
    found.ok_or_else(|| Problem::not_found("id").into())
}

/// The rules that exist for the caller.
pub fn visible(caller: &Caller) -> Condition {
    rules_of(&caller.viewer, (blacklist_rule::Entity, blacklist_rule::Column::RegionKey))
}

/// The row that `text` makes; what is wrong with it goes to `checks`.
fn row(checks: &mut Checks, region: &str, text: RuleText, valid_from: NaiveDate) -> blacklist_rule::Model {
    if region.len() > CITY {
        checks.add(Problem::new(
            UserErrorCode::FixedByStatute,
            "text.ground",
            "列入情形须有法律、法规依据，县区不另行规定",
            "Listing rests on laws and regulations: a county adds no rules",
        ));
    }
    let months = match (text.penalties > 1, text.months) {
        (true, Some(months)) => months,
        (true, None) => {
            checks.add(Problem::required("text.months"));
            1
        }
        (false, _) => 0,
    };
    checks.length("text.caseKinds", text.case_kinds.len());
    checks.length("text.marks", text.marks.len());
    let grounded = ground(checks, text.ground.as_deref());
    let row = blacklist_rule::Model {
        id: Uuid::now_v7(),
        region_key: region.to_owned(),
        ground: grounded,
        name: checks.text("text.name", &text.name, NAME),
        article: checks.text("text.article", &text.article, PLACE),
        penalties: text.penalties,
        months,
        case_kinds: CaseKinds(distinct(text.case_kinds)),
        marks: BlacklistMarks(distinct(text.marks)),
        listed_months: text.listed_months,
        valid_from,
        valid_to: None,
        version: 1,
    };
    within_limits(checks, "text.", &row);
    row
}

/// That a rule counts and lists within bounds; `path` leads to its fields.
pub fn within_limits(checks: &mut Checks, path: &str, row: &blacklist_rule::Model) {
    let mut within = |field: &str, value: i32, most: i32| {
        if !(1..=most).contains(&value) {
            checks.add(Problem::new(
                UserErrorCode::OutOfRange,
                &format!("{path}{field}"),
                format!("应为1至{most}之间的整数"),
                format!("Must be a whole number from 1 to {most}"),
            ));
        }
    };
    within("penalties", row.penalties, MOST_PENALTIES);
    if row.penalties > 1 {
        within("months", row.months, MOST_MONTHS);
    }
    within("listedMonths", row.listed_months, MOST_MONTHS);
}

/// Each once, in the order in which they were named.
fn distinct<A, B: PartialEq + From<A>>(named: Vec<A>) -> Vec<B> {
    named.into_iter().map(B::from).fold(Vec::new(), |mut distinct, one| {
        if !distinct.contains(&one) {
            distinct.push(one);
        }
        distinct
    })
}

/// Adds a rule of the caller's region.
///
/// # Errors
///
/// Where the caller may not, or something is wrong with it.
pub async fn add(
    caller: &Caller,
    (text, valid_from): (RuleText, NaiveDate),
    key: Option<IdempotencyKey>,
) -> Result<blacklist_rule::Model, Failure> {
    const MUTATION: &str = "addBlacklistRule";
    let change = match change::begin(caller, key).await? {
        Begun::Repeated(id) => return again(caller, id).await,
        Begun::Fresh(change) => change,
    };
    let change = authorise(change, caller, MUTATION, OBJECT).await?;
    let mut checks = Checks::default();
    let row = row(&mut checks, &caller.viewer.region_key, text, valid_from);
    checks.extend(in_the_past("validFrom", row.valid_from, change.today));
    checks.finish()?;
    insert(&change, &row).await?;
    commit(change, MUTATION, &row).await?;
    Ok(row)
}

/// What was judged already stays judged.
fn in_the_past(path: &str, day: NaiveDate, today: NaiveDate) -> Option<Problem> {
    let problem = || {
        Problem::new(
            UserErrorCode::DateOrder,
            path,
            "日期不能早于今天：此前已按当时的规定办理",
            "The day can't lie before today: what came before was judged already",
        )
    };
    (day < today).then(problem)
}

/// Revises or ends the rule with `id`, seen at `version`.
///
/// # Errors
///
/// Where the caller may not, or something is wrong with it.
pub async fn amend(
    caller: &Caller,
    (id, version): (Uuid, i32),
    what: Amendment,
    key: Option<IdempotencyKey>,
) -> Result<blacklist_rule::Model, Failure> {
    let change = match change::begin(caller, key).await? {
        Begun::Repeated(id) => return again(caller, id).await,
        Begun::Fresh(change) => change,
    };
    let mutation = what.name();
    let change = authorise(change, caller, mutation, OBJECT).await?;
    let found =
        blacklist_rule::Entity::find_by_id(id).filter(visible(caller)).one(&change.transaction).await?;
    let Some(before) = found else { return Err(Problem::not_found("id").into()) };
    let change = authorise_rule(change, caller, mutation, (OBJECT, id, before.region_key.as_str())).await?;
    if before.version != version {
        return Err(Failure::Conflict);
    }
    let mut checks = Checks::default();
    let (known, next) = match what {
        Amendment::End(to) => {
            checks.extend(in_the_past("validTo", to, change.today));
            checks.in_order("validTo", before.valid_from, to);
            if let Some(ends) = before.valid_to.filter(|ends| *ends < change.today) {
                checks.add(Problem::new(
                    UserErrorCode::IllegalTransition,
                    "validTo",
                    format!("该规定已于{ends}失效"),
                    format!("The rule ended on {ends} already"),
                ));
            }
            (blacklist_rule::Model { valid_to: Some(to), ..before }, None)
        }
        Amendment::Revise(mut text, from) => {
            text.ground = text.ground.or_else(|| before.ground.clone());
            let revised = row(&mut checks, &before.region_key, text, from);
            let revision = dated::revised(before.valid_from, before.valid_to, from, change.today);
            checks.extend(revision.as_ref().err().cloned());
            match revision {
                Ok(Revision::Followed(last)) => {
                    let next = blacklist_rule::Model { valid_to: before.valid_to, ..revised };
                    (blacklist_rule::Model { valid_to: Some(last), ..before }, Some(next))
                }
                _ => (blacklist_rule::Model { id, valid_to: before.valid_to, ..revised }, None),
            }
        }
    };
    checks.finish()?;
    let known = blacklist_rule::Model { version: version + 1, ..known };
    let saved = blacklist_rule::Entity::update_many()
        .set(known.clone().into_active_model().reset_all())
        .filter(blacklist_rule::Column::Id.eq(id))
        .filter(blacklist_rule::Column::Version.eq(version))
        .exec(&change.transaction)
        .await?;
    if saved.rows_affected == 0 {
        return Err(Failure::Conflict);
    }
    if let Some(next) = &next {
        insert(&change, next).await?;
    }
    let row = next.unwrap_or(known);
    commit(change, mutation, &row).await?;
    Ok(row)
}

async fn insert(change: &Change, row: &blacklist_rule::Model) -> Result<(), Failure> {
    blacklist_rule::Entity::insert(row.clone().into_active_model())
        .exec_without_returning(&change.transaction)
        .await?;
    Ok(())
}

/// What a rule says, in a sentence.
pub fn title(row: &blacklist_rule::Model) -> Text {
    let from = day(row.valid_from);
    match row.valid_to.map(day) {
        None => text(
            format!("失信名单规则“{}”自{}起施行", row.name, from.zh),
            format!("blacklist rule {} from {}", row.name, from.en),
        ),
        Some(to) => text(
            format!("失信名单规则“{}”施行至{}", row.name, to.zh),
            format!("blacklist rule {} until {}", row.name, to.en),
        ),
    }
}

async fn commit(change: Change, mutation: &'static str, row: &blacklist_rule::Model) -> Result<(), Failure> {
    let what = What {
        region_key: row.region_key.clone(),
        action: mutation,
        object_type: OBJECT,
        object_id: Some(row.id),
        title: title(row),
        ground: row.ground.clone().unwrap_or_else(|| row.article.clone()),
        detail: serde_json::json!({
            "name": row.name,
            "article": row.article,
            "penalties": row.penalties,
            "months": row.months,
            "caseKinds": row.case_kinds.0,
            "marks": row.marks.0,
            "listedMonths": row.listed_months,
            "validFrom": row.valid_from,
            "validTo": row.valid_to,
        }),
    };
    conclude(change, what, Vec::new()).await.map(drop)
}
