//! The form in which texts are stored for search and asked for, and what of it is indexed. Pure.
//!
//! Writing that tells nothing is dropped: width and compatibility forms, case, traditional and variant
//! characters, characters that show nothing. What is neither letter, digit nor Chinese separates; but
//! between two scripts a separator says nothing (`ABC 牌`, `ABC牌`).
//!
//! Each character of a run begins one term, which goes on within the run: two Chinese characters, three of
//! any other script, fewer at the run's end (雷雨行动 is 雷雨 雨行 行动 动; 000117 is 000 001 011 117 17 7).
//! So any part of a text is a part of its terms, in their order, and nothing else is; and any term of what
//! is asked leads to it through an index, as two characters of a name or three of a number do.

use unicode_normalization::UnicodeNormalization;

use crate::shared::text::{is_invisible, variants::simplified};

/// Stands between texts, so that nothing is found across the end of one.
pub const BETWEEN: &str = "|";

/// How many terms of a word are asked of the index: they narrow enough, and the rest is compared.
const ASKED: usize = 24;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Script {
    Han,
    Other,
}

impl Script {
    fn of(character: char) -> Option<Self> {
        match character {
            '\u{3040}'..='\u{30ff}'
            | '\u{3400}'..='\u{9fff}'
            | '\u{f900}'..='\u{faff}'
            | '\u{20000}'..='\u{3ffff}' => Some(Self::Han),
            _ if character.is_alphanumeric() => Some(Self::Other),
            _ => None,
        }
    }

    /// The characters of a term.
    fn width(self) -> usize {
        match self {
            Self::Han => 2,
            Self::Other => 3,
        }
    }
}

/// Characters of one script, side by side.
#[derive(Debug, PartialEq, Eq)]
struct Run {
    script: Script,
    characters: Vec<char>,
    /// Whether nothing separates it from the run before.
    goes_on: bool,
}

impl Run {
    /// The term that begins with the character at `place`.
    fn term(&self, place: usize) -> String {
        let end = (place + self.script.width()).min(self.characters.len());
        self.characters[place..end].iter().collect()
    }

    fn terms(&self) -> impl Iterator<Item = String> {
        (0..self.characters.len()).map(|place| self.term(place))
    }

    /// How many of its terms are of full width; none where the run is shorter.
    fn full(&self) -> usize {
        (self.characters.len() + 1).saturating_sub(self.script.width())
    }
}

fn runs(text: &str) -> Vec<Run> {
    let characters = text
        .chars()
        .filter(|character| !is_invisible(*character))
        .nfkc()
        .flat_map(char::to_lowercase)
        .map(simplified)
        .filter(|character| !is_invisible(*character));
    let mut runs: Vec<Run> = Vec::new();
    let mut last = None;
    for character in characters {
        let script = Script::of(character);
        match (script, runs.last_mut()) {
            (Some(script), Some(run)) if last == Some(script) => {
                debug_assert_eq!(run.script, script);
                run.characters.push(character);
            }
            (Some(script), _) => {
                runs.push(Run { script, characters: vec![character], goes_on: last.is_some() });
            }
            (None, _) => {}
        }
        last = script;
    }
    runs
}

/// The terms under which `texts` are found, each after a space.
pub fn terms<'a>(texts: impl IntoIterator<Item = &'a str>) -> String {
    let mut terms = BETWEEN.to_owned();
    for (number, text) in texts.into_iter().enumerate() {
        if number > 0 {
            terms += " ";
            terms += BETWEEN;
        }
        for term in runs(text).iter().flat_map(Run::terms) {
            terms += " ";
            terms += &term;
        }
    }
    terms
}

/// Characters that are asked for side by side.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    /// What of a document's terms says that it has the word.
    pub sought: String,
    /// Terms that every such document has.
    pub terms: Vec<String>,
    /// Where there is none, what one of its terms begins with.
    pub beginning: Option<String>,
}

impl Word {
    /// Whether a document with its term has the word, so that nothing need be compared.
    pub fn is_term(&self) -> bool {
        matches!(self.terms.as_slice(), [term] if self.sought.strip_prefix(' ') == Some(term))
    }

    fn of(runs: &[Run]) -> Option<Self> {
        let (last, before) = runs.split_last()?;
        let mut sought = String::new();
        let mut terms = Vec::new();
        for run in before {
            run.terms().for_each(|term| sought += &format!(" {term}"));
            match run.full() {
                0 => terms.push(run.term(0)),
                full => terms.extend(spread(run, full)),
            }
        }
        let mut beginning = None;
        match last.full() {
            0 => {
                let term = last.term(0);
                sought += &format!(" {term}");
                beginning = terms.is_empty().then_some(term);
            }
            full => {
                (0..full).for_each(|place| sought += &format!(" {}", last.term(place)));
                terms.extend(spread(last, full));
            }
        }
        terms.truncate(ASKED);
        Some(Self { sought, terms, beginning })
    }
}

