//! The database: a pool to read from and one to write to. On SQLite the writer is a single
//! connection that begins IMMEDIATE, beside readers that never wait for it; on PostgreSQL both
//! are one pool (or the readers a replica's), beside one for lists.

use std::{
    path::Path,
    str::FromStr,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};

use super::private;
use anyhow::{Context, bail};
use sea_orm::{
    DatabaseConnection, DatabaseTransaction, DbBackend, DbErr, SqliteTransactionMode, TransactionOptions,
    TransactionTrait, sea_query::LockType,
};
use sqlx::{
    pool::PoolOptions,
    postgres::{PgConnectOptions, PgPoolOptions},
    sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous},
};

/// How a change takes a row for itself (`select.lock(ROW_LOCK)`), so that another waits until it is over. FOR
/// UPDATE would also stand in the way of whoever merely inserts a row that refers to it: waiting for each
/// other in a circle.
pub const ROW_LOCK: LockType = LockType::NoKeyUpdate;

/// The connections of the server; cheap to clone.
#[derive(Clone)]
pub struct Database {
    /// For queries.
    pub read: DatabaseConnection,
    /// For queries whose values decide how they are best answered: lists and their counts. PostgreSQL would
    /// soon keep one plan for whatever values, which sorts all that a filter leaves where it could walk an
    /// index and stop. Elsewhere making a plan can cost more than following it.
    pub lists: DatabaseConnection,
    write: DatabaseConnection,
    statements: Arc<AtomicU64>,
}

/// How to connect.
#[derive(Clone, Debug)]
pub struct DatabaseOptions {
    /// `sqlite:<file>` or `postgres://…`.
    pub url: String,
    /// A read replica of the same database, on PostgreSQL.
    pub read_url: Option<String>,
    /// The most connections a pool opens.
    pub max_connections: u32,
}

impl Database {
    /// Connects. An SQLite file (and its folder) is created where it does not exist.
    pub async fn connect(options: &DatabaseOptions) -> anyhow::Result<Self> {
        let (read, lists, write) = if options.url.starts_with("sqlite:") {
            let file = SqliteConnectOptions::from_str(&options.url)
                .context("the database URL is not of the form sqlite:FILE")?;
            keep_private(file.get_filename())?;
            let file = sqlx::ConnectOptions::disable_statement_logging(file)
                .create_if_missing(true)
                .foreign_keys(true)
                .journal_mode(SqliteJournalMode::Wal)
                // What was acknowledged survives a power cut, not only a killed process.
                .synchronous(SqliteSynchronous::Full)
                .busy_timeout(Duration::from_secs(10))
                .pragma("cache_size", "-65536")
                .pragma("mmap_size", "1073741824")
                .pragma("temp_store", "memory")
                .statement_cache_capacity(512);
            let write = SqlitePoolOptions::new()
                .max_connections(1)
                .test_before_acquire(false)
                .connect_with(file.clone())
                .await?;
            let read = SqlitePoolOptions::new()
                .max_connections(options.max_connections)
                .test_before_acquire(false)
                .connect_with(file.pragma("query_only", "on"))
                .await?;
            let read = DatabaseConnection::from(read);
            (read.clone(), read, write.into())
        } else if options.url.starts_with("postgres:") || options.url.starts_with("postgresql:") {
            let write = postgres(&options.url, options.max_connections, Plans::Kept).await?;
            let read = match &options.read_url {
                Some(url) => postgres(url, options.max_connections, Plans::Kept).await?,
                None => write.clone(),
            };
            let url = options.read_url.as_ref().unwrap_or(&options.url);
            let lists = postgres(url, options.max_connections, Plans::ForValues).await?;
            (read, lists, write)
        } else {
            bail!("the database URL must begin with sqlite: or postgres:");
        };
        Ok(Self { read, lists, write, statements: Arc::default() })
    }

    /// Counts the statements from here on: for tests and benchmarks.
    pub fn count_statements(&mut self) {
        for connection in [&mut self.read, &mut self.lists, &mut self.write] {
            let statements = self.statements.clone();
            connection.set_metric_callback(move |_| {
                statements.fetch_add(1, Ordering::Relaxed);
            });
        }
    }

    /// How many statements ran since counting began (begin and commit are not counted).
    pub fn statements(&self) -> u64 {
        self.statements.load(Ordering::Relaxed)
    }

    /// Begins a transaction that will write.
    pub async fn begin(&self) -> Result<DatabaseTransaction, DbErr> {
        self.write
            .begin_with_options(TransactionOptions {
                sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
                ..Default::default()
            })
            .await
    }

