//! One pair: who the two are, how to reach them, and handling a case jointly.

use super::operations::{
    Acknowledge, AcknowledgeDeconflictionInput, Answer, AnswerJointHandlingInput, Deconfliction,
    DeconflictionSide, JointHandlingProposal, PairStanding, Propose, ProposeJointHandlingInput, ShowPair,
};
use crate::{
    components::{
        conflict::Basis,
        dialog::Dialog,
        display::{Badge, Facts, PageHeader, PrintButton, Section, listing_badge, or_dash},
        fields::{Field, TextAreaField, field_id, optional},
        form::{Form, FormView, closing},
        record::{found, use_record},
        toast::Toasts,
    },
    graphql::enums::{Choice, JointHandlingAnswer},
    i18n::t,
};
use leptos::prelude::*;

/// `/deconflictions/:id`
#[component]
pub fn DeconflictionPage() -> impl IntoView {
    let query = use_record::<ShowPair>();
    let changed = Callback::new(move |()| query.refetch());
    found(query, |data| data.deconfliction, move |pair| view! { <PairView pair changed/> })
}

#[component]
fn PairView(pair: Deconfliction, changed: Callback<()>) -> impl IntoView {
    let words = &t().deconfliction;
    let (proposing, answering) = (RwSignal::new(false), RwSignal::new(false));
    let stored = StoredValue::new(pair.clone());
    let name = pair.party.as_ref().map_or_else(|| words.title.to_owned(), |party| party.name.clone());
    let party = pair.party.as_ref().map(|party| {
        let href = format!("/parties/{}", party.id.inner());
        view! { <a href=href>{party.name.clone()}</a>" "{listing_badge(party.listing.as_ref())} }.into_any()
    });
    let (state, tone) = if pair.ended_on.is_none() { (words.live, "waiting") } else { (words.ended, "done") };
    let facts = vec![
        (words.party, party.unwrap_or_else(|| or_dash(None::<String>))),
        (words.found_on, pair.found_on.0.clone().into_any()),
        (words.state, view! { <Badge label=state tone/> }.into_any()),
    ];
    let sides = pair
        .sides
        .iter()
        .zip([words.first, words.second])
        .map(|(side, title)| {
            let facts = side_facts(side);
            view! { <Section title><Facts facts/></Section> }
        })
        .collect_view();
    let proposal = pair.proposal.as_ref().map(|proposal| {
        let facts = proposal_facts(proposal);
        view! { <Section title=words.proposal><Facts facts/></Section> }
    });
    view! {
        <PageHeader title=name above=vec![(words.title, "/deconflictions")]>
            <PrintButton/>
            {pair.viewer_can_propose.then(|| view! {
                <button type="button" class="primary" on:click=move |_| proposing.set(true) data-testid="propose">{words.propose}</button>
            })}
            {pair.viewer_can_answer.then(|| view! {
                <button type="button" class="primary" on:click=move |_| answering.set(true) data-testid="answer">{words.answer}</button>
            })}
            {pair.viewer_can_acknowledge.then(|| view! { <AcknowledgeButton pair=stored changed/> })}
        </PageHeader>
        <p class="hint">{words.explanation}</p>
        <Section title=t().cases.basics><Facts facts/></Section>
        {sides}
        {proposal}
        <Dialog open=proposing title=words.propose><ProposeForm open=proposing pair=stored changed/></Dialog>
        <Dialog open=answering title=words.answer><AnswerForm open=answering pair=stored changed/></Dialog>
    }
}

fn side_facts(side: &DeconflictionSide) -> Vec<(&'static str, AnyView)> {
    let words = &t().deconfliction;
    let contact = [side.department.liaison_name.as_ref(), side.department.liaison_phone.as_ref()];
    let contact: Vec<_> = contact.into_iter().flatten().cloned().collect();
    let case = side.case.as_ref().map(|case| {
        let href = format!("/cases/{}", case.id.inner());
        view! { <a href=href>{case.number.clone()}" "{case.title.clone()}</a> }.into_any()
    });
    let noted = side.acknowledged_at.as_ref().map(|at| {
        let by = side.acknowledged_by.as_ref().map(|person| person.display_name.clone()).unwrap_or_default();
        format!("{by} {}", at.shanghai())
    });
    let mut facts = vec![
        (t().cases.department, side.department.name.clone().into_any()),
        (words.contact, or_dash((!contact.is_empty()).then(|| contact.join(" ")))),
        (
            words.acknowledgement,
            noted.map_or_else(|| words.unacknowledged.into_any(), |noted| noted.into_any()),
        ),
    ];
    // The other department's is not said to be hidden: it isn't there.
    facts.extend(case.map(|case| (words.own_case, case)));
    facts
}

fn proposal_facts(proposal: &JointHandlingProposal) -> Vec<(&'static str, AnyView)> {
    let words = &t().deconfliction;
    vec![
        (words.owner, proposal.owner.name.clone().into_any()),
        (words.ground, or_dash(proposal.ground.as_ref())),
        (words.proposed_at, proposal.proposed_at.shanghai().into_any()),
        (words.answer, proposal.answer.map_or(words.waiting, Choice::label).into_any()),
        (words.answered_at, or_dash(proposal.answered_at.as_ref().map(|at| at.shanghai()))),
        (words.reason, or_dash(proposal.reason.as_ref())),
    ]
}

