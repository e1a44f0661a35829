//! Monthly reports: a month closes from the bottom up, what was told stays, what records came to say since is told once in a
//! later month, and nobody tells, receives or opens what is another's.

use chrono::Duration;
use entity::enums::Role;
use rand::{RngExt, SeedableRng, seq::IndexedRandom};
use rand_chacha::ChaCha8Rng;
use serde_json::{Value, json};
use tests::{Client, World, on_each_engine};

const MONTH: &str =
    "query($region: String!, $month: Date!) { reportingMonth(regionCode: $region, month: $month) {
    viewerCanOpen own { id version state receiver { name } }
    reports { id version state late wholeRegion dueOn department { id shortName } }
    counts { owed submitted onTime missing returned accepted excused submittedPercent onTimePercent } } }";

const REPORT: &str = "query($id: ID!) { monthlyForm(id: $id) {
    report { id version month state dueOn clockState late countedAt zerosConfirmed remark viewerCanRevise
        events { act note dueOn actor { displayName } } }
    figures { indicator value atLeast adjusted reason yearToDate
        computed { value previousValue records(first: 100) { totalCount edges { contribution } } } }
    corrections { month difference since figure { indicator value
        records(first: 100) { totalCount } } }
    findings { check grade text indicators }
    acts { act allowed reason } } }";

async fn month(client: &Client, region: &str, month: &str) -> Value {
    let asked = json!({ "region": region, "month": month });
    client.data(MONTH, asked).await["reportingMonth"].take()
}

async fn report(client: &Client, id: &Value) -> Value {
    let mut form = client.data(REPORT, json!({ "id": id })).await["monthlyForm"].take();
    let report = form["report"].take();
    tests::records::with(report, form)
}

/// The id of the report of the month that the department owes.
async fn of(world: &World, client: &Client, department: &str, region: &str, of_month: &str) -> Value {
    let found = month(client, region, of_month).await;
    let id = json!(world.department(department));
    let reports = found["reports"].as_array().expect("reports");
    let own = reports.iter().find(|report| report["department"]["id"] == id);
    own.map_or_else(|| found["own"]["id"].clone(), |report| report["id"].clone())
}

fn figure<'a>(report: &'a Value, indicator: &str) -> &'a Value {
    let figures = report["figures"].as_array().expect("figures");
    figures.iter().find(|figure| figure["indicator"] == indicator).expect("the figure")
}

async fn version(client: &Client, id: &Value) -> Value {
    let asked = "query($id: ID!) { monthlyReport(id: $id) { version } }";
    client.data(asked, json!({ "id": id })).await["monthlyReport"]["version"].take()
}

async fn deed(client: &Client, id: &Value, act: &str, more: Value) -> Value {
    let input = json!({ "id": id, "version": version(client, id).await, "act": act });
    tests::records::with(input, more)
}

async fn act(client: &Client, id: &Value, what: &str, more: Value) -> Value {
    let input = deed(client, id, what, more).await;
    client.succeed("recordMonthlyReportAct", input, "report { state }").await["report"]["state"].take()
}

async fn refused(client: &Client, id: &Value, what: &str, more: Value) -> Vec<String> {
    let input = deed(client, id, what, more).await;
    client.refused("recordMonthlyReportAct", input).await
}

async fn state_zeros(client: &Client, id: &Value, corrections: Value, remark: Value) -> Value {
    let input = json!({ "id": id, "version": version(client, id).await, "corrections": corrections,
        "zerosConfirmed": true, "remark": remark });
    client.succeed("reviseMonthlyReport", input, "report { version }").await
}

async fn open(office: &Client, month: &str, due_on: Value) -> Value {
    let input = json!({ "month": month, "dueOn": due_on });
    office.succeed("openReportingMonth", input, "report { id state }").await["report"].take()
}

