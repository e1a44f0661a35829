//! Cases that a department's ledger tells of (台账): leads, cases that were accepted or filed, and those that are over.
//! What is still open goes on by the engine from where the ledger leaves it, with its clocks. What is over was decided
//! under other eyes than the platform's: it is entered as it is stated, each stage with its day as a line of the history
//! that names the ledger, with no clocks; where the ledger tells its last day, it counts as on time or late.

use chrono::NaiveDate;
use entity::{
    case, department,
    enums::{CaseEventKind, CaseKind, CaseOutcome, CaseStatus, CaseTransition},
};
use uuid::Uuid;
use vocabulary::Term;

use super::{
    register::{self, NewLead},
    steps::NewPenalty,
};
use crate::{
    cases::{
        clocks::after_step,
        history::{self, Line},
        rules,
        service::check_amount,
    },
    clocks::rules::due_sort,
    deconfliction, prosecution,
    shared::{
        caller::Caller,
        change::Change,
        errors::{Failure, Problem, UserErrorCode},
        input::{Checks, LONG, NAME},
        participation,
        policy::{self, Act},
    },
};

/// A case as a ledger tells of it.
#[derive(Clone, Debug)]
pub struct LedgerCase {
    /// How it began.
    pub lead: NewLead,
    /// The day of its acceptance.
    pub accepted_on: Option<NaiveDate>,
    /// The day of its filing.
    pub filed_on: Option<NaiveDate>,
    /// The day of the decision.
    pub decided_on: Option<NaiveDate>,
    /// The day on which it was closed.
    pub closed_on: Option<NaiveDate>,
    /// The last day by which it was to be decided.
    pub due_on: Option<NaiveDate>,
    /// How it ended.
    pub outcome: Option<CaseOutcome>,
    /// Where the ledger says that it stands.
    pub status: Option<CaseStatus>,
    /// What was imposed.
    pub penalty: NewPenalty,
    /// The numbers of the decision's documents.
    pub documents: Vec<String>,
}

/// A stage of its life: the step that led there, the day, the status from then on.
type Stage = (CaseTransition, NaiveDate, CaseStatus);

impl LedgerCase {
    /// Its stages after the lead, in their order.
    fn stages(&self) -> Vec<Stage> {
        let ended = |outcome| match outcome {
            CaseOutcome::Mediated => CaseTransition::Mediate,
            CaseOutcome::Withdrawn => CaseTransition::Withdraw,
            CaseOutcome::TakenOverByPolice => CaseTransition::PoliceFile,
            _ => CaseTransition::Close,
        };
        let close = self.outcome.map_or(CaseTransition::Close, ended);
        [
            (CaseTransition::Accept, self.accepted_on, CaseStatus::Accepted),
            (CaseTransition::File, self.filed_on, CaseStatus::Filed),
            (CaseTransition::Decide, self.decided_on, CaseStatus::Decided),
            (close, self.closed_on, CaseStatus::Closed),
        ]
        .into_iter()
        .filter_map(|(transition, on, status)| on.map(|on| (transition, on, status)))
        .collect()
    }

