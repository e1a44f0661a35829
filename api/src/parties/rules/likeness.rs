//! Likely twins: one business written in two ways. What is compared is kept beside the party as keys, so
//! that an index finds the candidates; what they have in common is then weighed here. Pure.

use std::collections::BTreeSet;

use entity::enums::PartyKind;
use vocabulary::PartyLikeness;

use crate::shared::{search::fold, text::variants::simplified};

/// So much in common makes a likely twin.
pub const LIKELY: u32 = 60;

/// Places that stand for no more than where a business is.
const PROVINCES: [&str; 34] = [
    "北京",
    "天津",
    "河北",
    "山西",
    "内蒙古",
    "辽宁",
    "吉林",
    "黑龙江",
    "上海",
    "江苏",
    "浙江",
    "安徽",
    "福建",
    "江西",
    "山东",
    "河南",
    "湖北",
    "湖南",
    "广东",
    "广西",
    "海南",
    "重庆",
    "四川",
    "贵州",
    "云南",
    "西藏",
    "陕西",
    "甘肃",
    "青海",
    "宁夏",
    "新疆",
    "香港",
    "澳门",
    "台湾",
];
/// What the name of a region ends with.
const LEVELS: [&str; 13] = [
    "维吾尔自治区",
    "壮族自治区",
    "回族自治区",
    "特别行政区",
    "自治区",
    "自治州",
    "自治县",
    "省",
    "市",
    "县",
    "区",
    "州",
    "盟",
];
/// Legal forms and kinds of shop, which people leave out or mix up; the longest first.
const FORMS: [&str; 28] = [
    "有限责任公司",
    "股份有限公司",
    "集团有限公司",
    "个体工商户",
    "有限公司",
    "合作社",
    "经营部",
    "门市部",
    "批发部",
    "销售部",
    "经销部",
    "经销店",
    "便利店",
    "专卖店",
    "旗舰店",
    "服务部",
    "分公司",
    "总公司",
    "公司",
    "商行",
    "商店",
    "商铺",
    "店铺",
    "门市",
    "总店",
    "分店",
    "店",
    "行",
];
/// The fewest characters that tell one business from another.
const LEAST: usize = 2;

/// The names of known regions, without what they end with: 泸州 for 泸州市.
#[derive(Clone, Debug, Default)]
pub struct Places(BTreeSet<String>);

impl Places {
    /// Of the regions with these names.
    pub fn new<'a>(names: impl IntoIterator<Item = &'a str>) -> Self {
        let mut places = Self::default();
        names.into_iter().for_each(|name| places.add(name));
        places
    }

    /// One more region.
    pub fn add(&mut self, name: &str) {
        let name = plain(name);
        let bare = LEVELS.iter().find_map(|level| name.strip_suffix(level)).unwrap_or(&name);
        if bare.chars().count() >= LEAST {
            self.0.insert(bare.to_owned());
        }
    }

    /// The text without the places with which it begins: 四川省泸州市江阳区恒昌 becomes 恒昌.
    fn without<'a>(&self, text: &'a str) -> &'a str {
        let mut rest = text;
        loop {
            let known = PROVINCES.into_iter().chain(self.0.iter().map(String::as_str));
            // The longest: 泸县 and 泸 may both be known.
            let place = known.filter(|place| rest.starts_with(place)).max_by_key(|place| place.len());
            let Some(after) = place.and_then(|place| rest.strip_prefix(place)) else { return rest };
            let after = LEVELS.iter().find_map(|level| after.strip_prefix(level)).unwrap_or(after);
            if after.chars().count() < LEAST {
                return rest;
            }
            rest = after;
        }
    }
}

/// Letters, digits and characters only: folded, and in simplified characters.
fn plain(text: &str) -> String {
    fold(text).chars().filter(|character| character.is_alphanumeric()).map(simplified).collect()
}

/// The text without what stands in brackets, where enough is left.
fn unbracketed(text: &str) -> String {
    let mut depth = 0_u32;
    let mut left = String::new();
    for character in fold(text).chars() {
        match character {
            '(' | '[' | '【' | '〔' => depth += 1,
            ')' | ']' | '】' | '〕' => depth = depth.saturating_sub(1),
            _ if depth == 0 => left.push(character),
            _ => {}
        }
    }
    if plain(&left).chars().count() < LEAST { text.to_owned() } else { left }
}

