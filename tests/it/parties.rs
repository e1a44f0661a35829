//! Parties: likely twins before there are two, and merging where there were; a party's new name is found
//! wherever it stood.

use serde_json::{Value, json};
use tests::{Client, World, on_each_engine};

async fn found(client: &Client, word: &str) -> Vec<String> {
    let document = "query($word: String!) { cases(first: 10, filter: { search: $word }) { nodes { id } } }";
    let data = client.data(document, json!({ "word": word })).await;
    let nodes = data["cases"]["nodes"].as_array().unwrap().clone();
    nodes.iter().map(|node| node["id"].as_str().unwrap().to_owned()).collect()
}

async fn case_against(world: &World, by: &Client, party: &str) -> String {
    let parties = json!([{ "partyId": party, "role": "RESPONDENT" }]);
    world.lead(by, json!({ "parties": parties, "title": "销售假冒商品案", "summary": null })).await
}

async fn party(client: &Client, id: &str) -> Value {
    const DOCUMENT: &str =
        "query($id: ID!) { party(id: $id) { id name version phone mergedNames viewerCanMerge
        likelyTwins { party { id } common } cases(first: 10) { totalCount nodes { id } }
        inspections(first: 10) { totalCount } } }";
    client.data(DOCUMENT, json!({ "id": id })).await["party"].clone()
}

#[test]
fn a_renamed_party_s_cases_are_found_under_its_new_name() {
    on_each_engine(|world| async move {
        let officer = world.client("officer").await;
        let id = world.party(&officer, "恒昌名酒商行").await;
        let case = case_against(&world, &officer, &id).await;
        assert_eq!(found(&officer, "恒昌").await, vec![case.clone()]);
        let input = json!({ "id": id, "version": 1, "name": "鼎盛名酒商行" });
        officer.succeed("reviseParty", input, "party { name }").await;
        // It goes on under the old one, and is found under both.
        assert_eq!(found(&officer, "鼎盛").await, vec![case.clone()]);
        assert_eq!(found(&officer, "恒昌").await, [case]);
    });
}

#[test]
fn a_likely_twin_is_shown_before_it_is_made() {
    on_each_engine(|world| async move {
        let (officer, culture) = (world.client("officer").await, world.client("culture_officer").await);
        let first = json!({ "kind": "BUSINESS", "name": "岳阳市恒昌名酒商行", "phone": "0730-8220001",
            "address": "岳阳楼区建材市场3栋12号" });
        let first = officer.succeed("registerParty", first, "party { id }").await;
        let twins = async |client: &Client, input: Value| {
            let payload =
                client.mutate("registerParty", input, "party { id } likelyTwins { party { id } common }");
            let payload = payload.await;
            let codes: Vec<_> =
                payload["errors"].as_array().unwrap().iter().map(|one| one["code"].clone()).collect();
            (codes, payload["likelyTwins"].clone(), payload["party"].clone())
        };
        for (input, common) in [
            (json!({ "kind": "BUSINESS", "name": "恒昌名酒店" }), json!(["SIMILAR_NAME"])),
            (json!({ "kind": "BUSINESS", "name": "岳陽市恆昌名酒商行" }), json!(["NAME"])),
            (json!({ "kind": "BUSINESS", "name": "甲商贸", "phone": "８２２０００１" }), json!(["PHONE"])),
        ] {
            let (codes, found, made) = twins(&officer, input.clone()).await;
            assert_eq!(codes, ["LIKELY_TWIN"], "{input}");
            assert_eq!(made, Value::Null, "{input}");
            assert_eq!(found[0]["party"]["id"], first["party"]["id"], "{input}");
            assert_eq!(found[0]["common"], common, "{input}");
        }
        // The neighbour in the same market is another, and so is a person.
        let neighbour = json!({ "kind": "BUSINESS", "name": "乙灯具", "address": "岳阳楼区建材市场3栋12号" });
        assert_eq!(twins(&officer, neighbour).await.0, Vec::<Value>::new());
        let person = json!({ "kind": "PERSON", "name": "恒昌名酒商行" });
        assert_eq!(twins(&officer, person).await.0, Vec::<Value>::new());
        // What a viewer may not see is no twin of theirs, and nothing says that it is there.
        let (codes, found, made) =
            twins(&culture, json!({ "kind": "BUSINESS", "name": "恒昌名酒商行" })).await;
        assert_eq!((codes, found), (Vec::<Value>::new(), json!([])));
        // The office sees both.
        let office = world.client("office").await;
        let seen = party(&office, made["id"].as_str().unwrap()).await;
        assert_eq!(seen["likelyTwins"][0]["party"]["id"], first["party"]["id"]);
        let query = "query($input: LikelyTwinsInput!) { likelyTwins(input: $input) { common } }";
        let input = json!({ "input": { "kind": "BUSINESS", "name": "恒昌名酒" } });
        let count = async |client: &Client| {
            client.data(query, input.clone()).await["likelyTwins"].as_array().unwrap().len()
        };
        assert_eq!((count(&office).await, count(&officer).await, count(&culture).await), (2, 1, 1));
        assert_eq!(count(&world.client("other_officer").await).await, 0);
        let names = "{ parties(first: 10, filter: { namesake: true }) { totalCount } }";
        let total =
            async |client: &Client| client.data(names, json!({})).await["parties"]["totalCount"].clone();
        assert_eq!((total(&office).await, total(&culture).await), (json!(2), json!(0)));
        let confirmed = json!({ "kind": "BUSINESS", "name": "恒昌名酒店", "confirmedDistinct": true });
        assert_eq!(twins(&officer, confirmed).await.0, Vec::<Value>::new());
    });
}

