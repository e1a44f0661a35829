//! Random lives of cases, led through the API as people would: whatever happens, the periods add up,
//! no line of history is lost, and each clock ends where a count on fingers says.
//!
//! What should come out is kept beside the application, from what was done alone: never read back.

use std::collections::BTreeMap;

use chrono::{Days, Duration, NaiveDate};
use rand::{RngExt, SeedableRng, seq::IndexedRandom};
use rand_chacha::ChaCha8Rng;
use sea_orm::{ActiveModelTrait, Set};
use serde_json::{Value, json};
use shuangda::shared::audit::verification::verify;
use tests::{Client, World, for_each_engine};

mod figures;
mod reckoning;

const CASE: &str = "query($id: ID!) { case(id: $id) { status version
    events(first: 1) { sequence }
    allowedTransitions { transition operation allowed requires resultingStatus }
    allowedDeeds { deed allowed }
    clocks { id kind state version viewerCanStop viewerCanExtend needsCollectiveDate dueOn }
    referrals { id version open actions { operation allowed act requires } } } }";

/// The operations by which a case is moved other than by an act in its referral.
const OWN_STEPS: [&str; 3] = ["recordCaseStep", "referCaseToDepartment", "proposePoliceReferral"];

/// A case, and what was done to it as far as the periods count it.
struct Life {
    id: String,
    department: &'static str,
    dispute: bool,
    status: String,
    last_step_on: NaiveDate,
    accepted: Option<NaiveDate>,
    filed: bool,
    not_filed: Option<NaiveDate>,
    closed: Option<NaiveDate>,
    decided: Option<&'static str>,
    /// How many lines its history had when it was last looked at.
    lines: usize,
}

impl Life {
    /// What was done is a line of its history, if not several.
    async fn grew(&mut self, client: &Client, name: &str) {
        const LAST: &str = "query($id: ID!) { case(id: $id) { events(first: 1) { sequence } } }";
        let lines = lines_of(&client.data(LAST, json!({ "id": self.id })).await["case"]);
        assert!(lines > self.lines, "{name} is no line of history");
        self.lines = lines;
    }

    fn ended(&self) -> Option<NaiveDate> {
        self.closed.or(self.not_filed)
    }

    /// Accepted, and in hand at the end of that day.
    fn pending(&self, on: NaiveDate) -> bool {
        self.accepted.is_some_and(|day| day <= on) && self.ended().is_none_or(|day| day > on)
    }
}

/// Those who work on a department's cases, signed in anew as time passes.
struct People {
    officer: Client,
    reviewer: Client,
    head: Client,
}

impl People {
    async fn of(world: &World, department: &str) -> Self {
        let names = match department {
            "market" => ["officer", "officer2", "head"],
            _ => ["culture_officer", "culture_officer2", "culture_head"],
        };
        Self {
            officer: world.client(names[0]).await,
            reviewer: world.client(names[1]).await,
            head: world.client(names[2]).await,
        }
    }
}

#[test]
fn the_periods_of_any_lives_add_up_and_their_clocks_end_as_counted_on_fingers() {
    for_each_engine(|engine| async move {
        let world = World::new(engine).await;
        lead_lives(&world, 1 + engine as u64).await;
        world.database.clone().remove().await;
    });
}

async fn lead_lives(world: &World, seed: u64) {
    let mut rng = ChaCha8Rng::seed_from_u64(seed);
    next_year(world).await;
    let began = world.today();
    let mut lives: Vec<Life> = Vec::new();
    let mut figures = figures::Figures::default();
    for _ in 0..22 {
        let mut people = BTreeMap::new();
        for department in ["market", "culture"] {
            people.insert(department, People::of(world, department).await);
        }
        for department in ["market", "culture"] {
            if lives.len() < 26 && rng.random_bool(0.7) {
                lives.push(born(world, &mut rng, &people[department], department).await);
            }
        }
        for life in &mut lives {
            // Some cases go fast and some wait.
            for _ in 0..rng.random_range(0..4) {
                live(world, &mut rng, &people[life.department], life).await;
            }
        }
        for _ in 0..2 {
            figures.record(world, &mut rng, &people["market"].officer).await;
        }
        figures.keep(world, &mut rng).await;
        world.pass(Duration::days(rng.random_range(1..12)) + Duration::hours(rng.random_range(0..20)));
    }
    let ended = lives.iter().filter(|life| life.ended().is_some()).count();
    assert!(ended > 5 && ended < lives.len(), "{ended} of {} ended: nothing is tested", lives.len());

    reckoning::histories_are_whole(world, &lives).await;
    world.figures_are_right().await;
    figures.stay_and_are_explained(world).await;
    assert_eq!(verify(&world.app, &[]).await.expect("the log").faults, []);
    reckoning::clocks_are_as_counted(world).await;
    reckoning::periods_add_up(world, &mut rng, &lives, began).await;
}

