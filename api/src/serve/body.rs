//! Bodies of requests that keep a least pace, and bodies of answers that hold something while they last.

use std::{
    pin::Pin,
    task::{Context, Poll, ready},
};

use axum::{body::Body, extract::Request};
use bytes::Bytes;
use http_body::{Body as HttpBody, Frame, SizeHint};
use tokio::time::{Instant, Sleep, sleep_until};

use super::pace::{Pace, Slowest};
use crate::shared::too_slow::TooSlow;

/// Lets a request's body fail with [`TooSlow`] where its client is slower than `slowest`.
pub fn paced(request: Request, slowest: Slowest) -> Request {
    request.map(|body| {
        if body.is_end_stream() {
            return body;
        }
        Body::new(Paced { body, pace: Pace::new(slowest), timer: None })
    })
}

struct Paced {
    body: Body,
    pace: Pace,
    timer: Option<Pin<Box<Sleep>>>,
}

impl HttpBody for Paced {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        let paced = &mut *self;
        if let Poll::Ready(frame) = Pin::new(&mut paced.body).poll_frame(context) {
            let data = frame.as_ref().and_then(|frame| frame.as_ref().ok()).and_then(Frame::data_ref);
            paced.pace.moves(Instant::now(), data.map_or(0, Bytes::len));
            return Poll::Ready(frame);
        }
        let end = paced.pace.waits(Instant::now());
        let timer = paced.timer.get_or_insert_with(|| Box::pin(sleep_until(end)));
        if timer.deadline() != end {
            timer.as_mut().reset(end);
        }
        ready!(timer.as_mut().poll(context));
        Poll::Ready(Some(Err(axum::Error::new(TooSlow))))
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}

/// A body that holds something until it is sent, or its client is gone.
pub struct Held<T> {
    body: Body,
    _held: T,
}

impl<T> Held<T> {
    /// `body`, holding `held`.
    pub fn new(body: Body, held: T) -> Self {
        Self { body, _held: held }
    }
}

impl<T: Unpin> HttpBody for Held<T> {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        Pin::new(&mut self.body).poll_frame(context)
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}
