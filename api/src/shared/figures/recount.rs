//! Comparing the ledger with the records, line by line and total by total, and setting it right. Both go through the
//! records a stretch at a time, each under the lock that orders changes, so that people go on working; what was
//! stopped goes on where it differs.

use chrono::{DateTime, NaiveDate, Utc};
use entity::{
    enums::Measure,
    figure_ledger,
    figure_line::{self, Column},
    figure_total,
};
use sea_orm::{
    ColumnTrait, DatabaseTransaction, DbErr, EntityTrait, FromQueryResult, Iterable, QueryFilter,
    QuerySelect, sea_query::Expr,
};
use uuid::Uuid;

use super::{
    Contribution, Line, Source,
    entering::{self, Cause, Difference},
    firsts, freezing,
    totals::{Delta, Key, Sum},
};
use crate::shared::{audit, db::Database};

/// How many records are compared in one transaction.
const AT_ONCE: u64 = 500;
/// How many differences are shown.
const SHOWN: usize = 100;

/// A total that says something else than its lines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WrongTotal {
    /// Which.
    pub key: Key,
    /// What it says.
    pub kept: Sum,
    /// What its lines add up to.
    pub counted: Sum,
}

/// Where the ledger differs from the records.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// How many records were compared.
    pub records: u64,
    /// How many of them have other lines than they should.
    pub differing: u64,
    /// The first of these.
    pub differences: Vec<Difference>,
    /// How many totals differ from their lines.
    pub wrong: u64,
    /// The first of these.
    pub wrong_totals: Vec<WrongTotal>,
}

impl Report {
    /// Whether the ledger says what the records say.
    pub fn is_right(&self) -> bool {
        self.differing == 0 && self.wrong == 0
    }
}

