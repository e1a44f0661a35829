//! Who changes what others change or refer to waits for them, and never in a circle: PostgreSQL would end one
//! of two such transactions, and its author would be told of an internal error.

use std::time::Duration;

use entity::{department, hotline};
use futures::future::join_all;
use sea_orm::{EntityTrait, Set};
use serde_json::json;
use tests::{Engine, World, on_each_engine};
use uuid::Uuid;

/// A hotline that is being entered refers to its department; a colleague's new lead takes the department for the
/// sake of its number.
#[test]
fn a_lead_does_not_wait_for_who_refers_to_its_department() {
    on_each_engine(async |world: World| {
        if world.engine == Engine::Sqlite {
            // It has one writer: there all wait for all, in a row.
            return;
        }
        let officer = world.client("officer").await;
        let market = department::Entity::find_by_id(world.department_uuid("market"));
        let market = market.one(&world.app.db.read).await.unwrap().unwrap();
        let other = world.app.db.begin().await.unwrap();
        let hotline = hotline::ActiveModel {
            id: Set(Uuid::now_v7()),
            region_id: Set(market.region_id),
            department_id: Set(Some(market.id)),
            number: Set("12315".to_owned()),
            purpose: Set("消费者投诉举报".to_owned()),
            sort_order: Set(9),
        };
        hotline::Entity::insert(hotline).exec_without_returning(&other).await.unwrap();
        let lead = tokio::time::timeout(Duration::from_secs(10), world.lead(&officer, json!({}))).await;
        assert!(lead.is_ok(), "the lead waits for a transaction that does not concern it");
        other.rollback().await.unwrap();
    });
}

/// A new lead counts as a lead, then as due on its last day; one that is declined stops being due, then a
/// lead. Both are of the same department, and due on the same day.
#[test]
fn leads_registered_and_declined_at_once_do_not_wait_in_a_circle() {
    on_each_engine(async |world: World| {
        let [one, two] = [world.client("officer").await, world.client("officer2").await];
        let leads: Vec<String> = join_all((0..40).map(|_| world.lead(&one, json!({})))).await;
        let declining = join_all(leads.iter().map(|lead| world.step(&one, lead, "DECLINE", json!({}))));
        let registering = join_all((0..40).map(|_| world.lead(&two, json!({}))));
        tokio::join!(declining, registering);
        world.figures_are_right().await;
    });
}
