//! What waits for whom: each person's list is exactly the open clocks that wait for them, and the
//! counts are those of the lists, whatever the clocks.

use std::collections::BTreeMap;

use chrono::{DateTime, Days, NaiveDate, TimeDelta, Utc};
use entity::{
    case_handler, clock,
    enums::{ClockKind, ClockSubject, WaitsFor},
};
use rand::{RngExt, SeedableRng, seq::IndexedRandom};
use rand_chacha::ChaCha8Rng;
use sea_orm::{ActiveModelTrait, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, Set};
use serde_json::{Value, json};
use shuangda::shared::{clock::statutory_day, ids};
use tests::{Client, World, on_each_engine};
use uuid::Uuid;

const COUNTS: &str = "{ todoCounts { overdue dueSoon later withoutLimit total } }";
const PAGE: &str =
    "query($urgency: Urgency, $after: String) { todo(first: 7, after: $after, urgency: $urgency) {
    totalCount pageInfo { hasNextPage endCursor } nodes { id urgency standing dueOn case { number } } } }";
const URGENCIES: [(&str, &str); 4] =
    [("OVERDUE", "overdue"), ("DUE_SOON", "dueSoon"), ("LATER", "later"), ("WITHOUT_LIMIT", "withoutLimit")];

/// A clock with everything that decides for whom it waits and how urgent it is.
pub fn clock(world: &World, department: &str, region_key: &str, waits_for: WaitsFor) -> clock::Model {
    clock::Model {
        id: Uuid::now_v7(),
        kind: ClockKind::CaseDecision,
        case_id: None,
        subject_kind: ClockSubject::Case,
        subject_id: Uuid::now_v7(),
        region_key: region_key.to_owned(),
        department_id: world.department_uuid(department),
        waits_for,
        rule_id: None,
        started_on: world.today() - Days::new(60),
        started_at: None,
        set_on: None,
        due_on: None,
        due_at: None,
        due_sort: NaiveDate::from_ymd_opt(9999, 12, 31).unwrap(),
        missing_year: None,
        stopped_on: None,
        met_on: None,
        met_late: false,
        cancelled_on: None,
        is_open: true,
        event_count: 0,
        recorded_at: world.app.clock.now(),
    }
}

/// Due on this day.
pub fn due(mut row: clock::Model, day: NaiveDate) -> clock::Model {
    row.due_on = Some(day);
    row.due_sort = day;
    row
}

/// Writes clocks as they are.
pub async fn save(world: &World, rows: &[clock::Model]) {
    let rows = rows.iter().map(|row| row.clone().into_active_model().reset_all());
    clock::Entity::insert_many(rows).exec_without_returning(world.app.db.writer()).await.unwrap();
}

/// A case registered by the officer of the market department, its own clocks ended, handled by these.
async fn case(world: &World, officer: &Client, handlers: &[&str]) -> Uuid {
    let id = world.lead(officer, json!({})).await;
    let id = ids::decode(&id).unwrap().1;
    for username in handlers {
        let row = case_handler::ActiveModel {
            case_id: Set(id),
            user_id: Set(world.user_uuid(username)),
            is_lead: Set(false),
            since: Set(world.today()),
        };
        case_handler::Entity::insert(row).exec_without_returning(world.app.db.writer()).await.unwrap();
    }
    id
}

/// What the rule says, without a database: does the clock wait for this person?
fn waits(row: &clock::Model, handlers: &BTreeMap<Uuid, Vec<&'static str>>, who: &Who, world: &World) -> bool {
    let own = row.department_id == world.department_uuid(who.department);
    let staff = who.role == "head" || who.role == "officer";
    row.is_open
        && match row.waits_for {
            WaitsFor::Party => false,
            WaitsFor::Head => who.role == "head" && own,
            WaitsFor::Department => staff && own,
            WaitsFor::Office => who.role == "office" && row.region_key == who.region_key,
            WaitsFor::Handlers => {
                let of_case = row.case_id.and_then(|id| handlers.get(&id)).map_or(&[][..], Vec::as_slice);
                // The case belongs to the market department: others among its handlers see it no more.
                let handles = of_case.contains(&who.username) && who.department == "market";
                staff && (handles || own && of_case.is_empty())
            }
        }
}

fn urgency(row: &clock::Model, now: DateTime<Utc>) -> &'static str {
    let today = statutory_day(now);
    let Some(due_on) = row.due_on else { return "WITHOUT_LIMIT" };
    let passed = due_on < today || due_on == today && row.due_at.is_some_and(|moment| moment < now);
    match () {
        () if row.stopped_on.is_some() => "LATER",
        () if passed => "OVERDUE",
        () if due_on <= today + Days::new(7) => "DUE_SOON",
        () => "LATER",
    }
}

struct Who {
    username: &'static str,
    role: &'static str,
    department: &'static str,
    region_key: &'static str,
}

const PEOPLE: [Who; 9] = [
    Who { username: "head", role: "head", department: "market", region_key: "4306" },
    Who { username: "officer", role: "officer", department: "market", region_key: "4306" },
    Who { username: "officer2", role: "officer", department: "market", region_key: "4306" },
    Who { username: "culture_head", role: "head", department: "culture", region_key: "4306" },
    Who { username: "culture_officer", role: "officer", department: "culture", region_key: "4306" },
    Who { username: "office", role: "office", department: "office", region_key: "4306" },
    Who { username: "county_office", role: "office", department: "county_office", region_key: "430621" },
    Who { username: "observer", role: "none", department: "market", region_key: "4306" },
    Who { username: "admin", role: "none", department: "office", region_key: "4306" },
];

