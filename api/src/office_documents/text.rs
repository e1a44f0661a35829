//! A document's text with its figures: from the ledger while it is written, and as they were once it is issued.

use std::{
    collections::{BTreeSet, HashMap},
    sync::Arc,
};

use entity::{
    department, enums::OfficeDocumentState, office_document::Model, office_document_figure,
    office_document_receipt,
};
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder};
use vocabulary::{DocumentPieceKind as PieceKind, Language};

use super::{
    rules::{self, Aspect, Piece},
    sight::is_sent_to,
};
use crate::{
    shared::{
        figures::indicators::{self, Definition},
        language::text,
        scope::within_region,
        values::{Money, Quantity},
    },
    summary::{
        extent::Extent,
        rules::{Period, change},
        tallies::{self, Tally},
    },
};

/// What a document says, with the numbers in it.
#[derive(Clone, Debug, Default)]
pub struct Written {
    /// Its parts.
    pub sections: Vec<Section>,
    /// Every figure that they name, once, in the order in which summaries print them.
    pub figures: Vec<Row>,
}

/// A part of it.
#[derive(Clone, Debug)]
pub struct Section {
    /// The heading.
    pub heading: String,
    /// The text as it is edited.
    pub source: String,
    /// The text, piece by piece.
    pub pieces: Vec<Said>,
    /// The figures of the table below it.
    pub table: Vec<Row>,
}

/// A piece of text, as it is read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// What it is.
    pub kind: PieceKind,
    /// The words.
    pub text: String,
    /// Of a figure: its indicator's code.
    pub indicator: Option<String>,
}

/// A row of a table.
#[derive(Clone, Debug)]
pub struct Row {
    /// What is counted.
    pub definition: Arc<Definition>,
    /// The figure.
    pub present: Quantity,
    /// That of the year before.
    pub previous: Quantity,
}

impl Row {
    /// As a table says it: amounts in ten thousand yuan, as these documents state them.
    pub fn in_table(&self, quantity: Quantity, language: Language) -> String {
        if self.definition.counts.is_money() {
            ten_thousands(quantity)
        } else {
            self.written(quantity, language)
        }
    }

    /// The unit of [`Row::in_table`].
    pub fn unit_in_table(&self, language: Language) -> String {
        if self.definition.counts.is_money() {
            text("万元", "ten thousand yuan").in_language(language).to_owned()
        } else {
            self.definition.unit.in_language(language).to_owned()
        }
    }

    /// A number as people read it: `7500余`.
    pub fn written(&self, quantity: Quantity, language: Language) -> String {
        let mark =
            if quantity.at_least { text("余", "+").in_language(language).to_owned() } else { String::new() };
        format!("{}{mark}", self.definition.written(quantity.value))
    }

    /// By how many per cent there is more than the year before; none of lower bounds, or where there was nothing.
    pub fn change(&self) -> Option<String> {
        let is_exact = !self.present.at_least && !self.previous.at_least;
        change(self.present.value, self.previous.value)
            .filter(|_| is_exact)
            .map(|change| format!("{change}%"))
    }
}

/// Of what the document's figures are: of its region, with all below, at the moment of its issue.
fn extent(row: &Model) -> Extent {
    Extent {
        region_key: row.region_key.clone(),
        own_level: false,
        department_ids: Vec::new(),
        period: Period { from: row.period_from, to: row.period_to },
        case_kinds: Vec::new(),
        as_of: row.counted_at,
    }
}

/// The indicators that the document may name.
///
/// # Errors
///
/// The database's.
pub async fn definitions(db: &impl ConnectionTrait, row: &Model) -> Result<Vec<Arc<Definition>>, DbErr> {
    indicators::of_region(db, &row.region_key, (row.period_from, row.period_to)).await
}

/// The indicator that is called so, or has this code.
fn named<'a>(known: &'a [Arc<Definition>], name: &str) -> Option<&'a Arc<Definition>> {
    known.iter().find(|definition| {
        definition.code == name || definition.name.zh == name || definition.name.en == name
    })
}

/// The indicators that the document's text and tables name, in the order in which summaries print them.
fn mentioned(row: &Model, known: &[Arc<Definition>]) -> Vec<Arc<Definition>> {
    let mut codes = BTreeSet::new();
    for section in &row.sections.0 {
        for piece in rules::pieces(&section.text) {
            if let Piece::Reference { name, .. } = piece {
                codes.extend(named(known, name).map(|definition| definition.code.as_str()));
            }
        }
        codes.extend(section.indicators.iter().map(String::as_str));
    }
    known.iter().filter(|definition| codes.contains(definition.code.as_str())).cloned().collect()
}

