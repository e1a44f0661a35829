//! Clocks run between the moments that happened, whenever somebody types them.

use std::collections::BTreeMap;

use chrono::{Days, Duration, NaiveDate};
use serde_json::{Value, json};
use tests::{Client, World, on_each_engine, records::with};

const CASE: &str = "query($id: ID!) { case(id: $id) { version dueOn
    clocks { id kind state version startedOn startedAt dueOn dueAt metOn explanation }
    referrals { id version status events { act occurredOn occurredAt } } } }";

async fn case(client: &Client, id: &str) -> Value {
    client.data(CASE, json!({ "id": id })).await["case"].clone()
}

async fn clock(client: &Client, id: &str, kind: &str) -> Value {
    let case = case(client, id).await;
    case["clocks"].as_array().unwrap().iter().find(|clock| clock["kind"] == kind).cloned().unwrap_or_default()
}

/// A case that reaches a threshold, under investigation since this day.
async fn investigated(world: &World, on: NaiveDate) -> String {
    let (officer, head) = (world.client("officer").await, world.client("head").await);
    let on = json!({ "occurredOn": on });
    let lead = json!({ "amount": "86000.00", "receivedOn": on["occurredOn"] });
    let id = world.lead(&officer, lead).await;
    world.step(&officer, &id, "ACCEPT", on.clone()).await;
    world.step(&head, &id, "FILE", on.clone()).await;
    let handlers = json!([{ "userId": world.user("officer"), "lead": true },
        { "userId": world.user("officer2") }]);
    let assign = json!({ "id": id, "version": case(&head, &id).await["version"], "handlers": handlers });
    head.succeed("assignCaseHandlers", assign, "case { id }").await;
    world.step(&officer, &id, "INVESTIGATE", on).await;
    id
}

async fn propose(world: &World, id: &str, on: NaiveDate) {
    let officer = world.client("officer").await;
    let package = json!([
        { "kind": "TRANSFER_LETTER", "document": "岳市监移〔2026〕1号" },
        { "kind": "INVESTIGATION_REPORT", "document": "调查终结报告" },
        { "kind": "GOODS_LIST", "document": "涉案物品清单" },
        { "kind": "APPRAISAL", "reason": "权利人鉴别意见已附" },
    ]);
    let input = json!({ "caseId": id, "version": case(&officer, id).await["version"], "occurredOn": on,
        "departmentId": world.department("police"), "ground": "涉嫌犯罪", "items": package });
    officer.succeed("proposePoliceReferral", input, "referral { id }").await;
}

/// The input of an act in the case's referral, on this day.
async fn act(client: &Client, id: &str, on: NaiveDate, more: Value) -> Value {
    let referral = case(client, id).await["referrals"][0].clone();
    with(json!({ "id": referral["id"], "version": referral["version"], "occurredOn": on }), more)
}

async fn approve(world: &World, id: &str, on: NaiveDate, more: Value) {
    let head = world.client("head").await;
    let input = with(act(&head, id, on, json!({ "approved": true })).await, more);
    head.succeed("decidePoliceReferral", input, "referral { id }").await;
}

