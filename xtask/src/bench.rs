//! Measures what ships: the server's speed, then the app's size.

use std::process::Command;

use anyhow::{Context, Result};

use crate::app::{self, Flavour};
use crate::postgres::{Durability, Postgres};
use crate::process;
use crate::system;
use crate::workspace::{SERVER_PACKAGES, Workspace};

/// `arguments` go to the benchmark.
pub fn bench(workspace: &Workspace, arguments: &[String]) -> Result<()> {
    system::provide_for_bench()?;
    let bin = system::postgres_bin().context("PostgreSQL's programs went away")?;
    let postgres = Postgres::start(&bin, Durability::Full)?;
    process::building("the server and the benchmark", "20 minutes");
    let build = ["build", "--release", "--bin", "shuangda", "--bin", "bench"];
    process::run(workspace.cargo().args(build).args(SERVER_PACKAGES))?;
    process::step("Measuring");
    process::run(
        Command::new(workspace.target.join("release/bench"))
            .args(arguments)
            .env("SHUANGDA_BENCH_POSTGRES", postgres.url()),
    )?;
    drop(postgres);
    app::build(workspace, Flavour::Small)?;
    Ok(())
}
