//! How many connections the system has descriptors for.

use rustix::process::{Resource, getrlimit, setrlimit};

/// Raises this process's soft limit of descriptors to the hard one, and says how many connections leave
/// enough of them for databases and files; none where there is no limit.
pub fn provide() -> Option<usize> {
    let mut limit = getrlimit(Resource::Nofile);
    if limit.current != limit.maximum {
        let raised = rustix::process::Rlimit { current: limit.maximum, ..limit };
        match setrlimit(Resource::Nofile, raised) {
            Ok(()) => limit = raised,
            Err(error) => tracing::warn!(%error, "cannot raise the limit of open files"),
        }
    }
    limit.current.map(|limit| usize::try_from(limit).map_or(usize::MAX, leave_enough))
}

/// A quarter is for everything else, and at least 64.
fn leave_enough(limit: usize) -> usize {
    limit.saturating_sub((limit / 4).max(64)).max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn databases_and_files_keep_theirs() {
        assert_eq!(leave_enough(300), 225);
        assert_eq!(leave_enough(100), 36);
        assert_eq!(leave_enough(10), 1);
        assert_eq!(leave_enough(20_000), 15_000);
    }

    #[test]
    fn the_limit_is_raised_as_far_as_it_goes() {
        provide();
        let limit = getrlimit(Resource::Nofile);
        assert_eq!(limit.current, limit.maximum);
    }
}
