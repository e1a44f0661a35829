//! What people are told (提醒): a row a person, written in the transaction of what happened and
//! delivered to their open streams after its commit. What waits for them is not here but in the
//! clocks; a notification only points to it.

pub mod mutations;
pub mod queries;
pub mod service;
pub mod sight;
pub mod subscriptions;
pub mod types;
