//! Which paths the app has a page for, read from its routes: the server serves the app's page on those, and
//! has no list of its own that could differ.

use std::collections::BTreeSet;
use std::path::PathBuf;

use anyhow::{Context, Result, ensure};

/// How a route's path is written.
const PATH: &str = "path=path!(\"";

/// The patterns of every `Route` in `sources` (their paths are for messages), a line each, such as
/// `/cases/:id`.
pub fn patterns(sources: &[(PathBuf, String)]) -> Result<String> {
    let mut found = BTreeSet::new();
    for (file, text) in sources {
        read(text, &mut found).with_context(|| format!("the routes in {}", file.display()))?;
    }
    ensure!(found.contains("/"), "the app has no first page");
    Ok(found.into_iter().map(|pattern| pattern + "\n").collect())
}

/// Reads the tags of one file, in their order: a route is below those parents that are open.
fn read(text: &str, found: &mut BTreeSet<String>) -> Result<()> {
    let mut parents = Vec::new();
    let mut paths = 0;
    for (at, _) in text.match_indices('<') {
        let tag = &text[at..];
        if tag.starts_with("</ParentRoute>") {
            parents.pop().context("a parent is closed that was not opened")?;
        } else if tag.starts_with("<ParentRoute ") {
            parents.push(path(tag)?);
            paths += 1;
        } else if tag.starts_with("<Route ") {
            let whole = parents.iter().copied().chain([path(tag)?]);
            let segments = whole.flat_map(|path| path.split('/')).filter(|segment| !segment.is_empty());
            found.insert(segments.fold(String::new(), |pattern, segment| pattern + "/" + segment));
            paths += 1;
        }
    }
    if found.remove("") {
        found.insert("/".to_owned());
    }
    ensure!(parents.is_empty(), "a parent isn't closed");
    let written = text.matches("path!(").count();
    ensure!(written == paths, "{written} paths are written, and {paths} read: write them as `{PATH}…\")`");
    Ok(())
}

/// The path of the tag with which `text` begins.
fn path(text: &str) -> Result<&str> {
    let (tag, _) = text.split_once(" view=").context("a route has no view")?;
    let (_, path) = tag.split_once(PATH).with_context(|| format!("no {PATH} in {tag}"))?;
    let (path, _) = path.split_once('"').context("a quote isn't closed")?;
    ensure!(!path.contains('*'), "{path}: the server knows no wildcards");
    Ok(path)
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    fn of(text: &str) -> Result<String> {
        patterns(&[(PathBuf::from("app.rs"), text.to_owned())])
    }

    #[test]
    fn a_route_is_below_its_parents() {
        let routes = r#"
            <Route path=path!("/") view=First/>
            <ParentRoute path=path!("/cases") view=Outlet>
                <Route path=path!("") view=lazy!(cases, List)/>
                <Route path=path!(":id/dossier") view=lazy!(cases, Dossier)/>
                <ParentRoute path=path!("deep") view=Outlet><Route path=path!("er") view=Deep/></ParentRoute>
            </ParentRoute>
            <Route path=path!("/todo") view=Todo/>"#;
        assert_eq!(of(routes).unwrap(), "/\n/cases\n/cases/:id/dossier\n/cases/deep/er\n/todo\n");
    }

    #[test]
    fn a_path_that_cannot_be_read_fails_the_build() {
        let first = r#"<Route path=path!("/") view=First/>"#;
        of(first).unwrap();
        for wrong in [
            r#"<Route view=List path=path!("/cases")/>"#,
            r#"<Route path = path!("/cases") view=List/>"#,
            r#"<Route path=path!("/*any") view=List/>"#,
            r#"<ParentRoute path=path!("/cases") view=Outlet>"#,
            "</ParentRoute>",
            r#"let route = path!("/cases");"#,
        ] {
            assert!(of(&format!("{first}\n{wrong}")).is_err(), "{wrong}");
        }
        of("").unwrap_err();
    }

    #[test]
    fn the_real_apps_pages_are_found() {
        let sources = crate::app::sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../web/src")).unwrap();
        let pages = patterns(&sources).unwrap();
        for page in
            ["/", "/sign-in", "/cases", "/cases/:id/dossier", "/deadlines/calendar", "/summary/:indicator"]
        {
            assert!(pages.lines().any(|found| found == page), "{page} in {pages}");
        }
    }
}
