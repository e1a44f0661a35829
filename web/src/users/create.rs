//! A new account, with its one-time password.

use super::{
    operations::{CreateUser, CreateUserInput, CreateUserVariables},
    secret::{Secret, SecretDialog},
};
use crate::{
    components::{
        dialog::Dialog,
        fields::{CheckField, SelectField, TextField, optional},
        form::{Form, FormView},
        picker::{self, PickerField},
        toast::Toasts,
    },
    graphql::{enums::Role, lookups},
    i18n::t,
};
use cynic::MutationBuilder;
use leptos::prelude::*;
use leptos_router::hooks::use_navigate;

/// The form, then the password, then the account's page.
#[component]
pub fn CreateDialog(open: RwSignal<bool>) -> impl IntoView {
    let secret = RwSignal::new(None::<Secret>);
    let created = RwSignal::new(None::<String>);
    let navigate = use_navigate();
    let seen = Callback::new(move |()| {
        if let Some(id) = created.get_untracked() {
            navigate(&format!("/users/{id}"), Default::default());
        }
    });
    view! {
        <Dialog open title=t().users.new><CreateForm open secret created seen/></Dialog>
        <SecretDialog secret seen/>
    }
}

#[component]
fn CreateForm(
    open: RwSignal<bool>,
    secret: RwSignal<Option<Secret>>,
    created: RwSignal<Option<String>>,
    seen: Callback<()>,
) -> impl IntoView {
    let (form, toasts, words) = (Form::provide(), Toasts::current(), &t().users);
    let [username, display_name, phone, email] = [(); 4].map(|()| RwSignal::new(String::new()));
    let (role, observes_region) = (RwSignal::new(None::<Role>), RwSignal::new(false));
    let department = RwSignal::new(Vec::new());
    let submit = move || {
        let (Some(department_id), Some(role)) = (picker::id(department), role.get_untracked()) else {
            return form.require(&[
                ("departmentId", department.read_untracked().is_empty()),
                ("role", role.read_untracked().is_none()),
            ]);
        };
        let input = CreateUserInput {
            idempotency_key: form.key(),
            department_id,
            username: username.get_untracked(),
            display_name: display_name.get_untracked(),
            role,
            observes_region: observes_region.get_untracked(),
            phone: optional(phone),
            email: optional(email),
        };
        form.send_reading(
            CreateUser::build(CreateUserVariables { input }),
            |data| {
                let payload = data.create_user;
                (payload.errors, payload.user.map(|user| (user, payload.one_time_password, payload.request)))
            },
            move |(user, password, request)| {
                open.set(false);
                toasts.say(if request.is_some() { words.was_asked } else { words.created });
                created.set(Some(user.id.into_inner()));
                match password {
                    Some(value) => secret.set(Some(Secret {
                        title: words.one_time_password,
                        owner: format!("{}（{}）", user.display_name, user.username),
                        value,
                        hint: words.one_time_hint,
                    })),
                    // Somebody else is shown it; or a repeat: it was in the first answer alone.
                    None => seen.run(()),
                }
            },
            |_| {},
        );
    };
    view! {
        <FormView form submit=t().action.submit on_submit=submit cancel=move |()| open.set(false)>
            <TextField name="username" label=words.username value=username required=true hint=words.username_hint/>
            <TextField name="displayName" label=words.display_name value=display_name required=true/>
            <PickerField name="departmentId" label=words.department chosen=department search=lookups::departments() required=true/>
            <SelectField name="role" label=words.role value=role required=true/>
            <Show when=move || role.get() == Some(Role::Observer)>
                <CheckField name="observesRegion" label=words.observes_region value=observes_region hint=words.observes_region_hint/>
            </Show>
            <TextField name="phone" label=words.phone value=phone kind="tel"/>
            <TextField name="email" label=words.email value=email kind="email"/>
        </FormView>
    }
}
