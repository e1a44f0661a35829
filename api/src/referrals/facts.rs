//! What the rules must know of a referral and of who asks, as rows say it.

use entity::{case, referral, referral_item};
use uuid::Uuid;

use super::rules::{self, Actor, Standing};
use crate::shared::{
    caller::Caller,
    policy::{self, Act, Owner},
};

/// Where the referral stands, as the rules see it.
pub fn standing(row: &referral::Model) -> Standing {
    Standing {
        target: row.target,
        status: row.status,
        last_step_on: row.last_step_on,
        is_complex: row.is_complex,
        file_returned: row.file_returned_on.is_some(),
        goods_handed_over: row.goods_handed_over_on.is_some(),
        supervision_suggested: row.supervision_suggested_on.is_some(),
    }
}

/// What the rules must know of `caller` in a referral of `case`; `handles` says whether they handle it
/// with a certificate valid today.
pub fn actor(caller: &Caller, case: &case::Model, to_department_id: Option<Uuid>, handles: bool) -> Actor {
    let owner = Owner { department_id: case.department_id, region_key: case.region_key.clone() };
    let may_send = policy::may(&caller.viewer, Act::HandleCase, &owner);
    let receives = to_department_id == Some(caller.viewer.department_id);
    Actor {
        may_send,
        // Before it is filed a case has no handlers.
        handles: may_send && (handles || case.filed_on.is_none()),
        may_approve: policy::may(&caller.viewer, Act::ApproveCase, &owner),
        may_answer: receives && policy::may(&caller.viewer, Act::HandleCase, &Owner::own(&caller.viewer)),
    }
}

/// What a package of these items lacks.
pub fn lacking(rows: &[referral_item::Model]) -> Vec<entity::enums::ReferralItemKind> {
    rules::missing(|kind| {
        let row = rows.iter().find(|row| row.kind == kind);
        row.map_or((false, false), |row| (row.document.is_some(), row.reason.is_some()))
    })
}
