//! How long one request takes, from the request to the answer, in this process.

use std::time::{Duration, Instant};

use anyhow::{Context, ensure};
use axum::{Router, body::Body, body::to_bytes};
use http::{Request, header};
use serde_json::Value;
use tower::ServiceExt;

use crate::operations;

/// How often each is asked; the middle one counts.
pub const TIMES: usize = 21;

/// The middle of the times that `body` takes.
pub async fn middle(router: &Router, token: &str, body: &Value) -> anyhow::Result<Duration> {
    let mut times = Vec::with_capacity(TIMES);
    for _ in 0..TIMES {
        let request = Request::post("/graphql")
            .header(header::CONTENT_TYPE, "application/json")
            .header(header::AUTHORIZATION, format!("Bearer {token}"))
            .body(Body::from(body.to_string()))?;
        let begin = Instant::now();
        let answer = router.clone().oneshot(request).await?;
        let answer = to_bytes(answer.into_body(), 1 << 24).await?;
        times.push(begin.elapsed());
        let answer = operations::comparable(&answer)?;
        ensure!(answer.get("errors").is_none(), "{body}: {answer:#}");
    }
    times.sort_unstable();
    times.get(TIMES / 2).copied().context("nothing was asked")
}
