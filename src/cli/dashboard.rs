//! What the dashboard is started with. The terminal itself is not known here.

use std::io::{self, IsTerminal, Read};
use std::path::PathBuf;

use super::Failure;
use super::context::Context;
use crate::config::{Paths, Settings};
use crate::import::Options;
use crate::input::Keymap;

/// A dashboard to be opened.
pub struct Dashboard {
    pub settings: Settings,
    pub keymap: Keymap,
    pub paths: Paths,
    pub options: Options,
    /// Paths of rosters; `-` is what was piped in.
    pub rosters: Vec<String>,
    /// Open the built-in roster.
    pub demo: bool,
    pub standard_input: Vec<u8>,
    /// Where to write one line for each message, if anywhere.
    pub log: Option<PathBuf>,
}

/// The dashboard on these rosters; `-` is what was piped in.
pub(super) fn open(context: Context, rosters: &[String]) -> Result<Dashboard, Failure> {
    let mut standard_input = Vec::new();
    if rosters.iter().any(|name| name == "-") {
        io::stdin().lock().read_to_end(&mut standard_input)?;
    }
    let keymap = Keymap::with(&context.settings.keys)
        .map_err(|problems| Failure::Config(problems.join("\n")))?;
    Ok(Dashboard {
        settings: context.settings,
        keymap,
        paths: context.paths,
        options: context.options,
        rosters: rosters.to_vec(),
        demo: false,
        standard_input,
        log: context.log,
    })
}

/// The dashboard on the built-in roster.
pub(super) fn demo(context: Context) -> Result<Dashboard, Failure> {
    if !io::stdout().is_terminal() {
        return Err(Failure::Usage(
            "tastemaker demo opens a dashboard and needs a terminal".to_owned(),
        ));
    }
    let dashboard = open(context, &[])?;
    Ok(Dashboard {
        demo: true,
        ..dashboard
    })
}
