//! The two servers as processes of their own, and what they take of the machine.

use std::{
    fs,
    io::{BufRead, BufReader},
    net::SocketAddr,
    process::{Child, Command, Stdio},
};

use anyhow::{Context, bail};

/// Linux counts processor time in hundredths of a second, whatever its own tick.
const MILLISECONDS_PER_TICK: u64 = 10;

/// A server that ends when this is dropped.
pub struct Server {
    child: Child,
    /// Where it listens.
    pub address: SocketAddr,
}

impl Server {
    /// Starts `command`, which says its address at the end of a line `… ready: http://ADDRESS`.
    pub fn start(command: &mut Command) -> anyhow::Result<Self> {
        let mut child = command.stdout(Stdio::piped()).spawn().with_context(|| format!("{command:?}"))?;
        let output = child.stdout.take().context("no output")?;
        for line in BufReader::new(output).lines() {
            if let Some((_, address)) = line?.split_once("ready: http://") {
                return Ok(Self { child, address: address.trim().parse()? });
            }
        }
        bail!("{command:?} did not start: {}", child.wait()?)
    }

    /// The process.
    pub fn id(&self) -> u32 {
        self.child.id()
    }

    /// The memory that it holds, in mebibytes.
    pub fn resident(&self) -> anyhow::Result<f64> {
        let status = fs::read_to_string(format!("/proc/{}/status", self.id()))?;
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).context("no VmRSS")?;
        let kib: f64 = line.trim_end_matches("kB").trim().parse()?;
        Ok(kib / 1024.0)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        if let Err(error) = self.child.kill().and_then(|()| self.child.wait().map(drop)) {
            eprintln!("warning: process {} may still run: {error}", self.id());
        }
    }
}

/// The processor time of process `id` so far, in milliseconds.
pub fn cpu(id: u32) -> anyhow::Result<u64> {
    let stat = stat(id)?;
    Ok((stat.user + stat.system) * MILLISECONDS_PER_TICK)
}

/// The processor time of the children of process `parent` so far, in milliseconds.
pub fn cpu_of_children(parent: u32) -> anyhow::Result<u64> {
    let mut sum = 0;
    for entry in fs::read_dir("/proc")? {
        let Some(id) = entry?.file_name().to_str().and_then(|name| name.parse().ok()) else { continue };
        // A process may end while the list is read.
        if let Ok(stat) = stat(id)
            && stat.parent == parent
        {
            sum += (stat.user + stat.system) * MILLISECONDS_PER_TICK;
        }
    }
    Ok(sum)
}

/// The process that started `id`.
pub fn parent(id: u32) -> anyhow::Result<u32> {
    Ok(stat(id)?.parent)
}

struct Stat {
    parent: u32,
    user: u64,
    system: u64,
}

/// See proc_pid_stat(5).
fn stat(id: u32) -> anyhow::Result<Stat> {
    let text = fs::read_to_string(format!("/proc/{id}/stat"))?;
    // The name comes second, in brackets, and may hold anything.
    let (_, rest) = text.rsplit_once(") ").context("/proc/PID/stat")?;
    let fields: Vec<&str> = rest.split(' ').collect();
    let field = |number: usize| fields.get(number - 3).context("/proc/PID/stat");
    Ok(Stat { parent: field(4)?.parse()?, user: field(14)?.parse()?, system: field(15)?.parse()? })
}
