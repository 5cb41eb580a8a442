//! Every setting in one table, and the settings in force: flags beat variables, variables beat the
//! file, the file beats the defaults.

use std::collections::BTreeMap;
use std::fmt;

use super::file::{self, Given};
use super::words::{STATUSES, columns, import_field, one_of, rate, statuses, texts};
use crate::roster::{Currency, Field, TierSet};

/// One row of the table of settings.
pub(super) struct Setting {
    /// The name in the file; the variable is `TASTEMAKER_` and the name in capitals.
    pub name: &'static str,
    pub kind: Kind,
}

/// What a setting can be.
pub(super) enum Kind {
    OneOf(&'static [&'static str]),
    Switch,
    /// The name of a set of tiers.
    Tiers,
    Currency,
    Columns,
    Text,
    Texts,
}

const THEMES: &[&str] = &["auto", "dark", "light", "high-contrast", "mono"];

/// Every setting. The defaults are in [`Settings::default`], the docs in `config.example.toml`; a test
/// holds the three together.
pub(super) const SETTINGS: &[Setting] = &[
    setting("theme", Kind::OneOf(THEMES)),
    setting("color", Kind::OneOf(&["auto", "always", "never"])),
    setting(
        "glyphs",
        Kind::OneOf(&["auto", "unicode", "blocks", "ascii"]),
    ),
    setting("mouse", Kind::Switch),
    setting("tiers", Kind::Tiers),
    setting("currency", Kind::Currency),
    setting("columns", Kind::Columns),
    setting("empty_texts", Kind::Texts),
    setting("statuses", Kind::Texts),
    setting("compare.small", Kind::Text),
    setting("compare.big", Kind::Text),
    setting("export.folder", Kind::Text),
];

const fn setting(name: &'static str, kind: Kind) -> Setting {
    Setting { name, kind }
}

/// The settings in force.
#[derive(Clone, Debug, PartialEq)]
pub struct Settings {
    /// `auto`, or the name of a theme.
    pub theme: String,
    /// `auto`, `always` or `never`.
    pub color: String,
    /// `auto`, `unicode`, `blocks` or `ascii`.
    pub glyphs: String,
    pub mouse: bool,
    pub tiers: TierSet,
    /// The currency of costs; none takes the roster's.
    pub currency: Option<Currency>,
    /// What one unit of other currencies is worth in the currency of costs.
    pub rates: Vec<(Currency, f64)>,
    /// The columns of the table; the handle is added in front where it is missing.
    pub columns: Vec<Field>,
    /// Texts in files that say nothing.
    pub empty_texts: Vec<String>,
    /// What columns of files are, by their headers; none leaves a column unused.
    pub import: Vec<(String, Option<Field>)>,
    /// How far talks with somebody on a shortlist can have come, from the first to the last. Never empty.
    pub statuses: Vec<String>,
    pub compare_small: String,
    pub compare_big: String,
    pub export_folder: String,
    /// Keys by command id, as written.
    pub keys: BTreeMap<String, String>,
    /// Where each value that is no default came from.
    pub origins: BTreeMap<String, Origin>,
}

impl Default for Settings {
    fn default() -> Self {
        use Field::*;
        Settings {
            theme: "auto".into(),
            color: "auto".into(),
            glyphs: "auto".into(),
            mouse: true,
            tiers: TierSet::default(),
            currency: None,
            rates: Vec::new(),
            columns: vec![
                Handle,
                Tier,
                Followers,
                EngagementRate,
                Price,
                Cpe,
                Platform,
                Niche,
                Country,
                Engagements,
                Cpm,
                CostPer1k,
                AvgViews,
                Language,
                FakeFollowerShare,
                Growth30d,
                LastPost,
            ],
            empty_texts: Vec::new(),
            import: Vec::new(),
            statuses: STATUSES.map(str::to_owned).to_vec(),
            compare_small: "micro".into(),
            compare_big: "mega".into(),
            export_folder: String::new(),
            keys: BTreeMap::new(),
            origins: BTreeMap::new(),
        }
    }
}

