//! A window: the program in a pseudo-terminal of a given size, its screen, its output byte by byte.
//!
//! Nothing here sleeps to wait: every wait is for something on the screen, with a limit after which
//! the test fails and shows what was there instead.

use std::io::{Read, Write};
use std::num::NonZero;
use std::path::PathBuf;
use std::process::Command;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::thread;
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};

/// How long anything may take on a slow machine.
const LIMIT: Duration = Duration::from_secs(30);

const PROGRAM: &str = env!("CARGO_BIN_EXE_tastemaker");

/// A roster of people who do not exist.
fn roster() -> &'static str {
    "Handle,Name,Platform,Niche,Followers,Likes,Comments,Price\n\
     @lumi.lift,Lumi Lift,Instagram,fitness,48200,2800,140,180\n\
     @drum.otter,Dora Drum,TikTok,=drums,91000,4700,214,320\n\
     @kelp.coach,Kel Pinto,Instagram,fitness,22700,1700,93,140\n\
     @big.bramble,Big Bramble,YouTube,fitness,4100000,41000,2000,9800\n\
     @pilla.kite,Pilla Kite,TikTok,yoga,64100,3000,77,260\n\
     @深夜.otter,深夜ランナー,YouTube,music,150000,3000,77,900\n"
}

pub struct Window {
    master: Box<dyn MasterPty + Send>,
    writer: Box<dyn Write + Send>,
    child: Box<dyn Child + Send + Sync>,
    pieces: Receiver<Vec<u8>>,
    parser: vt100::Parser,
    output: Vec<u8>,
    folder: std::rc::Rc<tempfile::TempDir>,
    size: (u16, u16),
}

impl Window {
    /// The roster in a window of this size, read to the end.
    pub fn open(width: u16, height: u16) -> Self {
        let mut window = Window::start(width, height, &["roster.csv"]);
        window.wait_until(|screen| {
            screen.contains("6 of 6") && screen.contains("6 influencers loaded")
        });
        window
    }

    pub fn start(width: u16, height: u16, arguments: &[&str]) -> Self {
        Window::with_variables(width, height, arguments, &[])
    }

