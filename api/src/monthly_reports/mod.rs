//! Monthly reports (数据月报): each month every department tells its office its figures, and each office those of its region
//! to the office above. The form is filled from the ledger; what is corrected says why; once submitted a month shows for
//! ever what was told, and what records came to say since appears in a later month, opened to its cause.
//!
//! ```text
//!                 submit                accept
//!   open ──────────────────► submitted ────────► accepted (frozen)
//!    │  ▲                        │                  │
//!    │  └── submit again ── returned ◄── unfreeze ──┘
//!    └────── excuse ───────► excused
//! ```
//!
//! Who receives a report from nobody's superior closes the month by submitting it. A region's own is submitted once all
//! below it are accepted or excused, and opened again only from the top down.

pub mod figures;
pub mod form_types;
pub mod loaders;
pub mod mutations;
pub mod opening;
pub mod overview;
pub mod queries;
pub mod rules;
pub mod service;
pub mod sight;
pub mod types;
pub mod words;
pub mod workbook;
