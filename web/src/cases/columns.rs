//! The columns that a list of cases can show. Which ones is part of the address, and so of a saved view.

use super::operations::{CaseFigures, CaseLine};
use crate::{
    components::{
        display::{Badge, clock_badge, or_dash, status_badge},
        table::Column,
        url_state::UrlState,
    },
    graphql::{
        enums::{CaseColumn, CaseMark, CaseOrderField, Choice, ClockState, FocusArea},
        scalars::{Date, Money},
    },
};
use leptos::prelude::*;

/// What a list shows until somebody chooses otherwise.
pub const USUAL: &[CaseColumn] = &[
    CaseColumn::Number,
    CaseColumn::Title,
    CaseColumn::Kind,
    CaseColumn::Status,
    CaseColumn::Department,
    CaseColumn::ReceivedOn,
    CaseColumn::DueOn,
];

/// The columns chosen in the address. The number is always the first: it is the link to the case.
pub fn chosen(url: UrlState) -> Vec<CaseColumn> {
    let mut columns = url.choices("columns").unwrap_or_else(|| USUAL.to_vec());
    columns.retain(|column| *column != CaseColumn::Number);
    columns.insert(0, CaseColumn::Number);
    columns
}

/// How a table shows the column.
pub fn column(column: CaseColumn) -> Column<CaseLine> {
    match shown(column) {
        Shown::More(column) => column,
        Shown::Figure(figure) => {
            let shown = Column::new(column.label(), move |case: &CaseLine| figure.show(&case.into()));
            if matches!(figure, Figure::Day(_)) { shown.short() } else { shown.number() }
        }
    }
}

/// The case's days and amounts, in the order of the columns, each under its heading.
pub fn figures(case: &CaseFigures) -> impl Iterator<Item = (&'static str, AnyView)> {
    CaseColumn::ALL.iter().filter_map(|column| match shown(*column) {
        Shown::Figure(figure) => Some((column.label(), figure.show(case))),
        Shown::More(_) => None,
    })
}

/// What a column shows.
enum Shown {
    /// No more than a day or an amount of the case, which its own page shows as well.
    Figure(Figure),
    More(Column<CaseLine>),
}

#[derive(Clone, Copy)]
enum Figure {
    Day(fn(&CaseFigures) -> Option<&Date>),
    Amount(fn(&CaseFigures) -> Option<&Money>),
}

impl Figure {
    fn show(self, case: &CaseFigures) -> AnyView {
        match self {
            Self::Day(day) => or_dash(day(case)),
            Self::Amount(amount) => or_dash(amount(case)),
        }
    }
}

fn shown(column: CaseColumn) -> Shown {
    use CaseColumn as C;
    let of = |cell: fn(&CaseLine) -> AnyView| Column::new(column.label(), cell);
    let sorted = |cell, by: CaseOrderField| of(cell).sorted_by(by.code());
    let day = |day| Shown::Figure(Figure::Day(day));
    let amount = |amount| Shown::Figure(Figure::Amount(amount));
    Shown::More(match column {
        C::AcceptedOn => return day(|case| case.accepted_on.as_ref()),
        C::FiledOn => return day(|case| case.filed_on.as_ref()),
        C::DecidedOn => return day(|case| case.decided_on.as_ref()),
        C::ClosedOn => return day(|case| case.closed_on.as_ref()),
        C::Amount => return amount(|case| case.amount.as_ref()),
        C::IllegalIncome => return amount(|case| case.illegal_income.as_ref()),
        C::RecoveredLoss => return amount(|case| case.recovered_loss.as_ref()),
        C::Number => sorted(|case| case.number.clone().into_any(), CaseOrderField::Number).short(),
        C::Title => of(|case| title(&case.title, &case.marks)),
        C::Parties => of(parties),
        C::Kind => of(|case| case.kind.label().into_any()).short(),
        C::Source => of(|case| case.source.label().into_any()).short(),
        C::Marks => of(|case| marks(&case.marks)).short(),
        C::FocusAreas => of(|case| areas(&case.focus_areas)).short(),
        C::Status => of(|case| status_badge(case.status)).short(),
        C::Outcome => of(|case| or_dash(case.outcome.map(Choice::label))).short(),
        C::Department => of(|case| case.department.short_name.clone().into_any()).short(),
        C::Handlers => of(handlers),
        C::Action => of(|case| or_dash(case.action.as_ref().map(|action| action.name.clone()))),
        C::ReceivedOn => {
            sorted(|case| case.received_on.0.clone().into_any(), CaseOrderField::ReceivedOn).short()
        }
        C::DueOn => sorted(|case| due(case.due_on.as_ref(), case.clock_state), CaseOrderField::DueOn).short(),
        C::Fine => of(|case| or_dash(case.penalty.as_ref().map(|penalty| &penalty.fine))).number(),
        C::ConfiscatedIncome => {
            of(|case| or_dash(case.penalty.as_ref().map(|penalty| &penalty.confiscated_income))).number()
        }
    })
}

/// A case's title with what marks it out.
pub fn title(title: &str, its: &[CaseMark]) -> AnyView {
    view! { <span>{title.to_owned()}" "{marks(its)}</span> }.into_any()
}

fn marks(marks: &[CaseMark]) -> AnyView {
    let marks = marks.iter().map(|mark| view! { <Badge label=mark.label() tone="waiting"/> });
    view! { <span class="badges">{marks.collect_view()}</span> }.into_any()
}

/// The fields of weight in which a case lies.
pub fn areas(areas: &[FocusArea]) -> AnyView {
    let labels: Vec<_> = areas.iter().map(|area| area.label()).collect();
    or_dash((!labels.is_empty()).then(|| labels.join("、")))
}

fn parties(case: &CaseLine) -> AnyView {
    let names: Vec<_> = case.parties.iter().flatten().map(|entry| entry.name.as_str()).collect();
    or_dash((!names.is_empty()).then(|| names.join("、")))
}

fn handlers(case: &CaseLine) -> AnyView {
    let names: Vec<_> =
        case.handlers.iter().flatten().map(|handler| handler.person.display_name.as_str()).collect();
    or_dash((!names.is_empty()).then(|| names.join("、")))
}

/// Colour only where it is late.
pub fn due(due_on: Option<&Date>, state: Option<ClockState>) -> AnyView {
    let overdue = state == Some(ClockState::Overdue);
    view! { <span class:overdue=overdue>{or_dash(due_on)}</span>" "{clock_badge(state)} }.into_any()
}