#[test]
fn the_office_merges_twins_and_everything_follows() {
    on_each_engine(|world| async move {
        let (officer, culture) = (world.client("officer").await, world.client("culture_officer").await);
        let office = world.client("office").await;
        let kept = world.party(&officer, "恒昌名酒商行").await;
        let merged = json!({ "kind": "BUSINESS", "name": "恒昌酒行", "phone": "0730-8220001" });
        let merged = culture.succeed("registerParty", merged, "party { id }").await["party"]["id"].clone();
        let merged = merged.as_str().unwrap().to_owned();
        let case = case_against(&world, &culture, &merged).await;
        let premises = json!([{ "name": "恒昌酒行", "partyId": merged, "result": "NO_ISSUE" }]);
        let officers = json!([world.user("culture_officer"), world.user("culture_officer2")]);
        world.inspection(&culture, json!({ "premises": premises, "officerIds": officers })).await;

        let input = json!({ "id": kept, "version": 1, "mergedId": merged, "mergedVersion": 1,
            "reason": "现场核对营业执照，为同一商户" });
        for username in ["head", "officer", "culture_officer", "leader"] {
            let codes = world.client(username).await;
            let Some(codes) = refused(&codes, input.clone()).await else { continue };
            assert!(codes == ["FORBIDDEN"] || codes == ["NOT_FOUND"], "{username}: {codes:?}");
        }
        let stale =
            json!({ "id": kept, "version": 7, "mergedId": merged, "mergedVersion": 1, "reason": "同" });
        assert_eq!(office.refused("mergeParties", stale).await, ["CONFLICT"]);
        let itself =
            json!({ "id": kept, "version": 1, "mergedId": kept, "mergedVersion": 1, "reason": "同" });
        assert_eq!(office.refused("mergeParties", itself).await, ["INVALID"]);
        let payload =
            office.succeed("mergeParties", input.clone(), "party { id name phone mergedNames }").await;
        assert_eq!(payload["party"]["mergedNames"], json!(["恒昌酒行"]));
        assert_eq!(payload["party"]["phone"], "0730-8220001");

        // The old id leads to the survivor, for everyone who saw it.
        for client in [&culture, &office] {
            assert_eq!(party(client, &merged).await["id"], json!(kept));
        }
        let seen = party(&culture, &kept).await;
        assert_eq!(seen["cases"]["nodes"][0]["id"], json!(case));
        assert_eq!(seen["inspections"]["totalCount"], 1);
        assert_eq!(party(&officer, &kept).await["cases"]["totalCount"], 0);
        let history = "query($id: ID!) { case(id: $id) { parties { party { id } } events(first: 1) { kind note ground } } }";
        let history = culture.data(history, json!({ "id": case })).await["case"].clone();
        assert_eq!(history["parties"][0]["party"]["id"], json!(kept));
        assert_eq!(history["events"][0]["kind"], "PARTY");
        assert!(history["events"][0]["note"].as_str().unwrap().contains("恒昌酒行"));
        assert_eq!(found(&culture, "名酒").await, vec![case.clone()]);
        let list = "query($word: String!) { parties(first: 10, filter: { search: $word }) { nodes { id } } }";
        let listed = office.data(list, json!({ "word": "酒行" })).await;
        assert_eq!(listed["parties"]["nodes"], json!([{ "id": kept }]));
        let by_old_id = "query($id: ID!) { cases(first: 5, filter: { partyId: $id }) { totalCount } }";
        let by_old_id = culture.data(by_old_id, json!({ "id": merged })).await;
        assert_eq!(by_old_id["cases"]["totalCount"], 1);
        // A new case may still name the old id: it is about the survivor.
        let next = case_against(&world, &culture, &merged).await;
        let query = "query($id: ID!) { case(id: $id) { parties { party { id } } } }";
        let next = culture.data(query, json!({ "id": next })).await;
        assert_eq!(next["case"]["parties"][0]["party"]["id"], json!(kept));
        // So may an inspection that was drafted without signal: a visit of the same premises as the first.
        let premises = json!([{ "name": "恒昌酒行", "partyId": merged, "result": "NO_ISSUE" }]);
        let officers = json!([world.user("culture_officer"), world.user("culture_officer2")]);
        let later = world.inspection(&culture, json!({ "premises": premises, "officerIds": officers })).await;
        let query = "query($id: ID!) { inspection(id: $id) { premises { party { id } } } }";
        let later = culture.data(query, json!({ "id": later })).await;
        assert_eq!(later["inspection"]["premises"][0]["party"]["id"], json!(kept));
        assert_eq!(party(&culture, &kept).await["inspections"]["totalCount"], 2);
        let counted = "query($region: String!, $period: DateRangeInput!) {
            workSummary(regionCode: $region, period: $period) { figures { indicator value } } }";
        let period = json!({ "from": world.today(), "to": world.today() });
        let figures = office.data(counted, json!({ "region": "430600", "period": period })).await;
        let figures = figures["workSummary"]["figures"].as_array().unwrap();
        let figure =
            |name: &str| figures.iter().find(|one| one["indicator"] == name).unwrap()["value"].clone();
        assert_eq!((figure("PREMISES_VISITS"), figure("PREMISES_DISTINCT")), (json!("2"), json!("1")));
        let again =
            json!({ "id": kept, "version": 2, "mergedId": merged, "mergedVersion": 2, "reason": "同" });
        assert_eq!(office.refused("mergeParties", again).await, ["INVALID"]);
    });
}

