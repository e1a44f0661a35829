//! Referrals as GraphQL shows them.

use async_graphql::{Context, ID, Object, Result, SimpleObject};
use entity::{referral, referral_event};
use uuid::Uuid;

use super::{
    enums::{ReferralAct, ReferralActField, ReferralItemKind, ReferralStageState, ReferralStatus},
    facts::{actor, lacking, standing},
    loaders::{EventsOf, ItemsOf, ReferralById},
    mutations::operation,
    rules, words,
};
use crate::{
    attachments::{loaders::AttachedToItemsOf, types::Attachment},
    cases::{
        enums::ReferralTarget,
        facts::asking,
        types::{Case, case_by_id},
    },
    departments::types::{Department, department_by_id},
    prosecution::loaders::ReferralsOf,
    shared::{
        caller::Caller,
        errors::internal,
        ids::{self, Kind},
        loaders,
        shape::{Element, Leaf},
        values::Date,
    },
    users::types::{Person, person_by_id},
};

/// A referral (移送): a case handed over to another department, another region, or the police, with a
/// life of its own.
pub struct Referral(pub referral::Model);

/// The columns of a field of [`Referral`] that is no more than them.
pub fn referral_leaf(field: &str) -> Option<Leaf<referral::Column>> {
    use referral::Column as C;
    Some(match field {
        "id" => Leaf::of(C::Id, Element::Id(Kind::Referral)),
        "target" => Leaf::plain(C::Target),
        "status" => Leaf::plain(C::Status),
        "open" => Leaf::plain(C::IsOpen),
        "regionName" => Leaf::plain(C::ToRegionName),
        "organName" => Leaf::plain(C::ToOrganName),
        "ground" => Leaf::plain(C::Ground),
        "proposedOn" => Leaf::plain(C::ProposedOn),
        "referredOn" => Leaf::plain(C::ReferredOn),
        "complex" => Leaf::plain(C::IsComplex),
        "fileReturnedOn" => Leaf::plain(C::FileReturnedOn),
        "goodsHandedOverOn" => Leaf::plain(C::GoodsHandedOverOn),
        "supervisionSuggestedOn" => Leaf::plain(C::SupervisionSuggestedOn),
        _ => return None,
    })
}

/// The referral with `id`, if the viewer may see it.
pub async fn referral_by_id(context: &Context<'_>, id: Uuid) -> Result<Option<Referral>> {
    let row = loaders::of(context)?.load_one(ReferralById(id)).await.map_err(internal)?;
    Ok(row.map(Referral))
}

/// The case's referrals that the viewer may see, oldest first.
pub async fn of_case(context: &Context<'_>, case_id: Uuid) -> Result<Vec<Referral>> {
    let rows = loaders::of(context)?.load_one(ReferralsOf(case_id)).await.map_err(internal)?;
    Ok(rows.unwrap_or_default().into_iter().map(Referral).collect())
}

/// A case handed over (移送): to another department, another region, or the police (两法衔接).
#[Object(serial)]
impl Referral {
    /// The global id.
    pub async fn id(&self) -> ID {
        ids::encode(Kind::Referral, self.0.id)
    }

    /// The case that is referred.
    async fn case(&self, context: &Context<'_>) -> Result<Option<Case>> {
        case_by_id(context, self.0.case_id).await
    }

    /// To what kind of receiver.
    async fn target(&self) -> ReferralTarget {
        self.0.target.into()
    }

    /// Where it stands.
    async fn status(&self) -> ReferralStatus {
        self.0.status.into()
    }

    /// Whether somebody still has to act on it.
    async fn open(&self) -> bool {
        self.0.is_open
    }

    /// The department that it is handed to, where it is on the platform.
    async fn department(&self, context: &Context<'_>) -> Result<Option<Department>> {
        match self.0.to_department_id {
            Some(id) => department_by_id(context, id).await.map(Some),
            None => Ok(None),
        }
    }

    /// The other region, in words.
    async fn region_name(&self) -> Option<&str> {
        self.0.to_region_name.as_deref()
    }

    /// The police who are not on the platform, in words.
    async fn organ_name(&self) -> Option<&str> {
        self.0.to_organ_name.as_deref()
    }

    /// Why it is referred.
    async fn ground(&self) -> Option<&str> {
        self.0.ground.as_deref()
    }

