//! Disabling and enabling an account, and resetting its password: one question each, no fields.

use super::{
    operations::{
        DisableUser, DisableUserInput, EnableUser, EnableUserInput, ResetPassword, ResetPasswordInput,
        ResetPasswordVariables, User,
    },
    secret::Secret,
};
use crate::{
    components::{
        dialog::Dialog,
        form::{Form, FormView},
        toast::Toasts,
    },
    i18n::t,
};
use cynic::MutationBuilder;
use leptos::prelude::*;

/// What is done to the account.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    Disable,
    Enable,
    Reset,
}

/// Asks once more; open while there is something to ask.
#[component]
pub fn StandingDialog(
    standing: RwSignal<Option<Standing>>,
    user: StoredValue<User>,
    secret: RwSignal<Option<Secret>>,
    changed: Callback<()>,
) -> impl IntoView {
    let words = &t().users;
    let open = RwSignal::new(false);
    Effect::new(move |_| open.set(standing.get().is_some()));
    Effect::new(move |_| {
        if !open.get() && standing.get_untracked().is_some() {
            standing.set(None);
        }
    });
    let title = Signal::derive(move || {
        match standing.get() {
            Some(Standing::Disable) => words.disable,
            Some(Standing::Enable) => words.enable,
            Some(Standing::Reset) => words.reset,
            None => "",
        }
        .to_owned()
    });
    view! {
        <Dialog open title>
            {move || standing.get().map(|standing| view! { <StandingForm standing open user=user.get_value() secret changed/> })}
        </Dialog>
    }
}

#[component]
fn StandingForm(
    standing: Standing,
    open: RwSignal<bool>,
    user: User,
    secret: RwSignal<Option<Secret>>,
    changed: Callback<()>,
) -> impl IntoView {
    let (form, toasts, words) = (Form::provide(), Toasts::current(), &t().users);
    let (id, version, confirmed) = (user.id, user.version, user.is_confirmed);
    let owner = format!("{}（{}）", user.display_name, user.username);
    let whose = owner.clone();
    let (hint, label) = match standing {
        Standing::Disable => (words.disable_hint, words.disable),
        Standing::Enable => (words.enable_hint, words.enable),
        Standing::Reset => (words.reset_hint, words.reset),
    };
    let submit = move || {
        let done = move |said: &'static str| {
            move |_: User| {
                open.set(false);
                toasts.say(said);
                changed.run(());
            }
        };
        let (idempotency_key, id, owner) = (form.key(), id.clone(), owner.clone());
        match standing {
            Standing::Disable => form.send::<DisableUser>(
                DisableUserInput { idempotency_key, id, version },
                done(words.was_disabled),
                |_| {},
            ),
            Standing::Enable => form.send::<EnableUser>(
                EnableUserInput { idempotency_key, id, version },
                done(words.was_enabled),
                |_| {},
            ),
            Standing::Reset => form.send_reading(
                ResetPassword::build(ResetPasswordVariables {
                    input: ResetPasswordInput { idempotency_key, id, version },
                }),
                |data| {
                    let payload = data.reset_password;
                    (payload.errors, payload.user.map(|_| (payload.one_time_password, payload.request)))
                },
                move |(password, request)| {
                    open.set(false);
                    toasts.say(if request.is_some() { words.was_asked } else { words.was_reset });
                    match password {
                        Some(value) => secret.set(Some(Secret {
                            title: words.one_time_password,
                            owner,
                            value,
                            hint: words.one_time_hint,
                        })),
                        // Somebody else is shown it; or a repeat: it was in the first answer alone.
                        None => changed.run(()),
                    }
                },
                |_| {},
            ),
        }
    };
    view! {
        <FormView form submit=label on_submit=submit cancel=move |()| open.set(false)>
            <p class="wide"><strong>{whose}</strong></p>
            <p class="wide">{hint}</p>
            {(standing == Standing::Reset && confirmed).then(|| view! { <p class="wide notice">{words.is_confirmed}</p> })}
        </FormView>
    }
}
