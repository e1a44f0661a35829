//! Holds every entity against a migrated database, on SQLite and, where `SHUANGDA_TEST_POSTGRES` names
//! one (`postgres://…`, as a user who may create databases), on PostgreSQL: the same tables, columns,
//! kinds of type, nullability and keys; what must never change is refused by the database itself; and
//! every migration can be taken back.

use std::collections::BTreeMap;
use std::str::FromStr;

use anyhow::{Context, Result, anyhow, ensure};
use entity::enums::{
    CaseEventKind, CaseKind, CaseSource, CaseStatus, DepartmentKind, RegionLevel, Role, SearchKind,
    ServiceScope,
};
use entity::json::{ServiceScopes, Strings};
use migration::{Migrator, MigratorTrait};
use sea_orm::prelude::*;
use sea_orm::sqlx::PgPool;
use sea_orm::sqlx::postgres::PgConnectOptions;
use sea_orm::{
    ActiveValue::{NotSet, Set},
    ColumnType, Database, DbBackend, FromQueryResult, IdenStatic, Iterable, PrimaryKeyToColumn,
    SqlxPostgresConnector, Statement,
};

/// Tables that belong to the engine or to the migrations themselves, not to the domain.
fn is_internal(table: &str) -> bool {
    table == "seaql_migrations" || table.starts_with("sqlite_") || table.starts_with("search_index")
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Uuid,
    Text,
    Integer,
    BigInteger,
    Boolean,
    Date,
    Moment,
    Json,
}

#[derive(Debug, PartialEq, Eq)]
struct Column {
    kind: Kind,
    nullable: bool,
    is_key: bool,
}

type Columns = BTreeMap<String, Column>;

#[derive(FromQueryResult)]
struct RealColumn {
    table_name: String,
    column_name: String,
    declared: String,
    nullable: bool,
    is_key: bool,
}

const SQLITE_COLUMNS: &str = r#"
    SELECT t.name AS table_name, c.name AS column_name, c.type AS declared,
           c."notnull" = 0 AS nullable, c.pk > 0 AS is_key
    FROM sqlite_schema t, pragma_table_info(t.name) c WHERE t.type = 'table'"#;

const POSTGRES_COLUMNS: &str = "
    SELECT c.table_name::text, c.column_name::text, c.data_type::text AS declared,
           c.is_nullable = 'YES' AS nullable,
           EXISTS (SELECT FROM information_schema.key_column_usage k
                   JOIN information_schema.table_constraints p
                     ON p.constraint_schema = k.constraint_schema AND p.constraint_name = k.constraint_name
                   WHERE p.constraint_type = 'PRIMARY KEY' AND p.table_schema = c.table_schema
                     AND k.table_name = c.table_name AND k.column_name = c.column_name) AS is_key
    FROM information_schema.columns c WHERE c.table_schema = 'public'";

async fn real_tables(db: &DatabaseConnection) -> Result<BTreeMap<String, Columns>> {
    let backend = db.get_database_backend();
    let sql = if backend == DbBackend::Sqlite { SQLITE_COLUMNS } else { POSTGRES_COLUMNS };
    let rows = RealColumn::find_by_statement(Statement::from_string(backend, sql)).all(db).await?;
    let mut tables: BTreeMap<String, Columns> = BTreeMap::new();
    for row in rows {
        if is_internal(&row.table_name) {
            continue;
        }
        let declared = row.declared.to_lowercase();
        let kind = match declared.as_str() {
            "integer" => Kind::Integer,
            "bigint" => Kind::BigInteger,
            "uuid" | "uuid_text" => Kind::Uuid,
            "text" => Kind::Text,
            "boolean" => Kind::Boolean,
            "date" | "date_text" => Kind::Date,
            "timestamp with time zone" | "timestamp_with_timezone_text" => Kind::Moment,
            "json" | "json_text" => Kind::Json,
            other => return Err(anyhow!("{}.{}: unknown type {other}", row.table_name, row.column_name)),
        };
        let column = Column { kind, nullable: row.nullable, is_key: row.is_key };
        tables.entry(row.table_name).or_default().insert(row.column_name, column);
    }
    Ok(tables)
}

