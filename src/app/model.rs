//! The program's whole state: a handful of parts, each in a file with what changes it.

use std::sync::Arc;

use super::choosing::Decisions;
use super::effect::{Effect, Opening};
use super::focus::{Pane, Screen};
use super::keeping::Keeping;
use super::layout::{self, Layout, Prefs};
use super::msg::Progress;
use super::overlays::{Overlay, Writing};
use super::panes::compare::Compare;
use super::panes::facets::{Facets, Seen};
use super::panes::filter_box::FilterBox;
use super::panes::import::Import;
use super::panes::lists::Lists;
use super::panes::nothing::Nothing;
use super::panes::table::Table;
use super::panes::ticks::Ticks;
use super::toast::{TOAST_MS, Toast, ToastKind};
use crate::config::Settings;
use crate::import::report::Report;
use crate::input::Keymap;
use crate::query::{Answer, OwnData, Term, Test};
use crate::roster::{Field, Influencer, Roster, RowId};

/// The state of the program.
#[derive(Clone, Debug)]
pub struct Model {
    pub(super) width: u16,
    pub(super) height: u16,
    pub(super) settings: Settings,
    pub(super) keymap: Keymap,
    pub(super) today: String,
    pub(super) screen: Screen,
    pub(super) pane: Pane,
    /// The profile was switched on or off by hand.
    pub(super) profile: Option<bool>,
    pub(super) mouse: bool,
    pub(super) theme: String,
    pub(super) data: Data,
    pub(super) answers: Answers,
    pub(super) filter: FilterBox,
    /// What would help, while nothing matches.
    pub(super) nothing: Option<Nothing>,
    pub(super) table: Table,
    /// The user chose the columns by hand.
    pub(super) columns_chosen: bool,
    pub(super) facets: Facets,
    pub(super) ticks: Ticks,
    pub(super) compare: Compare,
    /// The filter as Compare narrowed it, and as it was before.
    pub(super) widening: Option<(String, String)>,
    pub(super) lists: Lists,
    pub(super) import: Import,
    pub(super) decisions: Decisions,
    pub(super) overlays: Vec<Overlay>,
    /// The export that is being written, to come back to when its file is there already.
    pub(super) exporting: Option<Writing>,
    /// Counts previews of exports, so that an earlier one is told apart.
    pub(super) previews: u64,
    pub(super) toast: Option<Toast>,
    pub(super) toasts: u64,
    pub(super) keeping: Keeping,
}

/// What was loaded and how far loading is.
#[derive(Clone, Debug, Default)]
pub struct Data {
    /// Counts loads, so that answers about an earlier roster are told apart.
    pub(super) load: u64,
    /// The load whose rows are on the screen.
    pub(super) shown_load: u64,
    /// What the roster was read from, or what could not be read while nothing is on the screen.
    pub(super) openings: Vec<Opening>,
    /// What is being opened: it takes their place with its first rows.
    pub(super) coming: Option<Vec<Opening>>,
    /// What is being read was read before: it takes the place of that when it is whole.
    pub(super) again: bool,
    /// Files that have changed since they were read.
    pub(super) changed: Vec<String>,
    pub(super) roster: Option<Roster>,
    /// Set while a file is being read.
    pub(super) progress: Option<Progress>,
    /// Reading was stopped before the end of the file.
    pub(super) partial: bool,
    pub(super) report: Option<Arc<Report>>,
    /// The report of files that came last, of which nobody knows what their columns are.
    pub(super) unread: Option<Unread>,
    /// Why the last file could not be opened.
    pub(super) failure: Option<String>,
}

/// Files of which nobody knows what their columns are.
#[derive(Clone, Debug)]
pub(super) struct Unread {
    pub openings: Vec<Opening>,
    pub report: Arc<Report>,
}

impl Data {
    /// The name of the roster on the screen, or of the first one while it is being opened.
    pub fn title(&self) -> String {
        match &self.coming {
            Some(openings) if self.roster.is_none() => title_of(openings),
            _ => title_of(&self.openings),
        }
    }

    /// The name of what is being read.
    pub fn reading_title(&self) -> String {
        title_of(self.coming.as_ref().unwrap_or(&self.openings))
    }

    /// What the roster on the screen was read from, or what could not be read while nothing is there.
    pub fn openings(&self) -> &[Opening] {
        &self.openings
    }

    /// Files that have changed since they were read.
    pub fn changed(&self) -> &[String] {
        &self.changed
    }

