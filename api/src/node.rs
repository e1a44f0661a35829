//! Any object by its global id. Each kind is read as its own domain reads it, so that what a viewer
//! may not see is missing here too.

use async_graphql::{Context, ID, Interface, Object, Result};

use crate::{
    actions::types::{ActionTask, JointAction, action_task_by_id, joint_action_by_id},
    attachments::types::{Attachment, attachment_by_id},
    blacklist::{
        self,
        types::{BlacklistEntry, BlacklistRule},
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
    inspections::types::{
        InspectedPremises, Inspection, InspectionOfficer, inspected_premises_by_id, inspection_by_id,
        inspection_officer_by_id,
    },
    notifications::{self, types::Notification},
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

/// An object with a global id.
#[derive(Interface)]
#[graphql(field(name = "id", ty = "ID", desc = "The global id: opaque, and the same for ever."))]
#[allow(clippy::large_enum_variant, reason = "one a request, and taken apart at once")]
#[allow(missing_docs, reason = "each is the GraphQL type of the same name")]
pub enum Node {
    Region(Region),
    Department(Department),
    User(User),
    JointAction(JointAction),
    ActionTask(ActionTask),
    Inspection(Inspection),
    InspectionOfficer(InspectionOfficer),
    InspectedPremises(InspectedPremises),
    Party(Party),
    Case(Case),
    CaseEvent(CaseEvent),
    Attachment(Attachment),
    Clock(Clock),
    ClockRule(ClockRule),
    CaseApproval(CaseApproval),
    Training(Training),
    PublicityEvent(PublicityEvent),
    Deconfliction(Deconfliction),
    BlacklistEntry(BlacklistEntry),
    Notification(Notification),
    Seizure(Seizure),
    Supervision(Supervision),
    Referral(Referral),
    Person(Person),
    TodoItem(TodoItem),
    SavedView(SavedView),
    SeizedGoods(SeizedGoods),
    GoodsDisposal(GoodsDisposal),
    SupervisionEntry(SupervisionEntry),
    BlacklistRule(BlacklistRule),
    LegalReviewAmount(LegalReviewAmount),
    ProsecutionThreshold(ProsecutionThreshold),
    AccountRequest(AccountRequest),
    RuleChange(RuleChange),
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
        Ok(match kind {
            Kind::Region => {
                departments::queries::find_region(&caller, id).await?.map(|row| Region(row).into())
            }
            Kind::Department => {
                departments::queries::find(&caller, id).await?.map(|row| Department(row).into())
            }
            Kind::User => users::queries::find(&caller, id).await?.map(|row| User(row).into()),
            Kind::JointAction => joint_action_by_id(context, id).await?.map(Into::into),
            Kind::ActionTask => action_task_by_id(context, id).await?.map(Into::into),
            Kind::Inspection => inspection_by_id(context, id).await?.map(Into::into),
            Kind::InspectionOfficer => inspection_officer_by_id(context, id).await?.map(Into::into),
            Kind::InspectedPremises => inspected_premises_by_id(context, id).await?.map(Into::into),
            Kind::Party => party_by_id(context, id).await?.map(Into::into),
            Kind::Case => case_by_id(context, id).await?.map(Into::into),
            Kind::CaseEvent => event_by_id(context, id).await?.map(Into::into),
            Kind::Attachment => attachment_by_id(context, id).await?.map(Into::into),
            Kind::Clock => clock_by_id(context, id).await?.map(Into::into),
            Kind::ClockRule => rule_by_id(context, id).await?.map(Into::into),
            Kind::CaseApproval => approval_by_id(context, id).await?.map(Into::into),
            Kind::Training => training_by_id(context, id).await?.map(Into::into),
            Kind::PublicityEvent => publicity_event_by_id(context, id).await?.map(Into::into),
            Kind::Notification => notifications::queries::find(&caller, id).await?.map(Into::into),
            Kind::SavedView => views::queries::find(&caller, id).await?.map(Into::into),
            Kind::Person => find_person(context, id).await?.map(Into::into),
            Kind::TodoItem => todo::queries::find(&caller, id).await?.map(Into::into),
            Kind::Seizure => seizure_by_id(context, id).await?.map(Into::into),
            Kind::Supervision => supervision_by_id(context, id).await?.map(Into::into),
            Kind::Deconfliction => deconfliction::queries::find(&caller, id).await?.map(Into::into),
            Kind::BlacklistEntry => blacklist::queries::find(&caller, id).await?.map(Into::into),
            Kind::SeizedGoods => seized_goods_by_id(context, id).await?.map(Into::into),
            Kind::GoodsDisposal => goods_disposal_by_id(context, id).await?.map(Into::into),
            Kind::SupervisionEntry => supervision_entry_by_id(context, id).await?.map(Into::into),
            Kind::BlacklistRule => blacklist::queries::find_rule(&caller, id).await?.map(Into::into),
            Kind::LegalReviewAmount => review::queries::find(&caller, id).await?.map(Into::into),
            Kind::ProsecutionThreshold => threshold_by_id(context, id).await?.map(Into::into),
            Kind::Referral => referral_by_id(context, id).await?.map(Into::into),
            Kind::AccountRequest => users::request_types::find(&caller, id).await?.map(Into::into),
            Kind::RuleChange => rule_changes::queries::find(&caller, id).await?.map(Into::into),
        })
    }
}
