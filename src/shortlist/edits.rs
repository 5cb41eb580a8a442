//! Changes to entries of a list, many at once, each one step to undo. Answers are sentences: of one
//! entry what it was and is, of several how many.

use super::book::Book;
use super::model::{Entry, Event, Note, Shortlist, amount_in};
use crate::query::day;
use crate::roster::Key;

/// Which way an entry is moved in its list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Toward {
    First,
    Last,
}

/// Whether somebody can have agreed to this, or have it to spend.
pub fn is_amount(amount: f64) -> bool {
    amount.is_finite() && amount >= 0.0
}

/// Whether a text is a day of the calendar, such as `2026-11-24`.
pub fn is_day(text: &str) -> bool {
    day::day(text).is_some()
}

impl Book {
    /// Says how far talks have come. `today` is the day that the history of the entries tells.
    pub fn set_status(&mut self, list: &str, keys: &[Key], status: &str, today: &str) -> String {
        let status = status.trim();
        if status.is_empty() {
            return "a status needs a word".to_owned();
        }
        self.edit(list, keys, status, |entry| {
            if entry.status == status {
                return None;
            }
            let before = std::mem::replace(&mut entry.status, status.to_owned());
            let before = if before.is_empty() {
                "no status"
            } else {
                &before
            };
            Some(entry.told(today, format!("{before} → {status}")))
        })
    }

    /// Adds a note to what there is.
    pub fn add_note(&mut self, list: &str, keys: &[Key], text: &str, today: &str) -> String {
        let text = text.trim();
        if text.is_empty() {
            return "a note needs a text".to_owned();
        }
        self.edit(list, keys, "noted", |entry| {
            entry.notes.push(Note::new(today, text));
            Some("noted".to_owned())
        })
    }

    /// Notes the price that was agreed, in the currency of each entry; none takes it away.
    pub fn set_agreed(
        &mut self,
        list: &str,
        keys: &[Key],
        agreed: Option<f64>,
        today: &str,
    ) -> String {
        if !agreed.is_none_or(is_amount) {
            return "a price must be a number of 0 or more".to_owned();
        }
        let all = match agreed {
            Some(agreed) => format!(
                "agreed {}{}",
                amount_in(agreed, &self.currency_of(list, keys)),
                if keys.len() > 1 { " each" } else { "" }
            ),
            None => "no price agreed".to_owned(),
        };
        self.edit(list, keys, &all, |entry| {
            if entry.agreed == agreed {
                return None;
            }
            entry.agreed = agreed;
            let what = match agreed {
                Some(agreed) => format!("agreed {}", entry.money(agreed)),
                None => all.clone(),
            };
            Some(entry.told(today, what))
        })
    }

    /// Sets the day on which something is to be done; an empty one takes it away.
    pub fn set_due(&mut self, list: &str, keys: &[Key], due: &str, today: &str) -> String {
        let due = due.trim();
        if !due.is_empty() && !is_day(due) {
            return format!("\"{due}\" is no day such as 2026-11-24");
        }
        let all = match due {
            "" => "no longer due".to_owned(),
            due => format!("due {due}"),
        };
        self.edit(list, keys, &all, |entry| {
            if entry.due == due {
                return None;
            }
            entry.due = due.to_owned();
            Some(entry.told(today, all.clone()))
        })
    }

    /// Says why somebody was passed over; an empty reason takes it away.
    pub fn set_reason(&mut self, list: &str, keys: &[Key], reason: &str, today: &str) -> String {
        let reason = reason.trim();
        let all = match reason {
            "" => "no reason".to_owned(),
            reason => format!("passed over: {reason}"),
        };
        self.edit(list, keys, &all, |entry| {
            if entry.reason == reason {
                return None;
            }
            entry.reason = reason.to_owned();
            Some(entry.told(today, all.clone()))
        })
    }

    /// Says for whom somebody stands in; none takes it away. Nobody stands in for themselves.
    pub fn set_backup(
        &mut self,
        list: &str,
        keys: &[Key],
        whom: Option<&Key>,
        today: &str,
    ) -> String {
        let title = |key: &Key| {
            let entry = self.list(list).and_then(|list| list.entry(key));
            entry.map_or_else(|| key.to_string(), Entry::title)
        };
        let all = match whom {
            Some(key) => format!("backup for {}", title(key)),
            None => "no backup".to_owned(),
        };
        self.edit(list, keys, &all, |entry| {
            if entry.backup_for.as_ref() == whom || whom == Some(&entry.key) {
                return None;
            }
            entry.backup_for = whom.cloned();
            Some(entry.told(today, all.clone()))
        })
    }

    /// Sets the tags, each once and without blanks around it.
    pub fn set_tags(&mut self, list: &str, keys: &[Key], tags: &[String]) -> String {
        let mut wanted: Vec<String> = Vec::new();
        for tag in tags.iter().map(|tag| tag.trim()) {
            if !tag.is_empty() && !wanted.iter().any(|known| known == tag) {
                wanted.push(tag.to_owned());
            }
        }
        let all = match wanted.as_slice() {
            [] => "no tags".to_owned(),
            tags => format!("tagged {}", tags.join(", ")),
        };
        self.edit(list, keys, &all, |entry| {
            if entry.tags == wanted {
                return None;
            }
            entry.tags = wanted.clone();
            Some(all.clone())
        })
    }

