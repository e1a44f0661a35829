//! A site to measure: a database of its own filled with demonstration data, and two people who are
//! signed in to it.

use std::{
    path::{Path, PathBuf},
    process::Command,
    str::FromStr,
    time::Instant,
};

use anyhow::{Context, ensure};
use chrono::{Months, NaiveDate};
use clap::ValueEnum;
use entity::{case, certificate, department, enums::Role, joint_action, json::Strings, session, user};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, PaginatorTrait, QueryFilter, QueryOrder,
    QuerySelect, Set, sea_query::Expr,
};
use shuangda::{
    app::{App, AppState},
    shared::{
        clock::Clock,
        db::{Database, DatabaseOptions},
        secrets::Secrets,
        storage::Files,
    },
    users::tokens::{self, SessionRef},
};
use sqlx::{AssertSqlSafe, Connection, PgConnection, postgres::PgConnectOptions};
use tempfile::TempDir;
use uuid::Uuid;

use crate::process;

/// A database engine.
#[derive(ValueEnum, Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    /// The embedded one.
    Sqlite,
    /// The server that SHUANGDA_BENCH_POSTGRES names.
    Postgres,
}

impl Engine {
    /// The engine's name as it is printed.
    pub fn name(self) -> &'static str {
        match self {
            Self::Sqlite => "SQLite",
            Self::Postgres => "PostgreSQL",
        }
    }
}

/// Somebody who is signed in.
pub struct SignedIn {
    /// The account.
    pub user: user::Model,
    /// Their department.
    pub department: department::Model,
    session_id: Uuid,
}

/// A filled database.
pub struct Site {
    /// The database, as the server's setting takes it.
    pub url: String,
    /// The server's secrets.
    pub secret_file: PathBuf,
    /// The same, in this process: counts statements.
    pub app: App,
    /// Sees the whole region.
    pub office: SignedIn,
    /// Records inspections.
    pub officer: SignedIn,
    /// The officer and a colleague, both with a valid certificate.
    pub crew: Vec<Uuid>,
    /// PostgreSQL's main process.
    pub postmaster: Option<u32>,
    _folder: TempDir,
}

impl Site {
    /// Makes one on `engine` with `cases` cases.
    pub async fn new(engine: Engine, cases: u64, server: &Path) -> anyhow::Result<Self> {
        let folder = tempfile::tempdir()?;
        let secret_file = folder.path().join("secret.key");
        let url = match engine {
            Engine::Sqlite => format!("sqlite:{}", folder.path().join("bench.db").display()),
            Engine::Postgres => postgres_database().await?,
        };
        let begin = Instant::now();
        let status = Command::new(server)
            .args(["demo", "--cases", &cases.to_string(), "--database", &url, "--secret-file"])
            .arg(&secret_file)
            .stdout(std::process::Stdio::null())
            .status()
            .with_context(|| format!("{}", server.display()))?;
        ensure!(status.success(), "no demonstration data: {status}");
        let mut db =
            Database::connect(&DatabaseOptions { url: url.clone(), read_url: None, max_connections: 8 })
                .await?;
        let clock = Clock::system();
        let office = office(&db).await?;
        campaigns(&db, &office, clock.today()).await?;
        // What PostgreSQL does by itself within minutes, and an administrator after an import.
        let tidy = if engine == Engine::Postgres { "VACUUM ANALYZE" } else { "ANALYZE" };
        db.writer().execute_unprepared(tidy).await?;
        let found = case::Entity::find().count(&db.read).await?;
        eprintln!("    {found} cases on {} in {:.0} s", engine.name(), begin.elapsed().as_secs_f64());
        db.count_statements();
        let secrets = Secrets::load_or_create(&secret_file)?;
        let app =
            App::new(AppState { db, clock, secrets, live: Default::default(), files: Files::in_memory() });
        let office = sign_in(&app, office).await?;
        let crew = crew(&app, app.clock.today()).await?;
        let officer = sign_in(&app, crew[0].clone()).await?;
        let crew = crew.iter().map(|user| user.id).collect();
        let postmaster = if engine == Engine::Postgres { Some(postmaster(&url).await?) } else { None };
        Ok(Self { url, secret_file, app, office, officer, crew, postmaster, _folder: folder })
    }

    /// An access token, good for a quarter of an hour.
    pub fn token(&self, who: &SignedIn) -> anyhow::Result<String> {
        let named = SessionRef { session_id: who.session_id, user_id: who.user.id };
        tokens::sign(&self.app.secrets, named, self.app.clock.now())
    }
}

/// An empty database on the server that the environment names; the server is thrown away afterwards.
async fn postgres_database() -> anyhow::Result<String> {
    let admin = std::env::var("SHUANGDA_BENCH_POSTGRES")
        .context("SHUANGDA_BENCH_POSTGRES names no PostgreSQL; `cargo xtask bench` starts one")?;
    let name = format!("shuangda_bench_{}", std::process::id());
    let mut connection = PgConnection::connect_with(&PgConnectOptions::from_str(&admin)?).await?;
    sqlx::query(AssertSqlSafe(format!("CREATE DATABASE {name}"))).execute(&mut connection).await?;
    let (server, _) = admin.rsplit_once('/').context("SHUANGDA_BENCH_POSTGRES must end in /DATABASE")?;
    Ok(format!("{server}/{name}"))
}

