//! Texts in which `{{name}}` stands for what is put there later. Pure.

/// A part of such a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part<'a> {
    /// Words.
    Words(&'a str),
    /// `{{name}}`.
    Named {
        /// The whole, with its braces.
        source: &'a str,
        /// What stands between them.
        name: &'a str,
    },
}

/// The parts of `text`, in their order; what they say together is the text.
pub fn parts(text: &str) -> Vec<Part<'_>> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some((before, name, after)) = first(rest) {
        if !before.is_empty() {
            found.push(Part::Words(before));
        }
        let source = &rest[before.len()..rest.len() - after.len()];
        found.push(Part::Named { source, name: name.trim() });
        rest = after;
    }
    if !rest.is_empty() {
        found.push(Part::Words(rest));
    }
    found
}

/// What stands before the first name, the name, and what follows.
fn first(text: &str) -> Option<(&str, &str, &str)> {
    let (before, rest) = text.split_once("{{")?;
    let (name, after) = rest.split_once("}}")?;
    Some((before, name, after))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn names_are_what_stands_between_braces() {
        let found = parts("致{{ 当事人 }}：{{案号}}{{");
        let named = |source, name| Part::Named { source, name };
        let words = Part::Words;
        assert_eq!(
            found,
            [
                words("致"),
                named("{{ 当事人 }}", "当事人"),
                words("："),
                named("{{案号}}", "案号"),
                words("{{")
            ]
        );
    }

    proptest! {
        #[test]
        fn the_parts_are_the_text(text in "[{}：案号\n]{0,40}") {
            let found = parts(&text);
            let source = |part: &Part| match part {
                Part::Words(words) => (*words).to_owned(),
                Part::Named { source, .. } => (*source).to_owned(),
            };
            prop_assert_eq!(found.iter().map(source).collect::<String>(), text.as_str());
        }
    }
}
