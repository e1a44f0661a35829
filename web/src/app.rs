//! The routes, and which of three the app shows: nothing yet, the sign-in page, or the pages.

use crate::{
    account::{AccountPage, MustChangePassword, SignInPage},
    actions::ActionRoutes,
    audit::AuditPage,
    blacklist::BlacklistRoutes,
    cases::CaseRoutes,
    clocks::ClockRoutes,
    components::{
        shell::Shell,
        states::{NotFound, Skeleton},
        toast::Toasts,
    },
    dashboard::DashboardPage,
    deconfliction::DeconflictionRoutes,
    departments::DepartmentRoutes,
    i18n::LanguageChoice,
    inspections::InspectionRoutes,
    lazy::lazy,
    notifications::NotificationsPage,
    parties::PartyRoutes,
    publicity::PublicityRoutes,
    referrals::ReferralRoutes,
    seizures::SeizureRoutes,
    session::{Phase, Session},
    summary::SummaryRoutes,
    supervisions::SupervisionRoutes,
    todo::TodoPage,
    trainings::TrainingRoutes,
    users::{AccountRequestRoutes, UserRoutes},
};
use leptos::{prelude::*, task::spawn_local};
use leptos_router::{
    components::{Redirect, Route, Router, Routes},
    path,
};

/// The app. Mounted anew when the language changes, since the server's texts change with it.
#[component]
pub fn App() -> impl IntoView {
    let language = LanguageChoice::provide();
    let session = Session::provide();
    Toasts::provide();
    spawn_local(session.restore());
    let must_change = Memo::new(move |_| session.may(|viewer| viewer.user.must_change_password));
    view! {
        <Router>
            {move || {
                language.0.track();
                match session.phase.get() {
                    Phase::Restoring => view! { <Skeleton/> }.into_any(),
                    Phase::SignedOut => view! { <SignInPage/> }.into_any(),
                    Phase::SignedIn if must_change.get() => view! { <MustChangePassword/> }.into_any(),
                    Phase::SignedIn => view! { <Shell><Pages/></Shell> }.into_any(),
                }
            }}
        </Router>
    }
}

#[component]
fn Pages() -> impl IntoView {
    view! {
        <Routes fallback=NotFound>
            <Route path=path!("/sign-in") view=|| view! { <Redirect path="/"/> }/>
            <Route path=path!("/") view=DashboardPage/>
            <Route path=path!("/todo") view=TodoPage/>
            <Route path=path!("/notifications") view=NotificationsPage/>
            <CaseRoutes/>
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
            <DepartmentRoutes/>
            <UserRoutes/>
            <AccountRequestRoutes/>
            <Route path=path!("/audit") view=lazy!(office, AuditPage)/>
            <Route path=path!("/account") view=lazy!(office, AccountPage)/>
        </Routes>
    }
}
