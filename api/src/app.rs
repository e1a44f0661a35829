//! The application: what every request shares, and the router that tests and `main` call alike.

use std::{future::ready, net::SocketAddr, ops::Deref, path::PathBuf, sync::Arc};

use async_graphql::Data;
use axum::{
    Router,
    extract::{ConnectInfo, Request},
    middleware::{self, Next},
};
use http::{HeaderValue, StatusCode, header, request::Parts};
use tower_http::{
    CompressionLevel,
    catch_panic::CatchPanicLayer,
    compression::{
        CompressionLayer, Predicate,
        predicate::{NotForContentType, SizeAbove},
    },
    set_header::SetResponseHeaderLayer,
};

use crate::{
    assets,
    attachments::{self, storage::Files},
    explorer,
    health::{self, Health},
    schema,
    serve::{body, pace::Slowest, places::Places, refusals},
    shared::{
        caller::Caller,
        clock::Clock,
        db::Database,
        language::Language,
        live::Live,
        loaders::{SignedIn, Spawner, loaders},
        secrets::Secrets,
        transport::{self, Prepare, Prepared, TransportConfig, TransportError},
        viewer::{self, RequestInfo},
    },
    users::{devices, recent::Recent, rules::separation::Confirmation, sessions},
};

/// What every request shares; cheap to clone.
#[derive(Clone)]
pub struct App(Arc<Shared>);

struct Shared {
    state: AppState,
    recent: Recent,
    confirmation: Confirmation,
    health: Health,
}

/// The parts of [`App`].
pub struct AppState {
    /// The database.
    pub db: Database,
    /// What time it is.
    pub clock: Clock,
    /// Keys for tokens and for what is stored encrypted.
    pub secrets: Secrets,
    /// Who listens for news.
    pub live: Live,
    /// Where the files of cases lie.
    pub files: Files,
}

/// How the application is reached.
#[derive(Clone, Debug, Default)]
pub struct Front {
    /// The folder of the built app.
    pub assets: Option<PathBuf>,
    /// How many proxies stand in front and append to `X-Forwarded-For`.
    pub proxies: u8,
    /// The app is reached over HTTPS.
    pub https: bool,
    /// How slowly a request's body may come.
    pub slowest: Slowest,
    /// How many requests of one address are answered at once. For behind proxies: without them, connections
    /// are counted instead.
    pub requests_per_address: Option<usize>,
    /// The GraphQL endpoint.
    pub transport: TransportConfig,
    /// Serves the page that asks the GraphQL endpoint.
    pub explorer: bool,
}

impl App {
    /// An application over `state`.
    pub fn new(state: AppState) -> Self {
        Self::with(state, Confirmation::Required)
    }

    /// An application over `state` in which what an administrator asks for accounts is confirmed, or not.
    pub fn with(state: AppState, confirmation: Confirmation) -> Self {
        Self(Arc::new(Shared { state, recent: Recent::default(), confirmation, health: Health::default() }))
    }

    /// Whether somebody else confirms what an administrator asks for accounts.
    pub fn confirmation(&self) -> Confirmation {
        self.0.confirmation
    }

    /// The same application at another time: what a demonstration does on the days before today.
    pub fn at(&self, clock: Clock) -> Self {
        let AppState { db, secrets, live, files, .. } = &self.0.state;
        let state = AppState {
            db: db.clone(),
            clock,
            secrets: secrets.clone(),
            live: live.clone(),
            files: files.clone(),
        };
        Self::with(state, self.confirmation())
    }

    /// Who asked just now.
    pub fn recent(&self) -> &Recent {
        &self.0.recent
    }

    /// How the parts were a moment ago.
    pub fn health(&self) -> &Health {
        &self.0.health
    }

    /// Everything that is served: the API, the app, and whether the server is well.
    ///
    /// # Errors
    ///
    /// When the folder of the built app cannot be read.
    pub fn router(&self, front: Front) -> anyhow::Result<Router> {
        let schema = schema::builder().data(self.clone()).finish();
        let gate = Gate { app: self.clone(), proxies: front.proxies, https: front.https };
        let mut endpoint = front.transport;
        let mut contract = explorer::schema_router();
        if front.explorer {
            contract = contract.merge(explorer::router(&endpoint.path));
            endpoint.explorer = Some(explorer::PATH);
        }
        let mut router = transport::router(schema, schema::contract(), gate.clone(), endpoint)
            .merge(contract)
            .layer(compression())
            .merge(attachments::http::router(gate))
            .merge(health::router(self.clone()));
        if let Some(folder) = front.assets {
            router = router.merge(assets::router(&folder)?);
        }
        if let Some(most) = front.requests_per_address {
            let (places, proxies) = (Places::new(most), front.proxies);
            router = router.layer(middleware::from_fn(move |request: Request, next: Next| {
                let (parts, body) = request.into_parts();
                let address = client_address(&parts, proxies).and_then(|address| address.parse().ok());
                refusals::in_place(places.clone(), address, Request::from_parts(parts, body), next)
            }));
        }
        let slowest = front.slowest;
        let router = router
            .layer(middleware::map_request(move |request: Request| ready(body::paced(request, slowest))))
            .layer(CatchPanicLayer::new())
            .layer(refusals::courtesy())
            .layer(assets::security_headers());
        if !front.https {
            return Ok(router);
        }
        let year = HeaderValue::from_static("max-age=31536000");
        Ok(router.layer(SetResponseHeaderLayer::if_not_present(header::STRICT_TRANSPORT_SECURITY, year)))
    }
}

