//! Digits with marks between them, up to whatever follows.

/// The longest number with marks that is read.
pub const LONGEST: usize = 64;

/// The value of the digits that a text begins with, and what comes behind them.
pub fn scan(text: &str, decimal_comma: bool) -> Option<(f64, &str)> {
    let bytes = text.as_bytes();
    let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let mut end = 0;
    while end < bytes.len() {
        let inside = match bytes[end] {
            b'0'..=b'9' => true,
            b'.' | b',' | b'\'' | b'_' | b' ' => digit(end + 1),
            _ => false,
        };
        if !inside {
            break;
        }
        end += 1;
    }
    let rest = &text[end..];
    // `1.200,-` has no cents.
    let comma = decimal_comma || [",-", ",–", ",—"].iter().any(|none| rest.starts_with(none));
    let value = value_of(&text[..end], comma)?;
    // `2.28E+11`
    if let Some(power) = rest.strip_prefix(['e', 'E']) {
        let sign = usize::from(power.starts_with(['+', '-']));
        let digits = power[sign..].bytes().take_while(u8::is_ascii_digit).count();
        let after = &power[sign + digits..];
        if digits > 0 && digits < 4 && !after.starts_with(char::is_alphanumeric) {
            let power: i32 = power[..sign + digits]
                .trim_start_matches('+')
                .parse()
                .ok()?;
            let value: f64 = format!("{value}e{power}").parse().ok()?;
            return Some((value, after));
        }
    }
    Some((value, rest))
}

/// The value of digits with marks between them.
fn value_of(digits: &str, decimal_comma: bool) -> Option<f64> {
    if digits.len() > LONGEST {
        return None;
    }
    let mut compact = [0u8; LONGEST];
    let mut length = 0;
    for byte in digits
        .bytes()
        .filter(|byte| !matches!(byte, b' ' | b'\'' | b'_'))
    {
        compact[length] = byte;
        length += 1;
    }
    let apart = length < digits.len();
    let text = std::str::from_utf8(&compact[..length]).ok()?;
    let (commas, points) = (text.matches(',').count(), text.matches('.').count());
    let decimal = match (commas, points) {
        (0, 0) => None,
        // The last of two marks is the decimal one, however the column writes.
        (1.., 1..) => text.rfind([',', '.']),
        (1, 0) | (0, 1) => {
            let at = text.find([',', '.'])?;
            let comma = commas == 1;
            (apart || comma == decimal_comma || !groups(text, if comma { ',' } else { '.' }))
                .then_some(at)
        }
        _ => None,
    };
    let (whole, fraction) = match decimal {
        Some(at) => (&text[..at], &text[at + 1..]),
        None => (text, ""),
    };
    let mark = if whole.contains(',') { ',' } else { '.' };
    let grouped = whole.contains(mark);
    if fraction.contains([',', '.']) || grouped && !groups(whole, mark) || grouped && apart {
        return None;
    }
    if apart && !apart_in_groups(digits) {
        return None;
    }
    let mut number = [0u8; LONGEST + 1];
    let mut length = 0;
    let bytes = whole.bytes().filter(u8::is_ascii_digit);
    let point = (!fraction.is_empty()).then_some(b'.');
    for byte in bytes.chain(point).chain(fraction.bytes()) {
        number[length] = byte;
        length += 1;
    }
    std::str::from_utf8(&number[..length]).ok()?.parse().ok()
}

/// `1,234,567`, or `2,28,00,00,00,000` as written in India.
fn groups(text: &str, mark: char) -> bool {
    let mut parts = text.split(mark);
    let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    let first = parts.next().unwrap_or_default();
    let Some(last) = parts.next_back() else {
        return false;
    };
    // Nobody groups what begins with a nought: `0.125`.
    let begins = (1..=3).contains(&first.len()) && digits(first) && !first.starts_with('0');
    let ends = last.len() == 3 && digits(last);
    begins && ends && parts.all(|part| digits(part) && matches!(part.len(), 2 | 3))
}

/// Whether blanks and the like stand between groups of digits.
fn apart_in_groups(text: &str) -> bool {
    let whole = text.split([',', '.']).next().unwrap_or(text);
    let mut parts = whole.split([' ', '\'', '_']);
    let first = parts.next().unwrap_or_default();
    let behind = text[whole.len()..].contains([' ', '\'', '_']);
    let mut before = usize::MAX;
    let even = parts.all(|part| {
        let fits = matches!(part.len(), 2 | 3) && before != 3 || part.len() == 3;
        before = part.len();
        fits
    });
    (1..=3).contains(&first.len()) && even && before == 3 && !behind
}
