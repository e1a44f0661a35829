//! Who may see and do what, as a table to read: `policy.txt` beside this file. Where the policy is
//! changed on purpose, `UPDATE_TABLES=1` and this test write it anew.

use std::fmt::Write;

use entity::enums::Role;
use sea_orm::Iterable;
use shuangda::shared::{
    policy::{self, Act, Owner, Scope, Subject},
    viewer::Viewer,
};
use uuid::Uuid;

const EXPECTED: &str = include_str!("policy.txt");

const OWN: Uuid = Uuid::from_u128(1);

fn acts() -> Vec<Act> {
    let mut acts = vec![Act::RecordInspection];
    // Exhaustive, so that a new act must be given its place here.
    while let Some(next) = match acts[acts.len() - 1] {
        Act::RecordInspection => Some(Act::HandleCase),
        Act::HandleCase => Some(Act::ApproveCase),
        Act::ApproveCase => Some(Act::FileEvidence),
        Act::FileEvidence => Some(Act::RevealIdentityNumber),
        Act::RevealIdentityNumber => Some(Act::ContributeToCase),
        Act::ContributeToCase => Some(Act::ReadInformant),
        Act::ReadInformant => Some(Act::MarkTypicalCase),
        Act::MarkTypicalCase => Some(Act::SuperviseCase),
        Act::SuperviseCase => Some(Act::PlanAction),
        Act::PlanAction => Some(Act::CompleteTask),
        Act::CompleteTask => Some(Act::RecordOutreach),
        Act::RecordOutreach => Some(Act::RegisterParty),
        Act::RegisterParty => Some(Act::MaintainRules),
        Act::MaintainRules => Some(Act::AppealLostPoint),
        Act::AppealLostPoint => Some(Act::DecideLostPointAppeal),
        Act::DecideLostPointAppeal => Some(Act::FillMonthlyReport),
        Act::FillMonthlyReport => Some(Act::SubmitMonthlyReport),
        Act::SubmitMonthlyReport => Some(Act::ReceiveMonthlyReports),
        Act::ReceiveMonthlyReports => Some(Act::WriteOfficeDocument),
        Act::WriteOfficeDocument => Some(Act::AnswerOfficeDocument),
        Act::AnswerOfficeDocument => Some(Act::KeepDocumentTemplates),
        Act::KeepDocumentTemplates => Some(Act::MergeParties),
        Act::MergeParties => Some(Act::ProposeJointHandling),
        Act::ProposeJointHandling => Some(Act::DecideBlacklist),
        Act::DecideBlacklist => Some(Act::AdministerDepartments),
        Act::AdministerDepartments => Some(Act::AdministerUsers),
        Act::AdministerUsers => Some(Act::AdministerAuditors),
        Act::AdministerAuditors => None,
    } {
        acts.push(next);
    }
    acts
}

fn viewer(role: Role) -> Viewer {
    Viewer {
        user_id: Uuid::from_u128(9),
        display_name: String::new(),
        role,
        department_id: OWN,
        region_id: Uuid::from_u128(8),
        region_key: "5105".to_owned(),
        in_coordination_office: role == Role::OfficeStaff,
        observes_region: false,
        read_only: false,
        must_change_password: false,
        session_id: None,
    }
}

fn viewers() -> Vec<(String, Viewer)> {
    let mut viewers: Vec<_> = Role::iter().map(|role| (format!("{role:?}"), viewer(role))).collect();
    let officer = viewer(Role::Officer);
    viewers.push(("Officer within an office".into(), Viewer { in_coordination_office: true, ..officer }));
    let observer = viewer(Role::Observer);
    viewers.push(("Observer of the region".into(), Viewer { observes_region: true, ..observer }));
    let head = viewer(Role::DepartmentHead);
    viewers.push(("DepartmentHead, read only".into(), Viewer { read_only: true, ..head }));
    let waiting = Viewer { read_only: true, must_change_password: true, ..viewer(Role::OfficeStaff) };
    viewers.push(("OfficeStaff who must change their password".into(), waiting));
    viewers
}

fn table() -> String {
    let place = |department: u128, region: &str| Owner {
        department_id: Uuid::from_u128(department),
        region_key: region.to_owned(),
    };
    let owners = [place(1, "5105"), place(2, "5105"), place(3, "510521"), place(4, "5109"), place(5, "51")];
    let mut table = String::new();
    for (name, viewer) in viewers() {
        writeln!(table, "{name}").unwrap();
        for subject in [
            Subject::Records,
            Subject::Directory,
            Subject::Users,
            Subject::Auditors,
            Subject::AccountRequests,
            Subject::AuditLog,
        ] {
            let seen = match policy::scope(&viewer, subject) {
                Scope::Nothing => "nothing".to_owned(),
                Scope::Department(id) if id == OWN => "own department's".to_owned(),
                Scope::Department(id) => format!("department {id}'s"),
                Scope::Region(prefix) if prefix.is_empty() => "all".to_owned(),
                Scope::Region(prefix) => format!("region {prefix} and below"),
            };
            writeln!(table, "  sees {:<20} {seen}", format!("{subject:?}")).unwrap();
        }
        writeln!(table, "  {:<25} own  same region  below  other city  above", "may").unwrap();
        for act in acts() {
            let cells =
                owners.each_ref().map(|owner| if policy::may(&viewer, act, owner) { "yes" } else { "-" });
            let [own, region, below, city, above] = cells;
            let line =
                format!("  {:<25} {own:<4} {region:<12} {below:<6} {city:<11} {above}", format!("{act:?}"));
            writeln!(table, "{}", line.trim_end()).unwrap();
        }
        table.push('\n');
    }
    table
}

#[test]
fn everybody_may_what_the_table_says() {
    let table = table();
    if std::env::var_os("UPDATE_TABLES").is_some() {
        std::fs::write(concat!(env!("CARGO_MANIFEST_DIR"), "/it/policy.txt"), &table).unwrap();
        return;
    }
    assert_eq!(table, EXPECTED, "the policy is not what tests/it/policy.txt says");
}