#[test]
fn a_month_closes_from_the_bottom_up_and_opens_from_the_top_down() {
    on_each_engine(|world| async move {
        world.account("county_head", "head", Role::DepartmentHead, "county_market").await;
        let (office, head, officer) =
            (world.client("office").await, world.client("head").await, world.client("officer").await);
        let (county_office, county_head) =
            (world.client("county_office").await, world.client("county_head").await);
        world.inspection(&officer, json!({})).await;
        world.training(&officer, json!({})).await;
        let before = month(&office, "430600", "2026-11-18").await;
        assert_eq!((&before["own"], &before["viewerCanOpen"]), (&Value::Null, &json!(true)));

        // Only the region's office opens a month, and none of the future.
        let wanted = json!({ "month": "2026-11-18" });
        assert_eq!(head.refused("openReportingMonth", wanted.clone()).await, ["FORBIDDEN"]);
        assert_eq!(
            office.refused("openReportingMonth", json!({ "month": "2026-12-01" })).await,
            ["OUT_OF_RANGE"]
        );
        assert_eq!(
            office.refused("openReportingMonth", json!({ "month": "2026-10-01" })).await,
            ["REQUIRED"],
            "its last day has passed"
        );
        let own = open(&office, "2026-11-18", Value::Null).await["id"].clone();
        let city = month(&office, "430600", "2026-11-01").await;
        let due = |name: &str| {
            let reports = city["reports"].as_array().expect("reports");
            let found = reports.iter().find(|one| one["department"]["id"] == json!(world.department(name)));
            found.map(|one| (one["dueOn"].clone(), one["wholeRegion"].clone()))
        };
        assert_eq!(due("market"), Some((json!("2026-11-28"), json!(false))));
        assert_eq!(due("county_office"), Some((json!("2026-11-29"), json!(true))));
        assert_eq!(due("county_market"), None, "the county's office receives it");
        assert_eq!((&city["counts"]["owed"], &city["own"]["receiver"]), (&json!(4), &Value::Null));
        // Whom it concerns are told, and have it to do.
        let asked = "{ todo(first: 9) { nodes { title objectType objectId dueOn } } notifications(first: 9) { nodes { kind } } }";
        let told = head.data(asked, json!({})).await;
        assert!(told["notifications"]["nodes"].to_string().contains("MONTHLY_REPORT"), "{told}");
        let to_do = told["todo"]["nodes"][0].clone();
        assert_eq!(
            (&to_do["objectType"], &to_do["dueOn"]),
            (&json!("MonthlyReport"), &json!("2026-11-28")),
            "{told}"
        );
        let market = of(&world, &office, "market", "430600", "2026-11-01").await;
        assert_eq!(to_do["objectId"], market);

        // It is filled from the records, and blank where there are none.
        let shown = report(&head, &market).await;
        let outings = figure(&shown, "INSPECTIONS");
        assert_eq!(
            (&outings["value"], &outings["computed"]["records"]["totalCount"]),
            (&json!("1"), &json!(1))
        );
        assert_eq!(figure(&shown, "SEIZURES")["value"], Value::Null);
        assert_eq!(shown["findings"][0]["check"], "MISSING", "{shown:#}");
        assert_eq!(refused(&head, &market, "SUBMIT", json!({})).await, ["ILLEGAL_TRANSITION"]);

        // Who is not its department's sees none of it or may not; what is wrong is named.
        for username in ["culture_head", "other_office", "admin", "auditor"] {
            let unseen = world.client(username).await.data(REPORT, json!({ "id": market })).await;
            assert_eq!(unseen["monthlyForm"], Value::Null, "{username}");
        }
        let revise = |corrections: Value| json!({ "id": market, "version": 1, "corrections": corrections, "zerosConfirmed": true });
        let one = |value: &str, reason: &str| json!([{ "indicator": "TRAININGS", "value": value, "reason": reason }]);
        assert_eq!(office.refused("reviseMonthlyReport", revise(json!([]))).await, ["FORBIDDEN"]);
        assert_eq!(head.refused("reviseMonthlyReport", revise(one("两次", "漏登"))).await, ["INVALID"]);
        assert_eq!(head.refused("reviseMonthlyReport", revise(one("2", "　"))).await, ["REQUIRED"]);
        let unknown = json!([{ "indicator": "NOTHING", "value": "2", "reason": "漏登" }]);
        assert_eq!(head.refused("reviseMonthlyReport", revise(unknown)).await, ["NOT_FOUND"]);
        // The sum of what is corrected must hold; full width is read.
        officer.succeed("reviseMonthlyReport", revise(one("２", "一次培训尚未登记")), "report { id }").await;
        assert_eq!(officer.refused("reviseMonthlyReport", revise(json!([]))).await, ["CONFLICT"]);
        let shown = report(&head, &market).await;
        assert_eq!(figure(&shown, "TRAININGS")["value"], "2");
        assert_eq!(shown["findings"][0]["check"], "SUMS", "{:#}", shown["findings"]);
        assert_eq!(refused(&head, &market, "SUBMIT", json!({})).await, ["ILLEGAL_TRANSITION"]);
        let both = json!([
            { "indicator": "TRAININGS", "value": "2", "reason": "一次培训尚未登记" },
            { "indicator": "LECTURES", "value": "2", "reason": "一次培训尚未登记" },
            { "indicator": "TRAINING_AND_PUBLICITY_EVENTS", "value": "2", "reason": "一次培训尚未登记" },
            // A zero that is none asks for a remark.
            { "indicator": "OFFICERS", "value": "0", "reason": "人员信息有误" }
        ]);
        state_zeros(&head, &market, both, Value::Null).await;
        assert_eq!(refused(&head, &market, "SUBMIT", json!({})).await, ["REQUIRED"]);
        let corrected = json!([
            { "indicator": "TRAININGS", "value": "2", "reason": "一次培训尚未登记" },
            { "indicator": "LECTURES", "value": "2", "reason": "一次培训尚未登记" },
            { "indicator": "TRAINING_AND_PUBLICITY_EVENTS", "value": "2", "reason": "一次培训尚未登记" }
        ]);
        state_zeros(&head, &market, corrected, json!("一次培训待补登")).await;
        assert_eq!(refused(&officer, &market, "SUBMIT", json!({})).await, ["FORBIDDEN"]);
        assert_eq!(act(&head, &market, "SUBMIT", json!({})).await, "SUBMITTED");
        assert_eq!(
            head.refused(
                "reviseMonthlyReport",
                json!({ "id": market, "version": version(&head, &market).await,
                "corrections": [], "zerosConfirmed": true })
            )
            .await,
            ["ILLEGAL_TRANSITION"]
        );

        // The office sends it back with a note and a day, and takes it the second time.
        assert_eq!(refused(&head, &market, "ACCEPT", json!({})).await, ["FORBIDDEN"]);
        assert_eq!(refused(&office, &market, "RETURN", json!({})).await, ["REQUIRED", "REQUIRED"]);
        let again = json!({ "note": "请补登培训记录后再报", "dueOn": "2026-11-20" });
        assert_eq!(act(&office, &market, "RETURN", again).await, "RETURNED");
        let returned = report(&head, &market).await;
        assert_eq!((&returned["dueOn"], &returned["viewerCanRevise"]), (&json!("2026-11-20"), &json!(true)));
        assert_eq!(figure(&returned, "TRAININGS")["reason"], "一次培训尚未登记", "what was corrected stays");
        act(&head, &market, "SUBMIT", json!({})).await;
        assert_eq!(act(&office, &market, "ACCEPT", json!({})).await, "ACCEPTED");

        // The city's month waits for all that it receives, and says for whom.
        let waiting = report(&office, &own).await;
        let submit = waiting["acts"].as_array().expect("acts").iter().find(|one| one["act"] == "SUBMIT");
        let submit = submit.expect("the office submits it");
        let reason = submit["reason"].as_str().expect("a reason");
        assert!(
            submit["allowed"] == false && reason.contains("3") && reason.contains("岳阳县双打办"),
            "{reason}"
        );
        state_zeros(&office, &own, json!([]), Value::Null).await;
        assert_eq!(refused(&office, &own, "SUBMIT", json!({})).await, ["ILLEGAL_TRANSITION"]);
        for department in ["police", "culture"] {
            let id = of(&world, &office, department, "430600", "2026-11-01").await;
            let excuse = deed(&office, &id, "EXCUSE", json!({ "note": "机构改革" })).await;
            assert_eq!(county_office.refused("recordMonthlyReportAct", excuse).await, ["NOT_FOUND"]);
            assert_eq!(act(&office, &id, "EXCUSE", json!({ "note": "机构改革" })).await, "EXCUSED");
        }
        // The city does not receive in the county's place, nor the county's office for another.
        let county_market = of(&world, &county_office, "county_market", "430621", "2026-11-01").await;
        let county = of(&world, &office, "county_office", "430600", "2026-11-01").await;
        state_zeros(&county_head, &county_market, json!([]), Value::Null).await;
        act(&county_head, &county_market, "SUBMIT", json!({})).await;
        assert_eq!(refused(&office, &county_market, "ACCEPT", json!({})).await, ["FORBIDDEN"]);
        state_zeros(&county_office, &county, json!([]), Value::Null).await;
        assert_eq!(refused(&county_office, &county, "SUBMIT", json!({})).await, ["ILLEGAL_TRANSITION"]);
        act(&county_office, &county_market, "ACCEPT", json!({})).await;
        assert_eq!(act(&county_office, &county, "SUBMIT", json!({})).await, "SUBMITTED");
        act(&office, &county, "ACCEPT", json!({})).await;

        // What departments corrected is in the city's figures; it closes.
        let shown = report(&office, &own).await;
        let trainings = figure(&shown, "TRAININGS");
        assert_eq!(
            (&trainings["computed"]["value"], &trainings["adjusted"], &trainings["value"]),
            (&json!("1"), &json!("1"), &json!("2"))
        );
        assert_eq!(act(&office, &own, "SUBMIT", json!({})).await, "ACCEPTED");
        let counts = month(&office, "430600", "2026-11-01").await["counts"].take();
        assert_eq!(
            counts,
            json!({ "owed": 2, "submitted": 2, "onTime": 2, "missing": 0, "returned": 0, "accepted": 2, "excused": 2,
                "submittedPercent": "100.0", "onTimePercent": "100.0" })
        );

        // Nothing below opens while the city's month is closed.
        let reopen = json!({ "note": "发现漏报", "dueOn": "2026-11-25" });
        assert_eq!(refused(&office, &market, "UNFREEZE", reopen.clone()).await, ["ILLEGAL_TRANSITION"]);
        assert_eq!(refused(&office, &own, "UNFREEZE", json!({ "dueOn": "2026-11-25" })).await, ["REQUIRED"]);
        assert_eq!(act(&office, &own, "UNFREEZE", reopen.clone()).await, "RETURNED");
        assert_eq!(act(&office, &market, "UNFREEZE", reopen).await, "RETURNED");
        let events = report(&head, &market).await["events"].take();
        let acts: Vec<_> = events.as_array().expect("events").iter().map(|event| &event["act"]).collect();
        assert_eq!(acts, ["UNFREEZE", "ACCEPT", "SUBMIT", "RETURN", "SUBMIT"]);
        assert_eq!(events[0]["note"], "发现漏报");
        world.figures_are_right().await;
    });
}

