//! A case from its lead to its end, through the hands of four people, each at a screen of their own: the
//! officer who handles it on a phone, the head who decides, the colleague who reviews, the police.

use crate::browser::{Browser, Screen, Stage, journey};

const TITLE: &str = "恒昌名酒商行销售侵犯注册商标专用权白酒案";

/// Who works on the case, and where it is.
struct People {
    officer: Browser,
    head: Browser,
    reviewer: Browser,
    police: Browser,
    case: String,
}

#[test]
fn a_case_goes_from_its_lead_to_its_end_through_four_people_s_hands() {
    journey(|stage| async move {
        let people = registered(&stage).await;
        filed(&people).await;
        seized(&people).await;
        referred(&people).await;
        refused(&people).await;
        reviewed(&people).await;
        decided(&people).await;
        served_and_published(&people).await;
        closed(&people).await;
    });
}

/// The officer registers the party and the lead, and accepts it.
async fn registered(stage: &Stage) -> People {
    let officer = stage.person("officer", Screen::Phone).await;
    officer.click("menu").await;
    officer.click("nav-parties").await;
    officer.click("new-party").await;
    officer.fill("name", "恒昌名酒商行").await;
    officer.fill("creditCode", "91350100M000100Y43").await;
    officer.click("submit").await;
    officer.gone("form").await;

    officer.click("bar-cases").await;
    officer.click("new-case").await;
    officer.fill("title", TITLE).await;
    officer.choose("kind", "TRADEMARK").await;
    officer.choose("source", "COMPLAINT").await;
    officer.click("add-party").await;
    officer.pick("parties.0.partyId", "恒昌").await;
    officer.fill("amount", "86000").await;
    officer.fill("summary", "群众举报该商行销售假冒注册商标的白酒").await;
    officer.click("submit").await;
    officer.shows("status", "线索").await;
    let case = officer.path().await;
    assert!(case.starts_with("/cases/"), "{case}");

    officer.step("ACCEPT", "已受理").await;
    // Filing is the head's: the officer is offered to propose it, and nothing to do it.
    officer.element("propose-FILE").await;
    assert!(!officer.has("[data-testid='step-FILE']").await);
    let head = stage.person("head", Screen::Desk).await;
    let reviewer = stage.browser(Screen::Desk).await;
    let police = stage.browser(Screen::Desk).await;
    People { officer, head, reviewer, police, case }
}

/// The officer proposes, and the head approves what comes up on the first page without being asked for.
async fn filed(people: &People) {
    let (officer, head) = (&people.officer, &people.head);
    officer.click("propose-FILE").await;
    officer.says("follows", "“作出处理决定”期限开始计算").await;
    officer.says("follows", "请部门负责人指定承办人").await;
    // What is missing is said at its field, and what was typed stays.
    officer.fill("documents", "立案审批表").await;
    officer.press("dialog[open] [data-testid='submit']").await;
    officer.find("[data-testid='field-ground'][aria-invalid='true']").await;
    assert_eq!(officer.holds("documents").await, "立案审批表");
    officer.fill("ground", "《中华人民共和国商标法》第五十七条第三项").await;
    officer.submit().await;
    officer.says("approval", "待批").await;

    head.open_row("审批呈批事项").await;
    head.says("approval", "立案").await;
    head.sees("第五十七条第三项").await;
    head.click("approve").await;
    head.submit().await;
    head.shows("status", "已立案").await;
    head.click("assign-handlers").await;
    head.pick("handlers", "李雷").await;
    head.pick("handlers", "王强").await;
    head.submit().await;
    head.sees("执法员李雷（主办）").await;

    officer.to_do("作出处理决定").await;
    officer.shows("status", "已立案").await;
    officer.step("INVESTIGATE", "调查中").await;
}

