//! Saved views (常用筛选): a list's conditions, order and columns under a name, each person's own.

pub mod mutations;
pub mod queries;
pub mod service;
pub mod types;