/// The document with its numbers.
///
/// # Errors
///
/// The database's.
pub async fn read(db: &impl ConnectionTrait, row: &Model, language: Language) -> Result<Written, DbErr> {
    let known = definitions(db, row).await?;
    let mentioned = mentioned(row, &known);
    let tallies: HashMap<String, Tally> = match row.state {
        OfficeDocumentState::Draft => {
            let read = tallies::read(db, &mentioned, &extent(row), None).await?;
            mentioned.iter().map(|definition| (definition.code.clone(), read.of(&definition.code))).collect()
        }
        OfficeDocumentState::Issued => kept(db, row).await?,
    };
    let row_of = |definition: &Arc<Definition>| {
        let tally = tallies.get(&definition.code).copied().unwrap_or_default();
        Row { definition: definition.clone(), present: tally.present, previous: tally.previous }
    };
    let section = |section: &entity::json::DocumentSection| Section {
        heading: section.heading.clone(),
        source: section.text.clone(),
        pieces: rules::pieces(&section.text)
            .iter()
            .map(|piece| said(piece, |name| named(&known, name).map(row_of), language))
            .collect(),
        table: section.indicators.iter().filter_map(|code| named(&known, code)).map(row_of).collect(),
    };
    Ok(Written {
        sections: row.sections.0.iter().map(section).collect(),
        figures: mentioned.iter().map(row_of).collect(),
    })
}

async fn kept(db: &impl ConnectionTrait, row: &Model) -> Result<HashMap<String, Tally>, DbErr> {
    let rows = office_document_figure::Entity::find()
        .filter(office_document_figure::Column::DocumentId.eq(row.id))
        .all(db)
        .await?;
    let tally = |row: office_document_figure::Model| {
        let present = Quantity { value: row.value, at_least: row.at_least };
        let previous = Quantity { value: row.previous, at_least: row.previous_at_least };
        (row.indicator, Tally { present, previous })
    };
    Ok(rows.into_iter().map(tally).collect())
}

fn said(piece: &Piece<'_>, figure: impl Fn(&str) -> Option<Row>, language: Language) -> Said {
    let plain = |kind| Said { kind, text: piece.source().to_owned(), indicator: None };
    let (name, aspect) = match piece {
        Piece::Text(_) => return plain(PieceKind::Text),
        Piece::Number(_) => return plain(PieceKind::TypedNumber),
        Piece::Reference { name, aspect, .. } => (name, aspect),
    };
    let (Some(row), Some(aspect)) = (figure(name), aspect) else { return plain(PieceKind::Unknown) };
    let written = match aspect {
        Aspect::Present => row.written(row.present, language),
        Aspect::Previous => row.written(row.previous, language),
        Aspect::Change => match row.change() {
            Some(change) => changed(&change, language),
            None => text("不可比", "not comparable").in_language(language).to_owned(),
        },
        Aspect::TenThousands if row.definition.counts.is_money() => ten_thousands(row.present),
        Aspect::TenThousands => return plain(PieceKind::Unknown),
    };
    Said { kind: PieceKind::Figure, text: written, indicator: Some(row.definition.code.clone()) }
}

/// An amount, to a hundredth of ten thousand yuan, which are ten thousand fen; half of one is rounded up.
fn ten_thousands(amount: Quantity) -> String {
    Money { fen: (amount.value + 5_000) / 10_000 }.to_yuan()
}

/// `+12.0%` as a sentence says it: 增长12.0%.
fn changed(change: &str, language: Language) -> String {
    let said = match change.split_at(1) {
        ("-", by) => text(format!("下降{by}"), format!("{by} less")),
        (_, by) => text(format!("增长{by}"), format!("{by} more")),
    };
    said.in_language(language).to_owned()
}

/// The departments and offices to which a document goes and that have not confirmed its receipt: those of its region, and
/// the offices right below it.
///
/// # Errors
///
/// The database's.
pub async fn awaited(db: &impl ConnectionTrait, row: &Model) -> Result<Vec<department::Model>, DbErr> {
    let received: Vec<uuid::Uuid> = office_document_receipt::Entity::find()
        .filter(office_document_receipt::Column::DocumentId.eq(row.id))
        .all(db)
        .await?
        .into_iter()
        .map(|receipt| receipt.department_id)
        .collect();
    let own = department::Column::RegionKey.eq(row.region_key.as_str());
    let offices_below = within_region(&row.region_key, department::Column::RegionKey)
        .add(department::Column::IsCoordinationOffice.eq(true));
    let found = department::Entity::find()
        .filter(department::Column::Active.eq(true))
        .filter(department::Column::Id.ne(row.department_id))
        .filter(department::Column::Id.is_not_in(received))
        .filter(Condition::any().add(own).add(offices_below))
        .order_by_asc(department::Column::RegionKey)
        .order_by_asc(department::Column::SortOrder)
        .order_by_asc(department::Column::Id)
        .all(db)
        .await?;
    let sent =
        |it: &department::Model| is_sent_to(row, (it.id, it.region_key.as_str(), it.is_coordination_office));
    Ok(found.into_iter().filter(sent).collect())
}
