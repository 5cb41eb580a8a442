//! Reading the files on the screen again: what the user was doing goes on in the new roster.

use std::sync::Arc;

use super::effect::{Effect, Follow};
use super::model::Model;
use super::toast::ToastKind;
use crate::input::Command;
use crate::query::Answer;
use crate::roster::display::grouped;
use crate::roster::{Changes, Roster, RowId};

impl Model {
    /// Reads the files on the screen again. Their roster stays until the new one is whole. Files that
    /// could not be read at all are tried once more.
    pub(super) fn read_again(&mut self) -> Vec<Effect> {
        if self.data.progress.is_some() {
            return self.say(ToastKind::Note, "It is being read; Esc stops");
        }
        self.read_once_more()
    }

    /// The same, giving up what is being read.
    pub(super) fn read_once_more(&mut self) -> Vec<Effect> {
        if let Some(unread) = self.data.unread.take() {
            let effects = self.open(unread.openings.clone());
            // Until it is read, it stays on the screen.
            self.data.unread = Some(unread);
            return effects;
        }
        if let Some(openings) = self.data.coming.clone() {
            return self.open(openings);
        }
        let openings = self.data.openings.clone();
        if openings.is_empty() {
            return self.no_roster();
        }
        match self.data.roster.clone() {
            Some(roster) => self.load(openings, Some(roster)),
            None => self.open(openings),
        }
    }

    /// The roster was read again: rows are other numbers now, and everything that holds some follows.
    pub(super) fn take_again(&mut self, roster: Roster, changes: &Changes) -> Vec<Effect> {
        let now = |row: RowId| changes.moved.get(row as usize).copied().flatten();
        let cursor = self.rows().get(self.table.cursor()).copied().and_then(now);
        self.ticks.follow(&roster, now);
        self.lists.follow(now);
        self.answers.shown = self.answers.shown.as_deref().map(|answer| {
            // Those who are still there, until the new roster has answered.
            let rows = answer.rows.iter().copied().filter_map(now).collect();
            Arc::new(Answer {
                rows,
                ..answer.clone()
            })
        });
        self.data.shown_load = self.data.load;
        self.facets.offer(&roster);
        self.data.roster = Some(roster);
        self.data.progress = None;
        self.data.changed.clear();
        self.show_known_columns();
        if cursor.is_some() {
            self.table.hold();
        }
        let mut effects = self.ask_following(cursor.map(Follow::Row));
        effects.extend(self.find_listed());
        let mut text = sentence(changes, self.data.partial);
        if let Some(said) = self.decisions.take_said() {
            text = format!("{said}. {text}");
            if self.decisions.is_fresh() {
                text.push_str(&self.key_for(Command::Undo, " undo"));
            }
        }
        effects.extend(self.say(ToastKind::Done, text));
        effects
    }

    /// Files have changed that the roster on the screen was read from.
    pub(super) fn files_changed(&mut self, names: Vec<String>) -> Vec<Effect> {
        for name in names {
            if !self.data.changed.contains(&name) {
                self.data.changed.push(name);
            }
        }
        Vec::new()
    }
}

/// `Read again: 12 rows more, 3 gone, 40 changed`.
fn sentence(changes: &Changes, partial: bool) -> String {
    if partial {
        return "Read again, but only a part: reading was stopped".to_owned();
    }
    let rows = |count: usize| match count {
        1 => "1 row".to_owned(),
        count => format!("{} rows", grouped(count as u64)),
    };
    let said = [
        (changes.new, "more"),
        (changes.gone, "gone"),
        (changes.changed, "changed"),
    ];
    let mut parts: Vec<String> = Vec::new();
    for (count, word) in said.into_iter().filter(|(count, _)| *count > 0) {
        let count = match parts.is_empty() {
            true => rows(count),
            false => grouped(count as u64),
        };
        parts.push(format!("{count} {word}"));
    }
    if parts.is_empty() {
        return "Read again: nothing is different".to_owned();
    }
    format!("Read again: {}", parts.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sentence_counts_what_is_different() {
        let said = |new, gone, changed| {
            let changes = Changes {
                new,
                gone,
                changed,
                ..Changes::default()
            };
            sentence(&changes, false)
        };
        for (counts, expected) in [
            (
                (12, 3, 1_040),
                "Read again: 12 rows more, 3 gone, 1,040 changed",
            ),
            ((0, 1, 2), "Read again: 1 row gone, 2 changed"),
            ((0, 0, 1), "Read again: 1 row changed"),
            ((0, 0, 0), "Read again: nothing is different"),
        ] {
            assert_eq!(said(counts.0, counts.1, counts.2), expected);
        }
    }
}
