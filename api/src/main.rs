//! The command line: serves, migrates, loads demonstration data, and looks after accounts, the
//! audit log and the figures.

use std::{io::IsTerminal, process::ExitCode, sync::Arc, time::Duration};

use anyhow::{Context, bail, ensure};
use clap::Parser;
use migration::MigratorTrait;
use sea_orm::{EntityTrait, PaginatorTrait};
use shuangda::{
    app::{App, AppState, Front},
    attachments::command_line as files,
    config::{
        AuditCommand, Cli, Command, Demo, FigureCommand, FilesCommand, RulesCommand, Serve, Storage,
        UserCommand,
    },
    demo::{
        accounts::{Account, listing},
        generator, offices,
    },
    figures,
    health::{self, Part, Readiness},
    indexing,
    parties::twins,
    reminders, rulebook, schema,
    serve::{self, descriptors},
    shared::{
        app::Confirmation, clock::Clock, db::Database, live::Live, secrets::Secrets, storage::Files,
        transport::TransportConfig,
    },
    users::{
        command_line::{self, FirstAdministrator, NewAccount},
        mails,
    },
};
use tracing_subscriber::EnvFilter;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

#[tokio::main]
async fn main() -> ExitCode {
    let cli = Cli::parse();
    let filter =
        EnvFilter::try_from_env("SHUANGDA_LOG").unwrap_or_else(|_| EnvFilter::new("warn,shuangda=info"));
    tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_ansi(std::io::stderr().is_terminal())
        .with_writer(std::io::stderr)
        .init();
    match run(cli.command).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("shuangda: {error:#}");
            ExitCode::FAILURE
        }
    }
}

async fn run(command: Command) -> anyhow::Result<()> {
    match command {
        Command::Serve(settings) => serve(*settings).await,
        Command::Demo(settings) => demonstrate(&settings).await,
        Command::Migrate(storage) => open(&storage).await.map(drop),
        Command::User(command) => manage_users(command).await,
        Command::Audit(AuditCommand::Verify { storage, expected }) => verify_audit(&storage, &expected).await,
        Command::Audit(AuditCommand::Anchor(storage)) => {
            let anchor = storage.anchors()?.note(&open(&storage).await?).await?;
            println!("Noted: row {}, digest {}", anchor.sequence, anchor.hash);
            Ok(())
        }
        Command::Figures(FigureCommand::Verify(storage)) => {
            let found = figures::verify(&open(&storage).await?.db).await?;
            print_differences(&found);
            if !found.is_right() {
                bail!("figures differ from the records; `shuangda figures rebuild` sets them right")
            }
            Ok(())
        }
        Command::Figures(FigureCommand::Rebuild(storage)) => {
            let app = open(&storage).await?;
            let found = figures::rebuild(&app.db, app.clock.now()).await?;
            print_differences(&found);
            println!("The figures say what the records say.");
            Ok(())
        }
        Command::Files(FilesCommand::Sweep(storage)) => {
            let removed = files::sweep(&open(&storage).await?).await?;
            println!("{removed} left-over uploads removed.");
            Ok(())
        }
        Command::Rules(command) => keep_rules(command).await,
        Command::Files(FilesCommand::Verify(storage)) => verify_files(&open(&storage).await?).await,
        Command::Remind(settings) => {
            let mailer = settings.mail.mailer()?;
            let told = reminders::run(&open(&settings.storage).await?, mailer.as_ref()).await?;
            println!("Reminders: {}. E-mails: {}.", told.reminders, told.mails);
            Ok(())
        }
        Command::Schema => {
            print!("{}", schema::sdl());
            Ok(())
        }
    }
}

/// The application over an up-to-date database.
async fn open(storage: &Storage) -> anyhow::Result<App> {
    open_with(storage, Files::open(&storage.files)?, Confirmation::Required).await
}

async fn open_with(storage: &Storage, files: Files, confirmation: Confirmation) -> anyhow::Result<App> {
    let app = open_as_it_is(storage, files, confirmation).await?;
    storage.anchors()?.seal(&app).await?;
    Ok(app)
}

