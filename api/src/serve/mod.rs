//! The way in: accepts connections, and lets go of those that only hold a place.
//!
//! A connection costs a descriptor, and there are few of them. Who opens one has so long to say what they
//! want, and so long to say the next; who sends or takes bytes does so at a least rate; one address has so
//! many places, and there are so many in all. Where all are taken, those who have waited longest without
//! asking for anything make room, so that silent ones never keep others out.
//!
//! HTTP/1.1 only: proxies in front speak it, and it has no streams of which one connection could open too
//! many. [`crowd`] knows who is here, [`connection`] what each is doing, [`pace`] who is too slow;
//! [`body`] and [`refusals`] are the part of it that an answer shows.

pub mod body;
mod connection;
mod crowd;
pub mod descriptors;
pub mod pace;
pub mod places;
pub mod refusals;

use std::{convert::Infallible, future::Future, io, net::SocketAddr, pin::pin, sync::Arc, time::Duration};

use axum::{Router, body::Body, extract::ConnectInfo};
use http::{Request, Response};
use hyper::{body::Incoming, server::conn::http1, service::service_fn};
use hyper_util::{
    rt::TokioIo,
    server::graceful::{GracefulShutdown, Watcher},
};
use tokio::{
    net::{TcpListener, TcpStream},
    time::{self, Instant, MissedTickBehavior},
};
use tower::ServiceExt;

use body::Held;
use connection::Observed;
use crowd::{Crowd, Present, Turned};
use pace::Slowest;

/// The most bytes of a request's line and headers, and of an answer that is not yet sent.
const BUFFER: usize = 64 * 1024;

/// How often overdue connections are looked for.
const SWEEP: Duration = Duration::from_secs(1);

/// How long no connection is accepted after the system had no descriptor for one.
const BREATH: Duration = Duration::from_millis(50);

/// What a connection may take.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Connections in all.
    pub places: usize,
    /// Connections of one address (IPv6: of one /64); none behind proxies, whose address all have.
    pub places_per_address: Option<usize>,
    /// From connecting, or from a request's first byte, until its headers are whole.
    pub header: Duration,
    /// From an answer to the next request's first byte.
    pub idle: Duration,
    /// How slowly an answer may be taken.
    pub slowest: Slowest,
    /// How long answers may take after the server was told to stop.
    pub stopping: Duration,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            places: 10_000,
            places_per_address: Some(1_000),
            header: Duration::from_secs(10),
            idle: Duration::from_secs(75),
            slowest: Slowest::default(),
            stopping: Duration::from_secs(30),
        }
    }
}

/// Serves `router` to whoever comes, until `stop`; then answers what has been asked, and ends.
pub async fn serve(
    listener: TcpListener,
    router: Router,
    settings: Settings,
    stop: impl Future<Output = ()>,
) {
    let stopping = settings.stopping;
    let crowd = Arc::new(Crowd::new(settings));
    let graceful = GracefulShutdown::new();
    {
        let mut stop = pin!(stop);
        let mut sweep = pin!(sweep(&crowd));
        loop {
            tokio::select! {
                () = &mut stop => break,
                () = &mut sweep => {}
                accepted = listener.accept() => match accepted {
                    Ok((stream, peer)) => welcome(stream, peer, &crowd, &router, graceful.watcher()),
                    Err(error) => recover(error, &crowd).await,
                }
            }
        }
    }
    // Whoever comes now is refused by the system, and goes to another server.
    drop(listener);
    tokio::select! {
        () = graceful.shutdown() => {}
        () = sweep(&crowd) => {}
        () = time::sleep(stopping) => tracing::warn!("stopping; some answers were not taken in time"),
    }
}

/// Lets go of who is overdue, now and then; for ever.
async fn sweep(crowd: &Crowd) {
    let mut ticks = time::interval(SWEEP);
    ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        let now = ticks.tick().await;
        crowd.dismiss_overdue(now);
    }
}

/// After an error of `accept`: nothing, where it is only that the client is gone again.
async fn recover(error: io::Error, crowd: &Crowd) {
    use io::ErrorKind::{ConnectionAborted, ConnectionRefused, ConnectionReset};
    if matches!(error.kind(), ConnectionAborted | ConnectionRefused | ConnectionReset) {
        return;
    }
    tracing::error!(%error, "cannot accept a connection");
    crowd.make_room();
    time::sleep(BREATH).await;
}

fn welcome(stream: TcpStream, peer: SocketAddr, crowd: &Arc<Crowd>, router: &Router, watcher: Watcher) {
    match Crowd::enter(crowd, peer.ip(), Instant::now()) {
        Ok(present) => {
            tokio::spawn(attend(stream, peer, present, router.clone(), watcher));
        }
        Err(turned) => turn_away(stream, peer, turned),
    }
}

/// Says why, as far as that goes at once: nothing is kept for who has no place.
fn turn_away(stream: TcpStream, peer: SocketAddr, turned: Turned) {
    tracing::warn!(%peer, ?turned, "no place for a connection");
    let said = stream.into_std().and_then(|mut stream| io::Write::write_all(&mut stream, turned.answer()));
    if let Err(error) = said {
        tracing::debug!(%peer, %error, "turned away without a word");
    }
}

/// Serves one connection to its end.
async fn attend(stream: TcpStream, peer: SocketAddr, present: Present, router: Router, watcher: Watcher) {
    // Events and small answers go out at once.
    if let Err(error) = stream.set_nodelay(true) {
        tracing::debug!(%peer, %error, "cannot set TCP_NODELAY");
    }
    let connection = present.connection();
    let served = connection.clone();
    let service = service_fn(move |request: Request<Incoming>| {
        let busy = served.clone().serve();
        let mut request = request.map(Body::new);
        request.extensions_mut().insert(ConnectInfo(peer));
        let answer = router.clone().oneshot(request);
        async move {
            let answer: Response<Body> = answer.await?;
            Ok::<_, Infallible>(answer.map(|body| Held::new(body, busy)))
        }
    });
    // No timer of hyper's: its limit for headers also ends connections that wait for the next request.
    let conversation = http1::Builder::new()
        .header_read_timeout(None)
        .max_buf_size(BUFFER)
        .serve_connection(TokioIo::new(Observed::new(stream, connection.clone())), service);
    tokio::select! {
        ended = watcher.watch(conversation) => if let Err(error) = ended {
            tracing::debug!(%peer, %error, "a connection broke off");
        },
        () = connection.dismissed() => tracing::debug!(%peer, "a connection was let go"),
    }
}
