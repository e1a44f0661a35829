//! Where files lie: a folder, or any store that speaks S3. What is under way lies under
//! `incoming/`, what was filed under `evidence/`, and only the former is ever removed.

use std::{path::Path as FilePath, sync::Arc};

use anyhow::Context;
use object_store::{
    ObjectStore, ObjectStoreExt, aws::AmazonS3Builder, local::LocalFileSystem, memory::InMemory, path::Path,
    prefix::PrefixStore,
};
use tokio::sync::Semaphore;
use uuid::Uuid;

use crate::shared::private;

/// The most bytes of a file, unless configured: some minutes of a phone's video.
pub const MAX_BYTES: u64 = 500 << 20;

/// Under which what is being uploaded lies.
pub const INCOMING: &str = "incoming";
/// Under which what was filed lies.
pub const EVIDENCE: &str = "evidence";

/// What an S3 store takes as a part at the least; a smaller file is written at once.
const S3_PART: usize = 5 << 20;
/// What is written to a folder at a time.
const FOLDER_PART: usize = 512 << 10;
/// How many previews are made at a time: each may need a few hundred megabytes.
const PREVIEWS: usize = 2;

/// The store of files, and its limits.
#[derive(Clone)]
pub struct Files {
    /// The objects.
    pub store: Arc<dyn ObjectStore>,
    /// The most bytes of a file.
    pub max_bytes: u64,
    /// How many bytes of an upload are held before they are written.
    pub part: usize,
    /// Permits to make previews.
    pub previews: Arc<Semaphore>,
}

impl Files {
    /// The store at `place`: a folder, which is made where there is none, or `s3://BUCKET/PREFIX` with
    /// the `AWS_…` variables of the environment.
    ///
    /// # Errors
    ///
    /// Where the folder cannot be made, or the environment does not say how to reach the bucket.
    pub fn open(place: &str) -> anyhow::Result<Self> {
        let Some(address) = place.strip_prefix("s3://") else {
            let folder = FilePath::new(place);
            private::create_folder(folder)
                .with_context(|| format!("cannot create the folder {}", folder.display()))?;
            // What was acknowledged survives a power cut.
            let store = LocalFileSystem::new_with_prefix(folder)?.with_fsync(true);
            return Ok(Self::over(Arc::new(store), FOLDER_PART));
        };
        let (bucket, prefix) = address.split_once('/').unwrap_or((address, ""));
        Self::in_bucket(AmazonS3Builder::from_env().with_bucket_name(bucket), prefix)
    }

    /// The store under `prefix` of the bucket that `bucket` reaches.
    ///
    /// # Errors
    ///
    /// Where `bucket` does not say how to reach it.
    pub fn in_bucket(bucket: AmazonS3Builder, prefix: &str) -> anyhow::Result<Self> {
        let store = bucket
            .build()
            .context("cannot reach the store of files; check --files and the AWS_… variables")?;
        Ok(match prefix.trim_matches('/') {
            "" => Self::over(Arc::new(store), S3_PART),
            prefix => Self::over(Arc::new(PrefixStore::new(store, prefix)), S3_PART),
        })
    }

    /// A store that forgets, for tests and generated data.
    pub fn in_memory() -> Self {
        Self::over(Arc::new(InMemory::new()), FOLDER_PART)
    }

    fn over(store: Arc<dyn ObjectStore>, part: usize) -> Self {
        Self { store, max_bytes: MAX_BYTES, part, previews: Arc::new(Semaphore::new(PREVIEWS)) }
    }

    /// The same store with another limit.
    #[must_use]
    pub fn with_limit(self, max_bytes: u64) -> Self {
        Self { max_bytes, ..self }
    }

    /// Removes what an attempt left under `incoming/`. One that stays is found by `files sweep`.
    pub async fn discard(&self, temporary: &Path) {
        if let Err(error) = self.store.delete(temporary).await
            && !matches!(error, object_store::Error::NotFound { .. })
        {
            tracing::warn!(%temporary, %error, "an upload that was not filed is left over");
        }
    }
}

/// A new place for an upload under way.
pub fn incoming() -> Path {
    Path::from_iter([INCOMING, &Uuid::now_v7().to_string()])
}

/// Where the file with `id` and `digest` lies for ever. The digest keeps two different files that
/// come under one id at the same time apart: one of them is filed.
pub fn filed(id: Uuid, digest: &str) -> Path {
    Path::from_iter([EVIDENCE, &id.to_string(), digest])
}
