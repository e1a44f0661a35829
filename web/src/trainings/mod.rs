//! Trainings: the list, one training, and the form that records or corrects one.

mod detail;
mod fields;
mod form;
mod list;
mod operations;

use crate::lazy::lazy;
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
            <Route path=path!("") view=lazy!(work, TrainingsPage)/>
            <Route path=path!("new") view=lazy!(work, NewTrainingPage)/>
            <Route path=path!(":id") view=lazy!(work, TrainingPage)/>
            <Route path=path!(":id/correct") view=lazy!(work, CorrectTrainingPage)/>
        </ParentRoute>
    }
    .into_inner()
}