/// Where a value came from; later ones beat earlier ones.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Origin {
    File,
    Variable,
    Flag,
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Origin::File => "file",
            Origin::Variable => "variable",
            Origin::Flag => "flag",
        })
    }
}

/// A mistake in the settings, with its place and what to do.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{place}: {message}")]
pub struct ConfigError {
    /// `config.toml:14:9`, or the name of the variable or flag.
    pub place: String,
    pub message: String,
}

/// What is said besides the file.
#[derive(Clone, Debug, Default)]
pub struct Said {
    /// The text of the file with its path, where there is one.
    pub file: Option<(String, String)>,
    /// `TASTEMAKER_*` variables.
    pub variables: Vec<(String, String)>,
    /// Settings given on the command line, by the name of the setting.
    pub flags: Vec<(&'static str, String)>,
    /// Rates given on the command line: `EUR=1.08`.
    pub rates: Vec<String>,
}

/// Settles what is in force.
///
/// # Errors
/// Every mistake in the file, the variables and the flags at once.
pub fn load(said: &Said) -> Result<Settings, Vec<ConfigError>> {
    let mut settings = Settings::default();
    let mut errors = Vec::new();
    // Where a tier to compare was named last: what it must be depends on another setting.
    let mut tier_places = BTreeMap::new();
    let mut remember = |name: &str, place: &str| {
        if name.starts_with("compare.") {
            tier_places.insert(name.to_owned(), place.to_owned());
        }
    };
    if let Some((path, text)) = &said.file {
        let read = file::read(path, text);
        errors.extend(read.errors);
        settings.keys = read.keys;
        for (header, place, id) in read.import {
            match import_field(&header, &id) {
                Ok(field) => settings.import.push((header, field)),
                Err(message) => errors.push(ConfigError { place, message }),
            }
        }
        for (code, place, number) in read.rates {
            settings.take_rate(&code, &number, &place, &mut errors);
        }
        for (name, place, given) in read.values {
            remember(&name, &place);
            settings.take(&name, given, Origin::File, &place, &mut errors);
        }
        errors.sort_by_key(|error: &ConfigError| place_in_file(&error.place));
    }
    for (variable, value) in &said.variables {
        let Some(name) = variable.strip_prefix("TASTEMAKER_") else {
            continue;
        };
        let name = SETTINGS
            .iter()
            .map(|setting| setting.name)
            .find(|known| known.replace('.', "_").eq_ignore_ascii_case(name));
        if let Some(name) = name {
            remember(name, variable);
            settings.take(
                name,
                Given::Text(value.clone()),
                Origin::Variable,
                variable,
                &mut errors,
            );
        }
    }
    for (name, value) in &said.flags {
        let place = format!("--{name}");
        remember(name, &place);
        settings.take(
            name,
            Given::Text(value.clone()),
            Origin::Flag,
            &place,
            &mut errors,
        );
    }
    for text in &said.rates {
        let (code, number) = text.split_once('=').unwrap_or((text, ""));
        settings.take_rate(code, number, "--rate", &mut errors);
    }
    if errors.is_empty() {
        errors.extend(tier_places.into_iter().filter_map(|(name, place)| {
            let message = settings.not_a_tier(&name)?;
            Some(ConfigError { place, message })
        }));
    }
    if errors.is_empty() {
        Ok(settings)
    } else {
        Err(errors)
    }
}

/// Line and column of a place such as `config.toml:14:9`.
fn place_in_file(place: &str) -> (usize, usize) {
    let mut numbers = place.rsplit(':').map(|number| number.parse().unwrap_or(0));
    let column = numbers.next().unwrap_or(0);
    (numbers.next().unwrap_or(0), column)
}

impl Settings {
    /// Sets one value, or says what is wrong with it.
    fn take(
        &mut self,
        name: &str,
        given: Given,
        origin: Origin,
        place: &str,
        errors: &mut Vec<ConfigError>,
    ) {
        match self.set(name, given) {
            Ok(()) => {
                self.origins.insert(name.to_owned(), origin);
            }
            Err(message) => errors.push(ConfigError {
                place: place.to_owned(),
                message,
            }),
        }
    }

