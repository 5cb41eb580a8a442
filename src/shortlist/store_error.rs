//! Why shortlists cannot be kept, in words for whoever wants them kept.

use std::io::{self, ErrorKind};
use std::path::PathBuf;

/// Why a list could not be saved.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    #[error("it is open in another window")]
    Locked,
    #[error("its file was changed elsewhere meanwhile and is not written over; open it again")]
    Changed,
    #[error("the disk is full: {0}")]
    Full(PathBuf),
    #[error("its folder is no longer there: {0}")]
    Gone(PathBuf),
    #[error("its folder may not be written to: {0}")]
    Forbidden(PathBuf),
    #[error("{0}: {1}")]
    Io(PathBuf, io::Error),
}

impl StoreError {
    pub(super) fn of(path: PathBuf, error: io::Error) -> Self {
        match error.kind() {
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded => StoreError::Full(path),
            ErrorKind::NotFound | ErrorKind::NotADirectory => StoreError::Gone(path),
            ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => {
                StoreError::Forbidden(path)
            }
            _ => StoreError::Io(path, error),
        }
    }
}
