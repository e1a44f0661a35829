//! How a template becomes a document. Pure.

use std::collections::{BTreeSet, HashMap};

use entity::enums::{CaseDocumentLayout as Layout, CaseStatus};
use vocabulary::{CaseDocumentField, Term};

use crate::shared::braces::{Part, parts};

/// The most fields of a template.
pub const FIELDS: usize = 60;
/// The most characters of a field's name.
pub const FIELD_NAME: usize = 20;

/// The field of the case with this name; none where who makes the document types it.
pub fn of_case(name: &str) -> Option<CaseDocumentField> {
    CaseDocumentField::ALL.iter().copied().find(|field| field.label().zh == name)
}

/// The names of the fields of these texts, each once, in their order.
pub fn fields<'a>(texts: impl IntoIterator<Item = &'a str>) -> Vec<&'a str> {
    let mut seen = BTreeSet::new();
    let named = texts.into_iter().flat_map(parts).filter_map(|part| match part {
        Part::Named { name, .. } => Some(name),
        Part::Words(_) => None,
    });
    named.filter(|name| seen.insert(*name)).collect()
}

/// The text with what its fields stand for; one without a value stays as it is written.
pub fn filled(text: &str, values: &HashMap<String, String>) -> String {
    let said = |part| match part {
        Part::Words(words) => words,
        Part::Named { source, name } => values.get(name).map_or(source, String::as_str),
    };
    parts(text).into_iter().map(said).collect()
}

/// The lines of a template's text. Of a form each is a row: what it is called, and what stands there; of a letter a paragraph,
/// which is called nothing.
pub fn lines(layout: Layout, text: &str) -> Vec<(&str, &str)> {
    let line = |line| match layout {
        Layout::Letter => ("", line),
        Layout::Form => label(line),
    };
    text.lines().filter(|line| !line.trim().is_empty()).map(line).collect()
}

/// What stands before the first colon that is in no field, and after it.
fn label(line: &str) -> (&str, &str) {
    let words = line.find("{{").map_or(line, |field| &line[..field]);
    let Some(colon) = words.find(['：', ':']) else { return (line, "") };
    let after = line[colon..].chars().next().map_or(colon, |colon_mark| colon + colon_mark.len_utf8());
    (&line[..colon], &line[after..])
}

/// Whether a document of a template with these statuses is made of a case that stands so.
pub fn fits(statuses: &[CaseStatus], status: CaseStatus) -> bool {
    statuses.is_empty() || statuses.contains(&status)
}

/// A document's number as it is printed (文号): the department's code, the template's word, the year in six-cornered brackets,
/// and the number without leading zeros (GB/T 9704-2012, 7.2.5).
pub fn full_number(department: &str, word: &str, year: i32, number: i32) -> String {
    format!("{department}{word}〔{year}〕{number}号")
}

/// What is wrong with a template's text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// A field is begun and not ended.
    Unended,
    /// A field has no name, or one that is too long.
    Name(String),
    /// There are too many.
    TooMany,
}

/// What is wrong with the texts of a template.
pub fn fault(texts: &[&str]) -> Option<Fault> {
    let words = texts.iter().copied().flat_map(parts).filter_map(|part| match part {
        Part::Words(words) => Some(words),
        Part::Named { .. } => None,
    });
    if words.into_iter().any(|words| words.contains("{{") || words.contains("}}")) {
        return Some(Fault::Unended);
    }
    let fields = fields(texts.iter().copied());
    let bad = |name: &&&str| {
        name.is_empty() || name.chars().count() > FIELD_NAME || name.contains(['{', '}', '\n'])
    };
    if let Some(name) = fields.iter().find(bad) {
        return Some(Fault::Name((*name).to_owned()));
    }
    (fields.len() > FIELDS).then_some(Fault::TooMany)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_number_is_written_as_offices_write_it() {
        assert_eq!(full_number("岳市监", "罚决", 2026, 7), "岳市监罚决〔2026〕7号");
    }

    #[test]
    fn a_form_s_lines_are_its_rows() {
        let text = "当事人：{{当事人}}\n\n负责人意见：\n{{时间:起}}至今";
        let rows = [("当事人", "{{当事人}}"), ("负责人意见", ""), ("{{时间:起}}至今", "")];
        assert_eq!(lines(Layout::Form, text), rows);
        assert_eq!(lines(Layout::Letter, text)[0], ("", "当事人：{{当事人}}"));
    }

    #[test]
    fn what_is_typed_is_not_read_again() {
        let values = HashMap::from([("事实".to_owned(), "{{案号}}".to_owned())]);
        assert_eq!(filled("查明{{事实}}，{{证据}}。", &values), "查明{{案号}}，{{证据}}。");
    }

    #[test]
    fn faults_are_told() {
        assert_eq!(fault(&["致{{当事人"]), Some(Fault::Unended));
        assert_eq!(fault(&["致{{}}"]), Some(Fault::Name(String::new())));
        let many: String = (0..=FIELDS).map(|n| format!("{{{{第{n}项}}}}")).collect();
        assert_eq!(fault(&[&many]), Some(Fault::TooMany));
        assert_eq!(fault(&["{{当事人}}", "{{案号}}：{{事实}}"]), None);
    }

    proptest! {
        #[test]
        fn a_text_whose_fields_all_have_a_value_has_no_field_left(text in "[{}当事人案号：\n]{0,40}") {
            let values: HashMap<_, _> =
                fields([text.as_str()]).into_iter().map(|name| (name.to_owned(), "某".to_owned())).collect();
            let written = filled(&text, &values);
            prop_assert!(fault(&[&text]).is_some() || !written.contains("{{"), "{}", written);
        }

        #[test]
        fn rows_say_what_the_line_says(line in "[{}当事人：:]{1,20}") {
            let (name, value) = label(&line);
            let without = |text: &str| text.replace(['：', ':'], "");
            prop_assert_eq!(without(&format!("{name}{value}")), without(&line));
        }
    }
}
