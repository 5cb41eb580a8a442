//! Getting around: cursors, panes, screens.

use super::effect::{Effect, Opening};
use super::finding::seen;
use super::focus::{Pane, Screen};
use super::importing::ITEM_LINES;
use super::layout::{self, Layout, compare as areas};
use super::model::Model;

impl Model {
    /// Lines or rows of the pane that has the keyboard.
    pub(super) fn page(&self) -> usize {
        let layout = self.layout();
        match self.pane {
            Pane::Table => layout.table_rows(),
            Pane::Facets => Layout::lines(layout.facets),
            Pane::Lists => Layout::lines(layout.lists.lists),
            Pane::Statuses => Layout::lines(layout.lists.statuses),
            Pane::Entries => layout.lists.entry_rows(),
            Pane::Detail => Layout::lines(layout.lists.detail),
            Pane::Columns => self.columns_page(),
            Pane::Problems => Layout::lines(layout.right) / ITEM_LINES,
            Pane::Row => 10,
            Pane::Groups => areas::group_rows(layout.compare.groups),
            Pane::Forest => areas::forest_rows(layout.compare.forest),
            Pane::Basis => Layout::lines(layout.compare.basis),
            Pane::Scatter => 4,
            Pane::Tiers | Pane::Bars | Pane::Spread => 1,
        }
    }

    /// Moves the cursor of the pane that has the keyboard.
    pub(super) fn step(&mut self, by: isize) -> Vec<Effect> {
        let page = self.page();
        let rows = self.rows().len();
        if self.chooses_help()
            && let Some(nothing) = &mut self.nothing
        {
            nothing.move_by(by);
            return Vec::new();
        }
        match self.pane {
            Pane::Table => self.table.move_by(by, rows, page),
            Pane::Facets => {
                let answer = self.answers.shown.clone();
                let seen = seen(answer.as_deref(), self.filter.filter());
                self.facets.move_by(by, seen, page);
            }
            Pane::Bars
            | Pane::Spread
            | Pane::Forest
            | Pane::Scatter
            | Pane::Tiers
            | Pane::Groups
            | Pane::Basis => return self.step_compare(by),
            Pane::Lists => self.lists.move_list(by, page),
            Pane::Statuses => self.lists.move_status(by, &self.settings.statuses),
            Pane::Entries => self.lists.move_entry(by, page),
            Pane::Detail => self.scroll_detail(by),
            Pane::Columns => {
                let len = self.import_file().map_or(0, |file| file.columns.len());
                self.import.move_column(by, len, page);
            }
            Pane::Problems => {
                self.import.move_item(by, page);
                return self.want_lines();
            }
            Pane::Row => {
                self.import.move_row(by);
                return self.want_lines();
            }
        }
        Vec::new()
    }

    pub(super) fn sideways(&mut self, by: isize) -> Vec<Effect> {
        match self.screen {
            Screen::Browse if self.pane == Pane::Table => {
                let width = Layout::inner(self.layout().table).width;
                let columns = self.table.columns().to_vec();
                self.table.move_column(by, |first| {
                    layout::columns(width, &columns, first)
                        .len()
                        .saturating_sub(1)
                });
                Vec::new()
            }
            Screen::Compare => self.compare_sideways(by),
            Screen::Import if self.pane == Pane::Row => {
                let len = self.import_file().map_or(0, |file| file.columns.len());
                self.import.move_scroll(by, len);
                Vec::new()
            }
            Screen::Import => self.step_file(by),
            Screen::Browse => self.facet_sideways(by > 0),
            Screen::Shortlists => {
                if self.pane == Pane::Detail {
                    let page = self.layout().lists.entry_rows();
                    self.lists.move_entry(by, page);
                }
                Vec::new()
            }
        }
    }

    pub(super) fn next_pane(&mut self, by: isize) -> Vec<Effect> {
        let panes = self.screen.panes();
        let at = panes
            .iter()
            .position(|pane| *pane == self.pane)
            .unwrap_or(0) as isize;
        self.pane = panes[(at + by).rem_euclid(panes.len() as isize) as usize];
        self.facets.set_over(self.pane == Pane::Facets);
        let mut effects = self.ask_for_facets();
        effects.extend(self.ask_for_groups());
        effects
    }

    pub(super) fn enter(&mut self) -> Vec<Effect> {
        if self.is_first_run() {
            return self.open(vec![Opening::Demo]);
        }
        match self.pane {
            Pane::Facets => self.press_facet(),
            Pane::Table if self.chooses_help() => self.take_help().unwrap_or_default(),
            Pane::Table => {
                let layout = self.layout();
                let shown = layout.profile.width > 0 || layout.strip.height > 0;
                self.profile = Some(!shown || layout.profile.width == 0);
                Vec::new()
            }
            Pane::Lists | Pane::Statuses => {
                self.pane = Pane::Entries;
                Vec::new()
            }
            Pane::Entries => self.look_at_entry(),
            Pane::Detail => self.show_entry(),
            Pane::Columns => {
                self.open_mapping();
                Vec::new()
            }
            Pane::Problems | Pane::Row => {
                self.open_fix();
                Vec::new()
            }
            Pane::Bars
            | Pane::Spread
            | Pane::Forest
            | Pane::Scatter
            | Pane::Tiers
            | Pane::Groups
            | Pane::Basis => self.show_compared(),
        }
    }

    pub(super) fn back(&mut self) -> Vec<Effect> {
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
            Pane::Lists | Pane::Statuses | Pane::Detail => self.pane = Pane::Entries,
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
        if screen == Screen::Compare {
            self.pane = self.first_compare_pane();
        }
        match screen {
            Screen::Compare => self.ask(),
            Screen::Import => self.want_lines(),
            _ => Vec::new(),
        }
    }
}
