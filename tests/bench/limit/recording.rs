//! Recording an inspection by hand: the rows that the server writes, in one transaction, with as few
//! statements as they allow. The officers are read, because the answer names them; nothing is checked.

use chrono::{DateTime, NaiveDate, SubsecRound, Utc};
use serde::Deserialize;
use serde_json::json;
use sha2::{Digest, Sha256};
use shuangda::shared::search;
use sqlx::{Pool, Postgres, QueryBuilder, Row, Sqlite};
use uuid::Uuid;

/// What to record, and the row of who records it.
#[derive(Deserialize)]
pub struct Inspection {
    user_id: Uuid,
    user_name: String,
    department_id: Uuid,
    region_id: Uuid,
    region: String,
    inspected_on: NaiveDate,
    place: String,
    goods_checked: i64,
    findings: String,
    officer_ids: Vec<Uuid>,
    premises: Vec<Premises>,
}

/// Premises visited.
#[derive(Deserialize)]
struct Premises {
    name: String,
    address: String,
    result: String,
}

/// The log's lock; the server takes the same.
const CHAIN_LOCK: &str = "SELECT pg_advisory_xact_lock(20124154)";

/// Statements of a recording, without begin and commit, and without the lock.
pub const STATEMENTS: u64 = 8;

// sqlx's two drivers share these calls and no usable bound that says so.
macro_rules! record {
    ($name:ident, $driver:ty, $begin:literal, $lock:expr) => {
        pub async fn $name(pool: &Pool<$driver>, asked: &Inspection) -> Result<String, sqlx::Error> {
            let now = now();
            let id = Uuid::now_v7();
            let mut transaction = pool.begin_with($begin).await?;

            let mut select = QueryBuilder::<$driver>::new(
                "SELECT u.id, u.display_name, c.number, d.id AS department_id, d.short_name FROM users u \
                 JOIN departments d ON d.id = u.department_id JOIN certificates c ON c.user_id = u.id WHERE ",
            );
            select.push("c.valid_from <= ").push_bind(asked.inspected_on);
            select.push(" AND c.valid_to >= ").push_bind(asked.inspected_on);
            let mut list = select.push(" AND u.id IN (").separated(", ");
            for officer in &asked.officer_ids {
                list.push_bind(officer);
            }
            select.push(")");
            let mut officers = Vec::new();
            let mut short_name = String::new();
            for row in select.build().fetch_all(&mut *transaction).await? {
                short_name = row.try_get("short_name")?;
                officers.push(Officer {
                    row: Uuid::now_v7(),
                    id: row.try_get("id")?,
                    name: row.try_get("display_name")?,
                    certificate: row.try_get("number")?,
                });
            }
            officers.sort_by_key(|officer| asked.officer_ids.iter().position(|id| *id == officer.id));

            sqlx::query(
                "INSERT INTO inspections (id, region_id, region_key, department_id, action_id, inspected_on, \
                 place, goods_checked, goods_checked_at_least, findings, recorded_by_id, recorded_at, version) \
                 VALUES ($1, $2, $3, $4, NULL, $5, $6, $7, FALSE, $8, $9, $10, 1)",
            )
            .bind(id)
            .bind(asked.region_id)
            .bind(&asked.region)
            .bind(asked.department_id)
            .bind(asked.inspected_on)
            .bind(&asked.place)
            .bind(asked.goods_checked)
            .bind(&asked.findings)
            .bind(asked.user_id)
            .bind(now)
            .execute(&mut *transaction)
            .await?;
            sqlx::query("INSERT INTO inspection_departments (inspection_id, department_id) VALUES ($1, $2)")
                .bind(id)
                .bind(asked.department_id)
                .execute(&mut *transaction)
                .await?;
            let mut insert = QueryBuilder::<$driver>::new(
                "INSERT INTO inspection_officers (id, inspection_id, user_id, certificate_number) ",
            );
            insert.push_values(&officers, |mut row, officer| {
                row.push_bind(officer.row).push_bind(id).push_bind(officer.id).push_bind(&officer.certificate);
            });
            insert.build().execute(&mut *transaction).await?;
            let mut insert = QueryBuilder::<$driver>::new(
                "INSERT INTO inspected_premises (id, inspection_id, ordinal, name, identity, address, result) ",
            );
            insert.push_values((1_i32..).zip(&asked.premises), |mut row, (ordinal, premises)| {
                row.push_bind(Uuid::now_v7()).push_bind(id).push_bind(ordinal).push_bind(&premises.name);
                row.push_bind(search::fold(&premises.name)).push_bind(&premises.address);
                row.push_bind(&premises.result);
            });
            insert.build().execute(&mut *transaction).await?;
            sqlx::query("INSERT INTO search_documents (kind, entity_id, terms, form) VALUES ('INSPECTION', $1, $2, 1)")
                .bind(id)
                .bind(terms(asked))
                .execute(&mut *transaction)
                .await?;

            let lock: Option<&'static str> = $lock;
            if let Some(lock) = lock {
                sqlx::query(lock).execute(&mut *transaction).await?;
            }
            let last = sqlx::query("SELECT sequence, hash FROM audit_entries ORDER BY sequence DESC LIMIT 1")
                .fetch_optional(&mut *transaction)
                .await?;
            let (sequence, previous) = match last {
                Some(row) => (row.try_get::<i64, _>("sequence")? + 1, row.try_get("hash")?),
                None => (1, String::new()),
            };
            let detail = detail(asked, &officers);
            sqlx::query(
                "INSERT INTO audit_entries (sequence, at, actor_id, actor_name, department_id, region_key, \
                 action, object_type, object_id, detail, address, previous_hash, hash) VALUES ($1, $2, $3, $4, \
                 $5, $6, 'recordInspection', 'Inspection', $7, $8, '127.0.0.1', $9, $10)",
            )
            .bind(sequence)
            .bind(now)
            .bind(asked.user_id)
            .bind(&asked.user_name)
            .bind(asked.department_id)
            .bind(&asked.region)
            .bind(id)
            .bind(&detail)
            .bind(&previous)
            .bind(digest(asked, sequence, now, id, &detail, &previous))
            .execute(&mut *transaction)
            .await?;
            transaction.commit().await?;
            Ok(answer(asked, id, &officers, &short_name))
        }
    };
}

