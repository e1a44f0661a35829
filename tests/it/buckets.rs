//! Evidence in an S3-compatible store: filed, read whole and in part, looked at, verified and swept
//! as in a folder. The store is a server of its own in this process, and signatures are checked.

use std::io::Cursor;

use axum::{Router, body::Body, extract::Request};
use bytes::Bytes;
use futures::{StreamExt, stream};
use http::{Method, header};
use image::{ImageFormat, RgbImage};
use object_store::{ObjectStoreExt, aws::AmazonS3Builder};
use s3s::{auth::SimpleAuth, service::S3ServiceBuilder};
use serde_json::json;
use shuangda::{
    app::{App, AppState, Front},
    attachments::command_line as files,
    audit::anchors::Anchors,
    shared::{
        audit::verification::Fault,
        clock::Clock,
        secrets::Secrets,
        storage::{self, Files},
    },
};
use tests::{Client, Engine, World};
use tower::ServiceExt;
use uuid::Uuid;

const KEY: &str = "AKIATEST";
const SECRET: &str = "a secret of the tests";

/// A store with the bucket `evidence` in `folder`; answers where it listens.
async fn store(folder: &std::path::Path) -> String {
    std::fs::create_dir(folder.join("evidence")).unwrap();
    let mut builder = S3ServiceBuilder::new(s3s_fs::FileSystem::new(folder).unwrap());
    builder.set_auth(SimpleAuth::from_single(KEY, SECRET));
    let service = builder.build();
    let router = Router::new().fallback(async move |request: Request| {
        let answer = ServiceExt::<Request>::oneshot(service.clone(), request).await.unwrap();
        answer.map(Body::new)
    });
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
    address
}

fn bucket(address: &str, secret: &str) -> AmazonS3Builder {
    AmazonS3Builder::new()
        .with_endpoint(address)
        .with_allow_http(true)
        .with_region("cn-south-1")
        .with_bucket_name("evidence")
        .with_access_key_id(KEY)
        .with_secret_access_key(secret)
}

/// A world whose files lie in the store.
async fn world_over(files: Files) -> World {
    let mut world = World::new(Engine::Sqlite).await;
    let app = App::new(AppState {
        db: world.app.db.clone(),
        clock: world.app.clock.clone(),
        secrets: Secrets::from_master(&[7; 32]).unwrap(),
        live: Default::default(),
        files,
    });
    world.router = app.router(Front::default()).unwrap();
    world.app = app;
    world
}

