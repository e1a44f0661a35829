//! Whom the departments met: the parties, and what each department keeps of them since.

use anyhow::Context;
use chrono::{DateTime, Utc};
use entity::{enums, party, party_name};
use uuid::Uuid;

use super::{Department, Ledger, Region};
use crate::{
    demo::words,
    parties::{
        self,
        particulars::{self, Learnt},
    },
    shared::{clock::statutory_day, search},
};

/// What the ledger knows of a party.
#[derive(Clone, Debug)]
pub struct Party {
    /// Its row.
    pub id: Uuid,
    /// Its name.
    pub name: String,
    /// Its address.
    pub address: String,
}

impl Ledger {
    /// A business in `region`, recorded by `department`.
    pub fn business(
        &mut self,
        department: &Department,
        region: &Region,
        at: DateTime<Utc>,
    ) -> anyhow::Result<Party> {
        let (name, address) = words::business(&mut self.rng, &region.name);
        self.named_business(department, region, name, address, at)
    }

    /// A business of that name.
    pub fn named_business(
        &mut self,
        department: &Department,
        region: &Region,
        name: String,
        address: String,
        at: DateTime<Utc>,
    ) -> anyhow::Result<Party> {
        let id = self.id(at);
        let credit_code = words::credit_code(&mut self.rng, &region.code)
            .context("a credit code was made of wrong characters")?;
        let representative = words::person(&mut self.rng);
        let mut row = party::Model {
            id,
            kind: enums::PartyKind::Business,
            name: name.clone(),
            folded_name: search::fold(&name),
            name_key: String::new(),
            credit_code: Some(credit_code),
            id_number_cipher: None,
            id_number_digest: None,
            id_number_masked: None,
            region_id: Some(region.id),
            merged_into_id: None,
            recorded_by_id: self.recorder()?,
            recorded_at: at,
            version: 1,
        };
        parties::twins::set_key(&mut row, &self.places);
        self.documents.push(search::document(
            enums::SearchKind::Party,
            id,
            parties::service::searchable(&row),
        ));
        self.party_names.push(party_name::Model {
            id,
            party_id: id,
            name: name.clone(),
            valid_from: statutory_day(at),
            recorded_by_id: row.recorded_by_id,
            recorded_at: at,
        });
        self.parties.push(row);
        let learnt = Learnt {
            party_id: id,
            address: Some(address.clone()),
            legal_representative: Some(representative),
            region_id: Some(region.id),
            ..Learnt::default()
        };
        self.learnt.insert(id, learnt);
        self.uses(department, id, at);
        Ok(Party { id, name, address })
    }

    /// `department` met the party, and keeps what there is to know of it.
    pub fn uses(&mut self, department: &Department, party_id: Uuid, since: DateTime<Utc>) {
        if !self.known_parties.insert((party_id, department.id)) {
            return;
        }
        let learnt = self.learnt.get(&party_id).cloned().unwrap_or(Learnt { party_id, ..Learnt::default() });
        let of = (department.id, department.region.key.as_str());
        let mut row = particulars::row(of, enums::PartyKind::Business, learnt, since, &self.places);
        row.id = self.id(since);
        self.documents.push(particulars::document(&row));
        self.party_departments.push(row);
    }
}
