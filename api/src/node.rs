//! Any object by its global id. Each kind is read as its own domain reads it, so that what a viewer
//! may not see is missing here too.

use async_graphql::{Context, ID, Interface, Object, Result};
use uuid::Uuid;

use crate::{
    actions::types::{ActionTask, JointAction, action_task_by_id, joint_action_by_id},
    attachments::types::{Attachment, attachment_by_id},
    blacklist::{
        self,
        types::{BlacklistEntry, BlacklistRule},
    },
    case_documents::{
        self,
        types::{CaseDocument, DocumentTemplate},
    },
    cases::{
        events::CaseEvent,
        flow::approvals::types::{CaseApproval, approval_by_id},
        queries::event_by_id,
        review::{self, types::LegalReviewAmount},
        types::{Case, case_by_id},
    },
    clocks::{
        queries::{clock_by_id, rule_by_id},
        types::{Clock, ClockRule},
    },
    deconfliction::{self, types::Deconfliction},
    departments::{
        self,
        types::{Department, Region},
    },
    imports::{self, types::Import},
    indicators::{self, types::Indicator},
    inspections::types::{
        InspectedPremises, Inspection, InspectionOfficer, inspected_premises_by_id, inspection_by_id,
        inspection_officer_by_id,
    },
    league::{self, types::LeagueAppeal},
    monthly_reports::types::{MonthlyReport, monthly_report_by_id},
    notifications::{self, types::Notification},
    office_documents::{
        self,
        types::{BulletinItem, OfficeDocument},
    },
    parties::types::{Party, party_by_id},
    prosecution::{queries::threshold_by_id, types::ProsecutionThreshold},
    publicity::types::{PublicityEvent, publicity_event_by_id},
    referrals::types::{Referral, referral_by_id},
    rule_changes::{self, types::RuleChange},
    seizures::types::{
        GoodsDisposal, SeizedGoods, Seizure, goods_disposal_by_id, seized_goods_by_id, seizure_by_id,
    },
    shared::{
        caller::Caller,
        ids::{self, Kind},
    },
    supervisions::types::{Supervision, SupervisionEntry, supervision_by_id, supervision_entry_by_id},
    todo::{self, types::TodoItem},
    trainings::types::{Training, training_by_id},
    users::{
        self,
        request_types::AccountRequest,
        types::{Person, User, find_person},
    },
    views::{self, types::SavedView},
};

/// The kinds of objects, each with how it is read.
macro_rules! nodes {
    (($context:ident, $caller:ident, $id:ident) $($name:ident = $read:expr;)+) => {
        /// An object with a global id.
        #[derive(Interface)]
        #[graphql(field(name = "id", ty = "ID", desc = "The global id: opaque, and the same for ever."))]
        #[allow(clippy::large_enum_variant, reason = "one a request, and taken apart at once")]
        #[allow(missing_docs, reason = "each is the GraphQL type of the same name")]
        pub enum Node { $($name($name),)+ }

        async fn read($context: &Context<'_>, $caller: &Caller, kind: Kind, $id: Uuid) -> Result<Option<Node>> {
            Ok(match kind {
                $(Kind::$name => $read.map(Node::$name),)+
            })
        }
    };
}

nodes! {
    (context, caller, id)
    Region = departments::queries::find_region(caller, id).await?.map(Region);
    Department = departments::queries::find(caller, id).await?.map(Department);
    User = users::queries::find(caller, id).await?.map(User);
    JointAction = joint_action_by_id(context, id).await?;
    ActionTask = action_task_by_id(context, id).await?;
    Inspection = inspection_by_id(context, id).await?;
    InspectionOfficer = inspection_officer_by_id(context, id).await?;
    InspectedPremises = inspected_premises_by_id(context, id).await?;
    Party = party_by_id(context, id).await?;
    Case = case_by_id(context, id).await?;
    CaseEvent = event_by_id(context, id).await?;
    Attachment = attachment_by_id(context, id).await?;
    Clock = clock_by_id(context, id).await?;
    ClockRule = rule_by_id(context, id).await?;
    CaseApproval = approval_by_id(context, id).await?;
    Training = training_by_id(context, id).await?;
    PublicityEvent = publicity_event_by_id(context, id).await?;
    Deconfliction = deconfliction::queries::find(caller, id).await?;
    BlacklistEntry = blacklist::queries::find(caller, id).await?;
    Notification = notifications::queries::find(caller, id).await?;
    Seizure = seizure_by_id(context, id).await?;
    Supervision = supervision_by_id(context, id).await?;
    Referral = referral_by_id(context, id).await?;
    Person = find_person(context, id).await?;
    TodoItem = todo::queries::find(caller, id).await?;
    SavedView = views::queries::find(caller, id).await?;
    SeizedGoods = seized_goods_by_id(context, id).await?;
    GoodsDisposal = goods_disposal_by_id(context, id).await?;
    SupervisionEntry = supervision_entry_by_id(context, id).await?;
    BlacklistRule = blacklist::queries::find_rule(caller, id).await?;
    LegalReviewAmount = review::queries::find(caller, id).await?;
    ProsecutionThreshold = threshold_by_id(context, id).await?;
    AccountRequest = users::request_types::find(caller, id).await?;
    RuleChange = rule_changes::queries::find(caller, id).await?;
    Indicator = indicators::queries::find(caller, id).await?;
    LeagueAppeal = league::queries::find(caller, id).await?;
    MonthlyReport = monthly_report_by_id(context, id).await?;
    OfficeDocument = office_documents::queries::find(caller, id).await?;
    BulletinItem = office_documents::queries::find_item(caller, id).await?;
    CaseDocument = case_documents::queries::find(caller, id).await?;
    DocumentTemplate = case_documents::queries::find_template(caller, id).await?;
    Import = imports::queries::find(caller, id).await?;
}

/// What can be asked about any object.
#[derive(Default)]
pub struct NodeQueries;

/// What can be asked about any object.
#[Object]
impl NodeQueries {
    /// The object with this global id, where the viewer may see it.
    async fn node(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "The global id.")] id: ID,
    ) -> Result<Option<Node>> {
        let caller = Caller::of(context)?;
        let Some((kind, id)) = ids::decode(&id) else { return Ok(None) };
        read(context, &caller, kind, id).await
    }
}
