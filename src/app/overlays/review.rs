//! Going through the influencers shown, one by one: kept, passed over with a reason, or later.

use std::collections::{HashSet, VecDeque};
use std::sync::Arc;

use super::{Action, Outcome};
use crate::app::text_field::TextField;
use crate::input::{Key, KeyCode};
use crate::roster::RowId;

/// What was decided of somebody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    Keep,
    /// With the reason, which may be empty.
    Pass(String),
    Later,
    /// The last decision is taken back.
    Back,
    /// Those who are decided already are shown too, from the beginning.
    Again,
}

/// Who was decided, who is next.
#[derive(Clone, Debug)]
pub struct Review {
    list: String,
    rows: Arc<[RowId]>,
    /// The place of the next one among the rows.
    at: usize,
    /// Those whose decision was taken back: they come first.
    returned: Vec<RowId>,
    /// Those put off: they come last.
    later: VecDeque<RowId>,
    decided: HashSet<RowId>,
    /// What was decided in this review, in order.
    done: Vec<(RowId, Verdict)>,
    /// How many there are to decide.
    total: usize,
    /// Why the one shown is passed over, while it is typed.
    reason: Option<TextField>,
    /// The last reason.
    before: String,
}

impl Review {
    /// For a list, over these rows without those that are decided, of which so many are among them.
    pub fn new(list: &str, rows: Arc<[RowId]>, decided: HashSet<RowId>, among: usize) -> Self {
        let mut review = Review {
            list: list.to_owned(),
            total: rows.len() - among,
            rows,
            at: 0,
            returned: Vec::new(),
            later: VecDeque::new(),
            decided,
            done: Vec::new(),
            reason: None,
            before: String::new(),
        };
        review.settle();
        review
    }

    pub fn list(&self) -> &str {
        &self.list
    }

    /// Who is shown.
    pub fn current(&self) -> Option<RowId> {
        let next = || self.rows.get(self.at).or_else(|| self.later.front());
        self.returned.last().or_else(next).copied()
    }

    /// How many there are to decide, how many were kept, passed over, put off.
    pub fn progress(&self) -> [usize; 4] {
        let count = |of: fn(&Verdict) -> bool| {
            let done = self.done.iter();
            done.filter(|(_, verdict)| of(verdict)).count()
        };
        [
            self.total,
            count(|verdict| *verdict == Verdict::Keep),
            count(|verdict| matches!(verdict, Verdict::Pass(_))),
            self.later.len(),
        ]
    }

    /// Why the one shown is passed over, while it is typed.
    pub fn reason(&self) -> Option<&TextField> {
        self.reason.as_ref()
    }

    pub fn paste(&mut self, text: &str) {
        if let Some(reason) = &mut self.reason {
            reason.paste(text);
        }
    }

    pub fn key(&mut self, key: Key) -> Outcome {
        if let Some(reason) = &mut self.reason {
            match key.code {
                KeyCode::Esc => self.reason = None,
                KeyCode::Enter => {
                    let reason = reason.text().trim().to_owned();
                    return Outcome::Tell(Action::Reviewed(Verdict::Pass(reason)));
                }
                KeyCode::Up => reason.set(self.before.clone()),
                _ => {
                    reason.key(key);
                }
            }
            return Outcome::Stay;
        }
        let verdict = match key.code {
            KeyCode::Esc => return Outcome::Close,
            KeyCode::Char('c') if key.ctrl => return Outcome::Close,
            KeyCode::Left | KeyCode::Char('u') => Verdict::Back,
            KeyCode::Char('i') => Verdict::Again,
            _ if self.current().is_none() => return Outcome::Stay,
            KeyCode::Char('a') => Verdict::Keep,
            KeyCode::Right | KeyCode::Char('l') => Verdict::Later,
            KeyCode::Char('x') => {
                self.reason = Some(TextField::new(""));
                return Outcome::Stay;
            }
            _ => return Outcome::Stay,
        };
        Outcome::Tell(Action::Reviewed(verdict))
    }

    /// Takes down what was decided of the one shown, and goes on.
    pub fn decide(&mut self, verdict: Verdict) {
        let Some(row) = self.current() else {
            return;
        };
        if self.returned.pop().is_none() {
            if self.at < self.rows.len() {
                self.at += 1;
            } else {
                self.later.pop_front();
            }
        }
        match &verdict {
            Verdict::Later => self.later.push_back(row),
            Verdict::Pass(reason) if !reason.is_empty() => self.before.clone_from(reason),
            _ => {}
        }
        if verdict != Verdict::Later {
            self.decided.insert(row);
        }
        self.reason = None;
        self.done.push((row, verdict));
        self.settle();
    }

    /// Shows again who was decided last; the answer is what that was.
    pub fn back(&mut self) -> Option<Verdict> {
        let (row, verdict) = self.done.pop()?;
        match verdict {
            Verdict::Later => {
                if let Some(at) = self.later.iter().rposition(|later| *later == row) {
                    self.later.remove(at);
                }
            }
            _ => {
                self.decided.remove(&row);
            }
        }
        self.returned.push(row);
        Some(verdict)
    }

    /// Begins anew with everybody.
    pub fn again(&mut self) {
        *self = Review {
            before: std::mem::take(&mut self.before),
            ..Review::new(&self.list, Arc::clone(&self.rows), HashSet::new(), 0)
        };
    }

    /// Goes past those who are decided.
    fn settle(&mut self) {
        let left = &self.rows[self.at..];
        let past = left.iter().take_while(|row| self.decided.contains(row));
        self.at += past.count();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn review(rows: usize, decided: &[RowId]) -> Review {
        let decided: HashSet<RowId> = decided.iter().copied().collect();
        let among = decided.len();
        Review::new("Spring", (0..rows as RowId).collect(), decided, among)
    }

    #[test]
    fn those_put_off_come_last_and_those_taken_back_first() {
        let mut review = review(4, &[1]);
        let mut seen = Vec::new();
        let verdicts = [
            Verdict::Later,
            Verdict::Keep,
            Verdict::Back,
            Verdict::Pass("dear".to_owned()),
            Verdict::Keep,
            Verdict::Keep,
        ];
        for verdict in verdicts {
            seen.push(review.current());
            match verdict {
                Verdict::Back => assert_eq!(review.back(), Some(Verdict::Keep)),
                verdict => review.decide(verdict),
            }
        }
        let expected = [0, 2, 3, 2, 3, 0].map(Some);
        assert_eq!(seen, expected);
        assert_eq!(review.current(), None);
        assert_eq!(review.progress(), [3, 2, 1, 0]);
        review.again();
        assert_eq!(
            (review.current(), review.progress()),
            (Some(0), [4, 0, 0, 0])
        );
    }

    #[test]
    fn a_reason_is_asked_for_and_the_last_one_offered() {
        let mut review = review(2, &[]);
        let press = |review: &mut Review, keys: &[KeyCode]| {
            let outcomes = keys.iter().map(|code| review.key(Key::plain(*code)));
            outcomes.last()
        };
        for keys in [
            &[KeyCode::Char('x'), KeyCode::Char('a')][..],
            &[KeyCode::Char('x'), KeyCode::Up][..],
        ] {
            press(&mut review, keys);
            match press(&mut review, &[KeyCode::Enter]) {
                Some(Outcome::Tell(Action::Reviewed(verdict))) => {
                    assert_eq!(verdict, Verdict::Pass("a".to_owned()));
                    review.decide(verdict);
                }
                other => panic!("{other:?}"),
            }
        }
    }
}
