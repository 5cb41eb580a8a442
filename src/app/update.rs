//! What each message does. Routing is short: the window first, then the top dialog (it gets every
//! key), then the text being typed, then commands.

use super::effect::{Effect, ExportOrder, ExportRows, Follow, Opening};
use super::focus::{Pane, Screen};
use super::model::Model;
use super::mouse;
use super::msg::Msg;
use super::overlays::export::{What, Which};
use super::overlays::{
    Action, Choices, Clash, Columns, Commands, Confirm, ExportDialog, Name, OpenFile, Outcome,
    Overlay,
};
use super::panes::compare::Side;
use super::panes::ticks;
use super::toast::ToastKind;
use crate::input::{Command, Key, KeyCode};
use crate::query::edit;
use crate::roster::{Field, Roster, display};
use crate::shortlist::Entry;

/// Changes the model by one message; the answer is what is to be done outside.
pub fn update(model: &mut Model, msg: Msg) -> Vec<Effect> {
    match msg {
        Msg::Key(key) => model.key(key),
        Msg::Paste(text) => model.paste(&text),
        Msg::Mouse(mouse) => mouse::mouse(model, mouse),
        Msg::Resize { width, height } => model.resize(width, height),
        Msg::Today(today) => {
            model.today = today;
            Vec::new()
        }
        Msg::Alarm(number) => {
            if model
                .toast
                .as_ref()
                .is_some_and(|toast| toast.number == number)
            {
                model.toast = None;
            }
            Vec::new()
        }
        Msg::Broken { sentence } => model.say(ToastKind::Problem, sentence),
        other => super::arrivals::arrive(model, other),
    }
}

impl Model {
    fn resize(&mut self, width: u16, height: u16) -> Vec<Effect> {
        self.width = width;
        self.height = height;
        let (rows, page) = (self.rows().len(), self.layout().table_rows());
        let cursor = self.table.cursor();
        if rows > 0 {
            self.table.move_to(cursor, rows, page);
        }
        Vec::new()
    }

    fn key(&mut self, key: Key) -> Vec<Effect> {
        if let Some(overlay) = self.overlays.last_mut() {
            let outcome = overlay.key(key);
            return self.after(outcome);
        }
        if self.filter.is_typing() {
            return self.filter_key(key);
        }
        match self.keymap.command(key) {
            Some(command) if command.works_in(self.screen.place()) => self.run(command),
            Some(command) => {
                let places: Vec<&str> = Screen::ALL
                    .iter()
                    .filter(|screen| command.works_in(screen.place()))
                    .map(|screen| screen.title())
                    .collect();
                let text = format!("{} works in {}", command.spec().hint, places.join(" and "));
                self.say(ToastKind::Note, text)
            }
            None => {
                let help = self.keymap.key(Command::Help);
                let help = help.map_or_else(String::new, |key| format!(" {key} help"));
                self.say(ToastKind::Note, format!("{key} does nothing here.{help}"))
            }
        }
    }

    fn paste(&mut self, text: &str) -> Vec<Effect> {
        if let Some(overlay) = self.overlays.last_mut() {
            overlay.paste(text);
            return Vec::new();
        }
        if self.filter.is_typing() {
            self.filter.edit(|field| {
                field.paste(text);
                true
            });
            return self.ask();
        }
        let first: String = text.lines().next().unwrap_or("").chars().take(30).collect();
        let filter = self
            .keymap
            .key(Command::Filter)
            .map_or_else(String::new, |key| key.to_string());
        let text = format!(
            "Pasted \"{first}\" was not run. To filter by it, press {filter} and paste again"
        );
        self.say(ToastKind::Note, text)
    }

