//! Filters as random texts, each with what it plainly asks of a person. Nothing of the program's own
//! reading of filters is used here.

use std::sync::Arc;

use crate::dice::Dice;
use crate::people::{EURO, NICHES, PLATFORMS, Person, TODAY, plain, written};

/// Whether something holds, and whether that cannot be told since a number is unknown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Truth {
    Yes,
    No,
    Doubtful,
}

use Truth::{Doubtful, No, Yes};

fn truth(holds: bool) -> Truth {
    if holds { Yes } else { No }
}

/// Asks something of a person, who has this place in the file.
type Ask = Arc<dyn Fn(&Person, u32) -> Truth + Send + Sync>;

/// A term as it is typed, and what it asks.
#[derive(Clone)]
pub struct Term {
    pub text: String,
    pub ask: Ask,
}

impl Term {
    fn new(
        text: impl Into<String>,
        ask: impl Fn(&Person, u32) -> bool + Send + Sync + 'static,
    ) -> Self {
        Term {
            text: text.into(),
            ask: Arc::new(move |person, row| truth(ask(person, row))),
        }
    }
}

/// What the program is told of ticks and shortlists.
#[derive(Clone, Debug, Default)]
pub struct Marks {
    pub ticked: Vec<u32>,
    /// The name, and the entries: row, status, note, day.
    pub lists: Vec<(&'static str, Vec<Entry>)>,
}

#[derive(Clone, Debug)]
pub struct Entry {
    pub row: u32,
    pub status: &'static str,
    pub note: &'static str,
    pub added: i32,
}

impl Marks {
    pub fn new(dice: &mut Dice, people: usize) -> Self {
        let row = |dice: &mut Dice| dice.below(people as u64) as u32;
        let mut marks = Marks {
            ticked: (0..people / 50).map(|_| row(dice)).collect(),
            lists: Vec::new(),
        };
        for name in ["Spring launch", "Wish list", "Café tour"] {
            let entries = (0..people / 40).map(|_| Entry {
                row: row(dice),
                status: dice.pick(&["", "contacted", "agreed", "paid"]),
                note: dice.pick(&["", "wants a deal", "no answer"]),
                added: TODAY - dice.below(90) as i32,
            });
            marks.lists.push((name, entries.collect()));
        }
        marks
    }

    /// For each person, whether an entry is such a one.
    fn rows(&self, people: usize, is: impl Fn(&str, &Entry) -> bool) -> Arc<Vec<bool>> {
        let mut rows = vec![false; people];
        for (name, entries) in &self.lists {
            for entry in entries.iter().filter(|entry| is(name, entry)) {
                rows[entry.row as usize] = true;
            }
        }
        Arc::new(rows)
    }
}

type Number = fn(&Person) -> Option<f64>;

fn tier(person: &Person) -> Option<usize> {
    person.followers.map(|followers| match followers as u64 {
        0..1_000 => 0,
        1_000..100_000 => 1,
        100_000..1_000_000 => 2,
        _ => 3,
    })
}

const TIERS: &[&str] = &["nano", "micro", "macro", "mega"];

/// Random terms about these people.
pub struct Terms<'a> {
    pub people: &'a [Person],
    pub marks: &'a Marks,
    pub dice: Dice,
}

