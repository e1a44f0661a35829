//! How a referral begins: to another department or region at once, to the police by a report to the
//! department's head.

use super::{
    operations::{
        ProposePoliceReferral, ProposePoliceReferralInput, ProposePoliceReferralVariables,
        ReferCaseToDepartment, ReferCaseToDepartmentInput, ReferCaseToDepartmentVariables, ReferCaseToRegion,
        ReferCaseToRegionInput, ReferCaseToRegionVariables, ReferralStanding,
    },
    package::{Package, PackageFields},
};
use crate::{
    cases::{CaseStanding, case_conflict},
    components::{
        conflict::Basis,
        fields::{DateField, TextAreaField, TextField, lines, optional},
        form::{Form, FormView, closing},
        picker::{self, Pick, PickerField},
        toast::Toasts,
    },
    evidence::CaseFiles,
    graphql::{enums::CaseStatus, lookups, scalars::Date},
    i18n::t,
    session::Session,
};
use cynic::MutationBuilder;
use leptos::prelude::*;

/// What came of it: nothing more to know where it has begun, the case as it is now where somebody else was
/// faster at it.
fn begun(referral: Option<ReferralStanding>, case: Option<CaseStanding>) -> Option<Option<CaseStanding>> {
    match (referral, case) {
        (Some(_), _) => Some(None),
        (None, case) => case.map(Some),
    }
}

/// The form of a new referral.
#[component]
pub fn BeginForm(
    case_id: cynic::Id,
    version: i32,
    status: CaseStatus,
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
    let basis = Basis::on(version);
    let package =
        police.then(|| Package::of(&[], CaseFiles::of(case_id.clone(), changed).building_on(basis.signal())));
    let submit = move || {
        let done = closing(open, toasts, t().states.saved, changed);
        let conflict = move |case: Option<CaseStanding>| {
            if let Some(case) = case {
                basis.overtaken(case);
            }
        };
        let (idempotency_key, case_id, version) = (form.key(), case_id.clone(), basis.version());
        let occurred_on = Date(occurred_on.get_untracked());
        let (documents, note) = (lines(documents), optional(note));
        let (department_id, ground) = (picker::id(department), ground.get_untracked());
        if let Some(package) = package {
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
                let payload = data.propose_police_referral;
                (payload.errors, begun(payload.referral, payload.case))
            };
            return form.send_reading(operation, taken, done, conflict);
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
                    let payload = data.refer_case_to_department;
                    (payload.errors, begun(payload.referral, payload.case))
                };
                form.send_reading(operation, taken, done, conflict);
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
                    let payload = data.refer_case_to_region;
                    (payload.errors, begun(payload.referral, payload.case))
                };
                form.send_reading(operation, taken, done, conflict);
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
            {case_conflict(basis, status)}
            {police.then(|| view! { <p class="wide notice">{words.propose_hint}</p> })}
            <PickerField name="departmentId" label=if police { words.police } else { t().cases.to_department } chosen=department search=lookups::departments()/>
            <TextField name=other_name label=other_label value=name hint=other_hint/>
            <DateField name="occurredOn" label=t().cases.occurred_on value=occurred_on required=true/>
            <TextAreaField name="ground" label=words.ground value=ground required=true rows=3/>
            {package.map(|package| view! { <PackageFields package/> })}
            <TextAreaField name="documents" label=t().cases.documents value=documents hint=t().cases.documents_hint rows=2/>
            <TextAreaField name="note" label=t().cases.note value=note rows=2/>
        </FormView>
    }
}