    fn filter_key(&mut self, key: Key) -> Vec<Effect> {
        match key.code {
            KeyCode::Enter => {
                self.filter.keep();
                Vec::new()
            }
            KeyCode::Esc => {
                self.filter.give_up();
                self.ask()
            }
            KeyCode::Char('c') if key.ctrl => {
                self.filter.give_up();
                self.ask()
            }
            KeyCode::Tab if self.filter.fix() => self.ask(),
            KeyCode::Up if self.filter.recall() => self.ask(),
            KeyCode::Down => {
                self.filter.keep();
                self.pane = Pane::Table;
                Vec::new()
            }
            _ if self.filter.edit(|field| field.key(key)) => self.ask(),
            _ => Vec::new(),
        }
    }

    /// What a dialog's answer to a key leads to.
    pub(super) fn after(&mut self, outcome: Outcome) -> Vec<Effect> {
        match outcome {
            Outcome::Stay => Vec::new(),
            Outcome::Close => {
                self.overlays.pop();
                Vec::new()
            }
            Outcome::Do(Action::ListFolder(path)) => vec![Effect::ListFolder(path)],
            Outcome::Do(action) => {
                self.overlays.pop();
                self.act(action)
            }
        }
    }

    fn act(&mut self, action: Action) -> Vec<Effect> {
        match action {
            Action::Run(command) => self.run(command),
            Action::SortBy { field, then } => self.sort(field, then),
            Action::ShowColumns(columns) => {
                self.columns_chosen = true;
                self.table.set_columns(columns);
                Vec::new()
            }
            Action::AddTo(list) => self.add_to(&list),
            Action::CreateList(name) => self.create_list(&name),
            Action::DeleteList(name) => self.delete_list(&name),
            Action::Export(dialog) => self.export(*dialog),
            Action::OpenFile(path) => self.open(vec![Opening::File(path)]),
            Action::ListFolder(path) => vec![Effect::ListFolder(path)],
        }
    }

    /// Runs a command that works at this place.
    pub(super) fn run(&mut self, command: Command) -> Vec<Effect> {
        match command {
            Command::Up => self.step(-1),
            Command::Down => self.step(1),
            Command::PageUp => self.step(-(self.page().max(1) as isize)),
            Command::PageDown => self.step(self.page().max(1) as isize),
            Command::First => self.step(isize::MIN / 2),
            Command::Last => self.step(isize::MAX / 2),
            Command::Left => self.sideways(-1),
            Command::Right => self.sideways(1),
            Command::NextPane => self.next_pane(1),
            Command::PreviousPane => self.next_pane(-1),
            Command::Open => self.enter(),
            Command::Back => self.back(),
            Command::Browse => self.go(Screen::Browse),
            Command::Compare => self.go(Screen::Compare),
            Command::Plan => self.say(
                ToastKind::Note,
                "Plan is not built yet: this digit is kept for it. 2 compares, 4 shows shortlists",
            ),
            Command::Shortlists => self.go(Screen::Shortlists),
            Command::Import => self.go(Screen::Import),
            Command::PreviousScreen => self.go(self.screen.step(-1)),
            Command::NextScreen => self.go(self.screen.step(1)),
            Command::Filter => {
                let mut effects = Vec::new();
                if self.screen != Screen::Browse && self.screen != Screen::Compare {
                    effects = self.go(Screen::Browse);
                }
                if self.data.roster.is_none() {
                    return self.no_roster();
                }
                self.filter.begin();
                effects
            }
            Command::Facets => {
                self.pane = Pane::Facets;
                self.facets.set_over(true);
                Vec::new()
            }
            Command::Tick => self.tick(),
            Command::TickAll => self.tick_all(),
            Command::Remove => self.remove(),
            Command::ClearFilter => {
                self.filter.set("");
                self.filter.keep();
                self.ask()
            }
            Command::Sort => self.choose_sort(false),
            Command::SortThen => self.choose_sort(true),
            Command::Columns => {
                let columns = Columns::new(self.table.columns(), self.available());
                self.overlays.push(Overlay::Columns(columns));
                Vec::new()
            }
            Command::Profile => {
                let layout = self.layout();
                let shown = layout.profile.width > 0 || layout.strip.height > 0;
                self.profile = Some(!shown);
                Vec::new()
            }
            Command::Theme => self.next_theme(),
            Command::Add => self.choose_list(),
            Command::NewList => {
                self.overlays.push(Overlay::NewList(Name::default()));
                Vec::new()
            }
            Command::Export => self.open_export(),
            Command::Copy => self.copy(),
            Command::Undo => match self.lists.book_mut().undo() {
                Some(done) => self.lists_changed(format!("Undone: {done}")),
                None => self.say(ToastKind::Note, "There is nothing to undo"),
            },
            Command::Redo => match self.lists.book_mut().redo() {
                Some(done) => self.lists_changed(format!("Done again: {done}")),
                None => self.say(ToastKind::Note, "There is nothing to do again"),
            },
            Command::OpenFile => {
                self.overlays.push(Overlay::Open(OpenFile::default()));
                vec![Effect::ListFolder(String::new())]
            }
            Command::Help => {
                let commands = Commands::new(self.screen.place());
                self.overlays.push(Overlay::Help(commands));
                Vec::new()
            }
            Command::Commands => {
                let commands = Commands::new(self.screen.place());
                self.overlays.push(Overlay::Commands(commands));
                Vec::new()
            }
            Command::Mouse => {
                self.mouse = !self.mouse;
                let text = if self.mouse { "Mouse on" } else { "Mouse off" };
                let mut effects = self.say(ToastKind::Done, text);
                effects.push(Effect::Mouse(self.mouse));
                effects
            }
            Command::Quit => {
                self.quitting = true;
                vec![Effect::Quit]
            }
        }
    }

