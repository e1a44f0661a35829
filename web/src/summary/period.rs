//! The periods that offices ask for, counted from the server's today. A period that is still running ends today, so that
//! the year before is compared over the same days.

/// A period at one click.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Quick {
    ThisMonth,
    LastMonth,
    ThisQuarter,
    ThisYear,
    LastYear,
}

impl Quick {
    /// All, in the order of the buttons.
    pub const ALL: [Self; 5] =
        [Self::ThisMonth, Self::LastMonth, Self::ThisQuarter, Self::ThisYear, Self::LastYear];

    /// First and last day, on the day `today` (year, month, day).
    pub fn days(self, (year, month, day): (i32, u32, u32)) -> (String, String) {
        let today = iso(year, month, day);
        match self {
            Self::ThisMonth => (iso(year, month, 1), today),
            Self::LastMonth => {
                let (year, month) = if month == 1 { (year - 1, 12) } else { (year, month - 1) };
                (iso(year, month, 1), iso(year, month, days_in_month(year, month)))
            }
            Self::ThisQuarter => (iso(year, (month - 1) / 3 * 3 + 1, 1), today),
            Self::ThisYear => (iso(year, 1, 1), today),
            Self::LastYear => (iso(year - 1, 1, 1), iso(year - 1, 12, 31)),
        }
    }
}

fn iso(year: i32, month: u32, day: u32) -> String {
    format!("{year:04}-{month:02}-{day:02}")
}

/// How many days a month has, which is its last day too.
pub fn days_in_month(year: i32, month: u32) -> u32 {
    match month {
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

#[cfg(test)]
mod tests {
    use super::Quick;

    fn days(quick: Quick, today: (i32, u32, u32)) -> [String; 2] {
        let (from, to) = quick.days(today);
        [from, to]
    }

    #[test]
    fn a_running_period_ends_today() {
        assert_eq!(days(Quick::ThisMonth, (2026, 11, 22)), ["2026-11-01", "2026-11-22"]);
        assert_eq!(days(Quick::ThisQuarter, (2026, 11, 22)), ["2026-10-01", "2026-11-22"]);
        assert_eq!(days(Quick::ThisQuarter, (2026, 3, 31)), ["2026-01-01", "2026-03-31"]);
        assert_eq!(days(Quick::ThisYear, (2026, 1, 1)), ["2026-01-01", "2026-01-01"]);
    }

    #[test]
    fn a_past_period_is_whole() {
        assert_eq!(days(Quick::LastMonth, (2026, 1, 15)), ["2025-12-01", "2025-12-31"]);
        assert_eq!(days(Quick::LastMonth, (2024, 3, 31)), ["2024-02-01", "2024-02-29"]);
        assert_eq!(days(Quick::LastMonth, (2100, 3, 1)), ["2100-02-01", "2100-02-28"]);
        assert_eq!(days(Quick::LastYear, (2026, 11, 22)), ["2025-01-01", "2025-12-31"]);
    }
}
