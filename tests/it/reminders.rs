//! Reminders come once each, however many servers remind; the daily e-mail comes once a day, and only
//! where there is something to say.

use std::sync::{
    Arc, Mutex,
    atomic::{AtomicUsize, Ordering},
};

use chrono::{Days, Duration};
use entity::{
    digest,
    enums::{NotificationKind, WaitsFor},
    notification, user,
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, sea_query::Expr};
use shuangda::{
    reminders,
    shared::mail::{MailSettings, Mailer},
};
use tests::{World, on_each_engine};
use tokio::{
    io::{AsyncBufReadExt, AsyncWriteExt, BufReader},
    net::{TcpListener, TcpStream},
};

use crate::todo::{clock, due, save};

/// What `username` was told, oldest first.
async fn told(world: &World, username: &str) -> Vec<(NotificationKind, String)> {
    notification::Entity::find()
        .filter(notification::Column::UserId.eq(world.user_uuid(username)))
        .filter(notification::Column::OnceKey.starts_with("clock:"))
        .order_by_asc(notification::Column::Id)
        .all(&world.app.db.read)
        .await
        .unwrap()
        .into_iter()
        .map(|row| (row.kind, row.text_zh))
        .collect()
}

#[test]
fn each_is_reminded_before_on_and_after_the_day_once() {
    on_each_engine(|world| async move {
        let day = world.today() + Days::new(5);
        let mut standing = due(clock(&world, "market", "4306", WaitsFor::Department), day);
        standing.stopped_on = Some(world.today());
        let rows = [
            due(clock(&world, "market", "4306", WaitsFor::Handlers), day),
            due(clock(&world, "culture", "4306", WaitsFor::Head), day),
            due(clock(&world, "office", "4306", WaitsFor::Office), day),
            due(clock(&world, "market", "4306", WaitsFor::Party), day),
            standing,
        ];
        save(&world, &rows).await;
        for _ in 0..22 {
            // Several servers, and each more than once a day.
            let (first, second, third) = tokio::join!(
                reminders::run(&world.app, None),
                reminders::run(&world.app, None),
                reminders::run(&world.app, None)
            );
            first.unwrap();
            second.unwrap();
            third.unwrap();
            world.pass(Duration::hours(24));
        }
        let officer = told(&world, "officer").await;
        let said: Vec<&str> = officer.iter().map(|(_, text)| text.as_str()).collect();
        assert_eq!(
            said,
            [
                "“作出处理决定”还有3日到期（期限2026年11月23日）",
                "“作出处理决定”明日到期（期限2026年11月23日）",
                "“作出处理决定”今日到期（期限2026年11月23日）",
                "“作出处理决定”已超期1日（期限2026年11月23日）",
                "“作出处理决定”已超期8日（期限2026年11月23日）",
                "“作出处理决定”已超期15日（期限2026年11月23日）",
            ]
        );
        assert_eq!(officer[2].0, NotificationKind::Reminder);
        assert_eq!(officer[3].0, NotificationKind::Overdue);
        assert_eq!(told(&world, "officer2").await, officer);
        assert_eq!(told(&world, "head").await.len(), 6);
        assert_eq!(told(&world, "culture_head").await.len(), 6);
        assert_eq!(told(&world, "office").await.len(), 6);
        for username in ["culture_officer", "observer", "service", "admin", "auditor", "county_office"] {
            assert_eq!(told(&world, username).await, [], "{username}");
        }
    });
}

/// A mail server that takes what it is sent, after having refused the first so many messages for now.
struct MailServer {
    port: u16,
    taken: Arc<Mutex<Vec<String>>>,
}

impl MailServer {
    async fn start(refusals: usize) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let taken: Arc<Mutex<Vec<String>>> = Arc::default();
        let left = Arc::new(AtomicUsize::new(refusals));
        let messages = taken.clone();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(converse(stream, messages.clone(), left.clone()));
            }
        });
        Self { port, taken }
    }

    fn mailer(&self) -> Mailer {
        let settings = MailSettings {
            server: format!("smtp://127.0.0.1:{}", self.port),
            from: "双打平台 <shuangda@example.gov.cn>".to_owned(),
            address: Some("https://shuangda.example.gov.cn".to_owned()),
        };
        Mailer::new(settings).unwrap()
    }

    fn taken(&self) -> Vec<String> {
        self.taken.lock().unwrap().clone()
    }
}

