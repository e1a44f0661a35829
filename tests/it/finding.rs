//! Search: any part of a name or a number finds it, however it is written; what nobody can search for is
//! refused; the list is the same whether a word is looked up or the list walked.

use std::collections::BTreeSet;

use entity::{case, enums::SearchKind, search_document};
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter};
use serde_json::{Value, json};
use shuangda::{
    indexing,
    shared::{
        ids,
        search::{self, Place},
    },
};
use tests::{Client, World, on_each_engine};
use uuid::Uuid;

const SEARCH: &str = "query($word: String!, $after: String) {
    cases(first: 50, after: $after, filter: { search: $word }) {
        totalCount totalCountIsLowerBound nodes { id title } pageInfo { endCursor hasNextPage }
    }
}";

async fn found(client: &Client, word: &str) -> Value {
    client.data(SEARCH, json!({ "word": word })).await["cases"].clone()
}

fn titles(list: &Value) -> BTreeSet<String> {
    let title = |node: &Value| node["title"].as_str().unwrap().to_owned();
    list["nodes"].as_array().unwrap().iter().map(title).collect()
}

#[test]
fn a_part_of_a_number_and_another_way_of_writing_find() {
    on_each_engine(|world| async move {
        let officer = world.client("officer").await;
        let title = "恒\u{200b}昌名酒商行侵犯著作權、销售ＡＢＣ牌白酒案";
        let case =
            world.lead(&officer, json!({ "title": title, "summary": "线索编号〔2026〕000117号" })).await;
        world
            .lead(&officer, json!({ "title": "南湖大道书店案", "summary": "线索编号〔2026〕000171号" }))
            .await;
        for (word, count) in [
            ("117", 1),
            ("0117", 1),
            ("000117号", 1),
            ("１１７", 1),
            ("00011", 1),
            ("0001", 2),
            ("17", 2),
            ("2026 117", 1),
            ("711", 0),
            ("著作权", 1),
            ("著作權", 1),
            ("恒昌名酒", 1),
            ("恒\u{2060}昌", 1),
            ("abc牌", 1),
            ("bc", 1),
            ("书店", 1),
            ("書店", 1),
            ("酒昌", 0),
        ] {
            assert_eq!(found(&officer, word).await["totalCount"], count, "{word}");
        }
        assert_eq!(found(&officer, "117").await["nodes"][0]["id"], case);

        let party = json!({
            "kind": "BUSINESS", "name": "髙记𠮷祥商行", "creditCode": "91350100M000100Y43", "phone": "0730-8345678"
        });
        let payload = officer.succeed("registerParty", party, "party { id }").await;
        let id = &payload["party"]["id"];
        for word in ["345678", "100Y43", "100y43", "高记", "髙記", "吉祥"] {
            const PARTIES: &str =
                "query($word: String!) { parties(first: 5, filter: { search: $word }) { nodes { id } } }";
            let list = officer.data(PARTIES, json!({ "word": word })).await;
            assert_eq!(list["parties"]["nodes"], json!([{ "id": id }]), "{word}");
        }
    });
}

#[test]
fn what_nobody_can_search_for_is_refused_and_named() {
    const LISTS: [&str; 9] = [
        "cases",
        "parties",
        "inspections",
        "trainings",
        "publicityEvents",
        "jointActions",
        "seizures",
        "departments",
        "users",
    ];
    on_each_engine(|world| async move {
        let (office, admin) = (world.client("office").await, world.client("admin").await);
        world.lead(&world.client("officer").await, json!({})).await;
        for list in LISTS {
            let client = if list == "users" { &admin } else { &office };
            let document = format!(
                "query($word: String) {{ {list}(first: 5, filter: {{ search: $word }}) {{ totalCount }} }}"
            );
            for word in ["%", "_", "*", "\"", "、。", "\u{200b}%\u{200b}"] {
                let answer = client.ask(&document, json!({ "word": word })).await;
                let error = &answer.body["errors"][0];
                assert_eq!(error["extensions"]["code"], "BAD_USER_INPUT", "{list}: {word}");
                assert_eq!(error["extensions"]["field"], "search", "{list}: {word}");
                assert!(error["message"].as_str().unwrap().contains("请输入汉字、字母或数字"), "{error}");
            }
            // A field that was cleared, and what can be searched for.
            for word in [Value::Null, json!(""), json!(" \u{3000}"), json!("岳阳"), json!("岳"), json!("117")]
            {
                client.data(&document, json!({ "word": word })).await;
            }
        }
        let english = office.in_english().ask(SEARCH, json!({ "word": "%" })).await;
        assert!(english.body["errors"][0]["message"].as_str().unwrap().starts_with("search: type"));
    });
}

/// A text of [`LETTERS`] as it is compared.
fn compared(text: &str) -> String {
    let plain = |character| match character {
        '權' => Some('权'),
        'Ａ' => Some('a'),
        '１' => Some('1'),
        '\u{200b}' => None,
        other => Some(other),
    };
    text.chars().filter_map(plain).collect()
}

const LETTERS: [char; 10] = ['恒', '昌', '權', '权', 'Ａ', 'a', '1', '１', '7', '\u{200b}'];

