//! The first page: what needs attention, then the region's numbers.

mod operations;
mod page;

pub use page::DashboardPage;
