//! Inspections: the list, one inspection, and the form that an officer fills in on a phone, in a shop.

mod detail;
mod form;
mod list;
mod operations;
mod premises;

pub use list::inspection_table;
pub use operations::InspectionRow;

use crate::{
    components::record::{self, Record, RecordForm, Saved, Words, correct_page, new_page},
    graphql::fragments::Viewer,
    i18n::t,
    lazy::lazy,
    pages::{Group, Place, records},
};
use detail::InspectionPage;
use form::Fields;
use leptos::prelude::*;
use leptos_router::{
    components::{Outlet, ParentRoute, Route},
    path,
};
use list::InspectionsPage;
use operations::{Inspection, ShowInspection};

/// Where they are.
pub const PLACE: Place = Place {
    name: "inspections",
    path: "/inspections",
    object: Some("Inspection"),
    group: Some(Group::Work),
    label: || t().inspections.title,
    open_to: records,
};

/// Everything below `/inspections`.
#[component(transparent)]
pub fn InspectionRoutes() -> impl leptos_router::MatchNestedRoutes + Clone {
    view! {
        <ParentRoute path=path!("/inspections") view=Outlet>
            <Route path=path!("") view=lazy!(work, InspectionsPage)/>
            <Route path=path!("new") view=lazy!(work, new_page::<Inspection>)/>
            <Route path=path!(":id") view=lazy!(work, InspectionPage)/>
            <Route path=path!(":id/correct") view=lazy!(work, correct_page::<Inspection>)/>
        </ParentRoute>
    }
    .into_inner()
}

impl Saved<Fields> for Inspection {
    fn id(&self) -> &cynic::Id {
        &self.id
    }

    fn version(&self) -> i32 {
        self.version
    }

    fn fields(self) -> Fields {
        Fields::of(self)
    }
}

impl Record for Inspection {
    type Fields = Fields;
    type Saved = Self;
    type Show = ShowInspection;
    const PATH: &'static str = PLACE.path;

    fn words() -> Words {
        let words = &t().inspections;
        record::words(words.title, words.new, words.correct)
    }

    fn may_make(viewer: &Viewer) -> bool {
        viewer.can_record_inspection
    }

    fn found(answer: ShowInspection) -> Option<Self> {
        answer.inspection
    }

    fn may_correct(&self) -> bool {
        self.viewer_can_correct
    }

    fn saved(self) -> Self {
        self
    }

    fn begin(viewer: &Viewer) -> Fields {
        Fields::new(viewer)
    }

    fn form(form: RecordForm<Self>) -> AnyView {
        form::form(form)
    }
}