    /// Lines or rows of the pane that has the keyboard.
    fn page(&self) -> usize {
        let layout = self.layout();
        match self.pane {
            Pane::Table => layout.table_rows(),
            Pane::Facets => super::layout::Layout::lines(layout.facets),
            Pane::Columns | Pane::Lists => super::layout::Layout::lines(layout.left),
            Pane::Problems | Pane::Entries => super::layout::Layout::lines(layout.right),
            Pane::Tiers | Pane::Bars => 1,
        }
    }

    /// Moves the cursor of the pane that has the keyboard.
    pub(super) fn step(&mut self, by: isize) -> Vec<Effect> {
        let page = self.page();
        let rows = self.rows().len();
        match self.pane {
            Pane::Table => self.table.move_by(by, rows, page),
            Pane::Facets => {
                if let Some(answer) = &self.answers.shown {
                    self.facets.move_by(by, &answer.facets, page);
                }
            }
            Pane::Tiers | Pane::Bars => return self.step_tier(Side::Big, by.signum()),
            Pane::Lists => self.lists.move_list(by, page),
            Pane::Entries => self.lists.move_entry(by, page.saturating_sub(2)),
            Pane::Columns => {
                let len = self.import_columns();
                self.import.scroll_columns(by, len, page.saturating_sub(1));
            }
            Pane::Problems => {
                let len = self.import_problems();
                self.import.scroll_problems(by, len, page);
            }
        }
        Vec::new()
    }

    fn import_columns(&self) -> usize {
        let files = self
            .data
            .report
            .as_ref()
            .map_or(&[][..], |report| &report.files);
        files.iter().map(|file| file.columns.len()).sum()
    }

    fn import_problems(&self) -> usize {
        let files = self
            .data
            .report
            .as_ref()
            .map_or(&[][..], |report| &report.files);
        files.iter().map(|file| file.issues.len()).sum()
    }

    fn step_tier(&mut self, side: Side, by: isize) -> Vec<Effect> {
        let Some(tiers) = self
            .data
            .roster
            .as_ref()
            .map(|roster| roster.tiers().clone())
        else {
            return Vec::new();
        };
        self.compare.step(&tiers, side, by);
        self.ask()
    }

