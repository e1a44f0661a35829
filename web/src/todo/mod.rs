//! What waits for the viewer (待办): the first page's first part, and the page of all of it.

mod list;
mod operations;

pub use list::{TodoPage, TodoSection};