    /// Moves entries one rank in their list; those that stand together stay together.
    pub fn move_entries(&mut self, list: &str, keys: &[Key], toward: Toward) -> String {
        let (place, mut after) = match self.found(list) {
            Ok(found) => found,
            Err(problem) => return problem,
        };
        let entries = after.entries_mut();
        let is_moved = |entry: &Entry| keys.contains(&entry.key);
        let mut moved = false;
        match toward {
            Toward::First => {
                for at in 1..entries.len() {
                    if is_moved(&entries[at]) && !is_moved(&entries[at - 1]) {
                        entries.swap(at - 1, at);
                        moved = true;
                    }
                }
            }
            Toward::Last => {
                for at in (1..entries.len()).rev() {
                    if is_moved(&entries[at - 1]) && !is_moved(&entries[at]) {
                        entries.swap(at - 1, at);
                        moved = true;
                    }
                }
            }
        }
        let titles: Vec<String> = chosen(&after, keys).map(Entry::title).collect();
        let Some(first) = after.entries().iter().position(is_moved) else {
            return nobody(list);
        };
        let all = after.entries().len();
        let who = who(&titles);
        let end = match toward {
            Toward::First => "first",
            Toward::Last => "last",
        };
        if !moved {
            return format!("{who}: {end} already");
        }
        let sentence = match titles.len() {
            1 => format!("{who}: now {} of {all}", first + 1),
            _ => format!("{who}: moved toward the {end}"),
        };
        self.change(place, Some(after), sentence.clone());
        sentence
    }

    /// Puts entries at a place of their list, those of several one after the other as they stand; 1 is
    /// the first place.
    pub fn rank(&mut self, list: &str, keys: &[Key], to: usize) -> String {
        let (place, mut after) = match self.found(list) {
            Ok(found) => found,
            Err(problem) => return problem,
        };
        let entries = after.entries_mut();
        let all = entries.len();
        let (moved, mut others): (Vec<Entry>, Vec<Entry>) = entries
            .drain(..)
            .partition(|entry| keys.contains(&entry.key));
        let titles: Vec<String> = moved.iter().map(Entry::title).collect();
        if titles.is_empty() {
            return nobody(list);
        }
        let at = to.clamp(1, others.len() + 1) - 1;
        others.splice(at..at, moved);
        *entries = others;
        let sentence = match titles.len() {
            1 => format!("{}: now {} of {all}", who(&titles), at + 1),
            _ => format!("{}: now from {} on", who(&titles), at + 1),
        };
        if after != self.lists()[place] {
            self.change(place, Some(after), sentence.clone());
        }
        sentence
    }

    /// The currency of entries; empty where they have several, or none is known.
    fn currency_of(&self, list: &str, keys: &[Key]) -> String {
        let list = self.list(list);
        let entries = list.into_iter().flat_map(|list| chosen(list, keys));
        let mut codes = entries.map(|entry| entry.snapshot.currency.as_str());
        let first = codes.next().unwrap_or("");
        let code = if codes.all(|code| code == first) {
            first
        } else {
            ""
        };
        code.to_owned()
    }

    /// Changes the entries of a list; `one` makes the change and says what it was, or that there was
    /// none, and `all` says it of several.
    fn edit(
        &mut self,
        list: &str,
        keys: &[Key],
        all: &str,
        one: impl Fn(&mut Entry) -> Option<String>,
    ) -> String {
        let (place, mut after) = match self.found(list) {
            Ok(found) => found,
            Err(problem) => return problem,
        };
        let (mut changed, mut same) = (Vec::new(), Vec::new());
        let mut last = String::new();
        for entry in after.entries_mut() {
            if !keys.contains(&entry.key) {
                continue;
            }
            match one(entry) {
                Some(what) => {
                    changed.push(entry.title());
                    last = what;
                }
                None => same.push(entry.title()),
            }
        }
        let sentence = match (changed.len(), same.len()) {
            (0, 0) => return nobody(list),
            (0, _) => return format!("{}: {all} already", who(&same)),
            (1, 0) => format!("{}: {last}", changed[0]),
            (_, 0) => format!("{}: {all}", who(&changed)),
            (_, same) => format!("{}: {all}; {same} as before", who(&changed)),
        };
        self.change(place, Some(after), sentence.clone());
        sentence
    }

    /// The place of a list and a copy of it to be changed.
    pub(super) fn found(&self, name: &str) -> Result<(usize, Shortlist), String> {
        let place = self
            .place(name)
            .ok_or_else(|| format!("there is no shortlist \"{name}\""))?;
        Ok((place, self.lists()[place].clone()))
    }
}

impl Entry {
    /// Notes in the history what happened, and hands it back.
    pub(super) fn told(&mut self, today: &str, what: String) -> String {
        self.history.push(Event::new(today, &what));
        what
    }
}