/// The world's own calendar ends with 2026: the next year's notice, with made-up days.
async fn next_year(world: &World) {
    let span = |rest, from: &str, to: &str| entity::json::CalendarSpan {
        rest,
        from: from.parse().expect("a day"),
        to: to.parse().expect("a day"),
        name: "放假".to_owned(),
    };
    let days = vec![
        span(true, "2027-01-01", "2027-01-03"),
        span(false, "2027-01-30", "2027-01-30"),
        span(true, "2027-02-05", "2027-02-11"),
        span(false, "2027-02-20", "2027-02-21"),
        span(true, "2027-04-03", "2027-04-05"),
        span(true, "2027-05-01", "2027-05-05"),
    ];
    let year = entity::calendar_year::ActiveModel {
        id: Set(uuid::Uuid::now_v7()),
        region_key: Set(String::new()),
        year: Set(2027),
        notice: Set("试验用".to_owned()),
        published_on: Set("2026-11-01".parse().expect("a day")),
        days: Set(entity::json::CalendarSpans(days)),
        version: Set(1),
    };
    year.insert(world.app.db.writer()).await.expect("the year");
}

async fn born(world: &World, rng: &mut ChaCha8Rng, people: &People, department: &'static str) -> Life {
    let kind =
        ["TRADEMARK", "PATENT_DISPUTE", "COPYRIGHT", "COUNTERFEIT_PATENT"].choose(rng).expect("a kind");
    let received = world.today() - Days::new(rng.random_range(0..20));
    let marks = if rng.random_bool(0.3) { json!(["MAJOR"]) } else { json!([]) };
    let amount = if rng.random_bool(0.3) { "260000.00" } else { "900.00" };
    let areas = ["INTERNET", "RURAL", "FOREIGN_INVESTED"].into_iter().filter(|_| rng.random_bool(0.4));
    let areas: Vec<_> = areas.collect();
    let lead = json!({ "kind": kind, "receivedOn": received, "marks": marks, "amount": amount, "focusAreas": areas,
        "recoveredLoss": "1200.50" });
    let id = world.lead(&people.officer, lead).await;
    Life {
        lines: lines_of(&whole(&people.officer, &id).await),
        id,
        department,
        dispute: *kind == "PATENT_DISPUTE",
        status: "LEAD".to_owned(),
        last_step_on: received,
        accepted: None,
        filed: false,
        not_filed: None,
        closed: None,
        decided: None,
    }
}

/// Today, or a day since the last step.
fn some_day(rng: &mut ChaCha8Rng, since: NaiveDate, today: NaiveDate) -> NaiveDate {
    if rng.random_bool(0.5) {
        return today;
    }
    since + Days::new(rng.random_range(0..=u64::try_from((today - since).num_days()).unwrap_or_default()))
}

async fn whole(client: &Client, id: &str) -> Value {
    client.data(CASE, json!({ "id": id })).await["case"].clone()
}

/// How many lines its history has.
fn lines_of(case: &Value) -> usize {
    usize::try_from(case["events"][0]["sequence"].as_u64().expect("a line")).expect("a number")
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map(Vec::as_slice).unwrap_or_default()
}

fn requires(option: &Value, field: &str) -> bool {
    list(&option["requires"]).contains(&json!(field))
}

/// One thing that happens to a case.
async fn live(world: &World, rng: &mut ChaCha8Rng, people: &People, life: &mut Life) {
    let clients = [&people.officer, &people.head, &people.reviewer];
    let client = clients[[0, 0, 1, 2].choose(rng).copied().unwrap_or_default()];
    let case = whole(client, &life.id).await;
    assert_eq!(case["status"], json!(life.status), "the case stands where its last step led");
    assert_eq!(lines_of(&case), life.lines);
    match rng.random_range(0..10) {
        0 => return move_a_clock(world, rng, client, life, &case).await,
        1 | 2 => return do_a_deed(world, client, life, &case).await,
        3 if case["referrals"].as_array().is_some_and(|all| !all.is_empty()) => {
            return act_in_referral(world, rng, client, life, &case).await;
        }
        _ => {}
    }
    if list(&case["referrals"]).iter().any(|referral| referral["open"] == true) {
        return act_in_referral(world, rng, client, life, &case).await;
    }
    let seldom = |option: &Value| {
        let ends = ["WITHDRAW", "DECLINE", "DECLINE_FILING", "REFER", "REFER_TO_POLICE"];
        ends.iter().any(|end| option["transition"] == *end)
    };
    let options: Vec<&Value> = list(&case["allowedTransitions"])
        .iter()
        .filter(|option| option["allowed"] == true)
        .filter(|option| OWN_STEPS.iter().any(|operation| option["operation"] == *operation))
        .filter(|option| !seldom(option) || rng.random_bool(0.2))
        .collect();
    if let Some(option) = options.choose(rng) {
        take(world, rng, client, life, &case, option).await;
    }
    // What is filed gets its handlers at once, or nobody could go on.
    if life.status == "FILED" {
        let version = whole(&people.head, &life.id).await["version"].clone();
        let names = match life.department {
            "market" => ["officer", "officer2"],
            _ => ["culture_officer", "culture_officer2"],
        };
        let handlers = names.map(|name| json!({ "userId": world.user(name), "lead": name == names[0] }));
        let assign = json!({ "id": life.id, "version": version, "handlers": handlers });
        if people.head.mutate("assignCaseHandlers", assign, "").await["errors"] == json!([]) {
            life.grew(&people.head, "assignCaseHandlers").await;
        }
    }
}

