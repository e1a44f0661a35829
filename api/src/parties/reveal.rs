//! A person's identity number in full: on request, with a reason, and never without a row in the
//! audit log. Everywhere else it is masked.

use entity::party;
use sea_orm::{EntityTrait, QueryFilter};
use uuid::Uuid;

use super::{
    particulars,
    sight::{named, shown},
};
use crate::shared::{
    audit::Record,
    caller::Caller,
    change,
    errors::{Failure, Problem, UserErrorCode},
    input::{Checks, NAME},
    policy::{self, Act, Owner},
};

/// The identity number of the party with `id`, logged with `reason` before it is answered.
///
/// # Errors
///
/// Where the caller may not, or no record that they may see names the person.
pub async fn reveal(caller: &Caller, id: Uuid, reason: &str) -> Result<String, Failure> {
    let change = change::begin_once(caller).await?;
    let db = &change.transaction;
    let seen = party::Entity::find_by_id(id).filter(shown(&caller.records()));
    let party = seen.one(db).await?.ok_or_else(|| Problem::not_found("partyId"))?;
    if !policy::may(&caller.viewer, Act::RevealIdentityNumber, &Owner::own(&caller.viewer)) {
        return Err(change.deny(caller, "revealIdentityNumber", "Party", Some(id)).await);
    }
    let mut checks = Checks::default();
    let reason = checks.text("reason", reason, NAME);
    checks.finish()?;
    let Some(cipher) = &party.id_number_cipher else {
        let (zh, en) = ("该当事人未登记身份证件号码", "No identity number is on record");
        return Err(Problem::new(UserErrorCode::Invalid, "partyId", zh, en).into());
    };
    let by_record = party::Entity::find_by_id(id).filter(named(&caller.records()));
    if by_record.one(db).await?.is_none() {
        let problems = vec![no_record()];
        return Err(change.deny_saying(caller, "revealIdentityNumber", "Party", Some(id), problems).await);
    }
    let number = caller.app.secrets.decrypt_identity_number(cipher, id)?;
    let record = Record {
        action: "revealIdentityNumber".to_owned(),
        object_type: "Party",
        object_id: Some(id),
        detail: serde_json::json!({ "masked": party.id_number_masked, "reason": reason }),
    };
    change.concerns(particulars::regions(db, id).await?);
    change.commit(record).await?;
    Ok(number)
}

/// That somebody's number is on record discloses nothing of them.
fn no_record() -> Problem {
    Problem::new(
        UserErrorCode::Forbidden,
        "partyId",
        "没有涉及该当事人的案件或者检查记录，不能查看其身份证件号码",
        "No case or inspection that you may see names this person: the number can't be read",
    )
}
