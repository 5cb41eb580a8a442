//! The entries of the chosen shortlist: which are shown and in what order, who is ticked, whom a change
//! is about, what is known of one.

use super::effect::Effect;
use super::focus::{Pane, Screen};
use super::layout::{self, Layout};
use super::model::Model;
use super::overlays::{Action, Choices, Overlay, Pick};
use super::panes::detail::{self, Here, LABEL, Line, Now};
use super::panes::lists::Order;
use super::toast::ToastKind;
use crate::input::Command;
use crate::roster::display::grouped;
use crate::roster::{Currency, Key};
use crate::shortlist::{Entry, Toward};

impl Model {
    /// What the roster that is open says of who stands on a list.
    pub fn now(&self, key: &Key) -> Now<'_> {
        match (&self.data.roster, self.lists.row(key)) {
            (Some(roster), Some(Some(row))) => Now::Is(roster.influencer(row)),
            (Some(_), Some(None)) => Now::Gone,
            _ => Now::Unknown,
        }
    }

    /// What is known of the entry under the cursor; nothing where there is none.
    pub fn detail_lines(&self) -> Vec<Line> {
        let (Some(list), Some(entry)) = (self.lists.list(), self.lists.entry()) else {
            return Vec::new();
        };
        let roster = self.data.roster.as_ref();
        let key = self.keymap.key(Command::Money);
        let currency = roster.map(|roster| roster.base_currency());
        let here = Here {
            today: &self.today,
            currency: currency.as_ref().map_or("", Currency::code),
            price_key: &key.map_or_else(String::new, |key| key.to_string()),
        };
        detail::lines(list, entry, self.now(&entry.key), here)
    }

    /// The day on which the program runs, as `2026-11-24`.
    pub fn today(&self) -> &str {
        &self.today
    }

    /// Brings the entries that are shown up to what has changed.
    pub(super) fn arrange_entries(&mut self) {
        if self.screen != Screen::Shortlists {
            return;
        }
        let page = self.layout().lists.entry_rows();
        let roster = self.data.roster.as_ref();
        self.lists.arrange(roster, &self.settings.statuses, page);
    }

    /// Scrolls what is known of the entry under the cursor.
    pub(super) fn scroll_detail(&mut self, by: isize) {
        let area = Layout::inner(self.layout().lists.detail);
        let lines = detail_height(&self.detail_lines(), area.width);
        self.lists.scroll(by, lines, area.height.into());
    }

    /// Who is changed by what is asked for: who is seen whole, else the ticked, else who is under the
    /// cursor.
    pub(super) fn meant(&self) -> Vec<Key> {
        let ticked: Vec<Key> = self.lists.ticked().map(|entry| entry.key.clone()).collect();
        if ticked.is_empty() || self.pane == Pane::Detail {
            let entry = self.lists.entry();
            return entry.map(|entry| entry.key.clone()).into_iter().collect();
        }
        ticked
    }

    /// The same in words: `@ana`, `3 influencers`.
    pub(super) fn meant_in_words(&self) -> String {
        let meant = self.meant();
        match (meant.as_slice(), self.lists.list()) {
            ([one], Some(list)) => list.entry(one).map_or_else(String::new, Entry::title),
            (several, _) => format!("{} influencers", grouped(several.len() as u64)),
        }
    }

    /// Ticks the entry under the cursor, or chooses the status under it.
    pub(super) fn tick_entry(&mut self) -> Vec<Effect> {
        match self.pane {
            Pane::Statuses => self.lists.press_status(&self.settings.statuses),
            Pane::Detail => self.lists.tick(),
            Pane::Entries => {
                self.lists.tick();
                let page = self.page();
                self.lists.move_entry(1, page);
            }
            _ => return self.no_entry().unwrap_or_default(),
        }
        Vec::new()
    }

    pub(super) fn tick_entries(&mut self) -> Vec<Effect> {
        self.lists.tick_all();
        let text = match self.lists.ticked().count() {
            0 => "Nobody is ticked".to_owned(),
            ticked => format!("{} ticked", grouped(ticked as u64)),
        };
        self.say(ToastKind::Done, text)
    }

    /// Offers what the entries can be sorted by.
    pub(super) fn choose_order(&mut self) -> Vec<Effect> {
        let now = self.lists.order();
        let orders = Order::ALL.map(|order| (order.label().to_owned(), Action::Arrange(order)));
        let choices = Choices::new(orders.to_vec())
            .at(|action| matches!(action, Action::Arrange(order) if *order == now));
        self.overlays
            .push(Overlay::Pick(Pick::new("Sort entries by", choices)));
        Vec::new()
    }

    /// Moves entries one rank up or down.
    pub(super) fn rank(&mut self, toward: Toward) -> Vec<Effect> {
        if self.lists.order() != Order::Hand {
            let sort = self.keymap.key(Command::Sort);
            let sort = sort.map_or_else(String::new, |key| key.to_string());
            let text = format!(
                "Sorted by {}: ranks show when sorted by hand ({sort})",
                self.lists.order().label()
            );
            return self.say(ToastKind::Note, text);
        }
        self.edit_entries(|book, list, keys, _| book.move_entries(list, keys, toward))
    }
}

/// Lines that a detail takes in a pane with so many cells inside.
pub fn detail_height(lines: &[Line], width: u16) -> usize {
    let room = |line: &Line| detail_room(line, width);
    let lines = lines.iter();
    lines
        .map(|line| usize::from(layout::compare::lines(&line.text, room(line))))
        .sum()
}

/// Cells for the text of a line.
pub fn detail_room(line: &Line, width: u16) -> u16 {
    let label = if line.label.is_empty() { 0 } else { LABEL };
    width.saturating_sub(2 + label)
}
