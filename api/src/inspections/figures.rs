//! What an inspection adds to figures.

use entity::{enums::Measure, inspected_premises, inspection, inspection_officer};
use sea_orm::{ActiveEnum, ColumnTrait, DatabaseTransaction, DbErr, EntityTrait, QueryFilter};

use crate::shared::{
    figures::Contribution,
    loaders::grouped,
    recorded::{Counting, Held},
};

impl Counting for inspection::Entity {
    async fn contributions(
        db: &DatabaseTransaction,
        held: &[Held<Self>],
    ) -> Result<Vec<Vec<Contribution>>, DbErr> {
        let ids = || held.iter().map(|one| one.row.id);
        let officers = inspection_officer::Entity::find()
            .filter(inspection_officer::Column::InspectionId.is_in(ids()))
            .all(db)
            .await?;
        let premises = inspected_premises::Entity::find()
            .filter(inspected_premises::Column::InspectionId.is_in(ids()))
            .all(db)
            .await?;
        let mut officers = grouped(officers, |officer| officer.inspection_id);
        let mut premises = grouped(premises, |visited| visited.inspection_id);
        let of_one = |one: &Held<Self>| {
            let officers = officers.remove(&one.row.id).unwrap_or_default();
            contributions(one, &officers, &premises.remove(&one.row.id).unwrap_or_default())
        };
        Ok(held.iter().map(of_one).collect())
    }
}

fn contributions(
    held: &Held<inspection::Entity>,
    officers: &[inspection_officer::Model],
    premises: &[inspected_premises::Model],
) -> Vec<Contribution> {
    let row = &held.row;
    let by = |record_id, measure| Contribution::one(record_id, measure, row.inspected_on);
    let is_joint = held.departments.len() > 1;
    let mut found = vec![by(row.id, Measure::Inspection).joint(is_joint)];
    if is_joint {
        let took_part = |id: &uuid::Uuid| by(*id, Measure::JointDepartment).once_by(id);
        found.extend(held.departments.iter().map(took_part));
    }
    found.extend(by(row.id, Measure::GoodsChecked).amounting(row.goods_checked, row.goods_checked_at_least));
    found
        .extend(officers.iter().map(|officer| by(officer.id, Measure::OfficerPart).once_by(officer.user_id)));
    found.extend(premises.iter().map(|visited| {
        by(visited.id, Measure::PremisesVisit).detailed(visited.result.to_value()).once_by(&visited.identity)
    }));
    found
}
