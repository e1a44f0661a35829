//! Evidence over HTTP: filed once however often it is sent, never changed, read only by who may see
//! the case, and every read on record.

use std::{convert::Infallible, io::Cursor, sync::Arc};

use axum::body::Body;
use bytes::Bytes;
use futures::{StreamExt, TryStreamExt, stream};
use http::{HeaderMap, Method, Request, header};
use image::{ImageFormat, RgbImage};
use object_store::{ObjectStore, ObjectStoreExt, path::Path};
use sea_orm::{ConnectionTrait, EntityTrait, PaginatorTrait};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use shuangda::{attachments::command_line as files, shared::storage};
use tests::{Client, World, on_each_engine};
use tower::ServiceExt;
use uuid::Uuid;

const LIST: &str = "query($id: ID!) { case(id: $id) { viewerCanFileEvidence eventCount: version
    events(first: 10) { kind documents note actor { displayName } }
    attachments(first: 50) { totalCount nodes { id number name kind mediaType size digest note url previewUrl
        uploadedBy { displayName } corrects { number } correctedBy { number } case { id } } } } }";

struct Answer {
    status: u16,
    headers: HeaderMap,
    bytes: Bytes,
}

impl Answer {
    fn json(&self) -> Value {
        serde_json::from_slice(&self.bytes).unwrap_or_default()
    }

    fn code(&self) -> String {
        self.json()["errors"][0]["extensions"]["code"].as_str().unwrap_or_default().to_owned()
    }
}

async fn send(world: &World, client: &Client, method: Method, address: &str, body: Body) -> Answer {
    let mut request = Request::builder().method(method).uri(address);
    if let Some(token) = client.token() {
        request = request.header(header::AUTHORIZATION, format!("Bearer {token}"));
    }
    let response = world.router.clone().oneshot(request.body(body).unwrap()).await.unwrap();
    let (parts, body) = response.into_parts();
    let bytes = axum::body::to_bytes(body, 64 << 20).await.unwrap();
    Answer { status: parts.status.as_u16(), headers: parts.headers, bytes }
}

fn address(id: Uuid, case: &str, more: &str) -> String {
    format!("/attachments/{id}?case={case}&name=%E5%BA%97%E5%86%85.jpg{more}")
}

async fn put(world: &World, client: &Client, address: &str, body: impl Into<Body>) -> Answer {
    send(world, client, Method::PUT, address, body.into()).await
}

async fn get(world: &World, client: &Client, address: &str) -> Answer {
    send(world, client, Method::GET, address, Body::empty()).await
}

/// A photograph of so many bytes, as far as its beginning tells.
fn photograph(size: usize) -> Vec<u8> {
    let mut bytes = vec![0x5a; size];
    bytes[..10].copy_from_slice(b"\xff\xd8\xff\xe0\0\x10JFIF");
    bytes
}

fn in_chunks(bytes: Vec<u8>) -> Body {
    let chunks: Vec<_> = bytes.chunks(60_000).map(Bytes::copy_from_slice).collect();
    Body::from_stream(stream::iter(chunks).map(Ok::<_, Infallible>))
}

async fn lies_under(world: &World, prefix: &str) -> Vec<String> {
    let objects = world.app.files.store.list(Some(&Path::from(prefix)));
    objects.map_ok(|object| object.location.to_string()).try_collect().await.unwrap()
}

async fn actions(world: &World, action: &str) -> usize {
    let log = entity::audit_entry::Entity::find().all(&world.app.db.read).await.unwrap();
    log.iter().filter(|row| row.action == action).count()
}

async fn listed(client: &Client, case: &str) -> Value {
    client.data(LIST, json!({ "id": case })).await["case"].clone()
}

