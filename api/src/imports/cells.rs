//! What a cell says: from what people type and Excel stores to a day, an amount, a number, a word of a closed set.
//! Pure.

use chrono::{Days, NaiveDate, NaiveDateTime};
use unicode_normalization::UnicodeNormalization;

use crate::shared::{
    decimal, search,
    values::{MAX_COUNT, Money, QuantityInput},
};

/// What a cell holds.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Raw {
    /// Nothing.
    #[default]
    Empty,
    /// A text.
    Text(String),
    /// A number: of a date that is shown as one, Excel's serial.
    Number(f64),
    /// A day or a moment, shown as such.
    Moment(NaiveDateTime),
    /// True or false.
    Flag(bool),
    /// What a formula failed with: `#DIV/0!`.
    Error(String),
}

impl Raw {
    /// Whether it says nothing.
    pub fn is_blank(&self) -> bool {
        match self {
            Self::Empty => true,
            Self::Text(text) => text.trim().is_empty(),
            _ => false,
        }
    }

    /// As the cell shows it.
    pub fn shown(&self) -> String {
        match self {
            Self::Empty => String::new(),
            Self::Text(text) => text.trim().to_owned(),
            Self::Number(number) => plain(*number),
            Self::Moment(moment) if moment.time() == chrono::NaiveTime::MIN => moment.date().to_string(),
            Self::Moment(moment) => moment.format("%Y-%m-%d %H:%M").to_string(),
            Self::Flag(true) => "TRUE".to_owned(),
            Self::Flag(false) => "FALSE".to_owned(),
            Self::Error(error) => error.clone(),
        }
    }

    /// As it is shown, in half width and without blanks at its ends.
    pub fn text(&self) -> String {
        normal(&self.shown())
    }
}

/// A number as Excel shows it: its fifteen digits, without an exponent.
fn plain(number: f64) -> String {
    if number == 0.0 || !number.is_finite() || number.abs() >= 1e15 {
        return if number == 0.0 { "0".to_owned() } else { format!("{number}") };
    }
    let before = number.abs().log10().floor().max(0.0) as usize + 1;
    let written = format!("{number:.*}", 15_usize.saturating_sub(before).min(10));
    if !written.contains('.') {
        return written;
    }
    written.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// The text in half width (NFKC), trimmed, each run of blanks as one; line breaks stay.
pub fn normal(text: &str) -> String {
    let text: String = text.nfkc().collect();
    let line = |line: &str| line.split_whitespace().collect::<Vec<_>>().join(" ");
    text.lines().map(line).collect::<Vec<_>>().join("\n").trim().to_owned()
}

/// Excel's serial numbers of 1950-01-01 and 2099-12-31: others are no days of ours.
const SERIALS: std::ops::RangeInclusive<i64> = 18_264..=73_050;

/// The day that a cell states: a cell of a date, Excel's serial, 2026-11-30, 2026/11/30 or 2026.11.30, 20261130,
/// 2026年11月30日. A time of day beside it is left out.
pub fn day(raw: &Raw) -> Option<NaiveDate> {
    match raw {
        Raw::Moment(moment) => Some(moment.date()),
        Raw::Number(number) if number.is_finite() => numbered(number.floor() as i64),
        Raw::Text(text) => written_day(&normal(text)),
        _ => None,
    }
}

fn numbered(number: i64) -> Option<NaiveDate> {
    if SERIALS.contains(&number) {
        return NaiveDate::from_ymd_opt(1899, 12, 30)?.checked_add_days(Days::new(number.unsigned_abs()));
    }
    let part = |of: i64| u32::try_from(of % 100).ok();
    let year = i32::try_from(number / 10_000).ok().filter(|year| (1900..=2100).contains(year))?;
    NaiveDate::from_ymd_opt(year, part(number / 100)?, part(number)?)
}

fn written_day(text: &str) -> Option<NaiveDate> {
    let (text, time) = text.split_once([' ', 'T']).unwrap_or((text, ""));
    if !time.chars().all(|one| one.is_ascii_digit() || matches!(one, ':' | '.')) {
        return None;
    }
    if text.bytes().all(|byte| byte.is_ascii_digit()) {
        return numbered(text.parse().ok()?);
    }
    let parts: Vec<&str> = match text.strip_suffix(['日', '号']) {
        Some(text) => text.split(['年', '月']).collect(),
        None => ['-', '/', '.']
            .into_iter()
            .find(|mark| text.contains(*mark))
            .map(|mark| text.split(mark).collect())?,
    };
    let [year, month, of_month] = parts.as_slice() else { return None };
    let number = |text: &str, most: usize| {
        (1..=most).contains(&text.len()).then_some(())?;
        text.bytes().all(|byte| byte.is_ascii_digit()).then(|| text.parse::<u32>().ok())?
    };
    let year = number(year, 4).filter(|year| (1900..=2100).contains(year))?;
    NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, number(month, 2)?, number(of_month, 2)?)
}

