//! Saving the days that a region adds to a year: all open clocks there are counted anew.

use entity::rule_change;
use sea_orm::Condition;

use super::recount::recount;
use crate::{
    calendar::service::{NewYear, title, write},
    rule_changes::{
        self,
        service::{What, authorise, conclude},
    },
    shared::{
        caller::{Caller, IdempotencyKey},
        change::{self, Begun},
        errors::Failure,
    },
};

/// Writes down which days the viewer's region adds to a year, in place of those known, and counts its open
/// clocks and those below anew; answers the change with it.
pub async fn save_year(
    caller: &Caller,
    year: NewYear,
    key: Option<IdempotencyKey>,
) -> Result<Option<rule_change::Model>, Failure> {
    let change = match change::begin(caller, key).await? {
        Begun::Repeated(id) => return Ok(rule_changes::service::latest(&caller.app.db.read, id).await?),
        Begun::Fresh(change) => change,
    };
    let change = authorise(change, caller, "saveCalendarYear", "CalendarYear").await?;
    let region_key = caller.viewer.region_key.as_str();
    let row = write(&change, region_key, year).await?;
    let moved = recount(&change, region_key, Condition::all()).await?;
    let what = What {
        region_key: region_key.to_owned(),
        action: "saveCalendarYear",
        object_type: "CalendarYear",
        object_id: Some(row.id),
        title: title(&row),
        ground: row.notice.clone(),
        detail: serde_json::json!({ "year": row.year, "days": row.days }),
    };
    conclude(change, what, moved).await.map(Some)
}
