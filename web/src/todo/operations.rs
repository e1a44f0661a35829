//! What the lists of what waits ask.

use crate::graphql::{
    enums::Urgency,
    fragments::{DepartmentRef, PageInfo},
    scalars::{Date, DateTime},
    schema,
};

#[derive(cynic::QueryVariables, Clone)]
pub struct TodoVariables {
    pub first: Option<i32>,
    pub after: Option<String>,
    pub last: Option<i32>,
    pub before: Option<String>,
    pub urgency: Option<Urgency>,
}

#[derive(cynic::QueryFragment, Clone)]
#[cynic(graphql_type = "Query", variables = "TodoVariables")]
pub struct ListTodo {
    #[arguments(first: $first, after: $after, last: $last, before: $before, urgency: $urgency)]
    pub todo: TodoPageOf,
    pub todo_counts: TodoCounts,
}

#[derive(cynic::QueryFragment, Clone)]
#[cynic(graphql_type = "TodoItemConnection")]
pub struct TodoPageOf {
    pub nodes: Vec<TodoItem>,
    pub page_info: PageInfo,
}

#[derive(cynic::QueryFragment, Clone, Copy)]
pub struct TodoCounts {
    pub overdue: i32,
    pub due_soon: i32,
    pub later: i32,
    pub without_limit: i32,
    pub total: i32,
}

#[derive(cynic::QueryFragment, Clone)]
pub struct TodoItem {
    pub title: String,
    pub urgency: Urgency,
    pub standing: bool,
    pub due_on: Option<Date>,
    pub due_at: Option<DateTime>,
    pub days_left: Option<i32>,
    pub provisional: bool,
    pub department: DepartmentRef,
    pub case: Option<TodoCase>,
    pub party: Option<TodoParty>,
    pub object_type: String,
    pub object_id: Option<cynic::Id>,
}

/// The party that it is about, where it is about one.
#[derive(cynic::QueryFragment, Clone)]
#[cynic(graphql_type = "Party")]
pub struct TodoParty {
    pub name: String,
}

#[derive(cynic::QueryFragment, Clone)]
#[cynic(graphql_type = "Case")]
pub struct TodoCase {
    pub id: cynic::Id,
    pub number: String,
    pub title: String,
}
