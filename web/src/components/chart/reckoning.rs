//! The sums that charts need to say what they show. Pure; yuan are summed in fen, never in floating point.

/// A decimal with at most two places, in hundredths.
pub fn hundredths(text: &str) -> Option<i64> {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    let whole: i64 = whole.parse().ok()?;
    let fraction: i64 = format!("{fraction:0<2}").get(..2)?.parse().ok()?;
    whole.checked_mul(100)?.checked_add(fraction)
}

/// Hundredths as they are written; without places, whole.
pub fn decimal(hundredths: i64, places: bool) -> String {
    if places {
        format!("{}.{:02}", hundredths / 100, hundredths % 100)
    } else {
        (hundredths / 100).to_string()
    }
}

/// `part` of `whole` in per cent with one decimal, half rounded up: `66.7`; of nothing there is no part.
pub fn percent(part: i64, whole: i64) -> Option<String> {
    if whole <= 0 || part < 0 {
        return None;
    }
    let tenths = (i128::from(part) * 2_000 + i128::from(whole)) / (2 * i128::from(whole));
    Some(format!("{}.{}", tenths / 10, tenths % 10))
}

/// By how many per cent there is more than before, or less: `+12.3`, `−4.0`; compared with nothing, none.
pub fn change(present: i64, previous: i64) -> Option<String> {
    let sign = if present < previous { '−' } else { '+' };
    percent((present - previous).abs(), previous).map(|percent| format!("{sign}{percent}"))
}

/// The places of the largest value and of the smallest, the first of equal ones; none where there is nothing.
pub fn extremes(values: &[i64]) -> Option<(usize, usize)> {
    let largest = values.iter().copied().max().filter(|largest| *largest > 0)?;
    let smallest = values.iter().copied().min()?;
    let place = |value: i64| values.iter().position(|other| *other == value);
    place(largest).zip(place(smallest))
}

/// A round number of at least the highest value, whose half is round too.
pub fn ceiling(highest: f64) -> f64 {
    let mut step = 2.0;
    while highest > step * 5.0 {
        step *= if step.to_string().starts_with('2') { 5.0 } else { 2.0 };
    }
    (highest / step).ceil().max(1.0) * step
}

/// `2026-03` needs no year under its column, but January and the first do; `2026-12-03` needs its day.
pub fn short_day(group: &str, first: bool) -> String {
    let mut parts = group.split('-').map(|part| part.trim_start_matches('0'));
    match (parts.next(), parts.next(), parts.next()) {
        (_, Some(month), Some(day)) if first || day == "1" => format!("{month}.{day}"),
        (_, Some(_), Some(day)) => day.to_owned(),
        (Some(year), Some(month), None) if first || month == "1" => format!("{year}.{month}"),
        (_, Some(month), None) => month.to_owned(),
        _ => group.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn yuan_are_summed_in_fen() {
        assert_eq!(
            hundredths("0.10").zip(hundredths("0.2")).map(|(a, b)| decimal(a + b, true)).as_deref(),
            Some("0.30")
        );
        assert_eq!(hundredths("7500").map(|sum| decimal(sum, false)).as_deref(), Some("7500"));
        assert_eq!(hundredths("many"), None);
    }

    #[test]
    fn shares_and_changes_are_of_something() {
        assert_eq!(percent(2, 3).as_deref(), Some("66.7"));
        assert_eq!(percent(0, 0), None);
        assert_eq!(change(112, 100).as_deref(), Some("+12.0"));
        assert_eq!(change(96, 100).as_deref(), Some("−4.0"));
        assert_eq!(change(5, 0), None);
    }

    #[test]
    fn the_first_of_equals_is_named() {
        assert_eq!(extremes(&[3, 7, 0, 7, 0]), Some((1, 2)));
        assert_eq!(extremes(&[0, 0]), None);
        assert_eq!(extremes(&[]), None);
    }

    #[test]
    fn a_scale_is_round_and_holds_everything() {
        for (highest, top) in
            [(0.0, 2.0), (2.0, 2.0), (3.0, 4.0), (11.0, 20.0), (99.0, 100.0), (101.0, 200.0)]
        {
            assert!((ceiling(highest) - top).abs() < f64::EPSILON, "{highest}: {}", ceiling(highest));
        }
    }

    #[test]
    fn a_month_names_its_year_where_one_begins() {
        let short: Vec<_> = ["2025-12", "2026-01", "2026-02"]
            .iter()
            .zip([true, false, false])
            .map(|(m, f)| short_day(m, f))
            .collect();
        assert_eq!(short, ["2025.12", "2026.1", "2"]);
        assert_eq!(short_day("2026-12-03", false), "3");
        assert_eq!(short_day("2026-12-01", false), "12.1");
    }
}
