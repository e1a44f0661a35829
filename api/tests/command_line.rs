//! The server's commands, as whoever looks after the machine runs them. They stand here and not with the other
//! tests because cargo builds a package's programs for the package's own tests alone.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "these are tests")]

use std::{path::Path, process::Command};

use sea_orm::ConnectionTrait;
use shuangda::shared::db::{Database, DatabaseOptions};

/// Runs the command in a folder of its own data; answers whether it succeeded, and what it said.
fn shuangda(folder: &Path, arguments: &[&str]) -> (bool, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_shuangda"));
    let output = command.args(arguments).current_dir(folder).env_remove("DATABASE_URL").output().unwrap();
    let said = [output.stdout, output.stderr].map(|bytes| String::from_utf8(bytes).unwrap()).concat();
    (output.status.success(), said)
}

#[tokio::test]
async fn the_audit_log_is_verified_with_words_and_an_exit_code() {
    let folder = tempfile::tempdir().unwrap();
    let run = |arguments: &[&str]| shuangda(folder.path(), arguments);
    let (done, said) = run(&[
        "user",
        "add-administrator",
        "--region-code=510500",
        "--region-name=泸州市",
        "--office=泸州市双打办",
        "--username=admin",
    ]);
    assert!(done, "{said}");
    let (intact, said) = run(&["audit", "verify"]);
    assert!(!intact && said.contains("no anchor of this database was found"), "{said}");
    let (done, said) = run(&["user", "reset-password", "admin"]);
    assert!(done, "{said}");
    let (noted, said) = run(&["audit", "anchor"]);
    assert!(noted && said.contains("Noted: row 2"), "{said}");
    let (intact, said) = run(&["audit", "verify"]);
    assert!(intact && said.contains("The audit log is intact."), "{said}");
    assert!(folder.path().join("data/audit-anchors.jsonl").exists());

    let url = format!("sqlite:{}", folder.path().join("data/shuangda.db").display());
    let db = Database::connect(&DatabaseOptions { url, read_url: None, max_connections: 1 }).await.unwrap();
    for statement in ["DROP TRIGGER audit_entries_no_delete", "DELETE FROM audit_entries WHERE sequence = 2"]
    {
        db.writer().execute_unprepared(statement).await.unwrap();
    }
    let (intact, said) = run(&["audit", "verify"]);
    assert!(!intact && said.contains("the log ends with row 1"), "{said}");
    assert!(said.contains("saw row 2"), "{said}");
    // Another database that is anchored in the same place is another matter.
    let (intact, said) = run(&["audit", "verify", "--database", "sqlite:data/other.db"]);
    assert!(intact && said.contains("1 anchors of other databases passed over"), "{said}");
}

/// A server that could keep nothing does not say that it is ready.
#[cfg(target_os = "linux")]
#[test]
fn a_server_over_a_folder_that_takes_nothing_does_not_start() {
    let folder = tempfile::tempdir().unwrap();
    // Nobody, not even root, makes a file there.
    let (served, said) =
        shuangda(folder.path(), &["serve", "--listen", "127.0.0.1:0", "--files", "/proc/sys"]);
    assert!(!served, "{said}");
    assert!(said.contains("the store of files cannot be written"), "{said}");
    assert!(!said.contains("is ready"), "{said}");
}
