//! Deconfliction (案件撞线): two departments with open cases against one party are told of each other at
//! once, with contacts and without contents. The office sees the pair and may propose that one of the
//! cases is handled jointly; its department's head answers.
//!
//! ```text
//! two meet ──▶ both told ──acknowledge──▶ known to both ──┐
//!                 └──the office proposes──▶ the head accepts ──▶ joint handling, the pair ends
//!                                              └──declines, with a reason
//! one of the two has no open case against the party any more ──▶ the pair ends
//! ```
//!
//! A pair lives while both handle the party: after that neither department sees it any more.

pub mod loaders;
pub mod mutations;
pub mod queries;
pub mod rules;
pub mod service;
pub mod sight;
pub mod types;
