//! The GraphQL schema: every domain's root fields, merged.

use std::sync::{Arc, LazyLock};

use async_graphql::{MergedObject, MergedSubscription, SDLExportOptions, Schema, SchemaBuilder};

use crate::{
    actions::{mutations::JointActionMutations, queries::JointActionQueries},
    attachments::queries::AttachmentQueries,
    audit::queries::AuditQueries,
    blacklist::{
        mutations::BlacklistMutations, queries::BlacklistQueries, rule_mutations::BlacklistRuleMutations,
    },
    calendar::{mutations::CalendarMutations, queries::CalendarQueries},
    case_documents::{mutations::CaseDocumentMutations, queries::CaseDocumentQueries},
    cases::{
        flow::{approvals::mutations::ApprovalMutations, deeds::mutations::DeedMutations},
        mutations::CaseMutations,
        queries::CaseQueries,
        review::{mutations::LegalReviewMutations, queries::LegalReviewQueries},
    },
    clocks::{mutations::ClockMutations, queries::ClockQueries},
    dashboard::queries::DashboardQueries,
    deconfliction::{mutations::DeconflictionMutations, queries::DeconflictionQueries},
    departments::{mutations::DepartmentMutations, queries::DepartmentQueries},
    exports::mutations::ExportMutations,
    imports::queries::ImportQueries,
    indicators::{mutations::IndicatorMutations, queries::IndicatorQueries},
    inspections::{mutations::InspectionMutations, queries::InspectionQueries},
    league::{mutations::LeagueMutations, queries::LeagueQueries},
    monthly_reports::{mutations::MonthlyReportMutations, queries::MonthlyReportQueries},
    node::NodeQueries,
    notifications::{
        mutations::NotificationMutations, queries::NotificationQueries,
        subscriptions::NotificationSubscriptions,
    },
    office_documents::{mutations::OfficeDocumentMutations, queries::OfficeDocumentQueries},
    parties::{mutations::PartyMutations, queries::PartyQueries, reveal_mutations::RevealMutations},
    prosecution::mutations::ThresholdMutations,
    publicity::{mutations::PublicityMutations, queries::PublicityQueries},
    referrals::{mutations::ReferralMutations, queries::ReferralQueries},
    rule_changes::queries::RuleChangeQueries,
    seizures::{goods::Amount, mutations::SeizureMutations, queries::SeizureQueries},
    shared::{
        boxed::Boxed,
        transport::contract::{Contract, Reads},
        values::{Date, Money, moment},
    },
    summary::{mutations::SummaryMutations, queries::SummaryQueries},
    supervisions::{mutations::SupervisionMutations, queries::SupervisionQueries},
    todo::queries::TodoQueries,
    trainings::{mutations::TrainingMutations, queries::TrainingQueries},
    users::{
        mutations::UserMutations, queries::UserQueries, request_mutations::AccountRequestMutations,
        request_types::AccountRequestQueries, session_mutations::SessionMutations,
    },
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
    Boxed<IndicatorQueries>,
    Boxed<LeagueQueries>,
    Boxed<MonthlyReportQueries>,
    Boxed<OfficeDocumentQueries>,
    Boxed<CaseDocumentQueries>,
    Boxed<ImportQueries>,
    Boxed<UserQueries>,
    Boxed<AccountRequestQueries>,
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
    Boxed<AccountRequestMutations>,
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
    Boxed<IndicatorMutations>,
    Boxed<LeagueMutations>,
    Boxed<MonthlyReportMutations>,
    Boxed<OfficeDocumentMutations>,
    Boxed<CaseDocumentMutations>,
    Boxed<NotificationMutations>,
    Boxed<ViewMutations>,
    Boxed<ExportMutations>,
    Boxed<SummaryMutations>,
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

/// The root fields that answer whoever is not signed in; all others are refused before anything is executed.
const OPEN: &[&str] = &["signIn", "refreshSession", "signOut"];

/// The names of inputs' fields whose text may have several lines: what people write in a box, not in a line. In
/// everything else control characters are refused, line feeds among them.
pub const SEVERAL_LINES: &[&str] = &[
    "conclusion",
    "condition",
    "content",
    "findings",
    "ground",
    "note",
    "purpose",
    "reason",
    "reasonNotReferred",
    "remark",
    "requirements",
    "statement",
    "summary",
    "text",
];

/// How the text of each scalar of the schema's own is read. The transport reads all that a request brings by these
/// before anything runs, and says in the reader's language what is wrong.
const SCALARS: &[(&str, Reads)] = &[
    ("Date", |given| Date::read(given).map(drop)),
    ("DateTime", |given| moment(given).map(drop)),
    ("Money", |given| Money::read(given).map(drop)),
    ("Decimal", |given| Amount::read(given).map(drop)),
    // Its form and check character are a rule with a message of its own on the payload.
    ("CreditCode", |_| Ok(())),
];

/// What the transport knows of the schema.
pub fn contract() -> Arc<Contract> {
    static CONTRACT: LazyLock<Arc<Contract>> = LazyLock::new(|| {
        Arc::new(Contract {
            scalars: SCALARS,
            several_lines: SEVERAL_LINES,
            open: OPEN,
            ..Contract::of::<Query, Mutation, Subscription>()
        })
    });
    CONTRACT.clone()
}

/// The schema's definition: what `api/schema.graphql` holds.
pub fn sdl() -> String {
    builder().finish().sdl_with_options(SDLExportOptions::new().include_specified_by())
}
