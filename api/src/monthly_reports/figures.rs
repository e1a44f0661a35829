//! The figures of a monthly report: what the ledger says of its month, what was corrected, and by how much earlier months
//! came to differ from what was told of them. While it is filled in they are read from the ledger; once it is submitted,
//! from what was kept.

use std::{
    collections::{BTreeMap, HashMap},
    sync::Arc,
};

use chrono::{DateTime, Datelike, NaiveDate, Utc};
use entity::{
    department,
    enums::{IndicatorTally, MonthlyReportState as State},
    figure_line, monthly_report,
    monthly_report_figure::{self, Column},
};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, ExprTrait, QueryFilter, QueryOrder,
    QuerySelect,
    sea_query::{Expr, Func},
};

use super::rules::{self, checks::Row};
use crate::{
    shared::{
        figures::indicators::{self, Definition},
        scope::within_region,
        values::Quantity,
    },
    summary::{
        extent::Extent,
        rules::Period,
        tallies::{self, Tally},
    },
};

/// A figure of a report.
#[derive(Clone, Debug)]
pub struct Line {
    /// What is counted.
    pub definition: Arc<Definition>,
    /// What the records add up to.
    pub computed: Quantity,
    /// What the reports below corrected; nothing of a department's.
    pub adjusted: i64,
    /// What is reported instead.
    pub corrected: Option<Corrected>,
    /// Over what it is counted.
    pub extent: Extent,
    /// What the earlier months of the year told of it, with what came to differ since; of sums alone.
    pub earlier: Option<i64>,
}

/// What is reported instead of what the records say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Corrected {
    /// The number.
    pub quantity: Quantity,
    /// Why.
    pub reason: String,
}

impl Line {
    /// What is reported without a correction.
    pub fn proposed(&self) -> i64 {
        self.computed.value + self.adjusted
    }

    /// What is reported; none: nothing on record, and no zero confirmed.
    pub fn reported(&self, zeros_confirmed: bool) -> Option<Quantity> {
        match &self.corrected {
            Some(corrected) => Some(corrected.quantity),
            None if self.proposed() == 0 && !zeros_confirmed => None,
            None => Some(Quantity { value: self.proposed(), at_least: self.computed.at_least }),
        }
    }

    /// The same as the check sees it.
    pub fn row(&self, zeros_confirmed: bool) -> Row {
        let reported = self.reported(zeros_confirmed);
        Row {
            code: self.definition.code.clone(),
            value: reported.map(|quantity| quantity.value),
            at_least: reported.is_some_and(|quantity| quantity.at_least),
            computed: self.proposed(),
            is_money: self.definition.counts.is_money(),
        }
    }
}

/// By how much an earlier month came to differ from what was told of it.
#[derive(Clone, Debug)]
pub struct Later {
    /// The month.
    pub month: NaiveDate,
    /// What is counted.
    pub definition: Arc<Definition>,
    /// What it has now less what was told.
    pub difference: i64,
    /// Over what it is counted, at the moment of which the report speaks.
    pub extent: Extent,
    /// When it was told last.
    pub since: DateTime<Utc>,
}

/// What a report says.
#[derive(Clone, Debug, Default)]
pub struct Filled {
    /// Its figures, in the order in which summaries print them.
    pub lines: Vec<Line>,
    /// What came to differ of earlier months, the latest month first.
    pub later: Vec<Later>,
}

/// Of what the report's figures of `period` are.
pub fn extent(report: &monthly_report::Model, period: Period, as_of: Option<DateTime<Utc>>) -> Extent {
    Extent {
        region_key: report.region_key.clone(),
        own_level: false,
        department_ids: if report.whole_region { Vec::new() } else { vec![report.department_id] },
        period,
        case_kinds: Vec::new(),
        as_of,
    }
}

