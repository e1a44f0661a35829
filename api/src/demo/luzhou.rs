//! 泸州: what its IP offices published for October 2010 to June 2011, row by row.

use anyhow::Context;
use chrono::{Datelike, Days, NaiveDate};
use entity::enums::{
    AudienceKind, CaseKind, CaseSource, CaseTransition, DepartmentKind, PartyRole, PremisesResult,
    PublicityKind, RegionLevel, Role, TrainingKind,
};
use uuid::Uuid;

use super::{
    accounts::{Digests, SERVICE},
    dossier::{Dossier, Marks, Opening, ReferredTo, Said},
    ledger::{Campaign, Department, Duty, Hosts, Ledger, Lesson, Publicity, Region, Visit, moment},
    offices::{certificate_spans, day, shares},
};

/// What a row without a known event says of itself.
pub(super) const INVENTED: &str = "演示数据：根据公开总结的汇总数虚构";

const COUNTIES: [(&str, &str); 7] = [
    ("510502", "江阳区"),
    ("510503", "纳溪区"),
    ("510504", "龙马潭区"),
    ("510521", "泸县"),
    ("510522", "合江县"),
    ("510524", "叙永县"),
    ("510525", "古蔺县"),
];

/// Full name, name in the report, kind, officers.
const DEPARTMENTS: [(&str, &str, DepartmentKind, usize); 14] = [
    ("泸州市知识产权局", "市知识产权局", DepartmentKind::IpOffice, 5),
    ("泸州市工商行政管理局", "市工商局", DepartmentKind::IndustryCommerce, 5),
    ("四川省泸州质量技术监督局", "泸州质监局", DepartmentKind::QualitySupervision, 4),
    ("泸州市公安局", "市公安局", DepartmentKind::Police, 4),
    ("泸州市文化新闻出版局", "市文化新闻出版局", DepartmentKind::Culture, 4),
    ("泸州市科学技术局", "市科技局", DepartmentKind::Science, 2),
    ("泸州市农业局", "市农业局", DepartmentKind::Agriculture, 2),
    ("泸州市商务局", "市商务局", DepartmentKind::Commerce, 2),
    ("泸州市经济和信息化委员会", "市经信委", DepartmentKind::IndustryInformation, 0),
    ("泸州市教育局", "市教育局", DepartmentKind::Education, 0),
    ("泸州市司法局", "市司法局", DepartmentKind::Justice, 0),
    ("泸州市人民检察院", "市检察院", DepartmentKind::Procuratorate, 0),
    ("泸州市中级人民法院", "市中级法院", DepartmentKind::Court, 0),
    ("成都海关驻泸州办事处", "成都海关驻泸州办事处", DepartmentKind::Customs, 2),
];

/// The city's offices.
pub(super) struct City {
    /// The city.
    pub region: Region,
    /// 市双打办
    pub office: Department,
    /// The account of its staff.
    pub office_account: Uuid,
    /// The member departments, in the order of [`DEPARTMENTS`].
    pub departments: Vec<Department>,
    /// The counties' IP offices, in the order of [`COUNTIES`].
    pub counties: Vec<Department>,
}

impl City {
    /// The department that the report names so.
    pub fn department(&self, short_name: &str) -> anyhow::Result<&Department> {
        self.departments
            .iter()
            .find(|department| department.short_name == short_name)
            .with_context(|| format!("no department is called {short_name}"))
    }
}

/// Writes the city's organisation and its published period.
pub(super) fn load(
    ledger: &mut Ledger,
    province: &Region,
    digests: &Digests,
    today: NaiveDate,
) -> anyhow::Result<City> {
    let city = organise(ledger, province, digests, today)?;
    let action = plan(ledger, &city)?;
    inspections(ledger, &city, action)?;
    trainings(ledger, &city, action)?;
    publicity(ledger, &city, action)?;
    cases(ledger, &city, action)?;
    Ok(city)
}

