//! A person's identity number (GB 11643-1999), what makes two parties likely twins, and whose it is to rename
//! a business. Pure.

pub mod likeness;
pub mod naming;

use chrono::NaiveDate;

use crate::shared::search;

/// Weights of the first 17 digits.
const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
/// The check characters by the weighted sum modulo 11.
const CHECKS: &[u8; 11] = b"10X98765432";

/// The number as it is stored: full width folded, upper case, no blanks.
pub fn fold_id_number(number: &str) -> String {
    search::fold(number).to_uppercase().replace(' ', "")
}

/// The check character of 17 digits; none where they are not.
pub fn check_character(body: &str) -> Option<char> {
    if body.len() != 17 {
        return None;
    }
    let digits: Option<Vec<u32>> = body.chars().map(|character| character.to_digit(10)).collect();
    let sum: u32 = digits?.iter().zip(WEIGHTS).map(|(digit, weight)| digit * weight).sum();
    CHECKS.get((sum % 11) as usize).map(|byte| char::from(*byte))
}

/// Whether a folded number has 18 characters, a birthday not after `today`, and the right check
/// character.
pub fn is_valid_id_number(number: &str, today: NaiveDate) -> bool {
    if number.len() != 18 || !number.is_ascii() {
        return false;
    }
    let birthday = NaiveDate::parse_from_str(&number[6..14], "%Y%m%d");
    birthday.is_ok_and(|birthday| birthday <= today)
        && check_character(&number[..17]).is_some_and(|check| number.ends_with(check))
}

/// What is shown of a valid number: its first three and its last four characters.
pub fn mask(number: &str) -> String {
    match (number.get(..3), number.len().checked_sub(4).and_then(|end| number.get(end..))) {
        (Some(start), Some(end)) if number.len() == 18 => format!("{start}***********{end}"),
        _ => "*".repeat(number.chars().count()),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn today() -> NaiveDate {
        "2026-11-22".parse().unwrap()
    }

    #[test]
    fn the_standard_s_own_examples_pass_and_others_do_not() {
        // GB 11643-1999, appendix A.
        assert!(is_valid_id_number("11010519491231002X", today()));
        assert!(is_valid_id_number("440524188001010014", today()));
        assert!(is_valid_id_number(&fold_id_number(" １１010519491231002x "), today()));
        for wrong in ["110105194912310021", "11010519491331002X", "", "雷雨雷雨雷雨", "1101051949123100"]
        {
            assert!(!is_valid_id_number(wrong, today()), "{wrong}");
        }
    }

    proptest! {
        #[test]
        fn any_single_wrong_digit_is_noticed(body in "[1-6][0-9]{5}19[4-9][0-9]0[1-9]1[0-9][0-9]{3}", at in 0..17_usize, other in 0..10_u32) {
            let check = check_character(&body).unwrap();
            let number = format!("{body}{check}");
            prop_assert!(is_valid_id_number(&number, today()));
            let mut changed: Vec<char> = number.chars().collect();
            changed[at] = char::from_digit(other, 10).unwrap();
            let changed: String = changed.into_iter().collect();
            prop_assert_eq!(changed == number, is_valid_id_number(&changed, today()));
        }

        #[test]
        fn a_mask_hides_the_birthday(body in "[0-9]{18}") {
            let mask = mask(&body);
            prop_assert_eq!(mask.len(), 18);
            prop_assert!(!mask.contains(&body[4..14]));
        }
    }
}
