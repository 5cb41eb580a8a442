//! The folders for settings, lists and the log. XDG variables are honoured everywhere when they are
//! set and absolute; else each system's own places.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use directories::ProjectDirs;

/// The folders of the program.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paths {
    pub config_file: PathBuf,
    /// The user's map of niches.
    pub niches: PathBuf,
    pub shortlists: PathBuf,
    /// What was said of columns, by the headers of files.
    pub mappings: PathBuf,
    /// Where a crash is written down.
    pub log: PathBuf,
}

impl Paths {
    /// The folders, by a look-up of environment variables.
    pub fn discover(variable: impl Fn(&str) -> Option<OsString>) -> Self {
        let native = ProjectDirs::from("", "", "tastemaker");
        let here = || PathBuf::from(".tastemaker");
        let folder = |name: &str, native: Option<&Path>| {
            let set = variable(name)
                .map(PathBuf::from)
                .filter(|path| path.is_absolute());
            match set {
                Some(path) => path.join("tastemaker"),
                None => native.map_or_else(here, Path::to_owned),
            }
        };
        let config = folder(
            "XDG_CONFIG_HOME",
            native.as_ref().map(ProjectDirs::config_dir),
        );
        let data = folder("XDG_DATA_HOME", native.as_ref().map(ProjectDirs::data_dir));
        let state = native.as_ref().map(|native| {
            native
                .state_dir()
                .unwrap_or_else(|| native.data_local_dir())
        });
        let state = folder("XDG_STATE_HOME", state);
        Paths {
            config_file: config.join("config.toml"),
            niches: config.join("niches.toml"),
            shortlists: data.join("shortlists"),
            mappings: data.join("mappings.toml"),
            log: state.join("log"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn absolute_variables_are_honoured_and_relative_ones_are_not() {
        let folder = std::env::temp_dir();
        let set = Paths::discover(|name| (name == "XDG_DATA_HOME").then(|| folder.clone().into()));
        assert_eq!(set.shortlists, folder.join("tastemaker").join("shortlists"));
        let relative = Paths::discover(|_| Some("relative".into()));
        assert_eq!(relative, Paths::discover(|_| None));
    }
}
