//! `cargo xtask`: everything that is done with this repository - build, run, test, measure, check -
//! in Rust, so that a machine with rustup's Rust and a C linker (which Rust itself needs) is enough.

mod app;
mod bench;
mod ci;
mod compress;
mod pages;
mod postgres;
mod process;
mod run;
mod schema;
mod split;
mod system;
mod test;
mod workspace;

use std::process::ExitCode;

use anyhow::Result;
use clap::{Parser, Subcommand};

use crate::app::Flavour;
use crate::workspace::Workspace;

#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask", about = "Build, run, test and measure Shuangda")]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Build app and server (release) and serve them, with demonstration data on the first start
    Run {
        /// Given to `shuangda serve` as they are, after `--`
        #[arg(last = true)]
        serve: Vec<String>,
    },
    /// The same from debug builds: quick to build, slower to use
    Dev {
        /// Given to `shuangda serve` as they are, after `--`
        #[arg(last = true)]
        serve: Vec<String>,
    },
    /// Build the app into target/app
    App {
        /// Unoptimised, into target/app-dev
        #[arg(long)]
        dev: bool,
    },
    /// Every test, on SQLite, on a PostgreSQL of its own, and in a browser
    Test {
        /// Given to `cargo test`: a name to filter by; after `--`, options of the test binaries
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        arguments: Vec<String>,
    },
    /// Measure the release build, on SQLite and on a PostgreSQL of its own
    Bench {
        /// Given to the benchmark as they are
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        arguments: Vec<String>,
    },
    /// Write api/schema.graphql from the server's types
    Schema {
        /// Write nothing; fail if the file differs
        #[arg(long)]
        check: bool,
        /// Take the file for landed: what clients may rely on until it is deprecated
        #[arg(long, conflicts_with = "check")]
        land: bool,
    },
    /// What a change must pass: formatting, clippy, the schema, every test
    Ci,
}

fn main() -> ExitCode {
    match dispatch(Cli::parse().command) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn dispatch(command: Command) -> Result<()> {
    let workspace = Workspace::locate()?;
    match command {
        Command::Run { serve } => run::run(&workspace, Flavour::Release, &serve),
        Command::Dev { serve } => run::run(&workspace, Flavour::Dev, &serve),
        Command::App { dev } => {
            app::build(&workspace, if dev { Flavour::Dev } else { Flavour::Release }).map(drop)
        }
        Command::Test { arguments } => test::test(&workspace, &arguments),
        Command::Bench { arguments } => bench::bench(&workspace, &arguments),
        Command::Schema { land: true, .. } => schema::land(&workspace),
        Command::Schema { check, .. } => schema::schema(&workspace, check),
        Command::Ci => ci::ci(&workspace),
    }
}
