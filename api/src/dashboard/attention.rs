//! What needs attention: a few of each kind, the most urgent first.

use chrono::{Days, NaiveDate};
use entity::{action_task, action_task_department, case, enums::CaseStatus, joint_action};
use sea_orm::{
    ColumnTrait, Condition, DatabaseConnection, DbErr, EntityTrait, ExprTrait, QueryFilter, QueryOrder,
    QuerySelect,
    sea_query::{Expr, Func, Query},
};

use crate::{
    actions::{self, rules::Status},
    cases::sight::{clock_runs, visible},
    clocks,
    shared::{caller::Caller, policy::Scope, scope::nothing},
};

/// The most things that are shown.
const MOST: usize = 20;
/// The most of one kind, so that many overdue cases don't hide everything else.
const MOST_OF_A_KIND: u64 = 8;
/// After how many days a lead waits too long.
const LEAD_WAITS: u64 = 10;
/// How many days before its last an action is about to end.
const ACTION_ENDS: u64 = 14;
/// How many days before its due date a task is shown.
const TASK_DUE: u64 = 7;

/// Why something needs attention.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Matter {
    /// A case's clock ran out.
    CaseOverdue,
    /// A case's clock runs out within seven days.
    CaseDueSoon,
    /// A joint action ends within fourteen days.
    ActionEnding,
    /// A task is due within seven days, or was.
    TaskDue,
    /// A lead has waited for more than ten days.
    LeadWaiting,
}

/// What it is about.
#[derive(Clone, Debug)]
#[allow(clippy::large_enum_variant, reason = "a few dozen of them at most")]
pub enum Subject {
    /// A case.
    Case(case::Model),
    /// A joint action.
    Action(joint_action::Model),
    /// A task of one.
    Task(action_task::Model),
}

/// One thing that needs attention.
#[derive(Clone, Debug)]
pub struct Item {
    /// Why.
    pub matter: Matter,
    /// What.
    pub subject: Subject,
    /// By when.
    pub due_on: Option<NaiveDate>,
}

/// What needs the caller's attention, most urgent first: a statement a kind.
pub async fn of(caller: &Caller) -> Result<Vec<Item>, DbErr> {
    let scope = caller.records();
    if scope == Scope::Nothing {
        return Ok(Vec::new());
    }
    let today = caller.today();
    let db = &caller.app.db.read;
    let mut items = Vec::new();
    // A department's people find these among what waits for them: one list of duties, not two.
    if matches!(scope, Scope::Region(_)) {
        items.extend(cases_of_others(db, &scope, today).await?);
    }
    items.extend(actions_ending(db, &scope, today).await?);
    items.extend(tasks_due(db, &scope, today).await?);

    items.sort_by_key(|item| item.due_on.unwrap_or(NaiveDate::MAX));
    items.truncate(MOST);
    Ok(items)
}

/// Cases of departments that an office or a leader watches over.
async fn cases_of_others(
    db: &DatabaseConnection,
    scope: &Scope,
    today: NaiveDate,
) -> Result<Vec<Item>, DbErr> {
    let soon = today + Days::new(clocks::rules::DUE_SOON_DAYS);
    let mut items = Vec::new();

    let overdue = clock_runs().add(case::Column::DueSort.lt(today));
    items.extend(cases_that(db, scope, Matter::CaseOverdue, overdue).await?);
    let due_soon = clock_runs().add(case::Column::DueSort.between(today, soon));
    items.extend(cases_that(db, scope, Matter::CaseDueSoon, due_soon).await?);
    let waiting = Condition::all()
        .add(case::Column::Status.eq(CaseStatus::Lead))
        .add(case::Column::ReceivedOn.lt(today - Days::new(LEAD_WAITS)))
        .add(case::Column::DueSort.gt(soon));
    items.extend(cases_that(db, scope, Matter::LeadWaiting, waiting).await?);
    Ok(items)
}

async fn cases_that(
    db: &DatabaseConnection,
    scope: &Scope,
    matter: Matter,
    condition: Condition,
) -> Result<Vec<Item>, DbErr> {
    let rows = case::Entity::find()
        .filter(visible(scope))
        .filter(condition)
        .order_by_asc(case::Column::DueSort)
        .order_by_asc(case::Column::Id)
        .limit(MOST_OF_A_KIND)
        .all(db)
        .await?;
    let item = |row: case::Model| Item { matter, due_on: row.due_on, subject: Subject::Case(row) };
    Ok(rows.into_iter().map(item).collect())
}

async fn actions_ending(
    db: &DatabaseConnection,
    scope: &Scope,
    today: NaiveDate,
) -> Result<Vec<Item>, DbErr> {
    let last_day = Expr::expr(Func::coalesce([
        Expr::col((joint_action::Entity, joint_action::Column::ExtendedTo)),
        Expr::col((joint_action::Entity, joint_action::Column::EndsOn)),
    ]));
    let rows = joint_action::Entity::find()
        .filter(actions::sight::visible(scope))
        .filter(actions::sight::standing(Status::Ongoing, today))
        .filter(last_day.clone().lte(today + Days::new(ACTION_ENDS)))
        .order_by_asc(last_day)
        .order_by_asc(joint_action::Column::Id)
        .limit(MOST_OF_A_KIND)
        .all(db)
        .await?;
    let item = |row: joint_action::Model| Item {
        matter: Matter::ActionEnding,
        due_on: Some(row.extended_to.unwrap_or(row.ends_on)),
        subject: Subject::Action(row),
    };
    Ok(rows.into_iter().map(item).collect())
}

/// Unfinished tasks: for a department those that name it, for an office all of its actions'.
async fn tasks_due(db: &DatabaseConnection, scope: &Scope, today: NaiveDate) -> Result<Vec<Item>, DbErr> {
    let responsible = match scope {
        Scope::Nothing => nothing(),
        Scope::Region(_) => Condition::all(),
        Scope::Department(id) => {
            let tasks = Query::select()
                .column(action_task_department::Column::TaskId)
                .from(action_task_department::Entity)
                .and_where(action_task_department::Column::DepartmentId.eq(*id))
                .to_owned();
            Condition::all().add(action_task::Column::Id.in_subquery(tasks))
        }
    };
    let rows = action_task::Entity::find()
        .inner_join(joint_action::Entity)
        .filter(actions::sight::visible(scope))
        .filter(joint_action::Column::CancelledOn.is_null())
        .filter(responsible)
        .filter(action_task::Column::CompletedOn.is_null())
        .filter(action_task::Column::DueOn.lte(today + Days::new(TASK_DUE)))
        .order_by_asc(action_task::Column::DueOn)
        .order_by_asc(action_task::Column::Id)
        .limit(MOST_OF_A_KIND)
        .all(db)
        .await?;
    let item = |row: action_task::Model| Item {
        matter: Matter::TaskDue,
        due_on: row.due_on,
        subject: Subject::Task(row),
    };
    Ok(rows.into_iter().map(item).collect())
}
