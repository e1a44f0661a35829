//! Two departments open cases against one business: each is told of the other and learns whom to call,
//! not what the other knows; the office sees both and brings them together.

use serde_json::json;

use crate::browser::{Screen, journey};

const BUSINESS: &str = "恒昌名酒商行";
const CODE: &str = "91350100M000100Y43";
const MARKET_CASE: &str = "销售侵犯注册商标专用权白酒案";
const CULTURE_CASE: &str = "销售侵权音像制品案";

#[test]
fn both_departments_are_told_and_the_office_brings_them_together() {
    journey(|stage| async move {
        let market = stage.world.client("officer").await;
        let business = json!({ "kind": "BUSINESS", "name": BUSINESS, "creditCode": CODE });
        let party = market.succeed("registerParty", business, "party { id }").await["party"]["id"].clone();
        let parties = json!([{ "partyId": party, "role": "RESPONDENT" }]);
        stage.world.lead(&market, json!({ "title": MARKET_CASE, "parties": parties })).await;
        let officer = stage.person("officer", Screen::Desk).await;
        let culture = stage.person("culture_officer", Screen::Desk).await;

        // Nobody else is at it: the registration says nothing.
        officer.sees(MARKET_CASE).await;
        assert!(!officer.page().await.contains("协调同一当事人案件"));

        // By its code it is the party that is on record.
        culture.click("nav-parties").await;
        culture.click("new-party").await;
        culture.fill("name", "恒昌酒行").await;
        culture.fill("creditCode", CODE).await;
        culture.click("submit").await;
        culture.gone("form").await;
        culture.sees(BUSINESS).await;
        culture.click("nav-cases").await;
        culture.click("new-case").await;
        culture.fill("title", CULTURE_CASE).await;
        culture.choose("kind", "COPYRIGHT").await;
        culture.choose("source", "INSPECTION").await;
        culture.click("add-party").await;
        culture.pick("parties.0.partyId", BUSINESS).await;
        culture.click("submit").await;
        culture.shows("status", "线索").await;

        // The market's officer has not touched the page; it comes up by itself.
        for (person, own, other, foreign) in [
            (&officer, MARKET_CASE, "岳阳市文化市场综合执法局", CULTURE_CASE),
            (&culture, CULTURE_CASE, "岳阳市市场监督管理局", MARKET_CASE),
        ] {
            if person.path().await != "/" {
                person.press("a.brand").await;
            }
            person.sees("协调同一当事人案件").await;
            person.click("bell").await;
            person.sees("也在办理").await;
            person.click("nav-deconflictions").await;
            person.open_row(BUSINESS).await;
            person.sees(own).await;
            person.sees(other).await;
            assert!(!person.page().await.contains(foreign), "the other's case is none of theirs");
            assert!(!person.has("[data-testid='propose']").await);
            person.click("acknowledge").await;
            person.gone("[data-testid='acknowledge']").await;
        }

        let office = stage.person("office", Screen::Desk).await;
        office.click("nav-deconflictions").await;
        office.open_row(BUSINESS).await;
        office.sees(MARKET_CASE).await;
        office.sees(CULTURE_CASE).await;
        office.click("propose").await;
        office.fill("ground", "同一商行，两局分别立案，建议由市场监管局牵头").await;
        office.submit().await;
        office.gone("[data-testid='propose']").await;

        // The head of whoever shall lead answers; from then on both work on the one case.
        culture.click("nav-cases").await;
        culture.sees(CULTURE_CASE).await;
        assert!(!culture.page().await.contains(MARKET_CASE));
        let head = stage.person("head", Screen::Desk).await;
        head.open_row("答复联合办案提议").await;
        head.sees("建议由市场监管局牵头").await;
        head.click("answer").await;
        head.submit().await;
        head.gone("[data-testid='answer']").await;
        culture.press("a.brand").await;
        culture.click("nav-cases").await;
        culture.open_row(MARKET_CASE).await;
        culture.shows("status", "线索").await;
    });
}
