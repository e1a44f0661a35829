//! More time for a clock: what stands against it, and taking it back where it was given in error.

use chrono::NaiveDate;

use super::{Event, Rule};

/// The events but for extensions and dates that were revoked, and their revocations; and what was revoked when.
pub(super) fn in_force(events: &[Event]) -> (Vec<Event>, Vec<(NaiveDate, Event)>) {
    let (mut standing, mut revoked) = (Vec::new(), Vec::new());
    for event in events {
        let Event::Revoked(on) = event else {
            standing.push(*event);
            continue;
        };
        if let Some(place) = standing.iter().rposition(gives_time) {
            revoked.push((*on, standing.remove(place)));
        }
    }
    (standing, revoked)
}

fn gives_time(event: &Event) -> bool {
    matches!(event, Event::Extended(_) | Event::DateSet(..))
}

/// The extension, or the date that was set, which a revocation would take back: the last in force.
pub fn revocable(events: &[Event]) -> Option<Event> {
    in_force(events).0.into_iter().rfind(gives_time)
}

/// Whether the rule's extension is used: given, and not revoked.
pub fn is_extended(events: &[Event]) -> bool {
    in_force(events).0.iter().any(|event| matches!(event, Event::Extended(_)))
}

/// Why a clock gets no more time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExtensionError {
    /// Its rule knows no extension.
    None,
    /// It was extended already, and its rule lets a date be set collectively.
    OnceThenCollective,
    /// It was extended already, and that was all.
    Once,
    /// A date is set collectively only after the rule's extension.
    ExtendFirst,
    /// The date does not lie after the last day.
    NotLater(NaiveDate),
    /// A duty without a rule gets a date, not an extension.
    NeedsDate,
}

/// What stands against more time for a clock that runs by `rule` (none: its date was set by hand) to
/// `due_on`: until a date that is set, or by the rule's extension.
pub fn extension(
    rule: Option<Rule>,
    due_on: Option<NaiveDate>,
    events: &[Event],
    until: Option<NaiveDate>,
) -> Option<ExtensionError> {
    let extended = is_extended(events);
    if let (Some(until), Some(due_on)) = (until, due_on)
        && until <= due_on
    {
        return Some(ExtensionError::NotLater(due_on));
    }
    match (rule, until) {
        (None, Some(_)) => None,
        (None, None) => Some(ExtensionError::NeedsDate),
        (Some(rule), None) if rule.extension.is_none() => Some(ExtensionError::None),
        (Some(rule), None) if extended && rule.collective => Some(ExtensionError::OnceThenCollective),
        (Some(_), None) => extended.then_some(ExtensionError::Once),
        (Some(rule), Some(_)) if !rule.collective => {
            Some(if rule.extension.is_some() { ExtensionError::Once } else { ExtensionError::None })
        }
        (Some(_), Some(_)) => (!extended).then_some(ExtensionError::ExtendFirst),
    }
}
