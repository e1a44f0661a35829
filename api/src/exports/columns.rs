//! The columns that a list of cases can show, and what each says of a case.

use entity::case;
use vocabulary::{CaseColumn, Label, Language, Term};

use super::sheet::Cell;
use crate::cases::facts::marks;

/// A case with the names that its columns show.
pub struct Line {
    /// The case.
    pub case: case::Model,
    /// The department's short name.
    pub department: String,
    /// The joint action's name, where the viewer may see it.
    pub action: Option<String>,
    /// The parties' names.
    pub parties: Vec<String>,
    /// The handlers' names.
    pub handlers: Vec<String>,
}

/// The width in characters.
pub fn width(column: CaseColumn) -> f64 {
    use CaseColumn::*;
    match column {
        Title => 40.0,
        Parties => 30.0,
        Action => 24.0,
        Number | Department | ConfiscatedIncome | RecoveredLoss | FocusAreas => 18.0,
        Kind | Status | Outcome | Fine => 14.0,
        Source | Marks | ReceivedOn | AcceptedOn | FiledOn | DecidedOn | ClosedOn | DueOn => 12.0,
        _ => 16.0,
    }
}

/// What the column says of a case.
pub fn cell(column: CaseColumn, line: &Line, language: Language) -> Cell {
    use CaseColumn::*;
    let Line { case, .. } = line;
    let said = |label: Label| Cell::Text(label.in_language(language).to_owned());
    let separator = match language {
        Language::Chinese => "、",
        Language::English => ", ",
    };
    let listed = |names: &[String]| match names {
        [] => Cell::Empty,
        names => Cell::Text(names.join(separator)),
    };
    let money = |fen: Option<i64>| fen.map_or(Cell::Empty, Cell::Fen);
    match column {
        Number => Cell::Text(case.number.clone()),
        Title => Cell::Text(case.title.clone()),
        Parties => listed(&line.parties),
        Kind => said(case.kind.label()),
        Source => said(case.source.label()),
        Marks => {
            let marks = marks([
                case.mark_major,
                case.mark_egregious,
                case.mark_typical,
                case.mark_foreign_related,
                case.mark_mass,
            ])
            .into_iter();
            listed(&marks.map(|mark| mark.label().in_language(language).to_owned()).collect::<Vec<_>>())
        }
        FocusAreas => {
            let areas = case.focus_areas.0.iter();
            listed(&areas.map(|area| area.label().in_language(language).to_owned()).collect::<Vec<_>>())
        }
        Status => said(case.status.label()),
        Outcome => case.outcome.map_or(Cell::Empty, |outcome| said(outcome.label())),
        Department => Cell::Text(line.department.clone()),
        Handlers => listed(&line.handlers),
        Action => line.action.clone().into(),
        ReceivedOn => Cell::Day(case.received_on),
        AcceptedOn => case.accepted_on.into(),
        FiledOn => case.filed_on.into(),
        DecidedOn => case.decided_on.into(),
        ClosedOn => case.closed_on.into(),
        DueOn => case.due_on.into(),
        Amount => money(case.amount_fen),
        IllegalIncome => money(case.illegal_income_fen),
        RecoveredLoss => money(case.recovered_loss_fen),
        Fine => money(case.fine_fen),
        ConfiscatedIncome => money(case.confiscated_income_fen),
    }
}
