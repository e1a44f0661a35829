//! Files that the app holds in memory: shown under an address of their own, or handed to the browser to be
//! saved.

use gloo_timers::future::TimeoutFuture;
use js_sys::{Array, Uint8Array};
use leptos::task::spawn_local;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Blob, BlobPropertyBag, HtmlAnchorElement, Url};

/// For so many milliseconds a browser may still be reading what it saves.
const SAVING: u32 = 60_000;

/// A file in the browser's memory under an address of its own, until it is dropped.
pub struct ObjectUrl(pub String);

impl ObjectUrl {
    /// Gives `blob` an address.
    pub fn of(blob: &Blob) -> Result<Self, JsValue> {
        Url::create_object_url_with_blob(blob).map(Self)
    }

    /// Saves the file as `name`.
    ///
    /// # Errors
    ///
    /// Where the browser makes no link.
    pub fn save(self, name: &str) -> Result<(), JsValue> {
        let document = web_sys::window().and_then(|window| window.document()).ok_or(JsValue::NULL)?;
        let link: HtmlAnchorElement = document.create_element("a")?.unchecked_into();
        link.set_href(&self.0);
        link.set_download(name);
        link.click();
        spawn_local(async move {
            TimeoutFuture::new(SAVING).await;
            drop(self);
        });
        Ok(())
    }
}

impl Drop for ObjectUrl {
    fn drop(&mut self) {
        // An address that is none any more is what was wanted.
        let _ = Url::revoke_object_url(&self.0);
    }
}

/// Saves bytes, given in Base64, under `name`.
///
/// # Errors
///
/// Where the browser can't make a file of them.
pub fn save_base64(name: &str, media_type: &str, content: &str) -> Result<(), JsValue> {
    let window = web_sys::window().ok_or(JsValue::NULL)?;
    // `atob` answers a text whose characters are the bytes.
    let bytes: Vec<u8> = window.atob(content)?.chars().map(|byte| byte as u32 as u8).collect();
    let parts = Array::of1(&Uint8Array::from(bytes.as_slice()));
    let properties = BlobPropertyBag::new();
    properties.set_type(media_type);
    ObjectUrl::of(&Blob::new_with_u8_array_sequence_and_options(&parts, &properties)?)?.save(name)
}
