//! Whoever has the database's own password cannot change the audit log unnoticed: not a row, not its
//! end, not the whole of it. And nobody is accused where nothing was done.

use chrono::{Duration, SecondsFormat};
use entity::audit_entry::{self, Model};
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;
use sea_orm::{ConnectionTrait, EntityTrait, IntoActiveModel, QueryOrder};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use shuangda::{
    app::{App, AppState, Front},
    audit::anchors::Anchors,
    shared::{
        audit::{
            self, SEAL,
            verification::{Anchor, Fault, Verification},
        },
        live::Live,
        secrets::Secrets,
        storage::Files,
    },
};
use tests::{Client, Engine, World, on_each_engine};

/// The digest as everybody can make it, without the server's secret.
fn unkeyed(row: &Model) -> String {
    let fields = json!([
        row.sequence,
        row.at.to_rfc3339_opts(SecondsFormat::Millis, true),
        row.actor_id,
        row.actor_name,
        row.department_id,
        row.region_key,
        row.action,
        row.object_type,
        row.object_id,
        row.detail,
        row.address,
        row.previous_hash,
    ]);
    hex::encode(Sha256::digest(fields.to_string()))
}

/// Renumbers all rows and makes new digests from the row at `index` on.
fn rehash(rows: &mut [Model], index: usize) {
    for at in 0..rows.len() {
        rows[at].sequence = at as i64 + 1;
        if at >= index {
            rows[at].previous_hash = if at == 0 { String::new() } else { rows[at - 1].hash.clone() };
            rows[at].hash = unkeyed(&rows[at]);
        }
    }
}

/// The same without new digests: only the links are mended.
fn relink(rows: &mut [Model]) {
    for at in 0..rows.len() {
        rows[at].sequence = at as i64 + 1;
        rows[at].previous_hash = if at == 0 { String::new() } else { rows[at - 1].hash.clone() };
    }
}

/// How the log is tampered with: the rows as they should stand there, with the older part's length.
type Attack = fn(&mut Vec<Model>, usize, &mut ChaCha8Rng);

/// A row of the keyed part that is not its first, the seal.
fn any(rows: &[Model], sealed: usize, rng: &mut ChaCha8Rng) -> usize {
    rng.random_range(sealed + 1..rows.len() - 1)
}

fn edit(row: &mut Model, rng: &mut ChaCha8Rng) {
    match rng.random_range(0..7) {
        0 => row.actor_name.push('某'),
        1 => row.action = "signOut".to_owned() + &row.action,
        2 => row.object_type = "Party".to_owned() + &row.object_type,
        3 => row.object_id = Some(uuid::Uuid::from_u128(rng.random())),
        4 => row.detail = json!({ "after": rng.random::<u32>() }).to_string(),
        5 => row.address = Some("203.0.113.9".to_owned()),
        _ => row.department_id = Some(uuid::Uuid::from_u128(rng.random())),
    }
}

