//! What a server says of itself, and what people are told when no room is left.

use std::path::PathBuf;

use axum::body::Body;
use http::{Request, StatusCode, header};
use sea_orm::ConnectionTrait;
use serde_json::{Value, json};
use shuangda::{
    app::{App, AppState, Front},
    shared::{audit::verification::verify, secrets::Secrets, storage::Files},
};
use tests::{Client, Engine, World, on_each_engine};
use tower::ServiceExt;
use uuid::Uuid;

async fn get(world: &World, path: &str) -> (StatusCode, Value) {
    let request = Request::get(path).body(Body::empty()).unwrap();
    let response = world.router.clone().oneshot(request).await.unwrap();
    let status = response.status();
    let bytes = axum::body::to_bytes(response.into_body(), 1 << 20).await.unwrap();
    (status, serde_json::from_slice(&bytes).unwrap_or_default())
}

#[test]
fn readiness_is_asked_as_often_as_one_likes_and_written_once() {
    on_each_engine(|world| async move {
        assert_eq!(get(&world, "/health/live").await.0, StatusCode::NO_CONTENT);
        let before = world.app.db.statements();
        let asked = (0..50).map(|at| get(&world, if at % 2 == 0 { "/health/ready" } else { "/health" }));
        for (status, _) in futures::future::join_all(asked).await {
            assert_eq!(status, StatusCode::NO_CONTENT);
        }
        assert_eq!(world.app.db.statements() - before, 1);
    });
}

/// A world whose files lie in a folder.
async fn world_over(folder: &std::path::Path) -> World {
    let mut world = World::new(Engine::Sqlite).await;
    let app = App::new(AppState {
        db: world.app.db.clone(),
        clock: world.app.clock.clone(),
        secrets: Secrets::from_master(&[7; 32]).unwrap(),
        live: Default::default(),
        files: Files::open(folder.to_str().unwrap()).unwrap(),
    });
    world.router = app.router(Front::default()).unwrap();
    world.app = app;
    world
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_folder_that_takes_nothing_is_not_ready_but_alive() {
    let folder = tempfile::tempdir().unwrap();
    let files: PathBuf = folder.path().join("files");
    let world = world_over(&files).await;
    std::fs::remove_dir_all(&files).unwrap();
    std::fs::write(&files, "no folder any more").unwrap();
    let (status, said) = get(&world, "/health/ready").await;
    assert_eq!(status, StatusCode::SERVICE_UNAVAILABLE);
    assert_eq!(said, json!({ "database": "ok", "files": "failed" }));
    assert_eq!(get(&world, "/health/live").await.0, StatusCode::NO_CONTENT);
}

async fn upload(world: &World, client: &Client, case: &str) -> (StatusCode, Value) {
    let mut photograph = vec![0x5a; 4096];
    photograph[..10].copy_from_slice(b"\xff\xd8\xff\xe0\0\x10JFIF");
    let request = Request::put(format!("/attachments/{}?case={case}&name=a.jpg", Uuid::now_v7()))
        .header(header::AUTHORIZATION, format!("Bearer {}", client.token().unwrap()))
        .body(Body::from(photograph))
        .unwrap();
    let response = world.router.clone().oneshot(request).await.unwrap();
    let status = response.status();
    let bytes = axum::body::to_bytes(response.into_body(), 1 << 20).await.unwrap();
    (status, serde_json::from_slice(&bytes).unwrap())
}

/// SQLite says of a file that may not grow what it says on a full disk.
async fn pages(world: &World, most: &str) {
    let statement = format!("PRAGMA max_page_count = {most}");
    world.app.db.writer().execute_unprepared(&statement).await.unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn people_are_told_that_no_room_is_left_and_nothing_is_saved_by_half() {
    let world = World::new(Engine::Sqlite).await;
    let officer = world.client("officer").await;
    let case = world.lead(&officer, json!({})).await;
    // No fewer than there are: the least is what is in use.
    pages(&world, "1").await;
    let long = "证".repeat(9_000);
    let input = || world.lead_input(json!({ "summary": long.clone() }));
    let register = "mutation($input: RegisterLeadInput!) { registerLead(input: $input) { case { id } errors { code } } }";
    let answer = officer.ask(register, json!({ "input": input() })).await.body;
    let errors = &answer["errors"][0];
    assert_eq!(errors["extensions"]["code"], "INSUFFICIENT_STORAGE", "{answer}");
    assert!(errors["message"].as_str().unwrap().contains("存储空间已满"), "{errors}");
    // What is small may find room in the pages there are; sooner or later none does.
    let mut refused = None;
    for _ in 0..400 {
        let (status, said) = upload(&world, &officer, &case).await;
        if status != StatusCode::CREATED {
            refused = Some((status, said));
            break;
        }
    }
    let (status, said) = refused.expect("the database took everything");
    assert_eq!(status, StatusCode::INSUFFICIENT_STORAGE, "{said}");
    assert_eq!(said["errors"][0]["extensions"]["code"], "INSUFFICIENT_STORAGE");
    assert!(said["errors"][0]["message"].as_str().unwrap().contains("存储空间已满"), "{said}");
    assert!(!said.to_string().contains("database or disk"), "{said}");

    pages(&world, "1000000").await;
    world.lead(&officer, json!({ "summary": long })).await;
    assert_eq!(upload(&world, &officer, &case).await.0, StatusCode::CREATED);
    assert_eq!(verify(&world.app, &[]).await.unwrap().faults, []);
}