/// Two officers detain goods; the measure's period is a clock of the case.
async fn seized(people: &People) {
    let officer = &people.officer;
    officer.click("tab-goods").await;
    officer.element("state-empty").await;
    officer.click("record-seizure").await;
    officer.choose("measure", "DETENTION").await;
    officer.fill("decisionNumber", "岳市监扣〔2026〕1号").await;
    officer.fill("place", "岳阳楼区五里牌路12号店内及仓库").await;
    officer.pick("officerIds", "李雷").await;
    officer.fill("ground", "《中华人民共和国商标法》第六十二条").await;
    officer.fill("goods.0.name", "标称“飞天”白酒").await;
    officer.fill("goods.0.quantity", "26").await;
    officer.fill("goods.0.unit", "瓶").await;
    officer.fill("goods.0.value", "86000").await;
    // One officer alone detains nothing.
    officer.press("dialog[open] [data-testid='submit']").await;
    officer.find("[data-testid='field-officerIds'][aria-invalid='true']").await;
    officer.pick("officerIds", "王强").await;
    officer.submit().await;
    officer.sees("扣押 岳市监扣〔2026〕1号").await;
    officer.sees("26瓶").await;
    officer.sees("2026-12-18").await;

    officer.click("tab-clocks").await;
    officer.sees("查封、扣押期限").await;
    officer.sees("2026年11月18日查封、扣押，次日起算30日").await;
}

/// The threshold is met: officer and head refer the case to the police, who see nothing before the
/// hand-over.
async fn referred(people: &People) {
    let (officer, head, police) = (&people.officer, &people.head, &people.police);
    officer.click("tab-referrals").await;
    officer.says("prosecution", "达到").await;
    officer.click("refer-to-police").await;
    officer.pick("departmentId", "公安局").await;
    officer.fill("ground", "涉嫌销售假冒注册商标的商品罪").await;
    officer.fill("items.0.document", "岳市监移〔2026〕1号").await;
    officer.fill("items.1.document", "调查终结报告").await;
    officer.fill("items.2.document", "扣押物品清单（26瓶）").await;
    officer.submit().await;
    officer.sees("待审批").await;
    officer.shows("status", "调查中").await;
    police.goto(&people.case).await;
    police.sign_in("police_officer").await;
    police.element("state-not-found").await;

    head.to_do("批准移送公安机关").await;
    head.click("act-APPROVE").await;
    head.submit().await;
    head.sees("已批准待移交").await;

    officer.to_do("向公安机关移交案件").await;
    officer.click("act-HAND_OVER").await;
    officer.fill("documents", "岳市监移〔2026〕1号").await;
    officer.press("dialog[open] [data-testid='submit']").await;
    officer.says("form-errors", "缺少有关检验报告或者鉴定结论").await;
    officer.fill("items.3.reason", "权利人已出具鉴别意见").await;
    officer.submit().await;
    officer.shows("status", "已移送公安机关").await;
}

/// The police refuse, with their reasons; the case is the department's again.
async fn refused(people: &People) {
    let (officer, police) = (&people.officer, &people.police);
    police.to_do("公安机关决定是否立案").await;
    police.shows("status", "已移送公安机关").await;
    police.click("act-POLICE_DECLINE").await;
    police.fill("ground", "违法所得尚未查清，不符合立案条件").await;
    police.fill("documents", "岳公不立字〔2026〕3号").await;
    police.submit().await;
    police.sees("公安机关不予立案").await;
    police.click("act-RETURN_FILE").await;
    police.submit().await;

    // They may ask for reconsideration for three days; nobody must.
    officer.to_do("提请公安机关复议").await;
    officer.shows("status", "调查中").await;
    officer.sees("违法所得尚未查清").await;
    officer.element("act-REQUEST_RECONSIDERATION").await;
}

/// Who filed the case does not review it: the head can't, the colleague can.
async fn reviewed(people: &People) {
    let (officer, head, reviewer) = (&people.officer, &people.head, &people.reviewer);
    officer.step("SUBMIT_LEGAL_REVIEW", "法制审核中").await;

    head.to_do("法制审核").await;
    head.shows("status", "法制审核中").await;
    assert!(!head.has("[data-testid='step-PASS_LEGAL_REVIEW']").await);
    head.press("[data-testid='next-step'] summary").await;
    head.says("next-step", "立审分离").await;

    reviewer.goto("/").await;
    reviewer.sign_in("officer2").await;
    reviewer.to_do("法制审核").await;
    reviewer.click("step-PASS_LEGAL_REVIEW").await;
    reviewer.says("follows", "期满或书面放弃后方可作出决定").await;
    reviewer.fill("note", "事实清楚、证据确凿，同意").await;
    reviewer.submit().await;
    reviewer.shows("status", "已告知").await;
}

