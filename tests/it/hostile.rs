//! Whatever anybody sends, the answer says what is wrong with it: no request brings a fault of ours to light.
//! Every root field of the published schema is asked, with arguments made of their types.

use std::collections::BTreeMap;

use serde_json::{Value, json};
use tests::{
    Client, World, on_each_engine,
    schema::{Given, Types},
};

/// Who asks; each signs in once and must still be signed in at the end.
const ROLES: [&str; 5] = ["office", "officer", "head", "admin", "auditor"];

/// What may be sent: it is looked up, compared, stored, and found to be nothing of ours.
const STRANGE: [&str; 9] = [
    "\u{202e}exe.fdp",
    "%_*\"",
    "' OR '1'='1'; DROP TABLE \"case\"; --",
    "\\",
    "雷雨👩‍👩‍👧‍👦🀄",
    "\u{200b}\u{feff}\u{e000}\u{10ffff}",
    "{\"$gt\": \"\"}",
    " ",
    "",
];

/// What nobody types on purpose.
const REFUSED: [&str; 5] = ["a\u{0}b", "\u{1b}[2J", "\u{7f}", "\u{85}", "a\u{8}"];

/// Objects that there are, by their types.
async fn objects(world: &World) -> BTreeMap<&'static str, String> {
    let (office, officer) = (world.client("office").await, world.client("officer").await);
    let party = world.party(&officer, "恒昌名酒商行").await;
    let parties = json!([{ "partyId": party, "role": "RESPONDENT" }]);
    BTreeMap::from([
        ("Case", world.lead(&officer, json!({ "parties": parties })).await),
        ("Party", party),
        ("Inspection", world.inspection(&officer, json!({})).await),
        ("Training", world.training(&officer, json!({})).await),
        ("PublicityEvent", world.publicity_event(&officer, json!({})).await),
        ("JointAction", world.action(&office, json!({})).await),
        ("Department", world.department("police")),
        ("User", world.user("observer")),
    ])
}

#[test]
fn a_stranger_gets_to_nothing_that_is_read() {
    on_each_engine(|world| async move {
        let types = Types::read();
        let nobody = world.anonymous();
        let given = Given { text: "雷雨", id: &|_| "x".to_owned(), key: "k", choice: 0 };
        let mut open = Vec::new();
        for (operation, root) in [("query", "Query"), ("mutation", "Mutation")] {
            for field in types.fields(root) {
                let (document, variables) = types.request(operation, field, &given);
                // Neither what is in fragments nor what stands beside what is open gets through.
                let around = document.replacen('{', "{ __typename ... {", 1) + "}";
                for document in [document, around] {
                    let answer = nobody.ask(&document, variables.clone()).await;
                    match answer.codes().as_slice() {
                        ["UNAUTHENTICATED"] => {
                            assert_eq!((answer.status, answer.body.get("data")), (401, None), "{document}");
                        }
                        codes => {
                            assert!(!codes.contains(&"INTERNAL"), "{document}: {:#}", answer.body);
                            open.push(field.name.node.to_string());
                        }
                    }
                }
            }
        }
        open.dedup();
        assert_eq!(open, ["signIn", "refreshSession", "signOut"]);
        let beside = "mutation { signOut(input: {}) { signedOut } endSessions: changePassword(input: { currentPassword: \"\", newPassword: \"\" }) { changed } }";
        assert_eq!(nobody.ask(beside, json!({})).await.status, 401);
        assert_eq!(nobody.ask("{ __typename }", json!({})).await.body["data"]["__typename"], "Query");
    });
}

#[test]
fn strange_texts_are_no_fault_of_ours() {
    on_each_engine(|world| async move {
        let types = Types::read();
        let objects = objects(&world).await;
        let long = "很长".repeat(3_000);
        let mut clients = Vec::new();
        for role in ROLES {
            clients.push(world.client(role).await);
        }
        let known = |of: Option<&str>| of.and_then(|of| objects.get(of)).cloned();
        let mut asked = 0;
        for (operation, root) in [("query", "Query"), ("mutation", "Mutation")] {
            let fields = types.fields(root).into_iter().filter(|field| field.name.node != "signOut");
            for (place, field) in fields.enumerate() {
                for (turn, text) in STRANGE.into_iter().chain([long.as_str()]).enumerate() {
                    let client: &Client = &clients[(place + turn) % clients.len()];
                    let key = format!("{}-{turn}", field.name.node);
                    let named = |of: Option<&str>| known(of).unwrap_or_else(|| text.to_owned());
                    let strange = |_: Option<&str>| text.to_owned();
                    for given in [
                        Given { text, id: &named, key: &key, choice: turn },
                        Given { text, id: &strange, key: &key, choice: turn + 1 },
                        Given { text: "雷雨", id: &named, key: text, choice: turn },
                    ] {
                        let (document, variables) = types.request(operation, field, &given);
                        let answer = client.ask(&document, variables.clone()).await;
                        let codes = answer.codes();
                        assert!(
                            !codes.iter().any(|code| ["INTERNAL", "none", "TIMEOUT"].contains(code)),
                            "{document} with {variables:#}: {:#}",
                            answer.body
                        );
                        asked += usize::from(answer.body.get("data").is_some());
                    }
                }
            }
        }
        assert!(asked > 2_000, "only {asked} requests were executed");
        for client in &clients {
            client.data("{ viewer { today } }", json!({})).await;
        }
    });
}

