//! The benchmark: the released server, over HTTP, with somebody signed in, beside a hand-written
//! server that answers the same JSON from one SQL statement (`limit.rs`). Both run on one database;
//! slices of load on the one and on the other alternate, so that a busy machine slows both alike.
//!
//! `cargo xtask bench` runs it.

#![allow(clippy::print_stdout, reason = "its output is its purpose")]

mod figures;
mod finding;
mod limit;
mod load;
mod operations;
mod process;
mod recording;
mod report;
mod site;
mod timed;

use std::{
    path::PathBuf,
    process::{Command, ExitCode},
    rc::Rc,
    time::Duration,
};

use anyhow::{Context, ensure};
use axum::body::{Body, to_bytes};
use clap::{Parser, Subcommand};
use http::{Request, header};
use shuangda::app::Front;
use tower::ServiceExt;

use load::{Connection, Slice};
use operations::Operation;
use process::Server;
use report::{Measurement, Slices};
use site::{Engine, Site};

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// How many connections ask at once.
const CONNECTIONS: [usize; 3] = [1, 16, 64];
/// Into how many slices each side's time is cut.
const SLICES: u32 = 5;
/// The least part of the limit that is good enough at 16 connections (DESIGN, Speed).
const TARGET: f64 = 0.9;

/// Measure the server beside a hand-written one.
#[derive(Parser)]
struct Cli {
    /// How many cases the databases hold
    #[arg(long, default_value_t = 100_000)]
    cases: u64,
    /// Seconds of load for each side of each measurement
    #[arg(long, default_value_t = 10)]
    seconds: u32,
    /// On which engine; both where none is named
    #[arg(long)]
    engine: Option<Engine>,
    /// On this database, which is filled where it has no cases, and stays; not on one that is thrown away
    #[arg(long, requires = "engine")]
    database: Option<String>,
    /// Only operations whose name has this in it
    #[arg(long, default_value = "")]
    only: String,
    /// Only how long searches take, without the hand-written server
    #[arg(long)]
    search: bool,
    /// Only how long figures take: summaries, the first page, a figure opened
    #[arg(long)]
    figures: bool,
    /// Write the measurements to this file, too
    #[arg(long)]
    json: Option<PathBuf>,
    #[command(subcommand)]
    command: Option<Part>,
}

#[derive(Subcommand)]
enum Part {
    /// Serve the hand-written one
    #[command(hide = true)]
    Limit {
        /// The database
        #[arg(long)]
        database: String,
    },
}

