//! What a summary counts: each indicator once, as data, with its words.

pub mod counts;
mod definitions;

use vocabulary::{Indicator, IndicatorGroup, Label};

use self::counts::Counts;
pub use self::definitions::DEFINITIONS;
use crate::shared::values::Money;

/// An indicator: its words, and what it counts.
pub struct Definition {
    /// Which one.
    pub indicator: Indicator,
    /// Where it stands.
    pub group: IndicatorGroup,
    /// Its unit.
    pub unit: Label,
    /// What exactly is counted (DOMAIN, Statistics).
    pub definition: Label,
    /// What it counts: the figure is what those lines of the ledger add up to.
    pub counts: fn() -> Counts,
}

impl Definition {
    /// `value` in the indicator's unit: fen become yuan.
    pub fn written(&self, value: i64) -> String {
        match self.indicator {
            Indicator::Fines | Indicator::ConfiscatedIncome => Money { fen: value }.to_yuan(),
            _ => value.to_string(),
        }
    }
}

/// The definition of `indicator`.
pub fn definition(indicator: Indicator) -> &'static Definition {
    // The list is in the order of the enum, as a test holds.
    &DEFINITIONS[indicator as usize]
}

/// Words in both languages.
pub const fn words(zh: &'static str, en: &'static str) -> Label {
    Label { zh, en }
}

#[cfg(test)]
mod tests {
    use vocabulary::Term;

    use super::*;

    #[test]
    fn every_indicator_is_defined_once_and_in_order() {
        let defined: Vec<Indicator> = DEFINITIONS.iter().map(|definition| definition.indicator).collect();
        assert_eq!(defined, Indicator::ALL);
        assert!(defined.into_iter().all(|indicator| definition(indicator).indicator == indicator));
    }
}