fn columns_of<E: EntityTrait>(backend: DbBackend) -> Result<Columns> {
    let keys: Vec<String> = E::PrimaryKey::iter().map(|key| key.into_column().as_str().to_owned()).collect();
    let mut columns = Columns::new();
    for column in E::Column::iter() {
        let name = column.as_str().to_owned();
        let definition = column.def();
        let kind = match definition.get_column_type() {
            ColumnType::Uuid => Kind::Uuid,
            ColumnType::String(_) | ColumnType::Text => Kind::Text,
            ColumnType::Integer => Kind::Integer,
            // SQLite has one whole number, of 64 bits.
            ColumnType::BigInteger if backend == DbBackend::Sqlite => Kind::Integer,
            ColumnType::BigInteger => Kind::BigInteger,
            ColumnType::Boolean => Kind::Boolean,
            ColumnType::Date => Kind::Date,
            ColumnType::TimestampWithTimeZone => Kind::Moment,
            ColumnType::Json => Kind::Json,
            other => return Err(anyhow!("{name}: unknown type {other:?}")),
        };
        let is_key = keys.contains(&name);
        columns.insert(name, Column { kind, nullable: definition.is_null(), is_key });
    }
    Ok(columns)
}

/// Takes the table of `E` out of `tables`, and compares it; then reads all rows.
async fn check<E: EntityTrait>(
    db: &DatabaseConnection,
    tables: &mut BTreeMap<String, Columns>,
) -> Result<()> {
    let name = E::default().table_name().to_owned();
    let real = tables.remove(&name).with_context(|| format!("there is no table {name}"))?;
    let ours = columns_of::<E>(db.get_database_backend()).with_context(|| name.clone())?;
    let ours_only: Vec<_> = ours.iter().filter(|(column, shape)| real.get(*column) != Some(*shape)).collect();
    let real_only: Vec<_> = real.iter().filter(|(column, shape)| ours.get(*column) != Some(*shape)).collect();
    ensure!(
        ours_only.is_empty() && real_only.is_empty(),
        "{name}: the entity has {ours_only:?}, the database {real_only:?}"
    );
    E::find().all(db).await.with_context(|| format!("reading {name}"))?;
    Ok(())
}

