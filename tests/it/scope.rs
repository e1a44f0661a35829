//! What a viewer may not see does not exist: not in a list, a count, a search, a sum, the first page,
//! or under its id.

use serde_json::{Value, json};
use tests::{Client, World, on_each_engine};

/// Everything that could tell of a case, as `client` sees it.
async fn traces(client: &Client, case: &str, party: &str, word: &str) -> Value {
    const DOCUMENT: &str = "query($case: ID!, $party: ID!, $word: String!, $period: DateRangeInput!) {
        case(id: $case) { id }
        node(id: $case) { id }
        party(id: $party) { id }
        cases(first: 10) { totalCount nodes { id } }
        found: cases(first: 10, filter: { search: $word }) { totalCount nodes { id } }
        parties(first: 10, filter: { search: $word }) { totalCount nodes { id } }
        dashboard { openCases overdueCases caseCounts { count } attention { kind } }
        workSummary(regionCode: \"430600\", period: $period) {
            departments: breakdown(by: DEPARTMENT, indicators: [\"CASES_ACCEPTED\"]) { figures { value } }
            regions: breakdown(by: REGION, indicators: [\"CASES_PENDING\"]) { figures { value } }
            months: breakdown(by: MONTH, indicators: [\"CASES_RECEIVED\"]) { figures { value } }
            kinds: breakdown(by: CASE_KIND, indicators: [\"CASES_RECEIVED\"]) { figures { value } } }
    }";
    let period = json!({ "from": "2026-01-01", "to": "2027-12-31" });
    client.data(DOCUMENT, json!({ "case": case, "party": party, "word": word, "period": period })).await
}

/// The summary's case figures, as `client` sees them: (accepted, filed); none where there is no summary.
async fn figures(client: &Client, world: &World) -> Option<(String, String)> {
    const DOCUMENT: &str = "query($period: DateRangeInput!) {
        workSummary(regionCode: \"430600\", period: $period) {
            accepted: figure(indicator: \"CASES_ACCEPTED\") { value records(first: 10) { totalCount } }
            filed: figure(indicator: \"CASES_FILED\") { value }
        }
    }";
    let period = json!({ "from": "2026-01-01", "to": world.today() });
    let summary = client.data(DOCUMENT, json!({ "period": period })).await["workSummary"].clone();
    let value = |name: &str| summary[name]["value"].as_str().map(str::to_owned);
    let records = summary["accepted"]["records"]["totalCount"].as_i64().map(|count| count.to_string());
    assert_eq!(records, value("accepted"));
    Some((value("accepted")?, value("filed")?))
}

#[test]
fn another_department_s_case_leaves_no_trace() {
    on_each_engine(|world| async move {
        let (head, officer) = (world.client("head").await, world.client("officer").await);
        let party = world.party(&officer, "恒昌名酒商行").await;
        let parties = json!([{ "partyId": party, "role": "RESPONDENT" }]);
        let case = world.lead(&officer, json!({ "parties": parties })).await;
        world.step(&officer, &case, "ACCEPT", json!({})).await;
        world.step(&head, &case, "FILE", json!({})).await;

        for username in ["head", "officer", "observer", "office", "leader"] {
            let client = world.client(username).await;
            let seen = traces(&client, &case, &party, "恒昌").await;
            assert_eq!(seen["case"]["id"], json!(case), "{username}");
            assert_eq!(seen["node"]["id"], json!(case), "{username}");
            assert_eq!(seen["cases"]["totalCount"], 1, "{username}");
            assert_eq!(seen["found"]["totalCount"], 1, "{username}");
            assert_eq!(seen["parties"]["totalCount"], 1, "{username}");
            assert_eq!(seen["dashboard"]["openCases"], 1, "{username}");
            assert_eq!(figures(&client, &world).await, Some(("1".into(), "1".into())), "{username}");
        }
        for username in [
            "culture_head",
            "culture_officer",
            "county_office",
            "county_officer",
            "other_office",
            "other_officer",
            "admin",
            "auditor",
        ] {
            let client = world.client(username).await;
            let seen = traces(&client, &case, &party, "恒昌").await;
            for one in ["case", "node", "party"] {
                assert_eq!(seen[one], Value::Null, "{one} of {username}");
            }
            for list in ["cases", "found", "parties"] {
                assert_eq!(seen[list], json!({ "totalCount": 0, "nodes": [] }), "{list} of {username}");
            }
            let dashboard = &seen["dashboard"];
            assert_eq!(dashboard["openCases"], 0, "{username}");
            assert_eq!(dashboard["attention"], json!([]), "{username}");
            assert_eq!(dashboard["caseCounts"], json!([]), "{username}");
            for by in ["departments", "regions", "months", "kinds"] {
                let parts = seen["workSummary"][by].as_array().into_iter().flatten();
                let values: Vec<_> = parts.map(|part| &part["figures"][0]["value"]).collect();
                assert!(values.iter().all(|value| **value == "0"), "{by} of {username}: {values:?}");
            }
            let figures = figures(&client, &world).await;
            assert!(
                figures.is_none() || figures == Some(("0".into(), "0".into())),
                "{username}: {figures:?}"
            );
            // It cannot be changed either, and the refusal says no more than that it isn't there.
            let step =
                json!({ "id": case, "version": 3, "transition": "INVESTIGATE", "occurredOn": world.today() });
            assert_eq!(client.refused("recordCaseStep", step).await, ["NOT_FOUND"], "{username}");
        }
    });
}

#[test]
fn who_joins_a_case_sees_it_from_then_on() {
    on_each_engine(|world| async move {
        let (head, officer) = (world.client("head").await, world.client("officer").await);
        let culture = world.client("culture_officer").await;
        let case = world.lead(&officer, json!({})).await;
        let count = async |client: &Client| {
            client.data("{ cases(first: 1) { totalCount } }", json!({})).await["cases"]["totalCount"].clone()
        };
        assert_eq!(count(&culture).await, 0);
        let input = json!({ "id": case, "version": 1, "departmentId": world.department("culture"), "since": world.today() });
        head.succeed("addCoHandler", input, "case { coHandlers { name } }").await;
        assert_eq!(count(&culture).await, 1);
        assert_eq!(count(&world.client("other_officer").await).await, 0);
    });
}

#[test]
fn a_party_cannot_be_named_by_who_may_not_see_it() {
    on_each_engine(|world| async move {
        let officer = world.client("officer").await;
        let party = world.party(&officer, "恒昌名酒商行").await;
        let parties = json!([{ "partyId": party, "role": "RESPONDENT" }]);
        let input = world.lead_input(json!({ "parties": parties }));
        let codes = world.client("other_officer").await.refused("registerLead", input).await;
        assert_eq!(codes, ["NOT_FOUND"]);
    });
}
