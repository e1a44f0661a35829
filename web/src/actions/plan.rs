//! Planning a joint action with its tasks, and revising the plan.

use super::{
    operations::{
        ActionPlan, ActionVariables, JointAction, PlanJointAction, PlanJointActionInput, PlanVariables,
        ReviseJointAction, ReviseJointActionInput, ReviseVariables, ShowAction,
    },
    tasks::{TaskFields, TaskLines, TypedTask},
};
use crate::{
    components::{
        display::PageHeader,
        draft::{Draft, DraftNotice},
        fields::{DateField, TextAreaField, TextField, optional},
        form::{Form, FormView},
        picker::{self, Pick, PickerField},
        states::{Conflict, Loaded, NoRight, NotFound},
        toast::Toasts,
    },
    graphql::{lookups, query::use_query, scalars::Date},
    i18n::t,
    session::Session,
};
use cynic::{MutationBuilder, QueryBuilder};
use leptos::prelude::*;
use leptos_router::hooks::{use_navigate, use_params_map};
use serde::{Deserialize, Serialize};

/// The usual code names, offered while typing.
const CODE_NAMES: [&str; 8] = ["雷雨", "天网", "铁拳", "蓝天", "红盾", "护航", "利剑", "亮剑"];

/// `/actions/new`
#[component]
pub fn NewActionPage() -> impl IntoView {
    let session = Session::current();
    if !untrack(|| session.may(|viewer| viewer.can_plan_action)) {
        return view! { <NoRight/> }.into_any();
    }
    let again = RwSignal::new(0);
    view! {
        <PageHeader title=t().actions.new above=vec![(t().actions.title, "/actions")]/>
        {move || {
            again.track();
            view! { <PlanForm again/> }
        }}
    }
    .into_any()
}

/// `/actions/:id/revise`
#[component]
pub fn ReviseActionPage() -> impl IntoView {
    let params = use_params_map();
    let query = use_query(move || {
        let id = params.with(|params| params.get("id")).unwrap_or_default();
        ShowAction::build(ActionVariables { id: cynic::Id::new(id) })
    });
    let again = RwSignal::new(0);
    view! {
        <PageHeader title=t().actions.revise above=vec![(t().actions.title, "/actions")]/>
        <Loaded query let:data>
            {
                again.track();
                match data.joint_action {
                    Some(action) if action.viewer_can_revise => view! { <PlanForm again existing=action/> }.into_any(),
                    Some(_) => view! { <NoRight/> }.into_any(),
                    None => view! { <NotFound/> }.into_any(),
                }
            }
        </Loaded>
    }
}

/// What was typed.
#[derive(Clone, Default, Serialize, Deserialize)]
struct Typed {
    version: i32,
    code_name: String,
    name: String,
    purpose: String,
    plan_number: String,
    starts_on: String,
    ends_on: String,
    lead: Vec<Pick>,
    participants: Vec<Pick>,
    focus_regions: String,
    focus_products: String,
    tasks: Vec<TypedTask>,
}

impl From<JointAction> for Typed {
    fn from(action: JointAction) -> Self {
        Self {
            version: action.version,
            code_name: action.code_name,
            name: action.name,
            purpose: action.purpose.unwrap_or_default(),
            plan_number: action.plan_number.unwrap_or_default(),
            starts_on: action.starts_on.0,
            ends_on: action.ends_on.0,
            lead: vec![action.lead_department.into()],
            participants: action.participants.into_iter().map(Pick::from).collect(),
            focus_regions: action.focus_regions.join("\n"),
            focus_products: action.focus_products.join("\n"),
            tasks: Vec::new(),
        }
    }
}

/// One entry a line, or between 、 as Chinese lists things.
fn entries(text: RwSignal<String>) -> Vec<String> {
    let text = text.get_untracked();
    text.split(['\n', '、']).map(str::trim).filter(|entry| !entry.is_empty()).map(str::to_owned).collect()
}

