//! What the command line does with files: tidies up after uploads that never completed, and compares
//! every file with its digest.

use chrono::TimeDelta;
use entity::attachment;
use futures::{StreamExt, TryStreamExt};
use object_store::{ObjectStore, ObjectStoreExt, path::Path};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::shared::{
    app::App,
    storage::{EVIDENCE, INCOMING, filed},
};

/// How old a left-over is before it is removed: no upload takes that long.
const LEFT_OVER: TimeDelta = TimeDelta::days(1);
/// How many rows are read at a time.
const ROWS: u64 = 500;

/// A file that is not what was filed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// What is wrong: `missing` or `changed`.
    pub what: &'static str,
    /// The item.
    pub id: Uuid,
    /// Its case.
    pub case_id: Uuid,
    /// Its name.
    pub name: String,
}

/// What [`verify`] found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Verification {
    /// How many files are on record.
    pub files: u64,
    /// Those that are missing or changed.
    pub faults: Vec<Fault>,
    /// What lies in the store without being on record: a server was killed between the two.
    pub unfiled: Vec<String>,
}

/// Removes what uploads that never completed left behind, and answers how many objects that were.
///
/// # Errors
///
/// Where the store does not answer.
pub async fn sweep(app: &App) -> anyhow::Result<u64> {
    let before = app.clock.now() - LEFT_OVER;
    let mut found = app.files.store.list(Some(&Path::from(INCOMING)));
    let mut removed = 0;
    while let Some(object) = found.try_next().await? {
        if object.last_modified < before {
            app.files.discard(&object.location).await;
            removed += 1;
        }
    }
    Ok(removed)
}

/// Reads every file on record and compares it with its digest.
///
/// # Errors
///
/// Where the database or the store does not answer.
pub async fn verify(app: &App) -> anyhow::Result<Verification> {
    let mut found = Verification::default();
    let mut last = Uuid::nil();
    loop {
        let rows = attachment::Entity::find()
            .filter(attachment::Column::Id.gt(last))
            .order_by_asc(attachment::Column::Id)
            .limit(ROWS)
            .all(&app.db.read)
            .await?;
        let Some(end) = rows.last() else { break };
        last = end.id;
        for row in rows {
            found.files += 1;
            if let Some(what) = fault(app, &row).await? {
                found.faults.push(Fault { what, id: row.id, case_id: row.case_id, name: row.name });
            }
        }
    }
    let mut objects = app.files.store.list(Some(&Path::from(EVIDENCE)));
    while let Some(object) = objects.try_next().await? {
        if !is_on_record(app, &object.location).await? {
            found.unfiled.push(object.location.to_string());
        }
    }
    Ok(found)
}

async fn fault(app: &App, row: &attachment::Model) -> anyhow::Result<Option<&'static str>> {
    let mut chunks = match app.files.store.get(&filed(row.id, &row.digest)).await {
        Ok(object) => object.into_stream(),
        Err(object_store::Error::NotFound { .. }) => return Ok(Some("missing")),
        Err(error) => return Err(error.into()),
    };
    let mut digest = Sha256::new();
    while let Some(chunk) = chunks.next().await {
        digest.update(chunk?);
    }
    Ok((hex::encode(digest.finalize()) != row.digest).then_some("changed"))
}

async fn is_on_record(app: &App, place: &Path) -> anyhow::Result<bool> {
    let mut parts = place.parts().skip(1);
    let id = parts.next().and_then(|part| part.as_ref().parse::<Uuid>().ok());
    let (Some(id), Some(digest)) = (id, parts.next()) else { return Ok(false) };
    let row = attachment::Entity::find_by_id(id).one(&app.db.read).await?;
    Ok(row.is_some_and(|row| row.digest == digest.as_ref()))
}
