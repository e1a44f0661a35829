//! Top-level errors. Each carries `extensions.code`; none carries internal text.
//!
//! Codes of this layer: `BAD_REQUEST` (not GraphQL over HTTP), `GRAPHQL_PARSE_FAILED`,
//! `GRAPHQL_VALIDATION_FAILED`, `BAD_USER_INPUT` (arguments and variables, with the `path` to the value),
//! `LIMIT_EXCEEDED`, `UNAUTHENTICATED`, `FORBIDDEN`, `TIMEOUT`, `PERSISTED_QUERY_NOT_SUPPORTED`, `INTERNAL`. A
//! resolver's error that has a code of its own passes through as it is; one that has none is a fault of ours: it
//! is logged, and the client gets `INTERNAL` with an id by which the log entry is found.

use async_graphql::{ErrorExtensionValues, Pos, ServerError, Value};
use http::{HeaderName, HeaderValue, StatusCode, header};
use vocabulary::Language;

use super::limits::Limit;
use crate::shared::language::{Text, text};

/// How many errors a refused document is answered with; the rest adds nothing but bytes.
const MAX_REQUEST_ERRORS: usize = 20;

/// A refusal before or instead of execution: the response has no `data`.
#[derive(Clone, Debug)]
pub struct TransportError {
    pub(super) status: StatusCode,
    /// The request was well formed and its document is at fault. Clients that accept only
    /// `application/json` get those with 200, as they did before there was a media type of GraphQL's own.
    pub(super) document: bool,
    pub(super) headers: Vec<(HeaderName, HeaderValue)>,
    code: &'static str,
    message: Box<Text>,
    extensions: Vec<(&'static str, Value)>,
    locations: Vec<Pos>,
    /// What else is wrong with the same request.
    others: Box<[TransportError]>,
}

impl TransportError {
    /// An error with its HTTP status, `extensions.code`, and message in Chinese and in English.
    pub fn new(status: StatusCode, code: &'static str, zh: impl Into<String>, en: impl Into<String>) -> Self {
        Self {
            status,
            document: false,
            headers: Vec::new(),
            code,
            message: Box::new(text(zh, en)),
            extensions: Vec::new(),
            locations: Vec::new(),
            others: Box::default(),
        }
    }

    /// 401: what is asked is for those only who are signed in.
    pub(super) fn sign_in_first() -> Self {
        Self::new(StatusCode::UNAUTHORIZED, "UNAUTHENTICATED", "请先登录。", "Sign in first.")
    }

    /// 401: the credentials are missing, wrong or no longer valid.
    #[must_use]
    pub fn unauthenticated() -> Self {
        let (zh, en) = ("登录已失效，请重新登录。", "Your session is no longer valid. Please sign in again.");
        Self::new(StatusCode::UNAUTHORIZED, "UNAUTHENTICATED", zh, en)
    }

    /// 403: the credentials are valid and do not permit any request here.
    #[must_use]
    pub fn forbidden() -> Self {
        let (zh, en) = ("无权访问该接口。", "You may not use this interface.");
        Self::new(StatusCode::FORBIDDEN, "FORBIDDEN", zh, en)
    }

    /// 500, for a fault that prevents any answer. The cause is logged here and shown to nobody.
    pub fn internal(cause: impl std::fmt::Display) -> Self {
        tracing::error!(%cause, "request failed");
        let (zh, en) = INTERNAL;
        Self::new(StatusCode::INTERNAL_SERVER_ERROR, "INTERNAL", zh, en)
    }

    /// Adds an entry to `extensions`.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<Value>) -> Self {
        self.extensions.push((name, value.into()));
        self
    }

    /// Adds a response header, such as `Retry-After`.
    #[must_use]
    pub fn with_header(mut self, name: HeaderName, value: HeaderValue) -> Self {
        self.headers.push((name, value));
        self
    }

    pub(super) fn bad_request(zh: &str, en: &str, detail: &str) -> Self {
        Self::new(StatusCode::BAD_REQUEST, "BAD_REQUEST", format!("{zh}{detail}"), format!("{en}{detail}"))
    }

    pub(super) fn method_not_allowed(allow: &'static str, zh: &'static str, en: &'static str) -> Self {
        Self::new(StatusCode::METHOD_NOT_ALLOWED, "BAD_REQUEST", zh, en)
            .with_header(header::ALLOW, HeaderValue::from_static(allow))
    }

