//! What the terminal can show, decided from its environment.

use super::settings::Settings;

/// How many colours there are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ColorLevel {
    None,
    Sixteen,
    TwoHundred,
    True,
}

/// The environment, as a look-up of variables.
pub type Variables<'a> = &'a dyn Fn(&str) -> Option<String>;

/// The colours to use. The first rule that says something wins: the setting, `NO_COLOR`,
/// `CLICOLOR_FORCE` or `FORCE_COLOR`, `CLICOLOR=0` or a dumb terminal, then what the terminal says.
pub fn colors(settings: &Settings, variable: Variables<'_>) -> ColorLevel {
    let set = |name: &str| variable(name).filter(|value| !value.is_empty());
    let able = || {
        let term = set("TERM").unwrap_or_default();
        match set("COLORTERM").as_deref() {
            Some("truecolor" | "24bit") => ColorLevel::True,
            _ if term.contains("256color") => ColorLevel::TwoHundred,
            _ => ColorLevel::Sixteen,
        }
    };
    let forced = |name: &str| set(name).is_some_and(|value| value != "0");
    match settings.color.as_str() {
        "never" => ColorLevel::None,
        "always" => able(),
        _ if set("NO_COLOR").is_some() => ColorLevel::None,
        _ if forced("CLICOLOR_FORCE") || forced("FORCE_COLOR") => able(),
        _ if set("CLICOLOR").as_deref() == Some("0") || set("TERM").as_deref() == Some("dumb") => {
            ColorLevel::None
        }
        _ => able(),
    }
}

/// The signs to use: `unicode`, `blocks` or `ascii`.
pub fn glyphs(settings: &Settings, variable: Variables<'_>) -> &'static str {
    match settings.glyphs.as_str() {
        "unicode" => return "unicode",
        "blocks" => return "blocks",
        "ascii" => return "ascii",
        _ => {}
    }
    let set = |name: &str| variable(name).filter(|value| !value.is_empty());
    let locale = set("LC_ALL")
        .or_else(|| set("LC_CTYPE"))
        .or_else(|| set("LANG"));
    let utf8 = locale.is_none_or(|locale| {
        let locale = locale.to_lowercase();
        locale.contains("utf-8") || locale.contains("utf8")
    });
    match set("TERM").as_deref() {
        Some("linux" | "dumb") => "ascii",
        _ if !utf8 => "ascii",
        _ => "unicode",
    }
}

/// The theme to use for `auto`: by the background that `COLORFGBG` tells, else dark.
pub fn theme(settings: &Settings, variable: Variables<'_>) -> String {
    if settings.theme != "auto" {
        return settings.theme.clone();
    }
    let background =
        variable("COLORFGBG").and_then(|colors| colors.rsplit(';').next()?.parse::<u8>().ok());
    match background {
        Some(7 | 9..=15) => "light".to_owned(),
        _ => "dark".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_rule_that_says_something_wins() {
        for (setting, variables, level) in [
            (
                "auto",
                vec![("TERM", "xterm-256color")],
                ColorLevel::TwoHundred,
            ),
            (
                "auto",
                vec![("TERM", "xterm"), ("COLORTERM", "truecolor")],
                ColorLevel::True,
            ),
            (
                "auto",
                vec![("TERM", "xterm-256color"), ("NO_COLOR", "1")],
                ColorLevel::None,
            ),
            (
                "auto",
                vec![("TERM", "xterm-256color"), ("NO_COLOR", "")],
                ColorLevel::TwoHundred,
            ),
            (
                "always",
                vec![("TERM", "xterm"), ("NO_COLOR", "1")],
                ColorLevel::Sixteen,
            ),
            (
                "auto",
                vec![
                    ("TERM", "xterm"),
                    ("NO_COLOR", "1"),
                    ("CLICOLOR_FORCE", "1"),
                ],
                ColorLevel::None,
            ),
            ("auto", vec![("TERM", "dumb")], ColorLevel::None),
            (
                "auto",
                vec![("TERM", "dumb"), ("FORCE_COLOR", "1")],
                ColorLevel::Sixteen,
            ),
            ("never", vec![("COLORTERM", "truecolor")], ColorLevel::None),
        ] {
            let settings = Settings {
                color: setting.into(),
                ..Settings::default()
            };
            let look = |name: &str| {
                variables
                    .iter()
                    .find(|(known, _)| *known == name)
                    .map(|(_, value)| (*value).to_owned())
            };
            assert_eq!(colors(&settings, &look), level, "{variables:?}");
        }
    }

    #[test]
    fn terminals_that_cannot_show_boxes_get_ascii() {
        for (variables, glyphs_wanted) in [
            (vec![("LANG", "en_US.UTF-8")], "unicode"),
            (vec![("LANG", "C")], "ascii"),
            (vec![("LANG", "C"), ("LC_ALL", "de_DE.utf8")], "unicode"),
            (vec![("TERM", "linux")], "ascii"),
            (vec![], "unicode"),
        ] {
            let look = |name: &str| {
                variables
                    .iter()
                    .find(|(known, _)| *known == name)
                    .map(|(_, value)| (*value).to_owned())
            };
            assert_eq!(
                glyphs(&Settings::default(), &look),
                glyphs_wanted,
                "{variables:?}"
            );
        }
    }
}
