//! Markup becomes tables: rows, cells, and cells that go over several columns or rows.

use std::borrow::Cow;

use super::super::Record;

/// Columns or rows that one cell may go over.
const WIDEST: usize = 1_000;

/// A table as it stands in the page.
#[derive(Debug, Default)]
pub struct Table {
    /// What a workbook calls it; `table 2` in a page.
    pub name: String,
    pub rows: Vec<Record<'static>>,
}

/// A cell that goes on in the rows below.
struct Below {
    column: usize,
    rows: usize,
    text: String,
}

/// A table that is being read.
#[derive(Default)]
struct Open {
    table: Table,
    /// The text of the cell that is open, and over how many columns and rows it goes.
    cell: Option<(String, usize, usize)>,
    below: Vec<Below>,
}

/// The tables of a page, in the order in which they end.
pub fn tables(page: &str) -> Vec<Table> {
    let mut done = Vec::new();
    let mut open: Vec<Open> = Vec::new();
    let mut name = None;
    let mut count = 0;
    let mut line = 1;
    let mut rest = page;
    while let Some(at) = rest.find('<') {
        let (text, tag) = rest.split_at(at);
        say(&mut open, text);
        let (tag, after) = element(tag);
        line += memchr::memchr_iter(b'\n', text.as_bytes()).count() as u64;
        let (closes, tag_name) = name_of(tag);
        match (tag_name.as_str(), closes) {
            ("worksheet", false) => name = attribute(tag, "name"),
            ("table", false) => {
                count += 1;
                let mut new = Open::default();
                new.table.name = name.take().unwrap_or_else(|| format!("table {count}"));
                open.push(new);
            }
            ("table", true) => {
                if let Some(mut table) = open.pop() {
                    table.end_cell();
                    done.push(table.table);
                }
            }
            (tag_name, closes) => {
                if let Some(table) = open.last_mut() {
                    table.tag(tag, tag_name, closes, line);
                }
            }
        }
        line += memchr::memchr_iter(b'\n', tag.as_bytes()).count() as u64;
        rest = after;
    }
    // A page that breaks off.
    for mut table in open {
        table.table.rows.pop();
        table.cell = None;
        done.push(table.table);
    }
    done.retain(|table| !table.rows.is_empty());
    done
}

/// Adds text to the cell that is open.
fn say(open: &mut [Open], text: &str) {
    if let Some((cell, ..)) = open.last_mut().and_then(|table| table.cell.as_mut()) {
        cell.push_str(text);
    }
}

/// The tag at the beginning of a text, and what stands behind it: comments and scripts are skipped whole.
fn element(text: &str) -> (&str, &str) {
    let until = |end: &str| {
        let end = text.find(end).map_or(text.len(), |at| at + end.len());
        text.split_at(end)
    };
    if text.starts_with("<!--") {
        return until("-->");
    }
    let (tag, after) = until(">");
    for (start, end) in [("<script", "</script"), ("<style", "</style")] {
        let begins = tag
            .get(..start.len())
            .is_some_and(|begin| begin.eq_ignore_ascii_case(start));
        if begins && let Some(skipped) = find_ignoring_case(after, end) {
            return text.split_at(tag.len() + skipped);
        }
    }
    (tag, after)
}

fn find_ignoring_case(text: &str, wanted: &str) -> Option<usize> {
    let bytes = text.as_bytes().windows(wanted.len());
    let mut places = bytes.enumerate();
    places
        .find(|(_, part)| part.eq_ignore_ascii_case(wanted.as_bytes()))
        .map(|(at, _)| at)
}

/// The name of a tag without its namespace, and whether it closes.
fn name_of(tag: &str) -> (bool, String) {
    let tag = tag.trim_start_matches('<');
    let (closes, tag) = match tag.strip_prefix('/') {
        Some(tag) => (true, tag),
        None => (false, tag),
    };
    let end = tag
        .find(|letter: char| letter.is_whitespace() || letter == '>' || letter == '/')
        .unwrap_or(tag.len());
    let name = &tag[..end];
    let name = name.rsplit_once(':').map_or(name, |(_, name)| name);
    (closes, name.to_ascii_lowercase())
}

/// The value of an attribute, whatever its namespace.
fn attribute(tag: &str, wanted: &str) -> Option<String> {
    let mut rest = tag;
    loop {
        let at = find_ignoring_case(rest, wanted)?;
        let before = rest[..at].chars().next_back();
        let after = rest[at + wanted.len()..].trim_start();
        if before.is_some_and(|letter| letter.is_whitespace() || letter == ':')
            && let Some(value) = after.strip_prefix('=')
        {
            let value = value.trim_start();
            let quote = value.chars().next().filter(|quote| "\"'".contains(*quote));
            let value = match quote {
                Some(quote) => value[1..].split(quote).next(),
                None => value.split([' ', '>', '/']).next(),
            };
            return value.map(|value| plain(value).into_owned());
        }
        rest = &rest[at + wanted.len()..];
    }
}

