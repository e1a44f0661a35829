//! A person's identity number in full: on request, with a reason, and gone with the dialog.

use crate::{
    components::{
        dialog::Dialog,
        fields::TextField,
        form::{Form, FormView},
    },
    graphql::{fragments::UserError, schema},
    i18n::t,
};
use cynic::MutationBuilder;
use leptos::prelude::*;

#[derive(cynic::InputObject)]
struct RevealIdentityNumberInput {
    party_id: cynic::Id,
    reason: String,
}

#[derive(cynic::QueryVariables)]
struct RevealVariables {
    input: RevealIdentityNumberInput,
}

#[derive(cynic::QueryFragment)]
#[cynic(graphql_type = "Mutation", variables = "RevealVariables")]
struct RevealIdentityNumber {
    #[arguments(input: $input)]
    reveal_identity_number: RevealIdentityNumberPayload,
}

#[derive(cynic::QueryFragment)]
struct RevealIdentityNumberPayload {
    id_number: Option<String>,
    errors: Vec<UserError>,
}

/// The masked number, with a way to see it in full for who may.
#[component]
pub fn IdentityNumber(party: cynic::Id, masked: String, may_reveal: bool) -> impl IntoView {
    let open = RwSignal::new(false);
    let party = StoredValue::new(party);
    view! {
        <span>{masked}</span>
        {may_reveal.then(|| view! {
            " "<button type="button" class="quiet no-print" on:click=move |_| open.set(true) data-testid="reveal">{t().evidence.reveal}</button>
            <Dialog open title=Signal::derive(|| t().evidence.reveal_title.to_owned())><RevealForm party/></Dialog>
        })}
    }
}

#[component]
fn RevealForm(party: StoredValue<cynic::Id>) -> impl IntoView {
    let (form, words) = (Form::provide(), &t().evidence);
    let reason = RwSignal::new(String::new());
    let number = RwSignal::new(None::<String>);
    let submit = move || {
        let input = RevealIdentityNumberInput { party_id: party.get_value(), reason: reason.get_untracked() };
        form.send_reading(
            RevealIdentityNumber::build(RevealVariables { input }),
            |data| (data.reveal_identity_number.errors, data.reveal_identity_number.id_number),
            move |found| number.set(Some(found)),
            |_| {},
        );
    };
    move || match number.get() {
        Some(number) => {
            view! { <div class="secret"><output data-testid="secret">{number}</output></div> }.into_any()
        }
        None => view! {
            <FormView form submit=words.reveal on_submit=submit>
                <p class="wide notice">{words.reveal_hint}</p>
                <TextField name="reason" label=words.reveal_reason value=reason required=true wide=true/>
            </FormView>
        }
        .into_any(),
    }
}
