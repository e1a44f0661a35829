//! A case (案件), from the lead to the archive. Its life, as [`rules`] keeps it:
//!
//! ```text
//! LEAD ──ACCEPT──▶ ACCEPTED ──FILE*──▶ FILED ──INVESTIGATE──▶ INVESTIGATING ◀──RESUME── SUSPENDED
//!   │ DECLINE         │ DECLINE_FILING*                         │  ▲   └──────SUSPEND──────▶
//!   ▼                 ▼                    SUBMIT_LEGAL_REVIEW  │  │ RETURN_FROM_LEGAL_REVIEW°
//! NOT_ACCEPTED     NOT_FILED                                    ▼  │
//!                                                            LEGAL_REVIEW
//!                                                               │ PASS_LEGAL_REVIEW°
//!                                                               ▼
//! INVESTIGATING ──GIVE_NOTICE──▶                              NOTICE ──HOLD_HEARING──▶ HEARING
//!                                                               └──────────┬─────────────┘
//!                                                                          │ DECIDE*
//!                                                                          ▼
//!                        ARCHIVED ◀──ARCHIVE── CLOSED ◀──CLOSE── ENFORCING ◀──ENFORCE── DECIDED
//!                                                 ▲                                        │
//!                                                 └──CLOSE (nothing to enforce; dispute)───┘
//!
//! any open step in hand ──WITHDRAW*──▶ CLOSED
//! any open step in hand ──REFER──▶ REFERRED ──CLOSE──▶ CLOSED (taken over by the other department)
//! INVESTIGATING, LEGAL_REVIEW ──REFER_TO_POLICE──▶ REFERRED_TO_POLICE ──POLICE_FILE──▶ CLOSED
//! REFERRED_TO_POLICE ──POLICE_DECLINE──▶ INVESTIGATING ──REQUEST_RECONSIDERATION──▶ POLICE_RECONSIDERATION
//! POLICE_RECONSIDERATION ──POLICE_FILE──▶ CLOSED, ──POLICE_DECLINE──▶ INVESTIGATING
//! REFERRED, REFERRED_TO_POLICE, POLICE_RECONSIDERATION ──TAKE_BACK──▶ where it can go on
//! patent dispute: INVESTIGATING ──MEDIATE──▶ CLOSED, ──DECIDE*──▶ DECIDED; no review, no police, no penalty
//!
//! where the law asks for no review: GIVE_NOTICE straight from the investigation (行政处罚法 art. 58);
//! NOTICE and HEARING ──SUBMIT_LEGAL_REVIEW──▶ where it is to be made up for
//!
//! * the department's head, to whom others propose it ([`flow::approvals`])    ° anyone of the department but who filed it (立审分离)
//! ```
//!
//! The record of a case stands here: what it says, what happened to it, who sees it. Much stands on that. What
//! moves it is its [`flow`], which stands on much.
//!
//! From the filing on, every other step is a handler's with a certificate valid on its day, or the
//! head's. Exactly closed and archived cases have an outcome.

pub mod clocks;
pub mod events;
pub mod facts;
pub mod fetch;
pub mod figures;
pub mod flow;
pub mod history;
pub mod indexing;
pub mod informants;
pub mod joint;
pub mod loaders;
pub mod mutations;
pub mod penalty;
pub mod queries;
pub mod review;
pub mod rules;
pub mod service;
pub mod shape;
pub mod sight;
pub mod types;
pub mod words;
