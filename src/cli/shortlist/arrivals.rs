//! Who a file puts on a shortlist: handles and profile addresses, one a line, or a table that has such
//! a column, with how far talks have come and what was noted. Whom the roster has comes with what it
//! says; the others are kept and told.

use std::collections::HashMap;

use crate::cli::Failure;
use crate::cli::context::{self, Context};
use crate::import::{self, Source};
use crate::roster::platform::Platform;
use crate::roster::{Field, Key, Roster, RowId};
use crate::shortlist::{Entry, Note};

/// Names of a column that stand above a list of handles.
const HEADERS: &[&str] = &[
    "handle",
    "handles",
    "username",
    "user",
    "account",
    "profile",
    "url",
    "link",
    "influencer",
];

/// The column of a table that says how far talks have come.
const STATUS: &str = "status";

/// Most who are told by name.
const TOLD: usize = 10;

/// Who comes onto the list, and what is to be said of them.
#[derive(Debug, Default)]
pub struct Arrivals {
    pub entries: Vec<Entry>,
    pub told: Vec<String>,
}

/// Reads the file and looks everybody up in the rosters, where there are some.
pub fn read(
    context: &Context,
    file: &str,
    rosters: &[String],
    today: &str,
) -> Result<Arrivals, Failure> {
    let roster = match rosters {
        [] => None,
        rosters => Some(context.read(rosters, false)?.0),
    };
    let sources = context::sources(&[file.to_owned()])?;
    let mut arrivals = Arrivals::default();
    let statuses = &context.settings.statuses;
    let found: Vec<Entry> = match plain(&sources) {
        Some(text) => handles(
            &text,
            context.options.platform.as_deref(),
            &mut arrivals.told,
        )
        .into_iter()
        .map(|key| Entry::new(key, today).begun(statuses))
        .collect(),
        None => arrivals.rows(&context.open(&sources, false)?.0, today, statuses),
    };
    if found.is_empty() {
        return Err(Failure::Roster(format!("{file} names nobody")));
    }
    match roster {
        Some(roster) => arrivals.look_up(found, &roster, today),
        None => arrivals.entries = found,
    }
    Ok(arrivals)
}

/// The text of a file that is a list and no table: lines without a delimiter.
fn plain(sources: &[Source]) -> Option<String> {
    let bytes = match sources {
        [Source::Path(path)] => std::fs::read(path).ok()?,
        [Source::Bytes { bytes, .. }] => bytes.clone(),
        _ => return None,
    };
    let text = String::from_utf8(bytes).ok()?;
    let is_list = !text.contains(['\0', ',', ';', '\t', '|', '{', '<']);
    is_list.then(|| text.trim_start_matches('\u{feff}').to_owned())
}

fn handles(text: &str, platform: Option<&str>, told: &mut Vec<String>) -> Vec<Key> {
    let mut keys: Vec<Key> = Vec::new();
    let lines = text.lines().map(str::trim).enumerate();
    let mut lines = lines.filter(|(_, line)| !line.is_empty()).peekable();
    lines.next_if(|(_, line)| HEADERS.contains(&line.to_lowercase().as_str()));
    for (at, line) in lines {
        match key(line.trim_matches('"'), platform) {
            Some(key) if keys.contains(&key) => {}
            Some(key) => keys.push(key),
            None => told.push(format!(
                "line {}: \"{line}\" is no handle and no profile",
                at + 1
            )),
        }
    }
    keys
}

/// The key that a handle, `handle@Platform` or an address of a profile stands for.
fn key(text: &str, usual: Option<&str>) -> Option<Key> {
    let usual = usual.map(|usual| Platform::named(usual).map_or(usual, |known| known.name));
    let (handle, platform) = match text.rsplit_once('@') {
        Some((handle, platform)) if !handle.is_empty() && !handle.contains('/') => {
            (handle, Platform::named(platform)?.name)
        }
        _ => {
            let platform = Platform::of_address(text).map(|platform| platform.name);
            (import::handle(text), platform.or(usual).unwrap_or(""))
        }
    };
    let key = Key::new(platform, handle);
    let is_handle = !key.handle.is_empty() && !key.handle.contains(char::is_whitespace);
    is_handle.then_some(key)
}

