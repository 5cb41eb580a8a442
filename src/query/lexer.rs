//! Filter text cut into terms and parentheses: at blanks and parentheses that stand outside quotes.

use std::ops::Range;

/// One piece of a filter text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    pub what: Piece,
    /// Where it stands in the text.
    pub span: Range<usize>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Piece {
    Term,
    /// `(` with the `-` before it, if there is one.
    Open,
    /// `)`
    Close,
}

/// The pieces of a text. An open quote runs to the end.
pub fn tokens(text: &str) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::new();
    let mut start = None;
    let mut quoted = false;
    let term = |span: Range<usize>| Token {
        what: Piece::Term,
        span,
    };
    for (at, letter) in text.char_indices() {
        if letter == '"' {
            quoted = !quoted;
        }
        match letter {
            _ if quoted => start = start.or(Some(at)),
            '(' => {
                let before = start.take().map(|start| start..at);
                let negated = before.clone().filter(|before| &text[before.clone()] == "-");
                let open = negated.clone().map_or(at, |dash| dash.start)..at + 1;
                tokens.extend(before.filter(|_| negated.is_none()).map(term));
                tokens.push(Token {
                    what: Piece::Open,
                    span: open,
                });
            }
            ')' => {
                tokens.extend(start.take().map(|start| term(start..at)));
                tokens.push(Token {
                    what: Piece::Close,
                    span: at..at + 1,
                });
            }
            blank if blank.is_whitespace() => {
                tokens.extend(start.take().map(|start| term(start..at)));
            }
            _ => start = start.or(Some(at)),
        }
    }
    tokens.extend(start.map(|start| term(start..text.len())));
    tokens
}

/// The terms of a text without the parentheses around them, as places in it.
pub fn terms(text: &str) -> Vec<Range<usize>> {
    let terms = tokens(text).into_iter();
    let terms = terms.filter(|token| token.what == Piece::Term);
    terms.map(|token| token.span).collect()
}

/// The pieces of a text between such a mark, outside quotes, as places in it.
fn cut(text: &str, mark: char) -> Vec<Range<usize>> {
    let mut pieces = Vec::new();
    let mut start = 0;
    let mut quoted = false;
    for (at, letter) in text.char_indices() {
        if letter == '"' {
            quoted = !quoted;
        } else if letter == mark && !quoted {
            pieces.push(start..at);
            start = at + 1;
        }
    }
    pieces.push(start..text.len());
    pieces
}

/// The items of a list, as places in it: cut at commas that stand outside quotes.
pub fn items(text: &str) -> Vec<Range<usize>> {
    cut(text, ',')
}

/// What stands between the stars of an item, outside quotes; one piece where there are none.
pub fn pieces(text: &str) -> Vec<Range<usize>> {
    cut(text, '*')
}

/// Whether all of the text is in one pair of quotes, which need not be closed.
pub fn is_quoted(text: &str) -> bool {
    let Some(rest) = text.strip_prefix('"') else {
        return false;
    };
    let rest = rest.replace("\"\"", "  ");
    match rest.find('"') {
        Some(at) => at + 1 == rest.len(),
        None => true,
    }
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
        assert_eq!(cut("(a OR -b) -(\"(\")"), ["a", "OR", "-b", "\"(\""]);
        assert_eq!(unquoted("\"say \"\"hi\"\"\""), "say \"hi\"");
        assert_eq!(unquoted("\"open"), "open");
    }

    #[test]
    fn parentheses_stand_alone_and_take_the_sign_before_them() {
        let cut = |text: &str| -> Vec<String> {
            let tokens = tokens(text).into_iter();
            tokens.map(|token| text[token.span].to_owned()).collect()
        };
        assert_eq!(cut("-(a OR b)c"), ["-(", "a", "OR", "b", ")", "c"]);
        assert_eq!(cut("x:(a)"), ["x:", "(", "a", ")"]);
        assert_eq!(cut("a- (b"), ["a-", "(", "b"]);
        assert!(is_quoted("\"a \"\"b\"\"\"") && is_quoted("\"open"));
        assert!(!is_quoted("\"a\"b") && !is_quoted("a"));
    }
}