    /// The day of the report to the head; of a referral that needs none, the day of the referral.
    async fn proposed_on(&self) -> Date {
        Date(self.0.proposed_on)
    }

    /// The day of the hand-over, from which on the receiver sees the case; none before.
    async fn referred_on(&self) -> Option<Date> {
        self.0.referred_on.map(Date)
    }

    /// Whether the police take the longer period for complex cases.
    async fn complex(&self) -> bool {
        self.0.is_complex
    }

    /// The day on which the police gave back the file.
    async fn file_returned_on(&self) -> Option<Date> {
        self.0.file_returned_on.map(Date)
    }

    /// The day on which goods and material followed to the police who had filed.
    async fn goods_handed_over_on(&self) -> Option<Date> {
        self.0.goods_handed_over_on.map(Date)
    }

    /// The day on which the procuratorate was asked to supervise the filing (立案监督).
    async fn supervision_suggested_on(&self) -> Option<Date> {
        self.0.supervision_suggested_on.map(Date)
    }

    /// The package for the police, item by item; empty for other receivers.
    async fn items(&self, context: &Context<'_>) -> Result<Vec<ReferralItem>> {
        if self.0.target != entity::enums::ReferralTarget::Police {
            return Ok(Vec::new());
        }
        let rows = loaders::of(context)?.load_one(ItemsOf(self.0.id)).await.map_err(internal)?;
        let rows = rows.unwrap_or_default();
        let files = loaders::of(context)?.load_one(AttachedToItemsOf(self.0.id)).await.map_err(internal)?;
        let files = files.unwrap_or_default();
        let item = |(kind, may_be_left_out): (_, bool)| {
            let of_item = files.iter().filter(|(item, _)| *item == kind);
            let row = rows.iter().find(|row| row.kind == kind);
            ReferralItem {
                kind: ReferralItemKind::from(kind),
                may_be_left_out,
                document: row.and_then(|row| row.document.clone()),
                reason: row.and_then(|row| row.reason.clone()),
                attachments: of_item.map(|(_, file)| Attachment(file.clone())).collect(),
                missing: lacking(&rows).contains(&kind),
            }
        };
        Ok(rules::ITEMS.into_iter().map(item).collect())
    }

    /// What happened in it, oldest first.
    async fn events(&self, context: &Context<'_>) -> Result<Vec<ReferralEvent>> {
        let rows = loaders::of(context)?.load_one(EventsOf(self.0.id)).await.map_err(internal)?;
        Ok(rows.unwrap_or_default().into_iter().map(ReferralEvent).collect())
    }

    /// Its way, stage by stage: what lies behind it, where it stands, what is to come.
    async fn stages(&self, context: &Context<'_>) -> Result<Vec<ReferralStage>> {
        let language = Caller::of(context)?.language();
        let events = loaders::of(context)?.load_one(EventsOf(self.0.id)).await.map_err(internal)?;
        let events = events.unwrap_or_default();
        let done: Vec<_> = events.iter().map(|event| event.act).collect();
        let stages = rules::stages(self.0.target, self.0.status, &done);
        let stage = |(act, state): (entity::enums::ReferralAct, rules::StageState)| ReferralStage {
            label: words::stage(act).in_language(language).to_owned(),
            on: events.iter().rev().find(|event| event.act == act).map(|event| Date(event.occurred_on)),
            state: state.into(),
            act: act.into(),
        };
        Ok(stages.into_iter().map(stage).collect())
    }

    /// What can be done in it now, each possible for the viewer or with the reason why not. Only the
    /// server decides: clients offer what this says.
    async fn actions(&self, context: &Context<'_>) -> Result<Vec<ReferralAction>> {
        let caller = Caller::of(context)?;
        let language = caller.language();
        let Some(case) = case_by_id(context, self.0.case_id).await? else { return Ok(Vec::new()) };
        let known = asking(context, &caller, &case.row).await?;
        let actor = actor(&caller, &case.row, self.0.to_department_id, known.handles_on(caller.today()));
        let standing = standing(&self.0);
        let action = |act| {
            let to = rules::target(&standing, act)?;
            let reason = rules::refusal(actor, act).map(|error| {
                words::refusal(&error, act, self.0.status).message.in_language(language).to_owned()
            });
            let on_paper = rules::on_paper(actor, act);
            Some(ReferralAction {
                act: act.into(),
                label: words::act(act).in_language(language).to_owned(),
                operation: operation(self.0.status, act),
                allowed: reason.is_none(),
                reason,
                on_paper,
                requires: rules::requires(act, on_paper).into_iter().map(Into::into).collect(),
                resulting_status: to.into(),
            })
        };
        Ok(rules::ACTS.into_iter().filter_map(action).collect())
    }

