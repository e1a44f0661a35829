//! Cases for the ledger: each step passes through the rules that the server itself applies, so
//! that no demonstrated case could not have been.

use anyhow::{anyhow, bail};
use chrono::NaiveDate;
use entity::{
    case, case_department, case_event, case_handler, case_party,
    enums::{
        CaseDepartmentRole, CaseEventKind, CaseKind, CaseOutcome, CaseSource, CaseStatus, CaseTransition,
        ClockKind, FocusArea, PartyRole, ReferralAct, ReferralStatus, ReferralTarget, WaitsFor,
    },
    json::FocusAreas,
    referral, referral_event,
};
use rand::RngExt;
use uuid::Uuid;
use vocabulary::CaseStepField;

use super::{
    ledger::{Department, Ledger, Party, moment},
    words,
};
use crate::{
    cases::{
        self,
        clocks::{Effect, show},
        facts::review_required,
        flow::register::{self, Origin},
        rules::{self, ActorFacts, Course, Facts, Standing, Step},
    },
    clocks::{
        self,
        bulk::{Kept, Recorded},
        service::{Start, Subject},
    },
    referrals::rules::{is_answer, is_open},
    shared::search::Place,
};

/// How a case begins.
pub struct Opening<'a> {
    /// Whose it is.
    pub department: &'a Department,
    /// Who handles it jointly.
    pub co_handlers: &'a [&'a Department],
    /// Unique within the department.
    pub number: String,
    /// Its title.
    pub title: String,
    /// What it is about.
    pub kind: CaseKind,
    /// Its marks.
    pub marks: Marks,
    /// Where it came from.
    pub source: CaseSource,
    /// The joint action that it came from.
    pub action: Option<Uuid>,
    /// The inspection that it came from.
    pub inspection: Option<Uuid>,
    /// The day of the lead.
    pub received_on: NaiveDate,
    /// Who is in it.
    pub parties: Vec<(Party, PartyRole)>,
    /// Amount of business, in fen.
    pub amount_fen: Option<i64>,
    /// What it is about, in words.
    pub summary: String,
}

impl<'a> Opening<'a> {
    /// A case of one respondent about these goods, which an inspection found.
    pub fn against(
        department: &'a Department,
        party: Party,
        (kind, goods): (CaseKind, &str),
        received_on: NaiveDate,
    ) -> Self {
        Self {
            department,
            co_handlers: &[],
            number: String::new(),
            title: words::case_title(kind, &party.name, goods),
            kind,
            marks: Marks::default(),
            source: CaseSource::Inspection,
            action: None,
            inspection: None,
            received_on,
            parties: vec![(party, PartyRole::Respondent)],
            amount_fen: None,
            summary: "演示数据。".to_owned(),
        }
    }
}

/// A case's marks.
#[derive(Clone, Copy, Default)]
pub struct Marks {
    /// 重大
    pub major: bool,
    /// 典型
    pub typical: bool,
    /// 涉外
    pub foreign_related: bool,
    /// 群体性
    pub mass: bool,
}

/// In which fields of weight a case lies that was registered at this minute of the day: some in several, some in none.
fn areas(minute: i64) -> FocusAreas {
    let lies_in = |(_, every): &(FocusArea, i64)| minute % every == 0;
    let some = [
        (FocusArea::Internet, 3),
        (FocusArea::Rural, 5),
        (FocusArea::Market, 4),
        (FocusArea::ForeignInvested, 7),
    ];
    FocusAreas(some.iter().filter(|one| lies_in(one)).map(|(area, _)| *area).collect())
}

/// To whom a case is referred.
#[derive(Clone, Copy)]
pub enum ReferredTo<'a> {
    /// A department, or the police.
    Department(&'a Department),
    /// Another region.
    Region(&'a str),
}

/// What a step states beside its day; what it must state and is not given here, is made up.
#[derive(Default)]
pub struct Said<'a> {
    /// The provision or reason.
    pub ground: Option<&'a str>,
    /// A note.
    pub note: Option<&'a str>,
    /// What was decided.
    pub outcome: Option<CaseOutcome>,
    /// The fine, in fen.
    pub fine_fen: Option<i64>,
    /// Confiscated income, in fen.
    pub confiscated_income_fen: Option<i64>,
    /// To whom it is referred.
    pub referred_to: Option<ReferredTo<'a>>,
}

