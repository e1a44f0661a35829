//! How referrals and their refusals read to people.

use entity::enums::{ReferralAct, ReferralItemKind, ReferralStatus};

use super::rules::{ActField, RuleError};
use crate::shared::{
    errors::{Problem, UserErrorCode},
    language::{Text, text},
};

/// What an act is called.
pub fn act(act: ReferralAct) -> Text {
    use ReferralAct::*;
    let (zh, en) = match act {
        Send => ("移送", "Refer"),
        Accept => ("接收", "Accept"),
        Return => ("退回", "Return"),
        TakeBack => ("收回", "Take back"),
        Propose => ("提出移送", "Propose the referral"),
        Complete => ("补正移送材料", "Complete the package"),
        Approve => ("批准移送", "Approve the referral"),
        Disapprove => ("不批准移送", "Decide against the referral"),
        HandOver => ("移交公安机关", "Hand over to the police"),
        NoteComplex => ("案情复杂，延长审查", "Note a complex case"),
        PoliceFile => ("公安机关立案", "Police file"),
        PoliceDecline => ("公安机关不予立案", "Police decline to file"),
        RequestReconsideration => ("提请复议", "Request reconsideration"),
        ReturnFile => ("退回案卷", "Return the file"),
        HandOverGoods => ("移交涉案物品和材料", "Hand over goods and material"),
        SuggestSupervision => ("建议检察院立案监督", "Ask the procuratorate to supervise"),
    };
    text(zh, en)
}

/// What a status is called.
pub fn status(status: ReferralStatus) -> Text {
    use ReferralStatus::*;
    let (zh, en) = match status {
        Sent => ("待接收", "waiting to be accepted"),
        Accepted => ("已接收", "accepted"),
        Returned => ("已退回", "returned"),
        TakenBack => ("已收回", "taken back"),
        Proposed => ("待审批", "waiting for the head"),
        NotApproved => ("不批准移送", "not approved"),
        Approved => ("已批准待移交", "approved, to be handed over"),
        HandedOver => ("公安机关审查中", "with the police"),
        PoliceFiled => ("公安机关已立案", "filed by the police"),
        PoliceDeclined => ("公安机关不予立案", "declined by the police"),
        Reconsideration => ("复议中", "under reconsideration"),
        ReconsiderationDeclined => ("复议维持不予立案", "declined again"),
    };
    text(zh, en)
}

/// What an item of the package is called.
pub fn item(item: ReferralItemKind) -> Text {
    use ReferralItemKind::*;
    let (zh, en) = match item {
        TransferLetter => ("涉嫌犯罪案件移送书", "the transfer letter"),
        InvestigationReport => ("涉嫌犯罪案件情况的调查报告", "the investigation report"),
        GoodsList => ("涉案物品清单", "the list of goods"),
        Appraisal => ("有关检验报告或者鉴定结论", "the test report or appraisal"),
        OtherMaterial => ("其他有关涉嫌犯罪的材料", "other material"),
    };
    text(zh, en)
}

/// The refusal of `done` in a referral of status `from`, with its code and the input's field.
pub fn refusal(error: &RuleError, done: ReferralAct, from: ReferralStatus) -> Problem {
    use UserErrorCode as Code;
    let (code, path, zh, en) = match error {
        RuleError::NotFromHere => {
            let (done, from) = (act(done), status(from));
            return Problem::new(
                Code::IllegalTransition,
                "",
                format!("移送当前状态为“{}”，不能进行“{}”", from.zh, done.zh),
                format!("The referral is {}: \"{}\" is not possible now", from.en, done.en),
            );
        }
        RuleError::BeforePrevious(day) => {
            return Problem::new(
                Code::DateOrder,
                "occurredOn",
                format!("日期不得早于移送上一环节的日期（{day}）"),
                format!("The day must not be before the referral's previous step ({day})"),
            );
        }
        RuleError::Incomplete(lacking) => {
            let lacking = item(*lacking);
            return Problem::new(
                Code::Required,
                "items",
                format!("移送材料不齐：缺少{}", lacking.zh),
                format!("The package is incomplete: it lacks {}", lacking.en),
            );
        }
        RuleError::MayNotAct => {
            (Code::Forbidden, "", "您无权办理该移送", "Your role does not act on this referral")
        }
        RuleError::NotTheSender => {
            (Code::Forbidden, "", "此环节由移送单位办理", "This is for the department that referred the case")
        }
        RuleError::NeedsHead => {
            (Code::Forbidden, "", "须由本部门负责人决定", "This needs the department's head")
        }
        RuleError::NotAHandler => (
            Code::Forbidden,
            "",
            "您不是本案承办人，或没有有效的行政执法证",
            "You are not a handler of this case with a valid certificate",
        ),
        RuleError::InTheFuture => {
            (Code::DateOrder, "occurredOn", "日期不得晚于今天", "The day must not be in the future")
        }
        RuleError::Missing(ActField::Ground) => (Code::Required, "ground", "请填写理由", "State the reason"),
        RuleError::Missing(ActField::Documents) => {
            (Code::Required, "documents", "请填写文书编号", "Name the document")
        }
    };
    Problem::new(code, path, zh, en)
}

/// Whether the refusal is about who asks rather than about the referral: such are logged.
pub fn is_denial(error: &RuleError) -> bool {
    use RuleError::*;
    matches!(error, MayNotAct | NotTheSender | NeedsHead | NotAHandler)
}

/// What the stage that `act` completes is called.
pub fn stage(done: ReferralAct) -> Text {
    use ReferralAct::*;
    let (zh, en) = match done {
        Send => ("移送", "referred"),
        Accept => ("接收", "accepted"),
        Propose => ("提出移送", "proposed"),
        Approve => ("负责人审批", "approved by the head"),
        HandOver => ("移交公安机关", "handed over"),
        PoliceDecline => ("公安机关审查", "examined by the police"),
        RequestReconsideration => ("提请复议", "reconsideration requested"),
        PoliceFile => ("公安机关决定", "decided by the police"),
        other => return act(other),
    };
    text(zh, en)
}
