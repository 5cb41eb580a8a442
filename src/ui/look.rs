//! How everything looks: the theme that gives roles their colours, and the signs in use.

use super::glyphs::Glyphs;

pub use stand_in::{Role, Theme};

/// A theme and a set of signs.
#[derive(Clone, Debug)]
pub struct Look {
    pub theme: Theme,
    pub glyphs: &'static Glyphs,
}

mod stand_in {
    use ratatui::style::{Color, Modifier, Style};
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub enum Role {
        Text, Dim, Title, Border, Focus, Header, Selected, Key, Chip, Accent, Done, Warning, Problem, Bar, Tier(usize),
    }
    #[derive(Clone, Debug)]
    pub struct Theme;
    impl Theme {
        pub fn style(&self, role: Role) -> Style {
            match role {
                Role::Text => Style::new(),
                Role::Dim => Style::new().fg(Color::DarkGray),
                Role::Title => Style::new().add_modifier(Modifier::BOLD),
                Role::Border => Style::new().fg(Color::Gray),
                Role::Focus => Style::new().fg(Color::Cyan),
                Role::Header => Style::new().add_modifier(Modifier::UNDERLINED),
                Role::Selected => Style::new().add_modifier(Modifier::REVERSED),
                Role::Key => Style::new().fg(Color::Blue),
                Role::Chip => Style::new().fg(Color::Magenta),
                Role::Accent => Style::new().fg(Color::LightCyan),
                Role::Done => Style::new().fg(Color::Green),
                Role::Warning => Style::new().fg(Color::Yellow),
                Role::Problem => Style::new().fg(Color::Red),
                Role::Bar => Style::new().fg(Color::LightBlue),
                Role::Tier(n) => Style::new().fg(Color::Indexed(100 + n as u8)),
            }
        }
    }
}
