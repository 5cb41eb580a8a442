//! Where the values of a JSON text begin and end, without reading them. Damage is met here: a value
//! that is not whole is told, and the next one is found again.
//!
//! A text within quotes never crosses a line end. JSON says so, and it keeps one forgotten quote from
//! swallowing the rest of the file.

use std::ops::Range;

use memchr::memchr3;

/// A value where it stands, and its key where it has one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    pub key: Option<Range<usize>>,
    pub value: Range<usize>,
    /// The line on which the value begins, 1-based.
    pub line: u64,
    /// False where the value never ends as it should; it may still hold much that is good.
    pub whole: bool,
}

/// The values within one list or object.
#[derive(Debug, Default)]
pub struct Items {
    pub items: Vec<Item>,
    /// Values of a list that are damaged, with their lines.
    pub damaged: Vec<(u64, Range<usize>)>,
    /// Where the list ended; none where it has no end.
    pub end: Option<usize>,
    /// The text ended first.
    pub cut: bool,
    /// The line at the end.
    pub line: u64,
}

/// How a value ended.
enum End {
    Whole,
    /// The text ended within it.
    Cut,
    /// A bracket closes what another kind had opened.
    Crossed,
}

/// A place in a text.
#[derive(Clone, Copy, Debug)]
pub struct Scan<'a> {
    pub text: &'a [u8],
    pub at: usize,
    pub line: u64,
}

impl<'a> Scan<'a> {
    pub fn new(text: &'a [u8]) -> Self {
        Scan {
            text,
            at: 0,
            line: 1,
        }
    }

    fn peek(&self) -> Option<u8> {
        self.text.get(self.at).copied()
    }

    /// Goes on to the next byte that is no blank, and names it.
    pub fn next(&mut self) -> Option<u8> {
        while let Some(byte) = self.peek() {
            match byte {
                b'\n' => self.line += 1,
                b' ' | b'\t' | b'\r' | b'\x1e' => {}
                byte => return Some(byte),
            }
            self.at += 1;
        }
        None
    }

    /// The values of the list or object that opens here.
    pub fn items(mut self) -> Items {
        let close = if self.peek() == Some(b'{') {
            b'}'
        } else {
            b']'
        };
        self.at += 1;
        let mut items = Items {
            cut: true,
            ..Items::default()
        };
        while let Some(byte) = self.next() {
            match byte {
                b',' => self.at += 1,
                byte if byte == close => {
                    items.end = Some(self.at + 1);
                    items.cut = false;
                    break;
                }
                b'}' | b']' | b':' => self.at += 1,
                _ => {
                    let key = (close == b'}' && byte == b'"')
                        .then(|| self.key())
                        .flatten();
                    if self.next().is_none() {
                        break;
                    }
                    let (line, start) = (self.line, self.at);
                    let end = self.value();
                    if matches!(end, End::Crossed) && close == b']' {
                        items.damaged.push((line, start..self.at));
                        self.find_again();
                        continue;
                    }
                    let whole = matches!(end, End::Whole);
                    items.cut = !matches!(end, End::Crossed);
                    // Damage may be deep within: whoever looks into the value finds its end.
                    let end = if whole { self.at } else { self.text.len() };
                    items.items.push(Item {
                        key,
                        value: start..end,
                        line,
                        whole,
                    });
                    if !whole {
                        break;
                    }
                }
            }
        }
        items.line = self.line;
        items
    }

    /// The key that stands here, before its colon.
    fn key(&mut self) -> Option<Range<usize>> {
        let start = self.at + 1;
        self.text();
        let key = start..self.at.saturating_sub(1).max(start);
        let mut after = *self;
        if after.next() == Some(b':') {
            after.at += 1;
            *self = after;
            return Some(key);
        }
        None
    }

