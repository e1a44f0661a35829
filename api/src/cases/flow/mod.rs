//! A case's way: what registers it, every step that moves it, and what follows from each, in order, on one screen.
//! It stands on nearly all that has to do with cases; the record below it on nothing of that.

pub mod approvals;
pub mod clocks;
pub mod consequences;
pub mod deeds;
pub mod facts;
pub mod handlers;
pub mod ledger;
pub mod register;
pub mod steps;
