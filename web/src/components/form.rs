//! A form's life: sending, what was wrong with which field, what failed, and the key that keeps a repeat from doing it twice.

use super::toast::Toasts;
use crate::{
    graphql::{enums::UserErrorCode, fragments::UserError, operation::Mutation, transport::ApiError},
    i18n::t,
    session::Session,
};
use cynic::Operation;
use leptos::{ev::SubmitEvent, html, prelude::*, task::spawn_local};
use serde::{Serialize, de::DeserializeOwned};
use uuid::Uuid;
use wasm_bindgen::JsCast;

/// A field's name, and what is wrong with its text.
type Check = (String, Signal<Option<&'static str>>);

/// A form's state. Fields find it in the context and show their own errors.
#[derive(Clone, Copy)]
pub struct Form {
    session: Session,
    /// Whether the input is under way.
    pub pending: RwSignal<bool>,
    /// What the API found wrong with the input.
    pub errors: RwSignal<Vec<UserError>>,
    failure: RwSignal<Option<ApiError>>,
    fields: StoredValue<Vec<String>>,
    checks: StoredValue<Vec<Check>>,
    key: RwSignal<String>,
}

impl Form {
    /// A form that nothing was sent from yet; its fields below find it.
    pub fn provide() -> Self {
        let form = Self {
            session: Session::current(),
            pending: RwSignal::new(false),
            errors: RwSignal::new(Vec::new()),
            failure: RwSignal::new(None),
            fields: StoredValue::new(Vec::new()),
            checks: StoredValue::new(Vec::new()),
            key: RwSignal::new(Uuid::new_v4().to_string()),
        };
        provide_context(form);
        form
    }

    /// The input's idempotency key: the same until it has succeeded.
    pub fn key(self) -> Option<cynic::Id> {
        Some(cynic::Id::new(self.key.get_untracked()))
    }

    /// The key's text, for a draft to keep; read again when it changes.
    pub fn track_key(self) -> String {
        self.key.get()
    }

    /// Goes on with a draft's key, which the API may have seen before.
    pub fn resume(self, key: String) {
        self.key.set(key);
    }

    /// A field says its name in the input, dots between the parts: errors on it, or below it, will be shown there.
    pub fn claim(self, name: &str) {
        self.fields.update_value(|fields| fields.push(name.to_owned()));
    }

    /// A field says when its text is none of what the schema's scalar can carry: no day, no number. What the value may
    /// be is for the API to say.
    pub fn check(self, name: &str, problem: impl Fn() -> Option<&'static str> + Send + Sync + 'static) {
        self.checks.update_value(|checks| checks.push((name.to_owned(), Signal::derive(problem))));
    }

    fn malformed(self) -> Vec<UserError> {
        self.checks.with_value(|checks| {
            let problem = |(name, check): &Check| {
                // The field may be gone by now.
                let message = check.try_get_untracked().flatten()?;
                Some(own_error(UserErrorCode::Invalid, name, message))
            };
            checks.iter().filter_map(problem).collect()
        })
    }

    /// What is wrong with a field.
    pub fn error(self, name: &str) -> Option<String> {
        self.errors.with(|errors| {
            let found: Vec<_> = errors
                .iter()
                .filter(|error| within(&error.path.join("."), name))
                .map(|error| error.message.as_str())
                .collect();
            (!found.is_empty()).then(|| found.join("；"))
        })
    }

    /// Forgets what was wrong with a field whose value is another now.
    pub fn forget(self, name: &str) {
        self.errors.update(|errors| errors.retain(|error| !within(&error.path.join("."), name)));
    }

    /// Sends an input. `done` gets the record of a success, and `conflict` the current one where somebody else was faster.
    pub fn send<M: Mutation>(
        self,
        input: M::Input,
        done: impl FnOnce(M::Record) + 'static,
        conflict: impl FnOnce(M::Record) + 'static,
    ) {
        self.send_reading(M::operation(input), M::outcome, done, conflict);
    }

    /// Sends what more than the record is read of: `take` finds the errors and the result in the payload.
    pub fn send_reading<T, V, R>(
        self,
        operation: Operation<T, V>,
        take: impl FnOnce(T) -> (Vec<UserError>, Option<R>) + 'static,
        done: impl FnOnce(R) + 'static,
        conflict: impl FnOnce(R) + 'static,
    ) where
        T: DeserializeOwned + 'static,
        V: Serialize + 'static,
        R: 'static,
    {
        if self.pending.get_untracked() {
            return;
        }
        let malformed = self.malformed();
        if !malformed.is_empty() {
            self.errors.set(malformed);
            focus_first_error();
            return;
        }
        self.pending.set(true);
        let request = self.session.send(&operation);
        spawn_local(async move {
            let outcome = request.await;
            // The form may have been closed while it waited.
            if self.pending.try_set(false).is_some() {
                return;
            }
            match outcome {
                Ok(data) => {
                    self.failure.set(None);
                    let (errors, result) = take(data);
                    let conflicted = errors.iter().any(|error| error.code == UserErrorCode::Conflict);
                    let failed = !errors.is_empty();
                    self.errors.set(errors);
                    match result {
                        Some(current) if conflicted => conflict(current),
                        Some(result) if !failed => {
                            self.key.set(Uuid::new_v4().to_string());
                            done(result);
                        }
                        _ => {
                            // A corrected input is a new one.
                            self.key.set(Uuid::new_v4().to_string());
                            focus_first_error();
                        }
                    }
                }
                Err(error) => self.failure.set(Some(error)),
            }
        });
    }

    /// Marks the fields that are missing though the schema wants them: an enum or a record not chosen can't even be sent.
    pub fn require(self, fields: &[(&str, bool)]) {
        let missing = fields.iter().filter(|(_, missing)| *missing);
        let errors = missing.map(|(name, _)| own_error(UserErrorCode::Required, name, t().form.required));
        self.errors.set(self.malformed().into_iter().chain(errors).collect());
        focus_first_error();
    }

    /// Errors that no field claims.
    fn unclaimed(self) -> Vec<String> {
        self.errors.with(|errors| {
            errors
                .iter()
                .filter(|error| {
                    let path = error.path.join(".");
                    !self.fields.with_value(|fields| fields.iter().any(|field| within(&path, field)))
                })
                .map(|error| error.message.clone())
                .collect()
        })
    }
}

/// What follows a success in a dialog: it closes, the viewer is told, and the page asks anew.
pub fn closing<T: 'static>(
    open: RwSignal<bool>,
    toasts: Toasts,
    said: &'static str,
    changed: Callback<()>,
) -> impl FnOnce(T) + Copy + 'static {
    move |_| {
        open.set(false);
        toasts.say(said);
        changed.run(());
    }
}

