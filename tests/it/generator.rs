//! Generated data: the same for the same seed, and of a form that the rules would have let through; the
//! database that it fills keeps its indexes and keys.

use entity::{case, case_event, inspection, party};
use sea_orm::{ConnectionTrait, DatabaseConnection, EntityTrait, PaginatorTrait, QueryOrder, Statement};
use shuangda::{
    demo::generator::{Options, generate},
    figures,
    shared::credit_code,
};
use tests::{Demonstration, Engine, engines};

/// How the engine describes every index and every key.
async fn described(engine: Engine, db: &DatabaseConnection) -> Vec<String> {
    let query = match engine {
        Engine::Postgres => {
            "SELECT pg_get_indexdef(indexrelid) AS sql FROM pg_index JOIN pg_class ON pg_class.oid = indexrelid
             WHERE relnamespace = current_schema()::regnamespace
             UNION ALL
             SELECT conrelid::regclass || conname || pg_get_constraintdef(oid) FROM pg_constraint
             WHERE connamespace = current_schema()::regnamespace ORDER BY sql"
        }
        Engine::Sqlite => "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY sql",
    };
    let rows = db.query_all_raw(Statement::from_string(db.get_database_backend(), query)).await;
    rows.expect("the catalogue").iter().map(|row| row.try_get("", "sql").expect("a text")).collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_filled_database_keeps_its_indexes_and_keys() {
    for engine in engines() {
        let Demonstration { app, database, .. } = Demonstration::empty(engine).await;
        let before = described(engine, &app.db.read).await;
        assert!(before.iter().any(|sql| sql.contains("ix_cases_received_on_id")), "{before:?}");
        generate(&app, Options { cases: 60, seed: 1 }).await.expect("the data");
        assert_eq!(described(engine, &app.db.read).await, before);
        // Once more the same: its numbers and keys are there, and nothing is left of it.
        generate(&app, Options { cases: 100, seed: 1 }).await.expect_err("the same again");
        assert_eq!(described(engine, &app.db.read).await, before);
        assert_eq!(case::Entity::find().count(&app.db.read).await.expect("cases"), 60);
        drop(app);
        database.remove().await;
    }
}

type Rows = (Vec<case::Model>, Vec<case_event::Model>, Vec<party::Model>, Vec<inspection::Model>);

async fn generated(engine: Engine, seed: u64) -> Rows {
    let Demonstration { app, database, .. } = Demonstration::empty(engine).await;
    generate(&app, Options { cases: 120, seed }).await.expect("the data");
    assert!(figures::verify(&app.db).await.expect("the figures").is_right());
    let db = &app.db.read;
    let rows = (
        case::Entity::find().order_by_asc(case::Column::Id).all(db).await.expect("cases"),
        case_event::Entity::find().order_by_asc(case_event::Column::Id).all(db).await.expect("events"),
        party::Entity::find().order_by_asc(party::Column::Id).all(db).await.expect("parties"),
        inspection::Entity::find().order_by_asc(inspection::Column::Id).all(db).await.expect("inspections"),
    );
    drop(app);
    database.remove().await;
    rows
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_same_seed_makes_the_same_data_and_another_seed_other_data() {
    for engine in engines() {
        let first = generated(engine, 7).await;
        assert_eq!(first, generated(engine, 7).await);
        assert_ne!(first.0, generated(engine, 8).await.0);
        let (cases, events, parties, _) = first;
        assert_eq!(cases.len(), 120);
        for party in &parties {
            assert!(party.credit_code.as_deref().is_none_or(credit_code::is_valid), "{party:?}");
        }
        for case in &cases {
            let steps = events.iter().filter(|event| event.case_id == case.id).count();
            assert_eq!(steps, usize::try_from(case.event_count).unwrap());
        }
    }
}
