//! An office on an SQLite file of its own, asked through the schema as each of its people.

#![allow(dead_code, reason = "each test file uses its own part")]

use std::sync::{
    Arc,
    atomic::{AtomicI64, Ordering},
};

use async_graphql::{Request, Schema, Variables};
use chrono::{DateTime, TimeDelta, Utc};
use entity::enums::{DepartmentKind, RegionLevel, Role};
use entity::{department, region, user};
use http::header;
use migration::MigratorTrait;
use sea_orm::{EntityTrait, Set};
use serde_json::{Value, json};
use shuangda::{
    app::{App, AppState},
    schema::{self, Mutation, Query, Subscription},
    shared::{
        app::Confirmation,
        clock::Clock,
        db::{Database, DatabaseOptions},
        loaders::{SignedIn, Spawner, loaders},
        secrets::Secrets,
        storage::Files,
        viewer::RequestInfo,
    },
    users::{passwords, sessions},
};
use uuid::Uuid;

/// Everybody's password.
pub const PASSWORD: &str = "correct horse battery";

/// A server without its transport, and the office that it serves.
pub struct Office {
    pub app: App,
    schema: Schema<Query, Mutation, Subscription>,
    milliseconds: Arc<AtomicI64>,
    hash: String,
    _folder: tempfile::TempDir,
}

/// What one answer holds.
pub struct Answer {
    pub data: Value,
    /// The top-level errors' codes.
    pub codes: Vec<String>,
    pub set_cookie: Option<String>,
}

impl Office {
    /// A city with its office, a department, a county below it with a department, and another city.
    pub async fn new() -> Self {
        Self::with(Confirmation::Required).await
    }

    /// The same where nobody confirms what the administrator does to accounts.
    pub async fn of_one_person() -> Self {
        Self::with(Confirmation::Off).await
    }

