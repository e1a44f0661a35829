//! The world of a test: two cities in a province, a county below the first, their coordination
//! offices and departments, and one account a role.
//!
//! | account | role | where |
//! | --- | --- | --- |
//! | admin, auditor | SYSTEM_ADMIN, SECURITY_AUDITOR | 市双打办 |
//! | office, leader | OFFICE_STAFF, OBSERVER of the region | 市双打办 |
//! | head, officer, officer2, observer, service | each its role | 市市场监管局 |
//! | culture_head, culture_officer, culture_officer2 | DEPARTMENT_HEAD, OFFICER | 市文化执法局 |
//! | police_officer | OFFICER | 市公安局 |
//! | county_office, county_officer, county_officer2 | OFFICE_STAFF, OFFICER | 县双打办, 县市场监管局 |
//! | other_office, other_officer | OFFICE_STAFF, OFFICER | another city |

use std::{
    collections::HashMap,
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicI64, Ordering},
    },
};

use axum::Router;
use chrono::{DateTime, Duration, NaiveDate, Utc};
use entity::{department, enums::Role, region, user};
use sea_orm::{ActiveModelTrait, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, Set};
use shuangda::{
    app::{App, AppState, Front},
    rulebook::command_line,
    shared::{
        app::Confirmation,
        clock::{Clock, statutory_day},
        ids::{self, Kind},
        live::Live,
        secrets::Secrets,
        storage::Files,
    },
};
use uuid::Uuid;

use crate::{
    Client, Engine, TestDatabase,
    founding::{self, Founded},
};

/// Everybody's password.
pub const PASSWORD: &str = "correct horse 雷雨 battery";

/// When a world begins: 2026-11-18 09:00 in Shanghai, a Wednesday.
const BEGINNING: &str = "2026-11-18T01:00:00Z";

/// A world on a database of its own.
#[derive(Clone)]
pub struct World {
    /// The application.
    pub app: App,
    /// Everything that is served.
    pub router: Router,
    /// The database.
    pub database: TestDatabase,
    /// Its engine.
    pub engine: Engine,
    departments: HashMap<&'static str, Uuid>,
    users: Arc<Mutex<HashMap<String, Uuid>>>,
    later: Arc<AtomicI64>,
}

impl World {
    /// A new world on `engine`.
    pub async fn new(engine: Engine) -> Self {
        let Founded { database, departments, users } = founding::copy(engine).await;
        let db = database.connect().await;
        let later = Arc::new(AtomicI64::new(0));
        let elapsed = later.clone();
        let clock = Clock::from_fn(move || beginning() + Duration::seconds(elapsed.load(Ordering::Relaxed)));
        let secrets = Secrets::from_master(&[7; 32]).expect("the keys");
        let live = Live::checking_every(std::time::Duration::from_millis(500));
        let app = App::new(AppState { db, clock, secrets, live, files: Files::in_memory() });
        let router = app.router(Front::default()).expect("the router");
        let users = Arc::new(Mutex::new(users));
        Self { app, router, database, engine, departments, users, later }
    }

    fn known(&self) -> MutexGuard<'_, HashMap<String, Uuid>> {
        self.users.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Somebody who is not signed in.
    pub fn anonymous(&self) -> Client {
        Client::anonymous(self.router.clone())
    }

    /// `username`, signed in.
    pub async fn client(&self, username: &str) -> Client {
        self.anonymous().sign_in(username, PASSWORD).await
    }

    /// The same where nobody confirms what an administrator does to accounts.
    pub fn of_one_person(mut self) -> Self {
        let AppState { db, clock, secrets, live, files } = &*self.app;
        let state = AppState {
            db: db.clone(),
            clock: clock.clone(),
            secrets: secrets.clone(),
            live: live.clone(),
            files: files.clone(),
        };
        self.app = App::with(state, Confirmation::Off);
        self.router = self.app.router(Front::default()).expect("the router");
        self
    }

    /// Another account: `username` with what `like` has, in the department with this key.
    pub async fn account(&self, username: &str, like: &str, role: Role, department: &str) -> Uuid {
        let db = self.app.db.writer();
        let known = user::Entity::find_by_id(self.user_uuid(like)).one(db).await.expect("the users");
        let known = known.expect("the user");
        let id = self.departments[department];
        let office = department::Entity::find_by_id(id).one(db).await.expect("the departments");
        let account = Uuid::now_v7();
        self.known().insert(username.to_owned(), account);
        let row = user::Model {
            id: account,
            department_id: id,
            region_key: office.expect("the department").region_key,
            username: username.to_owned(),
            display_name: username.to_owned(),
            role,
            ..known
        };
        row.into_active_model().reset_all().insert(db).await.expect("an account");
        account
    }

    /// The city's office is the province's from here on.
    pub async fn make_the_office_provincial(&self) {
        let db = self.app.db.writer();
        let province = region::Entity::find().filter(region::Column::Key.eq("43")).one(db).await;
        let province = province.expect("the regions").expect("the province");
        department::ActiveModel {
            id: Set(self.department_uuid("office")),
            region_id: Set(province.id),
            region_key: Set(province.key.clone()),
            ..Default::default()
        }
        .update(db)
        .await
        .expect("the office");
        user::ActiveModel {
            id: Set(self.user_uuid("office")),
            region_key: Set(province.key),
            ..Default::default()
        }
        .update(db)
        .await
        .expect("its member");
    }

    /// What the operator applies to the platform's rules at the command line, and what that changed.
    pub async fn operate(
        &self,
        rules: serde_json::Value,
    ) -> anyhow::Result<Option<entity::rule_change::Model>> {
        command_line::apply(&self.app, serde_json::from_value(rules)?).await
    }

    /// The operator enters a year's holiday notice, the spans as the API names them.
    pub async fn notice(
        &self,
        year: i32,
        notice: &str,
        days: serde_json::Value,
    ) -> entity::rule_change::Model {
        let published_on = self.today();
        let rules = serde_json::json!({ "ground": notice, "calendarYears": [
            { "year": year, "notice": notice, "publishedOn": published_on, "days": days }] });
        self.operate(rules).await.expect("the notice").expect("a change")
    }

    /// The ledger of figures says what the records say.
    pub async fn figures_are_right(&self) {
        let found = shuangda::figures::verify(&self.app.db).await.expect("the figures are compared");
        assert!(found.is_right(), "{found:#?}");
    }

    /// Today in this world.
    pub fn today(&self) -> NaiveDate {
        statutory_day(self.app.clock.now())
    }

    /// Lets time pass.
    pub fn pass(&self, time: Duration) {
        self.later.fetch_add(time.num_seconds(), Ordering::Relaxed);
    }

    /// A department's key in the database.
    pub fn department_uuid(&self, key: &str) -> Uuid {
        self.departments[key]
    }

    /// A department's global id.
    pub fn department(&self, key: &str) -> String {
        ids::encode(Kind::Department, self.departments[key]).to_string()
    }

    /// A user's key in the database.
    pub fn user_uuid(&self, username: &str) -> Uuid {
        self.known()[username]
    }

    /// A user's global id.
    pub fn user(&self, username: &str) -> String {
        ids::encode(Kind::User, self.user_uuid(username)).to_string()
    }
}

/// A day, as `2011-04-20`.
pub fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

/// When a world begins.
pub fn beginning() -> DateTime<Utc> {
    BEGINNING.parse().expect("a moment")
}
