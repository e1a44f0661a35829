//! A row of the ledger of inspections, as an outing: one day, one place, one or several premises.

use sea_orm::{ConnectionTrait, DbErr};
use vocabulary::PremisesResult;

use super::{names::Names, stating::Stating};
use crate::{
    inspections::service::{InspectedPremisesInput, Outing},
    shared::{
        errors::{Problem, UserErrorCode},
        values::Date,
    },
};

/// The outing that the row states.
///
/// # Errors
///
/// The database's.
pub async fn state(
    db: &impl ConnectionTrait,
    row: &mut Stating<'_>,
    names: &mut Names,
    today: chrono::NaiveDate,
) -> Result<Outing, DbErr> {
    let participant_ids = names.participants(row);
    Ok(Outing {
        action_id: names.action(row),
        inspected_on: Date(row.day("inspectedOn").unwrap_or(today)),
        place: row.text("place").unwrap_or_default(),
        officer_ids: names.officers(db, row, &participant_ids).await?,
        participant_ids,
        amounts: Vec::new(),
        premises: premises(row),
        goods_checked: row.quantity("goodsChecked"),
        findings: row.text("findings"),
    })
}

/// The premises that the row lists; addresses and results are listed in the same order, or one for all.
fn premises(row: &mut Stating<'_>) -> Vec<InspectedPremisesInput> {
    let names = row.texts("premises.*.name");
    // One address may hold commas.
    let addresses = match names.len() {
        0 | 1 => row.text("premises.*.address").into_iter().collect(),
        _ => row.texts("premises.*.address"),
    };
    let results = row.choices::<PremisesResult>("premises.*.result");
    for (path, found) in [("premises.*.address", addresses.len()), ("premises.*.result", results.len())] {
        if found > 1 && found != names.len() {
            let zh = format!("填写了{found}项，应为一项，或与被检查单位逐一对应（{}项）", names.len());
            let en = format!("{found} are listed: one, or one for each of the {} premises", names.len());
            row.fault(path, UserErrorCode::Invalid, zh, en);
        }
    }
    let of = |place: usize, among: usize| if among == 1 { 0 } else { place };
    let visit = |(place, name)| InspectedPremisesInput {
        name,
        address: addresses.get(of(place, addresses.len())).cloned(),
        party_id: None,
        result: results.get(of(place, results.len())).copied().unwrap_or(PremisesResult::NoIssue),
        note: None,
    };
    names.into_iter().enumerate().map(visit).collect()
}

/// Of what the service found wrong, what remains where the day is unknown: nobody's certificate can be judged.
pub fn judged(row: &Stating<'_>, problems: Vec<Problem>) -> Vec<Problem> {
    let unknown = row.is_wrong("inspectedOn");
    let remains = |problem: &Problem| !(unknown && problem.code == UserErrorCode::CertificateInvalid);
    problems.into_iter().filter(remains).collect()
}
