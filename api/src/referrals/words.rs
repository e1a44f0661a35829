//! How referrals and their refusals read to people.

use entity::enums::{ReferralAct, ReferralStatus};
use vocabulary::{ReferralActField, Term};

use super::rules::RuleError;
use crate::shared::{
    errors::{Problem, UserErrorCode},
    language::{Text, text},
};

/// The refusal of `done` in a referral of status `from`, with its code and the input's field.
pub fn refusal(error: &RuleError, done: ReferralAct, from: ReferralStatus) -> Problem {
    use UserErrorCode as Code;
    let (code, path, zh, en) = match error {
        RuleError::NotFromHere => {
            let (done, from) = (done.label(), from.label());
            return Problem::new(
                Code::IllegalTransition,
                "",
                format!("移送当前状态为“{}”，不能进行“{}”", from.zh, done.zh),
                format!("The referral stands at \"{}\": \"{}\" is not possible now", from.en, done.en),
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
            let lacking = lacking.label();
            return Problem::new(
                Code::Required,
                "items",
                format!("移送材料不齐：缺少{}", lacking.zh),
                format!("The package is incomplete: \"{}\" is missing", lacking.en),
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
        RuleError::Missing(ReferralActField::Ground) => {
            (Code::Required, "ground", "请填写理由", "State the reason")
        }
        RuleError::Missing(ReferralActField::Documents) => {
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
    match done {
        ReferralAct::Approve => text("负责人审批", "Decision of the head"),
        ReferralAct::PoliceDecline => text("公安机关审查", "Examination by the police"),
        ReferralAct::PoliceFile => text("公安机关决定", "Decision of the police"),
        other => other.label().into(),
    }
}
