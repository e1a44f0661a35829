//! Keeping a region's own indicators: adding one, revising its words and until when it is shown.

use chrono::NaiveDate;
use entity::{
    enums::{DepartmentKind, EnteredWith, IndicatorGroup, IndicatorLevel, IndicatorTally},
    indicator,
    json::{DepartmentKinds, EnteredWiths, Measures, Strings},
    region,
};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, IntoActiveModel,
    PaginatorTrait, QueryFilter,
};
use serde_json::{Value, json};
use uuid::Uuid;

use super::rules::{self, Wanted};
use crate::{
    rule_changes::service::{authorise, authorise_rule},
    shared::{
        audit::{self, Record},
        caller::{Caller, IdempotencyKey},
        change::{self, Begun},
        errors::{Failure, Problem, UserErrorCode},
        figures::{counts::Counts, indicators},
        input::{Checks, NAME, PLACE},
        recorded::measure,
        scope::rules_of,
    },
};

const OBJECT: &str = "Indicator";
/// The most characters of a unit.
const UNIT: usize = 10;
/// The most indicators of one region's own: a summary prints them all.
const MOST: u64 = 200;

/// The indicators that exist for the caller.
pub fn visible(caller: &Caller) -> Condition {
    rules_of(&caller.viewer, (indicator::Entity, indicator::Column::RegionKey))
}

/// The words of an indicator, to whom they are addressed, and for how long.
pub struct Said {
    /// Where it stands in summaries.
    pub section: IndicatorGroup,
    /// What it is called.
    pub name: String,
    /// The same in English.
    pub name_en: Option<String>,
    /// Its unit.
    pub unit: String,
    /// The same in English.
    pub unit_en: Option<String>,
    /// What exactly is counted.
    pub definition: String,
    /// The same in English.
    pub definition_en: Option<String>,
    /// Which kinds of departments owe it; none: all.
    pub owed_by: Vec<DepartmentKind>,
    /// The first day of the periods for which it is shown.
    pub valid_from: Option<NaiveDate>,
    /// The last day of those.
    pub valid_to: Option<NaiveDate>,
}

/// What an indicator is made of.
pub enum Made {
    /// It is counted.
    Counted(Wanted),
    /// It is entered with these records.
    Entered(Vec<EnteredWith>),
}

/// Adds an indicator of the caller's region.
///
/// # Errors
///
/// Where the caller may not, or something is wrong with it.
pub async fn add(
    caller: &Caller,
    said: Said,
    made: Option<Made>,
    key: Option<IdempotencyKey>,
) -> Result<indicator::Model, Failure> {
    const MUTATION: &str = "addIndicator";
    let change = match change::begin(caller, key).await? {
        Begun::Repeated(id) => return again(caller, id).await,
        Begun::Fresh(change) => change,
    };
    let change = authorise(change, caller, MUTATION, OBJECT).await?;
    let db = &change.transaction;
    let region_key = caller.viewer.region_key.clone();
    // Numbers are given one after the other.
    audit::hold(db).await?;
    let known =
        indicator::Entity::find().filter(indicator::Column::RegionKey.eq(&region_key)).count(db).await?;
    let region = region::Entity::find().filter(region::Column::Key.eq(&region_key)).one(db).await?;
    let number = known + 1;
    let code = format!("{}-{number}", region.map_or_else(|| region_key.clone(), |region| region.code));
    let mut checks = Checks::default();
    if known >= MOST {
        checks.add(Problem::new(
            UserErrorCode::OutOfRange,
            "",
            format!("本地区自定义指标不得超过{MOST}项"),
            format!("A region has at most {MOST} indicators of its own"),
        ));
    }
    let (counts, entered_with) = made_of(&mut checks, made, &code);
    let row = indicator::Model {
        id: Uuid::now_v7(),
        position: i32::try_from(number).unwrap_or(i32::MAX),
        code,
        section: said.section,
        name: String::new(),
        name_en: String::new(),
        unit: String::new(),
        unit_en: String::new(),
        definition: String::new(),
        definition_en: String::new(),
        region_key,
        measures: Measures(counts.measures),
        kinds: Strings(counts.kinds),
        details: Strings(counts.details),
        entered_with: EnteredWiths(entered_with),
        owed_by: DepartmentKinds::default(),
        level: counts.level,
        tally: counts.tally,
        valid_from: None,
        valid_to: None,
        version: 1,
    };
    let row = worded(&mut checks, row, said);
    unique(&mut checks, db, &row).await?;
    checks.finish()?;
    indicator::Entity::insert(row.clone().into_active_model()).exec_without_returning(db).await?;
    let detail = json!({ "after": facts(&row) });
    change.commit(record(MUTATION, row.id, detail)).await?;
    Ok(row)
}

