//! The ledger of one line of seized goods, and quantities that are exact. Pure.

use entity::enums::GoodsDisposalKind;

use crate::shared::{
    decimal,
    language::{Text, text},
};

/// The largest quantity of one line, in thousandths: a thousand million of a unit.
pub const MAX_MILLI: i64 = 1_000_000_000 * 1_000;

/// How much of something there is, in thousandths of its unit: a decimal, never a floating-point number.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Amount {
    /// Thousandths of the unit.
    pub milli: i64,
}

impl Amount {
    /// The amount that `text` writes, with at most three decimal places; full width and thousands
    /// separators are accepted.
    pub fn parse(text: &str) -> Option<Self> {
        decimal::scaled(text, 3, 12).map(|milli| Self { milli })
    }

    /// The same, or what is wrong with it.
    pub fn read(given: &str) -> Result<Self, Text> {
        Self::parse(given).ok_or_else(|| {
            text(
                "应为数量，不小于0，最多三位小数，例如 12.5 或 1,200",
                "a quantity is expected, at least 0 and with at most three decimal places, such as 12.5 or 1,200",
            )
        })
    }

    /// The shortest decimal that says it: "12", "12.5", "0.125".
    pub fn to_decimal(self) -> String {
        let sign = if self.milli < 0 { "-" } else { "" };
        let milli = self.milli.unsigned_abs();
        let text = format!("{sign}{}.{:03}", milli / 1_000, milli % 1_000);
        text.trim_end_matches('0').trim_end_matches('.').to_owned()
    }
}

/// Where the goods of a line are, in thousandths of its unit. `seized` is the sum of the others and
/// of what is left.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Line {
    /// Taken in all.
    pub seized: i64,
    /// Given back.
    pub returned: i64,
    /// Confiscated and not destroyed yet.
    pub confiscated: i64,
    /// Destroyed.
    pub destroyed: i64,
    /// Handed over with the case.
    pub transferred: i64,
}

/// Why a quantity can't be disposed of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LedgerError {
    /// A quantity is more than nothing.
    Nothing,
    /// So much is not there any more.
    TooMuch {
        /// What is there, in thousandths.
        available: i64,
    },
    /// Confiscated goods belong to the state: they are destroyed, and not returned or confiscated again.
    ConfiscatedAlready,
}

impl Line {
    /// A line of which nothing was disposed.
    pub fn new(seized: i64) -> Self {
        Self { seized, ..Self::default() }
    }

    /// What nobody has decided on yet.
    pub fn left(&self) -> i64 {
        self.seized - self.returned - self.confiscated - self.destroyed - self.transferred
    }

    /// The line after `quantity` of it was disposed of: of what is left, or of what was confiscated.
    pub fn dispose(
        &self,
        kind: GoodsDisposalKind,
        of_confiscated: bool,
        quantity: i64,
    ) -> Result<Self, LedgerError> {
        if of_confiscated && kind != GoodsDisposalKind::Destroy {
            return Err(LedgerError::ConfiscatedAlready);
        }
        let available = if of_confiscated { self.confiscated } else { self.left() };
        if quantity <= 0 {
            return Err(LedgerError::Nothing);
        }
        if quantity > available {
            return Err(LedgerError::TooMuch { available });
        }
        Ok(self.moved(kind, of_confiscated, quantity))
    }

    /// The same for what is on record already and was checked then.
    pub fn moved(mut self, kind: GoodsDisposalKind, of_confiscated: bool, quantity: i64) -> Self {
        use GoodsDisposalKind::{Confiscate, Destroy, Return, Transfer};
        if of_confiscated {
            self.confiscated -= quantity;
        }
        let place = match kind {
            Return => &mut self.returned,
            Confiscate => &mut self.confiscated,
            Destroy => &mut self.destroyed,
            Transfer => &mut self.transferred,
        };
        *place += quantity;
        self
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn kind() -> impl Strategy<Value = GoodsDisposalKind> {
        use GoodsDisposalKind::{Confiscate, Destroy, Return, Transfer};
        prop::sample::select(vec![Return, Confiscate, Destroy, Transfer])
    }

    proptest! {
        #[test]
        fn nothing_is_lost_made_or_disposed_of_twice(
            seized in 1..5_000_i64,
            acts in prop::collection::vec((kind(), any::<bool>(), -10..3_000_i64), 0..40),
        ) {
            let mut line = Line::new(seized);
            let mut gone = 0;
            for (kind, of_confiscated, quantity) in acts {
                let before = line;
                match line.dispose(kind, of_confiscated, quantity) {
                    Ok(next) => {
                        prop_assert!(quantity > 0);
                        if !of_confiscated {
                            gone += quantity;
                        }
                        line = next;
                    }
                    Err(LedgerError::TooMuch { available }) => prop_assert!(quantity > available),
                    Err(LedgerError::Nothing) => prop_assert!(quantity <= 0),
                    Err(LedgerError::ConfiscatedAlready) => {
                        prop_assert!(of_confiscated && kind != GoodsDisposalKind::Destroy);
                    }
                }
                for part in [line.returned, line.confiscated, line.destroyed, line.transferred, line.left()] {
                    prop_assert!((0..=seized).contains(&part), "{line:?}");
                }
                prop_assert_eq!(line.seized, seized);
                prop_assert_eq!(line.left(), seized - gone);
                // What was given back, destroyed or handed over stays so.
                prop_assert!(line.returned >= before.returned);
                prop_assert!(line.destroyed >= before.destroyed);
                prop_assert!(line.transferred >= before.transferred);
            }
        }

        #[test]
        fn a_decimal_comes_back_as_it_was(milli in 0..=MAX_MILLI) {
            let amount = Amount { milli };
            prop_assert_eq!(Amount::parse(&amount.to_decimal()), Some(amount));
        }
    }

    #[test]
    fn amounts_are_exact_and_refuse_what_is_not_a_number() {
        for (text, milli) in [("0.1", 100), ("12", 12_000), ("１,２００.５", 1_200_500), ("0.125", 125)]
        {
            assert_eq!(Amount::parse(text).map(|amount| amount.milli), Some(milli), "{text}");
        }
        for wrong in ["", ".", "1.", "-1", "1.2345", "1e3", "十", "9999999999999"] {
            assert_eq!(Amount::parse(wrong), None, "{wrong}");
        }
        assert_eq!(Amount { milli: 12_500 }.to_decimal(), "12.5");
        assert_eq!(Amount { milli: 100_000 }.to_decimal(), "100");
        assert_eq!(Amount { milli: 0 }.to_decimal(), "0");
    }
}
