//! Who may see and do what: the one place that decides, for every resolver. Pure: roles and plain
//! facts in, a scope or a yes or no out. `tests/it/policy.txt` shows it all as a table, which a test
//! holds true.

use entity::enums::Role;
use uuid::Uuid;

use super::viewer::Viewer;

/// Which records exist for a viewer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Scope {
    /// None at all.
    Nothing,
    /// Those of the department, and those in which it takes part.
    Department(Uuid),
    /// Those of every department whose region's key begins so.
    Region(String),
}

/// What kind of thing is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject {
    /// Cases, inspections, joint actions, trainings, publicity events, parties, and all figures.
    Records,
    /// The address book: departments and regions.
    Directory,
    /// Accounts.
    Users,
    /// Accounts of auditors, to who keeps no others.
    Auditors,
    /// What was asked for accounts and somebody else confirms.
    AccountRequests,
    /// The audit log.
    AuditLog,
}

/// What is done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Act {
    /// Record an inspection or correct one.
    RecordInspection,
    /// Register a lead, revise a case, record its steps.
    HandleCase,
    /// Take a case's steps that need the head: approvals, assigning handlers, co-handlers.
    ApproveCase,
    /// File evidence of a case.
    FileEvidence,
    /// Read a person's identity number in full, with a reason.
    RevealIdentityNumber,
    /// Add a note to a case; for who handles it jointly, judged by their own department.
    ContributeToCase,
    /// Read who reported a case.
    ReadInformant,
    /// Mark a case as typical (典型案件), or no longer.
    MarkTypicalCase,
    /// Put a case on the list, urge its department, extend, release (挂牌督办).
    SuperviseCase,
    /// Plan, revise, extend or cancel a joint action.
    PlanAction,
    /// Report a task of an action as done.
    CompleteTask,
    /// Record a training or a publicity event, or correct one.
    RecordOutreach,
    /// Register or revise a party.
    RegisterParty,
    /// Maintain the region's own rules, as dated data: clock rules, thresholds, its holidays.
    MaintainRules,
    /// Appeal against a point that the department lost in the league (考评申诉).
    AppealLostPoint,
    /// Decide on such an appeal.
    DecideLostPointAppeal,
    /// Fill in the department's monthly report, or the office's of its region.
    FillMonthlyReport,
    /// Submit it.
    SubmitMonthlyReport,
    /// Open months for the region, and return, accept, excuse, urge or open again what its office receives.
    ReceiveMonthlyReports,
    /// Write the region's work summaries and bulletins, and issue them.
    WriteOfficeDocument,
    /// Offer the office an item for its bulletin, and confirm the receipt of what it issued.
    AnswerOfficeDocument,
    /// Keep the department's own templates of documents, and what its numbers begin with.
    KeepDocumentTemplates,
    /// Make two parties one.
    MergeParties,
    /// Propose that departments which met at one party handle a case jointly.
    ProposeJointHandling,
    /// Decide on entries of the blacklist: notice, listing, publication, removal.
    DecideBlacklist,
    /// Register, revise or deactivate departments.
    AdministerDepartments,
    /// Create accounts, change roles, disable, reset; not those of auditors.
    AdministerUsers,
    /// The same of auditors' accounts: no administrator keeps who watches them (三员分立).
    AdministerAuditors,
}

/// The roles of people who are told what happens to records: not those who see none (三员分立), and no
/// system, which asks when it wants to know.
pub const TOLD: [Role; 4] = [Role::OfficeStaff, Role::DepartmentHead, Role::Officer, Role::Observer];

/// Whose the object is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Owner {
    /// The department that it belongs to.
    pub department_id: Uuid,
    /// That department's region's key.
    pub region_key: String,
}

impl Owner {
    /// The viewer's own department.
    pub fn own(viewer: &Viewer) -> Self {
        Self { department_id: viewer.department_id, region_key: viewer.region_key.clone() }
    }
}

