//! Recording a training, and correcting one.

use super::{
    fields::{Fields, Typed},
    operations::{
        CorrectTraining, CorrectTrainingVariables, RecordTraining, RecordTrainingVariables, ShowTraining,
        Training, TrainingVariables,
    },
};
use crate::{
    components::{
        display::PageHeader,
        draft::{Draft, DraftNotice},
        fields::{CheckField, DateField, NumberField, QuantityField, SelectField, TextAreaField, TextField},
        form::{Form, FormView},
        picker::PickerField,
        states::{Conflict, Loaded, NoRight, NotFound},
        toast::Toasts,
    },
    graphql::{
        enums::{AudienceKind, Choice},
        lookups,
        query::use_query,
    },
    i18n::t,
    session::Session,
};
use cynic::{MutationBuilder, QueryBuilder};
use leptos::prelude::*;
use leptos_router::hooks::{use_navigate, use_params_map};

/// `/trainings/new`
#[component]
pub fn NewTrainingPage() -> impl IntoView {
    let session = Session::current();
    if !untrack(|| session.may(|viewer| viewer.can_record_training)) {
        return view! { <NoRight/> }.into_any();
    }
    let again = RwSignal::new(0);
    view! {
        <PageHeader title=t().trainings.new above=vec![(t().trainings.title, "/trainings")]/>
        {move || {
            again.track();
            view! { <TrainingForm again/> }
        }}
    }
    .into_any()
}

/// `/trainings/:id/correct`
#[component]
pub fn CorrectTrainingPage() -> impl IntoView {
    let params = use_params_map();
    let query = use_query(move || {
        let id = params.with(|params| params.get("id")).unwrap_or_default();
        ShowTraining::build(TrainingVariables { id: cynic::Id::new(id) })
    });
    let again = RwSignal::new(0);
    view! {
        <PageHeader title=t().trainings.correct above=vec![(t().trainings.title, "/trainings")]/>
        <Loaded query let:data>
            {
                again.track();
                match data.training {
                    Some(training) if training.viewer_can_correct => view! { <TrainingForm again existing=training/> }.into_any(),
                    Some(_) => view! { <NoRight/> }.into_any(),
                    None => view! { <NotFound/> }.into_any(),
                }
            }
        </Loaded>
    }
}

#[component]
fn TrainingForm(
    /// Counts how often the form was begun afresh.
    again: RwSignal<u32>,
    #[prop(optional)] existing: Option<Training>,
) -> impl IntoView {
    let (session, toasts, navigate) = (Session::current(), Toasts::current(), use_navigate());
    let (words, shared) = (&t().trainings, &t().records);
    let form = Form::provide();
    let id = existing.as_ref().map(|training| training.id.clone());
    let draft = Draft::of(form, &format!("training.{}", id.as_ref().map_or("new", cynic::Id::inner)));
    let restored = draft.restore::<Typed>();
    let is_restored = restored.is_some();
    let fields = Fields::new(restored.unwrap_or_else(|| match existing {
        Some(training) => training.into(),
        None => Typed::new(session.today()),
    }));
    draft.keep(move || fields.typed());
    let newer = RwSignal::new(None::<Typed>);
    let correcting = id.is_some();
    let back = navigate.clone();
    let origin =
        id.as_ref().map_or_else(|| "/trainings".to_owned(), |id| format!("/trainings/{}", id.inner()));
    let submit = move || {
        let typed = untrack(|| fields.typed());
        let Some(kind) = typed.kind else { return form.require(&[("kind", true)]) };
        let navigate = navigate.clone();
        let done = move |training: Training| {
            draft.forget();
            toasts.say(if correcting { shared.corrected } else { shared.recorded });
            navigate(&format!("/trainings/{}", training.id.inner()), Default::default());
        };
        let conflict = move |training: Training| newer.set(Some(training.into()));
        match id.clone() {
            None => form.send(
                RecordTraining::build(RecordTrainingVariables { input: typed.record(form, kind) }),
                |data| (data.record_training.errors, data.record_training.training),
                done,
                conflict,
            ),
            Some(id) => form.send(
                CorrectTraining::build(CorrectTrainingVariables { input: typed.correct(form, kind, id) }),
                |data| (data.correct_training.errors, data.correct_training.training),
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
                <TextField name="subject" label=words.subject value=fields.subject/>
                <TextField name="speakers" label=words.speakers value=fields.speakers/>
                <PickerField name="actionId" label=shared.action chosen=fields.action search=lookups::actions() hint=shared.action_hint/>
                <PickerField name="participantIds" label=shared.participants chosen=fields.participants multiple=true
                    search=lookups::departments() hint=shared.participants_hint/>
                <QuantityField name="trainedPersonTimes" label=words.trained value=fields.trained/>
                <QuantityField name="companies" label=words.companies value=fields.companies/>
                <Audiences form people=fields.audiences/>
                <NumberField name="certificatesIssued" label=words.certificates value=fields.certificates/>
                <CheckField name="examHeld" label=words.exam value=fields.exam_held/>
                {correcting.then(|| view! {
                    <TextAreaField name="reason" label=shared.reason value=fields.reason required=true rows=2 hint=shared.reason_hint/>
                })}
            </FormView>
        </div>
    }
}

/// A number for each kind of people who came.
#[component]
fn Audiences(form: Form, people: RwSignal<Vec<String>>) -> impl IntoView {
    let words = &t().trainings;
    form.claim("audiences");
    view! {
        <fieldset class="field wide audiences" data-testid="field-audiences">
            <legend>{words.audiences}</legend>
            <p class="hint">{words.audiences_hint}</p>
            <div class="numbers">
                {AudienceKind::ALL.iter().enumerate().map(|(position, kind)| view! {
                    <label>
                        <span>{kind.label()}</span>
                        <input inputmode="numeric" data-testid=format!("field-audiences.{}", kind.code())
                            prop:value=move || people.with(|people| people.get(position).cloned())
                            on:input=move |event| people.update(|people| if let Some(entry) = people.get_mut(position) {
                                *entry = event_target_value(&event);
                            })/>
                    </label>
                }).collect_view()}
            </div>
            {move || form.error("audiences").map(|message| view! { <p class="field-error">{message}</p> })}
        </fieldset>
    }
}
