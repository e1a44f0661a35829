//! 泸州 today: what is going on around the day of loading, so that lists, deadlines and the first
//! page have something to show. All of it is invented, and far from the published periods.

use anyhow::Context;
use chrono::{Days, Months, NaiveDate};
use entity::enums::{CaseKind, CaseSource, CaseTransition, DepartmentKind, SeizureMeasure};

use super::{
    dossier::{Dossier, Marks, Opening, Said},
    generator::{Parties, Stage},
    goods::{Seized, Supervised},
    ledger::{Campaign, Department, Duty, Ledger, moment},
    luzhou::City,
};

/// Months of records before today.
const MONTHS: u32 = 13;
/// Cases over these months.
const CASES: u64 = 120;

/// Writes what happened in the city lately, and what waits.
pub(super) fn load(ledger: &mut Ledger, city: &City, today: NaiveDate) -> anyhow::Result<()> {
    ledger.record_as(city.office_account);
    let actions = actions(ledger, city, today)?;
    let departments: Vec<Department> =
        city.departments.iter().filter(|department| department.officers.len() >= 2).cloned().collect();
    let stage = Stage {
        departments: &departments,
        police: departments.iter().find(|department| department.kind == DepartmentKind::Police),
        actions: &actions,
        days: (today - Months::new(MONTHS), today),
        cases: CASES,
        series: String::new(),
    };
    let mut parties = Parties::default();
    for number in 0..CASES {
        stage.act(ledger, &mut parties, number)?;
    }
    waiting_cases(ledger, city, today)
}

/// Two actions under way, one to come and one that ended.
fn actions(
    ledger: &mut Ledger,
    city: &City,
    today: NaiveDate,
) -> anyhow::Result<Vec<(uuid::Uuid, NaiveDate, NaiveDate)>> {
    let year = today.format("%Y");
    let campaigns = [
        ("雷雨", format!("泸州市{year}年“雷雨”知识产权执法专项行动"), "打击专利侵权和假冒专利", -60, 40),
        ("天网", format!("泸州市{year}年“天网”网络侵权假冒专项行动"), "整治网络销售侵权假冒商品", -30, 12),
        ("护航", format!("泸州市{year}年“护航”展会知识产权保护行动"), "保护展会和重点企业知识产权", 15, 75),
        ("铁拳", format!("泸州市{year}年“铁拳”民生领域执法行动"), "查处民生领域假冒伪劣商品", -200, -80),
    ];
    let lead = city.department("市知识产权局")?;
    let others: Vec<&Department> =
        city.departments.iter().filter(|department| department.id != lead.id).collect();
    let mut actions = Vec::new();
    for (code_name, name, purpose, from, to) in campaigns {
        let days = (shifted(today, from), shifted(today, to));
        let action = ledger.action(
            lead,
            &others,
            Campaign {
                code_name,
                name,
                purpose,
                plan_number: None,
                days,
                extended: None,
                focus_regions: vec!["回龙湾批发市场".to_owned(), "水井沟商业中心".to_owned()],
                focus_products: vec!["食品".to_owned(), "药品".to_owned(), "汽车配件".to_owned()],
            },
        )?;
        let ended = days.1 < today;
        let duties = [
            ("制定实施方案，明确任务分工", 10, true),
            ("开展联合执法检查，每月不少于两次", 30, ended),
            ("梳理案件线索，移送涉嫌犯罪案件", 60, ended),
            ("报送行动总结和典型案例", 90, ended),
        ];
        let duties = duties.map(|(content, percent, done)| {
            let length = (days.1 - days.0).num_days();
            let due_on = shifted(days.0, length * percent / 100);
            Duty {
                section: None,
                content,
                responsible: "各参加部门".to_owned(),
                departments: city.departments.iter().map(|department| department.id).collect(),
                due_on: Some(due_on),
                completed_on: (done && due_on <= today).then_some(due_on),
            }
        });
        ledger.duties(action, moment(days.0, 5), duties.into());
        actions.push((action, days.0, days.1));
    }
    Ok(actions)
}

