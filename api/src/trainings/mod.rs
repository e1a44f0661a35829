//! Trainings (培训): classes, lectures and seminars that departments held, with who came.

pub mod loaders;
pub mod mutations;
pub mod queries;
pub mod service;
pub mod types;