async fn check_all(db: &DatabaseConnection) -> Result<()> {
    let mut tables = real_tables(db).await?;
    let t = &mut tables;
    check::<entity::action_task::Entity>(db, t).await?;
    check::<entity::action_task_department::Entity>(db, t).await?;
    check::<entity::attachment::Entity>(db, t).await?;
    check::<entity::audit_entry::Entity>(db, t).await?;
    check::<entity::calendar_year::Entity>(db, t).await?;
    check::<entity::case::Entity>(db, t).await?;
    check::<entity::case_approval::Entity>(db, t).await?;
    check::<entity::case_department::Entity>(db, t).await?;
    check::<entity::case_event::Entity>(db, t).await?;
    check::<entity::case_event_attachment::Entity>(db, t).await?;
    check::<entity::case_handler::Entity>(db, t).await?;
    check::<entity::case_informant::Entity>(db, t).await?;
    check::<entity::case_party::Entity>(db, t).await?;
    check::<entity::case_publication::Entity>(db, t).await?;
    check::<entity::certificate::Entity>(db, t).await?;
    check::<entity::clock::Entity>(db, t).await?;
    check::<entity::clock_event::Entity>(db, t).await?;
    check::<entity::clock_rule::Entity>(db, t).await?;
    check::<entity::department::Entity>(db, t).await?;
    check::<entity::figure_ledger::Entity>(db, t).await?;
    check::<entity::league_appeal::Entity>(db, t).await?;
    check::<entity::bulletin_item::Entity>(db, t).await?;
    check::<entity::office_document::Entity>(db, t).await?;
    check::<entity::case_document::Entity>(db, t).await?;
    check::<entity::document_template::Entity>(db, t).await?;
    check::<entity::office_document_figure::Entity>(db, t).await?;
    check::<entity::office_document_receipt::Entity>(db, t).await?;
    check::<entity::monthly_collection::Entity>(db, t).await?;
    check::<entity::monthly_report::Entity>(db, t).await?;
    check::<entity::monthly_report_event::Entity>(db, t).await?;
    check::<entity::monthly_report_figure::Entity>(db, t).await?;
    check::<entity::figure_line::Entity>(db, t).await?;
    check::<entity::figure_total::Entity>(db, t).await?;
    check::<entity::goods_disposal::Entity>(db, t).await?;
    check::<entity::health_check::Entity>(db, t).await?;
    check::<entity::goods_disposal_line::Entity>(db, t).await?;
    check::<entity::digest::Entity>(db, t).await?;
    check::<entity::hotline::Entity>(db, t).await?;
    check::<entity::idempotency_key::Entity>(db, t).await?;
    check::<entity::import::Entity>(db, t).await?;
    check::<entity::imported_row::Entity>(db, t).await?;
    check::<entity::indicator::Entity>(db, t).await?;
    check::<entity::inspected_premises::Entity>(db, t).await?;
    check::<entity::inspection::Entity>(db, t).await?;
    check::<entity::inspection_department::Entity>(db, t).await?;
    check::<entity::inspection_officer::Entity>(db, t).await?;
    check::<entity::joint_action::Entity>(db, t).await?;
    check::<entity::joint_action_department::Entity>(db, t).await?;
    check::<entity::legal_review_amount::Entity>(db, t).await?;
    check::<entity::notification::Entity>(db, t).await?;
    check::<entity::party::Entity>(db, t).await?;
    check::<entity::party_department::Entity>(db, t).await?;
    check::<entity::party_name::Entity>(db, t).await?;
    check::<entity::publicity_event::Entity>(db, t).await?;
    check::<entity::publicity_event_department::Entity>(db, t).await?;
    check::<entity::prosecution_threshold::Entity>(db, t).await?;
    check::<entity::record_amount::Entity>(db, t).await?;
    check::<entity::referral::Entity>(db, t).await?;
    check::<entity::referral_event::Entity>(db, t).await?;
    check::<entity::referral_item::Entity>(db, t).await?;
    check::<entity::referral_item_attachment::Entity>(db, t).await?;
    check::<entity::refresh_token::Entity>(db, t).await?;
    check::<entity::region::Entity>(db, t).await?;
    check::<entity::rule_change::Entity>(db, t).await?;
    check::<entity::rule_change_clock::Entity>(db, t).await?;
    check::<entity::saved_view::Entity>(db, t).await?;
    check::<entity::blacklist_entry::Entity>(db, t).await?;
    check::<entity::blacklist_entry_case::Entity>(db, t).await?;
    check::<entity::blacklist_rule::Entity>(db, t).await?;
    check::<entity::deconfliction::Entity>(db, t).await?;
    check::<entity::deconfliction_side::Entity>(db, t).await?;
    check::<entity::search_document::Entity>(db, t).await?;
    check::<entity::seized_goods::Entity>(db, t).await?;
    check::<entity::seizure::Entity>(db, t).await?;
    check::<entity::seizure_officer::Entity>(db, t).await?;
    check::<entity::service_token::Entity>(db, t).await?;
    check::<entity::session::Entity>(db, t).await?;
    check::<entity::sign_in_failure::Entity>(db, t).await?;
    check::<entity::known_device::Entity>(db, t).await?;
    check::<entity::failed_sign_in::Entity>(db, t).await?;
    check::<entity::account_request::Entity>(db, t).await?;
    check::<entity::account_mail::Entity>(db, t).await?;
    check::<entity::supervision::Entity>(db, t).await?;
    check::<entity::supervision_entry::Entity>(db, t).await?;
    check::<entity::training::Entity>(db, t).await?;
    check::<entity::training_audience::Entity>(db, t).await?;
    check::<entity::training_department::Entity>(db, t).await?;
    check::<entity::user::Entity>(db, t).await?;
    ensure!(tables.is_empty(), "tables without an entity: {:?}", tables.keys());
    Ok(())
}

