//! The ledger of figures: it says what a count of the records says, for whomever and whenever; it is found where it
//! was tampered with, and set right; and what was on record before it is entered once.

pub mod naive;

use chrono::{Datelike, Days, NaiveDate};
use entity::{department, figure_line, figure_total, region};
use naive::{About, Figure, Records};
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;
use sea_orm::{ConnectionTrait, EntityTrait, QueryFilter};
use serde_json::{Value, json};
use shuangda::{
    demo::generator::{Options, generate},
    figures,
    shared::ids::{self, Kind},
};
use tests::{Client, Demonstration, Engine, for_each_engine};
use uuid::Uuid;

const SUMMARY: &str =
    "query($region: String!, $departments: [ID!], $period: DateRangeInput!, $asOf: DateTime) {
    workSummary(regionCode: $region, departmentIds: $departments, period: $period, asOf: $asOf) {
        figures { indicator value atLeast previousValue previousAtLeast } } }";

/// A figure as the API shows it: its number without the point of fen.
pub fn shown(figure: &Value, value: &str, at_least: &str) -> Figure {
    let number = figure[value].as_str().expect("a value").replace('.', "").parse().expect("a number");
    (number, figure[at_least] == true)
}

/// The figures of a summary, as the API shows them.
pub async fn summary(client: &Client, about: &Value) -> Vec<Value> {
    let data = client.data(SUMMARY, about.clone()).await;
    data["workSummary"]["figures"].as_array().expect("figures").clone()
}

/// Every figure of the summary is what the records say, in its period and in that of the year before.
pub fn assert_as_counted(figures: &[Value], records: &Records, about: &About) {
    let year_before = |day: NaiveDate| day.checked_sub_months(chrono::Months::new(12)).expect("a day");
    let before = About { from: year_before(about.from), to: year_before(about.to), ..*about };
    let (present, previous) = (records.figures(about), records.figures(&before));
    assert_eq!(figures.len(), present.len(), "a figure is not counted here");
    for figure in figures {
        let name = figure["indicator"].as_str().expect("a name");
        assert_eq!(shown(figure, "value", "atLeast"), present[name], "{name}");
        assert_eq!(
            shown(figure, "previousValue", "previousAtLeast"),
            previous[name],
            "{name} the year before"
        );
    }
}

async fn generated(engine: Engine, cases: u64, seed: u64) -> Demonstration {
    let empty = Demonstration::empty(engine).await;
    let accounts = generate(&empty.app, Options { cases, seed }).await.expect("the data");
    empty.with(accounts)
}

#[test]
fn the_ledger_says_what_a_count_of_the_records_says() {
    for_each_engine(|engine| async move {
        for seed in 1..=2 {
            let demonstration = generated(engine, 160, seed).await;
            let db = &demonstration.app.db.read;
            let records = Records::read(db).await;
            let office = demonstration.sign_in("office").await;
            let departments: Vec<Uuid> = department::Entity::find()
                .filter(sea_orm::ColumnTrait::eq(&department::Column::IsCoordinationOffice, false))
                .all(db)
                .await
                .expect("the departments")
                .into_iter()
                .map(|row| row.id)
                .collect();
            let mut rng = ChaCha8Rng::seed_from_u64(seed);
            for number in 0..24 {
                let today = demonstration.app.clock.today();
                let mut from = today - Days::new(rng.random_range(0..2_500));
                let mut to = from + Days::new(rng.random_range(0..900));
                if number % 3 == 0 {
                    // What is counted once has totals from a year's first day on.
                    from = from.with_ordinal(1).expect("a day");
                    to = from + Days::new(rng.random_range(0..365));
                }
                // The region, one department, and several of them, in turn.
                let several = [0, 1, 1, 3][number % 4];
                let named: Vec<Uuid> =
                    (0..several).map(|_| departments[rng.random_range(0..departments.len())]).collect();
                let about = About { region: "4306", departments: &named, from, to };
                let ids: Vec<String> =
                    named.iter().map(|id| ids::encode(Kind::Department, *id).to_string()).collect();
                let asked =
                    json!({ "region": "430600", "departments": ids, "period": { "from": from, "to": to } });
                assert_as_counted(&summary(&office, &asked).await, &records, &about);
                // What is counted now was counted this very moment.
                let mut then = asked;
                then["asOf"] = json!(demonstration.app.clock.now());
                assert_as_counted(&summary(&office, &then).await, &records, &about);
            }
            demonstration.database.remove().await;
        }
    });
}

