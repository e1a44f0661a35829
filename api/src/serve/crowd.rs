//! Who is connected, who may still come, and who makes room.

use std::{
    collections::HashMap,
    net::IpAddr,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use tokio::time::Instant;

use super::{Settings, connection::Connection};
use crate::shared::network::network;

/// Where places are short, one in so many of those that wait goes at once: to look for a single one each
/// time would cost more than to serve it.
const SHARE: usize = 32;

/// Every connection that there is.
#[derive(Debug)]
pub(super) struct Crowd {
    settings: Settings,
    members: Mutex<Members>,
}

#[derive(Debug, Default)]
struct Members {
    next: u64,
    by_id: HashMap<u64, Member>,
    by_network: HashMap<IpAddr, usize>,
}

#[derive(Debug)]
struct Member {
    network: IpAddr,
    connection: Arc<Connection>,
}

/// Why somebody has no place: all are taken by those who are being answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Turned {
    /// All of their address.
    OfAddress,
    /// All that there are.
    OfAll,
}

impl Turned {
    /// The whole answer.
    pub(super) fn answer(self) -> &'static [u8] {
        match self {
            Self::OfAddress => {
                b"HTTP/1.1 429 Too Many Requests\r\nretry-after: 5\r\nconnection: close\r\ncontent-length: 0\r\n\r\n"
            }
            Self::OfAll => {
                b"HTTP/1.1 503 Service Unavailable\r\nretry-after: 5\r\nconnection: close\r\ncontent-length: 0\r\n\r\n"
            }
        }
    }
}

impl Crowd {
    pub(super) fn new(settings: Settings) -> Self {
        Self { settings, members: Mutex::default() }
    }

    /// Gives a connection from `address` a place, which it has until the answer is dropped.
    pub(super) fn enter(crowd: &Arc<Self>, address: IpAddr, now: Instant) -> Result<Present, Turned> {
        let network = network(address);
        let mut members = crowd.members();
        let theirs = members.by_network.get(&network).copied().unwrap_or_default();
        if crowd.settings.places_per_address.is_some_and(|most| theirs >= most)
            && members.make_room(Some(network)) == 0
        {
            return Err(Turned::OfAddress);
        }
        if members.by_id.len() >= crowd.settings.places && members.make_room(None) == 0 {
            return Err(Turned::OfAll);
        }
        let connection = Arc::new(Connection::new(crowd.settings.slowest, now));
        let id = members.next;
        members.next += 1;
        members.by_id.insert(id, Member { network, connection: connection.clone() });
        *members.by_network.entry(network).or_default() += 1;
        drop(members);
        Ok(Present { crowd: crowd.clone(), id, connection })
    }

    /// Lets go of who has had their time.
    pub(super) fn dismiss_overdue(&self, now: Instant) {
        let mut members = self.members();
        let overdue: Vec<u64> = members
            .by_id
            .iter()
            .filter(|(_, member)| member.connection.is_overdue(&self.settings, now))
            .map(|(id, _)| *id)
            .collect();
        for id in overdue {
            members.dismiss(id);
        }
    }

    /// Lets go of some that wait.
    pub(super) fn make_room(&self) {
        self.members().make_room(None);
    }

