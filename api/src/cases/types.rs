//! Cases as GraphQL shows them.
//!
//! Objects whose fields are mostly at hand resolve them one after another (`serial`), here and in other
//! domains: async-graphql would make each a task of its own, which costs more than the field. What the items
//! of a list load is batched all the same.

use async_graphql::{Context, ID, Object, Result, SimpleObject};
use entity::{
    case, department,
    enums::{
        CaseEventKind as EventKind, CaseKind, CaseOutcome, CaseSource, CaseStatus, CaseTransition, PartyRole,
    },
    joint_action, party, region,
};
use uuid::Uuid;
use vocabulary::{CaseMark, CaseStepField, ClockState, FocusArea, Term};

use super::{
    clocks::state,
    events::{CaseEvent, StepBy},
    facts::marks,
    fetch::MAX_EVENTS,
    flow::{
        approvals::types::CaseApproval,
        consequences,
        deeds::{
            self,
            types::{DeedOption, Publication},
        },
        facts::known,
    },
    informants::Informant,
    loaders::{
        ApprovalsOf, CaseById, CoHandlersOf, EventsOf, HandlersOf, InformantOf, MilestonesOf, PartiesOf,
    },
    penalty::{Penalty, Sanctions},
    rules,
    sight::owner,
    words,
};
use crate::{
    actions::types::{JointAction, joint_action_by_id},
    attachments::{self, types::Attachment},
    case_documents::{
        loaders::{DocumentsOf, NumberingOf},
        types::{CaseDocument, CaseDocumentChoice},
    },
    clocks::{loaders::ClocksOf, types::Clock},
    deconfliction::{loaders::PairsOfCase, types::Deconfliction},
    departments::types::{Department, Region, department_by_id, region_by_id},
    inspections::types::{Inspection, inspection_by_id},
    parties::types::Party,
    prosecution::types::{self, CaseProsecution},
    referrals::{self, types::Referral},
    seizures::{
        self,
        types::{SeizingOption, Seizure, seizures_of},
    },
    shared::{
        caller::Caller,
        errors::{coded, internal},
        ids::{self, Kind},
        language::text,
        loaders,
        pagination::{Listing, Page},
        policy::{self, Act},
        values::{Date, Money},
        viewer,
    },
    supervisions::{
        self,
        types::{Supervision, supervisions_of},
    },
    users::types::Person,
};

/// A case, with what its list fetched along.
pub struct Case {
    /// The case itself.
    pub row: case::Model,
    /// What is at hand already.
    pub with: Prefetched,
}

/// What a list fetched along with its cases; whatever is not here, loaders fetch.
#[derive(Default)]
pub struct Prefetched {
    /// The region.
    pub region: Option<region::Model>,
    /// The department.
    pub department: Option<department::Model>,
    /// The joint action; within, none where there is none that the viewer may see.
    pub action: Option<Option<joint_action::Model>>,
    /// The inspection; within, none where there is none that the viewer may see.
    pub inspection: Option<Option<entity::inspection::Model>>,
    /// The departments that handle it jointly.
    pub co_handlers: Option<Vec<department::Model>>,
    /// The parties, each with its part.
    pub parties: Option<Vec<(PartyRole, String, party::Model)>>,
    /// The handlers, the one who answers for it first, each with whether this is them.
    pub handlers: Option<Vec<(bool, Person)>>,
    /// The referrals that the viewer may see, oldest first.
    pub referrals: Option<Vec<entity::referral::Model>>,
    /// At most so many of the last steps, newest first, with who took them where that was asked for.
    pub events: Option<(i32, Vec<StepBy>)>,
}

impl From<case::Model> for Case {
    fn from(row: case::Model) -> Self {
        Self { row, with: Prefetched::default() }
    }
}

/// The case with `id`, if the viewer may see it.
pub async fn case_by_id(context: &Context<'_>, id: Uuid) -> Result<Option<Case>> {
    let row = loaders::of(context)?.load_one(CaseById(id)).await.map_err(internal)?;
    Ok(row.map(Case::from))
}

/// A case (案件), from the lead to the archive.
#[Object(serial)]
impl Case {
    /// The global id.
    pub async fn id(&self) -> ID {
        ids::encode(Kind::Case, self.row.id)
    }

    /// The number, unique within the department.
    async fn number(&self) -> &str {
        &self.row.number
    }

    /// The title.
    async fn title(&self) -> &str {
        &self.row.title
    }

    /// What it is about.
    async fn kind(&self) -> CaseKind {
        self.row.kind
    }