#[test]
fn a_file_is_filed_listed_and_read_as_it_was() {
    on_each_engine(|world| async move {
        let officer = world.client("officer").await;
        let case = world.lead(&officer, json!({})).await;
        let (id, bytes) = (Uuid::now_v7(), photograph(3 << 20));
        let more = "&kind=PHYSICAL&obtainedOn=2026-11-17&note=%E8%B4%A7%E6%9E%B6";
        let filed = put(&world, &officer, &address(id, &case, more), in_chunks(bytes.clone())).await;
        assert_eq!(filed.status, 201, "{}", filed.json());
        let digest = hex::encode(Sha256::digest(&bytes));
        assert_eq!(filed.json()["digest"], digest);

        let seen = listed(&officer, &case).await;
        assert_eq!(filed.json()["caseVersion"], json!({ "from": 1, "to": seen["eventCount"] }));
        assert_eq!(seen["viewerCanFileEvidence"], true);
        assert_eq!(seen["events"][0]["kind"], "EVIDENCE");
        assert_eq!(seen["events"][0]["documents"], json!(["店内.jpg"]));
        let item = &seen["attachments"]["nodes"][0];
        assert_eq!((&item["number"], &item["kind"]), (&json!(1), &json!("PHYSICAL")));
        assert_eq!((&item["name"], &item["mediaType"]), (&json!("店内.jpg"), &json!("image/jpeg")));
        assert_eq!((&item["size"], &item["note"]), (&json!(3 << 20), &json!("货架")));
        assert_eq!(item["uploadedBy"]["displayName"], "执法员李雷");
        assert_eq!(item["case"]["id"], case);
        let node = officer
            .data(
                "query($id: ID!) { node(id: $id) { id ... on Attachment { name } } }",
                json!({ "id": item["id"] }),
            )
            .await;
        assert_eq!(node["node"]["name"], "店内.jpg");

        // The office reads it, byte by byte, with nothing that a browser would run.
        let office = world.client("office").await;
        let read = get(&world, &office, item["url"].as_str().unwrap()).await;
        assert_eq!((read.status, read.bytes == bytes), (200, true));
        let said = |name: &str| read.headers[name].to_str().unwrap();
        assert_eq!(said("content-type"), "image/jpeg");
        assert_eq!(said("content-disposition"), "attachment; filename*=UTF-8''%E5%BA%97%E5%86%85.jpg");
        assert_eq!(said("content-security-policy"), "default-src 'none'; sandbox");
        assert_eq!((said("x-content-type-options"), said("cache-control")), ("nosniff", "no-store"));
        assert!(said("repr-digest").starts_with("sha-256=:"));
        assert_eq!((actions(&world, "fileEvidence").await, actions(&world, "readEvidence").await), (1, 1));
        assert!(lies_under(&world, "incoming").await.is_empty());
        let verified = files::verify(&world.app).await.unwrap();
        assert_eq!((verified.files, verified.faults.len(), verified.unfiled.len()), (1, 0, 0));
    });
}

#[test]
fn sent_again_it_is_filed_once_and_another_file_under_its_id_is_refused() {
    on_each_engine(|world| async move {
        let officer = Arc::new(world.client("officer").await);
        let case = world.lead(&officer, json!({})).await;
        let (id, bytes) = (Uuid::now_v7(), photograph(100_000));
        let place = address(id, &case, "");
        let mut sent = Vec::new();
        for _ in 0..20 {
            let (world, officer, place, bytes) =
                (world.clone(), officer.clone(), place.clone(), bytes.clone());
            sent.push(tokio::spawn(async move { put(&world, &officer, &place, bytes).await }));
        }
        let (mut created, mut answers) = (0, Vec::new());
        for one in sent {
            let answer = one.await.unwrap();
            assert!(answer.status == 201 || answer.status == 200, "{} {}", answer.status, answer.json());
            created += usize::from(answer.status == 201);
            // To which version it moved the case on among it: whoever lost the first answer goes on by a later.
            answers.push(answer.json());
        }
        answers.dedup();
        assert_eq!((created, answers.len()), (1, 1));
        let mut other = bytes.clone();
        other[50_000] ^= 1;
        let refused = put(&world, &officer, &place, other).await;
        assert_eq!((refused.status, refused.code().as_str()), (409, "CONFLICT"));
        let elsewhere = world.lead(&officer, json!({})).await;
        let refused = put(&world, &officer, &address(id, &elsewhere, ""), bytes).await;
        assert_eq!(refused.status, 409);
        assert_eq!(listed(&officer, &case).await["attachments"]["totalCount"], 1);
        assert_eq!(actions(&world, "fileEvidence").await, 1);
        assert_eq!(
            (lies_under(&world, "incoming").await, lies_under(&world, "evidence").await.len()),
            (vec![], 1)
        );
    });
}

