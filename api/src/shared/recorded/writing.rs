//! Recording and correcting: load, authorise, check, save, make findable, log.

use std::collections::BTreeSet;

use async_graphql::ID;
use chrono::NaiveDate;
use entity::department;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, DatabaseTransaction, DbErr, EntityTrait, IntoActiveModel,
    QueryFilter, QueryOrder, QuerySelect,
};
use serde_json::{Value, json};
use uuid::Uuid;

use super::{
    Base, Counting, Departments, Part, RecordAmountInput, Recorded,
    amounts::{self, Amounts},
    load, owner,
};
use crate::shared::{
    audit::Record,
    caller::{Caller, IdempotencyKey},
    change::{self, Begun, Change},
    errors::{Failure, Problem},
    ids::{self, Kind},
    input::{self, Checks},
    participation, policy, search,
};

/// What is a table's own in recording and correcting.
pub trait Recording: Counting {
    /// What an input states.
    type Stated: Send + Sync;
    /// What hangs on a record beside the departments, and is replaced with it.
    type Parts: Default + Send + Sync;

    /// That the caller may not record for this department.
    fn refusal(_department: &department::Model) -> Problem {
        Problem::forbidden("")
    }

    /// The other departments that took part, as they are stated.
    fn participants(stated: &Self::Stated) -> &[ID];

    /// The amounts entered with it, as they are stated.
    fn amounts(stated: &Self::Stated) -> &[RecordAmountInput];

    /// The row as it is stated; what is wrong with its fields goes to `checks`.
    fn row(base: Base, stated: &Self::Stated, checks: &mut Checks, today: NaiveDate) -> Self::Model;

    /// What else is wrong, as the records that it names tell; the parts as they are stated.
    fn check(
        draft: Draft<'_, Self>,
        checks: &mut Checks,
    ) -> impl Future<Output = Result<Self::Parts, DbErr>> + Send;

    /// The parts on record.
    fn parts(
        _transaction: &DatabaseTransaction,
        _id: Uuid,
    ) -> impl Future<Output = Result<Self::Parts, DbErr>> + Send {
        async { Ok(Self::Parts::default()) }
    }

    /// Saves the parts, instead of those before.
    fn save(
        _saved: Saved<'_, Self>,
        _parts: &Self::Parts,
    ) -> impl Future<Output = Result<(), Failure>> + Send {
        async { Ok(()) }
    }

    /// Under what it is found.
    fn texts<'a>(row: &'a Self::Model, parts: &'a Self::Parts) -> Vec<&'a str>;

    /// What the audit log keeps of it, beside the departments.
    fn facts(row: &Self::Model, parts: &Self::Parts) -> Value;
}

/// A record that is being written, as far as it is checked.
pub struct Draft<'a, E: Recording> {
    /// The change in which it is written.
    pub change: &'a Change,
    /// By whom.
    pub caller: &'a Caller,
    /// What is stated.
    pub stated: &'a E::Stated,
    /// The row, as it is stated.
    pub row: &'a E::Model,
    /// The departments that take part.
    pub departments: &'a [department::Model],
    /// The record as it stood; none of a new one.
    pub before: Option<&'a Written<E>>,
}

/// A record with all that hangs on it.
pub struct Written<E: Recording> {
    /// Its row.
    pub row: E::Model,
    /// The departments that took part.
    pub departments: BTreeSet<Uuid>,
    /// What else hangs on it.
    pub parts: E::Parts,
    /// The amounts entered with it.
    pub amounts: Amounts,
}

/// A record whose row and departments are saved.
pub struct Saved<'a, E: Recording> {
    /// The change in which it is written.
    pub change: &'a Change,
    /// Its row.
    pub row: &'a E::Model,
    /// The departments that take part.
    pub departments: &'a [department::Model],
    is_new: bool,
}

impl<E: Recording> Saved<'_, E> {
    /// Lets `parts` hang on it instead of those of the table `P` that did.
    ///
    /// # Errors
    ///
    /// The database's.
    pub async fn replace<P: Part<Of = E>>(&self, parts: &[P::Model]) -> Result<(), DbErr> {
        let transaction = &self.change.transaction;
        if !self.is_new {
            remove::<P>(transaction, E::id(self.row)).await?;
        }
        if !parts.is_empty() {
            let parts = parts.iter().map(|part| part.clone().into_active_model());
            P::insert_many(parts).exec_without_returning(transaction).await?;
        }
        Ok(())
    }
}

