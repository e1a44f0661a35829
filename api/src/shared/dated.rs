//! Revising what the law says, as dated data: from a day on it says something else, and what was judged
//! before can still be understood. Pure.

use chrono::{Days, NaiveDate};

use super::errors::{Problem, UserErrorCode};

/// How a rule is revised.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Revision {
    /// It is not in force yet, and nothing was judged by it: it is rewritten.
    Rewritten,
    /// It ends on this day, and the new one follows.
    Followed(NaiveDate),
}

/// How a rule in force since `valid_from` and until `valid_to` is revised `from` a day on; what is wrong with that
/// day otherwise.
pub fn revised(
    valid_from: NaiveDate,
    valid_to: Option<NaiveDate>,
    from: NaiveDate,
    today: NaiveDate,
) -> Result<Revision, Problem> {
    let wrong = |zh: String, en: String| Err(Problem::new(UserErrorCode::DateOrder, "validFrom", zh, en));
    if valid_from > today {
        return match from == valid_from {
            true => Ok(Revision::Rewritten),
            false => wrong(
                format!("该规定自{valid_from}起施行，尚未施行的只更正内容，施行日期不变"),
                format!("It comes into force on {valid_from}: until then its text may change, its day not"),
            ),
        };
    }
    if from < today {
        return wrong(
            "施行日期不能早于今天：此前已按原规定办理".to_owned(),
            "It can't begin before today: what came before was judged by the present rule".to_owned(),
        );
    }
    match (valid_to, from.checked_sub_days(Days::new(1))) {
        (Some(to), _) if to < from => {
            wrong(format!("该规定已于{to}失效，请新增规定"), format!("It ends on {to}; add a new rule"))
        }
        (_, Some(last)) if valid_from <= last => Ok(Revision::Followed(last)),
        _ => wrong(
            "该规定今天起施行，新规定最早自明天起施行".to_owned(),
            "It is in force since today: a new one begins tomorrow at the earliest".to_owned(),
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_past_is_never_rewritten() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let today = day("2026-11-22");
        let since = day("2021-09-01");
        let revise = |valid_from, valid_to, from| revised(valid_from, valid_to, day(from), today);
        assert_eq!(revise(since, None, "2026-11-22"), Ok(Revision::Followed(day("2026-11-21"))));
        assert_eq!(revise(since, None, "2027-01-01"), Ok(Revision::Followed(day("2026-12-31"))));
        assert!(revise(since, None, "2026-11-21").is_err());
        assert!(revise(since, Some(day("2026-12-31")), "2027-01-01").is_err());
        assert!(revise(since, Some(day("2026-12-31")), "2026-12-31").is_ok());
        assert!(revise(today, None, "2026-11-22").is_err());
        assert_eq!(revise(today, None, "2026-11-23"), Ok(Revision::Followed(today)));
        let coming = day("2027-01-01");
        assert_eq!(revise(coming, None, "2027-01-01"), Ok(Revision::Rewritten));
        assert!(revise(coming, None, "2027-02-01").is_err());
    }
}
