//! Small things that pages show: heading, badge, facts, timeline, tabs.

use super::url_state::use_url_state;
use crate::{
    graphql::{
        enums::{CaseStatus, Choice, ClockState},
        fragments::{ActionRef, DepartmentRef, Quantity},
        lookups::PartyListing,
        scalars::{Date, grouped},
    },
    i18n::t,
};
use leptos::{html, prelude::*};
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

/// Breadcrumb, title and what can be done on this page. The title is the browser tab's too.
#[component]
pub fn PageHeader(
    #[prop(into)] title: String,
    /// The pages above: label and link.
    #[prop(optional)]
    above: Vec<(&'static str, &'static str)>,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    document().set_title(&format!("{title} - {}", t().app.short_name));
    view! {
        <header class="page-head">
            {(!above.is_empty()).then(|| view! {
                <nav class="crumbs" aria-label=t().app.breadcrumb>
                    <ol>
                        {above.into_iter().map(|(label, href)| view! { <li><a href=href>{label}</a></li> }).collect_view()}
                        <li aria-current="page">{title.clone()}</li>
                    </ol>
                </nav>
            })}
            <div class="page-title">
                <h1>{title}</h1>
                <div class="page-actions">{children.map(|children| children())}</div>
            </div>
        </header>
    }
}

/// A word in a frame; `tone` is a class: calm, done, waiting, overdue.
#[component]
pub fn Badge(#[prop(into)] label: String, #[prop(default = "calm")] tone: &'static str) -> impl IntoView {
    view! { <span class=format!("badge badge-{tone}")>{label}</span> }
}

/// A case's state.
pub fn status_badge(status: CaseStatus) -> AnyView {
    let tone = match status {
        CaseStatus::Closed | CaseStatus::Archived | CaseStatus::NotAccepted | CaseStatus::NotFiled => "done",
        CaseStatus::Lead | CaseStatus::Suspended | CaseStatus::Referred | CaseStatus::ReferredToPolice => {
            "waiting"
        }
        _ => "calm",
    };
    view! { <Badge label=status.label() tone/> }.into_any()
}

/// A clock's state: red where it is overdue, and nowhere else.
pub fn clock_badge(clock: Option<ClockState>) -> AnyView {
    let Some(clock) = clock else { return ().into_any() };
    let tone = match clock {
        ClockState::Overdue => "overdue",
        ClockState::DueSoon => "waiting",
        ClockState::Met | ClockState::MetLate | ClockState::Stopped => "done",
        ClockState::Running => "calm",
    };
    view! { <Badge label=clock.label() tone/> }.into_any()
}

/// That a party is on the blacklist, and until when; nothing where it is not.
pub fn listing_badge(listing: Option<&PartyListing>) -> AnyView {
    let Some(listing) = listing else { return ().into_any() };
    let words = &t().blacklist;
    let said = format!("{}（{} {}）", listing.ground, words.listed_until, listing.until);
    view! { <span class="badge badge-listed" title=said data-testid="listed">{words.flag}</span> }.into_any()
}

/// Text, or a dash where there is none.
pub fn or_dash(text: Option<impl ToString>) -> AnyView {
    text.map(|text| text.to_string())
        .filter(|text| !text.is_empty())
        .unwrap_or_else(|| t().states.none.to_owned())
        .into_any()
}

/// A count with its mark: `7,500余`.
pub fn quantity(quantity: Quantity) -> String {
    let mark = if quantity.at_least { t().form.at_least_mark } else { "" };
    format!("{}{mark}", grouped(&quantity.value.to_string()))
}

/// The joint action that a record belongs to, as a link.
pub fn action_link(action: Option<&ActionRef>) -> AnyView {
    let Some(action) = action else { return or_dash(None::<String>) };
    view! { <a href=format!("/actions/{}", action.id.inner())>{action.code_name.clone()}" "{action.name.clone()}</a> }.into_any()
}

