//! A PostgreSQL server that lives as long as this command: own data, own socket, no port, so that it
//! disturbs no other server and no other user of the machine reaches it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

use crate::process;

const PREFIX: &str = "shuangda-postgres-";
/// PostgreSQL refuses to run as root; Debian's package makes this user.
const USER: &str = "postgres";

/// What a commit promises.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Durability {
    /// Nothing: for tests.
    None,
    /// What it does in an office: for measurements.
    Full,
}

/// A running server. Dropped, it is stopped and its data removed.
pub struct Postgres {
    folder: PathBuf,
    server: Child,
}

impl Postgres {
    /// Makes an empty cluster with the programs in `bin`, and waits until it answers.
    pub fn start(bin: &Path, durability: Durability) -> Result<Self> {
        sweep();
        process::step("Starting a PostgreSQL of our own");
        let folder = std::env::temp_dir().join(format!("{PREFIX}{}", std::process::id()));
        process::output(
            unprivileged(&bin.join("initdb"))
                .args(["--username=postgres", "--auth=trust", "--encoding=UTF8", "--locale=C", "--no-sync"])
                .arg("--pgdata")
                .arg(&folder),
        )?;
        let mut command = unprivileged(&bin.join("postgres"));
        command.arg("-D").arg(&folder).arg("-k").arg(&folder);
        for setting in ["listen_addresses=", "max_connections=200", "shared_buffers=256MB"] {
            command.args(["-c", setting]);
        }
        if durability == Durability::None {
            command.args(["-c", "fsync=off", "-c", "synchronous_commit=off", "-c", "full_page_writes=off"]);
        }
        let log = fs::File::create(log_of(&folder))?;
        let server =
            command.stdin(Stdio::null()).stdout(log.try_clone()?).stderr(log).spawn().context("postgres")?;
        let mut postgres = Self { folder, server };
        postgres.wait_until_ready(bin)?;
        Ok(postgres)
    }

    /// The address of its maintenance database, as superuser.
    pub fn url(&self) -> String {
        format!("postgres://postgres@{}/postgres", self.folder.to_string_lossy().replace('/', "%2F"))
    }

    fn wait_until_ready(&mut self, bin: &Path) -> Result<()> {
        let started = Instant::now();
        while !process::succeeds(Command::new(bin.join("pg_isready")).arg("-h").arg(&self.folder)) {
            let ended = self.server.try_wait()?;
            if ended.is_some() || started.elapsed() > Duration::from_secs(30) {
                let log = fs::read_to_string(log_of(&self.folder)).unwrap_or_default();
                bail!("PostgreSQL doesn't start:\n{log}");
            }
            std::thread::sleep(Duration::from_millis(50));
        }
        Ok(())
    }
}

impl Drop for Postgres {
    fn drop(&mut self) {
        // Its main process tells the others to go at once. Nothing here is worth an orderly end.
        process::succeeds(Command::new("kill").args(["-QUIT", &self.server.id().to_string()]));
        if let Err(error) = self.server.wait() {
            eprintln!("warning: PostgreSQL may still run: {error}");
        }
        remove(&self.folder);
    }
}

/// A command that isn't root, and that the kernel ends when this process does, however that comes
/// about: Ctrl-C and `kill -9` run no destructor.
fn unprivileged(program: &Path) -> Command {
    let mut command = Command::new("setpriv");
    command.args(["--pdeathsig", "QUIT"]);
    if is_root() {
        command.args([format!("--reuid={USER}"), format!("--regid={USER}"), "--init-groups".to_owned()]);
    }
    command.arg("--").arg(program);
    // A folder that everybody may enter; PostgreSQL complains about one that it can't.
    command.current_dir(std::env::temp_dir());
    command
}

fn is_root() -> bool {
    process::output(Command::new("id").arg("--user")).is_ok_and(|id| id.trim() == "0")
}

/// Removes what a killed run left behind.
fn sweep() {
    let entries = fs::read_dir(std::env::temp_dir()).into_iter().flatten().flatten();
    for entry in entries {
        let name = entry.file_name();
        let owner = name.to_str().and_then(|name| name.strip_prefix(PREFIX));
        let owner = owner.map(|name| name.trim_end_matches(".log"));
        if owner.is_some_and(|pid| !Path::new("/proc").join(pid).exists()) {
            remove(&entry.path());
        }
    }
}

fn log_of(folder: &Path) -> PathBuf {
    folder.with_extension("log")
}

fn remove(folder: &Path) {
    let _ = fs::remove_file(log_of(folder));
    if let Err(error) = fs::remove_dir_all(folder)
        && error.kind() != std::io::ErrorKind::NotFound
    {
        eprintln!("warning: {} stays behind: {error}", folder.display());
    }
}
