//! Finds out who asks, by what a request's headers say, before anything else is done for it.

use std::net::SocketAddr;

use async_graphql::Data;
use axum::extract::ConnectInfo;
use http::{StatusCode, header, request::Parts};

use super::{devices, sessions};
use crate::shared::{
    app::App,
    caller::Caller,
    language::Language,
    loaders::{SignedIn, Spawner, loaders},
    transport::{self, Prepare, Prepared, TransportError},
    viewer::{self, RequestInfo},
};

/// Finds out who asks: for the transport, and for what is served beside it.
#[derive(Clone)]
pub struct Gate {
    /// The application.
    pub app: App,
    /// How many proxies stand in front and append to `X-Forwarded-For`.
    pub proxies: u8,
    /// The app is reached over HTTPS.
    pub https: bool,
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
pub fn client_address(parts: &Parts, proxies: u8) -> Option<String> {
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
