//! `cargo xtask`: everything that is done with this repository - build, run, test, measure, check -
//! in Rust, so that a machine with rustup's Rust and a C linker (which Rust itself needs) is enough.

mod app;
mod bench;
mod ci;
mod compress;
mod dist;
mod licences;
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
    /// Build app and server, quickly, and serve them, with demonstration data on the first start
    Run {
        /// Given to `shuangda serve` as they are, after `--`
        #[arg(last = true)]
        serve: Vec<String>,
    },
    /// Make what offices install: an archive of the optimised builds, in target/dist
    Dist,
    /// Build the app into target/app
    App {
        /// As it ships, into target/app-small
        #[arg(long)]
        small: bool,
    },
    /// Every test, on SQLite, on a PostgreSQL of its own, and in a browser
    Test {
        /// Given to `cargo test`: a name to filter by; after `--`, options of the test binaries
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        arguments: Vec<String>,
    },
    /// Measure the optimised build, on SQLite and on a PostgreSQL of its own
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
    /// What a change must pass: formatting, licences, clippy, the schema, every test
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
        Command::Run { serve } => run::run(&workspace, &serve),
        Command::Dist => dist::dist(&workspace),
        Command::App { small } => {
            app::build(&workspace, if small { Flavour::Small } else { Flavour::Quick }).map(drop)
        }
        Command::Test { arguments } => test::test(&workspace, &arguments),
        Command::Bench { arguments } => bench::bench(&workspace, &arguments),
        Command::Schema { land: true, .. } => schema::land(&workspace),
        Command::Schema { check, .. } => schema::schema(&workspace, check),
        Command::Ci => ci::ci(&workspace),
    }
}
