//! The real server is killed (SIGKILL) in the middle of its work, again and again: what it acknowledged
//! is there, once; what it did not is there once or not at all, and sending it again settles it.

use std::{
    fs::File,
    io::{BufRead, BufReader},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    sync::{Arc, Mutex},
    time::{Duration, Instant},
};

use entity::{attachment, audit_entry, case, case_event};
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use tests::{Engine, TestDatabase, World, engines, world::PASSWORD};
use uuid::Uuid;

/// How often the server is killed.
const KILLS: u64 = 4;

/// How long its work may take: generous, as machines are busy.
const PATIENCE: Duration = Duration::from_secs(60);

/// The built server: cargo puts it above the tests when it builds the whole workspace.
fn binary() -> PathBuf {
    let tests = std::env::current_exe().expect("this test");
    let server = tests.parent().and_then(Path::parent).expect("the build's folder").join("shuangda");
    assert!(server.exists(), "no {}: `cargo build --workspace --exclude web --bins`", server.display());
    server
}

/// Where the server keeps its data.
struct Site {
    database: TestDatabase,
    folder: tempfile::TempDir,
}

impl Site {
    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(binary());
        command
            .args(arguments)
            .args(["--database", &self.database.url])
            .arg("--secret-file")
            .arg(self.folder.path().join("secret"))
            .arg("--files")
            .arg(self.folder.path().join("files"));
        command
    }

    fn serve(&self) -> Server {
        let mut command = self.command(&["serve", "--listen", "127.0.0.1:0"]);
        let log = File::options().create(true).append(true).open(self.log()).expect("a log");
        let mut child = command.stdout(Stdio::piped()).stderr(log).spawn().expect("the server");
        let output = BufReader::new(child.stdout.take().expect("its output"));
        for line in output.lines() {
            if let Some((_, address)) = line.expect("a line").split_once("ready: ") {
                return Server { address: address.trim().to_owned(), child };
            }
        }
        panic!("the server does not start: {:?}", child.wait())
    }

    fn log(&self) -> PathBuf {
        self.folder.path().join("log")
    }

    /// A command that says by its status whether all is well.
    fn is_clean(&self, arguments: &[&str]) {
        let done = self.command(arguments).output().expect("a command");
        assert!(
            done.status.success(),
            "{arguments:?}: {}{}",
            String::from_utf8_lossy(&done.stdout),
            String::from_utf8_lossy(&done.stderr)
        );
    }
}

impl Drop for Site {
    /// An internal error tells its client nothing: the reason is in the log.
    fn drop(&mut self) {
        if std::thread::panicking() {
            eprintln!("The server's log:\n{}", std::fs::read_to_string(self.log()).unwrap_or_default());
        }
    }
}

struct Server {
    child: Child,
    address: String,
}

