//! What stands around every page: the bar with office, person and language, and the menu of what the viewer may open.

use super::toast::{ToastArea, Toasts};
use crate::{
    graphql::enums::Choice,
    i18n::{Language, LanguageChoice, language, t},
    notifications::live::{Bell, Notices},
    pages::{Group, PLACES, Place},
    session::Session,
};
use leptos::{ev, prelude::*, task::spawn_local};
use leptos_router::{
    components::A,
    hooks::{use_location, use_navigate},
};
use wasm_bindgen::JsCast;

/// The frame; the page is its child.
#[component]
pub fn Shell(children: Children) -> impl IntoView {
    let session = Session::current();
    let menu_open = RwSignal::new(false);
    Notices::provide();
    let path = use_location().pathname;
    // A page has been chosen: the menu has done its work, and the keyboard goes on in the page.
    Effect::new(move |before: Option<String>| {
        let now = path.get();
        menu_open.set(false);
        if before.is_some_and(|before| before != now) {
            focus("#main");
        }
        now
    });
    let slash = window_event_listener(ev::keydown, |event| {
        if event.key() == "/"
            && !event.ctrl_key()
            && !event.meta_key()
            && !is_typing()
            && focus("[data-search]")
        {
            event.prevent_default();
        }
    });
    on_cleanup(move || slash.remove());
    view! {
        <a class="skip" href="#main" rel="external">{t().app.skip}</a>
        <div class="shell" class:menu-open=menu_open>
            <header class="top">
                <button type="button" class="menu-button" aria-expanded=move || menu_open.get().to_string() aria-controls="menu"
                    on:click=move |_| menu_open.update(|open| *open = !*open) data-testid="menu">
                    <svg viewBox="0 0 20 20" aria-hidden="true"><path d="M2 5h16M2 10h16M2 15h16"/></svg>
                    <span class="visually-hidden">{t().app.menu}</span>
                </button>
                <a class="brand" href="/">
                    <span class="brand-office">{move || session.viewer().map(|viewer| viewer.office.name)}</span>
                    <span class="brand-name">{t().app.name}</span>
                </a>
                <Bell/>
                <LanguageButton/>
                <Account/>
            </header>
            <Menu/>
            <main id="main" tabindex="-1">
                <Show when=move || !session.online.get()>
                    <p class="offline" role="alert" data-testid="offline">{t().states.offline_banner}</p>
                </Show>
                <FailedBefore/>
                {children()}
            </main>
        </div>
        {session.may(|viewer| viewer.can_see_records).then(|| view! { <BottomBar menu_open/> })}
        <ToastArea/>
    }
}

/// What failed on the viewer's account before they signed in, until they have read it.
#[component]
fn FailedBefore() -> impl IntoView {
    let session = Session::current();
    let words = &t().account;
    move || {
        session.failed.get().map(|failed| {
            let places = failed.places.into_iter().take(5).map(|place| {
                let address = place.address.unwrap_or_else(|| words.failed_elsewhere.to_owned());
                view! { <li>{(words.failed_place)(&address, place.count, &place.last_at.shanghai())}</li> }
            });
            view! {
                <section class="notice notice-error" role="alert" data-testid="failed-before">
                    <p>{(words.failed_before)(failed.count, &failed.last_at.shanghai())}</p>
                    <ul>{places.collect_view()}</ul>
                    <button type="button" on:click=move |_| session.failed.set(None) data-testid="failed-noted">{words.failed_noted}</button>
                </section>
            }
        })
    }
}

/// The places that a thumb goes to most, at the bottom of a phone; the menu holds the rest.
#[component]
fn BottomBar(menu_open: RwSignal<bool>) -> impl IntoView {
    let entries = [
        ("/", "todo", t().todo.title, "M4 5h2M9 5h8M4 10h2M9 10h8M4 15h2M9 15h8"),
        ("/cases", "cases", t().cases.title, "M2 6V3h6l2 3h8v11H2Z"),
        (
            "/inspections",
            "inspections",
            t().inspections.title,
            "M9 15A6 6 0 1 0 9 3a6 6 0 0 0 0 12ZM13.5 13.5 18 18",
        ),
    ];
    let links = entries.map(|(href, name, label, path)| {
        view! {
            <A href=href exact={href == "/"} attr:data-testid=format!("bar-{name}")>
                <svg viewBox="0 0 20 20" aria-hidden="true"><path d=path/></svg>{label}
            </A>
        }
    });
    view! {
        <nav class="bottom-bar" aria-label=t().app.menu>
            {links.into_iter().collect_view()}
            <button type="button" class="quiet" aria-expanded=move || menu_open.get().to_string() aria-controls="menu"
                on:click=move |_| menu_open.update(|open| *open = !*open) data-testid="bar-more">
                <svg viewBox="0 0 20 20" aria-hidden="true"><path d="M2 5h16M2 10h16M2 15h16"/></svg>{t().todo.more}
            </button>
        </nav>
    }
}

fn is_typing() -> bool {
    document()
        .active_element()
        .is_some_and(|active| matches!(active.tag_name().as_str(), "INPUT" | "TEXTAREA" | "SELECT"))
}

fn focus(selector: &str) -> bool {
    let found = document().query_selector(selector).ok().flatten();
    found
        .and_then(|found| found.dyn_into::<web_sys::HtmlElement>().ok())
        .is_some_and(|element| element.focus().is_ok())
}

/// Switches between Chinese and English; it says the other language's name.
#[component]
pub fn LanguageButton() -> impl IntoView {
    let choice: LanguageChoice = expect_context();
    let other = match language() {
        Language::Chinese => Language::English,
        Language::English => Language::Chinese,
    };
    view! {
        <button type="button" class="quiet language" lang=other.tag() on:click=move |_| choice.choose(other) data-testid="language">
            {t().app.language}
        </button>
    }
}

#[component]
fn Account() -> impl IntoView {
    let session = Session::current();
    let toasts = Toasts::current();
    let navigate = use_navigate();
    let sign_out = move |_| {
        let navigate = navigate.clone();
        spawn_local(async move {
            if !session.sign_out().await {
                toasts.say(t().account.signed_out_offline);
            }
            navigate("/", Default::default());
        });
    };
    view! {
        <div class="account">
            {move || session.viewer().map(|viewer| view! {
                <A href="/account" attr:class="who" attr:data-testid="account">
                    <span>{viewer.user.display_name}</span>
                    <small>{viewer.user.department.short_name}" · "{viewer.user.role.label()}</small>
                </A>
            })}
            <button type="button" class="quiet" on:click=sign_out data-testid="sign-out">{t().app.sign_out}</button>
        </div>
    }
}

#[component]
fn Menu() -> impl IntoView {
    let session = Session::current();
    let groups = Group::ALL.map(|group| {
        let places = move || PLACES.into_iter().filter(move |place| place.group == Some(group));
        let entries = places().map(move |Place { name, path, label, open_to, .. }| view! {
            <Show when=move || session.may(open_to)>
                <li><A href=path exact={path == "/"} attr:data-testid=format!("nav-{name}")>{label()}</A></li>
            </Show>
        });
        view! {
            <Show when=move || places().any(|place| session.may(place.open_to))>
                {group.heading().map(|heading| view! { <p class="menu-heading">{heading}</p> })}
                <ul>{entries.clone().collect_view()}</ul>
            </Show>
        }
    });
    view! { <nav class="menu" id="menu" aria-label=t().app.main_menu>{groups.collect_view()}</nav> }
}
