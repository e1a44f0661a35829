//! Which of three the app shows: nothing yet, the sign-in page, or the pages.

use crate::{
    account::{MustChangePassword, SignInPage},
    components::{shell::Shell, states::Skeleton, toast::Toasts},
    i18n::LanguageChoice,
    pages::Pages,
    session::{Phase, Session},
};
use leptos::{prelude::*, task::spawn_local};
use leptos_router::components::Router;

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
