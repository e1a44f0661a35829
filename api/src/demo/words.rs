//! Believable names. Every person, business and address here is made up; 555 telephone numbers
//! belong to nobody.

use entity::enums::{CaseKind, CaseTransition, DepartmentKind};
use rand::{Rng, RngExt};

use crate::shared::credit_code;

const SURNAMES: [&str; 40] = [
    "王", "李", "张", "刘", "陈", "杨", "赵", "黄", "周", "吴", "徐", "孙", "胡", "朱", "高", "林", "何",
    "郭", "马", "罗", "梁", "宋", "郑", "谢", "韩", "唐", "冯", "于", "董", "萧", "程", "曹", "袁", "邓",
    "许", "傅", "沈", "曾", "彭", "吕",
];
const GIVEN: [&str; 48] = [
    "建国", "志强", "丽华", "晓东", "文斌", "秀英", "海燕", "俊杰", "国平", "小红", "永康", "春梅", "明远",
    "思源", "伟", "敏", "静", "磊", "洋", "勇", "艳", "杰", "娟", "涛", "超", "霞", "平", "刚", "桂兰",
    "玉珍", "建华", "志明", "红梅", "卫东", "晓峰", "雅琴", "德明", "成林", "家豪", "雨桐", "子涵", "浩然",
    "欣怡", "梓萱", "宇航", "嘉怡", "一鸣", "若曦",
];
const FIRST: [&str; 30] = [
    "鸿", "瑞", "恒", "德", "金", "华", "永", "盛", "兴", "顺", "聚", "万", "宏", "泰", "源", "福", "嘉",
    "美", "新", "佳", "大", "广", "诚", "信", "天", "长", "同", "安", "和", "锦",
];
const SECOND: [&str; 24] = [
    "运", "丰", "达", "昌", "隆", "发", "祥", "通", "旺", "茂", "成", "康", "利", "鑫", "宇", "来", "裕",
    "生", "平", "泽", "元", "辉", "汇", "诚",
];
const TRADES: [&str; 24] = [
    "百货经营部",
    "副食品商行",
    "酒类经营部",
    "烟酒商行",
    "大药房",
    "药材行",
    "汽车配件经营部",
    "轮胎经营部",
    "建材经营部",
    "五金机电商行",
    "通讯器材店",
    "数码产品经营部",
    "服装店",
    "鞋业商行",
    "箱包皮具店",
    "化妆品店",
    "日化用品商行",
    "图书音像店",
    "文印服务部",
    "农资经营部",
    "种子经营部",
    "生鲜超市",
    "商贸有限公司",
    "食品有限公司",
];
/// Streets and markets.
pub const STREETS: &[&str] = &[
    "人民路",
    "解放路",
    "建设路",
    "新华路",
    "滨江路",
    "迎宾大道",
    "中山路",
    "市府路",
    "北门街",
    "东正街",
    "南城路",
    "西河街",
    "兴业大道",
    "文化路",
    "批发市场",
    "商贸城",
];
/// What is sold under another's name.
pub const GOODS: [&str; 20] = [
    "白酒",
    "卷烟",
    "食用油",
    "调味品",
    "化肥",
    "水稻种子",
    "农药",
    "手机配件",
    "充电器",
    "汽车机油",
    "刹车片",
    "轮胎",
    "运动鞋",
    "服装",
    "箱包",
    "化妆品",
    "洗发水",
    "中药饮片",
    "灯具",
    "电线电缆",
];

/// A person's name.
pub fn person(rng: &mut impl Rng) -> String {
    let surname = SURNAMES[rng.random_range(0..SURNAMES.len())];
    format!("{surname}{}", GIVEN[rng.random_range(0..GIVEN.len())])
}

/// A business's name and address.
pub fn business(rng: &mut impl Rng, region: &str) -> (String, String) {
    let first = FIRST[rng.random_range(0..FIRST.len())];
    let second = SECOND[rng.random_range(0..SECOND.len())];
    let third = GIVEN[rng.random_range(14..28)];
    let trade = TRADES[rng.random_range(0..TRADES.len())];
    let street = STREETS[rng.random_range(0..STREETS.len())];
    let number = rng.random_range(1..300);
    (format!("{region}{first}{second}{third}{trade}"), format!("{region}{street}{number}号"))
}

