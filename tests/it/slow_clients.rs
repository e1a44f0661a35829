//! The real way in, over sockets: clients that only hold a place, and those who want an answer beside them.

use std::{
    net::{Ipv4Addr, SocketAddr},
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::{Duration, Instant},
};

use axum::Router;
use serde_json::{Value, json};
use shuangda::{
    app::Front,
    serve::{self, Settings, descriptors, pace::Slowest},
};
use tests::{Engine, World, on_each_engine};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpSocket, TcpStream},
    sync::oneshot,
    task::JoinSet,
    time::{sleep, timeout},
};
use uuid::Uuid;

/// A server on a port of its own, until this is dropped.
struct Server {
    address: SocketAddr,
    stop: Option<oneshot::Sender<()>>,
    ended: tokio::task::JoinHandle<()>,
}

impl Server {
    async fn start(router: Router, settings: Settings) -> Self {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.unwrap();
        let address = listener.local_addr().unwrap();
        let (stop, stopped) = oneshot::channel();
        let ended = tokio::spawn(serve::serve(listener, router, settings, async {
            stopped.await.unwrap_or_default();
        }));
        Self { address, stop: Some(stop), ended }
    }

    /// From this address of the machine itself: all of 127.0.0.0/8 are.
    async fn connect(&self, from: [u8; 4]) -> TcpStream {
        let socket = TcpSocket::new_v4().unwrap();
        socket.set_recv_buffer_size(4096).unwrap();
        socket.bind((Ipv4Addr::from(from), 0).into()).unwrap();
        socket.connect(self.address).await.unwrap()
    }

    fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }
}

/// One of each kind in turn does what it does until the server ends it.
async fn be_slow(kind: usize, mut stream: TcpStream) {
    let said: &[u8] = match kind % 4 {
        0 => b"",
        1 => b"GET /health HTTP/1.1\r\nhost: here\r\n",
        2 => b"POST /graphql HTTP/1.1\r\nhost: here\r\ncontent-type: application/json\r\ncontent-length: 1000\r\n\r\n{",
        _ => b"GET /health HTTP/1.1\r\nhost: here\r\n\r\n",
    };
    // The server may end it at any moment: that is what is waited for.
    let mut open = stream.write_all(said).await.is_ok();
    if kind % 8 == 7 {
        // Asks for much, and takes none of it.
        let much = "GET /schema.graphql HTTP/1.1\r\nhost: here\r\n\r\n".repeat(200);
        let all = stream.write_all(much.as_bytes()).await.is_ok();
        // Reading would be taking: that it is at its end shows in that it can't be written to.
        while all && stream.write_all(b"\r\n").await.is_ok() {
            sleep(Duration::from_millis(100)).await;
        }
        return;
    }
    let mut answer = [0; 512];
    while open {
        match timeout(Duration::from_millis(300), stream.read(&mut answer)).await {
            Ok(Ok(0) | Err(_)) => open = false,
            Ok(Ok(_)) => {}
            // A slow body goes on, a byte now and then; so does a header.
            Err(_) if kind % 4 == 2 => open = stream.write_all(b" ").await.is_ok(),
            Err(_) if kind % 4 == 1 => open = stream.write_all(b"x").await.is_ok(),
            Err(_) => {}
        }
    }
}

/// How long somebody waits who wants an answer, on a connection of their own.
async fn answered(server: &Server) -> Duration {
    let begin = Instant::now();
    let client = reqwest::Client::new();
    let health = client.get(server.url("/health")).send().await.unwrap();
    assert!(health.status().is_success(), "{}", health.status());
    let body = json!({ "query": "{ __typename }" });
    let asked = client.post(server.url("/graphql")).json(&body).send().await.unwrap();
    assert_eq!(asked.json::<Value>().await.unwrap(), json!({ "data": { "__typename": "Query" } }));
    begin.elapsed()
}

