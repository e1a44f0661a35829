//! What the ledger of figures takes of a mutation: recording an inspection, and a step of a case. The server names the
//! time in which it enters lines (`figures`); it is compared with that of the whole request, of which it is a part.

use std::{
    sync::{Arc, Mutex, PoisonError},
    time::{Duration, Instant},
};

use anyhow::Context;
use axum::Router;
use serde_json::{Value, json};
use shuangda::app::Front;
use tracing::{Subscriber, span};
use tracing_subscriber::{
    layer::{Context as Layered, Layer, SubscriberExt},
    registry::LookupSpan,
};

use crate::{
    operations,
    site::Site,
    timed::{self, TIMES, middle_of},
};

/// The span in which the server enters lines.
const SPAN: &str = "figures";

/// The time spent in it since that was last taken.
#[derive(Clone, Default)]
struct Spent(Arc<Mutex<Duration>>);

impl Spent {
    fn take(&self) -> Duration {
        std::mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl<S: Subscriber + for<'a> LookupSpan<'a>> Layer<S> for Spent {
    fn on_new_span(&self, _: &span::Attributes<'_>, id: &span::Id, context: Layered<'_, S>) {
        if let Some(span) = context.span(id).filter(|span| span.name() == SPAN) {
            span.extensions_mut().insert(Instant::now());
        }
    }

    fn on_close(&self, id: span::Id, context: Layered<'_, S>) {
        let span = context.span(&id);
        if let Some(begun) = span.as_ref().and_then(|span| span.extensions().get::<Instant>().copied()) {
            *self.0.lock().unwrap_or_else(PoisonError::into_inner) += begun.elapsed();
        }
    }
}

/// Records, and prints a line each.
pub async fn measure(site: &Site) -> anyhow::Result<()> {
    let spent = Spent::default();
    tracing::subscriber::set_global_default(tracing_subscriber::registry().with(spent.clone())).ok();
    let router = site.app.router(Front::default())?;
    let inspections = operations::inspections(site);
    let bodies: Vec<Value> = inspections.ours().collect();
    let mut bodies = bodies.iter().cycle().cloned();
    report(
        &spent,
        "recording an inspection",
        async || bodies.next().context("no inspection to record"),
        site,
        &router,
    )
    .await?;
    report(&spent, "accepting a case", async || acceptance(site, &router).await, site, &router).await
}

/// Asks for what `next` makes, and prints the middle of both times.
async fn report(
    spent: &Spent,
    name: &str,
    mut next: impl AsyncFnMut() -> anyhow::Result<Value>,
    site: &Site,
    router: &Router,
) -> anyhow::Result<()> {
    let mut entering = Vec::with_capacity(TIMES);
    let whole = middle_of(async || {
        let body = next().await?;
        let token = site.token(&site.officer)?;
        spent.take();
        let (taken, _) = timed::ask(router, &token, &body).await?;
        entering.push(spent.take());
        Ok(taken)
    })
    .await?;
    entering.sort_unstable();
    let entering = entering.get(TIMES / 2).copied().unwrap_or_default();
    println!(
        "{name:38} {:8.1}  of which the ledger {:.1} ({:.0} % on top of the rest)",
        whole.as_secs_f64() * 1_000.0,
        entering.as_secs_f64() * 1_000.0,
        entering.as_secs_f64() / whole.saturating_sub(entering).as_secs_f64() * 100.0
    );
    Ok(())
}

/// The body that accepts a new lead.
async fn acceptance(site: &Site, router: &Router) -> anyhow::Result<Value> {
    let today = site.app.clock.today();
    let lead = json!({
        "query": "mutation($input: RegisterLeadInput!) { registerLead(input: $input) { case { id version } errors { message } } }",
        "variables": { "input": {
            "title": "五金店涉嫌销售侵权水暖配件", "kind": "TRADEMARK", "source": "INSPECTION", "receivedOn": today } }
    });
    let (_, answer) = timed::ask(router, &site.token(&site.officer)?, &lead).await?;
    let case = &answer["data"]["registerLead"]["case"];
    anyhow::ensure!(case["id"].is_string(), "no lead was registered: {answer:#}");
    Ok(json!({
        "query": "mutation($input: RecordCaseStepInput!) { recordCaseStep(input: $input) { case { status } errors { message } } }",
        "variables": { "input": {
            "id": case["id"], "version": case["version"], "transition": "ACCEPT", "occurredOn": today } }
    }))
}
