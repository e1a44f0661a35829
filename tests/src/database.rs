//! A database of its own for each test.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use sea_orm::{ConnectionTrait, Database as Connector, DbBackend, Statement};
use shuangda::shared::db::{Database, DatabaseOptions};
use uuid::Uuid;

/// What templates' names begin with; the process that copies them follows.
const TEMPLATE: &str = "shuangda_template_";
/// An SQLite database, within its folder.
const FILE: &str = "test.db";

/// The database engines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    /// The embedded one.
    Sqlite,
    /// The server.
    Postgres,
}

/// The engines that tests run on here.
pub fn engines() -> Vec<Engine> {
    let mut engines = vec![Engine::Sqlite];
    if admin_url().is_some() {
        engines.push(Engine::Postgres);
    }
    engines
}

fn admin_url() -> Option<String> {
    std::env::var("SHUANGDA_TEST_POSTGRES").ok().filter(|url| !url.is_empty())
}

/// A database that is removed at the end.
#[derive(Clone)]
pub struct TestDatabase {
    /// The URL, as the server's setting takes it.
    pub url: String,
    folder: Option<Arc<tempfile::TempDir>>,
    name: String,
}

impl TestDatabase {
    /// An empty one, to be filled and then copied for as long as this process runs; `what` tells it from its others.
    pub async fn template(engine: Engine, what: &str) -> Self {
        if engine == Engine::Postgres {
            sweep().await;
        }
        let database = Self::named(engine, format!("{TEMPLATE}{}_{what}", std::process::id()));
        if database.folder.is_none() {
            on_the_server(&format!("CREATE DATABASE {}", database.name)).await;
        }
        database
    }

    /// Another with the same content; nobody may be connected to this one.
    pub async fn copy(&self) -> Self {
        let engine = if self.folder.is_some() { Engine::Sqlite } else { Engine::Postgres };
        let copy = Self::named(engine, format!("shuangda_{}", Uuid::new_v4().simple()));
        match (self.file(), copy.file()) {
            (Some(from), Some(to)) => {
                std::fs::copy(from, to).expect("the database is copied");
            }
            _ => on_the_server(&format!("CREATE DATABASE {} TEMPLATE {}", copy.name, self.name)).await,
        }
        copy
    }

    fn named(engine: Engine, name: String) -> Self {
        match engine {
            Engine::Sqlite => {
                let folder = tempfile::tempdir().expect("a temporary folder");
                let url = format!("sqlite:{}", folder.path().join(FILE).display());
                Self { url, folder: Some(Arc::new(folder)), name }
            }
            Engine::Postgres => {
                let admin = admin_url().expect("SHUANGDA_TEST_POSTGRES");
                let (server, _) = admin.rsplit_once('/').expect("a URL with a database");
                let query = admin.split_once('?').map(|(_, query)| format!("?{query}")).unwrap_or_default();
                Self { url: format!("{server}/{name}{query}"), folder: None, name }
            }
        }
    }

    fn file(&self) -> Option<PathBuf> {
        Some(self.folder()?.join(FILE))
    }

    /// Connects to it as the server does, counting statements.
    pub async fn connect(&self) -> Database {
        let options = DatabaseOptions { url: self.url.clone(), read_url: None, max_connections: 4 };
        let mut database = Database::connect(&options).await.expect("a connection");
        database.count_statements();
        database
    }

    /// The folder of an SQLite file.
    pub fn folder(&self) -> Option<PathBuf> {
        self.folder.as_ref().map(|folder| folder.path().to_owned())
    }

    /// Removes it; an SQLite file goes with its folder.
    pub async fn remove(&self) {
        if self.folder.is_none() {
            on_the_server(&format!("DROP DATABASE IF EXISTS {} WITH (FORCE)", self.name)).await;
        }
    }
}

async fn on_the_server(statement: &str) {
    let admin = admin_url().expect("SHUANGDA_TEST_POSTGRES");
    let connection = Connector::connect(&admin).await.expect("the PostgreSQL server");
    connection.execute_unprepared(statement).await.expect(statement);
    connection.close().await.expect("the connection is closed");
}

/// Removes the templates of processes that are gone: a run has no end at which it could.
async fn sweep() {
    let admin = admin_url().expect("SHUANGDA_TEST_POSTGRES");
    let connection = Connector::connect(&admin).await.expect("the PostgreSQL server");
    let templates = format!("SELECT datname FROM pg_database WHERE datname LIKE '{TEMPLATE}%'");
    let statement = Statement::from_string(DbBackend::Postgres, templates);
    for row in connection.query_all_raw(statement).await.expect("the databases") {
        let name: String = row.try_get("", "datname").expect("a name");
        let process = name.strip_prefix(TEMPLATE).and_then(|name| name.split('_').next()).unwrap_or_default();
        if !Path::new("/proc").join(process).exists() {
            let drop = format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)");
            connection.execute_unprepared(&drop).await.expect("the template is dropped");
        }
    }
    connection.close().await.expect("the connection is closed");
}