    fn sideways(&mut self, by: isize) -> Vec<Effect> {
        match self.screen {
            Screen::Browse if self.pane == Pane::Table => {
                let width = super::layout::Layout::inner(self.layout().table).width;
                let columns = self.table.columns().to_vec();
                self.table.move_column(by, |first| {
                    super::layout::columns(width, &columns, first)
                        .len()
                        .saturating_sub(1)
                });
                Vec::new()
            }
            Screen::Compare => self.step_tier(Side::Small, by),
            Screen::Browse | Screen::Shortlists | Screen::Import => Vec::new(),
        }
    }

    fn next_pane(&mut self, by: isize) -> Vec<Effect> {
        let panes = self.screen.panes();
        let at = panes
            .iter()
            .position(|pane| *pane == self.pane)
            .unwrap_or(0) as isize;
        self.pane = panes[(at + by).rem_euclid(panes.len() as isize) as usize];
        self.facets.set_over(self.pane == Pane::Facets);
        Vec::new()
    }

    fn enter(&mut self) -> Vec<Effect> {
        if self.is_first_run() {
            return self.open(vec![Opening::Demo]);
        }
        match self.pane {
            Pane::Facets => self.press_facet(),
            Pane::Table => {
                let layout = self.layout();
                let shown = layout.profile.width > 0 || layout.strip.height > 0;
                self.profile = Some(!shown || layout.profile.width == 0);
                Vec::new()
            }
            Pane::Lists => {
                self.pane = Pane::Entries;
                Vec::new()
            }
            Pane::Entries => self.show_entry(),
            Pane::Tiers | Pane::Bars | Pane::Columns | Pane::Problems => Vec::new(),
        }
    }

    /// Shows the entry under the cursor in Browse.
    fn show_entry(&mut self) -> Vec<Effect> {
        let Some(key) = self.lists.entry().map(|entry| entry.key.clone()) else {
            return Vec::new();
        };
        let title = key.handle.clone();
        match self.lists.row(&key) {
            Some(Some(row)) => {
                self.filter.set("");
                let mut effects = self.go(Screen::Browse);
                let (rows, page) = (self.rows().len(), self.layout().table_rows());
                self.table.move_to(1, rows, page);
                effects.extend(self.ask_following(Some(Follow::Row(row))));
                effects
            }
            _ => self.say(
                ToastKind::Note,
                format!("@{title} is not in the file that is open"),
            ),
        }
    }

    fn back(&mut self) -> Vec<Effect> {
        if self.facets.is_over() {
            self.facets.set_over(false);
            self.pane = Pane::Table;
            return Vec::new();
        }
        if self.data.progress.is_some() {
            return vec![Effect::StopLoading];
        }
        if self.toast.take().is_some() {
            return Vec::new();
        }
        match self.pane {
            Pane::Facets => self.pane = Pane::Table,
            Pane::Entries => self.pane = Pane::Lists,
            _ if self.screen != Screen::Browse => return self.go(Screen::Browse),
            _ => {}
        }
        Vec::new()
    }

    /// Goes to a screen.
    pub(super) fn go(&mut self, screen: Screen) -> Vec<Effect> {
        if self.screen == screen {
            return Vec::new();
        }
        self.screen = screen;
        self.facets.set_over(false);
        self.pane = screen.panes()[0];
        if screen == Screen::Shortlists
            && self
                .lists
                .list()
                .is_some_and(|list| !list.entries().is_empty())
        {
            self.pane = Pane::Entries;
        }
        match screen {
            Screen::Compare => self.ask(),
            _ => Vec::new(),
        }
    }

    fn no_roster(&mut self) -> Vec<Effect> {
        self.say(
            ToastKind::Note,
            "Open a roster first: o opens a file, Enter the demo",
        )
    }

    fn tick(&mut self) -> Vec<Effect> {
        if self.pane == Pane::Facets {
            return self.press_facet();
        }
        if self.pane != Pane::Table || self.screen != Screen::Browse {
            return Vec::new();
        }
        let row = self.rows().get(self.table.cursor()).copied();
        if let (Some(roster), Some(row)) = (&self.data.roster, row) {
            self.ticks.toggle(roster, row);
            let (rows, page) = (self.rows().len(), self.layout().table_rows());
            self.table.move_by(1, rows, page);
        }
        Vec::new()
    }

