//! Which publicity events exist for whom.

use entity::publicity_event;
use sea_orm::Condition;

use crate::shared::{
    policy::Scope,
    recorded::{self, recorded},
};

recorded! {
    "PublicityEvent" in publicity_event by starts_on (StartsOn),
    with publicity_event_department by publicity_event_id (PublicityEventId),
    found as PublicityEvent, recorded as RecordOutreach
}

/// The publicity events that exist within `scope`.
pub fn visible(scope: &Scope) -> Condition {
    recorded::visible::<publicity_event::Entity>(scope)
}