/// A case in the making.
pub struct Dossier<'a> {
    pub(super) department: &'a Department,
    pub(super) case: case::Model,
    pub(super) facts: Facts,
    departments: Vec<(Place, CaseDepartmentRole, NaiveDate)>,
    /// Whom it names.
    parties: Vec<Uuid>,
    pub(super) clocks: Vec<Kept>,
    referral: Option<referral::Model>,
    /// The region's key of the department that received it.
    receiver_region: String,
}

impl<'a> Dossier<'a> {
    /// Registers the lead.
    pub fn open(ledger: &mut Ledger, opening: Opening<'a>) -> anyhow::Result<Self> {
        let Opening { department, co_handlers, received_on, marks, .. } = opening;
        // Of some it is known what they earned.
        let income_fen =
            opening.amount_fen.and_then(|amount_fen| ledger.chance(40).then_some(amount_fen / 5));
        let minutes = ledger.rng.random_range(0..480);
        let at = moment(received_on, minutes);
        let id = ledger.id(at);
        let standing = Standing {
            status: CaseStatus::Lead,
            outcome: None,
            accepted_on: None,
            filed_on: None,
            decided_on: None,
            closed_on: None,
            filed_by: None,
        };
        let recorded_by_id = department.officers.first().map_or(ledger.recorder()?, |officer| officer.id);
        let case = case::Model {
            title: opening.title,
            mark_major: marks.major,
            mark_typical: marks.typical,
            mark_foreign_related: marks.foreign_related,
            mark_mass: marks.mass,
            focus_areas: areas(minutes),
            action_id: opening.action,
            amount_fen: opening.amount_fen,
            illegal_income_fen: income_fen,
            recovered_loss_fen: income_fen.filter(|_| minutes % 2 == 0),
            co_handler_count: i32::try_from(co_handlers.len())?,
            event_count: 0,
            summary: Some(opening.summary),
            ..register::begun(Origin {
                id,
                number: opening.number,
                kind: opening.kind,
                source: opening.source,
                region: (department.region.id, department.region.key.clone()),
                department_id: department.id,
                inspection_id: opening.inspection,
                received_on,
                recorded: (recorded_by_id, at),
            })
        };
        let mut departments = vec![(department.place(), CaseDepartmentRole::Owner, received_on)];
        let joint = co_handlers.iter();
        departments.extend(joint.map(|other| (other.place(), CaseDepartmentRole::CoHandler, received_on)));
        let parties = opening.parties.iter().map(|(party, _)| party.id).collect();
        for (party, role) in opening.parties {
            ledger.uses(department, party.id, at);
            for other in co_handlers {
                ledger.uses(other, party.id, at);
            }
            ledger.case_parties.push(case_party::Model {
                case_id: id,
                party_id: party.id,
                role,
                name: party.name.clone(),
            });
            ledger.named_in(id, party.name);
        }
        let review_from_fen = ledger.review_amounts.on(&case.region_key, received_on);
        let review_required = review_required(&case, review_from_fen);
        let facts = Facts {
            kind: opening.kind,
            standing,
            decided: None,
            last_step_on: received_on,
            police_declined: false,
            must_refer: false,
            referral_pending: false,
            course: Course { review_required, ..Course::default() },
            goods_held: false,
        };
        let mut dossier = Self {
            department,
            case,
            facts,
            departments,
            parties,
            clocks: Vec::new(),
            referral: None,
            receiver_region: String::new(),
        };
        let actor = dossier.case.recorded_by_id;
        dossier.note_event(ledger, None, None, (received_on, actor), Said::default(), Vec::new());
        dossier.tell_clocks(ledger, None, None, (received_on, actor));
        Ok(dossier)
    }

