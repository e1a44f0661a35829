//! Departments and regions as GraphQL shows them.

use async_graphql::{Context, ID, Object, Result};
use entity::{
    department,
    enums::{DepartmentKind, RegionLevel},
    hotline, region, user,
};
use sea_orm::{ColumnTrait, QueryFilter};
use uuid::Uuid;

use super::loaders::{DepartmentById, HotlinesOfDepartment, RegionById, RegionByKey};
use crate::{
    shared::{
        caller::Caller,
        errors::internal,
        ids::{self, Kind},
        loaders,
        pagination::{Listing, Page},
        policy::{self, Act, Owner},
        shape::{Element, Leaf},
        values::OrderDirection,
        viewer::viewer,
    },
    users::{self, types::User},
};

/// A region (行政区划), by its code under GB/T 2260.
pub struct Region(pub region::Model);

/// A region (行政区划): 省 › 市 › 县区 › 乡镇.
#[Object(serial)]
impl Region {
    /// The global id.
    pub async fn id(&self) -> ID {
        ids::encode(Kind::Region, self.0.id)
    }

    /// The code of six to nine digits (GB/T 2260).
    async fn code(&self) -> &str {
        &self.0.code
    }

    /// The name.
    async fn name(&self) -> &str {
        &self.0.name
    }

    /// The level.
    async fn level(&self) -> RegionLevel {
        self.0.level
    }

    /// The region that this one belongs to, where it is on record.
    async fn parent(&self, context: &Context<'_>) -> Result<Option<Region>> {
        match self.0.parent_id {
            Some(id) => region_by_id(context, id).await.map(Some),
            None => Ok(None),
        }
    }
}

/// The region whose rule it is; none where the key is empty, the platform's.
pub async fn region_of_rule(context: &Context<'_>, region_key: &str) -> Result<Option<Region>> {
    if region_key.is_empty() {
        return Ok(None);
    }
    let key = RegionByKey(region_key.to_owned());
    Ok(loaders::of(context)?.load_one(key).await.map_err(internal)?.map(Region))
}

/// A telephone number that the public calls.
pub struct Hotline(pub hotline::Model);

/// A telephone number that the public calls, such as 12315.
#[Object]
impl Hotline {
    /// The number to dial.
    async fn number(&self) -> &str {
        &self.0.number
    }

    /// What it is for.
    async fn purpose(&self) -> &str {
        &self.0.purpose
    }
}

/// A member department (成员单位).
pub struct Department(pub department::Model);

/// A member department (成员单位) of a region's leading group, or the region's coordination office (双打办).
#[Object(serial)]
impl Department {
    /// The global id.
    pub async fn id(&self) -> ID {
        ids::encode(Kind::Department, self.0.id)
    }

    /// The region that the department belongs to.
    async fn region(&self, context: &Context<'_>) -> Result<Region> {
        region_by_id(context, self.0.region_id).await
    }

    /// The full name.
    async fn name(&self) -> &str {
        &self.0.name
    }

    /// The name in tables and charts.
    async fn short_name(&self) -> &str {
        &self.0.short_name
    }

    /// What the department is.
    async fn kind(&self) -> DepartmentKind {
        self.0.kind
    }

    /// The region's coordination office: it organises, and does not itself inspect (国办发〔2024〕54号).
    async fn is_coordination_office(&self) -> bool {
        self.0.is_coordination_office
    }

    /// The liaison officer (联络员).
    async fn liaison_name(&self) -> Option<&str> {
        self.0.liaison_name.as_deref()
    }

    /// The liaison officer's telephone number.
    async fn liaison_phone(&self) -> Option<&str> {
        self.0.liaison_phone.as_deref()
    }

    /// The numbers that the department answers.
    async fn hotlines(&self, context: &Context<'_>) -> Result<Vec<Hotline>> {
        let rows = loaders::of(context)?.load_one(HotlinesOfDepartment(self.0.id)).await.map_err(internal)?;
        Ok(rows.unwrap_or_default().into_iter().map(Hotline).collect())
    }

    /// False once a reorganisation dissolved it; its records stay.
    async fn active(&self) -> bool {
        self.0.active
    }

    /// What the numbers of its documents begin with (机关代字).
    async fn document_code(&self) -> Option<&str> {
        self.0.document_code.as_deref()
    }

    /// Counts the changes; a change names the version that it saw.
    async fn version(&self) -> i32 {
        self.0.version
    }

    /// The department's accounts by user name; only the administrator sees any.
    async fn users(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "How many from the beginning, 1 to 100.")] first: Option<i32>,
        #[graphql(desc = "Those after this cursor.")] after: Option<String>,
        #[graphql(desc = "How many from the end, 1 to 100.")] last: Option<i32>,
        #[graphql(desc = "Those before this cursor.")] before: Option<String>,
    ) -> Result<Listing<User>> {
        let page = Page::new(context, first, after, last, before)?;
        let select =
            users::sight::of_caller(&Caller::of(context)?).filter(user::Column::DepartmentId.eq(self.0.id));
        users::queries::listing(context, page, select, OrderDirection::Asc).await
    }

    /// Whether the viewer may revise or deactivate the department.
    async fn viewer_can_revise(&self, context: &Context<'_>) -> Result<bool> {
        let owner = Owner { department_id: self.0.id, region_key: self.0.region_key.clone() };
        Ok(policy::may(viewer(context)?, Act::AdministerDepartments, &owner))
    }
}

/// The columns of a field of [`Region`] that is no more than them.
pub fn region_leaf(field: &str) -> Option<Leaf<region::Column>> {
    use region::Column as C;
    Some(match field {
        "id" => Leaf::of(C::Id, Element::Id(Kind::Region)),
        "code" => Leaf::plain(C::Code),
        "name" => Leaf::plain(C::Name),
        "level" => Leaf::plain(C::Level),
        _ => return None,
    })
}

/// The columns of a field of [`Department`] that is no more than them.
pub fn department_leaf(field: &str) -> Option<Leaf<department::Column>> {
    use department::Column as C;
    Some(match field {
        "id" => Leaf::of(C::Id, Element::Id(Kind::Department)),
        "name" => Leaf::plain(C::Name),
        "shortName" => Leaf::plain(C::ShortName),
        "kind" => Leaf::plain(C::Kind),
        "isCoordinationOffice" => Leaf::plain(C::IsCoordinationOffice),
        "liaisonName" => Leaf::plain(C::LiaisonName),
        "liaisonPhone" => Leaf::plain(C::LiaisonPhone),
        "active" => Leaf::plain(C::Active),
        "version" => Leaf::plain(C::Version),
        _ => return None,
    })
}

/// The department that a row's foreign key names.
pub async fn department_by_id(context: &Context<'_>, id: Uuid) -> Result<Department> {
    let row = loaders::of(context)?.load_one(DepartmentById(id)).await.map_err(internal)?;
    row.map(Department).ok_or_else(|| internal(format!("department {id} is missing")))
}

/// The region that a row's foreign key names.
pub async fn region_by_id(context: &Context<'_>, id: Uuid) -> Result<Region> {
    let row = loaders::of(context)?.load_one(RegionById(id)).await.map_err(internal)?;
    row.map(Region).ok_or_else(|| internal(format!("region {id} is missing")))
}
