//! 岳阳: its departments, hotlines, named actions, and the plan of 2012 with its 28 tasks.

use anyhow::Context;
use chrono::{DateTime, NaiveDate, Utc};
use entity::enums::{DepartmentKind, RegionLevel, Role};
use uuid::Uuid;

use super::{
    accounts::Digests,
    ledger::{Campaign, Department, Duty, Ledger, Region, moment},
    offices::day,
};

const COUNTIES: [(&str, &str); 9] = [
    ("430602", "岳阳楼区"),
    ("430603", "云溪区"),
    ("430611", "君山区"),
    ("430621", "岳阳县"),
    ("430623", "华容县"),
    ("430624", "湘阴县"),
    ("430626", "平江县"),
    ("430681", "汨罗市"),
    ("430682", "临湘市"),
];

const DEPARTMENTS: [(&str, &str, DepartmentKind); 15] = [
    ("岳阳市知识产权局", "市知识产权局", DepartmentKind::IpOffice),
    ("岳阳市工商行政管理局", "市工商局", DepartmentKind::IndustryCommerce),
    ("岳阳市质量技术监督局", "市质监局", DepartmentKind::QualitySupervision),
    ("岳阳市食品药品监督管理局", "市食品药品监管局", DepartmentKind::FoodDrug),
    ("岳阳市公安局", "市公安局", DepartmentKind::Police),
    ("岳阳市人民检察院", "市检察院", DepartmentKind::Procuratorate),
    ("岳阳市中级人民法院", "市中级法院", DepartmentKind::Court),
    ("岳阳海关", "岳阳海关", DepartmentKind::Customs),
    ("岳阳市文化广电新闻出版局", "市文广新局", DepartmentKind::Culture),
    ("岳阳市文化市场综合执法局", "市文化市场综合执法局", DepartmentKind::CultureEnforcement),
    ("岳阳市农业局", "市农业局", DepartmentKind::Agriculture),
    ("岳阳市林业局", "市林业局", DepartmentKind::Forestry),
    ("岳阳市商务局", "市商务局", DepartmentKind::Commerce),
    ("岳阳市卫生局", "市卫生局", DepartmentKind::Health),
    ("岳阳市经济和信息化委员会", "市经信委", DepartmentKind::IndustryInformation),
];

/// Number, purpose, and who answers.
const HOTLINES: [(&str, &str, &str); 7] = [
    ("8853096", "知识产权维权与举报投诉", "市知识产权局"),
    ("12312", "商务举报投诉", "市商务局"),
    ("12315", "消费者投诉举报", "市工商局"),
    ("12390", "侵权盗版举报", "市文广新局"),
    ("12365", "产品质量投诉举报", "市质监局"),
    ("12318", "文化市场举报", "市文化市场综合执法局"),
    ("12316", "农资打假投诉", "市农业局"),
];

/// The named actions; who led each is invented.
const ACTIONS: [(&str, &str, &str); 6] = [
    ("红盾", "“红盾”保护注册商标专用权专项行动", "市工商局"),
    ("天网", "“天网”打击网络侵权盗版专项行动", "市文化市场综合执法局"),
    ("雷雨", "“雷雨”打击专利侵权专项行动", "市知识产权局"),
    ("护航", "“护航”知识产权保护专项行动", "市知识产权局"),
    ("利剑", "“利剑”打击制售假冒伪劣产品专项行动", "市质监局"),
    ("亮剑", "“亮剑”打击侵权假冒犯罪专项行动", "市公安局"),
];

/// Everybody, as the plan words it.
const ALL: &[&str] = &["市县双打办", "各成员单位"];

const LEADERSHIP: &str = "领导组织";
const ACTION: &str = "专项行动";
const PUBLICITY: &str = "宣传教育";
const JUSTICE: &str = "行政司法协调";
const CAPACITY: &str = "执法能力";
const OVERSIGHT: &str = "社会监督";
const REPORTING: &str = "信息报送";