/// The same, with nothing written to the audit log.
async fn open_as_it_is(storage: &Storage, files: Files, confirmation: Confirmation) -> anyhow::Result<App> {
    let secrets = Secrets::load_or_create(&storage.secret_file)?;
    let db = Database::connect(&storage.options())
        .await
        .with_context(|| "cannot open the database; check --database (DATABASE_URL)")?;
    migration::Migrator::up(db.writer(), None).await.context("cannot create or upgrade the database")?;
    twins::complete(&db).await.context("cannot fill in what is compared of parties")?;
    indexing::complete(&db).await.context("cannot make the search index anew")?;
    let clock = Clock::system();
    figures::complete(&db, clock.now()).await.context("cannot enter the figures of what is on record")?;
    let state = AppState { db, clock, secrets, live: Live::default(), files };
    Ok(App::with(state, confirmation))
}

async fn serve(settings: Serve) -> anyhow::Result<()> {
    let files = Files::open(&settings.storage.files)?.with_limit(settings.limits.max_file_bytes);
    let confirmation = match settings.account_confirmation {
        true => Confirmation::Required,
        false => {
            tracing::warn!(
                "nobody confirms what administrators do to accounts (--account-confirmation false): they are shown \
                 what signs in as others"
            );
            Confirmation::Off
        }
    };
    let app = open_with(&settings.storage, files, confirmation).await?;
    let mailer = settings.mail.mailer()?.map(Arc::new);
    let empty = entity::user::Entity::find().count(&app.db.read).await? == 0;
    let transport = TransportConfig {
        limits: settings.limits.limits(),
        introspection: settings.development,
        ..TransportConfig::default()
    };
    let (connections, proxies) = (settings.connections, settings.proxies);
    let front = Front {
        assets: settings.app,
        proxies,
        https: settings.https,
        slowest: connections.slowest(),
        requests_per_address: connections.requests_per_address(proxies),
        transport,
        explorer: settings.development,
    };
    let router = app.router(front)?;
    let Readiness { database, files } = health::readiness(&app).await;
    ensure!(database == Part::Ok, "the database cannot be written ({database:?}): see the log above");
    ensure!(files == Part::Ok, "the store of files cannot be written ({files:?}): see the log above");
    let anchors = settings.storage.anchors()?;
    let listener = tokio::net::TcpListener::bind(settings.listen)
        .await
        .with_context(|| format!("cannot listen on {}; choose another with --listen", settings.listen))?;
    let address = listener.local_addr()?;
    if empty && settings.demo {
        show(&offices::load(&app).await?);
    } else if empty {
        println!(
            "The database has no accounts yet. Create the first one:\n  shuangda user add-administrator --help"
        );
    }
    let every = Duration::from_secs(60 * settings.audit_anchor_minutes);
    let (anchoring, anchored) = (anchors.clone(), app.clone());
    tokio::spawn(async move { anchoring.keep_running(anchored, every).await });
    println!("Shuangda 双打 is ready: http://{address}");
    if let Some(mailer) = &mailer {
        tokio::spawn(mails::keep_sending(app.clone(), mailer.clone()));
    }
    tokio::spawn(reminders::keep_running(app.clone(), mailer, settings.mail_hour));
    let hearing = app.clone();
    tokio::spawn(async move { hearing.live.hear_others(&hearing.db).await });
    let live = app.live.clone();
    let stopping = async move {
        stopped().await;
        live.close();
    };
    serve::serve(listener, router, connections.settings(proxies, descriptors::provide()), stopping).await;
    anchors.note(&app).await.map(drop)
}

async fn demonstrate(settings: &Demo) -> anyhow::Result<()> {
    let app = open(&settings.storage).await?;
    let accounts = match settings.cases {
        Some(cases) => generator::generate(&app, generator::Options { cases, seed: settings.seed }).await?,
        None => offices::load(&app).await?,
    };
    if !accounts.is_empty() {
        show(&accounts);
    }
    Ok(())
}

/// Prints accounts with their secrets: the only time that they are seen.
fn show(accounts: &[Account]) {
    print!("{}", listing(accounts));
}

/// Resolves on Ctrl-C, and on the signal by which service managers stop a process.
async fn stopped() {
    let interrupted = tokio::signal::ctrl_c();
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        if let Ok(mut terminated) = signal(SignalKind::terminate()) {
            tokio::select! {
                _ = interrupted => {}
                _ = terminated.recv() => {}
            }
            return;
        }
    }
    if let Err(error) = interrupted.await {
        tracing::error!(%error, "cannot listen for Ctrl-C");
    }
}

