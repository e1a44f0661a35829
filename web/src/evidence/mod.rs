//! Evidence: the files of a case, filed from a desk or a phone, looked at, corrected by newer ones; and
//! the cover and catalogue of its file on paper.

mod choose;
mod correct;
mod dossier;
mod files;
mod operations;
mod preview;
mod queue;
mod tab;
mod upload;

pub use choose::{CaseFiles, FilesField};
pub use dossier::DossierPage;
pub use files::{asking, received, refused};
pub use operations::FileRef;
pub use preview::{DownloadButton, FileLinks, PreviewDialog, named_otherwise};
pub use tab::EvidenceTab;
pub use upload::FileButton;