impl Server {
    /// Ends it as a power cut would, as far as the process is concerned.
    fn kill(mut self) {
        self.child.kill().expect("SIGKILL");
        self.child.wait().expect("its end");
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may have ended already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Something that a client wants done, under a name of its own.
#[derive(Clone)]
enum Wish {
    /// A mutation by its name, the payload's selection, and its input with its key.
    Mutation(&'static str, Value),
    /// A file of a case, under its id.
    Upload(Uuid, String, Vec<u8>),
}

/// Somebody at the server.
#[derive(Clone)]
struct Somebody {
    http: reqwest::Client,
    address: String,
    token: String,
}

impl Somebody {
    async fn sign_in(address: &str, username: &str) -> Self {
        let http = reqwest::Client::builder().timeout(Duration::from_secs(30)).build().expect("a client");
        let mut new = Self { http, address: address.to_owned(), token: String::new() };
        let document = "mutation($input: SignInInput!) { signIn(input: $input) { accessToken } }";
        let input = json!({ "input": { "username": username, "password": PASSWORD } });
        let answer = new.ask(document, input).await.expect("an answer");
        new.token = answer["signIn"]["accessToken"].as_str().expect("a token").to_owned();
        new
    }

    /// The data of an answer; nothing where none came, or it was cut off.
    async fn ask(&self, document: &str, variables: Value) -> Option<Value> {
        let mut request = self.http.post(format!("{}/graphql", self.address));
        if !self.token.is_empty() {
            request = request.bearer_auth(&self.token);
        }
        let body = json!({ "query": document, "variables": variables });
        let answer: Value = request.json(&body).send().await.ok()?.json().await.ok()?;
        assert!(answer.get("errors").is_none(), "{answer}");
        Some(answer["data"].clone())
    }

    /// What the server acknowledged, if it lived to do so: the case's id, or the file's digest.
    async fn wish(&self, wish: &Wish) -> Option<String> {
        match wish {
            Wish::Mutation(name, input) => {
                let mut kind = (*name).to_owned();
                kind[..1].make_ascii_uppercase();
                let document = format!(
                    "mutation($input: {kind}Input!) {{ {name}(input: $input) {{ case {{ id }} errors {{ code message }} }} }}"
                );
                let answer = self.ask(&document, json!({ "input": input })).await?[*name].clone();
                assert_eq!(answer["errors"], json!([]), "{name} {input}");
                Some(answer["case"]["id"].as_str().expect("an id").to_owned())
            }
            Wish::Upload(id, case, bytes) => {
                let address = format!("{}/attachments/{id}?case={case}&name=a.jpg", self.address);
                let request = self.http.put(address).bearer_auth(&self.token).body(bytes.clone());
                let answer = request.send().await.ok()?;
                let status = answer.status().as_u16();
                let body: Value = answer.json().await.ok()?;
                assert!(status == 200 || status == 201, "{status} {body}");
                Some(body["digest"].as_str().expect("a digest").to_owned())
            }
        }
    }
}

/// Everything that was ever wished, with what was acknowledged.
type Ledger = Arc<Mutex<Vec<(usize, Wish, Option<String>)>>>;

/// Works until the server is gone: leads, their acceptance, and files.
async fn work(who: usize, by: Somebody, ledger: Ledger) {
    let today = shuangda::shared::clock::Clock::system().today();
    let wish = async |wish: Wish| {
        let place = {
            let mut ledger = ledger.lock().expect("the ledger");
            ledger.push((who, wish.clone(), None));
            ledger.len() - 1
        };
        let acknowledged = by.wish(&wish).await?;
        ledger.lock().expect("the ledger")[place].2 = Some(acknowledged.clone());
        Some(acknowledged)
    };
    loop {
        let lead = json!({ "idempotencyKey": Uuid::now_v7(), "title": "销售侵权白酒案", "kind": "TRADEMARK",
            "source": "COMPLAINT", "receivedOn": today, "summary": "群众举报" });
        let Some(case) = wish(Wish::Mutation("registerLead", lead)).await else { return };
        let accept = json!({ "idempotencyKey": Uuid::now_v7(), "id": case, "version": 1,
            "transition": "ACCEPT", "occurredOn": today });
        if wish(Wish::Mutation("recordCaseStep", accept)).await.is_none() {
            return;
        }
        for size in [2_000, 1_500_000] {
            let id = Uuid::now_v7();
            let mut bytes = id.as_bytes().repeat(size / 16);
            bytes[..10].copy_from_slice(b"\xff\xd8\xff\xe0\0\x10JFIF");
            if wish(Wish::Upload(id, case.clone(), bytes)).await.is_none() {
                return;
            }
        }
    }
}

/// What was acknowledged so far.
fn acknowledged(ledger: &Ledger) -> u64 {
    ledger.lock().expect("the ledger").iter().filter(|(.., answer)| answer.is_some()).count() as u64
}

/// Waits until so much has been acknowledged; the others' wishes are then in the middle of their way.
async fn work_until(ledger: &Ledger, enough: u64) {
    let deadline = Instant::now() + PATIENCE;
    while acknowledged(ledger) < enough {
        assert!(Instant::now() < deadline, "{} of {enough} acknowledged", acknowledged(ledger));
        tokio::time::sleep(Duration::from_millis(1)).await;
    }
}

const WORKERS: [&str; 4] = ["officer", "officer2", "culture_officer", "culture_officer2"];

async fn at_work(address: &str) -> Vec<Somebody> {
    let mut all = Vec::new();
    for username in WORKERS {
        all.push(Somebody::sign_in(address, username).await);
    }
    all
}

#[test]
fn a_server_killed_in_the_middle_of_its_work_loses_nothing_that_it_acknowledged() {
    for engine in engines() {
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build();
        runtime.expect("a runtime").block_on(kill_again_and_again(engine));
    }
}

async fn kill_again_and_again(engine: Engine) {
    let world = World::new(engine).await;
    let site = Site { database: world.database.clone(), folder: tempfile::tempdir().expect("a folder") };
    let ledger = Ledger::default();
    for round in 0..KILLS {
        let server = site.serve();
        let workers: Vec<_> = at_work(&server.address)
            .await
            .into_iter()
            .enumerate()
            .map(|(who, by)| tokio::spawn(work(who, by, ledger.clone())))
            .collect();
        // Each time at another point of the four's work.
        work_until(&ledger, acknowledged(&ledger) + 15 + 6 * round).await;
        server.kill();
        for worker in workers {
            worker.await.expect("a worker");
        }
        acknowledged_is_there(&world, &ledger).await;
        site.is_clean(&["audit", "verify"]);
        site.is_clean(&["figures", "verify"]);
        site.is_clean(&["files", "verify"]);
    }

    // Sent again, each thing answers what it answered, and what had no answer is done once.
    let wished = ledger.lock().expect("the ledger").clone();
    let lost = wished.iter().filter(|(.., answer)| answer.is_none()).count();
    assert!(lost > 0 && wished.len() > 40, "{lost} of {} cut off: nothing is tested", wished.len());
    let server = site.serve();
    let people = at_work(&server.address).await;
    for (who, wish, answered) in &wished {
        let again = people[*who].wish(wish).await.expect("an answer");
        if let Some(answered) = answered {
            assert_eq!(again, *answered);
        }
        if let Wish::Upload(.., bytes) = wish {
            assert_eq!(again, hex::encode(Sha256::digest(bytes)));
        }
    }
    everything_is_there_once(&world, &wished).await;
    server.kill();
    site.is_clean(&["files", "sweep"]);
    for arguments in [["audit", "verify"], ["figures", "verify"], ["files", "verify"]] {
        site.is_clean(&arguments);
    }
    let database = world.database.clone();
    drop(world);
    database.remove().await;
}

/// Before anybody asks again: what was acknowledged is on record, and no file is seen that is not whole.
async fn acknowledged_is_there(world: &World, ledger: &Ledger) {
    let db = &world.app.db.read;
    let wished = ledger.lock().expect("the ledger").clone();
    for (_, wish, answered) in wished {
        let Some(answered) = answered else { continue };
        match wish {
            Wish::Mutation(name, _) => {
                let (_, id) = shuangda::shared::ids::decode(&answered).expect("an id");
                let row = case::Entity::find_by_id(id).one(db).await.expect("the cases").expect("the case");
                assert!(name == "registerLead" || row.accepted_on.is_some(), "{} lost its step", row.number);
            }
            Wish::Upload(id, _, bytes) => {
                let row = attachment::Entity::find_by_id(id).one(db).await.expect("the files");
                let row = row.expect("the file");
                assert_eq!((row.digest, row.size), (answered, i64::try_from(bytes.len()).expect("a size")));
            }
        }
    }
}

async fn everything_is_there_once(world: &World, wished: &[(usize, Wish, Option<String>)]) {
    let db = &world.app.db.read;
    let count = |wanted: &str| {
        wished
            .iter()
            .filter(|(_, wish, _)| matches!(wish, Wish::Mutation(name, _) if *name == wanted))
            .count()
    };
    let uploads = wished.iter().filter(|(_, wish, _)| matches!(wish, Wish::Upload(..))).count();
    let cases = case::Entity::find().all(db).await.expect("the cases");
    assert_eq!(cases.len(), count("registerLead"));
    assert_eq!(cases.iter().filter(|case| case.accepted_on.is_some()).count(), count("recordCaseStep"));
    assert_eq!(attachment::Entity::find().count(db).await.expect("the files"), uploads as u64);
    for (action, expected) in [
        ("registerLead", cases.len()),
        ("recordCaseStep", count("recordCaseStep")),
        ("fileEvidence", uploads),
    ] {
        let logged = audit_entry::Entity::find().filter(audit_entry::Column::Action.eq(action));
        assert_eq!(logged.count(db).await.expect("the log"), expected as u64, "{action} in the log");
    }
    for row in cases {
        let lines = case_event::Entity::find()
            .filter(case_event::Column::CaseId.eq(row.id))
            .order_by_asc(case_event::Column::Sequence)
            .all(db)
            .await
            .expect("a history");
        let numbers: Vec<i32> = lines.iter().map(|line| line.sequence).collect();
        assert_eq!(numbers, (1..=row.event_count).collect::<Vec<_>>(), "{}", row.number);
    }
}