    /// Sets the rate of a currency, which beats what was said of it before.
    fn take_rate(&mut self, code: &str, number: &str, place: &str, errors: &mut Vec<ConfigError>) {
        match rate(code, number) {
            Ok((currency, rate)) => {
                self.rates.retain(|(known, _)| *known != currency);
                self.rates.push((currency, rate));
            }
            Err(message) => errors.push(ConfigError {
                place: place.to_owned(),
                message,
            }),
        }
    }

    fn set(&mut self, name: &str, given: Given) -> Result<(), String> {
        let kind = SETTINGS
            .iter()
            .find(|setting| setting.name == name)
            .map(|setting| &setting.kind);
        let text = |given: &Given| match given {
            Given::Text(text) => Ok(text.clone()),
            other => Err(format!(
                "\"{name}\" must be a text in quotes; found {other}"
            )),
        };
        match kind {
            Some(Kind::OneOf(allowed)) => {
                let text = text(&given)?;
                if !allowed.contains(&text.as_str()) {
                    return Err(one_of(name, allowed, &text));
                }
                match name {
                    "theme" => self.theme = text,
                    "color" => self.color = text,
                    _ => self.glyphs = text,
                }
            }
            Some(Kind::Switch) => {
                self.mouse = match &given {
                    Given::Switch(on) => *on,
                    Given::Text(text) if text == "true" || text == "1" => true,
                    Given::Text(text) if text == "false" || text == "0" => false,
                    other => {
                        return Err(format!("\"{name}\" must be true or false; found {other}"));
                    }
                };
            }
            Some(Kind::Tiers) => {
                let text = text(&given)?;
                let presets: Vec<&str> = TierSet::preset_names().collect();
                self.tiers = TierSet::preset(&text).ok_or_else(|| one_of(name, &presets, &text))?;
            }
            Some(Kind::Currency) => {
                let text = text(&given)?;
                self.currency = match text.as_str() {
                    "" => None,
                    code => Some(Currency::from_code(code).ok_or_else(|| {
                        format!("\"{name}\" must be a currency code such as USD or EUR; found \"{code}\"")
                    })?),
                };
            }
            Some(Kind::Columns) => self.columns = columns(name, &given)?,
            Some(Kind::Texts) => {
                let texts = texts(name, &given)?;
                match name {
                    "statuses" => self.statuses = statuses(name, texts)?,
                    _ => self.empty_texts = texts,
                }
            }
            Some(Kind::Text) => {
                let text = text(&given)?;
                match name {
                    "compare.small" => self.compare_small = text,
                    "compare.big" => self.compare_big = text,
                    _ => self.export_folder = text,
                }
            }
            None => return Err(format!("there is no setting \"{name}\"")),
        }
        Ok(())
    }

    /// What is wrong with a setting that names a tier, in the set of tiers that is in force. Nothing
    /// where that set was chosen over the head of the setting, for this one time.
    fn not_a_tier(&self, name: &str) -> Option<String> {
        if self.origins.get("tiers") > self.origins.get(name) {
            return None;
        }
        let found = match name {
            "compare.small" => &self.compare_small,
            _ => &self.compare_big,
        };
        let tiers = self.tiers.tiers().iter();
        let names: Vec<&str> = tiers.map(|tier| tier.name.as_str()).collect();
        (self.tiers.named(found).is_none()).then(|| one_of(name, &names, found))
    }

    /// The rates as the file would have them.
    pub fn rate_values(&self) -> impl Iterator<Item = (String, String)> {
        let rates = self.rates.iter();
        rates.map(|(currency, rate)| (format!("rates.{currency}"), rate.to_string()))
    }

