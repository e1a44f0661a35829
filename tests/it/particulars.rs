//! A party is an identity that all share, and what each department keeps of it as its own: a number claims
//! nothing, a name changes by whose it is, and a case goes on under the name that it has.

use entity::audit_entry;
use migration::{Migrator, MigratorTrait};
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter};
use serde_json::{Value, json};
use shuangda::{parties::twins::complete, shared::credit_code::check_character};
use tests::{Client, World, on_each_engine, records::with};

const PERSON: &str = "11010519491231002X";
const SHOWN: &str = "id kind name creditCode idNumberMasked address phone legalRepresentative remarks
    region { name } particulars { department { name } name address phone } names { name validFrom }
    mergedNames viewerCanRename viewerCanRevise viewerCanRevealIdentityNumber version";

/// A credit code of a business that is registered in the division.
fn code(division: &str, number: u32) -> String {
    let body = format!("91{division}{number:09}");
    format!("{body}{}", check_character(&body).expect("a check character"))
}

async fn register(client: &Client, input: Value) -> Value {
    client.succeed("registerParty", input, &format!("existing party {{ {SHOWN} }}")).await
}

async fn party(client: &Client, id: &Value) -> Value {
    let document = format!("query($id: ID!) {{ party(id: $id) {{ {SHOWN} }} }}");
    client.data(&document, json!({ "id": id })).await["party"].clone()
}

async fn lead(world: &World, by: &Client, party: &Value) -> String {
    let parties = json!([{ "partyId": party, "role": "RESPONDENT" }]);
    world.lead(by, json!({ "parties": parties, "title": "销售假冒商品案", "summary": null })).await
}

/// The names under which the case names its parties.
async fn named(client: &Client, case: &str) -> Vec<Value> {
    let document = "query($id: ID!) { case(id: $id) { parties { name } } }";
    let answer = client.data(document, json!({ "id": case })).await;
    answer["case"]["parties"].as_array().expect("parties").iter().map(|part| part["name"].clone()).collect()
}

async fn found(client: &Client, list: &str, word: &str) -> usize {
    let document = format!(
        "query($word: String!) {{ {list}(first: 10, filter: {{ search: $word }}) {{ nodes {{ id }} }} }}"
    );
    let answer = client.data(&document, json!({ "word": word })).await;
    answer[list]["nodes"].as_array().expect("nodes").len()
}

/// How many rows of the log about `action` the auditor of a region would see.
async fn logged(world: &World, region: &str, action: &str) -> u64 {
    audit_entry::Entity::find()
        .filter(audit_entry::Column::RegionKey.starts_with(region))
        .filter(audit_entry::Column::Action.eq(action))
        .count(&world.app.db.read)
        .await
        .expect("the log")
}

fn revised(party: &Value, more: Value) -> Value {
    with(json!({ "id": party["id"], "version": party["version"], "name": party["name"] }), more)
}

