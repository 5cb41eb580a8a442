//! Any text read as the configuration file: no panic, in the settings or in the keys, and mistakes
//! that say where they are in one line.

#![no_main]

use libfuzzer_sys::fuzz_target;
use tastemaker::config::settings::{self, Said};
use tastemaker::input::Keymap;

fuzz_target!(|text: &str| {
    let said = Said {
        file: Some(("config.toml".to_owned(), text.to_owned())),
        ..Said::default()
    };
    match settings::load(&said) {
        Ok(settings) => {
            let _ = Keymap::with(&settings.keys);
        }
        Err(errors) => {
            assert!(!errors.is_empty(), "refused without a reason");
            for error in errors {
                assert!(error.place.starts_with("config.toml:"), "{error}");
            }
        }
    }
});
