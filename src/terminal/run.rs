//! The loop: wait for something to happen, let the model take it in, draw when it is time.
//!
//! The frame rule: everything that waits is taken in first; then up to 3 ms are given to the answer
//! that is being worked out; then the screen is drawn, at once if the last frame is 8 ms old, else
//! at that mark. When nothing happens, nothing is done and nothing is written.

use std::io::{self, BufWriter, Stdout};
use std::sync::mpsc::{self, Receiver, Sender};
use std::thread;
use std::time::{Duration, Instant};

use crossterm::event::{self, Event, KeyCode, KeyModifiers};
use crossterm::execute;
use crossterm::terminal::{BeginSynchronizedUpdate, Clear, ClearType, EndSynchronizedUpdate};
use ratatui::Terminal;
use ratatui::backend::CrosstermBackend;

use crate::app::effect::Opening;
use crate::app::{Model, Msg};
use crate::background::open::Assumptions;
use crate::background::today;
use crate::cli::Dashboard;
use crate::config::Theme;
use crate::config::detect::{self, ColorLevel};
use crate::runtime::{Outward, Runtime, Start};
use crate::terminal::clipboard::Clipboard;
use crate::terminal::{events, guard};
use crate::ui::{self, Look};

/// The shortest time between two frames.
const FRAME: Duration = Duration::from_millis(8);
/// How long a frame waits for an answer that is on its way.
const PATIENCE: Duration = Duration::from_millis(3);
/// How often it is looked whether the files on the screen have changed.
const WATCH_EVERY: Duration = Duration::from_secs(1);

/// Something that wakes the loop.
enum Happening {
    Terminal(Event),
    Woken,
    /// A signal to end, by its number.
    Signal(i32),
    /// The terminal is gone.
    Gone,
}

/// Runs the dashboard until the user quits; the answer is the exit code.
///
/// # Errors
/// When the terminal cannot be used.
pub fn run(dashboard: Dashboard) -> io::Result<i32> {
    let variable = |name: &str| std::env::var(name).ok();
    let colors = detect::colors(&dashboard.settings, &variable);
    let theme = detect::theme(&dashboard.settings, &variable);
    let mut look = Look {
        theme: Theme::named(&theme, colors),
        glyphs: ui::glyphs::Glyphs::named(detect::glyphs(&dashboard.settings, &variable)),
    };
    let (sender, happenings) = mpsc::channel();
    let signals = signals(sender.clone())?;
    let _guard = guard::Guard::enter(dashboard.settings.mouse, dashboard.paths.log.clone())?;
    let mut terminal = Terminal::new(CrosstermBackend::new(BufWriter::new(io::stdout())))?;
    let size = terminal.size()?;
    let mut settings = dashboard.settings.clone();
    settings.theme = theme;
    let model = Model::new(settings, dashboard.keymap);
    let waker = sender.clone();
    let mut runtime = Runtime::start(
        model,
        Start {
            shortlists: dashboard.paths.shortlists,
            mappings: dashboard.paths.mappings,
            watch_every: WATCH_EVERY,
            options: dashboard.options,
            assumptions: Assumptions {
                tiers: dashboard.settings.tiers.clone(),
                currency: dashboard.settings.currency,
                rates: dashboard.settings.rates.clone(),
            },
            standard_input: dashboard.standard_input,
            wake: Box::new(move || {
                let _ = waker.send(Happening::Woken);
            }),
        },
    );
    runtime.send(Msg::Today(today()));
    runtime.send(Msg::Resize {
        width: size.width,
        height: size.height,
    });
    // The first frame is on the screen before any file is opened.
    draw(&mut terminal, &runtime, &look)?;
    let openings = openings(&dashboard.rosters, dashboard.demo);
    if !openings.is_empty() {
        runtime.open(openings);
    }
    thread::spawn(move || listen(&sender));
    let mut log = dashboard.log.map(std::fs::File::create).transpose()?;
    let mut clipboard = Clipboard::default();
    let code = main_loop(
        &mut terminal,
        &mut runtime,
        &mut look,
        colors,
        &happenings,
        &mut clipboard,
        &mut log,
    )?;
    drop(terminal);
    guard::leave();
    clipboard.close();
    signals.close();
    runtime.finish();
    Ok(code)
}

fn openings(rosters: &[String], demo: bool) -> Vec<Opening> {
    let named = rosters.iter().map(|name| match name.as_str() {
        "-" => Opening::StandardInput,
        name => Opening::File(name.to_owned()),
    });
    demo.then_some(Opening::Demo)
        .into_iter()
        .chain(named)
        .collect()
}

