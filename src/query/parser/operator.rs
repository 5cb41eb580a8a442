//! The signs between a name and a value, and those that were meant to be some.

/// How a value is compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Operator {
    /// `:`
    Is,
    Equal,
    NotEqual,
    Greater,
    AtLeast,
    Less,
    AtMost,
}

const OPERATORS: &[(&str, Operator)] = &[
    (":", Operator::Is),
    ("=", Operator::Equal),
    ("!=", Operator::NotEqual),
    (">=", Operator::AtLeast),
    ("<=", Operator::AtMost),
    (">", Operator::Greater),
    ("<", Operator::Less),
    // As chips show them.
    ("≠", Operator::NotEqual),
    ("≥", Operator::AtLeast),
    ("≤", Operator::AtMost),
];

/// Signs that people type for others.
const SLIPS: &[(&str, &str)] = &[
    ("=>", ">="),
    ("=<", "<="),
    ("<>", "!="),
    ("=!", "!="),
    ("!", "!="),
    ("==", "="),
    ("===", "="),
    (">>", ">"),
    ("<<", "<"),
    ("::", ":"),
    (":!=", "!="),
    (":>", ">"),
    (":<", "<"),
    (":>=", ">="),
    (":<=", "<="),
    (">==", ">="),
    ("<==", "<="),
];

/// Whether the letter is a sign of an operator, full-width ones included.
pub(in crate::query) fn is_sign(letter: char) -> bool {
    matches!(letter, ':' | '=' | '!' | '<' | '>' | '≠' | '≥' | '≤')
        || matches!(letter, '：' | '＝' | '！' | '＜' | '＞')
}

/// What a run of signs is.
pub(super) enum Run {
    Operator(Operator),
    /// A colon with an item behind it that has to be met exactly: `:=ana`.
    Exactly,
    /// No operator, but probably this one.
    Slip(&'static str),
    Unknown,
}

/// What a run of signs means.
pub(super) fn run(signs: &str) -> Run {
    if let Some((_, operator)) = OPERATORS.iter().find(|(known, _)| *known == signs) {
        return Run::Operator(*operator);
    }
    if signs == ":=" {
        return Run::Exactly;
    }
    let narrow: String = signs.chars().map(narrow).collect();
    let slip = SLIPS.iter().find(|(slip, _)| *slip == narrow);
    let wide = OPERATORS.iter().find(|(known, _)| *known == narrow);
    match (slip, wide) {
        (Some((_, meant)), _) => Run::Slip(meant),
        (None, Some((meant, _))) => Run::Slip(meant),
        (None, None) => Run::Unknown,
    }
}

fn narrow(letter: char) -> char {
    match letter {
        '：' => ':',
        '＝' => '=',
        '！' => '!',
        '＜' => '<',
        '＞' => '>',
        letter => letter,
    }
}

/// Whether all of a text is signs.
pub(super) fn is_signs(text: &str) -> bool {
    !text.is_empty() && text.chars().all(is_sign)
}
