//! What must hold after any lives: whole histories, clocks that end where a count on fingers says, and
//! periods that add up.

use std::collections::{BTreeSet, HashMap};

use chrono::{Datelike, Days, Duration, Months, NaiveDate, Weekday};
use entity::enums::{CaseEventKind, ClockEventKind, ClockUnit};
use rand::RngExt;
use rand_chacha::ChaCha8Rng;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use serde_json::json;
use shuangda::shared::{clock::statutory_day, ids};
use tests::World;
use uuid::Uuid;

use super::{Life, list};

const FIGURES: &str = "query($departments: [ID!], $period: DateRangeInput!) {
    workSummary(regionCode: \"430600\", departmentIds: $departments, period: $period) {
        figures { indicator value } } }";

pub async fn histories_are_whole(world: &World, lives: &[Life]) {
    let mut lines: HashMap<Uuid, Vec<entity::case_event::Model>> = HashMap::new();
    let events = entity::case_event::Entity::find()
        .order_by_asc(entity::case_event::Column::CaseId)
        .order_by_asc(entity::case_event::Column::Sequence)
        .all(&world.app.db.read)
        .await
        .expect("the histories");
    for event in events {
        lines.entry(event.case_id).or_default().push(event);
    }
    for life in lives {
        let (_, id) = ids::decode(&life.id).expect("an id");
        let row = entity::case::Entity::find_by_id(id).one(&world.app.db.read).await.unwrap().unwrap();
        let lines = &lines[&id];
        let numbers: Vec<i32> = lines.iter().map(|line| line.sequence).collect();
        assert_eq!(numbers, (1..=row.event_count).collect::<Vec<_>>(), "gaps in {}", row.number);
        assert_eq!(lines.len(), life.lines, "lines of {}", row.number);
        let steps: Vec<_> = lines.iter().filter(|line| line.kind == CaseEventKind::Step).collect();
        for pair in steps.windows(2) {
            assert_eq!(pair[1].from_status, Some(pair[0].to_status), "{} jumps", row.number);
            assert!(pair[0].occurred_on <= pair[1].occurred_on, "{} goes back in time", row.number);
        }
        assert_eq!(steps.last().map(|line| line.to_status), Some(row.status));
        assert_eq!((row.accepted_on, row.closed_on), (life.accepted, life.closed), "{}", row.number);
        assert_eq!(row.outcome.is_some(), row.closed_on.is_some(), "{}", row.number);
    }
}

/// Which days the holiday notices make working days: the notices' own lines, a day at a time.
async fn working_days(world: &World) -> BTreeSet<NaiveDate> {
    let years = entity::calendar_year::Entity::find().all(&world.app.db.read).await.expect("the calendar");
    let mut working = BTreeSet::new();
    for year in 2026..=2027 {
        let notice = years.iter().find(|notice| notice.year == year).expect("the year's notice");
        let mut day = NaiveDate::from_ymd_opt(year, 1, 1).expect("a day");
        while day.year() == year {
            let named = notice.days.0.iter().find(|span| span.from <= day && day <= span.to);
            let weekend = day.weekday() == Weekday::Sat || day.weekday() == Weekday::Sun;
            if named.map_or(!weekend, |span| !span.rest) {
                working.insert(day);
            }
            day = day + Days::new(1);
        }
    }
    working
}

