//! How a document's text is read: what of it names a figure, and which numbers somebody typed. Pure.

use crate::shared::braces::{Part, parts};

/// What of a figure a reference wants.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Aspect {
    /// The figure.
    Present,
    /// That of the year before (上年同期).
    Previous,
    /// By how many per cent it changed (同比).
    Change,
    /// An amount in ten thousand yuan (万元).
    TenThousands,
}

/// A piece of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece<'a> {
    /// Words.
    Text(&'a str),
    /// `{{name}}` or `{{name:同比}}`.
    Reference {
        /// The whole, with its braces.
        source: &'a str,
        /// The indicator's name or code.
        name: &'a str,
        /// What is wanted of it; none where that is no word we know.
        aspect: Option<Aspect>,
    },
    /// A number that stands for itself.
    Number(&'a str),
}

impl<'a> Piece<'a> {
    /// As it is written.
    pub fn source(&self) -> &'a str {
        match self {
            Self::Text(text) | Self::Number(text) => text,
            Self::Reference { source, .. } => source,
        }
    }
}

/// The pieces of `text`, in their order; what they say together is the text.
pub fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut found = Vec::new();
    for part in parts(text) {
        match part {
            Part::Words(words) => numbers(words, &mut found),
            Part::Named { source, name } => found.push(reference(source, name)),
        }
    }
    found
}

fn reference<'a>(source: &'a str, within: &'a str) -> Piece<'a> {
    let (name, aspect) = within.split_once([':', '：']).unwrap_or((within, ""));
    let aspect = match aspect.trim() {
        "" => Some(Aspect::Present),
        "上年同期" | "PREVIOUS" => Some(Aspect::Previous),
        "同比" | "CHANGE" => Some(Aspect::Change),
        "万元" | "TEN_THOUSANDS" => Some(Aspect::TenThousands),
        _ => None,
    };
    Piece::Reference { source, name: name.trim(), aspect }
}

fn is_digit(letter: char) -> bool {
    letter.is_ascii_digit() || ('０'..='９').contains(&letter)
}

/// Of a number: digits, and between two of them a point or separators of thousands.
fn numbers<'a>(text: &'a str, found: &mut Vec<Piece<'a>>) {
    let mut words = 0;
    let mut at = 0;
    while let Some(begin) = text[at..].find(is_digit).map(|offset| at + offset) {
        let mut end = begin;
        let mut letters = text[begin..].char_indices().peekable();
        while let Some((offset, letter)) = letters.next() {
            let next = letters.peek().map(|(_, next)| *next);
            let joins = matches!(letter, '.' | ',' | '．' | '，') && next.is_some_and(is_digit);
            if !is_digit(letter) && !joins {
                break;
            }
            end = begin + offset + letter.len_utf8();
        }
        if counts_something(&text[..begin], &text[end..]) {
            if words < begin {
                found.push(Piece::Text(&text[words..begin]));
            }
            found.push(Piece::Number(&text[begin..end]));
            words = end;
        }
        at = end;
    }
    if words < text.len() {
        found.push(Piece::Text(&text[words..]));
    }
}

/// Whether a number between these counts something: not a day, not the number of a document, an article or an issue, not
/// that of a heading.
fn counts_something(before: &str, after: &str) -> bool {
    const NOT_AFTER: [&str; 3] = ["第", "〔", "［"];
    const UNITS: [&str; 11] = ["年", "月", "日", "号", "条", "款", "期", "时", "分", "〕", "］"];
    const OF_HEADINGS: [&str; 4] = ["、", "．", ".", "）"];
    let is_named = NOT_AFTER.iter().any(|mark| before.ends_with(mark));
    let is_day = UNITS.iter().any(|mark| after.starts_with(mark));
    let begins_line = before.is_empty() || before.ends_with(['\n', '（', '(']);
    let is_heading = begins_line && OF_HEADINGS.iter().any(|mark| after.starts_with(mark));
    !is_named && !is_day && !is_heading
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_names_a_figure_and_what_was_typed_is_told_apart() {
        let text = "全市共出动{{出动执法人员}}人次，同比{{出动执法人员：同比}}；罚款{{罚款:万元}}万元，另有７５００余份。";
        let found = pieces(text);
        let names: Vec<_> = found
            .iter()
            .filter_map(|piece| match piece {
                Piece::Reference { name, aspect, .. } => Some((*name, *aspect)),
                _ => None,
            })
            .collect();
        assert_eq!(
            names,
            [
                ("出动执法人员", Some(Aspect::Present)),
                ("出动执法人员", Some(Aspect::Change)),
                ("罚款", Some(Aspect::TenThousands))
            ]
        );
        let typed = |text: &str| -> Vec<String> {
            let numbers = pieces(text).into_iter().filter_map(|piece| match piece {
                Piece::Number(number) => Some(number.to_owned()),
                _ => None,
            });
            numbers.collect()
        };
        assert_eq!(typed(text), ["７５００"]);
        assert_eq!(typed("查处案件12件，涉案1,234.50元。"), ["12", "1,234.50"]);
        for none in
            ["2026年1月至11月", "国办发〔2024〕54号", "《商标法》第60条", "第3期", "1．加强领导", "（1）部署"]
        {
            assert_eq!(typed(none), Vec::<String>::new(), "{none}");
        }
        assert!(matches!(pieces("{{罚款:什么}}")[..], [Piece::Reference { aspect: None, .. }]));
    }

    proptest! {
        #[test]
        fn the_pieces_are_the_text(text in "[{}:：罚款0-9０-９.,年月〔〕 \n（）]{0,40}") {
            let found = pieces(&text);
            prop_assert_eq!(found.iter().map(Piece::source).collect::<String>(), text.as_str());
            prop_assert!(found.iter().all(|piece| !piece.source().is_empty()));
        }
    }
}