#[test]
fn many_files_at_once_are_numbered_without_gaps() {
    on_each_engine(|world| async move {
        let officer = Arc::new(world.client("officer").await);
        let case = world.lead(&officer, json!({})).await;
        let mut sent = Vec::new();
        for _ in 0..12 {
            let (world, officer, place) =
                (world.clone(), officer.clone(), address(Uuid::now_v7(), &case, ""));
            sent.push(tokio::spawn(
                async move { put(&world, &officer, &place, photograph(20_000)).await.status },
            ));
        }
        for one in sent {
            assert_eq!(one.await.unwrap(), 201);
        }
        let seen = listed(&officer, &case).await;
        let numbers: Vec<_> = seen["attachments"]["nodes"]
            .as_array()
            .unwrap()
            .iter()
            .map(|item| item["number"].clone())
            .collect();
        assert_eq!(numbers, (1..=12).map(|number| json!(number)).collect::<Vec<_>>());
    });
}

#[test]
fn a_part_is_fetched_and_a_download_that_broke_off_is_continued() {
    on_each_engine(|world| async move {
        let officer = world.client("officer").await;
        let case = world.lead(&officer, json!({})).await;
        let (id, mut bytes) = (Uuid::now_v7(), photograph(1 << 20));
        for (place, byte) in bytes.iter_mut().enumerate().skip(10) {
            *byte = (place % 251) as u8;
        }
        assert_eq!(put(&world, &officer, &address(id, &case, ""), bytes.clone()).await.status, 201);
        let file = format!("/attachments/{id}");
        let fetch = async |client: &Client, headers: &[(&str, &str)]| {
            let mut request = Request::get(&file);
            if let Some(token) = client.token() {
                request = request.header(header::AUTHORIZATION, format!("Bearer {token}"));
            }
            for (name, value) in headers {
                request = request.header(*name, *value);
            }
            let request = request.body(Body::empty()).unwrap();
            let (parts, body) = world.router.clone().oneshot(request).await.unwrap().into_parts();
            let bytes = axum::body::to_bytes(body, 64 << 20).await.unwrap();
            Answer { status: parts.status.as_u16(), headers: parts.headers, bytes }
        };
        let whole = fetch(&officer, &[]).await;
        let tag = whole.headers["etag"].to_str().unwrap().to_owned();
        assert_eq!(tag, format!("\"{}\"", hex::encode(Sha256::digest(&bytes))));
        assert_eq!((whole.status, whole.headers["accept-ranges"].to_str().unwrap()), (200, "bytes"));

        let size = bytes.len();
        for (range, part) in [
            ("bytes=0-0".to_owned(), 0..1),
            ("bytes=1000-70000".to_owned(), 1000..70_001),
            (format!("bytes={}-", size - 7), size - 7..size),
            ("bytes=-5".to_owned(), size - 5..size),
            ("bytes=5-99999999".to_owned(), 5..size),
        ] {
            let got = fetch(&officer, &[("range", &range), ("if-range", &tag)]).await;
            assert_eq!(got.status, 206, "{range}");
            let said = format!("bytes {}-{}/{size}", part.start, part.end - 1);
            assert_eq!(got.headers["content-range"].to_str().unwrap(), said);
            assert_eq!(got.headers["content-length"].to_str().unwrap(), part.len().to_string());
            assert_eq!(got.headers["content-security-policy"], "default-src 'none'; sandbox");
            assert!(got.bytes == bytes[part], "{range} is another part");
        }
        // Of another file than the one begun, the whole is sent; so is what is no single range.
        let other = format!("\"{}\"", "0".repeat(64));
        for headers in [
            [("range", "bytes=10-20"), ("if-range", other.as_str())],
            [("range", "bytes=10-20"), ("if-range", "Wed, 18 Nov 2026 01:00:00 GMT")],
            [("range", "bytes=0-1,4-5"), ("if-range", tag.as_str())],
            [("range", "lines=1-2"), ("if-range", tag.as_str())],
        ] {
            let got = fetch(&officer, &headers).await;
            assert_eq!((got.status, got.bytes == bytes), (200, true), "{headers:?}");
        }
        let beyond = fetch(&officer, &[("range", "bytes=1048576-")]).await;
        assert_eq!((beyond.status, beyond.bytes.len()), (416, 0));
        assert_eq!(beyond.headers["content-range"].to_str().unwrap(), "bytes */1048576");
        // A part is as hidden as the whole, and as much on record.
        let stranger = world.client("culture_officer").await;
        assert_eq!(fetch(&stranger, &[("range", "bytes=0-0")]).await.status, 404);
        assert_eq!(actions(&world, "readEvidence").await, 11);
    });
}

