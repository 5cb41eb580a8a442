//! What each message does. Routing is short: the window first, then the top dialog (it gets every
//! key), then the text being typed, then commands.

use super::effect::{Effect, Opening};
use super::focus::{Pane, Screen};
use super::model::Model;
use super::mouse;
use super::msg::Msg;
use super::overlays::{Action, Columns, Commands, Name, OpenFile, Outcome, Overlay};
use super::toast::ToastKind;
use crate::input::{Command, Key};
use crate::shortlist::Toward;

/// Changes the model by one message; the answer is what is to be done outside.
pub fn update(model: &mut Model, msg: Msg) -> Vec<Effect> {
    let mut effects = happen(model, msg);
    model.arrange_entries();
    effects.extend(model.follow_own());
    effects
}

fn happen(model: &mut Model, msg: Msg) -> Vec<Effect> {
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
        let mut effects = self.ask_for_facets();
        effects.extend(self.ask_for_groups());
        effects
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
            return self.ask_for_preview();
        }
        if self.filter.is_typing() {
            return self.paste_into_filter(text);
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

    /// What a dialog's answer to a key leads to.
    pub(super) fn after(&mut self, outcome: Outcome) -> Vec<Effect> {
        match outcome {
            Outcome::Stay => self.ask_for_preview(),
            Outcome::Close => {
                self.overlays.pop();
                Vec::new()
            }
            Outcome::Tell(action) => self.act(action),
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
            Action::Review(list) => self.begin_review(&list),
            Action::Reviewed(verdict) => self.reviewed(verdict),
            Action::MoveTo(list) => self.move_to(&list),
            Action::CopyTo(list) => self.copy_to(&list),
            Action::CreateList(name) => self.create_list(&name),
            Action::SetStatus(status) => self.set_status(&status),
            Action::AddNote(text) => self.add_note(&text),
            Action::SetAgreed(text) => self.set_agreed(&text),
            Action::SetBudget(text) => self.set_budget(&text),
            Action::Change(part) => self.ask_part(part),
            Action::SetDue(text) => self.set_due(&text),
            Action::SetReason(text) => self.set_reason(&text),
            Action::SetTags(text) => self.set_tags(&text),
            Action::SetBackup(whom) => self.set_backup(whom.as_ref()),
            Action::Arrange(order) => {
                self.lists.sort(order);
                Vec::new()
            }
            Action::DeleteList(name) => self.delete_list(&name),
            Action::KeepIn(folder) => self.keep_in(folder),
            Action::QuitUnsaved => vec![Effect::Quit],
            Action::Export(dialog) => self.export(*dialog),
            Action::CopyRows(dialog) => self.copy_rows(&dialog),
            Action::CopyAs(what) => self.copy_as(what),
            Action::OpenFile(path) => self.open(vec![Opening::File(path)]),
            Action::MapColumn { header, field } => self.map_column(header, field),
            Action::Decide(after, sentence) => self.decide(*after, sentence),
            Action::ShowRows(filter) => self.show_rows(filter),
            Action::NameProblems => self.name_problems(),
            Action::ExportProblems(path, overwrite) => self.export_problems(path, overwrite),
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
                self.ask_for_facets()
            }
            Command::Tick if self.screen == Screen::Shortlists => self.tick_entry(),
            Command::Tick => self.tick(),
            Command::TickAll if self.screen == Screen::Shortlists => self.tick_entries(),
            Command::TickAll => self.tick_all(),
            Command::Remove => self.remove(),
            Command::ClearFilter if self.screen == Screen::Shortlists => {
                self.lists.want_all();
                Vec::new()
            }
            Command::ClearFilter => {
                self.filter.set("");
                self.filter.include_unknown(false);
                self.filter.keep();
                self.ask()
            }
            Command::Unknown => self.toggle_unknown(),
            Command::Sort if self.screen == Screen::Shortlists => self.choose_order(),
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
            Command::Add if self.screen == Screen::Shortlists => {
                self.choose_other_list("Copy", Action::CopyTo)
            }
            Command::Add => self.choose_list(),
            Command::Review => self.choose_review(),
            Command::MoveTo => self.choose_other_list("Move", Action::MoveTo),
            Command::NewList => {
                self.overlays.push(Overlay::Ask(
                    Name::new("New list", "Name", "", Action::CreateList).done("make it"),
                ));
                Vec::new()
            }
            Command::Status => self.choose_status(),
            Command::Note => self.ask_note(),
            Command::Money => self.ask_money(),
            Command::Edit => self.choose_part(),
            Command::RankUp => self.rank(Toward::First),
            Command::RankDown => self.rank(Toward::Last),
            Command::Export if self.screen == Screen::Import => self.name_problems(),
            Command::Export => self.open_export(),
            Command::Copy => self.copy(),
            Command::CopyAs => self.choose_copy(),
            Command::Undo => self.undo(),
            Command::Redo => self.redo(),
            Command::ReadAgain => self.read_again(),
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
            Command::OtherFolder => self.ask_folder(),
            Command::Quit => self.quit(),
        }
    }

    /// Whether there is something that [`Model::undo`] would undo.
    pub(super) fn can_undo(&self) -> bool {
        let decided = self.screen == Screen::Import && self.decisions.can_undo();
        decided || self.widening.is_some() || self.lists.book().can_undo()
    }

    /// Undoes the last change: on the Import screen of what was decided there, in Browse of what Compare
    /// narrowed the filter to, else of a shortlist.
    fn undo(&mut self) -> Vec<Effect> {
        if self.screen == Screen::Import
            && let Some(effects) = self.undo_decision()
        {
            return effects;
        }
        if let Some(effects) = self.widen() {
            return effects;
        }
        match self.lists.book_mut().undo() {
            Some(done) => self.stepped(format!("Undone: {done}"), Command::Redo, "do again"),
            None => self.say(ToastKind::Note, "There is nothing to undo"),
        }
    }

    fn redo(&mut self) -> Vec<Effect> {
        if self.screen == Screen::Import
            && let Some(effects) = self.redo_decision()
        {
            return effects;
        }
        match self.lists.book_mut().redo() {
            Some(done) => self.stepped(format!("Done again: {done}"), Command::Undo, "undo"),
            None => self.say(ToastKind::Note, "There is nothing to do again"),
        }
    }

    /// After a step back or on, which may list somebody again who was never looked up: steps outlive the
    /// program.
    fn stepped(&mut self, done: String, back: Command, words: &str) -> Vec<Effect> {
        let mut effects = self.lists_changed_by(done, back, words);
        effects.extend(self.find_listed());
        effects
    }

    pub(super) fn no_roster(&mut self) -> Vec<Effect> {
        self.say(
            ToastKind::Note,
            "Open a roster first: o opens a file, Enter the demo",
        )
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
}
