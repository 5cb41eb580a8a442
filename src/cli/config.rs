//! `config`: where the configuration is, what it says, what is wrong with it.

use std::io::{self, Write};
use std::path::Path;

use super::args::{Common, Config as Command};
use super::context::Context;
use super::{Failure, Outcome};
use crate::config::{EXAMPLE, Paths};
use crate::export::{Overwrite, SaveError, save};
use crate::import::Niches;

pub fn run(context: Result<Context, Failure>, common: &Common, command: &Command) -> Outcome {
    let mut paths = Paths::discover(|name| std::env::var_os(name));
    if let Some(path) = &common.config {
        paths.config_file = path.clone();
    }
    let mut out = io::stdout().lock();
    match command {
        Command::Path => {
            writeln!(out, "settings    {}", paths.config_file.display())?;
            writeln!(out, "niches      {}", paths.niches.display())?;
            writeln!(out, "shortlists  {}", paths.shortlists.display())?;
            writeln!(out, "mappings    {}", paths.mappings.display())?;
            writeln!(out, "log         {}", paths.log.display())?;
        }
        Command::Init => written(&paths.config_file, EXAMPLE, &mut out)?,
        Command::Niches => written(&paths.niches, &Niches::example(), &mut out)?,
        Command::Check => {
            context?;
            writeln!(out, "The configuration is right.")?;
        }
        Command::Show { origin } => {
            let settings = context?.settings;
            for (name, rate) in settings.rate_values() {
                writeln!(out, "{name} = {rate}")?;
            }
            for (name, value) in settings.values() {
                match (origin, settings.origins.get(name)) {
                    (true, Some(origin)) => writeln!(out, "{name} = {value}  # {origin}")?,
                    (true, None) => writeln!(out, "{name} = {value}  # default")?,
                    (false, _) => writeln!(out, "{name} = {value}")?,
                }
            }
        }
    }
    Ok(out.flush()?)
}

/// Writes a file that the user is to change; one that is there already is left as it is.
fn written(path: &Path, text: &str, out: &mut dyn Write) -> Outcome {
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder)?;
    }
    match save(path, Overwrite::Refuse, |file| {
        file.write_all(text.as_bytes())
    }) {
        Ok(path) => Ok(writeln!(out, "{}", path.display())?),
        Err(SaveError::Exists(path)) => Err(Failure::Failed(format!(
            "{} is there already; it was left as it is",
            path.display()
        ))),
        Err(error) => Err(Failure::Failed(error.to_string())),
    }
}
