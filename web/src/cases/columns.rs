//! The columns that a list of cases can show. Which ones is part of the address, and so of a saved view.

use super::operations::CaseLine;
use crate::{
    components::{
        display::{Badge, clock_badge, or_dash, status_badge},
        table::Column,
        url_state::UrlState,
    },
    graphql::enums::{CaseColumn, CaseOrderField, Choice, ClockState},
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
        C::Number => (|case| case.row.number.clone().into_any(), Some(CaseOrderField::Number)),
        C::Title => (title, None),
        C::Parties => (parties, None),
        C::Kind => (|case| case.row.kind.label().into_any(), None),
        C::Source => (|case| case.row.source.label().into_any(), None),
        C::Marks => (marks, None),
        C::Status => (|case| status_badge(case.row.status), None),
        C::Outcome => (|case| or_dash(case.row.outcome.map(Choice::label)), None),
        C::Department => (|case| case.row.department.short_name.clone().into_any(), None),
        C::Handlers => (handlers, None),
        C::Action => (|case| or_dash(case.row.action.as_ref().map(|action| action.name.clone())), None),
        C::ReceivedOn => (|case| case.row.received_on.0.clone().into_any(), Some(CaseOrderField::ReceivedOn)),
        C::AcceptedOn => (|case| or_dash(case.row.accepted_on.as_ref()), None),
        C::FiledOn => (|case| or_dash(case.row.filed_on.as_ref()), None),
        C::DecidedOn => (|case| or_dash(case.row.decided_on.as_ref()), None),
        C::ClosedOn => (|case| or_dash(case.row.closed_on.as_ref()), None),
        C::DueOn => (due, Some(CaseOrderField::DueOn)),
        C::Amount => (|case| or_dash(case.row.amount.as_ref()), None),
        C::IllegalIncome => (|case| or_dash(case.row.illegal_income.as_ref()), None),
        C::Fine => (|case| or_dash(case.row.penalty.as_ref().map(|penalty| &penalty.fine)), None),
        C::ConfiscatedIncome => {
            (|case| or_dash(case.row.penalty.as_ref().map(|penalty| &penalty.confiscated_income)), None)
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

fn title(case: &CaseLine) -> AnyView {
    view! { <span>{case.row.title.clone()}" "{marks(case)}</span> }.into_any()
}

fn marks(case: &CaseLine) -> AnyView {
    let marks = case.row.marks.iter().map(|mark| view! { <Badge label=mark.label() tone="waiting"/> });
    view! { <span class="badges">{marks.collect_view()}</span> }.into_any()
}

fn parties(case: &CaseLine) -> AnyView {
    let names: Vec<_> = case.parties.iter().flatten().map(|entry| entry.party.name.as_str()).collect();
    or_dash((!names.is_empty()).then(|| names.join("、")))
}

fn handlers(case: &CaseLine) -> AnyView {
    let names: Vec<_> =
        case.handlers.iter().flatten().map(|handler| handler.person.display_name.as_str()).collect();
    or_dash((!names.is_empty()).then(|| names.join("、")))
}

/// Colour only where it is late.
fn due(case: &CaseLine) -> AnyView {
    let overdue = case.row.clock_state == Some(ClockState::Overdue);
    view! { <span class:overdue=overdue>{or_dash(case.row.due_on.clone())}</span>" "{clock_badge(case.row.clock_state)} }
        .into_any()
}