    pub fn with_variables(
        width: u16,
        height: u16,
        arguments: &[&str],
        variables: &[(&str, &str)],
    ) -> Self {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("roster.csv"), roster()).unwrap();
        Window::in_folder(folder.into(), width, height, arguments, variables)
    }

    /// A line of shell, in which `$0` is the program.
    pub fn shell(width: u16, height: u16, line: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("roster.csv"), roster()).unwrap();
        let mut command = CommandBuilder::new("/bin/sh");
        command.args(["-c", line, PROGRAM]);
        Window::running(folder.into(), width, height, command, &[])
    }

    /// The program once more, with the same folders.
    pub fn again(self, arguments: &[&str]) -> Self {
        self.beside(arguments)
    }

    /// The program a second time while the first one runs, with the same folders.
    pub fn beside(&self, arguments: &[&str]) -> Self {
        let (width, height) = self.size;
        Window::in_folder(self.folder.clone(), width, height, arguments, &[])
    }

    fn in_folder(
        folder: std::rc::Rc<tempfile::TempDir>,
        width: u16,
        height: u16,
        arguments: &[&str],
        variables: &[(&str, &str)],
    ) -> Self {
        let mut command = CommandBuilder::new(PROGRAM);
        command.args(arguments);
        Window::running(folder, width, height, command, variables)
    }

    fn running(
        folder: std::rc::Rc<tempfile::TempDir>,
        width: u16,
        height: u16,
        mut command: CommandBuilder,
        variables: &[(&str, &str)],
    ) -> Self {
        let size = PtySize {
            rows: height,
            cols: width,
            pixel_width: 0,
            pixel_height: 0,
        };
        let pair = native_pty_system().openpty(size).unwrap();
        command.cwd(folder.path());
        command.env_clear();
        command.env("TERM", "xterm-256color");
        command.env("LANG", "en_US.UTF-8");
        command.env("HOME", folder.path());
        for name in ["XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"] {
            command.env(name, folder.path().join(name));
        }
        for (name, value) in variables {
            command.env(name, value);
        }
        let child = pair.slave.spawn_command(command).unwrap();
        drop(pair.slave);
        let mut reader = pair.master.try_clone_reader().unwrap();
        let (sender, pieces) = mpsc::channel();
        thread::spawn(move || {
            let mut buffer = [0; 65_536];
            while let Ok(read) = reader.read(&mut buffer) {
                if read == 0 || sender.send(buffer[..read].to_vec()).is_err() {
                    return;
                }
            }
        });
        Window {
            writer: pair.master.take_writer().unwrap(),
            master: pair.master,
            child,
            pieces,
            parser: vt100::Parser::new(cells(height), cells(width), 0),
            output: Vec::new(),
            folder,
            size: (width, height),
        }
    }

    /// Sends keys as a terminal would.
    pub fn keys(&mut self, keys: &str) {
        self.writer.write_all(keys.as_bytes()).unwrap();
        self.writer.flush().unwrap();
    }

    pub fn click(&mut self, x: usize, y: usize) {
        self.keys(&format!(
            "\x1b[<0;{};{}M\x1b[<0;{};{}m",
            x + 1,
            y + 1,
            x + 1,
            y + 1
        ));
    }

    pub fn resize(&mut self, width: u16, height: u16) {
        let size = PtySize {
            rows: height,
            cols: width,
            pixel_width: 0,
            pixel_height: 0,
        };
        self.master.resize(size).unwrap();
        self.parser
            .screen_mut()
            .set_size(cells(height), cells(width));
        self.size = (width, height);
    }

    /// Everything that was written to the terminal so far.
    pub fn output(&mut self) -> Vec<u8> {
        while let Ok(piece) = self.pieces.try_recv() {
            self.take(&piece);
        }
        self.output.clone()
    }

    pub fn screen(&mut self) -> String {
        self.output();
        self.parser.screen().contents()
    }

    fn take(&mut self, piece: &[u8]) {
        self.parser.process(piece);
        self.output.extend_from_slice(piece);
    }

    /// Waits until the text is on the screen; the answer is the screen.
    pub fn wait_for(&mut self, text: &str) -> String {
        self.wait(text, |screen| screen.contains(text))
    }

    pub fn wait_until(&mut self, test: impl Fn(&str) -> bool) -> String {
        self.wait("the screen to change", test)
    }

    fn wait(&mut self, what: &str, test: impl Fn(&str) -> bool) -> String {
        let end = Instant::now() + LIMIT;
        loop {
            let screen = self.parser.screen().contents();
            if self.is_whole() && test(&screen) {
                return screen;
            }
            match self
                .pieces
                .recv_timeout(end.saturating_duration_since(Instant::now()))
            {
                Ok(piece) => self.take(&piece),
                Err(_) => panic!("waited in vain for {what}; the screen was:\n{screen}"),
            }
        }
    }

    /// Whether the last frame has come to its end: a terminal shows no half frames.
    fn is_whole(&self) -> bool {
        let last = |mark: &[u8]| {
            self.output
                .windows(mark.len())
                .rposition(|bytes| bytes == mark)
        };
        last(b"\x1b[?2026h") <= last(b"\x1b[?2026l")
    }

    /// Takes in output until none has come for a while.
    pub fn settle_output(&mut self) {
        self.idle(Duration::from_millis(300));
    }

    /// Takes in whatever comes until nothing came for this long.
    pub fn idle(&mut self, time: Duration) {
        loop {
            match self.pieces.recv_timeout(time) {
                Ok(piece) => self.take(&piece),
                Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => return,
            }
        }
    }

    /// A file below the folder of the program's data.
    pub fn data(&self, name: &str) -> PathBuf {
        let data = self.folder.path().join("XDG_DATA_HOME/tastemaker");
        data.join(name)
    }

    /// Waits until a file is there, below the folder of the program's data.
    pub fn wait_for_file(&self, name: &str) {
        let path = self.data(name);
        let end = Instant::now() + LIMIT;
        while !path.exists() {
            assert!(Instant::now() < end, "{} never came", path.display());
            thread::yield_now();
        }
    }

    /// The file in the program's folder with this ending and this in its name.
    pub fn file_ending(&self, ending: &str, part: &str) -> PathBuf {
        std::fs::read_dir(self.folder.path())
            .unwrap()
            .map(|entry| entry.unwrap().path())
            .find(|path| {
                let name = path
                    .file_name()
                    .unwrap_or_default()
                    .to_string_lossy()
                    .into_owned();
                name.contains(part) && name.ends_with(ending)
            })
            .expect("a file was written")
    }

    /// In which columns a letter stands, for some rows of the screen.
    pub fn columns_of(&mut self, letter: char, rows: std::ops::Range<u16>) -> Vec<Vec<u16>> {
        self.output();
        let (width, _) = self.size;
        let screen = self.parser.screen();
        rows.map(|row| {
            (0..width)
                .filter(|column| {
                    screen
                        .cell(row, *column)
                        .is_some_and(|cell| cell.contents() == letter.to_string())
                })
                .collect()
        })
        .collect()
    }

    /// The process, gone without a word.
    pub fn kill(&mut self) {
        self.signal("KILL");
        self.child.wait().unwrap();
    }

    pub fn signal(&mut self, name: &str) {
        let process = self.child.process_id().expect("it runs").to_string();
        let status = Command::new("sh")
            .args(["-c", &format!("kill -{name} {process}")])
            .status()
            .unwrap();
        assert!(status.success());
    }

    /// Wakes the paused program until the text is on the screen: it stops a moment after it said so.
    pub fn wake(&mut self, text: &str) {
        let end = Instant::now() + LIMIT;
        while !self.parser.screen().contents().contains(text) {
            assert!(Instant::now() < end, "it did not wake");
            self.signal("CONT");
            self.idle(Duration::from_millis(200));
        }
    }

    /// Waits for the end of the program.
    pub fn exit_code(&mut self) -> u32 {
        let code = self.child.wait().unwrap().exit_code();
        self.idle(Duration::from_millis(200));
        code
    }
}

fn cells(count: u16) -> NonZero<u16> {
    NonZero::new(count).expect("a window has cells")
}

impl Drop for Window {
    fn drop(&mut self) {
        let _ = self.child.kill();
    }
}
