//! Browsers on a server of their own, and what people do in them.

use std::{
    net::TcpListener,
    panic::AssertUnwindSafe,
    path::PathBuf,
    process::{Child, Command, Stdio},
    sync::{Arc, Mutex},
    time::{Duration, Instant},
};

use fantoccini::{Client, ClientBuilder, Locator, elements::Element};
use futures::FutureExt;
use serde_json::json;
use shuangda::{
    app::Front,
    serve::{self, Settings},
};
use tests::{Engine, World};

/// How long a page may take to show what it should: generous, as machines are busy.
const PATIENCE: Duration = Duration::from_secs(20);

/// How often to look.
const STEP: Duration = Duration::from_millis(50);

/// What a person sits at.
#[derive(Clone, Copy)]
pub enum Screen {
    /// A desk: 1440 × 900.
    Desk,
    /// A phone in the hand: 390 × 844.
    Phone,
}

/// A world, served with its app, and a driver that opens browsers on it.
#[derive(Clone)]
pub struct Stage {
    /// The world behind the server.
    pub world: World,
    address: String,
    driver: String,
    opened: Arc<Mutex<Vec<(Client, tempfile::TempDir)>>>,
}

/// A browser of its own, in which one person works.
pub struct Browser {
    pub(crate) client: Client,
    address: String,
    driver: String,
}

/// The driver's process.
struct Driver(Child);

impl Drop for Driver {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Runs `journey` on a stage of its own, unless there is no browser.
pub fn journey<F: Future<Output = ()>>(journey: impl FnOnce(Stage) -> F) {
    let (Some(app), Some(driver)) =
        (std::env::var_os("SHUANGDA_TEST_APP"), std::env::var_os("SHUANGDA_TEST_CHROMEDRIVER"))
    else {
        eprintln!("skipped: no built app or no browser; `cargo xtask test` provides both");
        return;
    };
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    runtime.block_on(async move {
        let (stage, driver) = Stage::set(PathBuf::from(app), PathBuf::from(driver)).await;
        let outcome = AssertUnwindSafe(journey(stage.clone())).catch_unwind().await;
        // A driver that is ended leaves its browsers behind: they go first, whatever came of the journey.
        let opened = std::mem::take(&mut *stage.opened.lock().unwrap());
        for (client, _profile) in opened {
            if let Err(error) = client.close().await {
                eprintln!("a browser did not close: {error}");
            }
        }
        drop(driver);
        stage.world.database.remove().await;
        if let Err(panic) = outcome {
            std::panic::resume_unwind(panic);
        }
    });
}

impl Stage {
    async fn set(app: PathBuf, driver: PathBuf) -> (Self, Driver) {
        let world = World::new(Engine::Sqlite).await;
        let front = Front { assets: Some(app), explorer: true, ..Front::default() };
        let router = world.app.router(front).expect("the built app");
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        tokio::spawn(serve::serve(listener, router, Settings::default(), std::future::pending()));

        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let child = Command::new(driver)
            .arg(format!("--port={port}"))
            .env("LANGUAGE", "zh_CN")
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("chromedriver");
        let stage =
            Self { world, address, driver: format!("http://127.0.0.1:{port}"), opened: Arc::default() };
        (stage, Driver(child))
    }

    /// Opens a browser where nobody is signed in.
    pub async fn browser(&self, screen: Screen) -> Browser {
        let profile = tempfile::tempdir().unwrap();
        let (width, height) = match screen {
            Screen::Desk => (1440, 900),
            Screen::Phone => (390, 844),
        };
        let arguments = json!([
            "--headless=new",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-dev-shm-usage",
            "--disable-quic",
            "--disable-sync",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--lang=zh-CN",
            format!("--window-size={width},{height}"),
            format!("--user-data-dir={}", profile.path().display()),
        ]);
        let mut options = json!({ "args": arguments });
        // A window is never as narrow as a phone.
        if matches!(screen, Screen::Phone) {
            let metrics = json!({ "width": width, "height": height, "pixelRatio": 2, "touch": true });
            options["mobileEmulation"] = json!({ "deviceMetrics": metrics });
        }
        let capabilities = json!({ "goog:chromeOptions": options });
        let serde_json::Value::Object(capabilities) = capabilities else { unreachable!("an object") };
        let deadline = Instant::now() + PATIENCE;
        let client = loop {
            let attempt = ClientBuilder::new(hyper_util::client::legacy::connect::HttpConnector::new())
                .capabilities(capabilities.clone())
                .connect(&self.driver)
                .await;
            match attempt {
                Ok(client) => break client,
                Err(error) if Instant::now() > deadline => panic!("no browser: {error}"),
                Err(_) => tokio::time::sleep(Duration::from_millis(200)).await,
            }
        };
        self.opened.lock().unwrap().push((client.clone(), profile));
        Browser { client, address: self.address.clone(), driver: self.driver.clone() }
    }

