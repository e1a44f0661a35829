//! Shuangda's server: a GraphQL API over axum for offices that coordinate the fight against IP
//! infringement and counterfeit goods. One folder a domain, `shared` below them all.

// Each member of the merged roots is a future around the next; their layout is computed as one.
#![recursion_limit = "512"]

pub mod actions;
pub mod app;
pub mod assets;
pub mod attachments;
pub mod audit;
pub mod blacklist;
pub mod calendar;
pub mod case_documents;
pub mod cases;
pub mod clocks;
pub mod config;
pub mod dashboard;
pub mod deconfliction;
pub mod demo;
pub mod departments;
pub mod explorer;
pub mod exports;
pub mod figures;
pub mod health;
pub mod imports;
pub mod indexing;
pub mod indicators;
pub mod inspections;
pub mod league;
pub mod merging;
pub mod monthly_reports;
pub mod node;
pub mod notifications;
pub mod office_documents;
pub mod parties;
pub mod prosecution;
pub mod publicity;
pub mod referrals;
pub mod reminders;
pub mod rule_changes;
pub mod rulebook;
pub mod schema;
pub mod seizures;
pub mod serve;
pub mod shared;
pub mod summary;
pub mod supervisions;
pub mod todo;
pub mod trainings;
pub mod users;
pub mod views;
