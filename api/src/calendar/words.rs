//! What holidays are called in both languages. Notices name them in Chinese; two that fall together share a
//! line (国庆节、中秋节).

use chrono::Datelike;

use super::rules::Span;
use crate::shared::language::{Text, text};

const NAMES: [(&str, &str); 7] = [
    ("元旦", "New Year's Day"),
    ("春节", "Spring Festival"),
    ("清明节", "Qingming Festival"),
    ("劳动节", "Labour Day"),
    ("端午节", "Dragon Boat Festival"),
    ("中秋节", "Mid-Autumn Festival"),
    ("国庆节", "National Day"),
];

/// A holiday's name; in English as far as it is a usual one.
pub fn name(name: &str) -> Text {
    let of = |part: &str| {
        NAMES.iter().find(|(zh, _)| *zh == part).map_or(part.to_owned(), |(_, en)| (*en).to_owned())
    };
    text(name, name.split('、').map(of).collect::<Vec<_>>().join(" and "))
}

/// A holiday with its days: 国庆节10月1日至8日, National Day (1 to 8 October).
pub fn holiday(span: &Span) -> Text {
    let name = name(&span.name);
    let (from, to) = (span.from, span.to);
    let first = format!("{}月{}日", from.month(), from.day());
    let days = if from == to {
        text(first, from.format("%-d %B").to_string())
    } else if from.month() == to.month() {
        text(format!("{first}至{}日", to.day()), format!("{} to {}", from.day(), to.format("%-d %B")))
    } else {
        text(
            format!("{first}至{}月{}日", to.month(), to.day()),
            format!("{} to {}", from.format("%-d %B"), to.format("%-d %B")),
        )
    };
    text(format!("{}{}", name.zh, days.zh), format!("{} ({})", name.en, days.en))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn holidays_are_named_with_their_days() {
        let said = |name: &str, from: &str, to: &str| {
            let span = Span {
                rest: true,
                from: from.parse().unwrap(),
                to: to.parse().unwrap(),
                name: name.to_owned(),
            };
            holiday(&span)
        };
        let national = said("国庆节、中秋节", "2025-10-01", "2025-10-08");
        assert_eq!(national.zh, "国庆节、中秋节10月1日至8日");
        assert_eq!(national.en, "National Day and Mid-Autumn Festival (1 to 8 October)");
        assert_eq!(said("元旦", "2022-12-31", "2023-01-02").zh, "元旦12月31日至1月2日");
        assert_eq!(said("元旦", "2024-01-01", "2024-01-01").en, "New Year's Day (1 January)");
        assert_eq!(said("市庆日", "2026-06-01", "2026-06-01").en, "市庆日 (1 June)");
    }
}
