//! Who reported a case: that somebody did, for everybody; the name only to those who may, for a reason
//! that is logged.

use super::flow_operations::{Informant, RevealInformant, RevealInformantInput, RevealedInformant};
use crate::{
    components::{
        dialog::Dialog,
        display::{Facts, Section, or_dash},
        fields::TextField,
        form::{Form, FormView},
    },
    i18n::t,
};
use leptos::prelude::*;

/// The informant, with the way to the name.
#[component]
pub fn InformantBox(case_id: StoredValue<cynic::Id>, informant: Informant) -> impl IntoView {
    let words = &t().flow;
    let open = RwSignal::new(false);
    let revealed = RwSignal::new(None::<RevealedInformant>);
    let Informant { anonymous, has_telephone, told, viewer_can_reveal } = informant;
    let known = if anonymous { words.anonymous } else { words.named };
    let told = if told { t().states.yes } else { t().states.no };
    let can_reveal = viewer_can_reveal && (!anonymous || has_telephone);
    let facts = move || {
        let mut facts = vec![(words.informant, known.into_any())];
        if !anonymous {
            facts.push((words.informant_told, told.into_any()));
        }
        if let Some(found) = revealed.get() {
            facts.push((words.informant_name, or_dash(found.name)));
            facts.push((words.informant_telephone, or_dash(found.telephone)));
        }
        view! { <Facts facts/> }
    };
    view! {
        <Section title=words.informant>
            {facts}
            {can_reveal.then(|| view! {
                <p class="actions no-print">
                    <button type="button" data-testid="reveal-informant" on:click=move |_| open.set(true)>{words.reveal}</button>
                </p>
            })}
        </Section>
        <Dialog open title=words.reveal>
            <RevealForm open case_id revealed/>
        </Dialog>
    }
}

#[component]
fn RevealForm(
    open: RwSignal<bool>,
    case_id: StoredValue<cynic::Id>,
    revealed: RwSignal<Option<RevealedInformant>>,
) -> impl IntoView {
    let (form, words) = (Form::provide(), &t().flow);
    let reason = RwSignal::new(String::new());
    let submit = move || {
        let input = RevealInformantInput { id: case_id.get_value(), reason: reason.get_untracked() };
        form.send::<RevealInformant>(
            input,
            move |found| {
                open.set(false);
                revealed.set(Some(found));
            },
            |_| {},
        );
    };
    view! {
        <FormView form submit=words.reveal on_submit=submit cancel=move |()| open.set(false)>
            <TextField name="reason" label=words.reveal_reason value=reason required=true wide=true hint=words.reveal_hint/>
        </FormView>
    }
}
