//! Where departments stand: what each lost, term by term, and what appeals gave back.

use std::{collections::HashMap, sync::Arc};

use chrono::NaiveDate;
use entity::{department, enums::AppealState, figure_line, league_appeal, region};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseConnection, DbErr, ExprTrait,
    sea_query::{Alias, Expr, Query},
};
use uuid::Uuid;
use vocabulary::FigureDimension as Dimension;

use super::rules::{self, TERMS, Term};
use crate::{
    shared::figures::indicators::{CLOSED, Definition},
    summary::{
        extent::Extent,
        records,
        slices::{self, Part, Slice},
        tallies::{self, Tally},
    },
};

/// Cases that wait for a step at the period's end.
const PENDING: &str = "CASES_PENDING";

/// Where a department stands.
#[derive(Clone, Debug)]
pub struct Standing {
    /// The department.
    pub department: department::Model,
    /// What is left of a hundred points; none for who had no case at all.
    pub score: Option<i64>,
    /// Its place among all; none where it has no score, or not all were asked for.
    pub place: Option<usize>,
    /// What it lost, in the formula's order.
    pub losses: Vec<Loss>,
}

/// What a department lost by one term.
#[derive(Clone, Debug)]
pub struct Loss {
    /// The term.
    pub term: Term,
    /// What is counted.
    pub definition: Arc<Definition>,
    /// How much of it.
    pub tally: Tally,
    /// About what.
    pub extent: Extent,
    /// For how many of these an appeal was upheld.
    pub pardoned: i64,
}

impl Loss {
    /// The points lost, without what was given back.
    pub fn points(&self) -> i64 {
        self.term.points * (self.tally.present.value - self.pardoned)
    }
}

/// The standings of the extent's departments, the best first; who has no score comes last.
///
/// # Errors
///
/// The database's.
pub async fn read(
    db: &DatabaseConnection,
    (region, extent): (&region::Model, &Extent),
    known: &[Arc<Definition>],
    today: NaiveDate,
) -> Result<Vec<Standing>, DbErr> {
    let named = |code: &str| known.iter().find(|definition| definition.code == code).cloned();
    let by = Dimension::Department;
    let mut departments = slices::parts(db, extent, region, by).await?;
    // It judges, and handles no cases.
    departments.retain(|slice| of_department(slice).is_some_and(|(_, it)| !it.is_coordination_office));
    let together = slices::together(extent, &departments);
    let busy: Vec<_> = [CLOSED, PENDING].into_iter().filter_map(named).collect();
    let activity = tallies::read(db, &busy, &together, Some(by)).await?;
    let mut losses: HashMap<Uuid, Vec<Loss>> = HashMap::new();
    for term in TERMS {
        let Some(definition) = named(term.indicator) else { continue };
        let Some(period) = term.days(extent.period, today) else { continue };
        let counted = Extent { period, ..together.clone() };
        let tallies = tallies::read(db, std::slice::from_ref(&definition), &counted, Some(by)).await?;
        let pardoned = pardoned(db, &counted, &definition).await?;
        for (slice, department) in departments.iter().filter_map(of_department) {
            losses.entry(department.id).or_default().push(Loss {
                term,
                definition: definition.clone(),
                tally: tallies.of_slice(slice, &definition.code),
                extent: Extent { period, ..slice.extent.clone() },
                pardoned: pardoned.get(&department.id).copied().unwrap_or(0),
            });
        }
    }
    let mut standings: Vec<Standing> = departments
        .iter()
        .filter_map(of_department)
        .map(|(slice, department)| {
            let losses = losses.remove(&department.id).unwrap_or_default();
            let had_cases = busy.iter().any(|one| !activity.of_slice(slice, &one.code).is_nothing())
                || losses.iter().any(|loss| loss.tally.present.value > 0);
            let score = had_cases.then(|| rules::score(losses.iter().map(Loss::points).sum()));
            Standing { department: department.clone(), score, place: None, losses }
        })
        .collect();
    if extent.department_ids.is_empty() {
        let scores: Vec<_> = standings.iter().map(|standing| standing.score).collect();
        for (standing, place) in standings.iter_mut().zip(rules::places(&scores)) {
            standing.place = place;
        }
    }
    standings.sort_by_key(|standing| std::cmp::Reverse(standing.score));
    Ok(standings)
}

fn of_department(slice: &Slice) -> Option<(&Slice, &department::Model)> {
    match &slice.of {
        Part::Department(department) => Some((slice, department)),
        _ => None,
    }
}

/// For how many of what is counted an appeal was upheld, by department.
async fn pardoned(
    db: &DatabaseConnection,
    extent: &Extent,
    definition: &Definition,
) -> Result<HashMap<Uuid, i64>, DbErr> {
    use league_appeal::Column as Appeal;
    let line = |column: figure_line::Column| Expr::col((figure_line::Entity, column));
    let appeal = |column: Appeal| Expr::col((league_appeal::Entity, column));
    let mut upheld = Query::select();
    upheld
        .expr(Expr::cust("1"))
        .from(league_appeal::Entity)
        .and_where(appeal(Appeal::DepartmentId).eq(line(figure_line::Column::DepartmentId)))
        .and_where(appeal(Appeal::CaseId).eq(line(figure_line::Column::RecordId)))
        .and_where(Appeal::Indicator.eq(definition.code.as_str()))
        .and_where(Appeal::State.eq(AppealState::Upheld));
    if let Some(moment) = extent.as_of {
        upheld.and_where(Appeal::DecidedAt.lte(moment));
    }
    let mut select = records::lines(extent, &definition.counts);
    select
        .and_where(Expr::exists(upheld))
        .column(figure_line::Column::DepartmentId)
        .expr_as(line(figure_line::Column::RecordId).count_distinct().cast_as("bigint"), Alias::new("n"))
        .group_by_col(figure_line::Column::DepartmentId);
    let rows = db.query_all(&select).await?;
    rows.iter().map(|row| Ok((row.try_get("", "department_id")?, row.try_get("", "n")?))).collect()
}
