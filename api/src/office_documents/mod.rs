//! What an office issues as a text with figures: the work summary (工作总结) and the bulletin (工作简报). People edit the text,
//! in which `{{…}}` names a figure; its number is the ledger's, so that refreshing figures destroys no text, and a number
//! that somebody typed is seen. Issuing gives it a number without gaps, freezes its figures and tells the departments, which
//! confirm that they received it. Departments offer items for the bulletin, and see which were used.

pub mod items;
pub mod loaders;
pub mod mutations;
pub mod outline;
pub mod paper;
pub mod queries;
pub mod rules;
pub mod service;
pub mod sight;
pub mod text;
pub mod text_types;
pub mod types;
