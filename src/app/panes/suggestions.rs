//! What could be meant by what is being typed into the filter: names, values with their counts, lists.

use unicode_width::UnicodeWidthStr;

use super::{scrolled, step};
use crate::query::Facet;
use crate::query::complete::{Asked, Slot};
use crate::roster::fold::fold;
use crate::roster::{Field, Kind};

/// Suggestions that are on the screen at once.
pub const SHOWN: usize = 6;
/// Suggestions that can be walked through.
const MOST: usize = 60;
/// Values of a field that are looked at: this runs between a key and the screen.
const LOOKED_AT: usize = 5_000;
/// Letters of a name before names are suggested: one letter could be the begin of anything.
const NAME_LETTERS: usize = 2;

/// Words before a value that are no fields, each with the sign that mostly follows it.
const WORDS: &[(&str, &str)] = &[
    ("has:", "is filled in"),
    ("is:", "ticked, verified"),
    ("list:", "on a shortlist"),
    ("note:", "in your notes"),
    ("added>=", "to a shortlist"),
];
/// What can stand behind `is:`.
const IS: &[(&str, &str)] = &[("ticked", "by you"), ("verified", "by the platform")];
/// Figures that the roster has to say.
const FIGURES: &[(&str, &str)] = &[
    ("top10%", "the best tenth"),
    ("bottom10%", "the worst tenth"),
    ("tier.median", "the middle of the row's own tier"),
    ("tier.q1", "a quarter of the tier has less"),
    ("tier.q3", "a quarter of the tier has more"),
];

/// What is known to choose from.
#[derive(Clone, Copy, Debug)]
pub struct Known<'a> {
    /// Fields that the roster has.
    pub fields: &'a [Field],
    pub facets: &'a [Facet],
    /// Names of shortlists.
    pub lists: &'a [String],
    /// How far talks can have come.
    pub statuses: &'a [String],
}

/// One suggestion.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suggestion {
    /// What takes the place of what is typed, without quotes.
    pub text: String,
    /// Rows that have the value; none for what is not counted.
    pub count: Option<usize>,
    /// What it means, where the text does not say it.
    pub note: &'static str,
}

/// Suggestions for a slot of the text; never empty.
#[derive(Clone, Debug)]
pub struct Suggestions {
    slot: Slot,
    items: Vec<Suggestion>,
    /// The one under the cursor, while the cursor is in the list.
    cursor: Option<usize>,
    offset: usize,
    width: u16,
}

impl Suggestions {
    /// Suggestions for a slot, if there are any worth showing.
    pub fn new(slot: Slot, known: Known<'_>) -> Option<Self> {
        let typed = fold(&slot.typed);
        let mut items: Vec<(usize, Suggestion)> = candidates(&slot, known)
            .filter_map(|item| Some((rank(&typed, &item.text)?, item)))
            .collect();
        items.sort_by_key(|(rank, _)| *rank);
        let items = items.into_iter().take(MOST);
        let items: Vec<Suggestion> = items.map(|(_, item)| item).collect();
        let done = items.len() == 1 && fold(&items[0].text) == typed;
        let cells = |item: &Suggestion| {
            let count = item.count.map_or(0, |count| grouped_cells(count) + 2);
            let note = if item.note.is_empty() {
                0
            } else {
                item.note.width() + 2
            };
            item.text.width() + count + note
        };
        let width = items.iter().map(cells).max().unwrap_or(0);
        (!items.is_empty() && !done).then(|| Suggestions {
            slot,
            items,
            cursor: None,
            offset: 0,
            width: u16::try_from(width).unwrap_or(u16::MAX),
        })
    }

    pub fn slot(&self) -> &Slot {
        &self.slot
    }

    pub fn items(&self) -> &[Suggestion] {
        &self.items
    }

    /// The suggestion under the cursor, while the cursor is in the list.
    pub fn cursor(&self) -> Option<usize> {
        self.cursor
    }

    /// The first suggestion on the screen, where so many lines have room.
    pub fn offset(&self, lines: usize) -> usize {
        let last = self.cursor.unwrap_or(0);
        self.offset.max((last + 1).saturating_sub(lines))
    }

    /// Cells of the longest suggestion with its count.
    pub fn width(&self) -> u16 {
        self.width
    }

    /// Moves the cursor; above the first suggestion it is back in the text.
    pub fn move_by(&mut self, by: isize) {
        self.cursor = match self.cursor {
            None if by > 0 => Some(0),
            Some(0) if by < 0 => None,
            Some(at) => Some(step(at, by, self.items.len())),
            None => None,
        };
        self.offset = scrolled(self.offset, self.cursor.unwrap_or(0), SHOWN);
    }

    /// Puts the cursor where it was in suggestions that these take the place of.
    pub fn keep_place(&mut self, before: &Suggestions) {
        let chosen = before.cursor.and_then(|at| before.items.get(at));
        let same = |item: &Suggestion| chosen.is_some_and(|chosen| chosen.text == item.text);
        if before.slot == self.slot {
            self.cursor = self.items.iter().position(same);
            self.offset = scrolled(before.offset, self.cursor.unwrap_or(0), SHOWN);
        }
    }
}

/// Cells of a count with its commas.
fn grouped_cells(count: usize) -> usize {
    crate::roster::display::grouped(count as u64).len()
}

/// How well a text fits what is typed: it begins so, a word of it does, it is somewhere within.
fn rank(typed: &str, text: &str) -> Option<usize> {
    let text = fold(text);
    let at = text.find(typed)?;
    let word = |at: usize| !text[..at].ends_with(char::is_alphanumeric);
    Some(match at {
        0 => 0,
        _ if text.match_indices(typed).any(|(at, _)| word(at)) => 1,
        _ => 2,
    })
}

