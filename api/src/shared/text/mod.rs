//! How texts are compared: what of their writing tells nothing.

pub mod variants;
