//! The world as it begins: regions, departments and accounts. It is made once in a run on each engine, by every migration
//! in turn, and copied for each test.

use std::collections::HashMap;

use argon2::{Algorithm, Argon2, Params, PasswordHasher, Version};
use entity::{
    certificate, department,
    enums::{DepartmentKind, RegionLevel, Role, SearchKind},
    region, user,
};
use migration::MigratorTrait;
use sea_orm::{ActiveModelTrait, Set};
use shuangda::shared::{db::Database, search};
use tokio::sync::OnceCell;
use uuid::Uuid;

use crate::{
    Engine, TestDatabase,
    world::{PASSWORD, beginning, day},
};

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

/// A database in which there are the people of a world, and who they are.
#[derive(Clone)]
pub struct Founded {
    /// The database.
    pub database: TestDatabase,
    /// Its departments, by key.
    pub departments: HashMap<&'static str, Uuid>,
    /// Its accounts, by username.
    pub users: HashMap<String, Uuid>,
}

/// A world of one's own as it begins.
pub async fn copy(engine: Engine) -> Founded {
    static SQLITE: OnceCell<Founded> = OnceCell::const_new();
    static POSTGRES: OnceCell<Founded> = OnceCell::const_new();
    let first = match engine {
        Engine::Sqlite => &SQLITE,
        Engine::Postgres => &POSTGRES,
    };
    let first = first.get_or_init(|| found(engine)).await;
    Founded { database: first.database.copy().await, ..first.clone() }
}

/// A database of one's own with nothing in it but what every migration in turn made.
pub async fn migrated(engine: Engine) -> TestDatabase {
    static SQLITE: OnceCell<TestDatabase> = OnceCell::const_new();
    static POSTGRES: OnceCell<TestDatabase> = OnceCell::const_new();
    let first = match engine {
        Engine::Sqlite => &SQLITE,
        Engine::Postgres => &POSTGRES,
    };
    let first = first.get_or_init(async || {
        let database = TestDatabase::template(engine, "empty").await;
        let db = database.connect().await;
        migration::Migrator::up(db.writer(), None).await.expect("the migrations");
        leave(&db).await;
        database
    });
    first.await.copy().await
}

async fn found(engine: Engine) -> Founded {
    let database = TestDatabase::template(engine, "founded").await;
    let db = database.connect().await;
    migration::Migrator::up(db.writer(), None).await.expect("the migrations");
    let (departments, users) = people(&db).await;
    leave(&db).await;
    Founded { database, departments, users }
}

/// PostgreSQL copies no database that somebody uses, and SQLite's file is whole once the last has left it.
async fn leave(db: &Database) {
    for connection in [&db.lists, &db.read, db.writer()] {
        connection.close_by_ref().await.expect("the connections are closed");
    }
}

/// The hash of everybody's password, as quickly compared as can be: people sign in a thousand times in a run.
fn password_hash() -> String {
    let params = Params::new(Params::MIN_M_COST, Params::MIN_T_COST, 1, None).expect("the least");
    let hasher = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
    hasher.hash_password_with_salt(PASSWORD.as_bytes(), &[0; 16]).expect("a hash").to_string()
}

async fn people(db: &Database) -> (HashMap<&'static str, Uuid>, HashMap<String, Uuid>) {
    let transaction = db.begin().await.expect("a transaction");
    let hash = password_hash();
    let (mut departments, mut users) = (HashMap::new(), HashMap::new());
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
    for (order, (key, region, name, kind, is_coordination_office)) in DEPARTMENTS.into_iter().enumerate() {
        let id = Uuid::now_v7();
        departments.insert(key, id);
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
            document_code: Set(None),
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
        users.insert(username.to_owned(), id);
        let region = DEPARTMENTS.iter().find(|(key, ..)| *key == department).expect("its department").1;
        user::ActiveModel {
            id: Set(id),
            department_id: Set(departments[department]),
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
    (departments, users)
}
