//! How steps, statuses and refusals read to people.

use entity::{
    case,
    enums::{CaseKind, CaseOutcome, CaseSource, CaseStatus, CaseTransition},
};

use super::rules::{RuleError, StepField};
use crate::shared::{
    errors::{Problem, UserErrorCode},
    language::{Text, text},
};

/// What a transition is called.
pub fn transition(transition: CaseTransition) -> Text {
    use CaseTransition::*;
    let (zh, en) = match transition {
        Accept => ("受理", "Accept"),
        Decline => ("不予受理", "Decline to accept"),
        File => ("立案", "File"),
        DeclineFiling => ("不予立案", "Decline to file"),
        Investigate => ("开展调查", "Investigate"),
        Suspend => ("中止", "Suspend"),
        Resume => ("恢复办理", "Resume"),
        SubmitLegalReview => ("提交法制审核", "Submit for legal review"),
        ReturnFromLegalReview => ("法制审核退回", "Return from legal review"),
        PassLegalReview => ("法制审核通过并告知", "Pass legal review and give notice"),
        GiveNotice => ("行政处罚告知", "Give notice of the penalty"),
        HoldHearing => ("举行听证", "Hold a hearing"),
        Decide => ("作出决定", "Decide"),
        Enforce => ("执行", "Enforce"),
        Close => ("结案", "Close"),
        Archive => ("归档", "Archive"),
        Mediate => ("调解结案", "Close by mediation"),
        Withdraw => ("撤案", "Withdraw"),
        Refer => ("移送其他部门或地区", "Refer to another department or region"),
        ReferToPolice => ("移送公安机关", "Refer to the police"),
        PoliceFile => ("公安机关立案", "Police file"),
        PoliceDecline => ("公安机关不予立案", "Police decline to file"),
        RequestReconsideration => ("提请复议", "Request reconsideration"),
        TakeBack => ("收回", "Take back"),
    };
    text(zh, en)
}

/// What a status is called.
pub fn status(status: CaseStatus) -> Text {
    use CaseStatus::*;
    let (zh, en) = match status {
        Lead => ("线索", "lead"),
        NotAccepted => ("不予受理", "not accepted"),
        Accepted => ("已受理", "accepted"),
        NotFiled => ("不予立案", "not filed"),
        Filed => ("已立案", "filed"),
        Investigating => ("调查中", "investigating"),
        Suspended => ("已中止", "suspended"),
        LegalReview => ("法制审核中", "in legal review"),
        Notice => ("已告知", "notice given"),
        Hearing => ("听证中", "in hearing"),
        Decided => ("已决定", "decided"),
        Enforcing => ("执行中", "enforcing"),
        Referred => ("已移送其他部门或地区", "referred"),
        ReferredToPolice => ("已移送公安机关", "referred to the police"),
        PoliceReconsideration => ("公安机关复议中", "under reconsideration by the police"),
        Closed => ("已结案", "closed"),
        Archived => ("已归档", "archived"),
    };
    text(zh, en)
}

/// What a kind is called.
pub fn kind(kind: CaseKind) -> Text {
    use CaseKind::*;
    let (zh, en) = match kind {
        Trademark => ("商标侵权", "trademark"),
        CounterfeitPatent => ("假冒专利", "counterfeit patent"),
        PatentDispute => ("专利侵权纠纷", "patent dispute"),
        Copyright => ("著作权", "copyright"),
        GeographicalIndication => ("地理标志", "geographical indication"),
        PlantVariety => ("植物新品种", "plant variety"),
        TradeSecret => ("商业秘密", "trade secret"),
        UnfairCompetition => ("不正当竞争", "unfair competition"),
        CounterfeitGoods => ("制售假冒伪劣", "counterfeit or shoddy goods"),
        Customs => ("进出境", "customs"),
        Other => ("其他", "other"),
    };
    text(zh, en)
}

/// What a source is called.
pub fn source(source: CaseSource) -> Text {
    use CaseSource::*;
    let (zh, en) = match source {
        Inspection => ("执法检查", "inspection"),
        Complaint => ("投诉", "complaint"),
        Report => ("举报", "report"),
        Referral => ("移送", "referral"),
        Monitoring => ("监测", "monitoring"),
        Other => ("其他", "other"),
    };
    text(zh, en)
}

