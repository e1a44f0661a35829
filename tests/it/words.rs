//! One vocabulary: what the schema publishes, a workbook shows and the API says beside a value is what the crate says
//! that the app links.

use std::collections::BTreeMap;

use apollo_compiler::{Schema, schema::ExtendedType};
use calamine::{Data, DataType};
use entity::case;
use sea_orm::{EntityTrait, IntoActiveModel};
use serde_json::{Value, json};
use shuangda::shared::ids;
use tests::{Client, on_each_engine};
use uuid::Uuid;
use vocabulary::{
    CaseColumn, CaseDeed, CaseKind, CaseMark, CaseOutcome, CaseSource, CaseStatus, CaseTransition, ClockKind,
    Language, Measure, Term,
};

use crate::exports::ledger;

const LANGUAGES: [Language; 2] = [Language::Chinese, Language::English];

#[test]
fn the_schema_and_the_vocabulary_hold_the_same_sets_in_the_same_order() {
    let schema = Schema::parse_and_validate(shuangda::schema::sdl(), "schema.graphql").unwrap();
    let published: BTreeMap<String, Vec<String>> = schema
        .types
        .iter()
        .filter_map(|(name, of)| match of {
            ExtendedType::Enum(set) if !name.starts_with("__") => {
                Some((name.to_string(), set.values.keys().map(ToString::to_string).collect()))
            }
            _ => None,
        })
        .collect();
    let sets = vocabulary::sets().into_iter();
    let known: BTreeMap<String, Vec<String>> = sets
        .map(|set| (set.name.to_owned(), set.values.into_iter().map(|(code, _)| code).collect()))
        .collect();
    assert_eq!(published, known);
}

/// The cell under `column`, as people read it.
fn shown(row: &[Data], column: CaseColumn) -> String {
    row[column as usize].as_string().unwrap_or_default()
}

#[test]
fn a_workbook_shows_every_value_as_the_app_does() {
    on_each_engine(|world| async move {
        let officer = world.client("officer").await;
        let (_, id) = ids::decode(&world.lead(&officer, json!({})).await).unwrap();
        let db = world.app.db.writer();
        let row = case::Entity::find_by_id(id).one(db).await.unwrap().unwrap();
        let made = (0..CaseStatus::ALL.len()).map(|at| {
            let mark = CaseMark::ALL[at % CaseMark::ALL.len()];
            case::Model {
                id: Uuid::now_v7(),
                number: format!("词{at}"),
                kind: CaseKind::ALL[at % CaseKind::ALL.len()],
                source: CaseSource::ALL[at % CaseSource::ALL.len()],
                status: CaseStatus::ALL[at],
                outcome: Some(CaseOutcome::ALL[at % CaseOutcome::ALL.len()]),
                mark_major: mark == CaseMark::Major,
                mark_egregious: mark == CaseMark::Egregious,
                mark_typical: mark == CaseMark::Typical,
                mark_foreign_related: mark == CaseMark::ForeignRelated,
                mark_mass: mark == CaseMark::Mass,
                ..row.clone()
            }
        });
        let made: Vec<case::Model> = made.collect();
        let rows = made.iter().cloned().map(IntoActiveModel::into_active_model);
        case::Entity::insert_many::<case::ActiveModel, _>(rows).exec_without_returning(db).await.unwrap();

        let columns: Vec<String> = CaseColumn::ALL.iter().map(|column| column.code()).collect();
        for language in LANGUAGES {
            let officer = speaking(&officer, language);
            let rows = ledger(&officer, json!({ "columns": columns })).await;
            let headings: Vec<&str> =
                CaseColumn::ALL.iter().map(|column| column.label().in_language(language)).collect();
            assert_eq!(rows[0].iter().map(|cell| cell.as_string().unwrap()).collect::<Vec<_>>(), headings);
            for (at, case) in made.iter().enumerate() {
                let row = rows.iter().find(|row| shown(row, CaseColumn::Number) == case.number).unwrap();
                let expected = [
                    (CaseColumn::Kind, case.kind.label()),
                    (CaseColumn::Source, case.source.label()),
                    (CaseColumn::Marks, CaseMark::ALL[at % CaseMark::ALL.len()].label()),
                    (CaseColumn::Status, case.status.label()),
                    (CaseColumn::Outcome, case.outcome.unwrap().label()),
                ];
                for (column, label) in expected {
                    assert_eq!(shown(row, column), label.in_language(language), "{column:?}");
                }
            }
        }
    });
}

/// The client, reading that language.
fn speaking(client: &Client, language: Language) -> Client {
    match language {
        Language::Chinese => client.clone(),
        Language::English => client.in_english(),
    }
}

/// That each of `entries` says beside its value of the set `T`, under the field `value`, what the vocabulary says.
fn said<T: Term>(entries: &Value, value: &str, language: Language) {
    let entries = entries.as_array().unwrap();
    assert!(!entries.is_empty());
    for entry in entries {
        let term = T::from_code(entry[value].as_str().unwrap()).unwrap();
        assert_eq!(entry["label"], term.label().in_language(language), "{entry}");
    }
}

#[test]
fn the_api_says_beside_a_value_what_the_app_does() {
    on_each_engine(|world| async move {
        let (officer, office) = (world.client("officer").await, world.client("office").await);
        let lead = world.lead(&officer, json!({})).await;
        for language in LANGUAGES {
            let asks = "query($case: ID!) {
                case(id: $case) { allowedTransitions { transition label } allowedDeeds { deed label } clocks { kind label } }
                clockRules { kind label }
                countableMeasures { measure label } }";
            let data = speaking(&office, language).data(asks, json!({ "case": lead })).await;
            said::<CaseTransition>(&data["case"]["allowedTransitions"], "transition", language);
            said::<CaseDeed>(&data["case"]["allowedDeeds"], "deed", language);
            said::<ClockKind>(&data["case"]["clocks"], "kind", language);
            said::<ClockKind>(&data["clockRules"], "kind", language);
            said::<Measure>(&data["countableMeasures"], "measure", language);
        }
    });
}