    /// Who recorded it.
    async fn recorded_by(&self, context: &Context<'_>) -> Result<Person> {
        person_by_id(context, self.0.recorded_by_id).await
    }

    /// When it was recorded.
    async fn recorded_at(&self) -> chrono::DateTime<chrono::Utc> {
        self.0.recorded_at
    }

    /// Counts the changes; a change names the version that it saw.
    async fn version(&self) -> i32 {
        self.0.version
    }
}

/// An item of the package for the police.
#[derive(SimpleObject)]
pub struct ReferralItem {
    /// Which.
    pub kind: ReferralItemKind,
    /// Whether it may be left out, for a reason.
    pub may_be_left_out: bool,
    /// Its name or number; none where it is not there.
    pub document: Option<String>,
    /// Why there is none.
    pub reason: Option<String>,
    /// The files of the case that are it.
    pub attachments: Vec<Attachment>,
    /// Whether the package can't be handed over without it.
    pub missing: bool,
}

/// A stage of a referral's way.
#[derive(SimpleObject)]
pub struct ReferralStage {
    /// The act that completes it.
    pub act: ReferralAct,
    /// What it is called, in the viewer's language.
    pub label: String,
    /// How it stands.
    pub state: ReferralStageState,
    /// The day on which it was completed.
    pub on: Option<Date>,
}

/// Something that can be done in a referral: possible for the viewer, or why not.
#[derive(SimpleObject)]
pub struct ReferralAction {
    /// Which.
    pub act: ReferralAct,
    /// What it is called, in the viewer's language.
    pub label: String,
    /// The mutation that does it.
    pub operation: &'static str,
    /// Whether the viewer can do it today.
    pub allowed: bool,
    /// Why not, in the viewer's language.
    pub reason: Option<String>,
    /// Whether the viewer would record the receiver's paper rather than answer for it.
    pub on_paper: bool,
    /// What it must state beside its day.
    pub requires: Vec<ReferralActField>,
    /// The status that it leads to.
    pub resulting_status: ReferralStatus,
}

/// One step of a referral. Never changed, never removed.
pub struct ReferralEvent(pub referral_event::Model);

/// One step of a referral. Never changed, never removed.
#[Object]
impl ReferralEvent {
    /// The place in the referral's life, from 1.
    async fn sequence(&self) -> i32 {
        self.0.sequence
    }

    /// What was done.
    async fn act(&self) -> ReferralAct {
        self.0.act.into()
    }

    /// What that is called, in the viewer's language.
    async fn label(&self, context: &Context<'_>) -> Result<String> {
        Ok(words::act(self.0.act).in_language(Caller::of(context)?.language()).to_owned())
    }

    /// The status after.
    async fn to_status(&self) -> ReferralStatus {
        self.0.to_status.into()
    }

    /// The statutory day of the step.
    async fn occurred_on(&self) -> Date {
        Date(self.0.occurred_on)
    }

    /// The moment, where it is known.
    async fn occurred_at(&self) -> Option<chrono::DateTime<chrono::Utc>> {
        self.0.occurred_at
    }

    /// When it was recorded.
    async fn recorded_at(&self) -> chrono::DateTime<chrono::Utc> {
        self.0.recorded_at
    }

    /// Who recorded it.
    async fn actor(&self, context: &Context<'_>) -> Result<Person> {
        person_by_id(context, self.0.actor_id).await
    }

    /// Whether the sender recorded the receiver's paper.
    async fn on_paper(&self) -> bool {
        self.0.on_paper
    }

    /// The reason.
    async fn ground(&self) -> Option<&str> {
        self.0.ground.as_deref()
    }

    /// The numbers of its documents.
    async fn documents(&self) -> &[String] {
        &self.0.documents.0
    }

    /// What else was noted.
    async fn note(&self) -> Option<&str> {
        self.0.note.as_deref()
    }
}
