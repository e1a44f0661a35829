//! What the law says here, and how that changes: rules of clocks, the calendar of holidays, and all rules of the
//! platform as a file. Open clocks are counted anew with each change, and whoever keeps a last day of theirs is
//! written anew with them: so this stands above all that clocks run for.

pub mod calendar;
pub mod clock_rules;
pub mod command_line;
pub mod file;
pub mod recount;
