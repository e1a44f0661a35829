//! What stands against an act on seized goods, said to people; and how goods are named in a history.

use entity::seized_goods;

use super::{
    goods::{Amount, LedgerError},
    rules::Refusal,
};
use crate::shared::errors::{Problem, UserErrorCode};

/// The refusal as a problem with the whole input.
pub fn refusal(refusal: Refusal) -> Problem {
    use UserErrorCode::{CertificateInvalid, Forbidden, IllegalTransition};
    let (code, zh, en) = match refusal {
        Refusal::MayNotHandle => return Problem::forbidden(""),
        Refusal::NeedsHead => {
            (Forbidden, "须由部门负责人批准".into(), "The department's head approves this".into())
        }
        Refusal::NotAHandler => {
            (Forbidden, "您不是本案承办人".into(), "You do not handle this case".to_owned())
        }
        Refusal::NotCertified => (
            CertificateInvalid,
            "您当日没有有效的行政执法证".to_owned(),
            "You have no enforcement certificate valid on that day".to_owned(),
        ),
        Refusal::CaseEnded => {
            (IllegalTransition, "案件已办结".to_owned(), "The case has ended".to_owned())
        }
        Refusal::CaseAway => (
            IllegalTransition,
            "案件已移送，不能再采取措施".to_owned(),
            "The case was handed over; no more goods are seized in it".to_owned(),
        ),
        Refusal::NothingLeft => (
            IllegalTransition,
            "物品已全部处理完毕".to_owned(),
            "All goods were disposed of".to_owned(),
        ),
        Refusal::NotPreserved => (
            IllegalTransition,
            "只有先行登记保存可以转为查封、扣押".to_owned(),
            "Only preservation turns into sealing or detention".to_owned(),
        ),
        Refusal::NotExtendable => (
            IllegalTransition,
            "先行登记保存不能延期，应在7个工作日内作出处理（行政处罚法第五十六条）".to_owned(),
            "Preservation is not extended: its goods are dealt with within 7 working days (行政处罚法 art. 56)"
                .to_owned(),
        ),
        Refusal::ExtendedAlready => (
            IllegalTransition,
            "查封、扣押期限只能延长一次（行政强制法第二十五条）".to_owned(),
            "Sealing and detention are extended once (行政强制法 art. 25)".to_owned(),
        ),
        Refusal::Lapsed(due_on) => (
            IllegalTransition,
            format!("该措施已于{due_on}到期，应当返还物品或依法作出处理"),
            format!("The measure lapsed on {due_on}: return the goods or dispose of them by law"),
        ),
        Refusal::NotDecided => (
            IllegalTransition,
            "没收须在作出处罚决定之后".to_owned(),
            "Goods are confiscated by a penalty decision, which is not there yet".to_owned(),
        ),
        Refusal::NotHandedOver => (
            IllegalTransition,
            "案件移送后，涉案物品才能随案移交".to_owned(),
            "Goods follow a case that was referred; this one was not".to_owned(),
        ),
    };
    Problem::new(code, "", zh, en)
}

/// Why a quantity of `goods` can't be disposed of, as a problem with the field at `path`.
pub fn ledger(error: LedgerError, goods: &seized_goods::Model, path: &str) -> Problem {
    let (zh, en) = match error {
        LedgerError::Nothing => ("数量应大于零".to_owned(), "More than nothing".to_owned()),
        LedgerError::TooMuch { available } => {
            let (left, unit) = (Amount { milli: available }.to_decimal(), &goods.unit);
            (format!("可处理的只有{left}{unit}"), format!("Only {left} {unit} are there"))
        }
        LedgerError::ConfiscatedAlready => {
            ("已没收的物品只能销毁".to_owned(), "What was confiscated can only be destroyed".to_owned())
        }
    };
    Problem::new(UserErrorCode::OutOfRange, path, zh, en)
}

/// The goods in one line of history: 假冒白酒12瓶、纸箱3.5公斤; of many, the first three and how many.
pub fn goods<'a>(lines: impl Iterator<Item = (&'a seized_goods::Model, i64)>) -> String {
    let lines: Vec<_> = lines.collect();
    let named = lines.iter().take(3).map(|(goods, milli)| {
        format!("{}{}{}", goods.name, Amount { milli: *milli }.to_decimal(), goods.unit)
    });
    let mut said = named.collect::<Vec<_>>().join("、");
    if lines.len() > 3 {
        said.push_str(&format!("等{}项", lines.len()));
    }
    said
}
