//! What of a penalty the public may read (市场监督管理行政处罚信息公示规定): pure text in, text out. A
//! natural person's name, identity number, telephone and home address are taken out of whatever text;
//! a business's own name and credit code stay. Redacting twice changes nothing, so that a text is fit
//! to be published exactly when redacting leaves it as it is.

/// What is known of those whom the text may name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Known {
    /// Names of natural persons: parties, legal representatives.
    pub names: Vec<String>,
    /// Where natural persons live.
    pub homes: Vec<String>,
    /// Telephones as recorded.
    pub telephones: Vec<String>,
    /// Numbers that stay although they are long: businesses' credit codes.
    pub kept: Vec<String>,
}

/// What stands in the place of a number.
const NUMBER: &str = "（号码略）";
/// What stands in the place of a home address.
const HOME: &str = "（住址略）";
/// What stands in the place of a name that has no surname to keep.
const PERSON: &str = "当事人";
/// From how many digits on a number may be somebody's telephone.
const LONG: usize = 7;
/// From how many digits on nothing but a kept number stays.
const VERY_LONG: usize = 14;

const COMPOUND_SURNAMES: [&str; 20] = [
    "欧阳", "司马", "上官", "诸葛", "东方", "夏侯", "皇甫", "尉迟", "公孙", "慕容", "令狐", "宇文", "长孙",
    "司徒", "南宫", "独孤", "端木", "轩辕", "西门", "百里",
];

/// The text without what nobody outside may read.
pub fn redact(text: &str, known: &Known) -> String {
    let mut text = text.to_owned();
    // Taking one thing out may bring another together; each round leaves less to take out.
    for _ in 0..8 {
        let next = names(&addresses(&numbers(&text, known), known), known);
        if next == text {
            return text;
        }
        text = next;
    }
    // What still changes was made to: nothing of it is published.
    PERSON.to_owned()
}

/// Half width, lower case; `None` for what may stand within a number or a name without ending it.
fn folded(character: char) -> Option<char> {
    let folded = match character {
        '！'..='～' => char::from_u32(character as u32 - 0xFEE0).unwrap_or(character),
        other => other,
    };
    let ignored = folded.is_whitespace()
        || folded.is_control()
        || matches!(
            folded,
            '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '·' | '•' | '-' | '－' | '—' | '–'
        );
    (!ignored).then(|| folded.to_ascii_lowercase())
}

fn digit(character: char) -> bool {
    folded(character).is_some_and(|folded| folded.is_ascii_digit())
}

/// Takes out identity numbers and telephones: every long run of digits, but for dates, money and
/// quantities, registration numbers, and what is known to be public.
fn numbers(text: &str, known: &Known) -> String {
    let characters: Vec<char> = text.chars().collect();
    let mut redacted = String::with_capacity(text.len());
    let mut at = 0;
    while at < characters.len() {
        if !characters.get(at).copied().is_some_and(wordlike) {
            redacted.extend(characters.get(at));
            at += 1;
            continue;
        }
        let end = run_end(&characters, at);
        let run = characters.get(at..end).unwrap_or_default();
        if is_number(
            run,
            characters.get(..at).unwrap_or_default(),
            characters.get(end..).unwrap_or_default(),
            known,
        ) {
            redacted.push_str(NUMBER);
        } else {
            redacted.extend(run);
        }
        at = end;
    }
    redacted
}

fn wordlike(character: char) -> bool {
    folded(character).is_some_and(|folded| folded.is_ascii_alphanumeric())
}

/// Where the run of Latin letters and digits that begins at `start` ends; separators within a number
/// belong to it.
fn run_end(characters: &[char], start: usize) -> usize {
    let mut end = start;
    let mut at = start;
    while let Some(character) = characters.get(at).copied() {
        match folded(character) {
            Some(folded) if folded.is_ascii_alphanumeric() => end = at + 1,
            // A separator goes on with a number, never with a word.
            None if at - end < 3 && characters.get(end.wrapping_sub(1)).copied().is_some_and(digit) => {}
            _ => break,
        }
        at += 1;
    }
    // After separators only digits go on.
    end
}

