//! Two departments that meet at a party: both are told, neither sees the other's case, the office
//! brings them together.

use serde_json::{Value, json};
use tests::{Client, World, on_each_engine};

const PAIRS: &str = "{ deconflictions(first: 10) { totalCount nodes { id version endedOn foundOn party { name }
    sides { acknowledgedAt department { name liaisonName } case { id } } proposal { answer reason owner { name } }
    viewerCanAcknowledge viewerCanPropose viewerCanAnswer } } }";

async fn pairs(client: &Client) -> Vec<Value> {
    client.data(PAIRS, json!({})).await["deconflictions"]["nodes"].as_array().unwrap().clone()
}

/// The market and the culture department each open a case against one business; answers the pair's global
/// id, and the two cases.
async fn meet(world: &World) -> (String, String, String) {
    let (officer, culture) = (world.client("officer").await, world.client("culture_officer").await);
    let code = json!({ "kind": "BUSINESS", "name": "恒昌名酒商行", "creditCode": "91350100M000100Y43" });
    let mut cases = Vec::new();
    for client in [&officer, &culture] {
        let party =
            client.succeed("registerParty", code.clone(), "party { id }").await["party"]["id"].clone();
        let parties = json!([{ "partyId": party, "role": "RESPONDENT" }]);
        assert_eq!(pairs(client).await, Vec::<Value>::new());
        cases.push(world.lead(client, json!({ "parties": parties })).await);
    }
    let pair = pairs(&officer).await[0]["id"].as_str().unwrap().to_owned();
    (pair, cases.remove(0), cases.remove(0))
}