fn organise(
    ledger: &mut Ledger,
    province: &Region,
    digests: &Digests,
    today: NaiveDate,
) -> anyhow::Result<City> {
    let since = moment(day(2009, 1, 5)?, 0);
    let spans = certificate_spans(Some(today))?;
    let region = ledger.region("510500", "泸州市", RegionLevel::City, Some(province), since);
    let office = ledger.department(
        &region,
        ("泸州市打击侵犯知识产权和制售假冒伪劣商品工作领导小组办公室", "市双打办"),
        DepartmentKind::Other,
        true,
        since,
    );
    let hash = |username: &str| digests.of(username);
    let office_account =
        ledger.account(&office, ("office", "林静"), Role::OfficeStaff, false, Some(hash("office")?), since);
    ledger.record_as(office_account);
    ledger.account(&office, ("leader", "陈建国"), Role::Observer, true, Some(hash("leader")?), since);
    ledger.account(&office, ("admin", "系统管理员"), Role::SystemAdmin, false, Some(hash("admin")?), since);
    ledger.account(
        &office,
        ("auditor", "安全审计员"),
        Role::SecurityAuditor,
        false,
        Some(hash("auditor")?),
        since,
    );

    let mut departments = Vec::new();
    for (name, short_name, kind, officers) in DEPARTMENTS {
        let mut department = ledger.department(&region, (name, short_name), kind, false, since);
        match kind {
            DepartmentKind::IpOffice => {
                let head = ledger.account(
                    &department,
                    ("head", "周明远"),
                    Role::DepartmentHead,
                    false,
                    Some(hash("head")?),
                    since,
                );
                department.head = Some(head);
                let officer = ledger.account(
                    &department,
                    ("officer", "何志强"),
                    Role::Officer,
                    false,
                    Some(hash("officer")?),
                    since,
                );
                ledger.certify(&mut department, officer, &spans, since);
            }
            DepartmentKind::IndustryCommerce => {
                let officer = ledger.account(
                    &department,
                    ("officer2", "唐丽华"),
                    Role::Officer,
                    false,
                    Some(hash("officer2")?),
                    since,
                );
                ledger.certify(&mut department, officer, &spans, since);
                let system =
                    ledger.account(&department, (SERVICE, "工商业务系统"), Role::Service, false, None, since);
                ledger.service_token(system, office_account, hash(SERVICE)?, today, since);
            }
            _ => {}
        }
        ledger.officers(&mut department, officers, &spans, since);
        departments.push(department);
    }
    for (number, purpose) in
        [("12315", "消费者投诉举报"), ("12330", "知识产权维权援助与举报投诉"), ("12365", "产品质量投诉举报")]
    {
        ledger.hotline(&region, None, number, purpose, since);
    }
    let mut counties = Vec::new();
    for (code, name) in COUNTIES {
        let county = ledger.region(code, name, RegionLevel::County, Some(&region), since);
        let office_name = format!("{name}打击侵犯知识产权和制售假冒伪劣商品工作领导小组办公室");
        let short_name = format!("{name}双打办");
        ledger.department(&county, (&office_name, &short_name), DepartmentKind::Other, true, since);
        let name = format!("{name}知识产权局");
        let mut department =
            ledger.department(&county, (&name, &name), DepartmentKind::IpOffice, false, since);
        ledger.officers(&mut department, 3, &spans, since);
        counties.push(department);
    }
    Ok(City { region, office, office_account, departments, counties })
}

