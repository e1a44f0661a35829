//! How deeds and what is refused of them read to people.

use entity::enums::{CaseStatus, CaseTransition};

use super::rules::Deed;
use crate::{
    cases::{rules::RuleError, words::refusal},
    shared::{
        errors::{Problem, UserErrorCode},
        language::{Text, text},
    },
};

/// What a deed is called.
pub fn deed(deed: Deed) -> Text {
    let (zh, en) = match deed {
        Deed::ServeDecision => ("送达决定书", "Serve the decision"),
        Deed::WaiveHearing => ("登记放弃听证", "Record that the hearing is waived"),
        Deed::PublishPenalty => ("处罚信息公示", "Publish the penalty"),
        Deed::TellInformant => ("告知举报人", "Tell the informant"),
        Deed::MarkTypical => ("标记为典型案件", "Mark as typical"),
        Deed::UnmarkTypical => ("取消典型案件标记", "No longer typical"),
        Deed::Note => ("添加办案记录", "Add a note"),
    };
    text(zh, en)
}

/// The refusal of `done`, with its code and the input's field.
pub fn deed_refusal(error: &RuleError, done: Deed) -> Problem {
    if *error == RuleError::NotFromHere {
        let said = deed(done);
        return Problem::new(
            UserErrorCode::IllegalTransition,
            "",
            format!("案件目前不能进行“{}”", said.zh),
            format!("\"{}\" is not possible now", said.en),
        );
    }
    let mut problem = refusal(error, CaseTransition::Accept, CaseStatus::Lead);
    if problem.path == ["occurredOn"] {
        problem.path = vec![day_field(done).to_owned()];
    }
    problem
}

fn day_field(deed: Deed) -> &'static str {
    match deed {
        Deed::ServeDecision => "servedOn",
        Deed::WaiveHearing => "waivedOn",
        Deed::PublishPenalty => "publishedOn",
        Deed::TellInformant => "toldOn",
        Deed::MarkTypical | Deed::UnmarkTypical => "markedOn",
        Deed::Note => "occurredOn",
    }
}