/// One day, or from which to which.
pub fn days(starts_on: &Date, ends_on: &Date) -> String {
    if starts_on == ends_on { starts_on.to_string() } else { format!("{starts_on} — {ends_on}") }
}

/// The way to the form that corrects the record at this address.
pub fn correct_link(href: String) -> AnyView {
    view! { <a class="button" href=format!("{href}/correct") data-testid="correct">{t().records.correct}</a> }
        .into_any()
}

/// The departments that took part beside the one that led.
pub fn participants(departments: &[DepartmentRef], lead: &DepartmentRef) -> AnyView {
    let names: Vec<_> = departments
        .iter()
        .filter(|department| department.id != lead.id)
        .map(|department| department.name.as_str())
        .collect();
    or_dash((!names.is_empty()).then(|| names.join("、")))
}

/// A list of facts, label and value.
#[component]
pub fn Facts(facts: Vec<(&'static str, AnyView)>) -> impl IntoView {
    view! {
        <dl class="facts">
            {facts.into_iter().map(|(label, value)| view! { <div><dt>{label}</dt><dd>{value}</dd></div> }).collect_view()}
        </dl>
    }
}

/// A part of a page under its own heading.
#[component]
pub fn Section(
    #[prop(into)] title: String,
    #[prop(optional, into)] actions: Option<ViewFn>,
    children: Children,
) -> impl IntoView {
    view! {
        <section class="panel">
            <header class="panel-head"><h2>{title}</h2>{actions.map(|actions| actions.run())}</header>
            {children()}
        </section>
    }
}

/// Parts of a page one at a time, chosen in the URL as `tab`.
#[component]
pub fn Tabs(
    /// Name in the URL, label.
    tabs: Vec<(&'static str, String)>,
    /// Shows the part with this name.
    part: impl Fn(&str) -> AnyView + Send + 'static,
) -> impl IntoView {
    let url = use_url_state();
    let first = tabs.first().map_or("", |(name, _)| *name);
    let current = Memo::new(move |_| url.get("tab").unwrap_or_else(|| first.to_owned()));
    let (bar, shown) = (NodeRef::<html::Nav>::new(), NodeRef::<html::Div>::new());
    Effect::new(move |before: Option<String>| {
        let now = current.get();
        let changed = before.is_some_and(|before| before != now);
        request_animation_frame(move || {
            if let (Some(bar), Some(shown)) =
                (bar.try_get_untracked().flatten(), shown.try_get_untracked().flatten())
            {
                bring_into_sight(&bar, &shown, changed);
            }
        });
        now
    });
    view! {
        <nav class="tabs" node_ref=bar>
            {tabs.into_iter().map(|(name, label)| {
                let value = (name != first).then_some(name);
                view! {
                    <a href=move || url.href(&[("tab", value)]) data-noscroll="" data-testid=format!("tab-{name}")
                        aria-current=move || (*current.read() == name).then_some("page")>{label}</a>
                }
            }).collect_view()}
        </nav>
        <div class="tab-part" node_ref=shown>{move || part(&current.read())}</div>
    }
}

/// The chosen tab, where a phone's bar is too narrow for all; and another part from its beginning, where the
/// bar stayed in sight while the one before was read far down.
fn bring_into_sight(bar: &HtmlElement, part: &HtmlElement, changed: bool) {
    let chosen = bar.query_selector("[aria-current]").ok().flatten();
    if let Some(chosen) = chosen.and_then(|chosen| chosen.dyn_into::<HtmlElement>().ok()) {
        bar.set_scroll_left(chosen.offset_left() - (bar.client_width() - chosen.offset_width()) / 2);
    }
    if changed && part.get_bounding_client_rect().top() < bar.get_bounding_client_rect().bottom() {
        part.scroll_into_view();
    }
}

/// Prints the page; the print style drops everything around it.
#[component]
pub fn PrintButton() -> impl IntoView {
    view! {
        // A browser that can't print does nothing, and there is nothing to add.
        <button type="button" class="no-print" on:click=move |_| drop(window().print()) data-testid="print">{t().app.print}</button>
    }
}
