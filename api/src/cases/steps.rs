//! What happens to a case: its steps, who handles it, and who handles it jointly. Each is one
//! transaction: load, authorise, ask the rules, save, append to its history, log.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, NaiveDate};
use entity::{
    case, case_department, case_event, case_handler, case_party, certificate, department,
    enums::{CaseDepartmentRole, CaseEventKind, CaseOutcome, CaseStatus, CaseTransition, ClockKind, Role},
    user,
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, sea_query::OnConflict,
};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{
    approvals,
    history::{self, Line},
    informants, review,
    rules::{self, Facts, Step},
    service::{again, already_ended, check_amount, link_parties, load, record, refuse, save, too_early},
    types::{actor, facts, owner},
    words,
};
use crate::{attachments, blacklist, deconfliction};
use crate::{
    clocks,
    referrals::prosecution,
    shared::{
        caller::{Caller, IdempotencyKey},
        change::{self, Begun, Change},
        errors::{Failure, Problem, UserErrorCode},
        input::{Checks, LIST, LONG, NAME},
        policy::{self, Act},
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
                refuse(change, caller, mutation, Some(case_id), problems).await
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
    let mut row = save(&change.transaction, before.version, row).await?;
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
    hand_over(change, &row, &step).await?;
    if !row.is_open || row.decided_on.is_some() {
        prosecution::answered(change, row.id, step.occurred_on).await?;
    }
    change.count(Some(&before), &row);
    // Reconsideration is asked for right after the refusal, or not at all.
    if before.status == CaseStatus::Investigating && step.transition != CaseTransition::RequestReconsideration
    {
        let kind = ClockKind::ReconsiderationRequest;
        clocks::service::cancel_in_case(change, row.id, kind, step.occurred_on).await?;
    }
    let named = informants::is_named(&change.transaction, row.id).await?;
    clocks::cases::after_step(
        change,
        Some(&before),
        &mut row,
        Some(step.transition),
        step.occurred_on,
        named,
    )
    .await?;
    approvals::service::lapse(change, row.id).await?;
    supervisions::service::after_step(change, &row).await?;
    blacklist::service::after_step(change, caller, &mut row).await?;
    deconfliction::service::look(change, &row).await?;
    Ok(row)
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
    let in_the_way = prosecution::find_in_the_way(change, row).await?;
    let review_from = match review::matters(row) {
        true => review::Amounts::read(&change.transaction).await?.on(change.today),
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

pub(super) async fn acting(
    change: &Change,
    caller: &Caller,
    row: &case::Model,
) -> Result<rules::ActorFacts, DbErr> {
    let user_id = caller.viewer.user_id;
    let handles = case_handler::Entity::find_by_id((row.id, user_id)).one(&change.transaction).await?;
    let certificates = certificate::Entity::find()
        .filter(certificate::Column::UserId.eq(user_id))
        .all(&change.transaction)
        .await?;
    Ok(actor(caller, row, handles.is_some(), &certificates))
}

/// Shows the case and its parties to the department that receives it, from the step's day on. To whom
/// it may go at all is the referral's question.
async fn hand_over(change: &Change, row: &case::Model, step: &NewStep) -> Result<(), DbErr> {
    let Some(id) = step.referred_to.as_ref().and_then(|to| to.department_id) else { return Ok(()) };
    match department::Entity::find_by_id(id).one(&change.transaction).await? {
        Some(department) => {
            show_to(change, row.id, &department, CaseDepartmentRole::ReferredTo, step.occurred_on).await
        }
        None => Ok(()),
    }
}

/// Lets `department` see the case and its parties. Who handles it jointly stays a joint handler.
async fn show_to(
    change: &Change,
    case_id: Uuid,
    department: &department::Model,
    role: CaseDepartmentRole,
    since: NaiveDate,
) -> Result<(), DbErr> {
    let mut known =
        OnConflict::columns([case_department::Column::CaseId, case_department::Column::DepartmentId]);
    match role {
        CaseDepartmentRole::CoHandler => known.update_column(case_department::Column::Role),
        _ => known.do_nothing(),
    };
    case_department::Entity::insert(case_department::ActiveModel {
        case_id: Set(case_id),
        department_id: Set(department.id),
        role: Set(role),
        since: Set(since),
    })
    .on_conflict(known)
    .exec_without_returning(&change.transaction)
    .await?;
    let parties = case_party::Entity::find()
        .filter(case_party::Column::CaseId.eq(case_id))
        .all(&change.transaction)
        .await?;
    link_parties(change, department, parties.into_iter().map(|part| part.party_id)).await
}

/// An officer who is to handle a case.
#[derive(Clone, Debug)]
pub struct NewHandler {
    /// The officer.
    pub user_id: Uuid,
    /// Answers for it (主办).
    pub lead: bool,
}

/// Assigns the officers who handle a case, in place of those before.
pub async fn assign_handlers(
    caller: &Caller,
    id: Uuid,
    version: i32,
    handlers: Vec<NewHandler>,
    key: Option<IdempotencyKey>,
) -> Result<case::Model, Failure> {
    let change = match change::begin(caller, key).await? {
        Begun::Repeated(id) => return again(caller, id).await,
        Begun::Fresh(change) => change,
    };
    let before = load(&change, caller, id).await?;
    if !policy::may(&caller.viewer, Act::ApproveCase, &owner(&before)) {
        let problems = vec![Problem::forbidden("")];
        return Err(refuse(change, caller, "assignCaseHandlers", Some(id), problems).await);
    }
    if before.version != version {
        return Err(Failure::Conflict);
    }
    let mut checks = Checks::default();
    if !before.is_open {
        checks.add(already_ended());
    }
    let names = check_handlers(&mut checks, &change, &before, &handlers).await?;
    checks.finish()?;

    let mut row = before;
    let line = Line {
        kind: CaseEventKind::Handling,
        occurred_on: change.today,
        subject_id: None,
        ground: None,
        documents: Vec::new(),
        attachment_ids: Vec::new(),
        note: Some(format!("承办人：{}", names.join("、"))),
    };
    history::note(&change, caller, &mut row, line).await?;
    let transaction = &change.transaction;
    let since: BTreeMap<Uuid, NaiveDate> = case_handler::Entity::find()
        .filter(case_handler::Column::CaseId.eq(id))
        .all(transaction)
        .await?
        .into_iter()
        .map(|handler| (handler.user_id, handler.since))
        .collect();
    case_handler::Entity::delete_many().filter(case_handler::Column::CaseId.eq(id)).exec(transaction).await?;
    let rows = handlers.iter().map(|handler| case_handler::ActiveModel {
        case_id: Set(id),
        user_id: Set(handler.user_id),
        is_lead: Set(handler.lead),
        since: Set(since.get(&handler.user_id).copied().unwrap_or(change.today)),
    });
    case_handler::Entity::insert_many(rows).exec_without_returning(transaction).await?;
    let detail = serde_json::json!({
        "number": row.number,
        "handlers": handlers.iter().map(|handler| handler.user_id).collect::<Vec<_>>(),
    });
    change.commit(record("assignCaseHandlers", id, detail)).await?;
    Ok(row)
}

/// Handlers are officers of the case's department, each with a certificate valid today (持证上岗),
/// and one of them answers for the case. Answers how they are called.
async fn check_handlers(
    checks: &mut Checks,
    change: &Change,
    row: &case::Model,
    handlers: &[NewHandler],
) -> Result<Vec<String>, Failure> {
    if handlers.is_empty() {
        checks.add(Problem::required("handlers"));
        return Ok(Vec::new());
    }
    checks.length("handlers", handlers.len());
    if handlers.iter().filter(|handler| handler.lead).count() != 1 {
        checks.add(Problem::new(
            UserErrorCode::Invalid,
            "handlers",
            "请指定一名主办人",
            "Name exactly one who answers for the case",
        ));
    }
    let ids: BTreeSet<Uuid> = handlers.iter().take(LIST).map(|handler| handler.user_id).collect();
    let people: BTreeMap<Uuid, user::Model> = user::Entity::find()
        .filter(user::Column::Id.is_in(ids.iter().copied()))
        .filter(user::Column::DepartmentId.eq(row.department_id))
        .filter(user::Column::Role.is_in([Role::Officer, Role::DepartmentHead]))
        .filter(user::Column::Active.eq(true))
        .all(&change.transaction)
        .await?
        .into_iter()
        .map(|person| (person.id, person))
        .collect();
    let certified: BTreeSet<Uuid> = certificate::Entity::find()
        .filter(certificate::Column::UserId.is_in(ids))
        .filter(certificate::Column::ValidFrom.lte(change.today))
        .filter(certificate::Column::ValidTo.gte(change.today))
        .all(&change.transaction)
        .await?
        .into_iter()
        .map(|held| held.user_id)
        .collect();
    let mut once = BTreeSet::new();
    let mut names = Vec::new();
    for (index, handler) in handlers.iter().enumerate() {
        let path = format!("handlers.{index}.userId");
        match people.get(&handler.user_id) {
            None => checks.add(Problem::not_found(&path)),
            Some(_) if !once.insert(handler.user_id) => checks.add(Problem::new(
                UserErrorCode::Duplicate,
                &path,
                "同一人员不能重复列入",
                "A person is named once",
            )),
            Some(person) if !certified.contains(&person.id) => checks.add(Problem::new(
                UserErrorCode::CertificateInvalid,
                &path,
                format!("{}没有有效的行政执法证，不能承办案件", person.display_name),
                format!(
                    "{} has no valid enforcement certificate and can't handle a case",
                    person.display_name
                ),
            )),
            Some(person) if handler.lead => names.insert(0, format!("{}（主办）", person.display_name)),
            Some(person) => names.push(person.display_name.clone()),
        }
    }
    Ok(names)
}

/// Lets `department` handle the case jointly from `since` on, within `change`. The caller has checked who
/// may, and that it does not do so already.
pub async fn join(
    change: &Change,
    caller: &Caller,
    row: case::Model,
    department: &department::Model,
    since: NaiveDate,
) -> Result<case::Model, Failure> {
    let mut row = case::Model { co_handler_count: row.co_handler_count + 1, ..row };
    let line = Line {
        kind: CaseEventKind::Handling,
        occurred_on: since,
        subject_id: Some(department.id),
        ground: None,
        documents: Vec::new(),
        attachment_ids: Vec::new(),
        note: Some(format!("{}参加联合办案", department.name)),
    };
    history::note(change, caller, &mut row, line).await?;
    show_to(change, row.id, department, CaseDepartmentRole::CoHandler, since).await?;
    deconfliction::service::look(change, &row).await?;
    Ok(row)
}

/// Adds a department that handles the case jointly (联合办案): it sees the case from then on.
pub async fn add_co_handler(
    caller: &Caller,
    id: Uuid,
    version: i32,
    department_id: Uuid,
    since: NaiveDate,
    key: Option<IdempotencyKey>,
) -> Result<case::Model, Failure> {
    let change = match change::begin(caller, key).await? {
        Begun::Repeated(id) => return again(caller, id).await,
        Begun::Fresh(change) => change,
    };
    let row = load(&change, caller, id).await?;
    if !policy::may(&caller.viewer, Act::ApproveCase, &owner(&row)) {
        let problems = vec![Problem::forbidden("")];
        return Err(refuse(change, caller, "addCoHandler", Some(id), problems).await);
    }
    if row.version != version {
        return Err(Failure::Conflict);
    }
    let mut checks = Checks::default();
    if !row.is_open {
        checks.add(already_ended());
    }
    checks.happened("since", since, change.today);
    if since < row.received_on || since.year() < 1900 {
        checks.add(too_early("since"));
    }
    let department = department::Entity::find_by_id(department_id)
        .one(&change.transaction)
        .await?
        .filter(|department| department.active);
    let known = case_department::Entity::find_by_id((id, department_id)).one(&change.transaction).await?;
    let role = known.map(|known| known.role);
    if department.is_none() {
        checks.add(Problem::not_found("departmentId"));
    } else if matches!(role, Some(CaseDepartmentRole::Owner | CaseDepartmentRole::CoHandler)) {
        checks.add(Problem::new(
            UserErrorCode::Duplicate,
            "departmentId",
            "该部门已在办理此案",
            "This department handles the case already",
        ));
    }
    checks.finish()?;
    let Some(department) = department else { return Err(Problem::not_found("departmentId").into()) };

    let row = join(&change, caller, row, &department, since).await?;
    let detail = serde_json::json!({ "number": row.number, "department": department.name, "since": since });
    change.commit(record("addCoHandler", id, detail)).await?;
    Ok(row)
}
