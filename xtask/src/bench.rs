//! Measures what ships: the server's speed, then the app's size.

use anyhow::{Context, Result};

use crate::app::{self, Flavour};
use crate::postgres::{Durability, Postgres};
use crate::process;
use crate::system;
use crate::workspace::Workspace;

/// `arguments` go to the benchmark.
pub fn bench(workspace: &Workspace, arguments: &[String]) -> Result<()> {
    system::provide_for_bench()?;
    let bin = system::postgres_bin().context("PostgreSQL's programs went away")?;
    let postgres = Postgres::start(&bin, Durability::Full)?;
    process::step("Building and running the benchmark");
    process::run(
        workspace
            .cargo()
            .args(["run", "--release", "--package", "tests", "--bin", "bench", "--"])
            .args(arguments)
            .env("SHUANGDA_BENCH_POSTGRES", postgres.url()),
    )?;
    drop(postgres);
    app::build(workspace, Flavour::Release)?;
    Ok(())
}