    /// What marks it out.
    async fn marks(&self) -> Vec<CaseMark> {
        let row = &self.row;
        marks([row.mark_major, row.mark_egregious, row.mark_typical, row.mark_foreign_related, row.mark_mass])
    }

    /// The fields of weight in which it lies (重点领域).
    async fn focus_areas(&self) -> &[FocusArea] {
        &self.row.focus_areas.0
    }

    /// Where it came from.
    async fn source(&self) -> CaseSource {
        self.row.source
    }

    /// Where it stands.
    async fn status(&self) -> CaseStatus {
        self.row.status
    }

    /// How it ended; exactly closed and archived cases have an outcome.
    async fn outcome(&self) -> Option<CaseOutcome> {
        self.row.outcome
    }

    /// The region of its department.
    async fn region(&self, context: &Context<'_>) -> Result<Region> {
        match &self.with.region {
            Some(region) => Ok(Region(region.clone())),
            None => region_by_id(context, self.row.region_id).await,
        }
    }

    /// The department that handles it.
    async fn department(&self, context: &Context<'_>) -> Result<Department> {
        match &self.with.department {
            Some(department) => Ok(Department(department.clone())),
            None => department_by_id(context, self.row.department_id).await,
        }
    }

    /// The departments that handle it jointly (联合办案), beside its own.
    async fn co_handlers(&self, context: &Context<'_>) -> Result<Vec<Department>> {
        if let Some(rows) = &self.with.co_handlers {
            return Ok(rows.iter().cloned().map(Department).collect());
        }
        if self.row.co_handler_count == 0 {
            return Ok(Vec::new());
        }
        let rows = loaders::of(context)?.load_one(CoHandlersOf(self.row.id)).await.map_err(internal)?;
        Ok(rows.unwrap_or_default().into_iter().map(Department).collect())
    }

    /// The joint action that it came from, if the viewer may see it.
    async fn action(&self, context: &Context<'_>) -> Result<Option<JointAction>> {
        match (&self.with.action, self.row.action_id) {
            (Some(action), _) => Ok(action.clone().map(JointAction)),
            (None, Some(id)) => joint_action_by_id(context, id).await,
            (None, None) => Ok(None),
        }
    }

    /// The inspection that it came from, if the viewer may see it.
    async fn inspection(&self, context: &Context<'_>) -> Result<Option<Inspection>> {
        match (&self.with.inspection, self.row.inspection_id) {
            (Some(inspection), _) => Ok(inspection.clone().map(Inspection)),
            (None, Some(id)) => inspection_by_id(context, id).await,
            (None, None) => Ok(None),
        }
    }

    /// The businesses and people that have a part in it.
    async fn parties(&self, context: &Context<'_>) -> Result<Vec<CaseParty>> {
        let part = |(role, name, party): (PartyRole, String, party::Model)| CaseParty {
            party: Party(party),
            role,
            name,
        };
        if let Some(parties) = &self.with.parties {
            return Ok(parties.iter().cloned().map(part).collect());
        }
        let rows = loaders::of(context)?.load_one(PartiesOf(self.row.id)).await.map_err(internal)?;
        Ok(rows
            .unwrap_or_default()
            .into_iter()
            .map(|(link, party)| part((link.role, link.name, party)))
            .collect())
    }

    /// The documents made of it (执法文书), the last first; void ones too.
    async fn documents(&self, context: &Context<'_>) -> Result<Vec<CaseDocument>> {
        let rows = loaders::of(context)?.load_one(DocumentsOf(self.row.id)).await.map_err(internal)?;
        Ok(rows.unwrap_or_default().into_iter().map(CaseDocument).collect())
    }

    /// What documents the viewer's department can make of it; null where none is theirs to make.
    async fn document_choices(&self, context: &Context<'_>) -> Result<Option<Vec<CaseDocumentChoice>>> {
        if !self.viewer_can_file_evidence(context).await? {
            return Ok(None);
        }
        let department_id = Caller::of(context)?.viewer.department_id;
        let numbering = loaders::of(context)?.load_one(NumberingOf(department_id)).await.map_err(internal)?;
        Ok(numbering
            .map(|found| found.choices(&self.row).into_iter().map(CaseDocumentChoice::from).collect()))
    }

