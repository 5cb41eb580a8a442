//! What the common flags mean: settings, folders, how rosters are read.

use std::io::{self, Read, Write};
use std::ops::ControlFlow;
use std::sync::Arc;

use super::Failure;
use super::args::Common;
use crate::background::open::{self, Assumptions};
use crate::background::{find, mappings, today};
use crate::config::settings::{self, Said};
use crate::config::{ConfigError, Paths, Settings};
use crate::import::choices::Choices;
use crate::import::{self, DayOrder, DecimalMark, Niches, Options, Report, Source};
use crate::query::{self, Names, OwnData, Problem, Question, Sieve};
use crate::roster::{Field, Key, Roster};
use crate::shortlist::own::own_data;
use crate::shortlist::store::Store;

/// Everything that commands share.
#[derive(Debug)]
pub struct Context {
    pub settings: Settings,
    pub paths: Paths,
    pub options: Options,
    pub log: Option<std::path::PathBuf>,
}

impl Context {
    /// Settles flags, variables and the file.
    pub fn new(common: &Common) -> Result<Self, Failure> {
        let mut paths = Paths::discover(|name| std::env::var_os(name));
        if let Some(path) = &common.config {
            paths.config_file = path.clone();
        }
        let settings = settings(common, &paths)?;
        let mut options = Options {
            sheet: common.sheet.clone(),
            encoding: common.encoding.clone(),
            platform: common.platform.clone(),
            currency: settings.currency,
            niches: Arc::new(niches(&paths)?),
            usual: Choices {
                columns: settings.import.clone(),
                empty: settings
                    .empty_texts
                    .iter()
                    .map(|text| (None, text.clone()))
                    .collect(),
            },
            decimal: common.decimal.as_deref().map(|mark| match mark {
                "comma" => DecimalMark::Comma,
                _ => DecimalMark::Point,
            }),
            days: common.days.as_deref().map(|order| match order {
                "month-first" => DayOrder::MonthFirst,
                _ => DayOrder::DayFirst,
            }),
            ..Options::default()
        };
        if let Some(delimiter) = &common.delimiter {
            options.delimiter = Some(self::delimiter(delimiter)?);
        }
        for mapping in &common.map {
            options.mappings.push(self::mapping(mapping)?);
        }
        Ok(Context {
            settings,
            paths,
            options,
            log: common.log.clone(),
        })
    }

    pub fn assumptions(&self) -> Assumptions {
        Assumptions {
            tiers: self.settings.tiers.clone(),
            currency: self.settings.currency,
            rates: self.settings.rates.clone(),
        }
    }

    /// Reads rosters from beginning to end. A file that cannot be read is a failure.
    pub fn read(&self, rosters: &[String], figures: bool) -> Result<(Roster, Report), Failure> {
        self.open(&sources(rosters)?, figures)
    }

    /// Reads of one file just the rows that match a filter; none where rows cannot be judged one by one,
    /// or where the filter is wrong.
    pub fn open_matching(
        &self,
        text: &str,
        source: &Source,
    ) -> Result<Option<(Roster, Report)>, Failure> {
        let (options, problem) = self.options(false);
        let read = open::open_matching(
            source,
            &options,
            &self.assumptions(),
            &mut |roster, file| {
                let names = Names::new(roster.exchange().clone(), &file.headers())
                    .with_statuses(&self.settings.statuses);
                let parsed = query::parse_with(text, &names);
                let is_wrong = !parsed.problems.is_empty() || !parsed.unfinished.is_empty();
                let cannot = is_wrong || parsed.filter.asks_others();
                (!cannot).then(|| Sieve::new(parsed.filter, query::day(&today())))
            },
        );
        let Some((roster, report)) = read else {
            return Ok(None);
        };
        tell(problem);
        self.checked(roster, report).map(Some)
    }

    /// Reads what was named from beginning to end. A file that cannot be read is a failure, unless it
    /// is just no roster beside others that are.
    pub fn open(&self, sources: &[Source], figures: bool) -> Result<(Roster, Report), Failure> {
        let (roster, report) = self.open_all(sources, figures);
        self.checked(roster, report)
    }

