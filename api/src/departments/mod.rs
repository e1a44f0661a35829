//! The member departments (成员单位) and the regions (行政区划) that they belong to.

pub mod loaders;
pub mod mutations;
pub mod queries;
pub mod service;
pub mod sight;
pub mod types;
