//! Recomputes the log's chain and compares it with anchors. Without the secret no row can be made
//! that holds; without the anchors' places nobody can cut off the log's end, or put an older copy of
//! the database in place, unnoticed. Who has the database, the secret and every anchor can rewrite
//! everything: only what was sent away in time (e-mail, syslog, a locked bucket) speaks against them.

use std::{
    collections::HashMap,
    fmt::{self, Display, Formatter},
};

use anyhow::Context;
use chrono::{DateTime, SecondsFormat, Utc};
use entity::audit_entry;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use serde::{Deserialize, Serialize};

use super::{SEAL, fields, unkeyed_digest};
use crate::shared::{app::App, secrets::Secrets};

/// How many rows are read at a time.
const AT_ONCE: u64 = 1000;
/// How many faults are told one by one: a log whose secret was lost has as many as rows.
const TOLD: usize = 50;

/// Where the log stood at a moment, noted outside the database.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Anchor {
    /// The database's name, as several may be anchored in one place.
    pub database: String,
    /// When it was noted.
    pub at: DateTime<Utc>,
    /// The number of the last row then; 0 of an empty log.
    pub sequence: i64,
    /// That row's digest.
    pub hash: String,
    /// Keyed, over all of these; none of what a person typed in from an e-mail.
    pub mac: Option<String>,
}

impl Anchor {
    /// An anchor under the server's key.
    pub fn new(
        secrets: &Secrets,
        database: &str,
        at: DateTime<Utc>,
        (sequence, hash): (i64, String),
    ) -> Self {
        let mut anchor = Self { database: database.to_owned(), at, sequence, hash, mac: None };
        anchor.mac = Some(anchor.digest(secrets));
        anchor
    }

    fn digest(&self, secrets: &Secrets) -> String {
        let at = self.at.to_rfc3339_opts(SecondsFormat::Millis, true);
        secrets.anchor_digest(&serde_json::json!([self.database, at, self.sequence, self.hash]).to_string())
    }

    /// Whether it was made under the server's key, or given by hand.
    fn holds(&self, secrets: &Secrets) -> bool {
        self.mac.as_ref().is_none_or(|mac| *mac == self.digest(secrets))
    }
}

impl Display for Anchor {
    fn fmt(&self, f: &mut Formatter) -> fmt::Result {
        match self.mac {
            Some(_) => write!(f, "the anchor of {}", self.at.to_rfc3339_opts(SecondsFormat::Secs, true)),
            None => write!(f, "the digest given by hand"),
        }
    }
}

/// What is wrong with the log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// Rows that are not there although later ones are.
    Missing {
        /// The first of them.
        from: i64,
        /// The last of them.
        to: i64,
    },
    /// A row before the first.
    BeforeFirst {
        /// Its number.
        sequence: i64,
    },
    /// Rows whose digests are not those of their content under the server's secret.
    Changed {
        /// The first of them.
        from: i64,
        /// The last of them.
        to: i64,
    },
    /// Rows of the keyed part whose digests are right but made without the key.
    Unkeyed {
        /// The first of them.
        from: i64,
        /// The last of them.
        to: i64,
    },
    /// A row that names another row before it than the one that stands there.
    Detached {
        /// Its number.
        sequence: i64,
    },
    /// Every row holds without the key, and none seals the part from before digests were keyed.
    Unsealed {
        /// How many rows there are.
        rows: i64,
    },
    /// The log ends before a row that an anchor saw.
    CutOff {
        /// How many rows the log has.
        rows: i64,
        /// The anchor that saw most.
        anchor: Anchor,
    },
    /// A row is another than the one that an anchor saw under its number.
    Replaced {
        /// The anchor.
        anchor: Anchor,
    },
    /// An anchor that was not made under the server's secret.
    ForgedAnchor {
        /// The anchor.
        anchor: Anchor,
    },
    /// No anchor was found, so that nothing says where the log's end was.
    NotAnchored,
}

impl Display for Fault {
    fn fmt(&self, f: &mut Formatter) -> fmt::Result {
        match self {
            Self::Missing { from, to } => write!(f, "missing: {}", rows(*from, *to)),
            Self::BeforeFirst { sequence } => write!(f, "row {sequence} was inserted: the first row is 1"),
            Self::Changed { from, to } => write!(
                f,
                "changed or inserted: {} (the digest is not that of the content under this secret)",
                rows(*from, *to)
            ),
            Self::Unkeyed { from, to } => write!(
                f,
                "written without the server's secret, by hand or by an outdated server: {}",
                rows(*from, *to)
            ),
            Self::Detached { sequence } => {
                write!(
                    f,
                    "row {sequence} does not follow from the row before it: one of them was removed, moved or replaced"
                )
            }
            Self::Unsealed { rows } => write!(
                f,
                "none of the {rows} rows is keyed, and no row seals them; a server that is started on a log \
                 from before digests were keyed seals it, unless anchors show that it was keyed already"
            ),
            Self::CutOff { rows, anchor } => write!(
                f,
                "the log ends with row {rows}, but {anchor} saw row {} (digest {}): the end was removed, or the \
                 database is an older copy",
                anchor.sequence, anchor.hash
            ),
            Self::Replaced { anchor } => {
                write!(f, "row {} is not the one that {anchor} saw (digest {})", anchor.sequence, anchor.hash)
            }
            Self::ForgedAnchor { anchor } => {
                write!(f, "{anchor}, of row {}, was not made under this secret", anchor.sequence)
            }
            Self::NotAnchored => {
                write!(
                    f,
                    "no anchor of this database was found: nothing shows whether the log's end was removed"
                )
            }
        }
    }
}

