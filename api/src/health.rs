//! Whether the server lives, and whether it is ready: readiness writes to the database and to the store
//! of files, since one that only reads says nothing of a full disk or a folder without rights.

use std::{sync::Arc, time::Duration};

use axum::{
    Json, Router,
    extract::State,
    response::{IntoResponse, Response},
    routing::get,
};
use bytes::Bytes;
use entity::health_check;
use http::StatusCode;
use object_store::{ObjectStoreExt, path::Path};
use sea_orm::{EntityTrait, Set, sea_query::OnConflict};
use tokio::{
    sync::Mutex,
    time::{Instant, timeout},
};

use crate::shared::{app::App, room};

/// How long an answer holds: however often it is asked, no more is written.
const HOLDS: Duration = Duration::from_secs(5);
/// How long a part may take.
const PATIENCE: Duration = Duration::from_secs(5);
/// The object that is written to the store.
const OBJECT: &str = "health/check";

/// What the parts said last, and when.
type Last = Mutex<Option<(Instant, Readiness)>>;

/// How a part is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Part {
    /// It takes what is written.
    Ok,
    /// No room is left.
    Full,
    /// It does not take what is written, or does not answer.
    Failed,
}

/// Whether what is recorded now would be kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Readiness {
    /// The database.
    pub database: Part,
    /// The store of files.
    pub files: Part,
}

impl Readiness {
    /// Whether every part is well.
    pub fn is_ready(self) -> bool {
        self == Self { database: Part::Ok, files: Part::Ok }
    }
}

/// `GET /health/live`, `/health/ready`, and `/health`, which is the latter.
pub fn router(app: App) -> Router {
    Router::new()
        .route("/health/live", get(async || StatusCode::NO_CONTENT))
        .route("/health/ready", get(ready))
        .route("/health", get(ready))
        .with_state((app, Arc::default()))
}

async fn ready(State((app, last)): State<(App, Arc<Last>)>) -> Response {
    let found = recent(&app, &last).await;
    if found.is_ready() {
        return StatusCode::NO_CONTENT.into_response();
    }
    (StatusCode::SERVICE_UNAVAILABLE, Json(found)).into_response()
}

/// What was found a moment ago, or is found now. Who asks meanwhile waits for one answer.
async fn recent(app: &App, last: &Last) -> Readiness {
    let mut last = last.lock().await;
    if let Some((at, found)) = *last
        && at.elapsed() < HOLDS
    {
        return found;
    }
    let found = readiness(app).await;
    *last = Some((Instant::now(), found));
    found
}

/// Writes to every part.
pub async fn readiness(app: &App) -> Readiness {
    let (database, files) =
        tokio::join!(judge("the database", write_row(app)), judge("the store of files", write_object(app)));
    Readiness { database, files }
}

async fn judge(name: &str, written: impl Future<Output = anyhow::Result<()>>) -> Part {
    match timeout(PATIENCE, written).await {
        Ok(Ok(())) => Part::Ok,
        Ok(Err(error)) => {
            tracing::error!(error = format!("{error:#}"), "{name} cannot be written");
            if room::is_missing(&error) { Part::Full } else { Part::Failed }
        }
        Err(_) => {
            tracing::error!("{name} does not answer");
            Part::Failed
        }
    }
}

async fn write_row(app: &App) -> anyhow::Result<()> {
    let row = health_check::ActiveModel { id: Set(1), checked_at: Set(app.clock.now()) };
    let known = OnConflict::column(health_check::Column::Id)
        .update_column(health_check::Column::CheckedAt)
        .to_owned();
    health_check::Entity::insert(row).on_conflict(known).exec_without_returning(app.db.writer()).await?;
    Ok(())
}

async fn write_object(app: &App) -> anyhow::Result<()> {
    // As much as a small file takes: an empty one needs no room.
    app.files.store.put(&Path::from(OBJECT), Bytes::from_static(&[b'.'; 4096]).into()).await?;
    Ok(())
}
