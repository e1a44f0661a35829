//! Values that every domain speaks in: days, money, quantities with their "at least" (余), credit
//! codes, and the inputs of lists.

use async_graphql::{
    Enum, InputObject, InputValueError, InputValueResult, Scalar, ScalarType, SimpleObject, Value,
};
use chrono::{DateTime, NaiveDate};

use super::{
    credit_code, decimal,
    language::{Text, text},
};

/// Reads a text by `reads`, as scalars do. The transport has read it before, in the viewer's language.
pub fn scalar<T: async_graphql::InputType>(
    value: Value,
    reads: impl FnOnce(&str) -> Result<T, Text>,
) -> InputValueResult<T> {
    match &value {
        Value::String(given) => reads(given).map_err(|reason| InputValueError::custom(reason.en)),
        _ => Err(InputValueError::expected_type(value)),
    }
}

/// A moment as RFC 3339 writes it.
pub fn moment(given: &str) -> Result<DateTime<chrono::FixedOffset>, Text> {
    DateTime::parse_from_rfc3339(given).map_err(|_| {
        text(
            "应为带时区的时间，例如 2026-11-22T16:05:00+08:00",
            "a moment with its time zone is expected, such as 2026-11-22T16:05:00+08:00",
        )
    })
}

/// A calendar day in Asia/Shanghai, as `2011-04-20`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Date(pub NaiveDate);

/// A calendar day in Asia/Shanghai, as `2011-04-20`.
#[Scalar(name = "Date", specified_by_url = "https://www.rfc-editor.org/rfc/rfc3339#section-5.6")]
impl ScalarType for Date {
    fn parse(value: Value) -> InputValueResult<Self> {
        scalar(value, Self::read)
    }

    fn to_value(&self) -> Value {
        Value::String(self.0.to_string())
    }
}

impl Date {
    /// The day that `given` writes: four digits, two and two, and nothing else.
    pub fn read(given: &str) -> Result<Self, Text> {
        let separated = |(at, byte): (usize, u8)| match at {
            4 | 7 => byte == b'-',
            _ => byte.is_ascii_digit(),
        };
        let well_formed = given.len() == 10 && given.bytes().enumerate().all(separated);
        well_formed.then(|| given.parse().ok()).flatten().map(Self).ok_or_else(|| {
            text(
                "应为日历上有的日期，格式如 2011-04-20",
                "a day of the calendar is expected, of the form 2011-04-20",
            )
        })
    }
}

/// Yuan with two decimal places as a string; whole fen within, so that sums are exact.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
pub struct Money {
    /// The amount in fen (分), a hundredth of a yuan.
    pub fen: i64,
}

/// Yuan with at most two decimal places, as a string: "1234.50". At least zero. Input may be in full width, with
/// separators of thousands where they belong: "1,234.50".
#[Scalar(name = "Money", specified_by_url = "https://www.w3.org/TR/xmlschema11-2/#decimal")]
impl ScalarType for Money {
    fn parse(value: Value) -> InputValueResult<Self> {
        scalar(value, Self::read)
    }

    fn to_value(&self) -> Value {
        Value::String(self.to_yuan())
    }
}

impl Money {
    /// The amount that `yuan` writes; full width and thousands separators are accepted.
    pub fn from_yuan(yuan: &str) -> Option<Self> {
        decimal::scaled(yuan, 2, 15).map(|fen| Self { fen })
    }

    /// The same, or what is wrong with it.
    pub fn read(given: &str) -> Result<Self, Text> {
        Self::from_yuan(given).ok_or_else(|| {
            text(
                "应为以元为单位的金额，不小于0，最多两位小数，例如 1234.50 或 1,234.50",
                "an amount of yuan is expected, at least 0 and with at most two decimal places, such as 1234.50 or 1,234.50",
            )
        })
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
#[Scalar(
    name = "CreditCode",
    specified_by_url = "https://openstd.samr.gov.cn/bzgk/gb/newGbInfo?hcno=24691C25985C1073D3A7C85629378AC0"
)]
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

/// An amount as people say it: whole ten thousands as such.
pub fn yuan(fen: i64) -> Text {
    if fen % 1_000_000 == 0 {
        text(format!("{}万元", fen / 1_000_000), format!("{} yuan", fen / 100))
    } else {
        let yuan = Money { fen }.to_yuan();
        text(format!("{yuan}元"), format!("{yuan} yuan"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn money_comes_back_as_it_was_written() {
        assert_eq!(Money::from_yuan("1,212.5").map(Money::to_yuan).as_deref(), Some("1212.50"));
        assert_eq!(Money { fen: 1_205 }.to_yuan(), "12.05");
    }

    #[test]
    fn a_day_has_one_form() {
        assert_eq!(Date::read("2024-02-29").map(|day| day.0.to_string()), Ok("2024-02-29".to_owned()));
        for wrong in [
            "",
            "2026-2-9",
            "+2026-02-09",
            "2026-02-09 ",
            " 2026-02-09",
            "2026-02-30",
            "2026-13-01",
            "20260209",
            "2026/02/09",
            "２０２６-02-09",
            "-026-02-09",
            "2026-02-09T00:00:00Z",
            "雷雨",
        ] {
            assert!(Date::read(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_moment_has_a_time_zone() {
        assert!(moment("2026-11-22T16:05:00+08:00").is_ok() && moment("2026-11-22T08:05:00.5Z").is_ok());
        for wrong in ["", "2026-11-22", "2026-11-22T16:05:00", "2026-11-22 16:05", "22.11.2026", "昨天"] {
            assert!(moment(wrong).is_err(), "{wrong}");
        }
    }
}
