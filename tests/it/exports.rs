//! The ledger of cases as a workbook: what the list shows, no more and no less, and logged.

use std::{collections::HashSet, io::Cursor};

use base64::{Engine, engine::general_purpose::STANDARD};
use calamine::{Data, DataType, Reader, Xlsx};
use entity::case;
use sea_orm::{EntityTrait, IntoActiveModel};
use serde_json::{Value, json};
use shuangda::shared::ids;
use tests::{Client, World, on_each_engine};
use uuid::Uuid;

/// The rows of the ledger of cases that is asked for, headings first.
pub async fn ledger(client: &Client, input: Value) -> Vec<Vec<Data>> {
    workbook(client, "exportCases", input).await
}

/// The rows of the workbook that a mutation writes, headings first.
async fn workbook(client: &Client, mutation: &str, input: Value) -> Vec<Vec<Data>> {
    let payload = client.succeed(mutation, input, "file { name mediaType rows content }").await;
    let file = &payload["file"];
    assert!(file["name"].as_str().unwrap().ends_with(".xlsx"));
    let bytes = STANDARD.decode(file["content"].as_str().unwrap()).unwrap();
    let mut workbook: Xlsx<_> = calamine::open_workbook_from_rs(Cursor::new(bytes)).unwrap();
    let sheet = workbook.worksheet_range_at(0).unwrap().unwrap();
    let rows: Vec<Vec<Data>> = sheet.rows().map(<[Data]>::to_vec).collect();
    assert_eq!(file["rows"], rows.len() - 1);
    rows
}

#[test]
fn a_workbook_holds_what_the_list_shows_and_nothing_else() {
    on_each_engine(|world| async move {
        let officer = world.client("officer").await;
        let formula = json!({ "title": "=1+1 雷雨商标案", "amount": "12345.67", "kind": "TRADEMARK" });
        world.lead(&officer, formula).await;
        world.lead(&officer, json!({ "title": "假冒专利案", "kind": "COUNTERFEIT_PATENT" })).await;
        let culture = world.client("culture_officer").await;
        world.lead(&culture, json!({ "title": "盗版图书案", "kind": "COPYRIGHT" })).await;

        let columns = json!(["TITLE", "KIND", "STATUS", "RECEIVED_ON", "AMOUNT"]);
        let input = json!({ "filter": { "kind": ["TRADEMARK"] }, "columns": columns });
        let rows = ledger(&officer, input).await;
        assert_eq!(rows.len(), 2, "{rows:?}");
        assert_eq!(rows[0][0].as_string().unwrap(), "案件名称");
        // A title is a text, whatever a spreadsheet would make of it.
        assert_eq!(rows[1][0], Data::String("=1+1 雷雨商标案".into()));
        assert_eq!(rows[1][1].as_string().unwrap(), "商标侵权");
        assert_eq!(rows[1][3].as_date().unwrap().to_string(), world.today().to_string());
        assert_eq!(rows[1][4].as_f64(), Some(12345.67));

        let all = json!({ "columns": ["TITLE", "DEPARTMENT"], "orderBy": { "field": "NUMBER", "direction": "ASC" } });
        assert_eq!(ledger(&officer, all.clone()).await.len(), 3);
        assert_eq!(ledger(&world.client("office").await, all.clone()).await.len(), 4);
        assert_eq!(ledger(&world.client("county_officer").await, all).await.len(), 1);

        let auditor = world.client("auditor").await;
        let log = "{ auditEntries(first: 10, filter: { action: \"exportCases\" }) { nodes { action } } }";
        let entries = auditor.data(log, json!({})).await;
        let logged = entries["auditEntries"]["nodes"].as_array().unwrap();
        assert_eq!(logged.len(), 4, "{entries:#}");
    });
}