/// A valid unified social credit code of a business in the region with `code`. `None` never
/// happens: the characters are of the code's alphabet.
pub fn credit_code(rng: &mut impl Rng, code: &str) -> Option<String> {
    const ALPHABET: &[u8; 31] = b"0123456789ABCDEFGHJKLMNPQRTUWXY";
    let body: String = (0..9).map(|_| char::from(ALPHABET[rng.random_range(0..31)])).collect();
    let body = format!("92{code:.6}{body}");
    let check = credit_code::check_character(&body)?;
    Some(format!("{body}{check}"))
}

/// The word for a department in the numbers of its cases.
pub fn mark(kind: DepartmentKind) -> &'static str {
    match kind {
        DepartmentKind::IpOffice => "知法",
        DepartmentKind::IndustryCommerce => "工商",
        DepartmentKind::QualitySupervision => "质监",
        DepartmentKind::FoodDrug => "食药监",
        DepartmentKind::Police => "公",
        DepartmentKind::Customs => "关",
        DepartmentKind::Culture => "文广新",
        DepartmentKind::CultureEnforcement => "文执",
        DepartmentKind::Agriculture => "农",
        DepartmentKind::Forestry => "林",
        DepartmentKind::Commerce => "商务",
        DepartmentKind::Health => "卫",
        _ => "执法",
    }
}

/// What a case of `kind` about `goods` of a business is called.
pub fn case_title(kind: CaseKind, business: &str, goods: &str) -> String {
    match kind {
        CaseKind::Trademark => format!("{business}销售侵犯注册商标专用权的{goods}案"),
        CaseKind::CounterfeitPatent => format!("{business}假冒专利{goods}案"),
        CaseKind::PatentDispute => format!("{business}{goods}专利侵权纠纷"),
        CaseKind::Copyright => format!("{business}侵犯著作权案"),
        CaseKind::GeographicalIndication => format!("{business}擅自使用地理标志案"),
        CaseKind::PlantVariety => format!("{business}侵犯植物新品种权案"),
        CaseKind::TradeSecret => format!("{business}侵犯商业秘密案"),
        CaseKind::UnfairCompetition => format!("{business}擅自使用他人{goods}包装装潢案"),
        CaseKind::CounterfeitGoods => format!("{business}销售假冒伪劣{goods}案"),
        CaseKind::Customs => format!("{business}出口侵权{goods}案"),
        CaseKind::Other => format!("{business}涉嫌侵权{goods}案"),
    }
}

/// What a step of a case of `kind` rests on.
pub fn ground(transition: CaseTransition, kind: CaseKind) -> &'static str {
    use CaseTransition::{
        Decide, Decline, DeclineFiling, File, Refer, ReferToPolice, RequestReconsideration,
        ReturnFromLegalReview, Suspend, Withdraw,
    };
    match transition {
        Decline => "不属于本部门职责范围",
        File => match kind {
            CaseKind::PatentDispute => "符合专利侵权纠纷受理条件",
            _ => "经核查，有初步证据证明存在违法行为，应当给予行政处罚",
        },
        DeclineFiling => "经核查，违法事实不能成立",
        Suspend => "须等待鉴定结论，暂无法继续调查",
        Withdraw => "请求人撤回请求或违法事实不能成立",
        ReturnFromLegalReview => "证据尚不充分，建议补充调查",
        Refer => "不属于本部门管辖",
        ReferToPolice => "涉嫌犯罪，依照《行政执法机关移送涉嫌犯罪案件的规定》移送",
        RequestReconsideration => "对不予立案决定有异议",
        Decide => match kind {
            CaseKind::Trademark => "《中华人民共和国商标法》",
            CaseKind::PatentDispute => "《中华人民共和国专利法》",
            CaseKind::CounterfeitPatent => "《中华人民共和国专利法》",
            CaseKind::Copyright => "《中华人民共和国著作权法》",
            CaseKind::UnfairCompetition | CaseKind::TradeSecret => "《中华人民共和国反不正当竞争法》",
            _ => "《中华人民共和国产品质量法》",
        },
        _ => "",
    }
}

/// The number of the document that a step of the case makes.
pub fn document(transition: CaseTransition, case_number: &str) -> String {
    use CaseTransition::{Decide, GiveNotice, Mediate, PoliceDecline, PoliceFile, ReferToPolice};
    let kind = match transition {
        GiveNotice => "行政处罚告知书",
        Decide => "行政决定书",
        Mediate => "调解书",
        PoliceFile => "立案告知书",
        PoliceDecline => "不予立案通知书",
        ReferToPolice => "案件移送书",
        _ => "文书",
    };
    format!("{kind} {case_number}")
}
