//! Recording an inspection, and correcting one.

use super::{
    fields::{Fields, Typed},
    operations::{
        CorrectInspection, CorrectInspectionVariables, Inspection, InspectionVariables, RecordInspection,
        RecordInspectionVariables, ShowInspection,
    },
    premises::PremisesLines,
};
use crate::{
    components::{
        display::PageHeader,
        draft::{Draft, DraftNotice},
        fields::{DateField, QuantityField, TextAreaField, TextField},
        form::{Form, FormView},
        picker::{Pick, PickerField},
        states::{Conflict, Loaded, NoRight, NotFound},
        toast::Toasts,
    },
    graphql::{enums::Role, lookups, query::use_query, scalars::Date},
    i18n::t,
    session::Session,
};
use cynic::{MutationBuilder, QueryBuilder};
use leptos::prelude::*;
use leptos_router::hooks::{use_navigate, use_params_map};

/// `/inspections/new`
#[component]
pub fn NewInspectionPage() -> impl IntoView {
    let session = Session::current();
    if !untrack(|| session.may(|viewer| viewer.can_record_inspection)) {
        return view! { <NoRight/> }.into_any();
    }
    let again = RwSignal::new(0);
    view! {
        <PageHeader title=t().inspections.new above=vec![(t().inspections.title, "/inspections")]/>
        {move || {
            again.track();
            view! { <InspectionForm again/> }
        }}
    }
    .into_any()
}

/// `/inspections/:id/correct`
#[component]
pub fn CorrectInspectionPage() -> impl IntoView {
    let params = use_params_map();
    let query = use_query(move || {
        let id = params.with(|params| params.get("id")).unwrap_or_default();
        ShowInspection::build(InspectionVariables { id: cynic::Id::new(id) })
    });
    let again = RwSignal::new(0);
    view! {
        <PageHeader title=t().inspections.correct above=vec![(t().inspections.title, "/inspections")]/>
        <Loaded query let:data>
            {
                again.track();
                match data.inspection {
                    Some(inspection) if inspection.viewer_can_correct => view! { <InspectionForm again existing=inspection/> }.into_any(),
                    Some(_) => view! { <NoRight/> }.into_any(),
                    None => view! { <NotFound/> }.into_any(),
                }
            }
        </Loaded>
    }
}

#[component]
fn InspectionForm(
    /// Counts how often the form was begun afresh.
    again: RwSignal<u32>,
    #[prop(optional)] existing: Option<Inspection>,
) -> impl IntoView {
    let (session, toasts, navigate) = (Session::current(), Toasts::current(), use_navigate());
    let (words, shared) = (&t().inspections, &t().records);
    let form = Form::provide();
    let Some(viewer) = session.viewer.get_untracked() else { return ().into_any() };
    let id = existing.as_ref().map(|inspection| inspection.id.clone());
    let lead =
        existing.as_ref().map_or(&viewer.user.department.id, |inspection| &inspection.department.id).clone();
    let draft = Draft::of(form, &format!("inspection.{}", id.as_ref().map_or("new", cynic::Id::inner)));
    let restored = draft.restore::<Typed>();
    let is_restored = restored.is_some();
    let fields = Fields::new(restored.unwrap_or_else(|| match existing {
        Some(inspection) => inspection.into(),
        None => Typed::new(&viewer, viewer.user.role == Role::Officer),
    }));
    draft.keep(move || fields.typed());
    let departments = Signal::derive(move || {
        let others = fields.participants.with(|picks| picks.iter().map(Pick::key).collect::<Vec<_>>());
        [vec![lead.clone()], others].concat()
    });
    let newer = RwSignal::new(None::<Typed>);
    let correcting = id.is_some();
    let back = navigate.clone();
    let origin =
        id.as_ref().map_or_else(|| "/inspections".to_owned(), |id| format!("/inspections/{}", id.inner()));
    let submit = move || {
        let missing = fields.without_result();
        if !missing.is_empty() {
            return form.require(&missing.iter().map(|name| (name.as_str(), true)).collect::<Vec<_>>());
        }
        let typed = untrack(|| fields.typed());
        let navigate = navigate.clone();
        let done = move |inspection: Inspection| {
            draft.forget();
            toasts.say(if correcting { shared.corrected } else { shared.recorded });
            navigate(&format!("/inspections/{}", inspection.id.inner()), Default::default());
        };
        let conflict = move |inspection: Inspection| newer.set(Some(inspection.into()));
        match id.clone() {
            None => form.send(
                RecordInspection::build(RecordInspectionVariables { input: typed.record(form) }),
                |data| (data.record_inspection.errors, data.record_inspection.inspection),
                done,
                conflict,
            ),
            Some(id) => form.send(
                CorrectInspection::build(CorrectInspectionVariables { input: typed.correct(form, id) }),
                |data| (data.correct_inspection.errors, data.correct_inspection.inspection),
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
    let certified_on = Signal::derive(move || Date::from_field(&fields.inspected_on.get()));
    view! {
        <div class="form-frame">
            {is_restored.then(|| view! { <DraftNotice draft again/> })}
            <FormView form submit=t().action.submit on_submit=submit cancel>
                {difference}
                <DateField name="inspectedOn" label=words.inspected_on value=fields.inspected_on required=true/>
                <TextField name="place" label=words.place value=fields.place required=true/>
                <PickerField name="actionId" label=shared.action chosen=fields.action search=lookups::actions() hint=shared.action_hint/>
                <PickerField name="participantIds" label=shared.participants chosen=fields.participants multiple=true
                    search=lookups::inspecting_departments() hint=shared.participants_hint/>
                <PickerField name="officerIds" label=words.officers chosen=fields.officers multiple=true required=true
                    search=lookups::people(departments, certified_on) hint=words.officers_hint/>
                <PremisesLines form rows=fields.premises/>
                <QuantityField name="goodsChecked" label=words.goods_checked value=fields.goods hint=words.goods_hint/>
                <TextAreaField name="findings" label=words.findings value=fields.findings hint=words.findings_hint/>
                {correcting.then(|| view! {
                    <TextAreaField name="reason" label=shared.reason value=fields.reason required=true rows=2 hint=shared.reason_hint/>
                })}
            </FormView>
        </div>
    }
    .into_any()
}
