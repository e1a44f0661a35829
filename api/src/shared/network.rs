//! Clients by their addresses. Pure.

use std::net::{IpAddr, Ipv6Addr};

/// What stands for one client: an IPv4 address, or the /64 of an IPv6 one, of which any household has
/// addresses without number.
pub fn network(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V6(address) => IpAddr::V6(Ipv6Addr::from_bits(address.to_bits() & (u128::MAX << 64))),
        address => address,
    }
}
