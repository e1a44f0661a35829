//! Records made as people make them: through the API, with believable defaults that a test
//! overrides where it cares.

use axum::body::Body;
use http::{Request, header};
use serde_json::{Value, json};
use shuangda::shared::ids::{self, Kind};
use tower::ServiceExt;
use uuid::Uuid;

use crate::{Client, World};

/// `defaults` with the fields of `overrides` instead of its own.
pub fn with(mut defaults: Value, overrides: Value) -> Value {
    let (Some(fields), Value::Object(overrides)) = (defaults.as_object_mut(), overrides) else {
        panic!("only objects have fields");
    };
    fields.extend(overrides);
    defaults
}

impl World {
    /// The input of an inspection of the market department by its two officers, of today.
    pub fn inspection_input(&self, overrides: Value) -> Value {
        let defaults = json!({
            "amounts": [],
            "inspectedOn": self.today(),
            "place": "岳阳楼区建材市场",
            "officerIds": [self.user("officer"), self.user("officer2")],
            "premises": [{ "name": "宏达五金店", "address": "建材市场3栋12号", "result": "NO_ISSUE" }],
            "goodsChecked": { "value": 120, "atLeast": false },
            "findings": "未发现侵权假冒商品"
        });
        with(defaults, overrides)
    }

    /// Records an inspection and answers its id.
    pub async fn inspection(&self, by: &Client, overrides: Value) -> String {
        let input = self.inspection_input(overrides);
        id(&by.succeed("recordInspection", input, "inspection { id }").await["inspection"])
    }

    /// The input of a lead of a trademark case, received today.
    pub fn lead_input(&self, overrides: Value) -> Value {
        let defaults = json!({
            "title": "销售侵犯注册商标专用权白酒案",
            "kind": "TRADEMARK",
            "source": "INSPECTION",
            "receivedOn": self.today(),
            "amount": "12800.00",
            "summary": "检查发现某商行销售假冒白酒"
        });
        with(defaults, overrides)
    }

    /// Registers a lead and answers its id.
    pub async fn lead(&self, by: &Client, overrides: Value) -> String {
        let input = self.lead_input(overrides);
        id(&by.succeed("registerLead", input, "case { id }").await["case"])
    }

    /// The input of a training of today.
    pub fn training_input(&self, overrides: Value) -> Value {
        let defaults = json!({
            "kind": "LECTURE",
            "name": "商标法律知识讲座",
            "startsOn": self.today(),
            "endsOn": self.today(),
            "place": "市民中心三楼会议室",
            "trainedPersonTimes": { "value": 60, "atLeast": true },
            "companies": { "value": 0, "atLeast": false },
            "amounts": []
        });
        with(defaults, overrides)
    }

    /// Records a training and answers its id.
    pub async fn training(&self, by: &Client, overrides: Value) -> String {
        let input = self.training_input(overrides);
        id(&by.succeed("recordTraining", input, "training { id }").await["training"])
    }

    /// The input of a publicity event of today.
    pub fn publicity_event_input(&self, overrides: Value) -> Value {
        let defaults = json!({
            "kind": "CONSULTATION",
            "name": "知识产权宣传周咨询活动",
            "startsOn": self.today(),
            "endsOn": self.today(),
            "place": "步行街广场",
            "materials": { "value": 500, "atLeast": true },
            "consultations": { "value": 40, "atLeast": false },
            "amounts": []
        });
        with(defaults, overrides)
    }

    /// Records a publicity event and answers its id.
    pub async fn publicity_event(&self, by: &Client, overrides: Value) -> String {
        let input = self.publicity_event_input(overrides);
        id(&by.succeed("recordPublicityEvent", input, "publicityEvent { id }").await["publicityEvent"])
    }

    /// The input of a joint action 雷雨 of the market and the culture department, now under way.
    pub fn action_input(&self, overrides: Value) -> Value {
        let defaults = json!({
            "regionCode": "430600",
            "codeName": "雷雨",
            "name": "2026年“雷雨”专项行动",
            "startsOn": "2026-01-01",
            "endsOn": "2026-12-31",
            "leadDepartmentId": self.department("market"),
            "participantIds": [self.department("market"), self.department("culture")]
        });
        with(defaults, overrides)
    }

    /// Plans a joint action as the office and answers its id.
    pub async fn action(&self, office: &Client, overrides: Value) -> String {
        let input = self.action_input(overrides);
        id(&office.succeed("planJointAction", input, "jointAction { id }").await["jointAction"])
    }