#[test]
fn exactly_what_contains_it_is_found() {
    on_each_engine(|world| async move {
        let officer = world.client("officer").await;
        let mut rng = ChaCha8Rng::seed_from_u64(17);
        let text = |rng: &mut ChaCha8Rng, most| -> String {
            (0..rng.random_range(2..=most)).map(|_| LETTERS[rng.random_range(0..LETTERS.len())]).collect()
        };
        let mut known = BTreeSet::new();
        for number in 0..40 {
            let title = format!("{}。案{number}", text(&mut rng, 12));
            world.lead(&officer, json!({ "title": title, "summary": null })).await;
            known.insert(title);
        }
        let mut hits = 0;
        for _ in 0..80 {
            let word = text(&mut rng, 5);
            let sought = compared(&word);
            // Shorter ones may be in the numbers and names that every case has.
            if sought.chars().count() < 3 || sought.chars().all(|character| character.is_ascii_digit()) {
                continue;
            }
            let right: BTreeSet<String> =
                known.iter().filter(|title| compared(title).contains(&sought)).cloned().collect();
            hits += right.len();
            assert_eq!(titles(&found(&officer, &word).await), right, "{word}");
        }
        assert!(hits > 10, "only {hits} were to be found, so this test says little");
    });
}

#[test]
fn who_joins_a_case_finds_it_from_then_on() {
    on_each_engine(|world| async move {
        let (head, officer) = (world.client("head").await, world.client("officer").await);
        let culture = world.client("culture_officer").await;
        let case = world.lead(&officer, json!({ "title": "恒昌名酒商行案" })).await;
        assert_eq!(found(&culture, "恒昌").await["totalCount"], 0);
        let input = json!({ "id": case, "version": 1, "departmentId": world.department("culture"), "since": world.today() });
        let payload = head.succeed("addCoHandler", input, "case { version }").await;
        assert_eq!(found(&culture, "恒昌").await["totalCount"], 1);
        assert_eq!(found(&world.client("other_office").await, "恒昌").await["totalCount"], 0);
        let revised = json!({
            "id": case, "version": payload["case"]["version"], "title": "兴隆烟酒店案", "kind": "TRADEMARK", "marks": [], "focusAreas": [],
            "parties": []
        });
        officer.succeed("reviseCase", revised, "case { id }").await;
        assert_eq!(found(&culture, "恒昌").await["totalCount"], 0);
        assert_eq!(found(&culture, "兴隆").await["totalCount"], 1);
    });
}

#[test]
fn documents_of_an_earlier_form_are_made_anew_once() {
    on_each_engine(|world| async move {
        let (office, officer) = (world.client("office").await, world.client("officer").await);
        let party = world.party(&officer, "恒昌名酒商行").await;
        let parties = json!([{ "partyId": party, "role": "RESPONDENT" }]);
        let case = world.lead(&officer, json!({ "parties": parties })).await;
        world.inspection(&officer, json!({})).await;
        world.training(&officer, json!({})).await;
        world.publicity_event(&officer, json!({})).await;
        world.action(&office, json!({})).await;
        let documents = async || {
            let mut rows = search_document::Entity::find().all(&world.app.db.read).await.unwrap();
            // The people and departments of this world were not recorded by the services.
            rows.retain(|row| !matches!(row.kind, SearchKind::Department | SearchKind::User));
            rows.sort_by_key(|row| row.entity_id);
            rows
        };
        let before = documents().await;
        // As the migration leaves what was there before it.
        let emptied = "UPDATE search_documents SET terms = '', form = 0";
        world.app.db.writer().execute_unprepared(emptied).await.unwrap();
        assert_eq!(found(&officer, "恒昌").await["totalCount"], 0);
        assert!(indexing::complete(&world.app.db).await.unwrap() > before.len() as u64);
        assert_eq!(documents().await, before);
        assert_eq!(found(&officer, "恒昌").await["nodes"][0]["id"], case);
        assert_eq!(indexing::complete(&world.app.db).await.unwrap(), 0);
    });
}

/// How many copies of a case are made, one a day back from today, and so the newest first.
const COPIES: usize = 26_000;
/// From which copy on the title has a word that the newer ones have not.
const OLD: usize = 18_000;

/// Copies `of` in `department`; what each is called is `titled`.
async fn copies(
    world: &World,
    of: &case::Model,
    department: Uuid,
    titled: impl Fn(usize) -> String,
    many: usize,
) {
    let transaction = world.app.db.begin().await.unwrap();
    let copy = |number: usize| case::Model {
        id: Uuid::new_v4(),
        department_id: department,
        number: format!("{}-{department}-{number:06}", of.number),
        title: titled(number),
        received_on: of.received_on - chrono::Days::new(u64::try_from(number).unwrap() / 10),
        ..of.clone()
    };
    let rows: Vec<case::Model> = (0..many).map(copy).collect();
    for rows in rows.chunks(400) {
        let documents = rows.iter().map(|row| {
            let place = Place { region_key: row.region_key.clone(), department_id: row.department_id };
            search::document_in(SearchKind::Case, row.id, [row.number.as_str(), row.title.as_str()], &[place])
        });
        let documents = documents.collect();
        let rows = rows.iter().cloned().map(IntoActiveModel::into_active_model);
        case::Entity::insert_many(rows).exec_without_returning(&transaction).await.unwrap();
        search::write(&transaction, documents).await.unwrap();
    }
    transaction.commit().await.unwrap();
}

