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

/// Documents that speak to users and so name much that is not ours: proxies' settings, folders of a server.
const FOR_USERS: [&str; 1] = ["README.md"];

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
    for document in Document::all().iter().filter(|document| !FOR_USERS.contains(&document.path.as_str())) {
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
    for document in Document::all() {
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
