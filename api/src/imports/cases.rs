//! A row of the ledger of cases, with the parties that it names.

use chrono::NaiveDate;
use entity::enums::{CaseKind, CaseSource, PartyKind, PartyRole};

use super::{cells::word, names::Names, stating::Stating};
use crate::{
    cases::flow::{
        ledger::LedgerCase,
        register::{CasePart, CaseText, NewLead},
        steps::NewPenalty,
    },
    parties::service::{self, NewParty, PartyText, Registration},
    shared::{
        caller::Caller,
        change::Change,
        errors::{Failure, Problem, UserErrorCode},
        ids::{self, Kind},
    },
};

/// The case that the row states.
///
/// # Errors
///
/// The database's.
pub async fn state(
    change: &Change,
    caller: &Caller,
    row: &mut Stating<'_>,
    names: &Names,
) -> Result<LedgerCase, Failure> {
    let own = names.own();
    if let Some(department) = row.text("department")
        && ![&own.name, &own.short_name].into_iter().any(|name| word(name) == word(&department))
    {
        let zh = format!("只能导入本部门（{}）的案件", own.short_name);
        let en = format!("Only cases of one's own department ({}) are taken in", own.short_name);
        row.fault("department", UserErrorCode::Forbidden, zh, en);
    }
    let text = CaseText {
        marks: row.choices("marks"),
        focus_areas: row.choices("focusAreas"),
        action_id: names.action(row),
        parties: parties(change, caller, row).await?,
        amount: row.money("amount"),
        illegal_income: row.money("illegalIncome"),
        recovered_loss: row.money("recoveredLoss"),
        summary: row.text("summary"),
        ..CaseText::of(row.text("title").unwrap_or_default(), row.choice("kind").unwrap_or(CaseKind::Other))
    };
    let [received_on, accepted_on, filed_on, decided_on, closed_on] = days(row);
    let penalty = NewPenalty {
        warning: row.flag("penalty.warning"),
        fine: row.money("penalty.fine"),
        confiscated_income: row.money("penalty.confiscatedIncome"),
        confiscated_goods: row.text("penalty.confiscatedGoods"),
        licence_revoked: row.flag("penalty.licenceRevoked"),
    };
    let unread = ["penalty.warning", "penalty.fine", "penalty.confiscatedIncome", "penalty.licenceRevoked"]
        .into_iter()
        .any(|path| row.is_wrong(path));
    Ok(LedgerCase {
        lead: NewLead {
            number: row.text("number"),
            text,
            source: row.choice("source").unwrap_or(CaseSource::Other),
            received_on: received_on.unwrap_or(change.today),
            department_id: Some(own.id),
            inspection_id: None,
            informant: None,
        },
        accepted_on,
        filed_on,
        decided_on,
        closed_on,
        due_on: row.day("dueOn"),
        outcome: row.choice("outcome"),
        status: row.choice("status"),
        // What can't be read is a penalty all the same.
        penalty: NewPenalty { warning: penalty.warning || unread, ..penalty },
        documents: row.texts("documents"),
    })
}

/// The days of its stages. One that can't be read is taken for the one before, and the first for the earliest, so that
/// nothing else is said of the others.
fn days(row: &mut Stating<'_>) -> [Option<NaiveDate>; 5] {
    const PATHS: [&str; 5] = ["receivedOn", "acceptedOn", "filedOn", "decidedOn", "closedOn"];
    let mut days = PATHS.map(|path| row.day(path));
    days[0] = days[0].or_else(|| days.iter().flatten().min().copied());
    for place in 1..days.len() {
        if row.is_wrong(PATHS[place]) {
            days[place] = days[..place].iter().flatten().max().copied();
        }
    }
    days
}

/// The parties that the row names: known by their code or their name, or else registered where it says what they are.
async fn parties(change: &Change, caller: &Caller, row: &mut Stating<'_>) -> Result<Vec<CasePart>, Failure> {
    let names = row.texts("parties");
    let code = row.text("creditCode");
    let kind: Option<PartyKind> = row.choice("partyKind");
    if code.is_some() && names.len() != 1 {
        let (zh, en) = ("填写统一社会信用代码的，当事人应为一个", "A credit code goes with one party");
        row.fault("creditCode", UserErrorCode::Invalid, zh.to_owned(), en.to_owned());
        return Ok(Vec::new());
    }
    let mut parts = Vec::new();
    for name in names {
        let known = match code {
            Some(_) => Vec::new(),
            None => service::called(&change.transaction, caller, &name).await?,
        };
        let id = match (known.as_slice(), kind.or(code.as_ref().map(|_| PartyKind::Business))) {
            ([id], _) => *id,
            ([], Some(kind)) => match register(change, caller, kind, &name, code.clone()).await {
                Ok(Registration::Done { party, .. }) => party.id,
                Ok(Registration::Twins(twins)) => {
                    let alike: Vec<_> = twins.iter().map(|twin| twin.party.name.as_str()).take(3).collect();
                    let alike = alike.join("、");
                    let zh = format!(
                        "“{name}”与已登记的“{alike}”可能是同一当事人：请改为该名称，或先在平台上登记"
                    );
                    let en = format!(
                        "\"{name}\" may be the same as \"{alike}\": write it so, or register it first"
                    );
                    row.fault("parties", UserErrorCode::Duplicate, zh, en);
                    continue;
                }
                Err(Failure::Rejected(problems)) => {
                    let of_party = |mut problem: Problem| {
                        if problem.path.first().is_none_or(|first| first != "creditCode") {
                            problem.path = vec!["parties".to_owned()];
                        }
                        problem
                    };
                    row.refuse(problems.into_iter().map(of_party).collect());
                    continue;
                }
                Err(other) => return Err(other),
            },
            ([], None) => {
                let zh =
                    format!("“{name}”尚未登记：请填写统一社会信用代码，或在“当事人类型”中注明单位或个人");
                let en = format!("\"{name}\" is not on record: state the credit code or the kind of party");
                row.fault("parties", UserErrorCode::NotFound, zh, en);
                continue;
            }
            _ => {
                let zh = format!("有多个名为“{name}”的当事人，请填写统一社会信用代码");
                let en = format!("Several parties are called \"{name}\": state the credit code");
                row.fault("parties", UserErrorCode::Invalid, zh, en);
                continue;
            }
        };
        parts.push(CasePart { party_id: ids::encode(Kind::Party, id), role: PartyRole::Respondent });
    }
    Ok(parts)
}

async fn register(
    change: &Change,
    caller: &Caller,
    kind: PartyKind,
    name: &str,
    credit_code: Option<String>,
) -> Result<Registration, Failure> {
    let text = PartyText {
        name: name.to_owned(),
        name_since: None,
        address: None,
        phone: None,
        legal_representative: None,
        region_code: None,
        remarks: None,
    };
    let new = NewParty { kind, credit_code, id_number: None, text, confirmed_distinct: false };
    service::register_within(change, caller, new).await
}