/// What the report says: as the ledger has it now while it is filled in, and as it was told once it is.
///
/// # Errors
///
/// The database's.
pub async fn read(db: &impl ConnectionTrait, report: &monthly_report::Model) -> Result<Filled, DbErr> {
    if report.state == State::Excused {
        return Ok(Filled::default());
    }
    let rows = monthly_report_figure::Entity::find().filter(Column::ReportId.eq(report.id)).all(db).await?;
    if !rules::is_told(report.state) {
        return live(db, report, &rows).await;
    }
    let known = definitions(db, report, &rows).await?;
    let earlier = earlier_of_the_year(db, report).await?;
    let since = told_before(db, report).await?.and_then(|told| told.counted_at);
    let now = extent(report, rules::period(report.month), report.counted_at);
    let of_month = |definition: &Arc<Definition>, month: NaiveDate| {
        rows.iter().find(|row| row.of_month == month && row.indicator == definition.code)
    };
    let lines = known.iter().filter_map(|definition| {
        let row = of_month(definition, report.month)?;
        Some(Line {
            definition: definition.clone(),
            computed: Quantity { value: row.computed, at_least: row.computed_at_least },
            adjusted: row.adjusted,
            corrected: corrected(row),
            extent: now.clone(),
            earlier: is_cumulative(definition)
                .then(|| earlier.get(&definition.code).copied().unwrap_or_default()),
        })
    });
    let mut months: Vec<NaiveDate> = rows.iter().map(|row| row.of_month).collect();
    months.sort_unstable();
    months.dedup();
    let before = months.into_iter().rev().filter(|month| *month < report.month);
    let later = before.flat_map(|month| {
        let of_month = &of_month;
        known.iter().filter_map(move |definition| {
            Some(Later {
                month,
                definition: definition.clone(),
                difference: of_month(definition, month)?.computed,
                extent: extent(report, rules::period(month), report.counted_at),
                since: since?,
            })
        })
    });
    Ok(Filled { lines: lines.collect(), later: later.collect() })
}

async fn live(
    db: &impl ConnectionTrait,
    report: &monthly_report::Model,
    rows: &[monthly_report_figure::Model],
) -> Result<Filled, DbErr> {
    let known = definitions(db, report, rows).await?;
    let month = extent(report, rules::period(report.month), None);
    let tallies = tallies::read(db, &known, &month, None).await?;
    let adjusted = if report.whole_region { adjusted(db, report).await? } else { HashMap::new() };
    let later = later(db, report).await?;
    let mut earlier = earlier_of_the_year(db, report).await?;
    let year = report.month.year();
    for Later { definition, difference, month, .. } in &later {
        if month.year() == year {
            *earlier.entry(definition.code.clone()).or_default() += difference;
        }
    }
    let line = |definition: &Arc<Definition>| Line {
        definition: definition.clone(),
        computed: tallies.of(&definition.code).present,
        adjusted: adjusted.get(&definition.code).copied().unwrap_or_default(),
        corrected: rows.iter().find(|row| row.indicator == definition.code).and_then(corrected),
        extent: month.clone(),
        earlier: is_cumulative(definition)
            .then(|| earlier.get(&definition.code).copied().unwrap_or_default()),
    };
    Ok(Filled { lines: known.iter().map(line).collect(), later })
}

/// Whether months of it add up to a year.
fn is_cumulative(definition: &Definition) -> bool {
    definition.counts.tally == IndicatorTally::Sum
}

fn corrected(row: &monthly_report_figure::Model) -> Option<Corrected> {
    Some(Corrected {
        quantity: Quantity { value: row.corrected?, at_least: row.corrected_at_least },
        reason: row.reason.clone().unwrap_or_default(),
    })
}

/// The indicators of the report: those that hold for its month and that its department owes; once it is told, those of
/// which it was told.
async fn definitions(
    db: &impl ConnectionTrait,
    report: &monthly_report::Model,
    rows: &[monthly_report_figure::Model],
) -> Result<Vec<Arc<Definition>>, DbErr> {
    let known = indicators::rows(db, &report.region_key).await?;
    let told = |code: &str| rows.iter().any(|row| row.indicator == code);
    if rules::is_told(report.state) {
        let shown = known.into_iter().filter(|row| told(&row.code));
        return Ok(shown.map(|row| Arc::new(row.into())).collect());
    }
    let owing = department::Entity::find_by_id(report.department_id).one(db).await?.map(|row| row.kind);
    let period = rules::period(report.month);
    let is_owed = |row: &entity::indicator::Model| {
        let owed_by = &row.owed_by.0;
        report.whole_region || owed_by.is_empty() || owing.is_some_and(|kind| owed_by.contains(&kind))
    };
    let shown =
        known.into_iter().filter(|row| indicators::is_valid(row, (period.from, period.to)) && is_owed(row));
    Ok(shown.map(|row| Arc::new(row.into())).collect())
}

