//! The closed sets of the field, said once for all: the database stores a value under its name, the schema publishes
//! the same name with a description, and people read its label, on a page, in a workbook, in a notification.
//!
//! A label is the regulation's own word (行政处罚法, 市场监督管理行政处罚程序规定, 国务院令第310号). What reads otherwise in
//! another place is another thing and has a name of its own there: the stage that an act completes, how many of a unit.
//!
//! Nothing here knows the database or the schema unless asked to: the features `database` and `graphql` make the sets
//! columns' and fields' types, and the app takes neither.

#[macro_use]
mod closed_sets;

mod cases;
mod clocks;
mod figures;
mod ledgers;
mod lists;
mod messages;
mod organisation;
mod parties;
mod records;
mod referrals;
mod reports;
mod seizures;

pub use cases::*;
pub use clocks::*;
pub use figures::*;
pub use ledgers::*;
pub use lists::*;
pub use messages::*;
pub use organisation::*;
pub use parties::*;
pub use records::*;
pub use referrals::*;
pub use reports::*;
pub use seizures::*;

/// A language that people read here.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Language {
    /// Simplified Chinese, the default.
    #[default]
    Chinese,
    /// English.
    English,
}

impl Language {
    /// Its tag (BCP 47), as documents and requests name it.
    pub fn tag(self) -> &'static str {
        match self {
            Self::Chinese => "zh-CN",
            Self::English => "en",
        }
    }
}

/// What people read, in both languages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Label {
    /// Simplified Chinese.
    pub zh: &'static str,
    /// English.
    pub en: &'static str,
}

impl Label {
    /// It, in `language`.
    pub fn in_language(self, language: Language) -> &'static str {
        match language {
            Language::Chinese => self.zh,
            Language::English => self.en,
        }
    }
}

/// A value of a closed set.
pub trait Term: Copy + Eq + 'static {
    /// The set's name in the schema.
    const SET: &'static str;

    /// All values, in the order in which they are listed and offered.
    const ALL: &'static [Self];

    /// What people read.
    fn label(self) -> Label;

    /// Its name in the schema and in the database.
    fn code(self) -> String;

    /// The value with this name.
    fn from_code(code: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|term| term.code() == code)
    }
}

/// A closed set as a list of what it holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Set {
    /// Its name in the schema.
    pub name: &'static str,
    /// Its values in order: the name in the schema and the label.
    pub values: Vec<(String, Label)>,
}

impl Set {
    fn of<T: Term>() -> Self {
        Self { name: T::SET, values: T::ALL.iter().map(|term| (term.code(), term.label())).collect() }
    }
}

/// All closed sets.
pub fn sets() -> Vec<Set> {
    [
        cases::sets(),
        clocks::sets(),
        figures::sets(),
        ledgers::sets(),
        lists::sets(),
        messages::sets(),
        organisation::sets(),
        parties::sets(),
        records::sets(),
        referrals::sets(),
        reports::sets(),
        seizures::sets(),
    ]
    .concat()
}

/// `NotFiled` as NOT_FILED.
fn screaming(value: &str) -> String {
    let mut code = String::with_capacity(value.len() + 4);
    for (at, letter) in value.char_indices() {
        if at > 0 && letter.is_ascii_uppercase() {
            code.push('_');
        }
        code.push(letter.to_ascii_uppercase());
    }
    code
}