    /// `username` at a browser of their own, signed in, on the first page.
    pub async fn person(&self, username: &str, screen: Screen) -> Browser {
        let browser = self.browser(screen).await;
        browser.goto("/").await;
        browser.sign_in(username).await;
        browser
    }
}

impl Browser {
    /// Opens `path` as a typed address would.
    pub async fn goto(&self, path: &str) {
        self.client.goto(&format!("{}{path}", self.address)).await.unwrap();
    }

    /// Goes back, as the button does.
    pub async fn back(&self) {
        self.client.back().await.unwrap();
    }

    /// Gives the browser its network back, or takes it away.
    pub async fn network(&self, there: bool) {
        let conditions = json!({ "offline": !there, "latency": 0, "throughput": -1 });
        self.chromium("chromium/network_conditions", json!({ "network_conditions": conditions })).await;
    }

    /// What only Chromium's own protocol can do.
    pub async fn devtools(&self, command: &str, parameters: serde_json::Value) {
        self.chromium("goog/cdp/execute", json!({ "cmd": command, "params": parameters })).await;
    }

    async fn chromium(&self, endpoint: &str, body: serde_json::Value) {
        let session = self.client.session_id().await.unwrap().expect("a session");
        let address = format!("{}/session/{session}/{endpoint}", self.driver);
        let answer = reqwest::Client::new().post(address).json(&body).send().await.unwrap();
        assert!(answer.status().is_success(), "{}", answer.text().await.unwrap());
    }

    /// The path and query now shown.
    pub async fn path(&self) -> String {
        let url = self.client.current_url().await.unwrap();
        url.as_str().trim_start_matches(&self.address).to_owned()
    }

    /// The element with this test id, once it is there.
    pub async fn element(&self, id: &str) -> Element {
        self.find(&format!("[data-testid='{id}']")).await
    }

    /// The first element that `css` selects, once it is there.
    pub async fn find(&self, css: &str) -> Element {
        match self.client.wait().at_most(PATIENCE).for_element(Locator::Css(css)).await {
            Ok(element) => element,
            Err(error) => {
                let page = self.client.find(Locator::Css("body")).await.unwrap().text().await.unwrap();
                panic!("{css} is not at {}: {error}\n{page}", self.path().await)
            }
        }
    }

    /// Clicks on the element with this test id.
    pub async fn click(&self, id: &str) {
        self.press(&format!("[data-testid='{id}']")).await;
    }

    /// Clicks on the first element that `css` selects.
    pub async fn press(&self, css: &str) {
        self.press_at(Locator::Css(css)).await;
    }

    /// Clicks on an element. A page that is drawn anew between the look and the click is looked at again.
    async fn press_at(&self, locator: Locator<'_>) {
        let deadline = Instant::now() + PATIENCE;
        loop {
            let pressed = async {
                let element = self.client.find(locator).await?;
                // What stands at a window's edge lies below the bars that stand there.
                let centre = "arguments[0].scrollIntoView({ block: 'center' })";
                self.client.execute(centre, vec![json!(element)]).await?;
                element.click().await
            };
            match pressed.await {
                Ok(()) => return,
                Err(error) if Instant::now() > deadline => {
                    panic!(
                        "{locator:?} can't be clicked at {}: {error}\n{}",
                        self.path().await,
                        self.page().await
                    )
                }
                Err(_) => tokio::time::sleep(STEP).await,
            }
        }
    }