fn plan(ledger: &mut Ledger, city: &City) -> anyhow::Result<Uuid> {
    let focus = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
    let lead = city.department("市知识产权局")?;
    let others: Vec<_> = city.departments.iter().filter(|department| department.id != lead.id).collect();
    let action = ledger.action(
        lead,
        &others,
        Campaign {
            code_name: "双打",
            name: "泸州市打击侵犯知识产权和制售假冒伪劣商品专项行动".to_owned(),
            purpose: "集中整治侵犯知识产权和制售假冒伪劣商品突出问题",
            plan_number: None,
            days: (day(2010, 10, 1)?, day(2011, 3, 31)?),
            extended: Some((day(2011, 6, 30)?, "按照全国统一部署，专项行动延长三个月")),
            focus_regions: focus(&[
                "水井沟商业中心",
                "回龙湾批发市场",
                "王氏商业中心",
                "医学院区域药店和药材市场",
                "莲花池汽车配件市场",
                "蓝田城乡结合部",
            ]),
            focus_products: focus(&["高新技术产品", "农产品", "食品", "药品", "工业设计产品"]),
        },
    )?;
    let duty = Duty {
        section: Some("组织领导"),
        content: "组织收听收看全国电视电话会议（泸州分会场），30余个部门参加",
        responsible: "市双打办".to_owned(),
        departments: vec![city.office.id],
        due_on: Some(day(2010, 11, 5)?),
        completed_on: Some(day(2010, 11, 5)?),
    };
    ledger.duties(action, moment(day(2010, 11, 5)?, 0), vec![duty]);
    Ok(action)
}

/// 43 outings, 112 person-times, 108 premises, over 7,500 goods; the joint one of 12 November is
/// known: six departments, three premises, over 800 goods.
fn inspections(ledger: &mut Ledger, city: &City, action: Uuid) -> anyhow::Result<()> {
    const PLACES: [&str; 6] = [
        "水井沟商业中心",
        "回龙湾批发市场",
        "王氏商业中心",
        "医学院区域药店和药材市场",
        "莲花池汽车配件市场",
        "蓝田城乡结合部",
    ];
    let ip_office = city.department("市知识产权局")?;
    let joint: Vec<&Department> = ["市科技局", "市公安局", "市文化新闻出版局", "市工商局", "泸州质监局"]
        .into_iter()
        .map(|name| city.department(name))
        .collect::<Result<_, _>>()?;
    let known_day = day(2010, 11, 12)?;
    let officers: Vec<_> = joint
        .iter()
        .copied()
        .chain([ip_office])
        .flat_map(|department| department.officers.iter().take(2).cloned())
        .collect();
    let visits = visits(ledger, ip_office, &city.region, 3, known_day)?;
    let hosts = Hosts { department: ip_office, others: &joint, action: Some(action) };
    let findings = "检查商品300余种、书籍音像制品500余册（盘）";
    ledger.inspection(hosts, (known_day, "水井沟商业中心"), &officers, visits, (800, true), findings)?;

    // What the other 42 share: 112 − 12 person-times, 108 − 3 premises, 7,500 − 800 goods.
    let people = shares(112 - 12, 42);
    let premises = shares(108 - 3, 42);
    let goods = shares(7_500 - 800, 42);
    let first = day(2010, 10, 11)?;
    let mut known: Vec<Vec<super::ledger::Party>> = vec![Vec::new(); 1 + city.counties.len()];
    for (number, ((people, premises), goods)) in people.into_iter().zip(premises).zip(goods).enumerate() {
        // Every third outing was a county's.
        let (place, department, known) = match number % 3 {
            2 => {
                let county = number / 3 % city.counties.len();
                let department = &city.counties[county];
                (format!("{}城区", department.region.name), department, &mut known[1 + county])
            }
            _ => (PLACES[number % PLACES.len()].to_owned(), ip_office, &mut known[0]),
        };
        let on = weekday(first + Days::new(6 * u64::try_from(number)?));
        let officers: Vec<_> = department
            .officers
            .iter()
            .cycle()
            .skip(number % 3)
            .take(usize::try_from(people)?)
            .cloned()
            .collect();
        let mut visits = Vec::new();
        for visit in 0..premises {
            // Some premises are visited again, so that visits and premises differ.
            let again = visit == 0 && known.len() > 4;
            let party = match again {
                true => known[number % known.len()].clone(),
                false => {
                    let party = ledger.business(department, &department.region, moment(on, 0))?;
                    known.push(party.clone());
                    party
                }
            };
            visits.push(Visit { party, result: result(number, visit) });
        }
        let hosts = Hosts { department, others: &[], action: Some(action) };
        ledger.inspection(hosts, (on, &place), &officers, visits, (goods, false), INVENTED)?;
    }
    Ok(())
}