/// Twelve hundred cases received on one day: the walk over them has only the key to go by.
async fn many(world: &World, like: &str) {
    let (_, id) = ids::decode(like).unwrap();
    let db = world.app.db.writer();
    let row = case::Entity::find_by_id(id).one(db).await.unwrap().unwrap();
    let copy = |number| case::Model { id: Uuid::now_v7(), number: format!("抄{number}"), ..row.clone() };
    let copies: Vec<_> = (0..1_200).map(|number| copy(number).into_active_model()).collect();
    for chunk in copies.chunks(100) {
        case::Entity::insert_many(chunk.to_vec()).exec_without_returning(db).await.unwrap();
    }
}

#[test]
fn a_workbook_walks_through_every_page_once() {
    on_each_engine(|world| async move {
        let officer = world.client("officer").await;
        let lead = world.lead(&officer, json!({})).await;
        many(&world, &lead).await;
        for direction in ["ASC", "DESC"] {
            let order = json!({ "field": "DUE_ON", "direction": direction });
            let rows = ledger(&officer, json!({ "columns": ["NUMBER"], "orderBy": order })).await;
            let numbers: HashSet<_> = rows[1..].iter().map(|row| row[0].to_string()).collect();
            assert_eq!((rows.len(), numbers.len()), (1 + 1_201, 1_201), "{direction}");
        }
    });
}

#[test]
fn a_workbook_needs_columns() {
    on_each_engine(|world| async move {
        let officer = world.client("officer").await;
        assert_eq!(officer.refused("exportCases", json!({ "columns": [] })).await, ["REQUIRED"]);
    });
}

/// The workbook of a summary says what the summary says, figure by figure, beside the year before and across.
#[test]
fn a_summary_s_workbook_says_what_the_summary_says() {
    on_each_engine(|world| async move {
        let (office, officer) = (world.client("office").await, world.client("officer").await);
        world.inspection(&officer, json!({ "goodsChecked": { "value": 7500, "atLeast": true } })).await;
        let case = world.lead(&officer, json!({})).await;
        world.step(&officer, &case, "ACCEPT", json!({})).await;
        let period = json!({ "from": "2026-01-01", "to": "2026-12-31" });
        let shown = "query($period: DateRangeInput!) { workSummary(regionCode: \"430600\", period: $period) {
            figures { label unit value atLeast }
            breakdown(by: DEPARTMENT) { label figures { value atLeast } } } }";
        let shown = office.data(shown, json!({ "period": period })).await["workSummary"].clone();
        let written = |figure: &Value| match figure["atLeast"] == true {
            true => Data::String(format!("{}余", figure["value"].as_str().unwrap())),
            false => Data::Float(figure["value"].as_str().unwrap().parse().unwrap()),
        };
        let input = json!({ "regionCode": "430600", "period": period });
        let beside = workbook(&office, "exportWorkSummary", input.clone()).await;
        let mut across = input.clone();
        across["across"] = json!("DEPARTMENT");
        let across = workbook(&office, "exportWorkSummary", across).await;
        let parts = shown["breakdown"].as_array().unwrap();
        assert_eq!(across[0].len(), 4 + parts.len());
        for (place, figure) in shown["figures"].as_array().unwrap().iter().enumerate() {
            let label = figure["label"].as_str().unwrap();
            let of = |rows: &[Vec<Data>]| rows.iter().find(|row| row[1] == label).unwrap().clone();
            let (one, laid_out) = (of(&beside), of(&across));
            assert_eq!(one[2].as_string().unwrap(), figure["unit"].as_str().unwrap());
            assert_eq!((&one[3], laid_out.last().unwrap()), (&written(figure), &written(figure)), "{label}");
            for (part, cell) in parts.iter().zip(&laid_out[3..]) {
                assert_eq!(*cell, written(&part["figures"][place]), "{label} of {}", part["label"]);
            }
        }
        // Another city's is not there to be taken.
        let other = world.client("other_office").await;
        assert_eq!(other.refused("exportWorkSummary", input).await, ["NOT_FOUND"]);
        let log = "{ auditEntries(first: 10, filter: { action: \"exportWorkSummary\" }) { totalCount } }";
        let entries = world.client("auditor").await.data(log, json!({})).await;
        assert_eq!(entries["auditEntries"]["totalCount"], 2);
    });
}