/// Writes one row of each kind of column and asks for the very same back.
async fn record(db: &DatabaseConnection) -> Result<()> {
    let moment = DateTimeUtc::from_str("2011-04-26T01:30:00.123456Z")?;
    let day = Date::from_str("2011-04-26")?;
    let [region_id, department_id, user_id, case_id] = [1, 2, 3, 4].map(Uuid::from_u128);
    let region = entity::region::Model {
        id: region_id,
        code: "430600".into(),
        key: "4306".into(),
        level: RegionLevel::City,
        name: "岳阳市".into(),
        parent_id: None,
    };
    entity::region::ActiveModel::from(region).insert(db).await?;
    let department = entity::department::Model {
        id: department_id,
        region_id,
        region_key: "4306".into(),
        name: "岳阳市知识产权局".into(),
        short_name: "知识产权局".into(),
        kind: DepartmentKind::IpOffice,
        is_coordination_office: false,
        liaison_name: None,
        liaison_phone: None,
        document_code: None,
        sort_order: 1,
        active: true,
        created_at: moment,
        version: 1,
    };
    entity::department::ActiveModel::from(department).insert(db).await?;
    let user = entity::user::Model {
        id: user_id,
        department_id,
        region_key: "4306".into(),
        username: "chen".into(),
        display_name: "陈".into(),
        role: Role::Officer,
        observes_region: false,
        password_hash: None,
        must_change_password: false,
        one_time_until: None,
        phone: None,
        email: None,
        active: true,
        created_at: moment,
        version: 1,
    };
    entity::user::ActiveModel::from(user).insert(db).await?;
    let token = entity::service_token::Model {
        id: Uuid::from_u128(5),
        user_id,
        name: "办案系统".into(),
        token_hash: "00".into(),
        scopes: ServiceScopes(vec![ServiceScope::Read, ServiceScope::Write]),
        expires_on: day,
        revoked_at: Some(moment),
        issued_by_id: user_id,
        issued_at: moment,
    };
    entity::service_token::ActiveModel::from(token.clone()).insert(db).await?;
    let read = entity::service_token::Entity::find_by_id(token.id).one(db).await?;
    ensure!(read.as_ref() == Some(&token), "wrote {token:?}, read {read:?}");
    let case = entity::case::ActiveModel {
        id: Set(case_id),
        number: Set("岳知案字〔2011〕1号".into()),
        title: Set("假冒专利案".into()),
        kind: Set(CaseKind::CounterfeitPatent),
        source: Set(CaseSource::Inspection),
        status: Set(CaseStatus::Lead),
        outcome: Set(None),
        is_open: Set(true),
        mark_major: Set(false),
        mark_egregious: Set(false),
        mark_typical: Set(false),
        mark_foreign_related: Set(false),
        mark_mass: Set(false),
        region_id: Set(region_id),
        region_key: Set("4306".into()),
        department_id: Set(department_id),
        amount_fen: Set(Some(i64::MAX)),
        penalty_warning: Set(false),
        licence_revoked: Set(false),
        received_on: Set(day),
        due_sort: Set(Date::from_str("9999-12-31")?),
        co_handler_count: Set(0),
        held_seizures: Set(0),
        event_count: Set(0),
        recorded_by_id: Set(user_id),
        recorded_at: Set(moment),
        version: Set(1),
        ..Default::default()
    };
    let case = case.insert(db).await?;
    let read = entity::case::Entity::find_by_id(case_id).one(db).await?;
    ensure!(read.as_ref() == Some(&case), "wrote {case:?}, read {read:?}");
    for number in [1, 2] {
        let document = entity::search_document::ActiveModel {
            id: NotSet,
            kind: Set(SearchKind::Case),
            entity_id: Set(Uuid::from_u128(number)),
            terms: Set("| 假冒 冒专 专利 利".into()),
            form: Set(1),
        };
        document.insert(db).await?;
    }
    let documents = entity::search_document::Entity::find().count(db).await?;
    ensure!(documents == 2, "search documents number themselves, but there are {documents}");
    Ok(())
}

