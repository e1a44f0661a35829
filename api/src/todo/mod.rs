//! What waits for a person (待办): the open clocks that wait for them, most urgent first. There is no
//! second list of duties: whatever waits for somebody is a clock.

pub mod queries;
pub mod service;
pub mod sight;
pub mod types;