fn result(number: usize, visit: i64) -> PremisesResult {
    match (number % 5, visit) {
        (1, 0) => PremisesResult::RectifyOnSpot,
        (3, 1) => PremisesResult::Seized,
        _ => PremisesResult::NoIssue,
    }
}

/// `count` premises of `region` that nobody visited before.
pub(super) fn visits(
    ledger: &mut Ledger,
    department: &Department,
    region: &Region,
    count: usize,
    on: NaiveDate,
) -> anyhow::Result<Vec<Visit>> {
    (0..count)
        .map(|_| {
            let party = ledger.business(department, region, moment(on, 0))?;
            Ok(Visit { party, result: PremisesResult::NoIssue })
        })
        .collect()
}

/// The Friday before, for a day of the weekend.
pub(super) fn weekday(day: NaiveDate) -> NaiveDate {
    day - Days::new(u64::from(day.weekday().num_days_from_monday().saturating_sub(4)))
}

/// 10 of the 28 events, over 288 person-times.
fn trainings(ledger: &mut Ledger, city: &City, action: Uuid) -> anyhow::Result<()> {
    const SUBJECTS: [&str; 5] =
        ["专利法及实施细则", "企业知识产权管理", "知识产权执法实务", "假冒商品识别", "知识产权维权援助"];
    let ip_office = city.department("市知识产权局")?;
    let first = day(2010, 10, 20)?;
    for (number, people) in shares(288, 10).into_iter().enumerate() {
        let on = weekday(first + Days::new(25 * u64::try_from(number)?));
        let subject = SUBJECTS[number % SUBJECTS.len()];
        let lesson = Lesson {
            kind: if number % 2 == 0 { TrainingKind::Class } else { TrainingKind::Lecture },
            name: format!("{subject}培训（{INVENTED}）"),
            days: (on, on),
            place: "泸州市科技局会议室",
            subject,
            // The report's mark: one of the rolls was not counted to the end.
            person_times: (people, number == 0),
            companies: (0, false),
            audience: if number % 2 == 0 { AudienceKind::Officers } else { AudienceKind::Businesses },
        };
        ledger.training(Hosts { department: ip_office, others: &[], action: Some(action) }, lesson)?;
    }
    Ok(())
}

/// 18 of the 28 events: 56 media items, 3 television programmes; the opening of 20 April 2011 is known.
fn publicity(ledger: &mut Ledger, city: &City, action: Uuid) -> anyhow::Result<()> {
    let ip_office = city.department("市知识产权局")?;
    let all: Vec<_> = city.departments.iter().filter(|department| department.id != ip_office.id).collect();
    let opening_day = day(2011, 4, 20)?;
    let media = shares(56, 18);
    let opening = Publicity {
        kind: PublicityKind::Consultation,
        name: "知识产权宣传周启动仪式".to_owned(),
        days: (opening_day, opening_day),
        place: "水井沟白塔广场",
        materials: (3_000, true),
        consultations: (100, true),
        media_items: i32::try_from(media[0])?,
        television_programmes: 1,
    };
    ledger.publicity(Hosts { department: ip_office, others: &all, action: Some(action) }, opening)?;
    let first = day(2010, 10, 15)?;
    for (number, media_items) in media.into_iter().enumerate().skip(1) {
        let on = weekday(first + Days::new(14 * u64::try_from(number)?));
        let (kind, what) = match number % 3 {
            0 => (PublicityKind::Banners, "悬挂标语横幅"),
            1 => (PublicityKind::Media, "新闻媒体宣传报道"),
            _ => (PublicityKind::Lecture, "知识产权进企业、进学校宣讲"),
        };
        let event = Publicity {
            kind,
            name: format!("{what}（{INVENTED}）"),
            days: (on, on),
            place: "泸州市区",
            materials: (0, false),
            consultations: (0, false),
            media_items: i32::try_from(media_items)?,
            television_programmes: i32::from(number == 4 || number == 10),
        };
        ledger.publicity(Hosts { department: ip_office, others: &[], action: Some(action) }, event)?;
    }
    Ok(())
}

