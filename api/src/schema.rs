//! The GraphQL schema: every domain's root fields, merged.

use async_graphql::{MergedObject, MergedSubscription, Schema, SchemaBuilder};

use crate::{
    actions::{mutations::JointActionMutations, queries::JointActionQueries},
    attachments::queries::AttachmentQueries,
    audit::queries::AuditQueries,
    blacklist::{mutations::BlacklistMutations, queries::BlacklistQueries},
    calendar::{mutations::CalendarMutations, queries::CalendarQueries},
    cases::{
        approvals::mutations::ApprovalMutations, deeds::mutations::DeedMutations, mutations::CaseMutations,
        queries::CaseQueries,
    },
    clocks::{mutations::ClockMutations, queries::ClockQueries},
    dashboard::queries::DashboardQueries,
    deconfliction::{mutations::DeconflictionMutations, queries::DeconflictionQueries},
    departments::{mutations::DepartmentMutations, queries::DepartmentQueries},
    exports::mutations::ExportMutations,
    inspections::{mutations::InspectionMutations, queries::InspectionQueries},
    node::NodeQueries,
    notifications::{
        mutations::NotificationMutations, queries::NotificationQueries,
        subscriptions::NotificationSubscriptions,
    },
    parties::{mutations::PartyMutations, queries::PartyQueries, reveal::RevealMutations},
    publicity::{mutations::PublicityMutations, queries::PublicityQueries},
    referrals::{maintenance::ThresholdMutations, mutations::ReferralMutations, queries::ReferralQueries},
    seizures::{mutations::SeizureMutations, queries::SeizureQueries},
    summary::queries::SummaryQueries,
    supervisions::{mutations::SupervisionMutations, queries::SupervisionQueries},
    todo::queries::TodoQueries,
    trainings::{mutations::TrainingMutations, queries::TrainingQueries},
    users::{mutations::UserMutations, queries::UserQueries, session_mutations::SessionMutations},
    views::{mutations::ViewMutations, queries::ViewQueries},
};

/// What can be asked.
#[derive(MergedObject, Default)]
pub struct Query(
    NodeQueries,
    JointActionQueries,
    InspectionQueries,
    TrainingQueries,
    PublicityQueries,
    CaseQueries,
    AttachmentQueries,
    ClockQueries,
    CalendarQueries,
    ReferralQueries,
    PartyQueries,
    DeconflictionQueries,
    BlacklistQueries,
    DepartmentQueries,
    DashboardQueries,
    SummaryQueries,
    UserQueries,
    AuditQueries,
    NotificationQueries,
    ViewQueries,
    SeizureQueries,
    SupervisionQueries,
    TodoQueries,
);

/// What can be done.
#[derive(MergedObject, Default)]
pub struct Mutation(
    SessionMutations,
    DepartmentMutations,
    UserMutations,
    TrainingMutations,
    PublicityMutations,
    CaseMutations,
    ClockMutations,
    CalendarMutations,
    ApprovalMutations,
    DeedMutations,
    ReferralMutations,
    ThresholdMutations,
    PartyMutations,
    RevealMutations,
    DeconflictionMutations,
    BlacklistMutations,
    JointActionMutations,
    InspectionMutations,
    NotificationMutations,
    ViewMutations,
    ExportMutations,
    SeizureMutations,
    SupervisionMutations,
);

/// What can be listened for.
#[derive(MergedSubscription, Default)]
pub struct Subscription(NotificationSubscriptions);

/// The schema without its data.
pub fn builder() -> SchemaBuilder<Query, Mutation, Subscription> {
    // The transport's guard counts what the built-in limits skip (fragments, aliases).
    Schema::build(Query::default(), Mutation::default(), Subscription::default())
        // They compare every unknown name with every known one, and tell strangers the schema by guesses.
        .disable_suggestions()
}

/// The schema's definition: what `api/schema.graphql` holds.
pub fn sdl() -> String {
    builder().finish().sdl()
}