#[test]
fn a_word_that_many_have_is_found_in_the_list_s_order_and_counted_as_far_as_it_matters() {
    on_each_engine(|world| async move {
        let (office, officer) = (world.client("office").await, world.client("officer").await);
        let lead = world.lead(&officer, json!({ "title": "样本" })).await;
        let lead = ids::decode_as(ids::Kind::Case, &lead).unwrap();
        let of = case::Entity::find_by_id(lead).one(&world.app.db.read).await.unwrap().unwrap();
        let title = |number: usize| {
            let mut title = match number {
                _ if number % 9_000 == 8_999 => "白酒案稀罕".to_owned(),
                _ if number >= OLD => "白酒案陈年".to_owned(),
                _ => "白酒案".to_owned(),
            };
            for (word, many) in [("恰好", 10_000), ("多一", 10_001)] {
                title += if number < many { word } else { "" };
            }
            title
        };
        copies(&world, &of, of.department_id, title, COPIES).await;
        let mut elsewhere = of.clone();
        elsewhere.received_on = of.received_on - chrono::Days::new(4_000);
        let culture = world.department_uuid("culture");
        copies(&world, &elsewhere, culture, |_| "白酒案".to_owned(), 1).await;
        world.app.db.writer().execute_unprepared("ANALYZE").await.unwrap();

        // Everybody has it: the list as it is, in its order, page after page.
        let before = world.app.db.statements();
        let common = found(&office, "白酒").await;
        assert!(world.app.db.statements() - before <= 8);
        assert_eq!(common["totalCount"], 10_000);
        assert_eq!(common["totalCountIsLowerBound"], true);
        let after = json!({ "word": "白酒", "after": common["pageInfo"]["endCursor"] });
        let next = office.data(SEARCH, after).await["cases"].clone();
        let plain = "query($after: String) { cases(first: 100, after: $after) { totalCount totalCountIsLowerBound nodes { id title } pageInfo { endCursor } } }";
        let whole = office.data(plain, json!({})).await["cases"].clone();
        assert_eq!(whole["totalCount"], 10_000);
        assert_eq!(whole["totalCountIsLowerBound"], true);
        let listed = |list: &Value| list["nodes"].as_array().unwrap().clone();
        let walked: Vec<Value> = listed(&common).into_iter().chain(listed(&next)).collect();
        assert_eq!(walked, listed(&whole));

        // Few have it: looked up.
        let rare = found(&office, "稀罕").await;
        assert_eq!(rare["totalCount"], COPIES / 9_000);
        assert_eq!(rare["totalCountIsLowerBound"], false);
        assert_eq!(rare["nodes"].as_array().unwrap().len(), COPIES / 9_000);
        // Nobody finds them whom they do not concern, and a party of that name is no case.
        world.party(&officer, "稀罕商行").await;
        assert_eq!(found(&office, "稀罕").await["totalCount"], COPIES / 9_000);
        assert_eq!(found(&world.client("culture_officer").await, "稀罕").await["totalCount"], 0);

        // As many as are counted, and one more.
        for (word, is_lower_bound) in [("恰好", false), ("多一", true)] {
            let list = found(&office, word).await;
            assert_eq!(list["totalCount"], 10_000, "{word}");
            assert_eq!(list["totalCountIsLowerBound"], is_lower_bound, "{word}");
        }

        // Many have it, but none of those that come first.
        let old = found(&office, "陈年").await;
        let many = COPIES - OLD;
        assert_eq!(old["totalCount"], many);
        assert_eq!(old["totalCountIsLowerBound"], false);
        assert_eq!(old["nodes"].as_array().unwrap().len(), 50);
        let newest = case::Entity::find()
            .filter(case::Column::Title.eq("白酒案陈年"))
            .all(&world.app.db.read)
            .await
            .unwrap()
            .into_iter()
            .map(|row| (row.received_on, row.id))
            .max()
            .unwrap();
        assert_eq!(old["nodes"][0]["id"], ids::encode(ids::Kind::Case, newest.1).to_string());

        // Many have it, but hardly any that this department sees.
        let theirs = found(&world.client("culture_officer").await, "白酒").await;
        assert_eq!(theirs["totalCount"], 1);
        assert_eq!(theirs["nodes"].as_array().unwrap().len(), 1);

        // A single character: too many terms begin with it to look it up.
        let character = found(&office, "酒").await;
        assert_eq!(character["nodes"].as_array().unwrap().len(), 50);
        assert_eq!(character["totalCountIsLowerBound"], true);
        assert_eq!(found(&office, "罕").await["nodes"].as_array().unwrap().len(), COPIES / 9_000);
        assert_eq!(found(&office, "无").await["nodes"].as_array().unwrap().len(), 0);
    });
}
