//! Exact decimals as people write them. Pure.

/// The number that `text` writes, in units of its last place: with at most `places` decimal places and `digits`
/// digits before them; not negative. Full width is accepted, and separators of thousands where they belong:
/// `1,234,567.89`, not `1,2,3`.
pub fn scaled(text: &str, places: usize, digits: usize) -> Option<i64> {
    let text: String = text.chars().map(half_width).collect();
    let (whole, fraction) = text.split_once('.').unwrap_or((&text, "0"));
    let groups: Vec<&str> = whole.split(',').collect();
    let well_grouped = match groups.as_slice() {
        [_] => true,
        [first, others @ ..] => first.len() <= 3 && others.iter().all(|group| group.len() == 3),
        [] => false,
    };
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let whole = groups.concat();
    if !well_grouped
        || !groups.iter().all(|group| is_number(group))
        || !is_number(fraction)
        || fraction.len() > places
        || whole.len() > digits
    {
        return None;
    }
    format!("{whole}{fraction:0<places$}").parse().ok()
}

/// Full width forms (U+FF01 to U+FF5E) are those of ASCII, in the same order.
fn half_width(character: char) -> char {
    match character {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(character) - 0xfee0).unwrap_or(character),
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn separators_stand_where_they_belong() {
        for (text, number) in [
            ("0", 0),
            ("1234.5", 123_450),
            ("１２.05", 1_205),
            ("1,000.00", 100_000),
            ("1,234,567.89", 123_456_789),
            ("１，２３４，５６７．８９", 123_456_789),
            ("12,345", 1_234_500),
        ] {
            assert_eq!(scaled(text, 2, 15), Some(number), "{text}");
        }
        for wrong in [
            "",
            ".",
            "1.",
            ".5",
            "-1",
            "+1",
            "1.234",
            "1e3",
            "十",
            "1²",
            "9999999999999999",
            "1,2,3",
            "1,23",
            ",123",
            "1234,567",
            "1,234,",
            "1,,234",
            "1.0,5",
            "1,234.5,6",
            " 1",
            "1 ",
            "1 234",
        ] {
            assert_eq!(scaled(wrong, 2, 15), None, "{wrong}");
        }
    }

    proptest! {
        #[test]
        fn what_is_written_is_read(fen in 0..10_i64.pow(17), grouped in any::<bool>()) {
            let whole = (fen / 100).to_string();
            let mut written = String::new();
            for (at, digit) in whole.chars().enumerate() {
                if grouped && at > 0 && (whole.len() - at) % 3 == 0 {
                    written.push(',');
                }
                written.push(digit);
            }
            prop_assert_eq!(scaled(&format!("{written}.{:02}", fen % 100), 2, 15), Some(fen));
        }

        #[test]
        fn a_comma_anywhere_else_is_refused(whole in "[1-9][0-9]{1,12}", at in 0_usize..14) {
            let at = at % (whole.len() + 1);
            let (left, right) = whole.split_at(at);
            let written = format!("{left},{right}");
            let belongs = (1..=3).contains(&left.len()) && right.len() == 3;
            prop_assert_eq!(scaled(&written, 2, 15).is_some(), belongs);
        }
    }
}
