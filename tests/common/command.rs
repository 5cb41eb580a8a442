//! The real binary in a folder of its own.

use std::path::Path;
use std::process::{Command, Stdio};

/// The binary, at home in a folder, knowing nothing of whoever runs the test.
pub fn command(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_tastemaker"));
    command
        .args(arguments)
        .current_dir(folder)
        .env_clear()
        .env("HOME", folder)
        .stdin(Stdio::null());
    for name in ["XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"] {
        command.env(name, folder.join(name));
    }
    command
}