#[test]
fn what_is_not_what_it_says_too_large_empty_or_broken_off_leaves_nothing() {
    on_each_engine(|world| async move {
        let mut world = world;
        let small = world.app.files.clone().with_limit(1 << 20);
        let app = shuangda::app::App::new(shuangda::app::AppState {
            db: world.app.db.clone(),
            clock: world.app.clock.clone(),
            secrets: shuangda::shared::secrets::Secrets::from_master(&[7; 32]).unwrap(),
            live: Default::default(),
            files: small,
        });
        world.router = app.router(shuangda::app::Front::default()).unwrap();
        world.app = app;
        let officer = world.client("officer").await;
        let case = world.lead(&officer, json!({})).await;
        let id = Uuid::now_v7();
        let place = address(id, &case, "");
        let mut program = b"MZ\x90\0\x03\0\0\0".to_vec();
        program.resize(200_000, 0);
        for (body, status, code) in [
            (program, 415, "UNSUPPORTED_MEDIA_TYPE"),
            (b"<svg onload=alert(1)>".to_vec(), 415, "UNSUPPORTED_MEDIA_TYPE"),
            (Vec::new(), 400, "BAD_USER_INPUT"),
        ] {
            let refused = put(&world, &officer, &place, body).await;
            assert_eq!((refused.status, refused.code().as_str()), (status, code));
        }
        // Too large by its own word, and too large in the end.
        let refused = put(&world, &officer, &place, in_chunks(photograph((1 << 20) + 1))).await;
        assert_eq!((refused.status, refused.code().as_str()), (413, "LIMIT_EXCEEDED"));
        let request = Request::put(&place)
            .header(header::AUTHORIZATION, format!("Bearer {}", officer.token().unwrap()))
            .header(header::CONTENT_LENGTH, "99999999999")
            .body(Body::empty())
            .unwrap();
        assert_eq!(world.router.clone().oneshot(request).await.unwrap().status(), 413);

        // The connection is lost in the middle; the same file under the same id then arrives in whole.
        let bytes = photograph(900_000);
        let half = vec![Ok(Bytes::copy_from_slice(&bytes[..600_000])), Err(std::io::Error::other("lost"))];
        let broken = put(&world, &officer, &place, Body::from_stream(stream::iter(half))).await;
        assert_eq!((broken.status, broken.code().as_str()), (400, "INTERRUPTED"));
        assert_eq!(lies_under(&world, "").await, Vec::<String>::new());
        assert_eq!(listed(&officer, &case).await["attachments"]["totalCount"], 0);
        assert_eq!(put(&world, &officer, &place, in_chunks(bytes)).await.status, 201);

        let refused =
            put(&world, &officer, &address(Uuid::now_v7(), &case, "&obtainedOn=2030-01-01"), photograph(99))
                .await;
        assert_eq!((refused.status, refused.code().as_str()), (400, "BAD_USER_INPUT"));
        let refused = put(&world, &officer, "/attachments/one?case=x", photograph(99)).await;
        assert_eq!((refused.status, refused.code().as_str()), (400, "BAD_USER_INPUT"));
    });
}