fn own_error(code: UserErrorCode, name: &str, message: &str) -> UserError {
    UserError { code, path: name.split('.').map(str::to_owned).collect(), message: message.to_owned() }
}

fn within(path: &str, field: &str) -> bool {
    path.strip_prefix(field).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}

fn focus_first_error() {
    request_animation_frame(|| {
        let invalid = document().query_selector("[aria-invalid=true]").ok().flatten();
        if let Some(field) = invalid.and_then(|found| found.dyn_into::<web_sys::HtmlElement>().ok()) {
            // A field that can't take the focus keeps its message all the same.
            let _ = field.focus();
        }
    });
}

/// The form element: fields, what is wrong as a whole, the buttons. Enter submits.
#[component]
pub fn FormView(
    form: Form,
    /// The button's text.
    #[prop(into)]
    submit: String,
    on_submit: impl Fn() + 'static,
    /// Where Cancel leads, if anywhere.
    #[prop(optional, into)]
    cancel: Option<Callback<()>>,
    children: Children,
) -> impl IntoView {
    form_view(form, submit, Box::new(on_submit), cancel, children)
}

/// One for all forms: as a part of [`FormView`] the app would hold it for each.
fn form_view(
    form: Form,
    submit: String,
    on_submit: Box<dyn Fn()>,
    cancel: Option<Callback<()>>,
    children: Children,
) -> AnyView {
    let send = move |event: SubmitEvent| {
        event.prevent_default();
        on_submit();
    };
    let problems = move || {
        let mut problems = form.unclaimed();
        if let Some(failure) = form.failure.get() {
            problems.push(failure.message());
        }
        let any = !problems.is_empty() || form.errors.with(|errors| !errors.is_empty());
        any.then(|| {
            view! {
                <div class="notice notice-error" role="alert" data-testid="form-errors">
                    <p>{if form.failure.read().is_some() { t().form.not_saved } else { t().form.errors_one }}</p>
                    <ul>{problems.into_iter().map(|problem| view! { <li>{problem}</li> }).collect_view()}</ul>
                </div>
            }
        })
    };
    let element = NodeRef::<html::Form>::new();
    view! {
        <form class="form" node_ref=element on:submit=send novalidate autocomplete="off">
            {children()}
            {problems}
            <div class="form-actions">
                <button type="submit" class="primary" disabled=move || form.pending.get() data-testid="submit">
                    {move || if form.pending.get() { t().form.submitting.to_owned() } else { submit.clone() }}
                </button>
                {cancel.map(|cancel| view! {
                    <button type="button" on:click=move |_| cancel.run(()) data-testid="cancel">{t().action.cancel}</button>
                })}
            </div>
        </form>
    }
    .into_any()
}
