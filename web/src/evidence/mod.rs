//! Evidence: the files of a case, filed from a desk or a phone, looked at, corrected by newer ones; and
//! the cover and catalogue of its file on paper.

mod correct;
mod dossier;
mod files;
mod operations;
mod preview;
mod tab;
mod upload;

pub use dossier::DossierPage;
pub use tab::EvidenceTab;
