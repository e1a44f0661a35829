//! The limit: what somebody would write by hand who wanted nothing but speed. One handler an operation
//! and one SQL statement that answers the finished JSON; recording is one transaction of the same rows.
//! Who asks is taken from the request and believed.

mod postgres;
mod recording;
mod sqlite;

use std::{net::SocketAddr, str::FromStr, sync::Arc, time::Duration};

use anyhow::Context;
use axum::{
    Json, Router,
    extract::State,
    response::{IntoResponse, Response},
    routing::post,
};
use chrono::NaiveDate;
use http::{StatusCode, header};
use serde::Deserialize;
use sqlx::{
    ConnectOptions, PgPool, SqlitePool,
    postgres::{PgConnectOptions, PgPoolOptions},
    sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous},
};
use uuid::Uuid;

pub use recording::Inspection;

use crate::site::Engine;

/// As many as the server has by default.
const CONNECTIONS: u32 = 8;

/// The same connections as the server's, tuned in the same way.
pub enum Pool {
    /// Readers, and the one writer.
    Sqlite(SqlitePool, SqlitePool),
    /// One pool for both.
    Postgres(PgPool),
}

/// How many statements the limit makes of what is at `path`, without begin and commit.
pub fn statements(engine: Engine, path: &str) -> u64 {
    match (path, engine) {
        ("/inspection", Engine::Sqlite) => recording::STATEMENTS,
        // And the log's lock.
        ("/inspection", Engine::Postgres) => recording::STATEMENTS + 1,
        ("/nothing", _) => 0,
        _ => 1,
    }
}

/// A page of 50 cases.
#[derive(Deserialize)]
struct Page {
    region: String,
    status: String,
    from: NaiveDate,
    to: NaiveDate,
}

/// One case.
#[derive(Deserialize)]
struct Case {
    region: String,
    id: Uuid,
}

/// The first page.
#[derive(Deserialize)]
struct Dashboard {
    region: String,
    today: NaiveDate,
    soon: NaiveDate,
    month_begins: NaiveDate,
    /// The last twelve, as a text of JSON: it goes to the database as it is.
    months: String,
    first_month: String,
}

/// Serves until it is killed.
pub async fn serve(database: &str) -> anyhow::Result<()> {
    let router = Router::new()
        .route("/nothing", post(nothing))
        .route("/page", post(page))
        .route("/case", post(case))
        .route("/dashboard", post(dashboard))
        .route("/inspection", post(inspection))
        .with_state(Arc::new(connect(database).await?));
    let listener = tokio::net::TcpListener::bind(SocketAddr::from(([127, 0, 0, 1], 0))).await?;
    println!("The limit is ready: http://{}", listener.local_addr()?);
    axum::serve(listener, router).await.context("the server stopped")
}

async fn connect(database: &str) -> anyhow::Result<Pool> {
    if !database.starts_with("sqlite:") {
        let options = PgConnectOptions::from_str(database)?
            .statement_cache_capacity(512)
            .options([("timezone", "UTC")])
            .disable_statement_logging();
        let pool = PgPoolOptions::new().max_connections(CONNECTIONS).test_before_acquire(false);
        return Ok(Pool::Postgres(pool.connect_with(options).await?));
    }
    let options = SqliteConnectOptions::from_str(database)?
        .foreign_keys(true)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full)
        .busy_timeout(Duration::from_secs(10))
        .pragma("cache_size", "-65536")
        .pragma("mmap_size", "1073741824")
        .pragma("temp_store", "memory")
        .statement_cache_capacity(512)
        .disable_statement_logging();
    let pool = |connections| SqlitePoolOptions::new().max_connections(connections).test_before_acquire(false);
    let write = pool(1).connect_with(options.clone()).await?;
    let read = pool(CONNECTIONS).connect_with(options.pragma("query_only", "on")).await?;
    Ok(Pool::Sqlite(read, write))
}

/// The keys of a region and of all below it.
fn subtree(region: &str) -> String {
    format!("{region}999999999")
}

async fn nothing(Json(_): Json<serde_json::Value>) -> Response {
    answer(Ok(r#"{"data":{"__typename":"Query"}}"#.to_owned()))
}

async fn page(State(pool): State<Arc<Pool>>, Json(asked): Json<Page>) -> Response {
    let until = subtree(&asked.region);
    answer(match &*pool {
        Pool::Sqlite(read, _) => {
            sqlx::query_scalar(sqlite::PAGE)
                .bind(asked.region)
                .bind(until)
                .bind(asked.status)
                .bind(asked.from)
                .bind(asked.to)
                .fetch_one(read)
                .await
        }
        Pool::Postgres(pool) => {
            sqlx::query_scalar(postgres::PAGE)
                .bind(asked.region)
                .bind(until)
                .bind(asked.status)
                .bind(asked.from)
                .bind(asked.to)
                .fetch_one(pool)
                .await
        }
    })
}

async fn case(State(pool): State<Arc<Pool>>, Json(asked): Json<Case>) -> Response {
    let until = subtree(&asked.region);
    answer(match &*pool {
        Pool::Sqlite(read, _) => {
            sqlx::query_scalar(sqlite::CASE)
                .bind(asked.region)
                .bind(until)
                .bind(asked.id)
                .fetch_one(read)
                .await
        }
        Pool::Postgres(pool) => {
            sqlx::query_scalar(postgres::CASE)
                .bind(asked.region)
                .bind(until)
                .bind(asked.id)
                .fetch_one(pool)
                .await
        }
    })
}

async fn dashboard(State(pool): State<Arc<Pool>>, Json(asked): Json<Dashboard>) -> Response {
    let until = subtree(&asked.region);
    answer(match &*pool {
        Pool::Sqlite(read, _) => {
            sqlx::query_scalar(sqlite::DASHBOARD)
                .bind(asked.region)
                .bind(until)
                .bind(asked.today)
                .bind(asked.soon)
                .bind(asked.month_begins)
                .bind(asked.months)
                .bind(asked.first_month)
                .fetch_one(read)
                .await
        }
        Pool::Postgres(pool) => {
            sqlx::query_scalar(postgres::DASHBOARD)
                .bind(asked.region)
                .bind(until)
                .bind(asked.today)
                .bind(asked.soon)
                .bind(asked.month_begins)
                .bind(asked.months)
                .bind(asked.first_month)
                .fetch_one(pool)
                .await
        }
    })
}

async fn inspection(State(pool): State<Arc<Pool>>, Json(asked): Json<Inspection>) -> Response {
    let body = match &*pool {
        Pool::Sqlite(_, write) => recording::on_sqlite(write, &asked).await,
        Pool::Postgres(pool) => recording::on_postgres(pool, &asked).await,
    };
    answer(body)
}

fn answer(body: Result<String, sqlx::Error>) -> Response {
    match body {
        Ok(body) => ([(header::CONTENT_TYPE, "application/json; charset=utf-8")], body).into_response(),
        Err(error) => (StatusCode::INTERNAL_SERVER_ERROR, error.to_string()).into_response(),
    }
}