/// Terms of full width that share no character, but for the last.
fn spread(run: &Run, full: usize) -> Vec<String> {
    let places = (0..full).step_by(run.script.width());
    let last = (!(full - 1).is_multiple_of(run.script.width())).then_some(full - 1);
    places.chain(last).map(|place| run.term(place)).collect()
}

/// The words of what is asked, of which a document must have each; none where nothing can be searched for.
pub fn words(asked: &str) -> Vec<Word> {
    let runs = runs(asked);
    let mut words: Vec<Word> = Vec::new();
    for word in runs.chunk_by(|_, next| next.goes_on).filter_map(Word::of) {
        if !words.contains(&word) {
            words.push(word);
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// A text as it is compared, written plainly: its characters, and a space where two runs of one script
    /// are apart.
    fn form(text: &str) -> String {
        let mut form = String::new();
        let mut last = None;
        for run in runs(text) {
            if last == Some(run.script) {
                form.push(' ');
            }
            last = Some(run.script);
            form.extend(run.characters);
        }
        form
    }

    fn is_found(texts: &[&str], asked: &str) -> bool {
        let terms = terms(texts.iter().copied());
        let listed: Vec<&str> = terms.split(' ').collect();
        words(asked).iter().all(|word| {
            let indexed = word.terms.iter().all(|term| listed.contains(&term.as_str()));
            let begun = word
                .beginning
                .as_ref()
                .is_none_or(|beginning| listed.iter().any(|term| term.starts_with(beginning.as_str())));
            let compared = terms.contains(&word.sought);
            assert!(!compared || (indexed && begun), "the index would hide {texts:?} from {asked:?}");
            compared
        })
    }

    #[test]
    fn every_character_begins_a_term() {
        assert_eq!(terms(["雷雨行动"]), "| 雷雨 雨行 行动 动");
        assert_eq!(terms(["ＡＢＣＤ　公司-12"]), "| abc bcd cd d 公司 司 12 2");
        assert_eq!(terms(["岳", "", "—", "阳"]), "| 岳 | | | 阳");
        assert_eq!(terms([]), "|");
    }

    #[test]
    fn words_of_what_is_asked() {
        let word = |sought: &str, terms: &[&str], beginning: Option<&str>| Word {
            sought: sought.to_owned(),
            terms: terms.iter().map(|term| (*term).to_owned()).collect(),
            beginning: beginning.map(str::to_owned),
        };
        assert_eq!(words("雨行动"), [word(" 雨行 行动", &["雨行", "行动"], None)]);
        assert_eq!(words("00117"), [word(" 001 011 117", &["001", "117"], None)]);
        assert_eq!(words("雷"), [word(" 雷", &[], Some("雷"))]);
        assert_eq!(words("17号"), [word(" 17 7 号", &["17"], None)]);
        assert_eq!(words("恒昌 恒昌、"), [word(" 恒昌", &["恒昌"], None)]);
        for nothing in ["", "%", "_", "*", "\"", " 、\"'*", "\u{200b}", "|", "\u{e000}"] {
            assert_eq!(words(nothing), [], "{nothing:?}");
        }
    }

    #[test]
    fn what_of_writing_tells_nothing() {
        for (text, asked) in [
            ("岳知案〔2026〕7-000117号", "117"),
            ("岳知案〔2026〕7-000117号", "０117号"),
            ("91510500MA6XQ5J11K", "q5j11k"),
            ("0830-2345678", "345678"),
            ("侵犯著作权案", "著作權"),
            ("侵犯著作權案", "著作权"),
            ("恒\u{200b}昌名\u{feff}酒", "恒昌名酒"),
            ("恒昌名酒", "恒\u{202e}昌"),
            ("髙记商行", "高记"),
            ("𠮷野商行", "吉野"),
            ("ABC 牌白酒", "abc牌"),
        ] {
            assert!(is_found(&[text], asked), "{asked} in {text}");
        }
        for (texts, asked) in [
            (&["0001", "17"][..], "117"),
            (&["岳阳", "恒昌"], "阳恒"),
            (&["岳阳 恒昌"], "阳恒"),
            (&["001 011 117"], "00117"),
            (&["恒昌、昌名"], "恒昌名"),
        ] {
            assert!(!is_found(texts, asked), "{asked} in {texts:?}");
        }
    }

    proptest! {
        #[test]
        fn exactly_what_contains_the_words_is_found(
            texts in proptest::collection::vec("[ab1岳阳權权 ,\u{200b}Ａ-]{0,12}", 1..4),
            asked in "[ab1岳阳權权 ,\u{200b}]{1,6}",
        ) {
            let words: Vec<String> =
                runs(&asked).chunk_by(|_, next| next.goes_on).map(|word| {
                    word.iter().flat_map(|run| run.characters.iter()).collect()
                }).collect();
            prop_assume!(!words.is_empty());
            let contained = words.iter().all(|word| texts.iter().any(|text| form(text).contains(word.as_str())));
            let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
            prop_assert_eq!(is_found(&texts, &asked), contained);
        }
    }
}
