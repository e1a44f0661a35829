//! Who did what to which object: an append-only log whose rows are chained by digest, so that a
//! changed, removed or reordered row is found by anyone who recomputes the chain.

use anyhow::Context;
use chrono::{DateTime, SecondsFormat, Utc};
use entity::audit_entry;
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbBackend, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Set,
    TransactionTrait,
};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::{
    caller::Caller,
    errors::{Failure, Problem},
    viewer::{RequestInfo, Viewer},
};

/// The lock that keeps the chain in one order on PostgreSQL, held from reading the last row to the
/// commit; SQLite has a single writer.
const CHAIN_LOCK: &str = "SELECT pg_advisory_xact_lock(20124154)";

/// What was done.
#[derive(Clone, Debug)]
pub struct Record {
    /// A stable verb: the mutation's name, or `denied:<mutation>`.
    pub action: String,
    /// The GraphQL type of the object.
    pub object_type: &'static str,
    /// The object.
    pub object_id: Option<Uuid>,
    /// What else matters: plain values, no secrets.
    pub detail: serde_json::Value,
}

/// By whom it was done.
#[derive(Clone, Debug, Default)]
pub struct Actor {
    /// The user; none for a failed sign-in or the command line.
    pub id: Option<Uuid>,
    /// The name to show.
    pub name: String,
    /// The user's department.
    pub department_id: Option<Uuid>,
    /// The department's region's key; empty for the command line.
    pub region_key: String,
    /// The client's address.
    pub address: Option<String>,
}

impl Actor {
    /// The viewer of a request.
    pub fn of(viewer: &Viewer, info: &RequestInfo) -> Self {
        Self {
            id: Some(viewer.user_id),
            name: viewer.display_name.clone(),
            department_id: Some(viewer.department_id),
            region_key: viewer.region_key.clone(),
            address: info.address.clone(),
        }
    }
}

/// Appends `record` to the chain, within `transaction`; call it last, as it serialises writers.
pub async fn append(
    transaction: &impl ConnectionTrait,
    actor: &Actor,
    now: DateTime<Utc>,
    record: Record,
) -> Result<(), DbErr> {
    if transaction.get_database_backend() == DbBackend::Postgres {
        transaction.execute_unprepared(CHAIN_LOCK).await?;
    }
    let last = audit_entry::Entity::find()
        .order_by_desc(audit_entry::Column::Sequence)
        .limit(1)
        .one(transaction)
        .await?;
    let (sequence, previous_hash) = last.map_or((1, String::new()), |last| (last.sequence + 1, last.hash));
    let mut entry = audit_entry::Model {
        sequence,
        at: now,
        actor_id: actor.id,
        actor_name: actor.name.clone(),
        department_id: actor.department_id,
        region_key: actor.region_key.clone(),
        action: record.action,
        object_type: record.object_type.to_owned(),
        object_id: record.object_id,
        detail: record.detail.to_string(),
        address: actor.address.clone(),
        previous_hash,
        hash: String::new(),
    };
    entry.hash = digest(&entry);
    audit_entry::Entity::insert(active(entry)).exec_without_returning(transaction).await?;
    Ok(())
}

/// Appends `record` as [`append`] does, and once more for each of `regions` whose auditor would see none of
/// the rows otherwise: what is done to something that several regions share is in the log of each.
pub async fn append_for_regions(
    transaction: &impl ConnectionTrait,
    actor: &Actor,
    now: DateTime<Utc>,
    record: Record,
    regions: impl IntoIterator<Item = String>,
) -> Result<(), DbErr> {
    let mut written = vec![actor.region_key.clone()];
    append(transaction, actor, now, record.clone()).await?;
    let mut regions: Vec<String> = regions.into_iter().collect();
    // A row of a county is seen by the city's and the province's auditor, too.
    regions.sort_by_key(|key| (std::cmp::Reverse(key.len()), key.clone()));
    for region_key in regions {
        if written.iter().any(|key| key.starts_with(&region_key)) {
            continue;
        }
        let there = Actor { region_key: region_key.clone(), ..actor.clone() };
        append(transaction, &there, now, record.clone()).await?;
        written.push(region_key);
    }
    Ok(())
}