#[test]
fn only_who_handles_the_case_files_and_only_who_sees_it_reads() {
    on_each_engine(|world| async move {
        let (head, officer) = (world.client("head").await, world.client("officer").await);
        let case = world.lead(&officer, json!({})).await;
        let id = Uuid::now_v7();
        assert_eq!(put(&world, &officer, &address(id, &case, ""), photograph(999)).await.status, 201);
        let file = format!("/attachments/{id}");
        for (username, may_read, filing) in [
            ("head", 200, 201),
            ("officer2", 200, 201),
            ("service", 200, 201),
            ("office", 200, 403),
            ("leader", 200, 403),
            ("observer", 200, 403),
            ("culture_officer", 404, 404),
            ("other_office", 404, 404),
            ("county_office", 404, 404),
            ("admin", 404, 404),
            ("auditor", 404, 404),
        ] {
            if username == "service" {
                continue;
            }
            let client = world.client(username).await;
            assert_eq!(get(&world, &client, &file).await.status, may_read, "{username} reads");
            assert_eq!(
                get(&world, &client, &format!("{file}/preview")).await.status,
                if may_read == 404 { 404 } else { 422 }
            );
            let filed = put(&world, &client, &address(Uuid::now_v7(), &case, ""), photograph(999)).await;
            assert_eq!(filed.status, filing, "{username} files: {}", filed.json());
            if may_read == 200 {
                assert_eq!(
                    listed(&client, &case).await["viewerCanFileEvidence"],
                    filing == 201,
                    "{username}"
                );
            }
        }
        assert_eq!(actions(&world, "denied:fileEvidence").await, 3);
        for address in [file.clone(), format!("{file}/preview")] {
            let refused = get(&world, &world.anonymous(), &address).await;
            assert_eq!((refused.status, refused.code().as_str()), (401, "UNAUTHENTICATED"));
        }
        assert_eq!(
            put(&world, &world.anonymous(), &address(id, &case, ""), photograph(99)).await.status,
            401
        );

        // Once handlers are named, colleagues who are none of them no longer file; joint handlers do.
        world.step(&officer, &case, "ACCEPT", json!({})).await;
        world.step(&head, &case, "FILE", json!({})).await;
        let version = |case: Value| case["version"].clone();
        let whole = "query($id: ID!) { case(id: $id) { version } }";
        let seen = head.data(whole, json!({ "id": case })).await["case"].clone();
        let handlers = json!([{ "userId": world.user("officer"), "lead": true }]);
        let assign = json!({ "id": case, "version": version(seen), "handlers": handlers });
        head.succeed("assignCaseHandlers", assign, "case { id }").await;
        let colleague = world.client("officer2").await;
        let refused = put(&world, &colleague, &address(Uuid::now_v7(), &case, ""), photograph(999)).await;
        assert_eq!((refused.status, refused.code().as_str()), (403, "FORBIDDEN"));
        let seen = head.data(whole, json!({ "id": case })).await["case"].clone();
        let join = json!({ "id": case, "version": version(seen), "departmentId": world.department("culture"), "since": world.today() });
        head.succeed("addCoHandler", join, "case { id }").await;
        let culture = world.client("culture_officer").await;
        assert_eq!(
            put(&world, &culture, &address(Uuid::now_v7(), &case, ""), photograph(999)).await.status,
            201
        );
        assert_eq!(get(&world, &culture, &file).await.status, 200);
    });
}

