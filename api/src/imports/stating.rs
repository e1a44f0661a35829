//! From a row to what a service takes: each cell is read by its column, and all that is wrong is kept, cell by cell.
//! Pure.

use chrono::NaiveDate;
use entity::enums::LedgerKind;
use sha2::{Digest, Sha256};
use uuid::Uuid;
use vocabulary::Term;

use super::{
    cells::{self, Raw},
    columns::{Column, Form},
    reading::Row,
};
use crate::shared::{
    errors::{Problem, UserErrorCode},
    language::{Text, text},
    values::{Money, QuantityInput},
};

/// What is wrong with a cell of a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The column of the ledger; none where the whole row is meant.
    pub column: Option<usize>,
    /// The stable code.
    pub code: UserErrorCode,
    /// What is wrong.
    pub reason: Text,
}

/// A row that is being read.
pub struct Stating<'a> {
    table: &'static [Column],
    row: &'a Row,
    /// What the row says, in one form for each thing, whatever way it was typed.
    said: Vec<(&'static str, String)>,
    faults: Vec<Fault>,
}

impl<'a> Stating<'a> {
    /// Begins to read `row`.
    pub fn new(table: &'static [Column], row: &'a Row) -> Self {
        Self { table, row, said: Vec::new(), faults: Vec::new() }
    }

    /// What the cell of the field `path` holds, read by `reads`; none where it is blank or wrong.
    fn cell<T>(&mut self, path: &'static str, reads: impl FnOnce(&Raw) -> Option<(T, String)>) -> Option<T> {
        let place = self.table.iter().position(|column| column.path == path)?;
        let raw = self.row.cells.get(place).filter(|raw| !raw.is_blank());
        let column = &self.table[place];
        let Some(raw) = raw else {
            if column.required {
                self.add(place, &Problem::required(path));
            }
            return None;
        };
        match reads(raw) {
            Some((value, said)) => {
                self.said.push((path, said));
                Some(value)
            }
            None => {
                let allowed = column.allowed();
                let reason = text(format!("应为{}", allowed.zh), format!("Expected: {}", allowed.en));
                self.faults.push(Fault { column: Some(place), code: UserErrorCode::Invalid, reason });
                None
            }
        }
    }

    fn ten_thousands(&self, path: &str) -> bool {
        let place = self.table.iter().position(|column| column.path == path);
        place.and_then(|place| self.row.sheet.placed[place]).is_some_and(|placed| placed.ten_thousands)
    }

    /// A text; what a formula failed with is none.
    pub fn text(&mut self, path: &'static str) -> Option<String> {
        self.cell(path, |raw| match raw {
            Raw::Error(_) => None,
            raw => Some((raw.text(), raw.text())),
        })
    }

    /// The texts that a cell lists.
    pub fn texts(&mut self, path: &'static str) -> Vec<String> {
        let texts = |raw: &Raw| match raw {
            Raw::Error(_) => None,
            raw => Some((cells::listed(raw), cells::listed(raw).join("、"))),
        };
        self.cell(path, texts).unwrap_or_default()
    }

    /// A day.
    pub fn day(&mut self, path: &'static str) -> Option<NaiveDate> {
        self.cell(path, |raw| cells::day(raw).map(|day| (day, day.to_string())))
    }

    /// An amount of money.
    pub fn money(&mut self, path: &'static str) -> Option<Money> {
        let ten_thousands = self.ten_thousands(path);
        self.cell(path, |raw| cells::money(raw, ten_thousands).map(|money| (money, money.to_yuan())))
    }

    /// A number of things; nothing where it is blank.
    pub fn quantity(&mut self, path: &'static str) -> QuantityInput {
        let said = |it: QuantityInput| (it, format!("{}{}", it.value, if it.at_least { "余" } else { "" }));
        let found = self.cell(path, |raw| cells::quantity(raw).map(said));
        found.unwrap_or(QuantityInput { value: 0, at_least: false })
    }

    /// A number of things that is no lower bound.
    pub fn count(&mut self, path: &'static str) -> i32 {
        let reads = |raw: &Raw| {
            let exact = cells::quantity(raw).filter(|it| !it.at_least)?;
            i32::try_from(exact.value).ok().map(|value| (value, value.to_string()))
        };
        self.cell(path, reads).unwrap_or(0)
    }