    /// The text of the first element that `css` selects, as it is on the screen; none where there is none.
    async fn seen(&self, css: &str) -> Option<String> {
        let script = "return document.querySelector(arguments[0])?.innerText ?? null";
        let text = self.client.execute(script, vec![json!(css)]).await.unwrap();
        text.as_str().map(|text| text.trim().to_owned())
    }

    /// Waits until the text of the first element that `css` selects fits.
    pub async fn until(&self, css: &str, wanted: &str, fits: impl Fn(Option<&str>) -> bool) {
        let deadline = Instant::now() + PATIENCE;
        loop {
            let text = self.seen(css).await;
            if fits(text.as_deref()) {
                return;
            }
            assert!(
                Instant::now() < deadline,
                "at {} {css} shows {text:?}, not {wanted:?}:\n{}",
                self.path().await,
                self.page().await
            );
            tokio::time::sleep(STEP).await;
        }
    }

    /// Waits until the page's script `count` is `expected`.
    pub async fn counts(&self, count: &str, expected: u64) {
        let deadline = Instant::now() + PATIENCE;
        loop {
            let counted = self.run(&format!("return {count}")).await;
            if counted == expected {
                return;
            }
            assert!(
                Instant::now() < deadline,
                "{count} is {counted}, not {expected}:\n{}",
                self.page().await
            );
            tokio::time::sleep(STEP).await;
        }
    }

    /// Waits until the element with this test id shows `expected`, and nothing else.
    pub async fn shows(&self, id: &str, expected: &str) {
        self.until(&format!("[data-testid='{id}']"), expected, |text| text == Some(expected)).await;
    }

    /// Waits until the element with this test id says `words`, among others.
    pub async fn says(&self, id: &str, words: &str) {
        let css = format!("[data-testid='{id}']");
        self.until(&css, words, |text| text.is_some_and(|text| text.contains(words))).await;
    }

    /// Waits until `words` are somewhere on the page.
    pub async fn sees(&self, words: &str) {
        self.until("body", words, |text| text.is_some_and(|text| text.contains(words))).await;
    }

    /// Waits until there is nothing that `css` selects.
    pub async fn gone(&self, css: &str) {
        self.until(css, "nothing", |text| text.is_none()).await;
    }

    /// Whether there is something that `css` selects now.
    pub async fn has(&self, css: &str) -> bool {
        self.seen(css).await.is_some()
    }

    /// How far below the window's upper edge the element with this test id begins, in CSS pixels.
    pub async fn top(&self, id: &str) -> f64 {
        let element = self.element(id).await;
        let script = "return arguments[0].getBoundingClientRect().top";
        self.client.execute(script, vec![json!(element)]).await.unwrap().as_f64().unwrap()
    }

    /// Scrolls to the page's end.
    pub async fn scroll_down(&self) {
        let script = "window.scrollTo(0, document.documentElement.scrollHeight)";
        self.client.execute(script, Vec::new()).await.unwrap();
    }

    /// Types into the field `name` of a form, after what it holds.
    pub async fn fill(&self, name: &str, text: &str) {
        let field = self.element(&format!("field-{name}")).await;
        field.send_keys(text).await.unwrap();
    }

    /// Sets the day of the field `name` of a form, as the browser's own picker does.
    pub async fn sets(&self, name: &str, day: &str) {
        let script = "const field = document.querySelector(`[data-testid='field-${arguments[0]}']`);
            field.value = arguments[1];
            for (const kind of ['input', 'change']) field.dispatchEvent(new Event(kind, { bubbles: true }));";
        self.element(&format!("field-{name}")).await;
        self.client.execute(script, vec![json!(name), json!(day)]).await.unwrap();
    }

    /// What the field `name` of a form holds.
    pub async fn holds(&self, name: &str) -> String {
        let field = self.element(&format!("field-{name}")).await;
        field.prop("value").await.unwrap().unwrap_or_default()
    }

    /// Chooses one of what the field `name` offers.
    pub async fn choose(&self, name: &str, code: &str) {
        let css = format!("[data-testid='field-{name}'] option[value='{code}']");
        self.find(&css).await.click().await.unwrap();
    }