#[test]
fn a_credit_code_claims_nothing_of_another_city_s_business() {
    on_each_engine(|world| async move {
        let (officer, other) = (world.client("officer").await, world.client("other_officer").await);
        let code = code("430100", 7);
        let theirs = json!({ "kind": "BUSINESS", "name": "长沙恒昌酒业有限公司", "creditCode": code, "phone": "0731-8220001",
            "address": "长沙市芙蓉区五一路9号", "legalRepresentative": "陈老板", "remarks": "曾被举报", "regionCode": "430102" });
        let theirs = register(&other, theirs).await["party"].clone();
        let case = lead(&world, &other, &theirs["id"]).await;

        let claimed = json!({ "kind": "BUSINESS", "name": "x", "creditCode": code, "phone": "0730-1111111" });
        let claimed = register(&officer, claimed).await;
        assert_eq!(claimed["existing"], true);
        let ours = &claimed["party"];
        assert_eq!(ours["id"], theirs["id"]);
        assert_eq!((&ours["name"], &ours["creditCode"]), (&json!("长沙恒昌酒业有限公司"), &json!(code)));
        // What is typed is one's own; of theirs there is nothing.
        assert_eq!(ours["phone"], "0730-1111111");
        for hidden in ["address", "legalRepresentative", "remarks", "region"] {
            assert_eq!(ours[hidden], Value::Null, "{hidden}");
        }
        assert_eq!(ours["particulars"].as_array().unwrap().len(), 1);
        for word in ["五一路", "陈老板", "8220001"] {
            assert_eq!(
                (found(&officer, "parties", word).await, found(&other, "parties", word).await),
                (0, 1),
                "{word}"
            );
        }
        assert_eq!(found(&officer, "parties", "恒昌").await, 1);

        // Nor does it let anybody rename it.
        for client in [&officer, &world.client("office").await] {
            let seen = party(client, &ours["id"]).await;
            assert_eq!(seen["viewerCanRename"], false);
            let document = "mutation($input: RevisePartyInput!) { reviseParty(input: $input) { errors { code path message } } }";
            let renaming = json!({ "input": revised(&seen, json!({ "name": "抢注酒行" })) });
            let errors = client.data(document, renaming).await["reviseParty"]["errors"].clone();
            assert_eq!((&errors[0]["code"], &errors[0]["path"]), (&json!("FORBIDDEN"), &json!(["name"])));
            assert!(errors[0]["message"].as_str().unwrap().contains("长沙市"), "{errors}");
        }
        // One's own particulars are one's own, and nobody's version moves but one's own.
        let seen = party(&officer, &ours["id"]).await;
        let own =
            json!({ "address": "岳阳楼区城陵矶9号", "phone": "0730-2222222", "remarks": "在我市设有仓库" });
        officer.succeed("reviseParty", revised(&seen, own), "party { id }").await;
        let stale = revised(&seen, json!({ "phone": "0730-3" }));
        assert_eq!(officer.refused("reviseParty", stale).await, ["CONFLICT"]);
        let kept = party(&officer, &ours["id"]).await;
        assert_eq!(
            (&kept["address"], &kept["remarks"]),
            (&json!("岳阳楼区城陵矶9号"), &json!("在我市设有仓库"))
        );
        let untouched = party(&other, &theirs["id"]).await;
        for field in [
            "name",
            "address",
            "phone",
            "legalRepresentative",
            "remarks",
            "region",
            "version",
            "particulars",
            "names",
        ] {
            assert_eq!(untouched[field], theirs[field], "{field}");
        }
        assert_eq!(named(&other, &case).await, [json!("长沙恒昌酒业有限公司")]);
        // An office sees what the departments of its region keep, and nobody else's.
        let phones = async |username: &str| {
            let seen = party(&world.client(username).await, &ours["id"]).await;
            seen["particulars"].as_array().unwrap().iter().map(|one| one["phone"].clone()).collect::<Vec<_>>()
        };
        assert_eq!(phones("office").await, [json!("0730-2222222")]);
        assert_eq!(phones("other_office").await, [json!("0731-8220001")]);
        assert_eq!(party(&world.client("culture_officer").await, &ours["id"]).await, Value::Null);
        // Each region's auditor finds that the business was linked.
        assert_eq!(
            (logged(&world, "4306", "registerParty").await, logged(&world, "4301", "registerParty").await),
            (1, 2)
        );

        // The office of the region where it is registered renames it, for all; the case keeps its name.
        let home = world.client("other_office").await;
        let seen = party(&home, &theirs["id"]).await;
        assert_eq!(seen["viewerCanRename"], true);
        home.succeed(
            "reviseParty",
            revised(&seen, json!({ "name": "长沙鼎盛酒业有限公司" })),
            "party { id }",
        )
        .await;
        assert_eq!(party(&officer, &ours["id"]).await["name"], "长沙鼎盛酒业有限公司");
        assert_eq!(named(&other, &case).await, [json!("长沙恒昌酒业有限公司")]);
        assert_eq!(logged(&world, "4306", "reviseParty").await, 2);
    });
}

