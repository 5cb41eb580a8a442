//! The clipboard: this computer's own, and the terminal's, which also reaches the computer in front of the
//! user when the program runs on another one. Never reads what is on it.
//!
//! A thread of its own keeps this computer's: where windows are X11's, whoever copied hands the text out,
//! and a display that does not answer must not hold up the keys. Where there is no display nothing is said:
//! the terminal has the text.

use std::io;
use std::sync::mpsc::{self, Receiver, Sender};
use std::thread;
use std::time::Duration;

use crossterm::Command;
use crossterm::clipboard::CopyToClipboard;
use crossterm::execute;
use crossterm::style::Print;

use crate::app::copying::MOST_SENT;

/// How long this computer's clipboard is waited for where it matters.
const PATIENCE: Duration = Duration::from_millis(200);

/// Where copied texts go; nothing is opened before the first.
#[derive(Default)]
pub struct Clipboard(Option<Own>);

/// The thread of this computer's clipboard.
struct Own {
    texts: Sender<Text>,
    /// Ends with the thread.
    end: Receiver<()>,
}

/// A text, and who is told that it was taken.
type Text = (String, Sender<()>);

impl Clipboard {
    /// Puts a text on both.
    ///
    /// # Errors
    /// A sentence where it is on neither.
    pub fn copy(&mut self, text: String) -> Result<(), String> {
        let why = match text.len() {
            0..=MOST_SENT => send(&text).err().map(|error| error.to_string()),
            length => Some(format!("{} kB are too much for a terminal", length / 1_000)),
        };
        let (taken, answer) = mpsc::channel();
        let own = self.0.get_or_insert_with(start);
        // The thread lives as long as this sender does.
        let _ = own.texts.send((text, taken));
        match why {
            Some(why) if answer.recv_timeout(PATIENCE).is_err() => {
                Err(format!("Not copied: {why}. Save it as a file instead"))
            }
            _ => Ok(()),
        }
    }

    /// Lets others take over what was copied before the program ends.
    pub fn close(self) {
        if let Some(Own { texts, end }) = self.0 {
            drop(texts);
            let _ = end.recv_timeout(PATIENCE);
        }
    }
}

fn start() -> Own {
    let (texts, inbox) = mpsc::channel::<Text>();
    let (ended, end) = mpsc::channel();
    thread::spawn(move || {
        let _ended: Sender<()> = ended;
        let mut clipboard = None;
        for (text, taken) in inbox {
            if clipboard.is_none() {
                clipboard = arboard::Clipboard::new().ok();
            }
            let set = clipboard.as_mut().map(|own| own.set_text(text));
            if let Some(Ok(())) = set {
                let _ = taken.send(());
            }
        }
    });
    Own { texts, end }
}

/// Sends a text to the terminal's clipboard (OSC 52), wrapped where tmux stands between.
fn send(text: &str) -> io::Result<()> {
    let sequence = sequence(text, std::env::var_os("TMUX").is_some());
    execute!(io::stdout(), Print(sequence?))
}

fn sequence(text: &str, in_tmux: bool) -> io::Result<String> {
    let mut plain = String::new();
    CopyToClipboard::to_clipboard_from(text)
        .write_ansi(&mut plain)
        .map_err(io::Error::other)?;
    Ok(match in_tmux {
        true => format!("\x1bPtmux;{}\x1b\\", plain.replace('\x1b', "\x1b\x1b")),
        false => plain,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_sent_in_base64_and_through_tmux() {
        assert_eq!(
            sequence("lumi.lift", false).unwrap(),
            "\x1b]52;c;bHVtaS5saWZ0\x1b\\"
        );
        assert_eq!(
            sequence("lumi.lift", true).unwrap(),
            "\x1bPtmux;\x1b\x1b]52;c;bHVtaS5saWZ0\x1b\x1b\\\x1b\\"
        );
    }
}
