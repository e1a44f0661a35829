//! What may be filed as evidence, and by whom. Pure.

use entity::enums::{CaseStatus, EvidenceKind};

use crate::shared::text::is_invisible;

/// A type of file that is accepted.
#[derive(Debug, PartialEq, Eq)]
pub struct Media {
    /// Its media type.
    pub name: &'static str,
    /// The usual endings of its files' names, without a dot; the first is the commonest.
    pub extensions: &'static [&'static str],
    /// Whether previews are made of it.
    pub previewed: bool,
}

const fn media(name: &'static str, extensions: &'static [&'static str], previewed: bool) -> Media {
    Media { name, extensions, previewed }
}

/// Everything that is accepted. Old Office files (doc, xls) are not: their container is told from
/// that of an installer only by reading all of it.
pub const ACCEPTED: [Media; 17] = [
    media("image/jpeg", &["jpg", "jpeg"], true),
    media("image/png", &["png"], true),
    media("image/webp", &["webp"], true),
    media("image/heif", &["heic", "heif"], false),
    media("image/tiff", &["tif", "tiff"], false),
    media("application/pdf", &["pdf"], false),
    media("application/ofd", &["ofd"], false),
    media("application/vnd.openxmlformats-officedocument.wordprocessingml.document", &["docx"], false),
    media("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", &["xlsx"], false),
    media("application/vnd.openxmlformats-officedocument.presentationml.presentation", &["pptx"], false),
    media("video/mp4", &["mp4"], false),
    media("video/x-m4v", &["m4v"], false),
    media("video/quicktime", &["mov"], false),
    media("audio/mpeg", &["mp3"], false),
    media("audio/m4a", &["m4a"], false),
    media("audio/x-wav", &["wav"], false),
    media("audio/amr", &["amr"], false),
];

/// How much of a file's beginning tells its type, in bytes.
pub const HEAD: usize = 64 << 10;

/// The accepted type with this name.
pub fn named(name: &str) -> Option<&'static Media> {
    ACCEPTED.iter().find(|media| media.name == name)
}

/// The type of a file that begins with `head`; `None` where it is none that is accepted. What the
/// file is called does not matter.
pub fn media_type(head: &[u8]) -> Option<&'static Media> {
    match infer::get(head)?.mime_type() {
        // An OFD (GB/T 33190) is a ZIP with this entry; other archives are not accepted.
        "application/zip" if contains(head, b"OFD.xml") => named("application/ofd"),
        name => named(name),
    }
}

fn contains(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|window| window == part)
}

/// The kind of evidence that a file is where nobody says.
pub fn kind_of(media: &Media) -> EvidenceKind {
    match media.name.split('/').next() {
        Some("video" | "audio") => EvidenceKind::AudioVisual,
        _ => EvidenceKind::Documentary,
    }
}

/// The name of a file that a client may have given with its path, without what nobody sees: line feeds and
/// other controls would break a list, and marks of writing direction show `cod.exe` as `exe.doc`.
pub fn file_name(given: &str) -> String {
    let given: String = given.chars().filter(|character| !is_unseen(*character)).collect();
    given.rsplit(['/', '\\']).next().unwrap_or_default().trim().to_owned()
}

/// Controls, line and paragraph separators, and what shows nothing.
fn is_unseen(character: char) -> bool {
    character.is_control() || matches!(character, '\u{2028}' | '\u{2029}') || is_invisible(character)
}

/// The name under which a file of `media` is kept and saved: its ending is one of the type's, whatever it
/// was called, so that a machine opens it as what it is.
pub fn name_as(name: &str, media: &Media) -> String {
    let name = file_name(name);
    let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_lowercase());
    match media.extensions {
        [first, ..] if !ending.is_some_and(|ending| media.extensions.contains(&ending.as_str())) => {
            format!("{}.{first}", name.trim_end_matches(['.', ' ']))
        }
        _ => name,
    }
}

/// What of a file a client asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Asked {
    /// All of it.
    Whole,
    /// These bytes.
    Part(std::ops::Range<u64>),
    /// Bytes that it does not have.
    Nothing,
}