    /// What is wrong with the stages and with how it ended.
    fn check(&self, checks: &mut Checks, today: NaiveDate) {
        let days = [
            ("receivedOn", "收到", "receipt", Some(self.lead.received_on)),
            ("acceptedOn", "受理", "acceptance", self.accepted_on),
            ("filedOn", "立案", "filing", self.filed_on),
            ("decidedOn", "决定", "decision", self.decided_on),
            ("closedOn", "结案", "closing", self.closed_on),
        ];
        for pair in days.windows(2) {
            let [(before_path, zh, en, before), (path, _, _, day)] = pair else { continue };
            let Some(day) = day else { continue };
            checks.happened(path, *day, today);
            // A case that came to nothing is closed without a filing, or without a decision.
            if before.is_none() && *path != "closedOn" {
                let (zh, en) =
                    (format!("填写本项时应同时填写{zh}日期"), format!("This needs the day of the {en}, too"));
                checks.add(Problem::new(UserErrorCode::Required, before_path, zh, en));
            }
            let latest = days
                .iter()
                .take_while(|(other, ..)| other != path)
                .filter_map(|(_, zh, en, day)| day.map(|day| (day, *zh, *en)));
            if let Some((_, zh, en)) = latest.max().filter(|(latest, ..)| latest > day) {
                checks.add(Problem::new(
                    UserErrorCode::DateOrder,
                    path,
                    format!("不能早于{zh}日期"),
                    format!("Must not lie before the day of the {en}"),
                ));
            }
        }
        self.check_end(checks);
        let standing = self.stages().last().map_or(CaseStatus::Lead, |stage| stage.2);
        let archived = standing == CaseStatus::Closed && self.status == Some(CaseStatus::Archived);
        if let Some(status) = self.status.filter(|status| *status != standing && !archived) {
            let (stated, standing) = (status.label(), standing.label());
            checks.add(Problem::new(
                UserErrorCode::Invalid,
                "status",
                format!("填写“{}”，而按所填日期应为“{}”；不能按“{}”导入", stated.zh, standing.zh, stated.zh),
                format!("\"{}\" is stated, but the days say \"{}\"", stated.en, standing.en),
            ));
        }
    }

    fn check_end(&self, checks: &mut Checks) {
        let mut wrong = |path: &str, zh: &str, en: &str| {
            checks.add(Problem::new(UserErrorCode::Invalid, path, zh, en));
        };
        let dispute = self.lead.text.kind == CaseKind::PatentDispute;
        if self.closed_on.is_none() {
            if self.decided_on.is_some() {
                let zh =
                    "已决定而未结案的案件不能从台账导入：请填结案日期，或留空决定日期，导入后在平台上续办";
                wrong(
                    "decidedOn",
                    zh,
                    "What is decided and not closed can't be taken in: state its closing, or leave the decision out and go on here",
                );
            }
            if self.outcome.is_some() {
                wrong("outcome", "有办理结果的，应填写结案日期", "An outcome needs the day of the closing");
            }
            if self.penalty.is_any() {
                wrong(
                    "outcome",
                    "有处罚内容的，应填写办理结果和结案日期",
                    "A penalty needs the outcome and the day of the closing",
                );
            }
            return;
        }
        if self.accepted_on.is_none() {
            checks.add(Problem::required("acceptedOn"));
        }
        let Some(outcome) = self.outcome else {
            checks.add(Problem::required("outcome"));
            return;
        };
        let decided = matches!(outcome, CaseOutcome::Penalty | CaseOutcome::NoPenalty | CaseOutcome::Decided);
        if decided && self.decided_on.is_none() {
            checks.add(Problem::required("decidedOn"));
        }
        let filed = decided || matches!(outcome, CaseOutcome::Mediated | CaseOutcome::TakenOverByPolice);
        if filed && self.filed_on.is_none() {
            checks.add(Problem::required("filedOn"));
        }
        let mut wrong = |path: &str, zh: &str, en: &str| {
            checks.add(Problem::new(UserErrorCode::Invalid, path, zh, en));
        };
        match outcome {
            CaseOutcome::Mediated | CaseOutcome::Decided if !dispute => wrong(
                "outcome",
                "只有专利侵权纠纷以调解、处理决定结案",
                "Only patent disputes end in mediation or in a decision",
            ),
            CaseOutcome::Penalty | CaseOutcome::NoPenalty if dispute => {
                wrong("outcome", "专利侵权纠纷不作处罚", "A patent dispute ends in no penalty");
            }
            CaseOutcome::Penalty if !self.penalty.is_any() => wrong(
                "outcome",
                "办理结果为行政处罚的，应填写罚款、没收等处罚内容",
                "A penalty states what was imposed: a fine, what was confiscated …",
            ),
            _ => {}
        }
        if outcome != CaseOutcome::Penalty && self.penalty.is_any() {
            wrong(
                "outcome",
                "填写了处罚内容，办理结果应为行政处罚",
                "With a penalty stated, the outcome is a penalty",
            );
        }
    }
}