/// Revises the words of an indicator of the caller's region, who owes it, and for how long it is shown.
///
/// # Errors
///
/// NOT_FOUND, FORBIDDEN; a conflict where somebody was faster; what is wrong with the input.
pub async fn revise(
    caller: &Caller,
    (id, version): (Uuid, i32),
    said: Said,
    key: Option<IdempotencyKey>,
) -> Result<indicator::Model, Failure> {
    const MUTATION: &str = "reviseIndicator";
    let change = match change::begin(caller, key).await? {
        Begun::Repeated(id) => return again(caller, id).await,
        Begun::Fresh(change) => change,
    };
    let found = indicator::Entity::find_by_id(id).filter(visible(caller)).one(&change.transaction).await?;
    let before = found.ok_or_else(|| Problem::not_found("id"))?;
    let change = authorise_rule(change, caller, MUTATION, (OBJECT, id, &before.region_key)).await?;
    if before.version != version {
        return Err(Failure::Conflict);
    }
    let mut checks = Checks::default();
    let row = worded(&mut checks, indicator::Model { version: version + 1, ..before.clone() }, said);
    unique(&mut checks, &change.transaction, &row).await?;
    checks.finish()?;
    let saved = indicator::Entity::update_many()
        .set(row.clone().into_active_model().reset_all())
        .filter(indicator::Column::Id.eq(id))
        .filter(indicator::Column::Version.eq(version))
        .exec(&change.transaction)
        .await?;
    if saved.rows_affected == 0 {
        return Err(Failure::Conflict);
    }
    let detail = json!({ "before": facts(&before), "after": facts(&row) });
    change.commit(record(MUTATION, id, detail)).await?;
    Ok(row)
}

/// What is counted, and with what it is entered; what is wrong with it goes to `checks`.
fn made_of(checks: &mut Checks, made: Option<Made>, code: &str) -> (Counts, Vec<EnteredWith>) {
    let nothing = Counts {
        measures: Vec::new(),
        kinds: Vec::new(),
        details: Vec::new(),
        level: IndicatorLevel::All,
        tally: IndicatorTally::Sum,
    };
    match made {
        Some(Made::Counted(wanted)) => match rules::counts(&wanted, "counts") {
            Ok(counts) => (counts, Vec::new()),
            Err(problems) => {
                checks.extend(problems);
                (nothing, Vec::new())
            }
        },
        Some(Made::Entered(mut with)) if !with.is_empty() => {
            with.sort_unstable();
            with.dedup();
            let measures = with.iter().map(|with| measure(*with)).collect();
            (Counts { measures, details: vec![code.to_owned()], ..nothing }, with)
        }
        _ => {
            checks.add(Problem::new(
                UserErrorCode::Required,
                "counts",
                "请选择统计内容，或选择随哪类记录填报（二者选一）",
                "Say what it counts, or with which records it is entered: one of the two",
            ));
            (nothing, Vec::new())
        }
    }
}

fn worded(checks: &mut Checks, row: indicator::Model, said: Said) -> indicator::Model {
    let english = |checks: &mut Checks, path, value: Option<String>, limit| {
        checks.optional(path, value.as_deref(), limit).unwrap_or_default()
    };
    if let (Some(from), Some(to)) = (said.valid_from, said.valid_to) {
        checks.in_order("validTo", from, to);
    }
    indicator::Model {
        section: said.section,
        name: checks.text("name", &said.name, NAME),
        name_en: english(checks, "nameEn", said.name_en, NAME),
        unit: checks.text("unit", &said.unit, UNIT),
        unit_en: english(checks, "unitEn", said.unit_en, UNIT * 3),
        definition: checks.text("definition", &said.definition, PLACE),
        definition_en: english(checks, "definitionEn", said.definition_en, PLACE * 2),
        owed_by: DepartmentKinds(said.owed_by),
        valid_from: said.valid_from,
        valid_to: said.valid_to,
        ..row
    }
}

/// That no other indicator which holds for the region is called so.
async fn unique(checks: &mut Checks, db: &impl ConnectionTrait, row: &indicator::Model) -> Result<(), DbErr> {
    let known = indicators::rows(db, &row.region_key).await?;
    if known.iter().any(|other| other.id != row.id && other.name == row.name) {
        checks.add(Problem::new(
            UserErrorCode::Duplicate,
            "name",
            "已有同名指标",
            "There is an indicator of this name already",
        ));
    }
    Ok(())
}

async fn again(caller: &Caller, id: Uuid) -> Result<indicator::Model, Failure> {
    let found = indicator::Entity::find_by_id(id).filter(visible(caller)).one(&caller.app.db.read).await?;
    found.ok_or_else(|| Problem::not_found("id").into())
}

fn record(mutation: &str, id: Uuid, detail: Value) -> Record {
    Record { action: mutation.to_owned(), object_type: OBJECT, object_id: Some(id), detail }
}

fn facts(row: &indicator::Model) -> Value {
    json!({
        "code": row.code,
        "section": row.section,
        "name": [row.name, row.name_en],
        "unit": [row.unit, row.unit_en],
        "definition": [row.definition, row.definition_en],
        "measures": row.measures,
        "kinds": row.kinds,
        "details": row.details,
        "level": row.level,
        "tally": row.tally,
        "enteredWith": row.entered_with,
        "owedBy": row.owed_by,
        "validFrom": row.valid_from,
        "validTo": row.valid_to,
    })
}
