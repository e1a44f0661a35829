//! What pages are made of. Native elements wherever the browser has one.

pub mod amounts;
pub mod chart;
pub mod columns;
pub mod conflict;
pub mod dialog;
pub mod display;
pub mod download;
pub mod draft;
pub mod export;
pub mod fields;
pub mod filter;
pub mod form;
pub mod lines;
pub mod picker;
pub mod record;
pub mod shell;
pub mod states;
pub mod table;
pub mod toast;
pub mod url_state;
pub mod views;
