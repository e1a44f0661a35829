//! 遂宁: what its IP office published for 13 to 30 April 2011, city and counties apart.

use anyhow::Context;
use chrono::Days;
use entity::enums::{AudienceKind, DepartmentKind, PublicityKind, RegionLevel, Role, TrainingKind};

use super::{
    accounts::Digests,
    ledger::{Campaign, Department, Duty, Hosts, Ledger, Lesson, Publicity, Region, moment},
    luzhou::{INVENTED, visits},
    offices::{certificate_spans, day, shares},
};

/// As they were in 2011.
const COUNTIES: [(&str, &str); 5] = [
    ("510903", "船山区"),
    ("510904", "安居区"),
    ("510921", "蓬溪县"),
    ("510922", "射洪县"),
    ("510923", "大英县"),
];

/// The report counts fourteen departments in the city's joint inspection; which ones is invented,
/// but for 市知识产权局, whose report it is, and 市经信委, with which it held the seminar.
const DEPARTMENTS: [(&str, &str, DepartmentKind); 14] = [
    ("遂宁市知识产权局", "市知识产权局", DepartmentKind::IpOffice),
    ("遂宁市经济和信息化委员会", "市经信委", DepartmentKind::IndustryInformation),
    ("遂宁市工商行政管理局", "市工商局", DepartmentKind::IndustryCommerce),
    ("遂宁市质量技术监督局", "市质监局", DepartmentKind::QualitySupervision),
    ("遂宁市食品药品监督管理局", "市食药监局", DepartmentKind::FoodDrug),
    ("遂宁市公安局", "市公安局", DepartmentKind::Police),
    ("遂宁市人民检察院", "市检察院", DepartmentKind::Procuratorate),
    ("遂宁市中级人民法院", "市中级法院", DepartmentKind::Court),
    ("遂宁市文化广电新闻出版局", "市文广新局", DepartmentKind::Culture),
    ("遂宁市农业局", "市农业局", DepartmentKind::Agriculture),
    ("遂宁市商务局", "市商务局", DepartmentKind::Commerce),
    ("遂宁市科学技术局", "市科技局", DepartmentKind::Science),
    ("遂宁市教育局", "市教育局", DepartmentKind::Education),
    ("遂宁市司法局", "市司法局", DepartmentKind::Justice),
];

/// Writes the city's organisation and its published period.
pub(super) fn load(ledger: &mut Ledger, province: &Region, digests: &Digests) -> anyhow::Result<()> {
    let since = moment(day(2009, 1, 5)?, 0);
    let spans = certificate_spans(None)?;
    let region = ledger.region("510900", "遂宁市", RegionLevel::City, Some(province), since);
    let office = ledger.department(
        &region,
        ("遂宁市打击侵犯知识产权和制售假冒伪劣商品工作领导小组办公室", "市双打办"),
        DepartmentKind::Other,
        true,
        since,
    );
    let account = ledger.account(
        &office,
        ("suining", "蒲春梅"),
        Role::OfficeStaff,
        false,
        Some(digests.of("suining")?),
        since,
    );
    ledger.record_as(account);
    let mut departments = Vec::new();
    for (name, short_name, kind) in DEPARTMENTS {
        let mut department = ledger.department(&region, (name, short_name), kind, false, since);
        ledger.officers(&mut department, 2, &spans, since);
        departments.push(department);
    }
    let mut counties = Vec::new();
    for (code, name) in COUNTIES {
        let county = ledger.region(code, name, RegionLevel::County, Some(&region), since);
        let office = format!("{name}打击侵犯知识产权和制售假冒伪劣商品工作领导小组办公室");
        ledger.department(&county, (&office, &format!("{name}双打办")), DepartmentKind::Other, true, since);
        let ip_office = format!("{name}知识产权局");
        let mut ip_office =
            ledger.department(&county, (&ip_office, &ip_office), DepartmentKind::IpOffice, false, since);
        let commerce = format!("{name}工商行政管理局");
        let short_name = format!("{name}工商局");
        let mut commerce = ledger.department(
            &county,
            (&commerce, &short_name),
            DepartmentKind::IndustryCommerce,
            false,
            since,
        );
        ledger.officers(&mut ip_office, 2, &spans, since);
        ledger.officers(&mut commerce, 2, &spans, since);
        counties.push((ip_office, commerce));
    }
    let ip_office = departments.first().context("the IP office is missing")?;
    let others: Vec<&Department> = departments.iter().skip(1).collect();

    let [thunder, net] = [("雷雨", "“雷雨”知识产权执法专项行动"), ("天网", "“天网”知识产权执法专项行动")]
        .map(|(code_name, name)| -> anyhow::Result<_> {
            ledger.action(
                ip_office,
                &others,
                Campaign {
                    code_name,
                    name: format!("遂宁市{name}"),
                    purpose: "打击专利侵权和假冒专利行为",
                    plan_number: None,
                    days: (day(2011, 4, 13)?, day(2011, 12, 31)?),
                    extended: None,
                    focus_regions: Vec::new(),
                    focus_products: Vec::new(),
                },
            )
        });
    let (thunder, net) = (thunder?, net?);
    let prepared = Duty {
        section: Some("宣传周"),
        content: "召开知识产权宣传周筹备会",
        responsible: "市知识产权局".to_owned(),
        departments: vec![office.id, ip_office.id],
        due_on: Some(day(2011, 4, 13)?),
        completed_on: Some(day(2011, 4, 13)?),
    };
    ledger.duties(thunder, moment(day(2011, 4, 13)?, 0), vec![prepared]);

    // The city's joint inspection: its actions are known, its day is not.
    let on = day(2011, 4, 27)?;
    let officers: Vec<_> =
        departments.iter().filter_map(|department| department.officers.first().cloned()).collect();
    let premises = visits(ledger, ip_office, &region, 5, on)?;
    let hosts = Hosts { department: ip_office, others: &others, action: Some(thunder) };
    let findings =
        "“雷雨”“天网”联合行动。企业先行自查，检查人员现场讲解假冒商品识别方法。日期与单位为演示虚构。";
    ledger.inspection(hosts, (on, "遂宁城区"), &officers, premises, (0, false), findings)?;
    for (number, (ip_office, commerce)) in counties.iter().enumerate() {
        let on = day(2011, 4, 18)? + Days::new(u64::try_from(number)? % 5);
        let officers: Vec<_> = ip_office.officers.iter().chain(&commerce.officers).take(3).cloned().collect();
        let premises = visits(ledger, ip_office, &ip_office.region, 2, on)?;
        let action = if number % 2 == 0 { thunder } else { net };
        let hosts = Hosts { department: ip_office, others: &[commerce], action: Some(action) };
        let place = format!("{}城区", ip_office.region.name);
        ledger.inspection(hosts, (on, &place), &officers, premises, (0, false), INVENTED)?;
    }

    trainings(ledger, ip_office, others.first().copied().context("市经信委 is missing")?)?;
    publicity(ledger, ip_office)
}

