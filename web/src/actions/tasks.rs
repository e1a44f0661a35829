//! The lines of a plan: who does what by when.

use super::operations::ActionTaskInput;
use crate::{
    components::{
        fields::{DateField, TextAreaField, TextField, optional},
        form::Form,
        picker::{self, Pick, PickerField},
    },
    graphql::{lookups, scalars::Date},
    i18n::t,
};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// One line, as typed.
#[derive(Clone, Default, Serialize, Deserialize)]
pub struct TypedTask {
    section: String,
    content: String,
    responsible: String,
    departments: Vec<Pick>,
    due_on: String,
}

/// One line's signals.
#[derive(Clone, Copy)]
pub struct TaskFields {
    key: usize,
    section: RwSignal<String>,
    content: RwSignal<String>,
    responsible: RwSignal<String>,
    departments: RwSignal<Vec<Pick>>,
    due_on: RwSignal<String>,
}

impl TaskFields {
    /// Signals that start from what was typed.
    pub fn new(key: usize, typed: TypedTask) -> Self {
        Self {
            key,
            section: RwSignal::new(typed.section),
            content: RwSignal::new(typed.content),
            responsible: RwSignal::new(typed.responsible),
            departments: RwSignal::new(typed.departments),
            due_on: RwSignal::new(typed.due_on),
        }
    }

    /// What stands in them now. Reactive.
    pub fn typed(self) -> TypedTask {
        TypedTask {
            section: self.section.get(),
            content: self.content.get(),
            responsible: self.responsible.get(),
            departments: self.departments.get(),
            due_on: self.due_on.get(),
        }
    }

    /// As the API takes it.
    pub fn input(self) -> ActionTaskInput {
        ActionTaskInput {
            section: optional(self.section),
            content: self.content.get_untracked(),
            responsible: optional(self.responsible),
            department_ids: picker::ids(self.departments),
            due_on: Date::from_field(&self.due_on.get_untracked()),
        }
    }
}

/// All lines, with a button to add one.
#[component]
pub fn TaskLines(form: Form, rows: RwSignal<Vec<TaskFields>>) -> impl IntoView {
    let words = &t().actions;
    let next = StoredValue::new(rows.with_untracked(Vec::len));
    // Lines that are added later belong to the form as well, not to the click that added them.
    let owner = Owner::current();
    let add = move |_| {
        let key = next.get_value();
        next.set_value(key + 1);
        let line = || TaskFields::new(key, TypedTask::default());
        let line = match &owner {
            Some(owner) => owner.with(line),
            None => line(),
        };
        rows.update(|rows| rows.push(line));
    };
    let remove = move |key: usize| {
        // What was wrong is named by position, and positions move.
        form.errors
            .update(|errors| errors.retain(|error| error.path.first().is_none_or(|first| first != "tasks")));
        rows.update(|rows| rows.retain(|row| row.key != key));
    };
    view! {
        <fieldset class="field wide blocks" data-testid="field-tasks">
            <legend>{words.tasks}</legend>
            {move || rows.get().into_iter().enumerate().map(|(position, row)| {
                let name = move |field: &str| format!("tasks.{position}.{field}");
                view! {
                    <section class="block" data-testid="task-row">
                        <header>
                            <h3>{format!("{} {}", words.task, position + 1)}</h3>
                            <button type="button" class="quiet" on:click=move |_| remove(row.key)>{t().action.remove}</button>
                        </header>
                        <div class="form">
                            <TextAreaField name=name("content") label=words.content value=row.content required=true rows=2/>
                            <TextField name=name("section") label=words.section value=row.section hint=words.section_hint/>
                            <DateField name=name("dueOn") label=words.due_on value=row.due_on/>
                            <PickerField name=name("departmentIds") label=words.departments chosen=row.departments search=lookups::departments() multiple=true/>
                            <TextField name=name("responsible") label=words.responsible value=row.responsible hint=words.responsible_hint wide=true/>
                        </div>
                    </section>
                }
            }).collect_view()}
            <p class="actions"><button type="button" on:click=add data-testid="add-task">{words.task_add}</button></p>
        </fieldset>
    }
}