    /// Registers a lead that `officer` takes up and `head` files, today, with the market department's two officers
    /// as its handlers, 李雷 in the lead. Answers the case's id.
    pub async fn filed(&self, head: &Client, officer: &Client, overrides: Value) -> String {
        let case = self.lead(officer, overrides).await;
        self.step(officer, &case, "ACCEPT", json!({})).await;
        let filed = self.step(head, &case, "FILE", json!({})).await;
        let handlers =
            json!([{ "userId": self.user("officer"), "lead": true }, { "userId": self.user("officer2") }]);
        let assign = json!({ "id": case, "version": filed["version"], "handlers": handlers });
        head.succeed("assignCaseHandlers", assign, "case { id }").await;
        case
    }

    /// The same, under investigation.
    pub async fn investigated(&self, head: &Client, officer: &Client, overrides: Value) -> String {
        let case = self.filed(head, officer, overrides).await;
        self.step(officer, &case, "INVESTIGATE", json!({})).await;
        case
    }

    /// Takes a filed case with handlers (李雷 first) of the market department to its end with a fine.
    pub async fn close_with_penalty(&self, case: &str) {
        let (head, officer) = (self.client("head").await, self.client("officer").await);
        self.step(&officer, case, "INVESTIGATE", json!({})).await;
        self.step(&officer, case, "SUBMIT_LEGAL_REVIEW", json!({})).await;
        self.step(&self.client("officer2").await, case, "PASS_LEGAL_REVIEW", json!({})).await;
        self.waive_hearing(&officer, case).await;
        let penalty = json!({ "outcome": "PENALTY", "penalty": { "fine": "5000.00" } });
        self.step(&head, case, "DECIDE", penalty).await;
        self.serve(&officer, case).await;
        self.step(&officer, case, "ENFORCE", json!({})).await;
        self.step(&officer, case, "CLOSE", json!({ "outcome": "PENALTY" })).await;
    }

    /// Registers a business, whatever it looks like, and answers its id.
    pub async fn party(&self, by: &Client, name: &str) -> String {
        let payload = by
            .succeed(
                "registerParty",
                json!({ "kind": "BUSINESS", "name": name, "confirmedDistinct": true }),
                "party { id }",
            )
            .await;
        id(&payload["party"])
    }

    /// Takes a step of a case, today, and answers the case's new version.
    pub async fn step(&self, by: &Client, case: &str, transition: &str, overrides: Value) -> Value {
        let version = by
            .data("query($id: ID!) { case(id: $id) { version } }", json!({ "id": case }))
            .await["case"]["version"]
            .clone();
        let defaults = json!({
            "id": case,
            "version": version,
            "transition": transition,
            "occurredOn": self.today(),
            "ground": "《中华人民共和国商标法》",
            "documents": ["审批表"]
        });
        let payload =
            by.succeed("recordCaseStep", with(defaults, overrides), "case { id status version }").await;
        payload["case"].clone()
    }

    /// Files a document of the case and answers its global id; `more` goes on with the address.
    pub async fn file(&self, by: &Client, case: &str, name: &str, more: &str) -> String {
        let id = Uuid::now_v7();
        let mut bytes = b"%PDF-1.7 ".to_vec();
        bytes.extend(id.as_bytes());
        let request = Request::put(format!("/attachments/{id}?case={case}&name={name}{more}"))
            .header(header::AUTHORIZATION, format!("Bearer {}", by.token().unwrap_or_default()))
            .body(Body::from(bytes))
            .expect("a request");
        let response = self.router.clone().oneshot(request).await.expect("an answer");
        assert_eq!(response.status(), 201, "{name} is not filed");
        ids::encode(Kind::Attachment, id).to_string()
    }

    /// Serves the decision of a case, today.
    pub async fn serve(&self, by: &Client, case: &str) {
        let version = by
            .data("query($id: ID!) { case(id: $id) { version } }", json!({ "id": case }))
            .await["case"]["version"]
            .clone();
        let input =
            json!({ "id": case, "version": version, "servedOn": self.today(), "documents": ["送达回证"] });
        by.succeed("serveDecision", input, "case { id }").await;
    }

    /// Records that the party of a case waives the hearing, today.
    pub async fn waive_hearing(&self, by: &Client, case: &str) {
        let version = by
            .data("query($id: ID!) { case(id: $id) { version } }", json!({ "id": case }))
            .await["case"]["version"]
            .clone();
        let input = json!({ "id": case, "version": version, "waivedOn": self.today(), "documents": ["放弃听证声明"] });
        by.succeed("waiveHearing", input, "case { id }").await;
    }
}

fn id(object: &Value) -> String {
    match object["id"].as_str() {
        Some(id) => id.to_owned(),
        None => panic!("no id in {object}"),
    }
}