#[test]
fn what_was_told_stays_and_what_came_since_is_told_in_a_later_month() {
    on_each_engine(|world| async move {
        let (office, officer) = (world.client("office").await, world.client("officer").await);
        let told_outing = world.inspection(&officer, json!({})).await;
        open(&office, "2026-11-18", Value::Null).await;
        let november = of(&world, &office, "market", "430600", "2026-11-01").await;
        let head = world.client("head").await;
        state_zeros(&head, &november, json!([]), Value::Null).await;
        act(&head, &november, "SUBMIT", json!({})).await;
        let told = report(&office, &november).await;
        // In the same moment: what is recorded after it was told is not in it.
        world.inspection(&officer, json!({})).await;
        act(&office, &november, "ACCEPT", json!({})).await;
        let frozen = report(&office, &november).await;
        assert_eq!(frozen["figures"], told["figures"]);
        assert_eq!(figure(&frozen, "INSPECTIONS")["computed"]["records"]["totalCount"], 1);

        // The next month opens by itself, and tells of the change, opened to what caused it.
        world.pass(Duration::days(20));
        shuangda::reminders::run(&world.app, None).await.expect("the month opens");
        let (office, head, officer) =
            (world.client("office").await, world.client("head").await, world.client("officer").await);
        let december = of(&world, &office, "market", "430600", "2026-12-01").await;
        let shown = report(&head, &december).await;
        let changed = |report: &Value, indicator: &str| -> Vec<(Value, Value)> {
            let corrections = report["corrections"].as_array().expect("corrections").clone();
            let of_one = corrections.into_iter().filter(|one| one["figure"]["indicator"] == indicator);
            of_one.map(|one| (one["month"].clone(), one["difference"].clone())).collect()
        };
        assert_eq!(changed(&shown, "INSPECTIONS"), [(json!("2026-11-01"), json!("1"))], "{shown:#}");
        let outings = figure(&shown, "INSPECTIONS");
        assert_eq!((&outings["value"], &outings["yearToDate"]), (&Value::Null, &json!("2")));
        let cause = "query($id: ID!, $since: DateTime!) { monthlyForm(id: $id) { corrections { figure { indicator
            changes(since: $since, first: 9) { totalCount edges { node { contribution changedBy { displayName } } } } } } } }";
        let since = shown["corrections"][0]["since"].clone();
        let causes = head.data(cause, json!({ "id": december, "since": since })).await;
        let causes = causes["monthlyForm"]["corrections"].as_array().expect("corrections").clone();
        let outing =
            causes.iter().find(|one| one["figure"]["indicator"] == "INSPECTIONS").expect("the cause");
        assert_eq!(outing["figure"]["changes"]["totalCount"], 1);
        assert_eq!(outing["figure"]["changes"]["edges"][0]["node"]["changedBy"]["displayName"], "执法员李雷");
        assert_eq!(report(&office, &november).await["figures"], told["figures"], "November is what it was");

        // Told in December, it is not told again; a later withdrawal is.
        state_zeros(&head, &december, json!([]), Value::Null).await;
        act(&head, &december, "SUBMIT", json!({})).await;
        let elsewhere = json!({ "reason": "日期登记有误", "inspectedOn": "2026-12-02", "findings": null });
        let input = tests::records::with(world.inspection_input(json!({})), elsewhere);
        let whole = json!({ "id": told_outing, "version": 1, "participantIds": [], "amounts": [],
            "goodsChecked": { "value": 0, "atLeast": false }, "premises": [{ "name": "宏达五金店", "result": "NO_ISSUE" }] });
        officer.succeed("correctInspection", tests::records::with(input, whole), "inspection { id }").await;
        let shown = report(&head, &december).await;
        assert_eq!(changed(&shown, "INSPECTIONS"), [(json!("2026-11-01"), json!("1"))], "as it was told");
        // A month before is not opened while a later one is told.
        let reopen = json!({ "note": "发现漏报", "dueOn": "2026-12-25" });
        assert_eq!(refused(&office, &november, "UNFREEZE", reopen).await, ["ILLEGAL_TRANSITION"]);
        act(&office, &december, "ACCEPT", json!({})).await;
        world.pass(Duration::days(30));
        shuangda::reminders::run(&world.app, None).await.expect("the month opens");
        let (office, head) = (world.client("office").await, world.client("head").await);
        let january = of(&world, &office, "market", "430600", "2027-01-01").await;
        let shown = report(&head, &january).await;
        assert_eq!(
            changed(&shown, "INSPECTIONS"),
            [(json!("2026-12-01"), json!("1")), (json!("2026-11-01"), json!("-1"))],
            "{shown:#}"
        );
        assert_eq!(figure(&shown, "INSPECTIONS")["yearToDate"], "0", "a new year begins");
        world.figures_are_right().await;
    });
}

