//! The records of 培训 and 宣传: trainings and publicity events, with those whom they reached.

use entity::{enums, publicity_event, publicity_event_department, training, training_department};
use sea_orm::{
    ColumnTrait,
    sea_query::{Expr, Query, SelectStatement, UnionType},
};

use super::{Extent, RecordKind, answer, exact, lower_bound, one};
use crate::{publicity, trainings};

/// Trainings by their first day.
fn training_rows(extent: &Extent) -> SelectStatement {
    type Link = training_department::Column;
    let visible = trainings::sight::visible(&extent.scope);
    Query::select()
        .from(training::Entity)
        .cond_where(extent.condition::<training_department::Entity>(
            visible,
            (training::Entity, training::Column::RegionKey),
            (training::Entity, training::Column::Id),
            (Link::TrainingId, Link::DepartmentId),
        ))
        .and_where(extent.during(training::Column::StartsOn))
        .to_owned()
}

fn each_training(select: SelectStatement, contribution: Expr, at_least: Expr) -> SelectStatement {
    let (id, on) = (training::Column::Id, training::Column::StartsOn);
    answer(select, RecordKind::Training, id, on.into_expr(), contribution, at_least)
}

/// Every training, or every one of a kind, once.
pub fn all_trainings(extent: &Extent, kind: Option<enums::TrainingKind>) -> SelectStatement {
    let select =
        training_rows(extent).and_where_option(kind.map(|kind| training::Column::Kind.eq(kind))).to_owned();
    each_training(select, one(), exact())
}

/// Every training with the people trained.
pub fn trained_person_times(extent: &Extent) -> SelectStatement {
    let people = training::Column::PersonTimes;
    let select = training_rows(extent).and_where(people.gt(0)).to_owned();
    each_training(select, people.into_expr(), lower_bound(training::Column::PersonTimesAtLeast))
}

/// Every seminar with the companies that came.
pub fn seminar_companies(extent: &Extent) -> SelectStatement {
    let companies = training::Column::Companies;
    let select = training_rows(extent)
        .and_where(companies.gt(0))
        .and_where(training::Column::Kind.eq(enums::TrainingKind::Seminar))
        .to_owned();
    each_training(select, companies.into_expr(), lower_bound(training::Column::CompaniesAtLeast))
}

/// Publicity events by their first day.
fn publicity_rows(extent: &Extent) -> SelectStatement {
    type Link = publicity_event_department::Column;
    let visible = publicity::sight::visible(&extent.scope);
    Query::select()
        .from(publicity_event::Entity)
        .cond_where(extent.condition::<publicity_event_department::Entity>(
            visible,
            (publicity_event::Entity, publicity_event::Column::RegionKey),
            (publicity_event::Entity, publicity_event::Column::Id),
            (Link::PublicityEventId, Link::DepartmentId),
        ))
        .and_where(extent.during(publicity_event::Column::StartsOn))
        .to_owned()
}

fn each_publicity_event(select: SelectStatement, contribution: Expr, at_least: Expr) -> SelectStatement {
    let (id, on) = (publicity_event::Column::Id, publicity_event::Column::StartsOn);
    answer(select, RecordKind::PublicityEvent, id, on.into_expr(), contribution, at_least)
}

/// Every publicity event, once.
pub fn all_publicity_events(extent: &Extent) -> SelectStatement {
    each_publicity_event(publicity_rows(extent), one(), exact())
}

/// Every publicity event with its count of something, where `at_least` marks lower bounds.
pub fn publicity_counts(
    extent: &Extent,
    count: publicity_event::Column,
    at_least: Option<publicity_event::Column>,
) -> SelectStatement {
    let select = publicity_rows(extent).and_where(count.gt(0)).to_owned();
    each_publicity_event(select, count.into_expr(), at_least.map_or_else(exact, lower_bound))
}

/// Every training and every publicity event, once.
pub fn trainings_and_publicity_events(extent: &Extent) -> SelectStatement {
    all_trainings(extent, None).union(UnionType::All, all_publicity_events(extent)).to_owned()
}
