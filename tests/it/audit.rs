//! The log of who did what: complete, chained, closed to change, and open to auditors only.

use serde_json::json;
use shuangda::shared::audit::verification::verify;
use tests::on_each_engine;

#[test]
fn every_change_is_a_link_of_an_intact_chain() {
    on_each_engine(|world| async move {
        let officer = world.client("officer").await;
        for _ in 0..5 {
            world.inspection(&officer, json!({})).await;
        }
        let found = verify(&world.app, &[]).await.expect("the log");
        // One sign-in and five inspections.
        assert_eq!((found.rows, found.hash.len(), found.faults), (6, 64, vec![]));
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