fn is_number(run: &[char], before: &[char], after: &[char], known: &Known) -> bool {
    let plain: String = run.iter().filter_map(|character| folded(*character)).collect();
    let digits = plain.chars().filter(char::is_ascii_digit).count();
    let is_telephone = known.telephones.iter().any(|telephone| holds(&plain, telephone));
    if digits < LONG {
        return is_telephone;
    }
    if known.kept.iter().any(|kept| same_number(&plain, kept)) {
        return false;
    }
    let longest = plain.split(|character: char| !character.is_ascii_digit()).map(str::len).max().unwrap_or(0);
    if longest >= VERY_LONG || is_mobile(&plain) || is_telephone {
        return true;
    }
    let preceded =
        |by: &[char]| before.iter().rev().find(|c| !c.is_whitespace()).is_some_and(|c| by.contains(c));
    let followed = |by: &[char]| after.iter().find(|c| !c.is_whitespace()).is_some_and(|c| by.contains(c));
    let is_date = is_date(run);
    // No telephone with its area code, and no mobile number, has a place in so few digits.
    let short = digits <= 10 && plain.len() == digits && !plain.starts_with('0');
    let is_amount = short
        && (decimals(after)
            || followed(&[
                '元', '万', '件', '个', '瓶', '箱', '条', '只', '台', '套', '枚', '张', '册', '盒', '包',
                '支', '双',
            ]));
    let is_registration = short && digits < 10 && preceded(&['第']) && followed(&['号']);
    let is_patent = plain.strip_prefix("zl").is_some_and(|number| {
        number.len() == digits
            && (matches!(digits, 12 | 13) && (number.starts_with("19") || number.starts_with("20"))
                || matches!(digits, 8 | 9) && number.starts_with(['8', '9']))
    });
    !(is_date || is_amount || is_registration || is_patent)
}

/// Whether the number is the telephone, or holds it where it is long enough to be told.
fn holds(plain: &str, telephone: &str) -> bool {
    let telephone: String = telephone.chars().filter_map(folded).collect();
    match telephone.len() {
        0 => false,
        1..LONG => plain == telephone,
        _ => plain.contains(&telephone),
    }
}

fn same_number(plain: &str, known: &str) -> bool {
    plain.chars().eq(known.chars().filter_map(folded))
}

/// A mobile number, with or without the country's code.
fn is_mobile(plain: &str) -> bool {
    let digits: String = plain.chars().filter(char::is_ascii_digit).collect();
    let local = digits.strip_prefix("0086").or(digits.strip_prefix("86")).unwrap_or(&digits);
    [local, digits.as_str()].iter().any(|number| {
        let mut characters = number.chars();
        number.len() == 11
            && characters.next() == Some('1')
            && characters.next().is_some_and(|c| ('3'..='9').contains(&c))
    })
}

/// `2026-11-22`, as we write days.
fn is_date(run: &[char]) -> bool {
    let text: String = run.iter().collect();
    text.len() == 10 && text.parse::<chrono::NaiveDate>().is_ok()
}

/// `.50`, and no more digits than fen have.
fn decimals(after: &[char]) -> bool {
    let Some(('.', rest)) = after.split_first().map(|(first, rest)| (*first, rest)) else { return false };
    let digits = rest.iter().take_while(|character| digit(**character)).count();
    (1..=2).contains(&digits)
}

/// Takes out where natural persons live: what is known, and whatever a text calls so.
fn addresses(text: &str, known: &Known) -> String {
    let homes = known.homes.iter().filter(|home| home.chars().filter_map(folded).count() > 1);
    let mut text = text.to_owned();
    for home in homes {
        text = replace(&text, home, HOME);
    }
    let characters: Vec<char> = text.chars().collect();
    let mut redacted = String::with_capacity(text.len());
    let mut at = 0;
    while at < characters.len() {
        let rest = characters.get(at..).unwrap_or_default();
        let found = ["家庭住址", "户籍地址", "户籍地", "现住址", "住址", "现住"]
            .into_iter()
            .find(|word| rest.iter().copied().take(word.chars().count()).eq(word.chars()));
        let Some(word) = found else {
            redacted.extend(rest.first());
            at += 1;
            continue;
        };
        redacted.push_str(word);
        at += word.chars().count();
        // 住址略 is our own.
        let end = characters
            .iter()
            .skip(at)
            .position(|c| matches!(c, '，' | '。' | '；' | '、' | ',' | ';' | '\n' | '）' | ')' | '（' | '('))
            .map_or(characters.len(), |length| at + length);
        let said: String = characters.get(at..end).unwrap_or_default().iter().collect();
        if said.chars().any(|c| !matches!(c, ':' | '：' | ' ' | '略')) {
            redacted.push('略');
        } else {
            redacted.push_str(&said);
        }
        at = end;
    }
    redacted
}

/// Takes out natural persons' names; the surname stays.
fn names(text: &str, known: &Known) -> String {
    let mut names: Vec<&str> =
        known.names.iter().map(|name| name.trim()).filter(|name| !name.is_empty()).collect();
    names.sort_by_key(|name| std::cmp::Reverse(name.chars().count()));
    let mut text = text.to_owned();
    for name in &names {
        let short = shortened(name);
        // 某 itself may be somebody's name, and a shortened name another's.
        let safe = names.iter().all(|other| find(&short, other).is_none());
        text = replace(&text, name, if safe { &short } else { PERSON });
    }
    text
}

/// 张三 → 张某, 欧阳明 → 欧阳某.
fn shortened(name: &str) -> String {
    let surname =
        COMPOUND_SURNAMES.iter().find(|surname| name.starts_with(**surname) && name.chars().count() > 2);
    match surname {
        Some(surname) => format!("{surname}某"),
        None => name.chars().take(1).chain(['某']).collect(),
    }
}