fn number(tag: &str, wanted: &str) -> Option<usize> {
    attribute(tag, wanted)?.trim().parse().ok()
}

impl Open {
    fn tag(&mut self, tag: &str, name: &str, closes: bool, line: u64) {
        match (name, closes) {
            ("tr" | "row", false) => {
                self.end_cell();
                self.table.rows.push(Record {
                    line,
                    ..Record::default()
                });
                self.fill_from_above();
            }
            ("tr" | "row", true) => self.end_cell(),
            ("td" | "th" | "cell", false) => self.begin_cell(tag),
            ("td" | "th" | "cell", true) => self.end_cell(),
            ("br" | "p" | "div" | "li", _) => {
                if let Some((cell, ..)) = &mut self.cell {
                    cell.push(' ');
                }
            }
            _ => {}
        }
    }

    fn begin_cell(&mut self, tag: &str) {
        self.end_cell();
        let Some(row) = self.table.rows.last_mut() else {
            return;
        };
        // A workbook leaves empty cells out and says where the next one stands.
        if let Some(index) = number(tag, "index").filter(|index| *index <= WIDEST)
            && index > row.cells.len() + 1
        {
            row.cells.resize(index - 1, Cow::Borrowed(""));
        }
        let across = number(tag, "mergeacross").map(|more| more.saturating_add(1));
        let down = number(tag, "mergedown").map(|more| more.saturating_add(1));
        let wide = across.or_else(|| number(tag, "colspan")).unwrap_or(1);
        let high = down.or_else(|| number(tag, "rowspan")).unwrap_or(1);
        let cell = (String::new(), wide.clamp(1, WIDEST), high.max(1));
        self.cell = Some(cell);
        if tag.ends_with("/>") {
            self.end_cell();
        }
    }

    /// Cells behind the first of a wide one are empty; a high one with words says them in each row.
    fn end_cell(&mut self) {
        let Some((text, wide, high)) = self.cell.take() else {
            return;
        };
        let Some(row) = self.table.rows.last_mut() else {
            return;
        };
        let text = plain(&text);
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let column = row.cells.len();
        // A sum for several rows is not one of each.
        let high = if text.contains(char::is_alphabetic) {
            high
        } else {
            1
        };
        row.cells.push(text.clone().into());
        row.cells.resize(column + wide, Cow::Borrowed(""));
        if high > 1 {
            self.below.push(Below {
                column,
                rows: high - 1,
                text,
            });
        }
        self.fill_from_above();
    }

    /// Puts in what cells of the rows above say of this row.
    fn fill_from_above(&mut self) {
        let Some(row) = self.table.rows.last_mut() else {
            return;
        };
        while let Some(at) = self
            .below
            .iter()
            .position(|below| below.column == row.cells.len() && below.rows > 0)
        {
            let below = &mut self.below[at];
            below.rows -= 1;
            row.cells.push(below.text.clone().into());
            if below.rows == 0 {
                self.below.swap_remove(at);
            }
        }
    }
}

/// Letters from U+00A0 on, as pages call them.
const LATIN: &str = "nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 \
    sup3 acute micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml Aring \
    AElig Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash \
    Ugrave Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml \
    igrave iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute thorn \
    yuml";

/// Other letters that pages call by a name.
const NAMED: &[(&str, char)] = &[
    ("amp", '&'),
    ("lt", '<'),
    ("gt", '>'),
    ("quot", '"'),
    ("apos", '\''),
    ("euro", '€'),
    ("ndash", '–'),
    ("mdash", '—'),
    ("lsquo", '‘'),
    ("rsquo", '’'),
    ("ldquo", '“'),
    ("rdquo", '”'),
    ("hellip", '…'),
    ("bull", '•'),
];

/// A text without its entities: `&eacute;`, `&#233;`, `&#xe9;`.
fn plain(text: &str) -> Cow<'_, str> {
    if !text.contains('&') {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let end = rest
            .char_indices()
            .take(12)
            .find(|(_, letter)| *letter == ';');
        match end.and_then(|(end, _)| Some((letter(&rest[1..end])?, end))) {
            Some((letter, end)) => {
                out.push(letter);
                rest = &rest[end + 1..];
            }
            None => {
                out.push('&');
                rest = &rest[1..];
            }
        }
    }
    out.push_str(rest);
    Cow::Owned(out)
}

/// The letter that an entity stands for.
fn letter(entity: &str) -> Option<char> {
    if let Some(number) = entity.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(digits) => u32::from_str_radix(digits, 16),
            None => number.parse(),
        };
        return char::from_u32(code.ok()?);
    }
    let known = NAMED.iter().find(|(name, _)| *name == entity);
    known.map(|(_, letter)| *letter).or_else(|| {
        let at = LATIN.split_whitespace().position(|name| name == entity)?;
        char::from_u32(0xa0 + u32::try_from(at).ok()?)
    })
}