    async fn with(confirmation: Confirmation) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let url = format!("sqlite:{}", folder.path().join("test.db").display());
        let options = DatabaseOptions { url, read_url: None, max_connections: 4 };
        let mut db = Database::connect(&options).await.unwrap();
        db.count_statements();
        migration::Migrator::up(db.writer(), None).await.unwrap();
        let start = DateTime::parse_from_rfc3339("2011-04-20T01:00:00Z").unwrap().timestamp_millis();
        let milliseconds = Arc::new(AtomicI64::new(start));
        let read = milliseconds.clone();
        let clock = Clock::from_fn(move || {
            DateTime::from_timestamp_millis(read.load(Ordering::SeqCst)).unwrap_or_default()
        });
        let secrets = Secrets::from_master(&[7; 32]).unwrap();
        let app = AppState { db, clock, secrets, live: Default::default(), files: Files::in_memory() };
        let app = App::with(app, confirmation);
        let schema = schema::builder().data(app.clone()).finish();
        let hash = passwords::hash(PASSWORD.to_owned()).await.unwrap();
        let office = Self { app, schema, milliseconds, hash, _folder: folder };
        office.region("510500", "5105", RegionLevel::City, "泸州市").await;
        office.region("510521", "510521", RegionLevel::County, "泸县").await;
        office.region("510900", "5109", RegionLevel::City, "遂宁市").await;
        office.department("5105", "泸州市双打办", true).await;
        office.department("5105", "泸州市知识产权局", false).await;
        office.department("510521", "泸县知识产权局", false).await;
        office.department("5109", "遂宁市知识产权局", false).await;
        office
    }

    /// Lets time pass.
    pub fn pass(&self, time: TimeDelta) {
        self.milliseconds.fetch_add(time.num_milliseconds(), Ordering::SeqCst);
    }

    pub fn now(&self) -> DateTime<Utc> {
        self.app.clock.now()
    }

    async fn region(&self, code: &str, key: &str, level: RegionLevel, name: &str) {
        region::Entity::insert(region::ActiveModel {
            id: Set(id_of(key)),
            code: Set(code.to_owned()),
            key: Set(key.to_owned()),
            level: Set(level),
            name: Set(name.to_owned()),
            parent_id: Set((key.len() > 4).then(|| id_of(&key[..4]))),
        })
        .exec_without_returning(self.app.db.writer())
        .await
        .unwrap();
    }

    async fn department(&self, key: &str, name: &str, office: bool) {
        department::Entity::insert(department::ActiveModel {
            id: Set(id_of(name)),
            region_id: Set(id_of(key)),
            region_key: Set(key.to_owned()),
            name: Set(name.to_owned()),
            short_name: Set(name.to_owned()),
            kind: Set(DepartmentKind::IpOffice),
            is_coordination_office: Set(office),
            liaison_name: Set(None),
            liaison_phone: Set(None),
            sort_order: Set(0),
            active: Set(true),
            created_at: Set(self.now()),
            version: Set(1),
        })
        .exec_without_returning(self.app.db.writer())
        .await
        .unwrap();
    }

    /// A user of `department`, whose password is [`PASSWORD`].
    pub async fn user(&self, username: &str, role: Role, department: &str) -> Uuid {
        let department =
            department::Entity::find_by_id(id_of(department)).one(&self.app.db.read).await.unwrap().unwrap();
        user::Entity::insert(user::ActiveModel {
            id: Set(id_of(username)),
            department_id: Set(department.id),
            region_key: Set(department.region_key),
            username: Set(username.to_owned()),
            display_name: Set(format!("{username} 的姓名")),
            role: Set(role),
            observes_region: Set(false),
            password_hash: Set((role != Role::Service).then(|| self.hash.clone())),
            must_change_password: Set(false),
            one_time_until: Set(None),
            phone: Set(None),
            email: Set(None),
            active: Set(true),
            created_at: Set(self.now()),
            version: Set(1),
        })
        .exec_without_returning(self.app.db.writer())
        .await
        .unwrap();
        id_of(username)
    }

    /// Asks `document` of the schema, as the transport would.
    pub async fn ask_from(&self, info: RequestInfo, token: &str, document: &str, variables: Value) -> Answer {
        let mut http = http::Request::new(());
        if !token.is_empty() {
            http.headers_mut().insert(header::AUTHORIZATION, format!("Bearer {token}").parse().unwrap());
        }
        let (parts, ()) = http.into_parts();
        let mut request = Request::new(document).variables(Variables::from_json(variables));
        match sessions::authenticate(&self.app, &parts).await {
            Ok(None) => {}
            Ok(Some(viewer)) => {
                request =
                    request.data(loaders(self.app.clone(), viewer.clone(), Spawner::default())).data(viewer);
            }
            Err(_) => {
                return Answer { data: Value::Null, codes: vec!["UNAUTHENTICATED".into()], set_cookie: None };
            }
        }
        let response = self.schema.execute(request.data(info).data(SignedIn::default())).await;
        let codes = response.errors.iter().map(|error| {
            let code = error.extensions.as_ref().and_then(|extensions| extensions.get("code").cloned());
            code.and_then(|code| code.into_json().ok())
                .and_then(|code| code.as_str().map(str::to_owned))
                .unwrap_or_else(|| error.message.clone())
        });
        Answer {
            codes: codes.collect(),
            set_cookie: response
                .http_headers
                .get(header::SET_COOKIE)
                .map(|value| value.to_str().unwrap().to_owned()),
            data: response.data.into_json().unwrap(),
        }
    }

    /// Asks `document` with the access token (none where empty).
    pub async fn ask(&self, token: &str, document: &str, variables: Value) -> Answer {
        self.ask_from(RequestInfo::default(), token, document, variables).await
    }

    /// Asks for one field and answers it; the document must not fail.
    pub async fn field(&self, token: &str, document: &str, variables: Value) -> Value {
        let answer = self.ask(token, document, variables).await;
        assert_eq!(answer.codes, Vec::<String>::new(), "{document}");
        let Value::Object(fields) = answer.data else { panic!("no data") };
        fields.into_iter().next().unwrap().1
    }

    /// Signs in from `address`.
    pub async fn sign_in_from(&self, address: &str, username: &str, password: &str) -> Value {
        let info = RequestInfo { address: Some(address.into()), ..RequestInfo::default() };
        let answer = self
            .ask_from(
                info,
                "",
                "mutation ($input: SignInInput!) { signIn(input: $input) { \
                 accessToken expiresAt refreshToken errors { code path message } } }",
                json!({ "input": { "username": username, "password": password, "returnRefreshToken": true } }),
            )
            .await;
        assert_eq!(answer.codes, Vec::<String>::new());
        answer.data["signIn"].clone()
    }

    /// The access token of `username`, signed in with [`PASSWORD`].
    pub async fn token(&self, username: &str) -> String {
        let payload = self.sign_in_from("192.0.2.1", username, PASSWORD).await;
        payload["accessToken"].as_str().unwrap_or_else(|| panic!("{payload}")).to_owned()
    }
}

/// The code of a payload's only error; empty where there is none.
pub fn code(payload: &Value) -> &str {
    let errors = payload["errors"].as_array().unwrap_or_else(|| panic!("{payload}"));
    assert!(errors.len() <= 1, "{payload}");
    errors.first().map_or("", |error| error["code"].as_str().unwrap())
}

/// The same id for the same name.
pub fn id_of(name: &str) -> Uuid {
    use sha2::{Digest, Sha256};
    let digest = Sha256::digest(name);
    Uuid::from_slice(&digest[..16]).unwrap()
}
