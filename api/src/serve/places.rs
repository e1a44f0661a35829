//! So many at once of each address.

use std::{
    collections::HashMap,
    net::IpAddr,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use crate::shared::network::network;

/// Counts who is here, by network.
#[derive(Clone, Debug)]
pub struct Places(Arc<Counted>);

#[derive(Debug)]
struct Counted {
    most: usize,
    taken: Mutex<HashMap<IpAddr, usize>>,
}

impl Places {
    /// So many for each.
    pub fn new(most: usize) -> Self {
        Self(Arc::new(Counted { most, taken: Mutex::default() }))
    }

    /// A place for somebody from `address`, until it is dropped; none where all of theirs are taken.
    pub fn take(&self, address: IpAddr) -> Option<Place> {
        let network = network(address);
        let mut taken = self.0.taken();
        let theirs = taken.entry(network).or_default();
        if *theirs >= self.0.most {
            return None;
        }
        *theirs += 1;
        drop(taken);
        Some(Place { counted: self.0.clone(), network })
    }
}

impl Counted {
    /// A count is changed in one step.
    fn taken(&self) -> MutexGuard<'_, HashMap<IpAddr, usize>> {
        self.taken.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A place that is taken.
#[derive(Debug)]
pub struct Place {
    counted: Arc<Counted>,
    network: IpAddr,
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut taken = self.counted.taken();
        if let Some(theirs) = taken.get_mut(&self.network) {
            *theirs -= 1;
            if *theirs == 0 {
                taken.remove(&self.network);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_has_its_places_and_gets_them_back() {
        let places = Places::new(2);
        let (here, there) = (IpAddr::from([192, 0, 2, 1]), IpAddr::from([192, 0, 2, 2]));
        let taken = [places.take(here).unwrap(), places.take(here).unwrap()];
        assert!(places.take(here).is_none());
        assert!(places.take(there).is_some());
        drop(taken);
        assert!(places.take(here).is_some());
        assert!(places.0.taken().is_empty());
    }

    #[test]
    fn an_ipv6_network_is_one_client_and_a_mapped_address_is_what_it_maps() {
        let network_of = |text: &str| network(text.parse().unwrap()).to_string();
        assert_eq!(network_of("2001:db8:1:2:3:4:5:6"), "2001:db8:1:2::");
        assert_eq!(network_of("2001:db8:1:2::1"), "2001:db8:1:2::");
        assert_eq!(network_of("2001:db8:1:3::1"), "2001:db8:1:3::");
        assert_eq!(network_of("::ffff:192.0.2.1"), "192.0.2.1");
    }
}