    /// Ticks or unticks this row of the table.
    pub(super) fn tick_row(&mut self, place: usize) {
        let row = self.rows().get(place).copied();
        if let (Some(roster), Some(row)) = (&self.data.roster, row) {
            self.ticks.toggle(roster, row);
        }
    }

    fn tick_all(&mut self) -> Vec<Effect> {
        let (Some(roster), Some(answer)) = (&self.data.roster, &self.answers.shown) else {
            return self.no_roster();
        };
        let shown = answer.rows.len();
        if !self.ticks.toggle_all(roster, &answer.rows) {
            let text = format!(
                "{} rows are too many to tick; narrow the filter to {} or fewer",
                display::grouped(shown as u64),
                display::grouped(ticks::MOST as u64)
            );
            return self.say(ToastKind::Note, text);
        }
        let ticked = self.ticks.len();
        self.say(
            ToastKind::Done,
            format!("{} ticked", display::grouped(ticked as u64)),
        )
    }

    /// Switches the facet value under the cursor, or opens and closes the facet.
    pub(super) fn press_facet(&mut self) -> Vec<Effect> {
        let Some(answer) = self.answers.shown.clone() else {
            return Vec::new();
        };
        match self.facets.press(&answer.facets) {
            Some((field, value)) => {
                let text = edit::toggle_value(self.filter.text(), field, &value);
                self.filter.set(text);
                self.ask()
            }
            None => Vec::new(),
        }
    }

    fn remove(&mut self) -> Vec<Effect> {
        match self.screen {
            Screen::Shortlists => self.remove_listed(),
            _ => {
                let terms = self.filter.filter().terms.len();
                match terms.checked_sub(1) {
                    Some(last) => self.remove_term(last),
                    None if !self.filter.text().is_empty() => {
                        self.filter.set("");
                        self.ask()
                    }
                    None => self.say(ToastKind::Note, "There is no filter to remove"),
                }
            }
        }
    }

    /// Takes one term out of the filter.
    pub(super) fn remove_term(&mut self, term: usize) -> Vec<Effect> {
        let text = edit::remove_term(self.filter.text(), term);
        self.filter.set(text);
        self.ask()
    }

    fn remove_listed(&mut self) -> Vec<Effect> {
        let Some(list) = self.lists.list() else {
            return self.say(ToastKind::Note, "There is no shortlist. N makes one");
        };
        let (name, entries) = (list.name().to_owned(), list.entries().len());
        if self.pane == Pane::Lists {
            self.overlays.push(Overlay::Confirm(Confirm::new(
                format!("Delete the shortlist \"{name}\" with {entries} entries?"),
                "delete it",
                "keep it",
                Action::DeleteList(name),
            )));
            return Vec::new();
        }
        let Some(key) = self.lists.entry().map(|entry| entry.key.clone()) else {
            return self.say(ToastKind::Note, "This shortlist is empty");
        };
        if let Some(problem) = self.read_only(&name) {
            return problem;
        }
        let done = self
            .lists
            .book_mut()
            .remove(&name, std::slice::from_ref(&key));
        self.lists_changed(done)
    }

    /// A sentence when a list belongs to another window.
    fn read_only(&mut self, list: &str) -> Option<Vec<Effect>> {
        self.lists.is_read_only(list).then(|| {
            self.say(
                ToastKind::Problem,
                format!("\"{list}\" is open in another window, so it can only be read here"),
            )
        })
    }

    /// Saves what changed in the shortlists and says what was done.
    fn lists_changed(&mut self, done: String) -> Vec<Effect> {
        self.lists.settle();
        let undo = self
            .keymap
            .key(Command::Undo)
            .map_or_else(String::new, |key| format!("   {key} undo"));
        let mut effects = self.save_lists();
        effects.extend(self.say(ToastKind::Done, format!("{done}{undo}")));
        effects
    }

