//! How slow a client may be: patience that waiting uses up and bytes restore.
//!
//! A flat limit would end a large upload over a thin line, and one for silence alone is kept by a byte a
//! minute. Here who keeps the least rate is never cut off, however much they send; who stops is, when
//! patience ends; and who goes at half the rate after twice that time.

use std::time::Duration;

use tokio::time::Instant;

/// The slowest that is borne.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Slowest {
    /// Bytes a second, on average.
    pub bytes_per_second: u32,
    /// How long a client may be behind that.
    pub patience: Duration,
}

impl Default for Slowest {
    fn default() -> Self {
        Self { bytes_per_second: 1024, patience: Duration::from_secs(30) }
    }
}

/// The pace of one body, or of one connection's answers.
#[derive(Debug)]
pub struct Pace {
    slowest: Slowest,
    behind: Duration,
    waiting: Option<Instant>,
}

impl Pace {
    /// Of somebody of whom nothing is known.
    pub fn new(slowest: Slowest) -> Self {
        Self { slowest, behind: Duration::ZERO, waiting: None }
    }

    /// The client is waited for; until when, unless it moves.
    pub fn waits(&mut self, now: Instant) -> Instant {
        let since = *self.waiting.get_or_insert(now);
        since + self.slowest.patience.saturating_sub(self.behind)
    }

    /// So many bytes came, or went.
    pub fn moves(&mut self, now: Instant, bytes: usize) {
        if let Some(since) = self.waiting.take() {
            self.behind += now.saturating_duration_since(since);
        }
        let worth = bytes as f64 / f64::from(self.slowest.bytes_per_second);
        self.behind = self.behind.saturating_sub(Duration::try_from_secs_f64(worth).unwrap_or(Duration::MAX));
    }

    /// Whether the client is waited for.
    pub fn is_waiting(&self) -> bool {
        self.waiting.is_some()
    }

    /// Whether patience with it has ended.
    pub fn is_over(&self, now: Instant) -> bool {
        self.waiting
            .is_some_and(|since| self.behind + now.saturating_duration_since(since) >= self.slowest.patience)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const SLOWEST: Slowest = Slowest { bytes_per_second: 1000, patience: Duration::from_secs(10) };

    /// When patience ends with a client that sends `bytes` after each pause.
    fn end(pauses: impl IntoIterator<Item = Duration>, bytes: usize) -> Option<Duration> {
        let start = Instant::now();
        let (mut pace, mut now) = (Pace::new(SLOWEST), start);
        for pause in pauses {
            let until = pace.waits(now);
            if until <= now + pause {
                assert!(pace.is_over(until));
                return Some(until - start);
            }
            now += pause;
            assert!(!pace.is_over(now));
            pace.moves(now, bytes);
            assert!(!pace.is_waiting());
        }
        None
    }

    #[test]
    fn silence_is_borne_as_long_as_patience_lasts() {
        let second = Duration::from_secs(1);
        assert_eq!(end([9 * second], 1), None);
        assert_eq!(end([10 * second], 1), Some(10 * second));
    }

    #[test]
    fn what_was_sent_before_does_not_buy_more_patience() {
        let second = Duration::from_secs(1);
        assert_eq!(end([second, 11 * second], 500_000_000), Some(11 * second));
    }

    #[test]
    fn a_byte_now_and_then_is_as_good_as_nothing() {
        let end = end(std::iter::repeat_n(Duration::from_secs(9), 100), 1);
        assert!(end.is_some_and(|end| end < Duration::from_millis(10_010)), "{end:?}");
    }

    proptest! {
        #[test]
        fn who_keeps_the_rate_is_never_cut_off(bytes in 1_usize..9_000, pauses in 1_usize..2_000) {
            let pause = Duration::from_millis(bytes as u64);
            prop_assert_eq!(end(std::iter::repeat_n(pause, pauses), bytes), None);
        }

        #[test]
        fn who_goes_at_half_of_it_is_after_twice_the_patience(bytes in 1_usize..2_000) {
            let pause = Duration::from_millis(2 * bytes as u64);
            let end = end(std::iter::repeat_n(pause, 30_000), bytes);
            let end = end.map(|end| end.as_secs_f64());
            prop_assert!(end.is_some_and(|end| (16.0..=20.1).contains(&end)), "{:?}", end);
        }
    }
}
