//! The first page as GraphQL shows it. Its figures come from one statement over the ledger's totals;
//! what a document does not ask for is not counted.

use async_graphql::{Context, Object, Result, SimpleObject, Union};
use entity::{enums::CaseStatus, joint_action};
use sea_orm::{EntityTrait, QueryFilter};
use vocabulary::{AttentionKind, JointActionStatus};

use super::{
    attention::{self, Item, Subject},
    figures::{self, Counts},
};
use crate::{
    actions::{
        self,
        types::{ActionTask, JointAction},
    },
    cases::types::Case,
    departments::types::{Region, region_by_id},
    shared::{caller::Caller, errors::internal, values::Date},
};

/// The first page.
pub struct Dashboard {
    /// Who looks.
    pub caller: Caller,
    /// What the totals say.
    pub counts: Counts,
}

/// The first page: what needs attention, and what waits now. What was done is the work summary's to say, by month,
/// department or region (`workSummary.breakdown`). Joint work counts for each department that takes part.
#[Object]
impl Dashboard {
    /// The viewer's region.
    async fn region(&self, context: &Context<'_>) -> Result<Region> {
        region_by_id(context, self.caller.viewer.region_id).await
    }

    /// Cases by status, where there are any.
    async fn case_counts(&self) -> Result<Vec<CaseCount>> {
        let count = |(status, n): (CaseStatus, i64)| Ok(CaseCount { status, count: number(n)? });
        self.counts.by_status().into_iter().map(count).collect()
    }

    /// Cases that wait for a step.
    async fn open_cases(&self) -> Result<i32> {
        number(self.counts.open())
    }

    /// Cases whose clock ran out before today while its step was still to be taken.
    async fn overdue_cases(&self) -> Result<i32> {
        number(self.counts.overdue)
    }

    /// Cases whose clock runs out within seven days.
    async fn due_soon_cases(&self) -> Result<i32> {
        number(self.counts.due_soon)
    }

    /// Joint actions that are under way today.
    async fn ongoing_actions(&self) -> Result<i32> {
        let select = joint_action::Entity::find()
            .filter(actions::sight::visible(&self.caller.records()))
            .filter(actions::sight::standing(JointActionStatus::Ongoing, self.caller.today()));
        number(figures::count(&self.caller.app.db.read, select).await.map_err(internal)?)
    }

    /// What needs attention beside what waits for the viewer (`todo`), most urgent first; at most 20, and at most
    /// 8 of a kind. Cases of departments only for who watches over a region.
    async fn attention(&self) -> Result<Vec<AttentionItem>> {
        let today = self.caller.today();
        let item = |item: Item| AttentionItem {
            kind: item.matter,
            overdue: item.due_on.is_some_and(|due_on| due_on < today),
            due_on: item.due_on.map(Date),
            subject: match item.subject {
                Subject::Case(row) => AttentionSubject::Case(row.into()),
                Subject::Action(row) => AttentionSubject::JointAction(JointAction(row)),
                Subject::Task(row) => AttentionSubject::ActionTask(ActionTask(row)),
            },
        };
        let items = attention::of(&self.caller).await.map_err(internal)?;
        Ok(items.into_iter().map(item).collect())
    }
}

/// GraphQL's Int has 32 bits; no office has more cases.
fn number(n: i64) -> Result<i32> {
    i32::try_from(n).map_err(internal)
}

/// How many cases have a status.
#[derive(SimpleObject)]
pub struct CaseCount {
    /// The status.
    pub status: CaseStatus,
    /// How many.
    pub count: i32,
}

/// One thing that needs attention.
#[derive(SimpleObject)]
pub struct AttentionItem {
    /// Why.
    pub kind: AttentionKind,
    /// What.
    pub subject: AttentionSubject,
    /// By when.
    pub due_on: Option<Date>,
    /// Whether that day is past.
    pub overdue: bool,
}

/// What needs attention.
#[derive(Union)]
#[allow(clippy::large_enum_variant, reason = "twenty of them at most")]
pub enum AttentionSubject {
    /// A case.
    Case(Case),
    /// A joint action.
    JointAction(JointAction),
    /// A task of a joint action.
    ActionTask(ActionTask),
}
