//! What is handed to an account: an enforcement certificate, a token for a department's system.

use super::{
    operations::{
        GrantCertificate, GrantCertificateInput, IssueServiceToken, IssueServiceTokenInput,
        IssueServiceTokenVariables, User,
    },
    secret::Secret,
};
use crate::{
    components::{
        dialog::Dialog,
        fields::{ChecksField, DateField, TextField},
        form::{Form, FormView, closing},
        toast::Toasts,
    },
    graphql::{enums::ServiceScope, scalars::Date},
    i18n::t,
};
use cynic::MutationBuilder;
use leptos::prelude::*;

/// An enforcement certificate with its dates.
#[component]
pub fn CertificateDialog(
    open: RwSignal<bool>,
    user: StoredValue<User>,
    changed: Callback<()>,
) -> impl IntoView {
    view! {
        <Dialog open title=t().users.grant><CertificateForm open user=user.get_value() changed/></Dialog>
    }
}

#[component]
fn CertificateForm(open: RwSignal<bool>, user: User, changed: Callback<()>) -> impl IntoView {
    let (form, toasts, words) = (Form::provide(), Toasts::current(), &t().users);
    let [number, valid_from, valid_to] = [(); 3].map(|()| RwSignal::new(String::new()));
    let submit = move || {
        let input = GrantCertificateInput {
            idempotency_key: form.key(),
            user_id: user.id.clone(),
            number: number.get_untracked(),
            valid_from: Date(valid_from.get_untracked()),
            valid_to: Date(valid_to.get_untracked()),
        };
        form.send::<GrantCertificate>(input, closing(open, toasts, words.granted, changed), |_| {});
    };
    view! {
        <FormView form submit=t().action.submit on_submit=submit cancel=move |()| open.set(false)>
            <TextField name="number" label=words.certificate_number value=number required=true wide=true/>
            <DateField name="validFrom" label=words.valid_from value=valid_from required=true/>
            <DateField name="validTo" label=words.valid_to value=valid_to required=true/>
        </FormView>
    }
}

/// A token, shown once.
#[component]
pub fn TokenDialog(
    open: RwSignal<bool>,
    user: StoredValue<User>,
    secret: RwSignal<Option<Secret>>,
) -> impl IntoView {
    view! {
        <Dialog open title=t().users.token><TokenForm open user=user.get_value() secret/></Dialog>
    }
}

#[component]
fn TokenForm(open: RwSignal<bool>, user: User, secret: RwSignal<Option<Secret>>) -> impl IntoView {
    let (form, toasts, words) = (Form::provide(), Toasts::current(), &t().users);
    let confirmed = user.is_confirmed;
    let [name, expires_on] = [(); 2].map(|()| RwSignal::new(String::new()));
    let scopes = RwSignal::new(vec![ServiceScope::Read]);
    let owner = format!("{}（{}）", user.display_name, user.username);
    let submit = move || {
        let input = IssueServiceTokenInput {
            idempotency_key: form.key(),
            user_id: user.id.clone(),
            name: name.get_untracked(),
            expires_on: Date(expires_on.get_untracked()),
            scopes: scopes.get_untracked(),
        };
        let owner = owner.clone();
        form.send_reading(
            IssueServiceToken::build(IssueServiceTokenVariables { input }),
            |data| {
                let payload = data.issue_service_token;
                let done = payload.errors.is_empty().then_some((payload.token, payload.request));
                (payload.errors, done)
            },
            move |(token, request)| {
                open.set(false);
                if request.is_some() {
                    toasts.say(words.was_asked);
                }
                if let Some(value) = token {
                    secret.set(Some(Secret {
                        title: words.token_issued,
                        owner,
                        value,
                        hint: words.token_hint,
                    }));
                }
            },
            |_| {},
        );
    };
    view! {
        <FormView form submit=t().action.submit on_submit=submit cancel=move |()| open.set(false)>
            <TextField name="name" label=words.token_name value=name required=true hint=words.token_name_hint/>
            <DateField name="expiresOn" label=words.token_expires value=expires_on required=true/>
            <ChecksField name="scopes" label=words.token_scopes value=scopes/>
            {confirmed.then(|| view! { <p class="wide notice">{words.is_confirmed}</p> })}
        </FormView>
    }
}
