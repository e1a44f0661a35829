//! What people are told: the bell with its count, kept up to date by a stream, and the page of all.

mod list;
pub mod live;
mod operations;

pub use list::NotificationsPage;
