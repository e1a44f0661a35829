//! Compresses the app's files when it is built, so that the server only ever copies bytes.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use crate::app::Flavour;

/// Puts `.br` and `.gz` beside the file, each only where it is smaller than the file itself.
pub fn beside(file: &Path, flavour: Flavour) -> Result<()> {
    let plain = fs::read(file).with_context(|| format!("cannot read {}", file.display()))?;
    for (extension, packed) in [("gz", gzip(&plain, flavour)?), ("br", brotli(&plain, flavour)?)] {
        if packed.len() < plain.len() {
            fs::write(with_suffix(file, extension), &packed)?;
        }
    }
    Ok(())
}

/// Bytes of a file, or of several together, as they are and as they travel.
#[derive(Clone, Copy, Default)]
pub struct Sizes {
    /// Uncompressed.
    pub plain: u64,
    /// As gzip; of a file that doesn't shrink, the plain size.
    pub gzip: u64,
    /// As brotli; of a file that doesn't shrink, the plain size.
    pub brotli: u64,
}

impl Sizes {
    /// The sizes of a file that went through [`beside`].
    pub fn of(file: &Path) -> Result<Self> {
        let plain = fs::metadata(file)?.len();
        let packed = |extension| fs::metadata(with_suffix(file, extension)).map_or(plain, |data| data.len());
        Ok(Self { plain, gzip: packed("gz"), brotli: packed("br") })
    }
}

impl std::ops::AddAssign for Sizes {
    fn add_assign(&mut self, other: Self) {
        self.plain += other.plain;
        self.gzip += other.gzip;
        self.brotli += other.brotli;
    }
}

fn with_suffix(file: &Path, extension: &str) -> PathBuf {
    let mut path = file.as_os_str().to_owned();
    path.push(".");
    path.push(extension);
    path.into()
}

fn gzip(plain: &[u8], flavour: Flavour) -> Result<Vec<u8>> {
    let level = match flavour {
        Flavour::Small => flate2::Compression::best(),
        Flavour::Quick => flate2::Compression::fast(),
    };
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), level);
    encoder.write_all(plain)?;
    Ok(encoder.finish()?)
}

fn brotli(plain: &[u8], flavour: Flavour) -> Result<Vec<u8>> {
    let quality = match flavour {
        Flavour::Small => 11,
        Flavour::Quick => 1,
    };
    let params = brotli::enc::BrotliEncoderParams { quality, size_hint: plain.len(), ..Default::default() };
    let mut packed = Vec::new();
    brotli::BrotliCompress(&mut &*plain, &mut packed, &params)?;
    Ok(packed)
}
