//! Parse, call, map to an exit code.

fn main() -> std::process::ExitCode {
    tastemaker::cli::main(std::env::args_os())
}