async fn refused(client: &Client, input: Value) -> Option<Vec<String>> {
    let payload = client.mutate("mergeParties", input, "").await;
    let codes =
        payload["errors"].as_array()?.iter().filter_map(|one| one["code"].as_str().map(str::to_owned));
    Some(codes.collect())
}

#[test]
fn two_with_different_codes_or_known_elsewhere_are_not_merged() {
    on_each_engine(|world| async move {
        let (officer, other) = (world.client("officer").await, world.client("other_officer").await);
        let office = world.client("office").await;
        let register = async |client: &Client, input: Value| {
            let payload = client.succeed("registerParty", input, "party { id }").await;
            payload["party"]["id"].as_str().unwrap().to_owned()
        };
        let coded = |code: &str, name: &str| json!({ "kind": "BUSINESS", "name": name, "creditCode": code, "confirmedDistinct": true });
        let one = register(&officer, coded("91350100M000100Y43", "甲商行")).await;
        let plain =
            register(&officer, json!({ "kind": "BUSINESS", "name": "甲商店", "confirmedDistinct": true }))
                .await;
        let merge = |into: &str, from: &str| json!({ "id": into, "version": 1, "mergedId": from, "mergedVersion": 1, "reason": "同一商户" });
        // The one with the code stays.
        assert_eq!(office.refused("mergeParties", merge(&plain, &one)).await, ["INVALID"]);
        // Another city met it, too.
        register(&other, coded("91350100M000100Y43", "甲商行")).await;
        let elsewhere = office.refused("mergeParties", merge(&plain, &one)).await;
        assert!(elsewhere.contains(&"FORBIDDEN".to_owned()), "{elsewhere:?}");
        office.succeed("mergeParties", merge(&one, &plain), "party { id }").await;
        let hidden = party(&other, &plain).await;
        assert_eq!(hidden["id"], Value::Null, "the merged row was never known there");
    });
}