    /// Where it stands.
    pub fn standing(&self) -> &Standing {
        &self.facts.standing
    }

    /// What it is about.
    pub fn kind(&self) -> CaseKind {
        self.case.kind
    }

    /// The steps that the rules allow on `day`, each to whoever may take it.
    pub fn allowed(&self, day: NaiveDate) -> Vec<CaseTransition> {
        // Nobody in particular, and so not who filed it.
        let anyone = ActorFacts { may_handle: true, may_approve: true, ..ActorFacts::default() };
        rules::transitions(&self.facts, &anyone, day)
            .into_iter()
            .filter(|choice| choice.refusal.is_none())
            .map(|choice| choice.transition)
            .collect()
    }

    /// Who takes a step: the head approves, another officer reviews, the first one does the rest.
    fn actor(&self, transition: CaseTransition) -> ActorFacts {
        use CaseTransition::{Decide, DeclineFiling, File, PassLegalReview, ReturnFromLegalReview, Withdraw};
        let officers = &self.department.officers;
        let handler = officers.first().map_or(self.case.recorded_by_id, |officer| officer.id);
        let user_id = match transition {
            File | DeclineFiling | Decide | Withdraw => self.department.head.unwrap_or(handler),
            PassLegalReview | ReturnFromLegalReview => officers.last().map_or(handler, |officer| officer.id),
            _ => handler,
        };
        ActorFacts { user_id, may_handle: true, may_approve: true, ..ActorFacts::default() }
    }

    /// Takes a step.
    ///
    /// # Errors
    ///
    /// Where the rules refuse it: the demonstration would show what cannot be.
    pub fn step(
        &mut self,
        ledger: &mut Ledger,
        transition: CaseTransition,
        day: NaiveDate,
        said: Said<'_>,
    ) -> anyhow::Result<()> {
        use CaseTransition::{Close, Decide, File, ReferToPolice};
        let actor = self.actor(transition);
        let choices = rules::transitions(&self.facts, &actor, day);
        let requires = choices
            .iter()
            .find(|choice| choice.transition == transition)
            .map(|choice| choice.requires.clone())
            .unwrap_or_default();
        let outcome = said.outcome.or(match transition {
            Close if self.facts.standing.status == CaseStatus::Referred => {
                Some(CaseOutcome::TakenOverByDepartment)
            }
            Close => self.facts.decided,
            _ => None,
        });
        let step = Step {
            transition,
            occurred_on: day,
            ground: true,
            documents: true,
            outcome,
            penalty: said.fine_fen.is_some() || said.confiscated_income_fen.is_some(),
            referred_to: said.referred_to.is_some(),
            reason_not_referred: false,
        };
        let standing = rules::apply(&self.facts, &actor, &step, day).map_err(|errors| {
            anyhow!("case {}: {transition:?} on {day} is refused: {errors:?}", self.case.number)
        })?;
        let from = self.facts.standing.status;
        if transition == Decide {
            self.facts.decided = outcome.or(Some(CaseOutcome::Decided));
            self.case.fine_fen = said.fine_fen;
            self.case.confiscated_income_fen = said.confiscated_income_fen;
        }
        if transition == File {
            self.assign_handlers(ledger, day);
        }
        match said.referred_to {
            Some(to) => self.refer(ledger, day, to, transition == ReferToPolice)?,
            None if transition == ReferToPolice => bail!("case {}: which police?", self.case.number),
            None => self.follow_referral(ledger, transition, from, day),
        }
        self.facts.police_declined =
            transition == CaseTransition::PoliceDecline && from == CaseStatus::ReferredToPolice;
        self.facts.last_step_on = day;
        self.facts.course = std::mem::take(&mut self.facts.course).follow(transition, standing.status);
        // Served it is by the time that anything depends on it.
        self.facts.course.unserved = false;
        self.facts.standing = standing;
        let needs_documents = requires.contains(&CaseStepField::Documents);
        let documents = match needs_documents {
            true => vec![words::document(transition, &self.case.number)],
            false => Vec::new(),
        };
        let ground =
            requires.contains(&CaseStepField::Ground).then(|| words::ground(transition, self.case.kind));
        let said = Said { ground: said.ground.or(ground), ..said };
        if from == CaseStatus::Decided && matches!(transition, Close | CaseTransition::Enforce) {
            self.serve(ledger, day, actor.user_id);
        }
        self.note_event(ledger, Some(transition), Some(from), (day, actor.user_id), said, documents);
        self.tell_clocks(ledger, Some(transition), Some(from), (day, actor.user_id));
        Ok(())
    }

