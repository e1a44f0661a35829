//! The unified social credit code (GB 32100-2015): 17 characters of which none looks like another,
//! and a check character over them.

/// The characters by value; I, O, S, V and Z are left out (GB 32100-2015, table 1).
const ALPHABET: &[u8; 31] = b"0123456789ABCDEFGHJKLMNPQRTUWXY";

/// The code as it is stored: full width folded, upper case, no blanks.
pub fn fold(code: &str) -> String {
    super::search::fold(code).to_uppercase().replace(' ', "")
}

/// The check character of the first 17 characters: weights are powers of 3 modulo 31
/// (GB 32100-2015, 4.4). `None` where a character is not of the alphabet or the length is wrong.
pub fn check_character(body: &str) -> Option<char> {
    if body.len() != 17 {
        return None;
    }
    let mut weight = 1;
    let mut sum = 0;
    for byte in body.bytes() {
        let value = ALPHABET.iter().position(|known| *known == byte)?;
        sum += value * weight;
        weight = weight * 3 % 31;
    }
    ALPHABET.get((31 - sum % 31) % 31).map(|byte| char::from(*byte))
}

/// Whether a folded code has the right form and check character.
pub fn is_valid(code: &str) -> bool {
    code.len() == 18
        && code.is_ascii()
        && check_character(&code[..17]).is_some_and(|check| code.ends_with(check))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_check_character_tells_right_from_wrong() {
        // A code published on the public register.
        assert!(is_valid("91350100M000100Y43"));
        assert!(is_valid(&fold("９１３５０１００m000100y43 ")));
        for wrong in ["91350100M000100Y44", "91350100M000100Y4", "", "9135010OM000100Y43", "雷雨雷雨雷雨"]
        {
            assert!(!is_valid(wrong), "{wrong}");
        }
    }

    #[test]
    fn any_single_wrong_character_is_noticed() {
        let code = "91350100M000100Y43";
        for at in 0..18 {
            for other in ALPHABET {
                let mut changed = code.as_bytes().to_vec();
                if changed[at] == *other {
                    continue;
                }
                changed[at] = *other;
                assert!(!is_valid(std::str::from_utf8(&changed).unwrap()));
            }
        }
    }
}
