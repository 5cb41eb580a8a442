//! Keys and the commands they run. Knows no terminal library and no screen.

pub mod command;
pub mod key;
pub mod keymap;

pub use command::{Command, Group, Place};
pub use key::{Key, KeyCode};
pub use keymap::Keymap;
