//! Previews: a picture made small and written anew, so that what a browser shows is ours, without
//! the original's metadata (place, camera) and whatever else it carries.

use std::io::Cursor;

use image::{DynamicImage, ImageDecoder, ImageReader, Limits, RgbImage, codecs::jpeg::JpegEncoder};

/// The largest original that is read for a preview, in bytes.
pub const MAX_ORIGINAL: u64 = 64 << 20;

/// The most pixels of an original's side.
const MAX_SIDE: u32 = 20_000;
/// The most memory that decoding may take, in bytes: some 85 megapixels.
const MAX_ALLOCATION: u64 = 256 << 20;
const QUALITY: u8 = 82;

/// How large a preview is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Size {
    /// For a list.
    Thumbnail,
    /// To look at.
    Screen,
}

impl Size {
    /// The most pixels of its longer side.
    fn side(self) -> u32 {
        match self {
            Size::Thumbnail => 320,
            Size::Screen => 1600,
        }
    }
}

/// A JPEG of the picture in `bytes`, upright and at most as large as `size`. Takes its time: for a
/// thread that may block.
///
/// # Errors
///
/// Where it is no picture, a damaged one, or one that would take too much memory.
pub fn render(bytes: &[u8], size: Size) -> image::ImageResult<Vec<u8>> {
    let mut reader = ImageReader::new(Cursor::new(bytes)).with_guessed_format()?;
    let mut limits = Limits::default();
    limits.max_image_width = Some(MAX_SIDE);
    limits.max_image_height = Some(MAX_SIDE);
    limits.max_alloc = Some(MAX_ALLOCATION);
    reader.limits(limits);
    let mut decoder = reader.into_decoder()?;
    let orientation = decoder.orientation()?;
    let mut picture = DynamicImage::from_decoder(decoder)?;
    let side = size.side();
    if picture.width().max(picture.height()) > side {
        picture = picture.thumbnail(side, side);
    }
    picture.apply_orientation(orientation);
    let mut jpeg = Vec::new();
    JpegEncoder::new_with_quality(&mut jpeg, QUALITY).encode_image(&on_white(picture))?;
    Ok(jpeg)
}

/// JPEG knows no transparency: what shows through is paper.
fn on_white(picture: DynamicImage) -> RgbImage {
    if !picture.color().has_alpha() {
        return picture.into_rgb8();
    }
    let picture = picture.into_rgba8();
    RgbImage::from_fn(picture.width(), picture.height(), |x, y| {
        let [red, green, blue, alpha] = picture.get_pixel(x, y).0;
        let over = |colour: u8| {
            let mixed = u16::from(colour) * u16::from(alpha) + 255 * (255 - u16::from(alpha));
            (mixed / 255) as u8
        };
        image::Rgb([red, green, blue].map(over))
    })
}

#[cfg(test)]
mod tests {
    use image::{ImageFormat, Rgba, RgbaImage};

    use super::*;

    fn png(width: u32, height: u32) -> Vec<u8> {
        let mut bytes = Vec::new();
        RgbaImage::from_pixel(width, height, Rgba([200, 30, 30, 0]))
            .write_to(&mut Cursor::new(&mut bytes), ImageFormat::Png)
            .unwrap();
        bytes
    }

    #[test]
    fn a_preview_is_a_small_jpeg_on_white() {
        let jpeg = render(&png(2400, 600), Size::Screen).unwrap();
        let seen = image::load_from_memory_with_format(&jpeg, ImageFormat::Jpeg).unwrap().into_rgb8();
        assert_eq!(seen.dimensions(), (1600, 400));
        assert!(seen.pixels().all(|pixel| pixel.0.iter().all(|colour| *colour > 250)));
        let jpeg = render(&png(100, 40), Size::Thumbnail).unwrap();
        assert_eq!(image::load_from_memory(&jpeg).unwrap().into_rgb8().dimensions(), (100, 40));
    }

    #[test]
    fn a_bomb_is_refused_before_it_grows() {
        // A PNG that announces 60,000 by 60,000 pixels, and carries none of them.
        let mut bytes = png(1, 1);
        let side = 60_000_u32.to_be_bytes();
        bytes[16..20].copy_from_slice(&side);
        bytes[20..24].copy_from_slice(&side);
        assert!(render(&bytes, Size::Screen).is_err());
        assert!(render(b"\xff\xd8\xff\xe0 and no more", Size::Screen).is_err());
        assert!(render(b"", Size::Thumbnail).is_err());
    }
}
