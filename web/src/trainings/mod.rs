//! Trainings: the list, one training, and the form that records or corrects one.

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
use detail::TrainingPage;
use form::Fields;
use leptos::prelude::*;
use leptos_router::{
    components::{Outlet, ParentRoute, Route},
    path,
};
use list::TrainingsPage;
use operations::{ShowTraining, Training};

words! {
    /// What its pages say.
    Trainings {
        title = "培训", "Trainings";
        new = "登记培训", "Record a training";
        correct = "更正培训记录", "Correct a training";
        search = "名称、主题、地点", "Name, subject, place";
        name = "名称", "Name";
        subject = "主题", "Subject";
        speakers = "主讲人", "Speakers";
        trained = "培训人次", "Person-times trained";
        companies = "参加企业（家）", "Companies";
        audiences = "参训人员构成", "Audience";
        audiences_hint =
            "按人员类别填写人数，没有的不填",
            "People of each kind; leave empty where there were none";
        people = "人", "people";
        exam = "组织考试", "With an exam";
        certificates = "发放证书（份）", "Certificates issued";
    }
}

/// Where they are.
pub const PLACE: Place = Place {
    name: "trainings",
    path: "/trainings",
    object: Some("Training"),
    group: Some(Group::Work),
    label: || t().trainings.title,
    open_to: records,
};

/// Everything below `/trainings`.
#[component(transparent)]
pub fn TrainingRoutes() -> impl leptos_router::MatchNestedRoutes + Clone {
    view! {
        <ParentRoute path=path!("/trainings") view=Outlet>
            <Route path=path!("") view=lazy!(work, TrainingsPage)/>
            <Route path=path!("new") view=lazy!(work, new_page::<Training>)/>
            <Route path=path!(":id") view=lazy!(work, TrainingPage)/>
            <Route path=path!(":id/correct") view=lazy!(work, correct_page::<Training>)/>
        </ParentRoute>
    }
    .into_inner()
}

impl Saved<Fields> for Training {
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

impl Record for Training {
    type Fields = Fields;
    type Saved = Self;
    type Show = ShowTraining;
    const PATH: &'static str = PLACE.path;

    fn words() -> Words {
        let words = &t().trainings;
        record::words(words.title, words.new, words.correct)
    }

    fn may_make(viewer: &Viewer) -> bool {
        viewer.can_record_training
    }

    fn found(answer: ShowTraining) -> Option<Self> {
        answer.training
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
