//! The steps of a case. Each is one transaction: load, authorise, ask the rules, save, append to its
//! history, log.

use chrono::NaiveDate;
use entity::{
    case, case_event, department,
    enums::{
        CaseDepartmentRole, CaseEventKind, CaseOutcome, CaseStatus, CaseTransition, ClockKind,
        NotificationKind,
    },
};
use sea_orm::{ColumnTrait, DbErr, EntityTrait, QueryFilter, QueryOrder};
use serde::{Deserialize, Serialize};
use uuid::Uuid;
use vocabulary::Term;

use super::approvals;
use crate::{
    attachments, blacklist,
    cases::{
        clocks::after_step,
        facts::{acting, facts},
        history::{self, Line},
        indexing, informants,
        joint::show_to,
        review,
        rules::{self, Facts, Step},
        service::{again, check_amount, load, record, save},
        words,
    },
    clocks, deconfliction,
    notifications::service::{Note, Recipient, notify},
    parties, prosecution,
    shared::{
        caller::{Caller, IdempotencyKey},
        change::{self, Begun, Change},
        errors::{Failure, Problem},
        input::{Checks, LONG, NAME},
        language::{Text, text},
        values::Money,
    },
    supervisions,
};

/// What was decided against a party.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct NewPenalty {
    /// 警告
    pub warning: bool,
    /// 罚款
    pub fine: Option<Money>,
    /// 没收违法所得
    pub confiscated_income: Option<Money>,
    /// 没收物品
    pub confiscated_goods: Option<String>,
    /// 吊销许可证件
    pub licence_revoked: bool,
}

impl NewPenalty {
    /// Whether anything is imposed.
    pub fn is_any(&self) -> bool {
        let some = |amount: Option<Money>| amount.is_some_and(|amount| amount.fen > 0);
        self.warning
            || some(self.fine)
            || some(self.confiscated_income)
            || self.confiscated_goods.is_some()
            || self.licence_revoked
    }
}

/// To whom a case is referred.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct NewReferral {
    /// A department on the platform.
    pub department_id: Option<Uuid>,
    /// Another region, in words.
    pub region_name: Option<String>,
}

/// A step, as it is recorded.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct NewStep {
    /// Which transition.
    pub transition: CaseTransition,
    /// The statutory day.
    pub occurred_on: NaiveDate,
    /// The provision or reason.
    pub ground: Option<String>,
    /// The documents' numbers; where none is given, the names of the files.
    pub documents: Vec<String>,
    /// The files of the case on which it rests.
    #[serde(default)]
    pub attachment_ids: Vec<Uuid>,
    /// What else is noted.
    pub note: Option<String>,
    /// The outcome.
    pub outcome: Option<CaseOutcome>,
    /// The penalty.
    pub penalty: Option<NewPenalty>,
    /// To whom it is referred.
    pub referred_to: Option<NewReferral>,
    /// The row that the step is taken for: a referral, an approval.
    pub subject_id: Option<Uuid>,
    /// Why a penalty is decided although the threshold for prosecution is met.
    #[serde(default)]
    pub reason_not_referred: Option<String>,
    /// Whether this is the answer of the department that the case was referred to.
    #[serde(skip)]
    pub answers_referral: bool,
}

impl NewStep {
    /// A step that states nothing yet.
    pub fn of(transition: CaseTransition, occurred_on: NaiveDate) -> Self {
        Self {
            transition,
            occurred_on,
            ground: None,
            documents: Vec::new(),
            attachment_ids: Vec::new(),
            note: None,
            outcome: None,
            penalty: None,
            referred_to: None,
            subject_id: None,
            reason_not_referred: None,
            answers_referral: false,
        }
    }
}

/// Why a step was not taken.
#[derive(Debug)]
pub struct Refused {
    /// What to answer.
    pub failure: Failure,
    /// It was about who asks: such is logged, by [`Refused::settle`].
    pub denied: bool,
}

impl<E: Into<Failure>> From<E> for Refused {
    fn from(error: E) -> Self {
        Self { failure: error.into(), denied: false }
    }
}

impl Refused {
    /// What to answer, after `change` is undone and a denial logged under the mutation's name.
    pub async fn settle(self, change: Change, caller: &Caller, mutation: &str, case_id: Uuid) -> Failure {
        match self.failure {
            Failure::Rejected(problems) if self.denied => {
                change.deny_saying(caller, mutation, "Case", Some(case_id), problems).await
            }
            failure => failure,
        }
    }
}