/// What of a name tells a business from others: without the places before it, brackets, and the legal
/// form or kind of shop behind it. A person's name stays whole.
pub fn name_key(kind: PartyKind, name: &str, places: &Places) -> String {
    if kind == PartyKind::Person {
        return plain(name);
    }
    let name = plain(&unbracketed(name));
    let mut rest = name.as_str();
    while let Some(shorter) = FORMS.iter().find_map(|form| rest.strip_suffix(form)) {
        if shorter.chars().count() < LEAST {
            break;
        }
        rest = shorter;
    }
    places.without(rest).to_owned()
}

/// The last seven digits of the first telephone number; empty where it has fewer.
pub fn phone_key(phone: Option<&str>) -> String {
    let digits = digits(phone);
    match digits.len().checked_sub(7) {
        Some(start) => digits[start..].to_owned(),
        None => String::new(),
    }
}

/// The digits of the first telephone number that is written there.
fn digits(phone: Option<&str>) -> String {
    let folded = fold(phone.unwrap_or_default());
    let first = folded.split(['/', ',', ';', '、', '，', '；']).next().unwrap_or_default();
    let all: String = first.chars().filter(char::is_ascii_digit).collect();
    let domestic = all.strip_prefix("86").filter(|rest| rest.len() >= 10).unwrap_or(&all);
    domestic.trim_start_matches('0').to_owned()
}

/// The address without the regions with which it begins; empty where too little is left to tell anything.
pub fn address_key(address: Option<&str>, places: &Places) -> String {
    let address = plain(address.unwrap_or_default());
    let rest = places.without(&address);
    // 建材市场 alone is where many are; with a number it is one of them.
    let exact = rest.chars().count() >= 4 && rest.chars().any(char::is_numeric);
    if exact { rest.to_owned() } else { String::new() }
}

/// What is compared of a party.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Likeness<'a> {
    /// What it is.
    pub kind: PartyKind,
    /// The name.
    pub name: &'a str,
    /// See [`name_key`].
    pub name_key: &'a str,
    /// The telephone number as written.
    pub phone: Option<&'a str>,
    /// See [`address_key`].
    pub address_key: &'a str,
    /// The legal representative.
    pub legal_representative: Option<&'a str>,
    /// What identifies it for certain: the credit code, or the digest of the identity number.
    pub identity: Option<&'a str>,
}

/// How much it says: a shared address alone says little, as a market has many stalls.
fn weight(common: PartyLikeness, kind: PartyKind) -> u32 {
    match common {
        // Many people have one name; yet of two of whom one has no number, nothing else may tell.
        PartyLikeness::Name if kind == PartyKind::Person => LIKELY,
        PartyLikeness::Name => 100,
        PartyLikeness::SimilarName | PartyLikeness::Phone => 60,
        PartyLikeness::Address => 40,
        PartyLikeness::Representative => 20,
    }
}

/// What `a` and `b` have in common, and how much that is in all; nothing where both are known to be
/// somebody else.
pub fn compare(a: &Likeness, b: &Likeness) -> (u32, Vec<PartyLikeness>) {
    let distinct = matches!((a.identity, b.identity), (Some(a), Some(b)) if a != b);
    if a.kind != b.kind || distinct {
        return (0, Vec::new());
    }
    let mut common = Vec::new();
    let some = |text: &str| !text.is_empty();
    let name = plain(a.name);
    if name == plain(b.name) && some(&name) {
        common.push(PartyLikeness::Name);
    } else if a.name_key == b.name_key && some(a.name_key) {
        common.push(PartyLikeness::SimilarName);
    }
    if same_phone(&digits(a.phone), &digits(b.phone)) {
        common.push(PartyLikeness::Phone);
    }
    if a.address_key == b.address_key && some(a.address_key) {
        common.push(PartyLikeness::Address);
    }
    let representative = |one: &Likeness| one.legal_representative.map(plain).filter(|name| !name.is_empty());
    if representative(a).is_some() && representative(a) == representative(b) {
        common.push(PartyLikeness::Representative);
    }
    let score = common.iter().map(|one| weight(*one, a.kind)).sum();
    (score, common)
}

