//! A case's history (全过程记录): what happened to it, line by line, without gaps and never changed.
//! Steps are written by [`super::flow::steps::take`], everything else by [`note`].

use chrono::NaiveDate;
use entity::{
    case, case_event, case_event_attachment,
    enums::{CaseEventKind, CaseStatus, CaseTransition},
};
use sea_orm::{ActiveValue::Set, DbErr, EntityTrait};
use uuid::Uuid;

use super::service::save;
use crate::shared::{caller::Caller, change::Change, errors::Failure};

/// The kinds of lines on which later steps depend: few, however long a history grows.
pub const MILESTONES: [CaseEventKind; 6] = [
    CaseEventKind::Step,
    CaseEventKind::Hearing,
    CaseEventKind::Service,
    CaseEventKind::Publication,
    CaseEventKind::Informant,
    CaseEventKind::Mark,
];

/// A line of history.
#[derive(Clone, Debug)]
pub struct Line {
    /// What it is about.
    pub kind: CaseEventKind,
    /// The statutory day on which it happened.
    pub occurred_on: NaiveDate,
    /// What it is about where that has a row of its own: a referral, a seizure, an approval …
    pub subject_id: Option<Uuid>,
    /// The provision or reason on which it rests.
    pub ground: Option<String>,
    /// The numbers of its documents.
    pub documents: Vec<String>,
    /// The files of the case on which it rests, as `attachments::service::documents` found them.
    pub attachment_ids: Vec<Uuid>,
    /// What else was noted.
    pub note: Option<String>,
}

/// Writes a line that is no change of status: saves `case` as it stands under the next version, with
/// one event more. The caller has checked who may, and commits.
///
/// # Errors
///
/// `Conflict` where somebody changed the case since it was read.
pub async fn note(
    change: &Change,
    caller: &Caller,
    case: &mut case::Model,
    line: Line,
) -> Result<(), Failure> {
    let seen = case.version;
    let longer = case::Model { event_count: case.event_count + 1, ..case.clone() };
    *case = save(change, seen, longer).await?;
    append(change, caller, case, None, line).await?;
    Ok(())
}

/// Appends the line with the number that `case` counts already; `moved` is the step's transition and
/// the status before it.
pub(super) async fn append(
    change: &Change,
    caller: &Caller,
    case: &case::Model,
    moved: Option<(CaseTransition, CaseStatus)>,
    line: Line,
) -> Result<(), DbErr> {
    let id = Uuid::now_v7();
    case_event::Entity::insert(case_event::ActiveModel {
        id: Set(id),
        case_id: Set(case.id),
        sequence: Set(case.event_count),
        transition: Set(moved.map(|(transition, _)| transition)),
        from_status: Set(moved.map(|(_, from)| from)),
        to_status: Set(case.status),
        occurred_on: Set(line.occurred_on),
        recorded_at: Set(change.now),
        actor_id: Set(caller.viewer.user_id),
        ground: Set(line.ground),
        documents: Set(line.documents.into()),
        note: Set(line.note),
        kind: Set(line.kind),
        subject_id: Set(line.subject_id),
    })
    .exec_without_returning(&change.transaction)
    .await?;
    if !line.attachment_ids.is_empty() {
        let links = line.attachment_ids.into_iter().zip(1..).map(|(attachment_id, ordinal)| {
            case_event_attachment::ActiveModel {
                event_id: Set(id),
                attachment_id: Set(attachment_id),
                ordinal: Set(ordinal),
            }
        });
        case_event_attachment::Entity::insert_many(links).exec_without_returning(&change.transaction).await?;
    }
    Ok(())
}