/// Records a step, if the case's rules allow it.
pub async fn record_step(
    caller: &Caller,
    id: Uuid,
    version: i32,
    step: NewStep,
    key: Option<IdempotencyKey>,
) -> Result<case::Model, Failure> {
    let change = match change::begin(caller, key).await? {
        Begun::Repeated(id) => return again(caller, id).await,
        Begun::Fresh(change) => change,
    };
    let before = load(&change, caller, id).await?;
    if let Some(problem) = words::only_by_referral(step.transition, before.status) {
        return Err(problem.into());
    }
    let (seen, from) = (before.version, before.status);
    let (transition, occurred_on, attachment_ids) =
        (step.transition, step.occurred_on, step.attachment_ids.clone());
    let row = match take(&change, caller, before, step).await {
        // A step that was right when the viewer saw the case: they need to see it as it is.
        Ok(_) | Err(Refused { denied: false, .. }) if seen != version => return Err(Failure::Conflict),
        Ok(row) => row,
        Err(refused) => return Err(refused.settle(change, caller, "recordCaseStep", id).await),
    };
    let detail = serde_json::json!({
        "number": row.number,
        "transition": transition,
        "from": from,
        "to": row.status,
        "occurredOn": occurred_on,
        "attachments": attachment_ids,
    });
    change.commit(record("recordCaseStep", id, detail)).await?;
    Ok(row)
}

/// Takes a step of the case as it stands `before`, within `change`: the only way in which a case's
/// status moves. The caller has loaded the case as `caller` sees it, compares versions where a person
/// named one, and commits.
pub async fn take(
    change: &Change,
    caller: &Caller,
    before: case::Model,
    step: NewStep,
) -> Result<case::Model, Refused> {
    let mut checks = Checks::default();
    let step = cleaned(&mut checks, change, before.id, step).await?;
    let facts = known(change, &before).await?;
    let mut actor = acting(change, caller, &before).await?;
    actor.answers_referral = step.answers_referral;
    let standing = match rules::apply(&facts, &actor, &plain(&step), change.today) {
        Ok(standing) => standing,
        Err(errors) => {
            let refused = errors.iter().map(|error| words::refusal(error, step.transition, before.status));
            checks.extend(refused);
            let denied = errors.iter().any(words::is_denial);
            return Err(Refused { failure: checks.into_problems().into(), denied });
        }
    };
    checks.finish()?;

    let mut row = case::Model {
        status: standing.status,
        outcome: standing.outcome,
        is_open: rules::is_open(standing.status),
        accepted_on: standing.accepted_on,
        filed_on: standing.filed_on,
        decided_on: standing.decided_on,
        closed_on: standing.closed_on,
        filed_by_id: standing.filed_by,
        reason_not_referred: step.reason_not_referred.clone().or(before.reason_not_referred.clone()),
        event_count: before.event_count + 1,
        ..before.clone()
    };
    if let Some(penalty) = step.penalty.as_ref().filter(|penalty| penalty.is_any()) {
        row.penalty_warning = penalty.warning;
        row.fine_fen = penalty.fine.map(|fine| fine.fen);
        row.confiscated_income_fen = penalty.confiscated_income.map(|income| income.fen);
        row.confiscated_goods = penalty.confiscated_goods.clone();
        row.licence_revoked = penalty.licence_revoked;
    }
    let mut row = save(change, before.version, row).await?;
    let line = Line {
        kind: CaseEventKind::Step,
        occurred_on: step.occurred_on,
        subject_id: step.subject_id,
        ground: step.ground.clone(),
        documents: step.documents.clone(),
        attachment_ids: step.attachment_ids.clone(),
        note: step.note.clone(),
    };
    history::append(change, caller, &row, Some((step.transition, before.status)), line).await?;
    if step.transition == CaseTransition::File
        && parties::names::as_of(&change.transaction, row.id, row.department_id, step.occurred_on).await?
    {
        indexing::case(&change.transaction, row.id).await?;
    }
    hand_over(change, &row, &step).await?;
    if !row.is_open || row.decided_on.is_some() {
        prosecution::service::answered(change, row.id, step.occurred_on).await?;
    }
    // Reconsideration is asked for right after the refusal, or not at all.
    if before.status == CaseStatus::Investigating && step.transition != CaseTransition::RequestReconsideration
    {
        let kind = ClockKind::ReconsiderationRequest;
        clocks::service::cancel_in_case(change, row.id, kind, step.occurred_on).await?;
    }
    let named = informants::is_named(&change.transaction, row.id).await?;
    after_step(change, Some(&before), &mut row, Some(step.transition), step.occurred_on, named).await?;
    approvals::service::lapse(change, row.id).await?;
    supervisions::service::after_step(change, &row, step.occurred_on).await?;
    blacklist::service::after_step(change, caller, &mut row).await?;
    deconfliction::service::look(change, &row).await?;
    tell_others(change, caller, &row, step.transition.label().into()).await?;
    Ok(row)
}

/// Tells those who handle the case with whoever took a step of it.
async fn tell_others(change: &Change, caller: &Caller, row: &case::Model, step: Text) -> Result<(), DbErr> {
    let others = Recipient::OtherHandlers { of: row.id, but: caller.viewer.user_id };
    let by = &caller.viewer.display_name;
    let said = text(
        format!("{by}办理“{}”：{}", step.zh, row.title),
        format!("{by} took the step \"{}\": {}", step.en, row.title),
    );
    let object = ("Case", row.id);
    let note = Note { kind: NotificationKind::Progress, object, text: said, due_on: None, once: None };
    notify(change, &[others], note).await
}

