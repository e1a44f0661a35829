//! The schema as those read it who write clients: valid to a second parser, and without a change that
//! breaks what landed before.

use std::{fs, path::Path};

use apollo_compiler::{Name, Schema, schema::ExtendedType};
use proptest::prelude::*;
use tests::breaks::{accepted, breaks, faults, in_use};

/// A file of the folder in which the contract lies.
fn file(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../api").join(name);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn read(text: &str) -> Schema {
    match Schema::parse_and_validate(text, "schema.graphql") {
        Ok(schema) => schema.into_inner(),
        Err(found) => panic!("the schema is not valid: {:.2000}", found.errors.to_string()),
    }
}

#[test]
fn a_second_parser_takes_the_schema_for_valid() {
    let schema = read(&shuangda::schema::sdl());
    assert!(schema.types.len() > 300, "{}", schema.types.len());
}

#[test]
fn nothing_that_landed_breaks_unless_it_was_deprecated_or_is_accepted() {
    let (landed, now) = (read(&file("schema.landed.graphql")), read(&shuangda::schema::sdl()));
    let accepted = accepted(&file("schema.breaks.txt")).unwrap_or_else(|fault| panic!("{fault}"));
    let faults = faults(&breaks(&landed, &now), &accepted);
    assert!(
        faults.is_empty(),
        "Deprecate first what is to go, and land that; or, where clients are few enough to be told, add a line \
         `COORDINATE # why` to api/schema.breaks.txt:\n  {}",
        faults.join("\n  ")
    );
}

/// What the change of a small schema breaks.
fn broken(before: &str, after: &str) -> Vec<String> {
    let whole = |text: &str| read(&format!("type Query {{ t: T i: I u: U e(in: In): E }} {text}"));
    breaks(&whole(before), &whole(after)).into_iter().map(|found| found.to_string()).collect()
}

#[test]
fn every_kind_of_break_is_found_and_nothing_else() {
    const BASE: &str = "interface I { a: Int } type T implements I { a: Int n: Int! l: [Int!]! \
        old: Int @deprecated f(x: Int, y: Int! = 1, o: Int @deprecated): Int } union U = T | V type V { v: Int } \
        enum E { A B OLD @deprecated } input In { a: Int r: Int! d: Int! = 1 o: Int @deprecated }";
    assert_eq!(broken(BASE, BASE), [""; 0]);
    for (old, new, expected) in [
        // what breaks
        (" n: Int!", "", "T.n: was removed"),
        (" n: Int!", " n: Int", "T.n: was Int! and is Int"),
        (" n: Int!", " n: String!", "T.n: was Int! and is String!"),
        ("l: [Int!]!", "l: [Int]!", "T.l: was [Int!]! and is [Int]!"),
        ("l: [Int!]!", "l: Int!", "T.l: was [Int!]! and is Int!"),
        ("x: Int, ", "", "T.f(x:): was removed"),
        ("x: Int,", "x: Int!,", "T.f(x:): took Int and takes Int!"),
        ("x: Int,", "x: String,", "T.f(x:): took Int and takes String"),
        ("x: Int,", "x: Int, z: Int!,", "T.f(z:): is new and required"),
        ("y: Int! = 1", "y: Int!", "T.f(y:): took Int! and takes Int!"),
        ("type T implements I", "type T", "T: I: was removed"),
        ("U = T | V", "U = T", "U = V: was removed"),
        ("A B", "A", "E.B: was removed"),
        ("input In { a: Int", "input In {", "In.a: was removed"),
        ("input In { a: Int", "input In { a: Int!", "In.a: took Int and takes Int!"),
        ("input In {", "input In { z: Int!", "In.z: is new and required"),
        ("d: Int! = 1", "d: Int!", "In.d: took Int! and takes Int!"),
        ("enum E { A B OLD @deprecated }", "scalar E", "E: is another kind of type"),
        // what doesn't
        (" a: Int n", " a: Int! n", ""),
        (" n: Int!", " n: Int! new: Int", ""),
        ("x: Int,", "x: Int, z: Int, w: Int! = 3,", ""),
        ("y: Int! = 1", "y: Int", ""),
        ("r: Int!", "r: Int", ""),
        ("U = T | V", "U = T | V | W type W { w: Int }", ""),
        ("A B", "A B C", ""),
        ("old: Int @deprecated", "", ""),
        (", o: Int @deprecated", "", ""),
        (" OLD @deprecated", "", ""),
        (" o: Int @deprecated }", " }", ""),
        ("type V { v: Int }", "type V { v: Int } type Unused { x: Int }", ""),
    ] {
        assert!(BASE.contains(old), "{old}");
        let expected: Vec<&str> = Some(expected).filter(|text| !text.is_empty()).into_iter().collect();
        assert_eq!(broken(BASE, &BASE.replacen(old, new, 1)), expected, "{old} → {new}");
    }
}

