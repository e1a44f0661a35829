//! Referrals through the API, as each party: the sender's officer and head, the receiving department,
//! the police, a department that must see nothing, the office. And the thresholds for prosecution.

use serde_json::{Value, json};
use tests::{Client, World, on_each_engine, records::with};

const CASE: &str = "query($id: ID!) { case(id: $id) { status outcome version
    prosecution { state met mustRefer explanation reasonNotReferred reached { crime article } threshold { crime } }
    referrals { id status version referredOn open complex fileReturnedOn
        items { kind document missing } stages { act state on } events { act onPaper toStatus }
        actions { act operation allowed onPaper requires } }
    allowedTransitions { transition operation allowed requires } events(first: 100) { kind transition } } }";

async fn shown(client: &Client, case: &str) -> Value {
    client.data(CASE, json!({ "id": case })).await["case"].clone()
}

/// A trademark case under investigation, whose amount meets the threshold.
async fn investigated(world: &World, officer: &Client, head: &Client, overrides: Value) -> String {
    world.investigated(head, officer, with(json!({ "amount": "86000.00" }), overrides)).await
}

fn package() -> Value {
    json!([
        { "kind": "TRANSFER_LETTER", "document": "岳市监移〔2026〕1号" },
        { "kind": "INVESTIGATION_REPORT", "document": "调查终结报告" },
        { "kind": "GOODS_LIST", "document": "涉案物品清单（26项）" },
        { "kind": "APPRAISAL", "reason": "权利人鉴别意见已附" },
    ])
}

/// The input of an act in the case's last referral, as `client` sees it now.
async fn act(world: &World, client: &Client, case: &str, fields: Value) -> Value {
    let referral = shown(client, case).await["referrals"].as_array().unwrap().last().unwrap().clone();
    with(json!({ "id": referral["id"], "version": referral["version"], "occurredOn": world.today() }), fields)
}

async fn does(world: &World, client: &Client, case: &str, mutation: &str, fields: Value) -> Value {
    let input = act(world, client, case, fields).await;
    client.succeed(mutation, input, "referral { status version }").await["referral"]["status"].clone()
}

async fn propose(world: &World, officer: &Client, case: &str, fields: Value) -> Value {
    let version = shown(officer, case).await["version"].clone();
    let input = with(
        json!({ "caseId": case, "version": version, "departmentId": world.department("police"),
        "occurredOn": world.today(), "ground": "涉嫌销售假冒注册商标的商品罪", "items": package() }),
        fields,
    );
    officer.succeed("proposePoliceReferral", input, "referral { status }").await["referral"]["status"].clone()
}

/// The open clocks of the case's referrals: kind, for whom, and since when.
async fn clocks(world: &World) -> Vec<String> {
    use entity::clock;
    use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
    let rows = clock::Entity::find()
        .filter(clock::Column::IsOpen.eq(true))
        .filter(clock::Column::SubjectKind.eq(entity::enums::ClockSubject::Referral))
        .order_by_asc(clock::Column::RecordedAt)
        .all(&world.app.db.read)
        .await
        .unwrap();
    rows.iter().map(|row| format!("{:?} {:?}", row.kind, row.waits_for)).collect()
}

/// Brings an investigated case to where it may be decided.
async fn give_notice(world: &World, officer: &Client, case: &str) {
    world.step(officer, case, "SUBMIT_LEGAL_REVIEW", json!({})).await;
    let reviewer = world.client("officer2").await;
    world.step(&reviewer, case, "PASS_LEGAL_REVIEW", json!({})).await;
    world.waive_hearing(officer, case).await;
}