    /// Where its department met another at one of its parties (案件撞线), as the viewer may know of it.
    async fn deconflictions(&self, context: &Context<'_>) -> Result<Vec<Deconfliction>> {
        let rows = loaders::of(context)?.load_one(PairsOfCase(self.row.id)).await.map_err(internal)?;
        Ok(rows.unwrap_or_default().into_iter().map(Deconfliction).collect())
    }

    /// The officers who handle it, the one who answers for it (主办) first.
    async fn handlers(&self, context: &Context<'_>) -> Result<Vec<CaseHandler>> {
        let handler = |(lead, person)| CaseHandler { person, lead };
        if let Some(handlers) = &self.with.handlers {
            return Ok(handlers.iter().cloned().map(handler).collect());
        }
        let rows = loaders::of(context)?.load_one(HandlersOf(self.row.id)).await.map_err(internal)?;
        Ok(rows
            .unwrap_or_default()
            .into_iter()
            .map(|(link, user)| handler((link.is_lead, user.into())))
            .collect())
    }

    /// The amount of business (涉案金额).
    async fn amount(&self) -> Option<Money> {
        self.row.amount_fen.map(|fen| Money { fen })
    }

    /// The illegal income (违法所得).
    async fn illegal_income(&self) -> Option<Money> {
        self.row.illegal_income_fen.map(|fen| Money { fen })
    }

    /// What was recovered for those who were harmed (挽回经济损失).
    async fn recovered_loss(&self) -> Option<Money> {
        self.row.recovered_loss_fen.map(|fen| Money { fen })
    }

    /// The penalty decided; none where there is none.
    async fn penalty(&self) -> Option<Penalty> {
        Sanctions::from(&self.row).penalty()
    }

    /// Where it was referred to (移送), oldest first.
    async fn referrals(&self, context: &Context<'_>) -> Result<Vec<Referral>> {
        match &self.with.referrals {
            Some(rows) => Ok(rows.iter().cloned().map(Referral).collect()),
            None => referrals::types::of_case(context, self.row.id).await,
        }
    }

    /// What its amounts mean under the thresholds for prosecution (立案追诉标准).
    async fn prosecution(&self, context: &Context<'_>) -> Result<CaseProsecution> {
        types::of(context, &self.row).await
    }

    /// The day on which the lead was received or found.
    async fn received_on(&self) -> Date {
        Date(self.row.received_on)
    }

    /// The day of its acceptance (受理).
    async fn accepted_on(&self) -> Option<Date> {
        self.row.accepted_on.map(Date)
    }

    /// The day of its filing (立案).
    async fn filed_on(&self) -> Option<Date> {
        self.row.filed_on.map(Date)
    }

    /// The day of the decision.
    async fn decided_on(&self) -> Option<Date> {
        self.row.decided_on.map(Date)
    }

    /// The day on which it was closed.
    async fn closed_on(&self) -> Option<Date> {
        self.row.closed_on.map(Date)
    }

    /// The last day of its main clock: for a lead to verify it and decide on filing, from the filing on
    /// to decide, or to close a patent dispute. `clocks` explains it.
    async fn due_on(&self) -> Option<Date> {
        self.row.due_on.map(Date)
    }

    /// How that clock stands today; none for what was not accepted or not filed, and where nothing is due.
    async fn clock_state(&self, context: &Context<'_>) -> Result<Option<ClockState>> {
        let today = Caller::of(context)?.today();
        Ok(state((&self.row).into(), today))
    }

    /// Everything about it that waits for somebody, or did: the open first, the most urgent of them on top.
    async fn clocks(&self, context: &Context<'_>) -> Result<Vec<Clock>> {
        let rows = loaders::of(context)?.load_one(ClocksOf(self.row.id)).await.map_err(internal)?;
        Ok(rows.unwrap_or_default().into_iter().map(Clock).collect())
    }

    /// What it is about, in words.
    async fn summary(&self) -> Option<&str> {
        self.row.summary.as_deref()
    }

    /// What happened to it (办案过程, 全过程记录), newest first; at most `first` (1 to 100).
    async fn events(
        &self,
        context: &Context<'_>,
        #[graphql(default = 50)] first: i32,
    ) -> Result<Vec<CaseEvent>> {
        if !(1..=MAX_EVENTS).contains(&first) {
            let message = text("first 须为 1 至 100", "first must be 1 to 100");
            return Err(coded("BAD_USER_INPUT", message.in_language(viewer::language(context))));
        }
        if let Some((at_hand, events)) = &self.with.events
            && first <= *at_hand
        {
            return Ok(events.iter().take(first as usize).cloned().map(CaseEvent::from).collect());
        }
        let key = EventsOf { case_id: self.row.id, first };
        let rows = loaders::of(context)?.load_one(key).await.map_err(internal)?;
        Ok(rows.unwrap_or_default().into_iter().map(CaseEvent::from).collect())
    }

