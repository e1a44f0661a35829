//! How long a search takes, from the request to the answer, in this process: the first page and the count of
//! what one case has, some have, and all have.

use std::time::{Duration, Instant};

use anyhow::{Context, ensure};
use axum::body::{Body, to_bytes};
use http::{Request, header};
use serde_json::json;
use shuangda::app::Front;
use tower::ServiceExt;

use crate::{
    operations,
    site::{Engine, Site},
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
/// How often each is asked; the middle one counts.
const TIMES: usize = 21;
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
            let body = json!({ "query": document, "variables": { "word": word } }).to_string();
            let token = site.token(&site.office)?;
            let mut times = Vec::with_capacity(TIMES);
            for _ in 0..TIMES {
                let request = Request::post("/graphql")
                    .header(header::CONTENT_TYPE, "application/json")
                    .header(header::AUTHORIZATION, format!("Bearer {token}"))
                    .body(Body::from(body.clone()))?;
                let begin = Instant::now();
                let answer = router.clone().oneshot(request).await?;
                let answer = to_bytes(answer.into_body(), 1 << 24).await?;
                times.push(begin.elapsed());
                let answer = operations::comparable(&answer)?;
                ensure!(answer.get("errors").is_none(), "{word}: {answer:#}");
            }
            times.sort_unstable();
            let middle = times.get(TIMES / 2).context("nothing was asked")?;
            let verdict = if *middle <= LIMIT { "" } else { "  too long" };
            println!("{name:14} {word:10} {what:10} {:8.1}{verdict}", middle.as_secs_f64() * 1_000.0);
        }
    }
    Ok(())
}