    pub fn is_demo(&self) -> bool {
        self.openings.contains(&Opening::Demo)
    }

    pub fn roster(&self) -> Option<&Roster> {
        self.roster.as_ref()
    }

    /// How far reading has come, while it goes on.
    pub fn progress(&self) -> Option<Progress> {
        self.progress
    }

    /// Whether the files on the screen are being read again, rather than others opened.
    pub fn is_reading_again(&self) -> bool {
        self.progress.is_some() && self.again
    }

    pub fn is_partial(&self) -> bool {
        self.partial
    }

    pub fn report(&self) -> Option<&Report> {
        self.report.as_deref()
    }

    pub fn failure(&self) -> Option<&str> {
        self.failure.as_deref()
    }
}

/// The newest answer and what is still being asked.
#[derive(Clone, Debug, Default)]
pub struct Answers {
    pub(super) generation: u64,
    pub(super) shown: Option<Arc<Answer>>,
    /// The generation of the shown answer.
    pub(super) shown_generation: u64,
    /// Rows of the roster when the newest question was asked.
    pub(super) asked_rows: usize,
    /// The ticks and lists that it asked about.
    pub(super) asked_own: Arc<OwnData>,
    /// The fields whose values the newest question asks for.
    pub(super) asked_facets: Vec<Field>,
}

impl Answers {
    /// The answer on the screen.
    pub fn shown(&self) -> Option<&Answer> {
        self.shown.as_deref()
    }

    /// The answer on the screen is for an earlier question.
    pub fn is_stale(&self) -> bool {
        self.shown_generation != self.generation
    }
}

impl Model {
    /// The program before anything was loaded.
    pub fn new(settings: Settings, keymap: Keymap) -> Self {
        let mut table = Table::new(vec![Field::Handle]);
        table.set_columns(settings.columns.clone());
        Model {
            width: 80,
            height: 24,
            compare: Compare::new(&settings.compare_small, &settings.compare_big),
            mouse: settings.mouse,
            theme: settings.theme.clone(),
            settings,
            keymap,
            today: String::new(),
            screen: Screen::Browse,
            pane: Pane::Table,
            profile: None,
            data: Data::default(),
            answers: Answers::default(),
            filter: FilterBox::default(),
            nothing: None,
            table,
            columns_chosen: false,
            facets: Facets::default(),
            ticks: Ticks::default(),
            widening: None,
            lists: Lists::default(),
            import: Import::default(),
            decisions: Decisions::default(),
            overlays: Vec::new(),
            exporting: None,
            previews: 0,
            toast: None,
            toasts: 0,
            keeping: Keeping::default(),
        }
    }

    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    pub fn keymap(&self) -> &Keymap {
        &self.keymap
    }

    pub fn screen(&self) -> Screen {
        self.screen
    }

    /// The pane that holds the keyboard.
    pub fn pane(&self) -> Pane {
        self.pane
    }

    pub fn mouse(&self) -> bool {
        self.mouse
    }

    /// The name of the theme in use.
    pub fn theme(&self) -> &str {
        &self.theme
    }

    pub fn data(&self) -> &Data {
        &self.data
    }

    pub fn answers(&self) -> &Answers {
        &self.answers
    }

    pub fn filter(&self) -> &FilterBox {
        &self.filter
    }

    /// What would help, while nothing matches.
    pub fn nothing(&self) -> Option<&Nothing> {
        self.nothing.as_ref()
    }

    pub fn table(&self) -> &Table {
        &self.table
    }

    pub fn facets(&self) -> &Facets {
        &self.facets
    }

    pub fn ticks(&self) -> &Ticks {
        &self.ticks
    }

    pub fn compare(&self) -> &Compare {
        &self.compare
    }

    pub fn lists(&self) -> &Lists {
        &self.lists
    }

    pub fn import(&self) -> &Import {
        &self.import
    }

    /// The dialog on top, which has the keyboard.
    pub fn overlay(&self) -> Option<&Overlay> {
        self.overlays.last()
    }

    /// Open dialogs, the lowest first.
    pub fn overlays(&self) -> &[Overlay] {
        &self.overlays
    }

    pub fn toast(&self) -> Option<&Toast> {
        self.toast.as_ref()
    }

    pub fn layout(&self) -> Layout {
        self.layout_of(self.screen)
    }

    /// The layout of Browse, whichever screen is shown.
    pub(super) fn browse_layout(&self) -> Layout {
        self.layout_of(Screen::Browse)
    }

