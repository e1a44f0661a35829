//! Shuangda's single-page app: what the offices and their departments see and fill in.
//!
//! `pages.rs` holds the routes and the menu, `session.rs` who is signed in, `graphql` the way to the API, `components` what pages are
//! made of, `i18n` what they say. Every other folder is a domain, named as in the API: its operations and its pages.
//!
//! No rule of the business is decided here: the API says what is allowed, due or wrong, and the app shows it.

mod account;
mod actions;
mod app;
mod audit;
mod blacklist;
mod case_documents;
mod cases;
mod clocks;
mod components;
mod dashboard;
mod deconfliction;
mod departments;
mod evidence;
mod graphql;
mod i18n;
mod imports;
mod inspections;
mod lazy;
mod league;
mod monthly_reports;
mod notifications;
mod office_documents;
mod pages;
mod parties;
mod publicity;
mod referrals;
mod rules;
mod seizures;
mod session;
mod summary;
mod supervisions;
mod todo;
mod trainings;
mod users;

fn main() {
    console_error_panic_hook::set_once();
    leptos::mount::mount_to_body(app::App);
}