    /// What was read, unless a file could not be.
    fn checked(&self, roster: Roster, report: Report) -> Result<(Roster, Report), Failure> {
        let errors = report.files.iter().filter_map(|file| file.error.as_ref());
        let (beside, errors): (Vec<_>, Vec<_>) =
            errors.partition(|error| error.is_no_roster() && !roster.is_empty());
        for error in beside {
            let _ = writeln!(io::stderr(), "{error}");
        }
        for sentence in import::unmet(&self.options, &report.files) {
            let _ = writeln!(io::stderr(), "{sentence}");
        }
        let errors: Vec<String> = errors.into_iter().map(ToString::to_string).collect();
        if errors.is_empty() {
            Ok((roster, report))
        } else {
            Err(Failure::Roster(errors.join("\n")))
        }
    }

    /// Reads rosters; those that cannot be read say so in the report.
    pub fn read_all(&self, rosters: &[String], figures: bool) -> Result<(Roster, Report), Failure> {
        Ok(self.open_all(&sources(rosters)?, figures))
    }

    /// How rosters are read, with what is remembered for files of their kind, and what is wrong with
    /// that.
    fn options(&self, figures: bool) -> (Options, Option<String>) {
        let mut options = Options {
            figures,
            ..self.options.clone()
        };
        let problem = mappings::add(&self.paths.mappings, &mut options);
        (options, problem)
    }

    fn open_all(&self, sources: &[Source], figures: bool) -> (Roster, Report) {
        let (options, problem) = self.options(figures);
        tell(problem);
        open::open(sources, &options, &self.assumptions(), &mut |_, _, _| {
            ControlFlow::Continue(())
        })
    }
}

fn tell(problem: Option<String>) {
    if let Some(problem) = problem {
        let _ = writeln!(io::stderr(), "{problem}");
    }
}

/// Which words mean the same niche: the user's entries beat those that ship with the program.
fn niches(paths: &Paths) -> Result<Niches, Failure> {
    let path = &paths.niches;
    let failed = |what: String| Failure::Config(format!("{}: {what}", path.display()));
    match std::fs::read_to_string(path) {
        Ok(text) => Niches::starter().with(&text).map_err(failed),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Niches::starter()),
        Err(error) => Err(failed(error.to_string())),
    }
}

/// What rosters are read from, by their names on the command line.
pub fn sources(rosters: &[String]) -> Result<Vec<Source>, Failure> {
    if rosters.is_empty() {
        return Err(Failure::Usage(
            "Name a roster to read, for example roster.csv, or - for standard input".to_owned(),
        ));
    }
    let sources = rosters.iter().map(|name| source(name));
    Ok(sources.collect::<io::Result<Vec<_>>>()?)
}

fn source(name: &str) -> io::Result<Source> {
    if name != "-" {
        return Ok(Source::Path(name.into()));
    }
    let mut bytes = Vec::new();
    io::stdin().lock().read_to_end(&mut bytes)?;
    Ok(Source::Bytes {
        name: "standard input".to_owned(),
        bytes,
    })
}

/// Settles the settings; mistakes are told all at once.
pub fn settings(common: &Common, paths: &Paths) -> Result<Settings, Failure> {
    let path = &paths.config_file;
    let file = match std::fs::read_to_string(path) {
        Ok(text) => Some((path.display().to_string(), text)),
        Err(error) if error.kind() == io::ErrorKind::NotFound && common.config.is_none() => None,
        Err(error) => return Err(Failure::Config(format!("{}: {error}", path.display()))),
    };
    let mut flags = Vec::new();
    for (name, value) in [
        ("theme", &common.theme),
        ("color", &common.color),
        ("glyphs", &common.glyphs),
        ("tiers", &common.tiers),
        ("currency", &common.currency),
    ] {
        flags.extend(value.clone().map(|value| (name, value)));
    }
    if common.no_mouse {
        flags.push(("mouse", "false".to_owned()));
    }
    let variables = std::env::vars_os()
        .filter_map(|(name, value)| Some((name.into_string().ok()?, value.into_string().ok()?)))
        .filter(|(name, _)| name.starts_with("TASTEMAKER_"))
        .collect();
    let settings = settings::load(&Said {
        file,
        variables,
        flags,
        rates: common.rate.clone(),
    })
    .map_err(|errors| {
        // A wrong flag is wrong usage, anything else wrong configuration.
        let text: Vec<String> = errors.iter().map(ToString::to_string).collect();
        let flags_only = errors
            .iter()
            .all(|error: &ConfigError| error.place.starts_with("--"));
        if flags_only {
            Failure::Usage(text.join("\n"))
        } else {
            Failure::Config(text.join("\n"))
        }
    })?;
    crate::input::Keymap::with(&settings.keys)
        .map_err(|problems| Failure::Config(problems.join("\n")))?;
    Ok(settings)
}

