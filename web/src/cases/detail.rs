//! One case: what can be done next, and its parts.

use super::{
    approvals::ApprovalBox,
    deeds::DeedPanel,
    operations::{Case, ShowCase},
    people::{AssignDialog, CoHandlerDialog},
    revise::ReviseDialog,
    standing::standing,
    step::StepPanel,
    tabs::{CaseTabs, TabOf},
};
use crate::{
    components::{
        display::{PageHeader, PrintButton},
        record::{found, use_record},
    },
    i18n::t,
    supervisions::SupervisionPanel,
};
use leptos::prelude::*;

/// `/cases/:id`
#[component]
pub fn CasePage() -> impl IntoView {
    let query = use_record::<ShowCase>();
    let changed = Callback::new(move |()| query.refetch());
    found(query, |data| data.case, move |case| view! { <CaseView case changed/> })
}

#[component]
fn CaseView(case: Case, changed: Callback<()>) -> impl IntoView {
    let words = &t().cases;
    let (revising, assigning, joining) = (RwSignal::new(false), RwSignal::new(false), RwSignal::new(false));
    let stored = StoredValue::new(case.clone());
    let may = case.viewer_can_revise;
    let more = may.then(|| {
        view! {
            <button type="button" on:click=move |_| assigning.set(true) data-testid="assign-handlers">{words.assign}</button>
            <button type="button" on:click=move |_| joining.set(true) data-testid="add-co-handler">{words.add_co_handler}</button>
            <button type="button" on:click=move |_| revising.set(true) data-testid="revise">{words.revise}</button>
        }
        .into_any()
    });
    view! {
        <PageHeader title=case.title.clone() above=vec![(words.title, "/cases")]><PrintButton/></PageHeader>
        {standing(&case)}
        <ApprovalBox case=case.clone() changed/>
        <div class="case-work">
            <StepPanel case=case.clone() changed/>
            <DeedPanel case changed more/>
        </div>
        <SupervisionPanel of=TabOf { case: stored, changed }/>
        <CaseTabs of=TabOf { case: stored, changed }/>
        <ReviseDialog open=revising case=stored changed/>
        <AssignDialog open=assigning case=stored changed/>
        <CoHandlerDialog open=joining case=stored changed/>
    }
}