/// What `range` (the header of that name) asks for of a file of `size` bytes. One range of bytes is
/// answered; several at once, and what is no range of bytes, are answered with the whole, as RFC 9110
/// allows.
pub fn asked(range: Option<&str>, size: u64) -> Asked {
    let Some(spec) = range.and_then(|range| range.trim().strip_prefix("bytes=")) else { return Asked::Whole };
    let Some((first, last)) = spec.trim().split_once('-') else { return Asked::Whole };
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    // A number too large for us is larger than any file.
    let number = |text: &str| text.parse().unwrap_or(u64::MAX);
    match (digits(first), digits(last)) {
        (true, true) if number(first) > number(last) => Asked::Whole,
        (true, _) if !last.is_empty() && !digits(last) => Asked::Whole,
        (true, _) if number(first) >= size => Asked::Nothing,
        (true, true) => Asked::Part(number(first)..number(last).saturating_add(1).min(size)),
        (true, false) => Asked::Part(number(first)..size),
        (false, true) if !first.is_empty() => Asked::Whole,
        (false, true) if number(last) == 0 || size == 0 => Asked::Nothing,
        (false, true) => Asked::Part(size.saturating_sub(number(last))..size),
        (false, false) => Asked::Whole,
    }
}

/// What must be known of who files, and of the case.
#[derive(Clone, Copy, Debug)]
pub struct Filing {
    /// The policy lets them file evidence of the department's own cases.
    pub own: bool,
    /// The policy lets them, as a department that handles the case jointly.
    pub jointly: bool,
    /// They approve the case's steps.
    pub heads: bool,
    /// They are one of the case's handlers, or a department's own system.
    pub handles: bool,
    /// The case has handlers.
    pub assigned: bool,
    /// Where the case stands.
    pub status: CaseStatus,
}

/// Why evidence may not be filed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// Not by them.
    NotTheirs,
    /// Not any more: the file is archived.
    Archived,
}

