//! The table of the indicators: the words of each in both languages, and what it counts.

use entity::{
    enums::{CaseKind, CaseOutcome, Measure, ReferralTarget, TrainingKind},
    figure_line::{JOINT, NO_LIMIT, ON_TIME},
};
use vocabulary::{Indicator, IndicatorGroup};

use super::{
    Definition,
    counts::{Counts, Level},
    words,
};

/// Every indicator, in the order in which a summary prints them.
pub static DEFINITIONS: [Definition; 45] = [
    Definition {
        indicator: Indicator::Inspections,
        group: IndicatorGroup::Inspection,
        unit: words("次", "outings"),
        definition: words(
            "本期开展的执法检查次数，同一次联合执法只计一次。",
            "Inspections carried out in the period; a joint one counts once.",
        ),
        counts: || Counts::sum(Measure::Inspection),
    },
    Definition {
        indicator: Indicator::JointInspections,
        group: IndicatorGroup::Inspection,
        unit: words("次", "outings"),
        definition: words(
            "两个以上（含两个）部门参加的执法检查次数，含下级地区。",
            "Inspections in which two or more departments took part, regions below included.",
        ),
        counts: || Counts::sum(Measure::Inspection).detailed(JOINT),
    },
    Definition {
        indicator: Indicator::JointInspectionsOwnLevel,
        group: IndicatorGroup::Inspection,
        unit: words("次", "outings"),
        definition: words(
            "本级部门牵头的联合执法检查次数，不含下级地区。",
            "Joint inspections led by departments of the region itself.",
        ),
        counts: || Counts::sum(Measure::Inspection).detailed(JOINT).at(Level::Own),
    },
    Definition {
        indicator: Indicator::JointInspectionsLowerLevel,
        group: IndicatorGroup::Inspection,
        unit: words("次", "outings"),
        definition: words(
            "下级地区部门牵头的联合执法检查次数。",
            "Joint inspections led by departments of the regions below.",
        ),
        counts: || Counts::sum(Measure::Inspection).detailed(JOINT).at(Level::Lower),
    },
    Definition {
        indicator: Indicator::JointDepartments,
        group: IndicatorGroup::Inspection,
        unit: words("个", "departments"),
        definition: words(
            "参加本级联合执法检查的部门个数，同一部门多次参加只计一次。",
            "Departments that took part in joint inspections of the region's own level, each counted once.",
        ),
        counts: || Counts::distinct(Measure::JointDepartment).at(Level::Own),
    },
    Definition {
        indicator: Indicator::OfficerPersonTimes,
        group: IndicatorGroup::Inspection,
        unit: words("人次", "person-times"),
        definition: words(
            "参加执法检查的执法人员人次，逐次累加。",
            "Officers' parts in inspections, added up over outings.",
        ),
        counts: || Counts::sum(Measure::OfficerPart),
    },
    Definition {
        indicator: Indicator::Officers,
        group: IndicatorGroup::Inspection,
        unit: words("人", "persons"),
        definition: words(
            "参加执法检查的执法人员人数，同一人多次参加只计一次。",
            "Officers who took part in inspections, each person counted once.",
        ),
        counts: || Counts::distinct(Measure::OfficerPart),
    },
    Definition {
        indicator: Indicator::PremisesVisits,
        group: IndicatorGroup::Inspection,
        unit: words("家次", "visits"),
        definition: words(
            "检查的经营单位家次，同一单位检查两次计两次。",
            "Visits of premises; premises visited twice are two visits.",
        ),
        counts: || Counts::sum(Measure::PremisesVisit),
    },
    Definition {
        indicator: Indicator::PremisesVisitsOwnLevel,
        group: IndicatorGroup::Inspection,
        unit: words("家次", "visits"),
        definition: words(
            "本级部门牵头检查的经营单位家次，不含下级地区。",
            "Visits of premises in inspections led by departments of the region itself.",
        ),
        counts: || Counts::sum(Measure::PremisesVisit).at(Level::Own),
    },
    Definition {
        indicator: Indicator::PremisesDistinct,
        group: IndicatorGroup::Inspection,
        unit: words("家", "premises"),
        definition: words(
            "被检查的经营单位家数，同一单位多次检查只计一次。",
            "Premises visited, each counted once.",
        ),
        counts: || Counts::distinct(Measure::PremisesVisit),
    },
    Definition {
        indicator: Indicator::GoodsChecked,
        group: IndicatorGroup::Inspection,
        unit: words("件", "items"),
        definition: words("执法检查中检查的商品件数。", "Goods checked at inspections."),
        counts: || Counts::sum(Measure::GoodsChecked),
    },
    Definition {
        indicator: Indicator::CasesCarriedOver,
        group: IndicatorGroup::Cases,
        unit: words("件", "cases"),
        definition: words(
            "本期开始前受理、至本期开始时尚未办结的案件数。",
            "Cases accepted before the period and still open at its start.",
        ),
        counts: || Counts::at_the_start(Measure::CaseOpen),
    },
    Definition {
        indicator: Indicator::CasesAccepted,
        group: IndicatorGroup::Cases,
        unit: words("件", "cases"),
        definition: words("受理日期在本期内的案件数。", "Cases accepted in the period."),
        counts: || Counts::sum(Measure::CaseAccepted),
    },
    Definition {
        indicator: Indicator::CasesFiled,
        group: IndicatorGroup::Cases,
        unit: words("件", "cases"),
        definition: words("立案日期在本期内的案件数。", "Cases filed in the period."),
        counts: || Counts::sum(Measure::CaseFiled),
    },
    Definition {
        indicator: Indicator::CounterfeitPatentCasesFiled,
        group: IndicatorGroup::Cases,
        unit: words("件", "cases"),
        definition: words("本期立案的假冒专利案件数。", "Counterfeit patent cases filed in the period."),
        counts: || Counts::sum(Measure::CaseFiled).of_kind(CaseKind::CounterfeitPatent),
    },
    Definition {
        indicator: Indicator::CasesClosed,
        group: IndicatorGroup::Cases,
        unit: words("件", "cases"),
        definition: words(
            "结案日期在本期内的受理案件数；中止的案件、受理前移送或撤销的线索不计入。",
            "Accepted cases closed in the period; suspended cases, and leads that ended before they were accepted, \
             are never among them.",
        ),
        counts: || Counts::sum(Measure::CaseClosed),
    },
    Definition {
        indicator: Indicator::CasesClosedOnTime,
        group: IndicatorGroup::Cases,
        unit: words("件", "cases"),
        definition: words(
            "本期结案的案件中，在办案期限内作出决定（或直接结案）的件数。",
            "Cases closed in the period whose decision, or closing without one, came by their due date.",
        ),
        counts: || Counts::sum(Measure::CaseTimeliness).detailed(ON_TIME),
    },
    Definition {
        indicator: Indicator::CasesClosedWithoutLimit,
        group: IndicatorGroup::Cases,
        unit: words("件", "cases"),
        definition: words(
            "本期结案的案件中，办理时没有法定办案期限的件数；计算按期结案率时不计入。",
            "Cases closed in the period for which no limit was in force; the on-time closing rate leaves them out.",
        ),
        counts: || Counts::sum(Measure::CaseTimeliness).detailed(NO_LIMIT),
    },
    Definition {
        indicator: Indicator::ClosedPenalty,
        group: IndicatorGroup::Cases,
        unit: words("件", "cases"),
        definition: words(
            "本期结案的案件中，作出行政处罚的件数。",
            "Cases closed in the period with a penalty.",
        ),
        counts: || Counts::sum(Measure::CaseClosed).of(CaseOutcome::Penalty),
    },
    Definition {
        indicator: Indicator::ClosedNoPenalty,
        group: IndicatorGroup::Cases,
        unit: words("件", "cases"),
        definition: words(
            "本期结案的案件中，不予行政处罚的件数。",
            "Cases closed in the period without a penalty.",
        ),
        counts: || Counts::sum(Measure::CaseClosed).of(CaseOutcome::NoPenalty),
    },
    Definition {
        indicator: Indicator::ClosedMediated,
        group: IndicatorGroup::Cases,
        unit: words("件", "cases"),
        definition: words(
            "本期结案的案件中，经调解结案的纠纷件数。",
            "Disputes closed in the period by mediation.",
        ),
        counts: || Counts::sum(Measure::CaseClosed).of(CaseOutcome::Mediated),
    },
    Definition {
        indicator: Indicator::ClosedDecided,
        group: IndicatorGroup::Cases,
        unit: words("件", "cases"),
        definition: words(
            "本期结案的案件中，作出处理决定的纠纷件数。",
            "Disputes closed in the period by a decision.",
        ),
        counts: || Counts::sum(Measure::CaseClosed).of(CaseOutcome::Decided),
    },
    Definition {
        indicator: Indicator::ClosedWithdrawn,
        group: IndicatorGroup::Cases,
        unit: words("件", "cases"),
        definition: words(
            "本期结案的案件中，撤案或请求人撤回的件数。",
            "Cases closed in the period because they were withdrawn.",
        ),
        counts: || Counts::sum(Measure::CaseClosed).of(CaseOutcome::Withdrawn),
    },
    Definition {
        indicator: Indicator::ClosedTakenOver,
        group: IndicatorGroup::Cases,
        unit: words("件", "cases"),
        definition: words(
            "本期结案的案件中，由公安机关或其他部门、地区接办的件数。",
            "Cases closed in the period because the police, another department or another region took them over.",
        ),
        counts: || {
            let taken_over = Counts::sum(Measure::CaseClosed).of(CaseOutcome::TakenOverByPolice);
            taken_over.of(CaseOutcome::TakenOverByDepartment)
        },
    },
    Definition {
        indicator: Indicator::CasesNotFiled,
        group: IndicatorGroup::Cases,
        unit: words("件", "cases"),
        definition: words(
            "本期内决定不予立案的受理案件数；不计入结案。",
            "Accepted cases declined for filing in the period; they are not among the closed.",
        ),
        counts: || Counts::sum(Measure::CaseNotFiled),
    },
    Definition {
        indicator: Indicator::CasesPending,
        group: IndicatorGroup::Cases,
        unit: words("件", "cases"),
        definition: words(
            "已受理、至本期末尚未办结的案件数：上期结转＋本期受理＝本期结案＋不予立案＋期末未结。",
            "Accepted cases still open at the period's end: carried over + accepted = closed + declined for filing \
             + pending.",
        ),
        counts: || Counts::at_the_end(Measure::CaseOpen),
    },
    Definition {
        indicator: Indicator::CasesSuspended,
        group: IndicatorGroup::Cases,
        unit: words("件", "cases"),
        definition: words(
            "本期末处于中止状态的案件数，单独统计，不计入结案。",
            "Cases suspended at the end of the period; counted on their own and never within closed.",
        ),
        counts: || Counts::at_the_end(Measure::CaseSuspended),
    },
    Definition {
        indicator: Indicator::CasesSuspendedInPeriod,
        group: IndicatorGroup::Cases,
        unit: words("件", "cases"),
        definition: words(
            "中止日期在本期内的案件数，期末是否已恢复均计入，同一案件多次中止只计一次。",
            "Cases suspended in the period, whether resumed since or not; each counted once.",
        ),
        counts: || Counts::distinct(Measure::CaseSuspension),
    },
    Definition {
        indicator: Indicator::JointlyHandledCases,
        group: IndicatorGroup::Cases,
        unit: words("件", "cases"),
        definition: words(
            "本期受理的案件中，由两个以上（含两个）部门联合办理的件数。",
            "Cases accepted in the period that two or more departments handle jointly.",
        ),
        counts: || Counts::sum(Measure::CaseAccepted).detailed(JOINT),
    },
    Definition {
        indicator: Indicator::CasesReferredToDepartment,
        group: IndicatorGroup::Cases,
        unit: words("件", "cases"),
        definition: words(
            "本期移送其他行政部门的案件数，同一案件多次移送只计一次。",
            "Cases referred to another department in the period, each counted once.",
        ),
        counts: || Counts::distinct(Measure::CaseReferred).of(ReferralTarget::Department),
    },
    Definition {
        indicator: Indicator::CasesReferredToOtherRegion,
        group: IndicatorGroup::Cases,
        unit: words("件", "cases"),
        definition: words(
            "本期移送其他地区的案件数，同一案件多次移送只计一次。",
            "Cases referred to another region in the period, each counted once.",
        ),
        counts: || Counts::distinct(Measure::CaseReferred).of(ReferralTarget::Region),
    },
    Definition {
        indicator: Indicator::CasesReferredToPolice,
        group: IndicatorGroup::Cases,
        unit: words("件", "cases"),
        definition: words(
            "本期因涉嫌犯罪移送公安机关的案件数，同一案件多次移送只计一次。",
            "Cases referred to the police in the period, each counted once.",
        ),
        counts: || Counts::distinct(Measure::CaseReferred).of(ReferralTarget::Police),
    },
    Definition {
        indicator: Indicator::Fines,
        group: IndicatorGroup::Cases,
        unit: words("元", "yuan"),
        definition: words(
            "处罚决定日期在本期内的案件的罚款总额。",
            "Fines of the penalties decided in the period.",
        ),
        counts: || Counts::sum(Measure::Fine),
    },
    Definition {
        indicator: Indicator::ConfiscatedIncome,
        group: IndicatorGroup::Cases,
        unit: words("元", "yuan"),
        definition: words(
            "处罚决定日期在本期内的案件没收的违法所得总额。",
            "Illegal income confiscated by the penalties decided in the period.",
        ),
        counts: || Counts::sum(Measure::ConfiscatedIncome),
    },
    Definition {
        indicator: Indicator::TrainingAndPublicityEvents,
        group: IndicatorGroup::Training,
        unit: words("次", "events"),
        definition: words(
            "本期举办的培训与宣传活动次数之和，按开始日期统计。",
            "Trainings and publicity events together, by their first day.",
        ),
        counts: || Counts::sum(Measure::Training).and(Measure::PublicityEvent),
    },
    Definition {
        indicator: Indicator::Trainings,
        group: IndicatorGroup::Training,
        unit: words("次", "trainings"),
        definition: words("本期举办的培训次数，按开始日期统计。", "Trainings, by their first day."),
        counts: || Counts::sum(Measure::Training),
    },
    Definition {
        indicator: Indicator::Lectures,
        group: IndicatorGroup::Training,
        unit: words("次", "lectures"),
        definition: words("本期举办的讲座次数。", "Trainings that were lectures."),
        counts: || Counts::sum(Measure::Training).of_kind(TrainingKind::Lecture),
    },
    Definition {
        indicator: Indicator::Seminars,
        group: IndicatorGroup::Training,
        unit: words("次", "seminars"),
        definition: words("本期举办的研讨会、座谈会次数。", "Trainings that were seminars."),
        counts: || Counts::sum(Measure::Training).of_kind(TrainingKind::Seminar),
    },
    Definition {
        indicator: Indicator::TrainedPersonTimes,
        group: IndicatorGroup::Training,
        unit: words("人次", "person-times"),
        definition: words("参加培训的人次，逐次累加。", "People trained, added up over trainings."),
        counts: || Counts::sum(Measure::TrainedPersonTimes),
    },
    Definition {
        indicator: Indicator::SeminarCompanies,
        group: IndicatorGroup::Training,
        unit: words("家", "companies"),
        definition: words(
            "参加研讨会、座谈会的企业家数，逐次累加。",
            "Companies at seminars, added up over seminars.",
        ),
        counts: || Counts::sum(Measure::TrainingCompanies).of_kind(TrainingKind::Seminar),
    },
    Definition {
        indicator: Indicator::PublicityEvents,
        group: IndicatorGroup::Publicity,
        unit: words("次", "events"),
        definition: words(
            "本期开展的宣传活动次数，按开始日期统计。",
            "Publicity events, by their first day.",
        ),
        counts: || Counts::sum(Measure::PublicityEvent),
    },
    Definition {
        indicator: Indicator::Materials,
        group: IndicatorGroup::Publicity,
        unit: words("份", "pieces"),
        definition: words("宣传活动中发放的资料份数。", "Pieces of material handed out at publicity events."),
        counts: || Counts::sum(Measure::Materials),
    },
    Definition {
        indicator: Indicator::Consultations,
        group: IndicatorGroup::Publicity,
        unit: words("人次", "person-times"),
        definition: words("宣传活动中接受咨询的人次。", "People consulted at publicity events."),
        counts: || Counts::sum(Measure::Consultations),
    },
    Definition {
        indicator: Indicator::MediaItems,
        group: IndicatorGroup::Publicity,
        unit: words("条", "items"),
        definition: words("新闻媒体报道的条数。", "Items in the media."),
        counts: || Counts::sum(Measure::MediaItems),
    },
    Definition {
        indicator: Indicator::TelevisionProgrammes,
        group: IndicatorGroup::Publicity,
        unit: words("期", "programmes"),
        definition: words("播出的电视节目期数。", "Television programmes broadcast."),
        counts: || Counts::sum(Measure::TelevisionProgrammes),
    },
];