/// Compresses answers of more than a kilobyte. Files of cases are compressed by their own formats, and what
/// the app is made of was when it was built; neither comes this way. What a browser keeps secret is sent in
/// headers that no other site's page can set, so that nobody learns it from the length of an answer.
///
/// Of a page of 50 cases (25 kB), level 4 leaves 3.9 kB in 0.06 ms (zstd) or 0.14 ms (br), 4.4 kB in 0.11 ms
/// (gzip); br's own default takes 28 ms for 3.3 kB.
fn compression() -> CompressionLayer<impl Predicate> {
    let worth_it = SizeAbove::new(1024).and(NotForContentType::SSE);
    CompressionLayer::new().quality(CompressionLevel::Precise(4)).compress_when(worth_it)
}

impl Deref for App {
    type Target = AppState;

    fn deref(&self) -> &AppState {
        &self.0.state
    }
}

/// Finds out who asks: for the transport, and for what is served beside it.
#[derive(Clone)]
pub struct Gate {
    app: App,
    proxies: u8,
    https: bool,
}

impl Gate {
    /// The signed-in caller of a request beside GraphQL, by its `Authorization` header: no cookie
    /// counts, so that no other site's page can send one.
    ///
    /// # Errors
    ///
    /// UNAUTHENTICATED where nobody is signed in.
    pub async fn caller(&self, parts: &Parts) -> Result<Caller, TransportError> {
        let viewer = sessions::authenticate(&self.app, parts).await?;
        let viewer = viewer.ok_or_else(TransportError::unauthenticated)?;
        if viewer.must_change_password {
            let (zh, en) = viewer::CHANGE_FIRST;
            return Err(TransportError::new(StatusCode::FORBIDDEN, "PASSWORD_CHANGE_REQUIRED", zh, en));
        }
        Ok(Caller { app: self.app.clone(), viewer, info: self.info(parts) })
    }

    /// The names by which the proxies in front are reached.
    fn names(&self, parts: &Parts) -> Vec<String> {
        if self.proxies == 0 {
            return Vec::new();
        }
        let names = parts.headers.get_all("x-forwarded-host").iter().filter_map(|value| value.to_str().ok());
        names.flat_map(|value| value.split(',')).map(|name| name.trim().to_owned()).collect()
    }

    fn info(&self, parts: &Parts) -> RequestInfo {
        let text = |name| parts.headers.get(name).and_then(|value| value.to_str().ok());
        RequestInfo {
            language: text(header::ACCEPT_LANGUAGE).map(Language::from_accept_language).unwrap_or_default(),
            address: client_address(parts, self.proxies),
            user_agent: text(header::USER_AGENT).map(|agent| agent.chars().take(200).collect()),
            refresh_cookie: sessions::refresh_cookie(&parts.headers, self.https),
            device_cookie: devices::cookie(&parts.headers, self.https),
            secure: self.https,
        }
    }
}

impl Prepare for Gate {
    async fn prepare(&self, parts: &Parts) -> Result<Prepared, TransportError> {
        let info = self.info(parts);
        if info.refresh_cookie.is_some() || info.device_cookie.is_some() {
            transport::origin::check(parts, &self.names(parts))?;
        }
        let (spawner, beside) = Spawner::beside();
        let mut data = Data::default();
        let viewer = sessions::authenticate(&self.app, parts).await?;
        let signed_in = viewer.is_some();
        if let Some(viewer) = viewer {
            data.insert(loaders(self.app.clone(), viewer.clone(), spawner.clone()));
            data.insert(viewer);
        }
        data.insert(SignedIn::new(spawner));
        data.insert(info);
        Ok(Prepared { signed_in, data, beside })
    }
}

/// The client's address: the peer's, or, behind `proxies` proxies, the entry of `X-Forwarded-For`
/// that the outermost of them wrote. What a client claims further left is not believed.
fn client_address(parts: &Parts, proxies: u8) -> Option<String> {
    let peer = parts.extensions.get::<ConnectInfo<SocketAddr>>().map(|peer| peer.0.ip().to_string());
    if proxies == 0 {
        return peer;
    }
    let hops: Vec<&str> = parts
        .headers
        .get_all("x-forwarded-for")
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .map(str::trim)
        .collect();
    hops.iter().rev().nth(usize::from(proxies) - 1).map(|hop| (*hop).to_owned()).or(peer)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_proxies_own_entries_are_believed() {
        let request = http::Request::builder()
            .header("x-forwarded-for", "10.9.9.9, 203.0.113.7")
            .header("x-forwarded-for", "192.0.2.1")
            .extension(ConnectInfo(SocketAddr::from(([127, 0, 0, 1], 1))));
        let (parts, ()) = request.body(()).unwrap().into_parts();
        assert_eq!(client_address(&parts, 0).as_deref(), Some("127.0.0.1"));
        assert_eq!(client_address(&parts, 1).as_deref(), Some("192.0.2.1"));
        assert_eq!(client_address(&parts, 2).as_deref(), Some("203.0.113.7"));
        assert_eq!(client_address(&parts, 5).as_deref(), Some("127.0.0.1"));
    }
}
