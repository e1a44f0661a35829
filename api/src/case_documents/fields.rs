//! What a case's own fields say in a document.

use std::collections::HashMap;

use chrono::NaiveDate;
use entity::{
    case, case_handler, case_party, certificate, department,
    enums::{PartyRole, ReferralTarget},
    party, referral, user,
};
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder};
use uuid::Uuid;
use vocabulary::{CaseDocumentField as Field, Term};

use crate::{
    cases::penalty::Sanctions,
    exports::official,
    parties::particulars,
    referrals,
    shared::{
        policy::Scope,
        values::{Money, yuan},
    },
};

/// What the fields of the case say by their names, to who sees records within `scope`; what the case does not know is not
/// among them.
///
/// # Errors
///
/// The database's.
pub async fn values(
    db: &impl ConnectionTrait,
    scope: &Scope,
    case: &case::Model,
    department: &department::Model,
    on: NaiveDate,
) -> Result<HashMap<String, String>, DbErr> {
    let respondents = respondents(db, scope, case.id).await?;
    let handlers = handlers(db, case.id).await?;
    let referred_to = referred_to(db, scope, case.id).await?;
    let of_parties = |said: &dyn Fn(&Respondent) -> Option<String>| {
        let said: Vec<String> = respondents.iter().filter_map(said).collect();
        // Which of several it is of would not be known where one of them lacks it.
        (said.len() == respondents.len()).then(|| joined(said)).flatten()
    };
    let value = |field| match field {
        Field::CaseNumber => Some(case.number.clone()),
        Field::CaseTitle => Some(case.title.clone()),
        Field::CaseKind => Some(case.kind.label().zh.to_owned()),
        Field::Source => Some(case.source.label().zh.to_owned()),
        Field::Parties => of_parties(&|party| Some(party.name.clone())),
        Field::CreditCode => of_parties(&|party| party.credit_code.clone()),
        Field::Address => of_parties(&|party| party.address.clone()),
        Field::LegalRepresentative => of_parties(&|party| party.legal_representative.clone()),
        Field::Summary => case.summary.clone(),
        Field::Amount => case.amount_fen.map(|fen| yuan(fen).zh),
        Field::ReceivedOn => Some(official::date(case.received_on)),
        Field::AcceptedOn => case.accepted_on.map(official::date),
        Field::FiledOn => case.filed_on.map(official::date),
        Field::DecidedOn => case.decided_on.map(official::date),
        Field::Handlers => joined(handlers.iter().map(|(name, _)| name.clone())),
        Field::Certificates => joined(handlers.iter().filter_map(|(_, number)| number.clone())),
        Field::Penalty => penalty(case),
        Field::ReferredTo => referred_to.clone(),
        Field::Department => Some(department.name.clone()),
        Field::IssuedOn => Some(official::date(on)),
    };
    let said =
        |field: &Field| value(*field).map(|value| (field.label().zh.to_owned(), value.trim().to_owned()));
    Ok(Field::ALL.iter().filter_map(said).filter(|(_, value)| !value.is_empty()).collect())
}

struct Respondent {
    name: String,
    credit_code: Option<String>,
    address: Option<String>,
    legal_representative: Option<String>,
}

async fn respondents(
    db: &impl ConnectionTrait,
    scope: &Scope,
    case_id: Uuid,
) -> Result<Vec<Respondent>, DbErr> {
    let rows = case_party::Entity::find()
        .find_also_related(party::Entity)
        .filter(case_party::Column::CaseId.eq(case_id))
        .filter(case_party::Column::Role.eq(PartyRole::Respondent))
        .order_by_asc(case_party::Column::PartyId)
        .all(db)
        .await?;
    let known = particulars::of(db, scope, rows.iter().map(|(link, _)| link.party_id)).await?;
    let respondent = |(link, party): (case_party::Model, Option<party::Model>)| {
        let own = known.get(&link.party_id).and_then(|rows| rows.first());
        Respondent {
            name: link.name,
            credit_code: party.and_then(|party| party.credit_code),
            address: own.and_then(|own| own.address.clone()),
            legal_representative: own.and_then(|own| own.legal_representative.clone()),
        }
    };
    Ok(rows.into_iter().map(respondent).collect())
}

/// Who handles the case, who answers for it first, each with the number of the last licence.
async fn handlers(db: &impl ConnectionTrait, case_id: Uuid) -> Result<Vec<(String, Option<String>)>, DbErr> {
    let rows = case_handler::Entity::find()
        .find_also_related(user::Entity)
        .filter(case_handler::Column::CaseId.eq(case_id))
        .order_by_desc(case_handler::Column::IsLead)
        .order_by_asc(case_handler::Column::UserId)
        .all(db)
        .await?;
    let held: HashMap<Uuid, String> = certificate::Entity::find()
        .filter(certificate::Column::UserId.is_in(rows.iter().map(|(link, _)| link.user_id)))
        .order_by_asc(certificate::Column::ValidTo)
        .all(db)
        .await?
        .into_iter()
        .map(|held| (held.user_id, held.number))
        .collect();
    let handler = |(link, user): (case_handler::Model, Option<user::Model>)| {
        Some((user?.display_name, held.get(&link.user_id).cloned()))
    };
    Ok(rows.into_iter().filter_map(handler).collect())
}

/// To whom the case was referred last.
async fn referred_to(
    db: &impl ConnectionTrait,
    scope: &Scope,
    case_id: Uuid,
) -> Result<Option<String>, DbErr> {
    let last = referral::Entity::find()
        .find_also_related(department::Entity)
        .filter(referral::Column::CaseId.eq(case_id))
        .filter(referrals::sight::visible(scope))
        .order_by_desc(referral::Column::Id)
        .one(db)
        .await?;
    Ok(last.and_then(|(referral, department)| match referral.target {
        ReferralTarget::Region => referral.to_region_name,
        _ => department.map(|department| department.name).or(referral.to_organ_name),
    }))
}

/// The penalty, as a decision lists it.
fn penalty(case: &case::Model) -> Option<String> {
    let penalty = Sanctions::from(case).penalty()?;
    let amount = |what: &str, money: Money| (money.fen > 0).then(|| format!("{what}{}", yuan(money.fen).zh));
    let parts = [
        penalty.warning.then(|| "警告".to_owned()),
        amount("罚款", penalty.fine),
        amount("没收违法所得", penalty.confiscated_income),
        penalty.confiscated_goods.map(|goods| format!("没收{goods}")),
        penalty.licence_revoked.then(|| "吊销许可证件".to_owned()),
    ];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    (!parts.is_empty()).then(|| parts.join("；"))
}

fn joined(said: impl IntoIterator<Item = String>) -> Option<String> {
    let said: Vec<String> = said.into_iter().collect();
    (!said.is_empty()).then(|| said.join("、"))
}
