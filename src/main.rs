//! Parse, call, map to an exit code.

use std::process::ExitCode;

use tastemaker::cli::{self, Ending};
use tastemaker::terminal;

fn main() -> ExitCode {
    match cli::main(std::env::args_os()) {
        Ending::Done(code) => code,
        Ending::Dashboard(dashboard) => terminal::main(*dashboard),
    }
}
