//! What was decided against the parties of a case: as it keeps it, and as GraphQL shows it.

use async_graphql::SimpleObject;
use entity::case;
use serde::Deserialize;

use crate::shared::values::Money;

/// What was decided against the parties of a case, as it keeps it.
#[derive(Deserialize)]
pub struct Sanctions {
    warning: bool,
    fine_fen: Option<i64>,
    confiscated_income_fen: Option<i64>,
    confiscated_goods: Option<String>,
    licence_revoked: bool,
}

impl Sanctions {
    /// Its columns, in their order.
    pub const COLUMNS: &[case::Column] = &[
        case::Column::PenaltyWarning,
        case::Column::FineFen,
        case::Column::ConfiscatedIncomeFen,
        case::Column::ConfiscatedGoods,
        case::Column::LicenceRevoked,
    ];

    /// The penalty; none where nothing was imposed.
    pub fn penalty(self) -> Option<Penalty> {
        let punished = self.warning
            || self.fine_fen.is_some_and(|fen| fen > 0)
            || self.confiscated_income_fen.is_some_and(|fen| fen > 0)
            || self.confiscated_goods.is_some()
            || self.licence_revoked;
        punished.then(|| Penalty {
            warning: self.warning,
            fine: Money { fen: self.fine_fen.unwrap_or_default() },
            confiscated_income: Money { fen: self.confiscated_income_fen.unwrap_or_default() },
            confiscated_goods: self.confiscated_goods,
            licence_revoked: self.licence_revoked,
        })
    }
}

impl From<&case::Model> for Sanctions {
    fn from(row: &case::Model) -> Self {
        Self {
            warning: row.penalty_warning,
            fine_fen: row.fine_fen,
            confiscated_income_fen: row.confiscated_income_fen,
            confiscated_goods: row.confiscated_goods.clone(),
            licence_revoked: row.licence_revoked,
        }
    }
}

/// Whether a penalty is on record.
pub fn is_punished(row: &case::Model) -> bool {
    Sanctions::from(row).penalty().is_some()
}

/// What was decided against a party.
#[derive(SimpleObject)]
#[graphql(serial)]
pub struct Penalty {
    /// 警告
    pub warning: bool,
    /// 罚款
    pub fine: Money,
    /// 没收违法所得
    pub confiscated_income: Money,
    /// 没收物品, in words.
    pub confiscated_goods: Option<String>,
    /// 吊销许可证件
    pub licence_revoked: bool,
}
