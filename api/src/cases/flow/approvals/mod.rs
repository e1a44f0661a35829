//! Approvals (呈批): an officer proposes a step that needs the department's head; the head approves, and
//! with that takes it, or returns it with a reason. A proposal waits as a clock; one whose step another
//! has overtaken lapses.

pub mod mutations;
pub mod service;
pub mod types;