#[test]
fn whoever_is_late_is_seen_reminded_and_urged() {
    on_each_engine(|world| async move {
        let office = world.client("office").await;
        open(&office, "2026-11-18", Value::Null).await;
        let market = of(&world, &office, "market", "430600", "2026-11-01").await;
        // Five days before, two, and on the day.
        let mut told = Vec::new();
        for _ in 0..12 {
            shuangda::reminders::run(&world.app, None).await.expect("reminders");
            let asked = "{ notifications(first: 20) { nodes { kind objectId } } }";
            let known = world.client("head").await.data(asked, json!({})).await;
            let known = known["notifications"]["nodes"].as_array().expect("notifications").clone();
            let reminders = known.iter().filter(|one| {
                ["REMINDER", "OVERDUE"].contains(&one["kind"].as_str().expect("a kind"))
                    && one["objectId"] == market
            });
            told.push(reminders.count());
            world.pass(Duration::days(1));
        }
        assert_eq!(told, [0, 0, 0, 0, 0, 1, 1, 1, 2, 2, 3, 4], "from the 18th to the 29th");
        let (office, head) = (world.client("office").await, world.client("head").await);
        let counts = month(&office, "430600", "2026-11-01").await["counts"].take();
        assert_eq!((&counts["missing"], &counts["submittedPercent"]), (&json!(4), &json!("0.0")), "{counts}");
        act(&office, &market, "URGE", json!({ "note": "请今日报送" })).await;
        let asked = "{ notifications(first: 1) { nodes { kind text } } }";
        let urged = head.data(asked, json!({})).await["notifications"]["nodes"][0].take();
        assert!(
            urged["kind"] == "MONTHLY_REPORT" && urged["text"].as_str().unwrap().contains("请今日报送"),
            "{urged}"
        );
        state_zeros(&head, &market, json!([]), Value::Null).await;
        act(&head, &market, "SUBMIT", json!({})).await;
        let counts = month(&office, "430600", "2026-11-01").await["counts"].take();
        assert_eq!(
            (&counts["missing"], &counts["submitted"], &counts["onTime"], &counts["onTimePercent"]),
            (&json!(3), &json!(1), &json!(0), &json!("0.0"))
        );
        assert_eq!(report(&head, &market).await["late"], true);
    });
}