/// Writes a step of the case and a line of the audit log, and tries to change and to remove them.
async fn nothing_is_rewritten(db: &DatabaseConnection) -> Result<()> {
    let moment = DateTimeUtc::from_str("2011-04-26T01:30:00Z")?;
    let event = entity::case_event::Model {
        id: Uuid::from_u128(6),
        case_id: Uuid::from_u128(4),
        sequence: 1,
        transition: None,
        from_status: None,
        to_status: CaseStatus::Lead,
        occurred_on: Date::from_str("2011-04-26")?,
        recorded_at: moment,
        actor_id: Uuid::from_u128(3),
        ground: None,
        documents: Strings(vec!["现场检查笔录".into()]),
        note: None,
        kind: CaseEventKind::Step,
        subject_id: None,
    };
    entity::case_event::ActiveModel::from(event.clone()).insert(db).await?;
    let entry = entity::audit_entry::Model {
        sequence: 1,
        at: moment,
        actor_id: None,
        actor_name: "陈".into(),
        department_id: None,
        region_key: "4306".into(),
        action: "registerLead".into(),
        object_type: "Case".into(),
        object_id: Some(Uuid::from_u128(4)),
        detail: String::new(),
        address: None,
        previous_hash: String::new(),
        hash: "00".into(),
    };
    entity::audit_entry::ActiveModel::from(entry.clone()).insert(db).await?;

    let note = entity::case_event::Column::Note;
    let detail = entity::audit_entry::Column::Detail;
    let attempts = [
        entity::case_event::Entity::update_many().col_expr(note, Expr::value("改")).exec(db).await.err(),
        entity::audit_entry::Entity::update_many().col_expr(detail, Expr::value("改")).exec(db).await.err(),
        entity::case_event::Entity::delete_many().exec(db).await.err(),
        entity::audit_entry::Entity::delete_many().exec(db).await.err(),
    ];
    for (number, refusal) in attempts.into_iter().enumerate() {
        let refusal = refusal.with_context(|| format!("attempt {number} was let through"))?.to_string();
        ensure!(refusal.contains("append-only"), "attempt {number} failed otherwise: {refusal}");
    }
    let events = entity::case_event::Entity::find().all(db).await?;
    ensure!(events == [event], "changed: {events:?}");
    let entries = entity::audit_entry::Entity::find().all(db).await?;
    ensure!(entries == [entry], "changed: {entries:?}");
    Ok(())
}

/// All of it, on a database that is empty at first. The migrations are taken back with rows in the
/// tables, or foreign keys and triggers in the way of it would go unseen.
async fn hold_entities_against(db: &DatabaseConnection) -> Result<()> {
    Migrator::up(db, None).await?;
    check_all(db).await?;
    record(db).await?;
    nothing_is_rewritten(db).await?;
    check_all(db).await?;
    let all = u32::try_from(Migrator::migrations().len())?;
    for steps in 1..=all {
        Migrator::down(db, Some(steps)).await.with_context(|| format!("{steps} steps back"))?;
        let left = real_tables(db).await?;
        ensure!(steps < all || left.is_empty(), "left after taking all back: {:?}", left.keys());
        Migrator::up(db, None).await.with_context(|| format!("{steps} steps forth again"))?;
        check_all(db).await?;
    }
    Ok(())
}

#[tokio::test]
async fn sqlite_has_the_tables_of_the_entities() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let file = folder.path().join("test.db");
    let db = Database::connect(format!("sqlite://{}?mode=rwc", file.display())).await?;
    let outcome = hold_entities_against(&db).await;
    db.close().await?;
    outcome
}

#[tokio::test]
async fn postgres_has_the_tables_of_the_entities() -> Result<()> {
    let Ok(url) = std::env::var("SHUANGDA_TEST_POSTGRES") else {
        eprintln!("skipped: SHUANGDA_TEST_POSTGRES is not set");
        return Ok(());
    };
    let admin = Database::connect(&url).await?;
    let name = format!("shuangda_test_{}", Uuid::new_v4().simple());
    admin.execute_unprepared(&format!("CREATE DATABASE {name}")).await?;
    let outcome = in_postgres(&url, &name).await;
    admin.execute_unprepared(&format!("DROP DATABASE {name} WITH (FORCE)")).await?;
    outcome
}

async fn in_postgres(url: &str, database: &str) -> Result<()> {
    let pool = PgPool::connect_with(PgConnectOptions::from_str(url)?.database(database)).await?;
    let db = SqlxPostgresConnector::from_sqlx_postgres_pool(pool);
    let outcome = hold_entities_against(&db).await;
    db.close().await?;
    outcome
}
