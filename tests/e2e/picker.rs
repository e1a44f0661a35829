//! What a picker offers changes with what is typed, and answers come late. Nobody takes what they did not mean to.
//!
//! Answers are kept back inside the page, between the browser and the app, and let go when the test says so.

use fantoccini::{
    actions::{InputSource, MouseActions, PointerAction},
    elements::Element,
    key::Key,
};
use serde_json::json;

use crate::browser::{Browser, Screen, journey};

const FIELD: &str = "participantIds";

#[test]
fn what_an_earlier_text_found_is_not_taken_for_a_later_one() {
    journey(|stage| async move {
        let person = stage.person("officer", Screen::Desk).await;
        person.form_with_options().await;

        // By the keyboard, and by the pointer: what is still in sight was found for no text at all.
        person.keep_back("公安").await;
        person.fill(FIELD, "公安").await;
        person.kept_back(1).await;
        person.fill(FIELD, &Key::Enter.to_string()).await;
        person.first_line().await.click().await.unwrap();
        person.let_go().await;
        person.offers_first("岳阳市公安局").await;
        person.fill(FIELD, &Key::Enter.to_string()).await;
        person.says("pick", "岳阳市公安局").await;
        assert_eq!(person.picks().await, ["岳阳市公安局"]);
    });
}

#[test]
fn an_answer_that_a_later_question_has_overtaken_is_dropped() {
    journey(|stage| async move {
        let person = stage.person("officer", Screen::Desk).await;
        person.form_with_options().await;

        person.keep_back("文化").await;
        person.fill(FIELD, "文化").await;
        person.kept_back(1).await;
        person.fill(FIELD, &Key::Backspace.to_string().repeat(2)).await;
        person.fill(FIELD, "公安").await;
        person.offers_first("岳阳市公安局").await;
        person.let_go().await;
        person.delivered(1).await;
        assert_eq!(person.offered().await, ["岳阳市公安局"]);
    });
}

#[test]
fn a_list_under_a_finger_or_a_button_stays_until_that_is_lifted() {
    journey(|stage| async move {
        for (screen, touches) in [(Screen::Desk, false), (Screen::Phone, true)] {
            let person = stage.person("officer", screen).await;
            person.form_with_options().await;
            person.keep_back("公安").await;
            person.fill(FIELD, "公安").await;
            person.kept_back(1).await;

            let before = person.offered().await;
            person.pointer(touches, true).await;
            person.let_go().await;
            person.delivered(1).await;
            assert_eq!(person.offered().await, before, "the list moves under the press");
            person.pointer(touches, false).await;
            person.offers_first("岳阳市公安局").await;
            // Whatever lies under the pointer now was not what was pressed.
            assert!(person.picks().await.is_empty());
            person.press("[role=listbox][aria-busy=false]:not([hidden]) > [role=option]").await;
            person.says("pick", "岳阳市公安局").await;
            assert_eq!(person.picks().await, ["岳阳市公安局"]);
        }
    });
}

#[test]
fn the_active_option_stays_with_its_record() {
    journey(|stage| async move {
        let person = stage.person("officer", Screen::Desk).await;
        person.form_with_options().await;
        person.fill(FIELD, "市").await;
        person.offers_only("市").await;
        let culture = "岳阳市文化市场综合执法局";
        let before = person.offered().await.iter().position(|name| name == culture).expect("offered");
        assert!(before > 0, "nothing would move");
        person.fill(FIELD, &Key::Down.to_string().repeat(before)).await;
        person.says_active(culture).await;

        person.fill(FIELD, "场").await;
        person.offers_only("市场").await;
        let offered = person.offered().await;
        assert_ne!(
            offered.iter().position(|name| name == culture),
            Some(before),
            "it has not moved: {offered:?}"
        );
        person.says_active(culture).await;
        person.fill(FIELD, &Key::Enter.to_string()).await;
        person.says("pick", culture).await;
        assert_eq!(person.picks().await, [culture]);
    });
}

#[test]
fn an_input_methods_word_is_looked_up_when_it_is_made() {
    journey(|stage| async move {
        let person = stage.person("officer", Screen::Desk).await;
        person.form_with_options().await;
        person.compose("gong'an").await;
        // Until there is a word, what is in sight is for no text that anybody meant.
        assert!(person.offered_is_stale().await);
        person.make_word("公安").await;
        person.offers_first("岳阳市公安局").await;
        assert_eq!(person.holds(FIELD).await, "公安");
        person.fill(FIELD, &Key::Enter.to_string()).await;
        person.says("pick", "岳阳市公安局").await;
        assert_eq!(person.picks().await, ["岳阳市公安局"]);
    });
}