    fn layout_of(&self, screen: Screen) -> Layout {
        layout::solve(
            self.width,
            self.height,
            Prefs {
                screen,
                facets_open: self.facets.is_over(),
                profile: self.profile,
                pane: self.pane,
                unknown: self.unknown_rows() > 0,
                compared: self.compare_shown(self.width),
            },
        )
    }

    /// Nothing was opened yet: the first-run screen.
    pub fn is_first_run(&self) -> bool {
        let asked = self.data.unread.is_some() && self.screen == Screen::Import;
        self.data.roster.is_none() && self.data.progress.is_none() && !asked
    }

    /// The rows that match the filter, in order.
    pub fn rows(&self) -> &[RowId] {
        self.answers
            .shown
            .as_ref()
            .map_or(&[], |answer| &answer.rows)
    }

    /// The influencer under the cursor of the table.
    pub fn current(&self) -> Option<Influencer<'_>> {
        let roster = self.data.roster.as_ref()?;
        let row = self.rows().get(self.table.cursor())?;
        Some(roster.influencer(*row))
    }

    /// The fields that hold something in this roster, in the order of exports.
    pub fn available(&self) -> Vec<Field> {
        let Some(roster) = &self.data.roster else {
            return Vec::new();
        };
        Field::ALL
            .iter()
            .copied()
            .filter(|field| roster.has(*field))
            .collect()
    }

    /// Rows that lack a figure which the filter compares, and match otherwise: left out or included. Zero
    /// where no row is shown.
    pub fn unknown_rows(&self) -> usize {
        let shown = self
            .answers
            .shown()
            .filter(|answer| !answer.rows.is_empty());
        shown.map_or(0, |answer| answer.skipped_unknown)
    }

    /// Whether those of whom a compared figure is unknown are among the rows.
    pub fn shows_unknown(&self) -> bool {
        self.filter.includes_unknown() && !self.compared_fields().is_empty()
    }

    /// The fields of figures that the filter compares.
    pub fn compared_fields(&self) -> Vec<Field> {
        let mut fields = Vec::new();
        let mut terms: Vec<&Term> = self.filter.filter().terms.iter().collect();
        while let Some(term) = terms.pop() {
            match &term.test {
                Test::Either(either) => {
                    terms.extend(either.iter().flat_map(|filter| &filter.terms));
                }
                Test::Number { field, .. } if !term.negated && !fields.contains(field) => {
                    fields.push(*field);
                }
                _ => {}
            }
        }
        // In the order of the text.
        fields.reverse();
        fields
    }

    /// What the lines of the facets are made of.
    pub fn seen_facets(&self) -> Seen<'_> {
        super::finding::seen(self.answers.shown(), self.filter.filter())
    }

    /// Says something in the status line.
    pub(super) fn say(&mut self, kind: ToastKind, text: impl Into<String>) -> Vec<Effect> {
        self.toasts += 1;
        self.toast = Some(Toast {
            text: text.into(),
            kind,
            number: self.toasts,
        });
        match kind {
            ToastKind::Problem => Vec::new(),
            _ => vec![Effect::Alarm {
                number: self.toasts,
                after_ms: TOAST_MS,
            }],
        }
    }

    /// Opens files in place of what is loaded, which stays on screen until the first rows arrive.
    pub fn open(&mut self, openings: Vec<Opening>) -> Vec<Effect> {
        self.data.coming = Some(openings.clone());
        self.data.unread = None;
        self.load(openings, None)
    }

    /// Has files read by what is decided; `before` is what was read from them before.
    pub(super) fn load(&mut self, openings: Vec<Opening>, before: Option<Roster>) -> Vec<Effect> {
        self.data.load += 1;
        self.data.again = before.is_some();
        self.data.progress = Some(Progress::default());
        self.data.failure = None;
        vec![Effect::Load {
            load: self.data.load,
            openings,
            before,
            decided: self.decisions.now().clone(),
        }]
    }
}

fn title_of(openings: &[Opening]) -> String {
    let name = |opening: &Opening| match opening {
        Opening::Demo => "demo".to_owned(),
        Opening::StandardInput => "standard input".to_owned(),
        Opening::File(path) => path.rsplit(['/', '\\']).next().unwrap_or(path).to_owned(),
    };
    match openings {
        [] => String::new(),
        [one] => name(one),
        [first, rest @ ..] => format!("{} + {} more", name(first), rest.len()),
    }
}
