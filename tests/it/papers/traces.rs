//! The traces: where one field of a case, one operation and one small domain stand, counted, and compared with what the
//! recipes of CONTRIBUTING say. What is counted may only become less.
//!
//! A place of a field is a line of Rust that names it in any spelling, an edit for a domain a run of such lines; neither tests,
//! imports nor comments count.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    markdown::{Document, spans_of},
    sources::Sources,
};

/// Lines and files at most in which a field of a case stands.
const FIELD: (usize, usize) = (25, 11);

/// New files of a small domain at most, and edits of other files.
const DOMAIN: (usize, usize) = (13, 20);

/// What uses the field for an end of its own: legal review, thresholds for prosecution, ledgers that bring it. A new field has
/// none of it.
const USES: [&str; 6] = [
    "api/src/imports/",
    "api/src/cases/review/",
    "api/src/referrals/",
    "api/src/prosecution/",
    "migration/src/prosecution_thresholds.rs",
    "vocabulary/src/referrals.rs",
];

/// What is counted with no domain: demonstration data, ledgers from which it can be taken in, figures that the work summary
/// makes of it, and migrations, of which each domain has one.
const BEYOND: [&str; 11] = [
    "api/src/demo/",
    "api/src/imports/",
    "web/src/imports/",
    "vocabulary/src/ledgers.rs",
    "api/src/indicators/",
    "api/src/shared/figures/",
    "api/src/summary/",
    "web/src/summary/",
    "vocabulary/src/figures.rs",
    "migration/src/indicators.rs",
    "migration/src/m",
];

#[test]
fn the_recipe_of_a_field_lists_its_places() {
    let counted = counted(&["illegal_income", "illegalIncome", "IllegalIncome"], &USES, |lines| lines.len());
    is_listed("### A field of a case", &counted);
    at_most(FIELD, &counted);
    said(&counted, "places");
}

#[test]
fn the_recipe_of_an_operation_lists_its_places() {
    let counted =
        counted(&["extend_joint_action", "extendJointAction", "ExtendJointAction"], &[], |lines| lines.len());
    is_listed("### An operation", &counted);
}

#[test]
fn the_recipe_of_a_domain_lists_its_files_and_edits() {
    let mut edits = counted(&["publicity", "Publicity"], &BEYOND, runs);
    edits.retain(|path, _| !is_own(path));
    let sources = Sources::read();
    let own: BTreeMap<String, usize> =
        sources.rust().filter(|(path, _)| is_own(path)).map(|(path, _)| (path.to_owned(), 1)).collect();
    is_listed("### A small domain: its files", &own);
    is_listed("### A small domain: edits elsewhere", &edits);
    at_most((DOMAIN.0, DOMAIN.0), &own);
    at_most((DOMAIN.1, usize::MAX), &edits);
    said(&edits, "edits");
}

fn is_own(path: &str) -> bool {
    path.contains("/publicity")
}

fn at_most((places, files): (usize, usize), counted: &BTreeMap<String, usize>) {
    let sum: usize = counted.values().sum();
    assert!(sum <= places, "{sum} places, {places} at most");
    assert!(counted.len() <= files, "{} files, {files} at most", counted.len());
}

/// The table below a heading of CONTRIBUTING is what was counted.
fn is_listed(heading: &str, counted: &BTreeMap<String, usize>) {
    let listed = listed(heading);
    let paths: BTreeSet<&String> = listed.keys().chain(counted.keys()).collect();
    let of = |places: &BTreeMap<String, usize>, path: &str| places.get(path).copied().unwrap_or_default();
    let told = paths.into_iter().map(|path| (path, of(&listed, path), of(counted, path)));
    let wrong = told.filter(|(_, listed, counted)| listed != counted);
    let faults: Vec<String> =
        wrong.map(|(path, listed, counted)| format!("\n{path}: {listed}, and there are {counted}")).collect();
    assert!(faults.is_empty(), "CONTRIBUTING, {heading}:{}", faults.concat());
}

/// CONTRIBUTING tells the sum of what its tables list.
fn said(counted: &BTreeMap<String, usize>, what: &str) {
    let sum = format!("{} {what} in {} files", counted.values().sum::<usize>(), counted.len());
    assert!(Document::read("CONTRIBUTING.md").says(&sum), "CONTRIBUTING does not say: {sum}");
}

/// The files that the tables below a heading of CONTRIBUTING name, with how often each is to be touched.
fn listed(heading: &str) -> BTreeMap<String, usize> {
    let document = Document::read("CONTRIBUTING.md");
    let rows = document.rows_below(heading);
    assert!(!rows.is_empty(), "no table below {heading}");
    rows.iter()
        .map(|row| {
            let path = spans_of(row[0]).next().unwrap_or_else(|| panic!("no path in {row:?}"));
            (path.to_owned(), row[1].parse().unwrap_or_else(|_| panic!("no number in {row:?}")))
        })
        .collect()
}

/// In which files one of `spellings` stands, and `how_many` times by the numbers of its lines.
fn counted(spellings: &[&str], apart: &[&str], how_many: fn(&[usize]) -> usize) -> BTreeMap<String, usize> {
    let sources = Sources::read();
    let ours = |path: &str| {
        let is_test =
            path.starts_with("tests/") || path.starts_with("api/tests/") || path.ends_with("/tests.rs");
        !is_test && !path.starts_with("xtask/") && !apart.iter().any(|apart| path.starts_with(apart))
    };
    let mut files = BTreeMap::new();
    for (path, text) in sources.rust().filter(|(path, _)| ours(path)) {
        let lines = lines_with(spellings, text);
        if !lines.is_empty() {
            files.insert(path.to_owned(), how_many(&lines));
        }
    }
    files
}

/// The numbers of the lines of `text` that name one of `spellings`.
fn lines_with(spellings: &[&str], text: &str) -> Vec<usize> {
    let text = text.split("\n#[cfg(test)]").next().unwrap_or_default();
    let mut importing = false;
    let mut found = Vec::new();
    for (number, line) in text.lines().enumerate() {
        importing |= line.starts_with("use ") || line.starts_with("pub use ");
        let is_comment = line.trim_start().starts_with("//");
        if !importing && !is_comment && spellings.iter().any(|spelling| line.contains(spelling)) {
            found.push(number);
        }
        importing &= !line.contains(';');
    }
    found
}

/// How many runs of adjoining lines there are.
fn runs(lines: &[usize]) -> usize {
    lines.iter().enumerate().filter(|(index, line)| *index == 0 || lines[index - 1] + 1 < **line).count()
}
