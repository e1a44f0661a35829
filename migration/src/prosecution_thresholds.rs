//! The thresholds for prosecution as of 2026 (入罪标准, 立案追诉标准), and those before them.
//!
//! The platform knows a case's amount (涉案金额: 非法经营数额, 销售金额 or 货值金额) and its illegal income.
//! What a provision counts beside these (losses, copies, labels) stands in the note. Where wording or
//! number of an item could not be compared with the published text, it is not marked as confirmed:
//! the office does that.

/// From which amount on a kind of infringement is prosecuted.
pub struct Threshold {
    pub case_kind: &'static str,
    pub crime: &'static str,
    pub criminal_article: &'static str,
    pub measure: &'static str,
    pub yuan: i64,
    pub condition: Option<&'static str>,
    pub article: &'static str,
    pub note: Option<&'static str>,
    pub confirmed: bool,
    pub valid_from: &'static str,
    pub valid_to: Option<&'static str>,
}

const AMOUNT: &str = "AMOUNT";
const INCOME: &str = "ILLEGAL_INCOME";
/// 法释〔2004〕19号 took effect.
const OLD: &str = "2004-12-22";
/// 法释〔2025〕5号 took effect and ended its predecessors.
const NEW: &str = "2025-04-26";
const OLD_ENDS: Option<&str> = Some("2025-04-25");

struct Crime {
    case_kind: &'static str,
    name: &'static str,
    article: &'static str,
}

const MARK: Crime =
    Crime { case_kind: "TRADEMARK", name: "假冒注册商标罪", article: "刑法第二百一十三条" };
const SALE: Crime =
    Crime {
        case_kind: "TRADEMARK", name: "销售假冒注册商标的商品罪", article: "刑法第二百一十四条"
    };
const LABEL: Crime = Crime {
    case_kind: "TRADEMARK",
    name: "非法制造、销售非法制造的注册商标标识罪",
    article: "刑法第二百一十五条",
};
const PATENT: Crime =
    Crime {
        case_kind: "COUNTERFEIT_PATENT", name: "假冒专利罪", article: "刑法第二百一十六条"
    };
const COPYRIGHT: Crime =
    Crime { case_kind: "COPYRIGHT", name: "侵犯著作权罪", article: "刑法第二百一十七条" };
const COPIES: Crime =
    Crime {
        case_kind: "COPYRIGHT", name: "销售侵权复制品罪", article: "刑法第二百一十八条"
    };
const SECRET: Crime =
    Crime {
        case_kind: "TRADE_SECRET", name: "侵犯商业秘密罪", article: "刑法第二百一十九条"
    };
const SHODDY: Crime =
    Crime {
        case_kind: "COUNTERFEIT_GOODS", name: "生产、销售伪劣产品罪", article: "刑法第一百四十条"
    };
const BORDER: Crime =
    Crime {
        case_kind: "CUSTOMS", name: "销售假冒注册商标的商品罪", article: "刑法第二百一十四条"
    };
const INDICATION: Crime =
    Crime {
        case_kind: "GEOGRAPHICAL_INDICATION", name: "假冒注册商标罪", article: "刑法第二百一十三条"
    };

const SEVERAL_MARKS: Option<&str> = Some("假冒两种以上注册商标");
const SEVERAL_PATENTS: Option<&str> = Some("假冒两项以上他人专利");
const AGAIN: Option<&str> = Some("二年内因同类行为受过刑事处罚或者行政处罚后再次实施");
const OF_MARKS: Option<&str> = Some("进出境货物侵犯注册商标专用权");
const REGISTERED: Option<&str> = Some("该地理标志已作为集体商标、证明商标注册");
const UNSOLD: Option<&str> = Some("尚未销售的，货值金额达到标准三倍（十五万元）以上");
const LABELS: Option<&str> = Some("标识数量达到规定件数的，同样追诉");
const LOSS_OLD: Option<&str> = Some("给专利权人造成直接经济损失五十万元以上的，同样追诉");
const LOSS_NEW: Option<&str> = Some("给专利权人造成直接经济损失三十万元以上的，同样追诉");
const COPY_COUNT: Option<&str> = Some("复制品数量五百份（张）以上的，同样追诉");
const SECRET_OLD: Option<&str> = Some("给权利人造成损失五十万元以上或者致使其破产的，同样追诉");
const SECRET_NEW: Option<&str> = Some("给权利人造成损失三十万元以上的，同样追诉");

