//! What each of the seven roles can do and see, asked through the API.

use serde_json::json;
use tests::on_each_engine;

const COUNTS: &str = "{
    cases(first: 1) { totalCount }
    inspections(first: 1) { totalCount }
    trainings(first: 1) { totalCount }
    publicityEvents(first: 1) { totalCount }
    jointActions(first: 1) { totalCount }
}";

#[test]
fn a_region_s_records_exist_for_those_who_may_see_them() {
    on_each_engine(|world| async move {
        let (office, officer) = (world.client("office").await, world.client("officer").await);
        world.action(&office, json!({})).await;
        world.lead(&officer, json!({})).await;
        world.inspection(&officer, json!({})).await;
        world.training(&officer, json!({})).await;
        world.publicity_event(&officer, json!({})).await;

        for (username, visible, actions) in [
            ("office", 1, 1),
            ("leader", 1, 1),
            ("head", 1, 1),
            ("officer", 1, 1),
            ("observer", 1, 1),
            // Takes part in the action, and in nothing else.
            ("culture_officer", 0, 1),
            ("county_office", 0, 0),
            ("county_officer", 0, 0),
            ("other_office", 0, 0),
            ("other_officer", 0, 0),
            // 三员分立: they see no records at all.
            ("admin", 0, 0),
            ("auditor", 0, 0),
        ] {
            let data = world.client(username).await.data(COUNTS, json!({})).await;
            for list in ["cases", "inspections", "trainings", "publicityEvents"] {
                assert_eq!(data[list]["totalCount"], visible, "{list} of {username}");
            }
            assert_eq!(data["jointActions"]["totalCount"], actions, "actions of {username}");
        }
    });
}

#[test]
fn nobody_but_departments_records_and_nobody_but_the_office_plans() {
    on_each_engine(|world| async move {
        for username in ["office", "leader", "observer", "admin", "auditor"] {
            let client = world.client(username).await;
            let codes = client.refused("recordInspection", world.inspection_input(json!({}))).await;
            assert!(
                codes.iter().any(|code| code == "FORBIDDEN" || code == "COORDINATION_OFFICE_CANNOT_INSPECT"),
                "{username}: {codes:?}"
            );
            let codes = client.refused("registerLead", world.lead_input(json!({}))).await;
            assert!(codes.contains(&"FORBIDDEN".to_owned()), "{username}: {codes:?}");
        }
        for username in ["officer", "head", "admin", "leader"] {
            let input = json!({
                "regionCode": "430600", "codeName": "天网", "name": "天网行动",
                "startsOn": "2026-01-01", "endsOn": "2026-12-31",
                "leadDepartmentId": world.department("market"), "participantIds": []
            });
            let codes = world.client(username).await.refused("planJointAction", input).await;
            assert!(codes.contains(&"FORBIDDEN".to_owned()), "{username}: {codes:?}");
        }
    });
}

#[test]
fn a_stranger_is_told_to_sign_in_and_nothing_else() {
    on_each_engine(|world| async move {
        for document in
            ["{ viewer { today } }", COUNTS, "{ dashboard { openCases } }", "{ node(id: \"x\") { id } }"]
        {
            let answer = world.anonymous().ask(document, json!({})).await;
            assert_eq!(answer.body["errors"][0]["extensions"]["code"], "UNAUTHENTICATED", "{document}");
            assert_eq!((answer.status, answer.body.get("data")), (401, None), "{document}");
        }
        let answer = world.anonymous().with_token("ey.not.ours").ask("{ viewer { today } }", json!({})).await;
        assert_eq!(
            (answer.status, answer.body["errors"][0]["extensions"]["code"].as_str()),
            (401, Some("UNAUTHENTICATED"))
        );
    });
}

#[test]
fn the_viewer_says_what_the_interface_may_offer() {
    on_each_engine(|world| async move {
        const FLAGS: &str = "{ viewer { canRecordInspection canRegisterLead canPlanAction canSeeRecords canSeeSummary canAdminister canAudit } }";
        for (username, expected) in [
            ("admin", "-----A-"),
            ("auditor", "------L"),
            ("office", "--PRS--"),
            ("leader", "---RS--"),
            ("head", "IC-RS--"),
            ("officer", "IC-RS--"),
            ("observer", "---RS--"),
        ] {
            let viewer = world.client(username).await.data(FLAGS, json!({})).await["viewer"].clone();
            let flags = [
                ("canRecordInspection", 'I'),
                ("canRegisterLead", 'C'),
                ("canPlanAction", 'P'),
                ("canSeeRecords", 'R'),
                ("canSeeSummary", 'S'),
                ("canAdminister", 'A'),
                ("canAudit", 'L'),
            ];
            let found: String =
                flags.iter().map(|(flag, letter)| if viewer[flag] == true { *letter } else { '-' }).collect();
            assert_eq!(found, expected, "{username}");
        }
    });
}