/// Logs that `caller` was refused `action`, in a transaction of its own so that no rollback erases
/// it, and answers the refusal.
pub async fn denied(
    caller: &Caller,
    action: &str,
    object_type: &'static str,
    object_id: Option<Uuid>,
) -> Failure {
    let record = Record {
        action: format!("denied:{action}"),
        object_type,
        object_id,
        detail: serde_json::json!({ "role": format!("{:?}", caller.viewer.role) }),
    };
    match append_alone(caller, record).await {
        Ok(()) => Problem::forbidden("").into(),
        Err(error) => Failure::Internal(error.into()),
    }
}

/// Logs `record` of `caller` in a transaction of its own.
pub async fn append_alone(caller: &Caller, record: Record) -> Result<(), DbErr> {
    append_alone_for_regions(caller, record, []).await
}

/// Logs `record` of `caller` in a transaction of its own, for each of `regions`.
pub async fn append_alone_for_regions(
    caller: &Caller,
    record: Record,
    regions: impl IntoIterator<Item = String>,
) -> Result<(), DbErr> {
    let transaction = caller.app.db.begin().await?;
    let actor = Actor::of(&caller.viewer, &caller.info);
    append_for_regions(&transaction, &actor, caller.now(), record, regions).await?;
    transaction.commit().await
}

fn active(entry: audit_entry::Model) -> audit_entry::ActiveModel {
    audit_entry::ActiveModel {
        sequence: Set(entry.sequence),
        at: Set(entry.at),
        actor_id: Set(entry.actor_id),
        actor_name: Set(entry.actor_name),
        department_id: Set(entry.department_id),
        region_key: Set(entry.region_key),
        action: Set(entry.action),
        object_type: Set(entry.object_type),
        object_id: Set(entry.object_id),
        detail: Set(entry.detail),
        address: Set(entry.address),
        previous_hash: Set(entry.previous_hash),
        hash: Set(entry.hash),
    }
}

/// SHA-256 over every field as a JSON array, the previous row's digest among them; in hex.
fn digest(entry: &audit_entry::Model) -> String {
    let fields = serde_json::json!([
        entry.sequence,
        entry.at.to_rfc3339_opts(SecondsFormat::Millis, true),
        entry.actor_id,
        entry.actor_name,
        entry.department_id,
        entry.region_key,
        entry.action,
        entry.object_type,
        entry.object_id,
        entry.detail,
        entry.address,
        entry.previous_hash,
    ]);
    hex::encode(Sha256::digest(fields.to_string()))
}

/// What recomputing the chain found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verification {
    /// The whole chain holds; `rows` and the last digest, to be noted somewhere else: only that
    /// shows later that the log's end was cut off.
    Intact {
        /// How many rows the log has.
        rows: i64,
        /// The last row's digest.
        hash: String,
    },
    /// The first row that does not follow from the one before it.
    Broken {
        /// The row's number, or the number that is missing.
        sequence: i64,
    },
}

/// Recomputes the whole chain, a thousand rows at a time.
pub async fn verify(db: &(impl ConnectionTrait + TransactionTrait)) -> anyhow::Result<Verification> {
    let (mut sequence, mut hash) = (0, String::new());
    loop {
        let rows = audit_entry::Entity::find()
            .filter(audit_entry::Column::Sequence.gt(sequence))
            .order_by_asc(audit_entry::Column::Sequence)
            .limit(1000)
            .all(db)
            .await
            .context("the audit log cannot be read")?;
        if rows.is_empty() {
            return Ok(Verification::Intact { rows: sequence, hash });
        }
        for row in rows {
            let follows =
                row.sequence == sequence + 1 && row.previous_hash == hash && row.hash == digest(&row);
            if !follows {
                return Ok(Verification::Broken { sequence: sequence + 1 });
            }
            (sequence, hash) = (row.sequence, row.hash);
        }
    }
}
