//! Takes a file in: written as it arrives, counted, digested, and judged by its first bytes. However
//! large it is, a part of it is all that memory holds.

use axum::body::{Body, BodyDataStream};
use bytes::Bytes;
use futures::StreamExt;
use object_store::{buffered::BufWriter, path::Path};
use sha2::{Digest, Sha256};
use tokio::io::AsyncWriteExt;

use super::rules::{self, HEAD, Media};
use crate::shared::{
    storage::{Files, incoming},
    too_slow::is_too_slow,
};

/// A file that has arrived in whole and lies under `incoming/`.
#[derive(Debug)]
pub struct Received {
    /// Where it lies.
    pub temporary: Path,
    /// SHA-256, in hex.
    pub digest: String,
    /// In bytes; at least one.
    pub size: u64,
    /// What it is.
    pub media: &'static Media,
}

/// Why a file was not taken in; nothing of it is left.
#[derive(Debug)]
pub enum NotReceived {
    /// It is larger than this.
    TooLarge(u64),
    /// It has no bytes.
    Empty,
    /// It is none of the accepted types.
    Unaccepted,
    /// The connection broke off.
    BrokenOff,
    /// The client fell silent, or sends next to nothing.
    Slow,
    /// The store does not take it.
    Store(anyhow::Error),
}

impl From<object_store::Error> for NotReceived {
    fn from(error: object_store::Error) -> Self {
        Self::Store(error.into())
    }
}

/// Takes in `body`, which is announced to have so many bytes.
///
/// # Errors
///
/// Why it was not taken in; what had been written is removed.
pub async fn receive(files: &Files, body: Body, announced: Option<u64>) -> Result<Received, NotReceived> {
    if announced.is_some_and(|size| size > files.max_bytes) {
        return Err(NotReceived::TooLarge(files.max_bytes));
    }
    let temporary = incoming();
    let mut writer =
        BufWriter::with_capacity(files.store.clone(), temporary.clone(), files.part).with_max_concurrency(2);
    let mut stream = body.into_data_stream();
    let arrived = match arrive(files.max_bytes, &mut stream, &mut writer).await {
        Ok(arrived) => arrived,
        Err(reason) => {
            listen_on(&mut stream).await;
            if let Err(error) = writer.abort().await {
                tracing::warn!(%temporary, %error, "an upload that broke off is left over");
            }
            return Err(reason);
        }
    };
    if let Err(error) = writer.shutdown().await {
        files.discard(&temporary).await;
        return Err(NotReceived::Store(error.into()));
    }
    let Arrived { digest, size, media } = arrived;
    Ok(Received { temporary, digest, size, media })
}

struct Arrived {
    digest: String,
    size: u64,
    media: &'static Media,
}

async fn arrive(
    limit: u64,
    stream: &mut BodyDataStream,
    writer: &mut BufWriter,
) -> Result<Arrived, NotReceived> {
    let (mut digest, mut size, mut head) = (Sha256::new(), 0_u64, Vec::new());
    let mut media = None;
    while let Some(chunk) = next(stream).await? {
        size += chunk.len() as u64;
        if size > limit {
            return Err(NotReceived::TooLarge(limit));
        }
        digest.update(&chunk);
        if media.is_none() {
            head.extend_from_slice(&chunk[..chunk.len().min(HEAD - head.len())]);
            if head.len() == HEAD {
                media = Some(rules::media_type(&head).ok_or(NotReceived::Unaccepted)?);
            }
        }
        writer.put(chunk).await?;
    }
    let media = match media {
        Some(media) => media,
        None if size == 0 => return Err(NotReceived::Empty),
        None => rules::media_type(&head).ok_or(NotReceived::Unaccepted)?,
    };
    Ok(Arrived { digest: hex::encode(digest.finalize()), size, media })
}

async fn next(stream: &mut BodyDataStream) -> Result<Option<Bytes>, NotReceived> {
    match stream.next().await {
        Some(Ok(chunk)) => Ok(Some(chunk)),
        Some(Err(error)) if is_too_slow(&error) => Err(NotReceived::Slow),
        Some(Err(_)) => Err(NotReceived::BrokenOff),
        None => Ok(None),
    }
}

/// Reads a little of what a refused client still sends: browsers hear an answer only when they have
/// finished speaking.
async fn listen_on(stream: &mut BodyDataStream) {
    let mut patience = 32 << 20;
    while let Ok(Some(chunk)) = next(stream).await {
        patience -= chunk.len().min(patience);
        if patience == 0 {
            return;
        }
    }
}
