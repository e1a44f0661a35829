//! The router over the application: everything that is served. Tests and `main` call it alike.

use std::{future::ready, path::PathBuf};

use axum::{
    Router,
    extract::Request,
    middleware::{self, Next},
};
use http::{HeaderValue, header};
use tower_http::{
    CompressionLevel,
    catch_panic::CatchPanicLayer,
    compression::{
        CompressionLayer, Predicate,
        predicate::{NotForContentType, SizeAbove},
    },
    set_header::SetResponseHeaderLayer,
};

pub use crate::shared::app::{App, AppState};
use crate::{
    assets, attachments, explorer, health, imports, schema,
    serve::{body, pace::Slowest, places::Places, refusals},
    shared::transport::{self, TransportConfig},
    users::gate::{Gate, client_address},
};

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
            .merge(attachments::http::router(gate.clone()))
            .merge(imports::http::router(gate))
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
