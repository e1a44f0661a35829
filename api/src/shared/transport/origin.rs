//! Which pages may send a browser's cookies: those of our own origin. `SameSite=Strict` keeps other sites'
//! pages from it already; this also keeps a neighbouring host's, and browsers that know no `SameSite`.

use http::request::Parts;
use http::{StatusCode, Uri, header};

use super::errors::TransportError;

/// Refuses a request whose cookies another site's page may have sent. Browsers say where a request
/// comes from by `Sec-Fetch-Site`, and over plain HTTP by `Origin`; what says neither is no page.
///
/// `hosts` are the names by which we are reached beside the request's own `Host`.
///
/// # Errors
///
/// FORBIDDEN.
pub fn check(parts: &Parts, hosts: &[String]) -> Result<(), TransportError> {
    let text = |name: &str| parts.headers.get(name).map(|value| value.to_str().unwrap_or_default());
    let ours = match (text("sec-fetch-site"), text("origin")) {
        (Some(site), _) => matches!(site, "same-origin" | "none"),
        (None, Some(origin)) => {
            let host =
                text(header::HOST.as_str()).or_else(|| parts.uri.authority().map(|host| host.as_str()));
            let known = host.into_iter().chain(hosts.iter().map(String::as_str));
            origin.parse::<Uri>().is_ok_and(|origin| {
                let authority = origin.authority().map(|authority| authority.as_str());
                known.into_iter().any(|host| authority.is_some_and(|found| found.eq_ignore_ascii_case(host)))
            })
        }
        (None, None) => true,
    };
    if ours {
        return Ok(());
    }
    let (zh, en) = (
        "请求来自其他网站的页面，已拒绝。请从本系统的页面操作。",
        "The request comes from another site's page. Use this system's own pages.",
    );
    Err(TransportError::new(StatusCode::FORBIDDEN, "FORBIDDEN", zh, en))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cookies_count_from_our_own_pages_and_from_what_is_no_page() {
        let address = ["shuangda.example.gov.cn".to_owned()];
        for (headers, expected) in [
            (vec![], true),
            (vec![("sec-fetch-site", "same-origin")], true),
            (vec![("sec-fetch-site", "none")], true),
            (vec![("sec-fetch-site", "same-site")], false),
            (vec![("sec-fetch-site", "cross-site")], false),
            (vec![("sec-fetch-site", "what is new")], false),
            // The browser's own word goes first: `Origin` may name an address that a proxy rewrote.
            (vec![("sec-fetch-site", "same-origin"), ("origin", "https://elsewhere.example")], true),
            (vec![("sec-fetch-site", "cross-site"), ("origin", "http://10.0.0.5:8080")], false),
            (vec![("origin", "http://10.0.0.5:8080")], true),
            (vec![("origin", "http://10.0.0.5")], false),
            (vec![("origin", "http://10.0.0.5:8081")], false),
            (vec![("origin", "https://Shuangda.example.gov.cn")], true),
            (vec![("origin", "https://shuangda.example.gov.cn.evil.example")], false),
            (vec![("origin", "null")], false),
            (vec![("origin", "")], false),
        ] {
            let mut request = http::Request::builder().header("host", "10.0.0.5:8080");
            for (name, value) in &headers {
                request = request.header(*name, *value);
            }
            let (parts, ()) = request.body(()).unwrap().into_parts();
            assert_eq!(check(&parts, &address).is_ok(), expected, "{headers:?}");
        }
    }
}