const ATTACKS: [(&str, Attack); 16] = [
    ("a field is edited", |rows, sealed, rng| {
        let at = any(rows, sealed, rng);
        edit(&mut rows[at], rng);
    }),
    ("a field is edited and everything after it rehashed", |rows, sealed, rng| {
        let at = any(rows, sealed, rng);
        edit(&mut rows[at], rng);
        rehash(rows, at);
    }),
    ("the region is changed", |rows, sealed, rng| {
        let at = any(rows, sealed, rng);
        rows[at].region_key = "4301".to_owned();
        rows[at].hash = unkeyed(&rows[at]);
    }),
    ("the time is changed", |rows, sealed, rng| {
        let at = any(rows, sealed, rng);
        rows[at].at += Duration::milliseconds(rng.random_range(1..10_000));
    }),
    ("a row is removed", |rows, sealed, rng| {
        let at = any(rows, sealed, rng);
        rows.remove(at);
    }),
    ("a row is removed and the rest renumbered and rehashed", |rows, sealed, rng| {
        let at = any(rows, sealed, rng);
        rows.remove(at);
        rehash(rows, at);
    }),
    ("a row is removed and the rest renumbered and linked, digests kept", |rows, sealed, rng| {
        let at = any(rows, sealed, rng);
        rows.remove(at);
        relink(rows);
    }),
    ("the end is removed", |rows, sealed, rng| {
        let at = any(rows, sealed, rng);
        rows.truncate(at);
    }),
    ("everything is removed", |rows, _, _| rows.clear()),
    ("two rows change places", |rows, sealed, rng| {
        let at = any(rows, sealed, rng);
        rows.swap(at, at + 1);
        if rng.random_bool(0.5) {
            relink(rows);
        } else {
            rehash(rows, at);
        }
    }),
    ("a row is inserted", |rows, sealed, rng| {
        let at = any(rows, sealed, rng);
        let mut row = rows[at].clone();
        edit(&mut row, rng);
        rows.insert(at, row);
        rehash(rows, at);
    }),
    ("a row is inserted before the first", |rows, _, rng| {
        let mut row = rows[0].clone();
        row.sequence = -rng.random_range(0..5);
        row.hash = unkeyed(&row);
        rows.insert(0, row);
    }),
    ("a row is copied to the end", |rows, sealed, rng| {
        let at = any(rows, sealed, rng);
        let mut row = rows[at].clone();
        row.sequence = rows.len() as i64 + 1;
        row.previous_hash = rows[rows.len() - 1].hash.clone();
        if rng.random_bool(0.5) {
            row.hash = unkeyed(&row);
        }
        rows.push(row);
    }),
    ("the older part is edited and rehashed up to its seal", |rows, sealed, rng| {
        let at = rng.random_range(0..sealed);
        edit(&mut rows[at], rng);
        for next in at..sealed {
            rows[next].previous_hash = if next == 0 { String::new() } else { rows[next - 1].hash.clone() };
            rows[next].hash = unkeyed(&rows[next]);
        }
        if rng.random_bool(0.5) {
            let head = rows[sealed - 1].hash.clone();
            rows[sealed].detail = json!({ "rows": sealed, "hash": head }).to_string();
            rows[sealed].previous_hash = head;
        }
    }),
    ("the seal is moved on, to cover rehashed rows", |rows, sealed, rng| {
        let at = any(rows, sealed, rng);
        let seal = rows.remove(sealed);
        rows.insert(at, seal);
        edit(&mut rows[sealed], rng);
        rehash(rows, sealed);
    }),
    ("everything is written anew without the key", |rows, sealed, rng| {
        rows.remove(sealed);
        let at = rng.random_range(0..rows.len());
        rows.remove(at);
        rehash(rows, 0);
    }),
];

async fn rows(world: &World) -> Vec<Model> {
    audit_entry::Entity::find()
        .order_by_asc(audit_entry::Column::Sequence)
        .all(world.app.db.current())
        .await
        .expect("the log")
}

/// Takes the guards away, as the database's owner may.
async fn unguard(world: &World) {
    let statement = match world.engine {
        Engine::Sqlite => "DROP TRIGGER audit_entries_no_update; DROP TRIGGER audit_entries_no_delete",
        Engine::Postgres => "ALTER TABLE audit_entries DISABLE TRIGGER ALL",
    };
    world.app.db.writer().execute_unprepared(statement).await.expect("no guards");
}

async fn replace(world: &World, rows: &[Model]) {
    let transaction = world.app.db.begin().await.expect("a transaction");
    audit_entry::Entity::delete_many().exec(&transaction).await.expect("nothing");
    for rows in rows.chunks(50) {
        let rows = rows.iter().cloned().map(IntoActiveModel::into_active_model);
        audit_entry::Entity::insert_many(rows).exec_without_returning(&transaction).await.expect("rows");
    }
    transaction.commit().await.expect("a commit");
}

fn places(folder: &tempfile::TempDir) -> Anchors {
    let place = format!("file:{}", folder.path().join("anchors.jsonl").display());
    Anchors::open("test".to_owned(), &[place]).expect("a place")
}

async fn check(world: &World, anchors: &Anchors) -> Verification {
    anchors.verify(&world.app, &[]).await.expect("the log and its anchors").0
}

async fn some_history(world: &World, officer: &Client, count: usize) {
    for _ in 0..count {
        world.inspection(officer, json!({})).await;
    }
}

