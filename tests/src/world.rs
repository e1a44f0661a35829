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
use entity::{
    certificate, department,
    enums::{DepartmentKind, RegionLevel, Role, SearchKind},
    region, user,
};
use migration::MigratorTrait;
use sea_orm::{ActiveModelTrait, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, Set};
use shuangda::{
    app::{App, AppState, Front},
    rulebook::command_line,
    shared::{
        app::Confirmation,
        clock::{Clock, statutory_day},
        ids::{self, Kind},
        live::Live,
        search,
        secrets::Secrets,
        storage::Files,
    },
    users::passwords,
};
use tokio::sync::OnceCell;
use uuid::Uuid;

use crate::{Client, Engine, TestDatabase};

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

const REGIONS: [(&str, &str, RegionLevel, &str, Option<&str>); 5] = [
    ("430000", "43", RegionLevel::Province, "湖南省", None),
    ("430600", "4306", RegionLevel::City, "岳阳市", Some("430000")),
    ("430621", "430621", RegionLevel::County, "岳阳县", Some("430600")),
    ("430100", "4301", RegionLevel::City, "长沙市", Some("430000")),
    ("430102", "430102", RegionLevel::County, "芙蓉区", Some("430100")),
];

const DEPARTMENTS: [(&str, &str, &str, DepartmentKind, bool); 8] = [
    ("office", "430600", "岳阳市双打办", DepartmentKind::Other, true),
    ("market", "430600", "岳阳市市场监督管理局", DepartmentKind::MarketRegulation, false),
    ("culture", "430600", "岳阳市文化市场综合执法局", DepartmentKind::CultureEnforcement, false),
    ("police", "430600", "岳阳市公安局", DepartmentKind::Police, false),
    ("county_office", "430621", "岳阳县双打办", DepartmentKind::Other, true),
    ("county_market", "430621", "岳阳县市场监督管理局", DepartmentKind::MarketRegulation, false),
    ("other_office", "430100", "长沙市双打办", DepartmentKind::Other, true),
    ("other_market", "430100", "长沙市市场监督管理局", DepartmentKind::MarketRegulation, false),
];

const USERS: [(&str, &str, &str, Role); 18] = [
    ("admin", "office", "管理员", Role::SystemAdmin),
    ("auditor", "office", "审计员", Role::SecurityAuditor),
    ("office", "office", "办公室张明", Role::OfficeStaff),
    ("leader", "office", "分管领导", Role::Observer),
    ("head", "market", "局长王强", Role::DepartmentHead),
    ("officer", "market", "执法员李雷", Role::Officer),
    ("officer2", "market", "执法员韩梅", Role::Officer),
    ("observer", "market", "观察员", Role::Observer),
    ("service", "market", "办案系统", Role::Service),
    ("culture_head", "culture", "队长赵刚", Role::DepartmentHead),
    ("culture_officer", "culture", "执法员钱进", Role::Officer),
    ("culture_officer2", "culture", "执法员孙丽", Role::Officer),
    ("police_officer", "police", "民警何伟", Role::Officer),
    ("county_office", "county_office", "县办周平", Role::OfficeStaff),
    ("county_officer", "county_market", "县局吴江", Role::Officer),
    ("county_officer2", "county_market", "县局郑海", Role::Officer),
    ("other_office", "other_office", "长沙办冯涛", Role::OfficeStaff),
    ("other_officer", "other_market", "长沙陈晨", Role::Officer),
];

impl World {
    /// A new world on `engine`.
    pub async fn new(engine: Engine) -> Self {
        let database = TestDatabase::new(engine).await;
        let db = database.connect().await;
        migration::Migrator::up(db.writer(), None).await.expect("the migrations");
        let later = Arc::new(AtomicI64::new(0));
        let elapsed = later.clone();
        let clock = Clock::from_fn(move || beginning() + Duration::seconds(elapsed.load(Ordering::Relaxed)));
        let secrets = Secrets::from_master(&[7; 32]).expect("the keys");
        let live = Live::checking_every(std::time::Duration::from_millis(500));
        let app = App::new(AppState { db, clock, secrets, live, files: Files::in_memory() });
        let router = app.router(Front::default()).expect("the router");
        let (departments, users) = Default::default();
        let mut world = Self { app, router, database, engine, departments, users, later };
        world.people().await;
        world
    }

