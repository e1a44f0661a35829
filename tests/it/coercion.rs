//! What an operation is given is read before any of it runs: one bad value, and nothing was done.

use serde_json::{Map, Value, json};
use tests::{Client, World, on_each_engine};

/// Ten leads in one request, the eighth of which has this amount: given by variables, and written out.
fn ten_leads(world: &World, amount: &str) -> [(String, Value); 2] {
    let (mut declared, mut called, mut written, mut variables) =
        (String::new(), String::new(), String::new(), Map::new());
    for place in 0..10 {
        let amount = if place == 7 { amount } else { "12.00" };
        let input = world.lead_input(json!({ "amount": amount }));
        declared += &format!("$lead{place}: RegisterLeadInput! ");
        called += &format!("a{place}: registerLead(input: $lead{place}) {{ errors {{ code }} }} ");
        written += &format!(
            "a{place}: registerLead(input: {{ title: {}, kind: TRADEMARK, source: COMPLAINT, receivedOn: {}, amount: {} }}) {{ errors {{ code }} }} ",
            input["title"], input["receivedOn"], input["amount"]
        );
        variables.insert(format!("lead{place}"), input);
    }
    [
        (format!("mutation({declared}) {{ {called} }}"), Value::Object(variables)),
        (format!("mutation {{ {written} }}"), json!({})),
    ]
}

async fn cases(client: &Client) -> i64 {
    let data = client.data("{ cases(first: 1) { totalCount } }", json!({})).await;
    data["cases"]["totalCount"].as_i64().unwrap()
}

#[test]
fn of_ten_mutations_with_one_bad_amount_none_is_done() {
    on_each_engine(|world| async move {
        let officer = world.client("officer").await;
        for (place, (document, variables)) in ten_leads(&world, "1,2,3").into_iter().enumerate() {
            let answer = officer.ask(&document, variables).await;
            assert_eq!((answer.status, answer.body.get("data")), (400, None), "{:#}", answer.body);
            let errors = answer.body["errors"].as_array().unwrap();
            assert_eq!(errors.len(), 1);
            let (name, line) = if place == 0 { ("lead7", 1) } else { ("input", 1) };
            assert_eq!(
                errors[0]["extensions"],
                json!({ "code": "BAD_USER_INPUT", "path": [name, "amount"] })
            );
            assert_eq!(errors[0]["locations"][0]["line"], line);
            let message = errors[0]["message"].as_str().unwrap();
            assert!(message.starts_with(&format!("{name}.amount：应为以元为单位的金额")), "{message}");
            assert_eq!(cases(&officer).await, 0);
        }
        for (document, variables) in ten_leads(&world, "1,234.5") {
            let data = officer.data(&document, variables).await;
            assert!(data.as_object().unwrap().values().all(|payload| payload["errors"] == json!([])));
        }
        assert_eq!(cases(&officer).await, 20);
    });
}

#[test]
fn every_kind_of_value_is_refused_in_the_reader_s_language() {
    on_each_engine(|world| async move {
        let officer = world.client("officer").await;
        let english = officer.in_english();
        let document =
            "mutation($input: RegisterLeadInput!) { registerLead(input: $input) { errors { code } } }";
        for (field, bad, zh, en) in [
            ("receivedOn", json!("2026-2-9"), "应为日历上有的日期", "a day of the calendar"),
            ("receivedOn", json!("+2026-02-09"), "应为日历上有的日期", "a day of the calendar"),
            ("receivedOn", json!("2026-02-09 "), "应为日历上有的日期", "a day of the calendar"),
            ("receivedOn", json!(20260209), "应为文本", "a string"),
            ("receivedOn", json!(null), "此项必填", "this is required"),
            ("kind", json!("TRADEMARKS"), "应为下列值之一：TRADEMARK", "one of these values"),
            ("kind", json!(1), "应为下列值之一", "one of these values"),
            ("amount", json!("1,2,3"), "应为以元为单位的金额", "an amount of yuan"),
            ("amount", json!(12.5), "应为文本", "a string"),
            ("title", json!(["a"]), "应为文本", "a string"),
            ("title", json!("a\u{0}"), "不得含有控制字符（U+0000）", "control characters (U+0000)"),
            ("parties", json!("x"), "应为一组字段", "an object of fields"),
            ("colour", json!("red"), "没有此字段", "there is no such field"),
        ] {
            let input = world.lead_input(json!({ field: bad }));
            for (client, words, colon) in [(&officer, zh, "："), (&english, en, ": ")] {
                let answer = client.ask(document, json!({ "input": input })).await;
                let error = &answer.body["errors"][0];
                let message = error["message"].as_str().unwrap();
                assert!(message.starts_with(&format!("input.{field}{colon}{words}")), "{message}");
                assert_eq!(error["extensions"]["path"], json!(["input", field]));
                assert_eq!(error["extensions"]["code"], "BAD_USER_INPUT");
            }
        }
        // All that is wrong is said at once.
        let input = json!({ "receivedOn": "x", "amount": "y", "kind": "z" });
        let answer = officer.ask(document, json!({ "input": input })).await;
        let paths: Vec<_> = answer.body["errors"]
            .as_array()
            .unwrap()
            .iter()
            .map(|error| error["extensions"]["path"][1].clone())
            .collect();
        for field in ["receivedOn", "amount", "kind", "title", "source"] {
            assert!(paths.contains(&json!(field)), "{field}: {paths:?}");
        }
        assert_eq!(cases(&officer).await, 0);
    });
}

#[test]
fn literals_name_the_values_of_enums_and_variables_write_them() {
    on_each_engine(|world| async move {
        let office = world.client("office").await;
        for (document, fine) in [
            ("{ cases(first: 1, filter: { status: [LEAD] }) { totalCount } }", true),
            ("{ cases(first: 1, filter: { status: LEAD }) { totalCount } }", true),
            ("{ cases(first: 1, filter: { status: [\"LEAD\"] }) { totalCount } }", false),
            ("{ cases(first: 1, filter: { status: \"LEAD\" }) { totalCount } }", false),
            (
                "{ ...F } fragment F on Query { cases(first: 1, filter: { status: \"LEAD\" }) { totalCount } }",
                false,
            ),
            (
                "query($s: [CaseStatus!] = \"LEAD\") { cases(first: 1, filter: { status: $s }) { totalCount } }",
                false,
            ),
            (
                "query($s: [CaseStatus!] = LEAD) { cases(first: 1, filter: { status: $s }) { totalCount } }",
                true,
            ),
        ] {
            let answer = office.ask(document, json!({})).await;
            assert_eq!(answer.body.get("errors").is_none(), fine, "{document}: {:#}", answer.body);
            if !fine {
                assert_eq!(answer.body["errors"][0]["extensions"]["code"], "BAD_USER_INPUT", "{document}");
            }
        }
        let document = "query($s: [CaseStatus!]) { cases(first: 1, filter: { status: $s }) { totalCount } }";
        for status in [json!("LEAD"), json!(["LEAD"]), json!(null)] {
            office.data(document, json!({ "s": status })).await;
        }
    });
}
