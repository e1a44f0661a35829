//! Trainings: the list, one training, and the form that records or corrects one.

mod detail;
mod fields;
mod form;
mod list;
mod operations;

use detail::TrainingPage;
use form::{CorrectTrainingPage, NewTrainingPage};
use leptos::prelude::*;
use leptos_router::{
    components::{Outlet, ParentRoute, Route},
    path,
};
use list::TrainingsPage;

/// Everything below `/trainings`.
#[component(transparent)]
pub fn TrainingRoutes() -> impl leptos_router::MatchNestedRoutes + Clone {
    view! {
        <ParentRoute path=path!("/trainings") view=Outlet>
            <Route path=path!("") view=TrainingsPage/>
            <Route path=path!("new") view=NewTrainingPage/>
            <Route path=path!(":id") view=TrainingPage/>
            <Route path=path!(":id/correct") view=CorrectTrainingPage/>
        </ParentRoute>
    }
    .into_inner()
}
