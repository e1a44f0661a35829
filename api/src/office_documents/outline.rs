//! What a new document begins with: parts as offices write them, with the figures that belong there, to be edited.

use entity::{case, department, enums::OfficeDocumentKind, json::DocumentSection, region};
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use vocabulary::Term;

use crate::{shared::scope::within_region, summary::rules::Period};

/// The most typical cases that a summary begins with.
const CASES: u64 = 5;

/// Heading, text and table of the parts of a work summary.
const OF_A_SUMMARY: [(&str, &str, &[&str]); 4] = [
    (
        "执法检查",
        "共开展执法检查{{执法检查}}次，出动执法人员{{出动执法人员}}人次，检查经营单位{{检查经营单位}}家次。",
        &["INSPECTIONS", "JOINT_INSPECTIONS", "OFFICER_PERSON_TIMES", "PREMISES_VISITS"],
    ),
    (
        "案件办理",
        "共受理案件{{受理案件}}件，立案{{立案}}件（上年同期{{立案:上年同期}}件），结案{{结案}}件，罚款{{罚款:万元}}万元，移送公安机关{{移送公安机关案件}}件。",
        &["CASES_ACCEPTED", "CASES_FILED", "CASES_CLOSED", "FINES", "CASES_REFERRED_TO_POLICE"],
    ),
    (
        "宣传培训",
        "举办培训{{培训}}次，培训{{培训人员}}人次；开展宣传活动{{宣传活动}}次，发放宣传资料{{发放宣传资料}}份，接受咨询{{接受咨询}}人次。",
        &["TRAININGS", "TRAINED_PERSON_TIMES", "PUBLICITY_EVENTS", "MATERIALS", "CONSULTATIONS"],
    ),
    ("存在问题和下一步打算", "", &[]),
];

/// The parts with which a document of this kind begins.
///
/// # Errors
///
/// The database's.
pub async fn sections(
    db: &impl ConnectionTrait,
    kind: OfficeDocumentKind,
    region_key: &str,
    period: Period,
) -> Result<Vec<DocumentSection>, DbErr> {
    if kind == OfficeDocumentKind::Bulletin {
        let text = "本期开展执法检查{{执法检查}}次，立案{{立案}}件，结案{{结案}}件。".to_owned();
        return Ok(vec![DocumentSection {
            heading: "工作动态".to_owned(),
            text,
            ..DocumentSection::default()
        }]);
    }
    let name = region::Entity::find().filter(region::Column::Key.eq(region_key)).one(db).await?;
    let name = name.map(|region| region.name).unwrap_or_default();
    let opening = DocumentSection {
        text: format!(
            "{name}打击侵权假冒工作领导小组办公室组织各成员单位开展打击侵犯知识产权和制售假冒伪劣商品工作，现将有关情况总结如下。"
        ),
        ..DocumentSection::default()
    };
    let mut sections = vec![opening];
    sections.extend(OF_A_SUMMARY.iter().map(|(heading, text, indicators)| DocumentSection {
        heading: (*heading).to_owned(),
        text: (*text).to_owned(),
        indicators: indicators.iter().map(|code| (*code).to_owned()).collect(),
        item_id: None,
    }));
    let cases = typical_cases(db, region_key, period).await?;
    if !cases.is_empty() {
        let text = cases.join("\n");
        let last = sections.len() - 1;
        sections.insert(
            last,
            DocumentSection { heading: "典型案例".to_owned(), text, ..DocumentSection::default() },
        );
    }
    Ok(sections)
}

/// A line each of the typical cases (典型案例) that were closed within the period, the latest first.
async fn typical_cases(
    db: &impl ConnectionTrait,
    region_key: &str,
    period: Period,
) -> Result<Vec<String>, DbErr> {
    let rows = case::Entity::find()
        .find_also_related(department::Entity)
        .filter(within_region(region_key, (case::Entity, case::Column::RegionKey)))
        .filter(case::Column::MarkTypical.eq(true))
        .filter(case::Column::ClosedOn.between(period.from, period.to))
        .order_by_desc(case::Column::ClosedOn)
        .order_by_desc(case::Column::Id)
        .limit(CASES)
        .all(db)
        .await?;
    let line = |(row, department): (case::Model, Option<department::Model>)| {
        let by = department.map(|department| department.name).unwrap_or_default();
        let on = row.closed_on.map(|day| day.format("%-m月%-d日").to_string()).unwrap_or_default();
        let outcome = row.outcome.map(|outcome| outcome.label().zh).unwrap_or_default();
        format!("{}。{by}查办，{on}结案（{outcome}）。", row.title)
    };
    Ok(rows.into_iter().map(line).collect())
}