#[test]
fn an_identity_number_discloses_nothing_but_that_there_is_somebody() {
    on_each_engine(|world| async move {
        let (officer, other) = (world.client("officer").await, world.client("other_officer").await);
        let theirs = json!({ "kind": "PERSON", "name": "王小明", "idNumber": PERSON, "phone": "13812345678", "address": "长沙市五一路9号" });
        let theirs = register(&other, theirs).await["party"].clone();
        let case = lead(&world, &other, &theirs["id"]).await;

        let ours = json!({ "kind": "PERSON", "name": "某人", "idNumber": PERSON });
        let ours = register(&officer, ours).await;
        assert_eq!(ours["existing"], true);
        let ours = &ours["party"];
        assert_eq!((&ours["id"], &ours["name"]), (&theirs["id"], &json!("某人")));
        for hidden in ["phone", "address", "remarks"] {
            assert_eq!(ours[hidden], Value::Null, "{hidden}");
        }
        assert_eq!((&ours["names"], &ours["mergedNames"]), (&json!([]), &json!([])));
        assert_eq!(
            (found(&officer, "parties", "小明").await, found(&other, "parties", "小明").await),
            (0, 1)
        );
        // The link alone opens no number, for the department as for the office.
        let reveal = json!({ "partyId": ours["id"], "reason": "核对" });
        for client in [&officer, &world.client("head").await, &world.client("office").await] {
            assert_eq!(party(client, &ours["id"]).await["viewerCanRevealIdentityNumber"], false);
            assert_eq!(client.refused("revealIdentityNumber", reveal.clone()).await, ["FORBIDDEN"]);
        }
        assert_eq!(logged(&world, "4306", "denied:revealIdentityNumber").await, 3);
        // A name of one's own changes nothing elsewhere.
        let seen = party(&officer, &ours["id"]).await;
        officer
            .succeed("reviseParty", revised(&seen, json!({ "name": "李四", "phone": "1" })), "party { id }")
            .await;
        assert_eq!(party(&officer, &ours["id"]).await["name"], "李四");
        let untouched = party(&other, &theirs["id"]).await;
        for field in ["name", "phone", "address", "version"] {
            assert_eq!(untouched[field], theirs[field], "{field}");
        }
        assert_eq!(named(&other, &case).await, [json!("王小明")]);
        // No row of the log that another region reads says what anybody is called.
        let there = audit_entry::Entity::find()
            .filter(audit_entry::Column::ObjectType.eq("Party"))
            .all(&world.app.db.read)
            .await
            .unwrap();
        assert!(
            there
                .iter()
                .all(|row| !["某人", "李四", "王小明", "1949"].iter().any(|word| row.detail.contains(word)))
        );

        // A case of one's own that names the person is a reason to read it, and every region concerned is told.
        let own = lead(&world, &officer, &ours["id"]).await;
        assert_eq!(named(&officer, &own).await, [json!("李四")]);
        assert_eq!(party(&officer, &ours["id"]).await["viewerCanRevealIdentityNumber"], true);
        let shown = officer.succeed("revealIdentityNumber", reveal, "idNumber").await;
        assert_eq!(shown["idNumber"], PERSON);
        for region in ["4306", "4301"] {
            assert_eq!(logged(&world, region, "revealIdentityNumber").await, 1, "{region}");
        }
    });
}

#[test]
fn a_case_goes_on_under_the_name_of_its_acts_and_is_found_under_every_one() {
    on_each_engine(|world| async move {
        let (head, officer) = (world.client("head").await, world.client("officer").await);
        let business = json!({ "kind": "BUSINESS", "name": "恒昌名酒商行" });
        let business = register(&officer, business).await["party"].clone();
        assert_eq!(business["viewerCanRename"], true);
        let filed = lead(&world, &officer, &business["id"]).await;
        world.step(&officer, &filed, "ACCEPT", json!({})).await;
        world.step(&head, &filed, "FILE", json!({})).await;
        let waiting = lead(&world, &officer, &business["id"]).await;
        world.step(&officer, &waiting, "ACCEPT", json!({})).await;

        world.pass(chrono::Duration::days(2));
        let officer = world.client("officer").await;
        let head = world.client("head").await;
        let seen = party(&officer, &business["id"]).await;
        let early = revised(&seen, json!({ "name": "鼎盛名酒商行", "nameSince": "2026-11-17" }));
        assert_eq!(officer.refused("reviseParty", early).await, ["DATE_ORDER"]);
        let future = revised(&seen, json!({ "name": "鼎盛名酒商行", "nameSince": "2027-01-01" }));
        assert_eq!(officer.refused("reviseParty", future).await.len(), 1);
        let renamed = revised(&seen, json!({ "name": "鼎盛名酒商行", "nameSince": "2026-11-19" }));
        officer.succeed("reviseParty", renamed, "party { id }").await;
        let seen = party(&officer, &business["id"]).await;
        assert_eq!(
            seen["names"],
            json!([{ "name": "鼎盛名酒商行", "validFrom": "2026-11-19" }, { "name": "恒昌名酒商行", "validFrom": "2026-11-18" }])
        );
        for case in [&filed, &waiting] {
            assert_eq!(named(&officer, case).await, [json!("恒昌名酒商行")]);
        }
        for word in ["恒昌", "鼎盛"] {
            assert_eq!(
                (found(&officer, "cases", word).await, found(&officer, "parties", word).await),
                (2, 1),
                "{word}"
            );
        }
        // What is filed now is filed against who it is called now.
        world.step(&head, &waiting, "FILE", json!({})).await;
        assert_eq!(named(&officer, &waiting).await, [json!("鼎盛名酒商行")]);
        assert_eq!(named(&officer, &filed).await, [json!("恒昌名酒商行")]);
        assert_eq!(found(&officer, "cases", "恒昌").await, 2);
        // Revising a case leaves its names as they are.
        let version = "query($id: ID!) { case(id: $id) { version title kind } }";
        let case = officer.data(version, json!({ "id": filed })).await["case"].clone();
        let input = json!({ "id": filed, "version": case["version"], "title": "另一题目", "kind": case["kind"], "marks": [], "focusAreas": [],
            "parties": [{ "partyId": business["id"], "role": "RESPONDENT" }] });
        officer.succeed("reviseCase", input, "case { id }").await;
        assert_eq!(named(&officer, &filed).await, [json!("恒昌名酒商行")]);
    });
}