#[component]
fn AcknowledgeButton(pair: StoredValue<Deconfliction>, changed: Callback<()>) -> impl IntoView {
    let (form, toasts, words) = (Form::provide(), Toasts::current(), &t().deconfliction);
    let submit = move || {
        let (id, version) = pair.with_value(|pair| (pair.id.clone(), pair.version));
        let input = AcknowledgeDeconflictionInput { idempotency_key: form.key(), id, version };
        form.send::<Acknowledge>(
            input,
            move |_| {
                toasts.say(words.acknowledged_toast);
                changed.run(());
            }, // Somebody was faster: what they did is shown.
            move |_| changed.run(()),
        );
    };
    view! {
        <button type="button" class="primary" disabled=move || form.pending.get() on:click=move |_| submit() data-testid="acknowledge">
            {words.acknowledge}
        </button>
    }
}

#[component]
fn ProposeForm(
    open: RwSignal<bool>,
    pair: StoredValue<Deconfliction>,
    changed: Callback<()>,
) -> impl IntoView {
    let (form, toasts, words) = (Form::provide(), Toasts::current(), &t().deconfliction);
    let basis = Basis::on(pair.with_value(|pair| pair.version));
    let sides: Vec<_> = pair.with_value(|pair| {
        let named = |side: &DeconflictionSide| (side.department.id.clone(), side.department.name.clone());
        pair.sides.iter().map(named).collect()
    });
    let owner = RwSignal::new(sides.first().map(|(id, _)| id.inner().to_owned()).unwrap_or_default());
    let ground = RwSignal::new(String::new());
    let submit = move || {
        let (id, version) = (pair.with_value(|pair| pair.id.clone()), basis.version());
        let input = ProposeJointHandlingInput {
            idempotency_key: form.key(),
            id,
            version,
            owner_department_id: cynic::Id::new(owner.get_untracked()),
            ground: ground.get_untracked(),
        };
        form.send::<Propose>(input, closing(open, toasts, words.proposed, changed), move |current| {
            basis.overtaken(current)
        });
    };
    let options = sides
        .into_iter()
        .map(|(id, name)| {
            let id = id.into_inner();
            let value = id.clone();
            view! { <option value=value selected=move || *owner.read() == id>{name}</option> }
        })
        .collect_view();
    view! {
        <FormView form submit=t().action.submit on_submit=submit cancel=move |()| open.set(false)>
            {pair_conflict(basis, pair)}
            <Field name="ownerDepartmentId" label=words.owner required=true hint=words.propose_hint wide=true>
                <select id=field_id("ownerDepartmentId") data-testid="field-ownerDepartmentId"
                    on:change=move |event| owner.set(event_target_value(&event))>{options}</select>
            </Field>
            <TextAreaField name="ground" label=words.ground value=ground required=true/>
        </FormView>
    }
}

#[component]
fn AnswerForm(
    open: RwSignal<bool>,
    pair: StoredValue<Deconfliction>,
    changed: Callback<()>,
) -> impl IntoView {
    let (form, toasts, words) = (Form::provide(), Toasts::current(), &t().deconfliction);
    let basis = Basis::on(pair.with_value(|pair| pair.version));
    let accept = RwSignal::new(true);
    let reason = RwSignal::new(String::new());
    let submit = move || {
        let (id, version) = (pair.with_value(|pair| pair.id.clone()), basis.version());
        let input = AnswerJointHandlingInput {
            idempotency_key: form.key(),
            id,
            version,
            accept: accept.get_untracked(),
            reason: optional(reason),
        };
        form.send::<Answer>(input, closing(open, toasts, words.answered, changed), move |current| {
            basis.overtaken(current)
        });
    };
    let choice = move |value: bool, label: &'static str, name: &'static str| {
        view! {
            <label class="check">
                <input type="radio" name="accept" data-testid=name prop:checked=move || accept.get() == value
                    on:change=move |_| accept.set(value)/>
                {label}
            </label>
        }
    };
    view! {
        <FormView form submit=t().action.submit on_submit=submit cancel=move |()| open.set(false)>
            {pair_conflict(basis, pair)}
            <fieldset class="field wide">
                <legend>{words.answer}</legend>
                {choice(true, words.accept, "accept")}
                {choice(false, words.decline, "decline")}
                <p class="hint">{words.accept_hint}</p>
            </fieldset>
            <TextAreaField name="reason" label=words.reason value=reason/>
        </FormView>
    }
}

/// What somebody else made of the pair since the form was opened on it; what was typed stays.
fn pair_conflict(basis: Basis<PairStanding>, pair: StoredValue<Deconfliction>) -> impl IntoView {
    let words = &t().deconfliction;
    let state = move |ended: bool| if ended { words.ended } else { words.live }.to_owned();
    let proposal = move |answer: Option<Option<JointHandlingAnswer>>| {
        answer.map_or("", |answer| answer.map_or(words.waiting, Choice::label)).to_owned()
    };
    let compare = move |current: PairStanding| {
        pair.with_value(|seen| {
            let latest = current.proposal.as_ref().map(|proposal| proposal.answer);
            let known = seen.proposal.as_ref().map(|proposal| proposal.answer);
            vec![
                (words.state, state(current.ended_on.is_some()), state(seen.ended_on.is_some())),
                (words.proposal, proposal(latest), proposal(known)),
            ]
        })
    };
    basis.conflict(|current| current.version, compare)
}