impl Arrivals {
    /// Everybody in a table, with what it says of them.
    fn rows(&mut self, table: &Roster, today: &str, statuses: &[String]) -> Vec<Entry> {
        let mut headers = table.extra_headers().iter();
        let column = headers.position(|header| header.trim().eq_ignore_ascii_case(STATUS));
        let mut strange: Vec<String> = Vec::new();
        let rows = (0..table.len() as RowId).map(|row| {
            let influencer = table.influencer(row);
            let mut entry = Entry::of(&influencer, today).begun(statuses);
            let said = column.map_or("", |column| influencer.extra(column).trim());
            let folded = said.to_lowercase();
            match statuses.iter().find(|known| known.to_lowercase() == folded) {
                Some(known) => entry.status.clone_from(known),
                None if said.is_empty() || strange.iter().any(|other| other == said) => {}
                None => strange.push(said.to_owned()),
            }
            let note = influencer.text(Field::Notes).trim();
            if !note.is_empty() {
                entry.notes.push(Note::new("", note));
            }
            entry
        });
        let entries = rows.collect();
        self.tell("not among the statuses, left out", &strange);
        entries
    }

    fn look_up(&mut self, found: Vec<Entry>, roster: &Roster, today: &str) {
        let mut places: HashMap<String, Vec<(String, RowId)>> = HashMap::new();
        for row in 0..roster.len() as RowId {
            let key = roster.influencer(row).key();
            places
                .entry(key.handle)
                .or_default()
                .push((key.platform, row));
        }
        let (mut strange, mut several) = (Vec::new(), Vec::new());
        for entry in found {
            let key = &entry.key;
            // Where one of the two does not say the platform, the handle alone has to do.
            let rows: Vec<RowId> = places.get(&key.handle).map_or_else(Vec::new, |places| {
                let exact = places
                    .iter()
                    .find(|(platform, _)| *platform == key.platform);
                let like = places
                    .iter()
                    .filter(|(platform, _)| platform.is_empty() || key.platform.is_empty());
                match exact {
                    Some((_, row)) => vec![*row],
                    None => like.map(|(_, row)| *row).collect(),
                }
            });
            match rows.as_slice() {
                [row] => {
                    let mut known = Entry::of(&roster.influencer(*row), today);
                    (known.status, known.notes) = (entry.status, entry.notes);
                    self.entries.push(known);
                    continue;
                }
                [] => strange.push(entry.title()),
                _ => several.push(entry.title()),
            }
            self.entries.push(entry);
        }
        self.tell("not in the roster, kept as they are", &strange);
        self.tell(
            "on several platforms in the roster, kept without one",
            &several,
        );
    }

    fn tell(&mut self, what: &str, titles: &[String]) {
        if titles.is_empty() {
            return;
        }
        let shown = titles[..titles.len().min(TOLD)].join(", ");
        let more = match titles.len().saturating_sub(TOLD) {
            0 => String::new(),
            more => format!(" and {more} more"),
        };
        self.told.push(format!("{what}: {shown}{more}"));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_handles_addresses_or_told() {
        let text = "Username\n@Ana.Fit\n\nhttps://www.instagram.com/bo.made/\nana.fit\n\
                    cy@TikTok\ndee@nowhere\nElla Example\nhttps://www.instagram.com/p/C0de/\n";
        let mut told = Vec::new();
        let keys = handles(text, None, &mut told);
        assert_eq!(
            keys,
            [
                Key::new("", "ana.fit"),
                Key::new("Instagram", "bo.made"),
                Key::new("TikTok", "cy")
            ]
        );
        assert_eq!(
            told,
            [
                "line 7: \"dee@nowhere\" is no handle and no profile",
                "line 8: \"Ella Example\" is no handle and no profile",
                "line 9: \"https://www.instagram.com/p/C0de/\" is no handle and no profile",
            ]
        );
        assert_eq!(key("ana", Some("ig")), Some(Key::new("Instagram", "ana")));
    }
}