    /// Every setting with its value as the file would have it.
    pub fn values(&self) -> Vec<(&'static str, String)> {
        let quoted = |text: &str| format!("{text:?}");
        let list = |texts: &[String]| {
            let texts: Vec<String> = texts.iter().map(|text| quoted(text)).collect();
            format!("[{}]", texts.join(", "))
        };
        SETTINGS
            .iter()
            .map(|setting| {
                let value = match setting.name {
                    "theme" => quoted(&self.theme),
                    "color" => quoted(&self.color),
                    "glyphs" => quoted(&self.glyphs),
                    "mouse" => self.mouse.to_string(),
                    "tiers" => quoted(self.tiers.preset_name()),
                    "currency" => quoted(self.currency.as_ref().map_or("", Currency::code)),
                    "columns" => {
                        let ids: Vec<String> = self
                            .columns
                            .iter()
                            .map(|field| quoted(field.id()))
                            .collect();
                        format!("[{}]", ids.join(", "))
                    }
                    "empty_texts" => list(&self.empty_texts),
                    "statuses" => list(&self.statuses),
                    "compare.small" => quoted(&self.compare_small),
                    "compare.big" => quoted(&self.compare_big),
                    _ => quoted(&self.export_folder),
                };
                (setting.name, value)
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(text: &str) -> Said {
        Said {
            file: Some(("config.toml".into(), text.into())),
            ..Said::default()
        }
    }

    #[test]
    fn the_example_says_what_the_defaults_are() {
        let example = super::super::EXAMPLE;
        assert_eq!(load(&file(example)), Ok(Settings::default()));
        let plain: String = example
            .lines()
            .map(|line| {
                line.strip_prefix("# ")
                    .filter(|rest| rest.contains(" = ") && !rest.starts_with("export = "))
                    .filter(|rest| rest.starts_with(char::is_lowercase))
                    .unwrap_or("")
            })
            .map(|line| format!("{line}\n"))
            .collect();
        let mut read = load(&file(&plain)).unwrap();
        let named: Vec<&str> = read.origins.keys().map(String::as_str).collect();
        let mut all: Vec<&str> = SETTINGS.iter().map(|setting| setting.name).collect();
        all.sort_unstable();
        assert_eq!(named, all, "every setting is in the example");
        read.origins.clear();
        assert_eq!(read, Settings::default());
    }

    #[test]
    fn mistakes_are_told_all_at_once_with_their_place() {
        let text = "theme = \"drak\"\nmouse = 5\nfoo = 1\n[compare]\nsmal = \"nano\"\n";
        let errors: Vec<String> = load(&file(text))
            .unwrap_err()
            .iter()
            .map(ToString::to_string)
            .collect();
        assert_eq!(
            errors,
            [
                "config.toml:1:9: \"theme\" must be auto, dark, light, high-contrast or mono; found \"drak\". Did you mean dark?",
                "config.toml:2:9: \"mouse\" must be true or false; found 5",
                "config.toml:3:1: there is no setting \"foo\".",
                "config.toml:5:1: there is no setting \"compare.smal\". Did you mean compare.small?",
            ]
        );
        let errors = load(&file("theme = \n")).unwrap_err();
        assert!(errors[0].place.starts_with("config.toml:1:"), "{errors:?}");
    }

    #[test]
    fn columns_of_files_are_named_by_their_headers() {
        let settings = load(&file(
            "empty_texts = [\"k. A.\"]\n[import]\n\"Agency %\" = \"\"\nReichweite = \"followers\"\n",
        ))
        .unwrap();
        assert_eq!(
            settings.import,
            [
                ("Agency %".to_owned(), None),
                ("Reichweite".to_owned(), Some(Field::Followers))
            ]
        );
        assert_eq!(settings.empty_texts, ["k. A."]);
        let errors: Vec<String> = load(&file("[import]\nReach = \"folowers\"\nX = 3\n"))
            .unwrap_err()
            .iter()
            .map(ToString::to_string)
            .collect();
        assert_eq!(
            errors,
            [
                "config.toml:2:9: the column \"Reach\": there is no field \"folowers\". Did you mean followers?",
                "config.toml:3:5: the field of the column \"X\" must be a text in quotes, such as \"followers\"",
            ]
        );
    }

    #[test]
    fn statuses_are_words_each_once() {
        assert_eq!(Settings::default().statuses, crate::query::own::STATUSES);
        let own = load(&file("statuses = [\"wish\", \"Sample sent\"]\n")).unwrap();
        assert_eq!(own.statuses, ["wish", "Sample sent"]);
        for wrong in ["[]", "[\" \"]", "[\"a\", \"A\"]", "[\"a\\nb\"]"] {
            let errors = load(&file(&format!("statuses = {wrong}\n"))).unwrap_err();
            assert!(
                errors[0].message.starts_with("\"statuses\" must be"),
                "{wrong}"
            );
        }
    }

    #[test]
    fn rates_are_read_from_the_file_and_from_flags_which_beat_it() {
        let mut said = file("[rates]\nEUR = 1.08\ngbp = 1\n");
        said.rates = vec!["EUR=1.1".into()];
        let settings = load(&said).unwrap();
        let gbp = Currency::from_code("GBP").unwrap();
        assert_eq!(settings.rates, [(gbp, 1.0), (Currency::EUR, 1.1)]);
        let mut said = file("[rates]\nEUR = \"1.08\"\nXYZ = 2\nGBP = -1\n");
        said.rates = vec!["EUR".into(), "EUR=dear".into()];
        let errors: Vec<String> = load(&said)
            .unwrap_err()
            .iter()
            .map(ToString::to_string)
            .collect();
        let number = "the rate of EUR must be a number above 0, such as 1.08";
        assert_eq!(
            errors,
            [
                format!("config.toml:2:7: {number}; found \"1.08\""),
                "config.toml:3:7: \"XYZ\" is no currency code such as EUR or GBP".to_owned(),
                "config.toml:4:7: the rate of GBP must be a number above 0, such as 1.08; found -1"
                    .to_owned(),
                format!("--rate: {number}; found nothing"),
                format!("--rate: {number}; found dear"),
            ]
        );
    }

    #[test]
    fn tiers_to_compare_are_tiers_of_the_set_in_force() {
        let five = "compare.big = \"mid\"\ntiers = \"five-tier\"\n";
        let mut said = file(five);
        assert!(load(&said).is_ok());
        said.flags = vec![("tiers", "article".into())];
        assert!(load(&said).is_ok(), "a flag for once makes no file wrong");
        let mut said = file("compare.big = \"magga\"\n");
        assert_eq!(
            load(&said).unwrap_err()[0].to_string(),
            "config.toml:1:15: \"compare.big\" must be nano, micro, macro or mega; found \"magga\". Did you mean mega?"
        );
        said.variables = vec![("TASTEMAKER_COMPARE_BIG".into(), "macro".into())];
        assert!(load(&said).is_ok(), "the variable beats the file");
    }

    #[test]
    fn flags_beat_variables_beat_the_file() {
        let mut said = file("theme = \"dark\"\n[keys]\nexport = \"F5\"\n");
        let settings = load(&said).unwrap();
        assert_eq!(
            (settings.theme.as_str(), settings.keys["export"].as_str()),
            ("dark", "F5")
        );
        said.variables = vec![
            ("TASTEMAKER_THEME".into(), "light".into()),
            ("TASTEMAKER_COMPARE_BIG".into(), "macro".into()),
        ];
        let settings = load(&said).unwrap();
        assert_eq!(
            (settings.theme.as_str(), settings.compare_big.as_str()),
            ("light", "macro")
        );
        said.flags = vec![("theme", "mono".into())];
        let settings = load(&said).unwrap();
        assert_eq!(
            (settings.theme.as_str(), settings.origins["theme"]),
            ("mono", Origin::Flag)
        );
    }
}