    /// Yes or no; no where it is blank.
    pub fn flag(&mut self, path: &'static str) -> bool {
        self.cell(path, |raw| cells::flag(raw).map(|flag| (flag, flag.to_string()))).unwrap_or(false)
    }

    /// A value of a closed set.
    pub fn choice<T: Term>(&mut self, path: &'static str) -> Option<T> {
        self.cell(path, |raw| term::<T>(&raw.text()).map(|term| (term, term.code())))
    }

    /// Values of a closed set.
    pub fn choices<T: Term>(&mut self, path: &'static str) -> Vec<T> {
        let reads = |raw: &Raw| {
            let terms: Option<Vec<T>> = cells::listed(raw).iter().map(|said| term(said)).collect();
            terms.map(|terms| {
                let said: Vec<String> = terms.iter().map(|term| term.code()).collect();
                (terms, said.join("、"))
            })
        };
        self.cell(path, reads).unwrap_or_default()
    }

    /// What is wrong with the cell of the field `path`.
    pub fn fault(&mut self, path: &str, code: UserErrorCode, zh: String, en: String) {
        let problem = Problem::new(code, path, zh, en);
        match self.place(&problem.path) {
            Some(place) => self.add(place, &problem),
            None => self.faults.push(Fault { column: None, code, reason: problem.message }),
        }
    }

    fn add(&mut self, place: usize, problem: &Problem) {
        let reason = problem.message.clone();
        self.faults.push(Fault { column: Some(place), code: problem.code, reason });
    }

    fn place(&self, path: &[String]) -> Option<usize> {
        self.table.iter().position(|column| column.speaks_of(path))
    }

    /// Whether the cell of the field `path` is wrong.
    pub fn is_wrong(&self, path: &str) -> bool {
        let place = self.table.iter().position(|column| column.path == path);
        self.faults.iter().any(|fault| fault.column == place)
    }

    /// What a service has found wrong; of a cell that is wrong already, nothing more.
    pub fn refuse(&mut self, problems: Vec<Problem>) {
        let known: Vec<Option<usize>> = self.faults.iter().map(|fault| fault.column).collect();
        for problem in problems {
            let column = self.place(&problem.path);
            if column.is_none() || !known.contains(&column) {
                self.faults.push(Fault { column, code: problem.code, reason: problem.message });
            }
        }
    }

    /// Whether anything is wrong so far.
    pub fn has_faults(&self) -> bool {
        !self.faults.is_empty()
    }

    /// Its sheet and its number.
    pub fn at(&self) -> (&'a str, u32) {
        (&self.row.sheet.name, self.row.number)
    }

    /// Where what it says comes from, as the history of a case keeps it.
    pub fn source(&self, file_name: &str) -> String {
        let (sheet, number) = self.at();
        format!("据台账录入：{file_name}，“{sheet}”第{number}行")
    }

    /// What is wrong.
    pub fn into_faults(self) -> Vec<Fault> {
        self.faults
    }

    /// The digest of what the row says, for a department: the same however it was typed, and wherever it stands.
    pub fn digest(&self, kind: LedgerKind, department_id: Uuid) -> String {
        let mut said = self.said.clone();
        said.sort_unstable();
        let mut digest = Sha256::new();
        digest.update(kind.code());
        digest.update(department_id);
        for (path, said) in said {
            // Lengths keep one text from running into the next.
            digest.update(u64::try_from(path.len()).unwrap_or_default().to_be_bytes());
            digest.update(path);
            digest.update(u64::try_from(said.len()).unwrap_or_default().to_be_bytes());
            digest.update(said);
        }
        hex::encode(digest.finalize())
    }
}

/// The value of a closed set that is called so, by either label or by its name.
fn term<T: Term>(said: &str) -> Option<T> {
    let said = cells::word(said);
    let is_called = |term: &T| {
        let label = term.label();
        [label.zh, label.en, &term.code()].into_iter().any(|name| cells::word(name) == said)
    };
    T::ALL.iter().copied().find(is_called)
}

/// As the ledger's own columns show a row again.
pub fn shown(column: &Column, raw: &Raw) -> String {
    match (&column.form, raw) {
        (Form::Day, Raw::Number(_)) => cells::day(raw).map_or_else(|| raw.shown(), |day| day.to_string()),
        _ => raw.shown(),
    }
}
