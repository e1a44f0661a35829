//! Registering a department, revising and deactivating one.

use super::operations::{
    DeactivateDepartment, DeactivateDepartmentInput, Department, RegisterDepartment, RegisterDepartmentInput,
    ReviseDepartment, ReviseDepartmentInput,
};
use crate::{
    components::{
        conflict::Basis,
        dialog::Dialog,
        fields::{CheckField, SelectField, TextField, optional},
        form::{Form, FormView, closing},
        toast::Toasts,
    },
    graphql::enums::{Choice, DepartmentKind},
    i18n::t,
    session::Session,
};
use leptos::prelude::*;
use leptos_router::hooks::use_navigate;

/// A new department.
#[component]
pub fn RegisterDialog(open: RwSignal<bool>) -> impl IntoView {
    view! {
        <Dialog open title=t().departments.new><RegisterForm open/></Dialog>
    }
}

#[component]
fn RegisterForm(open: RwSignal<bool>) -> impl IntoView {
    let (session, form, toasts, navigate) =
        (Session::current(), Form::provide(), Toasts::current(), use_navigate());
    let words = &t().departments;
    let own =
        session.viewer.with_untracked(|viewer| viewer.as_ref().map(|viewer| viewer.office.code.clone()));
    let region = RwSignal::new(own.unwrap_or_default());
    let [name, short_name, liaison, phone] = [(); 4].map(|()| RwSignal::new(String::new()));
    let (kind, office) = (RwSignal::new(None::<DepartmentKind>), RwSignal::new(false));
    let submit = move || {
        let Some(kind) = kind.get_untracked() else { return form.require(&[("kind", true)]) };
        let input = RegisterDepartmentInput {
            idempotency_key: form.key(),
            region_code: region.get_untracked(),
            name: name.get_untracked(),
            short_name: short_name.get_untracked(),
            kind,
            is_coordination_office: office.get_untracked(),
            liaison_name: optional(liaison),
            liaison_phone: optional(phone),
        };
        let navigate = navigate.clone();
        form.send::<RegisterDepartment>(
            input,
            move |department| {
                open.set(false);
                toasts.say(words.registered);
                navigate(&format!("/departments/{}", department.id.inner()), Default::default());
            },
            |_| {},
        );
    };
    view! {
        <FormView form submit=t().action.submit on_submit=submit cancel=move |()| open.set(false)>
            <TextField name="name" label=words.name value=name required=true wide=true/>
            <TextField name="shortName" label=words.short_name value=short_name required=true hint=words.short_name_hint/>
            <SelectField name="kind" label=words.kind value=kind required=true/>
            <TextField name="regionCode" label=words.region_code value=region required=true keyboard="numeric" hint=words.region_code_hint/>
            <CheckField name="isCoordinationOffice" label=words.office value=office hint=words.office_hint/>
            <TextField name="liaisonName" label=words.liaison value=liaison/>
            <TextField name="liaisonPhone" label=words.liaison_phone value=phone kind="tel"/>
        </FormView>
    }
}

/// Another name, kind or liaison officer.
#[component]
pub fn ReviseDialog(
    open: RwSignal<bool>,
    department: StoredValue<Department>,
    changed: Callback<()>,
) -> impl IntoView {
    view! {
        <Dialog open title=t().departments.revise><ReviseForm open department=department.get_value() changed/></Dialog>
    }
}

#[component]
fn ReviseForm(open: RwSignal<bool>, department: Department, changed: Callback<()>) -> impl IntoView {
    let (form, toasts, words) = (Form::provide(), Toasts::current(), &t().departments);
    let (id, basis) = (department.id, Basis::on(department.version));
    let [name, short_name, liaison, phone] = [
        department.name,
        department.short_name,
        department.liaison_name.unwrap_or_default(),
        department.liaison_phone.unwrap_or_default(),
    ]
    .map(RwSignal::new);
    let kind = RwSignal::new(Some(department.kind));
    let submit = move || {
        let Some(kind) = kind.get_untracked() else { return form.require(&[("kind", true)]) };
        let input = ReviseDepartmentInput {
            idempotency_key: form.key(),
            id: id.clone(),
            version: basis.version(),
            name: name.get_untracked(),
            short_name: short_name.get_untracked(),
            kind,
            liaison_name: optional(liaison),
            liaison_phone: optional(phone),
        };
        form.send::<ReviseDepartment>(
            input,
            closing(open, toasts, t().states.saved, changed),
            move |department| basis.overtaken(department),
        );
    };
    let compare = move |latest: Department| {
        vec![
            (words.name, latest.name, name.get_untracked()),
            (words.short_name, latest.short_name, short_name.get_untracked()),
            (
                words.kind,
                latest.kind.label().to_owned(),
                kind.get_untracked().map_or("", Choice::label).to_owned(),
            ),
            (words.liaison, latest.liaison_name.unwrap_or_default(), liaison.get_untracked()),
            (words.liaison_phone, latest.liaison_phone.unwrap_or_default(), phone.get_untracked()),
        ]
    };
    view! {
        <FormView form submit=t().action.save on_submit=submit cancel=move |()| open.set(false)>
            {basis.conflict(|latest| latest.version, compare)}
            <TextField name="name" label=words.name value=name required=true wide=true/>
            <TextField name="shortName" label=words.short_name value=short_name required=true hint=words.short_name_hint/>
            <SelectField name="kind" label=words.kind value=kind required=true/>
            <TextField name="liaisonName" label=words.liaison value=liaison/>
            <TextField name="liaisonPhone" label=words.liaison_phone value=phone kind="tel"/>
        </FormView>
    }
}

/// The end of a department, after a reorganisation say.
#[component]
pub fn DeactivateDialog(
    open: RwSignal<bool>,
    department: StoredValue<Department>,
    changed: Callback<()>,
) -> impl IntoView {
    view! {
        <Dialog open title=t().departments.deactivate><DeactivateForm open department=department.get_value() changed/></Dialog>
    }
}

#[component]
fn DeactivateForm(open: RwSignal<bool>, department: Department, changed: Callback<()>) -> impl IntoView {
    let (form, toasts, words) = (Form::provide(), Toasts::current(), &t().departments);
    let submit = move || {
        let input = DeactivateDepartmentInput {
            idempotency_key: form.key(),
            id: department.id.clone(),
            version: department.version,
        };
        let done = closing(open, toasts, words.deactivated, changed);
        // The page shows the newer state once the dialog is closed, and the error says why.
        form.send::<DeactivateDepartment>(input, done, move |_| changed.run(()));
    };
    view! {
        <FormView form submit=words.deactivate on_submit=submit cancel=move |()| open.set(false)>
            <p class="wide"><strong>{department.name}</strong></p>
            <p class="wide">{words.deactivate_hint}</p>
        </FormView>
    }
}
