//! Publicity events: the list, one publicity event, and the form that records or corrects one.

mod detail;
mod form;
mod list;
mod operations;

use crate::{
    components::record::{self, Record, RecordForm, Saved, Words, correct_page, new_page},
    graphql::fragments::Viewer,
    i18n::{t, words},
    lazy::lazy,
    pages::{Group, Place, records},
};
use detail::PublicityEventPage;
use form::Fields;
use leptos::prelude::*;
use leptos_router::{
    components::{Outlet, ParentRoute, Route},
    path,
};
use list::PublicityPage;
use operations::{PublicityEvent, ShowPublicityEvent};

words! {
    /// What its pages say.
    Publicity {
        title = "宣传", "Publicity";
        new = "登记宣传活动", "Record a publicity event";
        correct = "更正宣传活动记录", "Correct a publicity event";
        search = "名称、地点", "Name, place";
        name = "活动名称", "Name";
        materials = "发放资料（份）", "Materials handed out";
        consultations = "接受咨询（人次）", "Consultations";
        media_items = "媒体报道（篇）", "Media items";
        television = "电视节目（期）", "Television programmes";
    }
}

/// Where they are.
pub const PLACE: Place = Place {
    name: "publicity",
    path: "/publicity",
    object: Some("PublicityEvent"),
    group: Some(Group::Work),
    label: || t().publicity.title,
    open_to: records,
};

/// Everything below `/publicity`.
#[component(transparent)]
pub fn PublicityRoutes() -> impl leptos_router::MatchNestedRoutes + Clone {
    view! {
        <ParentRoute path=path!("/publicity") view=Outlet>
            <Route path=path!("") view=lazy!(work, PublicityPage)/>
            <Route path=path!("new") view=lazy!(work, new_page::<PublicityEvent>)/>
            <Route path=path!(":id") view=lazy!(work, PublicityEventPage)/>
            <Route path=path!(":id/correct") view=lazy!(work, correct_page::<PublicityEvent>)/>
        </ParentRoute>
    }
    .into_inner()
}

impl Saved<Fields> for PublicityEvent {
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

impl Record for PublicityEvent {
    type Fields = Fields;
    type Saved = Self;
    type Show = ShowPublicityEvent;
    const PATH: &'static str = PLACE.path;

    fn words() -> Words {
        let words = &t().publicity;
        record::words(words.title, words.new, words.correct)
    }

    fn may_make(viewer: &Viewer) -> bool {
        viewer.can_record_publicity
    }

    fn found(answer: ShowPublicityEvent) -> Option<Self> {
        answer.publicity_event
    }

    fn may_correct(&self) -> bool {
        self.viewer_can_correct
    }

    fn saved(self) -> Self {
        self
    }

    fn begin(viewer: &Viewer) -> Fields {
        Fields::new(&viewer.today.0)
    }

    fn form(form: RecordForm<Self>) -> AnyView {
        form::form(form)
    }
}