#[test]
fn control_characters_are_refused_wherever_they_are_sent() {
    on_each_engine(|world| async move {
        let types = Types::read();
        let office = world.client("office").await;
        let mut refused = 0;
        for (operation, root) in [("query", "Query"), ("mutation", "Mutation")] {
            for (place, field) in types.fields(root).into_iter().enumerate() {
                let bad = REFUSED[place % REFUSED.len()];
                let fine = |_: Option<&str>| "x".to_owned();
                let evil = |_: Option<&str>| bad.to_owned();
                for given in [
                    Given { text: bad, id: &fine, key: "k", choice: 0 },
                    Given { text: "x", id: &evil, key: "k", choice: 0 },
                    Given { text: "x", id: &fine, key: bad, choice: 0 },
                ] {
                    let (document, variables) = types.request(operation, field, &given);
                    if !holds(&variables, bad) {
                        continue;
                    }
                    let answer = office.ask(&document, variables).await;
                    assert_eq!(answer.status, 400, "{document}: {:#}", answer.body);
                    for error in answer.body["errors"].as_array().unwrap() {
                        assert_eq!(error["extensions"]["code"], "BAD_USER_INPUT");
                        assert!(!error["extensions"]["path"].as_array().unwrap().is_empty());
                        assert!(
                            error["message"].as_str().unwrap().contains("不得含有控制字符（U+00"),
                            "{document}: {error}"
                        );
                    }
                    refused += 1;
                }
            }
        }
        assert!(refused > 200, "only {refused}");
    });
}

fn holds(value: &Value, text: &str) -> bool {
    match value {
        Value::String(found) => found == text,
        Value::Array(items) => items.iter().any(|item| holds(item, text)),
        Value::Object(fields) => fields.values().any(|field| holds(field, text)),
        _ => false,
    }
}

#[test]
fn half_characters_are_not_json_and_not_graphql() {
    on_each_engine(|world| async move {
        let office = world.client("office").await;
        let body = r#"{"query": "query($id: ID!) { node(id: $id) { id } }", "variables": {"id": "\ud800"}}"#;
        let answer = office.post(body.to_owned()).await;
        assert_eq!((answer.status, answer.codes()), (400, vec!["BAD_REQUEST"]));
        let answer = office.ask(r#"{ node(id: "\ud800") { id } }"#, json!({})).await;
        assert_eq!((answer.status, answer.codes()), (400, vec!["GRAPHQL_PARSE_FAILED"]));
    });
}

#[test]
fn only_texts_of_several_lines_have_line_ends() {
    on_each_engine(|world| async move {
        let officer = world.client("officer").await;
        let input = world.lead_input(json!({ "summary": "第一行\r\n\t第二行\n第三行" }));
        officer.succeed("registerLead", input, "case { id }").await;
        let input = world.lead_input(json!({ "title": "第一行\n第二行" }));
        let document =
            "mutation($input: RegisterLeadInput!) { registerLead(input: $input) { errors { code } } }";
        let answer = officer.ask(document, json!({ "input": input })).await;
        assert_eq!(answer.body["errors"][0]["extensions"]["path"], json!(["input", "title"]));

        // Each name is one that inputs have, and of a text.
        let types = Types::read();
        for name in shuangda::schema::SEVERAL_LINES {
            let has = types.all().any(|(_, of)| match &of.kind {
                async_graphql_parser::types::TypeKind::InputObject(input) => {
                    input.fields.iter().any(|field| {
                        field.node.name.node == *name
                            && tests::schema::name_of(&field.node.ty.node) == "String"
                    })
                }
                _ => false,
            });
            assert!(has, "no input has {name}");
        }
    });
}