    /// Goes past one value.
    fn value(&mut self) -> End {
        let mut open = Vec::new();
        loop {
            match self.peek() {
                None => return End::Cut,
                Some(b'"') => self.text(),
                Some(byte @ (b'{' | b'[')) => {
                    open.push(byte + 2);
                    self.at += 1;
                }
                Some(byte @ (b'}' | b']')) => match open.pop() {
                    Some(close) if close == byte => self.at += 1,
                    _ => return End::Crossed,
                },
                Some(b'\n') => {
                    self.line += 1;
                    self.at += 1;
                }
                // A bare word or number.
                Some(_) if open.is_empty() => {
                    while self
                        .peek()
                        .is_some_and(|byte| !matches!(byte, b',' | b'}' | b']' | b'\n' | b'\r'))
                    {
                        self.at += 1;
                    }
                }
                Some(_) => {
                    self.at += 1;
                    continue;
                }
            }
            if open.is_empty() {
                return End::Whole;
            }
        }
    }

    /// Goes past a text within quotes, or to the end of its line.
    fn text(&mut self) {
        self.at += 1;
        while let Some(found) = memchr3(b'"', b'\\', b'\n', &self.text[self.at..]) {
            self.at += found;
            match self.text[self.at] {
                b'\\' => self.at = (self.at + 2).min(self.text.len()),
                b'"' => {
                    self.at += 1;
                    return;
                }
                _ => return,
            }
        }
        self.at = self.text.len();
    }

    /// After damage: on to the next `}, {`, where a new value is likely to begin.
    fn find_again(&mut self) {
        let mut closed = true;
        let mut comma = false;
        while let Some(byte) = self.next() {
            match byte {
                b'}' | b']' => (closed, comma) = (true, false),
                b',' if closed => comma = true,
                b'{' if comma => return,
                b'"' => {
                    (closed, comma) = (false, false);
                    self.text();
                    continue;
                }
                _ => (closed, comma) = (false, false),
            }
            self.at += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn values(text: &str) -> (Vec<&str>, Vec<u64>, Option<usize>) {
        let items = Scan::new(text.as_bytes()).items();
        (
            items
                .items
                .iter()
                .filter(|item| item.whole)
                .map(|item| &text[item.value.clone()])
                .collect(),
            items.damaged.iter().map(|(line, _)| *line).collect(),
            items.end,
        )
    }

    #[test]
    fn values_are_found_where_they_stand() {
        for (text, found, damaged, whole) in [
            ("[]", vec![], vec![], true),
            (
                "[1, \"a,]\", null]",
                vec!["1", "\"a,]\"", "null"],
                vec![],
                true,
            ),
            (
                r#"[{"a": "}\""}, {"b": [1, {"c": 2}]}]"#,
                vec![r#"{"a": "}\""}"#, r#"{"b": [1, {"c": 2}]}"#],
                vec![],
                true,
            ),
            // What is not whole is told, what comes after is found again.
            (
                "[{\"a\": 1},\n{\"b\": [1, 2},\n{\"c\": 3}]",
                vec!["{\"a\": 1}", "{\"c\": 3}"],
                vec![2],
                true,
            ),
            // A forgotten quote spoils its own value only.
            (
                "[{\"a\": \"x\n},\n{\"b\": 2}]",
                vec!["{\"a\": \"x\n}", "{\"b\": 2}"],
                vec![],
                true,
            ),
            ("[{\"a\": 1}, {\"b\": ", vec!["{\"a\": 1}"], vec![], false),
        ] {
            let (values, lines, end) = values(text);
            assert_eq!(values, found, "{text}");
            assert_eq!(lines, damaged, "{text}");
            assert_eq!(end.is_some(), whole, "{text}");
        }
    }

    #[test]
    fn keys_and_lines_are_known() {
        let text = "{\"a\": 1,\n \"b\" : {\"c\": 2},\n\n\"d\": []}";
        let items = Scan::new(text.as_bytes()).items();
        let found: Vec<(&str, u64)> = items
            .items
            .iter()
            .map(|item| {
                let key = item.key.clone().map_or("", |key| &text[key]);
                (key, item.line)
            })
            .collect();
        assert_eq!(found, [("a", 1), ("b", 2), ("d", 4)]);
    }
}
