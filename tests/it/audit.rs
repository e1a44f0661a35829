//! The log of who did what: complete, chained, closed to change, and open to auditors only.

use sea_orm::ConnectionTrait;
use serde_json::json;
use shuangda::shared::audit::{Verification, verify};
use tests::{Engine, World, on_each_engine};

/// What somebody with the database's own password could do: take the guard away, then write.
async fn tamper(world: &World, statement: &str) {
    let unguard = match world.engine {
        Engine::Sqlite => "DROP TRIGGER audit_entries_no_update; DROP TRIGGER audit_entries_no_delete",
        Engine::Postgres => "ALTER TABLE audit_entries DISABLE TRIGGER ALL",
    };
    for statement in [unguard, statement] {
        world.app.db.writer().execute_unprepared(statement).await.expect("a statement");
    }
}

async fn some_history(world: &World) {
    let officer = world.client("officer").await;
    for _ in 0..5 {
        world.inspection(&officer, json!({})).await;
    }
}

#[test]
fn every_change_is_a_link_of_an_intact_chain() {
    on_each_engine(|world| async move {
        some_history(&world).await;
        let Verification::Intact { rows, hash } = verify(&world.app.db.read).await.expect("the log") else {
            panic!("the chain is broken");
        };
        // One sign-in and five inspections.
        assert_eq!((rows, hash.len()), (6, 64));
    });
}

#[test]
fn a_changed_row_is_found() {
    on_each_engine(|world| async move {
        some_history(&world).await;
        tamper(&world, "UPDATE audit_entries SET actor_name = '别人' WHERE sequence = 3").await;
        assert_eq!(verify(&world.app.db.read).await.expect("the log"), Verification::Broken { sequence: 3 });
    });
}

#[test]
fn a_removed_row_is_found() {
    on_each_engine(|world| async move {
        some_history(&world).await;
        tamper(&world, "DELETE FROM audit_entries WHERE sequence = 4").await;
        assert_eq!(verify(&world.app.db.read).await.expect("the log"), Verification::Broken { sequence: 4 });
    });
}

#[test]
fn rows_that_changed_places_are_found() {
    on_each_engine(|world| async move {
        some_history(&world).await;
        tamper(
            &world,
            "UPDATE audit_entries SET sequence = 99 WHERE sequence = 3; \
             UPDATE audit_entries SET sequence = 3 WHERE sequence = 4; \
             UPDATE audit_entries SET sequence = 4 WHERE sequence = 99",
        )
        .await;
        assert_eq!(verify(&world.app.db.read).await.expect("the log"), Verification::Broken { sequence: 3 });
    });
}

#[test]
fn a_refusal_is_logged_and_auditors_alone_read_it() {
    on_each_engine(|world| async move {
        const LOG: &str = "{ auditEntries(first: 50) { totalCount nodes { action actor objectType } } }";
        world.client("leader").await.refused("recordInspection", world.inspection_input(json!({}))).await;
        let log = world.client("auditor").await.data(LOG, json!({})).await["auditEntries"].clone();
        let refusals: Vec<_> = log["nodes"]
            .as_array()
            .unwrap()
            .iter()
            .filter(|row| row["action"] == "denied:recordInspection")
            .collect();
        assert_eq!(
            refusals,
            [
                &json!({ "action": "denied:recordInspection", "actor": "分管领导", "objectType": "Inspection" })
            ]
        );
        for username in ["office", "leader", "head", "officer", "admin"] {
            let log = world.client(username).await.data(LOG, json!({})).await["auditEntries"].clone();
            assert_eq!(log, json!({ "totalCount": 0, "nodes": [] }), "{username}");
        }
    });
}