/// Compares everything.
///
/// # Errors
///
/// The database's.
pub async fn verify(db: &Database, sources: &[&'static Source]) -> Result<Report, DbErr> {
    walk(db, sources, None).await
}

/// Compares everything, and sets right what differs; answers what was found.
///
/// # Errors
///
/// The database's.
pub async fn rebuild(
    db: &Database,
    sources: &[&'static Source],
    now: DateTime<Utc>,
) -> Result<Report, DbErr> {
    walk(db, sources, Some(now)).await
}

/// Which version of what records add the lines follow: one more whenever a record comes to add something else than
/// before, so that what is on record already is entered anew.
const VERSION: i32 = 3;

/// Enters what was on record before the ledger knew of it. While that goes on nothing is recorded, so that it is done
/// once the last record has its lines, of this version.
///
/// # Errors
///
/// The database's.
pub async fn complete(db: &Database, sources: &[&'static Source], now: DateTime<Utc>) -> Result<(), DbErr> {
    let transaction = db.begin().await?;
    let kept = figure_ledger::Entity::find().one(&transaction).await?;
    let is_current = kept.is_some_and(|kept| kept.version == VERSION);
    let (mut is_empty, mut is_entered) = (true, true);
    for source in sources {
        let Some(last) = (source.last)(&transaction).await? else { continue };
        let line = figure_line::Entity::find().filter(Column::SourceId.eq(last)).one(&transaction).await?;
        is_empty = false;
        is_entered &= line.is_some();
    }
    transaction.rollback().await?;
    if is_current && is_entered {
        return Ok(());
    }
    if !is_empty {
        tracing::info!("entering the figures of what is on record");
        let found = rebuild(db, sources, now).await?;
        tracing::info!(records = found.records, "the figures are entered");
    }
    let transaction = db.begin().await?;
    figure_ledger::Entity::update_many()
        .col_expr(figure_ledger::Column::Version, Expr::val(VERSION))
        .exec(&transaction)
        .await?;
    transaction.commit().await
}

async fn walk(
    db: &Database,
    sources: &[&'static Source],
    setting_right: Option<DateTime<Utc>>,
) -> Result<Report, DbErr> {
    let mut report = Report::default();
    for source in sources {
        let mut after = None;
        loop {
            let transaction = locked(db).await?;
            let ids = (source.walk)(&transaction, after, AT_ONCE).await?;
            let Some(last) = ids.last().copied() else { break };
            after = Some(last);
            let counted = (source.count)(&transaction, &ids).await?;
            let differences = entering::differences(&transaction, &counted).await?;
            report.records += ids.len() as u64;
            report.differing += differences.len() as u64;
            let room = SHOWN.saturating_sub(report.differences.len());
            report.differences.extend(differences.iter().take(room).cloned());
            if let Some(now) = setting_right {
                let at = freezing::moment(&transaction, now).await?;
                entering::settle(&transaction, differences, Cause { at, sequence: 0 }).await?;
                transaction.commit().await?;
            }
            if report.records.is_multiple_of(20 * AT_ONCE) {
                tracing::info!(
                    kind = source.name,
                    records = report.records,
                    "comparing figures with records"
                );
            }
        }
    }
    for measure in Measure::iter() {
        let transaction = locked(db).await?;
        let wrong = wrong_totals(&transaction, measure).await?;
        report.wrong += wrong.len() as u64;
        let room = SHOWN.saturating_sub(report.wrong_totals.len());
        report.wrong_totals.extend(wrong.iter().take(room).cloned());
        if setting_right.is_some() && !wrong.is_empty() {
            let mut delta = Delta::default();
            for WrongTotal { key, kept, counted } in wrong {
                delta.correct(key, kept, counted);
            }
            delta.write(&transaction).await?;
            transaction.commit().await?;
        }
    }
    Ok(report)
}

/// A transaction beside which no change enters lines.
async fn locked(db: &Database) -> Result<DatabaseTransaction, DbErr> {
    let transaction = db.begin().await?;
    audit::hold(&transaction).await?;
    Ok(transaction)
}

/// What the lines of one day, department and kind add up to.
#[derive(FromQueryResult)]
struct Group {
    department_id: Uuid,
    for_region: bool,
    region_key: String,
    day: NaiveDate,
    ends_on: Option<NaiveDate>,
    kind: String,
    detail: String,
    sum: i64,
    bounds: i64,
}

async fn wrong_totals(db: &DatabaseTransaction, measure: Measure) -> Result<Vec<WrongTotal>, DbErr> {
    let groups = figure_line::Entity::find()
        .select_only()
        .columns([
            Column::DepartmentId,
            Column::ForRegion,
            Column::RegionKey,
            Column::Day,
            Column::EndsOn,
            Column::Kind,
            Column::Detail,
        ])
        .column_as(Expr::cust("CAST(SUM(amount) AS BIGINT)"), "sum")
        .column_as(Expr::cust("CAST(SUM(CASE WHEN at_least THEN 1 ELSE 0 END) AS BIGINT)"), "bounds")
        .filter(Column::Measure.eq(measure))
        .filter(Column::ReversedAt.is_null())
        .group_by(Column::DepartmentId)
        .group_by(Column::ForRegion)
        .group_by(Column::RegionKey)
        .group_by(Column::Day)
        .group_by(Column::EndsOn)
        .group_by(Column::Kind)
        .group_by(Column::Detail)
        .into_model::<Group>()
        .all(db)
        .await?;
    let mut counted = Delta::default();
    for group in groups {
        let adds = Contribution::one(Uuid::nil(), measure, group.day).until(group.ends_on);
        let line = Line {
            adds: Contribution { kind: group.kind, detail: group.detail, ..adds },
            region_key: group.region_key,
            department_id: group.department_id,
            for_region: group.for_region,
        };
        counted.add_many(&line, Sum { amount: group.sum, lower_bounds: group.bounds });
    }
    for (key, n) in firsts::counted(db, measure).await? {
        counted.add_to(key, n);
    }
    let mut counted = counted.into_sums();
    let kept = figure_total::Entity::find().filter(figure_total::Column::Measure.eq(measure)).all(db).await?;
    let mut wrong = Vec::new();
    for row in kept {
        let kept = Sum { amount: row.amount, lower_bounds: row.lower_bounds };
        let key = Key::from(row);
        let counted = counted.remove(&key).unwrap_or_default();
        if kept != counted {
            wrong.push(WrongTotal { key, kept, counted });
        }
    }
    let missing = counted.into_iter().filter(|(_, sum)| *sum != Sum::default());
    wrong.extend(missing.map(|(key, counted)| WrongTotal { key, kept: Sum::default(), counted }));
    Ok(wrong)
}
