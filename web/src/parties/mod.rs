//! Parties: businesses and people that were inspected or have cases.

mod detail;
mod form;
mod list;
mod operations;

pub use detail::PartyPage;
pub use form::NewPartyPage;
pub use list::PartiesPage;
