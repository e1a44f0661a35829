//! Global ids: opaque to clients, a kind and a UUID to us. The kind keeps an id of one type from
//! being taken for one of another.

use async_graphql::ID;
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use uuid::Uuid;

/// The kinds, once for the enum and the list of all.
macro_rules! kinds {
    ($($name:ident = $number:literal,)+) => {
        /// What a global id names.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[repr(u8)]
        #[allow(missing_docs, reason = "each is the GraphQL type of the same name")]
        pub enum Kind { $($name = $number,)+ }

        const KINDS: &[Kind] = &[$(Kind::$name,)+];
    };
}

kinds! {
    Region = 1,
    Department = 2,
    User = 3,
    JointAction = 4,
    ActionTask = 5,
    Inspection = 6,
    InspectionOfficer = 7,
    InspectedPremises = 8,
    Party = 9,
    Case = 10,
    CaseEvent = 11,
    Training = 12,
    PublicityEvent = 13,
    Referral = 14,
    CaseApproval = 20,
    Deconfliction = 50,
    BlacklistEntry = 51,
    BlacklistRule = 52,
    Notification = 15,
    Clock = 16,
    ClockRule = 17,
    ProsecutionThreshold = 30,
    LegalReviewAmount = 31,
    SavedView = 40,
    Attachment = 70,
    Seizure = 80,
    SeizedGoods = 81,
    GoodsDisposal = 82,
    Supervision = 83,
    Person = 60,
    TodoItem = 61,
    SupervisionEntry = 84,
    AccountRequest = 90,
    RuleChange = 91,
    Indicator = 92,
    LeagueAppeal = 93,
    MonthlyReport = 94,
    OfficeDocument = 95,
    BulletinItem = 96,
    CaseDocument = 97,
    DocumentTemplate = 98,
    Import = 99,
}

impl Kind {
    /// The kind of the GraphQL type of this name; none where it has no global id.
    pub fn named(object_type: &str) -> Option<Self> {
        KINDS.iter().copied().find(|kind| format!("{kind:?}") == object_type)
    }
}

/// The global id of the `kind` with `id`.
pub fn encode(kind: Kind, id: Uuid) -> ID {
    let mut bytes = [0; 17];
    bytes[0] = kind as u8;
    bytes[1..].copy_from_slice(id.as_bytes());
    ID(URL_SAFE_NO_PAD.encode(bytes))
}

/// What a global id names; `None` where it is none of ours.
pub fn decode(id: &str) -> Option<(Kind, Uuid)> {
    let bytes: [u8; 17] = URL_SAFE_NO_PAD.decode(id).ok()?.try_into().ok()?;
    let kind = KINDS.iter().copied().find(|kind| *kind as u8 == bytes[0])?;
    Some((kind, Uuid::from_slice(&bytes[1..]).ok()?))
}

/// The UUID within a global id that must be of `kind`.
pub fn decode_as(kind: Kind, id: &str) -> Option<Uuid> {
    decode(id).and_then(|(found, id)| (found == kind).then_some(id))
}

/// The UUID that an input's global id names. One that is not of `kind` becomes the nil UUID, which
/// names nothing, so that it is answered like any other id that does not exist.
pub fn named(kind: Kind, id: &ID) -> Uuid {
    decode_as(kind, id).unwrap_or_default()
}

/// The same of an id that may be left out.
pub fn optional(kind: Kind, id: &Option<ID>) -> Option<Uuid> {
    id.as_ref().map(|id| named(kind, id))
}

/// The user whom an input's global id names: as a person, or by their account.
pub fn person(id: &ID) -> Uuid {
    decode_as(Kind::Person, id).unwrap_or_else(|| named(Kind::User, id))
}

/// The same of each of an input's ids.
pub fn people(ids: &[ID]) -> Vec<Uuid> {
    ids.iter().map(person).collect()
}

/// The UUIDs of each of an input's ids.
pub fn all_named(kind: Kind, ids: &[ID]) -> Vec<Uuid> {
    ids.iter().map(|id| named(kind, id)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_comes_back_and_only_as_its_own_kind() {
        for &kind in KINDS {
            let id = Uuid::now_v7();
            let global = encode(kind, id);
            assert_eq!(decode(&global), Some((kind, id)));
            let other = KINDS.iter().copied().find(|other| *other != kind).unwrap();
            assert_eq!(decode_as(other, &global), None);
        }
        for wrong in ["", "x", "AAAAAAAAAAAAAAAAAAAAAAA", "雷雨", &"A".repeat(10_000)] {
            assert_eq!(decode(wrong), None);
        }
    }
}