#[test]
fn a_correction_is_a_new_item_and_the_old_one_stays() {
    on_each_engine(|world| async move {
        let officer = world.client("officer").await;
        let case = world.lead(&officer, json!({})).await;
        let filed = put(&world, &officer, &address(Uuid::now_v7(), &case, ""), photograph(999)).await.json();
        let old = filed["id"].as_str().unwrap();
        let correction = |more: &str| address(Uuid::now_v7(), &case, &format!("&corrects={old}{more}"));
        let unexplained = put(&world, &officer, &correction(""), photograph(1000)).await;
        assert_eq!(
            (unexplained.status, unexplained.json()["errors"][0]["extensions"]["field"].as_str()),
            (400, Some("note"))
        );
        assert_eq!(
            put(&world, &officer, &correction("&note=%E6%A8%A1%E7%B3%8A"), photograph(1000)).await.status,
            201
        );
        let twice = put(&world, &officer, &correction("&note=%E6%A8%A1%E7%B3%8A"), photograph(1001)).await;
        assert_eq!((twice.status, twice.code().as_str()), (409, "CONFLICT"));
        let seen = listed(&officer, &case).await;
        let items = seen["attachments"]["nodes"].clone();
        assert_eq!(items[0]["correctedBy"]["number"], 2);
        assert_eq!(items[1]["corrects"]["number"], 1);
        assert_eq!(seen["events"][0]["note"], "更正第1号“店内.jpg”：模糊");
        assert_eq!(get(&world, &officer, items[0]["url"].as_str().unwrap()).await.status, 200);
        let elsewhere = world.lead(&officer, json!({})).await;
        let foreign = address(Uuid::now_v7(), &elsewhere, &format!("&corrects={old}&note=x"));
        assert_eq!(put(&world, &officer, &foreign, photograph(1002)).await.status, 404);

        // Not even with the database's own password, as long as its guard stands.
        for statement in ["UPDATE attachments SET name = 'x'", "DELETE FROM attachments"] {
            let refusal = world.app.db.writer().execute_unprepared(statement).await.unwrap_err();
            assert!(refusal.to_string().contains("append-only"), "{refusal}");
        }
        assert_eq!(entity::attachment::Entity::find().count(&world.app.db.read).await.unwrap(), 2);
    });
}

#[test]
fn a_preview_is_small_written_anew_and_on_record() {
    on_each_engine(|world| async move {
        let officer = world.client("officer").await;
        let case = world.lead(&officer, json!({})).await;
        let mut png = Vec::new();
        RgbImage::from_pixel(2000, 500, image::Rgb([10, 90, 10]))
            .write_to(&mut Cursor::new(&mut png), ImageFormat::Png)
            .unwrap();
        let id = Uuid::now_v7();
        assert_eq!(put(&world, &officer, &address(id, &case, ""), png).await.status, 201);
        let item = listed(&officer, &case).await["attachments"]["nodes"][0].clone();
        let preview = item["previewUrl"].as_str().unwrap();
        for (address, size) in
            [(preview.to_owned(), (1600, 400)), (format!("{preview}?size=thumbnail"), (320, 80))]
        {
            let shown = get(&world, &officer, &address).await;
            assert_eq!((shown.status, shown.headers["content-type"].to_str().unwrap()), (200, "image/jpeg"));
            let seen = image::load_from_memory_with_format(&shown.bytes, ImageFormat::Jpeg).unwrap();
            assert_eq!((seen.width(), seen.height()), size);
        }
        assert_eq!(actions(&world, "previewEvidence").await, 2);
        // Damaged ones and documents have none, and say so.
        let damaged = Uuid::now_v7();
        assert_eq!(put(&world, &officer, &address(damaged, &case, ""), photograph(5000)).await.status, 201);
        let none = get(&world, &officer, &format!("/attachments/{damaged}/preview")).await;
        assert_eq!((none.status, none.code().as_str()), (422, "NO_PREVIEW"));
        let pdf = Uuid::now_v7();
        assert_eq!(
            put(&world, &officer, &address(pdf, &case, ""), b"%PDF-1.7 one".to_vec()).await.status,
            201
        );
        assert_eq!(get(&world, &officer, &format!("/attachments/{pdf}/preview")).await.status, 422);
        assert_eq!(listed(&officer, &case).await["attachments"]["nodes"][2]["previewUrl"], Value::Null);
    });
}