/// The entries with these keys, in the order of the list.
pub(super) fn chosen<'a>(
    list: &'a Shortlist,
    keys: &'a [Key],
) -> impl Iterator<Item = &'a Entry> + 'a {
    let entries = list.entries().iter();
    entries.filter(|entry| keys.contains(&entry.key))
}

/// `@ana was on it already`, or `3 were on it already`.
pub(super) fn were_there(titles: &[String]) -> String {
    match titles {
        [title] => format!("{title} was on it already"),
        several => format!("{} were on it already", several.len()),
    }
}

/// `@ana`, or `3 influencers`.
pub(super) fn who(titles: &[String]) -> String {
    match titles {
        [one] => one.clone(),
        several => format!("{} influencers", several.len()),
    }
}

pub(super) fn nobody(list: &str) -> String {
    format!("nobody of them is on \"{list}\"")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(handle: &str) -> Key {
        Key::new("Instagram", handle)
    }

    #[test]
    fn answers_say_what_was_and_is() {
        let mut book = Book::default();
        let handles = ["ana", "bo", "cy"];
        let entries = handles.map(|handle| Entry::new(key(handle), "2026-01-02"));
        book.add("Spring", entries.to_vec());
        let (ana, day) = (&[key("ana")][..], "2026-01-03");
        let both = &[key("ana"), key("bo")][..];
        let tags = |tags: &[&str]| tags.iter().map(|tag| (*tag).to_owned()).collect::<Vec<_>>();
        let said = [
            book.set_status("Spring", ana, "contacted", day),
            book.set_status("Spring", ana, " contacted ", day),
            book.set_status("Spring", both, "contacted", day),
            book.set_status("Spring", both, "", day),
            book.set_status("Spring", &[key("nobody")], "agreed", day),
            book.set_status("Summer", ana, "agreed", day),
            book.add_note("Spring", ana, "  two posts\nfor one ", day),
            book.add_note("Spring", both, " ", day),
            book.set_agreed("Spring", ana, Some(1_250.0), day),
            book.set_agreed("Spring", both, Some(f64::NAN), day),
            book.set_agreed("Spring", both, None, day),
            book.set_agreed("Spring", both, Some(90.0), day),
            book.set_agreed("Spring", both, None, day),
            book.set_due("Spring", both, "2026-02-30", day),
            book.set_due("Spring", both, "2026-02-28", day),
            book.set_due("Spring", ana, "", day),
            book.set_reason("Spring", ana, "too dear", day),
            book.set_backup("Spring", ana, Some(&key("bo")), day),
            book.set_backup("Spring", ana, Some(&key("ana")), day),
            book.set_tags("Spring", ana, &tags(&["a", " a", "", "b"])),
            book.set_tags("Spring", ana, &[]),
            book.move_entries("Spring", ana, Toward::First),
            book.move_entries("Spring", ana, Toward::Last),
            book.move_entries("Spring", both, Toward::Last),
            book.rank("Spring", &[key("bo")], 1),
            book.rank("Spring", &[key("cy"), key("ana")], 9),
            book.rank("Spring", ana, 0),
            book.rank("Spring", ana, 3),
            book.rank("Spring", &[key("nobody")], 1),
        ];
        let expected = [
            "@ana: idea → contacted",
            "@ana: contacted already",
            "@bo: contacted; 1 as before",
            "a status needs a word",
            "nobody of them is on \"Spring\"",
            "there is no shortlist \"Summer\"",
            "@ana: noted",
            "a note needs a text",
            "@ana: agreed 1,250",
            "a price must be a number of 0 or more",
            "@ana: no price agreed; 1 as before",
            "2 influencers: agreed 90 each",
            "2 influencers: no price agreed",
            "\"2026-02-30\" is no day such as 2026-11-24",
            "2 influencers: due 2026-02-28",
            "@ana: no longer due",
            "@ana: passed over: too dear",
            "@ana: backup for @bo",
            "@ana: backup for @ana already",
            "@ana: tagged a, b",
            "@ana: no tags",
            "@ana: first already",
            "@ana: now 2 of 3",
            "2 influencers: moved toward the last",
            "@bo: now 1 of 3",
            "2 influencers: now from 2 on",
            "@ana: now 1 of 3",
            "@ana: now 3 of 3",
            "nobody of them is on \"Spring\"",
        ];
        assert_eq!(said, expected);
        let list = &book.lists()[0];
        let order: Vec<&str> = list
            .entries()
            .iter()
            .map(|e| e.key.handle.as_str())
            .collect();
        assert_eq!(order, ["bo", "cy", "ana"]);
        let ana = &list.entries()[2];
        assert_eq!(ana.notes, [Note::new(day, "two posts\nfor one")]);
        let history: Vec<&str> = ana
            .history
            .iter()
            .map(|event| event.what.as_str())
            .collect();
        assert_eq!(
            history,
            [
                "added",
                "idea → contacted",
                "agreed 1,250",
                "no price agreed",
                "agreed 90",
                "no price agreed",
                "due 2026-02-28",
                "no longer due",
                "passed over: too dear",
                "backup for @bo"
            ]
        );
    }
}
