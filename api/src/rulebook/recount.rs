//! Counting open clocks anew, and writing their last days anew wherever they are kept.

use sea_orm::Condition;

use crate::{
    cases::flow::clocks::mirror,
    clocks,
    rule_changes::service::Moved,
    shared::{change::Change, errors::Failure},
};

/// Counts the open clocks of `region` and below, of those `among` them that have no date set by hand, anew: by
/// the rules and the calendar as they are now. Answers those that moved.
///
/// # Errors
///
/// The database's.
pub async fn recount(change: &Change, region: &str, among: Condition) -> Result<Vec<Moved>, Failure> {
    let moved = clocks::recount::recount(change, region, among).await?;
    for moved in &moved {
        mirror(change, &moved.clock).await?;
    }
    Ok(moved)
}
