//! Seizures (先行登记保存, 查封, 扣押) and what becomes of the goods. A seizure is one decision on the goods
//! of one place; each line of its list is a small ledger:
//!
//! ```text
//!            ┌─ returned (返还)
//! seized ────┼─ confiscated (没收) ── destroyed (销毁)
//!            ├─ destroyed, without confiscation first
//!            ├─ transferred (移交): with the case, to the police or another department
//!            └─ left: what nobody has decided on; the period of its measure runs as long as any is
//! ```
//!
//! Preservation lasts seven working days: by then the goods are disposed of, or sealed or detained
//! (行政处罚法 art. 56). Sealing and detention last thirty days, and once thirty more (行政强制法 art. 25). A
//! case is not closed while anything is left.

pub mod acts;
pub mod clocks;
pub mod figures;
pub mod goods;
pub mod loaders;
pub mod mutations;
pub mod queries;
pub mod rules;
pub mod service;
pub mod sight;
pub mod types;
pub mod words;
