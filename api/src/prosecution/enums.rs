//! The closed sets of prosecution as GraphQL names them.

use async_graphql::Enum;
use entity::enums;

use super::rules;

/// What a threshold for prosecution is compared with.
#[derive(Enum, Clone, Copy, Debug, PartialEq, Eq)]
#[graphql(remote = "enums::ThresholdMeasure")]
pub enum ThresholdMeasure {
    /// 涉案金额 (非法经营数额, 销售金额, 货值金额)
    Amount,
    /// 违法所得
    IllegalIncome,
}

/// What a case's amounts mean under the thresholds for prosecution.
#[derive(Enum, Clone, Copy, Debug, PartialEq, Eq)]
#[graphql(remote = "rules::Prosecution")]
pub enum ProsecutionState {
    /// This kind of case has no threshold in money.
    NoThreshold,
    /// Below all of them.
    NotMet,
    /// One that holds under a further condition is reached: people must look.
    Possible,
    /// Reached: the case must go to the police, or a reason be recorded.
    Met,
}