#[test]
fn refused_reconsidered_refused_returned_and_then_punished() {
    on_each_engine(|world| async move {
        let (officer, head) = (world.client("officer").await, world.client("head").await);
        let (police, culture) = (world.client("police_officer").await, world.client("culture_officer").await);
        let office = world.client("office").await;
        let case = investigated(&world, &officer, &head, json!({})).await;
        let before = shown(&officer, &case).await;
        assert_eq!(before["prosecution"]["state"], "MET");
        assert_eq!(before["prosecution"]["mustRefer"], true);
        // What belongs to a referral is named there, and not recorded by itself.
        let options = before["allowedTransitions"].as_array().unwrap();
        let refer = options.iter().find(|option| option["transition"] == "REFER_TO_POLICE").unwrap();
        assert_eq!(refer["operation"], "proposePoliceReferral");
        let directly = json!({ "id": case, "version": before["version"], "transition": "REFER_TO_POLICE",
            "occurredOn": world.today(), "ground": "移送", "documents": ["移送书"] });
        assert_eq!(officer.refused("recordCaseStep", directly).await, ["ILLEGAL_TRANSITION"]);

        let items = json!([{ "kind": "INVESTIGATION_REPORT", "document": "调查终结报告" }]);
        assert_eq!(propose(&world, &officer, &case, json!({ "items": items })).await, "PROPOSED");
        assert_eq!(clocks(&world).await, ["PoliceReferralApproval Head"]);
        // Before the hand-over it is the department's own deliberation.
        for stranger in [&police, &culture] {
            assert_eq!(shown(stranger, &case).await, Value::Null);
            let seen = stranger.data("{ referrals(first: 5) { totalCount } }", json!({})).await;
            assert_eq!(seen["referrals"]["totalCount"], 0);
        }
        assert_eq!(shown(&office, &case).await["referrals"][0]["status"], "PROPOSED");
        // Nothing else is decided meanwhile.
        let version = shown(&officer, &case).await["version"].clone();
        let review = json!({ "id": case, "version": version, "transition": "SUBMIT_LEGAL_REVIEW",
            "occurredOn": world.today() });
        assert_eq!(officer.refused("recordCaseStep", review).await, ["ILLEGAL_TRANSITION"]);

        let decide = act(&world, &officer, &case, json!({ "approved": true })).await;
        assert_eq!(officer.refused("decidePoliceReferral", decide).await, ["FORBIDDEN"]);
        assert_eq!(
            does(&world, &head, &case, "decidePoliceReferral", json!({ "approved": true })).await,
            "APPROVED"
        );
        assert_eq!(clocks(&world).await, ["PoliceHandover Handlers"]);
        let bare = act(&world, &officer, &case, json!({ "documents": ["岳市监移〔2026〕1号"] })).await;
        assert_eq!(officer.refused("handOverToPolice", bare).await, ["REQUIRED", "REQUIRED", "REQUIRED"]);
        let whole = json!({ "documents": ["岳市监移〔2026〕1号"], "items": package() });
        assert_eq!(does(&world, &officer, &case, "handOverToPolice", whole).await, "HANDED_OVER");
        assert_eq!(clocks(&world).await, ["PoliceFiling Department"]);
        let seen = shown(&police, &case).await;
        assert_eq!(seen["status"], "REFERRED_TO_POLICE");
        assert_eq!(shown(&culture, &case).await, Value::Null);
        let counts = police.data("{ referralCounts { received receivedUnanswered sent } }", json!({})).await;
        assert_eq!(counts["referralCounts"], json!({ "received": 1, "receivedUnanswered": 1, "sent": 0 }));

        let complex = json!({ "ground": "涉案人员众多" });
        assert_eq!(does(&world, &police, &case, "notePoliceReferralComplex", complex).await, "HANDED_OVER");
        let unsaid = act(&world, &police, &case, json!({ "filed": false })).await;
        assert_eq!(police.refused("answerPoliceReferral", unsaid).await, ["REQUIRED", "REQUIRED"]);
        let no =
            json!({ "filed": false, "ground": "违法所得尚未查清", "documents": ["岳公不立字〔2026〕3号"] });
        assert_eq!(does(&world, &police, &case, "answerPoliceReferral", no.clone()).await, "POLICE_DECLINED");
        assert_eq!(shown(&officer, &case).await["status"], "INVESTIGATING");
        assert_eq!(clocks(&world).await, ["ReconsiderationRequest Handlers"]);

        let ask = json!({ "ground": "有销售记录为证", "documents": ["岳市监复〔2026〕1号"] });
        let by_police = act(&world, &police, &case, ask.clone()).await;
        assert_eq!(police.refused("requestPoliceReconsideration", by_police).await, ["FORBIDDEN"]);
        assert_eq!(
            does(&world, &officer, &case, "requestPoliceReconsideration", ask.clone()).await,
            "RECONSIDERATION"
        );
        assert_eq!(shown(&officer, &case).await["status"], "POLICE_RECONSIDERATION");
        assert_eq!(clocks(&world).await, ["ReconsiderationAnswer Department"]);
        assert_eq!(
            does(&world, &police, &case, "answerPoliceReconsideration", no).await,
            "RECONSIDERATION_DECLINED"
        );
        let again = act(&world, &officer, &case, ask).await;
        assert_eq!(officer.refused("requestPoliceReconsideration", again).await, ["ILLEGAL_TRANSITION"]);
        does(&world, &police, &case, "returnPoliceFile", json!({ "note": "案卷2册" })).await;
        assert_eq!(clocks(&world).await, Vec::<String>::new());

        // The police decided against prosecution: the department punishes, and owes no further reason.
        let settled = shown(&officer, &case).await;
        assert_eq!(settled["prosecution"]["mustRefer"], false);
        let acts: Vec<_> = settled["referrals"][0]["events"]
            .as_array()
            .unwrap()
            .iter()
            .map(|event| event["act"].as_str().unwrap().to_owned())
            .collect();
        assert_eq!(
            acts,
            [
                "PROPOSE",
                "APPROVE",
                "HAND_OVER",
                "NOTE_COMPLEX",
                "POLICE_DECLINE",
                "REQUEST_RECONSIDERATION",
                "POLICE_DECLINE",
                "RETURN_FILE"
            ]
        );
        let of_referral =
            settled["events"].as_array().unwrap().iter().filter(|event| event["kind"] == "REFERRAL");
        // The threshold, the proposal, the approval, the complex case, the returned file.
        assert_eq!(of_referral.count(), 5, "{:#}", settled["events"]);
        give_notice(&world, &officer, &case).await;
        let penalty = json!({ "outcome": "PENALTY", "penalty": { "fine": "30000.00" } });
        assert_eq!(world.step(&head, &case, "DECIDE", penalty).await["status"], "DECIDED");
    });
}

