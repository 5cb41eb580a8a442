//! Folding: how text is made comparable, so that `Ana`, `ANA`, `Ána` and full-width letters match.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Appends the folded text: compatibility forms (NFKD) without accents, in lower case.
pub fn fold_into(text: &str, out: &mut String) {
    if text.is_ascii() {
        let start = out.len();
        out.push_str(text);
        out[start..].make_ascii_lowercase();
    } else {
        out.extend(
            text.nfkd()
                .filter(|letter| !is_combining_mark(*letter))
                .flat_map(char::to_lowercase),
        );
    }
}

/// The folded text.
pub fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    fold_into(text, &mut out);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_accents_and_width_do_not_matter() {
        for (text, folded) in [
            ("Ana", "ana"),
            ("Tomás ARAÚJO", "tomas araujo"),
            ("ＡＢＣ１２", "abc12"),
            ("深夜ランナー", "深夜ランナー"),
            ("ℤ𝕨𝕒𝕣𝕥", "zwart"),
        ] {
            assert_eq!(fold(text), fold(folded), "{text}");
        }
        assert_eq!(fold("Tomás"), "tomas");
    }
}
