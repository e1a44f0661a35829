//! Merging parties that were recorded twice.

pub mod service;