/// What the records of the market department say of a month's figure now.
async fn counted(client: &Client, period: (&str, &str)) -> Value {
    let asked = "query($period: DateRangeInput!) { workSummary(regionCode: \"430600\", period: $period) {
        figures { indicator value } } }";
    let period = json!({ "period": { "from": period.0, "to": period.1 } });
    client.data(asked, period).await["workSummary"]["figures"].take()
}

#[test]
fn every_difference_is_told_once_to_the_unit() {
    on_each_engine(|world| async move {
        const MONTHS: [(&str, &str, &str); 4] = [
            ("2026-11-01", "2026-11-30", "2026-11-18"),
            ("2026-12-01", "2026-12-31", "2026-12-16"),
            ("2027-01-01", "2027-01-31", "2027-01-13"),
            ("2027-02-01", "2027-02-28", "2027-02-10"),
        ];
        let mut rng = ChaCha8Rng::seed_from_u64(20_261_130);
        let office = world.client("office").await;
        open(&office, "2026-11-18", Value::Null).await;
        let mut reports = Vec::new();
        for (place, (first, ..)) in MONTHS.iter().enumerate() {
            let (office, head, officer) =
                (world.client("office").await, world.client("head").await, world.client("officer").await);
            for round in 0..3 {
                // Of this month and of those before, told or not.
                for _ in 0..rng.random_range(0..4) {
                    let (_, _, day) = MONTHS[..=place].choose(&mut rng).expect("a month");
                    let day = if *day > world.today().to_string().as_str() {
                        world.today().to_string()
                    } else {
                        (*day).to_owned()
                    };
                    let people = json!({ "value": rng.random_range(0..60), "atLeast": false });
                    match rng.random_range(0..3) {
                        0 => drop(world.inspection(&officer, json!({ "inspectedOn": day })).await),
                        1 => {
                            let input =
                                json!({ "startsOn": day, "endsOn": day, "trainedPersonTimes": people });
                            world.training(&officer, input).await;
                        }
                        _ => {
                            let case = world.lead(&officer, json!({ "receivedOn": day })).await;
                            world.step(&officer, &case, "ACCEPT", json!({ "occurredOn": day })).await;
                        }
                    }
                }
                if round == 1 {
                    let id = of(&world, &office, "market", "430600", first).await;
                    state_zeros(&head, &id, json!([]), json!("已核对")).await;
                    act(&head, &id, "SUBMIT", json!({})).await;
                    if rng.random_bool(0.5) {
                        let again = json!({ "note": "请核对", "dueOn": world.today() });
                        act(&office, &id, "RETURN", again).await;
                        act(&head, &id, "SUBMIT", json!({})).await;
                    }
                    act(&office, &id, "ACCEPT", json!({})).await;
                    reports.push((id.clone(), report(&head, &id).await));
                }
            }
            world.pass(Duration::days(28));
            shuangda::reminders::run(&world.app, None).await.expect("the next month opens");
        }
        let (office, head) = (world.client("office").await, world.client("head").await);
        for (id, told) in &reports {
            let now = report(&office, id).await;
            assert_eq!((&now["figures"], &now["corrections"]), (&told["figures"], &told["corrections"]));
        }
        // What was told of each month, with all that was told of it later, is what its records said when the last was told;
        // what is open now tells the rest.
        let open_now = of(&world, &office, "market", "430600", &world.today().to_string()).await;
        let open_now = report(&head, &open_now).await;
        let number = |value: &Value| value.as_str().unwrap_or("0").parse::<f64>().expect("a number");
        for (place, (first, last, _)) in MONTHS.iter().enumerate() {
            for figure_now in counted(&head, (first, last)).await.as_array().expect("figures") {
                let code = figure_now["indicator"].as_str().expect("a code");
                let mut told = number(&figure(&reports[place].1, code)["value"]);
                let later = reports[place + 1..].iter().map(|(_, report)| report).chain([&open_now]);
                for correction in
                    later.flat_map(|report| report["corrections"].as_array().expect("corrections"))
                {
                    if correction["month"] == *first && correction["figure"]["indicator"] == code {
                        told += number(&correction["difference"]);
                    }
                }
                assert!(
                    (told - number(&figure_now["value"])).abs() < 0.001,
                    "{first} {code}: {told}, {figure_now}"
                );
            }
        }
        world.figures_are_right().await;
    });
}
