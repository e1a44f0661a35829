//! Referrals (移送): a case handed over to another department, another region or the police (两法衔接),
//! with a life of its own, as [`rules`] keeps it:
//!
//! ```text
//! department, region:
//!   SEND ──▶ SENT ──ACCEPT──▶ ACCEPTED (the case closes: taken over)
//!             ├──RETURN──▶ RETURNED (the case goes on)
//!             └──TAKE_BACK──▶ TAKEN_BACK
//! police (国务院令310号):
//!   PROPOSE ──▶ PROPOSED ──APPROVE*──▶ APPROVED ──HAND_OVER──▶ HANDED_OVER
//!                 └──DISAPPROVE*──▶ NOT_APPROVED                   │
//!   HANDED_OVER ──POLICE_FILE──▶ POLICE_FILED (the case closes; goods follow within 3 days)
//!   HANDED_OVER ──POLICE_DECLINE──▶ POLICE_DECLINED ──REQUEST_RECONSIDERATION──▶ RECONSIDERATION
//!   RECONSIDERATION ──POLICE_FILE──▶ POLICE_FILED, ──POLICE_DECLINE──▶ RECONSIDERATION_DECLINED
//!   declined: the police return the file; the procuratorate may be asked to supervise
//!
//! * the department's head
//! ```
//!
//! Answers are the receiving department's, on the platform, or the sender's who holds the paper.
//! A receiver sees the case from the hand-over on, not before. The case's own status moves only by
//! its own steps, which a referral's acts take along.
//!
//! Whether a case must go to the police is [`prosecution`](crate::prosecution)'s question: thresholds are dated data.

pub mod consequences;
pub mod enums;
pub mod facts;
pub mod inputs;
pub mod loaders;
pub mod mutations;
pub mod queries;
pub mod rules;
pub mod service;
pub mod sight;
pub mod types;
pub mod words;
