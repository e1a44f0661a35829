//! Telling people: who is meant, a row for each, and the news to their open streams.

use chrono::{DateTime, NaiveDate, Utc};
use entity::{
    case, case_handler,
    enums::{NotificationKind, Role},
    notification, rule_change_clock, user,
};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, ExprTrait, QueryFilter, QueryOrder,
    QuerySelect, Set,
    sea_query::{Expr, OnConflict, Query, SelectStatement},
};
use uuid::Uuid;

use crate::shared::{
    change::Change, language::Text, live::Added, policy, regions::at_and_above, scope::within_region,
};

/// Whom to tell. Of records only people who may sign in and see them are told: no administrator, no
/// auditor (三员分立), no service account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Recipient {
    /// One person.
    User(Uuid),
    /// The department's heads.
    Head(Uuid),
    /// The department's heads and officers.
    Department(Uuid),
    /// Who handles the case; while nobody does, the heads and officers of its department.
    Handlers(Uuid),
    /// Who handles the case, save one person: who did what they are told of.
    OtherHandlers {
        /// The case.
        of: Uuid,
        /// Who isn't told.
        but: Uuid,
    },
    /// The office staff of the region with this key, and of no region above or below.
    Office(String),
    /// The auditors of the region with this key and of those above. They are told of accounts alone.
    Auditors(String),
    /// The office staff of all regions below the one with this key; below none: of all.
    OfficesBelow(String),
    /// Who handles a case of which this change of the rules moved a date of this department's.
    Moved {
        /// The change.
        change: Uuid,
        /// The department.
        department: Uuid,
    },
}

/// What to tell.
#[derive(Clone, Debug)]
pub struct Note {
    /// What it is about.
    pub kind: NotificationKind,
    /// The object to open: its GraphQL type (as [`crate::shared::ids::Kind`] names it) and id. What is
    /// shown within a case names the case.
    pub object: (&'static str, Uuid),
    /// One sentence.
    pub text: Text,
    /// By when something is to be done about it.
    pub due_on: Option<NaiveDate>,
    /// The same key is never told twice to the same person.
    pub once: Option<String>,
}

/// Tells `recipients`, each person once whatever their parts; delivered after the commit of `change`.
///
/// # Errors
///
/// The database's.
pub async fn notify(change: &Change, recipients: &[Recipient], note: Note) -> Result<(), DbErr> {
    let added = add(&change.transaction, change.now, recipients, &note).await?;
    change.announce(added).await
}

/// Writes a row for each of `recipients` who has none under the same key. Answers what is new: the
/// caller announces it within the transaction, and delivers it after the commit.
///
/// # Errors
///
/// The database's.
pub async fn add(
    transaction: &impl ConnectionTrait,
    now: DateTime<Utc>,
    recipients: &[Recipient],
    note: &Note,
) -> Result<Vec<Added>, DbErr> {
    if recipients.is_empty() {
        return Ok(Vec::new());
    }
    let meant = recipients.iter().fold(Condition::any(), |any, recipient| any.add(recipient.condition()));
    // In a fixed order, so that two who tell the same people do not wait for each other in a circle.
    let people: Vec<Uuid> = user::Entity::find()
        .select_only()
        .column(user::Column::Id)
        .filter(told(note.kind))
        .filter(meant)
        .order_by_asc(user::Column::Id)
        .into_tuple()
        .all(transaction)
        .await?;
    let row = |user_id: Uuid| notification::ActiveModel {
        id: Set(Uuid::now_v7()),
        user_id: Set(user_id),
        kind: Set(note.kind),
        object_type: Set(note.object.0.to_owned()),
        object_id: Set(note.object.1),
        text_zh: Set(note.text.zh.clone()),
        text_en: Set(note.text.en.clone()),
        due_on: Set(note.due_on),
        once_key: Set(note.once.clone()),
        created_at: Set(now),
        read_at: Set(None),
    };
    let known = OnConflict::columns([notification::Column::UserId, notification::Column::OnceKey])
        .do_nothing()
        .to_owned();
    let rows = notification::Entity::insert_many(people.into_iter().map(row))
        .on_conflict(known)
        .exec_with_returning(transaction)
        .await?;
    Ok(rows.into_iter().map(|row| Added { user_id: row.user_id, notification_id: row.id }).collect())
}

fn handlers_of(case_id: Uuid) -> SelectStatement {
    Query::select()
        .column(case_handler::Column::UserId)
        .from(case_handler::Entity)
        .and_where(case_handler::Column::CaseId.eq(case_id))
        .to_owned()
}

/// Who may be told anything of this kind at all: of accounts every person.
fn told(kind: NotificationKind) -> Condition {
    let active = Condition::all().add(user::Column::Active.eq(true));
    match kind {
        NotificationKind::Account => active.add(user::Column::Role.ne(Role::Service)),
        _ => active.add(user::Column::Role.is_in(policy::TOLD)),
    }
}

impl Recipient {
    fn condition(&self) -> Condition {
        let handlers_roles = || user::Column::Role.is_in([Role::DepartmentHead, Role::Officer]);
        match self {
            Self::User(id) => Condition::all().add(user::Column::Id.eq(*id)),
            Self::Head(department) => Condition::all()
                .add(user::Column::DepartmentId.eq(*department))
                .add(user::Column::Role.eq(Role::DepartmentHead)),
            Self::Department(department) => {
                Condition::all().add(user::Column::DepartmentId.eq(*department)).add(handlers_roles())
            }
            Self::OtherHandlers { of, but } => Condition::all()
                .add(user::Column::Id.in_subquery(handlers_of(*of)))
                .add(user::Column::Id.ne(*but)),
            Self::Handlers(case) => {
                let handlers = handlers_of(*case);
                let departments = Query::select()
                    .column(case::Column::DepartmentId)
                    .from(case::Entity)
                    .and_where(case::Column::Id.eq(*case))
                    .to_owned();
                let in_its_stead = Condition::all()
                    .add(Expr::exists(handlers.clone()).not())
                    .add(handlers_roles())
                    .add(user::Column::DepartmentId.in_subquery(departments));
                Condition::any().add(user::Column::Id.in_subquery(handlers)).add(in_its_stead)
            }
            Self::OfficesBelow(region_key) => Condition::all()
                .add(within_region(region_key, (user::Entity, user::Column::RegionKey)))
                .add(user::Column::RegionKey.ne(region_key))
                .add(user::Column::Role.eq(Role::OfficeStaff)),
            Self::Moved { change, department } => {
                let handlers = Query::select()
                    .column((case_handler::Entity, case_handler::Column::UserId))
                    .from(case_handler::Entity)
                    .inner_join(
                        rule_change_clock::Entity,
                        Expr::col((rule_change_clock::Entity, rule_change_clock::Column::CaseId))
                            .equals((case_handler::Entity, case_handler::Column::CaseId)),
                    )
                    .and_where(
                        Expr::col((rule_change_clock::Entity, rule_change_clock::Column::ChangeId))
                            .eq(*change),
                    )
                    .and_where(
                        Expr::col((rule_change_clock::Entity, rule_change_clock::Column::DepartmentId))
                            .eq(*department),
                    )
                    .to_owned();
                Condition::all().add(user::Column::Id.in_subquery(handlers))
            }
            Self::Office(region_key) => Condition::all()
                .add(user::Column::RegionKey.eq(region_key))
                .add(user::Column::Role.eq(Role::OfficeStaff)),
            Self::Auditors(region_key) => Condition::all()
                .add(user::Column::RegionKey.is_in(at_and_above(region_key)))
                .add(user::Column::Role.eq(Role::SecurityAuditor)),
        }
    }
}