    /// For reads that must see the last commit, as of who is signed in: a replica may be behind.
    pub fn current(&self) -> &DatabaseConnection {
        match self.read.get_database_backend() {
            DbBackend::Sqlite => &self.read,
            _ => &self.write,
        }
    }

    /// A connection of its own, which stays the same until it is closed: for who fills the database
    /// ([`super::filling`]). What it began and did not commit ends with it.
    ///
    /// # Errors
    ///
    /// The database's.
    pub async fn alone(&self) -> Result<DatabaseConnection, sqlx::Error> {
        if self.write.get_database_backend() == DbBackend::Postgres {
            let options = self.write.get_postgres_connection_pool().connect_options();
            return Ok(one(PgPoolOptions::new()).connect_with((*options).clone()).await?.into());
        }
        let options = self.write.get_sqlite_connection_pool().connect_options();
        // Sorting a large index in memory takes as much of it as the index.
        let options = (*options).clone().pragma("temp_store", "file").pragma("cache_size", "-524288");
        Ok(one(SqlitePoolOptions::new()).connect_with(options).await?.into())
    }

    /// The connection that writes, for set-up that manages its own transactions.
    pub fn writer(&self) -> &DatabaseConnection {
        &self.write
    }
}

/// Keeps one connection, and never exchanges it.
fn one<DB: sqlx::Database>(pool: PoolOptions<DB>) -> PoolOptions<DB> {
    pool.max_connections(1).max_lifetime(None).idle_timeout(None).test_before_acquire(false)
}

/// How PostgreSQL plans what is prepared.
enum Plans {
    /// A few times for the values, then once for all where that seems no worse.
    Kept,
    /// For the values each time.
    ForValues,
}

async fn postgres(url: &str, max_connections: u32, plans: Plans) -> anyhow::Result<DatabaseConnection> {
    let mode = match plans {
        Plans::Kept => "auto",
        Plans::ForValues => "force_custom_plan",
    };
    let options = PgConnectOptions::from_str(url)
        .context("the database URL is not of the form postgres://USER:PASSWORD@HOST/DATABASE")?
        .statement_cache_capacity(512)
        .options([("timezone", "UTC"), ("plan_cache_mode", mode)]);
    let pool = PgPoolOptions::new()
        .max_connections(max_connections)
        .test_before_acquire(false)
        .connect_with(sqlx::ConnectOptions::disable_statement_logging(options))
        .await?;
    Ok(pool.into())
}

/// Makes the file where there is none, for its owner alone; SQLite gives what it puts beside it the same
/// rights. One that is there is closed to everybody else, as are those beside it.
fn keep_private(file: &Path) -> anyhow::Result<()> {
    // As sqlx calls a database that is in no file.
    if file.to_string_lossy().starts_with("file:") {
        return Ok(());
    }
    if let Some(folder) = file.parent() {
        private::create_folder(folder)
            .with_context(|| format!("cannot create the folder {}", folder.display()))?;
    }
    private::keep(file).with_context(|| format!("cannot write the database {}", file.display()))?;
    for suffix in ["-wal", "-shm"] {
        let mut beside = file.as_os_str().to_owned();
        beside.push(suffix);
        private::restrict(Path::new(&beside))
            .with_context(|| format!("cannot close {}{suffix} to others", file.display()))?;
    }
    Ok(())
}

#[cfg(all(test, unix))]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use sea_orm::ConnectionTrait;

    use super::*;

    #[tokio::test]
    async fn nobody_else_reads_an_sqlite_file() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("data/shuangda.db");
        let options =
            DatabaseOptions { url: format!("sqlite:{}", file.display()), read_url: None, max_connections: 1 };
        let mode = |name: &str| {
            let path = file.parent().unwrap().join(name);
            std::fs::metadata(path).unwrap().permissions().mode() & 0o777
        };
        for _ in 0..2 {
            let db = Database::connect(&options).await.unwrap();
            db.writer().execute_unprepared("CREATE TABLE IF NOT EXISTS t (n)").await.unwrap();
            db.writer().execute_unprepared("INSERT INTO t VALUES (1)").await.unwrap();
            assert_eq!(mode(""), 0o700);
            for name in ["shuangda.db", "shuangda.db-wal", "shuangda.db-shm"] {
                assert_eq!(mode(name) & 0o007, 0, "{name}");
            }
            // As an older server left it.
            for name in ["shuangda.db", "shuangda.db-wal"] {
                let path = file.parent().unwrap().join(name);
                std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o644)).unwrap();
            }
        }
    }
}
