//! Tests through the API, as the people of DOMAIN would use it, on every engine at hand.

#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used, reason = "these are tests")]

mod acting_once;
mod at_once;
mod attached;
mod audit;
mod blacklist;
mod buckets;
mod cases;
mod clocks;
mod complaints;
mod deconfliction;
mod entities;
mod everyone;
mod evidence;
mod exports;
mod finding;
mod flow;
mod generator;
mod layers;
mod legal_review;
mod lists;
mod lives;
mod local_rules;
mod locks;
mod moments;
mod notifications;
mod parties;
mod referrals;
mod reminders;
mod revocations;
mod scope;
mod seizures;
mod shapes;
mod statements;
mod supervisions;
mod tampering;
mod todo;
mod views;
mod work_summary;