pub async fn clocks_are_as_counted(world: &World) {
    let db = &world.app.db.read;
    let working = working_days(world).await;
    let rules = entity::clock_rule::Entity::find().all(db).await.expect("the rules");
    let clocks = entity::clock::Entity::find().all(db).await.expect("the clocks");
    let mut units = BTreeSet::new();
    let mut moved = 0;
    for clock in &clocks {
        let events = entity::clock_event::Entity::find()
            .filter(entity::clock_event::Column::ClockId.eq(clock.id))
            .order_by_asc(entity::clock_event::Column::Sequence)
            .all(db)
            .await
            .expect("its events");
        let of_kind = |kind| events.iter().filter(move |event| event.kind == kind);
        // The days on which it stood: after the one on which it was stopped, up to the one on which it ran again.
        let mut stood = BTreeSet::new();
        for stop in of_kind(ClockEventKind::Stopped) {
            let end = of_kind(ClockEventKind::Resumed)
                .find(|event| event.sequence > stop.sequence && event.reason == stop.reason);
            let Some(end) = end else { continue };
            let mut day = stop.occurred_on;
            while day < end.occurred_on {
                day = day + Days::new(1);
                stood.insert(day);
            }
        }
        let extended: i32 = of_kind(ClockEventKind::Extended).filter_map(|event| event.amount).sum();
        let set = of_kind(ClockEventKind::DateSet).next_back();
        moved += usize::from(!stood.is_empty() || extended > 0 || set.is_some());
        let nth = |from: NaiveDate, length: i64, counts: &dyn Fn(&NaiveDate) -> bool| {
            let (mut day, mut left) = (from, length);
            while left > 0 {
                day = day + Days::new(1);
                left -= i64::from(counts(&day));
            }
            day
        };
        let runs = |day: &NaiveDate| !stood.contains(day);
        let rule = clock.rule_id.map(|id| rules.iter().find(|rule| rule.id == id).expect("its rule"));
        let by_hand = set.and_then(|event| Some((event.occurred_on, event.until?)));
        let expected =
            if let Some((from, until)) = by_hand.or(clock.set_on.map(|day| (clock.started_on, day))) {
                Some(nth(from, (until - from).num_days(), &runs).max(until))
            } else if let Some(rule) = rule {
                units.insert(format!("{:?}", rule.unit));
                let on = clock.started_on;
                let length = i64::from(rule.length + extended);
                let rolled = |mut day: NaiveDate| {
                    while !working.contains(&day) || stood.contains(&day) {
                        day = day + Days::new(1);
                    }
                    day
                };
                Some(match rule.unit {
                    ClockUnit::WorkingDays => nth(on, length, &|day| runs(day) && working.contains(day)),
                    ClockUnit::Days => rolled(nth(on, length, &runs)),
                    ClockUnit::Months => {
                        let months = on + Months::new(u32::try_from(length).expect("months"));
                        rolled(nth(on, (months - on).num_days(), &runs))
                    }
                    // A day's last moment, and so many hours.
                    ClockUnit::Hours => match clock.started_at {
                        Some(at) => statutory_day(at + Duration::hours(length)),
                        None => on + Days::new(u64::try_from(length).expect("hours").div_ceil(24)),
                    },
                    ClockUnit::DayOfMonth => continue,
                })
            } else {
                None
            };
        assert_eq!(clock.due_on, expected, "{clock:#?} {events:#?}");
    }
    assert!(clocks.len() > 40 && units.len() >= 3 && moved > 2, "{} {units:?} {moved}", clocks.len());
}

pub async fn periods_add_up(world: &World, rng: &mut ChaCha8Rng, lives: &[Life], began: NaiveDate) {
    let office = world.client("office").await;
    let heads = HashMap::from([
        ("market", world.client("head").await),
        ("culture", world.client("culture_head").await),
    ]);
    let span = u64::try_from((world.today() - began).num_days()).expect("days") + 40;
    for round in 0..12 {
        let from = began - Days::new(20) + Days::new(rng.random_range(0..span));
        let to = from + Days::new(rng.random_range(0..60));
        let period = json!({ "from": from, "to": to });
        let department = [None, Some("market"), Some("culture")][round % 3];
        let client = department.filter(|_| round % 2 == 0).map_or(&office, |name| &heads[name]);
        let departments = department.map(|name| json!([world.department(name)]));
        let said = client.data(FIGURES, json!({ "departments": departments, "period": period })).await;
        let figures: HashMap<String, i64> = list(&said["workSummary"]["figures"])
            .iter()
            .map(|figure| {
                let value = figure["value"].as_str().expect("a number");
                (
                    figure["indicator"].as_str().expect("a name").to_owned(),
                    value.split('.').next().unwrap_or_default().parse().expect("whole"),
                )
            })
            .collect();
        let mine = || lives.iter().filter(|life| department.is_none_or(|name| life.department == name));
        let within = |day: Option<NaiveDate>| day.is_some_and(|day| (from..=to).contains(&day));
        let eve = from - Days::new(1);
        let count = |holds: &dyn Fn(&Life) -> bool| mine().filter(|life| holds(life)).count() as i64;
        let expected = [
            ("CASES_CARRIED_OVER", count(&|life| life.pending(eve))),
            ("CASES_ACCEPTED", count(&|life| within(life.accepted))),
            ("CASES_CLOSED", count(&|life| life.accepted.is_some() && within(life.closed))),
            ("CASES_NOT_FILED", count(&|life| within(life.not_filed))),
            ("CASES_PENDING", count(&|life| life.pending(to))),
        ];
        for (name, number) in expected {
            assert_eq!(figures.get(name), Some(&number), "{name} of {department:?} from {from} to {to}");
        }
        let of = |name: &str| figures[name];
        assert_eq!(
            of("CASES_CARRIED_OVER") + of("CASES_ACCEPTED"),
            of("CASES_CLOSED") + of("CASES_NOT_FILED") + of("CASES_PENDING"),
            "{department:?} from {from} to {to}"
        );
        let outcomes = ["PENALTY", "NO_PENALTY", "MEDIATED", "DECIDED", "WITHDRAWN", "TAKEN_OVER"];
        let by_outcome: i64 = outcomes.iter().map(|outcome| of(&format!("CLOSED_{outcome}"))).sum();
        assert_eq!(of("CASES_CLOSED"), by_outcome);
        assert!(of("CASES_CLOSED_ON_TIME") <= of("CASES_CLOSED"));
    }
}
