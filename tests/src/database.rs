//! A database of its own for each test.

use std::{path::PathBuf, sync::Arc};

use sea_orm::{ConnectionTrait, Database as Connector};
use shuangda::shared::db::{Database, DatabaseOptions};
use uuid::Uuid;

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

/// An empty database that is removed at the end.
#[derive(Clone)]
pub struct TestDatabase {
    /// The URL, as the server's setting takes it.
    pub url: String,
    folder: Option<Arc<tempfile::TempDir>>,
    name: String,
}

impl TestDatabase {
    /// Creates one on `engine`.
    pub async fn new(engine: Engine) -> Self {
        let name = format!("shuangda_{}", Uuid::new_v4().simple());
        match engine {
            Engine::Sqlite => {
                let folder = tempfile::tempdir().expect("a temporary folder");
                let url = format!("sqlite:{}", folder.path().join("test.db").display());
                Self { url, folder: Some(Arc::new(folder)), name }
            }
            Engine::Postgres => {
                let admin = admin_url().expect("SHUANGDA_TEST_POSTGRES");
                let connection = Connector::connect(&admin).await.expect("the PostgreSQL server");
                connection
                    .execute_unprepared(&format!("CREATE DATABASE {name}"))
                    .await
                    .expect("a new database");
                let (server, _) = admin.rsplit_once('/').expect("a URL with a database");
                let query = admin.split_once('?').map(|(_, query)| format!("?{query}")).unwrap_or_default();
                Self { url: format!("{server}/{name}{query}"), folder: None, name }
            }
        }
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
        if let (None, Some(admin)) = (&self.folder, admin_url()) {
            let connection = Connector::connect(&admin).await.expect("the PostgreSQL server");
            let statement = format!("DROP DATABASE IF EXISTS {} WITH (FORCE)", self.name);
            connection.execute_unprepared(&statement).await.expect("the database is dropped");
        }
    }
}