/// The two known cases: a counterfeit patent, referred to the region where it was made; a dispute,
/// handled jointly with 江阳区知识产权局 and mediated. Their days and parties are invented.
fn cases(ledger: &mut Ledger, city: &City, action: Uuid) -> anyhow::Result<()> {
    use CaseTransition::*;
    let ip_office = city.department("市知识产权局")?;
    let received_on = day(2010, 12, 6)?;
    let seller = ledger.business(ip_office, &city.region, moment(received_on, 0))?;
    let mut counterfeit = Dossier::open(
        ledger,
        Opening {
            number: "泸知法〔2010〕1号".to_owned(),
            title: format!("{}销售假冒专利商品案", seller.name),
            action: Some(action),
            summary: "检查中发现商品标注的专利号无效；商品产自外地。当事人与日期为演示虚构。".to_owned(),
            ..Opening::against(ip_office, seller, (CaseKind::CounterfeitPatent, "商品"), received_on)
        },
    )?;
    counterfeit.step(ledger, Accept, day(2010, 12, 8)?, Said::default())?;
    counterfeit.step(ledger, File, day(2010, 12, 10)?, Said::default())?;
    counterfeit.step(ledger, Investigate, day(2010, 12, 13)?, Said::default())?;
    let elsewhere = Said {
        ground: Some("商品产地不在本市，移送产地知识产权局处理"),
        referred_to: Some(ReferredTo::Region("商品产地所在地区")),
        ..Said::default()
    };
    counterfeit.step(ledger, Refer, day(2011, 1, 14)?, elsewhere)?;
    counterfeit.step(ledger, Close, day(2011, 2, 18)?, Said::default())?;
    counterfeit.step(ledger, Archive, day(2011, 2, 25)?, Said::default())?;
    counterfeit.keep(ledger);

    let received_on = day(2011, 3, 7)?;
    let jiangyang = city.counties.first().context("江阳区 is missing")?;
    let respondent = ledger.business(jiangyang, &jiangyang.region, moment(received_on, 0))?;
    let owner = ledger.business(ip_office, &city.region, moment(received_on, 0))?;
    let jointly = [jiangyang];
    let mut dispute = Dossier::open(
        ledger,
        Opening {
            co_handlers: &jointly,
            number: "泸知处〔2011〕1号".to_owned(),
            title: format!("{}与{}外观设计专利侵权纠纷", owner.name, respondent.name),
            marks: Marks { typical: true, ..Marks::default() },
            source: CaseSource::Complaint,
            action: Some(action),
            parties: vec![(respondent.clone(), PartyRole::Respondent), (owner, PartyRole::Complainant)],
            summary: "与江阳区知识产权局联合办理，双方达成调解协议。当事人与日期为演示虚构。".to_owned(),
            ..Opening::against(ip_office, respondent, (CaseKind::PatentDispute, "外观设计"), received_on)
        },
    )?;
    dispute.step(ledger, Accept, day(2011, 3, 9)?, Said::default())?;
    dispute.step(ledger, File, day(2011, 3, 11)?, Said::default())?;
    dispute.step(ledger, Investigate, day(2011, 3, 14)?, Said::default())?;
    dispute.step(ledger, Mediate, day(2011, 5, 13)?, Said::default())?;
    dispute.step(ledger, Archive, day(2011, 5, 20)?, Said::default())?;
    dispute.keep(ledger);
    Ok(())
}