record!(on_sqlite, Sqlite, "BEGIN IMMEDIATE", None);
record!(on_postgres, Postgres, "BEGIN", Some(CHAIN_LOCK));

struct Officer {
    row: Uuid,
    id: Uuid,
    name: String,
    certificate: String,
}

#[allow(clippy::disallowed_methods, reason = "the limit has no clock of its own")]
fn now() -> DateTime<Utc> {
    Utc::now().trunc_subsecs(3)
}

fn terms(asked: &Inspection) -> String {
    let names = asked.premises.iter().map(|premises| premises.name.as_str());
    search::terms::terms([asked.place.as_str()].into_iter().chain(names).chain([asked.findings.as_str()]))
}

fn detail(asked: &Inspection, officers: &[Officer]) -> String {
    let officers: Vec<_> = officers.iter().map(|one| json!([one.id, one.certificate])).collect();
    let premises: Vec<_> =
        asked.premises.iter().map(|one| json!([one.name, one.address, null, one.result, null])).collect();
    let after = json!({
        "actionId": null,
        "inspectedOn": asked.inspected_on,
        "place": asked.place,
        "goodsChecked": asked.goods_checked,
        "goodsCheckedAtLeast": false,
        "findings": asked.findings,
        "departments": [asked.department_id],
        "officers": officers,
        "premises": premises,
    });
    json!({ "after": after }).to_string()
}

/// Costs what the server's costs. It is not keyed, so that `shuangda audit verify` names these rows after a run.
fn digest(
    asked: &Inspection,
    sequence: i64,
    now: DateTime<Utc>,
    id: Uuid,
    detail: &str,
    previous: &str,
) -> String {
    let fields = json!([
        sequence,
        now.to_rfc3339_opts(chrono::SecondsFormat::Millis, true),
        asked.user_id,
        asked.user_name,
        asked.department_id,
        asked.region,
        "recordInspection",
        "Inspection",
        id,
        detail,
        "127.0.0.1",
        previous,
    ]);
    hex::encode(Sha256::digest(fields.to_string()))
}

fn answer(asked: &Inspection, id: Uuid, officers: &[Officer], short_name: &str) -> String {
    let officers: Vec<_> = officers
        .iter()
        .map(|one| json!({ "certificateNumber": one.certificate, "person": { "displayName": one.name } }))
        .collect();
    let premises: Vec<_> = (1..)
        .zip(&asked.premises)
        .map(|(ordinal, one): (i32, _)| {
            json!({ "ordinal": ordinal, "name": one.name, "address": one.address, "result": one.result })
        })
        .collect();
    let inspection = json!({
        "id": id,
        "inspectedOn": asked.inspected_on,
        "place": asked.place,
        "department": { "id": asked.department_id, "shortName": short_name },
        "goodsChecked": { "value": asked.goods_checked, "atLeast": false },
        "officers": officers,
        "premises": premises,
        "version": 1,
    });
    json!({ "data": { "recordInspection": { "inspection": inspection, "errors": [] } } }).to_string()
}
