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
    i18n::{t, words},
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

words! {
    /// What its pages say.
    Inspections {
        title = "执法检查", "Inspections";
        new = "登记检查", "Record an inspection";
        correct = "更正检查记录", "Correct an inspection";
        search = "地点、被检查单位、检查情况", "Place, premises, findings";
        inspected_on = "检查日期", "Inspected on";
        place = "检查地点", "Place";
        officers = "执法人员", "Officers";
        officers_hint = "仅列出检查当日执法证有效的人员", "Only those whose certificate is valid on that day";
        officer = "姓名", "Name";
        certificate = "执法证号", "Certificate";
        premises = "被检查单位", "Premises inspected";
        premises_one = "被检查单位", "Premises";
        premises_add = "添加被检查单位", "Add premises";
        premises_unit = "家", "premises";
        name = "名称", "Name";
        address = "地址", "Address";
        party = "从当事人库选取", "Party on record";
        party_hint =
            "按名称或统一社会信用代码查找，没有可不选",
            "By name or credit code; leave empty where there is none";
        result = "检查结果", "Result";
        note = "备注", "Note";
        goods_checked = "检查商品（件）", "Goods checked (items)";
        goods_hint =
            "不能确定准确数量时填写下限，并勾选“余”",
            "Where the exact number isn't known, give the least and mark it";
        findings = "检查情况", "Findings";
        findings_hint = "发现的问题和当场采取的措施", "What was found, and what was done on the spot";
        register_lead = "登记线索", "Register a lead";
    }
}

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