async fn take(
    world: &World,
    rng: &mut ChaCha8Rng,
    client: &Client,
    life: &mut Life,
    case: &Value,
    option: &Value,
) {
    let transition = option["transition"].as_str().expect("a transition");
    let operation = option["operation"].as_str().expect("an operation");
    let today = world.today();
    let day = some_day(rng, life.last_step_on, today);
    let mut input = json!({ "version": case["version"], "occurredOn": day });
    let mut decided = life.decided;
    match operation {
        "recordCaseStep" => {
            input["id"] = json!(life.id);
            input["transition"] = json!(transition);
            input["ground"] = json!("《商标法》");
            input["documents"] = json!(["文书1号"]);
            if transition == "DECIDE" {
                let outcome = match life.dispute {
                    true => "DECIDED",
                    false => *["PENALTY", "PENALTY", "NO_PENALTY"].choose(rng).expect("an outcome"),
                };
                decided = Some(outcome);
                input["outcome"] = json!(outcome);
                if outcome == "PENALTY" {
                    input["penalty"] = json!({ "fine": "5000.00" });
                    if requires(option, "REASON_NOT_REFERRED") {
                        input["reasonNotReferred"] = json!("尚不足以追诉");
                    }
                }
            }
            if transition == "CLOSE" {
                input["outcome"] = json!(life.decided);
            }
        }
        "referCaseToDepartment" => {
            input["caseId"] = json!(life.id);
            input["departmentId"] = json!(world.department("county_market"));
            input["ground"] = json!("管辖在县");
        }
        "proposePoliceReferral" => {
            input["caseId"] = json!(life.id);
            input["organName"] = json!("省公安厅");
            input["ground"] = json!("涉嫌犯罪");
            input["items"] = json!([
                { "kind": "TRANSFER_LETTER", "document": "移1号" },
                { "kind": "INVESTIGATION_REPORT", "document": "报告" },
                { "kind": "GOODS_LIST", "document": "清单" },
                { "kind": "APPRAISAL", "reason": "权利人已鉴别" },
            ]);
        }
        other => panic!("{transition} by {other}"),
    }
    let payload = client.mutate(operation, input.clone(), "").await;
    if payload["errors"] != json!([]) {
        // What is offered can be done today; a day in the past may be refused, and then nothing happens.
        assert_ne!(day, today, "{operation} was offered and is refused: {payload} for {input:#}");
        return stays(client, case, life).await;
    }
    life.decided = decided;
    life.grew(client, operation).await;
    if operation == "proposePoliceReferral" {
        return;
    }
    stepped(life, transition, day, option["resultingStatus"].as_str().expect("a status"));
}

fn stepped(life: &mut Life, transition: &str, day: NaiveDate, status: &str) {
    life.status = status.to_owned();
    life.last_step_on = day;
    if transition == "ACCEPT" {
        life.accepted = Some(day);
    }
    match status {
        "CLOSED" => life.closed = life.closed.or(Some(day)),
        "FILED" => life.filed = true,
        "NOT_FILED" => life.not_filed = Some(day),
        _ => {}
    }
}

/// Nothing of a refused change is left.
async fn stays(client: &Client, before: &Value, life: &Life) {
    let now = whole(client, &life.id).await;
    assert_eq!((&now["version"], &now["status"]), (&before["version"], &before["status"]));
    assert_eq!(lines_of(&now), lines_of(before));
}

