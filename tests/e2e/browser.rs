//! A browser on a server of its own.

use std::{
    net::{SocketAddr, TcpListener},
    path::PathBuf,
    process::{Child, Command, Stdio},
    time::Duration,
};

use fantoccini::{Client, ClientBuilder, Locator, elements::Element};
use serde_json::json;
use shuangda::app::Front;
use tests::{Engine, World};

/// How long a page may take to show what it should: generous, as machines are busy.
const PATIENCE: Duration = Duration::from_secs(20);

/// A world, served with its app to a browser.
pub struct Browser {
    /// The world behind the server.
    pub world: World,
    client: Client,
    address: String,
    driver: Driver,
    _profile: tempfile::TempDir,
}

/// The driver's process, ended with its browser.
struct Driver(Child);

impl Drop for Driver {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Runs `journey` in a browser of `width` × `height`, unless there is none.
pub fn journey<F: Future<Output = Browser>>(width: u32, height: u32, journey: impl FnOnce(Browser) -> F) {
    let (Some(app), Some(driver)) =
        (std::env::var_os("SHUANGDA_TEST_APP"), std::env::var_os("SHUANGDA_TEST_CHROMEDRIVER"))
    else {
        eprintln!("skipped: no built app or no browser; `cargo xtask test` provides both");
        return;
    };
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    runtime.block_on(async move {
        let browser = Browser::open(PathBuf::from(app), PathBuf::from(driver), width, height).await;
        let browser = journey(browser).await;
        browser.client.close().await.unwrap();
        drop(browser.driver);
        browser.world.database.remove().await;
    });
}

impl Browser {
    async fn open(app: PathBuf, driver: PathBuf, width: u32, height: u32) -> Self {
        let world = World::new(Engine::Sqlite).await;
        let router =
            world.app.router(Front { assets: Some(app), ..Front::default() }).expect("the built app");
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        tokio::spawn(async move {
            axum::serve(listener, router.into_make_service_with_connect_info::<SocketAddr>()).await.unwrap();
        });

        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let child = Command::new(driver)
            .arg(format!("--port={port}"))
            .env("LANGUAGE", "zh_CN")
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("chromedriver");
        let driver = Driver(child);
        let profile = tempfile::tempdir().unwrap();
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
        let capabilities = json!({ "goog:chromeOptions": { "args": arguments } });
        let serde_json::Value::Object(capabilities) = capabilities else { unreachable!("an object") };
        let deadline = std::time::Instant::now() + PATIENCE;
        let client = loop {
            let attempt = ClientBuilder::new(hyper_util::client::legacy::connect::HttpConnector::new())
                .capabilities(capabilities.clone())
                .connect(&format!("http://127.0.0.1:{port}"))
                .await;
            match attempt {
                Ok(client) => break client,
                Err(error) if std::time::Instant::now() > deadline => panic!("no browser: {error}"),
                Err(_) => tokio::time::sleep(Duration::from_millis(200)).await,
            }
        };
        Self { world, client, address, driver, _profile: profile }
    }

    /// Opens `path` as a typed address would.
    pub async fn goto(&self, path: &str) {
        self.client.goto(&format!("{}{path}", self.address)).await.unwrap();
    }

    /// Goes back, as the button does.
    pub async fn back(&self) {
        self.client.back().await.unwrap();
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
        self.element(id).await.click().await.unwrap();
    }

    /// The text of the element with this test id.
    pub async fn text(&self, id: &str) -> String {
        self.element(id).await.text().await.unwrap()
    }

    /// Waits until the element with this test id shows `expected`.
    pub async fn shows(&self, id: &str, expected: &str) {
        let deadline = std::time::Instant::now() + PATIENCE;
        loop {
            let text = self.text(id).await;
            if text == expected {
                return;
            }
            assert!(std::time::Instant::now() < deadline, "{id} shows {text:?}, not {expected:?}");
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
    }

    /// Types into the field `name` of a form, after what it holds.
    pub async fn fill(&self, name: &str, text: &str) {
        let field = self.element(&format!("field-{name}")).await;
        field.send_keys(text).await.unwrap();
    }

    /// Looks `text` up in the picker `name` of a form and takes the first that is offered under it.
    pub async fn pick(&self, name: &str, text: &str) {
        self.fill(name, text).await;
        let offered = format!("//li[@data-testid='option'][contains(., '{text}')]");
        let option = self.client.wait().at_most(PATIENCE).for_element(Locator::XPath(&offered)).await;
        option.unwrap_or_else(|error| panic!("{name} does not offer {text}: {error}")).click().await.unwrap();
    }

    /// Signs in on the page that asks for it.
    pub async fn sign_in(&self, username: &str) {
        self.element("sign-in-username").await.send_keys(username).await.unwrap();
        self.element("sign-in-password").await.send_keys(tests::world::PASSWORD).await.unwrap();
        self.click("sign-in-submit").await;
        self.element("sign-out").await;
    }

    /// Everything that the page says.
    pub async fn page(&self) -> String {
        self.find("body").await.text().await.unwrap()
    }
}
