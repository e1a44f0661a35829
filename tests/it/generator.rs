//! Generated data: the same for the same seed, and of a form that the rules would have let through.

use entity::{case, case_event, inspection, party};
use sea_orm::{EntityTrait, QueryOrder};
use shuangda::{
    cases::rollups,
    demo::generator::{Options, generate},
    shared::credit_code,
};
use tests::{Demonstration, engines};

type Rows = (Vec<case::Model>, Vec<case_event::Model>, Vec<party::Model>, Vec<inspection::Model>);

async fn generated(engine: tests::Engine, seed: u64) -> Rows {
    let Demonstration { app, database, .. } = Demonstration::empty(engine).await;
    generate(&app, Options { cases: 120, seed }).await.expect("the data");
    assert_eq!(rollups::compare(&app.db.read).await.expect("the rollups"), []);
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
