//! Values that every domain speaks in: days, money, quantities with their "at least" (余), credit
//! codes, and the inputs of lists.

use async_graphql::{
    Enum, InputObject, InputValueError, InputValueResult, Scalar, ScalarType, SimpleObject, Value,
};
use chrono::NaiveDate;

use super::{credit_code, search::fold};

/// A calendar day in Asia/Shanghai, as `2011-04-20`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Date(pub NaiveDate);

/// A calendar day in Asia/Shanghai, as `2011-04-20`.
#[Scalar(name = "Date")]
impl ScalarType for Date {
    fn parse(value: Value) -> InputValueResult<Self> {
        match &value {
            Value::String(text) => fold(text)
                .parse()
                .map(Date)
                .map_err(|_| InputValueError::custom("a day must be a calendar day of the form 2011-04-20")),
            _ => Err(InputValueError::expected_type(value)),
        }
    }

    fn to_value(&self) -> Value {
        Value::String(self.0.to_string())
    }
}

/// Yuan with two decimal places as a string; whole fen within, so that sums are exact.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
pub struct Money {
    /// The amount in fen (分), a hundredth of a yuan.
    pub fen: i64,
}

/// Yuan with at most two decimal places, as a string: "1234.50". At least zero.
#[Scalar(name = "Money")]
impl ScalarType for Money {
    fn parse(value: Value) -> InputValueResult<Self> {
        match &value {
            Value::String(text) => Money::from_yuan(text).ok_or_else(|| {
                InputValueError::custom(
                    "an amount must be yuan with at most two decimal places, such as \"1234.50\"",
                )
            }),
            _ => Err(InputValueError::expected_type(value)),
        }
    }

    fn to_value(&self) -> Value {
        Value::String(self.to_yuan())
    }
}

impl Money {
    /// The amount that `yuan` writes; full width and thousands separators are accepted.
    pub fn from_yuan(yuan: &str) -> Option<Self> {
        let text = fold(yuan).replace(',', "");
        let (whole, fraction) = text.split_once('.').unwrap_or((&text, "0"));
        let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        if !digits(whole) || !digits(fraction) || fraction.len() > 2 || whole.len() > 15 {
            return None;
        }
        let fen: i64 = format!("{fraction:0<2}").parse().ok()?;
        Some(Self { fen: whole.parse::<i64>().ok()?.checked_mul(100)?.checked_add(fen)? })
    }

    /// Yuan with exactly two decimal places.
    pub fn to_yuan(self) -> String {
        let sign = if self.fen < 0 { "-" } else { "" };
        let fen = self.fen.unsigned_abs();
        format!("{sign}{}.{:02}", fen / 100, fen % 100)
    }
}

/// A unified social credit code that has passed its check.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CreditCode(pub String);

/// A unified social credit code (统一社会信用代码, GB 32100-2015): 18 characters with a check character.
/// Lower case and full width are accepted and folded.
#[Scalar(name = "CreditCode")]
impl ScalarType for CreditCode {
    fn parse(value: Value) -> InputValueResult<Self> {
        match value {
            // Its check is a rule with a message of its own on the payload, so the form is not refused here.
            Value::String(text) => Ok(CreditCode(credit_code::fold(&text))),
            other => Err(InputValueError::expected_type(other)),
        }
    }

    fn to_value(&self) -> Value {
        Value::String(self.0.clone())
    }
}

/// A count or sum, and whether it is a lower bound ("7500余").
#[derive(SimpleObject, Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Quantity {
    /// The number.
    pub value: i64,
    /// The true number is at least this.
    pub at_least: bool,
}

/// A count, and whether it is a lower bound ("7500余").
#[derive(InputObject, Clone, Copy, Debug, PartialEq, Eq)]
pub struct QuantityInput {
    /// The number, at least zero.
    pub value: i64,
    /// The true number is at least this.
    #[graphql(default)]
    pub at_least: bool,
}

/// The longest count that people write down.
pub const MAX_COUNT: i64 = 1_000_000_000;

/// A period of whole days.
#[derive(SimpleObject, Clone, Copy, Debug, PartialEq, Eq)]
pub struct DateRange {
    /// The first day.
    pub from: Date,
    /// The last day, included.
    pub to: Date,
}

/// A period of whole days.
#[derive(InputObject, Clone, Copy, Debug, PartialEq, Eq)]
pub struct DateRangeInput {
    /// The first day.
    pub from: Date,
    /// The last day, included.
    pub to: Date,
}

/// The direction of a sorted list.
#[derive(Enum, Clone, Copy, Debug, PartialEq, Eq)]
pub enum OrderDirection {
    /// Smallest or earliest first.
    Asc,
    /// Largest or latest first.
    Desc,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn money_is_exact_and_refuses_what_is_not_yuan() {
        for (text, fen) in [("0", 0), ("1234.5", 123_450), ("１２.05", 1_205), ("1,000.00", 100_000)] {
            assert_eq!(Money::from_yuan(text).map(|money| money.fen), Some(fen), "{text}");
        }
        for wrong in ["", ".", "1.", "-1", "1.234", "1e3", "十", "9999999999999999"] {
            assert_eq!(Money::from_yuan(wrong), None, "{wrong}");
        }
        assert_eq!(Money { fen: 1_205 }.to_yuan(), "12.05");
    }
}