#[test]
fn an_empty_list_in_a_filter_restricts_nothing() {
    on_each_engine(|world| async move {
        let (office, officer) = (world.client("office").await, world.client("officer").await);
        world.action(&office, json!({})).await;
        world.lead(&officer, json!({})).await;
        let counts =
            "{ cases(first: 1, filter: { status: [], kind: [], mark: [], outcome: [] }) { totalCount }
            jointActions(first: 1, filter: { status: [] }) { totalCount } }";
        let counts = office.data(counts, json!({})).await;
        assert_eq!(counts["cases"]["totalCount"], 1);
        assert_eq!(counts["jointActions"]["totalCount"], 1);
    });
}

#[test]
fn a_party_shows_what_was_seized_from_it_in_the_cases_that_the_viewer_sees() {
    const SEIZED: &str = "query($id: ID!, $old: ID!) {
        party(id: $id) { seizures(first: 5) { totalCount nodes { decisionNumber case { id } } } }
        seizures(first: 5, filter: { partyId: $old }) { totalCount } }";
    on_each_engine(|world| async move {
        let (head, officer) = (world.client("head").await, world.client("officer").await);
        let kept = world.party(&officer, "恒昌名酒商行").await;
        let merged = json!({ "kind": "BUSINESS", "name": "恒昌酒行", "confirmedDistinct": true });
        let merged = officer.succeed("registerParty", merged, "party { id }").await["party"]["id"].clone();
        let merged = merged.as_str().unwrap().to_owned();
        let case = case_against(&world, &officer, &kept).await;
        world.step(&officer, &case, "ACCEPT", json!({})).await;
        let filed = world.step(&head, &case, "FILE", json!({})).await;
        let handlers =
            json!([{ "userId": world.user("officer"), "lead": true }, { "userId": world.user("officer2") }]);
        let assign = json!({ "id": case, "version": filed["version"], "handlers": handlers });
        head.succeed("assignCaseHandlers", assign, "case { id }").await;
        world.step(&officer, &case, "INVESTIGATE", json!({})).await;
        let office = world.client("office").await;
        let merge =
            json!({ "id": kept, "version": 1, "mergedId": merged, "mergedVersion": 1, "reason": "同一商户" });
        office.succeed("mergeParties", merge, "party { id }").await;
        // Named by the id that a phone still has: it is the survivor's.
        let seizure = json!({ "caseId": case, "measure": "DETENTION", "takenOn": world.today(), "partyId": merged,
            "decisionNumber": "岳市监扣〔2026〕9号", "ground": "《行政强制法》第二十二条", "place": "库房",
            "officerIds": [world.user("officer"), world.user("officer2")],
            "goods": [{ "name": "假冒白酒", "quantity": "12", "unit": "瓶" }] });
        officer.succeed("recordSeizure", seizure, "seizure { id }").await;
        for client in [&officer, &office] {
            let seen = client.data(SEIZED, json!({ "id": kept, "old": merged })).await;
            let seizures = &seen["party"]["seizures"];
            assert_eq!(
                (&seizures["totalCount"], &seizures["nodes"][0]["case"]["id"]),
                (&json!(1), &json!(case))
            );
            assert_eq!(seen["seizures"]["totalCount"], 1);
        }
        // Another department knows the party, and not the case.
        let culture = world.client("culture_officer").await;
        case_against(&world, &culture, &world.party(&culture, "恒昌名酒商行").await).await;
        let premises = json!([{ "name": "恒昌名酒商行", "partyId": kept, "result": "NO_ISSUE" }]);
        let joint = json!({ "participantIds": [world.department("culture")], "premises": premises });
        world.inspection(&officer, joint).await;
        let seen = culture.data(SEIZED, json!({ "id": kept, "old": kept })).await;
        assert_eq!(seen["party"]["seizures"]["totalCount"], 0);
    });
}
