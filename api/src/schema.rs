//! The GraphQL schema: every domain's root fields, merged.

use async_graphql::{MergedObject, MergedSubscription, Schema, SchemaBuilder};

use crate::{
    actions::{mutations::JointActionMutations, queries::JointActionQueries},
    attachments::queries::AttachmentQueries,
    audit::queries::AuditQueries,
    blacklist::{
        maintenance::BlacklistRuleMutations, mutations::BlacklistMutations, queries::BlacklistQueries,
    },
    calendar::{mutations::CalendarMutations, queries::CalendarQueries},
    cases::{
        approvals::mutations::ApprovalMutations,
        deeds::mutations::DeedMutations,
        mutations::CaseMutations,
        queries::CaseQueries,
        review::{LegalReviewMutations, LegalReviewQueries},
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
    rule_changes::queries::RuleChangeQueries,
    seizures::{mutations::SeizureMutations, queries::SeizureQueries},
    shared::boxed::Boxed,
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
    Boxed<NodeQueries>,
    Boxed<JointActionQueries>,
    Boxed<InspectionQueries>,
    Boxed<TrainingQueries>,
    Boxed<PublicityQueries>,
    Boxed<CaseQueries>,
    Boxed<LegalReviewQueries>,
    Boxed<AttachmentQueries>,
    Boxed<ClockQueries>,
    Boxed<CalendarQueries>,
    Boxed<RuleChangeQueries>,
    Boxed<ReferralQueries>,
    Boxed<PartyQueries>,
    Boxed<DeconflictionQueries>,
    Boxed<BlacklistQueries>,
    Boxed<DepartmentQueries>,
    Boxed<DashboardQueries>,
    Boxed<SummaryQueries>,
    Boxed<UserQueries>,
    Boxed<AuditQueries>,
    Boxed<NotificationQueries>,
    Boxed<ViewQueries>,
    Boxed<SeizureQueries>,
    Boxed<SupervisionQueries>,
    Boxed<TodoQueries>,
);

/// What can be done.
#[derive(MergedObject, Default)]
pub struct Mutation(
    Boxed<SessionMutations>,
    Boxed<DepartmentMutations>,
    Boxed<UserMutations>,
    Boxed<TrainingMutations>,
    Boxed<PublicityMutations>,
    Boxed<CaseMutations>,
    Boxed<LegalReviewMutations>,
    Boxed<ClockMutations>,
    Boxed<CalendarMutations>,
    Boxed<ApprovalMutations>,
    Boxed<DeedMutations>,
    Boxed<ReferralMutations>,
    Boxed<ThresholdMutations>,
    Boxed<PartyMutations>,
    Boxed<RevealMutations>,
    Boxed<DeconflictionMutations>,
    Boxed<BlacklistMutations>,
    Boxed<BlacklistRuleMutations>,
    Boxed<JointActionMutations>,
    Boxed<InspectionMutations>,
    Boxed<NotificationMutations>,
    Boxed<ViewMutations>,
    Boxed<ExportMutations>,
    Boxed<SeizureMutations>,
    Boxed<SupervisionMutations>,
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