impl Terms<'_> {
    pub fn term(&mut self) -> Term {
        match self.dice.below(20) {
            0..3 => self.niche(),
            3..5 => self.word(),
            5..7 => self.text(),
            7..9 => self.anywhere(),
            9..15 => self.number(),
            15 => self.posted(),
            16 => self.filled(),
            17 => self.relative(),
            _ => self.own(),
        }
    }

    fn niche(&mut self) -> Term {
        let (a, b) = (self.dice.pick(NICHES), self.dice.pick(NICHES));
        let has = |niche: &'static str| move |person: &Person| person.niches.contains(&niche);
        match self.dice.below(7) {
            0 => Term::new(format!("niche:\"{a}\",\"{b}\""), move |person, _| {
                has(a)(person) || has(b)(person)
            }),
            1 => Term::new(
                format!("niche:=\"{}\"", a.to_uppercase()),
                move |person, _| has(a)(person),
            ),
            // The begin of a word that is no whole value: "foo" begins food and foot spa, "spa" a word.
            2 => begins("niche:foo", &["food", "Foot spa"]),
            3 => begins("niche:cafe", &["Street Café"]),
            4 => begins("niche:f*s*", &["fitness", "fashion", "Foot spa"]),
            5 => begins(
                "niche:*T*",
                &["fitness", "travel", "beauty", "Street Café", "Foot spa"],
            ),
            _ => Term::new(format!("niche:\"{}\"", plain(a)), move |person, _| {
                has(a)(person)
            }),
        }
    }

    fn word(&mut self) -> Term {
        match self.dice.below(5) {
            0 => {
                let (short, name) = self.dice.pick(&[
                    ("ig", "Instagram"),
                    ("tiktok", "TikTok"),
                    ("YOUTUBE", "YouTube"),
                    ("Twi", "Twitch"),
                ]);
                Term::new(format!("platform:{short}"), move |person, _| {
                    person.platform == Some(name)
                })
            }
            1 => {
                let name = self.dice.pick(PLATFORMS);
                Term::new(format!("network!={name}"), move |person, _| {
                    person.platform != Some(name)
                })
            }
            2 => {
                let (short, name) = self.dice.pick(&[
                    ("us", "United States"),
                    ("\"united states\"", "United States"),
                    ("brasil", "Brazil"),
                    ("de", "Germany"),
                    ("jap", "Japan"),
                ]);
                Term::new(format!("country:{short}"), move |person, _| {
                    person.country == Some(name)
                })
            }
            3 => {
                let (a, b) = (self.dice.below(4) as usize, self.dice.below(4) as usize);
                Term::new(
                    format!("tier:{},{}", TIERS[a], TIERS[b]),
                    move |person, _| tier(person).is_some_and(|tier| tier == a || tier == b),
                )
            }
            _ => {
                let text = self.dice.pick(&["is:verified", "verified:yes"]);
                Term::new(text, |person, _| person.verified == Some(true))
            }
        }
    }

    fn text(&mut self) -> Term {
        match self.dice.below(8) {
            0 => Term::new("handle:ana", |person, _| person.handle.contains("ana")),
            1 => Term::new("handle:Jose*7", |person, _| {
                let handle = &person.folded[0];
                handle.starts_with("jose") && handle.ends_with('7')
            }),
            2 => Term::new("handle:*99", |person, _| person.handle.ends_with("99")),
            3 => {
                let row = self.dice.below(self.people.len() as u64) as usize;
                let handle = self.people[row].handle.clone();
                Term::new(
                    format!("handle:=@{}", handle.to_uppercase()),
                    move |person, _| person.handle == handle,
                )
            }
            4 => Term::new("name:muller,\"da s\"", |person, _| {
                let name = &person.folded[1];
                name.contains("muller") || name.contains("da s")
            }),
            5 => Term::new("name:ren*", |person, _| person.folded[1].starts_with("ren")),
            6 => Term::new("bio:*gym", |person, _| person.bio.ends_with("gym")),
            _ => Term::new("bio:eclairs,=\"vegan coach\"", |person, _| {
                let bio = &person.folded[2];
                bio.contains("eclairs") || bio == "vegan coach"
            }),
        }
    }

    fn anywhere(&mut self) -> Term {
        let typed = self.dice.pick(&[
            "vegan",
            "VEGAN",
            "cafe",
            "\"no gym\"",
            "chef",
            "深夜",
            "o'neil",
            "width",
            "deal",
            "\"café tour\"",
            "\"(and\"",
            "zoe",
            "fit1",
            "silva",
            "@ana.fit",
            "paris",
        ]);
        let text = plain(typed.trim_matches('"').trim_start_matches('@'));
        Term::new(typed, move |person, _| {
            person.folded.iter().any(|hay| hay.contains(&text))
        })
    }

    /// A field of numbers: its name, its value and a random number of it with its text.
    fn field(&mut self) -> (&'static str, Number, f64, String) {
        match self.dice.below(3) {
            0 => {
                let value = (self.dice.below(50) * 10u64.pow(self.dice.below(5) as u32 + 1)) as f64;
                let name = self.dice.pick(&["followers", "subs"]);
                (
                    name,
                    |person| person.followers,
                    value,
                    written(&mut self.dice, value),
                )
            }
            1 => {
                let tenths = self.dice.below(120) as f64 / 10.0;
                let text = match self.dice.below(3) {
                    0 => format!("{tenths}%"),
                    1 => format!("{tenths:.1}%").replace('.', ","),
                    _ => format!("{tenths:.1}"),
                };
                let name = self.dice.pick(&["er", "engagement"]);
                (name, |person| person.rate, tenths / 100.0, text)
            }
            _ => {
                let value = (self.dice.below(500) * 10) as f64;
                let bare = written(&mut self.dice, value);
                let (value, text) = match self.dice.below(4) {
                    0 => (value, format!("${bare}")),
                    1 => (value, format!("{bare}usd")),
                    2 => (value * EURO, format!("{bare}€")),
                    _ => (value, bare),
                };
                ("price", Person::dollars, value, text)
            }
        }
    }

    fn number(&mut self) -> Term {
        let (name, of, value, text) = self.field();
        let sign = self.dice.pick(&[
            ">", ">=", "<", "<=", "!=", ":", "range", "from", "to", "list",
        ]);
        if let "range" | "list" = sign {
            let other = loop {
                let other = self.field();
                if std::ptr::fn_addr_eq(other.1, of) && other.2 >= value {
                    break other;
                }
            };
            return match sign {
                "range" => asked(format!("{name}:{text}..{}", other.3), of, move |number| {
                    value <= number && number <= other.2
                }),
                // In quotes, since a comma could be one of a number.
                _ => asked(
                    format!("{name}:\"{text}\",\"{}\"..", other.3),
                    of,
                    move |number| number == value || number >= other.2,
                ),
            };
        }
        match sign {
            ">" => asked(format!("{name}>{text}"), of, move |number| number > value),
            ">=" => asked(format!("{name}>={text}"), of, move |number| number >= value),
            "<" => asked(format!("{name}<{text}"), of, move |number| number < value),
            "<=" => asked(format!("{name}≤{text}"), of, move |number| {
                number <= value
            }),
            "!=" => asked(format!("{name}!={text}"), of, move |number| number != value),
            "from" => asked(format!("{name}:{text}.."), of, move |number| {
                number >= value
            }),
            "to" => asked(format!("{name}:..{text}"), of, move |number| {
                number <= value
            }),
            _ => asked(format!("{name}:{text}"), of, move |number| number == value),
        }
    }

    fn posted(&mut self) -> Term {
        let of: Number = |person| person.posted.map(f64::from);
        let age = self.dice.below(500) as i32;
        let day = f64::from(TODAY - age);
        let weeks = f64::from(TODAY - age / 7 * 7);
        match self.dice.below(8) {
            0 => asked(format!("posted<{age}d"), of, move |posted| posted > day),
            1 => asked(format!("posted>{age}d"), of, move |posted| posted < day),
            2 => asked(format!("posted:..{}w", age / 7), of, move |posted| {
                posted >= weeks
            }),
            3 => asked(format!("posted:7d..{}d", age + 7), of, move |posted| {
                f64::from(TODAY - age - 7) <= posted && posted <= f64::from(TODAY - 7)
            }),
            // 2025-07-01, 2025-07-31, 2025-12-31 and 2026-01-01 by their numbers.
            4 => asked("posted:2025-07", of, |posted| {
                (20_270.0..=20_300.0).contains(&posted)
            }),
            5 => asked("posted>2025", of, |posted| posted >= 20_454.0),
            6 => asked("last_post<=2025-07-01", of, |posted| posted <= 20_270.0),
            _ => asked("posted!=2025", of, |posted| {
                !(20_089.0..=20_453.0).contains(&posted)
            }),
        }
    }

    fn filled(&mut self) -> Term {
        match self.dice.below(6) {
            0 => Term::new("has:price", |person, _| person.price.is_some()),
            1 => Term::new("er:unknown", |person, _| person.rate.is_none()),
            2 => Term::new("niche:*", |person, _| !person.niches.is_empty()),
            3 => Term::new("country:unknown", |person, _| person.country.is_none()),
            4 => Term::new("has:bio", |person, _| !person.bio.is_empty()),
            _ => Term::new("has:tier", |person, _| person.followers.is_some()),
        }
    }

    /// Against the values of all others.
    fn relative(&mut self) -> Term {
        let (name, of, _, _) = self.field();
        let sorted = |of_tier: Option<usize>| {
            let people = self.people.iter();
            let people = people.filter(|person| of_tier.is_none() || tier(person) == of_tier);
            let mut values: Vec<f64> = people.filter_map(of).collect();
            values.sort_by(f64::total_cmp);
            values
        };
        if self.dice.one_in(2) {
            let medians: Vec<f64> = (0..4)
                .map(|tier| {
                    let values = sorted(Some(tier));
                    let middle = values.len() / 2;
                    match values.len() % 2 {
                        1 => values[middle],
                        _ => values[middle - 1] + (values[middle] - values[middle - 1]) * 0.5,
                    }
                })
                .collect();
            let ask = move |person: &Person, _| match (of(person), tier(person)) {
                (Some(number), Some(tier)) => truth(number < medians[tier]),
                _ => Doubtful,
            };
            return Term {
                text: format!("{name}<tier.median"),
                ask: Arc::new(ask),
            };
        }
        let values = sorted(None);
        let percent = self.dice.below(60) as usize + 1;
        let count = (values.len() * percent).div_ceil(100);
        let (top, bottom) = (values[values.len() - count], values[count - 1]);
        match self.dice.below(3) {
            0 => asked(format!("{name}>=top{percent}%"), of, move |number| {
                number >= top
            }),
            1 => asked(format!("{name}<top{percent}%"), of, move |number| {
                number < top
            }),
            _ => asked(format!("{name}:bottom{percent}%"), of, move |number| {
                number <= bottom
            }),
        }
    }

    fn own(&mut self) -> Term {
        let people = self.people.len();
        let of = |is: &dyn Fn(&str, &Entry) -> bool| self.marks.rows(people, is);
        let listed =
            |text: &str, rows: Arc<Vec<bool>>| Term::new(text, move |_, row| rows[row as usize]);
        match self.dice.below(8) {
            0 => {
                let mut rows = vec![false; people];
                for row in &self.marks.ticked {
                    rows[*row as usize] = true;
                }
                listed("is:ticked", Arc::new(rows))
            }
            1 => listed("list:any", of(&|_, _| true)),
            2 => listed(
                "list:\"spring launch\"",
                of(&|name, _| name == "Spring launch"),
            ),
            3 => listed("list:cafe,wis*", of(&|name, _| name != "Spring launch")),
            4 => listed(
                "status:contacted,agr",
                of(&|_, entry| entry.status == "contacted" || entry.status == "agreed"),
            ),
            5 => listed("added<30d", of(&|_, entry| entry.added > TODAY - 30)),
            6 => listed("status:any", of(&|_, entry| !entry.status.is_empty())),
            _ => {
                let rows = of(&|_, entry| entry.note.contains("deal"));
                Term::new("note:deal", move |person, row| {
                    rows[row as usize] || person.folded[3].contains("deal")
                })
            }
        }
    }
}

