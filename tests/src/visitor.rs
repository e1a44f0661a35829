//! Somebody at a place and with a browser: an address, and the cookies that answers left.

use std::{collections::BTreeMap, net::SocketAddr};

use axum::{Router, body::Body, extract::ConnectInfo};
use http::{Request, header};
use serde_json::{Value, json};
use tower::ServiceExt;

use crate::{World, client::Answer};

/// A browser at an address.
#[derive(Clone)]
pub struct Visitor {
    router: Router,
    address: SocketAddr,
    /// The cookies, by their names.
    pub cookies: BTreeMap<String, String>,
    /// The cookies that the last answer set or removed, with what it said of them.
    pub set_cookies: Vec<String>,
    /// What else each request says of itself.
    pub headers: Vec<(&'static str, &'static str)>,
}

const SIGN_IN: &str = "mutation($input: SignInInput!) { signIn(input: $input) { accessToken refreshToken
    failedAttempts { count firstAt lastAt places { address count lastAt } } errors { code message } } }";
const REFRESH: &str =
    "mutation { refreshSession(input: {}) { accessToken refreshToken errors { code message } } }";

impl Visitor {
    /// A new browser in `world` at `address`.
    pub fn new(world: &World, address: &str) -> Self {
        let address = SocketAddr::new(address.parse().expect("an address"), 50_000);
        Self {
            router: world.router.clone(),
            address,
            cookies: BTreeMap::new(),
            set_cookies: Vec::new(),
            headers: Vec::new(),
        }
    }

    /// The same browser, carried to `address`.
    pub fn at(&self, address: &str) -> Self {
        let address = SocketAddr::new(address.parse().expect("an address"), 50_000);
        Self { address, ..self.clone() }
    }

    /// Asks `document`, and keeps the cookies that come.
    pub async fn ask(&mut self, document: &str, variables: Value, token: Option<&str>) -> Answer {
        let body = json!({ "query": document, "variables": variables }).to_string();
        let mut request = Request::post("/graphql")
            .header(header::HOST, "shuangda.test")
            .header(header::CONTENT_TYPE, "application/json")
            .header(header::ACCEPT, "application/graphql-response+json")
            .extension(ConnectInfo(self.address));
        for (name, value) in &self.headers {
            request = request.header(*name, *value);
        }
        if let Some(token) = token {
            request = request.header(header::AUTHORIZATION, format!("Bearer {token}"));
        }
        if !self.cookies.is_empty() {
            let pairs: Vec<_> = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
            request = request.header(header::COOKIE, pairs.join("; "));
        }
        let request = request.body(Body::from(body)).expect("a request");
        let response = self.router.clone().oneshot(request).await.expect("an answer");
        self.set_cookies.clear();
        for cookie in response.headers().get_all(header::SET_COOKIE) {
            let cookie = cookie.to_str().expect("text");
            self.set_cookies.push(cookie.to_owned());
            let (name, value) =
                cookie.split(';').next().and_then(|pair| pair.split_once('=')).expect("a cookie");
            match value.is_empty() {
                true => drop(self.cookies.remove(name)),
                false => drop(self.cookies.insert(name.to_owned(), value.to_owned())),
            }
        }
        let status = response.status().as_u16();
        let bytes = axum::body::to_bytes(response.into_body(), 1 << 20).await.expect("a body");
        Answer { status, body: serde_json::from_slice(&bytes).expect("JSON") }
    }

    /// Signs in as a browser does; answers the payload.
    pub async fn sign_in(&mut self, username: &str, password: &str) -> Value {
        let input = json!({ "input": { "username": username, "password": password } });
        let answer = self.ask(SIGN_IN, input, None).await;
        assert!(answer.body.get("errors").is_none(), "{:#}", answer.body);
        answer.body["data"]["signIn"].clone()
    }

    /// Goes on by the cookie; answers the payload.
    pub async fn refresh(&mut self) -> Value {
        let answer = self.ask(REFRESH, json!({}), None).await;
        assert!(answer.body.get("errors").is_none(), "{:#}", answer.body);
        answer.body["data"]["refreshSession"].clone()
    }
}

/// The code of a payload's only error; empty where there is none.
pub fn code(payload: &Value) -> &str {
    match payload["errors"].as_array().map(Vec::as_slice) {
        Some([]) => "",
        Some([error]) => error["code"].as_str().expect("a code"),
        _ => panic!("not one error: {payload}"),
    }
}