/// Which of `subject` exist for `viewer`.
pub fn scope(viewer: &Viewer, subject: Subject) -> Scope {
    let region = || Scope::Region(viewer.region_key.clone());
    if viewer.must_change_password {
        return Scope::Nothing;
    }
    match (subject, viewer.role) {
        (Subject::Records, Role::OfficeStaff) => region(),
        (Subject::Records, Role::Observer) if viewer.observes_region => region(),
        (Subject::Records, Role::DepartmentHead | Role::Officer | Role::Observer | Role::Service) => {
            Scope::Department(viewer.department_id)
        }
        (Subject::Records, Role::SystemAdmin | Role::SecurityAuditor) => Scope::Nothing,
        (Subject::Directory, Role::SecurityAuditor) => Scope::Nothing,
        // Joint work crosses regions, and offices' addresses are public: all may look them up.
        (Subject::Directory, _) => Scope::Region(String::new()),
        (Subject::Users, Role::SystemAdmin) => region(),
        (Subject::Users, _) => Scope::Nothing,
        (Subject::Auditors, Role::SecurityAuditor) => region(),
        (Subject::Auditors, _) => Scope::Nothing,
        (Subject::AccountRequests, Role::SystemAdmin | Role::SecurityAuditor | Role::OfficeStaff) => region(),
        (Subject::AccountRequests, Role::DepartmentHead) => Scope::Department(viewer.department_id),
        (Subject::AccountRequests, _) => Scope::Nothing,
        (Subject::AuditLog, Role::SecurityAuditor) => region(),
        (Subject::AuditLog, _) => Scope::Nothing,
    }
}

/// Whether `viewer` keeps the rules and the calendar of their region.
pub fn maintains_rules(viewer: &Viewer) -> bool {
    may(viewer, Act::MaintainRules, &Owner::own(viewer))
}

/// Whether `viewer` keeps the rules of the region with this key.
pub fn maintains_rules_of(viewer: &Viewer, region_key: &str) -> bool {
    let owner = Owner { department_id: viewer.department_id, region_key: region_key.to_owned() };
    may(viewer, Act::MaintainRules, &owner)
}

/// What it is to keep an account of `role`.
pub fn keeping(role: Role) -> Act {
    match role {
        Role::SecurityAuditor => Act::AdministerAuditors,
        _ => Act::AdministerUsers,
    }
}

/// Whether `viewer` may do `act` to what belongs to `owner`. Whether the object exists for the
/// viewer at all is `scope`'s question, and is asked first.
pub fn may(viewer: &Viewer, act: Act, owner: &Owner) -> bool {
    if viewer.read_only {
        return false;
    }
    let own = owner.department_id == viewer.department_id;
    let below = owner.region_key.starts_with(&viewer.region_key);
    let records = matches!(viewer.role, Role::DepartmentHead | Role::Officer | Role::Service);
    let office = viewer.role == Role::OfficeStaff;
    match act {
        // A coordination office organises but does not itself inspect (国办发〔2024〕54号).
        Act::RecordInspection | Act::HandleCase | Act::FileEvidence => {
            records && own && !viewer.in_coordination_office
        }
        Act::ContributeToCase => records && own && !viewer.in_coordination_office,
        // Neither a department's system nor who may only look.
        Act::ReadInformant => {
            let person = matches!(viewer.role, Role::DepartmentHead | Role::Officer);
            (person && own) || (office && below)
        }
        Act::MarkTypicalCase => (viewer.role == Role::DepartmentHead && own) || (office && below),
        Act::AppealLostPoint => viewer.role == Role::DepartmentHead && own,
        Act::AnswerOfficeDocument | Act::FillMonthlyReport => {
            own && (records || (office && viewer.in_coordination_office))
        }
        Act::SubmitMonthlyReport => {
            own && (viewer.role == Role::DepartmentHead || (office && viewer.in_coordination_office))
        }
        Act::ApproveCase | Act::KeepDocumentTemplates => {
            viewer.role == Role::DepartmentHead && own && !viewer.in_coordination_office
        }
        // A department's system has what it recorded; nobody reads the number over it.
        Act::RevealIdentityNumber => {
            office || (matches!(viewer.role, Role::DepartmentHead | Role::Officer) && own)
        }
        Act::PlanAction | Act::SuperviseCase => office && below,
        Act::CompleteTask => (records && own) || (office && below),
        Act::RecordOutreach => (records || office) && own,
        Act::RegisterParty => records || office,
        // A region's own, which bind all below it: neither those above nor the platform's, which the
        // operator keeps at the command line.
        // Nobody receives reports in another's place: neither from those above nor from what a county receives.
        Act::MaintainRules
        | Act::DecideLostPointAppeal
        | Act::ReceiveMonthlyReports
        | Act::WriteOfficeDocument => {
            office && viewer.in_coordination_office && owner.region_key == viewer.region_key
        }
        Act::MergeParties | Act::ProposeJointHandling | Act::DecideBlacklist => office && below,
        Act::AdministerDepartments | Act::AdministerUsers => viewer.role == Role::SystemAdmin && below,
        Act::AdministerAuditors => viewer.role == Role::SecurityAuditor && below,
    }
}