/// As many of the wanted connections as this process may have both ends of.
fn affordable(wanted: usize) -> usize {
    let most = descriptors::provide().map_or(wanted, |most| most.saturating_sub(200) / 2);
    if most < wanted {
        eprintln!("{most} slow clients instead of {wanted}: the limit of open files allows no more");
    }
    wanted.min(most)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn slow_clients_of_all_kinds_are_let_go_and_keep_nobody_waiting() {
    let world = World::new(Engine::Sqlite).await;
    let slowest = Slowest { bytes_per_second: 200, patience: Duration::from_secs(3) };
    let router = world.app.router(Front { slowest, ..Front::default() }).unwrap();
    let slow = affordable(500);
    let settings = Settings {
        // Fewer than come: some make room before they are overdue.
        places: slow * 9 / 10,
        places_per_address: Some(slow),
        header: Duration::from_secs(3),
        idle: Duration::from_secs(4),
        slowest,
        stopping: Duration::from_secs(5),
    };
    let server = Server::start(router, settings).await;
    let token = world.client("officer").await.token().unwrap().to_owned();
    let mut events = reqwest::Client::new()
        .post(server.url("/graphql"))
        .header("accept", "text/event-stream")
        .bearer_auth(token)
        .json(&json!({ "query": "subscription { notificationAdded { notification { id } } }" }))
        .send()
        .await
        .unwrap();
    assert_eq!(events.headers()["content-type"], "text/event-stream");

    let mut clients = JoinSet::new();
    let held = Arc::new(AtomicUsize::new(0));
    for kind in 0..slow {
        let stream = server.connect([127, 0, 0, 1 + (kind % 3) as u8]).await;
        let held = held.clone();
        held.fetch_add(1, Ordering::Relaxed);
        clients.spawn(async move {
            be_slow(kind, stream).await;
            held.fetch_sub(1, Ordering::Relaxed);
        });
        if kind % 50 == 0 {
            let waited = answered(&server).await;
            assert!(waited < Duration::from_secs(1), "{waited:?} beside {kind} slow clients");
        }
    }
    let most = held.load(Ordering::Relaxed);
    assert!(most > slow * 7 / 10, "only {most} of {slow} were there at once");
    let begin = Instant::now();
    let mut slowest_answer = Duration::ZERO;
    while held.load(Ordering::Relaxed) > 0 {
        assert!(
            begin.elapsed() < Duration::from_secs(20),
            "{} are still there",
            held.load(Ordering::Relaxed)
        );
        slowest_answer = slowest_answer.max(answered(&server).await);
        sleep(Duration::from_millis(50)).await;
    }
    eprintln!(
        "{most} of {slow} slow clients at once; all gone after {:?}; slowest answer beside them {slowest_answer:?}",
        begin.elapsed()
    );
    assert!(slowest_answer < Duration::from_secs(1), "{slowest_answer:?}");

    // A stream is neither silent nor slow: it outlasts them all.
    let stays =
        timeout(Duration::from_millis(200), async { while events.chunk().await.unwrap().is_some() {} });
    assert!(stays.await.is_err(), "the event stream ended");
}

#[tokio::test]
async fn an_address_has_so_many_places_and_learns_when_to_come_again() {
    let world = World::new(Engine::Sqlite).await;
    let settings = Settings { places_per_address: Some(3), ..Settings::default() };
    let server = Server::start(world.router.clone(), settings).await;
    let mut busy = Vec::new();
    for _ in 0..3 {
        busy.push(half_asked(&server, 99).await);
    }
    let refused = read_all(server.connect([127, 0, 0, 1]).await).await;
    assert!(refused.starts_with("HTTP/1.1 429 ") && refused.contains("\r\nretry-after: 5\r\n"), "{refused}");
    let mut other = server.connect([127, 0, 0, 2]).await;
    other.write_all(b"GET /health HTTP/1.1\r\nhost: here\r\nconnection: close\r\n\r\n").await.unwrap();
    assert!(read_all(other).await.starts_with("HTTP/1.1 2"));
    drop(busy);
    let client = reqwest::Client::new();
    let health = async || client.get(server.url("/health")).send().await;
    assert!(until(async || health().await.is_ok_and(|answer| answer.status().is_success())).await);
    assert!(answered(&server).await < Duration::from_secs(1));
}

#[tokio::test]
async fn behind_a_proxy_an_address_has_so_many_requests_at_once() {
    let world = World::new(Engine::Sqlite).await;
    let front = Front { proxies: 1, requests_per_address: Some(2), ..Front::default() };
    let server = Server::start(world.app.router(front).unwrap(), Settings::default()).await;
    let token = world.client("officer").await.token().unwrap().to_owned();
    let client = reqwest::Client::new();
    let listen = async |from: &str| {
        let request = client
            .post(server.url("/graphql"))
            .header("accept", "text/event-stream")
            .header("x-forwarded-for", from)
            .bearer_auth(&token)
            .json(&json!({ "query": "subscription { notificationAdded { notification { id } } }" }));
        request.send().await.unwrap()
    };
    let (first, second) = (listen("203.0.113.7").await, listen("203.0.113.7").await);
    assert_eq!((first.status().as_u16(), second.status().as_u16()), (200, 200));
    let third = listen("203.0.113.7").await;
    assert_eq!((third.status().as_u16(), &third.headers()["retry-after"]), (429, &"5".parse().unwrap()));
    assert_eq!(listen("203.0.113.8").await.status().as_u16(), 200);
    drop(second);
    // The server notices at its next sign of life, or when it is told at once.
    let again = until(async || listen("203.0.113.7").await.status().as_u16() == 200);
    assert!(again.await, "the place is not given back");
}

#[test]
fn a_file_that_trickles_is_given_up_and_one_that_is_slow_arrives() {
    on_each_engine(|world| async move {
        let slowest = Slowest { bytes_per_second: 1000, patience: Duration::from_secs(1) };
        let router = world.app.router(Front { slowest, ..Front::default() }).unwrap();
        let server = Server::start(router, Settings { slowest, ..Settings::default() }).await;
        let officer = world.client("officer").await;
        let case = world.lead(&officer, json!({})).await;
        let upload = async |every: Duration, bytes: usize| {
            let mut stream = server.connect([127, 0, 0, 1]).await;
            let head = format!(
                "PUT /attachments/{}?case={case}&name=a.jpg HTTP/1.1\r\nhost: here\r\nauthorization: Bearer {}\r\n\
                 accept-language: en\r\nconnection: close\r\ncontent-length: 9000\r\n\r\n",
                Uuid::now_v7(),
                officer.token().unwrap()
            );
            stream.write_all(head.as_bytes()).await.unwrap();
            let mut file = b"\xff\xd8\xff\xe0\0\x10JFIF".to_vec();
            file.resize(9000, 0x5a);
            let (mut reads, mut writes) = stream.into_split();
            let sends = async move {
                for part in file.chunks(bytes) {
                    // Who was given up sends into nothing.
                    if writes.write_all(part).await.is_err() {
                        break;
                    }
                    sleep(every).await;
                }
                std::future::pending::<()>().await
            };
            let mut answer = Vec::new();
            tokio::select! {
                () = sends => {}
                _ = reads.read_to_end(&mut answer) => {}
            }
            String::from_utf8_lossy(&answer).into_owned()
        };
        let begin = Instant::now();
        let slow = upload(Duration::from_millis(300), 600).await;
        assert!(slow.starts_with("HTTP/1.1 201 "), "{slow}");
        assert!(begin.elapsed() > 3 * slowest.patience, "it was not slow");
        let begin = Instant::now();
        let trickle = upload(Duration::from_millis(400), 40).await;
        assert!(trickle.starts_with("HTTP/1.1 408 ") && trickle.contains("too slow"), "{trickle}");
        assert!(trickle.to_ascii_lowercase().contains("\r\nconnection: close\r\n"), "{trickle}");
        assert!(begin.elapsed() < 10 * slowest.patience);
    });
}

#[tokio::test]
async fn a_server_that_stops_answers_what_was_asked_and_waits_for_nobody_else() {
    let world = World::new(Engine::Sqlite).await;
    let mut server = Server::start(world.router.clone(), Settings::default()).await;
    let _silent = server.connect([127, 0, 0, 1]).await;
    let body = json!({ "query": "{ __typename }" }).to_string();
    let mut asked = half_asked(&server, body.len()).await;
    server.stop.take().unwrap().send(()).unwrap();
    let closed = until(async || TcpStream::connect(server.address).await.is_err());
    assert!(closed.await, "it still accepts");
    asked.write_all(body.as_bytes()).await.unwrap();
    let answer = read_all(asked).await;
    assert!(
        answer.contains("connection: close") && answer.ends_with(r#"{"data":{"__typename":"Query"}}"#),
        "{answer}"
    );
    timeout(Duration::from_secs(5), &mut server.ended).await.expect("it ends").unwrap();
}

/// A request that is being answered: the server has its head, and waits for its body of `bytes`.
async fn half_asked(server: &Server, bytes: usize) -> TcpStream {
    let mut stream = server.connect([127, 0, 0, 1]).await;
    let head = format!(
        "POST /graphql HTTP/1.1\r\nhost: here\r\ncontent-type: application/json\r\nexpect: 100-continue\r\n\
         content-length: {bytes}\r\n\r\n"
    );
    stream.write_all(head.as_bytes()).await.unwrap();
    let mut wanted = [0; b"HTTP/1.1 100 Continue\r\n\r\n".len()];
    stream.read_exact(&mut wanted).await.unwrap();
    assert_eq!(&wanted, b"HTTP/1.1 100 Continue\r\n\r\n");
    stream
}

async fn read_all(mut stream: TcpStream) -> String {
    let mut answer = Vec::new();
    // What came before a reset counts.
    let _ = stream.read_to_end(&mut answer).await;
    String::from_utf8_lossy(&answer).into_owned()
}

/// Whether it comes true within a while.
async fn until(condition: impl AsyncFn() -> bool) -> bool {
    for _ in 0..50 {
        if condition().await {
            return true;
        }
        sleep(Duration::from_millis(100)).await;
    }
    false
}
