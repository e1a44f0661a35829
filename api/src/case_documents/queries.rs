//! What can be made of a case, what was made, and of which templates.

use async_graphql::{Context, ID, InputObject, Object, Result};
use entity::case_document;
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, sea_query::Expr};
use uuid::Uuid;
use vocabulary::{CaseDocumentField, Term};

use super::{
    service::{self, Draft},
    sight::visible,
    templates,
    types::{CaseDocument, DocumentTemplate},
};
use crate::shared::{
    caller::Caller,
    errors::{Failure, internal},
    ids::{self, Kind},
    pagination::{Listing, Page, Position, Sort, SortValue, SortedBy, Total},
    policy::Scope,
};

/// The document with this key, where the caller may see it.
pub async fn find(caller: &Caller, id: Uuid) -> Result<Option<CaseDocument>> {
    let seen = visible(&caller.records());
    let row = case_document::Entity::find_by_id(id).filter(seen).one(&caller.app.db.read).await;
    Ok(row.map_err(internal)?.map(CaseDocument))
}

/// The template with this key, where the caller may see it.
pub async fn find_template(caller: &Caller, id: Uuid) -> Result<Option<DocumentTemplate>> {
    match templates::find(&caller.app.db.read, caller, id).await {
        Ok(row) => Ok(Some(DocumentTemplate(row))),
        Err(Failure::Internal(error)) => Err(internal(error)),
        Err(_) => Ok(None),
    }
}

/// Which documents a list shows; all conditions hold together.
#[derive(InputObject, Clone, Debug, Default)]
pub struct CaseDocumentFilter {
    /// Of the template with this code.
    pub template_code: Option<String>,
    /// Numbered in this year.
    pub year: Option<i32>,
    /// Issued by this department.
    pub department_id: Option<ID>,
    /// Whether they are void.
    pub voided: Option<bool>,
}

impl CaseDocumentFilter {
    fn condition(&self) -> Condition {
        use case_document::Column;
        let department = self.department_id.as_ref().map(|id| ids::named(Kind::Department, id));
        let voided = self.voided.map(|voided| match voided {
            true => Column::VoidedOn.is_not_null(),
            false => Column::VoidedOn.is_null(),
        });
        Condition::all()
            .add_option(self.template_code.as_deref().map(|code| Column::TemplateCode.eq(code)))
            .add_option(self.year.map(|year| Column::Year.eq(year)))
            .add_option(department.map(|id| Column::DepartmentId.eq(id)))
            .add_option(voided)
    }
}

/// What can be asked about documents of cases.
#[derive(Default)]
pub struct CaseDocumentQueries;

/// What can be asked about documents of cases.
#[Object]
impl CaseDocumentQueries {
    /// The templates in force for the viewer's department, in the order in which cases need them: the platform's, but its own of
    /// the same code before them.
    async fn document_templates(&self, context: &Context<'_>) -> Result<Vec<DocumentTemplate>> {
        let caller = Caller::of(context)?;
        if caller.records() == Scope::Nothing {
            return Ok(Vec::new());
        }
        let rows = templates::in_force(&caller.app.db.read, caller.viewer.department_id).await;
        Ok(rows.map_err(internal)?.into_iter().map(DocumentTemplate).collect())
    }

    /// The fields that a case knows; templates write their Chinese names between braces.
    async fn case_document_fields(&self) -> &[CaseDocumentField] {
        CaseDocumentField::ALL
    }

    /// What the document of a template would be of a case, with what the case says; null where it is not the viewer's to make, or
    /// there is no such template.
    async fn case_document_draft(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "The case's global id.")] case_id: ID,
        #[graphql(desc = "The template's code.")] template: String,
    ) -> Result<Option<Draft>> {
        let caller = Caller::of(context)?;
        let draft = service::draft(&caller, ids::named(Kind::Case, &case_id), &template).await;
        Ok(caller.answer(draft)?.0.flatten())
    }

    /// The documents of the cases that the viewer may see (文书登记簿), the last first.
    async fn case_documents(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "How many of the following rows, 1 to 100.")] first: Option<i32>,
        #[graphql(desc = "The cursor after which the page begins.")] after: Option<String>,
        #[graphql(desc = "How many of the preceding rows, 1 to 100.")] last: Option<i32>,
        #[graphql(desc = "The cursor before which the page ends.")] before: Option<String>,
        #[graphql(desc = "Which documents to show.")] filter: Option<CaseDocumentFilter>,
    ) -> Result<Listing<CaseDocument>> {
        let page = Page::new(context, first, after, last, before)?;
        let caller = Caller::of(context)?;
        let select = case_document::Entity::find()
            .filter(visible(&caller.records()))
            .filter(filter.unwrap_or_default().condition());
        let key = || Expr::col((case_document::Entity, case_document::Column::Id));
        let sort = Sort { by: SortedBy::Key, column: key(), id: key(), descending: true };
        let total = Total::of(select.clone());
        let rows = page.read(&caller.app.db, select, sort).await?;
        let position = |document: &CaseDocument| Position::new(SortValue::Key, document.0.id);
        Ok(page.listing(rows.into_iter().map(CaseDocument).collect(), position, total))
    }
}