    /// Starts and ends the clocks of the case, as the server does.
    fn tell_clocks(
        &mut self,
        ledger: &mut Ledger,
        transition: Option<CaseTransition>,
        from: Option<CaseStatus>,
        (on, actor_id): (NaiveDate, Uuid),
    ) {
        let step = cases::clocks::Step {
            transition,
            kind: self.case.kind,
            from,
            to: self.facts.standing.status,
            filed: self.facts.standing.filed_on.is_some(),
            punished: self.facts.decided == Some(CaseOutcome::Penalty),
            named_informant: false,
            source: self.case.source,
            accepted: self.facts.standing.accepted_on.is_some() && transition != Some(CaseTransition::Accept),
        };
        let mut effects = cases::clocks::effects(&step);
        // By the time it is enforced a decision was served, and by the time it is closed published.
        if matches!(transition, Some(CaseTransition::Enforce | CaseTransition::Close)) {
            effects.push(Effect::Meet(ClockKind::DecisionService));
        }
        if transition == Some(CaseTransition::Close) {
            effects.push(Effect::Meet(ClockKind::PenaltyPublication));
        }
        let at = moment(on, 480 + i64::from(self.case.event_count));
        for effect in effects {
            let recorded = Recorded { id: ledger.id(at), actor_id, at };
            let law = &ledger.law;
            let mut open = self.clocks.iter_mut().filter(|kept| kept.row.is_open);
            match effect {
                Effect::Start(kind, waits_for) => {
                    let start = Start {
                        kind,
                        case_id: Some(self.case.id),
                        subject: Subject::Case(self.case.id),
                        region_key: &self.case.region_key,
                        department_id: self.case.department_id,
                        waits_for,
                        started_on: on,
                        started_at: None,
                        due_on: None,
                    };
                    let kept = Kept::start(law, recorded.id, &start, recorded);
                    self.clocks.push(kept);
                }
                Effect::Meet(kind) => {
                    if let Some(kept) = open.find(|kept| kept.row.kind == kind) {
                        kept.meet(on, recorded);
                    }
                }
                Effect::Cancel(kind) => self.clocks.retain(|kept| !kept.row.is_open || kept.row.kind != kind),
                Effect::Stop(kind, reason) => {
                    if let Some(kept) = open.find(|kept| kept.row.kind == kind) {
                        kept.stop(law, on, reason, recorded);
                    }
                }
                Effect::Resume(kind, reason) => {
                    if let Some(kept) = open.find(|kept| kept.row.kind == kind) {
                        kept.resume(law, on, reason, recorded);
                    }
                }
            }
        }
    }

    /// Notes that the decision was served, before it is enforced or the case closed upon it.
    fn serve(&mut self, ledger: &mut Ledger, day: NaiveDate, actor_id: Uuid) {
        self.case.event_count += 1;
        let at = moment(day, 480 + i64::from(self.case.event_count));
        let id = ledger.id(at);
        ledger.case_events.push(case_event::Model {
            id,
            case_id: self.case.id,
            sequence: self.case.event_count,
            transition: None,
            from_status: None,
            to_status: CaseStatus::Decided,
            occurred_on: day,
            recorded_at: at,
            actor_id,
            ground: None,
            documents: vec!["送达回证".to_owned()].into(),
            note: Some("直接送达".to_owned()),
            kind: CaseEventKind::Service,
            subject_id: None,
        });
    }