/// Section, task, responsible.
const TASKS: [(&str, &str, &[&str]); 28] = [
    (
        LEADERSHIP,
        "各县市区、各部门成立打击侵权假冒工作领导小组，制定工作方案",
        &["各县市区人民政府", "市县领导小组成员单位"],
    ),
    (LEADERSHIP, "建立领导小组成员单位联席会议和联络员会议制度，定期召开会议", ALL),
    (
        ACTION,
        "严厉打击恶意侵权、群体侵权和重复侵权行为，加强进出口环节和展会知识产权保护，建立重复侵权者黑名单制度",
        &["市县领导小组成员单位"],
    ),
    (ACTION, "严厉打击进出境环节假冒药品、食品、汽车配件和手机等违法行为", &["岳阳海关"]),
    (ACTION, "开展非物质文化遗产项目保护检查", &["市文广新局"]),
    (ACTION, "开展种子和植物新品种保护执法，查处滥用、冒用地理标志行为", &["市农业局", "市林业局"]),
    (
        ACTION,
        "查处假冒卷烟、酒类和食品，打击“傍名牌”等不正当竞争行为和侵犯商业秘密行为",
        &["市工商局", "市商务局", "市公安局"],
    ),
    (ACTION, "整顿包装印刷企业，查处盗版图书、软件和音像制品，推进使用正版软件", &["市文化市场综合执法局"]),
    (
        ACTION,
        "整治互联网发布虚假商品信息和非法销售药品行为",
        &[
            "市公安局",
            "市工商局",
            "市文广新局",
            "市经信委",
            "市文化市场综合执法局",
            "市知识产权局",
            "市卫生局",
            "市食品药品监管局",
        ],
    ),
    (ACTION, "取缔制售假冒伪劣食品、农资、建材、汽车配件和烟花爆竹的“黑窝点”“黑作坊”", &["市质监局"]),
    (ACTION, "开展农村市场专项整治", &["市县领导小组成员单位"]),
    (PUBLICITY, "开设打击侵权假冒工作网站和专栏", ALL),
    (PUBLICITY, "宣传各专项行动，召开新闻发布会，公开销毁侵权假冒商品，曝光违法者", ALL),
    (PUBLICITY, "普及知识产权知识，编印宣传册，设立咨询台，举办知识竞赛", ALL),
    (PUBLICITY, "开展知识产权进机关、进企业、进社区、进学校、进网络活动", ALL),
    (PUBLICITY, "编发工作简报，通报工作进展", &["市县双打办"]),
    (JUSTICE, "加强协作办案，健全线索通报、证据移交、案件协查、联合会商和联络员制度", ALL),
    (JUSTICE, "深挖犯罪组织者和供销链条，对重大案件实行挂牌督办", &["市公安局", "市检察院", "市中级法院"]),
    (
        JUSTICE,
        "建设行政执法与刑事司法衔接信息共享平台",
        &["市公安局", "市检察院", "市中级法院", "领导小组各成员单位"],
    ),
    (JUSTICE, "公安机关对移送案件及时审查，依法决定是否立案", &["市县公安局"]),
    (CAPACITY, "执法人员一律持证上岗", ALL),
    (CAPACITY, "充实执法人员，开展联合执法和综合执法", ALL),
    (CAPACITY, "保障执法经费、装备和检验检测条件", ALL),
    (OVERSIGHT, "畅通投诉举报渠道，实行各举报热线信息互通和案件分转", ALL),
    (OVERSIGHT, "公布举报投诉电话，保证热线畅通", ALL),
    (OVERSIGHT, "聘请社会监督员", ALL),
    (REPORTING, "成员单位每月28日前、县市区双打办每月29日前报送数据月报，工作动态随时报送", ALL),
    (REPORTING, "报送联络员名单和联系方式", ALL),
];

/// The city's offices.
pub(super) struct City {
    region: Region,
    /// 市双打办
    pub office: Department,
    /// The member departments, in the order of [`DEPARTMENTS`].
    pub departments: Vec<Department>,
}