async fn manage_users(command: UserCommand) -> anyhow::Result<()> {
    let (username, password) = match command {
        UserCommand::AddAdministrator { storage, region_code, region_name, office, username } => {
            let app = open(&storage).await?;
            let first = FirstAdministrator { region_code, region_name, office, username: username.clone() };
            let password = command_line::create_first_administrator(&app, first).await?;
            (username, password)
        }
        UserCommand::Add { storage, username, name, role, department, region_code, email } => {
            let app = open(&storage).await?;
            let role = role.into();
            let new = NewAccount {
                username: username.clone(),
                display_name: name,
                role,
                department,
                region_code,
                email,
            };
            (username, command_line::create(&app, new).await?)
        }
        UserCommand::Disable { storage, username } => {
            command_line::disable(&open(&storage).await?, &username).await?;
            println!("{username} is disabled; their sessions are over.");
            return Ok(());
        }
        UserCommand::ResetPassword { storage, username } => {
            let app = open(&storage).await?;
            let password = command_line::set_password(&app, &username).await?;
            (username, password)
        }
    };
    println!(
        "User name:\n{username}\nOne-time password, which works once, within 24 hours, and must be changed at that \
         sign-in:\n{password}"
    );
    Ok(())
}

async fn keep_rules(command: RulesCommand) -> anyhow::Result<()> {
    let changed = match command {
        RulesCommand::Show(storage) => {
            let rules = rulebook::file::show(&open(&storage).await?.db.read).await?;
            println!("{}", serde_json::to_string_pretty(&rules)?);
            return Ok(());
        }
        RulesCommand::Apply { storage, file } => {
            let text =
                tokio::fs::read(&file).await.with_context(|| format!("cannot read {}", file.display()))?;
            let rules = serde_json::from_slice(&text).with_context(|| {
                format!("{} is not of the form that `shuangda rules show` prints", file.display())
            })?;
            rulebook::command_line::apply(&open(&storage).await?, rules).await?
        }
        RulesCommand::Recount(storage) => {
            Some(rulebook::command_line::recount(&open(&storage).await?).await?)
        }
    };
    match changed {
        Some(change) => println!("{}\n{} due dates have moved.", change.title_en, change.moved),
        None => println!("The platform's rules say that already; nothing was changed."),
    }
    Ok(())
}

async fn verify_audit(storage: &Storage, expected: &[(i64, String)]) -> anyhow::Result<()> {
    let app = open_as_it_is(storage, Files::open(&storage.files)?, Confirmation::Required).await?;
    let (found, noted) = storage.anchors()?.verify(&app, expected).await?;
    println!("{} rows, the last digest is {}", found.rows, found.hash);
    if found.sealed > 0 {
        println!("{} rows from before digests were keyed, sealed by the row after them", found.sealed);
    }
    println!("{} anchors compared", found.anchors);
    if noted.others > 0 {
        println!("{} anchors of other databases passed over", noted.others);
    }
    if noted.unreadable > 0 {
        println!("{} lines or objects that are no anchor passed over", noted.unreadable);
    }
    if found.is_intact() {
        println!("The audit log is intact.");
        return Ok(());
    }
    for fault in &found.faults {
        println!("{fault}");
    }
    if found.more > 0 {
        println!("and {} more", found.more);
    }
    bail!("the audit log was tampered with, or is not that of this secret and these anchors")
}

/// Prints where figures differ from the records, line by line.
fn print_differences(found: &figures::Report) {
    for difference in &found.differences {
        let record = difference.source_id;
        for line in &difference.missing {
            println!("record {record}: not entered: {line}");
        }
        for (id, line) in &difference.surplus {
            println!("record {record}: entered as line {id}, but not so: {line}");
        }
    }
    for total in &found.wrong_totals {
        println!("{}: kept {}, lines add up to {}", total.key, total.kept.amount, total.counted.amount);
    }
    let (records, differing, wrong) = (found.records, found.differing, found.wrong);
    println!(
        "{records} records compared, {differing} with other figures; {wrong} totals other than their lines."
    );
}

async fn verify_files(app: &App) -> anyhow::Result<()> {
    let found = files::verify(app).await?;
    for fault in &found.faults {
        println!("{}: {} (attachment {}, case {})", fault.what, fault.name, fault.id, fault.case_id);
    }
    for unfiled in &found.unfiled {
        println!("in no case: {unfiled}");
    }
    if found.faults.is_empty() {
        println!("All {} files are what was filed.", found.files);
        return Ok(());
    }
    bail!("{} of {} files are missing or changed", found.faults.len(), found.files)
}
