//! A client of the API: asks over HTTP, without a network between.

use std::time::Duration;

use axum::{
    Router,
    body::{Body, BodyDataStream},
};
use futures::StreamExt;
use http::{Request, header};
use serde_json::{Value, json};
use tower::ServiceExt;

/// Somebody who is (or is not) signed in.
#[derive(Clone)]
pub struct Client {
    router: Router,
    token: Option<String>,
    language: &'static str,
}

/// What the server answered.
#[derive(Debug)]
pub struct Answer {
    /// The HTTP status.
    pub status: u16,
    /// The body.
    pub body: Value,
}

impl Answer {
    /// The codes of the errors that are no payload's.
    pub fn codes(&self) -> Vec<&str> {
        let errors = self.body["errors"].as_array().into_iter().flatten();
        errors.map(|error| error["extensions"]["code"].as_str().unwrap_or("none")).collect()
    }
}

/// An open stream of events.
pub struct Events {
    /// The HTTP status.
    pub status: u16,
    /// The media type.
    pub content_type: String,
    body: BodyDataStream,
    text: String,
}

/// What a stream says.
#[derive(Debug, PartialEq)]
pub enum Event {
    /// An answer.
    Next(Value),
    /// The operation has completed.
    Complete,
    /// The connection was closed without a word.
    Closed,
    /// Nothing within the time that was waited.
    Silence,
}

impl Events {
    /// The next event, waiting so long for it; signs of life are passed over.
    pub async fn next(&mut self, wait: Duration) -> Event {
        tokio::time::timeout(wait, self.event()).await.unwrap_or(Event::Silence)
    }

    async fn event(&mut self) -> Event {
        loop {
            while let Some((block, rest)) = self.text.split_once("\n\n") {
                let (block, rest) = (block.to_owned(), rest.to_owned());
                self.text = rest;
                let field = |name: &str| block.lines().find_map(|line| line.strip_prefix(name));
                match field("event: ") {
                    Some("next") => {
                        let data = field("data: ").expect("an answer");
                        return Event::Next(serde_json::from_str(data).expect("JSON"));
                    }
                    Some("complete") => return Event::Complete,
                    _ => assert!(block.starts_with(':'), "{block}"),
                }
            }
            match self.body.next().await {
                Some(bytes) => {
                    let bytes = bytes.expect("more of the body");
                    self.text += std::str::from_utf8(&bytes).expect("whole characters");
                }
                None => return Event::Closed,
            }
        }
    }
}

impl Client {
    /// Somebody who is not signed in.
    pub fn anonymous(router: Router) -> Self {
        Self { router, token: None, language: "zh-CN" }
    }

    /// The same client, holding an access token.
    pub fn with_token(&self, token: impl Into<String>) -> Self {
        Self { token: Some(token.into()), ..self.clone() }
    }

    /// The same client, preferring English.
    pub fn in_english(&self) -> Self {
        Self { language: "en", ..self.clone() }
    }

    /// The access token.
    pub fn token(&self) -> Option<&str> {
        self.token.as_deref()
    }

    /// Signs in and answers a client that is.
    pub async fn sign_in(&self, username: &str, password: &str) -> Self {
        let document = "mutation($input: SignInInput!) { signIn(input: $input) { accessToken errors { code message } } }";
        let data =
            self.data(document, json!({ "input": { "username": username, "password": password } })).await;
        match data["signIn"]["accessToken"].as_str() {
            Some(token) => self.with_token(token),
            None => panic!("{username} cannot sign in: {data}"),
        }
    }

    /// Asks `document` with `variables`.
    pub async fn ask(&self, document: &str, variables: Value) -> Answer {
        self.post(json!({ "query": document, "variables": variables }).to_string()).await
    }

    /// Sends whatever is to be taken for a request.
    pub async fn post(&self, body: String) -> Answer {
        let mut request = Request::post("/graphql")
            .header(header::CONTENT_TYPE, "application/json")
            .header(header::ACCEPT, "application/graphql-response+json")
            .header(header::ACCEPT_LANGUAGE, self.language);
        if let Some(token) = &self.token {
            request = request.header(header::AUTHORIZATION, format!("Bearer {token}"));
        }
        let request = request.body(Body::from(body)).expect("a request");
        let response = self.router.clone().oneshot(request).await.expect("an answer");
        let status = response.status().as_u16();
        let bytes = axum::body::to_bytes(response.into_body(), 64 << 20).await.expect("a body");
        let body = serde_json::from_slice(&bytes)
            .unwrap_or_else(|_| panic!("not JSON ({status}): {}", String::from_utf8_lossy(&bytes)));
        Answer { status, body }
    }

    /// Listens: sends `document` as one that wants its answers as events.
    pub async fn listen(&self, document: &str) -> Events {
        let body = json!({ "query": document }).to_string();
        let mut request = Request::post("/graphql")
            .header(header::CONTENT_TYPE, "application/json")
            .header(header::ACCEPT, "text/event-stream")
            .header(header::ACCEPT_LANGUAGE, self.language);
        if let Some(token) = &self.token {
            request = request.header(header::AUTHORIZATION, format!("Bearer {token}"));
        }
        let request = request.body(Body::from(body)).expect("a request");
        let response = self.router.clone().oneshot(request).await.expect("an answer");
        let content_type =
            response.headers()[header::CONTENT_TYPE].to_str().expect("a media type").to_owned();
        Events {
            status: response.status().as_u16(),
            content_type,
            body: response.into_body().into_data_stream(),
            text: String::new(),
        }
    }

    /// The data of an answer that must have no top-level errors.
    pub async fn data(&self, document: &str, variables: Value) -> Value {
        let Answer { body, status } = self.ask(document, variables).await;
        assert!(body.get("errors").is_none(), "status {status}, {:#} for {document}", body["errors"]);
        body["data"].clone()
    }

    /// Calls the mutation `name` with `input`, selecting `selection` (and the errors) of its payload.
    pub async fn mutate(&self, name: &str, input: Value, selection: &str) -> Value {
        let mut type_name = name.to_owned();
        type_name[..1].make_ascii_uppercase();
        let document = format!(
            "mutation($input: {type_name}Input!) {{ {name}(input: $input) {{ {selection} errors {{ code path message }} }} }}"
        );
        self.data(&document, json!({ "input": input })).await[name].clone()
    }

    /// The payload of a mutation that must succeed.
    pub async fn succeed(&self, name: &str, input: Value, selection: &str) -> Value {
        let payload = self.mutate(name, input.clone(), selection).await;
        assert_eq!(payload["errors"], json!([]), "{name} with {input:#}");
        payload
    }

    /// The codes of the errors of a mutation that must fail.
    pub async fn refused(&self, name: &str, input: Value) -> Vec<String> {
        let payload = self.mutate(name, input.clone(), "").await;
        let codes: Vec<String> = payload["errors"]
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(|error| error["code"].as_str().map(str::to_owned))
            .collect();
        assert!(!codes.is_empty(), "{name} succeeded with {input:#}");
        codes
    }
}