async fn do_a_deed(world: &World, client: &Client, life: &mut Life, case: &Value) {
    let allowed = |deed: &str| {
        list(&case["allowedDeeds"]).iter().any(|option| option["deed"] == deed && option["allowed"] == true)
    };
    let (today, version) = (world.today(), &case["version"]);
    let (name, input) = if allowed("WAIVE_HEARING") {
        (
            "waiveHearing",
            json!({ "id": life.id, "version": version, "waivedOn": today, "documents": ["声明"] }),
        )
    } else if allowed("SERVE_DECISION") {
        (
            "serveDecision",
            json!({ "id": life.id, "version": version, "servedOn": today, "documents": ["回证"] }),
        )
    } else if allowed("NOTE") {
        ("noteOnCase", json!({ "id": life.id, "version": version, "occurredOn": today, "note": "询问" }))
    } else {
        return;
    };
    client.succeed(name, input, "case { id }").await;
    life.grew(client, name).await;
    if name != "noteOnCase" {
        // A step may not lie before what it rests on.
        life.last_step_on = life.last_step_on.max(today);
    }
}

/// Stops, resumes or extends a clock: a line of history each.
async fn move_a_clock(world: &World, rng: &mut ChaCha8Rng, client: &Client, life: &mut Life, case: &Value) {
    let clocks: Vec<&Value> = list(&case["clocks"])
        .iter()
        .filter(|clock| clock["viewerCanStop"] == true || clock["viewerCanExtend"] == true)
        .collect();
    let Some(clock) = clocks.choose(rng) else { return };
    let today = world.today();
    let mut input =
        json!({ "id": clock["id"], "version": clock["version"], "occurredOn": today, "ground": "送检" });
    let name = match (clock["state"].as_str(), clock["viewerCanExtend"] == true && rng.random_bool(0.5)) {
        (_, true) => {
            if clock["needsCollectiveDate"] == true {
                let due: NaiveDate = clock["dueOn"].as_str().expect("a day").parse().expect("a day");
                input["until"] = json!(due + Days::new(rng.random_range(5..40)));
            }
            "extendClock"
        }
        (Some("STOPPED"), _) => "resumeClock",
        _ => "stopClock",
    };
    if name != "extendClock" {
        input["reason"] = json!(["TESTING", "APPRAISAL"].choose(rng).expect("a reason"));
    }
    let payload = client.mutate(name, input, "").await;
    match payload["errors"] == json!([]) {
        true => {
            life.grew(client, name).await;
        }
        // Stopped by the suspension, or with nothing left to extend.
        false => stays(client, case, life).await,
    }
}

async fn act_in_referral(
    world: &World,
    rng: &mut ChaCha8Rng,
    client: &Client,
    life: &mut Life,
    case: &Value,
) {
    let Some(referral) = list(&case["referrals"]).last() else { return };
    let actions: Vec<&Value> =
        list(&referral["actions"]).iter().filter(|action| action["allowed"] == true).collect();
    let Some(action) = actions.choose(rng) else { return };
    let (operation, act) = (action["operation"].as_str().unwrap(), action["act"].as_str().unwrap());
    let today = world.today();
    let mut input = json!({ "id": referral["id"], "version": referral["version"], "occurredOn": today });
    if operation == "completeReferralPackage" {
        return;
    }
    if requires(action, "GROUND") {
        input["ground"] = json!("理由");
    }
    if requires(action, "DOCUMENTS") {
        input["documents"] = json!(["文书2号"]);
    }
    match operation {
        "decidePoliceReferral" => input["approved"] = json!(act == "APPROVE"),
        "answerPoliceReferral" | "answerPoliceReconsideration" => {
            input["filed"] = json!(act == "POLICE_FILE")
        }
        _ => {}
    }
    let payload = client.mutate(operation, input.clone(), "referral { status }").await;
    assert_eq!(payload["errors"], json!([]), "{operation} was offered: {input:#}");
    life.grew(client, operation).await;
    // Where the act takes the case: kept as the law has it, not as the answer says.
    let back = match (life.filed, life.accepted) {
        (true, _) => "INVESTIGATING",
        (false, Some(_)) => "ACCEPTED",
        (false, None) => "LEAD",
    };
    let handed_over = life.status == "REFERRED" || life.status.contains("POLICE");
    match act {
        "ACCEPT" => stepped(life, "CLOSE", today, "CLOSED"),
        "RETURN" => stepped(life, "TAKE_BACK", today, back),
        "TAKE_BACK" if handed_over => stepped(life, "TAKE_BACK", today, back),
        "HAND_OVER" => stepped(life, "REFER_TO_POLICE", today, "REFERRED_TO_POLICE"),
        "POLICE_FILE" => stepped(life, "POLICE_FILE", today, "CLOSED"),
        "POLICE_DECLINE" => stepped(life, "POLICE_DECLINE", today, "INVESTIGATING"),
        "REQUEST_RECONSIDERATION" => stepped(life, act, today, "POLICE_RECONSIDERATION"),
        _ => {}
    }
}
