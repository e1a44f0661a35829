//! How long a search takes, from the request to the answer, in this process: the first page and the count of
//! what one case has, some have, and all have.

use std::time::Duration;

use serde_json::json;
use shuangda::app::Front;

use crate::{
    site::{Engine, Site},
    timed::{TIMES, middle},
};

/// What is searched for: in one number, in some of ten thousand, in four of a thousand, in one of some seven
/// hundred names, of some eighty titles of a year, of some twenty titles, in every summary.
const WORDS: [(&str, &str); 7] = [
    ("a number", "000117号"),
    ("digits of it", "0117"),
    ("three digits", "117"),
    ("a rare word", "鸿运"),
    ("word and year", "白酒 2024"),
    ("a word", "白酒"),
    ("a word of all", "演示"),
];
const ASKED: [(&str, &str); 2] = [("first page", "nodes { id number title }"), ("count", "totalCount")];
/// What each may take (DESIGN, Speed).
const LIMIT: Duration = Duration::from_millis(100);

/// Asks, and prints a line each.
pub async fn measure(site: &Site, engine: Engine) -> anyhow::Result<()> {
    let router = site.app.router(Front::default())?;
    println!("\n{}: search, the middle of {TIMES}, milliseconds", engine.name());
    for (name, word) in WORDS {
        for (what, selection) in ASKED {
            let document = format!(
                "query($word: String!) {{ cases(first: 50, filter: {{ search: $word }}) {{ {selection} }} }}"
            );
            let body = json!({ "query": document, "variables": { "word": word } });
            let middle = middle(&router, &site.token(&site.office)?, &body).await?;
            let verdict = if middle <= LIMIT { "" } else { "  too long" };
            println!("{name:14} {word:10} {what:10} {:8.1}{verdict}", middle.as_secs_f64() * 1_000.0);
        }
    }
    Ok(())
}
