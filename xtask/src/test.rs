//! Runs every test - on SQLite, on a PostgreSQL of its own, in a browser - and counts.

use std::io::{BufRead, BufReader, Write};
use std::process::Stdio;

use anyhow::{Context, Result, bail};

use crate::app::{self, Flavour};
use crate::postgres::{Durability, Postgres};
use crate::process;
use crate::system;
use crate::workspace::{SERVER_PACKAGES, Workspace};

/// `arguments` go to `cargo test`. The last line printed is always the counts.
pub fn test(workspace: &Workspace, arguments: &[String]) -> Result<()> {
    system::provide_for_tests()?;
    let app = app::build(workspace, Flavour::Quick)?;
    let bin = system::postgres_bin().context("PostgreSQL's programs went away")?;
    let postgres = Postgres::start(&bin, Durability::None)?;

    process::step("Testing");
    let mut child = workspace
        .cargo()
        .arg("test")
        .args(SERVER_PACKAGES)
        // One failure hides no other, and the counts stay those of everything.
        .arg("--no-fail-fast")
        .args(arguments)
        .env("SHUANGDA_TEST_POSTGRES", postgres.url())
        .env("SHUANGDA_TEST_APP", app)
        .env("SHUANGDA_TEST_CHROMEDRIVER", system::CHROMEDRIVER)
        .env("SHUANGDA_TEST_SOFFICE", system::SOFFICE)
        .stdout(Stdio::piped())
        .spawn()
        .context("cannot run cargo test")?;
    let mut counts = Counts::default();
    let output = child.stdout.take().context("cargo test has no output")?;
    for line in BufReader::new(output).split(b'\n') {
        let line = line?;
        counts.add(&String::from_utf8_lossy(&line));
        let mut stdout = std::io::stdout().lock();
        stdout.write_all(&line)?;
        stdout.write_all(b"\n")?;
    }
    let status = child.wait()?;
    drop(postgres);
    println!("{counts}");
    if !status.success() || counts.failed > 0 {
        bail!("the tests failed");
    }
    Ok(())
}

/// Sums of the lines in which each test binary tells its result.
#[derive(Debug, Default, PartialEq, Eq)]
struct Counts {
    passed: u64,
    failed: u64,
    ignored: u64,
}

impl Counts {
    /// Adds `test result: ok. 3 passed; 0 failed; 1 ignored; …`; other lines count nothing.
    fn add(&mut self, line: &str) {
        let Some((_, counts)) = line.strip_prefix("test result: ").and_then(|rest| rest.split_once(". "))
        else {
            return;
        };
        for count in counts.split("; ") {
            let Some((number, what)) = count.split_once(' ') else { continue };
            let Ok(number) = number.parse::<u64>() else { continue };
            match what {
                "passed" => self.passed += number,
                "failed" => self.failed += number,
                "ignored" => self.ignored += number,
                _ => {}
            }
        }
    }
}

impl std::fmt::Display for Counts {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} passed, {} failed, {} skipped", self.passed, self.failed, self.ignored)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_add_up_and_nothing_else_counts() {
        let mut counts = Counts::default();
        for line in [
            "running 3 tests",
            "test result: ok. 3 passed; 0 failed; 1 ignored; 0 measured; 7 filtered out; finished in 0.10s",
            "test cases::rules::walk ... ok",
            "the test result: ok. 100 passed; was printed by a test",
            "test result: FAILED. 10 passed; 2 failed; 0 ignored; 0 measured; 0 filtered out; finished in 1.05s",
            "test result: ",
        ] {
            counts.add(line);
        }
        assert_eq!(counts, Counts { passed: 13, failed: 2, ignored: 1 });
        assert_eq!(counts.to_string(), "13 passed, 2 failed, 1 skipped");
    }
}