    /// Its files (证据材料) in the order of its catalogue (卷内目录).
    async fn attachments(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "How many from the start, 1 to 100.")] first: Option<i32>,
        #[graphql(desc = "Those after this cursor.")] after: Option<String>,
        #[graphql(desc = "How many from the end, 1 to 100.")] last: Option<i32>,
        #[graphql(desc = "Those before this cursor.")] before: Option<String>,
    ) -> Result<Listing<Attachment>> {
        let page = Page::new(context, first, after, last, before)?;
        attachments::queries::list_of_case(context, page, self.row.id).await
    }

    /// Whether the viewer may file evidence of it.
    async fn viewer_can_file_evidence(&self, context: &Context<'_>) -> Result<bool> {
        let caller = Caller::of(context)?;
        let handlers = loaders::of(context)?.load_one(HandlersOf(self.row.id)).await.map_err(internal)?;
        let handlers: Vec<_> = handlers.unwrap_or_default().iter().map(|(link, _)| link.user_id).collect();
        let jointly = self.handled_jointly(context).await?;
        Ok(attachments::service::filing(&caller, &self.row, &handlers, jointly).is_ok())
    }

    /// The steps that its status knows, each possible now or with the reason why not. Only the
    /// server decides: clients offer what this says.
    async fn allowed_transitions(&self, context: &Context<'_>) -> Result<Vec<TransitionOption>> {
        let caller = Caller::of(context)?;
        let language = caller.language();
        let (facts, actor, _) = known(context, &caller, &self.row).await?;
        let named = self.named_informant(context).await?;
        let option = |choice: rules::Choice| {
            let reason = choice.refusal.map(|error| {
                let problem = words::refusal(&error, choice.transition, self.row.status);
                problem.message.in_language(language).to_owned()
            });
            let follows =
                consequences::of(&self.row, &facts, choice.transition, choice.resulting_status, named);
            TransitionOption {
                transition: choice.transition,
                operation: words::operation(choice.transition, self.row.status),
                label: choice.transition.label().in_language(language).to_owned(),
                allowed: reason.is_none(),
                reason,
                proposable: choice.proposable,
                requires: choice.requires.into_iter().collect(),
                outcomes: choice.outcomes.into_iter().collect(),
                resulting_status: choice.resulting_status,
                follows: follows.into_iter().map(|said| said.in_language(language).to_owned()).collect(),
            }
        };
        Ok(rules::transitions(&facts, &actor, caller.today()).into_iter().map(option).collect())
    }

    /// What the viewer can do now that moves no status, each possible or with the reason why not:
    /// serving the decision, publishing the penalty, noting something …
    async fn allowed_deeds(&self, context: &Context<'_>) -> Result<Vec<DeedOption>> {
        let caller = Caller::of(context)?;
        let (facts, actor, happened) = known(context, &caller, &self.row).await?;
        let named = self.named_informant(context).await?;
        let jointly = self.handled_jointly(context).await?;
        let known = (&facts, &actor);
        Ok(deeds::types::options(&caller, &self.row, known, &happened, (named, jointly)))
    }

    /// What was proposed to the head (呈批), newest first.
    async fn approvals(&self, context: &Context<'_>) -> Result<Vec<CaseApproval>> {
        let rows = loaders::of(context)?.load_one(ApprovalsOf(self.row.id)).await.map_err(internal)?;
        rows.unwrap_or_default().into_iter().map(CaseApproval::try_from).collect()
    }

    /// Whether the viewer may approve what is proposed, or return it.
    async fn viewer_can_approve(&self, context: &Context<'_>) -> Result<bool> {
        Ok(policy::may(viewer::viewer(context)?, Act::ApproveCase, &owner(&self.row)))
    }

    /// Who reported it (举报人), without the name; none where nobody did.
    async fn informant(&self, context: &Context<'_>) -> Result<Option<Informant>> {
        let loaders = loaders::of(context)?;
        let found = loaders.load_one(InformantOf(self.row.id)).await.map_err(internal)?;
        let Some(found) = found else { return Ok(None) };
        let happened = loaders.load_one(MilestonesOf(self.row.id)).await.map_err(internal)?;
        Ok(Some(Informant {
            anonymous: found.name_cipher.is_none(),
            has_telephone: found.telephone_cipher.is_some(),
            told: happened.unwrap_or_default().iter().any(|event| event.kind == EventKind::Informant),
            viewer_can_reveal: policy::may(viewer::viewer(context)?, Act::ReadInformant, &owner(&self.row)),
        }))
    }

    /// The publication of the penalty (行政处罚信息公示); none before.
    async fn publication(&self, context: &Context<'_>) -> Result<Option<Publication>> {
        deeds::types::publication(context, &self.row).await
    }

    /// The text by which the penalty could be published, made by rule, without what nobody outside may
    /// read; none where there is no penalty.
    async fn publication_draft(&self, context: &Context<'_>) -> Result<Option<String>> {
        deeds::types::draft(context, &self.row).await
    }

    /// What was seized in it (登记保存, 查封, 扣押), latest first.
    async fn seizures(&self, context: &Context<'_>) -> Result<Vec<Seizure>> {
        seizures_of(context, self.row.id).await
    }

    /// Whether the viewer can seize goods in it today, or why not.
    async fn seizing(&self, context: &Context<'_>) -> Result<SeizingOption> {
        seizures::types::seizing(context, &self.row).await
    }

    /// When it was put on an office's list (挂牌督办), latest first.
    async fn supervisions(&self, context: &Context<'_>) -> Result<Vec<Supervision>> {
        supervisions_of(context, self.row.id).await
    }

    /// Whether the viewer can put it on the list.
    async fn viewer_can_supervise(&self, context: &Context<'_>) -> Result<bool> {
        supervisions::types::can_supervise(context, &self.row).await
    }

    /// Whether the viewer may revise what the case says (not its status: that is for steps).
    async fn viewer_can_revise(&self, context: &Context<'_>) -> Result<bool> {
        let viewer = viewer::viewer(context)?;
        Ok(rules::is_open(self.row.status) && policy::may(viewer, Act::HandleCase, &owner(&self.row)))
    }

    /// Counts the changes; a change names the version that it saw.
    async fn version(&self) -> i32 {
        self.row.version
    }
}