fn shifted(day: NaiveDate, by: i64) -> NaiveDate {
    match u64::try_from(by) {
        Ok(days) => day + Days::new(days),
        Err(_) => day - Days::new(by.unsigned_abs()),
    }
}

/// Cases that wait for somebody today: overdue, due soon, suspended, a fresh lead, one to approve.
fn waiting_cases(ledger: &mut Ledger, city: &City, today: NaiveDate) -> anyhow::Result<()> {
    use CaseTransition::{Accept, File, Investigate, Suspend};
    let department = city.department("市知识产权局")?;
    // Days since the lead, the steps taken three days apart, and what it is about.
    let cases: [(u64, &[CaseTransition], CaseKind, &str); 6] = [
        (130, &[Accept, File, Investigate], CaseKind::CounterfeitPatent, "灯具"),
        (92, &[Accept, File, Investigate], CaseKind::CounterfeitPatent, "手机配件"),
        (60, &[Accept, File, Investigate, Suspend], CaseKind::PatentDispute, "箱包"),
        (20, &[Accept], CaseKind::CounterfeitPatent, "电线电缆"),
        (3, &[], CaseKind::GeographicalIndication, "白酒"),
        (1, &[], CaseKind::PatentDispute, "汽车配件"),
    ];
    for (number, (ago, steps, kind, goods)) in cases.into_iter().enumerate() {
        let received_on = today - Days::new(ago);
        let county = city.counties.get(number % 3).context("the counties are missing")?;
        let party = ledger.business(department, &county.region, moment(received_on, 0))?;
        let opening = Opening {
            number: format!("泸知法〔{}〕D{}号", received_on.format("%Y"), number + 1),
            marks: Marks { major: number == 0, ..Marks::default() },
            source: CaseSource::Complaint,
            amount_fen: Some(1_280_000),
            ..Opening::against(department, party, (kind, goods), received_on)
        };
        let party_id = opening.parties[0].0.id;
        let mut dossier = Dossier::open(ledger, opening)?;
        let mut day = received_on;
        for step in steps {
            day = day + Days::new(3);
            dossier.step(ledger, *step, day, Said::default())?;
        }
        hold_goods(ledger, &mut dossier, city, (number, party_id), today)?;
        dossier.keep(ledger);
    }
    Ok(())
}

/// Of the waiting cases the first is supervised and its goods' detention soon runs out; the second
/// has goods registered for preservation.
fn hold_goods(
    ledger: &mut Ledger,
    dossier: &mut Dossier<'_>,
    city: &City,
    (number, party_id): (usize, uuid::Uuid),
    today: NaiveDate,
) -> anyhow::Result<()> {
    let year = today.format("%Y");
    match number {
        0 => {
            let seized = Seized {
                measure: SeizureMeasure::Detention,
                on: shifted(today, -26),
                decision: format!("泸知法扣字〔{year}〕1号"),
                place: "回龙湾批发市场A区12号库房",
                party_id,
                goods: &[
                    ("LED吸顶灯", Some("某知名品牌"), 360_000, "个", 2_880_000),
                    ("灯具包装盒", None, 1_200_000, "个", 60_000),
                    ("印制标签", Some("某知名品牌"), 12_500, "公斤", 25_000),
                ],
            };
            dossier.seize(ledger, seized)?;
            let supervised = Supervised {
                office: (city.office.id, &city.region.key, city.office_account),
                document: format!("泸双打督〔{year}〕1号"),
                on: shifted(today, -18),
                deadline: shifted(today, 12),
                reported: shifted(today, -12),
                urged: shifted(today, -2),
            };
            dossier.supervise(ledger, supervised);
        }
        1 => {
            let seized = Seized {
                measure: SeizureMeasure::Preservation,
                on: shifted(today, -5),
                decision: format!("泸知法存字〔{year}〕2号"),
                place: "水井沟商业中心二楼手机配件柜台",
                party_id,
                goods: &[
                    ("手机充电器", Some("某知名品牌"), 85_000, "个", 340_000),
                    ("手机数据线", Some("某知名品牌"), 140_000, "条", 196_000),
                ],
            };
            dossier.seize(ledger, seized)?;
        }
        _ => {}
    }
    Ok(())
}
