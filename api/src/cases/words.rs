//! How refusals of steps read to people.

use entity::enums::{CaseStatus, CaseTransition};
use vocabulary::{CaseStepField, Label, Term};

use super::rules::RuleError;
use crate::shared::errors::{Problem, UserErrorCode};

/// What the input calls it.
fn path(field: CaseStepField) -> &'static str {
    match field {
        CaseStepField::Ground => "ground",
        CaseStepField::Documents => "documents",
        CaseStepField::Outcome => "outcome",
        CaseStepField::Penalty => "penalty",
        CaseStepField::ReferredTo => "referredTo",
        CaseStepField::ReasonNotReferred => "reasonNotReferred",
    }
}

/// The refusal of `step` in a case of status `from`, with its code and the input's field.
pub fn refusal(error: &RuleError, step: CaseTransition, from: CaseStatus) -> Problem {
    use UserErrorCode as Code;
    let (code, path, zh, en) = match error {
        RuleError::NotFromHere => {
            let (step, from) = (step.label(), from.label());
            return Problem::new(
                Code::IllegalTransition,
                "transition",
                format!("案件当前状态为“{}”，不能进行“{}”", from.zh, step.zh),
                format!("The case stands at \"{}\": \"{}\" is not possible now", from.en, step.en),
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
        RuleError::Missing(missing @ CaseStepField::ReasonNotReferred) => (
            Code::Required,
            path(*missing),
            "涉案数额已达到追诉标准，请填写未移送公安机关的理由",
            "The threshold for prosecution is met: state why the case is not referred to the police",
        ),
        RuleError::Missing(missing) => {
            let Label { zh, en } = missing.label();
            return Problem::new(
                Code::Required,
                path(*missing),
                format!("请填写{zh}"),
                format!("\"{en}\" is missing"),
            );
        }
        RuleError::OutOfPlace(given) => {
            let Label { zh, en } = given.label();
            return Problem::new(
                Code::Invalid,
                path(*given),
                format!("此环节不应填写{zh}"),
                format!("This step does not state \"{en}\""),
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
            format!("“{}”请在“移送”中办理", step.label().zh),
            format!("\"{}\" is part of a referral: use {operation}", step.label().en),
        )
    })
}

/// Whether the refusal is about who asks rather than about the case: such are logged.
pub fn is_denial(error: &RuleError) -> bool {
    matches!(error, RuleError::MayNotHandle | RuleError::NeedsHead | RuleError::NotAHandler)
}