/// What an outcome is called.
pub fn outcome(outcome: CaseOutcome) -> Text {
    use CaseOutcome::*;
    let (zh, en) = match outcome {
        Penalty => ("行政处罚", "penalty"),
        NoPenalty => ("不予处罚", "no penalty"),
        Mediated => ("调解", "mediated"),
        Decided => ("处理决定", "decided"),
        Withdrawn => ("撤案", "withdrawn"),
        TakenOverByPolice => ("公安机关立案", "taken over by the police"),
        TakenOverByDepartment => ("其他部门接办", "taken over by another department"),
    };
    text(zh, en)
}

/// What marks a case out.
pub fn marks(case: &case::Model) -> Vec<Text> {
    [
        (case.mark_major, "重大", "major"),
        (case.mark_egregious, "恶性", "egregious"),
        (case.mark_typical, "典型", "typical"),
        (case.mark_foreign_related, "涉外", "foreign-related"),
        (case.mark_mass, "群体性", "mass"),
    ]
    .into_iter()
    .filter(|(marked, ..)| *marked)
    .map(|(_, zh, en)| text(zh, en))
    .collect()
}

fn field(field: StepField) -> (&'static str, &'static str, &'static str) {
    match field {
        StepField::Ground => ("ground", "依据或理由", "the ground"),
        StepField::Documents => ("documents", "文书", "the documents"),
        StepField::Outcome => ("outcome", "处理结果", "the outcome"),
        StepField::Penalty => ("penalty", "处罚内容", "the penalty"),
        StepField::ReferredTo => ("referredTo", "移送对象", "to whom it is referred"),
        StepField::ReasonNotReferred => (
            "reasonNotReferred",
            "未移送公安机关的理由（涉案数额已达到追诉标准）",
            "why the case is not referred to the police, although the threshold for prosecution is met",
        ),
    }
}