    fn assign_handlers(&self, ledger: &mut Ledger, since: NaiveDate) {
        for (number, officer) in self.department.officers.iter().take(2).enumerate() {
            ledger.case_handlers.push(case_handler::Model {
                case_id: self.case.id,
                user_id: officer.id,
                is_lead: number == 0,
                since,
            });
        }
    }

    fn refer(
        &mut self,
        ledger: &mut Ledger,
        day: NaiveDate,
        to: ReferredTo<'_>,
        to_police: bool,
    ) -> anyhow::Result<()> {
        let at = moment(day, 481);
        let (target, to_department_id, to_region_name) = match to {
            ReferredTo::Region(name) => (ReferralTarget::Region, None, Some(name.to_owned())),
            ReferredTo::Department(department) => {
                self.receiver_region.clone_from(&department.region.key);
                let target = if to_police { ReferralTarget::Police } else { ReferralTarget::Department };
                if !self.departments.iter().any(|(known, ..)| known.department_id == department.id) {
                    self.departments.push((department.place(), CaseDepartmentRole::ReferredTo, day));
                    for party_id in &self.parties {
                        ledger.uses(department, *party_id, at);
                    }
                }
                (target, Some(department.id), None)
            }
        };
        let row = referral::Model {
            id: ledger.id(at),
            case_id: self.case.id,
            target,
            status: match target {
                ReferralTarget::Police => ReferralStatus::HandedOver,
                ReferralTarget::Department | ReferralTarget::Region => ReferralStatus::Sent,
            },
            is_open: true,
            to_department_id,
            to_region_name,
            to_organ_name: None,
            ground: None,
            documents: Vec::new().into(),
            proposed_on: day,
            referred_on: Some(day),
            last_step_on: day,
            is_complex: false,
            file_returned_on: None,
            goods_handed_over_on: None,
            supervision_suggested_on: None,
            event_count: 0,
            recorded_by_id: self.case.recorded_by_id,
            recorded_at: at,
            version: 1,
        };
        self.settle_referral(ledger);
        self.referral = Some(row);
        match target {
            ReferralTarget::Police => {
                for (act, status) in [
                    (ReferralAct::Propose, ReferralStatus::Proposed),
                    (ReferralAct::Approve, ReferralStatus::Approved),
                    (ReferralAct::HandOver, ReferralStatus::HandedOver),
                ] {
                    self.note_referral(ledger, act, status, day);
                }
            }
            ReferralTarget::Department | ReferralTarget::Region => {
                self.note_referral(ledger, ReferralAct::Send, ReferralStatus::Sent, day);
            }
        }
        Ok(())
    }

    /// What a step of the case means for its referral.
    fn follow_referral(
        &mut self,
        ledger: &mut Ledger,
        transition: CaseTransition,
        from: CaseStatus,
        day: NaiveDate,
    ) {
        use CaseTransition as T;
        let reconsidered = from == CaseStatus::PoliceReconsideration;
        let (act, status) = match transition {
            T::Close if from == CaseStatus::Referred => (ReferralAct::Accept, ReferralStatus::Accepted),
            T::PoliceFile => (ReferralAct::PoliceFile, ReferralStatus::PoliceFiled),
            T::PoliceDecline if reconsidered => {
                (ReferralAct::PoliceDecline, ReferralStatus::ReconsiderationDeclined)
            }
            T::PoliceDecline => (ReferralAct::PoliceDecline, ReferralStatus::PoliceDeclined),
            T::RequestReconsideration => {
                (ReferralAct::RequestReconsideration, ReferralStatus::Reconsideration)
            }
            T::TakeBack => (ReferralAct::TakeBack, ReferralStatus::TakenBack),
            _ => return,
        };
        self.note_referral(ledger, act, status, day);
    }

