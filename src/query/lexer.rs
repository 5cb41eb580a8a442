//! Filter text cut into terms: at blanks that stand outside quotes.

use std::ops::Range;

/// The terms of a text, as places in it. An open quote runs to the end.
pub fn terms(text: &str) -> Vec<Range<usize>> {
    let mut terms = Vec::new();
    let mut start = None;
    let mut quoted = false;
    for (at, letter) in text.char_indices() {
        if letter == '"' {
            quoted = !quoted;
        }
        if letter.is_whitespace() && !quoted {
            terms.extend(start.take().map(|start| start..at));
        } else if start.is_none() {
            start = Some(at);
        }
    }
    terms.extend(start.map(|start| start..text.len()));
    terms
}

/// The items of a list, as places in it: cut at commas that stand outside quotes.
pub fn items(text: &str) -> Vec<Range<usize>> {
    let mut items = Vec::new();
    let mut start = 0;
    let mut quoted = false;
    for (at, letter) in text.char_indices() {
        match letter {
            '"' => quoted = !quoted,
            ',' if !quoted => {
                items.push(start..at);
                start = at + 1;
            }
            _ => {}
        }
    }
    items.push(start..text.len());
    items
}

/// The text of an item without its quotes; doubled quotes stand for one.
pub fn unquoted(text: &str) -> String {
    let Some(rest) = text.strip_prefix('"') else {
        return text.to_owned();
    };
    let mut out = String::with_capacity(rest.len());
    let mut letters = rest.chars().peekable();
    while let Some(letter) = letters.next() {
        if letter != '"' {
            out.push(letter);
        } else if letters.peek() == Some(&'"') {
            letters.next();
            out.push('"');
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blanks_in_quotes_do_not_cut() {
        let cut = |text: &str| -> Vec<String> {
            terms(text)
                .into_iter()
                .map(|at| text[at].to_owned())
                .collect()
        };
        assert_eq!(cut("a  b"), ["a", "b"]);
        assert_eq!(
            cut("niche:\"real estate\",food x"),
            ["niche:\"real estate\",food", "x"]
        );
        assert_eq!(cut("\"open quote"), ["\"open quote"]);
        assert_eq!(unquoted("\"say \"\"hi\"\"\""), "say \"hi\"");
        assert_eq!(unquoted("\"open"), "open");
    }
}
