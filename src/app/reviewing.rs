//! Going through the influencers shown, one by one, for a shortlist.

use std::collections::HashSet;

use super::effect::Effect;
use super::model::Model;
use super::overlays::review::Verdict;
use super::overlays::{Action, Overlay, Review};
use super::toast::ToastKind;
use crate::roster::RowId;
use crate::shortlist::Entry;

impl Model {
    /// Asks for which list.
    pub(super) fn choose_review(&mut self) -> Vec<Effect> {
        if self.current().is_none() {
            return self.no_roster();
        }
        self.pick_list("Review for a shortlist", Action::Review)
    }

    pub(super) fn begin_review(&mut self, name: &str) -> Vec<Effect> {
        let name = name.trim();
        let book = self.lists.book();
        let list = book.meant(name);
        let name = list.map_or(name, |list| list.name()).to_owned();
        if let Some(problem) = self.read_only(&name) {
            return problem;
        }
        let Some(answer) = &self.answers.shown else {
            return self.no_roster();
        };
        let entries = self
            .lists
            .book()
            .list(&name)
            .map_or(&[][..], |list| list.entries());
        let decided = entries
            .iter()
            .filter_map(|entry| self.lists.row(&entry.key)?);
        let decided: HashSet<RowId> = decided.collect();
        let among = decided
            .iter()
            .filter(|row| answer.matched.contains(**row))
            .count();
        let review = Review::new(&name, answer.rows.clone(), decided, among);
        self.overlays.push(Overlay::Review(Box::new(review)));
        Vec::new()
    }

    pub(super) fn reviewed(&mut self, verdict: Verdict) -> Vec<Effect> {
        let Some(Overlay::Review(review)) = self.overlays.last_mut() else {
            return Vec::new();
        };
        match verdict {
            Verdict::Again => {
                review.again();
                return Vec::new();
            }
            Verdict::Back => {
                let undone = match review.back() {
                    Some(Verdict::Later) => return Vec::new(),
                    Some(_) => self.lists.book_mut().undo(),
                    None => None,
                };
                return match undone {
                    Some(done) => self.lists_changed(format!("Undone: {done}")),
                    None => self.say(ToastKind::Note, "Nothing was decided before"),
                };
            }
            _ => {}
        }
        let Some((roster, row)) = self.data.roster.as_ref().zip(review.current()) else {
            return Vec::new();
        };
        let list = review.list().to_owned();
        review.decide(verdict.clone());
        let influencer = roster.influencer(row);
        let entry = Entry::of(&influencer, &self.today).begun(&self.settings.statuses);
        let key = influencer.key();
        let book = self.lists.book_mut();
        let done = match verdict {
            Verdict::Keep => book.keep(&list, entry, &self.today),
            Verdict::Pass(reason) => book.pass(&list, entry, &reason, &self.today),
            _ => return Vec::new(),
        };
        self.lists.note([(key, row)]);
        self.lists.choose(&list);
        self.lists_changed(format!("{done}, for \"{list}\""))
    }
}