fn candidates<'a>(slot: &'a Slot, known: Known<'a>) -> Box<dyn Iterator<Item = Suggestion> + 'a> {
    let counted = |value: &'a crate::query::FacetValue| Suggestion {
        text: value.value.clone(),
        count: Some(value.count),
        note: "",
    };
    let plain = |text: String| Suggestion {
        text,
        count: None,
        note: "",
    };
    let meaning = |text: &str, note: &'static str| Suggestion {
        text: text.to_owned(),
        count: None,
        note,
    };
    let taken = |text: &str| slot.taken.iter().any(|taken| fold(taken) == fold(text));
    match slot.asked {
        Asked::Name => Box::new(names(slot, known)),
        Asked::Value(field) => {
            let facet = known.facets.iter().find(|facet| facet.field == field);
            let values = facet.map_or(&[][..], |facet| &facet.values);
            let values = values.iter().take(LOOKED_AT);
            Box::new(
                values
                    .filter(move |value| !taken(&value.value))
                    .map(counted),
            )
        }
        Asked::Has => Box::new(known.fields.iter().map(|field| Suggestion {
            text: field.id().to_owned(),
            count: None,
            note: field.label(),
        })),
        Asked::List => {
            let any = meaning("any", "on any list");
            let lists = known.lists.iter().filter(move |list| !taken(list));
            let any = (!known.lists.is_empty()).then_some(any);
            Box::new(lists.cloned().map(plain).chain(any))
        }
        Asked::Is => Box::new(IS.iter().map(move |(text, note)| meaning(text, note))),
        Asked::Status => {
            let statuses = known.statuses.iter().filter(move |status| !taken(status));
            Box::new(statuses.cloned().map(plain))
        }
        // Numbers are typed; only what does not look like one is suggested.
        Asked::Figure(_) if !slot.typed.starts_with(char::is_alphabetic) => {
            Box::new(std::iter::empty())
        }
        Asked::Figure(_) => Box::new(FIGURES.iter().map(move |(text, note)| meaning(text, note))),
    }
}

/// Names that begin with what is typed, each with the sign that mostly follows it.
fn names<'a>(slot: &'a Slot, known: Known<'a>) -> impl Iterator<Item = Suggestion> + 'a {
    let typed = slot.typed.to_lowercase();
    let enough = typed.chars().count() >= NAME_LETTERS;
    let named = move |field: Field| {
        let spec = field.spec();
        std::iter::once(spec.id)
            .chain(spec.aliases.iter().copied())
            .filter(|name| name.starts_with(&typed))
            .min_by_key(|name| name.len())
    };
    let fields = known.fields.iter().filter_map(move |field| {
        let sign = match field.kind() {
            Kind::Money => "<",
            Kind::Count | Kind::Share | Kind::Number | Kind::Date => ">=",
            Kind::Text | Kind::Word | Kind::Words => ":",
        };
        Some(Suggestion {
            text: format!("{}{sign}", named(*field)?),
            count: None,
            note: field.full_label(),
        })
    });
    let words = WORDS.iter().map(|(text, note)| Suggestion {
        text: (*text).to_owned(),
        count: None,
        note,
    });
    let begins = |word: &Suggestion| word.text.starts_with(&slot.typed.to_lowercase());
    fields.chain(words.filter(begins)).filter(move |_| enough)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::complete::slot;
    use crate::query::{FacetValue, Names};

    fn texts(text: &str) -> Vec<String> {
        let value = |(value, count): (&str, usize)| FacetValue {
            value: value.to_owned(),
            count,
            selected: false,
        };
        let values = [
            ("outfits", 900),
            ("fitness", 120),
            ("men fit", 61),
            ("fitness-fashion", 18),
        ];
        let facets = [Facet {
            field: Field::Niche,
            values: values.into_iter().map(value).collect(),
        }];
        let known = Known {
            fields: &[Field::Niche, Field::Price, Field::EngagementRate],
            facets: &facets,
            lists: &["Spring launch".to_owned()],
            statuses: &crate::query::own::STATUSES
                .iter()
                .map(|status| (*status).to_owned())
                .collect::<Vec<_>>(),
        };
        let slot = slot(text, &Names::default(), text.len());
        let found = slot.and_then(|slot| Suggestions::new(slot, known));
        found.map_or_else(Vec::new, |found| {
            found.items.into_iter().map(|item| item.text).collect()
        })
    }

    #[test]
    fn what_begins_as_typed_comes_first_then_what_many_have() {
        assert_eq!(
            texts("niche:fit"),
            ["fitness", "fitness-fashion", "men fit", "outfits"]
        );
        assert_eq!(texts("niche:")[..2], ["outfits", "fitness"]);
        assert_eq!(texts("niche:outfits,fitn"), ["fitness", "fitness-fashion"]);
        assert_eq!(texts("niche:fitness,fitn"), ["fitness-fashion"]);
    }

    #[test]
    fn names_come_with_their_sign_and_what_is_whole_needs_none() {
        assert_eq!(texts("ni"), ["niche:"]);
        assert_eq!(texts("er"), ["er>="]);
        assert_eq!(texts("cos"), ["cost<"]);
        assert_eq!(texts("n"), [] as [&str; 0]);
        assert_eq!(texts("niche:outfits"), [] as [&str; 0]);
        assert_eq!(texts("list:spr"), ["Spring launch"]);
        assert_eq!(texts("list:"), ["Spring launch", "any"]);
        assert_eq!(texts("is:"), ["ticked", "verified"]);
        assert_eq!(
            texts("er>=t"),
            ["top10%", "tier.median", "tier.q1", "tier.q3", "bottom10%"]
        );
        assert_eq!(texts("er>="), [] as [&str; 0]);
        assert_eq!(texts("er>=1"), [] as [&str; 0]);
    }
}
