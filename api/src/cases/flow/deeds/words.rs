//! How refusals of deeds read to people.

use entity::enums::{CaseStatus, CaseTransition};
use vocabulary::{CaseDeed, Term};

use crate::{
    cases::{rules::RuleError, words::refusal},
    shared::errors::{Problem, UserErrorCode},
};

/// The refusal of `done`, with its code and the input's field.
pub fn deed_refusal(error: &RuleError, done: CaseDeed) -> Problem {
    if *error == RuleError::NotFromHere {
        let said = done.label();
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

fn day_field(deed: CaseDeed) -> &'static str {
    match deed {
        CaseDeed::ServeDecision => "servedOn",
        CaseDeed::WaiveHearing => "waivedOn",
        CaseDeed::PublishPenalty => "publishedOn",
        CaseDeed::TellInformant => "toldOn",
        CaseDeed::MarkTypical | CaseDeed::UnmarkTypical => "markedOn",
        CaseDeed::Note => "occurredOn",
    }
}
