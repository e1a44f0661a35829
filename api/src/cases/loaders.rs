//! Batched reads of cases and of what hangs on them. A case is loaded only where the viewer may
//! see it; what hangs on a case is loaded for cases that were.

use std::collections::HashMap;

use async_graphql::dataloader::Loader;
use chrono::NaiveDate;
use entity::{
    case, case_approval, case_department, case_event, case_handler, case_informant, case_party, certificate,
    clock, department,
    enums::{CaseDepartmentRole, ClockKind, ClockSubject},
    party, user,
};
use sea_orm::{ColumnTrait, EntityTrait, ExprTrait, QueryFilter, QueryOrder, sea_query::Expr};
use uuid::Uuid;

use super::{history::MILESTONES, sight::visible_among};
use crate::shared::{
    errors::LoadError,
    loaders::{Batch, grouped},
    policy::{self, Subject},
};

/// A case by its key, if the viewer may see it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct CaseById(pub Uuid);

impl Loader<CaseById> for Batch {
    type Value = case::Model;
    type Error = LoadError;

    async fn load(&self, keys: &[CaseById]) -> Result<HashMap<CaseById, Self::Value>, LoadError> {
        let rows = case::Entity::find()
            .filter(visible_among(
                &policy::scope(&self.viewer, Subject::Records),
                keys.iter().map(|key| key.0),
            ))
            .all(&self.app.db.read)
            .await?;
        Ok(rows.into_iter().map(|row| (CaseById(row.id), row)).collect())
    }
}

/// The last steps of a case, newest first: at most so many.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct EventsOf {
    /// The case.
    pub case_id: Uuid,
    /// How many.
    pub first: i32,
}

impl Loader<EventsOf> for Batch {
    type Value = Vec<case_event::Model>;
    type Error = LoadError;

    async fn load(&self, keys: &[EventsOf]) -> Result<HashMap<EventsOf, Self::Value>, LoadError> {
        let most = keys.iter().map(|key| key.first).max().unwrap_or_default();
        let sequence = Expr::col((case_event::Entity, case_event::Column::Sequence));
        let count = Expr::col((case::Entity, case::Column::EventCount));
        let rows = case_event::Entity::find()
            .inner_join(case::Entity)
            .filter(case_event::Column::CaseId.is_in(keys.iter().map(|key| key.case_id)))
            .filter(sequence.gt(count.sub(most)))
            .order_by_desc(case_event::Column::Sequence)
            .all(&self.app.db.read)
            .await?;
        let of_case = grouped(rows, |row| row.case_id);
        let first = |key: &EventsOf| {
            let rows = of_case.get(&key.case_id)?;
            Some((*key, rows.iter().take(key.first as usize).cloned().collect()))
        };
        Ok(keys.iter().filter_map(first).collect())
    }
}

/// The milestones of a case, oldest first: the lines of its history on which later steps depend.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct MilestonesOf(pub Uuid);

impl Loader<MilestonesOf> for Batch {
    type Value = Vec<case_event::Model>;
    type Error = LoadError;

    async fn load(&self, keys: &[MilestonesOf]) -> Result<HashMap<MilestonesOf, Self::Value>, LoadError> {
        let rows = case_event::Entity::find()
            .filter(case_event::Column::CaseId.is_in(keys.iter().map(|key| key.0)))
            .filter(case_event::Column::Kind.is_in(MILESTONES))
            .order_by_asc(case_event::Column::Sequence)
            .all(&self.app.db.read)
            .await?;
        Ok(grouped(rows, |row| MilestonesOf(row.case_id)))
    }
}

/// What was proposed to the head in a case, newest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct ApprovalsOf(pub Uuid);

impl Loader<ApprovalsOf> for Batch {
    type Value = Vec<case_approval::Model>;
    type Error = LoadError;

    async fn load(&self, keys: &[ApprovalsOf]) -> Result<HashMap<ApprovalsOf, Self::Value>, LoadError> {
        let rows = case_approval::Entity::find()
            .filter(case_approval::Column::CaseId.is_in(keys.iter().map(|key| key.0)))
            .order_by_desc(case_approval::Column::Id)
            .all(&self.app.db.read)
            .await?;
        Ok(grouped(rows, |row| ApprovalsOf(row.case_id)))
    }
}

/// Who reported a case.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct InformantOf(pub Uuid);

impl Loader<InformantOf> for Batch {
    type Value = case_informant::Model;
    type Error = LoadError;