fn main() -> ExitCode {
    match run(&Cli::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(cli: &Cli) -> anyhow::Result<()> {
    if let Some(Part::Limit { database }) = &cli.command {
        return tokio::runtime::Runtime::new()?.block_on(limit::serve(database));
    }
    // One thread makes the load: the servers need the processors more.
    tokio::runtime::Builder::new_current_thread().enable_all().build()?.block_on(measure_all(cli))
}

async fn measure_all(cli: &Cli) -> anyhow::Result<()> {
    let engines = cli.engine.map_or_else(|| vec![Engine::Sqlite, Engine::Postgres], |engine| vec![engine]);
    println!(
        "{} cases; client, servers and database share {} processors. Ours is the released server: it verifies the\n\
         caller's token and session, and executes GraphQL. The limit is hand-written SQL: it believes whoever asks.",
        cli.cases,
        std::thread::available_parallelism()?
    );
    let mut measurements = Vec::new();
    for engine in engines {
        measurements.extend(measure_engine(cli, engine).await?);
    }
    let (met, of) = measurements
        .iter()
        .filter_map(|measurement| measurement.met)
        .fold((0, 0), |(met, of), this| (met + u32::from(this), of + 1));
    println!("\nTargets (at least {TARGET} of the limit at 16 connections): {met} of {of} met");
    if let Some(file) = &cli.json {
        std::fs::write(file, serde_json::to_vec_pretty(&measurements)?)?;
    }
    Ok(())
}

/// The two servers on a site.
struct Rivals {
    ours: Server,
    limit: Server,
}

async fn measure_engine(cli: &Cli, engine: Engine) -> anyhow::Result<Vec<Measurement>> {
    let bench = std::env::current_exe()?;
    let server = bench.with_file_name("shuangda");
    let site = Site::new(engine, cli.cases, &server, cli.database.as_deref()).await?;
    if cli.search {
        finding::measure(&site, engine).await?;
        return Ok(Vec::new());
    }
    if cli.figures {
        figures::measure(&site, engine).await?;
        recording::measure(&site).await?;
        return Ok(Vec::new());
    }
    let operations = operations::operations(&site).await?;
    let rivals = Rivals {
        ours: Server::start(
            Command::new(server)
                .args(["serve", "--listen", "127.0.0.1:0", "--database", &site.url, "--secret-file"])
                .arg(&site.secret_file),
        )?,
        limit: Server::start(Command::new(bench).args(["limit", "--database", &site.url]))?,
    };
    println!("\n{}\n{}", engine.name(), report::head());
    let mut measurements = Vec::new();
    for operation in operations.iter().filter(|operation| operation.name.contains(&cli.only)) {
        let (ours, limit) = (statements(&site, operation).await?, limit::statements(engine, operation.path));
        check(&site, &rivals, operation).await?;
        for connections in CONNECTIONS {
            let (mut of_ours, mut of_limit) = (Slices::default(), Slices::default());
            let time = Duration::from_secs(cli.seconds.into()) / SLICES;
            for slice in 0..=SLICES {
                // Tokens last a quarter of an hour, a run may last longer.
                let token = site.token(operation.caller(&site))?;
                let requests = operation.ours().map(|body| load::request("/graphql", Some(&token), &body));
                let requests = (requests.collect(), connections);
                let bodies = operation.limits().map(|body| load::request(operation.path, None, &body));
                let bodies = (bodies.collect(), connections);
                // The first slice only warms up.
                let time = if slice == 0 { time.min(Duration::from_millis(500)) } else { time };
                let ours = sample(&site, &rivals.ours, requests, time).await?;
                let limit = sample(&site, &rivals.limit, bodies, time).await?;
                if slice > 0 {
                    of_ours.add(ours);
                    of_limit.add(limit);
                }
            }
            let ours = of_ours.side(rivals.ours.resident()?, ours);
            let limit = of_limit.side(rivals.limit.resident()?, limit);
            let ratio = ours.rps / limit.rps;
            let met = (operation.has_target && connections == 16).then_some(ratio >= TARGET);
            let measurement = Measurement {
                engine: engine.name(),
                operation: operation.name,
                connections,
                ours,
                limit,
                ratio,
                met,
            };
            println!("{measurement}");
            measurements.push(measurement);
        }
    }
    Ok(measurements)
}

async fn sample(
    site: &Site,
    server: &Server,
    (requests, connections): (Vec<Vec<u8>>, usize),
    time: Duration,
) -> anyhow::Result<(Slice, u64)> {
    let used = || -> anyhow::Result<u64> {
        let database = site.postmaster.map(process::cpu_of_children).transpose()?;
        Ok(process::cpu(server.id())? + database.unwrap_or_default())
    };
    let before = used()?;
    let slice = load::run(server.address, &Rc::new(requests), connections, time).await?;
    Ok((slice, used()? - before))
}

/// Both must answer the same, whichever of the variables they are asked with.
async fn check(site: &Site, rivals: &Rivals, operation: &Operation) -> anyhow::Result<()> {
    let token = site.token(operation.caller(site))?;
    let mut ours = Connection::open(rivals.ours.address).await?;
    let mut limit = Connection::open(rivals.limit.address).await?;
    for (mine, theirs) in operation.ours().zip(operation.limits()).take(100) {
        let mine = load::request("/graphql", Some(&token), &mine);
        let mine = operations::comparable(ours.ask(&mine).await?)?;
        let theirs = load::request(operation.path, None, &theirs);
        let theirs = operations::comparable(limit.ask(&theirs).await?)?;
        ensure!(mine == theirs, "{} differs:\nours  {mine:#}\nlimit {theirs:#}", operation.name);
    }
    Ok(())
}

/// How many statements the server makes of the operation, counted in this process.
async fn statements(site: &Site, operation: &Operation) -> anyhow::Result<u64> {
    let router = site.app.router(Front::default())?;
    let token = site.token(operation.caller(site))?;
    let body = operation.ours().next().context("nothing is asked")?;
    let request = Request::post("/graphql")
        .header(header::CONTENT_TYPE, "application/json")
        .header(header::AUTHORIZATION, format!("Bearer {token}"))
        .body(Body::from(body.to_string()))?;
    let before = site.app.db.statements();
    let answer = router.oneshot(request).await?;
    let answer = to_bytes(answer.into_body(), 1 << 24).await?;
    ensure!(operations::comparable(&answer)?.get("errors").is_none(), "{}", String::from_utf8_lossy(&answer));
    Ok(site.app.db.statements() - before)
}
