//! Which trainings exist for whom.

use entity::{training, training_audience};
use sea_orm::Condition;
use uuid::Uuid;

use crate::shared::{
    policy::Scope,
    recorded::{self, Part, recorded},
};

recorded! {
    "Training" in training by starts_on (StartsOn),
    with training_department by training_id (TrainingId),
    found as Training, recorded as RecordOutreach
}

impl Part for training_audience::Entity {
    type Of = training::Entity;
    const OF: Self::Column = training_audience::Column::TrainingId;
    const ORDER: Self::Column = training_audience::Column::Kind;

    fn of(row: &Self::Model) -> Uuid {
        row.training_id
    }
}

/// The trainings that exist within `scope`.
pub fn visible(scope: &Scope) -> Condition {
    recorded::visible::<training::Entity>(scope)
}
