//! The way into the dashboard.

use std::io::{self, IsTerminal, Read};

use super::context::Context;
use super::{Failure, Outcome};
use crate::input::Keymap;
use crate::terminal::{Dashboard, Opening, run};

/// The dashboard on these rosters; `-` is what was piped in.
pub fn open(context: Context, rosters: &[String]) -> Outcome {
    let openings = rosters
        .iter()
        .map(|name| match name.as_str() {
            "-" => Opening::StandardInput,
            name => Opening::File(name.to_owned()),
        })
        .collect();
    start(context, openings)
}

/// The dashboard on the built-in roster.
pub fn demo(context: Context) -> Outcome {
    if !io::stdout().is_terminal() {
        return Err(Failure::Usage(
            "tastemaker demo opens a dashboard and needs a terminal".to_owned(),
        ));
    }
    start(context, vec![Opening::Demo])
}

fn start(context: Context, openings: Vec<Opening>) -> Outcome {
    let mut standard_input = Vec::new();
    if openings.contains(&Opening::StandardInput) {
        io::stdin().lock().read_to_end(&mut standard_input)?;
    }
    let keymap = Keymap::with(&context.settings.keys)
        .map_err(|problems| Failure::Config(problems.join("\n")))?;
    let code = run(Dashboard {
        settings: context.settings,
        keymap,
        paths: context.paths,
        options: context.options,
        openings,
        standard_input,
        log: context.log,
    })?;
    if code == 0 {
        Ok(())
    } else {
        Err(Failure::Code(code))
    }
}