fn delimiter(text: &str) -> Result<char, Failure> {
    let mut letters = text.chars();
    match (text, letters.next(), letters.next()) {
        ("tab" | "\\t", ..) => Ok('\t'),
        (_, Some(letter), None) if letter.is_ascii() => Ok(letter),
        _ => Err(Failure::Usage(format!(
            "--delimiter must be one character such as ; or the word tab; found \"{text}\""
        ))),
    }
}

fn mapping(text: &str) -> Result<(String, Option<Field>), Failure> {
    let Some((header, field)) = text.rsplit_once('=') else {
        return Err(Failure::Usage(format!(
            "--map must be 'Header=field'; found \"{text}\""
        )));
    };
    if field.is_empty() {
        return Ok((header.to_owned(), None));
    }
    match Field::named(field) {
        Some(field) => Ok((header.to_owned(), Some(field))),
        None => {
            let near = query::suggest::field(field)
                .map_or(String::new(), |near| format!(". Did you mean {near}?"));
            Err(Failure::Usage(format!(
                "--map: there is no field \"{field}\"{near}"
            )))
        }
    }
}

impl Context {
    /// Tells mistakes in a filter, as far as they are ones whatever the roster is.
    pub fn check_filter(&self, text: &str) -> Result<(), Failure> {
        let names = Names::default().with_statuses(&self.settings.statuses);
        let parsed = query::parse_with(text, &names);
        match parsed.problems.first().or(parsed.unfinished.first()) {
            Some(problem) if parsed.strangers == 0 => Err(Failure::Usage(pointed(text, problem))),
            _ => Ok(()),
        }
    }

    /// The question that a filter asks of a roster, whose headers it may use; mistakes are told with a
    /// caret under the first.
    pub fn question(
        &self,
        text: &str,
        roster: &Roster,
        report: &Report,
    ) -> Result<Question, Failure> {
        let (question, hints) = self.hinted_question(text, roster, report)?;
        for hint in hints {
            let _ = writeln!(io::stderr(), "{hint}");
        }
        Ok(question)
    }

    /// The same, with what is probably a slip in the filter, which is not told yet.
    pub fn hinted_question(
        &self,
        text: &str,
        roster: &Roster,
        report: &Report,
    ) -> Result<(Question, Vec<String>), Failure> {
        let names = Names::new(roster.exchange().clone(), &report.headers())
            .with_statuses(&self.settings.statuses);
        let parsed = query::parse_with(text, &names);
        if let Some(problem) = parsed.problems.first().or(parsed.unfinished.first()) {
            return Err(Failure::Usage(pointed(text, problem)));
        }
        let hints = parsed.hints.iter().map(|hint| pointed(text, hint));
        let hints = hints.collect();
        let own = match parsed.filter.asks_own() {
            true => self.own_data(roster)?,
            false => OwnData::default(),
        };
        let question = Question {
            filter: parsed.filter,
            own: Arc::new(own),
            today: query::day(&today()),
            ..Question::default()
        };
        Ok((question, hints))
    }

    /// The shortlists on disk by the rows of the roster. Nothing is ticked without a screen.
    fn own_data(&self, roster: &Roster) -> Result<OwnData, Failure> {
        let (_, found) = Store::open(&self.paths.shortlists, false)
            .map_err(|error| Failure::Failed(error.to_string()))?;
        for problem in &found.problems {
            let _ = writeln!(io::stderr(), "{problem}");
        }
        let entries = found.lists.iter().flat_map(|list| list.entries());
        let keys: Vec<Key> = entries.map(|entry| entry.key.clone()).collect();
        let rows = find(roster, &keys);
        Ok(own_data(&found.lists, Vec::new(), |key| {
            rows.get(key).copied()
        }))
    }
}

/// The text with carets under what is wrong, and the sentence.
pub fn pointed(text: &str, problem: &Problem) -> String {
    use unicode_width::UnicodeWidthStr;
    let before = text[..problem.span.start].width();
    let carets = "^".repeat(text[problem.span.clone()].width().max(1));
    format!("{text}\n{}{carets} {}", " ".repeat(before), problem.message)
}
