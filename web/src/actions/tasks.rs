//! The lines of a plan: who does what by when.

use super::operations::ActionTaskInput;
use crate::{
    components::{
        fields::{DateField, TextAreaField, TextField, optional},
        lines::Line,
        picker::{self, Pick, PickerField},
    },
    graphql::{lookups, scalars::Date},
    i18n::t,
};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// One line's signals.
#[derive(Clone, Copy, Default, PartialEq, Serialize, Deserialize)]
pub struct TaskFields {
    section: RwSignal<String>,
    content: RwSignal<String>,
    responsible: RwSignal<String>,
    departments: RwSignal<Vec<Pick>>,
    due_on: RwSignal<String>,
}

impl TaskFields {
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

/// The line among the others.
pub fn line(line: Line<TaskFields>) -> AnyView {
    let (words, row, position) = (&t().actions, line.row, line.position);
    let name = move |field: &str| format!("tasks.{position}.{field}");
    view! {
        <section class="block" data-testid="task-row">
            <header>
                <h3>{format!("{} {}", words.task, position + 1)}</h3>
                <button type="button" class="quiet" on:click=move |_| line.remove.run(())>{t().action.remove}</button>
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
    .into_any()
}
