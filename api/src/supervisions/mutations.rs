//! What can be done with supervisions.

use async_graphql::{Context, ID, InputObject, Object, Result, SimpleObject};
use uuid::Uuid;

use super::{
    service::{self, Deed, NewSupervision},
    types::{Supervision, supervision_by_id},
};
use crate::shared::{
    caller::Caller,
    errors::UserError,
    ids::{self, Kind},
    values::Date,
};

/// A case to put on the list.
#[derive(InputObject, Clone, Debug)]
pub struct SuperviseCaseInput {
    /// The client's own name for this intention: a repeat under the same key acts once.
    pub idempotency_key: Option<ID>,
    /// The case: open, and on no list yet.
    pub case_id: ID,
    /// The number of the notice (督办通知书文号).
    pub document: String,
    /// Why.
    pub ground: String,
    /// What the department is to do.
    pub requirements: String,
    /// The day, not in the future.
    pub listed_on: Date,
    /// The last day by which the case is to be concluded.
    pub deadline_on: Date,
    /// A report is owed every so many days, 1 to 90.
    pub report_every_days: i32,
}

/// A report on a supervised case.
#[derive(InputObject, Clone, Debug)]
pub struct ReportSupervisionProgressInput {
    /// The client's own name for this intention: a repeat under the same key acts once.
    pub idempotency_key: Option<ID>,
    /// The supervision.
    pub id: ID,
    /// The version that the viewer saw.
    pub version: i32,
    /// The day, not in the future.
    pub reported_on: Date,
    /// What was done since the last one.
    pub content: String,
}

/// An urging of the case's department.
#[derive(InputObject, Clone, Debug)]
pub struct UrgeSupervisionInput {
    /// The client's own name for this intention: a repeat under the same key acts once.
    pub idempotency_key: Option<ID>,
    /// The supervision.
    pub id: ID,
    /// The version that the viewer saw.
    pub version: i32,
    /// What is asked for.
    pub content: String,
}

/// A later deadline.
#[derive(InputObject, Clone, Debug)]
pub struct ExtendSupervisionInput {
    /// The client's own name for this intention: a repeat under the same key acts once.
    pub idempotency_key: Option<ID>,
    /// The supervision.
    pub id: ID,
    /// The version that the viewer saw.
    pub version: i32,
    /// The new deadline, later than the one before.
    pub deadline_on: Date,
    /// Why.
    pub reason: String,
}

/// That the last extension was given in error.
#[derive(InputObject, Clone, Debug)]
pub struct RevokeSupervisionExtensionInput {
    /// The client's own name for this intention: a repeat under the same key acts once.
    pub idempotency_key: Option<ID>,
    /// The supervision.
    pub id: ID,
    /// The version that the viewer saw.
    pub version: i32,
    /// Why.
    pub reason: String,
}

/// A release.
#[derive(InputObject, Clone, Debug)]
pub struct ReleaseSupervisionInput {
    /// The client's own name for this intention: a repeat under the same key acts once.
    pub idempotency_key: Option<ID>,
    /// The supervision.
    pub id: ID,
    /// The version that the viewer saw.
    pub version: i32,
    /// The day, not in the future.
    pub released_on: Date,
    /// What was concluded.
    pub conclusion: String,
}

/// What was put on the list.
#[derive(SimpleObject)]
pub struct SuperviseCasePayload {
    /// The supervision; none where there are errors.
    pub supervision: Option<Supervision>,
    /// What is wrong with the input.
    pub errors: Vec<UserError>,
}

/// What was reported on.
#[derive(SimpleObject)]
pub struct ReportSupervisionProgressPayload {
    /// The supervision as it is now, after a conflict too.
    pub supervision: Option<Supervision>,
    /// What is wrong with the input.
    pub errors: Vec<UserError>,
}

/// What was urged.
#[derive(SimpleObject)]
pub struct UrgeSupervisionPayload {
    /// The supervision as it is now, after a conflict too.
    pub supervision: Option<Supervision>,
    /// What is wrong with the input.
    pub errors: Vec<UserError>,
}

/// What has its earlier deadline again.
#[derive(SimpleObject)]
pub struct RevokeSupervisionExtensionPayload {
    /// The supervision as it is now, after a conflict too.
    pub supervision: Option<Supervision>,
    /// What is wrong with the input.
    pub errors: Vec<UserError>,
}

