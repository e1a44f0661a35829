//! Trainings (培训): classes, lectures and seminars that departments held, with who came.

pub mod mutations;
pub mod queries;
pub mod service;
pub mod sight;
pub mod types;
