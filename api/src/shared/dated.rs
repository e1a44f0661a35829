//! What the law says, as dated data: which rule binds a region on a day, and how a rule is revised, so that
//! from a day on it says something else, and what was judged before can still be understood. Pure.
//!
//! A rule is the platform's or a region's own. Regions are named by their keys, a subtree by its prefix: the
//! platform's rules, whose key is empty, bind all.

use chrono::{Days, NaiveDate};

use super::{
    errors::{Problem, UserErrorCode},
    regions::at_and_above,
};

/// A rule that somebody made for a region and all below it.
pub trait Dated {
    /// Whose it is, by the region's key; empty: the platform's.
    fn region_key(&self) -> &str;
    /// The first day on which it is in force.
    fn valid_from(&self) -> NaiveDate;
    /// The last day on which it is in force.
    fn valid_to(&self) -> Option<NaiveDate>;

    /// Whether the rule that binds from above leaves room for this one. Where it does not, this one does
    /// not count, however it came to be.
    fn has_room(&self, _above: Option<&Self>) -> bool {
        true
    }

    /// Whether it binds `region` at all.
    fn binds(&self, region: &str) -> bool {
        region.starts_with(self.region_key())
    }

    /// Whether it is in force on `day`.
    fn in_force(&self, day: NaiveDate) -> bool {
        self.valid_from() <= day && self.valid_to().is_none_or(|to| day <= to)
    }
}

/// All of `rules` that bind `region` on `day`, for rules that stand side by side; the platform's first.
pub fn binding<'a, R: Dated>(
    rules: impl IntoIterator<Item = &'a R>,
    region: &str,
    day: NaiveDate,
) -> Vec<&'a R> {
    let mut binding: Vec<&R> =
        rules.into_iter().filter(|rule| rule.binds(region) && rule.in_force(day)).collect();
    binding.sort_by_key(|rule| (rule.region_key().len(), rule.valid_from()));
    binding
}

/// The one of `rules` (of one subject) that decides in `region` on `day`: the nearest region's for which what
/// binds from above leaves room, else the platform's. Of two of one region the later.
pub fn deciding<'a, R: Dated>(
    rules: impl IntoIterator<Item = &'a R>,
    region: &str,
    day: NaiveDate,
) -> Option<&'a R> {
    let mut above: Option<&R> = None;
    let mut decides: Option<&R> = None;
    for rule in binding(rules, region, day) {
        if decides.is_some_and(|decides| decides.region_key() != rule.region_key()) {
            above = decides;
        }
        if rule.has_room(above) {
            decides = Some(rule);
        }
    }
    decides
}

/// The keys of the regions whose rules may bind `region`: its own, those above it, and the platform's.
pub fn binding_keys(region: &str) -> Vec<&str> {
    [""].into_iter().chain(at_and_above(region)).collect()
}

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
    use proptest::prelude::*;

    use super::*;

    /// A rule that counts days, and may only be shorter than what binds from above.
    #[derive(Clone, Debug, PartialEq)]
    struct Ceiling {
        region: &'static str,
        from: i64,
        to: Option<i64>,
        length: u32,
    }

    fn at(number: i64) -> NaiveDate {
        NaiveDate::default() + chrono::TimeDelta::days(number)
    }

    impl Dated for Ceiling {
        fn region_key(&self) -> &str {
            self.region
        }

        fn valid_from(&self) -> NaiveDate {
            at(self.from)
        }

        fn valid_to(&self) -> Option<NaiveDate> {
            self.to.map(at)
        }

        fn has_room(&self, above: Option<&Self>) -> bool {
            self.region.is_empty() || above.is_some_and(|above| self.length <= above.length)
        }
    }

    /// The same without a ceiling.
    #[derive(Clone, Debug, PartialEq)]
    struct Free(Ceiling);

    impl Dated for Free {
        fn region_key(&self) -> &str {
            self.0.region
        }

        fn valid_from(&self) -> NaiveDate {
            self.0.valid_from()
        }

        fn valid_to(&self) -> Option<NaiveDate> {
            self.0.valid_to()
        }
    }

    const REGIONS: [&str; 7] = ["", "43", "4306", "430621", "4301", "430102", "51"];

    prop_compose! {
        fn ceiling()(
            region in prop::sample::select(REGIONS.to_vec()),
            from in 0..40_i64,
            lasts in prop::option::of(0..30_i64),
            length in 1..100_u32,
        ) -> Ceiling {
            Ceiling { region, from, to: lasts.map(|days| from + days), length }
        }
    }

    proptest! {
        #[test]
        fn the_nearest_in_force_decides(rules in prop::collection::vec(ceiling(), 0..12), region in prop::sample::select(REGIONS.to_vec()), on in 0..80_i64) {
            let free: Vec<Free> = rules.iter().cloned().map(Free).collect();
            let candidates: Vec<&Ceiling> = rules.iter()
                .filter(|rule| region.starts_with(rule.region) && rule.from <= on && rule.to.is_none_or(|to| on <= to))
                .collect();
            let nearest = candidates.iter().map(|rule| (rule.region.len(), rule.from)).max();
            let found = deciding(&free, region, at(on));
            prop_assert_eq!(found.map(|rule| (rule.0.region.len(), rule.0.from)), nearest);
            prop_assert_eq!(binding(&free, region, at(on)).len(), candidates.len());
        }

        #[test]
        fn another_region_changes_nothing(rules in prop::collection::vec(ceiling(), 0..12), region in prop::sample::select(REGIONS.to_vec()), on in 0..80_i64) {
            let own: Vec<Ceiling> = rules.iter().filter(|rule| region.starts_with(rule.region)).cloned().collect();
            prop_assert_eq!(deciding(&rules, region, at(on)), deciding(&own, region, at(on)));
            prop_assert!(own.iter().all(|rule| binding_keys(region).contains(&rule.region)));
        }

        #[test]
        fn nothing_local_exceeds_what_binds_from_above(rules in prop::collection::vec(ceiling(), 0..12), region in prop::sample::select(REGIONS.to_vec()), on in 0..80_i64) {
            let platform = deciding(&rules, "", at(on));
            let decides = deciding(&rules, region, at(on));
            prop_assert_eq!(platform.is_some(), decides.is_some(), "without the platform's there is no room");
            if let (Some(platform), Some(decides)) = (platform, decides) {
                prop_assert!(decides.length <= platform.length);
            }
            for end in 0..region.len() {
                let (Some(above), Some(decides)) = (deciding(&rules, &region[..end], at(on)), decides) else { continue };
                prop_assert!(decides.length <= above.length);
            }
        }

        #[test]
        fn what_is_only_the_platforms_is_the_same_everywhere(rules in prop::collection::vec(ceiling(), 0..12), region in prop::sample::select(REGIONS.to_vec()), on in 0..80_i64) {
            let platform: Vec<Ceiling> = rules.into_iter().filter(|rule| rule.region.is_empty()).collect();
            prop_assert_eq!(deciding(&platform, region, at(on)), deciding(&platform, "", at(on)));
        }
    }

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
