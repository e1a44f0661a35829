//! What waits for the viewer (待办): the first page's first part, and the page of all of it.

mod list;
mod operations;

pub use list::{TodoPage, TodoSection};

/// Where an object is shown, if it has a page of its own.
pub fn object_href(object_type: &str, id: Option<&cynic::Id>) -> Option<String> {
    let folder = match object_type {
        "Case" => "cases",
        "Party" => "parties",
        "JointAction" => "actions",
        "Inspection" => "inspections",
        "Deconfliction" => "deconflictions",
        "BlacklistEntry" => "blacklist",
        "AccountRequest" => "account-requests",
        "RuleChange" => "deadlines/changes",
        _ => return None,
    };
    Some(format!("/{folder}/{}", id?.inner()))
}