    fn note_referral(
        &mut self,
        ledger: &mut Ledger,
        act: ReferralAct,
        status: ReferralStatus,
        day: NaiveDate,
    ) {
        let Some(row) = &mut self.referral else { return };
        row.status = status;
        row.is_open = is_open(status);
        row.last_step_on = day;
        row.event_count += 1;
        row.version = row.event_count;
        let at = moment(day, 482 + i64::from(row.event_count));
        let (referral_id, sequence, actor_id) = (row.id, row.event_count, row.recorded_by_id);
        let event = referral_event::Model {
            id: ledger.id(at),
            referral_id,
            sequence,
            act,
            to_status: status,
            occurred_on: day,
            occurred_at: None,
            recorded_at: at,
            actor_id,
            on_paper: is_answer(act),
            ground: None,
            documents: Vec::new().into(),
            note: None,
        };
        ledger.referral_events.push(event);
    }

    /// Hands the referral to the ledger as it stands.
    fn settle_referral(&mut self, ledger: &mut Ledger) {
        let Some(row) = self.referral.take() else { return };
        let waits_for = match row.status {
            ReferralStatus::Sent => Some(ClockKind::ReferralAnswer),
            ReferralStatus::HandedOver => Some(ClockKind::PoliceFiling),
            ReferralStatus::Reconsideration => Some(ClockKind::ReconsiderationAnswer),
            _ => None,
        };
        if let (Some(kind), Some(department_id)) = (waits_for, row.to_department_id) {
            let at = moment(row.last_step_on, 490);
            let recorded = Recorded { id: ledger.id(at), actor_id: row.recorded_by_id, at };
            let start = Start {
                kind,
                case_id: Some(self.case.id),
                subject: Subject::Referral(row.id),
                region_key: &self.receiver_region,
                department_id,
                waits_for: WaitsFor::Department,
                started_on: row.last_step_on,
                started_at: None,
                due_on: None,
            };
            self.clocks.push(Kept::start(&ledger.law, recorded.id, &start, recorded));
        }
        ledger.referrals.push(row);
    }

    fn note_event(
        &mut self,
        ledger: &mut Ledger,
        transition: Option<CaseTransition>,
        from_status: Option<CaseStatus>,
        (occurred_on, actor_id): (NaiveDate, Uuid),
        said: Said<'_>,
        documents: Vec<String>,
    ) {
        self.case.event_count += 1;
        // Steps of one day are recorded one after the other.
        let at = moment(occurred_on, 480 + i64::from(self.case.event_count));
        let row = case_event::Model {
            id: ledger.id(at),
            case_id: self.case.id,
            sequence: self.case.event_count,
            transition,
            from_status,
            to_status: self.facts.standing.status,
            occurred_on,
            recorded_at: at,
            actor_id,
            ground: said.ground.map(str::to_owned),
            documents: documents.into(),
            note: said.note.map(str::to_owned),
            kind: CaseEventKind::Step,
            subject_id: None,
        };
        ledger.case_events.push(row);
    }

    /// Hands the case to the ledger as it stands.
    pub fn keep(mut self, ledger: &mut Ledger) -> Uuid {
        self.settle_referral(ledger);
        let standing = self.facts.standing;
        self.case.status = standing.status;
        self.case.is_open = rules::is_open(standing.status);
        self.case.outcome = standing.outcome;
        self.case.accepted_on = standing.accepted_on;
        self.case.filed_on = standing.filed_on;
        self.case.decided_on = standing.decided_on;
        self.case.closed_on = standing.closed_on;
        for kept in self.clocks {
            let main = clocks::rules::is_main(kept.row.kind);
            if main {
                show(&mut self.case, &kept.row);
            }
            // What else was done long ago would be most of the rows, and nobody looks at it.
            if main || kept.row.is_open {
                ledger.clocks.push(kept.row);
                ledger.clock_events.extend(kept.events);
            }
        }
        self.case.filed_by_id = standing.filed_by;
        self.case.version = self.case.event_count;
        let mut places = Vec::new();
        for (place, role, since) in self.departments {
            ledger.case_departments.push(case_department::Model {
                case_id: self.case.id,
                department_id: place.department_id,
                role,
                since,
            });
            places.push(place);
        }
        let id = self.case.id;
        ledger.case(self.case, &self.department.short_name, &places);
        id
    }
}
