//! How thresholds for prosecution read to people.

use entity::enums::{CaseKind, ThresholdMeasure};

use crate::shared::language::{Text, text};

/// What is measured.
pub fn measure(measure: ThresholdMeasure) -> Text {
    match measure {
        ThresholdMeasure::Amount => text("涉案金额", "amount of business"),
        ThresholdMeasure::IllegalIncome => text("违法所得", "illegal income"),
    }
}

/// Why a kind of case has no threshold in money.
pub fn without_threshold(kind: CaseKind) -> Text {
    match kind {
        CaseKind::PatentDispute => text(
            "专利侵权纠纷属民事争议，没有刑事追诉标准",
            "A patent dispute is civil: nothing is prosecuted",
        ),
        CaseKind::PlantVariety => text(
            "侵犯植物新品种权没有单独的罪名；涉及假、劣种子的，按涉案罪名判断",
            "Infringing a plant variety is no crime of its own; fake seed is judged by its own",
        ),
        CaseKind::UnfairCompetition => text(
            "混淆等不正当竞争行为没有单独的金额追诉标准；同时假冒注册商标的，按商标案件判断",
            "Unfair competition has no threshold of its own; where a registered mark is counterfeited, that one's holds",
        ),
        _ => text(
            "此类案件没有以金额计算的追诉标准，请按实际涉嫌的罪名判断",
            "This kind of case has no threshold in money; judge it by the crime in question",
        ),
    }
}
