//! What was asked for accounts: the list, and one request with what can be decided about it.

use super::{
    request_operations::{
        AccountRequest, ConfirmAccountRequestInput, ConfirmRequest, ConfirmRequestVariables, ListRequests,
        RefuseAccountRequestInput, RefuseRequest, RequestsVariables, ShowRequest,
    },
    secret::{Secret, SecretDialog},
};
use crate::{
    components::{
        dialog::Dialog,
        display::{Badge, Facts, PageHeader, Section, or_dash},
        fields::TextField,
        filter::{FilterBar, SwitchFilter},
        form::{Form, FormView},
        record::{found, use_record},
        states::{Loaded, NoRight},
        table::{Column, DataTable, Pagination},
        toast::Toasts,
        url_state::use_url_state,
    },
    graphql::{
        enums::{AccountRequestKind, AccountRequestState, Choice},
        query::use_query,
    },
    i18n::t,
    session::Session,
};
use cynic::{MutationBuilder, QueryBuilder};
use leptos::prelude::*;

/// `/account-requests`
#[component]
pub fn RequestsPage() -> impl IntoView {
    let session = Session::current();
    if !untrack(|| session.may(|viewer| viewer.can_see_account_requests)) {
        return view! { <NoRight/> }.into_any();
    }
    let url = use_url_state();
    let words = &t().users;
    let requests = use_query(move || {
        let page = url.page();
        ListRequests::build(RequestsVariables {
            first: page.first,
            after: page.after,
            last: page.last,
            before: page.before,
            pending_only: url.on("pending").then_some(true),
            total: url.on("total"),
        })
    });
    view! {
        <PageHeader title=words.requests/>
        <p class="detail">{words.requests_hint}</p>
        <FilterBar><SwitchFilter key="pending" label=words.pending_only/></FilterBar>
        <Loaded query=requests let:data>
            {table(data.account_requests.nodes)}
            <Pagination page=data.account_requests.page_info total=data.account_requests.total_count/>
        </Loaded>
    }
    .into_any()
}

fn table(rows: Vec<AccountRequest>) -> impl IntoView {
    let words = &t().users;
    let columns = vec![
        Column::new(words.display_name, |row: &AccountRequest| {
            format!("{}（{}）", row.person.display_name, row.username).into_any()
        }),
        Column::new(words.kind, |row: &AccountRequest| row.kind.label().into_any()).short(),
        Column::new(words.department, |row: &AccountRequest| {
            row.person.department.short_name.clone().into_any()
        })
        .short(),
        Column::new(words.asked_by, |row: &AccountRequest| row.asked_by.display_name.clone().into_any())
            .short(),
        Column::new(words.asked_at, |row: &AccountRequest| row.asked_at.shanghai().into_any()).short(),
        Column::new(words.state, |row: &AccountRequest| state_badge(row.state)).short(),
    ];
    let href = |row: &AccountRequest| format!("/account-requests/{}", row.id.inner());
    view! { <DataTable columns rows href caption=words.requests/> }
}

fn state_badge(state: AccountRequestState) -> AnyView {
    let tone = if state == AccountRequestState::Pending { "waiting" } else { "done" };
    view! { <Badge label=state.label() tone/> }.into_any()
}

/// `/account-requests/:id`
#[component]
pub fn RequestPage() -> impl IntoView {
    let query = use_record::<ShowRequest>();
    let changed = Callback::new(move |()| query.refetch());
    found(query, |data| data.account_request, move |request| view! { <RequestView request changed/> })
}

