//! What every domain stands on.

pub mod audit;
pub mod boxed;
pub mod caller;
pub mod change;
pub mod clock;
pub mod credit_code;
pub mod dated;
pub mod db;
pub mod errors;
pub mod ids;
pub mod input;
pub mod language;
pub mod live;
pub mod loaders;
pub mod pagination;
pub mod participation;
pub mod policy;
pub mod rows;
pub mod scope;
pub mod search;
pub mod secrets;
pub mod shape;
pub mod text;
pub mod transport;
pub mod values;
pub mod viewer;
