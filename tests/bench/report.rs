//! What was measured, as a table and as JSON.

use std::{fmt, time::Duration};

use serde::Serialize;

use crate::load::Slice;

/// One side of one measurement.
#[derive(Serialize, Clone, Debug)]
pub struct Side {
    /// Requests a second: the median of the slices.
    pub rps: f64,
    /// Milliseconds; half of the requests were answered sooner.
    pub p50: f64,
    /// Milliseconds; 99 of 100 requests were answered sooner.
    pub p99: f64,
    /// Milliseconds of processor time a request: the server's process, and PostgreSQL's.
    pub cpu: f64,
    /// Mebibytes that the server's process held at the end.
    pub resident: f64,
    /// Statements an operation, without begin and commit.
    pub statements: u64,
}

/// One operation at one number of connections on one engine.
#[derive(Serialize, Debug)]
pub struct Measurement {
    /// The engine.
    pub engine: &'static str,
    /// The operation.
    pub operation: &'static str,
    /// Connections.
    pub connections: usize,
    /// The server.
    pub ours: Side,
    /// The hand-written one.
    pub limit: Side,
    /// Ours as a part of the limit, by requests a second.
    pub ratio: f64,
    /// Whether the target is met, where there is one.
    pub met: Option<bool>,
}

/// The slices of one side, and the processor time that they took in milliseconds.
#[derive(Default)]
pub struct Slices {
    slices: Vec<Slice>,
    cpu: u64,
}

impl Slices {
    /// Adds a slice and its processor time.
    pub fn add(&mut self, (slice, cpu): (Slice, u64)) {
        self.slices.push(slice);
        self.cpu += cpu;
    }

    /// What they come to.
    pub fn side(&self, resident: f64, statements: u64) -> Side {
        let rate = |slice: &Slice| slice.latencies.len() as f64 / slice.elapsed.as_secs_f64();
        let mut rates: Vec<f64> = self.slices.iter().map(rate).collect();
        rates.sort_by(f64::total_cmp);
        let mut latencies: Vec<u32> = self.slices.iter().flat_map(|slice| slice.latencies.clone()).collect();
        latencies.sort_unstable();
        let at = |part: f64| {
            let index = ((latencies.len() as f64 * part) as usize).min(latencies.len().saturating_sub(1));
            let micros = latencies.get(index).copied().unwrap_or_default();
            Duration::from_micros(micros.into()).as_secs_f64() * 1000.0
        };
        Side {
            rps: rates.get(rates.len() / 2).copied().unwrap_or_default(),
            p50: at(0.5),
            p99: at(0.99),
            cpu: self.cpu as f64 / latencies.len().max(1) as f64,
            resident,
            statements,
        }
    }
}

/// The head of the table.
pub fn head() -> String {
    let groups = format!(
        "{:<30} {:^23} {:^27} {:^15} {:^14} {:^14}",
        "", "requests a second", "p50 / p99 ms", "CPU ms", "statements", "RSS MiB"
    );
    let columns = format!(
        "{:<24} {:>5} {:>8} {:>7} {:>6} {:>13} {:>13} {:>8} {:>6} {:>8} {:>5} {:>8} {:>5}",
        "operation",
        "conns",
        "ours",
        "limit",
        "ratio",
        "ours",
        "limit",
        "ours",
        "limit",
        "ours",
        "limit",
        "ours",
        "limit"
    );
    format!("{groups}\n{columns}")
}

impl fmt::Display for Measurement {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (ours, limit) = (&self.ours, &self.limit);
        let latency = |side: &Side| format!("{:.1} / {:.1}", side.p50, side.p99);
        write!(
            to,
            "{:<24} {:>5} {:>8.0} {:>7.0} {:>6.2} {:>13} {:>13} {:>8.2} {:>6.2} {:>8} {:>5} {:>8.0} {:>5.0}",
            self.operation,
            self.connections,
            ours.rps,
            limit.rps,
            self.ratio,
            latency(ours),
            latency(limit),
            ours.cpu,
            limit.cpu,
            ours.statements,
            limit.statements,
            ours.resident,
            limit.resident
        )?;
        match self.met {
            Some(true) => write!(to, "  met"),
            Some(false) => write!(to, "  missed"),
            None => Ok(()),
        }
    }
}
