//! The columns that a list of cases can show. Which ones is part of the address, and so of a saved view.

use super::operations::CaseLine;
use crate::{
    components::{
        display::{Badge, clock_badge, or_dash, status_badge},
        table::Column,
        url_state::UrlState,
    },
    graphql::{
        enums::{CaseColumn, CaseMark, CaseOrderField, Choice, ClockState},
        scalars::Date,
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
    use CaseColumn as C;
    let (cell, sort): (fn(&CaseLine) -> AnyView, _) = match column {
        C::Number => (|case| case.number.clone().into_any(), Some(CaseOrderField::Number)),
        C::Title => (|case| title(&case.title, &case.marks), None),
        C::Parties => (parties, None),
        C::Kind => (|case| case.kind.label().into_any(), None),
        C::Source => (|case| case.source.label().into_any(), None),
        C::Marks => (|case| marks(&case.marks), None),
        C::Status => (|case| status_badge(case.status), None),
        C::Outcome => (|case| or_dash(case.outcome.map(Choice::label)), None),
        C::Department => (|case| case.department.short_name.clone().into_any(), None),
        C::Handlers => (handlers, None),
        C::Action => (|case| or_dash(case.action.as_ref().map(|action| action.name.clone())), None),
        C::ReceivedOn => (|case| case.received_on.0.clone().into_any(), Some(CaseOrderField::ReceivedOn)),
        C::AcceptedOn => (|case| or_dash(case.accepted_on.as_ref()), None),
        C::FiledOn => (|case| or_dash(case.filed_on.as_ref()), None),
        C::DecidedOn => (|case| or_dash(case.decided_on.as_ref()), None),
        C::ClosedOn => (|case| or_dash(case.closed_on.as_ref()), None),
        C::DueOn => (|case| due(case.due_on.as_ref(), case.clock_state), Some(CaseOrderField::DueOn)),
        C::Amount => (|case| or_dash(case.amount.as_ref()), None),
        C::IllegalIncome => (|case| or_dash(case.illegal_income.as_ref()), None),
        C::Fine => (|case| or_dash(case.penalty.as_ref().map(|penalty| &penalty.fine)), None),
        C::ConfiscatedIncome => {
            (|case| or_dash(case.penalty.as_ref().map(|penalty| &penalty.confiscated_income)), None)
        }
    };
    let shown = Column::new(column.label(), cell);
    let shown = match sort {
        Some(field) => shown.sorted_by(field.code()),
        None => shown,
    };
    match column {
        C::Amount | C::IllegalIncome | C::Fine | C::ConfiscatedIncome => shown.number(),
        C::Title | C::Parties | C::Action | C::Handlers => shown,
        _ => shown.short(),
    }
}

/// A case's title with what marks it out.
pub fn title(title: &str, its: &[CaseMark]) -> AnyView {
    view! { <span>{title.to_owned()}" "{marks(its)}</span> }.into_any()
}

fn marks(marks: &[CaseMark]) -> AnyView {
    let marks = marks.iter().map(|mark| view! { <Badge label=mark.label() tone="waiting"/> });
    view! { <span class="badges">{marks.collect_view()}</span> }.into_any()
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
