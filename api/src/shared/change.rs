//! One change of the data: a transaction that saves, logs and, where the client gave a key, acts
//! once however often it is asked. A service loads, authorises and checks its rules within it;
//! dropping it undoes everything.

use std::{
    collections::BTreeSet,
    sync::{Mutex, PoisonError},
};

use chrono::{DateTime, NaiveDate, Utc};
use entity::idempotency_key;
use sea_orm::{
    ColumnTrait, DatabaseTransaction, DbErr, EntityTrait, QueryFilter, Set,
    sea_query::{Expr, OnConflict},
};
use tracing::Instrument;
use uuid::Uuid;

use super::{
    app::App,
    audit::{self, Actor, Record},
    caller::{Caller, IdempotencyKey},
    errors::{Failure, Problem, UserErrorCode},
    figures::{
        Source,
        entering::{Cause, Touched},
        freezing,
    },
    live::Added,
};

/// A transaction under way.
pub struct Change {
    /// Where to read and write.
    pub transaction: DatabaseTransaction,
    /// The moment of the change.
    pub now: DateTime<Utc>,
    /// The statutory day of the change.
    pub today: NaiveDate,
    app: App,
    actor: Actor,
    viewer_id: Uuid,
    key: Option<IdempotencyKey>,
    /// The records whose figures are entered at the commit, as they then stand.
    touched: Mutex<Touched>,
    /// What is told to those who listen once it is true.
    added: Mutex<Vec<Added>>,
    /// The regions beside the actor's own whose records it touches.
    regions: Mutex<BTreeSet<String>>,
}

/// How a change begins.
#[allow(clippy::large_enum_variant, reason = "made once a mutation and taken apart at once")]
pub enum Begun {
    /// For the first time.
    Fresh(Change),
    /// It was made before, under the same key; it concerned this object.
    Repeated(Uuid),
}

/// Begins a change by `caller`.
pub async fn begin(caller: &Caller, key: Option<IdempotencyKey>) -> Result<Begun, Failure> {
    let mut change = begin_once(caller).await?;
    if let Some(key) = &key
        && let Some(id) = claim(&change.transaction, caller.viewer.user_id, key, change.now).await?
    {
        return Ok(Begun::Repeated(id));
    }
    change.key = key;
    Ok(Begun::Fresh(change))
}

/// Begins a change by `caller` that has no key, and so no repeat.
///
/// # Errors
///
/// The database's.
pub async fn begin_once(caller: &Caller) -> Result<Change, DbErr> {
    let now = caller.now();
    Ok(Change {
        transaction: caller.app.db.begin().await?,
        now,
        today: super::clock::statutory_day(now),
        app: caller.app.clone(),
        actor: Actor::of(&caller.viewer, &caller.info),
        viewer_id: caller.viewer.user_id,
        key: None,
        touched: Mutex::default(),
        added: Mutex::default(),
        regions: Mutex::default(),
    })
}

/// Begins a change by the operator, who holds the machine, at the command line.
///
/// # Errors
///
/// The database's.
pub async fn begin_for_operator(app: &App) -> Result<Change, DbErr> {
    let now = app.clock.now();
    Ok(Change {
        transaction: app.db.begin().await?,
        now,
        today: super::clock::statutory_day(now),
        app: app.clone(),
        actor: Actor { name: "命令行".to_owned(), ..Actor::default() },
        viewer_id: Uuid::nil(),
        key: None,
        touched: Mutex::default(),
        added: Mutex::default(),
        regions: Mutex::default(),
    })
}

/// Begins a change that the platform makes by itself, because a person once asked for it.
///
/// # Errors
///
/// The database's.
pub async fn begin_for_platform(app: &App, asked_by: Uuid) -> Result<Change, DbErr> {
    let change = begin_for_operator(app).await?;
    let actor = Actor { name: "平台".to_owned(), ..Actor::default() };
    Ok(Change { actor, viewer_id: asked_by, ..change })
}

/// Takes the key for this transaction, or answers what it was used for. A concurrent holder of the
/// same key makes the insert wait until it commits or is undone.
async fn claim(
    transaction: &DatabaseTransaction,
    user_id: Uuid,
    key: &IdempotencyKey,
    now: DateTime<Utc>,
) -> Result<Option<Uuid>, Failure> {
    let claimed = idempotency_key::Entity::insert(idempotency_key::ActiveModel {
        user_id: Set(user_id),
        key: Set(key.key.clone()),
        operation: Set(key.operation.clone()),
        input_digest: Set(key.input_digest.clone()),
        result_id: Set(None),
        created_at: Set(now),
    })
    .on_conflict(OnConflict::new().do_nothing().to_owned())
    .exec_without_returning(transaction)
    .await?;
    if claimed > 0 {
        return Ok(None);
    }
    let used = idempotency_key::Entity::find_by_id((user_id, key.key.clone())).one(transaction).await?;
    match used {
        Some(used) if used.operation == key.operation && used.input_digest == key.input_digest => {
            Ok(used.result_id)
        }
        _ => Err(Problem::new(
            UserErrorCode::IdempotencyKeyReused,
            "idempotencyKey",
            "该幂等键已用于另一请求，请换用新的键",
            "This idempotency key was used for a different request; choose a new one",
        )
        .into()),
    }
}