async fn converse(stream: TcpStream, taken: Arc<Mutex<Vec<String>>>, refusals: Arc<AtomicUsize>) {
    let mut stream = BufReader::new(stream);
    let mut say = "220 mail.example ready\r\n";
    loop {
        if stream.write_all(say.as_bytes()).await.is_err() {
            return;
        }
        let mut line = String::new();
        if stream.read_line(&mut line).await.unwrap_or(0) == 0 {
            return;
        }
        say = match line.split_whitespace().next().unwrap_or_default().to_uppercase().as_str() {
            "EHLO" => "250-mail.example\r\n250 8BITMIME\r\n",
            "QUIT" => {
                stream.write_all(b"221 goodbye\r\n").await.ok();
                return;
            }
            "DATA" => {
                stream.write_all(b"354 go on\r\n").await.unwrap();
                let mut message = String::new();
                while !message.ends_with("\r\n.\r\n") {
                    if stream.read_line(&mut message).await.unwrap_or(0) == 0 {
                        return;
                    }
                }
                let refused =
                    refusals.fetch_update(Ordering::SeqCst, Ordering::SeqCst, |left| left.checked_sub(1));
                if refused.is_ok() {
                    "451 try again later\r\n"
                } else {
                    taken.lock().unwrap().push(message);
                    "250 taken\r\n"
                }
            }
            _ => "250 fine\r\n",
        };
    }
}

async fn with_address(world: &World, username: &str) {
    user::Entity::update_many()
        .col_expr(user::Column::Email, Expr::val(format!("{username}@example.gov.cn")))
        .filter(user::Column::Id.eq(world.user_uuid(username)))
        .exec(world.app.db.writer())
        .await
        .unwrap();
}

#[test]
fn the_daily_e_mail_comes_once_and_only_with_something_to_say() {
    on_each_engine(|world| async move {
        for username in ["officer", "culture_officer", "admin"] {
            with_address(&world, username).await;
        }
        save(&world, &[due(clock(&world, "market", "4306", WaitsFor::Department), world.today())]).await;
        let server = MailServer::start(1).await;
        let (mailer, other) = (server.mailer(), server.mailer());

        // Refused for now: nothing is lost, and nothing is sent before its time.
        assert_eq!(reminders::digest::send(&world.app, &mailer).await.unwrap(), 0);
        assert_eq!(reminders::digest::send(&world.app, &mailer).await.unwrap(), 0);
        assert_eq!(server.taken().len(), 0);
        world.pass(Duration::minutes(11));
        let (one, two) = tokio::join!(
            reminders::digest::send(&world.app, &mailer),
            reminders::digest::send(&world.app, &other)
        );
        assert_eq!(one.unwrap() + two.unwrap(), 1);
        world.pass(Duration::hours(2));
        assert_eq!(reminders::digest::send(&world.app, &mailer).await.unwrap(), 0);
        let taken = server.taken();
        assert_eq!(taken.len(), 1, "{taken:?}");
        assert!(taken[0].contains("To: officer@example.gov.cn"), "{}", taken[0]);
        assert!(taken[0].contains("Message-ID: <digest-2026-11-18-"), "{}", taken[0]);

        // The next day again; a third person has something to say by now.
        world.pass(Duration::hours(24));
        save(&world, &[due(clock(&world, "culture", "4306", WaitsFor::Department), world.today())]).await;
        assert_eq!(reminders::digest::send(&world.app, &mailer).await.unwrap(), 2);
        assert_eq!(server.taken().len(), 3);

        // Where the mail server is away, nobody's turn is used up.
        world.pass(Duration::hours(24));
        let nobody = MailSettings {
            server: "smtp://127.0.0.1:1".to_owned(),
            from: "shuangda@example.gov.cn".to_owned(),
            address: None,
        };
        let away = Mailer::new(nobody).unwrap();
        assert_eq!(reminders::digest::send(&world.app, &away).await.unwrap(), 0);
        assert_eq!(reminders::digest::send(&world.app, &mailer).await.unwrap(), 2);

        let rows = digest::Entity::find().all(&world.app.db.read).await.unwrap();
        assert!(rows.iter().all(|row| row.user_id != world.user_uuid("admin")));
        assert_eq!(rows.iter().filter(|row| row.sent_at.is_some()).count(), 5);
    });
}