fn random(world: &World, cases: &[Uuid], rng: &mut impl RngExt) -> clock::Model {
    let places = [("market", "4306"), ("culture", "4306"), ("county_market", "430621")];
    let (department, region_key) = places.choose(rng).copied().unwrap();
    let whom = [WaitsFor::Handlers, WaitsFor::Head, WaitsFor::Department, WaitsFor::Office, WaitsFor::Party];
    let mut row = clock(world, department, region_key, whom.choose(rng).copied().unwrap());
    row.case_id = (department == "market").then(|| cases.choose(rng).copied()).flatten();
    if rng.random_bool(0.8) {
        let day = world.today() - Days::new(12) + Days::new(rng.random_range(0..30));
        row = due(row, day);
        if rng.random_bool(0.2) {
            row.due_at = Some(world.app.clock.now() + TimeDelta::hours(rng.random_range(-20..20)));
            row = due(row.clone(), statutory_day(row.due_at.unwrap()));
        }
    }
    row.stopped_on = rng.random_bool(0.15).then(|| world.today());
    row.is_open = rng.random_bool(0.85);
    row
}

async fn pages(client: &Client, urgency: Option<&str>) -> (i64, Vec<Value>) {
    let (mut nodes, mut after, mut total) = (Vec::new(), Value::Null, 0);
    loop {
        let page = client.data(PAGE, json!({ "urgency": urgency, "after": after })).await["todo"].clone();
        total = total.max(page["totalCount"].as_i64().unwrap());
        nodes.extend(page["nodes"].as_array().unwrap().iter().cloned());
        if page["pageInfo"]["hasNextPage"] == false {
            return (total, nodes);
        }
        after = page["pageInfo"]["endCursor"].clone();
    }
}

#[test]
fn counts_are_those_of_the_lists_and_lists_are_what_waits() {
    on_each_engine(|world| async move {
        let officer = world.client("officer").await;
        let handled = [&["officer"][..], &["officer", "officer2"][..], &["culture_officer"][..], &[][..]];
        let mut handlers: BTreeMap<Uuid, Vec<&'static str>> = BTreeMap::new();
        for some in handled {
            handlers.insert(case(&world, &officer, some).await, some.to_vec());
        }
        let cases: Vec<Uuid> = handlers.keys().copied().collect();
        let mut clients = Vec::new();
        for who in &PEOPLE {
            clients.push((who, world.client(who.username).await));
        }
        let mut rng = ChaCha8Rng::seed_from_u64(6);
        for _ in 0..4 {
            let ours = clock::Entity::delete_many().filter(clock::Column::EventCount.eq(0));
            ours.exec(world.app.db.writer()).await.unwrap();
            let kept = clock::Entity::find().all(&world.app.db.read).await.unwrap();
            let fresh: Vec<_> = (0..60).map(|_| random(&world, &cases, &mut rng)).collect();
            save(&world, &fresh).await;
            let all: Vec<_> = kept.into_iter().chain(fresh).collect();
            for (who, client) in &clients {
                let expected: BTreeMap<String, &str> = all
                    .iter()
                    .filter(|row| waits(row, &handlers, who, &world))
                    .map(|row| (todo_id(row), urgency(row, world.app.clock.now())))
                    .collect();
                let counts = client.data(COUNTS, json!({})).await["todoCounts"].clone();
                let (total, listed) = pages(client, None).await;
                let found: BTreeMap<String, &str> = listed
                    .iter()
                    .map(|item| (item["id"].as_str().unwrap().to_owned(), item["urgency"].as_str().unwrap()))
                    .collect();
                assert_eq!(found, expected, "{}", who.username);
                assert_eq!(counts["total"], total, "{}", who.username);
                assert_eq!(total as usize, listed.len());
                let days: Vec<String> = listed
                    .iter()
                    .map(|item| match (&item["standing"], &item["dueOn"]) {
                        (Value::Bool(true), _) => "9999-12-30".to_owned(),
                        (_, Value::String(day)) => day.clone(),
                        _ => "9999-12-31".to_owned(),
                    })
                    .collect();
                assert!(days.is_sorted(), "{}: {days:?}", who.username);
                for (urgency, field) in URGENCIES {
                    let (total, listed) = pages(client, Some(urgency)).await;
                    assert_eq!(counts[field], total, "{} {urgency}", who.username);
                    assert!(listed.iter().all(|item| item["urgency"] == urgency), "{listed:?}");
                    assert_eq!(total as usize, listed.len());
                }
            }
        }
    });
}

#[test]
fn the_counts_are_one_statement_and_a_page_s_statements_do_not_grow() {
    on_each_engine(|world| async move {
        let officer = world.client("officer").await;
        let statements = async |document: &str| {
            let before = world.app.db.statements();
            officer.data(document, json!({})).await;
            world.app.db.statements() - before
        };
        let page = "{ todo(first: 50) { nodes { title case { number } department { name } } } }";
        save(&world, &[due(clock(&world, "market", "4306", WaitsFor::Department), world.today())]).await;
        let few = statements(page).await;
        let rows: Vec<_> = (0..40)
            .map(|_| due(clock(&world, "market", "4306", WaitsFor::Department), world.today()))
            .collect();
        save(&world, &rows).await;
        // Whose session it is may be remembered, or be one statement more.
        let many = statements(page).await;
        assert!(many <= few + 1, "{few} statements for one, {many} for 41");
        assert!(statements(COUNTS).await <= 2, "more than the session's and the counts' own");
    });
}

/// What waits has an id of its own, which is not its clock's.
fn todo_id(row: &clock::Model) -> String {
    ids::encode(ids::Kind::TodoItem, row.id).to_string()
}
