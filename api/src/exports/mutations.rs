//! Taking lists out of the platform: inputs, payloads, thin resolvers. Mutations, because what is
//! taken out is logged.

use async_graphql::{Context, InputObject, Object, Result, SimpleObject};
use base64::{Engine, engine::general_purpose::STANDARD};
use vocabulary::CaseColumn;

use entity::case;
use sea_orm::sea_query::Expr;

use super::{cases, taking::Workbook};
use crate::{
    cases::queries::{CaseFilter, CaseOrder},
    shared::{
        caller::Caller,
        errors::{UserError, internal},
    },
};

/// Which cases to write into a workbook, and how.
#[derive(InputObject)]
pub struct ExportCasesInput {
    /// Which cases: as the list is filtered.
    filter: Option<CaseFilter>,
    /// In which order: as the list is sorted.
    order_by: Option<CaseOrder>,
    /// Which columns, from the left.
    columns: Vec<CaseColumn>,
}

/// A file that was made for the viewer.
#[derive(SimpleObject)]
pub struct ExportedFile {
    /// What to save it as.
    name: String,
    /// Its media type.
    media_type: &'static str,
    /// How many records it lists.
    rows: i32,
    /// Its bytes, in Base64.
    content: String,
}

impl ExportedFile {
    /// The workbook, to be saved under this name.
    pub fn of(Workbook { rows, content }: Workbook, name: String) -> Result<Self> {
        Ok(Self {
            name,
            media_type: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            rows: i32::try_from(rows).map_err(internal)?,
            content: STANDARD.encode(content),
        })
    }

    /// The file of Word, of so many parts, to be saved under this name.
    pub fn of_word(content: Vec<u8>, name: String, parts: usize) -> Result<Self> {
        Ok(Self {
            name,
            media_type: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            rows: i32::try_from(parts).map_err(internal)?,
            content: STANDARD.encode(content),
        })
    }
}

/// The input of the mutation at hand, as the log keeps it.
pub fn asked(context: &Context<'_>) -> Result<serde_json::Value> {
    let input = context.field().arguments()?.into_iter().map(|(_, value)| value).next();
    serde_json::to_value(input).map_err(internal)
}

/// The workbook, or what is wrong.
#[derive(SimpleObject)]
pub struct ExportCasesPayload {
    /// The workbook (.xlsx).
    file: Option<ExportedFile>,
    /// What is wrong with the input.
    errors: Vec<UserError>,
}

/// What can be taken out of the platform.
#[derive(Default)]
pub struct ExportMutations;

/// What can be taken out of the platform.
#[Object]
impl ExportMutations {
    /// Writes the viewer's cases that a filter keeps into a workbook, at most 20,000. That it was done,
    /// and with which filter, is in the audit log.
    async fn export_cases(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "Which cases, and how.")] input: ExportCasesInput,
    ) -> Result<ExportCasesPayload> {
        let caller = Caller::of(context)?;
        let asked = asked(context)?;
        let filter = input.filter.unwrap_or_default();
        let condition = filter.condition(&caller).add_option(
            filter
                .found(&caller)
                .await?
                .map(|found| found.listed(Expr::col((case::Entity, case::Column::Id)), &caller)),
        );
        let order = input.order_by.unwrap_or_default();
        let order = (order.sort(), |case: &case::Model| order.position(case));
        let result = cases::write(&caller, condition, order, input.columns, asked).await;
        let (workbook, errors) = caller.answer(result)?;
        let named = |workbook| ExportedFile::of(workbook, format!("案件台账-{}.xlsx", caller.today()));
        let file = workbook.map(named);
        Ok(ExportCasesPayload { file: file.transpose()?, errors })
    }
}