    async fn load(&self, keys: &[InformantOf]) -> Result<HashMap<InformantOf, Self::Value>, LoadError> {
        let rows = case_informant::Entity::find()
            .filter(case_informant::Column::CaseId.is_in(keys.iter().map(|key| key.0)))
            .all(&self.app.db.read)
            .await?;
        Ok(rows.into_iter().map(|row| (InformantOf(row.case_id), row)).collect())
    }
}

/// The last day on which the party of a case may ask for a hearing, while that period runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct HearingUntil(pub Uuid);

impl Loader<HearingUntil> for Batch {
    type Value = NaiveDate;
    type Error = LoadError;

    async fn load(&self, keys: &[HearingUntil]) -> Result<HashMap<HearingUntil, Self::Value>, LoadError> {
        let rows = clock::Entity::find()
            .filter(clock::Column::SubjectKind.eq(ClockSubject::Case))
            .filter(clock::Column::SubjectId.is_in(keys.iter().map(|key| key.0)))
            .filter(clock::Column::Kind.eq(ClockKind::HearingRequest))
            .filter(clock::Column::IsOpen.eq(true))
            .all(&self.app.db.read)
            .await?;
        Ok(rows.into_iter().filter_map(|row| Some((HearingUntil(row.subject_id), row.due_on?))).collect())
    }
}

/// The parties of a case.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct PartiesOf(pub Uuid);

impl Loader<PartiesOf> for Batch {
    type Value = Vec<(case_party::Model, party::Model)>;
    type Error = LoadError;

    async fn load(&self, keys: &[PartiesOf]) -> Result<HashMap<PartiesOf, Self::Value>, LoadError> {
        let rows = case_party::Entity::find()
            .find_also_related(party::Entity)
            .filter(case_party::Column::CaseId.is_in(keys.iter().map(|key| key.0)))
            .order_by_asc(case_party::Column::PartyId)
            .all(&self.app.db.read)
            .await?;
        Ok(grouped(both(rows), |(link, _)| PartiesOf(link.case_id)))
    }
}

/// The handlers of a case, the one who answers for it first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct HandlersOf(pub Uuid);

impl Loader<HandlersOf> for Batch {
    type Value = Vec<(case_handler::Model, user::Model)>;
    type Error = LoadError;

    async fn load(&self, keys: &[HandlersOf]) -> Result<HashMap<HandlersOf, Self::Value>, LoadError> {
        let rows = case_handler::Entity::find()
            .find_also_related(user::Entity)
            .filter(case_handler::Column::CaseId.is_in(keys.iter().map(|key| key.0)))
            .order_by_desc(case_handler::Column::IsLead)
            .order_by_asc(case_handler::Column::UserId)
            .all(&self.app.db.read)
            .await?;
        Ok(grouped(both(rows), |(link, _)| HandlersOf(link.case_id)))
    }
}

/// The departments that handle a case jointly, beside its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct CoHandlersOf(pub Uuid);

impl Loader<CoHandlersOf> for Batch {
    type Value = Vec<department::Model>;
    type Error = LoadError;

    async fn load(&self, keys: &[CoHandlersOf]) -> Result<HashMap<CoHandlersOf, Self::Value>, LoadError> {
        let rows = case_department::Entity::find()
            .find_also_related(department::Entity)
            .filter(case_department::Column::CaseId.is_in(keys.iter().map(|key| key.0)))
            .filter(case_department::Column::Role.eq(CaseDepartmentRole::CoHandler))
            .order_by_asc(department::Column::SortOrder)
            .all(&self.app.db.read)
            .await?;
        let of_case = grouped(both(rows), |(link, _)| CoHandlersOf(link.case_id));
        let departments = |rows: Vec<(_, department::Model)>| rows.into_iter().map(|(_, row)| row).collect();
        Ok(of_case.into_iter().map(|(key, rows)| (key, departments(rows))).collect())
    }
}

/// The certificates of a user.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct CertificatesHeldBy(pub Uuid);

impl Loader<CertificatesHeldBy> for Batch {
    type Value = Vec<certificate::Model>;
    type Error = LoadError;

    async fn load(
        &self,
        keys: &[CertificatesHeldBy],
    ) -> Result<HashMap<CertificatesHeldBy, Self::Value>, LoadError> {
        let rows = certificate::Entity::find()
            .filter(certificate::Column::UserId.is_in(keys.iter().map(|key| key.0)))
            .all(&self.app.db.read)
            .await?;
        Ok(grouped(rows, |row| CertificatesHeldBy(row.user_id)))
    }
}

/// Links with what they lead to: foreign keys hold, so that there is always one.
fn both<A, B>(rows: Vec<(A, Option<B>)>) -> impl Iterator<Item = (A, B)> {
    rows.into_iter().filter_map(|(link, row)| Some((link, row?)))
}