impl Browser {
    /// A form whose picker is open and shows what it offers before anything is typed.
    async fn form_with_options(&self) {
        self.goto("/publicity/new").await;
        self.click(&format!("field-{FIELD}")).await;
        self.find("[role=listbox][aria-busy=false] [role=option]").await;
    }

    /// Keeps back every answer to a question that says `words`.
    async fn keep_back(&self, words: &str) {
        let script = "
            const [words, ask] = [arguments[0], window.fetch.bind(window)];
            Object.assign(window, { kept: [], delivered: 0 });
            window.fetch = async request => {
                const question = await request.clone().text();
                const answer = await ask(request);
                if (!question.includes(words)) return answer;
                await new Promise(letGo => window.kept.push(letGo));
                const read = answer.text.bind(answer);
                // Counted when the app has had its turn with it.
                answer.text = () => read().then(text => { setTimeout(() => window.delivered++); return text; });
                return answer;
            };";
        self.client.execute(script, vec![json!(words)]).await.unwrap();
    }

    /// Waits until that many answers are kept back.
    async fn kept_back(&self, count: u64) {
        self.counts("window.kept.length", count).await;
    }

    async fn let_go(&self) {
        self.run("window.kept.splice(0).forEach(letGo => letGo())").await;
    }

    /// Waits until the app has had that many of the answers that were kept back.
    async fn delivered(&self, count: u64) {
        self.counts("window.delivered", count).await;
    }

    /// The list's first line, whether it can be taken or not.
    async fn first_line(&self) -> Element {
        self.find("[role=listbox]:not([hidden]) > li").await
    }

    /// The names in the list, whether they can be taken or not.
    async fn offered(&self) -> Vec<String> {
        let script = "return [...document.querySelectorAll('[role=listbox]:not([hidden]) [role=option]')]
            .map(option => option.firstElementChild.textContent)";
        serde_json::from_value(self.run(script).await).unwrap()
    }

    async fn offered_is_stale(&self) -> bool {
        self.has("[role=listbox][aria-busy=true]:not([hidden])").await
    }

    /// Waits until the list's first line can be taken and says this.
    async fn offers_first(&self, name: &str) {
        self.until("[role=listbox][aria-busy=false]:not([hidden]) > li > :first-child", name, |text| {
            text == Some(name)
        })
        .await;
    }

    /// Waits until everything that can be taken says `words`.
    async fn offers_only(&self, words: &str) {
        let other = format!(
            "!document.querySelector('[role=listbox][aria-busy=false]:not([hidden])')
             || [...document.querySelectorAll('[role=listbox]:not([hidden]) > li')].some(line => !line.textContent.includes('{words}'))"
        );
        self.counts(&format!("Number({other})"), 0).await;
    }

    /// Waits until the option that Enter would take says this.
    async fn says_active(&self, name: &str) {
        let css = "[role=listbox]:not([hidden]) [role=option][aria-selected=true] > :first-child";
        self.until(css, name, |text| text == Some(name)).await;
    }

    async fn picks(&self) -> Vec<String> {
        let script = "return [...document.querySelectorAll('[data-testid=pick]')].map(pick => pick.firstChild.textContent)";
        serde_json::from_value(self.run(script).await).unwrap()
    }

    /// Puts a button or a finger down on the list's first line, or lifts it again.
    async fn pointer(&self, touches: bool, down: bool) {
        if touches {
            return self.finger(down).await;
        }
        let on =
            PointerAction::MoveToElement { element: self.first_line().await, duration: None, x: 0.0, y: 0.0 };
        let act = if down { PointerAction::Down { button: 0 } } else { PointerAction::Up { button: 0 } };
        let moves = if down { vec![on, act] } else { vec![act] };
        let mouse = moves.into_iter().fold(MouseActions::new("mouse".to_owned()), InputSource::then);
        self.client.perform_actions(mouse).await.unwrap();
    }

    /// The driver lifts no finger that it put down in an earlier command.
    async fn finger(&self, down: bool) {
        let centre = "const box = arguments[0].getBoundingClientRect();
            return { x: box.x + box.width / 2, y: box.y + box.height / 2 }";
        let points = match down {
            true => vec![self.client.execute(centre, vec![json!(self.first_line().await)]).await.unwrap()],
            false => Vec::new(),
        };
        let kind = if down { "touchStart" } else { "touchEnd" };
        self.devtools("Input.dispatchTouchEvent", json!({ "type": kind, "touchPoints": points })).await;
    }

    /// Types with an input method, which has not made its word yet.
    async fn compose(&self, letters: &str) {
        let ends = letters.len();
        self.devtools(
            "Input.imeSetComposition",
            json!({ "text": letters, "selectionStart": ends, "selectionEnd": ends }),
        )
        .await;
    }

    /// The input method's word takes the place of what it composed.
    async fn make_word(&self, word: &str) {
        self.devtools("Input.insertText", json!({ "text": word })).await;
    }
}