#[test]
fn whoever_goes_on_after_a_refusal_is_not_asked_for_reconsideration() {
    on_each_engine(|world| async move {
        let (officer, head) = (world.client("officer").await, world.client("head").await);
        let police = world.client("police_officer").await;
        let case = investigated(&world, &officer, &head, json!({})).await;
        // Somebody was faster: there is no referral yet, so the case is shown as it is now.
        let seen = shown(&officer, &case).await["version"].clone();
        let note = json!({ "id": case, "version": seen, "occurredOn": world.today(), "note": "补充询问" });
        head.succeed("noteOnCase", note, "case { id }").await;
        let input = json!({ "caseId": case, "version": seen, "departmentId": world.department("police"),
            "occurredOn": world.today(), "ground": "涉嫌犯罪", "items": package() });
        let lost = officer
            .mutate("proposePoliceReferral", input, "referral { id } case { version status } errors { code }")
            .await;
        assert_eq!(lost["errors"][0]["code"], "CONFLICT");
        assert_eq!(lost["case"]["version"], shown(&officer, &case).await["version"]);

        propose(&world, &officer, &case, json!({})).await;
        does(&world, &head, &case, "decidePoliceReferral", json!({ "approved": true })).await;
        does(&world, &officer, &case, "handOverToPolice", json!({ "documents": ["岳市监移〔2026〕1号"] }))
            .await;
        let no =
            json!({ "filed": false, "ground": "违法所得尚未查清", "documents": ["岳公不立字〔2026〕3号"] });
        does(&world, &police, &case, "answerPoliceReferral", no).await;
        assert_eq!(clocks(&world).await, ["ReconsiderationRequest Handlers"]);
        world.step(&officer, &case, "SUBMIT_LEGAL_REVIEW", json!({})).await;
        // It could not be asked for any more.
        assert_eq!(clocks(&world).await, Vec::<String>::new());
        let ask = json!({ "ground": "有销售记录为证", "documents": ["岳市监复〔2026〕1号"] });
        let late = act(&world, &officer, &case, ask).await;
        assert_eq!(officer.refused("requestPoliceReconsideration", late).await, ["ILLEGAL_TRANSITION"]);
    });
}