fn begins(text: &str, niches: &'static [&'static str]) -> Term {
    Term::new(text, |person, _| {
        person.niches.iter().any(|niche| niches.contains(niche))
    })
}

fn asked(
    text: impl Into<String>,
    of: Number,
    holds: impl Fn(f64) -> bool + Send + Sync + 'static,
) -> Term {
    Term {
        text: text.into(),
        ask: Arc::new(move |person, _| match of(person) {
            Some(number) => truth(holds(number)),
            None => Doubtful,
        }),
    }
}

/// A filter: terms or groups that must all hold, by the places of their terms among all.
pub struct Filter {
    parts: Vec<Part>,
}

struct Part {
    negated: bool,
    /// All terms of one of these; the one alternative of a plain term has one.
    alternatives: Vec<Vec<(bool, usize)>>,
}

impl Filter {
    pub fn new(dice: &mut Dice, terms: usize) -> Self {
        let term = |dice: &mut Dice| (dice.one_in(5), dice.below(terms as u64) as usize);
        let parts = (0..dice.pick(&[1, 1, 2, 2, 3, 4])).map(|_| match dice.one_in(4) {
            true => Part {
                negated: dice.one_in(4),
                alternatives: (0..dice.pick(&[1, 2, 2, 3]))
                    .map(|_| (0..dice.pick(&[1, 1, 2])).map(|_| term(dice)).collect())
                    .collect(),
            },
            false => Part {
                negated: false,
                alternatives: vec![vec![term(dice)]],
            },
        });
        Filter {
            parts: parts.collect(),
        }
    }

