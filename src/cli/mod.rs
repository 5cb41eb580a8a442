//! The same engine without a screen: every subcommand, its output and its exit code.
//!
//! `args` is what was typed; `context` turns the common part of it into settings, sources and
//! options; then one file for each subcommand. Data goes to standard output, everything else to
//! standard error.

mod args;

mod context;

mod facts;

mod query;

mod compare;

mod diff;

mod check;

mod shortlist;

mod config;

pub mod dashboard;

use std::ffi::OsString;
use std::io::{self, IsTerminal, Write};
use std::process::ExitCode;

use clap::Parser;

use args::{Args, Command};
use context::Context;
pub use dashboard::Dashboard;

/// How a command ended, if not well.
#[derive(Debug)]
enum Failure {
    /// Something went wrong: 1.
    Failed(String),
    /// Wrong usage or a wrong filter: 2.
    Usage(String),
    /// A roster could not be read, or has problems where none are allowed: 3.
    Roster(String),
    /// Mistakes in the configuration: 4.
    Config(String),
    /// Whoever reads our output has had enough: 0.
    Closed,
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::BrokenPipe => Failure::Closed,
            _ => Failure::Failed(error.to_string()),
        }
    }
}

impl From<serde_json::Error> for Failure {
    fn from(error: serde_json::Error) -> Self {
        io::Error::from(error).into()
    }
}

type Outcome = Result<(), Failure>;

/// What a command line comes to.
pub enum Ending {
    /// It was carried out, or could not be.
    Done(ExitCode),
    /// It asks for the dashboard.
    Dashboard(Box<Dashboard>),
}

/// Carries out a command line, up to the dashboard.
pub fn main(arguments: impl IntoIterator<Item = OsString>) -> Ending {
    let args = match Args::try_parse_from(arguments) {
        Ok(args) => args,
        Err(error) => {
            // Help and version are answers, not mistakes.
            let _ = error.print();
            return Ending::Done(ExitCode::from(if error.use_stderr() { 2 } else { 0 }));
        }
    };
    let (code, text) = match run(args) {
        Ok(Some(dashboard)) => return Ending::Dashboard(Box::new(dashboard)),
        Ok(None) | Err(Failure::Closed) => return Ending::Done(ExitCode::SUCCESS),
        Err(Failure::Failed(text)) => (1, text),
        Err(Failure::Usage(text)) => (2, text),
        Err(Failure::Roster(text)) => (3, text),
        Err(Failure::Config(text)) => (4, text),
    };
    let _ = writeln!(io::stderr(), "{text}");
    Ending::Done(ExitCode::from(code))
}

fn run(args: Args) -> Result<Option<Dashboard>, Failure> {
    let context = Context::new(&args.common);
    match args.command {
        Some(Command::Query(query)) => query::run(&context?, &query)?,
        Some(Command::Compare(compare)) => compare::run(&context?, &compare)?,
        Some(Command::Diff(diff)) => diff::run(&context?, &diff)?,
        Some(Command::Check(check)) => check::run(&context?, &check)?,
        Some(Command::Shortlist(command)) => shortlist::run(&context?, &command)?,
        Some(Command::Config(command)) => config::run(context, &args.common, &command)?,
        Some(Command::Demo) => return dashboard::demo(context?).map(Some),
        None if io::stdout().is_terminal() => {
            return dashboard::open(context?, &args.rosters).map(Some);
        }
        None if args.rosters.is_empty() => {
            return Err(Failure::Usage(
                "Tastemaker needs a terminal for its dashboard. Name a roster to get its rows, or see tastemaker --help"
                    .to_owned(),
            ));
        }
        None => query::all(&context?, &args.rosters)?,
    }
    Ok(None)
}