/// Writes the city's organisation and its plan.
pub(super) fn load(ledger: &mut Ledger, province: &Region, digests: &Digests) -> anyhow::Result<()> {
    let since = moment(day(2009, 1, 5)?, 0);
    let City { region, office, departments } =
        organise(ledger, province, ("yueyang", Some(digests.of("yueyang")?)), since);
    let find = |short_name: &str| {
        let found = departments.iter().find(|department| department.short_name == short_name);
        found.with_context(|| format!("no department is called {short_name}"))
    };
    for (number, purpose, department) in HOTLINES {
        ledger.hotline(&region, Some(find(department)?.id), number, purpose, since);
    }
    let days = (day(2012, 6, 5)?, day(2012, 12, 31)?);
    let members: Vec<&Department> = departments.iter().collect();
    let plan = ledger.action(
        &office,
        &members,
        Campaign {
            code_name: "双打",
            name: "岳阳市2012年打击侵犯知识产权和制售假冒伪劣商品工作".to_owned(),
            purpose: "落实国务院关于进一步做好打击侵犯知识产权和制售假冒伪劣商品工作的部署",
            plan_number: Some("岳政办函[2012]85号"),
            days,
            extended: None,
            focus_regions: Vec::new(),
            focus_products: Vec::new(),
        },
    )?;
    let duties = TASKS.iter().map(|(section, content, responsible)| Duty {
        section: Some(section),
        content,
        responsible: responsible.join("、"),
        departments: meant(responsible, &office, &departments),
        due_on: Some(days.1),
        completed_on: None,
    });
    ledger.duties(plan, moment(days.0, 0), duties.collect());
    for (code_name, name, lead) in ACTIONS {
        let lead = find(lead)?;
        let others: Vec<_> = departments.iter().filter(|department| department.id != lead.id).collect();
        let campaign = Campaign {
            code_name,
            name: format!("岳阳市2012年{name}"),
            purpose: "2012年打击侵犯知识产权和制售假冒伪劣商品工作的组成部分",
            plan_number: Some("岳政办函[2012]85号"),
            days,
            extended: None,
            focus_regions: Vec::new(),
            focus_products: Vec::new(),
        };
        ledger.action(lead, &others, campaign)?;
    }
    Ok(())
}

/// The city with its office, departments and counties; the first account records everything here.
pub(super) fn organise(
    ledger: &mut Ledger,
    province: &Region,
    (username, password_hash): (&str, Option<String>),
    since: DateTime<Utc>,
) -> City {
    let region = ledger.region("430600", "岳阳市", RegionLevel::City, Some(province), since);
    let office = ledger.department(
        &region,
        ("岳阳市打击侵权假冒工作领导小组办公室", "市双打办"),
        DepartmentKind::Other,
        true,
        since,
    );
    let account =
        ledger.account(&office, (username, "彭海燕"), Role::OfficeStaff, false, password_hash, since);
    ledger.record_as(account);
    let departments = DEPARTMENTS
        .map(|(name, short_name, kind)| ledger.department(&region, (name, short_name), kind, false, since));
    for (code, name) in COUNTIES {
        let county = ledger.region(code, name, RegionLevel::County, Some(&region), since);
        let office = format!("{name}打击侵权假冒工作领导小组办公室");
        ledger.department(&county, (&office, &format!("{name}双打办")), DepartmentKind::Other, true, since);
    }
    City { region, office, departments: departments.into() }
}

/// The departments that the plan's words mean. County governments and departments have no rows.
fn meant(responsible: &[&str], office: &Department, departments: &[Department]) -> Vec<Uuid> {
    let mut meant = Vec::new();
    for words in responsible {
        match *words {
            "各成员单位" | "市县领导小组成员单位" | "领导小组各成员单位" => {
                meant.extend(departments.iter().map(|department| department.id));
            }
            "市县双打办" => meant.push(office.id),
            "市县公安局" => meant.extend(of_kind(departments, DepartmentKind::Police)),
            name => meant.extend(
                departments
                    .iter()
                    .filter(|department| department.short_name == name)
                    .map(|department| department.id),
            ),
        }
    }
    meant.sort_unstable();
    meant.dedup();
    meant
}

fn of_kind(departments: &[Department], kind: DepartmentKind) -> impl Iterator<Item = Uuid> {
    departments.iter().filter(move |department| department.kind == kind).map(|department| department.id)
}

/// The days over which the generator's officers hold certificates: five years each.
pub(super) fn certificates_until(from: NaiveDate, until: NaiveDate) -> Vec<(NaiveDate, NaiveDate)> {
    let mut spans = Vec::new();
    let mut start = from;
    while start <= until {
        let next = start + chrono::Months::new(60);
        spans.push((start, next - chrono::Days::new(1)));
        start = next;
    }
    spans
}