#[test]
fn the_police_file_and_the_case_is_theirs() {
    on_each_engine(|world| async move {
        let (officer, head) = (world.client("officer").await, world.client("head").await);
        let police = world.client("police_officer").await;
        let case = investigated(&world, &officer, &head, json!({})).await;
        propose(&world, &officer, &case, json!({})).await;
        does(&world, &head, &case, "decidePoliceReferral", json!({ "approved": true })).await;
        let letter = json!({ "documents": ["岳市监移〔2026〕1号"] });
        does(&world, &officer, &case, "handOverToPolice", letter.clone()).await;
        // Two people on one version: one wins, one is shown what it is now.
        let seen =
            act(&world, &police, &case, json!({ "filed": true, "documents": ["岳公立字〔2026〕9号"] })).await;
        let ours = json!({ "filed": false, "ground": "不构成", "documents": ["岳公不立字〔2026〕9号"] });
        let theirs = act(&world, &officer, &case, ours).await;
        police.succeed("answerPoliceReferral", seen, "referral { id }").await;
        let late = officer.mutate("answerPoliceReferral", theirs, "referral { status }").await;
        assert_eq!(late["errors"][0]["code"], "CONFLICT");
        assert_eq!(late["referral"]["status"], "POLICE_FILED");
        let closed = shown(&officer, &case).await;
        assert_eq!(
            (&closed["status"], &closed["outcome"]),
            (&json!("CLOSED"), &json!("TAKEN_OVER_BY_POLICE"))
        );
        assert_eq!(clocks(&world).await, ["GoodsHandover Handlers"]);
        does(&world, &officer, &case, "handOverGoodsToPolice", letter).await;
        assert_eq!(clocks(&world).await, Vec::<String>::new());
    });
}

#[test]
fn police_who_are_not_on_the_platform_answer_on_paper() {
    on_each_engine(|world| async move {
        let (officer, head) = (world.client("officer").await, world.client("head").await);
        let case = investigated(&world, &officer, &head, json!({})).await;
        let away = json!({ "departmentId": null, "organName": "岳阳楼区公安分局" });
        propose(&world, &officer, &case, away).await;
        does(&world, &head, &case, "decidePoliceReferral", json!({ "approved": true })).await;
        let letter = json!({ "documents": ["岳市监移〔2026〕2号"] });
        does(&world, &officer, &case, "handOverToPolice", letter.clone()).await;
        assert_eq!(clocks(&world).await, ["PoliceFiling Handlers"]);
        let filed = json!({ "filed": true, "documents": ["岳公立字〔2026〕11号"] });
        assert_eq!(does(&world, &officer, &case, "answerPoliceReferral", filed).await, "POLICE_FILED");
        let events = shown(&officer, &case).await["referrals"][0]["events"].clone();
        assert_eq!(events.as_array().unwrap().last().unwrap()["onPaper"], true);
    });
}

#[test]
fn another_department_accepts_or_returns() {
    on_each_engine(|world| async move {
        let officer = world.client("officer").await;
        let (culture, police) = (world.client("culture_officer").await, world.client("police_officer").await);
        let case = world.lead(&officer, json!({})).await;
        let send = async |fields: Value| {
            let version = shown(&officer, &case).await["version"].clone();
            with(
                json!({ "caseId": case, "version": version, "occurredOn": world.today(),
                "departmentId": world.department("culture"), "ground": "属文化市场执法职责" }),
                fields,
            )
        };
        let to_police = send(json!({ "departmentId": world.department("police") })).await;
        assert_eq!(officer.refused("referCaseToDepartment", to_police).await, ["INVALID"]);
        let to_itself = send(json!({ "departmentId": world.department("market") })).await;
        assert_eq!(officer.refused("referCaseToDepartment", to_itself).await, ["INVALID"]);
        let by_another = send(json!({})).await;
        assert_eq!(culture.refused("referCaseToDepartment", by_another).await, ["NOT_FOUND"]);

        officer.succeed("referCaseToDepartment", send(json!({})).await, "referral { id }").await;
        assert_eq!(clocks(&world).await, ["ReferralAnswer Department"]);
        assert_eq!(shown(&culture, &case).await["status"], "REFERRED");
        assert_eq!(shown(&police, &case).await, Value::Null);
        let twice = send(json!({})).await;
        assert!(
            officer.refused("referCaseToDepartment", twice).await.contains(&"ILLEGAL_TRANSITION".to_owned())
        );
        let back = json!({ "ground": "商品商标侵权不属本部门职责" });
        assert_eq!(does(&world, &culture, &case, "returnReferral", back).await, "RETURNED");
        assert_eq!(shown(&officer, &case).await["status"], "LEAD");
        assert_eq!(clocks(&world).await, Vec::<String>::new());

        let again =
            officer.succeed("referCaseToDepartment", send(json!({})).await, "referral { id version }").await;
        let on_paper = json!({ "id": again["referral"]["id"], "version": 1, "occurredOn": world.today() });
        assert_eq!(officer.refused("acceptReferral", on_paper).await, ["REQUIRED"]);
        let input = json!({ "id": again["referral"]["id"], "version": 1, "occurredOn": world.today() });
        let accepted =
            culture.succeed("acceptReferral", input, "referral { status case { status outcome } }").await;
        assert_eq!(
            accepted["referral"]["case"],
            json!({ "status": "CLOSED", "outcome": "TAKEN_OVER_BY_DEPARTMENT" })
        );
        assert_eq!(accepted["referral"]["status"], "ACCEPTED");
    });
}