/// What was extended.
#[derive(SimpleObject)]
pub struct ExtendSupervisionPayload {
    /// The supervision as it is now, after a conflict too.
    pub supervision: Option<Supervision>,
    /// What is wrong with the input.
    pub errors: Vec<UserError>,
}

/// What was released.
#[derive(SimpleObject)]
pub struct ReleaseSupervisionPayload {
    /// The supervision as it is now, after a conflict too.
    pub supervision: Option<Supervision>,
    /// What is wrong with the input.
    pub errors: Vec<UserError>,
}

/// What can be done with supervisions.
#[derive(Default)]
pub struct SupervisionMutations;

/// What can be done with supervisions.
#[Object]
impl SupervisionMutations {
    /// Puts a case on the list (挂牌督办). For the coordination office of its region or of one above.
    async fn supervise_case(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "Which case, why and until when.")] input: SuperviseCaseInput,
    ) -> Result<SuperviseCasePayload> {
        let (caller, key) = Caller::acting(context, &input.idempotency_key)?;
        let new = NewSupervision {
            case_id: ids::named(Kind::Case, &input.case_id),
            document: input.document,
            ground: input.ground,
            requirements: input.requirements,
            listed_on: input.listed_on.0,
            deadline_on: input.deadline_on.0,
            report_every_days: input.report_every_days,
        };
        let (row, errors) = caller.answer(service::supervise(&caller, new, key).await)?;
        Ok(SuperviseCasePayload { supervision: row.map(Supervision), errors })
    }

    /// Reports what was done in a supervised case. For its department.
    async fn report_supervision_progress(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "The report.")] input: ReportSupervisionProgressInput,
    ) -> Result<ReportSupervisionProgressPayload> {
        let deed = Deed::Report { on: input.reported_on.0, content: input.content };
        let (supervision, errors) =
            act(context, &input.id, input.version, deed, &input.idempotency_key).await?;
        Ok(ReportSupervisionProgressPayload { supervision, errors })
    }

    /// Urges the department of a supervised case (督办催办). For the office.
    async fn urge_supervision(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "What is asked for.")] input: UrgeSupervisionInput,
    ) -> Result<UrgeSupervisionPayload> {
        let deed = Deed::Urge { content: input.content };
        let (supervision, errors) =
            act(context, &input.id, input.version, deed, &input.idempotency_key).await?;
        Ok(UrgeSupervisionPayload { supervision, errors })
    }

    /// Sets a later deadline. For the office.
    async fn extend_supervision(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "Until when, and why.")] input: ExtendSupervisionInput,
    ) -> Result<ExtendSupervisionPayload> {
        let deed = Deed::Extend { until: input.deadline_on.0, reason: input.reason };
        let (supervision, errors) =
            act(context, &input.id, input.version, deed, &input.idempotency_key).await?;
        Ok(ExtendSupervisionPayload { supervision, errors })
    }

    /// Revokes the last extension of the deadline, given in error: the deadline before it holds again, and the
    /// department is told. For the office.
    async fn revoke_supervision_extension(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "Of which, and why.")] input: RevokeSupervisionExtensionInput,
    ) -> Result<RevokeSupervisionExtensionPayload> {
        let deed = Deed::RevokeExtension { reason: input.reason };
        let (supervision, errors) =
            act(context, &input.id, input.version, deed, &input.idempotency_key).await?;
        Ok(RevokeSupervisionExtensionPayload { supervision, errors })
    }

    /// Takes a case off the list with a conclusion (解除督办). For the office.
    async fn release_supervision(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "The conclusion.")] input: ReleaseSupervisionInput,
    ) -> Result<ReleaseSupervisionPayload> {
        let deed = Deed::Release { on: input.released_on.0, conclusion: input.conclusion };
        let (supervision, errors) =
            act(context, &input.id, input.version, deed, &input.idempotency_key).await?;
        Ok(ReleaseSupervisionPayload { supervision, errors })
    }
}

/// The changed supervision or the errors; beside a conflict, the supervision as it is now.
async fn act(
    context: &Context<'_>,
    id: &ID,
    version: i32,
    deed: Deed,
    key: &Option<ID>,
) -> Result<(Option<Supervision>, Vec<UserError>)> {
    let (caller, key) = Caller::acting(context, key)?;
    let id: Uuid = ids::named(Kind::Supervision, id);
    let result = service::act(&caller, id, version, deed, key).await;
    caller.answer_or(result.map(Supervision), supervision_by_id(context, id)).await
}
