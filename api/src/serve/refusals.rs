//! What every refusal says, wherever it is made: when to come again, and that the connection ends where
//! more of the request would follow.

use std::{
    future::{Ready, ready},
    net::IpAddr,
};

use axum::{
    extract::Request,
    middleware::{MapResponseLayer, Next, map_response},
    response::{IntoResponse, Response},
};
use http::{HeaderValue, StatusCode, header};

use super::{body::Held, places::Places};

/// Seconds after which to come again, where the refusal doesn't know better.
const SOON: HeaderValue = HeaderValue::from_static("5");

/// The layer that [`courtesy`] makes.
pub type Courtesy = MapResponseLayer<fn(Response) -> Ready<Response>, (), ()>;

/// `Retry-After` on every 429 and 503 that has none, and `Connection: close` on every answer that was
/// given before its request was whole.
pub fn courtesy() -> Courtesy {
    map_response(add as fn(Response) -> Ready<Response>)
}

fn add(mut response: Response) -> Ready<Response> {
    let status = response.status();
    let headers = response.headers_mut();
    match status {
        StatusCode::TOO_MANY_REQUESTS | StatusCode::SERVICE_UNAVAILABLE => {
            headers.entry(header::RETRY_AFTER).or_insert(SOON);
        }
        StatusCode::REQUEST_TIMEOUT | StatusCode::PAYLOAD_TOO_LARGE => {
            headers.insert(header::CONNECTION, HeaderValue::from_static("close"));
        }
        _ => {}
    }
    ready(response)
}

/// Answers a request from `address` unless so many of its are being answered that it has no place; a stream
/// keeps its place as long as it lasts.
pub async fn in_place(places: Places, address: Option<IpAddr>, request: Request, next: Next) -> Response {
    let Some(address) = address else { return next.run(request).await };
    match places.take(address) {
        Some(place) => next.run(request).await.map(|body| axum::body::Body::new(Held::new(body, place))),
        None => StatusCode::TOO_MANY_REQUESTS.into_response(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answered(status: StatusCode, header: Option<(header::HeaderName, &'static str)>) -> Response {
        let response =
            header.map_or_else(|| status.into_response(), |header| (status, [header]).into_response());
        add(response).into_inner()
    }

    #[test]
    fn who_is_refused_for_now_learns_when_to_come_again() {
        for status in [StatusCode::TOO_MANY_REQUESTS, StatusCode::SERVICE_UNAVAILABLE] {
            assert_eq!(answered(status, None).headers()[header::RETRY_AFTER], "5");
            let own = answered(status, Some((header::RETRY_AFTER, "60")));
            assert_eq!(own.headers()[header::RETRY_AFTER], "60");
        }
        assert!(!answered(StatusCode::OK, None).headers().contains_key(header::RETRY_AFTER));
    }

    #[test]
    fn who_has_not_finished_asking_is_told_that_it_ends() {
        for (status, closes) in [
            (StatusCode::REQUEST_TIMEOUT, true),
            (StatusCode::PAYLOAD_TOO_LARGE, true),
            (StatusCode::BAD_REQUEST, false),
        ] {
            assert_eq!(answered(status, None).headers().contains_key(header::CONNECTION), closes, "{status}");
        }
    }
}
