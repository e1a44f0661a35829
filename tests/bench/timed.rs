//! How long one request takes, from the request to the answer, in this process.

use std::time::{Duration, Instant};

use anyhow::{Context, ensure};
use axum::{Router, body::Body, body::to_bytes};
use http::{Request, header};
use serde_json::Value;
use tower::ServiceExt;

/// How often each is asked; the middle one counts.
pub const TIMES: usize = 21;

/// The middle of the times that `ask` answers.
pub async fn middle_of(mut ask: impl AsyncFnMut() -> anyhow::Result<Duration>) -> anyhow::Result<Duration> {
    let mut times = Vec::with_capacity(TIMES);
    for _ in 0..TIMES {
        times.push(ask().await?);
    }
    times.sort_unstable();
    times.get(TIMES / 2).copied().context("nothing was asked")
}

/// The middle of the times that `body` takes.
pub async fn middle(router: &Router, token: &str, body: &Value) -> anyhow::Result<Duration> {
    middle_of(async || Ok(ask(router, token, body).await?.0)).await
}

/// The time from the request to the answer, and the answer, which has no errors.
pub async fn ask(router: &Router, token: &str, body: &Value) -> anyhow::Result<(Duration, Value)> {
    let request = Request::post("/graphql")
        .header(header::CONTENT_TYPE, "application/json")
        .header(header::AUTHORIZATION, format!("Bearer {token}"))
        .body(Body::from(body.to_string()))?;
    let begin = Instant::now();
    let answer = router.clone().oneshot(request).await?;
    let answer = to_bytes(answer.into_body(), 1 << 24).await?;
    let taken = begin.elapsed();
    let answer: Value = serde_json::from_slice(&answer)?;
    ensure!(answer.get("errors").is_none(), "{body}: {answer:#}");
    Ok((taken, answer))
}
