//! Journeys through the real app in a real browser: headless Chromium, driven over WebDriver, on the
//! app as it ships. `cargo xtask test` builds the app and finds the browser; without it
//! (`SHUANGDA_TEST_APP`, `SHUANGDA_TEST_CHROMEDRIVER`) the journeys say that they are skipped.

#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used, reason = "these are tests")]

mod addresses;
mod arriving;
mod browser;
mod case_documents;
mod case_life;
mod charts;
mod conflict;
mod deconfliction;
mod explorer;
mod files;
mod imports;
mod indicators;
mod inspection_to_summary;
mod killed;
mod monthly_to_bulletin;
mod paths;
mod picker;
