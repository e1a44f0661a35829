//! The documents beside the code, held to it: what they link to is there, what they name exists, the commands that they give
//! are commands, and the recipes of CONTRIBUTING list exactly the places in which their examples stand.

mod markdown;
mod names;
mod sources;
mod traces;

use std::collections::BTreeSet;

use markdown::Document;
use names::Names;
use sources::Sources;

/// Speaks to users, and so names much that is not ours: proxies' settings, folders of a server.
const FOR_USERS: &str = "README.md";

/// Names what was, too.
const OF_THE_PAST: &str = "CHANGELOG.md";

fn complain(faults: &BTreeSet<String>) {
    assert!(faults.is_empty(), "{}", faults.iter().map(|fault| format!("\n{fault}")).collect::<String>());
}

#[test]
fn every_link_leads_somewhere() {
    let documents = Document::all();
    assert!(documents.len() >= 15, "only {} documents were found", documents.len());
    let mut faults = BTreeSet::new();
    let mut seen = 0;
    for document in &documents {
        for link in document.links() {
            seen += 1;
            if let Err(fault) = document.follow(link, &documents) {
                faults.insert(format!("{}: {link}: {fault}", document.path));
            }
        }
    }
    assert!(seen >= 40, "only {seen} links were found");
    complain(&faults);
}

#[test]
fn every_name_exists() {
    let names = Names::new(Sources::read());
    let mut faults = BTreeSet::new();
    let mut seen = 0;
    let held = |document: &&Document| ![FOR_USERS, OF_THE_PAST].contains(&document.path.as_str());
    for document in Document::all().iter().filter(held) {
        for span in document.spans() {
            match names.check(span) {
                None => {}
                Some(Ok(())) => seen += 1,
                Some(Err(fault)) => {
                    faults.insert(format!("{}: `{span}`: {fault}", document.path));
                }
            }
        }
    }
    complain(&faults);
    assert!(seen >= 200, "only {seen} names were checked");
}

#[test]
fn every_command_is_one() {
    let names = Names::new(Sources::read());
    let mut faults = BTreeSet::new();
    let mut seen = 0;
    for document in Document::all().iter().filter(|document| document.path != OF_THE_PAST) {
        for line in document.code().into_iter().chain(document.spans()) {
            let Some(checked) = names.command(line) else { continue };
            seen += 1;
            if let Err(fault) = checked {
                faults.insert(format!("{}: {line}: {fault}", document.path));
            }
        }
    }
    complain(&faults);
    assert!(seen >= 25, "only {seen} commands were found");
}

#[test]
fn the_glossary_names_what_code_and_schema_have() {
    let names = Names::new(Sources::read());
    let glossary = Document::read("docs/glossary.md");
    let mut faults = BTreeSet::new();
    let mut seen = 0;
    for row in glossary.rows() {
        let [_, _, code, schema] = row.as_slice() else { panic!("not four columns: {row:?}") };
        for name in markdown::spans_of(code) {
            seen += 1;
            faults.extend(names.item(name).err().map(|fault| format!("{name}: {fault}")));
        }
        for name in markdown::spans_of(schema) {
            seen += 1;
            if !names.in_schema(name) {
                faults.insert(format!("{name}: the schema has none"));
            }
        }
    }
    complain(&faults);
    assert!(seen >= 100, "only {seen} names were found");
}

#[test]
fn the_architecture_prints_the_order_of_services() {
    let (_, order) = include_str!("layers.rs").split_once("const ORDER: &str = \"").unwrap();
    let (order, _) = order.split_once("\";").unwrap();
    let order: Vec<&str> = order.trim().lines().map(str::trim).collect();
    let architecture = Document::read("ARCHITECTURE.md");
    let rows = architecture.rows_below("## Layers");
    let printed: Vec<String> =
        rows.iter().map(|row| markdown::spans_of(row[0]).collect::<Vec<_>>().join(", ")).collect();
    assert_eq!(printed, order, "left: ARCHITECTURE, right: tests/it/layers.rs");
}