    pub(super) fn took_too_long(allowed: u64) -> Self {
        let zh = format!("处理超时（{allowed} 毫秒），请缩小查询范围后重试。");
        let en = format!("The request took longer than {allowed} ms. Ask for less and try again.");
        Self::new(StatusCode::SERVICE_UNAVAILABLE, "TIMEOUT", zh, en)
            .with("limit", "timeMs")
            .with("allowed", allowed)
    }

    pub(super) fn arrived_too_slowly(allowed: u64) -> Self {
        let zh = format!("接收请求超时（{allowed} 毫秒），请检查网络后重试。");
        let en = format!("The request did not arrive within {allowed} ms. Check the network and try again.");
        Self::new(StatusCode::REQUEST_TIMEOUT, "TIMEOUT", zh, en)
            .with("limit", "timeMs")
            .with("allowed", allowed)
    }

    /// The document, its operation or its variables are at fault.
    pub(super) fn document(
        code: &'static str,
        zh: impl Into<String>,
        en: impl Into<String>,
        location: Option<Pos>,
    ) -> Self {
        Self {
            document: true,
            locations: location.into_iter().collect(),
            ..Self::new(StatusCode::BAD_REQUEST, code, zh, en)
        }
    }

    pub(super) fn validation(zh: impl Into<String>, en: impl Into<String>, location: Option<Pos>) -> Self {
        Self::document("GRAPHQL_VALIDATION_FAILED", zh, en, location)
    }

    /// A document that is no GraphQL. The parser's own message repeats the line at fault, which may be the whole
    /// document, and names the rules of its grammar.
    pub(super) fn parse(document: &str, error: &async_graphql_parser::Error) -> Self {
        let location = error.positions().next();
        let (zh, en) = match (error, location) {
            (async_graphql_parser::Error::Syntax { .. }, Some(Pos { line, column })) => {
                let at = document.lines().nth(line.saturating_sub(1));
                match at.and_then(|line| line.chars().nth(column.saturating_sub(1))) {
                    Some(found) => {
                        let found = found.escape_debug();
                        (format!("此处不应有“{found}”"), format!("\"{found}\" is not expected here"))
                    }
                    None => ("此处内容不完整".to_owned(), "something is missing here".to_owned()),
                }
            }
            _ => (error.to_string(), error.to_string()),
        };
        let (zh_at, en_at) = location.map_or_else(Default::default, |Pos { line, column }| {
            (format!("第{line}行第{column}列："), format!(" in line {line}, column {column}"))
        });
        let (zh, en) = (format!("查询语法错误：{zh_at}{zh}。"), format!("Syntax error{en_at}: {en}."));
        Self::document("GRAPHQL_PARSE_FAILED", zh, en, location)
    }

    /// A literal or a variable can't be read as what it is given for; `path` leads to it from the argument or the
    /// variable.
    pub(super) fn input(path: &[String], reason: &Text, location: Pos) -> Self {
        let at = path.join(".");
        let (zh, en) = (format!("{at}：{}。", reason.zh), format!("{at}: {}.", reason.en));
        let path = path.iter().map(|step| Value::from(step.as_str())).collect();
        Self::document("BAD_USER_INPUT", zh, en, Some(location)).with("path", Value::List(path))
    }

    /// A request that is refused for several reasons; none where there is no reason.
    pub(super) fn all(reasons: Vec<Self>) -> Option<Self> {
        let mut reasons = reasons.into_iter();
        let first = reasons.next()?;
        Some(Self { others: reasons.collect(), ..first })
    }

    /// The document was left out because its digest should do, as clients of Apollo try. There is no store of
    /// digests here; this answer, whose message is part of the protocol and has no language, has them send the
    /// document itself, now and for the rest of their session.
    pub(super) fn persisted_query() -> Self {
        let message = "PersistedQueryNotSupported";
        Self::new(StatusCode::OK, "PERSISTED_QUERY_NOT_SUPPORTED", message, message)
    }