#[test]
fn what_only_deprecated_fields_lead_to_may_go_with_them() {
    let before = "type Query { a: Int b: B @deprecated } type B { c: C } type C { d: Int }";
    assert_eq!(breaks(&read(before), &read("type Query { a: Int }")), []);
    let still = "type Query { a: Int b: B @deprecated } type B { d: Int }";
    assert_eq!(breaks(&read(before), &read(still)), []);
}

#[test]
fn an_acceptance_gives_its_reason_and_is_of_something_broken() {
    let found = breaks(&read("type Query { a: Int b: Int! }"), &read("type Query { b: Int }"));
    let accept = |text: &str| accepted(text).map(|accepted| faults(&found, &accepted));
    assert_eq!(accept("# nothing\n").unwrap().len(), 2);
    assert_eq!(accept("Query.a # told all\n\nQuery.b # may fail alone\n").unwrap(), [""; 0]);
    assert_eq!(
        accept("Query.a # told all\nQuery.b # x\nQuery.c # y").unwrap(),
        ["Query.c: is accepted as broken, and isn't"]
    );
    assert!(accept("Query.a").is_err() && accept("Query.a # ").is_err());
}

/// Something of a schema that can be taken away.
#[derive(Clone, Debug)]
enum Part {
    Member(Name, Name),
    Argument(Name, Name, Name),
}

/// Every field, argument, input field, value and member that is not deprecated, with its coordinate; none of a type to
/// which only what is deprecated leads.
fn parts(schema: &Schema) -> Vec<(String, Part)> {
    let mut parts = Vec::new();
    let in_use: Vec<_> = in_use(schema).into_iter().collect();
    let promised = |name: &Name| !name.starts_with("__") && in_use.iter().any(|used| **used == **name);
    for (name, found) in schema.types.iter().filter(|(name, _)| promised(name)) {
        let mut member = |separator: &str, member: &Name| {
            parts.push((format!("{name}{separator}{member}"), Part::Member(name.clone(), member.clone())));
        };
        match found {
            ExtendedType::Object(object) => {
                let fields = object.fields.values().filter(|field| !field.directives.has("deprecated"));
                fields.for_each(|field| member(".", &field.name));
            }
            ExtendedType::Interface(found) => {
                let fields = found.fields.values().filter(|field| !field.directives.has("deprecated"));
                fields.for_each(|field| member(".", &field.name));
            }
            ExtendedType::InputObject(input) => {
                let fields = input.fields.values().filter(|field| !field.directives.has("deprecated"));
                fields.for_each(|field| member(".", &field.name));
            }
            ExtendedType::Enum(found) => {
                let values = found.values.values().filter(|value| !value.directives.has("deprecated"));
                values.for_each(|value| member(".", &value.value));
            }
            ExtendedType::Union(union) => union.members.iter().for_each(|of| member(" = ", &of.name)),
            ExtendedType::Scalar(_) => {}
        }
        if let ExtendedType::Object(object) = found {
            for (field, definition) in object.fields.iter().filter(|(_, of)| !of.directives.has("deprecated"))
            {
                for argument in definition.arguments.iter().filter(|of| !of.directives.has("deprecated")) {
                    let at = format!("{name}.{field}({}:)", argument.name);
                    parts.push((at, Part::Argument(name.clone(), field.clone(), argument.name.clone())));
                }
            }
        }
    }
    parts
}

fn take_away(schema: &mut Schema, part: &Part) {
    let (Part::Member(name, member) | Part::Argument(name, member, _)) = part;
    match (schema.types.get_mut(name).unwrap(), part) {
        (ExtendedType::Object(object), Part::Argument(_, _, argument)) => {
            let field = object.make_mut().fields.get_mut(member).unwrap().make_mut();
            field.arguments.retain(|found| found.name != *argument);
        }
        (ExtendedType::Object(object), _) => drop(object.make_mut().fields.shift_remove(member)),
        (ExtendedType::Interface(found), _) => drop(found.make_mut().fields.shift_remove(member)),
        (ExtendedType::InputObject(input), _) => drop(input.make_mut().fields.shift_remove(member)),
        (ExtendedType::Enum(found), _) => drop(found.make_mut().values.shift_remove(member)),
        (ExtendedType::Union(union), _) => union.make_mut().members.retain(|found| found.name != *member),
        (ExtendedType::Scalar(_), _) => unreachable!("a scalar has no parts"),
    }
}

#[test]
fn each_single_removal_from_the_real_schema_is_found_and_it_alone() {
    let schema = read(&shuangda::schema::sdl());
    assert_eq!(breaks(&schema, &schema), []);
    let parts = parts(&schema);
    assert!(parts.len() > 2_000, "{}", parts.len());
    proptest!(ProptestConfig::with_cases(200), |(at in 0..parts.len())| {
        let (coordinate, part) = &parts[at];
        let mut less = schema.clone();
        take_away(&mut less, part);
        let found: Vec<String> = breaks(&schema, &less).into_iter().map(|found| found.at).collect();
        prop_assert_eq!(found, [coordinate.clone()]);
    });
}