/// `text` with `by` wherever it says `what`, be it spaced out or in full width.
fn replace(text: &str, what: &str, by: &str) -> String {
    let mut text = text.to_owned();
    let mut done = String::new();
    while let Some((start, end)) = find(&text, what) {
        let characters: Vec<char> = text.chars().collect();
        done.extend(characters.get(..start).unwrap_or_default());
        done.push_str(by);
        text = characters.get(end..).unwrap_or_default().iter().collect();
    }
    done + &text
}

/// Where `text` says `what`, in characters.
fn find(text: &str, what: &str) -> Option<(usize, usize)> {
    let wanted: Vec<char> = what.chars().filter_map(folded).collect();
    if wanted.is_empty() {
        return None;
    }
    let said: Vec<(usize, char)> =
        text.chars().enumerate().filter_map(|(at, character)| Some((at, folded(character)?))).collect();
    let found = said.windows(wanted.len()).find(|window| window.iter().map(|(_, c)| c).eq(&wanted))?;
    Some((found.first()?.0, found.last()?.0 + 1))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use crate::cases::flow::deeds::redaction::*;

    fn known() -> Known {
        Known {
            names: vec!["张三".into(), "欧阳明华".into()],
            homes: vec!["岳阳市岳阳楼区五里牌路12号3栋201室".into()],
            telephones: vec!["0730-8123456".into(), "110".into()],
            kept: vec!["91430600MA4L1234XQ".into(), "914306001234567890".into()],
        }
    }

    #[test]
    fn what_the_public_may_not_read_is_taken_out() {
        for (text, expected) in [
            ("当事人张三（身份证号430602198001011234）", "当事人张某（身份证号（号码略））"),
            ("欧阳 明华，电话１３８１２３４５６７８", "欧阳某，电话（号码略）"),
            ("联系电话0730-8123456、138 1234 5678。", "联系电话（号码略）、（号码略）。"),
            ("住岳阳市岳阳楼区五里牌路12号3栋201室的张三", "住（住址略）的张某"),
            ("家庭住址：某区某路9号，职业：个体", "家庭住址略，职业：个体"),
            ("拨打110", "拨打（号码略）"),
        ] {
            assert_eq!(redact(text, &known()), expected);
        }
    }

    #[test]
    fn what_the_public_should_read_stays() {
        for text in [
            "岳阳恒昌名酒商行（统一社会信用代码91430600MA4L1234XQ）",
            "统一社会信用代码：914306001234567890",
            "罚款12345678.50元，没收违法所得1000000元，商品1234567件",
            "第1234567号注册商标，专利号ZL201310123456.7",
            "岳市监处罚〔2026〕12号，2026-11-22",
            "依据《中华人民共和国商标法》第六十条第二款",
        ] {
            assert_eq!(redact(text, &known()), text);
        }
    }

    fn bare(text: &str) -> String {
        text.chars().filter_map(folded).collect()
    }

    prop_compose! {
        fn identity_number()(area in 110_000..660_000_u32, day in 19_300_101..20_201_231_u32, rest in 0..1000_u32, check in "[0-9X]") -> String {
            format!("{area}{day}{rest:03}{check}")
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2_000))]

        /// Whatever surrounds them, in whatever width and with whatever spaces: nothing of these survives,
        /// and redacting again changes nothing.
        #[test]
        fn nothing_personal_survives(
            parts in prop::collection::vec(("[\\PC]{0,12}|[0-9年月日元件号第路室:：，。 \n-]{0,12}", 0..6_usize, any::<bool>(), 0..4_usize), 1..8),
            number in identity_number(),
            mobile in "1[3-9][0-9]{9}",
            landline in "0[1-9][0-9]{1,2}-[2-8][0-9]{6,7}",
            name in "[张王李赵陈欧阳某当事人]{1}[一二三四五六七明华某]{1,2}",
            home in "[岳阳楼城南湖]{2,6}区[东西南北中]{1,3}路[1-9][0-9]{0,2}号[1-9]栋[1-9]0[1-9]室",
        ) {
            let known = Known { names: vec![name.clone()], homes: vec![home.clone()], telephones: vec![landline.clone()], kept: Vec::new() };
            let mut text = String::new();
            for (around, which, wide, spaced) in parts {
                text.push_str(&around);
                let secret = [&number, &mobile, &landline, &name, &home, &number][which];
                for (index, character) in secret.chars().enumerate() {
                    let wide_one = (wide && character.is_ascii_alphanumeric()).then(|| char::from_u32(character as u32 + 0xFEE0)).flatten();
                    text.push(wide_one.unwrap_or(character));
                    if spaced > 0 && index % (spaced + 2) == 2 { text.push(' '); }
                }
            }
            let redacted = redact(&text, &known);
            let said = bare(&redacted);
            for secret in [&number, &mobile, &landline, &name, &home] {
                prop_assert!(!said.contains(&bare(secret)), "{secret} in {redacted} of {text}");
            }
            prop_assert_eq!(redact(&redacted, &known), redacted);
        }
    }
}