fn main_loop(
    terminal: &mut Screen,
    runtime: &mut Runtime,
    look: &mut Look,
    colors: ColorLevel,
    happenings: &Receiver<Happening>,
    clipboard: &mut Clipboard,
    log: &mut Option<std::fs::File>,
) -> io::Result<i32> {
    let mut drawn = Instant::now();
    loop {
        let Some(first) = wait(happenings, runtime) else {
            draw(terminal, runtime, look)?;
            drawn = Instant::now();
            continue;
        };
        let mut next = Some(first);
        let mut changed = false;
        while let Some(happening) = next {
            match happening {
                Happening::Terminal(event) if is_suspend(&event) => {
                    suspend(terminal, runtime.model().mouse())?;
                    changed = true;
                }
                Happening::Terminal(event) => {
                    if let Some(msg) = events::msg(event) {
                        if let Some(log) = log {
                            use std::io::Write;
                            writeln!(log, "{msg:?}")?;
                        }
                        runtime.send(msg);
                        changed = true;
                    }
                }
                Happening::Woken => changed |= runtime.drain(),
                Happening::Signal(signal) => return Ok(128 + signal),
                Happening::Gone => return Ok(129),
            }
            next = happenings.try_recv().ok();
        }
        if let Some(code) = carry_out(terminal, runtime, look, colors, clipboard)? {
            return Ok(code);
        }
        if !changed {
            continue;
        }
        // The answer is often there in a moment: then one frame shows both the key and the rows.
        let until = (drawn + FRAME).max(Instant::now() + PATIENCE);
        while runtime.is_busy() && runtime.model().answers().is_stale() {
            let left = until.saturating_duration_since(Instant::now());
            if left.is_zero() || !runtime.wait(left) {
                break;
            }
        }
        let early = (drawn + FRAME).saturating_duration_since(Instant::now());
        if !early.is_zero() {
            thread::sleep(early);
            runtime.drain();
        }
        draw(terminal, runtime, look)?;
        drawn = Instant::now();
    }
}

type Screen = Terminal<CrosstermBackend<BufWriter<Stdout>>>;

/// The next happening, or none when an alarm rang meanwhile.
fn wait(happenings: &Receiver<Happening>, runtime: &mut Runtime) -> Option<Happening> {
    let Some(alarm) = runtime.next_alarm() else {
        return Some(happenings.recv().unwrap_or(Happening::Gone));
    };
    let left = alarm.saturating_duration_since(Instant::now());
    match happenings.recv_timeout(left) {
        Ok(happening) => Some(happening),
        Err(mpsc::RecvTimeoutError::Timeout) => {
            runtime.ring(Instant::now());
            None
        }
        Err(mpsc::RecvTimeoutError::Disconnected) => Some(Happening::Gone),
    }
}

/// Does what the model wants of the terminal; the answer is the exit code once it wants to end.
fn carry_out(
    terminal: &mut Screen,
    runtime: &mut Runtime,
    look: &mut Look,
    colors: ColorLevel,
    clipboard: &mut Clipboard,
) -> io::Result<Option<i32>> {
    while let Some(outward) = runtime.outward() {
        match outward {
            Outward::Quit => return Ok(Some(0)),
            Outward::Copy(text) => {
                if let Err(sentence) = clipboard.copy(text) {
                    runtime.send(Msg::NotCopied(sentence));
                }
            }
            Outward::Mouse(on) => guard::mouse(on)?,
            Outward::Theme(name) => {
                look.theme = Theme::named(&name, colors);
                repaint(terminal)?;
            }
        }
    }
    Ok(None)
}

fn draw(terminal: &mut Screen, runtime: &Runtime, look: &Look) -> io::Result<()> {
    execute!(terminal.backend_mut(), BeginSynchronizedUpdate)?;
    terminal.draw(|frame| {
        let cursor = ui::view(runtime.model(), look, frame.buffer_mut());
        if let Some(position) = cursor {
            frame.set_cursor_position(position);
        }
    })?;
    execute!(terminal.backend_mut(), EndSynchronizedUpdate)
}

/// Reads terminal events until there are no more.
fn listen(sender: &Sender<Happening>) {
    loop {
        let happening = event::read().map_or(Happening::Gone, Happening::Terminal);
        let last = matches!(happening, Happening::Gone);
        if sender.send(happening).is_err() || last {
            return;
        }
    }
}

fn is_suspend(event: &Event) -> bool {
    cfg!(unix)
        && matches!(event, Event::Key(key)
            if key.code == KeyCode::Char('z') && key.modifiers == KeyModifiers::CONTROL)
}

/// Gives the terminal back to the shell until it lets the program go on.
fn suspend(terminal: &mut Screen, mouse: bool) -> io::Result<()> {
    guard::leave();
    println!("Paused. Type fg and press Enter to return. (Undo is u.)");
    // SIGTSTP is dropped for orphaned groups; SIGSTOP stops in every case.
    #[cfg(unix)]
    signal_hook::low_level::raise(signal_hook::consts::SIGSTOP)?;
    guard::enter(mouse)?;
    repaint(terminal)
}

/// Has the next frame drawn whole. [`Terminal::clear`] would ask the terminal where its cursor is, and
/// the answer would go to the thread that reads keys.
fn repaint(terminal: &mut Screen) -> io::Result<()> {
    execute!(terminal.backend_mut(), Clear(ClearType::All))?;
    terminal.swap_buffers();
    Ok(())
}

#[cfg(unix)]
fn signals(sender: Sender<Happening>) -> io::Result<signal_hook::iterator::Handle> {
    use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
    let mut signals = signal_hook::iterator::Signals::new([SIGHUP, SIGINT, SIGTERM])?;
    let handle = signals.handle();
    thread::spawn(move || {
        for signal in signals.forever() {
            if sender.send(Happening::Signal(signal)).is_err() {
                return;
            }
        }
    });
    Ok(handle)
}

#[cfg(not(unix))]
struct NoSignals;

#[cfg(not(unix))]
impl NoSignals {
    fn close(&self) {}
}

#[cfg(not(unix))]
fn signals(_: Sender<Happening>) -> io::Result<NoSignals> {
    Ok(NoSignals)
}
