//! Whom the departments met: the parties, and who may see them since.

use anyhow::Context;
use chrono::{DateTime, Utc};
use entity::{enums, party, party_department};
use uuid::Uuid;

use super::{Department, Ledger, Region};
use crate::{demo::words, parties, shared::search};

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
            phone_key: String::new(),
            address_key: String::new(),
            credit_code: Some(credit_code),
            id_number_cipher: None,
            id_number_digest: None,
            id_number_masked: None,
            address: Some(address.clone()),
            phone: None,
            legal_representative: Some(representative),
            region_id: Some(region.id),
            merged_into_id: None,
            recorded_by_id: self.recorder()?,
            recorded_at: at,
            version: 1,
        };
        parties::twins::set_keys(&mut row, &self.places);
        self.documents.push(search::document(
            enums::SearchKind::Party,
            id,
            parties::service::searchable(&row),
        ));
        self.parties.push(row);
        self.uses(department, id, at);
        Ok(Party { id, name, address })
    }

    /// `department` met the party, and so may see it.
    pub fn uses(&mut self, department: &Department, party_id: Uuid, since: DateTime<Utc>) {
        if self.known_parties.insert((party_id, department.id)) {
            self.party_departments.push(party_department::Model {
                party_id,
                department_id: department.id,
                region_key: department.region.key.clone(),
                since,
            });
        }
    }
}
