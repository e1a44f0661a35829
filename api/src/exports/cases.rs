//! The ledger of cases (案件台账): everything that a list's filter keeps, read page by page along the
//! list's own index, never by an offset.

use std::collections::HashMap;

use entity::{case, case_handler, case_party, department, joint_action, user};
use sea_orm::{
    ColumnTrait, Condition, DatabaseConnection, DbErr, EntityTrait, JoinType, PaginatorTrait, QueryFilter,
    QueryOrder, QuerySelect, RelationTrait,
};
use uuid::Uuid;
use vocabulary::{CaseColumn, Term};

use super::{
    columns::{Line, cell, width},
    taking::{TakenOut, Workbook, take_out},
};
use crate::{
    actions, cases,
    shared::{
        caller::Caller,
        errors::{Failure, Problem, UserErrorCode},
        pagination::{Page, Position, Sort},
    },
};

/// The most rows of a workbook: its cells are held in memory, and nobody reads more by eye.
const MOST: u64 = 20_000;
/// How many rows are read at once.
const PAGE: usize = 500;

/// Writes what `condition` keeps of the caller's cases, and logs that it was taken out; `asked` is
/// what the log says about it.
pub async fn write(
    caller: &Caller,
    condition: Condition,
    (sort, position): (Sort, impl Fn(&case::Model) -> Position + Send + Sync),
    columns: Vec<CaseColumn>,
    asked: serde_json::Value,
) -> Result<Workbook, Failure> {
    if columns.is_empty() {
        return Err(Problem::required("columns").into());
    }
    let scope = caller.records();
    let select = case::Entity::find().filter(cases::sight::visible(&scope)).filter(condition);
    let count = select.clone().count(&caller.app.db.lists).await?;
    if count > MOST {
        return Err(Problem::new(
            UserErrorCode::OutOfRange,
            "filter",
            format!("共{count}件，一次最多导出{MOST}件，请缩小筛选范围"),
            format!("{count} cases; at most {MOST} at once: narrow the filter"),
        )
        .into());
    }
    let language = caller.language();
    let mut rows = Vec::with_capacity(usize::try_from(count).unwrap_or_default());
    let mut page = Page::walk(PAGE, language);
    loop {
        let found =
            page.apply(select.clone(), sort.clone()).map_err(|error| anyhow::anyhow!(error.message))?;
        let (found, _, more) = page.cut(found.all(&caller.app.db.lists).await?);
        let last = found.last().map(&position);
        let lines = with_names(&caller.app.db.read, caller, found).await?;
        rows.extend(
            lines.iter().map(|line| columns.iter().map(|column| cell(*column, line, language)).collect()),
        );
        match last {
            Some(last) if more => page = page.from(last),
            _ => break,
        }
    }
    let headings: Vec<_> = columns
        .iter()
        .map(|column| (column.label().in_language(language).to_owned(), width(*column)))
        .collect();
    let what = TakenOut { action: "exportCases", object_type: "Case", asked };
    take_out(caller, what, "案件台账", headings, rows).await
}

/// The cases with the names that go with them: one statement a kind of name, however many cases.
async fn with_names(
    db: &DatabaseConnection,
    caller: &Caller,
    found: Vec<case::Model>,
) -> Result<Vec<Line>, DbErr> {
    let ids: Vec<Uuid> = found.iter().map(|case| case.id).collect();
    let departments: HashMap<Uuid, String> = department::Entity::find()
        .select_only()
        .columns([department::Column::Id, department::Column::ShortName])
        .filter(department::Column::Id.is_in(found.iter().map(|case| case.department_id)))
        .into_tuple::<(Uuid, String)>()
        .all(db)
        .await?
        .into_iter()
        .collect();
    let actions: HashMap<Uuid, String> = joint_action::Entity::find()
        .select_only()
        .columns([joint_action::Column::Id, joint_action::Column::Name])
        .filter(joint_action::Column::Id.is_in(found.iter().filter_map(|case| case.action_id)))
        .filter(actions::sight::visible(&caller.records()))
        .into_tuple::<(Uuid, String)>()
        .all(db)
        .await?
        .into_iter()
        .collect();
    let parties: Vec<(Uuid, String)> = case_party::Entity::find()
        .select_only()
        .column(case_party::Column::CaseId)
        .column(case_party::Column::Name)
        .filter(case_party::Column::CaseId.is_in(ids.iter().copied()))
        .order_by_asc(case_party::Column::Role)
        .order_by_asc(case_party::Column::PartyId)
        .into_tuple()
        .all(db)
        .await?;
    let handlers: Vec<(Uuid, String)> = case_handler::Entity::find()
        .select_only()
        .column(case_handler::Column::CaseId)
        .column(user::Column::DisplayName)
        .join(JoinType::InnerJoin, case_handler::Relation::User.def())
        .filter(case_handler::Column::CaseId.is_in(ids))
        .order_by_desc(case_handler::Column::IsLead)
        .order_by_asc(user::Column::Id)
        .into_tuple()
        .all(db)
        .await?;
    let (mut parties, mut handlers) = (grouped(parties), grouped(handlers));
    let line = |case: case::Model| Line {
        department: departments.get(&case.department_id).cloned().unwrap_or_default(),
        action: case.action_id.and_then(|id| actions.get(&id).cloned()),
        parties: parties.remove(&case.id).unwrap_or_default(),
        handlers: handlers.remove(&case.id).unwrap_or_default(),
        case,
    };
    Ok(found.into_iter().map(line).collect())
}

fn grouped(names: Vec<(Uuid, String)>) -> HashMap<Uuid, Vec<String>> {
    let mut groups: HashMap<Uuid, Vec<String>> = HashMap::new();
    for (id, name) in names {
        groups.entry(id).or_default().push(name);
    }
    groups
}