#[component]
fn RequestView(request: AccountRequest, changed: Callback<()>) -> impl IntoView {
    let words = &t().users;
    let [confirming, refusing] = [(); 2].map(|()| RwSignal::new(false));
    let secret = RwSignal::new(None::<Secret>);
    let (may, own) = (request.viewer_can_confirm, request.viewer_can_withdraw);
    let buttons = view! {
        {may.then(|| view! {
            <button type="button" class="primary" on:click=move |_| confirming.set(true) data-testid="confirm-request">{words.confirm}</button>
        })}
        {(may || own).then(|| view! {
            <button type="button" on:click=move |_| refusing.set(true) data-testid="refuse-request">
                {if own { words.withdraw } else { words.refuse }}
            </button>
        })}
    };
    let mut facts = vec![
        (words.kind, request.kind.label().into_any()),
        (words.state, state_badge(request.state)),
        (words.display_name, request.person.display_name.clone().into_any()),
        (words.username, request.username.clone().into_any()),
        (words.department, request.person.department.name.clone().into_any()),
        (words.role, request.present_role.label().into_any()),
    ];
    match request.kind {
        AccountRequestKind::ChangeRole => facts.push((words.new_role, request.role.label().into_any())),
        AccountRequestKind::IssueToken => {
            let scopes: Vec<_> = request.token_scopes.iter().map(|scope| scope.label()).collect();
            facts.extend([
                (words.token_name, or_dash(request.token_name.as_ref())),
                (words.token_expires, or_dash(request.token_expires_on.as_ref())),
                (words.token_scopes, scopes.join("、").into_any()),
            ]);
        }
        AccountRequestKind::Create | AccountRequestKind::Reset => {}
    }
    if request.observes_region {
        facts.push((words.observes_region, request.role.label().into_any()));
    }
    facts.extend([
        (words.asked_by, request.asked_by.display_name.clone().into_any()),
        (words.asked_at, request.asked_at.shanghai().into_any()),
        (words.expires_at, request.expires_at.shanghai().into_any()),
        (words.decided_by, or_dash(request.decided_by.as_ref().map(|person| person.display_name.clone()))),
        (words.decided_at, or_dash(request.decided_at.as_ref().map(|at| at.shanghai()))),
        (words.reason, or_dash(request.reason.as_ref())),
    ]);
    let title = format!("{}：{}", request.kind.label(), request.person.display_name);
    let stored = StoredValue::new(request);
    view! {
        <PageHeader title above=vec![(words.requests, "/account-requests")]>{buttons}</PageHeader>
        <Section title=words.request><Facts facts/></Section>
        <Dialog open=confirming title=words.confirm>
            <ConfirmForm open=confirming request=stored.get_value() secret changed/>
        </Dialog>
        <Dialog open=refusing title=if own { words.withdraw } else { words.refuse }>
            <RefuseForm open=refusing request=stored.get_value() changed/>
        </Dialog>
        // What changed is shown once the password has been noted: asking anew would take the dialog away.
        <SecretDialog secret seen=changed/>
    }
}

#[component]
fn ConfirmForm(
    open: RwSignal<bool>,
    request: AccountRequest,
    secret: RwSignal<Option<Secret>>,
    changed: Callback<()>,
) -> impl IntoView {
    let (form, toasts, words) = (Form::provide(), Toasts::current(), &t().users);
    let owner = format!("{}（{}）", request.person.display_name, request.username);
    let (whose, what) = (owner.clone(), request.kind.label());
    let submit = move || {
        let input = ConfirmAccountRequestInput {
            idempotency_key: form.key(),
            id: request.id.clone(),
            version: request.version,
        };
        let owner = owner.clone();
        form.send_reading(
            ConfirmRequest::build(ConfirmRequestVariables { input }),
            |data| {
                let payload = data.confirm_account_request;
                let shown = (payload.one_time_password, payload.token);
                (payload.errors, payload.request.map(|_| shown))
            },
            move |(password, token)| {
                open.set(false);
                toasts.say(words.confirmed);
                let shown = password
                    .map(|value| (words.one_time_password, value, words.one_time_hint))
                    .or_else(|| token.map(|value| (words.token_issued, value, words.token_hint)));
                match shown {
                    Some((title, value, hint)) => secret.set(Some(Secret { title, owner, value, hint })),
                    None => changed.run(()),
                }
            },
            move |_| {
                open.set(false);
                changed.run(());
            },
        );
    };
    view! {
        <FormView form submit=words.confirm on_submit=submit cancel=move |()| open.set(false)>
            <p class="wide"><strong>{what}"："{whose}</strong></p>
            <p class="wide notice">{words.confirm_hint}</p>
        </FormView>
    }
}

#[component]
fn RefuseForm(open: RwSignal<bool>, request: AccountRequest, changed: Callback<()>) -> impl IntoView {
    let (form, toasts, words) = (Form::provide(), Toasts::current(), &t().users);
    let reason = RwSignal::new(String::new());
    let own = request.viewer_can_withdraw;
    let submit = move || {
        let input = RefuseAccountRequestInput {
            idempotency_key: form.key(),
            id: request.id.clone(),
            version: request.version,
            reason: reason.get_untracked(),
        };
        form.send::<RefuseRequest>(
            input,
            move |_| {
                open.set(false);
                toasts.say(if own { words.withdrawn } else { words.refused });
                changed.run(());
            },
            move |_| {
                open.set(false);
                changed.run(());
            },
        );
    };
    view! {
        <FormView form submit=t().action.submit on_submit=submit cancel=move |()| open.set(false)>
            <TextField name="reason" label=words.reason value=reason required=true wide=true/>
        </FormView>
    }
}