/// Enters the case as `id` within a change that takes a ledger in, of a department of which the caller handles cases;
/// `source` says which ledger. What was filed, the department's head alone takes in, who alone files. Where anything is
/// wrong, nothing is written; what is wrong already stands in `checks`.
///
/// # Errors
///
/// What is wrong with what is stated.
pub async fn take_in(
    change: &Change,
    caller: &Caller,
    department: &department::Model,
    id: Uuid,
    case: LedgerCase,
    mut checks: Checks,
    source: &str,
) -> Result<(), Failure> {
    case.check(&mut checks, change.today);
    if case.filed_on.is_some()
        && !policy::may(&caller.viewer, Act::ApproveCase, &participation::owner(department))
    {
        checks.add(Problem::new(
            UserErrorCode::Forbidden,
            "filedOn",
            "已立案的案件由部门负责人导入",
            "What was filed is taken in by the department's head",
        ));
    }
    let goods = case.penalty.confiscated_goods.as_deref();
    let goods = checks.optional("penalty.confiscatedGoods", goods, LONG);
    let fine_fen = check_amount(&mut checks, "penalty.fine", case.penalty.fine);
    let income = case.penalty.confiscated_income;
    let confiscated_income_fen = check_amount(&mut checks, "penalty.confiscatedIncome", income);
    let documents = checks.texts("documents", &case.documents, NAME);
    let stages = case.stages();
    let draft = register::draft(change, caller, department, id, case.lead, checks).await?;

    let last = stages.last().map_or(CaseStatus::Lead, |stage| stage.2);
    let over = !rules::is_open(last);
    let lead = draft.row.clone();
    let row = case::Model {
        status: last,
        is_open: !over,
        outcome: case.outcome,
        accepted_on: case.accepted_on,
        filed_on: case.filed_on,
        decided_on: case.decided_on,
        closed_on: case.closed_on,
        due_on: case.due_on.filter(|_| over),
        due_sort: due_sort(case.due_on.filter(|_| over)),
        penalty_warning: case.penalty.warning,
        fine_fen,
        confiscated_income_fen,
        confiscated_goods: goods,
        licence_revoked: case.penalty.licence_revoked,
        event_count: i32::try_from(stages.len()).map_err(anyhow::Error::from)? + 1,
        ..lead.clone()
    };
    register::insert(change, &row).await?;
    tell(change, caller, &row, &stages, documents, source).await?;
    register::enter(change, caller, department, draft).await?;
    if over {
        return Ok(());
    }
    let mut now = row.clone();
    prosecution::service::look(change, caller, None, &mut now).await?;
    let mut at = lead;
    after_step(change, None, &mut at, None, row.received_on, false).await?;
    for (transition, on, status) in stages {
        let before = at.clone();
        at.status = status;
        match transition {
            CaseTransition::Accept => at.accepted_on = Some(on),
            _ => at.filed_on = Some(on),
        }
        after_step(change, Some(&before), &mut at, Some(transition), on, false).await?;
    }
    deconfliction::service::look(change, &now).await
}

/// Writes the history: the lead and each stage, on its day, with the ledger that tells of it.
async fn tell(
    change: &Change,
    caller: &Caller,
    row: &case::Model,
    stages: &[Stage],
    documents: Vec<String>,
    source: &str,
) -> Result<(), Failure> {
    let mut at = case::Model { status: CaseStatus::Lead, event_count: 1, ..row.clone() };
    let line = |occurred_on, documents| Line {
        kind: CaseEventKind::Step,
        occurred_on,
        subject_id: None,
        ground: None,
        documents,
        attachment_ids: Vec::new(),
        note: Some(source.to_owned()),
    };
    history::append(change, caller, &at, None, line(row.received_on, Vec::new())).await?;
    for (transition, on, status) in stages {
        let from = std::mem::replace(&mut at.status, *status);
        at.event_count += 1;
        let decides = *transition == CaseTransition::Decide;
        let documents = if decides { documents.clone() } else { Vec::new() };
        history::append(change, caller, &at, Some((*transition, from)), line(*on, documents)).await?;
    }
    Ok(())
}
