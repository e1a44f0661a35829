//! Files and folders that only the server's own account reads: the database holds what is told in confidence.

use std::{fs, io, path::Path};

/// Creates the folder at `path`, and those above it, for the owner alone; one that exists stays as it is.
///
/// # Errors
///
/// The system's.
pub fn create_folder(path: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(path)
}

/// How a file is opened that is made for the owner alone where it does not exist.
pub fn options() -> fs::OpenOptions {
    #[allow(unused_mut, reason = "changed on systems that have modes")]
    let mut options = fs::OpenOptions::new();
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
}

/// Makes sure that the file at `path` exists, and that nobody but the owner and the group reads it.
///
/// # Errors
///
/// The system's.
pub fn keep(path: &Path) -> io::Result<()> {
    options().append(true).create(true).open(path)?;
    restrict(path)
}

/// Takes everybody else's rights to the file at `path` away, where there is one: the group stays, as a
/// backup may read by it. Where that is not ours to change it is only logged.
///
/// # Errors
///
/// The system's.
pub fn restrict(path: &Path) -> io::Result<()> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let metadata = match fs::metadata(path) {
            Ok(metadata) => metadata,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
            Err(error) => return Err(error),
        };
        let mode = metadata.permissions().mode();
        let closed = fs::Permissions::from_mode(mode & 0o770);
        // Somebody else's file, or a read-only mount, may be meant so.
        if mode & 0o007 != 0
            && let Err(error) = fs::set_permissions(path, closed)
        {
            tracing::warn!(%error, "everybody can read {}", path.display());
        }
    }
    Ok(())
}