const fn since(
    crime: &Crime,
    (measure, yuan): (&'static str, i64),
    condition: Option<&'static str>,
    article: &'static str,
    note: Option<&'static str>,
    confirmed: bool,
) -> Threshold {
    Threshold {
        case_kind: crime.case_kind,
        crime: crime.name,
        criminal_article: crime.article,
        measure,
        yuan,
        condition,
        article,
        note,
        confirmed,
        valid_from: NEW,
        valid_to: None,
    }
}

const fn until(
    crime: &Crime,
    (measure, yuan): (&'static str, i64),
    condition: Option<&'static str>,
    article: &'static str,
    note: Option<&'static str>,
) -> Threshold {
    Threshold {
        valid_from: OLD,
        valid_to: OLD_ENDS,
        ..since(crime, (measure, yuan), condition, article, note, true)
    }
}

const OF_2025: [&str; 8] = [
    "法释〔2025〕5号第三条",
    "法释〔2025〕5号第五条",
    "法释〔2025〕5号第六条",
    "法释〔2025〕5号关于假冒专利罪的规定",
    "法释〔2025〕5号第十三条",
    "法释〔2025〕5号关于销售侵权复制品罪的规定",
    "法释〔2025〕5号关于侵犯商业秘密罪的规定",
    "法释〔2025〕5号第三条、第五条",
];
const SHODDY_GOODS: &str = "刑法第一百四十条、公通字〔2008〕36号第十六条";

/// What is seeded.
pub const THRESHOLDS: [Threshold; 43] = [
    // Since 2025-04-26.
    since(&MARK, (AMOUNT, 50_000), None, OF_2025[0], None, false),
    since(&MARK, (INCOME, 30_000), None, OF_2025[0], None, false),
    since(&MARK, (AMOUNT, 30_000), SEVERAL_MARKS, OF_2025[0], None, false),
    since(&MARK, (INCOME, 20_000), SEVERAL_MARKS, OF_2025[0], None, false),
    since(&MARK, (AMOUNT, 30_000), AGAIN, OF_2025[0], None, false),
    since(&MARK, (INCOME, 20_000), AGAIN, OF_2025[0], None, false),
    since(&SALE, (AMOUNT, 50_000), None, OF_2025[1], UNSOLD, true),
    since(&SALE, (INCOME, 30_000), None, OF_2025[1], None, true),
    since(&LABEL, (AMOUNT, 50_000), None, OF_2025[2], LABELS, false),
    since(&LABEL, (INCOME, 30_000), None, OF_2025[2], LABELS, false),
    since(&PATENT, (AMOUNT, 200_000), None, OF_2025[3], LOSS_NEW, false),
    since(&PATENT, (INCOME, 100_000), None, OF_2025[3], LOSS_NEW, false),
    since(&PATENT, (AMOUNT, 100_000), SEVERAL_PATENTS, OF_2025[3], None, false),
    since(&PATENT, (INCOME, 50_000), SEVERAL_PATENTS, OF_2025[3], None, false),
    since(&COPYRIGHT, (INCOME, 30_000), None, OF_2025[4], COPY_COUNT, true),
    since(&COPYRIGHT, (AMOUNT, 50_000), None, OF_2025[4], COPY_COUNT, true),
    since(&COPIES, (INCOME, 50_000), None, OF_2025[5], None, true),
    since(&COPIES, (AMOUNT, 100_000), None, OF_2025[5], Some("尚未销售的，货值金额达到三十万元以上"), true),
    since(&COPIES, (INCOME, 30_000), AGAIN, OF_2025[5], None, true),
    since(&COPIES, (AMOUNT, 50_000), AGAIN, OF_2025[5], None, true),
    since(&SECRET, (INCOME, 300_000), None, OF_2025[6], SECRET_NEW, true),
    since(&BORDER, (AMOUNT, 50_000), OF_MARKS, OF_2025[7], UNSOLD, true),
    since(&INDICATION, (AMOUNT, 50_000), REGISTERED, OF_2025[0], None, false),
    since(&INDICATION, (INCOME, 30_000), REGISTERED, OF_2025[0], None, false),
    // Until 2025-04-25.
    until(&MARK, (AMOUNT, 50_000), None, "法释〔2004〕19号第一条、公通字〔2010〕23号第六十九条", None),
    until(&MARK, (INCOME, 30_000), None, "法释〔2004〕19号第一条、公通字〔2010〕23号第六十九条", None),
    until(
        &MARK,
        (AMOUNT, 30_000),
        SEVERAL_MARKS,
        "法释〔2004〕19号第一条、公通字〔2010〕23号第六十九条",
        None,
    ),
    until(
        &MARK,
        (INCOME, 20_000),
        SEVERAL_MARKS,
        "法释〔2004〕19号第一条、公通字〔2010〕23号第六十九条",
        None,
    ),
    until(&SALE, (AMOUNT, 50_000), None, "法释〔2004〕19号第二条、公通字〔2010〕23号第七十条", UNSOLD),
    until(&LABEL, (AMOUNT, 50_000), None, "法释〔2004〕19号第三条、公通字〔2010〕23号第七十一条", LABELS),
    until(&LABEL, (INCOME, 30_000), None, "法释〔2004〕19号第三条、公通字〔2010〕23号第七十一条", LABELS),
    until(&PATENT, (AMOUNT, 200_000), None, "法释〔2004〕19号第四条、公通字〔2010〕23号第七十二条", LOSS_OLD),
    until(&PATENT, (INCOME, 100_000), None, "法释〔2004〕19号第四条、公通字〔2010〕23号第七十二条", LOSS_OLD),
    until(
        &PATENT,
        (AMOUNT, 100_000),
        SEVERAL_PATENTS,
        "法释〔2004〕19号第四条、公通字〔2010〕23号第七十二条",
        None,
    ),
    until(
        &PATENT,
        (INCOME, 50_000),
        SEVERAL_PATENTS,
        "法释〔2004〕19号第四条、公通字〔2010〕23号第七十二条",
        None,
    ),
    until(&COPYRIGHT, (INCOME, 30_000), None, "法释〔2004〕19号第五条", COPY_COUNT),
    until(&COPYRIGHT, (AMOUNT, 50_000), None, "法释〔2004〕19号第五条", COPY_COUNT),
    until(&COPIES, (INCOME, 100_000), None, "法释〔2004〕19号第六条", None),
    Threshold {
        valid_to: Some("2020-09-13"),
        ..until(
            &SECRET,
            (INCOME, 500_000),
            None,
            "法释〔2004〕19号第七条、公通字〔2010〕23号第七十三条",
            SECRET_OLD,
        )
    },
    Threshold {
        valid_from: "2020-09-14",
        ..until(&SECRET, (INCOME, 300_000), None, "法释〔2020〕10号第四条", SECRET_NEW)
    },
    Threshold {
        valid_from: OLD,
        ..until(
            &BORDER,
            (AMOUNT, 50_000),
            OF_MARKS,
            "法释〔2004〕19号第二条、公通字〔2010〕23号第七十条",
            UNSOLD,
        )
    },
    Threshold {
        valid_from: OLD,
        ..until(&INDICATION, (AMOUNT, 50_000), REGISTERED, "法释〔2004〕19号第一条", None)
    },
    // Unchanged.
    Threshold {
        valid_from: "2008-06-25",
        ..since(&SHODDY, (AMOUNT, 50_000), None, SHODDY_GOODS, UNSOLD, true)
    },
];