/// A log with a sealed older part and a keyed one, anchored on the way; how many rows are older.
async fn long_log(world: &World, anchors: &Anchors) -> usize {
    let officer = world.client("officer").await;
    some_history(world, &officer, 12).await;
    unguard(world).await;
    let mut old = rows(world).await;
    rehash(&mut old, 0);
    replace(world, &old).await;
    assert_eq!(
        anchors.verify(&world.app, &[]).await.expect("the log").0.faults,
        [Fault::NotAnchored, Fault::Unsealed { rows: old.len() as i64 }]
            .into_iter()
            .rev()
            .collect::<Vec<_>>()
    );
    anchors.seal(&world.app).await.expect("a seal");
    // Once.
    anchors.seal(&world.app).await.expect("no second seal");
    for _ in 0..4 {
        some_history(world, &officer, 7).await;
        anchors.note(&world.app).await.expect("an anchor");
        world.pass(Duration::minutes(2));
    }
    assert_eq!(rows(world).await.iter().filter(|row| row.action == SEAL).count(), 1);
    old.len()
}

#[test]
fn every_tampering_is_found() {
    on_each_engine(|world| async move {
        let folder = tempfile::tempdir().unwrap();
        let anchors = places(&folder);
        let sealed = long_log(&world, &anchors).await;
        let whole = rows(&world).await;
        let untouched = check(&world, &anchors).await;
        assert_eq!(untouched.faults, []);
        assert_eq!(
            (untouched.rows, untouched.sealed, untouched.anchors),
            (whole.len() as i64, sealed as i64, 4)
        );
        let mut rng = ChaCha8Rng::seed_from_u64(20_101_101);
        let mut done = 0;
        for round in 0..8 {
            for (name, attack) in ATTACKS {
                let mut tampered = whole.clone();
                attack(&mut tampered, sealed, &mut rng);
                assert_ne!(tampered, whole, "{name}");
                replace(&world, &tampered).await;
                // A server that is started on it must not make it right.
                anchors.seal(&world.app).await.expect("an answer");
                let found = check(&world, &anchors).await;
                assert!(!found.is_intact(), "round {round}: {name} went unnoticed: {found:?}");
                replace(&world, &whole).await;
                done += 1;
            }
            assert_eq!(check(&world, &anchors).await.faults, [], "the log as it was");
        }
        assert!(done >= 100, "{done}");
    });
}

#[test]
fn an_older_copy_is_found_even_after_the_server_went_on_with_it() {
    on_each_engine(|world| async move {
        let folder = tempfile::tempdir().unwrap();
        let anchors = places(&folder);
        long_log(&world, &anchors).await;
        let officer = world.client("officer").await;
        let whole = rows(&world).await;
        let older = whole[..whole.len() - 9].to_vec();
        replace(&world, &older).await;
        let found = check(&world, &anchors).await;
        assert!(
            matches!(&found.faults[..], [Fault::CutOff { rows, .. }] if *rows == older.len() as i64),
            "{:?}",
            found.faults
        );
        // With more rows than before, under the key and anchored: yet not those that were seen.
        some_history(&world, &officer, 15).await;
        anchors.note(&world.app).await.unwrap();
        let found = check(&world, &anchors).await;
        assert!(!found.is_intact());
        assert!(
            found.faults.iter().all(|fault| matches!(fault, Fault::Replaced { .. })),
            "{:?}",
            found.faults
        );
        assert!(found.faults[0].to_string().contains("is not the one that the anchor of"));
    });
}

#[test]
fn what_is_wrong_is_said_by_row_and_kind() {
    on_each_engine(|world| async move {
        let folder = tempfile::tempdir().unwrap();
        let anchors = places(&folder);
        let sealed = long_log(&world, &anchors).await;
        let whole = rows(&world).await;
        let at = sealed + 5;
        let number = at as i64 + 1;
        let told = async |tampered: &[Model]| {
            replace(&world, tampered).await;
            check(&world, &anchors).await.faults
        };

        let mut tampered = whole.clone();
        tampered[at].actor_name = "别人".to_owned();
        assert_eq!(told(&tampered).await, [Fault::Changed { from: number, to: number }]);

        let mut tampered = whole.clone();
        tampered.remove(at);
        assert_eq!(told(&tampered).await, [Fault::Missing { from: number, to: number }]);

        let mut tampered = whole.clone();
        rehash(&mut tampered, at);
        let faults = told(&tampered).await;
        assert_eq!(faults[0], Fault::Unkeyed { from: number, to: whole.len() as i64 });
        assert_eq!(faults.last(), Some(&Fault::Replaced { anchor: newest(&anchors).await }));

        assert_eq!(told(&[]).await, [Fault::CutOff { rows: 0, anchor: newest(&anchors).await }]);

        // What an auditor has from an e-mail is worth as much as an anchor.
        replace(&world, &whole).await;
        let (head, digest) = audit::head(&world.app.db).await.unwrap();
        let by_hand = async |number, digest: String| {
            anchors.verify(&world.app, &[(number, digest)]).await.unwrap().0.faults
        };
        assert_eq!(by_hand(head, digest.clone()).await, []);
        assert!(matches!(&by_hand(head - 1, digest.clone()).await[..], [Fault::Replaced { .. }]));
        assert!(matches!(&by_hand(head + 1, digest).await[..], [Fault::CutOff { .. }]));
    });
}

