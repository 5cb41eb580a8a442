//! Themes: the colours and marks of roles. Screens ask for roles, never for colours.

use std::collections::HashMap;

use ratatui::style::{Color, Modifier, Style};
use serde::Deserialize;

use super::detect::ColorLevel;

/// What a piece of the screen is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Role {
    Text,
    Dim,
    Title,
    Border,
    /// The pane that has the keyboard.
    Focus,
    Header,
    Selected,
    /// A key in a hint.
    Key,
    Chip,
    Accent,
    Done,
    Warning,
    Problem,
    Bar,
    /// A tier, by its place from small to large.
    Tier(usize),
}

impl Role {
    /// The name in theme files; tiers beyond the fifth look like the fifth.
    fn name(self) -> &'static str {
        match self {
            Role::Text => "text",
            Role::Dim => "dim",
            Role::Title => "title",
            Role::Border => "border",
            Role::Focus => "focus",
            Role::Header => "header",
            Role::Selected => "selected",
            Role::Key => "key",
            Role::Chip => "chip",
            Role::Accent => "accent",
            Role::Done => "done",
            Role::Warning => "warning",
            Role::Problem => "problem",
            Role::Bar => "bar",
            Role::Tier(place) => ["tier1", "tier2", "tier3", "tier4", "tier5"][place.min(4)],
        }
    }
}

/// Every role; themes know five tiers.
pub const ROLES: &[Role] = &[
    Role::Text,
    Role::Dim,
    Role::Title,
    Role::Border,
    Role::Focus,
    Role::Header,
    Role::Selected,
    Role::Key,
    Role::Chip,
    Role::Accent,
    Role::Done,
    Role::Warning,
    Role::Problem,
    Role::Bar,
    Role::Tier(0),
    Role::Tier(1),
    Role::Tier(2),
    Role::Tier(3),
    Role::Tier(4),
];

/// The themes by name, in the order in which the theme key walks through them.
pub const NAMES: &[&str] = &["dark", "light", "high-contrast", "mono"];

const FILES: &[(&str, &str)] = &[
    ("dark", include_str!("../../assets/themes/dark.toml")),
    ("light", include_str!("../../assets/themes/light.toml")),
    (
        "high-contrast",
        include_str!("../../assets/themes/high-contrast.toml"),
    ),
    ("mono", include_str!("../../assets/themes/mono.toml")),
];

/// A role's look in a theme file.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Look {
    /// `#RRGGBB`
    fg: Option<String>,
    /// The name of one of the terminal's own sixteen colours, for terminals with no more.
    ansi: Option<String>,
    bold: bool,
    dim: bool,
    underline: bool,
    reverse: bool,
}

/// The styles of all roles.
#[derive(Clone, Debug)]
pub struct Theme {
    styles: HashMap<&'static str, Style>,
}

impl Theme {
    /// The theme with this name, or the dark one, with as many colours as the terminal has.
    pub fn named(name: &str, level: ColorLevel) -> Self {
        let text = FILES
            .iter()
            .find(|(known, _)| *known == name)
            .map_or(FILES[0].1, |(_, text)| text);
        let looks: HashMap<String, Look> = toml::from_str(text).expect("a test reads every theme");
        Theme::of(|role| {
            looks
                .get(role.name())
                .map_or_else(Style::new, |look| style(look, level))
        })
    }

    /// A theme that gives each role this style.
    pub fn of(style: impl Fn(Role) -> Style) -> Self {
        let styles = ROLES
            .iter()
            .map(|role| (role.name(), style(*role)))
            .collect();
        Theme { styles }
    }

    /// How a role looks.
    pub fn style(&self, role: Role) -> Style {
        self.styles.get(role.name()).copied().unwrap_or_default()
    }
}

fn style(look: &Look, level: ColorLevel) -> Style {
    let mut style = Style::new();
    for (on, modifier) in [
        (look.bold, Modifier::BOLD),
        (look.dim, Modifier::DIM),
        (look.underline, Modifier::UNDERLINED),
        (look.reverse, Modifier::REVERSED),
    ] {
        if on {
            style = style.add_modifier(modifier);
        }
    }
    let rgb = look
        .fg
        .as_deref()
        .and_then(|text| text.parse::<Color>().ok());
    let color = match (level, rgb) {
        (ColorLevel::None, _) => None,
        (ColorLevel::Sixteen, _) => look.ansi.as_deref().and_then(|name| name.parse().ok()),
        (ColorLevel::TwoHundred, Some(Color::Rgb(r, g, b))) => Some(nearest(r, g, b)),
        (_, rgb) => rgb,
    };
    match color {
        Some(color) => style.fg(color),
        None => style,
    }
}

/// The nearest colour of the 6 x 6 x 6 cube that terminals with 256 colours have.
fn nearest(r: u8, g: u8, b: u8) -> Color {
    let step = |value: u8| match value {
        0..48 => 0,
        48..115 => 1,
        _ => (value - 35) / 40,
    };
    Color::Indexed(16 + 36 * step(r) + 6 * step(g) + step(b))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_theme_is_whole() {
        for (name, text) in FILES {
            let looks: HashMap<String, Look> = toml::from_str(text).unwrap();
            for role in looks.keys() {
                let known = [
                    "text", "dim", "title", "border", "focus", "header", "selected", "key", "chip",
                    "accent", "done", "warning", "problem", "bar",
                ];
                assert!(
                    known.contains(&role.as_str()) || role.starts_with("tier"),
                    "{name}: {role}"
                );
            }
            for look in looks.values() {
                assert!(
                    look.fg
                        .as_deref()
                        .is_none_or(|color| color.parse::<Color>().is_ok())
                );
                assert!(
                    look.ansi
                        .as_deref()
                        .is_none_or(|color| color.parse::<Color>().is_ok())
                );
            }
            let theme = Theme::named(name, ColorLevel::None);
            assert!(
                theme
                    .style(Role::Selected)
                    .add_modifier
                    .contains(Modifier::REVERSED),
                "{name}"
            );
            assert_eq!(
                theme.style(Role::Problem).fg,
                None,
                "no colour where none is wanted"
            );
        }
        assert_eq!(
            FILES.iter().map(|(name, _)| *name).collect::<Vec<_>>(),
            NAMES
        );
    }
}