/// The party waives the hearing, the officer proposes the fine, the head decides it.
async fn decided(people: &People) {
    let (officer, head) = (&people.officer, &people.head);
    officer.to_do("作出处理决定").await;
    assert!(!officer.has("[data-testid='propose-DECIDE']").await);
    officer.press("[data-testid='next-step'] summary").await;
    officer.says("next-step", "听证").await;
    officer.click("deed-WAIVE_HEARING").await;
    officer.fill("documents", "放弃听证声明").await;
    officer.submit().await;

    officer.click("propose-DECIDE").await;
    assert_eq!(officer.offers("outcome").await, ["PENALTY", "NO_PENALTY"]);
    assert!(!officer.has("[data-testid='field-penalty.fine']").await);
    officer.choose("outcome", "PENALTY").await;
    officer.fill("penalty.fine", "30000").await;
    officer.fill("penalty.confiscatedGoods", "侵权白酒26瓶").await;
    // The police refused: nobody need say why the case isn't theirs.
    assert!(!officer.has("[data-testid='field-reasonNotReferred']").await);
    officer.fill("ground", "《中华人民共和国商标法》第六十条第二款").await;
    officer.fill("documents", "岳市监处罚〔2026〕1号").await;
    officer.submit().await;
    officer.shows("status", "已告知").await;

    head.to_do("审批呈批事项").await;
    head.says("approval", "作出决定").await;
    head.sees("30,000.00").await;
    head.click("approve").await;
    head.fill("note", "同意").await;
    head.submit().await;
    head.shows("status", "已决定").await;
}

/// What was decided is served and published, by the text that the platform drafts.
async fn served_and_published(people: &People) {
    let officer = &people.officer;
    officer.to_do("送达处罚决定书").await;
    officer.shows("status", "已决定").await;
    officer.click("deed-SERVE_DECISION").await;
    officer.fill("documents", "送达回证").await;
    officer.submit().await;

    officer.to_do("公示处罚决定").await;
    officer.click("deed-PUBLISH_PENALTY").await;
    officer.fill("place", "国家企业信用信息公示系统").await;
    assert!(officer.holds("text").await.contains("恒昌名酒商行"));
    officer.submit().await;
    officer.says("publication", "恒昌名酒商行").await;
}

/// Nothing is closed while goods are held: they are confiscated and destroyed, then the case ends.
async fn closed(people: &People) {
    let officer = &people.officer;
    officer.step("ENFORCE", "执行中").await;
    assert!(!officer.has("[data-testid='step-CLOSE']").await);
    officer.press("[data-testid='next-step'] summary").await;
    officer.says("next-step", "结案：").await;

    officer.click("tab-goods").await;
    officer.click("goods-CONFISCATE").await;
    officer.fill("document", "岳市监处罚〔2026〕1号").await;
    officer.submit().await;
    officer.click("goods-DESTROY").await;
    officer.fill("document", "岳市监销〔2026〕1号").await;
    officer.fill("place", "岳阳市生活垃圾焚烧发电厂").await;
    officer.fill("witnesses", "执法员李雷\n局长王强").await;
    officer.submit().await;
    officer.sees("已处理完毕").await;

    officer.click("step-CLOSE").await;
    assert_eq!(officer.holds("outcome").await, "PENALTY");
    officer.says("follows", "案件计入结案统计").await;
    officer.submit().await;
    officer.shows("status", "已结案").await;
    officer.shows("outcome", "行政处罚").await;
    officer.click("tab-timeline").await;
    for happened in ["登记", "立案", "法制审核通过", "公安机关不予立案", "作出决定", "结案"]
    {
        officer.says("timeline", happened).await;
    }
    // Nothing of it waits for anybody any more.
    for person in [&people.officer, &people.head, &people.reviewer, &people.police] {
        person.goto("/").await;
        person.element("todo-none").await;
    }
}

impl Browser {
    /// Takes the step with what its form holds already, and sees where it leads.
    async fn step(&self, transition: &str, status: &str) {
        self.click(&format!("step-{transition}")).await;
        self.says("follows", status).await;
        self.submit().await;
        self.shows("status", status).await;
    }

    /// Goes to the first page and from there to what waits under this name.
    async fn to_do(&self, matter: &str) {
        self.press("a.brand").await;
        self.open_row(matter).await;
        self.element("status").await;
    }
}
