//! Reading what people typed: each check answers the cleaned value and notes what is wrong with
//! it, so that a form shows all its faults at once. Pure.

use chrono::NaiveDate;

use super::{
    errors::{Failure, Problem, UserErrorCode},
    values::MAX_COUNT,
};

/// The most characters of a name.
pub const NAME: usize = 200;
/// The most characters of a place or an address.
pub const PLACE: usize = 300;
/// The most characters of a long text.
pub const LONG: usize = 10_000;
/// The most items of a list.
pub const LIST: usize = 500;

/// The checks of one input, and what they found.
#[derive(Debug, Default)]
pub struct Checks {
    problems: Vec<Problem>,
}

impl Checks {
    /// A text that must be there, at most `limit` characters, trimmed.
    pub fn text(&mut self, path: &str, value: &str, limit: usize) -> String {
        let value = self.cleaned(path, value, limit);
        if value.is_empty() {
            self.problems.push(Problem::required(path));
        }
        value
    }

    /// A text that may be absent, at most `limit` characters, trimmed; a blank one is absent.
    pub fn optional(&mut self, path: &str, value: Option<&str>, limit: usize) -> Option<String> {
        let value = self.cleaned(path, value?, limit);
        (!value.is_empty()).then_some(value)
    }

    /// A list of texts, each of which must be there and have at most `limit` characters.
    pub fn texts(&mut self, path: &str, values: &[String], limit: usize) -> Vec<String> {
        self.length(path, values.len());
        let values = values.iter().take(LIST).enumerate();
        values.map(|(index, value)| self.text(&format!("{path}.{index}"), value, limit)).collect()
    }

    fn cleaned(&mut self, path: &str, value: &str, limit: usize) -> String {
        // What files and imports bring has not been through the transport, which refuses these.
        let kept = |character: &char| !character.is_control() || matches!(character, '\n' | '\t');
        let value = value.trim().chars().filter(kept).collect::<String>();
        if value.chars().count() > limit {
            self.add(Problem::new(
                UserErrorCode::OutOfRange,
                path,
                format!("不得超过{limit}字"),
                format!("At most {limit} characters"),
            ));
        }
        value
    }

    /// A count of things: 0 to a thousand million.
    pub fn count(&mut self, path: &str, value: i64) {
        if !(0..=MAX_COUNT).contains(&value) {
            self.add(Problem::new(
                UserErrorCode::OutOfRange,
                path,
                "应为0至10亿之间的整数",
                "Must be a whole number from 0 to 1,000,000,000",
            ));
        }
    }

    /// The length of a list.
    pub fn length(&mut self, path: &str, length: usize) {
        if length > LIST {
            self.add(Problem::new(
                UserErrorCode::OutOfRange,
                path,
                format!("不得超过{LIST}项"),
                format!("At most {LIST} items"),
            ));
        }
    }

    /// A day on which something happened: not after `today`.
    pub fn happened(&mut self, path: &str, day: NaiveDate, today: NaiveDate) {
        if day > today {
            self.add(Problem::new(
                UserErrorCode::DateOrder,
                path,
                "日期不能晚于今天",
                "The date must not lie in the future",
            ));
        }
    }

    /// The first and the last day of a period; `path` names the last.
    pub fn in_order(&mut self, path: &str, first: NaiveDate, last: NaiveDate) {
        if last < first {
            self.add(Problem::new(
                UserErrorCode::DateOrder,
                path,
                "结束日期不能早于开始日期",
                "The last day must not lie before the first",
            ));
        }
    }

    /// Notes another problem.
    pub fn add(&mut self, problem: Problem) {
        self.problems.push(problem);
    }

    /// Notes other problems.
    pub fn extend(&mut self, problems: impl IntoIterator<Item = Problem>) {
        self.problems.extend(problems);
    }

    /// What was found.
    pub fn into_problems(self) -> Vec<Problem> {
        self.problems
    }

    /// `Err` with all that was found, where anything was.
    pub fn finish(self) -> Result<(), Failure> {
        super::errors::reject_if_any(self.problems)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_text_passes_exactly_when_something_is_left_and_it_fits(value in "\\PC{0,30}|[ \t\u{0}雷雨]{0,12}") {
            let mut checks = Checks::default();
            let cleaned = checks.text("name", &value, 10);
            prop_assert!(!cleaned.contains(char::is_control) || cleaned.contains('\t'));
            let fits = !cleaned.is_empty() && cleaned.chars().count() <= 10;
            prop_assert_eq!(checks.into_problems().is_empty(), fits);
        }

        #[test]
        fn counts_are_not_negative(value in any::<i64>()) {
            let mut checks = Checks::default();
            checks.count("goodsChecked.value", value);
            prop_assert_eq!(checks.finish().is_ok(), (0..=1_000_000_000).contains(&value));
        }
    }
}