/// The amount of money that a cell states, in yuan, or in 万元 where its head says so: `12,800.50`, `￥12800`, `1.28万元`.
pub fn money(raw: &Raw, head_in_ten_thousands: bool) -> Option<Money> {
    let text = match raw {
        // What a double makes of two places: 12345.670000000002.
        Raw::Number(number) if (0.0..1e15).contains(number) => {
            let places = if head_in_ten_thousands { 6 } else { 2 };
            let rounded = format!("{number:.places$}");
            let off = (rounded.parse::<f64>().ok()? - number).abs();
            (off <= number.abs() * 1e-12 + 1e-9).then_some(rounded)?
        }
        Raw::Text(text) => normal(text).replace(' ', ""),
        _ => return None,
    };
    let text = text.trim_start_matches(['¥', '￥']);
    let text = text.strip_suffix('元').unwrap_or(text);
    let (text, said) = text.strip_suffix('万').map_or((text, false), |text| (text, true));
    // 0.01 yuan is the sixth place of 10,000.
    let places = if said || head_in_ten_thousands { 6 } else { 2 };
    decimal::scaled(text, places, 15).map(|fen| Money { fen })
}

/// What people put behind a number.
const UNITS: [&str; 16] =
    ["人次", "人", "份", "件", "家次", "家", "条", "次", "个", "场", "部", "篇", "册", "本", "期", "张"];

/// The number of things that a cell states, and whether it is a lower bound: `120`, `1,200份`, `7500余份`, `500以上`.
pub fn quantity(raw: &Raw) -> Option<QuantityInput> {
    let text = match raw {
        Raw::Number(number) if number.fract() == 0.0 && (0.0..=MAX_COUNT as f64).contains(number) => {
            return Some(QuantityInput { value: *number as i64, at_least: false });
        }
        Raw::Text(text) => normal(text).replace(' ', ""),
        _ => return None,
    };
    let mut text = text.as_str();
    let mut at_least = false;
    while let Some(shorter) = ["余", "多", "以上", "+"]
        .iter()
        .find_map(|mark| text.strip_suffix(mark))
        .inspect(|_| at_least = true)
        .or_else(|| UNITS.iter().find_map(|unit| text.strip_suffix(unit)))
    {
        text = shorter;
    }
    // With one place, so that 60.0 is a whole number and 1.5 is none.
    let tenths = decimal::scaled(text, 1, 10).filter(|tenths| tenths % 10 == 0)?;
    let value = Some(tenths / 10).filter(|value| (0..=MAX_COUNT).contains(value))?;
    Some(QuantityInput { value, at_least })
}

/// Yes or no.
pub fn flag(raw: &Raw) -> Option<bool> {
    match raw {
        Raw::Flag(flag) => return Some(*flag),
        Raw::Number(number) if *number == 0.0 || *number == 1.0 => return Some(*number == 1.0),
        _ => {}
    }
    match raw.text().to_lowercase().as_str() {
        "是" | "有" | "√" | "✓" | "y" | "yes" | "true" | "1" => Some(true),
        "否" | "无" | "×" | "x" | "n" | "no" | "false" | "0" => Some(false),
        _ => None,
    }
}

/// The values that a cell lists, between 、, commas, semicolons or line breaks.
pub fn listed(raw: &Raw) -> Vec<String> {
    let text = raw.text();
    let values = text.split(['、', ',', '，', ';', '；', '\n']).map(str::trim);
    values.filter(|value| !value.is_empty()).map(str::to_owned).collect()
}

