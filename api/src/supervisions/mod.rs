//! Supervision (挂牌督办): a coordination office puts a case on its list, says what is to be done by when,
//! and is reported to at set intervals until it releases the case with a conclusion. The deadline and
//! the next report are clocks of the case's handlers; once the case is closed, the release is the
//! office's own.

pub mod loaders;
pub mod mutations;
pub mod queries;
pub mod rules;
pub mod service;
pub mod sight;
pub mod types;