impl Case {
    /// Whether the viewer's department handles it jointly.
    async fn handled_jointly(&self, context: &Context<'_>) -> Result<bool> {
        if self.row.co_handler_count == 0 {
            return Ok(false);
        }
        let own = viewer::viewer(context)?.department_id;
        let departments =
            loaders::of(context)?.load_one(CoHandlersOf(self.row.id)).await.map_err(internal)?;
        Ok(departments.unwrap_or_default().iter().any(|department| department.id == own))
    }

    /// Whether somebody reported it who gave a name, and so is to be told.
    async fn named_informant(&self, context: &Context<'_>) -> Result<bool> {
        let informant = loaders::of(context)?.load_one(InformantOf(self.row.id)).await.map_err(internal)?;
        Ok(informant.is_some_and(|informant| informant.name_cipher.is_some()))
    }
}

/// A party's part in a case.
#[derive(SimpleObject)]
#[graphql(serial)]
pub struct CaseParty {
    /// The party.
    pub party: Party,
    /// Its part.
    pub role: PartyRole,
    /// Its name as of the case's acts: the one in force when it was named, and from the filing (立案) on that
    /// of the day of the filing. `party.name` is today's.
    pub name: String,
}

/// An officer who handles a case.
#[derive(SimpleObject)]
#[graphql(serial)]
pub struct CaseHandler {
    /// The officer.
    pub person: Person,
    /// Whether this is the one who answers for the case (主办).
    pub lead: bool,
}

/// One transition as it stands now: possible, or why not.
#[derive(SimpleObject)]
pub struct TransitionOption {
    /// Which.
    pub transition: CaseTransition,
    /// The mutation that takes it.
    pub operation: &'static str,
    /// What it is called, in the viewer's language.
    pub label: String,
    /// Whether the viewer can take it today.
    pub allowed: bool,
    /// Why not, in the viewer's language.
    pub reason: Option<String>,
    /// Whether it needs the head, and the viewer can propose it now (呈批).
    pub proposable: bool,
    /// What it must state beside its date.
    pub requires: Vec<CaseStepField>,
    /// The outcomes among which it must state one; empty where it states none.
    pub outcomes: Vec<CaseOutcome>,
    /// The status that it leads to.
    pub resulting_status: CaseStatus,
    /// What follows from it, a sentence each, in the viewer's language: which clocks start or end, and
    /// what is to be done next.
    pub follows: Vec<String>,
}