#[component]
fn PlanForm(
    /// Counts how often the form was begun afresh.
    again: RwSignal<u32>,
    #[prop(optional)] existing: Option<JointAction>,
) -> impl IntoView {
    let (session, toasts, navigate) = (Session::current(), Toasts::current(), use_navigate());
    let words = &t().actions;
    let form = Form::provide();
    let id = existing.as_ref().map(|action| action.id.clone());
    let revising = id.is_some();
    let draft = Draft::of(form, &format!("action.{}", id.as_ref().map_or("new", cynic::Id::inner)));
    let restored = draft.restore::<Typed>();
    let is_restored = restored.is_some();
    let typed = restored.unwrap_or_else(|| existing.map(Typed::from).unwrap_or_default());
    let version = RwSignal::new(typed.version);
    let [code_name, name, purpose, plan_number, starts_on, ends_on, focus_regions, focus_products] = [
        typed.code_name,
        typed.name,
        typed.purpose,
        typed.plan_number,
        typed.starts_on,
        typed.ends_on,
        typed.focus_regions,
        typed.focus_products,
    ]
    .map(RwSignal::new);
    let (lead, participants) = (RwSignal::new(typed.lead), RwSignal::new(typed.participants));
    let lines: Vec<_> =
        typed.tasks.into_iter().enumerate().map(|(key, task)| TaskFields::new(key, task)).collect();
    let tasks = RwSignal::new(lines);
    draft.keep(move || Typed {
        version: version.get(),
        code_name: code_name.get(),
        name: name.get(),
        purpose: purpose.get(),
        plan_number: plan_number.get(),
        starts_on: starts_on.get(),
        ends_on: ends_on.get(),
        lead: lead.get(),
        participants: participants.get(),
        focus_regions: focus_regions.get(),
        focus_products: focus_products.get(),
        tasks: tasks.get().into_iter().map(TaskFields::typed).collect(),
    });
    let newer = RwSignal::new(None::<ActionPlan>);
    let back = navigate.clone();
    let origin = id.as_ref().map_or_else(|| "/actions".to_owned(), |id| format!("/actions/{}", id.inner()));
    let submit = move || {
        let Some(lead_department_id) = picker::id(lead) else {
            return form.require(&[("leadDepartmentId", true)]);
        };
        let navigate = navigate.clone();
        let done = move |plan: ActionPlan| {
            draft.forget();
            toasts.say(if revising { t().states.saved } else { words.planned });
            navigate(&format!("/actions/{}", plan.id.inner()), Default::default());
        };
        let conflict = move |plan| newer.set(Some(plan));
        match id.clone() {
            None => {
                let region_code = session
                    .viewer
                    .with_untracked(|viewer| viewer.as_ref().map(|viewer| viewer.office.code.clone()));
                let input = PlanJointActionInput {
                    idempotency_key: form.key(),
                    region_code: region_code.unwrap_or_default(),
                    code_name: code_name.get_untracked(),
                    name: name.get_untracked(),
                    purpose: optional(purpose),
                    plan_number: optional(plan_number),
                    starts_on: Date(starts_on.get_untracked()),
                    ends_on: Date(ends_on.get_untracked()),
                    lead_department_id,
                    participant_ids: picker::ids(participants),
                    focus_regions: entries(focus_regions),
                    focus_products: entries(focus_products),
                    tasks: tasks.get_untracked().into_iter().map(TaskFields::input).collect(),
                };
                form.send(
                    PlanJointAction::build(PlanVariables { input }),
                    |data| (data.plan_joint_action.errors, data.plan_joint_action.joint_action),
                    done,
                    conflict,
                );
            }
            Some(id) => {
                let input = ReviseJointActionInput {
                    idempotency_key: form.key(),
                    id,
                    version: version.get_untracked(),
                    name: name.get_untracked(),
                    purpose: optional(purpose),
                    plan_number: optional(plan_number),
                    lead_department_id,
                    participant_ids: picker::ids(participants),
                    focus_regions: entries(focus_regions),
                    focus_products: entries(focus_products),
                };
                form.send(
                    ReviseJointAction::build(ReviseVariables { input }),
                    |data| (data.revise_joint_action.errors, data.revise_joint_action.joint_action),
                    done,
                    conflict,
                );
            }
        }
    };
    let cancel = move |()| {
        draft.forget();
        back(&origin, Default::default());
    };
    let difference = move || {
        newer.get().map(|plan| {
            let names =
                |picks: Vec<Pick>| picks.into_iter().map(|pick| pick.label).collect::<Vec<_>>().join("、");
            let theirs: Vec<Pick> = plan.participants.into_iter().map(Pick::from).collect();
            let rows = vec![
                (words.name, plan.name, name.get_untracked()),
                (words.purpose, plan.purpose.unwrap_or_default(), purpose.get_untracked()),
                (words.plan_number, plan.plan_number.unwrap_or_default(), plan_number.get_untracked()),
                (words.lead, plan.lead_department.name, names(lead.get_untracked())),
                (words.participants, names(theirs), names(participants.get_untracked())),
                (words.focus_regions, plan.focus_regions.join("、"), entries(focus_regions).join("、")),
                (words.focus_products, plan.focus_products.join("、"), entries(focus_products).join("、")),
            ];
            let adopt = move || {
                version.set(plan.version);
                newer.set(None);
                form.errors.set(Vec::new());
            };
            view! { <div class="wide"><Conflict rows adopt/></div> }
        })
    };
    // Revising leaves the code name, the period and the tasks alone: extending and completing have their own steps.
    let fixed = (!revising).then(|| {
        view! {
            <TextField name="codeName" label=words.code_name value=code_name required=true hint=words.code_name_hint suggestions=CODE_NAMES.to_vec()/>
            <DateField name="startsOn" label=words.starts_on value=starts_on required=true/>
            <DateField name="endsOn" label=words.ends_on value=ends_on required=true/>
        }
    });
    view! {
        <div class="form-frame">
            {is_restored.then(|| view! { <DraftNotice draft again/> })}
            <FormView form submit=t().action.submit on_submit=submit cancel>
                {difference}
                <TextField name="name" label=words.name value=name required=true wide=true/>
                {fixed}
                <TextField name="planNumber" label=words.plan_number value=plan_number hint=words.plan_number_hint/>
                <PickerField name="leadDepartmentId" label=words.lead chosen=lead search=lookups::departments() required=true/>
                <PickerField name="participantIds" label=words.participants chosen=participants search=lookups::departments() multiple=true/>
                <TextAreaField name="purpose" label=words.purpose value=purpose/>
                <TextAreaField name="focusRegions" label=words.focus_regions value=focus_regions hint=words.focus_hint rows=2/>
                <TextAreaField name="focusProducts" label=words.focus_products value=focus_products hint=words.focus_hint rows=2/>
                {(!revising).then(|| view! { <TaskLines form rows=tasks/> })}
            </FormView>
        </div>
    }
}