    /// Chooses what says `words` in the drop-down with this test id.
    pub async fn choose_in(&self, id: &str, words: &str) {
        let option = format!("//select[@data-testid='{id}']//option[contains(., '{words}')]");
        self.press_at(Locator::XPath(&option)).await;
    }

    /// What the field `name` offers, without the line that says that nothing is chosen.
    pub async fn offers(&self, name: &str) -> Vec<String> {
        let script = "return [...document.querySelectorAll(arguments[0])].map(option => option.value)";
        let css = format!("[data-testid='field-{name}'] option:not([value=''])");
        let values = self.client.execute(script, vec![json!(css)]).await.unwrap();
        serde_json::from_value(values).unwrap()
    }

    /// Presses the button of the open dialog's form, whatever comes of it.
    pub async fn send(&self) {
        self.press("dialog[open] [data-testid='submit']").await;
    }

    /// Sends the form of the open dialog, and waits until that is done and the page has asked anew.
    pub async fn submit(&self) {
        self.send().await;
        self.gone("dialog[open]").await;
        self.gone("[aria-busy='true']").await;
    }

    /// Ticks, or no longer, the case's file `name` in the field `field` of the open form.
    pub async fn tick(&self, field: &str, name: &str) {
        let boxed = format!(
            "//*[@data-testid='field-{field}']//label[.//*[text()='{name}']]//input[@type='checkbox']"
        );
        self.press_at(Locator::XPath(&boxed)).await;
    }

    /// The case's files that are ticked in the field `field` of the open form.
    pub async fn ticked(&self, field: &str) -> Vec<String> {
        let script = "return [...document.querySelectorAll(arguments[0])]
            .map(box => box.closest('label').querySelector('.file-name').textContent)";
        let css = format!("[data-testid='field-{field}'] input[type=checkbox]:checked");
        let names = self.client.execute(script, vec![json!(css)]).await.unwrap();
        serde_json::from_value(names).unwrap()
    }

    /// Gives the file chooser with this test id the file at `path`.
    pub async fn upload(&self, id: &str, path: &std::path::Path) {
        let chooser = self.element(id).await;
        chooser.send_keys(path.to_str().unwrap()).await.unwrap();
    }

    /// Looks `text` up in the picker `name` of a form and takes the first that is offered under it.
    pub async fn pick(&self, name: &str, text: &str) {
        let within = |what: &str| {
            format!(
                "//div[contains(@class, 'picker')][.//*[@data-testid='field-{name}']]\
                 //{what}[contains(., '{text}')]"
            )
        };
        self.fill(name, text).await;
        // What stands there while the text is looked up was found for another.
        self.press_at(Locator::XPath(&within("ul[@aria-busy='false']/li[@data-testid='option']"))).await;
        let picked = within("li[@data-testid='pick']");
        let picked = self.client.wait().at_most(PATIENCE).for_element(Locator::XPath(&picked)).await;
        assert!(picked.is_ok(), "{text} can't be picked for {name}:\n{}", self.page().await);
    }

    /// Opens the first row of a table that says `words`, once there is one.
    pub async fn open_row(&self, words: &str) {
        self.press_at(Locator::XPath(&format!("//tr[@data-testid='row'][contains(., '{words}')]//a"))).await;
    }

    /// Signs in on the page that asks for it.
    pub async fn sign_in(&self, username: &str) {
        self.element("sign-in-username").await.send_keys(username).await.unwrap();
        self.element("sign-in-password").await.send_keys(tests::world::PASSWORD).await.unwrap();
        self.click("sign-in-submit").await;
        self.element("sign-out").await;
    }

    /// Types into the first element that `css` selects.
    pub async fn type_into(&self, css: &str, text: &str) {
        self.find(css).await.send_keys(text).await.unwrap();
    }

    /// What `script` returns when it runs in the page.
    pub async fn run(&self, script: &str) -> serde_json::Value {
        self.client.execute(script, Vec::new()).await.unwrap()
    }

    /// Everything that the page says.
    pub async fn page(&self) -> String {
        self.find("body").await.text().await.unwrap()
    }
}
