//! The league: points are lost for what is late, each opens to its case, a department appeals and its office decides, and
//! nobody else does or is told.

use serde_json::{Value, json};
use tests::{Client, World, on_each_engine};

const LEAGUE: &str = "query($period: DateRangeInput!) { workSummary(regionCode: \"430600\", period: $period) {
    league { full terms { indicator label definition points oncePast }
        standings { department { id name } place score
            losses { indicator points pardoned figure { value records(first: 10) { totalCount edges { node { ... on Case { id } } } } } } } } } }";

const APPEALS: &str = "query($filter: LeagueAppealFilter) { leagueAppeals(first: 10, filter: $filter) { totalCount
    nodes { id version indicator ground state decision viewerCanDecide department { id } case { id } raisedBy { displayName } } } }";

async fn standings(world: &World, client: &Client) -> Vec<Value> {
    let period = json!({ "from": "2026-01-01", "to": "2027-12-31" });
    assert!(world.today().to_string().as_str() < "2027-12-31");
    let data = client.data(LEAGUE, json!({ "period": period })).await;
    data["workSummary"]["league"]["standings"].as_array().expect("standings").clone()
}

/// Score, place, and by term the points lost, the records and those given back.
fn of<'a>(world: &World, standings: &'a [Value], department: &str) -> &'a Value {
    let id = json!(world.department(department));
    standings.iter().find(|standing| standing["department"]["id"] == id).expect("the department")
}

fn loss<'a>(standing: &'a Value, indicator: &str) -> &'a Value {
    let losses = standing["losses"].as_array().expect("losses");
    losses.iter().find(|loss| loss["indicator"] == indicator).expect("the term")
}

#[test]
fn what_is_late_costs_points_until_an_appeal_is_upheld() {
    on_each_engine(|world| async move {
        let (head, office, culture) =
            (world.client("head").await, world.client("office").await, world.client("culture_head").await);
        let mut cases = Vec::new();
        for _ in 0..2 {
            let case = world.lead(&head, json!({})).await;
            world.step(&head, &case, "ACCEPT", json!({})).await;
            cases.push(case);
        }
        let (due_day, other) = (world.today(), world.lead(&culture, json!({})).await);
        world.step(&culture, &other, "ACCEPT", json!({})).await;
        let before = standings(&world, &office).await;
        assert_eq!(of(&world, &before, "market")["score"], 100, "{due_day}: {before:#?}");
        assert_eq!(loss(of(&world, &before, "market"), "CASES_DUE")["points"], 0);
        // Before it is late nothing is lost, and there is nothing to appeal against.
        let input = |case: &str| json!({ "caseId": case, "indicator": "CASES_DUE", "ground": "鉴定机构延误，不可归责于本部门" });
        assert_eq!(head.refused("appealLostPoint", input(&cases[0])).await, ["ILLEGAL_TRANSITION"]);

        world.pass(chrono::Duration::days(60));
        let (head, office, culture) =
            (world.client("head").await, world.client("office").await, world.client("culture_head").await);
        world.step(&culture, &other, "WITHDRAW", json!({})).await;
        let late = standings(&world, &office).await;
        let market = of(&world, &late, "market");
        assert_eq!((&market["score"], &market["place"]), (&json!(94), &json!(2)), "{late:#?}");
        let due = loss(market, "CASES_DUE");
        assert_eq!(
            (&due["points"], &due["pardoned"], &due["figure"]["value"]),
            (&json!(6), &json!(0), &json!("2"))
        );
        assert_eq!(due["figure"]["records"]["totalCount"], 2);
        let culture_stands = of(&world, &late, "culture");
        assert_eq!(
            (&culture_stands["score"], &culture_stands["place"]),
            (&json!(98), &json!(1)),
            "{late:#?}"
        );
        // Who had no case has no score.
        assert!(
            late.iter().any(|standing| standing["score"] == Value::Null && standing["place"] == Value::Null)
        );

        // Only the head of the department that lost the point, for a case that cost it, by a term, once.
        let case = &cases[0];
        assert_eq!(
            world.client("officer").await.refused("appealLostPoint", input(case)).await,
            ["FORBIDDEN"]
        );
        assert_eq!(culture.refused("appealLostPoint", input(case)).await, ["NOT_FOUND"]);
        let mut wrong = input(case);
        wrong["indicator"] = json!("CASES_CLOSED");
        assert_eq!(head.refused("appealLostPoint", wrong).await, ["INVALID"]);
        let mut empty = input(case);
        empty["ground"] = json!("　");
        assert_eq!(head.refused("appealLostPoint", empty).await, ["REQUIRED"]);
        let raised = head.succeed("appealLostPoint", input(case), "appeal { id version state }").await;
        assert_eq!(raised["appeal"]["state"], "RAISED");
        assert_eq!(head.refused("appealLostPoint", input(case)).await, ["DUPLICATE"]);

        // The office of the region is told, and sees it; another department and another city do not.
        let told = office.data("{ notifications(first: 5) { nodes { kind objectId } } }", json!({})).await;
        let told = told["notifications"]["nodes"].as_array().expect("notifications").clone();
        assert!(
            told.iter().any(|note| note["kind"] == "LEAGUE" && note["objectId"] == raised["appeal"]["id"]),
            "{told:?}"
        );
        let seen =
            office.data(APPEALS, json!({ "filter": { "state": "RAISED" } })).await["leagueAppeals"].clone();
        assert_eq!(
            (&seen["totalCount"], &seen["nodes"][0]["viewerCanDecide"]),
            (&json!(1), &json!(true)),
            "{seen:#}"
        );
        for username in ["culture_head", "other_office", "county_office", "admin"] {
            let unseen = world.client(username).await.data(APPEALS, json!({})).await;
            assert_eq!(unseen["leagueAppeals"]["totalCount"], 0, "{username}");
        }
        assert_eq!(standings(&world, &office).await, late, "an appeal alone changes nothing");

        let decide = |version: i32, upheld: bool| json!({ "id": raised["appeal"]["id"], "version": version, "upheld": upheld, "decision": "鉴定延误属实" });
        assert_eq!(head.refused("decideLostPointAppeal", decide(1, true)).await, ["FORBIDDEN"]);
        assert_eq!(
            world.client("other_office").await.refused("decideLostPointAppeal", decide(1, true)).await,
            ["NOT_FOUND"]
        );
        assert_eq!(office.refused("decideLostPointAppeal", decide(9, true)).await, ["CONFLICT"]);
        office.succeed("decideLostPointAppeal", decide(1, true), "appeal { state }").await;
        assert_eq!(office.refused("decideLostPointAppeal", decide(2, false)).await, ["ILLEGAL_TRANSITION"]);
        let after = standings(&world, &office).await;
        let market = of(&world, &after, "market");
        let due = loss(market, "CASES_DUE");
        assert_eq!(
            (&market["score"], &due["points"], &due["pardoned"]),
            (&json!(97), &json!(3), &json!(1)),
            "{after:#?}"
        );
        assert_eq!(due["figure"]["value"], "2", "the figure counts what it counted");
        // A department sees its own points, and no place among others.
        let own = standings(&world, &head).await;
        assert_eq!(own.len(), 1);
        assert_eq!((&own[0]["score"], &own[0]["place"]), (&json!(97), &Value::Null));
    });
}
