//! Planning a joint action with its tasks, and revising the plan: what is typed, and what is sent of it.

use super::{
    PLACE,
    operations::{
        ActionPlan, JointAction, PlanJointAction, PlanJointActionInput, ReviseJointAction,
        ReviseJointActionInput, ShowAction,
    },
    tasks::{self, TaskFields},
};
use crate::{
    components::{
        fields::{DateField, TextAreaField, TextField, day, optional},
        lines::LinesField,
        picker::{self, Pick, PickerField},
        record::{self, Record, RecordForm, Saved, Words},
    },
    graphql::{fragments::Viewer, lookups},
    i18n::t,
};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// The usual code names, offered while typing.
const CODE_NAMES: [&str; 8] = ["雷雨", "天网", "铁拳", "蓝天", "红盾", "护航", "利剑", "亮剑"];

#[derive(Clone, Copy, Default, Serialize, Deserialize)]
pub struct Fields {
    version: RwSignal<i32>,
    /// The region of whoever plans it.
    region: RwSignal<String>,
    code_name: RwSignal<String>,
    name: RwSignal<String>,
    purpose: RwSignal<String>,
    plan_number: RwSignal<String>,
    starts_on: RwSignal<String>,
    ends_on: RwSignal<String>,
    lead: RwSignal<Vec<Pick>>,
    participants: RwSignal<Vec<Pick>>,
    focus_regions: RwSignal<String>,
    focus_products: RwSignal<String>,
    tasks: RwSignal<Vec<TaskFields>>,
}

impl Fields {
    /// A new plan.
    fn new(viewer: &Viewer) -> Self {
        Self { region: RwSignal::new(viewer.office.code.clone()), ..Self::default() }
    }

    /// A plan on file. Its region, code name and period are set, and its tasks have their own steps.
    fn of(plan: ActionPlan) -> Self {
        Self {
            version: RwSignal::new(plan.version),
            name: RwSignal::new(plan.name),
            purpose: RwSignal::new(plan.purpose.unwrap_or_default()),
            plan_number: RwSignal::new(plan.plan_number.unwrap_or_default()),
            lead: RwSignal::new(vec![plan.lead_department.into()]),
            participants: RwSignal::new(plan.participants.into_iter().map(Pick::from).collect()),
            focus_regions: RwSignal::new(plan.focus_regions.join("\n")),
            focus_products: RwSignal::new(plan.focus_products.join("\n")),
            ..Self::default()
        }
    }
}

/// One entry a line, or between 、 as Chinese lists things.
fn entries(text: RwSignal<String>) -> Vec<String> {
    let text = text.get_untracked();
    text.split(['\n', '、']).map(str::trim).filter(|entry| !entry.is_empty()).map(str::to_owned).collect()
}

impl record::Fields for Fields {
    fn version(self) -> RwSignal<i32> {
        self.version
    }

    fn lines(self) -> Vec<(&'static str, String)> {
        let words = &t().actions;
        vec![
            (words.name, self.name.get_untracked()),
            (words.purpose, self.purpose.get_untracked()),
            (words.plan_number, self.plan_number.get_untracked()),
            (words.lead, picker::names(self.lead)),
            (words.participants, picker::names(self.participants)),
            (words.focus_regions, entries(self.focus_regions).join("、")),
            (words.focus_products, entries(self.focus_products).join("、")),
        ]
    }
}

impl Saved<Fields> for ActionPlan {
    fn id(&self) -> &cynic::Id {
        &self.id
    }

    fn version(&self) -> i32 {
        self.version
    }

    fn fields(self) -> Fields {
        Fields::of(self)
    }
}

impl Record for JointAction {
    type Fields = Fields;
    type Saved = ActionPlan;
    type Show = ShowAction;
    const PATH: &'static str = PLACE.path;

    fn words() -> Words {
        let words = &t().actions;
        Words {
            title: words.title,
            new: words.new,
            made: words.planned,
            correct: words.revise,
            corrected: t().states.saved,
        }
    }