/// The refusal of `step` in a case of status `from`, with its code and the input's field.
pub fn refusal(error: &RuleError, step: CaseTransition, from: CaseStatus) -> Problem {
    use UserErrorCode as Code;
    let (code, path, zh, en) = match error {
        RuleError::NotFromHere => {
            let (step, from) = (transition(step), status(from));
            return Problem::new(
                Code::IllegalTransition,
                "transition",
                format!("案件当前状态为“{}”，不能进行“{}”", from.zh, step.zh),
                format!("The case is {}: \"{}\" is not possible now", from.en, step.en),
            );
        }
        RuleError::BeforePrevious(day) => {
            return Problem::new(
                Code::DateOrder,
                "occurredOn",
                format!("日期不得早于上一环节的日期（{day}）"),
                format!("The day must not be before the previous step's ({day})"),
            );
        }
        RuleError::HearingPeriod(until) => {
            return Problem::new(
                Code::IllegalTransition,
                "occurredOn",
                format!(
                    "当事人可在{until}前（含当日）陈述申辩、要求听证，期满或当事人书面放弃后方可作出决定"
                ),
                format!(
                    "The party may state its case and ask for a hearing up to {until}: decide after that, or once it has waived this in writing"
                ),
            );
        }
        RuleError::Missing(missing) => {
            let (path, zh, en) = field(*missing);
            return Problem::new(Code::Required, path, format!("请填写{zh}"), format!("State {en}"));
        }
        RuleError::OutOfPlace(given) => {
            let (path, zh, en) = field(*given);
            return Problem::new(
                Code::Invalid,
                path,
                format!("此环节不应填写{zh}"),
                format!("This step does not state {en}"),
            );
        }
        RuleError::NotForThisKind => (
            Code::IllegalTransition,
            "transition",
            "此类案件不适用该环节：专利侵权纠纷以调解、处理决定或撤回结案，不作行政处罚",
            "Not for this kind of case: a patent dispute ends in mediation, decision or withdrawal, never in a penalty",
        ),
        RuleError::EnforceFirst => (
            Code::IllegalTransition,
            "transition",
            "处罚决定尚未执行，不能结案",
            "The penalty must be enforced before the case is closed",
        ),
        RuleError::NothingToEnforce => (
            Code::IllegalTransition,
            "transition",
            "决定不予处罚，无需执行，可直接结案",
            "The decision was not to punish: there is nothing to enforce, close the case",
        ),
        RuleError::NothingToReconsider => (
            Code::IllegalTransition,
            "transition",
            "公安机关作出不予立案决定后方可提请复议，且仅限一次",
            "Reconsideration is asked for once, right after the police declined to file",
        ),
        RuleError::ReferralPending => (
            Code::IllegalTransition,
            "transition",
            "移送公安机关的报告正在办理，批准移交或者不予批准后方可进行",
            "A proposed referral to the police is being decided: first hand the case over or decide against it",
        ),
        RuleError::NeedsLegalReview => (
            Code::IllegalTransition,
            "transition",
            "重大、恶性、涉外、群体性、涉案金额较大或经过听证的案件，须先经法制审核（行政处罚法第五十八条）",
            "A major, egregious, foreign-related or mass case, a large amount, or a hearing held: legal review comes first (行政处罚法 art. 58)",
        ),
        RuleError::ServeFirst => (
            Code::IllegalTransition,
            "transition",
            "决定书尚未送达当事人，不能进入此环节（请先登记送达）",
            "The decision has not been served on the party yet; record its service first",
        ),
        RuleError::GoodsHeld => (
            Code::IllegalTransition,
            "transition",
            "尚有登记保存、查封、扣押的物品未处理，请先在“物品”中返还、没收、销毁或移交",
            "Seized goods are left: return, confiscate, destroy or transfer them first",
        ),
        RuleError::MayNotHandle => {
            (Code::Forbidden, "", "您的角色无权办理该案件", "Your role does not work on this case")
        }
        RuleError::NeedsHead => (
            Code::Forbidden,
            "transition",
            "此环节须由部门负责人批准",
            "This step needs the department's head",
        ),
        RuleError::NothingToApprove => (
            Code::Invalid,
            "transition",
            "此环节无需呈批，承办人可直接办理",
            "This step needs no approval; the case's handlers take it",
        ),
        RuleError::NotAHandler => (
            Code::Forbidden,
            "transition",
            "您不是本案承办人，请由部门负责人先指派",
            "You are not a handler of this case; the department's head assigns handlers",
        ),
        RuleError::NotCertified => (
            Code::CertificateInvalid,
            "occurredOn",
            "承办人当日没有有效的行政执法证",
            "The handler has no enforcement certificate valid on that day",
        ),
        RuleError::FilerMayNotReview => (
            Code::SamePersonMayNotReview,
            "transition",
            "立案人员不得审核同一案件（立审分离）",
            "Who filed a case does not review it",
        ),
        RuleError::InTheFuture => {
            (Code::DateOrder, "occurredOn", "日期不得晚于今天", "The day must not be in the future")
        }
        RuleError::WrongOutcome => (
            Code::Invalid,
            "outcome",
            "处理结果与此环节或已作出的决定不符",
            "The outcome does not fit this step or what was decided",
        ),
    };
    Problem::new(code, path, zh, en)
}

/// The mutation that takes `step` from `status`: a referral's steps are taken by its own acts.
pub fn operation(step: CaseTransition, status: CaseStatus) -> &'static str {
    use CaseTransition::*;
    match step {
        Refer => "referCaseToDepartment",
        ReferToPolice => "proposePoliceReferral",
        PoliceFile | PoliceDecline if status == CaseStatus::PoliceReconsideration => {
            "answerPoliceReconsideration"
        }
        PoliceFile | PoliceDecline => "answerPoliceReferral",
        RequestReconsideration => "requestPoliceReconsideration",
        TakeBack => "takeBackReferral",
        Close if status == CaseStatus::Referred => "acceptReferral",
        _ => "recordCaseStep",
    }
}

/// Why `step` is not recorded by itself: it belongs to a referral.
pub fn only_by_referral(step: CaseTransition, status: CaseStatus) -> Option<Problem> {
    let operation = operation(step, status);
    (operation != "recordCaseStep").then(|| {
        Problem::new(
            UserErrorCode::IllegalTransition,
            "transition",
            format!("“{}”请在“移送”中办理", transition(step).zh),
            format!("\"{}\" is part of a referral: use {operation}", transition(step).en),
        )
    })
}

/// Whether the refusal is about who asks rather than about the case: such are logged.
pub fn is_denial(error: &RuleError) -> bool {
    matches!(error, RuleError::MayNotHandle | RuleError::NeedsHead | RuleError::NotAHandler)
}
