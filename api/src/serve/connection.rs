//! What a connection is doing, as its socket and its service tell.

use std::{
    io,
    pin::Pin,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    task::{Context, Poll},
};

use tokio::{
    io::{AsyncRead, AsyncWrite, ReadBuf},
    net::TcpStream,
    sync::Notify,
    time::Instant,
};

use super::{
    Settings,
    pace::{Pace, Slowest},
};

/// A connection, as who decides over it sees it.
#[derive(Debug)]
pub(super) struct Connection {
    state: Mutex<State>,
    dismissed: Notify,
}

#[derive(Debug)]
struct State {
    phase: Phase,
    taking: Pace,
}

/// What a connection is doing, and since when. Who waits without having asked makes room first of all.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Phase {
    /// It is new, or a request's first byte has come; its headers are not whole.
    Asking(Instant),
    /// It had its answer, and may ask again.
    Idle(Instant),
    /// It is being answered.
    Answered,
}

impl Connection {
    pub(super) fn new(slowest: Slowest, now: Instant) -> Self {
        let state = State { phase: Phase::Asking(now), taking: Pace::new(slowest) };
        Self { state: Mutex::new(state), dismissed: Notify::new() }
    }

    /// What it waits for, and since when, where nobody would miss an answer.
    pub(super) fn waiting(&self) -> Option<Phase> {
        let state = self.state();
        (state.phase != Phase::Answered && !state.taking.is_waiting()).then_some(state.phase)
    }

    /// Whether it has had its time.
    pub(super) fn is_overdue(&self, settings: &Settings, now: Instant) -> bool {
        let state = self.state();
        if state.taking.is_waiting() {
            return state.taking.is_over(now);
        }
        match state.phase {
            Phase::Asking(since) => since + settings.header <= now,
            Phase::Idle(since) => since + settings.idle <= now,
            Phase::Answered => false,
        }
    }

    /// Ends it, whatever it is doing.
    pub(super) fn dismiss(&self) {
        self.dismissed.notify_one();
    }

    /// Resolves when it is to end.
    pub(super) async fn dismissed(&self) {
        self.dismissed.notified().await;
    }

    /// A request is whole; it is being answered until the guard goes.
    pub(super) fn serve(self: Arc<Self>) -> Answering {
        self.state().phase = Phase::Answered;
        Answering(self)
    }

    fn read(&self, now: Instant) {
        let mut state = self.state();
        if matches!(state.phase, Phase::Idle(_)) {
            state.phase = Phase::Asking(now);
        }
    }

    fn wrote(&self, now: Instant, written: &Poll<io::Result<usize>>) {
        let mut state = self.state();
        match written {
            Poll::Pending => {
                state.taking.waits(now);
            }
            Poll::Ready(written) => {
                state.taking.moves(now, *written.as_ref().unwrap_or(&0));
                // The end of an answer: it waits for the next request only from now on.
                if let Phase::Idle(since) = &mut state.phase {
                    *since = now;
                }
            }
        }
    }

    /// No step leaves a state that is half another.
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Lives as long as an answer.
pub(super) struct Answering(Arc<Connection>);

impl Drop for Answering {
    fn drop(&mut self) {
        self.0.state().phase = Phase::Idle(Instant::now());
    }
}

/// A socket that tells its connection what comes and goes.
pub(super) struct Observed {
    stream: TcpStream,
    connection: Arc<Connection>,
}

impl Observed {
    pub(super) fn new(stream: TcpStream, connection: Arc<Connection>) -> Self {
        Self { stream, connection }
    }
}

impl AsyncRead for Observed {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let before = buffer.filled().len();
        let read = Pin::new(&mut self.stream).poll_read(context, buffer);
        if buffer.filled().len() > before {
            self.connection.read(Instant::now());
        }
        read
    }
}

impl AsyncWrite for Observed {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        let written = Pin::new(&mut self.stream).poll_write(context, bytes);
        self.connection.wrote(Instant::now(), &written);
        written
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        slices: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let written = Pin::new(&mut self.stream).poll_write_vectored(context, slices);
        self.connection.wrote(Instant::now(), &written);
        written
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(context)
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    const SETTINGS: fn() -> Settings = || Settings {
        header: Duration::from_secs(10),
        idle: Duration::from_secs(60),
        slowest: Slowest { bytes_per_second: 1000, patience: Duration::from_secs(30) },
        ..Settings::default()
    };

    /// After how many seconds from `start` it is overdue.
    fn overdue(connection: &Connection, start: Instant) -> Option<u64> {
        (0..1000).find(|seconds| connection.is_overdue(&SETTINGS(), start + Duration::from_secs(*seconds)))
    }

    #[test]
    fn each_phase_has_its_time() {
        let start = Instant::now();
        let after = |seconds| start + Duration::from_secs(seconds);
        let connection = Arc::new(Connection::new(SETTINGS().slowest, start));
        assert_eq!(overdue(&connection, start), Some(10), "new");
        connection.read(after(4));
        assert_eq!(overdue(&connection, start), Some(10), "half a header buys no time");
        let answering = connection.clone().serve();
        assert_eq!((overdue(&connection, start), connection.waiting()), (None, None), "being answered");
        connection.wrote(after(5), &Poll::Pending);
        assert_eq!(overdue(&connection, start), Some(35), "its answer is not taken");
        connection.wrote(after(5), &Poll::Ready(Ok(1)));
        assert_eq!(overdue(&connection, start), None);
        drop(answering);
        assert!(matches!(connection.waiting(), Some(Phase::Idle(_))));
        connection.wrote(after(6), &Poll::Ready(Ok(1)));
        assert_eq!(overdue(&connection, start), Some(66), "idle since the last of its answer was taken");
        connection.wrote(after(7), &Poll::Pending);
        assert_eq!(
            (overdue(&connection, start), connection.waiting()),
            (Some(37), None),
            "its answer's end waits"
        );
        connection.wrote(after(7), &Poll::Ready(Ok(1)));
        connection.read(after(8));
        assert_eq!(overdue(&connection, start), Some(18), "asks again");
    }
}
