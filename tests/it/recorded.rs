//! What outings, trainings and publicity events share: whoever took part sees a record, whose it is corrects it, in
//! whole and at the version seen.

use serde_json::{Value, json};
use tests::{World, on_each_engine, records::with};

/// A kind of record: its name in mutations, its field in payloads and lists, what is stated of one, and which of
/// that may be left out where one is recorded.
struct Recorded {
    name: &'static str,
    field: &'static str,
    stated: Value,
    defaults: Value,
}

fn kinds(world: &World) -> [Recorded; 3] {
    let today = world.today();
    let held = json!({ "name": "宣讲", "startsOn": today, "endsOn": today, "place": "街心公园" });
    let count = json!({ "value": 60, "atLeast": true });
    [
        Recorded {
            name: "Inspection",
            field: "inspection",
            stated: json!({
                "inspectedOn": today,
                "place": "街心公园",
                "officerIds": [world.user("officer"), world.user("officer2")],
                "premises": [{ "name": "宏达五金店", "result": "NO_ISSUE" }],
                "goodsChecked": count,
            }),
            defaults: json!({ "participantIds": [], "amounts": [] }),
        },
        Recorded {
            name: "Training",
            field: "training",
            stated: with(
                held.clone(),
                json!({ "kind": "LECTURE", "trainedPersonTimes": count, "companies": count }),
            ),
            defaults: json!({
                "participantIds": [], "amounts": [], "audiences": [], "examHeld": false, "certificatesIssued": 0
            }),
        },
        Recorded {
            name: "PublicityEvent",
            field: "publicityEvent",
            stated: with(
                held.clone(),
                json!({ "kind": "LECTURE", "materials": count, "consultations": count }),
            ),
            defaults: json!({ "participantIds": [], "amounts": [], "mediaItems": 0, "televisionProgrammes": 0 }),
        },
    ]
}

impl Recorded {
    /// What is stated, with `more` instead of its own.
    fn with(&self, more: Value) -> Value {
        with(self.stated.clone(), more)
    }

    /// The correction of the record with `id` at `version`, which states all and moves it to `place`.
    fn correction(&self, id: &Value, version: i32, place: &str) -> Value {
        let head = json!({ "id": id, "version": version, "reason": "地点写错", "place": place });
        with(self.with(self.defaults.clone()), head)
    }
}

#[test]
fn a_record_is_corrected_by_whose_it_is_at_the_version_seen() {
    on_each_engine(|world| async move {
        let (officer, colleague) = (world.client("officer").await, world.client("officer2").await);
        let (culture, auditor) = (world.client("culture_officer").await, world.client("auditor").await);
        for kind in kinds(&world) {
            let Recorded { name, field, .. } = &kind;
            let (record, correct) = (format!("record{name}"), format!("correct{name}"));
            let shown = format!("{field} {{ id version place departments {{ name }} viewerCanCorrect }}");
            let made = officer
                .succeed(
                    &record,
                    kind.with(json!({ "participantIds": [world.department("culture")] })),
                    &shown,
                )
                .await;
            let id = &made[field]["id"];
            assert_eq!(made[field]["departments"].as_array().map(Vec::len), Some(2), "{name}");
            assert_eq!(made[field]["viewerCanCorrect"], true, "{name}");

            // Who took part sees it and may not change it, and that they tried is logged.
            assert_eq!(
                culture.refused(&correct, kind.correction(id, 1, "南湖")).await,
                ["FORBIDDEN"],
                "{name}"
            );
            let log = "{ auditEntries(first: 1) { nodes { action objectType } } }";
            let logged = auditor.data(log, json!({})).await;
            let denied = json!({ "action": format!("denied:{correct}"), "objectType": name });
            assert_eq!(logged["auditEntries"]["nodes"][0], denied);

            // Of two who change the same version one wins, and the other is shown the present.
            let won = officer.succeed(&correct, kind.correction(id, 1, "东风广场"), &shown).await;
            assert_eq!(won[field]["version"], 2, "{name}");
            assert_eq!(
                won[field]["departments"].as_array().map(Vec::len),
                Some(1),
                "{name}: links are replaced"
            );
            let lost = colleague.mutate(&correct, kind.correction(id, 1, "南湖"), &shown).await;
            assert_eq!(lost["errors"][0]["code"], "CONFLICT", "{name}");
            assert_eq!(lost[field], won[field], "{name}");

            // To who takes part no more, it does not exist.
            let hidden = culture.mutate(&correct, kind.correction(id, 2, "南湖"), &shown).await;
            assert_eq!(hidden["errors"][0]["code"], "NOT_FOUND", "{name}");
            assert_eq!(hidden[field], Value::Null, "{name}");
            let by_id = format!("query($id: ID!) {{ {field}(id: $id) {{ id }} }}");
            assert_eq!(culture.data(&by_id, json!({ "id": id })).await[field], Value::Null, "{name}");
        }
    });
}

#[test]
fn a_correction_states_all_that_a_record_may_leave_out() {
    on_each_engine(|world| async move {
        let officer = world.client("officer").await;
        for kind in kinds(&world) {
            let Recorded { name, field, .. } = &kind;
            let shown = format!("{field} {{ id }}");
            let made = officer.succeed(&format!("record{name}"), kind.with(json!({})), &shown).await;
            let correct = format!("correct{name}");
            let document =
                format!("mutation($input: Correct{name}Input!) {{ {correct}(input: $input) {{ {shown} }} }}");
            let complete = kind.correction(&made[field]["id"], 1, "东风广场");
            for left_out in kind.defaults.as_object().unwrap().keys() {
                let mut input = complete.clone();
                input.as_object_mut().unwrap().remove(left_out);
                let answer = officer.ask(&document, json!({ "input": input })).await.body;
                let errors = answer["errors"].to_string();
                assert!(errors.contains(left_out.as_str()), "{name} without {left_out}: {answer:#}");
            }
            officer.succeed(&correct, complete, &shown).await;
        }
    });
}