/// What stands against referring the case to the police today; nothing where it is possible.
pub(crate) async fn against_police(
    change: &Change,
    caller: &Caller,
    row: &case::Model,
) -> Result<Option<Problem>, DbErr> {
    let facts = known(change, row).await?;
    let actor = acting(change, caller, row).await?;
    let police = CaseTransition::ReferToPolice;
    let choices = rules::transitions(&facts, &actor, change.today);
    let choice = choices.into_iter().find(|choice| choice.transition == police);
    let refusal = choice.map_or(Some(rules::RuleError::NotFromHere), |choice| choice.refusal);
    Ok(refusal.map(|error| words::refusal(&error, police, row.status)))
}

/// What the rules must know of the case as it stands.
pub(super) async fn known(change: &Change, row: &case::Model) -> Result<Facts, DbErr> {
    let happened = case_event::Entity::find()
        .filter(case_event::Column::CaseId.eq(row.id))
        .filter(case_event::Column::Kind.is_in(history::MILESTONES))
        .order_by_asc(case_event::Column::Sequence)
        .all(&change.transaction)
        .await?;
    let hearing = match row.status {
        CaseStatus::Notice => {
            let case = clocks::service::Subject::Case(row.id);
            clocks::service::open(&change.transaction, case, ClockKind::HearingRequest).await?
        }
        _ => None,
    };
    let in_the_way = prosecution::service::find_in_the_way(change, row).await?;
    let review_from = match review::service::matters(row) {
        true => review::service::Amounts::read(&change.transaction).await?.on(&row.region_key, change.today),
        false => None,
    };
    let hearing_until = hearing.and_then(|clock| clock.due_on);
    Ok(facts(row, &happened, hearing_until, in_the_way, review_from))
}

/// The step's texts, amounts and files, cleaned.
pub(super) async fn cleaned(
    checks: &mut Checks,
    change: &Change,
    case_id: Uuid,
    step: NewStep,
) -> Result<NewStep, DbErr> {
    let (documents, attachment_ids) =
        documents(checks, change, case_id, &step.documents, &step.attachment_ids).await?;
    let penalty = step.penalty.map(|penalty| {
        check_amount(checks, "penalty.fine", penalty.fine);
        check_amount(checks, "penalty.confiscatedIncome", penalty.confiscated_income);
        let goods = penalty.confiscated_goods.as_deref();
        NewPenalty { confiscated_goods: checks.optional("penalty.confiscatedGoods", goods, LONG), ..penalty }
    });
    let referred_to = step.referred_to.map(|referred| {
        let region = referred.region_name.as_deref();
        NewReferral { region_name: checks.optional("referredTo.regionName", region, NAME), ..referred }
    });
    Ok(NewStep {
        ground: checks.optional("ground", step.ground.as_deref(), LONG),
        note: checks.optional("note", step.note.as_deref(), LONG),
        reason_not_referred: checks.optional("reasonNotReferred", step.reason_not_referred.as_deref(), LONG),
        documents,
        attachment_ids,
        penalty,
        referred_to,
        ..step
    })
}

/// The documents' numbers and the files on which something rests, cleaned. Where only files are named,
/// their names stand for the numbers: a file is a document.
pub(crate) async fn documents(
    checks: &mut Checks,
    change: &Change,
    case_id: Uuid,
    numbers: &[String],
    attachment_ids: &[Uuid],
) -> Result<(Vec<String>, Vec<Uuid>), DbErr> {
    let mut documents = checks.texts("documents", numbers, NAME);
    let files =
        attachments::service::documents(change, checks, case_id, attachment_ids, "attachmentIds").await?;
    if documents.is_empty() {
        documents = files.iter().map(|file| file.name.clone()).collect();
    }
    Ok((documents, files.into_iter().map(|file| file.id).collect()))
}

/// The step as far as the rules care.
pub(super) fn plain(step: &NewStep) -> Step {
    let referred = |to: &NewReferral| to.department_id.is_some() || to.region_name.is_some();
    Step {
        transition: step.transition,
        occurred_on: step.occurred_on,
        ground: step.ground.is_some(),
        documents: !step.documents.is_empty(),
        outcome: step.outcome,
        penalty: step.penalty.as_ref().is_some_and(NewPenalty::is_any),
        referred_to: step.referred_to.as_ref().is_some_and(referred),
        reason_not_referred: step.reason_not_referred.is_some(),
    }
}

/// Shows the case and its parties to the department that receives it, from the step's day on. To whom
/// it may go at all is the referral's question.
async fn hand_over(change: &Change, row: &case::Model, step: &NewStep) -> Result<(), DbErr> {
    let Some(id) = step.referred_to.as_ref().and_then(|to| to.department_id) else { return Ok(()) };
    match department::Entity::find_by_id(id).one(&change.transaction).await? {
        Some(department) => {
            show_to(change, row, &department, CaseDepartmentRole::ReferredTo, step.occurred_on).await
        }
        None => Ok(()),
    }
}
