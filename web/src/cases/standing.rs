//! Where a case stands: under its page's title, and in a form that somebody else was faster than.

use super::operations::{Case, CaseStanding};
use crate::{
    components::{
        conflict::Basis,
        display::{clock_badge, status_badge},
    },
    graphql::enums::{CaseStatus, Choice, ClockState},
    i18n::t,
};
use leptos::prelude::*;

/// The line that stays in sight whichever part of the page is open: number, status, what it is due for.
pub fn standing(case: &Case) -> impl IntoView + use<> {
    let words = &t().cases;
    let overdue = case.clock_state == Some(ClockState::Overdue);
    let due = case.due_on.clone().map(|due| {
        view! {
            <span class="standing-due" data-testid="due">
                {words.due_on}" "<span class="standing-day" class:overdue=overdue>{due.0}</span>" "{clock_badge(case.clock_state)}
            </span>
        }
    });
    view! {
        <p class="standing">
            <span>{case.number.clone()}</span>
            <span data-testid="status">{status_badge(case.status)}</span>
            {case.outcome.map(|outcome| view! { <span data-testid="outcome">{outcome.label()}</span> })}
            {due}
            <span class="standing-department">{case.department.name.clone()}</span>
        </p>
    }
}

/// What somebody else made of the case since the form was opened on it in this status; what was typed stays.
pub fn case_conflict(basis: Basis<CaseStanding>, status: CaseStatus) -> impl IntoView {
    let compare = move |case: CaseStanding| {
        vec![(t().cases.status, case.status.label().to_owned(), status.label().to_owned())]
    };
    basis.conflict(|case| case.version, compare)
}
