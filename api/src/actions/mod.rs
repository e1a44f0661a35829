//! Joint actions (专项行动, 联合执法行动): campaigns with a code name, a period, a lead department and
//! those that take part, and the tasks that their plan hands out. Where an action stands follows from its
//! dates and today, so that nobody has to keep it up to date:
//!
//! ```text
//! planned ──startsOn──▶ ongoing ──after endsOn, or extendedTo──▶ ended
//!    └──────────┴─────────── cancelled, with a reason
//! ```

pub mod loaders;
pub mod mutations;
pub mod naming;
pub mod queries;
pub mod rules;
pub mod service;
pub mod sight;
pub mod tasks;
pub mod types;