    fn may_make(viewer: &Viewer) -> bool {
        viewer.can_plan_action
    }

    fn found(answer: ShowAction) -> Option<Self> {
        answer.joint_action
    }

    fn saved(self) -> ActionPlan {
        ActionPlan {
            id: self.id,
            name: self.name,
            purpose: self.purpose,
            plan_number: self.plan_number,
            ends_on: self.ends_on,
            extended_to: self.extended_to,
            status: self.status,
            lead_department: self.lead_department,
            participants: self.participants,
            focus_regions: self.focus_regions,
            focus_products: self.focus_products,
            version: self.version,
        }
    }

    fn may_correct(&self) -> bool {
        self.viewer_can_revise
    }

    fn begin(viewer: &Viewer) -> Fields {
        Fields::new(viewer)
    }

    fn form(form: RecordForm<Self>) -> AnyView {
        let (words, fields) = (&t().actions, form.fields);
        // Revising leaves the code name, the period and the tasks alone: extending and completing have their own steps.
        let planning = form.of().is_none();
        let fixed = planning.then(|| {
            view! {
                <TextField name="codeName" label=words.code_name value=fields.code_name required=true hint=words.code_name_hint suggestions=CODE_NAMES.to_vec()/>
                <DateField name="startsOn" label=words.starts_on value=fields.starts_on required=true/>
                <DateField name="endsOn" label=words.ends_on value=fields.ends_on required=true/>
            }
        });
        let tasks = planning.then(|| {
            view! {
                <LinesField name="tasks" legend=words.tasks rows=fields.tasks new=TaskFields::default
                    add=(words.task_add, "add-task") line=tasks::line/>
            }
        });
        let shown = view! {
            <TextField name="name" label=words.name value=fields.name required=true wide=true/>
            {fixed}
            <TextField name="planNumber" label=words.plan_number value=fields.plan_number hint=words.plan_number_hint/>
            <PickerField name="leadDepartmentId" label=words.lead chosen=fields.lead search=lookups::departments() required=true/>
            <PickerField name="participantIds" label=words.participants chosen=fields.participants search=lookups::departments() multiple=true/>
            <TextAreaField name="purpose" label=words.purpose value=fields.purpose/>
            <TextAreaField name="focusRegions" label=words.focus_regions value=fields.focus_regions hint=words.focus_hint rows=2/>
            <TextAreaField name="focusProducts" label=words.focus_products value=fields.focus_products hint=words.focus_hint rows=2/>
            {tasks}
        };
        form.view(move || send(form), shown)
    }
}

fn send(form: RecordForm<JointAction>) {
    let fields = form.fields;
    let Some(lead_department_id) = picker::id(fields.lead) else {
        return form.form.require(&[("leadDepartmentId", true)]);
    };
    match form.of() {
        None => form.send::<PlanJointAction>(PlanJointActionInput {
            idempotency_key: form.form.key(),
            region_code: fields.region.get_untracked(),
            code_name: fields.code_name.get_untracked(),
            name: fields.name.get_untracked(),
            purpose: optional(fields.purpose),
            plan_number: optional(fields.plan_number),
            starts_on: day(fields.starts_on),
            ends_on: day(fields.ends_on),
            lead_department_id,
            participant_ids: picker::ids(fields.participants),
            focus_regions: entries(fields.focus_regions),
            focus_products: entries(fields.focus_products),
            tasks: fields.tasks.get_untracked().into_iter().map(TaskFields::input).collect(),
        }),
        Some(id) => form.send::<ReviseJointAction>(ReviseJointActionInput {
            idempotency_key: form.form.key(),
            id,
            version: fields.version.get_untracked(),
            name: fields.name.get_untracked(),
            purpose: optional(fields.purpose),
            plan_number: optional(fields.plan_number),
            lead_department_id,
            participant_ids: picker::ids(fields.participants),
            focus_regions: entries(fields.focus_regions),
            focus_products: entries(fields.focus_products),
        }),
    }
}
