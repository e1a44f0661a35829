//! The schema's own scalars. They stay the strings that the API sent: the app shows dates and money and hands
//! them back, but computes with neither.

use super::schema;
use crate::i18n::{Language, language};
use js_sys::{Object, Reflect};
use wasm_bindgen::JsValue;

/// A calendar day in Asia/Shanghai, `2026-11-22`.
#[derive(cynic::Scalar, Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[cynic(graphql_type = "Date")]
pub struct Date(pub String);

/// A moment, RFC 3339 in UTC.
#[derive(cynic::Scalar, Clone, Debug, PartialEq, Eq)]
#[cynic(graphql_type = "DateTime")]
pub struct DateTime(pub String);

/// Yuan with two decimal places, `1234.50`.
#[derive(cynic::Scalar, Clone, Debug, PartialEq, Eq)]
#[cynic(graphql_type = "Money")]
pub struct Money(pub String);

/// A quantity with at most three decimal places, `12.5`.
#[derive(cynic::Scalar, Clone, Debug, PartialEq, Eq)]
#[cynic(graphql_type = "Decimal")]
pub struct Decimal(pub String);

/// A unified social credit code.
#[derive(cynic::Scalar, Clone, Debug, PartialEq, Eq)]
#[cynic(graphql_type = "CreditCode")]
pub struct CreditCode(pub String);

impl Date {
    /// A filled-in date field; an empty one is no date.
    pub fn from_field(text: &str) -> Option<Self> {
        (!text.is_empty()).then(|| Self(text.to_owned()))
    }

    /// Year, month and day, if the text is a date at all.
    pub fn parts(&self) -> Option<(i32, u32, u32)> {
        let mut parts = self.0.splitn(3, '-');
        Some((parts.next()?.parse().ok()?, parts.next()?.parse().ok()?, parts.next()?.parse().ok()?))
    }

    /// As sentences name it: `2026年11月22日` in Chinese.
    pub fn in_words(&self) -> String {
        match (language(), self.parts()) {
            (Language::Chinese, Some((year, month, day))) => format!("{year}年{month}月{day}日"),
            _ => self.0.clone(),
        }
    }
}

impl std::fmt::Display for Date {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl DateTime {
    /// The last moment of a day in China Standard Time.
    pub fn end_of(day: &str) -> Self {
        Self(format!("{day}T23:59:59.999999+08:00"))
    }

    /// The moment at which it is this time of day in China Standard Time.
    pub fn in_shanghai(day: &str, time: &str) -> Self {
        Self(format!("{day}T{time}:00+08:00"))
    }

    /// Date and time of day in China Standard Time, whatever the computer's zone: `2026-11-22 16:05`.
    pub fn shanghai(&self) -> String {
        let options = Object::new();
        for (key, value) in [("timeZone", "Asia/Shanghai"), ("dateStyle", "short"), ("timeStyle", "short")] {
            // A plain object takes any property: there is nothing to fail.
            let _ = Reflect::set(&options, &JsValue::from_str(key), &JsValue::from_str(value));
        }
        // Swedish writes dates as ISO 8601 does.
        let date = js_sys::Date::new(&JsValue::from_str(&self.0));
        date.to_locale_string("sv-SE", &options).into()
    }
}

impl Money {
    /// A filled-in money field; an empty one is no amount.
    pub fn from_field(text: &str) -> Option<Self> {
        let text = text.trim();
        (!text.is_empty()).then(|| Self(text.to_owned()))
    }
}

impl std::fmt::Display for Money {
    /// With thousands separated: `1,234.50`.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&grouped(&self.0))
    }
}

impl Decimal {
    /// A filled-in quantity field; an empty one is zero, which the API refuses where it must be more.
    pub fn from_field(text: &str) -> Self {
        let text = text.trim();
        Self(if text.is_empty() { "0" } else { text }.to_owned())
    }
}

impl std::fmt::Display for Decimal {
    /// With thousands separated.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&grouped(&self.0))
    }
}

/// A decimal number with its thousands separated by commas.
pub fn grouped(number: &str) -> String {
    let (sign, rest) = number.strip_prefix('-').map_or(("", number), |rest| ("-", rest));
    let (whole, fraction) =
        rest.split_once('.').map_or((rest, None), |(whole, fraction)| (whole, Some(fraction)));
    let mut text = String::from(sign);
    for (position, digit) in whole.chars().enumerate() {
        if position > 0 && (whole.len() - position) % 3 == 0 {
            text.push(',');
        }
        text.push(digit);
    }
    if let Some(fraction) = fraction {
        text.push('.');
        text.push_str(fraction);
    }
    text
}

impl std::fmt::Display for CreditCode {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}