#[test]
fn who_receives_a_case_opens_its_parties_and_keeps_them_as_their_own() {
    on_each_engine(|world| async move {
        let (officer, other) = (world.client("officer").await, world.client("other_officer").await);
        let person = json!({ "kind": "PERSON", "name": "张三丰", "phone": "13812345678" });
        let person = register(&officer, person).await["party"].clone();
        let case = lead(&world, &officer, &person["id"]).await;
        assert_eq!(party(&other, &person["id"]).await, Value::Null);
        let document = "query($id: ID!) { case(id: $id) { version } }";
        let version = officer.data(document, json!({ "id": case })).await["case"]["version"].clone();
        let input = json!({ "caseId": case, "version": version, "departmentId": world.department("other_market"),
            "occurredOn": world.today(), "ground": "属地管辖", "documents": ["移送函"] });
        officer.succeed("referCaseToDepartment", input, "referral { id }").await;

        let opened = party(&other, &person["id"]).await;
        assert_eq!((&opened["name"], &opened["phone"]), (&json!("张三丰"), &json!("13812345678")));
        let node = "query($id: ID!) { node(id: $id) { __typename id } }";
        let node = other.data(node, json!({ "id": person["id"] })).await["node"].clone();
        assert_eq!(node, json!({ "__typename": "Party", "id": person["id"] }));
        // From then on each writes their own.
        other
            .succeed("reviseParty", revised(&opened, json!({ "phone": "13900000000" })), "party { id }")
            .await;
        assert_eq!(party(&officer, &person["id"]).await["phone"], "13812345678");
        assert_eq!(party(&other, &person["id"]).await["phone"], "13900000000");
    });
}

#[test]
fn a_namesake_without_a_number_and_a_name_in_variants_are_likely_twins() {
    on_each_engine(|world| async move {
        let officer = world.client("officer").await;
        for (kind, first, second) in
            [("PERSON", "张伟", "张 伟"), ("PERSON", "吉田", "𠮷田"), ("BUSINESS", "高氏酒行", "髙氏酒行")]
        {
            let first =
                register(&officer, json!({ "kind": kind, "name": first })).await["party"]["id"].clone();
            let again = json!({ "kind": kind, "name": second });
            let again = officer
                .mutate("registerParty", again, "party { id } likelyTwins { party { id } common }")
                .await;
            assert_eq!(
                (&again["party"], &again["errors"][0]["code"]),
                (&Value::Null, &json!("LIKELY_TWIN")),
                "{second}"
            );
            assert_eq!(
                again["likelyTwins"],
                json!([{ "party": { "id": first }, "common": ["NAME"] }]),
                "{second}"
            );
        }
        // A namesake with a number may be the one without; two numbers are two people.
        let numbered = json!({ "kind": "PERSON", "name": "张伟", "idNumber": PERSON });
        assert_eq!(officer.refused("registerParty", numbered.clone()).await, ["LIKELY_TWIN"]);
        let mut numbered = numbered;
        numbered["confirmedDistinct"] = json!(true);
        register(&officer, numbered).await;
        let list = "query($on: Boolean!) { parties(first: 10, filter: { namesake: $on }) { totalCount } }";
        let count =
            async |on: bool| officer.data(list, json!({ "on": on })).await["parties"]["totalCount"].clone();
        assert_eq!((count(true).await, count(false).await), (json!(2), json!(2)));
    });
}