/// The last month that was told before the report's.
///
/// # Errors
///
/// The database's.
pub async fn told_before(
    db: &impl ConnectionTrait,
    report: &monthly_report::Model,
) -> Result<Option<monthly_report::Model>, DbErr> {
    earlier_months(report).order_by_desc(monthly_report::Column::Month).one(db).await
}

/// The months of the same department before the report's that were told.
fn earlier_months(report: &monthly_report::Model) -> sea_orm::Select<monthly_report::Entity> {
    use monthly_report::Column as Report;
    monthly_report::Entity::find()
        .filter(Report::DepartmentId.eq(report.department_id))
        .filter(Report::Month.lt(report.month))
        .filter(Report::State.is_in(rules::TOLD))
}

/// By how much each month that was told came to differ since it was told last.
async fn later(db: &impl ConnectionTrait, report: &monthly_report::Model) -> Result<Vec<Later>, DbErr> {
    let told = earlier_months(report).order_by_desc(monthly_report::Column::Month).all(db).await?;
    let last = told.first().and_then(|last| last.counted_at.zip(last.counted_line));
    let Some((since, line)) = last else { return Ok(Vec::new()) };
    let Some(first) = first_day_changed(db, report, (since, line)).await? else { return Ok(Vec::new()) };
    let mut found = Vec::new();
    for month in told.iter().filter(|told| told.month >= rules::month_of(first)) {
        let rows = monthly_report_figure::Entity::find()
            .filter(Column::ReportId.eq(month.id))
            .filter(Column::OfMonth.eq(month.month))
            .all(db)
            .await?;
        let known = definitions(db, month, &rows).await?;
        let now = extent(report, rules::period(month.month), None);
        let then = Extent { as_of: Some(since), ..now.clone() };
        let (present, past) =
            (tallies::read(db, &known, &now, None).await?, tallies::read(db, &known, &then, None).await?);
        let value = |tally: Tally| tally.present.value;
        for definition in known {
            let difference = value(present.of(&definition.code)) - value(past.of(&definition.code));
            if difference != 0 {
                found.push(Later { month: month.month, definition, difference, extent: now.clone(), since });
            }
        }
    }
    Ok(found)
}

/// The earliest day of the lines before the report's month that were entered or reversed since that moment.
async fn first_day_changed(
    db: &impl ConnectionTrait,
    report: &monthly_report::Model,
    (since, line): (DateTime<Utc>, i64),
) -> Result<Option<NaiveDate>, DbErr> {
    use figure_line::Column as Line;
    let mut earliest: Option<NaiveDate> = None;
    // One after the other: each by its own index.
    for changed in [Line::Id.gt(line), Line::ReversedAt.gt(since)] {
        let mut select = figure_line::Entity::find()
            .select_only()
            .column_as(Line::Day.min(), "day")
            .filter(changed)
            .filter(Line::Day.lt(report.month))
            .filter(within_region(&report.region_key, Line::RegionKey));
        if !report.whole_region {
            select = select.filter(Line::DepartmentId.eq(report.department_id));
        }
        let day: Option<Option<NaiveDate>> = select.into_tuple().one(db).await?;
        earliest = earliest.into_iter().chain(day.flatten()).min();
    }
    Ok(earliest)
}

fn kept(column: Column) -> Expr {
    Expr::col((monthly_report_figure::Entity, column))
}

/// What a row reports of the month that its report is of.
fn reported() -> Expr {
    Func::coalesce([kept(Column::Corrected), kept(Column::Computed).add(kept(Column::Adjusted))]).into()
}

/// The sum of what rows tell: of their own month what they report, of an earlier one by how much it came to differ.
fn told() -> Expr {
    let month = Expr::col((monthly_report::Entity, monthly_report::Column::Month));
    let told = Expr::case(kept(Column::OfMonth).eq(month), reported()).finally(kept(Column::Computed));
    Expr::expr(told).sum().cast_as("bigint")
}

