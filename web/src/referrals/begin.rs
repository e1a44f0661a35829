//! How a referral begins: to another department or region at once, to the police by a report to the
//! department's head.

use super::{
    act::lines,
    operations::{
        ProposePoliceReferral, ProposePoliceReferralInput, ProposePoliceReferralVariables,
        ReferCaseToDepartment, ReferCaseToDepartmentInput, ReferCaseToDepartmentVariables, ReferCaseToRegion,
        ReferCaseToRegionInput, ReferCaseToRegionVariables,
    },
    package::{Package, PackageFields},
};
use crate::{
    components::{
        fields::{DateField, TextAreaField, TextField, optional},
        form::{Form, FormView},
        picker::{self, Pick, PickerField},
        toast::Toasts,
    },
    graphql::{lookups, scalars::Date},
    i18n::t,
    session::Session,
};
use cynic::MutationBuilder;
use leptos::prelude::*;

/// The form of a new referral.
#[component]
pub fn BeginForm(
    case_id: cynic::Id,
    version: i32,
    /// To the police rather than to a department or region.
    police: bool,
    open: RwSignal<bool>,
    changed: Callback<()>,
) -> impl IntoView {
    let (session, toasts, form) = (Session::current(), Toasts::current(), Form::provide());
    let words = &t().referrals;
    let occurred_on = RwSignal::new(session.today());
    let [ground, documents, note, name] = [(); 4].map(|()| RwSignal::new(String::new()));
    let department = RwSignal::new(Vec::<Pick>::new());
    let package = Package::of(&[]);
    let submit = move || {
        let done = move |_| {
            open.set(false);
            toasts.say(t().states.saved);
            changed.run(());
        };
        // Somebody changed the case meanwhile: it is shown anew, and what was typed stays.
        let newer = move |_| changed.run(());
        let (idempotency_key, case_id) = (form.key(), case_id.clone());
        let occurred_on = Date(occurred_on.get_untracked());
        let (documents, note) = (lines(documents), optional(note));
        let (department_id, ground) = (picker::id(department), ground.get_untracked());
        if police {
            let (organ_name, items) = (optional(name), package.typed());
            let input = ProposePoliceReferralInput {
                idempotency_key,
                case_id,
                version,
                department_id,
                organ_name,
                ground,
                items,
                occurred_on,
                documents,
                note,
            };
            let operation = ProposePoliceReferral::build(ProposePoliceReferralVariables { input });
            let taken = |data: ProposePoliceReferral| {
                (data.propose_police_referral.errors, data.propose_police_referral.referral)
            };
            return form.send(operation, taken, done, newer);
        }
        match department_id {
            Some(department_id) => {
                let input = ReferCaseToDepartmentInput {
                    idempotency_key,
                    case_id,
                    version,
                    department_id,
                    ground,
                    occurred_on,
                    documents,
                    note,
                };
                let operation = ReferCaseToDepartment::build(ReferCaseToDepartmentVariables { input });
                let taken = |data: ReferCaseToDepartment| {
                    (data.refer_case_to_department.errors, data.refer_case_to_department.referral)
                };
                form.send(operation, taken, done, newer);
            }
            None => {
                let input = ReferCaseToRegionInput {
                    idempotency_key,
                    case_id,
                    version,
                    region_name: name.get_untracked(),
                    ground,
                    occurred_on,
                    documents,
                    note,
                };
                let operation = ReferCaseToRegion::build(ReferCaseToRegionVariables { input });
                let taken = |data: ReferCaseToRegion| {
                    (data.refer_case_to_region.errors, data.refer_case_to_region.referral)
                };
                form.send(operation, taken, done, newer);
            }
        }
    };
    let (other_name, other_label, other_hint) = if police {
        ("organName", words.organ_name, words.organ_hint)
    } else {
        ("regionName", words.region_name, words.region_hint)
    };
    view! {
        <FormView form submit=t().action.submit on_submit=submit cancel=move |()| open.set(false)>
            {police.then(|| view! { <p class="wide notice">{words.propose_hint}</p> })}
            <PickerField name="departmentId" label=if police { words.police } else { t().cases.to_department } chosen=department search=lookups::departments()/>
            <TextField name=other_name label=other_label value=name hint=other_hint/>
            <DateField name="occurredOn" label=t().cases.occurred_on value=occurred_on required=true/>
            <TextAreaField name="ground" label=words.ground value=ground required=true rows=3/>
            {police.then(|| view! { <PackageFields package/> })}
            <TextAreaField name="documents" label=t().cases.documents value=documents hint=t().cases.documents_hint rows=2/>
            <TextAreaField name="note" label=t().cases.note value=note rows=2/>
        </FormView>
    }
}
