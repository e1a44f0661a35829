//! What can go wrong, told apart by who must hear of it: a person about their input (`Problem`,
//! which becomes `UserError` data on a payload), or us (`Failure::Internal`, logged and hidden).

use std::sync::Arc;
pub use vocabulary::UserErrorCode;

use async_graphql::{ErrorExtensions, SimpleObject};
use sea_orm::DbErr;
use vocabulary::Language;

use super::{
    language::{Text, text},
    room,
};

/// What is wrong with an input, in both languages; `path` leads from the input to the field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The stable code.
    pub code: UserErrorCode,
    /// Field names and list indices within the input, outermost first.
    pub path: Vec<String>,
    /// The sentence for the person.
    pub message: Text,
}

impl Problem {
    /// A problem with the field that `path` names: `"premises.0.name"`.
    pub fn new(code: UserErrorCode, path: &str, zh: impl Into<String>, en: impl Into<String>) -> Self {
        let path = path.split('.').filter(|part| !part.is_empty()).map(str::to_owned).collect();
        Self { code, path, message: text(zh, en) }
    }

    /// What the field names does not exist for the viewer.
    pub fn not_found(path: &str) -> Self {
        Self::new(
            UserErrorCode::NotFound,
            path,
            "找不到该记录，或您无权查看",
            "There is no such record, or you may not see it",
        )
    }

    /// The viewer sees the object but may not do this.
    pub fn forbidden(path: &str) -> Self {
        Self::new(UserErrorCode::Forbidden, path, "您的角色无权进行此操作", "Your role does not allow this")
    }

    /// A text that must be there is empty.
    pub fn required(path: &str) -> Self {
        Self::new(UserErrorCode::Required, path, "此项必填", "This field is required")
    }
}

/// Why a service did not do what it was asked.
#[derive(Debug)]
pub enum Failure {
    /// The input breaks a rule; nothing was changed.
    Rejected(Vec<Problem>),
    /// Somebody changed the object since the viewer saw it; nothing was changed.
    Conflict,
    /// Our fault; nothing was changed.
    Internal(anyhow::Error),
}

impl From<Problem> for Failure {
    fn from(problem: Problem) -> Self {
        Failure::Rejected(vec![problem])
    }
}

impl From<Vec<Problem>> for Failure {
    fn from(problems: Vec<Problem>) -> Self {
        Failure::Rejected(problems)
    }
}

impl From<DbErr> for Failure {
    fn from(error: DbErr) -> Self {
        Failure::Internal(error.into())
    }
}

impl From<anyhow::Error> for Failure {
    fn from(error: anyhow::Error) -> Self {
        Failure::Internal(error)
    }
}

/// `Err` with all `problems`, where there are any.
pub fn reject_if_any(problems: Vec<Problem>) -> Result<(), Failure> {
    if problems.is_empty() { Ok(()) } else { Err(Failure::Rejected(problems)) }
}

/// What is wrong with an input: a stable code, the path of the field within the input, and a
/// message in the viewer's language.
#[derive(SimpleObject, Clone, Debug)]
pub struct UserError {
    /// The stable code, for programs.
    pub code: UserErrorCode,
    /// The way from the input to the field, outermost first; empty where the whole input is meant.
    pub path: Vec<String>,
    /// The sentence for the person, in their language.
    pub message: String,
}

impl UserError {
    /// The problem as `language` says it.
    pub fn new(problem: &Problem, language: Language) -> Self {
        Self {
            code: problem.code,
            path: problem.path.clone(),
            message: problem.message.in_language(language).to_owned(),
        }
    }
}

/// Splits a service's result into what a payload carries: the object, or the errors. An internal
/// failure becomes a top-level error without its text.
pub fn settle<T>(
    result: Result<T, Failure>,
    language: Language,
) -> async_graphql::Result<(Option<T>, Vec<UserError>)> {
    let problems = match result {
        Ok(value) => return Ok((Some(value), Vec::new())),
        Err(Failure::Rejected(problems)) => problems,
        Err(Failure::Conflict) => vec![Problem::new(
            UserErrorCode::Conflict,
            "version",
            "该记录已被他人修改，请核对最新内容后再提交",
            "Somebody else changed this record; compare with its present state and submit again",
        )],
        Err(Failure::Internal(error)) if room::is_missing(&error) => {
            tracing::error!(error = format!("{error:#}"), "no room is left");
            return Err(coded(room::CODE, room::missing().in_language(language)));
        }
        Err(Failure::Internal(error)) => return Err(internal(error)),
    };
    Ok((None, problems.iter().map(|problem| UserError::new(problem, language)).collect()))
}

/// A top-level error for our own faults: logged with its cause, shown without it.
pub fn internal(error: impl std::fmt::Display) -> async_graphql::Error {
    tracing::error!(error = format!("{error:#}"), "request failed");
    coded("INTERNAL", "internal error")
}

/// A top-level error with a stable `extensions.code`.
pub fn coded(code: &'static str, message: impl Into<String>) -> async_graphql::Error {
    async_graphql::Error::new(message).extend_with(|_, extensions| extensions.set("code", code))
}

/// A loader's error: shared by all keys of a batch.
#[derive(Clone, Debug, thiserror::Error)]
#[error(transparent)]
pub struct LoadError(Arc<DbErr>);

impl From<DbErr> for LoadError {
    fn from(error: DbErr) -> Self {
        Self(Arc::new(error))
    }
}
