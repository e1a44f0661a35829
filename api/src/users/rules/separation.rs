//! The separation of duties (三员分立): who keeps accounts, who audits and who reads records are never one
//! account, and nobody who keeps accounts comes to hold what signs in as another.

use chrono::TimeDelta;
use entity::enums::Role;
use uuid::Uuid;

use crate::shared::{
    app::Confirmation,
    errors::{Problem, UserErrorCode},
};

/// How long a request can be confirmed.
pub const ASKED_FOR: TimeDelta = TimeDelta::days(7);

/// What a role is there for; an account stays with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Duty {
    /// Keeping accounts.
    Administration,
    /// Auditing.
    Audit,
    /// Reading and keeping records.
    Records,
    /// A department's system: no person.
    System,
}

fn duty(role: Role) -> Duty {
    match role {
        Role::SystemAdmin => Duty::Administration,
        Role::SecurityAuditor => Duty::Audit,
        Role::OfficeStaff | Role::DepartmentHead | Role::Officer | Role::Observer => Duty::Records,
        Role::Service => Duty::System,
    }
}

/// What keeps an account from going over from one role to another.
pub fn role_change_problem(from: Role, to: Role) -> Option<Problem> {
    (duty(from) != duty(to)).then(|| {
        Problem::new(
            UserErrorCode::RolesExclude,
            "role",
            "系统管理员、安全审计员、业务人员和系统账号不能互相转换（三员分立）；确需改任的，请停用本账号并另建新账号",
            "Administrators, auditors, people who work on records and systems never become one another: disable this \
             account and create another",
        )
    })
}

/// Whether what is asked for an account of `role` waits for somebody else. An auditor's always does.
pub fn is_confirmed(role: Role, confirmation: Confirmation) -> bool {
    role == Role::SecurityAuditor || confirmation == Confirmation::Required
}

/// Somebody who may be able to confirm.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// The user.
    pub id: Uuid,
    /// Their role.
    pub role: Role,
    /// Their department.
    pub department_id: Uuid,
    /// Its region's key.
    pub region_key: String,
}

/// The account for which something is asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Account {
    /// The user.
    pub id: Uuid,
    /// The role that it has; where another is asked for, both are looked at.
    pub role: Role,
    /// Whether it observes the whole region.
    pub observes_region: bool,
    /// Its department.
    pub department_id: Uuid,
    /// Its region's key.
    pub region_key: String,
}

/// Whether `person` may confirm what `asked_by` asks for `account`. Who confirms is shown what signs in as
/// it: so it is somebody who sees no less by their own role, and never who asked.
pub fn may_confirm(person: &Person, account: &Account, asked_by: Uuid) -> bool {
    if person.id == asked_by || person.id == account.id {
        return false;
    }
    let at_or_above = account.region_key.starts_with(&person.region_key);
    let own_head = person.role == Role::DepartmentHead && person.department_id == account.department_id;
    let office = person.role == Role::OfficeStaff && at_or_above;
    match account.role {
        Role::SystemAdmin | Role::SecurityAuditor => person.role == account.role && at_or_above,
        Role::OfficeStaff => office,
        Role::Observer if account.observes_region => office,
        Role::DepartmentHead | Role::Officer | Role::Observer | Role::Service => own_head || office,
    }
}

