//! Who reported a case (举报人). The name and the telephone are encrypted; only the department that
//! handles the case and the office may read them, one at a time, for a reason, and each reading is in
//! the audit log.

use async_graphql::SimpleObject;
use entity::case_informant;
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, PaginatorTrait, QueryFilter,
};
use uuid::Uuid;

use super::{
    service::{load, record},
    sight::owner,
};
use crate::shared::{
    caller::Caller,
    change::{self, Change},
    errors::{Failure, Problem},
    input::{Checks, LONG, NAME},
    policy::{self, Act},
};

/// Who reported it, as it is registered.
#[derive(Clone, Debug)]
pub struct NewInformant {
    /// None for who wants to stay anonymous.
    pub name: Option<String>,
    /// Where to reach them.
    pub telephone: Option<String>,
}

/// What everybody who sees the case may know of its informant.
#[derive(SimpleObject)]
pub struct Informant {
    /// They gave no name, and need not be told.
    pub anonymous: bool,
    /// They left a telephone number.
    pub has_telephone: bool,
    /// They were told what came of it.
    pub told: bool,
    /// Whether the viewer may read the name, with `revealInformant`.
    pub viewer_can_reveal: bool,
}

/// The informant in full.
#[derive(SimpleObject)]
pub struct RevealedInformant {
    /// The name; none for who wants to stay anonymous.
    pub name: Option<String>,
    /// The telephone.
    pub telephone: Option<String>,
}

/// The informant's name and telephone, cleaned; nothing where both are blank.
pub fn cleaned(checks: &mut Checks, informant: NewInformant) -> NewInformant {
    NewInformant {
        name: checks.optional("informant.name", informant.name.as_deref(), NAME),
        telephone: checks.optional("informant.telephone", informant.telephone.as_deref(), NAME),
    }
}

/// Keeps who reported the case.
///
/// # Errors
///
/// The database's, and where the system has no randomness to give.
pub async fn keep(
    change: &Change,
    caller: &Caller,
    case_id: Uuid,
    informant: NewInformant,
) -> Result<(), Failure> {
    let sealed = |text: Option<String>| {
        text.map(|text| caller.app.secrets.seal(&text, case_id)).transpose().map_err(Failure::Internal)
    };
    case_informant::Entity::insert(case_informant::ActiveModel {
        case_id: Set(case_id),
        name_cipher: Set(sealed(informant.name)?),
        telephone_cipher: Set(sealed(informant.telephone)?),
    })
    .exec_without_returning(&change.transaction)
    .await?;
    Ok(())
}

/// Whether somebody reported the case who gave a name, and so must be told what came of it.
///
/// # Errors
///
/// The database's.
pub async fn is_named(db: &impl ConnectionTrait, case_id: Uuid) -> Result<bool, DbErr> {
    let named = case_informant::Entity::find_by_id(case_id)
        .filter(case_informant::Column::NameCipher.is_not_null())
        .count(db)
        .await?;
    Ok(named > 0)
}

/// Shows who reported the case, and logs that.
///
/// # Errors
///
/// Where there is none, or the caller may not read the name.
pub async fn reveal(caller: &Caller, case_id: Uuid, reason: &str) -> Result<RevealedInformant, Failure> {
    let change = change::begin_once(caller).await?;
    let row = load(&change, caller, case_id).await?;
    if !policy::may(&caller.viewer, Act::ReadInformant, &owner(&row)) {
        return Err(change.deny(caller, "revealInformant", "Case", Some(case_id)).await);
    }
    let mut checks = Checks::default();
    let reason = checks.text("reason", reason, LONG);
    checks.finish()?;
    let found = case_informant::Entity::find_by_id(case_id).one(&change.transaction).await?;
    let Some(found) = found else { return Err(Problem::not_found("id").into()) };
    let open = |sealed: Option<String>| {
        sealed
            .map(|sealed| caller.app.secrets.unseal(&sealed, case_id))
            .transpose()
            .map_err(Failure::Internal)
    };
    let informant =
        RevealedInformant { name: open(found.name_cipher)?, telephone: open(found.telephone_cipher)? };
    let detail = serde_json::json!({ "number": row.number, "reason": reason });
    change.commit(record("revealInformant", case_id, detail)).await?;
    Ok(informant)
}