#[test]
fn both_are_told_and_neither_sees_the_other_s_case() {
    on_each_engine(|world| async move {
        let (pair, market_case, culture_case) = meet(&world).await;
        for (username, own, foreign) in
            [("officer", &market_case, &culture_case), ("culture_officer", &culture_case, &market_case)]
        {
            let client = world.client(username).await;
            let seen = pairs(&client).await;
            assert_eq!(seen.len(), 1, "{username}");
            assert_eq!(seen[0]["party"]["name"], "恒昌名酒商行");
            let sides = seen[0]["sides"].as_array().unwrap();
            assert_eq!(sides[0]["department"]["name"], "岳阳市市场监督管理局");
            assert_eq!(sides[1]["department"]["name"], "岳阳市文化市场综合执法局");
            let cases: Vec<_> = sides.iter().filter_map(|side| side["case"]["id"].as_str()).collect();
            assert_eq!(cases, [own.as_str()], "{username} sees the case of its own side only");
            assert_eq!(seen[0]["viewerCanAcknowledge"], true);
            assert_eq!(seen[0]["viewerCanPropose"], false);
            // Nothing else tells of the other's case.
            let traces = "query($id: ID!) { case(id: $id) { id } node(id: $id) { id }
                cases(first: 10) { totalCount } found: cases(first: 10, filter: { search: \"恒昌\" }) { totalCount }
                parties(first: 10) { nodes { cases(first: 10) { totalCount } } } dashboard { openCases } }";
            let traces = client.data(traces, json!({ "id": foreign })).await;
            assert_eq!(traces["case"], Value::Null);
            assert_eq!(traces["node"], Value::Null);
            assert_eq!(traces["cases"]["totalCount"], 1);
            assert_eq!(traces["found"]["totalCount"], 1, "its own case names the party");
            assert_eq!(traces["parties"]["nodes"][0]["cases"]["totalCount"], 1);
            assert_eq!(traces["dashboard"]["openCases"], 1);
            let told = "{ notifications(first: 10) { nodes { text } } }";
            let told = client.data(told, json!({})).await;
            let told = told["notifications"]["nodes"].to_string();
            assert!(told.contains("也在办理"), "{username} was told nothing: {told}");
            let node = client.data("query($id: ID!) { node(id: $id) { id } }", json!({ "id": pair })).await;
            assert_eq!(node["node"]["id"], json!(pair));
        }
        // Whoever does not handle the party learns nothing.
        for username in
            ["county_officer", "other_officer", "other_office", "county_office", "admin", "auditor"]
        {
            let client = world.client(username).await;
            assert_eq!(pairs(&client).await, Vec::<Value>::new(), "{username}");
            let node = client.data("query($id: ID!) { node(id: $id) { id } }", json!({ "id": pair })).await;
            assert_eq!(node["node"], Value::Null, "{username}");
        }
        let office = pairs(&world.client("office").await).await;
        assert_eq!(office[0]["viewerCanPropose"], true);
        assert_eq!(office[0]["sides"][1]["case"]["id"], json!(culture_case));
    });
}

#[test]
fn each_takes_note_for_itself_and_the_pair_ends_with_a_case() {
    on_each_engine(|world| async move {
        let (pair, market_case, _) = meet(&world).await;
        let (officer, culture) = (world.client("officer").await, world.client("culture_officer").await);
        let clocks = "query($id: ID!) { case(id: $id) { clocks { kind state } } }";
        let kinds = async |client: &Client, case: &str| {
            let seen = client.data(clocks, json!({ "id": case })).await["case"]["clocks"].clone();
            let clocks = seen.as_array().unwrap().clone();
            clocks.into_iter().filter(|clock| clock["kind"] == "DECONFLICTION").collect::<Vec<_>>()
        };
        assert_eq!(kinds(&officer, &market_case).await.len(), 1);
        // What waits leads to the pair, and says at whom the two met.
        let waiting = "{ todo(first: 20) { nodes { objectType objectId party { name } } } }";
        let waiting = officer.data(waiting, json!({})).await["todo"]["nodes"].clone();
        let waiting = waiting.as_array().unwrap();
        let met = waiting.iter().find(|item| item["objectType"] == "Deconfliction").unwrap();
        assert_eq!(met["objectId"], json!(pair));
        assert!(met["party"]["name"].is_string(), "{met}");
        let office = world.client("office").await;
        let input = json!({ "id": pair, "version": 1 });
        assert_eq!(office.refused("acknowledgeDeconfliction", input.clone()).await, ["FORBIDDEN"]);
        let foreign = world.client("other_officer").await;
        assert_eq!(foreign.refused("acknowledgeDeconfliction", input.clone()).await, ["NOT_FOUND"]);
        officer.succeed("acknowledgeDeconfliction", input.clone(), "deconfliction { version }").await;
        assert_eq!(culture.refused("acknowledgeDeconfliction", input).await, ["CONFLICT"]);
        let seen = pairs(&culture).await;
        assert_ne!(seen[0]["sides"][0]["acknowledgedAt"], Value::Null);
        assert_eq!(seen[0]["sides"][1]["acknowledgedAt"], Value::Null);
        assert_eq!(kinds(&officer, &market_case).await[0]["state"], "MET");

        world.step(&officer, &market_case, "DECLINE", json!({})).await;
        assert_eq!(pairs(&officer).await, Vec::<Value>::new());
        assert_eq!(pairs(&culture).await, Vec::<Value>::new());
        let ended = pairs(&office).await;
        assert_eq!(ended[0]["endedOn"], json!(world.today()));
    });
}

#[test]
fn the_office_proposes_and_the_head_answers() {
    on_each_engine(|world| async move {
        let (pair, market_case, culture_case) = meet(&world).await;
        let office = world.client("office").await;
        let (head, culture_head) = (world.client("head").await, world.client("culture_head").await);
        let propose = json!({ "id": pair, "version": 1, "ownerDepartmentId": world.department("market"),
            "ground": "同一当事人、同一经营场所，宜联合办理" });
        assert_eq!(head.refused("proposeJointHandling", propose.clone()).await, ["FORBIDDEN"]);
        office.succeed("proposeJointHandling", propose.clone(), "deconfliction { version }").await;
        // What waits for the head leads to the pair, where it is answered.
        let waiting = "{ todo(first: 10) { nodes { objectType objectId } } }";
        let waiting = head.data(waiting, json!({})).await["todo"]["nodes"].clone();
        let answer = json!({ "objectType": "Deconfliction", "objectId": pair });
        assert!(waiting.as_array().unwrap().contains(&answer), "{waiting}");
        let twice = json!({ "id": pair, "version": 2, "ownerDepartmentId": world.department("culture"), "ground": "同" });
        assert_eq!(office.refused("proposeJointHandling", twice).await, ["ILLEGAL_TRANSITION"]);
        let decline = json!({ "id": pair, "version": 2, "accept": false });
        for username in ["culture_head", "officer", "office"] {
            let client = world.client(username).await;
            assert_eq!(
                client.refused("answerJointHandling", decline.clone()).await,
                ["FORBIDDEN"],
                "{username}"
            );
        }
        assert_eq!(head.refused("answerJointHandling", decline).await, ["REQUIRED"]);
        let decline = json!({ "id": pair, "version": 2, "accept": false, "reason": "已近结案" });
        head.succeed("answerJointHandling", decline, "deconfliction { proposal { answer } }").await;
        assert_eq!(pairs(&culture_head).await[0]["proposal"]["answer"], "DECLINED");

        let again = json!({ "id": pair, "version": 3, "ownerDepartmentId": world.department("market"), "ground": "上级交办" });
        office.succeed("proposeJointHandling", again, "deconfliction { version }").await;
        let accept = json!({ "id": pair, "version": 4, "accept": true });
        let accepted = head
            .succeed("answerJointHandling", accept, "deconfliction { endedOn proposal { answer } }")
            .await;
        assert_eq!(accepted["deconfliction"]["proposal"]["answer"], "ACCEPTED");
        assert_eq!(accepted["deconfliction"]["endedOn"], json!(world.today()));
        let seen = "query($id: ID!) { case(id: $id) { coHandlers { name } events(first: 1) { kind } } }";
        let joint = culture_head.data(seen, json!({ "id": market_case })).await["case"].clone();
        assert_eq!(joint["coHandlers"][0]["name"], "岳阳市文化市场综合执法局");
        assert_eq!(joint["events"][0]["kind"], "HANDLING");
        // The other way nothing was opened, and going on does not make them meet anew.
        assert_eq!(head.data(seen, json!({ "id": culture_case })).await["case"], Value::Null);
        world.step(&world.client("culture_officer").await, &culture_case, "ACCEPT", json!({})).await;
        world.step(&world.client("officer").await, &market_case, "ACCEPT", json!({})).await;
        assert_eq!(pairs(&office).await.len(), 1);
    });
}

#[test]
fn a_party_named_later_is_met_then_and_only_against_whom_a_case_runs() {
    on_each_engine(|world| async move {
        let (officer, culture) = (world.client("officer").await, world.client("culture_officer").await);
        let code = json!({ "kind": "BUSINESS", "name": "恒昌名酒商行", "creditCode": "91350100M000100Y43" });
        let party =
            officer.succeed("registerParty", code.clone(), "party { id }").await["party"]["id"].clone();
        culture.succeed("registerParty", code, "party { id }").await;
        let named = |role: &str| json!([{ "partyId": party, "role": role }]);
        world.lead(&officer, json!({ "parties": named("RESPONDENT") })).await;
        let case = world.lead(&culture, json!({ "parties": named("RIGHT_HOLDER") })).await;
        assert_eq!(pairs(&culture).await, Vec::<Value>::new());
        let revise = |version: i32, role: &str| json!({ "id": case, "version": version, "title": "侵犯著作权案", "kind": "COPYRIGHT", "marks": [], "focusAreas": [], "parties": named(role) });
        culture.succeed("reviseCase", revise(1, "RESPONDENT"), "case { version }").await;
        assert_eq!(pairs(&officer).await.len(), 1);
        culture.succeed("reviseCase", revise(2, "RIGHT_HOLDER"), "case { version }").await;
        assert_eq!(pairs(&officer).await, Vec::<Value>::new());
    });
}

#[test]
fn merged_twins_make_their_departments_meet() {
    on_each_engine(|world| async move {
        let (officer, culture) = (world.client("officer").await, world.client("culture_officer").await);
        let mut parties = Vec::new();
        for client in [&officer, &culture] {
            let party = world.party(client, "恒昌名酒商行").await;
            let named = json!([{ "partyId": party, "role": "RESPONDENT" }]);
            world.lead(client, json!({ "parties": named })).await;
            parties.push(party);
        }
        assert_eq!(pairs(&officer).await, Vec::<Value>::new());
        let merge = json!({ "id": parties[0], "version": 1, "mergedId": parties[1], "mergedVersion": 1, "reason": "同一商户" });
        world.client("office").await.succeed("mergeParties", merge, "party { id }").await;
        assert_eq!(pairs(&officer).await.len(), 1);
        assert_eq!(pairs(&culture).await.len(), 1);
    });
}
