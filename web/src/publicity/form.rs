//! Recording a publicity event, and correcting one.

use super::{
    fields::{Fields, Typed},
    operations::{
        CorrectPublicityEvent, CorrectPublicityEventVariables, PublicityEvent, PublicityEventVariables,
        RecordPublicityEvent, RecordPublicityEventVariables, ShowPublicityEvent,
    },
};
use crate::{
    components::{
        display::PageHeader,
        draft::{Draft, DraftNotice},
        fields::{DateField, NumberField, QuantityField, SelectField, TextAreaField, TextField},
        form::{Form, FormView},
        picker::PickerField,
        states::{Conflict, Loaded, NoRight, NotFound},
        toast::Toasts,
    },
    graphql::{lookups, query::use_query},
    i18n::t,
    session::Session,
};
use cynic::{MutationBuilder, QueryBuilder};
use leptos::prelude::*;
use leptos_router::hooks::{use_navigate, use_params_map};

/// `/publicity/new`
#[component]
pub fn NewPublicityEventPage() -> impl IntoView {
    let session = Session::current();
    if !untrack(|| session.may(|viewer| viewer.can_record_publicity)) {
        return view! { <NoRight/> }.into_any();
    }
    let again = RwSignal::new(0);
    view! {
        <PageHeader title=t().publicity.new above=vec![(t().publicity.title, "/publicity")]/>
        {move || {
            again.track();
            view! { <PublicityForm again/> }
        }}
    }
    .into_any()
}

/// `/publicity/:id/correct`
#[component]
pub fn CorrectPublicityEventPage() -> impl IntoView {
    let params = use_params_map();
    let query = use_query(move || {
        let id = params.with(|params| params.get("id")).unwrap_or_default();
        ShowPublicityEvent::build(PublicityEventVariables { id: cynic::Id::new(id) })
    });
    let again = RwSignal::new(0);
    view! {
        <PageHeader title=t().publicity.correct above=vec![(t().publicity.title, "/publicity")]/>
        <Loaded query let:data>
            {
                again.track();
                match data.publicity_event {
                    Some(event) if event.viewer_can_correct => view! { <PublicityForm again existing=event/> }.into_any(),
                    Some(_) => view! { <NoRight/> }.into_any(),
                    None => view! { <NotFound/> }.into_any(),
                }
            }
        </Loaded>
    }
}

#[component]
fn PublicityForm(
    /// Counts how often the form was begun afresh.
    again: RwSignal<u32>,
    #[prop(optional)] existing: Option<PublicityEvent>,
) -> impl IntoView {
    let (session, toasts, navigate) = (Session::current(), Toasts::current(), use_navigate());
    let (words, shared) = (&t().publicity, &t().records);
    let form = Form::provide();
    let id = existing.as_ref().map(|event| event.id.clone());
    let draft = Draft::of(form, &format!("publicity.{}", id.as_ref().map_or("new", cynic::Id::inner)));
    let restored = draft.restore::<Typed>();
    let is_restored = restored.is_some();
    let fields = Fields::new(restored.unwrap_or_else(|| match existing {
        Some(event) => event.into(),
        None => Typed::new(session.today()),
    }));
    draft.keep(move || fields.typed());
    let newer = RwSignal::new(None::<Typed>);
    let correcting = id.is_some();
    let back = navigate.clone();
    let origin =
        id.as_ref().map_or_else(|| "/publicity".to_owned(), |id| format!("/publicity/{}", id.inner()));
    let submit = move || {
        let typed = untrack(|| fields.typed());
        let Some(kind) = typed.kind else { return form.require(&[("kind", true)]) };
        let navigate = navigate.clone();
        let done = move |event: PublicityEvent| {
            draft.forget();
            toasts.say(if correcting { shared.corrected } else { shared.recorded });
            navigate(&format!("/publicity/{}", event.id.inner()), Default::default());
        };
        let conflict = move |event: PublicityEvent| newer.set(Some(event.into()));
        match id.clone() {
            None => form.send(
                RecordPublicityEvent::build(RecordPublicityEventVariables {
                    input: typed.record(form, kind),
                }),
                |data| (data.record_publicity_event.errors, data.record_publicity_event.publicity_event),
                done,
                conflict,
            ),
            Some(id) => form.send(
                CorrectPublicityEvent::build(CorrectPublicityEventVariables {
                    input: typed.correct(form, kind, id),
                }),
                |data| (data.correct_publicity_event.errors, data.correct_publicity_event.publicity_event),
                done,
                conflict,
            ),
        }
    };
    let cancel = move |()| {
        draft.forget();
        back(&origin, Default::default());
    };
    let difference = move || {
        newer.get().map(|latest| {
            let mine = untrack(|| fields.typed()).lines();
            let rows = latest
                .lines()
                .into_iter()
                .zip(mine)
                .map(|((label, latest), (_, mine))| (label, latest, mine))
                .collect();
            let version = latest.version;
            let adopt = move || {
                fields.version.set(version);
                newer.set(None);
                form.errors.set(Vec::new());
            };
            view! { <div class="wide"><Conflict rows adopt/></div> }
        })
    };
    view! {
        <div class="form-frame">
            {is_restored.then(|| view! { <DraftNotice draft again/> })}
            <FormView form submit=t().action.submit on_submit=submit cancel>
                {difference}
                <TextField name="name" label=words.name value=fields.name required=true wide=true/>
                <SelectField name="kind" label=shared.kind value=fields.kind required=true/>
                <TextField name="place" label=shared.place value=fields.place required=true/>
                <DateField name="startsOn" label=shared.starts_on value=fields.starts_on required=true/>
                <DateField name="endsOn" label=shared.ends_on value=fields.ends_on required=true/>
                <PickerField name="actionId" label=shared.action chosen=fields.action search=lookups::actions() hint=shared.action_hint/>
                <PickerField name="participantIds" label=shared.participants chosen=fields.participants multiple=true
                    search=lookups::departments() hint=shared.participants_hint/>
                <QuantityField name="materials" label=words.materials value=fields.materials/>
                <QuantityField name="consultations" label=words.consultations value=fields.consultations/>
                <NumberField name="mediaItems" label=words.media_items value=fields.media_items/>
                <NumberField name="televisionProgrammes" label=words.television value=fields.television/>
                {correcting.then(|| view! {
                    <TextAreaField name="reason" label=shared.reason value=fields.reason required=true rows=2 hint=shared.reason_hint/>
                })}
            </FormView>
        </div>
    }
}
