//! Who asked within the last second, by their token: a page of the app asks several things at once,
//! and neither a signature nor a session's row says anything new in between.
//!
//! What this process commits is never answered from here: every commit that may end a session or
//! change its user forgets all ([`Recent::forget`]). What another server or the command line
//! commits is seen a second later at most.

use std::{
    collections::HashMap,
    sync::{Mutex, MutexGuard, PoisonError},
};

use chrono::{DateTime, TimeDelta, Utc};
use sha2::{Digest, Sha256};

use crate::shared::viewer::Viewer;

/// How long an answer may be given again.
const FRESH: TimeDelta = TimeDelta::seconds(1);

/// So many are remembered; at one more all that are not fresh go, or all.
const MOST: usize = 4096;

/// The viewers of the last second.
#[derive(Default)]
pub struct Recent(Mutex<State>);

#[derive(Default)]
struct State {
    /// By the token's digest: the tokens themselves stay out of memory.
    known: HashMap<[u8; 32], (DateTime<Utc>, Viewer)>,
    /// How often all was forgotten.
    forgotten: u64,
}

/// A token that has to be looked up, and when that began.
pub struct Unknown {
    digest: [u8; 32],
    forgotten: u64,
    asked: DateTime<Utc>,
}

impl Recent {
    /// Whose `token` is, if that was found out within the second before `now`.
    ///
    /// # Errors
    ///
    /// Otherwise what [`Recent::remember`] takes.
    pub fn find(&self, token: &str, now: DateTime<Utc>) -> Result<Viewer, Unknown> {
        let digest = Sha256::digest(token).into();
        let state = self.state();
        match state.known.get(&digest) {
            Some((found, viewer)) if is_fresh(*found, now) => Ok(viewer.clone()),
            _ => Err(Unknown { digest, forgotten: state.forgotten, asked: now }),
        }
    }

    /// Remembers whose the token is; not where something was committed since it was looked up.
    pub fn remember(&self, unknown: Unknown, viewer: &Viewer) {
        let mut state = self.state();
        if state.forgotten != unknown.forgotten {
            return;
        }
        if state.known.len() >= MOST {
            state.known.retain(|_, (found, _)| is_fresh(*found, unknown.asked));
        }
        if state.known.len() >= MOST {
            state.known.clear();
        }
        state.known.insert(unknown.digest, (unknown.asked, viewer.clone()));
    }

    /// Forgets everybody: to be called after each commit that may end a session, or change what its
    /// user may do.
    pub fn forget(&self) {
        let mut state = self.state();
        state.known.clear();
        state.forgotten += 1;
    }

    fn state(&self) -> MutexGuard<'_, State> {
        // Whoever panicked left a map that is as good as before.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn is_fresh(found: DateTime<Utc>, now: DateTime<Utc>) -> bool {
    found <= now && now - found < FRESH
}

#[cfg(test)]
mod tests {
    use entity::enums::Role;
    use uuid::Uuid;

    use super::*;

    fn viewer() -> Viewer {
        Viewer {
            user_id: Uuid::from_u128(1),
            display_name: "李明".into(),
            role: Role::Officer,
            department_id: Uuid::from_u128(2),
            region_id: Uuid::from_u128(3),
            region_key: "5105".into(),
            in_coordination_office: false,
            observes_region: false,
            read_only: false,
            must_change_password: false,
            session_id: None,
        }
    }

    #[test]
    fn a_viewer_is_known_for_a_second_and_no_longer_than_until_a_commit() {
        let recent = Recent::default();
        let now = DateTime::UNIX_EPOCH + TimeDelta::days(20_000);
        let known = |token, now| recent.find(token, now).ok();
        let Err(unknown) = recent.find("a", now) else { panic!("nobody has asked yet") };
        recent.remember(unknown, &viewer());
        assert_eq!(known("a", now), Some(viewer()));
        assert_eq!(known("a", now + TimeDelta::milliseconds(999)), Some(viewer()));
        assert_eq!(known("a", now + FRESH), None);
        assert_eq!(known("a", now - TimeDelta::milliseconds(1)), None, "a clock that was set back");
        assert_eq!(known("b", now), None);
        recent.forget();
        assert_eq!(known("a", now), None);
    }

    #[test]
    fn what_was_read_before_a_commit_is_not_remembered_after_it() {
        let recent = Recent::default();
        let now = DateTime::UNIX_EPOCH;
        let Err(before) = recent.find("a", now) else { panic!("nobody has asked yet") };
        recent.forget();
        recent.remember(before, &viewer());
        assert!(recent.find("a", now).is_err());
    }

    #[test]
    fn however_many_ask_only_so_many_are_remembered() {
        let recent = Recent::default();
        for number in 0..3 * MOST {
            let now = DateTime::UNIX_EPOCH + TimeDelta::milliseconds(number as i64 / 10);
            if let Err(unknown) = recent.find(&number.to_string(), now) {
                recent.remember(unknown, &viewer());
            }
            assert!(recent.state().known.len() <= MOST);
        }
    }
}
