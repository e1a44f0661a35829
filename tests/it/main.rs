//! Tests through the API, as the people of DOMAIN would use it, on every engine at hand.

mod acting_once;
mod entities;
mod everyone;
mod layers;
mod scope;
mod statements;
