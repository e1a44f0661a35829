//! What can be changed of an account: how to reach its owner, and the role.

use super::operations::{
    ChangeUserRole, ChangeUserRoleInput, ChangeUserRoleVariables, ReviseUser, ReviseUserInput, User,
};
use crate::{
    components::{
        conflict::Basis,
        dialog::Dialog,
        fields::{CheckField, SelectField, TextField, optional},
        form::{Form, FormView, closing},
        toast::Toasts,
    },
    graphql::enums::{Choice, Role},
    i18n::t,
};
use cynic::MutationBuilder;
use leptos::prelude::*;

/// Name, telephone, e-mail.
#[component]
pub fn ReviseDialog(open: RwSignal<bool>, user: StoredValue<User>, changed: Callback<()>) -> impl IntoView {
    view! {
        <Dialog open title=t().users.revise><ReviseForm open user=user.get_value() changed/></Dialog>
    }
}

#[component]
fn ReviseForm(open: RwSignal<bool>, user: User, changed: Callback<()>) -> impl IntoView {
    let (form, toasts, words) = (Form::provide(), Toasts::current(), &t().users);
    let (id, basis) = (user.id, Basis::on(user.version));
    let [display_name, phone, email] =
        [user.display_name, user.phone.unwrap_or_default(), user.email.unwrap_or_default()]
            .map(RwSignal::new);
    let submit = move || {
        let input = ReviseUserInput {
            idempotency_key: form.key(),
            id: id.clone(),
            version: basis.version(),
            display_name: display_name.get_untracked(),
            phone: optional(phone),
            email: optional(email),
        };
        form.send::<ReviseUser>(input, closing(open, toasts, t().states.saved, changed), move |user| {
            basis.overtaken(user)
        });
    };
    let rows = move |latest: User| {
        vec![
            (words.display_name, latest.display_name, display_name.get_untracked()),
            (words.phone, latest.phone.unwrap_or_default(), phone.get_untracked()),
            (words.email, latest.email.unwrap_or_default(), email.get_untracked()),
        ]
    };
    view! {
        <FormView form submit=t().action.save on_submit=submit cancel=move |()| open.set(false)>
            {basis.conflict(|latest| latest.version, rows)}
            <TextField name="displayName" label=words.display_name value=display_name required=true/>
            <TextField name="phone" label=words.phone value=phone kind="tel"/>
            <TextField name="email" label=words.email value=email kind="email"/>
        </FormView>
    }
}

/// Another role, which ends the user's sessions.
#[component]
pub fn RoleDialog(open: RwSignal<bool>, user: StoredValue<User>, changed: Callback<()>) -> impl IntoView {
    view! {
        <Dialog open title=t().users.change_role><RoleForm open user=user.get_value() changed/></Dialog>
    }
}

#[component]
fn RoleForm(open: RwSignal<bool>, user: User, changed: Callback<()>) -> impl IntoView {
    let (form, toasts, words) = (Form::provide(), Toasts::current(), &t().users);
    let (id, basis) = (user.id, Basis::on(user.version));
    let confirmed = user.is_confirmed;
    let (role, observes_region) = (RwSignal::new(Some(user.role)), RwSignal::new(user.observes_region));
    let submit = move || {
        let Some(role) = role.get_untracked() else { return form.require(&[("role", true)]) };
        let input = ChangeUserRoleInput {
            idempotency_key: form.key(),
            id: id.clone(),
            version: basis.version(),
            role,
            observes_region: observes_region.get_untracked(),
        };
        form.send_reading(
            ChangeUserRole::build(ChangeUserRoleVariables { input }),
            |data| {
                let payload = data.change_user_role;
                (payload.errors, payload.user.map(|user| (user, payload.request)))
            },
            move |(_, request)| {
                open.set(false);
                toasts.say(if request.is_some() { words.was_asked } else { words.role_changed });
                changed.run(());
            },
            move |(user, _)| basis.overtaken(user),
        );
    };
    let rows = move |latest: User| {
        vec![(
            words.role,
            latest.role.label().to_owned(),
            role.get_untracked().map_or("", Choice::label).to_owned(),
        )]
    };
    view! {
        <FormView form submit=t().action.submit on_submit=submit cancel=move |()| open.set(false)>
            <p class="wide">{words.change_role_hint}</p>
            {confirmed.then(|| view! { <p class="wide notice">{words.is_confirmed}</p> })}
            {basis.conflict(|latest| latest.version, rows)}
            <SelectField name="role" label=words.role value=role required=true/>
            <Show when=move || role.get() == Some(Role::Observer)>
                <CheckField name="observesRegion" label=words.observes_region value=observes_region hint=words.observes_region_hint/>
            </Show>
        </FormView>
    }
}
