//! Files that only their owner may read.

use std::fs::File;
use std::io;
use std::path::Path;

/// Makes a file, or empties the one there is, that only its owner may read.
pub(super) fn create(path: &Path) -> io::Result<File> {
    let mut options = File::options();
    options.create(true).write(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}
