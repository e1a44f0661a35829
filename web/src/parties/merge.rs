//! Merging a likely twin into the party shown: for the office.

use super::operations::{MergeParties, MergePartiesInput, Party, TwinRow};
use crate::{
    components::{
        dialog::Dialog,
        display::{Badge, listing_badge},
        fields::TextAreaField,
        form::{Form, FormView, closing},
        states::Empty,
        toast::Toasts,
    },
    graphql::enums::Choice,
    i18n::t,
};
use leptos::prelude::*;

/// The likely twins of the party, each with a way to merge it for who may.
#[component]
pub fn TwinsTab(party: StoredValue<Party>, changed: Callback<()>) -> impl IntoView {
    let words = &t().twins;
    let open = RwSignal::new(false);
    let chosen = RwSignal::new(None::<TwinRow>);
    let (twins, may) = party.with_value(|party| (party.likely_twins.clone(), party.viewer_can_merge));
    if twins.is_empty() {
        return view! { <Empty/> }.into_any();
    }
    let rows = twins
        .into_iter()
        .map(|twin| {
            let other = &twin.party;
            let common: Vec<_> = twin.common.iter().map(|one| one.label()).collect();
            let href = format!("/parties/{}", other.id.inner());
            let (name, listing) = (other.name.clone(), listing_badge(other.listing.as_ref()));
            let facts: Vec<_> = [
                other.credit_code.as_ref().map(|code| code.0.clone()),
                other.phone.clone(),
                other.address.clone(),
            ]
            .into_iter()
            .flatten()
            .collect();
            let merge = move |_| {
                chosen.set(Some(twin.clone()));
                open.set(true);
            };
            view! {
                <li data-testid="twin">
                    <a href=href>{name}</a>" "{listing}" "<Badge label=common.join("、") tone="waiting"/>
                    <p class="detail">{facts.join(" · ")}</p>
                    {may.then(|| view! { <button type="button" on:click=merge data-testid="merge">{words.merge}</button> })}
                </li>
            }
        })
        .collect_view();
    view! {
        <ul class="twins">{rows}</ul>
        <Dialog open title=words.merge>
            {move || chosen.get().map(|twin| view! { <MergeForm open party twin changed/> })}
        </Dialog>
    }
    .into_any()
}

#[component]
fn MergeForm(
    open: RwSignal<bool>,
    party: StoredValue<Party>,
    twin: TwinRow,
    changed: Callback<()>,
) -> impl IntoView {
    let (form, toasts, words) = (Form::provide(), Toasts::current(), &t().twins);
    let reason = RwSignal::new(String::new());
    let (name, other) = (party.with_value(|party| party.name.clone()), twin.party.name.clone());
    let submit = move || {
        let (id, version) = party.with_value(|party| (party.id.clone(), party.version));
        let input = MergePartiesInput {
            idempotency_key: form.key(),
            id,
            version,
            merged_id: twin.party.id.clone(),
            merged_version: twin.party.version,
            reason: reason.get_untracked(),
        };
        form.send::<MergeParties>(input, closing(open, toasts, words.merged, changed), |_| {});
    };
    view! {
        <p><strong>{other}</strong>" → "<strong>{name}</strong></p>
        <p class="notice">{words.warning}</p>
        <FormView form submit=words.merge_into on_submit=submit cancel=move |()| open.set(false)>
            <TextAreaField name="reason" label=words.reason value=reason required=true hint=words.reason_hint/>
        </FormView>
    }
}