/// Texts are the same word where people would not tell them apart: width, case, blanks and brackets.
pub fn word(text: &str) -> String {
    let left_out =
        |one: &char| !one.is_whitespace() && !matches!(one, '(' | ')' | '*' | ':' | '"' | '“' | '”');
    search::fold(text).chars().filter(left_out).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn text(text: &str) -> Raw {
        Raw::Text(text.to_owned())
    }

    fn wide(text: &str) -> String {
        let wide = |one: char| match one {
            '!'..='~' => char::from_u32(u32::from(one) + 0xfee0).unwrap(),
            other => other,
        };
        text.chars().map(wide).collect()
    }

    proptest! {
        #[test]
        fn a_day_is_the_same_in_each_of_its_forms(serial in SERIALS) {
            let on = NaiveDate::from_ymd_opt(1899, 12, 30).unwrap() + Days::new(serial.unsigned_abs());
            let forms = ["%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%Y%m%d", "%Y年%m月%d日", "%Y-%-m-%-d", "%Y年%-m月%-d日", "%Y-%m-%d 00:00:00"];
            for form in forms {
                let written = on.format(form).to_string();
                prop_assert_eq!(day(&text(&written)), Some(on), "{}", written);
                prop_assert_eq!(day(&text(&wide(&written))), Some(on), "{}", wide(&written));
            }
            prop_assert_eq!(day(&Raw::Number(serial as f64 + 0.5)), Some(on));
            prop_assert_eq!(day(&text(&serial.to_string())), Some(on));
            prop_assert_eq!(day(&Raw::Moment(on.and_hms_opt(9, 30, 0).unwrap())), Some(on));
        }

        #[test]
        fn money_is_the_same_as_number_and_as_text(fen in 0_i64..1_000_000_000_000) {
            let money_of = Some(Money { fen });
            let yuan = Money { fen }.to_yuan();
            prop_assert_eq!(money(&text(&yuan), false), money_of);
            prop_assert_eq!(money(&text(&wide(&format!(" {yuan}元 "))), false), money_of);
            prop_assert_eq!(money(&Raw::Number(fen as f64 / 100.0), false), money_of);
            let ten_thousands = format!("{}.{:06}", fen / 1_000_000, fen % 1_000_000);
            prop_assert_eq!(money(&text(&format!("{ten_thousands}万元")), false), money_of);
            prop_assert_eq!(money(&text(&ten_thousands), true), money_of);
            prop_assert_eq!(money(&Raw::Number(fen as f64 / 1e6), true), money_of);
        }

        #[test]
        fn a_number_keeps_that_it_is_a_lower_bound(value in 0_i64..=MAX_COUNT, at_least: bool) {
            let known = Some(QuantityInput { value, at_least });
            let mark = if at_least { "余" } else { "" };
            prop_assert_eq!(quantity(&text(&format!("{value}{mark}份"))), known);
            prop_assert_eq!(quantity(&text(&wide(&format!("{value}人次{mark}")))), known);
            prop_assert_eq!(quantity(&Raw::Number(value as f64)), Some(QuantityInput { value, at_least: false }));
        }

        #[test]
        fn whatever_a_cell_holds_is_read_or_not(said in "\\PC{0,20}|[0-9年月日./-]{0,12}|[0-9,.万元余]{0,9}", number: f64) {
            for raw in [text(&said), Raw::Number(number)] {
                let _ = (day(&raw), money(&raw, true), money(&raw, false), quantity(&raw), flag(&raw));
                let _ = (listed(&raw), raw.shown(), word(&raw.shown()));
            }
        }
    }

    #[test]
    fn what_is_no_day_is_none() {
        for wrong in [
            "",
            "去年",
            "2026-02-30",
            "2026年11月",
            "26-11-30",
            "20261330",
            "2026-11",
            "1",
            "2026-11-30 上午",
            "-5",
            "2026/11-30",
        ] {
            assert_eq!(day(&text(wrong)), None, "{wrong}");
        }
        for wrong in [Raw::Number(1.0), Raw::Number(-3.0), Raw::Number(f64::NAN), Raw::Flag(true), Raw::Empty]
        {
            assert_eq!(day(&wrong), None, "{wrong:?}");
        }
        assert_eq!(day(&Raw::Number(20_261_130.0)), NaiveDate::from_ymd_opt(2026, 11, 30));
    }

    #[test]
    fn numbers_are_shown_as_excel_shows_them() {
        for (number, shown) in
            [(0.0, "0"), (12800.5, "12800.5"), (0.1 + 0.2, "0.3"), (43_000.0, "43000"), (-2.25, "-2.25")]
        {
            assert_eq!(Raw::Number(number).shown(), shown);
        }
    }

    #[test]
    fn what_is_no_amount_is_none() {
        for wrong in ["一万", "-5", "12,8", "1.234", "约500", ""] {
            assert_eq!(money(&text(wrong), false), None, "{wrong}");
        }
        assert_eq!(money(&Raw::Number(1.005), false), None);
        for wrong in ["若干", "-5", "1.5", ""] {
            assert_eq!(quantity(&text(wrong)), None, "{wrong}");
        }
    }
}
