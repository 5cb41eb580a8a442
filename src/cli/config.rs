//! `config`: where the configuration is, what it says, what is wrong with it.

use std::io::{self, Write};

use super::args::{Common, Config as Command};
use super::context::Context;
use super::{Failure, Outcome};
use crate::config::{EXAMPLE, Paths};
use crate::export::{Overwrite, SaveError, save};

pub fn run(context: Result<Context, Failure>, common: &Common, command: &Command) -> Outcome {
    let mut paths = Paths::discover(|name| std::env::var_os(name));
    if let Some(path) = &common.config {
        paths.config_file = path.clone();
    }
    let mut out = io::stdout().lock();
    match command {
        Command::Path => {
            writeln!(out, "settings    {}", paths.config_file.display())?;
            writeln!(out, "shortlists  {}", paths.shortlists.display())?;
            writeln!(out, "mappings    {}", paths.mappings.display())?;
            writeln!(out, "log         {}", paths.log.display())?;
        }
        Command::Init => {
            if let Some(folder) = paths.config_file.parent() {
                std::fs::create_dir_all(folder)?;
            }
            match save(&paths.config_file, Overwrite::Refuse, |file| {
                file.write_all(EXAMPLE.as_bytes())
            }) {
                Ok(path) => writeln!(out, "{}", path.display())?,
                Err(SaveError::Exists(path)) => {
                    return Err(Failure::Failed(format!(
                        "{} is there already; it was left as it is",
                        path.display()
                    )));
                }
                Err(error) => return Err(Failure::Failed(error.to_string())),
            }
        }
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
