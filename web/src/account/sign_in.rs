//! The sign-in page. It stands where the wished page will be, so that the address needs no remembering.

use crate::{
    components::{shell::LanguageButton, toast::ToastArea},
    i18n::t,
    session::Session,
};
use leptos::{ev::SubmitEvent, prelude::*, task::spawn_local};

/// Asks for user name and password.
#[component]
pub fn SignInPage() -> impl IntoView {
    let session = Session::current();
    let (username, password) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let pending = RwSignal::new(false);
    let problem = RwSignal::new(session.expired.get_untracked().then(|| t().states.session_ended.to_owned()));
    let words = &t().account;
    document().set_title(&format!("{} - {}", words.sign_in, t().app.short_name));
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        if pending.get_untracked() {
            return;
        }
        pending.set(true);
        spawn_local(async move {
            let outcome = session.sign_in(username.get_untracked(), password.get_untracked()).await;
            // Signed in: the page is gone, and its signals with it.
            pending.try_set(false);
            match outcome {
                Ok(errors) => drop(problem.try_set(errors.into_iter().next().map(|error| error.message))),
                Err(error) => drop(problem.try_set(Some(error.message()))),
            }
        });
    };
    view! {
        <main class="sign-in">
            <form on:submit=submit class="sign-in-card">
                <h1>{t().app.name}</h1>
                {move || problem.get().map(|problem| view! { <p class="notice notice-error" role="alert" data-testid="sign-in-error">{problem}</p> })}
                <div class="field">
                    <label for="username">{words.username}</label>
                    <input id="username" autocomplete="username" autocapitalize="none" spellcheck="false" required autofocus
                        bind:value=username data-testid="sign-in-username"/>
                </div>
                <div class="field">
                    <label for="password">{words.password}</label>
                    <input id="password" type="password" autocomplete="current-password" required bind:value=password data-testid="sign-in-password"/>
                </div>
                <button type="submit" class="primary" disabled=move || pending.get() data-testid="sign-in-submit">
                    {move || if pending.get() { words.signing_in } else { words.sign_in }}
                </button>
                <footer>
                    <p>{words.one_time_hint}</p>
                    <p>{words.notice}</p>
                    <LanguageButton/>
                </footer>
            </form>
        </main>
        <ToastArea/>
    }
}
