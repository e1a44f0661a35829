//! Publicity (宣传活动): consultation desks, leaflets, lectures, press conferences, destructions of
//! goods, media coverage; with how much was handed out and how many were advised.

pub mod mutations;
pub mod queries;
pub mod service;
pub mod sight;
pub mod types;
