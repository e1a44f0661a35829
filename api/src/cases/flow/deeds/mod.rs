//! What is done in a case without moving its status: serving the decision, recording that a hearing
//! was waived, publishing the penalty, telling the informant, marking the case as typical, noting
//! something. Each is a right, a date, a document, and a line of history; what is possible now, and
//! why not, [`rules`] say, as they do for steps.

pub mod facts;
pub mod loaders;
pub mod mutations;
pub mod redaction;
pub mod rules;
pub mod service;
pub mod types;
pub mod words;