async fn send(
    world: &World,
    client: &Client,
    method: Method,
    address: &str,
    range: Option<&str>,
    body: Body,
) -> (u16, Bytes) {
    let mut request = Request::builder()
        .method(method)
        .uri(address)
        .header(header::AUTHORIZATION, format!("Bearer {}", client.token().unwrap()));
    if let Some(range) = range {
        request = request.header(header::RANGE, range);
    }
    let answer = world.router.clone().oneshot(request.body(body).unwrap()).await.unwrap();
    let status = answer.status().as_u16();
    (status, axum::body::to_bytes(answer.into_body(), 64 << 20).await.unwrap())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_bucket_keeps_evidence_as_a_folder_does() {
    let folder = tempfile::tempdir().unwrap();
    let address = store(folder.path()).await;
    let world = world_over(Files::in_bucket(bucket(&address, SECRET), "city/files").unwrap()).await;
    let officer = world.client("officer").await;
    let case = world.lead(&officer, json!({})).await;

    // One that is written at once, one that is written in parts, and a picture.
    let mut large = vec![0x5a; (12 << 20) + 7];
    for (place, byte) in large.iter_mut().enumerate() {
        *byte = (place % 251) as u8;
    }
    large[..10].copy_from_slice(b"\xff\xd8\xff\xe0\0\x10JFIF");
    let mut picture = Vec::new();
    RgbImage::from_pixel(640, 320, image::Rgb([10, 90, 10]))
        .write_to(&mut Cursor::new(&mut picture), ImageFormat::Png)
        .unwrap();
    let mut ids = Vec::new();
    for bytes in [b"%PDF-1.7 one".to_vec(), large.clone(), picture] {
        let id = Uuid::now_v7();
        let place = format!("/attachments/{id}?case={case}&name=a");
        let chunks: Vec<_> = bytes.chunks(300_000).map(Bytes::copy_from_slice).collect();
        let body = Body::from_stream(stream::iter(chunks).map(Ok::<_, std::convert::Infallible>));
        let (status, said) = send(&world, &officer, Method::PUT, &place, None, body).await;
        assert_eq!(status, 201, "{}", String::from_utf8_lossy(&said));
        // Sent again, it is filed once.
        let again = send(&world, &officer, Method::PUT, &place, None, Body::from(bytes.clone())).await;
        assert_eq!(again.0, 200, "{}", String::from_utf8_lossy(&again.1));
        let (status, read) =
            send(&world, &officer, Method::GET, &format!("/attachments/{id}"), None, Body::empty()).await;
        assert_eq!((status, read == bytes), (200, true));
        ids.push((id, said));
    }
    let file = format!("/attachments/{}", ids[1].0);
    let range = format!("bytes={}-", (6 << 20) - 3);
    let (status, part) = send(&world, &officer, Method::GET, &file, Some(&range), Body::empty()).await;
    assert_eq!((status, part == large[(6 << 20) - 3..]), (206, true));
    let thumbnail = format!("/attachments/{}/preview?size=thumbnail", ids[2].0);
    let (status, jpeg) = send(&world, &officer, Method::GET, &thumbnail, None, Body::empty()).await;
    assert_eq!(status, 200);
    let seen = image::load_from_memory_with_format(&jpeg, ImageFormat::Jpeg).unwrap();
    assert_eq!((seen.width(), seen.height()), (320, 160));

    // One that breaks off after some parts leaves nothing that is seen.
    let half = vec![Ok(Bytes::from(large[..(11 << 20)].to_vec())), Err(std::io::Error::other("lost"))];
    let place = format!("/attachments/{}?case={case}&name=a", Uuid::now_v7());
    let body = Body::from_stream(stream::iter(half));
    assert_eq!(send(&world, &officer, Method::PUT, &place, None, body).await.0, 400);
    let found = files::verify(&world.app).await.unwrap();
    assert_eq!((found.files, found.faults.len(), found.unfiled), (3, 0, Vec::<String>::new()));

    // What is left over is swept by its age; what was changed or is gone is found.
    let store = &world.app.files.store;
    store.put(&storage::incoming(), Bytes::from_static(b"half a photograph").into()).await.unwrap();
    assert_eq!(files::sweep(&world.app).await.unwrap(), 0);
    let machine = Clock::system().now() - world.app.clock.now();
    world.pass(machine + chrono::Duration::hours(25));
    assert_eq!(files::sweep(&world.app).await.unwrap(), 1);
    let at = |index: usize| {
        let said: serde_json::Value = serde_json::from_slice(&ids[index].1).unwrap();
        storage::filed(ids[index].0, said["digest"].as_str().unwrap())
    };
    store.put(&at(0), Bytes::from_static(b"%PDF-1.7 two").into()).await.unwrap();
    store.delete(&at(2)).await.unwrap();
    let found = files::verify(&world.app).await.unwrap();
    let faults: Vec<_> = found.faults.iter().map(|fault| (fault.what, fault.id)).collect();
    assert_eq!(faults, [("changed", ids[0].0), ("missing", ids[2].0)]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_bucket_that_refuses_takes_nothing_and_loses_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let address = store(folder.path()).await;
    let world = world_over(Files::in_bucket(bucket(&address, "another secret"), "").unwrap()).await;
    let officer = world.client("officer").await;
    let case = world.lead(&officer, json!({})).await;
    let place = format!("/attachments/{}?case={case}&name=a.pdf", Uuid::now_v7());
    let (status, said) = send(&world, &officer, Method::PUT, &place, None, Body::from("%PDF-1.7 one")).await;
    assert_eq!(status, 500);
    assert!(!String::from_utf8_lossy(&said).contains(KEY), "the answer tells of the store");
    let listed = "query($id: ID!) { case(id: $id) { attachments(first: 1) { totalCount } } }";
    let listed = officer.data(listed, json!({ "id": case })).await;
    assert_eq!(listed["case"]["attachments"]["totalCount"], 0);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_bucket_keeps_anchors_of_the_audit_log() {
    let folder = tempfile::tempdir().unwrap();
    let address = store(folder.path()).await;
    let world = world_over(Files::in_memory()).await;
    let place = |database: &str| {
        let store = Files::in_bucket(bucket(&address, SECRET), "office").unwrap().store;
        Anchors::in_store(database.to_owned(), store)
    };
    let anchors = place("sqlite:a.db");
    let officer = world.client("officer").await;
    for _ in 0..3 {
        world.inspection(&officer, json!({})).await;
        anchors.note(&world.app).await.unwrap();
    }
    place("sqlite:b.db").note(&world.app).await.unwrap();
    let (found, noted) = anchors.verify(&world.app, &[]).await.unwrap();
    assert_eq!((found.faults, found.anchors, noted.others), (vec![], 3, 1));
    // The end is removed from the database, and the last anchor with it: the one before it speaks.
    for statement in ["DROP TRIGGER audit_entries_no_delete", "DELETE FROM audit_entries WHERE sequence > 2"]
    {
        sea_orm::ConnectionTrait::execute_unprepared(world.app.db.writer(), statement).await.unwrap();
    }
    let kept = folder.path().join("evidence/office/audit-anchors");
    let mut objects: Vec<_> =
        std::fs::read_dir(&kept).unwrap().map(|object| object.unwrap().path()).collect();
    objects.sort();
    std::fs::remove_file(&objects[2]).unwrap();
    let (found, _) = anchors.verify(&world.app, &[]).await.unwrap();
    assert!(
        matches!(&found.faults[..], [Fault::CutOff { rows: 2, anchor }] if anchor.sequence >= 3),
        "{found:?}"
    );
    // A bucket that does not let us in says so, and is not taken for an empty one.
    let store = Files::in_bucket(bucket(&address, "wrong"), "office").unwrap().store;
    let locked = Anchors::in_store("sqlite:a.db".to_owned(), store);
    assert!(locked.verify(&world.app, &[]).await.is_err());
    assert!(locked.note(&world.app).await.is_err());
}