#[test]
fn another_region_answers_on_paper() {
    on_each_engine(|world| async move {
        let officer = world.client("officer").await;
        let case = world.lead(&officer, json!({})).await;
        let input = json!({ "caseId": case, "version": 1, "occurredOn": world.today(),
            "regionName": "株洲市市场监督管理局", "ground": "违法行为发生地在株洲市" });
        officer.succeed("referCaseToRegion", input, "referral { id }").await;
        let fields = json!({ "documents": ["株市监函〔2026〕7号"] });
        assert_eq!(does(&world, &officer, &case, "acceptReferral", fields).await, "ACCEPTED");
        assert_eq!(shown(&officer, &case).await["status"], "CLOSED");
    });
}

#[test]
fn amounts_are_held_against_the_thresholds_at_each_change() {
    on_each_engine(|world| async move {
        let (officer, head) = (world.client("officer").await, world.client("head").await);
        let case = investigated(&world, &officer, &head, json!({ "amount": "49999.99" })).await;
        let below = shown(&officer, &case).await["prosecution"].clone();
        // Below what always holds, above what holds where several marks were counterfeited.
        assert_eq!((&below["state"], &below["mustRefer"]), (&json!("POSSIBLE"), &json!(false)));
        let revise = async |amount: &str| {
            let version = shown(&officer, &case).await["version"].clone();
            let input = json!({ "id": case, "version": version, "title": "销售侵犯注册商标专用权白酒案",
                "kind": "TRADEMARK", "marks": [], "focusAreas": [], "parties": [], "amount": amount });
            officer.succeed("reviseCase", input, "case { prosecution { state } }").await["case"]["prosecution"]["state"].clone()
        };
        assert_eq!(revise("50000.00").await, "MET");
        let told = shown(&officer, &case).await;
        assert_eq!(told["events"][0]["kind"], "REFERRAL");
        assert_eq!(revise("49999.99").await, "POSSIBLE");
        assert_eq!(revise("90000.00").await, "MET");

        // A case that must go to the police gets no penalty without a recorded reason.
        let disapprove = json!({ "approved": false });
        propose(&world, &officer, &case, json!({})).await;
        let input = act(&world, &head, &case, disapprove).await;
        assert_eq!(head.refused("decidePoliceReferral", input).await, ["REQUIRED"]);
        let drop = json!({ "ground": "尚需补充鉴定" });
        assert_eq!(does(&world, &officer, &case, "takeBackReferral", drop).await, "TAKEN_BACK");
        assert_eq!(shown(&officer, &case).await["prosecution"]["mustRefer"], true);
        give_notice(&world, &officer, &case).await;
        let version = shown(&head, &case).await["version"].clone();
        let decide = json!({ "id": case, "version": version, "transition": "DECIDE", "occurredOn": world.today(),
            "ground": "《商标法》第六十条", "documents": ["岳市监罚〔2026〕8号"],
            "outcome": "PENALTY", "penalty": { "fine": "20000.00" } });
        let refused = head.mutate("recordCaseStep", decide, "").await;
        assert_eq!(refused["errors"][0]["path"], json!(["reasonNotReferred"]), "{refused}");
        let reasoned = json!({ "outcome": "PENALTY", "penalty": { "fine": "20000.00" },
            "reasonNotReferred": "经检察机关审查，情节显著轻微" });
        world.step(&head, &case, "DECIDE", reasoned).await;
        let decided = shown(&head, &case).await["prosecution"].clone();
        assert_eq!(decided["reasonNotReferred"], "经检察机关审查，情节显著轻微");
        assert_eq!(decided["mustRefer"], false);

        let plant = world.lead(&officer, json!({ "kind": "PLANT_VARIETY", "amount": "9000000.00" })).await;
        assert_eq!(shown(&officer, &plant).await["prosecution"]["state"], "NO_THRESHOLD");
        let listed = officer
            .data(
                "{ prosecutionThresholds(caseKind: TRADEMARK, on: \"2025-04-25\") { article validTo } }",
                json!({}),
            )
            .await;
        let listed = listed["prosecutionThresholds"].as_array().unwrap();
        assert!(!listed.is_empty() && listed.iter().all(|row| row["validTo"] == "2025-04-25"), "{listed:?}");
    });
}