async fn hand_over(world: &World, id: &str, on: NaiveDate, more: Value) -> Value {
    let officer = world.client("officer").await;
    let input = with(act(&officer, id, on, json!({ "documents": ["岳市监移〔2026〕1号"] })).await, more);
    officer.mutate("handOverToPolice", input, "referral { id }").await["errors"].clone()
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

#[test]
fn the_police_clock_runs_from_the_approval() {
    on_each_engine(|world| async move {
        world.pass(Duration::days(11));
        assert_eq!(world.today(), day("2026-11-29"));
        let id = investigated(&world, day("2026-11-02")).await;
        propose(&world, &id, day("2026-11-02")).await;
        approve(&world, &id, day("2026-11-03"), json!({})).await;
        let officer = world.client("officer").await;
        let clock = async || clock(&officer, &id, "POLICE_HANDOVER").await;
        let running = clock().await;
        assert_eq!((&running["dueOn"], &running["dueAt"]), (&json!("2026-11-04"), &Value::Null));
        assert_eq!(running["state"], "OVERDUE");
        assert_eq!(
            running["explanation"],
            json!([
                "2026年11月3日批准移送，24小时内完成",
                "批准移送时刻未记录，只知日期，计至2026年11月4日24时",
                "期限至2026年11月4日"
            ])
        );
        assert_eq!(hand_over(&world, &id, day("2026-11-20"), json!({})).await, json!([]));
        let met = clock().await;
        assert_eq!((&met["state"], &met["metOn"]), (&json!("MET_LATE"), &json!("2026-11-20")));
        let filing = self::clock(&officer, &id, "POLICE_FILING").await;
        assert_eq!((&filing["startedOn"], &filing["dueOn"]), (&json!("2026-11-20"), &json!("2026-11-23")));
    });
}

#[test]
fn moments_are_taken_where_they_are_known() {
    on_each_engine(|world| async move {
        world.pass(Duration::days(11));
        let (officer, head) = (world.client("officer").await, world.client("head").await);
        let late = investigated(&world, day("2026-11-02")).await;
        propose(&world, &late, day("2026-11-02")).await;
        let on = day("2026-11-03");
        // On its day, in China Standard Time.
        let other = json!({ "approved": true, "occurredAt": "2026-11-03T16:30:00Z" });
        let other = act(&head, &late, on, other).await;
        assert_eq!(head.refused("decidePoliceReferral", other).await, ["DATE_ORDER"]);
        let future = json!({ "approved": true, "occurredAt": "2026-11-29T15:00:00Z" });
        let future = act(&head, &late, world.today(), future).await;
        assert_eq!(head.refused("decidePoliceReferral", future).await, ["DATE_ORDER"]);
        approve(&world, &late, on, json!({ "occurredAt": "2026-11-03T10:30:00+08:00" })).await;
        let running = clock(&officer, &late, "POLICE_HANDOVER").await;
        assert_eq!(
            (&running["dueOn"], &running["dueAt"]),
            (&json!("2026-11-04"), &json!("2026-11-04T02:30:00+00:00"))
        );
        assert_eq!(running["explanation"][0], "2026年11月3日10:30批准移送，24小时内完成");
        // On the last day only the moment tells.
        let errors = hand_over(&world, &late, day("2026-11-04"), json!({})).await;
        assert_eq!((&errors[0]["code"], &errors[0]["path"]), (&json!("REQUIRED"), &json!(["occurredAt"])));
        assert_eq!(errors[0]["message"], "期限至2026年11月4日10:30，当日办理的请填写时刻，以判断是否按期");
        let early = json!({ "occurredAt": "2026-11-03T10:29:00+08:00" });
        let errors = hand_over(&world, &late, on, early).await;
        assert_eq!(errors[0]["code"], "DATE_ORDER");
        let at = json!({ "occurredAt": "2026-11-04T10:31:00+08:00" });
        assert_eq!(hand_over(&world, &late, day("2026-11-04"), at).await, json!([]));
        assert_eq!(clock(&officer, &late, "POLICE_HANDOVER").await["state"], "MET_LATE");
        let events = case(&officer, &late).await["referrals"][0]["events"].clone();
        let said = events.as_array().unwrap().iter().find(|event| event["act"] == "HAND_OVER").unwrap();
        assert_eq!(said["occurredAt"], "2026-11-04T02:31:00+00:00");

        let timely = investigated(&world, day("2026-11-02")).await;
        propose(&world, &timely, day("2026-11-02")).await;
        approve(&world, &timely, on, json!({ "occurredAt": "2026-11-03T10:30:00+08:00" })).await;
        let at = json!({ "occurredAt": "2026-11-04T10:30:00+08:00" });
        assert_eq!(hand_over(&world, &timely, day("2026-11-04"), at).await, json!([]));
        assert_eq!(clock(&officer, &timely, "POLICE_HANDOVER").await["state"], "MET");
    });
}

/// What happens to a case on day `number` of its life.
async fn happens(world: &World, id: &mut String, on: NaiveDate, number: u64) {
    let officer = world.client("officer").await;
    match number {
        0 => *id = investigated(world, on).await,
        1 => propose(world, id, on).await,
        3 => approve(world, id, on, json!({})).await,
        4 => assert_eq!(hand_over(world, id, on, json!({})).await, json!([])),
        6 => {
            let police = world.client("police_officer").await;
            let no = json!({ "filed": false, "ground": "情节轻微", "documents": ["岳公不立字〔2026〕3号"] });
            let input = act(&police, id, on, no).await;
            police.succeed("answerPoliceReferral", input, "referral { id }").await;
        }
        7 => {
            let running = clock(&officer, id, "CASE_DECISION").await;
            let stop = json!({ "id": running["id"], "version": running["version"], "occurredOn": on,
                "reason": "APPRAISAL", "ground": "送检鉴定" });
            officer.succeed("stopClock", stop, "clock { id }").await;
        }
        9 => {
            let running = clock(&officer, id, "CASE_DECISION").await;
            let resume = json!({ "id": running["id"], "version": running["version"], "occurredOn": on,
                "reason": "APPRAISAL", "ground": "鉴定意见已收到" });
            officer.succeed("resumeClock", resume, "clock { id }").await;
        }
        11 => drop(world.step(&officer, id, "SUBMIT_LEGAL_REVIEW", json!({ "occurredOn": on })).await),
        12 => {
            let reviewer = world.client("officer2").await;
            world.step(&reviewer, id, "PASS_LEGAL_REVIEW", json!({ "occurredOn": on })).await;
        }
        _ => {}
    }
}

/// The clocks of a case but for the one thing that depends on when somebody looks.
async fn kept(client: &Client, id: &str) -> BTreeMap<String, Value> {
    let case = case(client, id).await;
    let mut kept = BTreeMap::from([("the case".to_owned(), case["dueOn"].clone())]);
    for clock in case["clocks"].as_array().unwrap() {
        let fields = ["state", "startedOn", "startedAt", "dueOn", "dueAt", "metOn", "explanation"];
        let said = fields.map(|field| clock[field].clone());
        kept.insert(clock["kind"].as_str().unwrap().to_owned(), json!(said));
    }
    kept
}

#[test]
fn what_is_typed_late_is_judged_as_what_was_typed_at_once() {
    on_each_engine(|world| async move {
        let first = world.today();
        let mut at_once = String::new();
        for number in 0..13 {
            happens(&world, &mut at_once, world.today(), number).await;
            world.pass(Duration::days(1));
        }
        world.pass(Duration::days(20));
        let mut late = String::new();
        for number in 0..13 {
            happens(&world, &mut late, first + Days::new(number), number).await;
        }
        let officer = world.client("officer").await;
        let (at_once, late) = (kept(&officer, &at_once).await, kept(&officer, &late).await);
        assert_eq!(at_once, late);
        assert!(at_once.len() > 8, "{:?}", at_once.keys());
    });
}

#[test]
fn hours_that_ran_from_the_typing_are_counted_anew() {
    use entity::{clock, clock_rule, enums::ClockKind};
    use migration::MigratorTrait;
    use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

    on_each_engine(|world| async move {
        let db = world.app.db.writer();
        let kind = clock_rule::Column::Kind.eq(ClockKind::PoliceHandover);
        let rule = clock_rule::Entity::find().filter(kind).one(db).await.unwrap().unwrap();
        let typed = world.app.clock.now();
        let row = |met_on: Option<&str>| {
            let row = super::todo::clock(&world, "market", "4306", entity::enums::WaitsFor::Handlers);
            clock::Model {
                kind: ClockKind::PoliceHandover,
                rule_id: Some(rule.id),
                started_on: day("2026-11-03"),
                started_at: Some(typed),
                due_at: Some(typed + Duration::hours(24)),
                met_on: met_on.map(day),
                is_open: met_on.is_none(),
                ..super::todo::due(row, day("2026-11-19"))
            }
        };
        let rows = [row(None), row(Some("2026-11-04")), row(Some("2026-11-05"))];
        super::todo::save(&world, &rows).await;
        let steps = migration::Migrator::migrations();
        let place = steps.iter().position(|step| step.name() == "m20261129_000020_moments").unwrap();
        let later = u32::try_from(steps.len() - place).unwrap();
        migration::Migrator::down(db, Some(later)).await.unwrap();
        migration::Migrator::up(db, None).await.unwrap();
        let mut late = Vec::new();
        for row in rows {
            let now = clock::Entity::find_by_id(row.id).one(db).await.unwrap().unwrap();
            assert_eq!((now.started_at, now.due_at), (None, None));
            assert_eq!((now.due_on, now.due_sort), (Some(day("2026-11-04")), day("2026-11-04")));
            late.push(now.met_late);
        }
        assert_eq!(late, [false, false, true]);
    });
}

#[test]
fn the_heads_decision_counts_from_when_it_was_made() {
    on_each_engine(|world| async move {
        let officer = world.client("officer").await;
        let id = world.lead(&officer, json!({})).await;
        world.step(&officer, &id, "ACCEPT", json!({})).await;
        let step = json!({ "id": id, "version": case(&officer, &id).await["version"], "transition": "FILE",
            "occurredOn": world.today(), "ground": "《商标法》" });
        officer.succeed("proposeCaseStep", step, "case { id }").await;
        let signed = world.today() + Days::new(1);
        world.pass(Duration::days(20));
        let head = world.client("head").await;
        const APPROVALS: &str = "query($id: ID!) { case(id: $id) { version approvals { id state } } }";
        let seen = head.data(APPROVALS, json!({ "id": id })).await["case"].clone();
        let approve =
            json!({ "id": seen["approvals"][0]["id"], "version": seen["version"], "occurredOn": signed });
        head.succeed("approveCaseStep", approve, "case { id }").await;
        let officer = world.client("officer").await;
        let approval = clock(&officer, &id, "APPROVAL").await;
        assert_eq!((&approval["state"], &approval["metOn"]), (&json!("MET"), &json!(signed)));
        assert_eq!(clock(&officer, &id, "CASE_DECISION").await["startedOn"], json!(signed));
    });
}
