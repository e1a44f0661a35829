//! An answer that keeps coming: server-sent events, read from `fetch` because the browser's own reader of them can't
//! send the access token.

use super::transport::{Answer, ApiError, request};
use futures::future::{Either, select};
use gloo_timers::future::TimeoutFuture;
use js_sys::{Reflect, Uint8Array};
use leptos::prelude::{WindowListenerHandle, window_event_listener_untyped};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortController, ReadableStreamDefaultReader};

/// The server sends a sign of life each quarter of a minute: after three without one the connection is dead.
const SILENCE_MS: u32 = 45_000;

/// An open stream. Dropping it closes the connection.
pub struct Events {
    reader: ReadableStreamDefaultReader,
    controller: AbortController,
    buffer: Buffer,
    leaving: Option<WindowListenerHandle>,
}

impl Drop for Events {
    fn drop(&mut self) {
        self.controller.abort();
        if let Some(leaving) = self.leaving.take() {
            leaving.remove();
        }
    }
}

/// Opens the stream of a subscription, already written as JSON.
pub async fn open(body: String, token: Option<String>) -> Result<Events, ApiError> {
    let controller = AbortController::new().map_err(|_| ApiError::Internal(None))?;
    // A page that was left may be kept by the browser, to be gone back to, with its connections: after six of
    // them none would be left for the page in sight. Whoever comes back opens a new one.
    let left = controller.clone();
    let leaving = Some(window_event_listener_untyped("pagehide", move |_| left.abort()));
    let response = request("text/event-stream", token)
        .abort_signal(Some(&controller.signal()))
        .body(body)
        .map_err(|_| ApiError::Internal(None))?
        .send()
        .await
        .map_err(|_| ApiError::Offline)?;
    if !response.ok() {
        return Err(Answer::of(response).await?.refusal());
    }
    let stream = response.body().ok_or(ApiError::Offline)?;
    let reader = stream.get_reader().dyn_into().map_err(|_| ApiError::Internal(None))?;
    Ok(Events { reader, controller, buffer: Buffer::default(), leaving })
}

impl Events {
    /// The next answer, as text; `None` where the stream has ended or the connection is gone.
    pub async fn next(&mut self) -> Option<String> {
        loop {
            while let Some(event) = self.buffer.take() {
                match event.name.as_str() {
                    "next" => return Some(event.data),
                    "complete" => return None,
                    _ => {}
                }
            }
            let read = JsFuture::from(self.reader.read());
            let Either::Left((chunk, _)) = select(read, TimeoutFuture::new(SILENCE_MS)).await else {
                return None;
            };
            let value = Reflect::get(&chunk.ok()?, &JsValue::from_str("value")).ok()?;
            self.buffer.push(&value.dyn_into::<Uint8Array>().ok()?.to_vec());
        }
    }
}

/// One event.
#[derive(Debug, Default, PartialEq)]
struct Event {
    name: String,
    data: String,
}

/// What has arrived and isn't a whole event yet.
#[derive(Default)]
struct Buffer(Vec<u8>);

impl Buffer {
    fn push(&mut self, bytes: &[u8]) {
        self.0.extend_from_slice(bytes);
    }

    /// The first whole event: up to an empty line. Our server ends its lines with a line feed alone.
    fn take(&mut self) -> Option<Event> {
        let end = self.0.windows(2).position(|two| two == b"\n\n")?;
        let block: Vec<u8> = self.0.drain(..end + 2).collect();
        let mut event = Event::default();
        for line in String::from_utf8_lossy(&block).lines() {
            let (field, value) = line.split_once(':').unwrap_or((line, ""));
            let value = value.strip_prefix(' ').unwrap_or(value);
            match field {
                "event" => value.clone_into(&mut event.name),
                "data" => event.data.push_str(value),
                // A comment, as the sign of life is, has no name before its colon.
                _ => {}
            }
        }
        Some(event)
    }
}
