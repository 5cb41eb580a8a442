//! Rust code taken apart as far as the rules need it: its paths, without comments, texts and tests.

/// Every path in code that has more than one step, from the root of the package or of a dependency.
/// Paths within the module itself are left out.
pub fn paths(code: &str, module: &[String]) -> Vec<Vec<String>> {
    let mut found = Vec::new();
    let tokens = tokens(code);
    // Modules that the file itself declares go by their bare name.
    let own: Vec<String> = tokens
        .windows(2)
        .filter(|pair| pair[0] == "mod")
        .map(|pair| pair[1].clone())
        .collect();
    let mut rest = tokens.into_iter().peekable();
    while let Some(token) = rest.next() {
        // `use<'a>` in a type names no path.
        if token == "use" && rest.peek().is_none_or(|next| next != "<") {
            tree(&mut rest, &[], &mut found);
        } else if is_name(&token) && rest.peek().is_some_and(|next| next == "::") {
            let mut path = vec![token];
            while rest.next_if(|next| next == "::").is_some() {
                match rest.next_if(|next| is_name(next)) {
                    Some(step) => path.push(step),
                    None => break,
                }
            }
            found.push(path);
        }
    }
    found
        .into_iter()
        .filter(|path| !own.contains(&path[0]))
        .filter_map(|path| absolute(path, module))
        .collect()
}

/// Reads the tree of a `use` up to where it ends, one path a leaf.
fn tree(
    tokens: &mut std::iter::Peekable<std::vec::IntoIter<String>>,
    before: &[String],
    found: &mut Vec<Vec<String>>,
) {
    let mut path = before.to_vec();
    while let Some(token) = tokens.next() {
        match token.as_str() {
            "::" => {}
            "self" if !path.is_empty() => {}
            "as" => drop(tokens.next()),
            "{" => {
                while tokens.peek().is_some_and(|next| next != "}") {
                    tree(tokens, &path, found);
                    tokens.next_if(|next| next == ",");
                }
                tokens.next();
                return;
            }
            _ => path.push(token),
        }
        if tokens
            .peek()
            .is_none_or(|next| matches!(next.as_str(), "," | "}" | ";"))
        {
            break;
        }
    }
    found.push(path);
}

/// A path from the root; none for what is beneath the module itself.
fn absolute(mut path: Vec<String>, module: &[String]) -> Option<Vec<String>> {
    match path[0].as_str() {
        "crate" => drop(path.remove(0)),
        "super" => {
            let ups = path.iter().take_while(|step| *step == "super").count();
            let above = &module[..module.len().saturating_sub(ups)];
            path.splice(..ups, above.iter().cloned());
        }
        "self" | "Self" => return None,
        // A dependency, or a neighbour by its bare name.
        _ => {}
    }
    (!path.is_empty()).then_some(path)
}

/// Names, `::` and single signs.
fn tokens(code: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    let (mut in_name, mut last_colon) = (false, false);
    for sign in code.chars() {
        let name = sign.is_alphanumeric() || sign == '_';
        match found.last_mut() {
            Some(last) if (name && in_name) || (sign == ':' && last_colon) => last.push(sign),
            _ if !sign.is_whitespace() => found.push(sign.to_string()),
            _ => {}
        }
        last_colon = sign == ':' && !last_colon;
        in_name = name;
    }
    found
}

fn is_name(token: &str) -> bool {
    token.starts_with(|first: char| first.is_alphabetic() || first == '_')
}

/// Code without what `#[cfg(test)]` stands before: an item up to its closing brace or its semicolon.
pub fn without_tests(code: &str) -> String {
    const MARK: &str = "#[cfg(test)]";
    let mut rest = code;
    let mut kept = String::new();
    while let Some(at) = rest.find(MARK) {
        kept += &rest[..at];
        let item = &rest[at + MARK.len()..];
        let mut depth = 0;
        let end = item.char_indices().find(|(_, sign)| {
            depth += i32::from(*sign == '{') - i32::from(*sign == '}');
            depth == 0 && matches!(sign, '}' | ';')
        });
        rest = end.map_or("", |(end, _)| &item[end + 1..]);
    }
    kept + rest
}

/// Code with blanks in the stead of comments and of the insides of texts; line ends stay.
pub fn code_only(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let end = if rest.starts_with("//") {
            rest.find('\n').unwrap_or(rest.len())
        } else if rest.starts_with("/*") {
            rest.find("*/").map_or(rest.len(), |at| at + 2)
        } else if first == '"' {
            end_of_text(rest)
        } else if first == 'r' && !out.ends_with(|c: char| c == '_' || c.is_ascii_alphanumeric())
            || rest.starts_with("br")
        {
            end_of_raw(rest)
        } else if first == '\'' {
            end_of_letter(rest)
        } else {
            0
        };
        if end == 0 {
            out.push(first);
            rest = &rest[first.len_utf8()..];
        } else {
            out.extend(rest[..end].chars().map(|c| if c == '\n' { c } else { ' ' }));
            rest = &rest[end..];
        }
    }
    out
}

fn end_of_text(rest: &str) -> usize {
    let mut escaped = true;
    let close = rest.char_indices().find(|(_, sign)| {
        let closes = *sign == '"' && !escaped;
        // The first quote opens: it counts as escaped.
        escaped = *sign == '\\' && !escaped;
        closes
    });
    close.map_or(rest.len(), |(at, _)| at + 1)
}

/// The end of `r"…"`, `r#"…"#` and the like; 0 for a name that only begins with the letter.
fn end_of_raw(rest: &str) -> usize {
    let after = rest.trim_start_matches('b').trim_start_matches('r');
    let fences = after.len() - after.trim_start_matches('#').len();
    if !after[fences..].starts_with('"') {
        return 0;
    }
    let open = rest.len() - after.len() + fences + 1;
    let close = format!("\"{}", "#".repeat(fences));
    rest[open..]
        .find(&close)
        .map_or(rest.len(), |at| open + at + close.len())
}

/// The end of a letter in quotes; 0 for a lifetime.
fn end_of_letter(rest: &str) -> usize {
    let mut inside = rest[1..].char_indices();
    match inside.next() {
        // An escape holds no quote but the one right behind the backslash.
        Some((_, '\\')) => rest[3..].find('\'').map_or(0, |at| at + 4),
        Some(_) => inside
            .next()
            .filter(|(_, sign)| *sign == '\'')
            .map_or(0, |(at, _)| at + 2),
        None => 0,
    }
}
