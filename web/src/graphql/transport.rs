//! One request to the API, and everything that can become of it.

use crate::i18n::{language, t};
use cynic::{GraphQlError, GraphQlResponse};
use gloo_net::http::{Request, RequestBuilder, Response};
use serde::{
    Deserialize,
    de::{DeserializeOwned, IgnoredAny},
};

/// Why a request brought no answer. What is wrong with an input is no such failure: it comes as data, in the payload's `errors`.
#[derive(Clone, Debug, PartialEq)]
pub enum ApiError {
    /// The server couldn't be reached.
    Offline,
    /// Nobody is signed in, or no longer.
    Unauthenticated,
    /// The viewer has no right to this.
    Forbidden(String),
    /// The server can't read the input, and says what of it.
    Rejected(String),
    /// The server no longer knows what this app asks: it has been updated since the page was opened.
    Outdated,
    /// The server refuses because of a limit, which it names.
    Limit(String),
    /// The server refuses a file, or what a field holds, and says why.
    Refused(String),
    /// Something went wrong that only the log explains; it can be found by this identifier.
    Internal(Option<String>),
}

impl ApiError {
    /// The failure in the chosen language, for the people at the screen.
    pub fn message(&self) -> String {
        let words = &t().states;
        match self {
            Self::Offline => words.offline.to_owned(),
            Self::Unauthenticated => words.session_ended.to_owned(),
            Self::Forbidden(_) => words.no_right.to_owned(),
            Self::Rejected(message) => format!("{} {message}", words.rejected),
            Self::Outdated => words.outdated.to_owned(),
            Self::Limit(message) | Self::Refused(message) => message.clone(),
            Self::Internal(None) => words.internal.to_owned(),
            Self::Internal(Some(request)) => format!("{} {request}", words.internal_with_id),
        }
    }
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Extensions {
    #[serde(default)]
    code: String,
    request_id: Option<String>,
    /// The input's field that is refused.
    field: Option<String>,
}

/// A request that wants its answer as `accept`, on behalf of who holds `token`.
pub(super) fn request(accept: &str, token: Option<String>) -> RequestBuilder {
    let request = Request::post("/graphql")
        .header("accept", accept)
        .header("content-type", "application/json")
        .header("accept-language", language().tag())
        .credentials(web_sys::RequestCredentials::SameOrigin);
    match token {
        Some(token) => request.header("authorization", &format!("Bearer {token}")),
        None => request,
    }
}

/// Sends one operation, already written as JSON, and returns its answer as text.
pub async fn post(body: String, token: Option<String>) -> Result<Answer, ApiError> {
    let response = request("application/graphql-response+json", token)
        .body(body)
        .map_err(|_| ApiError::Internal(None))?
        .send()
        .await
        .map_err(|_| ApiError::Offline)?;
    Answer::of(response).await
}

/// An answer as it came over the wire.
pub struct Answer {
    status: u16,
    request_id: Option<String>,
    text: String,
}

impl Answer {
    /// The whole of `response`.
    pub(super) async fn of(response: Response) -> Result<Self, ApiError> {
        let (status, request_id) = (response.status(), response.headers().get("x-request-id"));
        let text = response.text().await.map_err(|_| ApiError::Offline)?;
        Ok(Self { status, request_id, text })
    }

    /// One answer of a stream.
    pub fn of_event(text: String) -> Self {
        Self { status: 200, request_id: None, text }
    }

    /// Why there is no stream: the answer, read as the refusal that it must be.
    pub(super) fn refusal(&self) -> ApiError {
        self.read::<IgnoredAny>().err().unwrap_or(ApiError::Internal(None))
    }

    /// Whether the server says that nobody is signed in, whatever was asked.
    pub fn is_unauthenticated(&self) -> bool {
        (self.status == 401 || self.text.contains("UNAUTHENTICATED"))
            && self.refusal() == ApiError::Unauthenticated
    }

    /// Reads the answer as what the operation asked for. Errors come first: beside them, data has nulls where the
    /// operation expects none.
    pub fn read<T: DeserializeOwned>(&self) -> Result<T, ApiError> {
        let read = serde_json::from_str::<GraphQlResponse<IgnoredAny, Extensions>>(&self.text);
        if let Some(error) = read.ok().and_then(|answer| self.error(answer.errors)) {
            return Err(error);
        }
        match serde_json::from_str::<GraphQlResponse<T, Extensions>>(&self.text) {
            Ok(GraphQlResponse { data: Some(data), .. }) => Ok(data),
            _ => Err(self.without_graphql()),
        }
    }

    fn error(&self, errors: Option<Vec<GraphQlError<Extensions>>>) -> Option<ApiError> {
        let error = errors?.pop()?;
        let (code, request_id, field) = error
            .extensions
            .map_or((String::new(), None, None), |found| (found.code, found.request_id, found.field));
        Some(match code.as_str() {
            "UNAUTHENTICATED" => ApiError::Unauthenticated,
            "FORBIDDEN" => ApiError::Forbidden(error.message),
            "LIMIT_EXCEEDED" | "TIMEOUT" => ApiError::Limit(error.message),
            "BAD_USER_INPUT" if field.is_some() => ApiError::Refused(error.message),
            "BAD_USER_INPUT" => ApiError::Rejected(error.message),
            "GRAPHQL_VALIDATION_FAILED" | "GRAPHQL_PARSE_FAILED" => ApiError::Outdated,
            _ => ApiError::Internal(request_id.or_else(|| self.request_id.clone())),
        })
    }

    /// What a status says where the body is no GraphQL answer: from a proxy, say, or while the server restarts.
    fn without_graphql(&self) -> ApiError {
        match self.status {
            401 => ApiError::Unauthenticated,
            403 => ApiError::Forbidden(String::new()),
            413 | 429 => ApiError::Limit(t().states.too_much.to_owned()),
            502..=504 => ApiError::Offline,
            _ => ApiError::Internal(self.request_id.clone()),
        }
    }
}