    pub fn text(&self, terms: &[Term]) -> String {
        let term = |(negated, at): &(bool, usize)| {
            format!("{}{}", if *negated { "-" } else { "" }, terms[*at].text)
        };
        let parts = self
            .parts
            .iter()
            .map(|part| match part.alternatives.as_slice() {
                [alone] if alone.len() == 1 && !part.negated => term(&alone[0]),
                alternatives => {
                    let alternatives = alternatives.iter().map(|terms| {
                        let terms: Vec<String> = terms.iter().map(term).collect();
                        terms.join(" ")
                    });
                    let alternatives: Vec<String> = alternatives.collect();
                    let dash = if part.negated { "-" } else { "" };
                    format!("{dash}({})", alternatives.join(" OR "))
                }
            });
        parts.collect::<Vec<_>>().join(" ")
    }

    /// For which of 64 people the filter holds, where that is known of the terms.
    pub fn holds(&self, of: impl Fn(usize) -> Truths) -> Truths {
        all(self.parts.iter().map(|part| {
            let alternatives = part
                .alternatives
                .iter()
                .map(|terms| all(terms.iter().map(|(negated, at)| of(*at).not(*negated))));
            let none = Truths { yes: 0, could: 0 };
            let any = alternatives.fold(none, |any, one| Truths {
                yes: any.yes | one.yes,
                could: any.could | one.could,
            });
            any.not(part.negated)
        }))
    }
}

/// What holds for 64 people: a bit for each.
#[derive(Clone, Copy, Debug)]
pub struct Truths {
    pub yes: u64,
    /// It holds, or that cannot be told.
    pub could: u64,
}

impl Truths {
    pub fn of(truths: &[Truth]) -> Self {
        let bits = |holds: fn(Truth) -> bool| {
            let places = truths.iter().enumerate();
            places.fold(0, |bits, (at, truth)| bits | u64::from(holds(*truth)) << at)
        };
        Truths {
            yes: bits(|truth| truth == Yes),
            could: bits(|truth| truth != No),
        }
    }

    /// What cannot be told does match the contrary.
    fn not(self, negated: bool) -> Self {
        match negated {
            false => self,
            true => Truths {
                yes: !self.yes,
                could: !self.yes,
            },
        }
    }
}

fn all(truths: impl Iterator<Item = Truths>) -> Truths {
    let everybody = Truths { yes: !0, could: !0 };
    truths.fold(everybody, |all, one| Truths {
        yes: all.yes & one.yes,
        could: all.could & one.could,
    })
}
