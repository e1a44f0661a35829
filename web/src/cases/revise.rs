//! Correcting what is recorded of a case.

use super::{
    fields::{CaseFields, Kind, Said, Title},
    operations::{Case, ReviseCase, ReviseCaseInput},
};
use crate::{
    components::{
        conflict::Basis,
        dialog::Dialog,
        form::{Form, FormView, closing},
        toast::Toasts,
    },
    i18n::t,
};
use leptos::prelude::*;

/// The form over the page of a case.
#[component]
pub fn ReviseDialog(open: RwSignal<bool>, case: StoredValue<Case>, changed: Callback<()>) -> impl IntoView {
    view! {
        <Dialog open title=t().cases.revise>
            <ReviseForm open case=case.get_value() changed/>
        </Dialog>
    }
}

#[component]
fn ReviseForm(open: RwSignal<bool>, case: Case, changed: Callback<()>) -> impl IntoView {
    let (form, toasts) = (Form::provide(), Toasts::current());
    let (id, basis) = (case.id.clone(), Basis::on(case.version));
    let fields = CaseFields::of(case);
    let submit = move || {
        let Some(kind) = fields.kind.get_untracked() else { return form.require(&[("kind", true)]) };
        let revision = fields.revision(kind, id.clone(), basis.version());
        let input = ReviseCaseInput { idempotency_key: form.key(), ..revision };
        form.send::<ReviseCase>(input, closing(open, toasts, t().states.saved, changed), move |case| {
            basis.overtaken(case)
        });
    };
    let compare = move |newer: Case| {
        let mine = fields.lines().into_iter().map(|(_, mine)| mine);
        let latest = CaseFields::of(newer).lines();
        latest.into_iter().zip(mine).map(|((label, latest), mine)| (label, latest, mine)).collect()
    };
    view! {
        <FormView form submit=t().action.save on_submit=submit cancel=move |()| open.set(false)>
            {basis.conflict(|case| case.version, compare)}
            <Title fields/>
            <Kind fields/>
            <Said fields/>
        </FormView>
    }
}
