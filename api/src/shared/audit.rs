//! Who did what to which object: an append-only log whose rows are chained by digest, so that a
//! changed, removed or reordered row is found by whoever recomputes the chain. The digests are keyed
//! by the server's secret, which is not in the database: who may write there still cannot make a row
//! that holds. That the log's end was not cut off is shown by anchors, which lie elsewhere.

pub mod verification;

use chrono::{DateTime, SecondsFormat, Utc};
use entity::audit_entry;
use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseTransaction, DbBackend, DbErr, EntityTrait, PaginatorTrait,
    QueryFilter, QueryOrder, QuerySelect, Set,
};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::{
    caller::Caller,
    db::Database,
    secrets::Secrets,
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

/// Appends `record` to the chain, within `transaction`, and answers its number; call it last, as it serialises
/// writers.
pub async fn append(
    transaction: &impl ConnectionTrait,
    secrets: &Secrets,
    actor: &Actor,
    now: DateTime<Utc>,
    record: Record,
) -> Result<i64, DbErr> {
    let last = lock_head(transaction).await?;
    follow(transaction, secrets, last.as_ref(), actor, now, record).await
}

/// Until the transaction is over, nothing else is logged, and so nothing else is committed.
///
/// # Errors
///
/// The database's.
pub async fn hold(transaction: &impl ConnectionTrait) -> Result<(), DbErr> {
    if transaction.get_database_backend() == DbBackend::Postgres {
        transaction.execute_unprepared(CHAIN_LOCK).await?;
    }
    Ok(())
}

/// The last row, which stays the last until the transaction is over.
async fn lock_head(transaction: &impl ConnectionTrait) -> Result<Option<audit_entry::Model>, DbErr> {
    hold(transaction).await?;
    last(transaction).await
}

async fn last(db: &impl ConnectionTrait) -> Result<Option<audit_entry::Model>, DbErr> {
    audit_entry::Entity::find().order_by_desc(audit_entry::Column::Sequence).limit(1).one(db).await
}

async fn follow(
    transaction: &impl ConnectionTrait,
    secrets: &Secrets,
    last: Option<&audit_entry::Model>,
    actor: &Actor,
    now: DateTime<Utc>,
    record: Record,
) -> Result<i64, DbErr> {
    let (sequence, previous_hash) =
        last.map_or((1, String::new()), |last| (last.sequence + 1, last.hash.clone()));
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
    entry.hash = secrets.audit_digest(&fields(&entry));
    audit_entry::Entity::insert(active(entry)).exec_without_returning(transaction).await?;
    Ok(sequence)
}

/// Appends `record` as [`append`] does, and once more for each of `regions` whose auditor would see none of
/// the rows otherwise: what is done to something that several regions share is in the log of each. Answers the number
/// of the first row.
///
/// # Errors
///
/// The database's.
pub async fn append_for_regions(
    transaction: &impl ConnectionTrait,
    secrets: &Secrets,
    actor: &Actor,
    now: DateTime<Utc>,
    record: Record,
    regions: impl IntoIterator<Item = String>,
) -> Result<i64, DbErr> {
    let mut written = vec![actor.region_key.clone()];
    let sequence = append(transaction, secrets, actor, now, record.clone()).await?;
    let mut regions: Vec<String> = regions.into_iter().collect();
    // A row of a county is seen by the city's and the province's auditor, too.
    regions.sort_by_key(|key| (std::cmp::Reverse(key.len()), key.clone()));
    for region_key in regions {
        if written.iter().any(|key| key.starts_with(&region_key)) {
            continue;
        }
        let there = Actor { region_key: region_key.clone(), ..actor.clone() };
        append(transaction, secrets, &there, now, record.clone()).await?;
        written.push(region_key);
    }
    Ok(sequence)
}

/// The number and the digest of the last row; 0 and nothing of an empty log.
///
/// # Errors
///
/// The database's.
pub async fn head(db: &Database) -> Result<(i64, String), DbErr> {
    // A replica may be behind.
    Ok(last(db.current()).await?.map_or((0, String::new()), |last| (last.sequence, last.hash)))
}

/// What the row that seals a log's older part is called.
pub const SEAL: &str = "sealAuditLog";

/// Whether the log ends in the part from before digests were keyed.
///
/// # Errors
///
/// The database's.
pub async fn is_unsealed(db: &Database) -> Result<bool, DbErr> {
    Ok(last(db.current()).await?.is_some_and(|last| last.hash == unkeyed_digest(&last)))
}

/// Seals a log whose rows were written before digests were keyed: a keyed row names the last of them,
/// whose digest covers all before it. Answers whether there was something to seal, which is so once.
///
/// # Errors
///
/// The database's.
pub async fn seal(db: &Database, secrets: &Secrets, now: DateTime<Utc>) -> Result<bool, DbErr> {
    let transaction: DatabaseTransaction = db.begin().await?;
    let Some(last) = lock_head(&transaction).await? else { return Ok(false) };
    if last.hash != unkeyed_digest(&last) {
        return Ok(false);
    }
    let sealed =
        audit_entry::Entity::find().filter(audit_entry::Column::Action.eq(SEAL)).count(&transaction).await?;
    if sealed > 0 {
        return Ok(false);
    }
    let actor = Actor { name: "shuangda".to_owned(), ..Actor::default() };
    let record = Record {
        action: SEAL.to_owned(),
        object_type: "AuditLog",
        object_id: None,
        detail: serde_json::json!({ "rows": last.sequence, "hash": last.hash }),
    };
    follow(&transaction, secrets, Some(&last), &actor, now, record).await?;
    transaction.commit().await?;
    Ok(true)
}

/// Logs `record` of `caller` in a transaction of its own.
pub async fn append_alone(caller: &Caller, record: Record) -> Result<(), DbErr> {
    let transaction = caller.app.db.begin().await?;
    let actor = Actor::of(&caller.viewer, &caller.info);
    append(&transaction, &caller.app.secrets, &actor, caller.now(), record).await?;
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

/// What a row's digest is made of: every field as a JSON array, the previous row's digest among them.
fn fields(entry: &audit_entry::Model) -> String {
    serde_json::json!([
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
    ])
    .to_string()
}

/// The digest of rows that were written before digests were keyed.
fn unkeyed_digest(entry: &audit_entry::Model) -> String {
    hex::encode(Sha256::digest(fields(entry)))
}