fn rows(from: i64, to: i64) -> String {
    if from == to { format!("row {from}") } else { format!("rows {from} to {to}") }
}

/// What recomputing the chain and comparing it with anchors found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Verification {
    /// How many rows the log has.
    pub rows: i64,
    /// The last row's digest.
    pub hash: String,
    /// How many rows are from before digests were keyed, and sealed by the row after them.
    pub sealed: i64,
    /// How many anchors were compared.
    pub anchors: usize,
    /// The faults, the first ones of many.
    pub faults: Vec<Fault>,
    /// How many faults there are beyond those.
    pub more: usize,
}

impl Verification {
    /// Whether nothing is wrong.
    pub fn is_intact(&self) -> bool {
        self.faults.is_empty()
    }

    /// Adds a fault; the same one of the next row makes it one of both.
    pub fn found(&mut self, fault: Fault) {
        match (self.faults.last_mut(), &fault) {
            (Some(Fault::Changed { to, .. }), Fault::Changed { from: next, to: last })
            | (Some(Fault::Unkeyed { to, .. }), Fault::Unkeyed { from: next, to: last })
                if *next == *to + 1 =>
            {
                *to = *last;
                return;
            }
            _ => {}
        }
        if self.faults.len() < TOLD { self.faults.push(fault) } else { self.more += 1 }
    }
}

/// Recomputes the whole chain, and compares it with `anchors`: what was noted before this is called,
/// of a log that may grow meanwhile.
///
/// # Errors
///
/// Where the log cannot be read.
pub async fn verify(app: &App, anchors: &[Anchor]) -> anyhow::Result<Verification> {
    let db = app.db.current();
    let mut result = Verification::default();
    let seal = seal(app).await?;
    let mut expected: HashMap<i64, Vec<&Anchor>> = HashMap::new();
    let mut furthest: Option<&Anchor> = None;
    for anchor in anchors {
        result.anchors += 1;
        if !anchor.holds(&app.secrets) {
            result.found(Fault::ForgedAnchor { anchor: anchor.clone() });
            continue;
        }
        expected.entry(anchor.sequence).or_default().push(anchor);
        if furthest.is_none_or(|furthest| anchor.sequence > furthest.sequence) {
            furthest = Some(anchor);
        }
    }
    let walk = Walk { secrets: &app.secrets, seal };
    let mut after = i64::MIN;
    let mut replaced = Vec::new();
    loop {
        let rows = audit_entry::Entity::find()
            .filter(audit_entry::Column::Sequence.gt(after))
            .order_by_asc(audit_entry::Column::Sequence)
            .limit(AT_ONCE)
            .all(db)
            .await
            .context("the audit log cannot be read")?;
        let Some(last) = rows.last() else { break };
        after = last.sequence;
        for row in rows {
            walk.step(&mut result, &row);
            if row.sequence < 1 {
                continue;
            }
            for anchor in expected.remove(&row.sequence).unwrap_or_default() {
                if anchor.hash != row.hash {
                    replaced.push(Fault::Replaced { anchor: anchor.clone() });
                }
            }
            (result.rows, result.hash) = (row.sequence, row.hash);
        }
    }
    let unkeyed = |fault: &Fault| matches!(fault, Fault::Unkeyed { from: 1, to } if *to == result.rows);
    if result.faults.iter().any(unkeyed) {
        result.faults.retain(|fault| !matches!(fault, Fault::Unkeyed { .. }));
        result.faults.insert(0, Fault::Unsealed { rows: result.rows });
    }
    replaced.into_iter().for_each(|fault| result.found(fault));
    if let Some(anchor) = furthest.filter(|anchor| anchor.sequence > result.rows) {
        result.faults.insert(0, Fault::CutOff { rows: result.rows, anchor: anchor.clone() });
    }
    Ok(result)
}

/// The number of the row that seals the part from before digests were keyed, where there is one that holds.
async fn seal(app: &App) -> anyhow::Result<Option<i64>> {
    let rows = audit_entry::Entity::find()
        .filter(audit_entry::Column::Action.eq(SEAL))
        .order_by_asc(audit_entry::Column::Sequence)
        .limit(AT_ONCE)
        .all(app.db.current())
        .await
        .context("the audit log cannot be read")?;
    let holds = |row: &audit_entry::Model| row.hash == app.secrets.audit_digest(&fields(row));
    Ok(rows.into_iter().find(holds).map(|row| row.sequence))
}

/// Goes from row to row.
struct Walk<'a> {
    secrets: &'a Secrets,
    seal: Option<i64>,
}

impl Walk<'_> {
    /// Judges `row` by the ones before it, of which `result` knows the last.
    fn step(&self, result: &mut Verification, row: &audit_entry::Model) {
        let sequence = row.sequence;
        if sequence < 1 {
            result.found(Fault::BeforeFirst { sequence });
            return;
        }
        let gap = sequence > result.rows + 1;
        if gap {
            result.found(Fault::Missing { from: result.rows + 1, to: sequence - 1 });
        }
        let keyed = row.hash == self.secrets.audit_digest(&fields(row));
        let old = self.seal.is_some_and(|seal| sequence < seal);
        match (old, keyed) {
            (true, _) if row.hash == unkeyed_digest(row) => result.sealed += 1,
            (false, true) => {}
            (false, false) if row.hash == unkeyed_digest(row) => {
                result.found(Fault::Unkeyed { from: sequence, to: sequence })
            }
            _ => result.found(Fault::Changed { from: sequence, to: sequence }),
        }
        if !gap && row.previous_hash != result.hash {
            result.found(Fault::Detached { sequence });
        }
    }
}