impl Change {
    /// Who makes it.
    pub fn user_id(&self) -> Uuid {
        self.viewer_id
    }

    /// Who makes it; none: the operator, at the command line.
    pub fn actor_id(&self) -> Option<Uuid> {
        self.actor.id
    }

    /// Logs within the change what it did in another region, for the auditors there.
    ///
    /// # Errors
    ///
    /// The database's.
    pub async fn log_in(&self, region_key: &str, record: Record) -> Result<(), DbErr> {
        let actor = Actor { region_key: region_key.to_owned(), ..self.actor.clone() };
        audit::append(&self.transaction, &self.app.secrets, &actor, self.now, record).await.map(drop)
    }

    /// Logs what was done and commits; `record.object_id` is what a repeat under the same key answers.
    pub async fn commit(self, record: Record) -> Result<(), Failure> {
        if let Some(key) = &self.key {
            idempotency_key::Entity::update_many()
                .col_expr(idempotency_key::Column::ResultId, Expr::val(record.object_id))
                .filter(idempotency_key::Column::UserId.eq(self.viewer_id))
                .filter(idempotency_key::Column::Key.eq(&key.key))
                .exec(&self.transaction)
                .await?;
        }
        let regions = self.regions.into_inner().unwrap_or_else(PoisonError::into_inner);
        let (secrets, actor) = (&self.app.secrets, &self.actor);
        let sequence =
            audit::append_for_regions(&self.transaction, secrets, actor, self.now, record, regions).await?;
        // After the log, which lets one change at a time get here: so that none waits for another's totals.
        let touched = self.touched.into_inner().unwrap_or_else(PoisonError::into_inner);
        let at = freezing::moment(&self.transaction, self.now).await?;
        let entering = touched.enter(&self.transaction, Cause { at, sequence });
        entering.instrument(tracing::debug_span!("figures")).await?;
        self.transaction.commit().await?;
        // It may have ended a session, or changed what somebody may do.
        self.app.recent().forget();
        self.app.live.deliver(self.added.into_inner().unwrap_or_else(PoisonError::into_inner));
        Ok(())
    }

    /// Undoes the change and answers that the viewer's role does not allow `mutation`, logged as its denial.
    #[must_use = "a refusal is what the service answers"]
    pub async fn deny(
        self,
        caller: &Caller,
        mutation: &str,
        object_type: &'static str,
        object_id: Option<Uuid>,
    ) -> Failure {
        let problems = vec![Problem::forbidden("")];
        self.deny_saying(caller, mutation, object_type, object_id, problems).await
    }

    /// The same in these words. There is no other way to log a denial: it takes the change, as SQLite has one
    /// writer, which must be free before the log is written to, and no rollback may erase what is written.
    #[must_use = "a refusal is what the service answers"]
    pub async fn deny_saying(
        self,
        caller: &Caller,
        mutation: &str,
        object_type: &'static str,
        object_id: Option<Uuid>,
        problems: Vec<Problem>,
    ) -> Failure {
        drop(self);
        let record = Record {
            action: format!("denied:{mutation}"),
            object_type,
            object_id,
            detail: serde_json::json!({ "role": format!("{:?}", caller.viewer.role) }),
        };
        match audit::append_alone(caller, record).await {
            Ok(()) => problems.into(),
            Err(error) => error.into(),
        }
    }

    /// What is done concerns the regions with these keys, too: the auditor of each finds it in their log.
    pub fn concerns(&self, regions: impl IntoIterator<Item = String>) {
        self.regions.lock().unwrap_or_else(PoisonError::into_inner).extend(regions);
    }

    /// The change touches the record of `source` with `id`: whatever figures it adds to are entered anew.
    pub fn count(&self, source: &'static Source, id: Uuid) {
        self.touched.lock().unwrap_or_else(PoisonError::into_inner).add(source, id, false);
    }

    /// The same of a record that the change makes: it has no lines to compare with.
    pub fn count_new(&self, source: &'static Source, id: Uuid) {
        self.touched.lock().unwrap_or_else(PoisonError::into_inner).add(source, id, true);
    }

    /// Remembers notifications written in this transaction: they are delivered to open streams after
    /// the commit, and never where there is none.
    ///
    /// # Errors
    ///
    /// The database's.
    pub async fn announce(&self, added: Vec<Added>) -> Result<(), DbErr> {
        self.app.live.announce(&self.transaction, &added).await?;
        self.added.lock().unwrap_or_else(PoisonError::into_inner).extend(added);
        Ok(())
    }
}
