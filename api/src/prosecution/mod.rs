//! Whether a case must go to the police: thresholds for prosecution (立案追诉标准), as dated data, and what its
//! amounts mean under them.

pub mod enums;
pub mod loaders;
pub mod maintenance;
pub mod mutations;
pub mod queries;
pub mod rules;
pub mod service;
pub mod types;
pub mod words;
