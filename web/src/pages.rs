//! Every page of the app. A part of the app is registered here, once with its routes and once with its place: what the
//! menu says and whom it shows it, and where the objects are that other parts speak of.

use crate::{
    account::AccountPage,
    actions::{self, ActionRoutes},
    audit::{self, AuditPage},
    blacklist::{self, BlacklistRoutes},
    case_documents::{self, CaseDocumentRoutes},
    cases::{self, CaseRoutes},
    clocks::{self, ClockRoutes},
    components::states::NotFound,
    dashboard::{self, DashboardPage},
    deconfliction::{self, DeconflictionRoutes},
    departments::{self, DepartmentRoutes},
    graphql::fragments::Viewer,
    i18n::t,
    imports::{self, ImportRoutes},
    inspections::{self, InspectionRoutes},
    lazy::lazy,
    league::{self, LeagueRoutes},
    monthly_reports::{self, MonthlyReportRoutes},
    notifications::NotificationsPage,
    office_documents::{self, OfficeDocumentRoutes},
    parties::{self, PartyRoutes},
    publicity::{self, PublicityRoutes},
    referrals::{self, ReferralRoutes},
    rules,
    seizures::{self, SeizureRoutes},
    summary::{self, SummaryRoutes},
    supervisions::{self, SupervisionRoutes},
    todo::TodoPage,
    trainings::{self, TrainingRoutes},
    users::{self, AccountRequestRoutes, UserRoutes},
};
use leptos::prelude::*;
use leptos_router::{
    components::{Redirect, Route, Routes},
    path,
};

/// The pages by their paths, for whoever is signed in.
#[component]
pub fn Pages() -> impl IntoView {
    view! {
        <Routes fallback=NotFound>
            <Route path=path!("/sign-in") view=|| view! { <Redirect path="/"/> }/>
            <Route path=path!("/") view=DashboardPage/>
            <Route path=path!("/todo") view=TodoPage/>
            <Route path=path!("/notifications") view=NotificationsPage/>
            <CaseRoutes/>
            <CaseDocumentRoutes/>
            <ClockRoutes/>
            <SeizureRoutes/>
            <SupervisionRoutes/>
            <PartyRoutes/>
            <DeconflictionRoutes/>
            <BlacklistRoutes/>
            <ReferralRoutes/>
            <ActionRoutes/>
            <InspectionRoutes/>
            <TrainingRoutes/>
            <PublicityRoutes/>
            <SummaryRoutes/>
            <MonthlyReportRoutes/>
            <OfficeDocumentRoutes/>
            <LeagueRoutes/>
            <ImportRoutes/>
            <DepartmentRoutes/>
            <UserRoutes/>
            <AccountRequestRoutes/>
            <Route path=path!("/audit") view=lazy!(office, AuditPage)/>
            <Route path=path!("/account") view=lazy!(office, AccountPage)/>
        </Routes>
    }
}

/// The places, in the menu's order.
pub const PLACES: [Place; 25] = [
    dashboard::PLACE,
    actions::PLACE,
    inspections::PLACE,
    cases::PLACE,
    case_documents::PLACE,
    seizures::PLACE,
    supervisions::PLACE,
    referrals::PLACE,
    trainings::PLACE,
    publicity::PLACE,
    parties::PLACE,
    deconfliction::PLACE,
    blacklist::PLACE,
    summary::PLACE,
    monthly_reports::PLACE,
    office_documents::PLACE,
    league::PLACE,
    imports::PLACE,
    departments::PLACE,
    clocks::CALENDAR,
    rules::PLACE,
    rules::CHANGES,
    users::PLACE,
    users::REQUESTS,
    audit::PLACE,
];

/// Where a part of the app is.
#[derive(Clone, Copy)]
pub struct Place {
    /// Its name, for tests.
    pub name: &'static str,
    /// Its first page; that of an object is below it, by the object's id.
    pub path: &'static str,
    /// The schema's type of the objects that are here, if they have pages of their own.
    pub object: Option<&'static str>,
    /// The part of the menu that it stands in; none where only links lead here.
    pub group: Option<Group>,
    /// What the menu says.
    pub label: fn() -> &'static str,
    /// Who sees it in the menu.
    pub open_to: fn(&Viewer) -> bool,
}

impl Place {
    /// The page of the object with this id.
    pub fn href(self, id: &cynic::Id) -> String {
        format!("{}/{}", self.path, id.inner())
    }
}

/// A part of the menu, under a heading of its own but for the first.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Group {
    /// The first page.
    First,
    /// What is recorded.
    Work,
    /// What is made of it.
    Report,
    /// Who and what it rests on.
    Manage,
}

impl Group {
    /// All, in the menu's order.
    pub const ALL: [Self; 4] = [Self::First, Self::Work, Self::Report, Self::Manage];

    /// What stands above the places.
    pub fn heading(self) -> Option<&'static str> {
        let words = &t().nav;
        match self {
            Self::First => None,
            Self::Work => Some(words.work),
            Self::Report => Some(words.report),
            Self::Manage => Some(words.manage),
        }
    }
}

/// Open to whoever sees records: everybody but those who only run the platform.
pub fn records(viewer: &Viewer) -> bool {
    viewer.can_see_records
}

/// Where an object is shown, if it has a page of its own.
pub fn object_href(object_type: &str, id: Option<&cynic::Id>) -> Option<String> {
    let place = PLACES.iter().find(|place| place.object == Some(object_type))?;
    Some(place.href(id?))
}

#[cfg(test)]
mod tests {
    use super::{PLACES, object_href};

    #[test]
    fn an_object_is_shown_below_the_place_of_its_kind() {
        let id = cynic::Id::new("c1");
        assert_eq!(object_href("JointAction", Some(&id)).as_deref(), Some("/actions/c1"));
        assert_eq!(object_href("RuleChange", Some(&id)).as_deref(), Some("/deadlines/changes/c1"));
        assert_eq!(object_href("Task", Some(&id)), None);
        assert_eq!(object_href("JointAction", None), None);
    }

    #[test]
    fn no_two_places_are_one() {
        for (position, place) in PLACES.iter().enumerate() {
            for other in &PLACES[position + 1..] {
                assert_ne!(place.name, other.name);
                assert_ne!(place.path, other.path);
                assert!(place.object.is_none() || place.object != other.object, "{}", place.name);
            }
        }
    }
}
