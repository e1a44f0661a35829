//! Filling a database: very many rows in one transaction, over a connection of its own. PostgreSQL copies them,
//! SQLite inserts as many by one statement as it can. Where more comes than is there, the indexes, and on
//! PostgreSQL the foreign keys, are dropped first and made again before the commit: each row would look its place
//! up in every one of them, which takes many times as long as sorting them once. Nobody else sees any of it,
//! and what fails at the end undoes all.

use std::fmt::Write;

use anyhow::{Context, bail};
use sea_orm::{
    ActiveModelTrait, ActiveValue, ConnectionTrait, DatabaseConnection, DbBackend, DbErr, EntityTrait,
    IdenStatic, IntoActiveModel, Iterable, Statement, Value,
};
use sqlx::postgres::PgPoolCopyExt;

use super::db::Database;

/// The most bound values of one statement: SQLite allows 32,766.
const MAX_VALUES: usize = 32_000;
/// The most rows of one statement.
const MAX_ROWS: usize = 1_000;

/// What PostgreSQL's foreign keys and indexes are dropped by, and made by, in this order. An index that is part
/// of a constraint stays: it tells rows apart that are written on conflict.
const SET_ASIDE: &str = "
    SELECT format('ALTER TABLE %s DROP CONSTRAINT %I', conrelid::regclass, conname) AS dropped,
           format('ALTER TABLE %s ADD CONSTRAINT %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid)) AS made,
           1 AS turn
    FROM pg_constraint WHERE contype = 'f' AND connamespace = current_schema()::regnamespace
    UNION ALL
    SELECT format('DROP INDEX %s', indexrelid::regclass), pg_get_indexdef(indexrelid), 0
    FROM pg_index JOIN pg_class ON pg_class.oid = indexrelid
    WHERE relnamespace = current_schema()::regnamespace
      AND NOT EXISTS (SELECT 1 FROM pg_constraint WHERE conindid = indexrelid AND contype <> 'f')
    ORDER BY turn, made";

/// The same of SQLite's indexes; those of keys have no statement, and stay. It looks a foreign key up when a row
/// is written, which an unfilled database answers at once.
const SET_ASIDE_SQLITE: &str = "
    SELECT 'DROP INDEX \"' || name || '\"' AS dropped, sql AS made
    FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL ORDER BY tbl_name, name";

/// A transaction that fills the database. Unless it is committed, nothing of it happened.
pub struct Filling {
    connection: DatabaseConnection,
    /// The statements that make again what was dropped.
    aside: Vec<String>,
}

impl Filling {
    /// Begins one.
    ///
    /// # Errors
    ///
    /// The database's.
    pub async fn begin(db: &Database) -> anyhow::Result<Self> {
        let connection = db.alone().await?;
        let begin = if is_postgres(&connection) { "BEGIN" } else { "BEGIN IMMEDIATE" };
        connection.execute_unprepared(begin).await?;
        Ok(Self { connection, aside: Vec::new() })
    }

    /// The connection, within the transaction.
    pub fn connection(&self) -> &impl ConnectionTrait {
        &self.connection
    }

    /// Drops indexes and foreign keys until the commit: for where more rows come than are there. Until then nobody
    /// else gets to the tables.
    ///
    /// # Errors
    ///
    /// The database's.
    pub async fn set_aside(&mut self) -> Result<(), DbErr> {
        let backend = self.connection.get_database_backend();
        let known = if is_postgres(&self.connection) {
            // To sort what is made again; both last as long as the transaction.
            let memory = "SET LOCAL maintenance_work_mem = '512MB'";
            self.connection.execute_unprepared(memory).await?;
            SET_ASIDE
        } else {
            SET_ASIDE_SQLITE
        };
        let known = self.connection.query_all_raw(Statement::from_string(backend, known)).await?;
        let mut dropped: Vec<String> = Vec::new();
        for row in known {
            dropped.push(row.try_get("", "dropped")?);
            self.aside.push(row.try_get("", "made")?);
        }
        // Foreign keys before the indexes on which they stand.
        for statement in dropped.iter().rev() {
            self.connection.execute_unprepared(statement).await?;
        }
        Ok(())
    }

    /// Inserts rows, which all say the same columns.
    ///
    /// # Errors
    ///
    /// The database's.
    pub async fn insert<E, R>(&self, rows: Vec<R>) -> anyhow::Result<()>
    where
        E: EntityTrait,
        R: IntoActiveModel<E::ActiveModel>,
    {
        if is_postgres(&self.connection) {
            return self.copy::<E, R>(rows).await;
        }
        let at_once = (MAX_VALUES / E::Column::iter().count()).min(MAX_ROWS);
        let mut rows = rows.into_iter();
        loop {
            let batch: Vec<_> = rows.by_ref().take(at_once).map(IntoActiveModel::into_active_model).collect();
            if batch.is_empty() {
                return Ok(());
            }
            E::insert_many(batch).exec_without_returning(&self.connection).await?;
        }
    }

    async fn copy<E, R>(&self, rows: Vec<R>) -> anyhow::Result<()>
    where
        E: EntityTrait,
        R: IntoActiveModel<E::ActiveModel>,
    {
        let mut rows = rows.into_iter().map(IntoActiveModel::into_active_model).peekable();
        let Some(first) = rows.peek() else { return Ok(()) };
        let said: Vec<E::Column> =
            E::Column::iter().filter(|column| !first.get(*column).is_not_set()).collect();
        let mut text = String::new();
        for mut row in rows {
            for (number, column) in said.iter().enumerate() {
                if number > 0 {
                    text.push('\t');
                }
                match row.take(*column) {
                    ActiveValue::Set(value) | ActiveValue::Unchanged(value) => field(&mut text, value)?,
                    ActiveValue::NotSet => {
                        bail!("rows of {} say different columns", E::default().table_name())
                    }
                }
            }
            text.push('\n');
        }
        let table = E::default();
        let columns: Vec<String> = said.iter().map(|column| format!("\"{}\"", column.as_str())).collect();
        let statement = format!("COPY \"{}\" ({}) FROM STDIN", table.table_name(), columns.join(", "));
        let mut copy = self.connection.get_postgres_connection_pool().copy_in_raw(&statement).await?;
        copy.send(text.as_bytes()).await?;
        copy.finish().await.with_context(|| format!("filling {}", table.table_name()))?;
        Ok(())
    }

    /// Makes indexes and foreign keys again, and commits.
    ///
    /// # Errors
    ///
    /// The database's; also where rows contradict an index or a key.
    pub async fn commit(self) -> Result<(), DbErr> {
        for statement in &self.aside {
            self.connection.execute_unprepared(statement).await?;
        }
        self.connection.execute_unprepared("COMMIT").await?;
        self.connection.close().await
    }
}

fn is_postgres(connection: &DatabaseConnection) -> bool {
    connection.get_database_backend() == DbBackend::Postgres
}

/// Writes a value as COPY reads it.
fn field(text: &mut String, value: Value) -> anyhow::Result<()> {
    let written = match value {
        Value::Bool(Some(value)) => write!(text, "{value}"),
        Value::Int(Some(value)) => write!(text, "{value}"),
        Value::BigInt(Some(value)) => write!(text, "{value}"),
        Value::Uuid(Some(value)) => write!(text, "{value}"),
        Value::ChronoDate(Some(value)) => write!(text, "{value}"),
        Value::ChronoDateTimeUtc(Some(value)) => write!(text, "{}", value.format("%Y-%m-%d %H:%M:%S%.6f+00")),
        Value::String(Some(value)) => {
            escape(text, &value);
            Ok(())
        }
        Value::Json(Some(value)) => {
            escape(text, &value.to_string());
            Ok(())
        }
        Value::Bool(None)
        | Value::Int(None)
        | Value::BigInt(None)
        | Value::Uuid(None)
        | Value::ChronoDate(None)
        | Value::ChronoDateTimeUtc(None)
        | Value::String(None)
        | Value::Json(None)
        | Value::Bytes(None) => {
            text.push_str("\\N");
            Ok(())
        }
        other => bail!("nobody filled a database with {other:?} before"),
    };
    Ok(written?)
}

fn escape(text: &mut String, value: &str) {
    for character in value.chars() {
        match character {
            '\\' => text.push_str("\\\\"),
            '\n' => text.push_str("\\n"),
            '\r' => text.push_str("\\r"),
            '\t' => text.push_str("\\t"),
            other => text.push(other),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_ends_a_field_or_a_row_is_written_as_a_part_of_it() {
        let written = |value: Value| {
            let mut text = String::new();
            field(&mut text, value).unwrap();
            text
        };
        assert_eq!(written("雷雨\t1\\N\r\n".into()), "雷雨\\t1\\\\N\\r\\n");
        assert_eq!(written(serde_json::json!({ "a": "\n" }).into()), "{\"a\":\"\\\\n\"}");
        assert_eq!(written(Value::String(None)), "\\N");
        assert_eq!(written(true.into()), "true");
        let moment = chrono::DateTime::from_timestamp(1, 1_500).unwrap();
        assert_eq!(written(moment.into()), "1970-01-01 00:00:01.000001+00");
    }
}
