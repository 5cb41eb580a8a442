//! The terminal's modes: entered together, left together, whatever ends the program.

use std::io::{self, Write};
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};

use crossterm::cursor::{SetCursorStyle, Show};
use crossterm::event::{DisableBracketedPaste, EnableBracketedPaste};
use crossterm::style::Print;
use crossterm::terminal::{
    self, EndSynchronizedUpdate, EnterAlternateScreen, LeaveAlternateScreen,
};
use crossterm::{execute, queue};

/// Clicks, wheel and drag with coordinates of any size; no report of mere movement.
const MOUSE_ON: &str = "\x1b[?1000h\x1b[?1002h\x1b[?1006h";
const MOUSE_OFF: &str = "\x1b[?1006l\x1b[?1002l\x1b[?1000l";

/// Whether the modes are on, so that leaving twice does nothing twice.
static ENTERED: AtomicBool = AtomicBool::new(false);

/// The terminal in its modes; leaves them when dropped.
pub struct Guard(());

impl Guard {
    /// Enters raw mode, the alternate screen, bracketed paste and, if wanted, mouse reports. From now
    /// on a panic leaves them too, writes what happened to the log and says where that is.
    pub fn enter(mouse: bool, log: PathBuf) -> io::Result<Guard> {
        enter(mouse)?;
        let default = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |panic| {
            if std::thread::current().name() == Some("main") {
                leave();
                let text = format!("{panic}\n{}\n", std::backtrace::Backtrace::force_capture());
                let written = write_log(&log, &text);
                let place = if written.is_ok() {
                    format!(" What happened is written in {}.", log.display())
                } else {
                    String::new()
                };
                eprintln!(
                    "Tastemaker stopped unexpectedly, sorry. Your shortlists are saved.{place}"
                );
                if written.is_err() {
                    default(panic);
                }
            } else {
                // A background job: the program goes on and shows a sentence.
                let _ = write_log(&log, &format!("{panic}\n"));
            }
        }));
        Ok(Guard(()))
    }
}

impl Drop for Guard {
    fn drop(&mut self) {
        leave();
    }
}

/// Enters the modes.
pub fn enter(mouse: bool) -> io::Result<()> {
    terminal::enable_raw_mode()?;
    ENTERED.store(true, Ordering::SeqCst);
    let mut out = io::stdout();
    execute!(out, EnterAlternateScreen, EnableBracketedPaste)?;
    self::mouse(mouse)
}

/// Switches mouse reports.
pub fn mouse(on: bool) -> io::Result<()> {
    execute!(io::stdout(), Print(if on { MOUSE_ON } else { MOUSE_OFF }))
}

/// Leaves the modes. Errors are of no use here: the terminal may be gone.
pub fn leave() {
    if !ENTERED.swap(false, Ordering::SeqCst) {
        return;
    }
    let mut out = io::stdout();
    let _ = queue!(
        out,
        EndSynchronizedUpdate,
        Print(MOUSE_OFF),
        DisableBracketedPaste,
        Show,
        SetCursorStyle::DefaultUserShape,
        LeaveAlternateScreen
    );
    let _ = out.flush();
    let _ = terminal::disable_raw_mode();
}

fn write_log(path: &std::path::Path, text: &str) -> io::Result<()> {
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder)?;
    }
    let mut options = std::fs::OpenOptions::new();
    options.create(true).append(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)?.write_all(text.as_bytes())
}