#[test]
fn what_is_tampered_with_is_found_and_set_right() {
    for_each_engine(|engine| async move {
        let demonstration = generated(engine, 60, 5).await;
        let db = &demonstration.app.db;
        assert!(figures::verify(db).await.unwrap().is_right());
        let run = async |sql: &str| db.writer().execute_unprepared(sql).await;
        // A line is never changed but by being reversed once, and never removed.
        run("UPDATE figure_lines SET amount = 2").await.expect_err("an amount was changed");
        run("DELETE FROM figure_lines").await.expect_err("lines were removed");
        run("UPDATE figure_lines SET reversed_at = entered_at, reversed_by = 0 WHERE measure = 'FINE'")
            .await
            .expect("lines are reversed");
        run("UPDATE figure_lines SET reversed_at = NULL WHERE measure = 'FINE'")
            .await
            .expect_err("it came back");
        run("UPDATE figure_totals SET amount = amount + 1 WHERE measure = 'CASE_FILED'")
            .await
            .expect("totals");
        run("DELETE FROM figure_totals WHERE measure = 'TRAINING'").await.expect("totals");
        let found = figures::verify(db).await.unwrap();
        assert!(found.differing > 0 && found.wrong > 0, "{found:#?}");
        let rebuilt = figures::rebuild(db, demonstration.app.clock.now()).await.unwrap();
        assert_eq!(rebuilt.differing, found.differing);
        let found = figures::verify(db).await.unwrap();
        assert!(found.is_right(), "{found:#?}");
        demonstration.database.remove().await;
    });
}

/// A database of before the ledger has records without lines; the server enters them when it starts, and going on
/// where it was stopped comes to the same.
#[test]
fn what_was_on_record_before_the_ledger_is_entered_once() {
    for_each_engine(|engine| async move {
        let demonstration = generated(engine, 60, 6).await;
        let db = &demonstration.app.db;
        let lines = figure_line::Entity::find().all(&db.read).await.unwrap().len();
        let run = async |sql: &str| db.writer().execute_unprepared(sql).await.unwrap();
        match engine {
            Engine::Sqlite => run("DROP TRIGGER figure_lines_no_delete").await,
            Engine::Postgres => run("ALTER TABLE figure_lines DISABLE TRIGGER figure_lines_no_delete").await,
        };
        // As it was left by who stopped halfway: cases are entered first.
        run("DELETE FROM figure_lines WHERE measure IN ('TRAINING', 'TRAINED_PERSON_TIMES', 'TRAINING_COMPANIES', \
             'PUBLICITY_EVENT', 'MATERIALS', 'CONSULTATIONS', 'MEDIA_ITEMS', 'TELEVISION_PROGRAMMES')")
        .await;
        run("DELETE FROM figure_totals").await;
        assert!(!figures::verify(db).await.unwrap().is_right());
        figures::complete(db, demonstration.app.clock.now()).await.unwrap();
        assert!(figures::verify(db).await.unwrap().is_right());
        let entered = figure_line::Entity::find().all(&db.read).await.unwrap().len();
        assert_eq!(entered, lines);
        assert!(figure_total::Entity::find().one(&db.read).await.unwrap().is_some());
        // Complete, it is not gone through again.
        run("DELETE FROM figure_totals").await;
        figures::complete(db, demonstration.app.clock.now()).await.unwrap();
        assert_eq!(figure_total::Entity::find().one(&db.read).await.unwrap(), None);
        // A version in which records add more goes through all of it once more.
        run("UPDATE figure_ledger SET version = 1").await;
        figures::complete(db, demonstration.app.clock.now()).await.unwrap();
        assert!(figures::verify(db).await.unwrap().is_right());
        assert!(region::Entity::find().one(&db.read).await.unwrap().is_some());
        demonstration.database.remove().await;
    });
}
