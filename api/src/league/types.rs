//! The league and appeals as GraphQL shows them.

use async_graphql::{Context, ID, Object, Result};
use chrono::{DateTime, Utc};
use entity::{enums::AppealState, league_appeal};

use super::{
    rules::{self, FULL, TERMS},
    sight::owner,
    standing::{Loss, Standing, read},
};
use crate::{
    cases::types::{Case, case_by_id},
    departments::types::{Department, department_by_id},
    shared::{
        caller::Caller,
        clock::statutory_day,
        errors::internal,
        ids::{self, Kind},
        policy::{self, Act},
        viewer,
    },
    summary::types::{SummaryFigure, WorkSummary},
    users::types::{Person, person_by_id},
};

/// The league of a summary's departments.
pub struct League {
    standings: Vec<Standing>,
    summary: SummaryWords,
}

/// The words of the terms' indicators.
type SummaryWords = Vec<(rules::Term, String, String)>;

/// The league of a summary: of the region's own departments, or of those that were asked for.
pub async fn league(context: &Context<'_>, summary: &WorkSummary) -> Result<League> {
    let caller = Caller::of(context)?;
    let today = summary.extent.as_of.map_or_else(|| caller.today(), statutory_day);
    let about = (&summary.region, &summary.extent);
    let standings = read(&caller.app.db.read, about, &summary.definitions, today).await.map_err(internal)?;
    let language = viewer::language(context);
    let worded = |term: rules::Term| {
        let found = summary.definitions.iter().find(|definition| definition.code == term.indicator)?;
        let said = |text: &crate::shared::language::Text| text.in_language(language).to_owned();
        Some((term, said(&found.name), said(&found.definition)))
    };
    Ok(League { standings, summary: TERMS.into_iter().filter_map(worded).collect() })
}

/// The league of departments (考评): each begins with all points, and loses some by each case that a term counts.
#[Object]
impl League {
    /// The points with which each begins; nobody has less than none.
    async fn full(&self) -> i64 {
        FULL
    }

    /// The formula: what costs how many points.
    async fn terms(&self) -> Vec<LeagueTerm> {
        let term = |(term, label, definition): &(rules::Term, String, String)| LeagueTerm {
            term: *term,
            label: label.clone(),
            definition: definition.clone(),
        };
        self.summary.iter().map(term).collect()
    }

    /// The departments, the best first; who had no case at all has no score, and comes last.
    async fn standings(&self) -> Vec<LeagueStanding> {
        self.standings.iter().cloned().map(LeagueStanding).collect()
    }
}

/// A term of the league's formula.
pub struct LeagueTerm {
    term: rules::Term,
    label: String,
    definition: String,
}

/// A term of the league's formula: each record that its indicator counts costs points.
#[Object]
impl LeagueTerm {
    /// The indicator's code.
    async fn indicator(&self) -> &str {
        self.term.indicator
    }

    /// The indicator's name, in the viewer's language.
    async fn label(&self) -> &str {
        &self.label
    }

    /// What exactly is counted, in the viewer's language.
    async fn definition(&self) -> &str {
        &self.definition
    }

    /// What one record costs.
    async fn points(&self) -> i64 {
        self.term.points
    }

    /// Whether a day counts only once it is past.
    async fn once_past(&self) -> bool {
        self.term.once_past
    }
}

/// Where a department stands.
pub struct LeagueStanding(Standing);

/// Where a department stands.
#[Object]
impl LeagueStanding {
    /// The department.
    async fn department(&self) -> Department {
        Department(self.0.department.clone())
    }

    /// Its place, shared by who has as many points; null for who has no score, and where not all departments were asked
    /// for.
    async fn place(&self) -> Option<u64> {
        self.0.place.map(|place| place as u64)
    }

    /// What is left of all points; null for who had no case at all.
    async fn score(&self) -> Option<i64> {
        self.0.score
    }

    /// What it lost, in the formula's order; nothing by a term none of whose days is past.
    async fn losses(&self) -> Vec<LeagueLoss> {
        self.0.losses.iter().cloned().map(LeagueLoss).collect()
    }
}

/// What a department lost by one term.
pub struct LeagueLoss(Loss);

/// What a department lost by one term.
#[Object]
impl LeagueLoss {
    /// The term's indicator.
    async fn indicator(&self) -> &str {
        self.0.term.indicator
    }

    /// The points lost, without what appeals gave back.
    async fn points(&self) -> i64 {
        self.0.points()
    }

    /// For how many of the records an appeal was upheld, so that they cost nothing.
    async fn pardoned(&self) -> i64 {
        self.0.pardoned
    }

    /// What cost the points; it opens to each record.
    async fn figure(&self) -> SummaryFigure {
        SummaryFigure::new(self.0.definition.clone(), self.0.tally, self.0.extent.clone())
    }
}

/// An appeal against a lost point.
pub struct LeagueAppeal(pub league_appeal::Model);

/// An appeal (申诉) of a department against a point that it lost by a case.
#[Object]
impl LeagueAppeal {
    /// The global id.
    pub async fn id(&self) -> ID {
        ids::encode(Kind::LeagueAppeal, self.0.id)
    }

    /// Counts the changes; a mutation names the version that it saw.
    async fn version(&self) -> i32 {
        self.0.version
    }

    /// Whose point it is.
    async fn department(&self, context: &Context<'_>) -> Result<Department> {
        department_by_id(context, self.0.department_id).await
    }

    /// The term's indicator.
    async fn indicator(&self) -> &str {
        &self.0.indicator
    }

    /// The case; null where the viewer no longer sees it.
    async fn case(&self, context: &Context<'_>) -> Result<Option<Case>> {
        case_by_id(context, self.0.case_id).await
    }

    /// Why the point should not count.
    async fn ground(&self) -> &str {
        &self.0.ground
    }

    /// Who raised it.
    async fn raised_by(&self, context: &Context<'_>) -> Result<Person> {
        person_by_id(context, self.0.raised_by_id).await
    }

    /// When.
    async fn raised_at(&self) -> DateTime<Utc> {
        self.0.raised_at
    }

    /// What became of it.
    async fn state(&self) -> AppealState {
        self.0.state
    }

    /// What the office says.
    async fn decision(&self) -> Option<&str> {
        self.0.decision.as_deref()
    }

    /// Who decided.
    async fn decided_by(&self, context: &Context<'_>) -> Result<Option<Person>> {
        match self.0.decided_by_id {
            Some(id) => person_by_id(context, id).await.map(Some),
            None => Ok(None),
        }
    }

    /// When it was decided.
    async fn decided_at(&self) -> Option<DateTime<Utc>> {
        self.0.decided_at
    }

    /// Whether the viewer can decide on it.
    async fn viewer_can_decide(&self, context: &Context<'_>) -> Result<bool> {
        let caller = Caller::of(context)?;
        let may = policy::may(&caller.viewer, Act::DecideLostPointAppeal, &owner(&self.0));
        Ok(may && self.0.state == AppealState::Raised)
    }
}
