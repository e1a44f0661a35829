//! Handing a file that the app holds in memory to the browser, to be saved.

use js_sys::{Array, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Blob, BlobPropertyBag, HtmlAnchorElement, Url};

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
    let blob = Blob::new_with_u8_array_sequence_and_options(&parts, &properties)?;
    let address = Url::create_object_url_with_blob(&blob)?;
    let document = window.document().ok_or(JsValue::NULL)?;
    let link: HtmlAnchorElement = document.create_element("a")?.unchecked_into();
    link.set_href(&address);
    link.set_download(name);
    link.click();
    Url::revoke_object_url(&address)
}
