//! Signing in, accounts and departments.

use entity::enums::Role;
use serde_json::{Value, json};
use shuangda::shared::policy::Act;
use tests::world::PASSWORD;

use super::stage::{May, Recipe, Stage, account, recipe};

const USERS: May = May::To(Act::AdministerUsers, "market");
const DEPARTMENTS: May = May::To(Act::AdministerDepartments, "market");

async fn department(stage: &Stage, name: &str) -> Value {
    let input = json!({ "regionCode": "430600", "name": name, "shortName": name, "kind": "FORESTRY" });
    let made = stage.client("admin").await.succeed("registerDepartment", input, "department { id }").await;
    made["department"]["id"].clone()
}

/// A password that the administrator asks to reset, and somebody else confirms.
async fn request(stage: &Stage, username: &str) -> Value {
    let id = account(stage, username).await;
    let input = json!({ "id": id, "version": 1 });
    let asked = stage.client("admin").await.succeed("resetPassword", input, "request { id version }").await;
    asked["request"].clone()
}

pub fn recipes() -> Vec<Recipe> {
    let confirms: May = May::Some(&[Role::DepartmentHead, Role::OfficeStaff]);
    vec![
        recipe("signIn", "", May::Anybody, async |_| json!({ "username": "officer", "password": PASSWORD })),
        recipe("refreshSession", "", May::Anybody, async |stage| {
            let input = json!({ "username": "officer", "password": PASSWORD, "returnRefreshToken": true });
            let payload = stage.world.anonymous().succeed("signIn", input, "refreshToken").await;
            json!({ "refreshToken": payload["refreshToken"] })
        }),
        recipe("signOut", "leaving", May::Anybody, async |stage| {
            account(&stage, "leaving").await;
            json!({})
        }),
        recipe("changePassword", "changing", May::Anybody, async |stage| {
            account(&stage, "changing").await;
            json!({ "currentPassword": PASSWORD, "newPassword": "a good new password" })
        }),
        recipe(
            "registerDepartment",
            "admin",
            DEPARTMENTS,
            async |_| json!({ "regionCode": "430600", "name": "岳阳市烟草专卖局", "shortName": "烟草局", "kind": "TOBACCO" }),
        ),
        recipe("reviseDepartment", "admin", DEPARTMENTS, async |stage| {
            let id = department(&stage, "岳阳市林业局").await;
            json!({ "id": id, "version": 1, "name": "岳阳市林业和草原局", "shortName": "林草局", "kind": "FORESTRY" })
        }),
        recipe(
            "deactivateDepartment",
            "admin",
            DEPARTMENTS,
            async |stage| json!({ "id": department(&stage, "岳阳市商务局").await, "version": 1 }),
        ),
        recipe("createUser", "admin", USERS, async |stage| {
            json!({ "departmentId": stage.world.department("market"), "username": "wang.li",
                "displayName": "王丽", "role": "OFFICER" })
        }),
        recipe(
            "reviseUser",
            "admin",
            USERS,
            async |stage| json!({ "id": account(&stage, "renamed").await, "version": 1, "displayName": "王丽" }),
        ),
        recipe(
            "changeUserRole",
            "admin",
            USERS,
            async |stage| json!({ "id": account(&stage, "moved").await, "version": 1, "role": "OBSERVER" }),
        ),
        recipe(
            "disableUser",
            "admin",
            USERS,
            async |stage| json!({ "id": account(&stage, "gone").await, "version": 1 }),
        ),
        recipe("enableUser", "admin", USERS, async |stage| {
            let input = json!({ "id": account(&stage, "back").await, "version": 1 });
            stage.client("admin").await.succeed("disableUser", input.clone(), "").await;
            json!({ "id": input["id"], "version": 2 })
        }),
        recipe(
            "resetPassword",
            "admin",
            USERS,
            async |stage| json!({ "id": account(&stage, "forgetful").await, "version": 1 }),
        ),
        recipe("grantCertificate", "admin", USERS, async |stage| {
            json!({ "userId": account(&stage, "certified").await, "number": "湘F-9001",
                "validFrom": "2026-01-01", "validTo": "2030-12-31" })
        }),
        recipe("issueServiceToken", "admin", USERS, async |stage| {
            stage.world.account("system", "service", Role::Service, "market").await;
            json!({ "userId": stage.world.user("system"), "name": "办案系统", "expiresOn": "2026-12-31",
                "scopes": ["READ"] })
        }),
        recipe("confirmAccountRequest", "head", confirms, async |stage| request(&stage, "confirmed").await),
        recipe(
            "refuseAccountRequest",
            "head",
            May::Some(&[Role::SystemAdmin, Role::DepartmentHead, Role::OfficeStaff]),
            async |stage| {
                let request = request(&stage, "refused").await;
                json!({ "id": request["id"], "version": request["version"], "reason": "没有人要求" })
            },
        ),
    ]
}
