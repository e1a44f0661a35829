//! Lists as spreadsheets (台账): what a list's filter keeps, in the columns and the order that it is
//! looked at in, for whoever may see it.

pub mod cases;
pub mod columns;
pub mod mutations;
pub mod official;
pub mod sheet;
pub mod taking;
