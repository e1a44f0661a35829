//! From which amount on a case is reviewed before its decision (法制审核, 行政处罚法 art. 58): dated data.
//!
//! The law names no amount. Each organ lists what it has reviewed (国办发〔2018〕118号), and what is a large amount
//! a province may say (市场监督管理行政处罚听证办法 art. 5): a province's own takes the place of the platform's; a
//! city's or a county's may only ask for a review earlier than what binds from above.

pub mod mutations;
pub mod queries;
pub mod service;
pub mod types;