#[test]
fn left_overs_are_swept_and_a_changed_or_missing_file_is_found() {
    on_each_engine(|world| async move {
        let officer = world.client("officer").await;
        let case = world.lead(&officer, json!({})).await;
        let mut places = Vec::new();
        for _ in 0..3 {
            let id = Uuid::now_v7();
            let filed = put(&world, &officer, &address(id, &case, ""), photograph(999)).await.json();
            places.push((id, storage::filed(id, filed["digest"].as_str().unwrap())));
        }
        let store = &world.app.files.store;
        store.put(&storage::incoming(), Bytes::from_static(b"half a photograph").into()).await.unwrap();
        // It may still be under way: the machine's clock, by which the store dates it, is the test's here.
        let today = world.app.clock.now();
        let written =
            store.list(Some(&Path::from("incoming"))).try_next().await.unwrap().unwrap().last_modified;
        world.pass(written - today + chrono::Duration::hours(23));
        assert_eq!(files::sweep(&world.app).await.unwrap(), 0);
        world.pass(chrono::Duration::hours(2));
        assert_eq!(files::sweep(&world.app).await.unwrap(), 1);
        assert_eq!(lies_under(&world, "evidence").await.len(), 3);

        store.put(&places[0].1, Bytes::from_static(b"another photograph").into()).await.unwrap();
        store.delete(&places[1].1).await.unwrap();
        store.put(&storage::filed(Uuid::now_v7(), "00"), Bytes::from_static(b"x").into()).await.unwrap();
        let found = files::verify(&world.app).await.unwrap();
        let faults: Vec<_> = found.faults.iter().map(|fault| (fault.what, fault.id)).collect();
        assert_eq!(faults, [("changed", places[0].0), ("missing", places[1].0)]);
        assert_eq!((found.files, found.unfiled.len()), (3, 1));
    });
}

#[test]
fn an_identity_number_is_shown_in_full_with_a_reason_and_never_silently() {
    on_each_engine(|world| async move {
        let officer = world.client("officer").await;
        let person = json!({ "kind": "PERSON", "name": "刘某", "idNumber": "11010519491231002X" });
        let payload = officer
            .succeed("registerParty", person, "party { id idNumberMasked viewerCanRevealIdentityNumber }")
            .await;
        let party = payload["party"].clone();
        assert!(!party["idNumberMasked"].as_str().unwrap().contains("19491231"));
        assert_eq!(party["viewerCanRevealIdentityNumber"], false);
        let input = |reason: &str| json!({ "partyId": party["id"], "reason": reason });
        assert_eq!(officer.refused("revealIdentityNumber", input(" ")).await, ["REQUIRED"]);
        // To have recorded the person is no reason; to have a case against them is one.
        assert_eq!(officer.refused("revealIdentityNumber", input("核对")).await, ["FORBIDDEN"]);
        let parties = json!([{ "partyId": party["id"], "role": "RESPONDENT" }]);
        world.lead(&officer, json!({ "parties": parties })).await;
        assert_eq!(actions(&world, "revealIdentityNumber").await, 0);
        let shown = officer.succeed("revealIdentityNumber", input("核对送达信息"), "idNumber").await;
        assert_eq!(shown["idNumber"], "11010519491231002X");
        let log = entity::audit_entry::Entity::find().all(&world.app.db.read).await.unwrap();
        let entry = log.iter().find(|row| row.action == "revealIdentityNumber").unwrap();
        assert!(
            entry.detail.contains("核对送达信息") && !entry.detail.contains("19491231"),
            "{}",
            entry.detail
        );
        for (username, code) in [
            ("leader", "FORBIDDEN"),
            ("observer", "FORBIDDEN"),
            ("culture_officer", "NOT_FOUND"),
            ("other_office", "NOT_FOUND"),
            ("admin", "NOT_FOUND"),
        ] {
            let client = world.client(username).await;
            assert_eq!(client.refused("revealIdentityNumber", input("看看")).await, [code], "{username}");
        }
        assert_eq!(actions(&world, "denied:revealIdentityNumber").await, 3);
        let business = world.party(&officer, "恒昌名酒商行").await;
        let none = json!({ "partyId": business, "reason": "核对" });
        assert_eq!(officer.refused("revealIdentityNumber", none).await, ["INVALID"]);
    });
}