    fn save_lists(&mut self) -> Vec<Effect> {
        let changed = self.lists.book_mut().take_changed();
        changed
            .into_iter()
            .map(|name| match self.lists.book().list(&name) {
                Some(list) => Effect::SaveList(list.clone()),
                None => Effect::DeleteList(name),
            })
            .collect()
    }

    fn choose_list(&mut self) -> Vec<Effect> {
        if self.current().is_none() && self.ticks.is_empty() {
            return self.no_roster();
        }
        let names = self
            .lists
            .book()
            .lists()
            .iter()
            .map(|list| (list.name().to_owned(), list.name().to_owned()))
            .collect();
        let chosen = self.lists.list().map(|list| list.name().to_owned());
        let choices = Choices::new(names)
            .with_new(|name| name)
            .at(|name| Some(name) == chosen.as_ref());
        self.overlays.push(Overlay::AddTo(choices));
        Vec::new()
    }

    fn add_to(&mut self, list: &str) -> Vec<Effect> {
        if let Some(problem) = self.read_only(list) {
            return problem;
        }
        let Some(roster) = &self.data.roster else {
            return self.no_roster();
        };
        let rows: Vec<_> = if self.ticks.is_empty() {
            self.rows()
                .get(self.table.cursor())
                .copied()
                .into_iter()
                .collect()
        } else {
            self.ticks.rows().collect()
        };
        let influencers = rows.iter().map(|row| roster.influencer(*row));
        let entries: Vec<Entry> = influencers
            .clone()
            .map(|influencer| Entry::of(&influencer, &self.today))
            .collect();
        let found: Vec<_> = influencers
            .map(|influencer| (influencer.key(), influencer.id()))
            .collect();
        let done = self.lists.book_mut().add(list, entries);
        self.lists.choose(list);
        self.lists.note(found);
        self.ticks.clear();
        self.lists_changed(done)
    }

    fn create_list(&mut self, name: &str) -> Vec<Effect> {
        match self.lists.book_mut().create(name) {
            Ok(done) => {
                self.lists.choose(name);
                self.lists_changed(done)
            }
            Err(problem) => self.say(ToastKind::Problem, problem.to_string()),
        }
    }

    fn delete_list(&mut self, name: &str) -> Vec<Effect> {
        if let Some(problem) = self.read_only(name) {
            return problem;
        }
        let done = self.lists.book_mut().delete(name);
        self.lists_changed(done)
    }

    fn choose_sort(&mut self, then: bool) -> Vec<Effect> {
        let current = self.table.columns().get(self.table.column()).copied();
        let mut fields = self.table.columns().to_vec();
        for field in self.available() {
            if !fields.contains(&field) {
                fields.push(field);
            }
        }
        let choices = fields
            .into_iter()
            .map(|field| (field.label().to_owned(), field))
            .collect();
        let choices = Choices::new(choices).at(|field| Some(*field) == current);
        self.overlays.push(Overlay::Sort { choices, then });
        Vec::new()
    }

    /// Sorts by a field, alone or after the fields already sorted by.
    pub(super) fn sort(&mut self, field: Field, then: bool) -> Vec<Effect> {
        if then {
            self.table.sort_then_by(field);
        } else {
            self.table.sort_by(field);
        }
        self.ask()
    }

    fn next_theme(&mut self) -> Vec<Effect> {
        let names = crate::config::theme::NAMES;
        let at = names
            .iter()
            .position(|name| *name == self.theme)
            .unwrap_or(0);
        self.theme = names[(at + 1) % names.len()].to_owned();
        let mut effects = self.say(ToastKind::Done, format!("Theme: {}", self.theme));
        effects.push(Effect::Theme(self.theme.clone()));
        effects
    }

