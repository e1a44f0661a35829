//! What the tests share: a world with offices, departments and one account a role on a database of
//! its own, and clients that ask the API as those people would.
//!
//! A test runs on SQLite, and on PostgreSQL where `SHUANGDA_TEST_POSTGRES` names a server on which
//! databases may be created (`cargo xtask test` starts one).

#![allow(clippy::expect_used, clippy::panic, reason = "these crates are tests")]

pub mod breaks;
pub mod client;
pub mod database;
pub mod demonstration;
pub mod founding;
pub mod records;
pub mod schema;
pub mod visitor;
pub mod workbook;
pub mod world;

pub use client::Client;
pub use database::{Engine, TestDatabase, engines};
pub use demonstration::Demonstration;
pub use visitor::Visitor;
pub use world::World;

/// Runs `test` once for each engine.
pub fn for_each_engine<F: Future<Output = ()>>(test: impl Fn(Engine) -> F) {
    for engine in engines() {
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build();
        match runtime {
            Ok(runtime) => runtime.block_on(test(engine)),
            Err(error) => panic!("no runtime: {error}"),
        }
    }
}

/// Runs `test` once on each engine, each time in a new world.
pub fn on_each_engine<F: Future<Output = ()>>(test: impl Fn(World) -> F) {
    for_each_engine(async |engine| {
        let world = World::new(engine).await;
        let database = world.database.clone();
        test(world).await;
        database.remove().await;
    });
}
