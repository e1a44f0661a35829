//! How much room the law leaves a region for a clock rule of its own. Pure.
//!
//! A period that a law, an administrative regulation or a department's rule (规章) sets can't be lengthened by
//! a coordination office: 行政处罚法 art. 60 lets laws, local regulations and rules say otherwise, not an office,
//! and where they do the operator keeps that. An office may ask its departments to be quicker. A right of the
//! party, or a period in which it may speak, is neither shortened nor lengthened. What only the leading
//! group's own arrangements set is each region's to arrange.

use entity::{clock_rule, enums::ClockKind};
use vocabulary::ClockRuleRoom;

use crate::shared::{
    dated::Dated,
    language::{Text, text},
};

/// How much room a kind of clock has.
pub fn room(kind: ClockKind) -> ClockRuleRoom {
    match kind {
        // 行政处罚法 art. 64; 市场监督管理严重违法失信名单管理办法.
        ClockKind::HearingRequest | ClockKind::BlacklistNotice => ClockRuleRoom::None,
        // 投诉举报处理; 行政处罚程序规定 art. 18, 54, 64 and 行政处罚法 art. 56, 60, 61; 专利行政执法办法; 行政强制法
        // art. 25; 行政处罚信息公示规定; 国务院令第310号.
        ClockKind::ComplaintAcceptance
        | ClockKind::ReportVerification
        | ClockKind::ReporterNotice
        | ClockKind::LeadVerification
        | ClockKind::CaseDecision
        | ClockKind::DisputeClosing
        | ClockKind::LegalReview
        | ClockKind::DecisionService
        | ClockKind::PenaltyPublication
        | ClockKind::Preservation
        | ClockKind::Sealing
        | ClockKind::PoliceReferralApproval
        | ClockKind::PoliceHandover
        | ClockKind::PoliceFiling
        | ClockKind::ReconsiderationRequest
        | ClockKind::ReconsiderationAnswer
        | ClockKind::GoodsHandover => ClockRuleRoom::Shorter,
        ClockKind::ProsecutionReview
        | ClockKind::ReferralAnswer
        | ClockKind::Approval
        | ClockKind::Supervision
        | ClockKind::SupervisionReport
        | ClockKind::Deconfliction
        | ClockKind::JointHandling
        | ClockKind::BlacklistProposal
        | ClockKind::BlacklistExpiry
        | ClockKind::MonthlyFigures
        | ClockKind::CountyFigures => ClockRuleRoom::Free,
    }
}

/// What a region may do, and why no more.
pub fn reason(room: ClockRuleRoom) -> Text {
    match room {
        ClockRuleRoom::None => text(
            "属于当事人依法享有的期间，各地不得缩短或者延长",
            "The law gives the party this time: no region may shorten or lengthen it",
        ),
        ClockRuleRoom::Shorter => text(
            "由法律、行政法规或者部门规章规定，各地只能缩短，不得延长，也不得放宽延长期限",
            "Fixed by statute: a region may shorten it, but lengthen neither it nor its extension",
        ),
        ClockRuleRoom::Free => {
            text("由各地工作制度规定，可以自行确定", "Arranged by each region: it may set its own")
        }
    }
}

/// Why a rule of a region's own does not stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Excess {
    /// The kind leaves no room at all, or nothing binds from above with which to compare.
    NoRoom,
    /// It counts in another unit than what binds from above.
    Unit,
    /// It gives more time.
    Length,
    /// It gives a longer extension.
    Extension,
    /// It lets a date be set collectively, which the rule above does not.
    Collective,
}

