//! Indicators as data: what figures count, and the amounts that are entered with records for want of records of their own.

use sea_orm_migration::{
    prelude::*,
    sea_orm::{ConnectionTrait, JsonValue, prelude::Uuid},
};

use crate::{
    builder::{drop_tables, table},
    indicators::{SHIPPED, Shipped},
};

#[derive(DeriveMigrationName)]
pub struct Migration;

const TEXTS: [&str; 9] =
    ["code", "section", "name", "name_en", "unit", "unit_en", "definition", "definition_en", "region_key"];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let mut indicators = table("indicators").id().int("position");
        for name in TEXTS {
            indicators = indicators.text(name);
        }
        for name in ["measures", "kinds", "details", "entered_with", "owed_by"] {
            indicators = indicators.json(name);
        }
        indicators
            .text("level")
            .text("tally")
            .date_null("valid_from")
            .date_null("valid_to")
            .int("version")
            .unique(&["code"])
            .index(&["region_key"])
            .create(manager)
            .await?;
        table("record_amounts")
            .uuid("record_id")
            .belongs_to("indicator_id", "indicators")
            .bigint("amount")
            .flag("at_least")
            .primary_key(&["record_id", "indicator_id"])
            .create(manager)
            .await?;
        // What is counted once however often is read from the lines: from this index alone.
        let distinct = "CREATE INDEX ix_figure_lines_distinct ON figure_lines (measure, day, distinct_by, region_key, \
                        department_id, for_region, kind, detail) WHERE reversed_at IS NULL AND distinct_by <> ''";
        manager.get_connection().execute_unprepared(distinct).await?;
        ship(manager).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .drop_index(Index::drop().name("ix_figure_lines_distinct").table("figure_lines").to_owned())
            .await?;
        drop_tables(manager, &["record_amounts", "indicators"]).await
    }
}

async fn ship(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let rows = (1_i32..).zip(SHIPPED).map(|(number, shipped)| (number, number, shipped));
    insert(manager, rows).await
}

/// Writes indicators of the platform's: the number of which each key is made, its place, and the indicator.
pub(crate) async fn insert(
    manager: &SchemaManager<'_>,
    rows: impl Iterator<Item = (i32, i32, &'static Shipped)>,
) -> Result<(), DbErr> {
    let mut insert = Query::insert();
    insert.into_table("indicators").columns(["id", "position"].into_iter().chain(TEXTS).chain([
        "measures",
        "kinds",
        "details",
        "entered_with",
        "owed_by",
        "level",
        "tally",
        "version",
    ]));
    for (number, position, shipped) in rows {
        let [name, name_en] = shipped.name;
        let [unit, unit_en] = shipped.unit;
        let [definition, definition_en] = shipped.definition;
        let list = |values: &[&str]| {
            Expr::val(JsonValue::from(values.iter().map(|value| JsonValue::from(*value)).collect::<Vec<_>>()))
        };
        insert.values_panic([
            Expr::val(Uuid::from_u128(number.unsigned_abs().into())),
            Expr::val(position),
            Expr::val(shipped.code),
            Expr::val(shipped.group),
            Expr::val(name),
            Expr::val(name_en),
            Expr::val(unit),
            Expr::val(unit_en),
            Expr::val(definition),
            Expr::val(definition_en),
            Expr::val(""),
            list(shipped.measures),
            list(shipped.kinds),
            list(shipped.details),
            list(shipped.entered_with),
            list(&[]),
            Expr::val(shipped.level),
            Expr::val(shipped.tally),
            Expr::val(1),
        ]);
    }
    manager.exec_stmt(insert).await
}