/// One number, with its area code or without.
fn same_phone(a: &str, b: &str) -> bool {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    short.len() >= 7 && (short == long || (short.len() <= 8 && long.len() <= 11 && long.ends_with(short)))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn places() -> Places {
        Places::new(["四川省", "泸州市", "江阳区", "泸县", "岳阳市"])
    }

    fn key(name: &str) -> String {
        name_key(PartyKind::Business, name, &places())
    }

    #[test]
    fn one_business_written_in_many_ways_has_one_key() {
        for name in [
            "四川省泸州市江阳区恒昌酒业有限公司",
            "泸州恒昌酒业有限责任公司",
            "恒昌酒业",
            "瀘州恆昌酒業有限公司",
            "恒昌酒业（泸州）有限公司",
            "泸州市恒昌酒业有限公司(江阳店)",
            "恒昌　酒业有限公司",
        ] {
            assert_eq!(key(name), "恒昌酒业", "{name}");
        }
        assert_ne!(key("恒昌酒业有限公司"), key("恒盛酒业有限公司"));
        assert_eq!(key("泸州公司"), "泸州");
        assert_eq!(key("好邻社区便利店"), "好邻社区");
        assert_eq!(name_key(PartyKind::Person, "泸州行", &places()), "泸州行");
    }

    #[test]
    fn telephone_numbers_and_addresses_as_people_write_them() {
        assert_eq!(phone_key(Some("0830-312 4567")), "3124567");
        assert_eq!(phone_key(Some("+86 138-0013-8000、另一个")), "0138000");
        assert_eq!(phone_key(Some("12315")), "");
        assert!(same_phone(&digits(Some("０８３０－３１２４５６７")), &digits(Some("3124567"))));
        assert!(!same_phone(&digits(Some("13800138000")), &digits(Some("13900138000"))));
        let address = |text: &str| address_key(Some(text), &places());
        assert_eq!(address("四川省泸州市江阳区建材市场３栋12號"), address("建材市场3栋12号"));
        assert_eq!(address("江阳区建材市场"), "");
    }

    fn likeness<'a>(name: &'a str, key: &'a str, phone: Option<&'a str>) -> Likeness<'a> {
        Likeness {
            kind: PartyKind::Business,
            name,
            name_key: key,
            phone,
            address_key: "",
            legal_representative: None,
            identity: None,
        }
    }

    #[test]
    fn a_name_or_a_number_is_enough_an_address_alone_is_not() {
        let one = likeness("恒昌酒业", "恒昌酒业", Some("3124567"));
        let other = likeness("泸州恒昌酒业有限公司", "恒昌酒业", None);
        assert_eq!(compare(&one, &other), (60, vec![PartyLikeness::SimilarName]));
        let market = Likeness { address_key: "建材市场3栋", ..likeness("甲五金", "甲五金", None) };
        let next_door =
            Likeness { address_key: "建材市场3栋", ..likeness("乙灯具", "乙灯具", None) };
        assert!(compare(&market, &next_door).0 < LIKELY);
        let known = Likeness { identity: Some("91350100M000100Y43"), ..one.clone() };
        let else_known = Likeness { identity: Some("915105006MA"), ..one.clone() };
        assert_eq!(compare(&known, &else_known).0, 0);
        assert!(compare(&known, &one).0 >= LIKELY);
        let person = |name| Likeness { kind: PartyKind::Person, ..likeness(name, name, None) };
        assert!(compare(&person("张伟"), &person("张伟")).0 >= LIKELY);
        assert!(compare(&person("髙𠮷"), &person("高吉")).0 >= LIKELY);
        assert!(compare(&person("张伟"), &person("张炜")).0 < LIKELY);
        let numbered = |number| Likeness { identity: Some(number), ..person("张伟") };
        assert!(compare(&numbered("一"), &person("张伟")).0 >= LIKELY);
        assert_eq!(compare(&numbered("一"), &numbered("二")).0, 0);
        assert_eq!(compare(&person("张伟"), &likeness("张伟", "张伟", None)).0, 0);
    }

    proptest! {
        #[test]
        fn likeness_does_not_depend_on_who_is_asked_first(
            a in "[恒昌酒业泸州a-c0-9]{0,6}", b in "[恒昌酒业泸州a-c0-9]{0,6}",
            phones in prop::array::uniform2("[0-9-]{0,12}"),
        ) {
            let [key_a, key_b] = [key(&a), key(&b)];
            let one = likeness(&a, &key_a, Some(&phones[0]));
            let other = likeness(&b, &key_b, Some(&phones[1]));
            prop_assert_eq!(compare(&one, &other), compare(&other, &one));
            if !a.is_empty() {
                prop_assert!(compare(&one, &one).0 >= LIKELY);
            }
        }

        #[test]
        fn a_key_is_its_own_key_and_never_lost(name in "[恒昌酒业有限公司四川泸州市商行（）()a-z ]{1,16}") {
            let once = key(&name);
            prop_assert_eq!(once.is_empty(), plain(&name).is_empty());
            // Whoever has the same name has the same key, in any width and with any blanks.
            let spaced: String = name.chars().flat_map(|character| [character, ' ']).collect();
            prop_assert_eq!(key(&spaced), once);
        }
    }
}
