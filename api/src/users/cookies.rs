//! Our cookies: HttpOnly, SameSite=Strict, and over HTTPS `__Host-`, which browsers keep only from HTTPS
//! (or an address that they trust as much) and let no other host or path set.

use http::{HeaderMap, header};

/// The cookie `name` among a browser's. Over HTTPS only the `__Host-` one counts: any other could
/// have been planted from a neighbouring host.
pub fn read(headers: &HeaderMap, name: &str, secure: bool) -> Option<String> {
    let name = full_name(name, secure);
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find_map(|(found, value)| (found == name && !value.is_empty()).then(|| value.to_owned()))
}

/// The `Set-Cookie` that gives a browser `value` for so many seconds; none takes it away.
pub fn write(name: &str, value: &str, seconds: i64, secure: bool) -> String {
    let name = full_name(name, secure);
    let secure = if secure { "; Secure" } else { "" };
    format!("{name}={value}; Path=/; Max-Age={seconds}; HttpOnly; SameSite=Strict{secure}")
}

/// Over plain HTTP a browser would drop a `Secure` cookie, and so a `__Host-` one.
fn full_name(name: &str, secure: bool) -> String {
    if secure { format!("__Host-{name}") } else { name.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_cookie_that_counts_depends_on_the_transport() {
        let mut headers = HeaderMap::new();
        headers.append(header::COOKIE, "a=b; shuangda_refresh=planted".parse().unwrap());
        headers.append(header::COOKIE, "__Host-shuangda_refresh=ours".parse().unwrap());
        assert_eq!(read(&headers, "shuangda_refresh", true).as_deref(), Some("ours"));
        assert_eq!(read(&headers, "shuangda_refresh", false).as_deref(), Some("planted"));
        assert_eq!(read(&HeaderMap::new(), "shuangda_refresh", true), None);
        assert_eq!(
            write("shuangda_refresh", "x", 60, true),
            "__Host-shuangda_refresh=x; Path=/; Max-Age=60; HttpOnly; SameSite=Strict; Secure"
        );
    }
}