    /// Each step leaves the two maps in agreement.
    fn members(&self) -> MutexGuard<'_, Members> {
        self.members.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Members {
    /// Lets go of those that wait longest, of a network or of all; how many.
    fn make_room(&mut self, network: Option<IpAddr>) -> usize {
        let mut waiting: Vec<_> = self
            .by_id
            .iter()
            .filter(|(_, member)| network.is_none_or(|network| member.network == network))
            .filter_map(|(id, member)| Some((member.connection.waiting()?, *id)))
            .collect();
        let some = waiting.len().div_ceil(SHARE);
        if some > 0 {
            waiting.select_nth_unstable(some - 1);
        }
        for (_, id) in &waiting[..some] {
            self.dismiss(*id);
        }
        some
    }

    fn dismiss(&mut self, id: u64) {
        if let Some(connection) = self.remove(id) {
            connection.dismiss();
        }
    }

    fn remove(&mut self, id: u64) -> Option<Arc<Connection>> {
        let Member { network, connection } = self.by_id.remove(&id)?;
        if let Some(theirs) = self.by_network.get_mut(&network) {
            *theirs -= 1;
            if *theirs == 0 {
                self.by_network.remove(&network);
            }
        }
        Some(connection)
    }
}

/// A place in the crowd.
pub(super) struct Present {
    crowd: Arc<Crowd>,
    id: u64,
    connection: Arc<Connection>,
}

impl Present {
    pub(super) fn connection(&self) -> Arc<Connection> {
        self.connection.clone()
    }
}

impl Drop for Present {
    fn drop(&mut self) {
        self.crowd.members().remove(self.id);
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use futures::FutureExt;

    use super::*;

    const HERE: IpAddr = IpAddr::V4(std::net::Ipv4Addr::new(192, 0, 2, 1));
    const THERE: IpAddr = IpAddr::V4(std::net::Ipv4Addr::new(192, 0, 2, 2));

    fn crowd(places: usize, places_per_address: usize) -> Arc<Crowd> {
        let places_per_address = Some(places_per_address);
        Arc::new(Crowd::new(Settings { places, places_per_address, ..Settings::default() }))
    }

    fn is_dismissed(present: &Present) -> bool {
        present.connection.dismissed().now_or_never().is_some()
    }

    fn after(seconds: u64) -> Instant {
        Instant::now() + Duration::from_secs(seconds)
    }

    #[test]
    fn who_waits_longest_makes_room_and_who_is_answered_stays() {
        let crowd = crowd(3, 3);
        let enter = |seconds| Crowd::enter(&crowd, HERE, after(seconds));
        let answered = enter(0).unwrap();
        let _busy = answered.connection().serve();
        let first = enter(1).unwrap();
        let second = enter(2).unwrap();
        let third = enter(3).unwrap();
        assert_eq!([&answered, &first, &second, &third].map(is_dismissed), [false, true, false, false]);
        let answers = [&second, &third].map(|present| present.connection().serve());
        assert_eq!(enter(4).err(), Some(Turned::OfAddress));
        drop(answers);
        drop(second);
        enter(5).unwrap();
    }

    #[test]
    fn who_had_an_answer_goes_after_those_who_never_asked() {
        let crowd = crowd(2, 2);
        let idle = Crowd::enter(&crowd, HERE, after(0)).unwrap();
        drop(idle.connection().serve());
        let silent = Crowd::enter(&crowd, HERE, after(10)).unwrap();
        let _new = Crowd::enter(&crowd, HERE, after(20)).unwrap();
        assert_eq!((is_dismissed(&idle), is_dismissed(&silent)), (false, true));
    }

    #[test]
    fn one_address_takes_no_place_of_anothers() {
        let crowd = crowd(3, 2);
        let there = Crowd::enter(&crowd, THERE, after(0)).unwrap();
        let here: Vec<_> =
            (0..100).map(|seconds| Crowd::enter(&crowd, HERE, after(seconds)).unwrap()).collect();
        assert!(!is_dismissed(&there));
        assert_eq!(here.iter().filter(|present| is_dismissed(present)).count(), 98);
        let answered = here[98..].iter().chain([&there]);
        let _busy: Vec<_> = answered.map(|present| present.connection().serve()).collect();
        assert_eq!(Crowd::enter(&crowd, THERE, after(100)).err(), Some(Turned::OfAll));
        drop(here);
        assert_eq!(crowd.members().by_network.len(), 1);
    }

    #[test]
    fn who_is_overdue_goes() {
        let crowd = crowd(3, 3);
        let late = Crowd::enter(&crowd, HERE, after(0)).unwrap();
        let early = Crowd::enter(&crowd, HERE, after(9)).unwrap();
        crowd.dismiss_overdue(after(11));
        assert_eq!((is_dismissed(&late), is_dismissed(&early)), (true, false));
    }
}