#[test]
fn merging_tells_every_region_that_knows_the_survivor_and_changes_none_of_its_records() {
    on_each_engine(|world| async move {
        let (officer, other) = (world.client("officer").await, world.client("other_officer").await);
        let office = world.client("office").await;
        let code = code("430100", 9);
        let theirs = json!({ "kind": "BUSINESS", "name": "恒昌酒业", "creditCode": code, "phone": "0731-1" });
        let theirs = register(&other, theirs).await["party"].clone();
        let case = lead(&world, &other, &theirs["id"]).await;
        register(&officer, json!({ "kind": "BUSINESS", "name": "恒昌", "creditCode": code })).await;
        let twin =
            json!({ "kind": "BUSINESS", "name": "恒昌岳阳店", "phone": "0730-8", "confirmedDistinct": true });
        let twin = register(&officer, twin).await["party"].clone();
        // The other way round their records would change: that is the office's above both.
        let version = async |id: &Value| party(&office, id).await["version"].clone();
        let merge = json!({ "id": theirs["id"], "version": version(&theirs["id"]).await, "mergedId": twin["id"],
            "mergedVersion": version(&twin["id"]).await, "reason": "同一商户" });
        office.succeed("mergeParties", merge, "party { id }").await;
        let untouched = party(&other, &theirs["id"]).await;
        for field in ["name", "phone", "particulars", "names"] {
            assert_eq!(untouched[field], theirs[field], "{field}");
        }
        assert_eq!(named(&other, &case).await, [json!("恒昌酒业")]);
        assert_eq!(party(&officer, &theirs["id"]).await["phone"], "0730-8");
        assert_eq!(found(&officer, "parties", "岳阳店").await, 1);
        assert_eq!(
            (logged(&world, "4306", "mergeParties").await, logged(&world, "4301", "mergeParties").await),
            (1, 1)
        );
    });
}

#[test]
fn what_was_recorded_before_there_were_particulars_is_kept_by_each_department_that_saw_it() {
    on_each_engine(|world| async move {
        let (officer, culture) = (world.client("officer").await, world.client("culture_officer").await);
        let business = json!({ "kind": "BUSINESS", "name": "恒昌名酒商行", "creditCode": code("430600", 3), "phone": "0730-8220001",
            "address": "岳阳楼区建材市场3栋12号", "legalRepresentative": "陈老板", "regionCode": "430621" });
        let first = register(&officer, business.clone()).await["party"].clone();
        register(&culture, business).await;
        let person = json!({ "kind": "PERSON", "name": "王小明", "phone": "13812345678" });
        let person = register(&officer, person).await["party"].clone();
        let case = lead(&world, &officer, &person["id"]).await;

        // As it was before, and back.
        let steps = Migrator::migrations();
        let at = steps.iter().position(|step| step.name().ends_with("party_particulars")).unwrap();
        let later = u32::try_from(steps.len() - at).unwrap();
        let db = world.app.db.writer();
        Migrator::down(db, Some(later)).await.expect("back to one row for all");
        Migrator::up(db, None).await.expect("up again");
        assert_eq!(complete(&world.app.db).await.expect("what is compared"), 4);

        for client in [&officer, &culture] {
            let seen = party(client, &first["id"]).await;
            for field in ["name", "creditCode", "phone", "address", "legalRepresentative", "region"] {
                assert_eq!(seen[field], first[field], "{field}");
            }
            assert_eq!(seen["names"], json!([{ "name": "恒昌名酒商行", "validFrom": world.today() }]));
            assert_eq!(
                (found(client, "parties", "恒昌").await, found(client, "parties", "建材市场").await),
                (1, 1)
            );
        }
        let seen = party(&officer, &person["id"]).await;
        assert_eq!((&seen["name"], &seen["phone"]), (&json!("王小明"), &json!("13812345678")));
        assert_eq!(named(&officer, &case).await, [json!("王小明")]);
        assert_eq!(
            (found(&officer, "parties", "小明").await, found(&culture, "parties", "小明").await),
            (1, 0)
        );
        assert_eq!(
            officer.refused("registerParty", json!({ "kind": "PERSON", "name": "王小明" })).await,
            ["LIKELY_TWIN"]
        );
    });
}