/// Whether evidence may be filed: by the case's handlers (anyone of the department while there are
/// none), the head, and departments that handle it jointly; until the case is archived.
///
/// # Errors
///
/// Why not.
pub fn may_file(filing: &Filing) -> Result<(), Refusal> {
    let theirs = filing.jointly || (filing.own && (filing.handles || filing.heads || !filing.assigned));
    match (theirs, filing.status) {
        (false, _) => Err(Refusal::NotTheirs),
        (true, CaseStatus::Archived) => Err(Refusal::Archived),
        (true, _) => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The first bytes of a local entry of a ZIP.
    fn zip_with(entries: &[&str]) -> Vec<u8> {
        let mut bytes = Vec::new();
        for name in entries {
            bytes.extend(*b"PK\x03\x04\x14\x00\x00\x00\x00\x00");
            bytes.extend([0; 16]);
            bytes.extend((name.len() as u16).to_le_bytes());
            bytes.extend([0, 0]);
            bytes.extend(name.as_bytes());
        }
        bytes
    }

    #[test]
    fn the_content_tells_the_type() {
        let name = |head: &[u8]| media_type(head).map(|media| media.name);
        assert_eq!(name(b"\xff\xd8\xff\xe0\x00\x10JFIF"), Some("image/jpeg"));
        assert_eq!(name(b"%PDF-1.7\n"), Some("application/pdf"));
        assert_eq!(name(&zip_with(&["OFD.xml", "Doc_0/Document.xml"])), Some("application/ofd"));
        for refused in [
            &b"MZ\x90\x00\x03\x00\x00\x00"[..],
            b"\x7fELF\x02\x01\x01\x00",
            b"<html><script>alert(1)</script>",
            b"<?xml version=\"1.0\"?><svg xmlns=\"http://www.w3.org/2000/svg\"/>",
            b"#!/bin/sh\n",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
            b"plain text",
            b"",
        ] {
            assert_eq!(name(refused), None, "{refused:?}");
        }
        assert_eq!(name(&zip_with(&["setup.exe"])), None);
    }

    #[test]
    fn a_path_is_no_part_of_a_name() {
        assert_eq!(file_name("C:\\照片\\店内.jpg"), "店内.jpg");
        assert_eq!(file_name("../../etc/passwd"), "passwd");
        assert_eq!(file_name(" 笔录.pdf "), "笔录.pdf");
        assert_eq!(file_name("照片/ 店内.jpg"), "店内.jpg");
    }

    #[test]
    fn what_nobody_sees_is_no_part_of_a_name() {
        assert_eq!(file_name("笔录\u{202e}fdp.exe"), "笔录fdp.exe");
        assert_eq!(file_name("a\r\nSet-Cookie: b\u{0}.jpg"), "aSet-Cookie: b.jpg");
        assert_eq!(file_name("\u{feff}店\u{200b}内\u{2069}.jpg\u{200f} "), "店内.jpg");
        assert_eq!(file_name("\u{202e}\n"), "");
    }

    #[test]
    fn the_content_decides_the_ending() {
        let pdf = named("application/pdf").unwrap();
        assert_eq!(name_as("笔录.pdf", pdf), "笔录.pdf");
        assert_eq!(name_as("笔录.PDF", pdf), "笔录.PDF");
        assert_eq!(name_as("笔录.html", pdf), "笔录.html.pdf");
        assert_eq!(name_as("笔录.pdf.", pdf), "笔录.pdf.pdf");
        assert_eq!(name_as("笔录", pdf), "笔录.pdf");
        assert_eq!(name_as("x.jpeg", named("image/jpeg").unwrap()), "x.jpeg");
    }

    #[test]
    fn a_range_is_as_rfc_9110_writes_it() {
        for (range, expected) in [
            ("bytes=0-0", Asked::Part(0..1)),
            ("bytes=0-499", Asked::Part(0..500)),
            ("bytes=9500-", Asked::Part(9500..10_000)),
            ("bytes=-500", Asked::Part(9500..10_000)),
            ("bytes=-99999", Asked::Part(0..10_000)),
            ("bytes=9999-99999999999999999999999", Asked::Part(9999..10_000)),
            ("bytes=10000-", Asked::Nothing),
            ("bytes=99999999999999999999999-", Asked::Nothing),
            ("bytes=-0", Asked::Nothing),
            ("bytes=5-4", Asked::Whole),
            ("bytes=0-0,5-6", Asked::Whole),
            ("bytes=", Asked::Whole),
            ("bytes=-", Asked::Whole),
            ("bytes=+1-2", Asked::Whole),
            ("bytes=1-+2", Asked::Whole),
            ("bytes=a-b", Asked::Whole),
            ("items=0-1", Asked::Whole),
        ] {
            assert_eq!(asked(Some(range), 10_000), expected, "{range}");
        }
        assert_eq!(asked(None, 10_000), Asked::Whole);
    }

    proptest! {
        #[test]
        fn whatever_is_asked_for_is_there(range in "(bytes=)?[0-9]{0,25}-?[0-9,+ a]{0,25}", size in any::<u64>()) {
            if let Asked::Part(part) = asked(Some(&range), size) {
                prop_assert!(part.start < part.end && part.end <= size, "{range} of {size}: {part:?}");
            }
        }

        #[test]
        fn nothing_is_filed_without_a_right_or_after_the_archive(
            (own, jointly, heads, handles, assigned, archived) in any::<(bool, bool, bool, bool, bool, bool)>()
        ) {
            let status = if archived { CaseStatus::Archived } else { CaseStatus::Investigating };
            let allowed = may_file(&Filing { own, jointly, heads, handles, assigned, status }).is_ok();
            prop_assert!(!allowed || (!archived && (own || jointly)));
            // With handlers named, a colleague who is none of them and not the head may not.
            prop_assert!(!(allowed && assigned && !jointly && !heads && !handles));
        }

        #[test]
        fn any_name_is_seen_and_ends_as_its_type(given in "(\\PC|[ ./\\\\\u{200b}\t]){0,12}", media in 0..ACCEPTED.len()) {
            let name = name_as(&given, &ACCEPTED[media]);
            prop_assert!(!name.chars().any(|letter| is_unseen(letter) || matches!(letter, '/' | '\\')));
            let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_lowercase()).unwrap_or_default();
            prop_assert!(ACCEPTED[media].extensions.contains(&ending.as_str()), "{name}");
            prop_assert_eq!(name_as(&name, &ACCEPTED[media]), name);
        }

        #[test]
        fn any_bytes_have_at_most_one_type(head in proptest::collection::vec(any::<u8>(), 0..300)) {
            if let Some(media) = media_type(&head) {
                prop_assert!(ACCEPTED.contains(media));
            }
        }
    }
}