/// Those of `people` who are asked to confirm: of those who may, the account's own department's, else those of
/// the nearest region.
pub fn asked_to_confirm(people: &[Person], accounts: &[Account], asked_by: Uuid) -> Vec<Uuid> {
    let able: Vec<&Person> = people
        .iter()
        .filter(|person| accounts.iter().all(|account| may_confirm(person, account, asked_by)))
        .collect();
    let own =
        |person: &&&Person| accounts.iter().any(|account| account.department_id == person.department_id);
    let near: Vec<Uuid> = able.iter().filter(own).map(|person| person.id).collect();
    if !near.is_empty() {
        return near;
    }
    let nearest = able.iter().map(|person| person.region_key.len()).max();
    able.iter().filter(|person| Some(person.region_key.len()) == nearest).map(|person| person.id).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const ROLES: [Role; 7] = [
        Role::SystemAdmin,
        Role::SecurityAuditor,
        Role::OfficeStaff,
        Role::DepartmentHead,
        Role::Officer,
        Role::Observer,
        Role::Service,
    ];

    #[test]
    fn an_account_keeps_to_its_duty() {
        use Role::*;
        let records = [OfficeStaff, DepartmentHead, Officer, Observer];
        for from in ROLES {
            for to in ROLES {
                let allowed = from == to || (records.contains(&from) && records.contains(&to));
                assert_eq!(role_change_problem(from, to).is_none(), allowed, "{from:?} to {to:?}");
            }
        }
    }

    fn person(id: u128, role: Role, department: u128, region: &str) -> Person {
        let department_id = Uuid::from_u128(department);
        Person { id: Uuid::from_u128(id), role, department_id, region_key: region.to_owned() }
    }

    fn account(id: u128, role: Role, observes_region: bool) -> Account {
        let (id, department_id) = (Uuid::from_u128(id), Uuid::from_u128(10));
        Account { id, role, observes_region, department_id, region_key: "5105".to_owned() }
    }

    #[test]
    fn who_confirms_sees_no_less_by_their_own_role() {
        use Role::*;
        let asker = Uuid::from_u128(99);
        for role in ROLES {
            for of in ROLES {
                let expected = match of {
                    SystemAdmin | SecurityAuditor => role == of,
                    OfficeStaff => role == OfficeStaff,
                    DepartmentHead | Officer | Observer | Service => {
                        matches!(role, OfficeStaff | DepartmentHead)
                    }
                };
                let same_department = person(1, role, 10, "5105");
                assert_eq!(
                    may_confirm(&same_department, &account(2, of, false), asker),
                    expected,
                    "{role:?} {of:?}"
                );
                let elsewhere = person(1, role, 11, "5105");
                let expected = expected && (role != DepartmentHead);
                assert_eq!(
                    may_confirm(&elsewhere, &account(2, of, false), asker),
                    expected,
                    "{role:?} {of:?}"
                );
                for region in ["5109", "510502"] {
                    let stranger = person(1, role, 11, region);
                    assert!(!may_confirm(&stranger, &account(2, of, false), asker), "{role:?} of {region}");
                }
            }
        }
        assert!(!may_confirm(&person(1, DepartmentHead, 10, "5105"), &account(2, Observer, true), asker));
        assert!(may_confirm(&person(1, OfficeStaff, 11, "51"), &account(2, Observer, true), asker));
    }

    proptest! {
        #[test]
        fn nobody_confirms_what_they_asked_or_for_themselves_and_no_one_crosses_duties(
            id in 1_u128..4, of in 1_u128..4, asker in 1_u128..4,
            role in proptest::sample::select(ROLES.to_vec()),
            account_role in proptest::sample::select(ROLES.to_vec()),
        ) {
            let person = person(id, role, 10, "5105");
            if may_confirm(&person, &account(of, account_role, false), Uuid::from_u128(asker)) {
                prop_assert!(id != asker && id != of);
                let system = account_role == Role::Service && duty(role) == Duty::Records;
                prop_assert!(duty(role) == duty(account_role) || system);
            }
        }
    }

    #[test]
    fn the_nearest_are_asked() {
        let people = [
            person(1, Role::DepartmentHead, 10, "5105"),
            person(2, Role::OfficeStaff, 11, "5105"),
            person(3, Role::OfficeStaff, 12, "51"),
        ];
        let asker = Uuid::from_u128(99);
        let asked = |people: &[Person], role| asked_to_confirm(people, &[account(9, role, false)], asker);
        assert_eq!(asked(&people, Role::Officer), [Uuid::from_u128(1)]);
        assert_eq!(asked(&people[1..], Role::Officer), [Uuid::from_u128(2)]);
        assert_eq!(asked(&people[2..], Role::Officer), [Uuid::from_u128(3)]);
        assert_eq!(asked(&people, Role::OfficeStaff), [Uuid::from_u128(2)]);
        assert!(asked(&people, Role::SystemAdmin).is_empty());
    }
}