impl<E: Recording> Draft<'_, E> {
    /// The joint action that it belonged to.
    pub fn action_before(&self) -> Option<Uuid> {
        self.before.and_then(|before| E::action_id(&before.row))
    }
}

impl<E: Recording> Written<E> {
    fn facts(&self) -> Value {
        let mut facts = E::facts(&self.row, &self.parts);
        if let Value::Object(facts) = &mut facts {
            facts.insert("departments".to_owned(), json!(self.departments));
            let amounts = self.amounts.iter();
            let amounts = amounts.map(|(id, it)| (id.to_string(), json!([it.value, i64::from(it.at_least)])));
            facts.insert("amounts".to_owned(), Value::Object(amounts.collect()));
        }
        facts
    }
}

/// Records what is stated, of `department_id` or of the caller's department.
///
/// # Errors
///
/// NOT_FOUND of the department; FORBIDDEN, or as [`Recording::refusal`] says; what is wrong with the input.
pub async fn record<E: Recording>(
    caller: &Caller,
    key: Option<IdempotencyKey>,
    department_id: Option<Uuid>,
    stated: E::Stated,
) -> Result<E::Model, Failure> {
    let change = match change::begin(caller, key).await? {
        Begun::Fresh(change) => change,
        Begun::Repeated(id) => return load::<E>(&caller.app.db.read, caller, id).await,
    };
    let mutation = format!("record{}", E::NAME);
    let department = participation::acting(&change.transaction, caller, department_id).await?;
    if !policy::may(&caller.viewer, E::ACT, &participation::owner(&department)) {
        let problems = vec![E::refusal(&department)];
        return Err(change.deny_saying(caller, &mutation, E::NAME, None, problems).await);
    }
    let id = Uuid::now_v7();
    let written = record_within::<E>(&change, caller, &department, id, &stated, Checks::default()).await?;
    commit::<E>(change, mutation, id, json!({ "after": written.facts() })).await?;
    Ok(written.row)
}

/// Records what is stated as `id` within a change that records more, of a department for which the caller may; what is
/// wrong already stands in `checks`. Where anything is wrong, nothing is written. The change's own entry of the log says
/// what was recorded.
///
/// # Errors
///
/// What is wrong with the input.
pub async fn record_within<E: Recording>(
    change: &Change,
    caller: &Caller,
    department: &department::Model,
    id: Uuid,
    stated: &E::Stated,
    checks: Checks,
) -> Result<Written<E>, Failure> {
    let base = Base {
        id,
        region_id: department.region_id,
        region_key: department.region_key.clone(),
        department_id: department.id,
        recorded_by_id: caller.viewer.user_id,
        recorded_at: change.now,
        version: 1,
    };
    write::<E>(change, caller, base, None, stated, checks).await
}

/// Replaces what the record `id` says, for a stated reason.
///
/// # Errors
///
/// NOT_FOUND, FORBIDDEN; a conflict where somebody was faster; what is wrong with the input.
pub async fn correct<E: Recording>(
    caller: &Caller,
    key: Option<IdempotencyKey>,
    (id, version): (Uuid, i32),
    reason: &str,
    stated: E::Stated,
) -> Result<E::Model, Failure> {
    let change = match change::begin(caller, key).await? {
        Begun::Fresh(change) => change,
        Begun::Repeated(id) => return load::<E>(&caller.app.db.read, caller, id).await,
    };
    let mutation = format!("correct{}", E::NAME);
    let row = load::<E>(&change.transaction, caller, id).await?;
    if !policy::may(&caller.viewer, E::ACT, &owner::<E>(&row)) {
        return Err(change.deny(caller, &mutation, E::NAME, Some(id)).await);
    }
    let mut base = E::base(&row);
    if base.version != version {
        return Err(Failure::Conflict);
    }
    base.version += 1;
    let before = Written {
        departments: departments_of::<E>(&change.transaction, id).await?,
        parts: E::parts(&change.transaction, id).await?,
        amounts: amounts::of(&change.transaction, id).await?,
        row,
    };
    let mut checks = Checks::default();
    let reason = checks.text("reason", reason, input::LONG);
    let after = write::<E>(&change, caller, base, Some(&before), &stated, checks).await?;
    let detail = json!({ "reason": reason, "before": before.facts(), "after": after.facts() });
    commit::<E>(change, mutation, id, detail).await?;
    Ok(after.row)
}

