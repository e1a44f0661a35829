//! When no room is left where data is kept: not a fault that trying again mends, and nothing that the
//! person did. Both engines, folders and stores each say it in their own way.

use std::{error::Error, io};

use sea_orm::{DbErr, RuntimeErr};

use super::language::{Text, text};

/// The stable code of the refusal.
pub const CODE: &str = "INSUFFICIENT_STORAGE";

/// SQLite's SQLITE_FULL, and SQLITE_IOERR_SHMSIZE: the index of the write-ahead log cannot grow.
const SQLITE: [&str; 2] = ["13", "4874"];
/// PostgreSQL's disk_full.
const POSTGRES: &str = "53100";

/// What is said to the person.
pub fn missing() -> Text {
    text(
        "服务器存储空间已满，本次内容未保存。请告知管理员清理或扩充后重试。",
        "The server has no room left, and nothing was saved. Tell your administrator, and try again afterwards.",
    )
}

/// Whether `error`, or what caused it, is that no room is left.
pub fn is_missing(error: &anyhow::Error) -> bool {
    error.chain().any(says_so)
}

fn says_so(error: &(dyn Error + 'static)) -> bool {
    if let Some(error) = error.downcast_ref::<io::Error>() {
        let full = matches!(error.kind(), io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded);
        // What an error of this kind carries is no part of the chain where it stands itself.
        return full || error.get_ref().is_some_and(|inner| chain(inner));
    }
    if let Some(DbErr::Exec(RuntimeErr::SqlxError(error)) | DbErr::Query(RuntimeErr::SqlxError(error))) =
        error.downcast_ref::<DbErr>()
    {
        return of_database(error);
    }
    error.downcast_ref::<sqlx::Error>().is_some_and(of_database)
}

fn chain(error: &(dyn Error + 'static)) -> bool {
    says_so(error) || error.source().is_some_and(chain)
}

fn of_database(error: &sqlx::Error) -> bool {
    match error {
        sqlx::Error::Database(error) => {
            error.code().is_some_and(|code| code == POSTGRES || SQLITE.contains(&&*code))
        }
        sqlx::Error::Io(error) => says_so(error),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use std::{borrow::Cow, fmt, sync::Arc};

    use sqlx::error::{DatabaseError, ErrorKind};

    use super::*;

    /// What PostgreSQL answers, without one that is full.
    #[derive(Debug)]
    struct Answer(&'static str);

    impl fmt::Display for Answer {
        fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
            f.write_str("could not extend file")
        }
    }

    impl Error for Answer {}

    impl DatabaseError for Answer {
        fn message(&self) -> &str {
            "could not extend file"
        }

        fn code(&self) -> Option<Cow<'_, str>> {
            Some(self.0.into())
        }

        fn as_error(&self) -> &(dyn Error + Send + Sync + 'static) {
            self
        }

        fn as_error_mut(&mut self) -> &mut (dyn Error + Send + Sync + 'static) {
            self
        }

        fn into_error(self: Box<Self>) -> Box<dyn Error + Send + Sync + 'static> {
            self
        }

        fn kind(&self) -> ErrorKind {
            ErrorKind::Other
        }
    }

    #[test]
    fn a_full_disk_is_told_from_other_faults_however_deep() {
        let database = |code| {
            let error = sqlx::Error::Database(Box::new(Answer(code)));
            anyhow::Error::from(DbErr::Exec(RuntimeErr::SqlxError(Arc::new(error)))).context("a change")
        };
        assert!(is_missing(&database("53100")) && is_missing(&database("13")));
        assert!(!is_missing(&database("53300")) && !is_missing(&database("1")));
        let file = || io::Error::from(io::ErrorKind::StorageFull);
        assert!(is_missing(&anyhow::Error::from(file()).context("a file")));
        let store = object_store::Error::Generic { store: "folder", source: Box::new(file()) };
        assert!(is_missing(&store.into()));
        // As a buffered writer hands it on.
        let store = object_store::Error::Generic { store: "folder", source: Box::new(file()) };
        assert!(is_missing(&io::Error::other(store).into()));
        assert!(!is_missing(&io::Error::from(io::ErrorKind::PermissionDenied).into()));
        assert!(!is_missing(&anyhow::anyhow!("database or disk is full")));
    }
}