    /// `actual` is `None` where counting stopped at the limit.
    pub(super) fn limit(limit: Limit, allowed: u64, actual: Option<u64>) -> Self {
        let (name, zh, en) = limit.describe();
        let zh = match actual {
            Some(actual) => format!("请求超出限制：{zh}最多为 {allowed}，本次为 {actual}。"),
            None => format!("请求超出限制：{zh}最多为 {allowed}。"),
        };
        let en = match actual {
            Some(actual) => format!("The request exceeds a limit: at most {allowed} {en}, got {actual}."),
            None => format!("The request exceeds a limit: at most {allowed} {en}."),
        };
        let mut error =
            Self::document("LIMIT_EXCEEDED", zh, en, None).with("limit", name).with("allowed", allowed);
        match limit {
            Limit::BodyBytes => (error.status, error.document) = (StatusCode::PAYLOAD_TOO_LARGE, false),
            Limit::UriBytes => (error.status, error.document) = (StatusCode::URI_TOO_LONG, false),
            _ => {}
        }
        match actual {
            Some(actual) => error.with("actual", actual),
            None => error,
        }
    }

    pub(super) fn into_server_errors(mut self, language: Language) -> Vec<ServerError> {
        let others = std::mem::take(&mut self.others);
        let all = std::iter::once(self).chain(others);
        all.map(|error| error.into_server_error(language)).collect()
    }

    fn into_server_error(self, language: Language) -> ServerError {
        let mut error = coded(ServerError::new(self.message.in_language(language), None), self.code);
        error.locations = self.locations;
        for (name, value) in self.extensions {
            error.extensions.get_or_insert_default().set(name, value);
        }
        error
    }
}

const INTERNAL: (&str, &str) = (
    "系统内部错误，请稍后重试；如仍出现，请将错误编号告知管理员。",
    "Something went wrong on our side. Please try again, or tell your administrator the error id.",
);

fn coded(mut error: ServerError, code: &str) -> ServerError {
    error.extensions.get_or_insert_default().set("code", code);
    error
}

/// Whether a resolver gave the error a code of its own, and so meant it for the client.
fn is_meant(error: &ServerError) -> bool {
    let code = error.extensions.as_ref().and_then(|extensions| extensions.get("code"));
    code.is_some_and(|code| *code != Value::from("INTERNAL"))
}

/// Whether the schema refused the request before executing it: execution gives every error a path.
pub(super) fn is_request_error(response: &async_graphql::Response) -> bool {
    response.data == Value::Null
        && !response.errors.is_empty()
        && response.errors.iter().all(|e| e.path.is_empty())
}

/// Gives the errors that validation found their codes.
pub(super) fn of_validation(
    mut errors: Vec<ServerError>,
    language: Language,
    request_id: &str,
) -> Vec<ServerError> {
    errors.truncate(MAX_REQUEST_ERRORS);
    errors
        .into_iter()
        .map(|error| match () {
            () if is_meant(&error) => error,
            // Validation always says where; what doesn't comes from an extension of the schema.
            () if error.locations.is_empty() => masked(error, language, request_id),
            () if error.message.starts_with("Invalid value for argument") => coded(error, "BAD_USER_INPUT"),
            () => coded(error, "GRAPHQL_VALIDATION_FAILED"),
        })
        .collect()
}

/// Gives the errors of an execution their codes, and hides those that were not meant for the client.
pub(super) fn of_execution(
    errors: Vec<ServerError>,
    language: Language,
    request_id: &str,
) -> Vec<ServerError> {
    errors
        .into_iter()
        .map(|error| match () {
            () if is_meant(&error) => error,
            () if is_input_error(&error) => coded(error, "BAD_USER_INPUT"),
            () => masked(error, language, request_id),
        })
        .collect()
}

/// Scalars and inputs are parsed when their field executes. async-graphql marks those errors only by their
/// text; unlike a resolver's `?` it keeps no source with them.
fn is_input_error(error: &ServerError) -> bool {
    const STARTS: [&str; 3] = ["Failed to parse \"", "Expected input type \"", "Variable "];
    error.source.is_none() && STARTS.iter().any(|start| error.message.starts_with(start))
}

fn masked(error: ServerError, language: Language, request_id: &str) -> ServerError {
    tracing::error!(request_id, path = ?error.path, cause = error.message, "resolver failed");
    let message = match language {
        Language::Chinese => INTERNAL.0,
        Language::English => INTERNAL.1,
    };
    let mut extensions = ErrorExtensionValues::default();
    extensions.set("requestId", request_id);
    let masked =
        ServerError { message: message.to_owned(), source: None, extensions: Some(extensions), ..error };
    coded(masked, "INTERNAL")
}
