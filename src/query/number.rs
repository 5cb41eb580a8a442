//! Digits as people type them in filters: `48.2k`, `1,000`, `6,1`.

/// Reads digits with separators and an optional magnitude.
pub fn plain(text: &str) -> Option<f64> {
    let text = text.trim();
    let (digits, factor) = match text.char_indices().next_back()? {
        (at, 'k' | 'K') => (&text[..at], 1e3),
        (at, 'm' | 'M') => (&text[..at], 1e6),
        (at, 'b' | 'B') => (&text[..at], 1e9),
        _ => (text, 1.0),
    };
    let (sign, digits) = match digits.strip_prefix(['-', '−']) {
        Some(rest) => (-1.0, rest),
        None => (1.0, digits.strip_prefix('+').unwrap_or(digits)),
    };
    let digits = separated(digits.trim())?;
    let value: f64 = digits.parse().ok()?;
    value.is_finite().then_some(sign * value * factor)
}

/// The digits with a point for the decimal mark and nothing between thousands.
///
/// Three digits behind a comma are thousands; behind a point they are decimals, unless there are
/// several points. Where both stand, the last one is the decimal mark.
fn separated(text: &str) -> Option<String> {
    let text: String = text.chars().map(mark).collect();
    let allowed = |letter: char| letter.is_ascii_digit() || matches!(letter, '.' | ',' | ' ');
    if !text.chars().all(allowed) || !text.contains(|letter: char| letter.is_ascii_digit()) {
        return None;
    }
    let decimal = match (text.matches(',').count(), text.matches('.').count()) {
        (0, 0) => None,
        (0, 1) => Some('.'),
        (0, _) => None,
        (1, 0) if is_grouped(&text, ',') => None,
        (1, 0) => Some(','),
        (_, 0) => None,
        (_, 1) if text.rfind(',') < text.rfind('.') => Some('.'),
        (1, _) if text.rfind('.') < text.rfind(',') => Some(','),
        _ => return None,
    };
    let (whole, fraction) = match decimal {
        Some(mark) => text.split_once(mark)?,
        None => (text.as_str(), ""),
    };
    let mut marks = whole.chars().filter(|letter| !letter.is_ascii_digit());
    let whole = match marks.next() {
        None => whole.to_owned(),
        Some(mark) if marks.all(|other| other == mark) && is_grouped(whole, mark) => {
            whole.replace(mark, "")
        }
        Some(_) => return None,
    };
    fraction
        .bytes()
        .all(|byte| byte.is_ascii_digit())
        .then(|| format!("{whole}.{fraction}"))
}

/// Blanks and ticks that stand between thousands are one mark.
fn mark(letter: char) -> char {
    match letter {
        '\'' | '’' => ' ',
        blank if blank.is_whitespace() => ' ',
        letter => letter,
    }
}

/// Whether this mark stands between thousands: 0,061 is none.
fn is_grouped(text: &str, mark: char) -> bool {
    let mut groups = text.split(mark);
    let first = groups.next().unwrap_or("");
    (1..=3).contains(&first.len())
        && !first.starts_with('0')
        && groups.all(|group| group.len() == 3 && group.bytes().all(|b| b.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_as_people_type_them() {
        for (text, value) in [
            ("500", Some(500.0)),
            ("1,000", Some(1_000.0)),
            ("1,000.50", Some(1_000.5)),
            ("1.000,50", Some(1_000.5)),
            ("1.234,5", Some(1_234.5)),
            ("1.000.000", Some(1e6)),
            ("1,000,000", Some(1e6)),
            ("1 000", Some(1_000.0)),
            ("1\u{202f}000,5", Some(1_000.5)),
            ("12'500", Some(12_500.0)),
            ("48.2k", Some(48_200.0)),
            ("48,2k", Some(48_200.0)),
            ("1.5M", Some(1.5e6)),
            ("2b", Some(2e9)),
            ("6,1", Some(6.1)),
            ("0,061", Some(0.061)),
            ("1.234", Some(1.234)),
            ("-2.5", Some(-2.5)),
            ("+2.5", Some(2.5)),
            (".5", Some(0.5)),
            ("abc", None),
            ("", None),
            ("k", None),
            ("1,2,3", None),
            ("1,2,3.5", None),
            ("1 00", None),
            ("..", None),
            ("--5", None),
            ("5 - 6", None),
        ] {
            match (plain(text), value) {
                (Some(read), Some(value)) => assert!((read - value).abs() < 1e-9, "{text}: {read}"),
                (read, value) => assert_eq!(read, value, "{text}"),
            }
        }
    }
}
