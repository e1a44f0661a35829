//! A list's views as tabs: those that everybody has, and those that one saved. A view is the query part of the
//! list's address.

use super::{
    dialog::Dialog,
    fields::TextField,
    form::{Form, FormView},
    states::Failure,
    toast::Toasts,
    url_state::use_url_state,
};
use crate::{
    graphql::{
        enums::ListName,
        fragments::UserError,
        query::{Remote, use_query},
        schema,
    },
    i18n::t,
    session::Session,
};
use cynic::{MutationBuilder, QueryBuilder};
use leptos::{prelude::*, task::spawn_local};

#[derive(cynic::QueryVariables)]
struct ViewsVariables {
    list: ListName,
}

#[derive(cynic::QueryFragment, Clone)]
#[cynic(graphql_type = "Query", variables = "ViewsVariables")]
struct ListViews {
    #[arguments(list: $list)]
    saved_views: Vec<SavedView>,
}

#[derive(cynic::QueryFragment, Clone)]
struct SavedView {
    id: cynic::Id,
    name: String,
    query: String,
}

#[derive(cynic::QueryVariables)]
struct SaveVariables {
    input: SaveViewInput,
}

#[derive(cynic::InputObject)]
struct SaveViewInput {
    idempotency_key: Option<cynic::Id>,
    list: ListName,
    name: String,
    query: String,
}

#[derive(cynic::QueryFragment)]
#[cynic(graphql_type = "Mutation", variables = "SaveVariables")]
struct SaveView {
    #[arguments(input: $input)]
    save_view: SaveViewPayload,
}

#[derive(cynic::QueryFragment)]
struct SaveViewPayload {
    saved_view: Option<SavedView>,
    errors: Vec<UserError>,
}

#[derive(cynic::QueryVariables)]
struct RemoveVariables {
    input: RemoveViewInput,
}

#[derive(cynic::InputObject)]
struct RemoveViewInput {
    id: cynic::Id,
}

#[derive(cynic::QueryFragment)]
#[cynic(graphql_type = "Mutation", variables = "RemoveVariables")]
struct RemoveView {
    #[arguments(input: $input)]
    remove_view: RemoveViewPayload,
}

#[derive(cynic::QueryFragment)]
struct RemoveViewPayload {
    errors: Vec<UserError>,
}

/// The views of a list: `usual` ones by their name and query, then one's own.
#[component]
pub fn Views(list: ListName, usual: Vec<(&'static str, &'static str)>) -> impl IntoView {
    let (session, toasts, url) = (Session::current(), Toasts::current(), use_url_state());
    let saved = use_query(move || ListViews::build(ViewsVariables { list }));
    let (saving, failure) = (RwSignal::new(false), RwSignal::new(None));
    let remove = move |id: cynic::Id| {
        let request = session.send(&RemoveView::build(RemoveVariables { input: RemoveViewInput { id } }));
        spawn_local(async move {
            match request.await {
                Ok(data) => {
                    // One that is gone already is gone; the list says so.
                    for error in data.remove_view.errors {
                        toasts.say(error.message);
                    }
                    failure.try_set(None);
                    saved.refetch();
                }
                Err(error) => drop(failure.try_set(Some(error))),
            }
        });
    };
    let tab = move |name: String, view: String| {
        let shown = view.clone();
        let current = move || (same(&url.view(), &shown)).then_some("page");
        view! { <a class="view" href=move || url.view_href(&view) aria-current=current data-noscroll="">{name}</a> }
    };
    let own = move |view: SavedView| {
        let label = format!("{} {}", t().action.remove, view.name);
        view! {
            <span class="view-saved" data-testid="saved-view">
                {tab(view.name, view.query)}
                <button type="button" class="quiet" title=label.clone() aria-label=label
                    on:click=move |_| remove(view.id.clone()) data-testid="remove-view">"×"</button>
            </span>
        }
    };
    view! {
        <nav class="views no-print" aria-label=t().table.views>
            {usual.into_iter().map(|(name, view)| tab(name.to_owned(), view.to_owned())).collect_view()}
            {move || match saved.answer.get() {
                Remote::Loading => ().into_any(),
                Remote::Ready(data) => data.saved_views.into_iter().map(own).collect_view().into_any(),
                Remote::Failed(error) => view! { <Failure error retry=move || saved.refetch()/> }.into_any(),
            }}
            <button type="button" class="quiet" on:click=move |_| saving.set(true) data-testid="save-view">{t().table.save_view}</button>
        </nav>
        {move || failure.get().map(|error| view! { <Failure error retry=move || failure.set(None)/> })}
        <Dialog open=saving title=t().table.save_view>
            <SaveForm list view=url.view() saved=move || { saving.set(false); saved.refetch(); toasts.say(t().states.saved); } cancel=move || saving.set(false)/>
        </Dialog>
    }
}

#[component]
fn SaveForm(
    list: ListName,
    view: String,
    saved: impl Fn() + Copy + Send + Sync + 'static,
    cancel: impl Fn() + Copy + Send + Sync + 'static,
) -> impl IntoView {
    let form = Form::provide();
    let name = RwSignal::new(String::new());
    let submit = move || {
        let input = SaveViewInput {
            idempotency_key: form.key(),
            list,
            name: name.get_untracked(),
            query: view.clone(),
        };
        form.send_reading(
            SaveView::build(SaveVariables { input }),
            |data| (data.save_view.errors, data.save_view.saved_view),
            move |_| saved(),
            |_| {},
        );
    };
    view! {
        <FormView form submit=t().action.save on_submit=submit cancel=move |()| cancel()>
            <TextField name="name" label=t().table.view_name value=name required=true hint=t().table.view_hint wide=true/>
        </FormView>
    }
}

/// Whether two views say the same, in whatever order.
fn same(one: &str, other: &str) -> bool {
    let sorted = |view: &str| {
        let mut parts: Vec<_> = view.split('&').filter(|part| !part.is_empty()).map(str::to_owned).collect();
        parts.sort_unstable();
        parts
    };
    sorted(one) == sorted(other)
}