#[test]
fn a_name_is_what_is_seen_and_ends_as_the_content_says() {
    on_each_engine(|world| async move {
        let officer = world.client("officer").await;
        let case = world.lead(&officer, json!({})).await;
        for (given, kept) in [
            ("%E7%AC%94%E5%BD%95.html", "笔录.html.jpg"),
            ("%E7%AC%94%E5%BD%95%E2%80%AEgpj.exe", "笔录gpj.exe.jpg"),
            ("a%0D%0ASet-Cookie%3A%20b%00.JPG", "aSet-Cookie: b.JPG"),
        ] {
            let address = format!("/attachments/{}?case={case}&name={given}", Uuid::now_v7());
            let filed = put(&world, &officer, &address, photograph(2_000)).await;
            assert_eq!((filed.status, &filed.json()["name"]), (201, &json!(kept)));
            let read = get(&world, &officer, filed.json()["url"].as_str().unwrap()).await;
            let said = read.headers["content-disposition"].to_str().unwrap();
            let ending = kept.rsplit_once('.').unwrap().1;
            assert!(said.ends_with(&format!(".{ending}")) && !said.contains("%E2%80%AE"), "{said}");
        }
        // One that was filed before names were cleaned is saved as what it is all the same.
        let id = Uuid::now_v7();
        put(&world, &officer, &address(id, &case, ""), photograph(3_000)).await;
        if world.engine == tests::Engine::Sqlite {
            for statement in [
                "DROP TRIGGER attachments_no_update",
                "UPDATE attachments SET name = 'x.html' WHERE size = 3000",
            ] {
                world.app.db.writer().execute_unprepared(statement).await.unwrap();
            }
            let read = get(&world, &officer, &format!("/attachments/{id}")).await;
            let said = read.headers["content-disposition"].to_str().unwrap();
            assert_eq!(said, "attachment; filename*=UTF-8''x.html.jpg");
        }
    });
}

#[test]
fn the_same_bytes_filed_twice_in_a_case_are_told() {
    on_each_engine(|world| async move {
        const SAME: &str = "query($id: ID!) { case(id: $id) { attachments(first: 50) { nodes { number sameContentAs { number name } } } } }";
        let officer = world.client("officer").await;
        let case = world.lead(&officer, json!({})).await;
        let other = world.lead(&officer, json!({})).await;
        let mut said = Vec::new();
        for (case, size) in [(&case, 2_000), (&case, 2_001), (&case, 2_000), (&other, 2_000), (&case, 2_000)]
        {
            let address = address(Uuid::now_v7(), case, "");
            let filed = put(&world, &officer, &address, photograph(size)).await;
            assert_eq!(filed.status, 201, "it is a hint, and refuses nothing");
            said.push(filed.json()["sameContentAs"]["number"].clone());
            // Sent again, it is told the same.
            let again = put(&world, &officer, &address, photograph(size)).await;
            assert_eq!((again.status, &again.json()["sameContentAs"]["number"]), (200, said.last().unwrap()));
        }
        assert_eq!(said, [Value::Null, Value::Null, json!(1), Value::Null, json!(1)]);
        let list = officer.data(SAME, json!({ "id": case })).await["case"]["attachments"]["nodes"].clone();
        let found: Vec<_> =
            list.as_array().unwrap().iter().map(|item| item["sameContentAs"]["number"].clone()).collect();
        assert_eq!(found, [Value::Null, Value::Null, json!(1), json!(1)]);
        let other = officer.data(SAME, json!({ "id": other })).await["case"]["attachments"]["nodes"].clone();
        assert_eq!(other[0]["sameContentAs"], Value::Null);
    });
}