/// What the earlier months of the report's year told, with what later ones among them said had come to differ; for one
/// that is told, with its own corrections of them.
async fn earlier_of_the_year(
    db: &impl ConnectionTrait,
    report: &monthly_report::Model,
) -> Result<HashMap<String, i64>, DbErr> {
    use monthly_report::Column as Report;
    let new_year = report.month.with_month(1).unwrap_or(report.month);
    let earlier = Condition::all().add(Report::Month.lt(report.month)).add(Report::State.is_in(rules::TOLD));
    let own = Condition::all().add(Report::Id.eq(report.id)).add(Column::OfMonth.lt(report.month));
    let own = rules::is_told(report.state).then_some(own);
    let rows: Vec<(String, i64)> = monthly_report_figure::Entity::find()
        .select_only()
        .column(Column::Indicator)
        .column_as(told(), "told")
        .inner_join(monthly_report::Entity)
        .filter(Report::DepartmentId.eq(report.department_id))
        .filter(Column::OfMonth.gte(new_year))
        .filter(Condition::any().add(earlier).add_option(own))
        .group_by(Column::Indicator)
        .into_tuple()
        .all(db)
        .await?;
    Ok(rows.into_iter().collect())
}

/// By how much what the accepted reports below reported differs from what their records say.
async fn adjusted(
    db: &impl ConnectionTrait,
    report: &monthly_report::Model,
) -> Result<HashMap<String, i64>, DbErr> {
    use monthly_report::Column as Report;
    let by = reported().sub(kept(Column::Computed));
    let rows: Vec<(String, i64)> = monthly_report_figure::Entity::find()
        .select_only()
        .column(Column::Indicator)
        .column_as(by.sum().cast_as("bigint"), "adjusted")
        .inner_join(monthly_report::Entity)
        .filter(Report::ReceiverKey.eq(report.region_key.as_str()))
        .filter(Report::Month.eq(report.month))
        .filter(Report::State.eq(State::Accepted))
        .filter(Column::OfMonth.eq(report.month))
        .group_by(Column::Indicator)
        .into_tuple()
        .all(db)
        .await?;
    Ok(rows.into_iter().filter(|(_, by)| *by != 0).collect())
}

/// What the last twelve months that were told reported of each figure, for the check of jumps.
///
/// # Errors
///
/// The database's.
pub async fn past(
    db: &impl ConnectionTrait,
    report: &monthly_report::Model,
) -> Result<HashMap<String, Vec<i64>>, DbErr> {
    let months =
        earlier_months(report).order_by_desc(monthly_report::Column::Month).limit(12).all(db).await?;
    let months: BTreeMap<_, _> = months.into_iter().map(|month| (month.id, month.month)).collect();
    let rows = monthly_report_figure::Entity::find()
        .filter(Column::ReportId.is_in(months.keys().copied()))
        .all(db)
        .await?;
    let mut past: HashMap<String, Vec<i64>> = HashMap::new();
    for row in rows.into_iter().filter(|row| months.get(&row.report_id) == Some(&row.of_month)) {
        past.entry(row.indicator).or_default().push(row.corrected.unwrap_or(row.computed + row.adjusted));
    }
    Ok(past)
}

/// The rows that keep what is told.
pub fn rows(report: &monthly_report::Model, filled: &Filled) -> Vec<monthly_report_figure::Model> {
    let line = |line: &Line| monthly_report_figure::Model {
        report_id: report.id,
        of_month: report.month,
        indicator: line.definition.code.clone(),
        computed: line.computed.value,
        computed_at_least: line.computed.at_least,
        adjusted: line.adjusted,
        corrected: line.corrected.as_ref().map(|corrected| corrected.quantity.value),
        corrected_at_least: line.corrected.as_ref().is_some_and(|corrected| corrected.quantity.at_least),
        reason: line.corrected.as_ref().map(|corrected| corrected.reason.clone()),
    };
    let later = |later: &Later| monthly_report_figure::Model {
        report_id: report.id,
        of_month: later.month,
        indicator: later.definition.code.clone(),
        computed: later.difference,
        computed_at_least: false,
        adjusted: 0,
        corrected: None,
        corrected_at_least: false,
        reason: None,
    };
    filled.lines.iter().map(line).chain(filled.later.iter().map(later)).collect()
}