async fn newest(anchors: &Anchors) -> Anchor {
    anchors.read().await.unwrap().anchors.into_iter().max_by_key(|anchor| anchor.sequence).unwrap()
}

#[test]
fn an_anchor_that_somebody_made_up_is_found() {
    on_each_engine(|world| async move {
        let folder = tempfile::tempdir().unwrap();
        let anchors = places(&folder);
        let officer = world.client("officer").await;
        some_history(&world, &officer, 5).await;
        anchors.note(&world.app).await.unwrap();
        let path = folder.path().join("anchors.jsonl");
        let text = std::fs::read_to_string(&path).unwrap();
        // The end is removed, and the anchor made to fit.
        let mut tampered = rows(&world).await;
        tampered.truncate(3);
        unguard(&world).await;
        replace(&world, &tampered).await;
        let mut anchor: Value = serde_json::from_str(&text).unwrap();
        anchor["sequence"] = json!(3);
        anchor["hash"] = json!(tampered[2].hash);
        std::fs::write(&path, format!("{anchor}\n")).unwrap();
        let faults = check(&world, &anchors).await.faults;
        assert!(matches!(&faults[..], [Fault::ForgedAnchor { .. }]), "{faults:?}");
        anchor["mac"] = Value::Null;
        std::fs::write(&path, format!("{anchor}\n")).unwrap();
        assert_eq!(check(&world, &anchors).await.faults, [Fault::NotAnchored]);
    });
}

#[test]
fn a_log_under_another_secret_does_not_hold() {
    on_each_engine(|world| async move {
        let folder = tempfile::tempdir().unwrap();
        let anchors = places(&folder);
        let officer = world.client("officer").await;
        some_history(&world, &officer, 5).await;
        anchors.note(&world.app).await.unwrap();
        let other = another_server(&world, &[8; 32]).await;
        let (found, _) = anchors.verify(&other, &[]).await.unwrap();
        let anchor = newest(&anchors).await;
        assert_eq!(found.faults, [Fault::ForgedAnchor { anchor }, Fault::Changed { from: 1, to: 6 }]);
    });
}

async fn another_server(world: &World, master: &[u8; 32]) -> App {
    App::new(AppState {
        db: world.database.connect().await,
        clock: world.app.clock.clone(),
        secrets: Secrets::from_master(master).unwrap(),
        live: Live::default(),
        files: Files::in_memory(),
    })
}

#[test]
fn nobody_is_accused_while_servers_write_at_once() {
    on_each_engine(|world| async move {
        let folder = tempfile::tempdir().unwrap();
        let anchors = places(&folder);
        let officer = world.client("officer").await;
        let second = another_server(&world, &[7; 32]).await;
        let there = Client::anonymous(second.router(Front::default()).unwrap())
            .with_token(officer.token().unwrap().to_owned());
        let writing = async {
            tokio::join!(
                some_history(&world, &officer, 25),
                some_history(&world, &there, 25),
                some_history(&world, &officer, 25),
                some_history(&world, &there, 25)
            );
        };
        let (own, others) = (places(&folder), places(&folder));
        let noting = async {
            for _ in 0..20 {
                own.note(&world.app).await.unwrap();
                others.note(&second).await.unwrap();
                assert_eq!(check(&world, &anchors).await.faults, []);
                assert_eq!(anchors.verify(&second, &[]).await.unwrap().0.faults, []);
            }
        };
        tokio::join!(writing, noting);
        let found = check(&world, &anchors).await;
        assert_eq!((found.rows, found.anchors, found.faults), (101, 40, vec![]));
        second.db.read.clone().close().await.unwrap();
    });
}
