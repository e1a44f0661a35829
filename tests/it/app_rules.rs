//! What the app reckons by itself, which knows neither the browser nor the API: its tests run here, with the others.

#![allow(dead_code, reason = "the app uses what its tests do not")]

#[path = "../../web/src/summary/period.rs"]
mod period;
#[path = "../../web/src/components/chart/reckoning.rs"]
mod reckoning;
