//! Signing in, and changing one's password.

mod password;
mod sign_in;

pub use password::{AccountPage, MustChangePassword};
pub use sign_in::SignInPage;
