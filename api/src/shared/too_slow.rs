//! Why the body of a request broke off, where its client was slower than is borne.

use std::fmt;

/// The client sent more slowly than is borne.
#[derive(Clone, Copy, Debug)]
pub struct TooSlow;

impl fmt::Display for TooSlow {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("the client sends too slowly")
    }
}

impl std::error::Error for TooSlow {}

/// Whether a body broke off because its client was [`TooSlow`].
pub fn is_too_slow(error: &(dyn std::error::Error + 'static)) -> bool {
    std::iter::successors(Some(error), |error| error.source()).any(|error| error.is::<TooSlow>())
}
