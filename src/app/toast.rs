//! The short sentence in the status line that says what just happened.

/// How a toast is marked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ToastKind {
    /// Something was done.
    Done,
    /// Something to know.
    Note,
    /// Something went wrong; stays until the next toast.
    Problem,
}

/// A sentence in the status line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Toast {
    pub text: String,
    pub kind: ToastKind,
    /// Tells an alarm for this toast from one for an earlier toast.
    pub number: u64,
}

/// How long a toast stays, in milliseconds.
pub const TOAST_MS: u64 = 4_000;
