//! JSON as programs really write it: what the rule book forbids but everybody understands is put
//! right, so that a record is not lost for a comma.

use super::super::tree::Tree;

/// Reads one value.
///
/// # Errors
/// When it is not JSON even after mending: the reason.
pub fn value(bytes: &[u8]) -> Result<Tree, String> {
    if let Ok(tree) = serde_json::from_slice(bytes) {
        return Ok(tree);
    }
    let text = String::from_utf8_lossy(bytes);
    serde_json::from_str(&mended(&text)).map_err(|error| {
        let said = error.to_string();
        // Lines are counted within the value, which helps nobody.
        said.split(" at line").next().unwrap_or(&said).to_owned()
    })
}

/// The text with `NaN`, `None`, a comma too many, bare line ends in texts and halves of letters put right.
fn mended(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    let mut rest = text;
    while let Some(letter) = rest.chars().next() {
        match letter {
            '"' => rest = quoted(rest, &mut out),
            '}' | ']' => {
                let kept = out.trim_end().trim_end_matches(',').len();
                out.truncate(kept);
                out.push(letter);
                rest = &rest[1..];
            }
            letter if letter.is_alphabetic() || letter == '-' => {
                let end = rest
                    .find(|letter: char| !letter.is_alphanumeric() && !"+-._".contains(letter))
                    .unwrap_or(rest.len());
                let (word, after) = rest.split_at(end);
                out.push_str(match word {
                    "NaN" | "nan" | "-NaN" | "Infinity" | "-Infinity" | "inf" | "-inf" | "None"
                    | "undefined" => "null",
                    "True" => "true",
                    "False" => "false",
                    word => word,
                });
                rest = after;
            }
            letter => {
                out.push(letter);
                rest = &rest[letter.len_utf8()..];
            }
        }
    }
    out
}

/// Copies the text within quotes at the beginning of `rest`; the answer is what stands behind it.
fn quoted<'a>(rest: &'a str, out: &mut String) -> &'a str {
    out.push('"');
    let mut letters = rest.char_indices().skip(1);
    while let Some((at, letter)) = letters.next() {
        match letter {
            '"' => {
                out.push('"');
                return &rest[at + 1..];
            }
            '\\' => {
                let escape = &rest[at..];
                let taken = match unit(escape) {
                    // The two halves of a letter beyond U+FFFF belong together.
                    Some(0xd800..=0xdbff)
                        if matches!(unit(&escape[6..]), Some(0xdc00..=0xdfff)) =>
                    {
                        out.push_str(&escape[..12]);
                        11
                    }
                    Some(0xd800..=0xdfff) => {
                        out.push('\u{fffd}');
                        5
                    }
                    _ => {
                        out.push('\\');
                        match letters.next() {
                            Some((_, letter)) if "\"\\/bfnrtu".contains(letter) => out.push(letter),
                            // Not an escape that JSON knows: the stroke was meant.
                            Some((_, letter)) => {
                                out.push('\\');
                                out.push(letter);
                            }
                            None => {}
                        }
                        0
                    }
                };
                for _ in 0..taken {
                    letters.next();
                }
            }
            letter if letter < ' ' => out.push_str(&format!("\\u{:04x}", u32::from(letter))),
            letter => out.push(letter),
        }
    }
    ""
}

/// The number of a `\u1234` at the beginning of a text.
fn unit(text: &str) -> Option<u16> {
    let digits = text.strip_prefix("\\u")?.get(..4)?;
    u16::from_str_radix(digits, 16).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_everybody_understands_is_read() {
        for (odd, right) in [
            (
                r#"{"a": NaN, "b": -Infinity, "c": None}"#,
                r#"{"a": null, "b": null, "c": null}"#,
            ),
            (
                r#"{"a": [1, 2,], "b": True,}"#,
                r#"{"a": [1, 2], "b": true}"#,
            ),
            ("{\"a\": \"two\nlines\"}", r#"{"a": "two\nlines"}"#),
            (r#"{"a": "\ud83d\ude00 \ud83d!"}"#, r#"{"a": "😀 �!"}"#),
            (r#"{"a": "C:\made"}"#, r#"{"a": "C:\\made"}"#),
            (r#"{"a": "NaN, ]"}"#, r#"{"a": "NaN, ]"}"#),
        ] {
            let right: Tree = serde_json::from_str(right).unwrap();
            assert_eq!(value(odd.as_bytes()), Ok(right), "{odd}");
        }
        for broken in [
            r#"{"a": "say "hi" now"}"#,
            r#"{"a" 1}"#,
            "{",
            r#"{"a": "\"#,
            r#"{"a": "\ud8"#,
        ] {
            assert!(value(broken.as_bytes()).is_err(), "{broken}");
        }
    }
}
