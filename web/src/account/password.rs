//! Changing one's own password, by choice or because the current one was handed out.

use crate::{
    components::{
        display::PageHeader,
        fields::TextField,
        form::{Form, FormView},
        shell::LanguageButton,
        toast::Toasts,
    },
    graphql::{enums::UserErrorCode, fragments::UserError, schema},
    i18n::t,
    session::Session,
};
use cynic::MutationBuilder;
use leptos::prelude::*;

#[derive(cynic::QueryVariables)]
struct Variables {
    input: ChangePasswordInput,
}

#[derive(cynic::InputObject)]
struct ChangePasswordInput {
    current_password: String,
    new_password: String,
}

#[derive(cynic::QueryFragment)]
#[cynic(graphql_type = "Mutation", variables = "Variables")]
struct ChangePassword {
    #[arguments(input: $input)]
    change_password: ChangePasswordPayload,
}

#[derive(cynic::QueryFragment)]
struct ChangePasswordPayload {
    changed: bool,
    errors: Vec<UserError>,
}

/// The page behind one's own name.
#[component]
pub fn AccountPage() -> impl IntoView {
    view! {
        <PageHeader title=t().nav.account above=vec![(t().nav.dashboard, "/")]/>
        <PasswordForm/>
    }
}

/// All there is until a password that was handed out has been replaced.
#[component]
pub fn MustChangePassword() -> impl IntoView {
    view! {
        <main class="sign-in">
            <div class="sign-in-card">
                <h1>{t().nav.account}</h1>
                <p class="notice">{t().account.must_change}</p>
                <PasswordForm/>
                <footer><LanguageButton/></footer>
            </div>
        </main>
    }
}

#[component]
fn PasswordForm() -> impl IntoView {
    let (session, toasts) = (Session::current(), Toasts::current());
    let form = Form::provide();
    let [current, new, repeated] = [(); 3].map(|()| RwSignal::new(String::new()));
    let words = &t().account;
    let submit = move || {
        if new.get_untracked() != repeated.get_untracked() {
            // Whether somebody typed what they meant is the one question that the server can't answer.
            let error = UserError {
                code: UserErrorCode::Invalid,
                path: vec!["repeat".into()],
                message: words.password_differs.into(),
            };
            form.errors.set(vec![error]);
            return;
        }
        let input = ChangePasswordInput {
            current_password: current.get_untracked(),
            new_password: new.get_untracked(),
        };
        form.send_reading(
            ChangePassword::build(Variables { input }),
            |data| (data.change_password.errors, data.change_password.changed.then_some(())),
            move |()| {
                [current, new, repeated].into_iter().for_each(|field| field.set(String::new()));
                toasts.say(words.changed);
                session.renew();
            },
            |()| {},
        );
    };
    view! {
        <FormView form submit=t().action.save on_submit=submit>
            <TextField name="currentPassword" label=words.current_password value=current kind="password" autocomplete="current-password" required=true/>
            <TextField name="newPassword" label=words.new_password value=new kind="password" autocomplete="new-password" hint=words.password_hint required=true/>
            <TextField name="repeat" label=words.repeat_password value=repeated kind="password" autocomplete="new-password" required=true/>
        </FormView>
    }
}