/// Auditors get the day's last digest of the audit log, which nobody who reaches the database can change there.
#[test]
fn auditors_are_sent_the_digest_of_the_audit_log() {
    on_each_engine(|world| async move {
        with_address(&world, "auditor").await;
        let officer = world.client("officer").await;
        world.inspection(&officer, serde_json::json!({})).await;
        let (sequence, hash) = shuangda::shared::audit::head(&world.app.db).await.unwrap();
        let server = MailServer::start(0).await;
        let mailer = server.mailer();
        for _ in 0..2 {
            reminders::digest::send(&world.app, &mailer).await.unwrap();
        }
        let taken = server.taken();
        assert_eq!(taken.len(), 1, "{taken:?}");
        assert!(taken[0].contains("To: auditor@example.gov.cn"), "{}", taken[0]);
        let text = readable(&taken[0]);
        assert!(text.contains(&format!("shuangda audit verify --expect {sequence}:{hash}")), "{text}");
    });
}

/// The text of a message, which travels as base64.
fn readable(message: &str) -> String {
    let (_, body) = message.split_once("\r\n\r\n").unwrap();
    let body: String = body.chars().filter(|letter| !letter.is_whitespace() && *letter != '.').collect();
    String::from_utf8(base64::Engine::decode(&base64::engine::general_purpose::STANDARD, body).unwrap())
        .unwrap()
}

/// A server that dies between taking somebody's turn and hanging up leaves them without a message for a
/// while, not for the day.
#[test]
fn a_server_that_dies_in_the_middle_of_sending_loses_no_e_mail() {
    on_each_engine(|world| async move {
        with_address(&world, "officer").await;
        with_address(&world, "culture_officer").await;
        save(&world, &[due(clock(&world, "market", "4306", WaitsFor::Department), world.today())]).await;
        // Takes the connection and nothing else: whoever sends waits.
        let silent = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = silent.local_addr().unwrap().port();
        tokio::spawn(async move {
            let mut conversations = Vec::new();
            let mut left = 1;
            while let Ok((stream, _)) = silent.accept().await {
                // The first is asked whether it is there, the second gets the message.
                if left > 0 {
                    left -= 1;
                    tokio::spawn(converse(stream, Arc::default(), Arc::default()));
                } else {
                    conversations.push(stream);
                }
            }
        });
        let settings = MailSettings {
            server: format!("smtp://127.0.0.1:{port}"),
            from: "shuangda@example.gov.cn".to_owned(),
            address: None,
        };
        let stuck = Mailer::new(settings).unwrap();
        let dying = tokio::time::timeout(
            std::time::Duration::from_secs(2),
            reminders::digest::send(&world.app, &stuck),
        );
        assert!(dying.await.is_err(), "it was sent to nobody");
        let rows = digest::Entity::find().all(&world.app.db.read).await.unwrap();
        assert_eq!(rows.iter().map(|row| (row.attempts, row.sent_at)).collect::<Vec<_>>(), [(1, None)]);

        // Nobody else sends it while it may still be under way.
        let server = MailServer::start(0).await;
        let mailer = server.mailer();
        world.pass(Duration::minutes(9));
        reminders::digest::send(&world.app, &mailer).await.unwrap();
        assert_eq!(server.taken().len(), 0);
        world.pass(Duration::minutes(2));
        let other = server.mailer();
        let (one, two) = tokio::join!(
            reminders::digest::send(&world.app, &mailer),
            reminders::digest::send(&world.app, &other)
        );
        assert_eq!(one.unwrap() + two.unwrap(), 1);
        // Who has nothing to be told is not asked again and again, even if something comes up later.
        save(&world, &[due(clock(&world, "culture", "4306", WaitsFor::Department), world.today())]).await;
        world.pass(Duration::hours(1));
        assert_eq!(reminders::digest::send(&world.app, &mailer).await.unwrap(), 0);
        let taken = server.taken();
        assert_eq!(taken.len(), 1, "{taken:?}");
        assert!(taken[0].contains("To: officer@example.gov.cn"), "{}", taken[0]);
    });
}