    fn known(&self) -> MutexGuard<'_, HashMap<String, Uuid>> {
        self.users.lock().unwrap_or_else(PoisonError::into_inner)
    }

    async fn people(&mut self) {
        let transaction = self.app.db.begin().await.expect("a transaction");
        let hash = password_hash().await;
        let mut regions = HashMap::new();
        for (code, key, level, name, parent) in REGIONS {
            let id = Uuid::now_v7();
            regions.insert(code, (id, key));
            region::ActiveModel {
                id: Set(id),
                code: Set(code.to_owned()),
                key: Set(key.to_owned()),
                level: Set(level),
                name: Set(name.to_owned()),
                parent_id: Set(parent.map(|parent| regions[parent].0)),
            }
            .insert(&transaction)
            .await
            .expect("a region");
        }
        for (order, (key, region, name, kind, is_coordination_office)) in DEPARTMENTS.into_iter().enumerate()
        {
            let id = Uuid::now_v7();
            self.departments.insert(key, id);
            department::ActiveModel {
                id: Set(id),
                region_id: Set(regions[region].0),
                region_key: Set(regions[region].1.to_owned()),
                name: Set(name.to_owned()),
                short_name: Set(name.to_owned()),
                kind: Set(kind),
                is_coordination_office: Set(is_coordination_office),
                liaison_name: Set(None),
                liaison_phone: Set(None),
                sort_order: Set(order as i32),
                active: Set(true),
                created_at: Set(beginning()),
                version: Set(1),
            }
            .insert(&transaction)
            .await
            .expect("a department");
            search::index(&transaction, SearchKind::Department, id, [name]).await.expect("terms");
        }
        for (username, department, name, role) in USERS {
            let id = Uuid::now_v7();
            self.known().insert(username.to_owned(), id);
            let region = DEPARTMENTS.iter().find(|(key, ..)| *key == department).expect("its department").1;
            user::ActiveModel {
                id: Set(id),
                department_id: Set(self.departments[department]),
                region_key: Set(regions[region].1.to_owned()),
                username: Set(username.to_owned()),
                display_name: Set(name.to_owned()),
                role: Set(role),
                observes_region: Set(username == "leader"),
                password_hash: Set((role != Role::Service).then(|| hash.clone())),
                must_change_password: Set(false),
                one_time_until: Set(None),
                phone: Set(None),
                email: Set(None),
                active: Set(true),
                created_at: Set(beginning()),
                version: Set(1),
            }
            .insert(&transaction)
            .await
            .expect("a user");
            search::index(&transaction, SearchKind::User, id, [username, name]).await.expect("terms");
            if matches!(role, Role::Officer | Role::DepartmentHead) {
                certificate::ActiveModel {
                    id: Set(Uuid::now_v7()),
                    user_id: Set(id),
                    number: Set(format!("湘F-{username}")),
                    valid_from: Set(day("2010-01-01")),
                    valid_to: Set(day("2029-12-31")),
                }
                .insert(&transaction)
                .await
                .expect("a certificate");
            }
        }
        transaction.commit().await.expect("the people");
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

fn beginning() -> DateTime<Utc> {
    BEGINNING.parse().expect("a moment")
}

/// Hashing is slow on purpose; once is enough for a whole run.
async fn password_hash() -> String {
    static HASH: OnceCell<String> = OnceCell::const_new();
    HASH.get_or_init(async || passwords::hash(PASSWORD.to_owned()).await.expect("a hash")).await.clone()
}