async fn postmaster(url: &str) -> anyhow::Result<u32> {
    let mut connection = PgConnection::connect_with(&PgConnectOptions::from_str(url)?).await?;
    let backend: i32 = sqlx::query_scalar("SELECT pg_backend_pid()").fetch_one(&mut connection).await?;
    process::parent(u32::try_from(backend)?)
}

/// Who sees the most cases.
async fn office(db: &Database) -> anyhow::Result<user::Model> {
    let key: Option<String> = case::Entity::find()
        .select_only()
        .column(case::Column::RegionKey)
        .group_by(case::Column::RegionKey)
        .order_by_desc(Expr::cust("COUNT(*)"))
        .into_tuple()
        .one(&db.read)
        .await?;
    let staff = user::Entity::find()
        .filter(user::Column::Role.eq(Role::OfficeStaff))
        .filter(user::Column::RegionKey.eq(key.context("no cases")?))
        .one(&db.read)
        .await?;
    staff.context("nobody works in the coordination office")
}

/// Eight joint actions, half a year each, and two of three cases from them: the generator makes none.
async fn campaigns(db: &Database, office: &user::Model, today: NaiveDate) -> anyhow::Result<()> {
    let department = department::Entity::find_by_id(office.department_id).one(&db.read).await?;
    let department = department.context("no department")?;
    let transaction = db.begin().await?;
    for (number, name) in (0_u32..).zip(["雷雨", "天网", "铁拳", "蓝天", "红盾", "护航", "利剑", "亮剑"])
    {
        let ends_on = today - Months::new(6 * number);
        let starts_on = today - Months::new(6 * (number + 1));
        let id = Uuid::now_v7();
        joint_action::Entity::insert(joint_action::ActiveModel {
            id: Set(id),
            region_id: Set(department.region_id),
            region_key: Set(department.region_key.clone()),
            code_name: Set(name.to_owned()),
            name: Set(format!("{name}专项行动")),
            purpose: Set(None),
            plan_number: Set(None),
            starts_on: Set(starts_on),
            ends_on: Set(ends_on),
            extended_to: Set(None),
            extension_reason: Set(None),
            cancelled_on: Set(None),
            cancel_reason: Set(None),
            lead_department_id: Set(department.id),
            focus_regions: Set(Strings::default()),
            focus_products: Set(Strings::default()),
            recorded_by_id: Set(office.id),
            recorded_at: Set(Clock::system().now()),
            version: Set(1),
        })
        .exec_without_returning(&transaction)
        .await?;
        case::Entity::update_many()
            .col_expr(case::Column::ActionId, Expr::val(id))
            .filter(case::Column::ReceivedOn.between(starts_on, ends_on))
            .filter(Expr::col(case::Column::EventCount).modulo(3).ne(0))
            .exec(&transaction)
            .await?;
    }
    transaction.commit().await?;
    Ok(())
}

/// Two officers of one department with certificates valid on `day`.
async fn crew(app: &App, day: NaiveDate) -> anyhow::Result<[user::Model; 2]> {
    let officers = user::Entity::find()
        .inner_join(certificate::Entity)
        .filter(user::Column::Role.eq(Role::Officer))
        .filter(certificate::Column::ValidFrom.lte(day))
        .filter(certificate::Column::ValidTo.gte(day))
        .order_by_asc(user::Column::DepartmentId)
        .all(&app.db.read)
        .await?;
    let pair =
        officers.windows(2).find(|pair| pair[0].department_id == pair[1].department_id && pair[0] != pair[1]);
    let pair = pair.context("no department has two certified officers")?;
    Ok([pair[0].clone(), pair[1].clone()])
}

async fn sign_in(app: &App, user: user::Model) -> anyhow::Result<SignedIn> {
    let now = app.clock.now();
    let transaction = app.db.begin().await?;
    let session_id = Uuid::now_v7();
    session::Entity::insert(session::ActiveModel {
        id: Set(session_id),
        user_id: Set(user.id),
        created_at: Set(now),
        last_used_at: Set(now),
        expires_at: Set(now + chrono::TimeDelta::days(1)),
        ended_at: Set(None),
        end_reason: Set(None),
        address: Set(None),
        user_agent: Set(None),
    })
    .exec_without_returning(&transaction)
    .await?;
    // A generated account may still have its one-time password, which lets nobody write.
    user::Entity::update_many()
        .col_expr(user::Column::MustChangePassword, Expr::val(false))
        .filter(user::Column::Id.eq(user.id))
        .exec(&transaction)
        .await?;
    transaction.commit().await?;
    let department = department::Entity::find_by_id(user.department_id).one(&app.db.read).await?;
    Ok(SignedIn { user, department: department.context("no department")?, session_id })
}
