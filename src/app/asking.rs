//! Asking for what the screen shows, and what questions are told of the user's own ticks and lists.

use std::sync::Arc;

use super::effect::{Effect, Follow, Inquiry};
use super::focus::Screen;
use super::model::Model;
use crate::import::report::Report;
use crate::query::{Names, OwnData, Question, day};
use crate::roster::{Field, Roster};
use crate::shortlist::own::own_data;

impl Model {
    /// Asks for what the screen shows: matching rows, facets, and the comparison where it is seen.
    pub(super) fn ask(&mut self) -> Vec<Effect> {
        let follow = self
            .rows()
            .get(self.table.cursor())
            .filter(|_| self.table.is_held())
            .map(|row| Follow::Row(*row));
        self.ask_following(follow)
    }

    pub(super) fn ask_following(&mut self, follow: Option<Follow>) -> Vec<Effect> {
        let Some(roster) = &self.data.roster else {
            return Vec::new();
        };
        let own = self.own_data();
        self.answers.asked_own = own.clone();
        self.answers.generation += 1;
        self.answers.asked_rows = roster.len();
        let compare = (self.screen == Screen::Compare)
            .then(|| self.compare.pairing(roster, self.sees_groups()));
        self.compare.wait();
        let wanted = self.wanted_facets();
        self.answers.asked_facets.clone_from(&wanted);
        let of_words = |field: &Field| field.kind().is_words();
        let (facets, histograms) = wanted.into_iter().partition(of_words);
        vec![Effect::Ask(Box::new(Inquiry {
            load: self.data.shown_load,
            generation: self.answers.generation,
            roster: roster.clone(),
            question: Question {
                filter: self.filter.filter().clone(),
                order: self.table.order().to_vec(),
                facets,
                histograms,
                include_unknown: self.filter.includes_unknown(),
                own,
                today: day(&self.today),
            },
            compare,
            follow,
        }))]
    }

    /// Ticks and lists by the rows of the roster; nothing where the filter does not ask for them.
    pub(super) fn own_data(&self) -> Arc<OwnData> {
        if !self.filter.filter().asks_own() {
            return Arc::default();
        }
        let row = |key: &_| self.lists.row(key).flatten();
        let ticked = self.ticks.rows().collect();
        Arc::new(own_data(self.lists.book().lists(), ticked, row))
    }

    /// Asks again where the filter asks for ticks or lists that are no longer what they were.
    pub(super) fn follow_own(&mut self) -> Vec<Effect> {
        if !self.filter.filter().asks_own() || *self.own_data() == *self.answers.asked_own {
            return Vec::new();
        }
        self.ask()
    }

    /// Lets filters use the headers of the files on the screen.
    pub(super) fn name_columns(&mut self, roster: &Roster, report: Option<&Report>) {
        let headers = report.map_or_else(Vec::new, Report::headers);
        let names = Names::new(roster.exchange().clone(), &headers);
        self.filter
            .know(names.with_statuses(&self.settings.statuses));
    }
}