/// Saves the record as it is stated, once every check has passed, instead of what was `before`.
async fn write<E: Recording>(
    change: &Change,
    caller: &Caller,
    base: Base,
    before: Option<&Written<E>>,
    stated: &E::Stated,
    mut checks: Checks,
) -> Result<Written<E>, Failure> {
    let transaction = &change.transaction;
    let Base { id, department_id, version, .. } = base;
    let row = E::row(base.clone(), stated, &mut checks, change.today);
    let participants = E::participants(stated);
    checks.length("participantIds", participants.len());
    let none = BTreeSet::new();
    let (departments, problems) = participation::participants(
        transaction,
        department_id,
        &ids::all_named(Kind::Department, participants),
        before.map_or(&none, |before| &before.departments),
        "participantIds",
    )
    .await?;
    checks.extend(problems);
    let amounts_before = before.map(|before| &before.amounts);
    let own = departments.iter().find(|department| department.id == department_id);
    let amounts = match own {
        Some(own) => {
            let stated = E::amounts(stated);
            amounts::stated::<E>(change, &base, own, stated, amounts_before, &mut checks).await?
        }
        None => Amounts::new(),
    };
    let draft = Draft { change, caller, stated, row: &row, departments: &departments, before };
    let parts = E::check(draft, &mut checks).await?;
    checks.finish()?;

    match before {
        None => {
            E::insert(row.clone().into_active_model()).exec_without_returning(transaction).await?;
        }
        Some(_) => {
            let saved = E::update_many()
                .set(row.clone().into_active_model().reset_all())
                .filter(E::ID.eq(id))
                .filter(E::VERSION.eq(version - 1))
                .exec(transaction)
                .await?;
            if saved.rows_affected == 0 {
                return Err(Failure::Conflict);
            }
            remove::<E::Departments>(transaction, id).await?;
        }
    }
    let links = departments.iter().map(|one| E::Departments::link(id, one.id).into_active_model());
    E::Departments::insert_many(links).exec_without_returning(transaction).await?;
    let saved = Saved { change, row: &row, departments: &departments, is_new: before.is_none() };
    E::save(saved, &parts).await?;
    amounts::replace(transaction, id, &amounts, amounts_before).await?;
    search::index(transaction, E::SEARCH, id, E::texts(&row, &parts)).await?;
    match before {
        None => change.count_new(E::SOURCE, id),
        Some(_) => change.count(E::SOURCE, id),
    }
    let departments = departments.into_iter().map(|department| department.id).collect();
    Ok(Written { row, departments, parts, amounts })
}

async fn commit<E: Recorded>(change: Change, action: String, id: Uuid, detail: Value) -> Result<(), Failure> {
    change.commit(Record { action, object_type: E::NAME, object_id: Some(id), detail }).await
}

/// The departments that took part in the record with `id`.
async fn departments_of<E: Recorded>(db: &impl ConnectionTrait, id: Uuid) -> Result<BTreeSet<Uuid>, DbErr> {
    let ids: Vec<Uuid> = E::Departments::find()
        .select_only()
        .column(E::Departments::DEPARTMENT)
        .filter(<E::Departments as Part>::OF.eq(id))
        .into_tuple()
        .all(db)
        .await?;
    Ok(ids.into_iter().collect())
}

/// What of the table `P` hangs on the record with `id`, in its order.
///
/// # Errors
///
/// The database's.
pub async fn parts_of<P: Part>(db: &impl ConnectionTrait, id: Uuid) -> Result<Vec<P::Model>, DbErr> {
    P::find().filter(P::OF.eq(id)).order_by_asc(P::ORDER).all(db).await
}

async fn remove<P: Part>(db: &impl ConnectionTrait, id: Uuid) -> Result<(), DbErr> {
    P::delete_many().filter(P::OF.eq(id)).exec(db).await?;
    Ok(())
}