/// What `rule` says beyond the room that its kind leaves beside what binds from `above`.
pub fn excess(rule: &clock_rule::Model, above: Option<&clock_rule::Model>) -> Option<Excess> {
    match (room(rule.kind), above) {
        (ClockRuleRoom::Free, _) => None,
        (ClockRuleRoom::None, _) | (ClockRuleRoom::Shorter, None) => Some(Excess::NoRoom),
        (ClockRuleRoom::Shorter, Some(above)) if rule.unit != above.unit => Some(Excess::Unit),
        (ClockRuleRoom::Shorter, Some(above)) if rule.length > above.length => Some(Excess::Length),
        (ClockRuleRoom::Shorter, Some(above))
            if rule.extension.unwrap_or_default() > above.extension.unwrap_or_default() =>
        {
            Some(Excess::Extension)
        }
        (ClockRuleRoom::Shorter, Some(above)) => {
            (rule.collective && !above.collective).then_some(Excess::Collective)
        }
    }
}

impl Dated for clock_rule::Model {
    fn region_key(&self) -> &str {
        &self.region_key
    }

    fn valid_from(&self) -> chrono::NaiveDate {
        self.valid_from
    }

    fn valid_to(&self) -> Option<chrono::NaiveDate> {
        self.valid_to
    }

    fn has_room(&self, above: Option<&Self>) -> bool {
        self.region_key.is_empty() || excess(self, above).is_none()
    }
}

#[cfg(test)]
mod tests {
    use entity::enums::ClockUnit;
    use proptest::prelude::*;
    use uuid::Uuid;

    use super::*;
    use crate::shared::dated::deciding;

    fn rule(kind: ClockKind, region: &str, length: i32, extension: Option<i32>) -> clock_rule::Model {
        clock_rule::Model {
            id: Uuid::nil(),
            region_key: region.to_owned(),
            ground: None,
            kind,
            unit: ClockUnit::Days,
            length,
            extension,
            collective: false,
            article: String::new(),
            confirmed: true,
            valid_from: "2021-07-15".parse().unwrap(),
            valid_to: None,
            version: 1,
        }
    }

    #[test]
    fn each_kind_says_what_is_too_much() {
        let above = rule(ClockKind::CaseDecision, "", 90, Some(30));
        let local = |length, extension| rule(ClockKind::CaseDecision, "4306", length, extension);
        assert_eq!(excess(&local(360, Some(30)), Some(&above)), Some(Excess::Length));
        assert_eq!(excess(&local(60, Some(60)), Some(&above)), Some(Excess::Extension));
        assert_eq!(excess(&local(60, None), Some(&above)), None);
        assert_eq!(excess(&local(60, None), None), Some(Excess::NoRoom));
        let weeks = clock_rule::Model { unit: ClockUnit::WorkingDays, ..local(60, None) };
        assert_eq!(excess(&weeks, Some(&above)), Some(Excess::Unit));
        let collective = clock_rule::Model { collective: true, ..local(60, Some(30)) };
        assert_eq!(excess(&collective, Some(&above)), Some(Excess::Collective));
        let hearing = rule(ClockKind::HearingRequest, "4306", 3, None);
        assert_eq!(
            excess(&hearing, Some(&rule(ClockKind::HearingRequest, "", 5, None))),
            Some(Excess::NoRoom)
        );
        assert_eq!(excess(&rule(ClockKind::Approval, "4306", 30, None), None), None);
    }

    proptest! {
            #[test]
            fn no_region_gives_more_time_than_the_statute(lengths in prop::collection::vec((prop::sample::select(vec!["43", "4306", "430621"]), 1..400_i32, prop::option::of(1..90_i32)), 0..6)) {
                let mut rules = vec![rule(ClockKind::CaseDecision, "", 90, Some(30))];
                rules.extend(lengths.into_iter().map(|(region, length, more)| rule(ClockKind::CaseDecision, region, length, more)));
                let day = "2026-11-18".parse().unwrap();
                let decides = deciding(&rules, "430621", day).unwrap();
                prop_assert!(decides.length <= 90 && decides.extension.unwrap_or_default() <= 30);
    let elsewhere = deciding(&rules, "51", day).unwrap();
                prop_assert_eq!((elsewhere.length, elsewhere.region_key.as_str()), (90, ""));
            }
        }
}