    fn copy(&mut self) -> Vec<Effect> {
        let text = match self.screen {
            Screen::Shortlists => self.lists.entry().map(|entry| entry.key.handle.clone()),
            _ => self
                .current()
                .map(|influencer| influencer.title().to_owned()),
        };
        match text {
            Some(text) => {
                let mut effects = self.say(
                    ToastKind::Done,
                    format!("Sent to your terminal's clipboard: {text}"),
                );
                effects.push(Effect::Copy(text));
                effects
            }
            None => self.say(ToastKind::Note, "There is nothing to copy here"),
        }
    }

    fn open_export(&mut self) -> Vec<Effect> {
        let mut whats = Vec::new();
        if self.data.roster.is_some() {
            whats.push((What::Shown, self.rows().len()));
            if !self.ticks.is_empty() {
                whats.push((What::Ticked, self.ticks.len()));
            }
        }
        for list in self.lists.book().lists() {
            whats.push((What::List(list.name().to_owned()), list.entries().len()));
        }
        if whats.is_empty() {
            return self.no_roster();
        }
        let chosen = self.lists.list().map(|list| list.name().to_owned());
        let what = whats
            .iter()
            .position(|(what, _)| match what {
                What::List(name) => {
                    self.screen == Screen::Shortlists && Some(name) == chosen.as_ref()
                }
                What::Ticked => self.screen == Screen::Browse,
                What::Shown => false,
            })
            .unwrap_or(0);
        let stem: String = match &whats[what].0 {
            What::List(name) => name.clone(),
            _ => self
                .data
                .title
                .rsplit_once('.')
                .map_or(self.data.title.as_str(), |(stem, _)| stem)
                .to_owned(),
        };
        let stem: String = stem
            .chars()
            .map(|letter| {
                if letter.is_alphanumeric() || letter == '-' {
                    letter
                } else {
                    '_'
                }
            })
            .collect();
        let folder = &self.settings.export_folder;
        let slash = if folder.is_empty() || folder.ends_with('/') {
            ""
        } else {
            "/"
        };
        let path = format!("{folder}{slash}{stem}_selection_{}.csv", self.today);
        self.overlays
            .push(Overlay::Export(Box::new(ExportDialog::new(
                whats, what, path,
            ))));
        Vec::new()
    }

    fn export(&mut self, dialog: ExportDialog) -> Vec<Effect> {
        let columns = match dialog.columns() {
            Which::OnScreen => self.table.columns().to_vec(),
            Which::All => self.available(),
        };
        let roster = || -> Option<Roster> { self.data.roster.clone() };
        let what = match &dialog.whats()[dialog.what()].0 {
            What::Shown => roster()
                .zip(self.answers.shown.as_ref())
                .map(|(roster, answer)| ExportRows::Rows {
                    roster,
                    rows: answer.rows.clone(),
                }),
            What::Ticked => roster().map(|roster| ExportRows::Rows {
                roster,
                rows: self.ticks.rows().collect::<Vec<_>>().into(),
            }),
            What::List(name) => self.lists.book().list(name).map(|list| ExportRows::List {
                roster: roster(),
                list: list.clone(),
            }),
        };
        let Some(what) = what else {
            return self.no_roster();
        };
        let order = ExportOrder {
            what,
            columns: if columns.is_empty() {
                panes_default()
            } else {
                columns
            },
            format: dialog.format(),
            path: dialog.file().text().trim().to_owned(),
            overwrite: dialog.overwrite,
        };
        self.exporting = Some(Box::new(dialog));
        vec![Effect::Export(Box::new(order))]
    }

    /// The file was there already: ask.
    pub(super) fn ask_overwrite(&mut self, path: String) -> Vec<Effect> {
        if let Some(dialog) = self.exporting.take() {
            self.overlays.push(Overlay::Clash(Clash::new(path, dialog)));
        }
        Vec::new()
    }
}

fn panes_default() -> Vec<Field> {
    vec![
        Field::Handle,
        Field::Platform,
        Field::Followers,
        Field::Price,
    ]
}