/// Five lectures for over 260, and the seminar of over 90 companies, whose people nobody counted.
fn trainings(ledger: &mut Ledger, ip_office: &Department, industry: &Department) -> anyhow::Result<()> {
    const PLACES: [&str; 5] =
        ["船山区、市工业园区", "安居区工业园区", "蓬溪县工业园区", "射洪县经济开发区", "大英县工业园区"];
    for (number, people) in shares(260, 5).into_iter().enumerate() {
        let on = day(2011, 4, 25)? + Days::new(u64::try_from(number)?);
        let lesson = Lesson {
            kind: TrainingKind::Lecture,
            name: format!("知识产权巡回讲座（第{}场）", ["一", "二", "三", "四", "五"][number]),
            days: (on, on),
            place: PLACES[number],
            subject: "企业知识产权保护",
            person_times: (people, number == 0),
            companies: (0, false),
            audience: AudienceKind::Businesses,
        };
        ledger.training(Hosts::alone(ip_office), lesson)?;
    }
    let on = day(2011, 4, 26)?;
    let seminar = Lesson {
        kind: TrainingKind::Seminar,
        name: "自主创新与知识产权研讨会".to_owned(),
        days: (on, on),
        place: "遂宁市",
        subject: "自主创新",
        person_times: (0, false),
        companies: (90, true),
        audience: AudienceKind::Businesses,
    };
    ledger.training(Hosts { department: ip_office, others: &[industry], action: None }, seminar)
}

/// Over 10,000 pieces of material; the newspaper series is known.
fn publicity(ledger: &mut Ledger, ip_office: &Department) -> anyhow::Result<()> {
    let series = Publicity {
        kind: PublicityKind::Media,
        name: "知识产权宣传周报纸专栏".to_owned(),
        days: (day(2011, 4, 25)?, day(2011, 4, 27)?),
        place: "遂宁市",
        materials: (0, false),
        consultations: (0, false),
        media_items: 0,
        television_programmes: 0,
    };
    ledger.publicity(Hosts::alone(ip_office), series)?;
    for (number, materials) in shares(10_000, 4).into_iter().enumerate() {
        let on = day(2011, 4, 20)? + Days::new(2 * u64::try_from(number)?);
        let leaflets = Publicity {
            kind: PublicityKind::Leaflets,
            name: format!("知识产权宣传周发放资料（{INVENTED}）"),
            days: (on, on),
            place: ["市政广场", "工业园区", "城区学校", "城区商场"][number],
            materials: (materials, number == 0),
            consultations: (0, false),
            media_items: 0,
            television_programmes: 0,
        };
        ledger.publicity(Hosts::alone(ip_office), leaflets)?;
    }
    Ok(())
}
