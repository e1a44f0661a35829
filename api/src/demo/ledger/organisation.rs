//! Who works where: regions, departments and hotlines, accounts and certificates.

use anyhow::anyhow;
use chrono::{DateTime, Months, NaiveDate, Utc};
use entity::{certificate, department, enums, hotline, json::ServiceScopes, region, service_token, user};
use uuid::Uuid;

use super::Ledger;
use crate::{
    demo::words,
    shared::search::{self, Place},
};

/// What the ledger knows of a region.
#[derive(Clone, Debug)]
pub struct Region {
    /// Its row.
    pub id: Uuid,
    /// Its code without padding.
    pub key: String,
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: String,
}

/// What the ledger knows of a department.
#[derive(Clone, Debug)]
pub struct Department {
    /// Its row.
    pub id: Uuid,
    /// Its region.
    pub region: Region,
    /// Its short name.
    pub short_name: String,
    /// Its kind.
    pub kind: enums::DepartmentKind,
    /// Who approves.
    pub head: Option<Uuid>,
    /// Who works there in the field.
    pub officers: Vec<Officer>,
}

/// What the ledger knows of an officer.
#[derive(Clone, Debug)]
pub struct Officer {
    /// The user.
    pub id: Uuid,
    /// First day, last day and number of each certificate.
    pub certificates: Vec<(NaiveDate, NaiveDate, String)>,
}

impl Officer {
    /// The number of the certificate valid on `day`.
    pub fn certificate(&self, day: NaiveDate) -> anyhow::Result<&str> {
        self.certificates
            .iter()
            .find(|(from, to, _)| (*from..=*to).contains(&day))
            .map(|(.., number)| number.as_str())
            .ok_or_else(|| anyhow!("no certificate of officer {} is valid on {day}", self.id))
    }
}

/// The region's code without the zero pairs that only pad it.
pub fn region_key(code: &str) -> String {
    let mut key = code;
    if key.len() == 6 {
        while let Some(shorter) = key.strip_suffix("00").filter(|shorter| !shorter.is_empty()) {
            key = shorter;
        }
    }
    key.to_owned()
}

impl Department {
    /// Where what it handles is found.
    pub fn place(&self) -> Place {
        Place { region_key: self.region.key.clone(), department_id: self.id }
    }
}

impl Ledger {
    /// A region below `parent`.
    pub fn region(
        &mut self,
        code: &str,
        name: &str,
        level: enums::RegionLevel,
        parent: Option<&Region>,
        since: DateTime<Utc>,
    ) -> Region {
        let region = Region {
            id: self.id(since),
            key: region_key(code),
            code: code.to_owned(),
            name: name.to_owned(),
        };
        self.places.add(name);
        self.regions.push(region::Model {
            id: region.id,
            code: region.code.clone(),
            key: region.key.clone(),
            level,
            name: region.name.clone(),
            parent_id: parent.map(|parent| parent.id),
        });
        region
    }

    /// A department of `region`, or its coordination office.
    pub fn department(
        &mut self,
        region: &Region,
        (name, short_name): (&str, &str),
        kind: enums::DepartmentKind,
        is_coordination_office: bool,
        since: DateTime<Utc>,
    ) -> Department {
        let id = self.id(since);
        self.made.departments += 1;
        let number = self.made.departments;
        let liaison = words::person(&mut self.rng);
        let row = department::Model {
            id,
            region_id: region.id,
            region_key: region.key.clone(),
            name: name.to_owned(),
            short_name: short_name.to_owned(),
            kind,
            is_coordination_office,
            liaison_name: Some(liaison),
            // Numbers that begin so are nobody's.
            liaison_phone: Some(format!("555{number:04}")),
            document_code: None,
            sort_order: number,
            active: true,
            created_at: since,
            version: 1,
        };
        let texts = [row.name.as_str(), &row.short_name];
        self.documents.push(search::document(enums::SearchKind::Department, id, texts));
        self.departments.push(row);
        Department {
            id,
            region: region.clone(),
            short_name: short_name.to_owned(),
            kind,
            head: None,
            officers: Vec::new(),
        }
    }

    /// A hotline of `region`.
    pub fn hotline(
        &mut self,
        region: &Region,
        department: Option<Uuid>,
        number: &str,
        purpose: &str,
        at: DateTime<Utc>,
    ) {
        let id = self.id(at);
        self.made.hotlines += 1;
        let sort_order = self.made.hotlines;
        self.hotlines.push(hotline::Model {
            id,
            region_id: region.id,
            department_id: department,
            number: number.to_owned(),
            purpose: purpose.to_owned(),
            sort_order,
        });
    }

    /// An account in `department`; the first one is who recorded everything that names nobody else.
    pub fn account(
        &mut self,
        department: &Department,
        (username, display_name): (&str, &str),
        role: enums::Role,
        observes_region: bool,
        password_hash: Option<String>,
        since: DateTime<Utc>,
    ) -> Uuid {
        let id = self.id(since);
        self.made.users += 1;
        self.users.push(user::Model {
            id,
            department_id: department.id,
            region_key: department.region.key.clone(),
            username: username.to_owned(),
            display_name: display_name.to_owned(),
            role,
            observes_region,
            password_hash,
            must_change_password: false,
            one_time_until: None,
            phone: None,
            email: None,
            active: true,
            created_at: since,
            version: 1,
        });
        self.documents.push(search::document(enums::SearchKind::User, id, [username, display_name]));
        self.recorder.get_or_insert(id);
        id
    }

    /// A token of a year with which the system `user_id` reads and writes.
    pub fn service_token(
        &mut self,
        user_id: Uuid,
        issued_by_id: Uuid,
        token_hash: String,
        today: NaiveDate,
        issued_at: DateTime<Utc>,
    ) {
        let id = self.id(issued_at);
        self.service_tokens.push(service_token::Model {
            id,
            user_id,
            name: "演示".to_owned(),
            token_hash,
            scopes: ServiceScopes(vec![enums::ServiceScope::Read, enums::ServiceScope::Write]),
            expires_on: today + Months::new(12),
            revoked_at: None,
            issued_by_id,
            issued_at,
        });
    }

    /// Certificates of `user_id` over `spans`, which makes them an officer of `department`.
    pub fn certify(
        &mut self,
        department: &mut Department,
        user_id: Uuid,
        spans: &[(NaiveDate, NaiveDate)],
        since: DateTime<Utc>,
    ) {
        let mut certificates = Vec::new();
        for (from, to) in spans {
            let id = self.id(since);
            self.made.certificates += 1;
            let number = format!("{}{}{:05}", department.region.code, self.series, self.made.certificates);
            self.certificates.push(certificate::Model {
                id,
                user_id,
                number: number.clone(),
                valid_from: *from,
                valid_to: *to,
            });
            certificates.push((*from, *to, number));
        }
        department.officers.push(Officer { id: user_id, certificates });
    }

    /// `count` officers of `department` who hold certificates over `spans` and cannot sign in.
    pub fn officers(
        &mut self,
        department: &mut Department,
        count: usize,
        spans: &[(NaiveDate, NaiveDate)],
        since: DateTime<Utc>,
    ) {
        for _ in 0..count {
            let name = words::person(&mut self.rng);
            let username = format!("officer{}{:04}", self.series, self.made.users);
            let id = self.account(department, (&username, &name), enums::Role::Officer, false, None, since);
            self.certify(department, id, spans, since);
        }
    }
}
