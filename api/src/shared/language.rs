//! The two languages that the server speaks to people: Chinese first, English on request.

use chrono::{Datelike, NaiveDate};
use vocabulary::Label;
pub use vocabulary::Language;

/// The first of our languages that an `Accept-Language` value prefers; Chinese where it names neither.
pub fn preferred(accept_language: &str) -> Language {
    let mut best = (Language::Chinese, 0.0_f32);
    for part in accept_language.split(',') {
        let mut pieces = part.trim().split(';');
        let tag = pieces.next().unwrap_or_default().trim().to_ascii_lowercase();
        let quality = pieces
            .find_map(|piece| piece.trim().strip_prefix("q=").and_then(|q| q.parse().ok()))
            .unwrap_or(1.0);
        let language = match tag.split('-').next() {
            Some("zh") => Language::Chinese,
            Some("en") => Language::English,
            _ => continue,
        };
        if quality > best.1 {
            best = (language, quality);
        }
    }
    best.0
}

/// One sentence in both languages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Text {
    /// Simplified Chinese.
    pub zh: String,
    /// English.
    pub en: String,
}

impl Text {
    /// The sentence in `language`.
    pub fn in_language(&self, language: Language) -> &str {
        match language {
            Language::Chinese => &self.zh,
            Language::English => &self.en,
        }
    }
}

impl From<Label> for Text {
    fn from(label: Label) -> Self {
        text(label.zh, label.en)
    }
}

/// A sentence in both languages.
pub fn text(zh: impl Into<String>, en: impl Into<String>) -> Text {
    Text { zh: zh.into(), en: en.into() }
}

/// A day as sentences name it: 2026年11月22日, 22 November 2026.
pub fn day(date: NaiveDate) -> Text {
    text(format!("{}年{}月{}日", date.year(), date.month(), date.day()), date.format("%-d %B %Y").to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_preferred_language_wins_and_chinese_is_the_default() {
        assert_eq!(preferred(""), Language::Chinese);
        assert_eq!(preferred("fr-FR"), Language::Chinese);
        assert_eq!(preferred("en-GB,en;q=0.9"), Language::English);
        assert_eq!(preferred("en;q=0.3, zh-CN;q=0.8"), Language::Chinese);
        assert_eq!(preferred("zh;q=0.3, en;q=0.8"), Language::English);
    }
}
