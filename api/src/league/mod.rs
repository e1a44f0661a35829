//! The league of departments (考评): each begins with a hundred points and loses some for every case closed late or left
//! overdue. Formula and points are shown, each lost point opens to its case, and its department may appeal against it to
//! the office of its region, which decides with its reason.

pub mod mutations;
pub mod queries;
pub mod rules;
pub mod service;
pub mod sight;
pub mod standing;
pub mod types;
