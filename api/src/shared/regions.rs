//! Regions by their keys: each begins with that of the region above it. Pure.

/// The lengths of a region's key and of those above it: 省, 市, 县区, 乡镇.
pub const LEVELS: [usize; 4] = [2, 4, 6, 9];

/// The keys of the region with `key` and of those above it, the highest first.
pub fn at_and_above(key: &str) -> Vec<&str> {
    let above = LEVELS.into_iter().filter(|length| *length < key.len());
    above.filter_map(|length| key.get(..length)).chain(Some(key).filter(|key| !key.is_empty())).collect()
}

/// The key of the region right above the one with `key`; none above a province.
pub fn right_above(key: &str) -> Option<&str> {
    at_and_above(key).into_iter().rev().nth(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn above_a_region_are_its_prefixes() {
        for (key, expected) in [
            ("", vec![]),
            ("51", vec!["51"]),
            ("5105", vec!["51", "5105"]),
            ("510502001", vec!["51", "5105", "510502", "510502001"]),
        ] {
            assert_eq!(at_and_above(key), expected);
            assert_eq!(right_above(key), expected.iter().rev().nth(1).copied());
        }
    }
}
