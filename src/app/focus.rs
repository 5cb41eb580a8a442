//! Where the user is: screens, and panes within them.

use crate::input::Place;

/// A screen with a tab of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Screen {
    Browse,
    Compare,
    Shortlists,
    Import,
}

impl Screen {
    /// The screens that have a tab, in the order of the tabs.
    pub const ALL: &'static [Screen] = &[
        Screen::Browse,
        Screen::Compare,
        Screen::Shortlists,
        Screen::Import,
    ];

    /// The digit of the tab. 3 is kept for the plan.
    pub fn digit(self) -> char {
        match self {
            Screen::Browse => '1',
            Screen::Compare => '2',
            Screen::Shortlists => '4',
            Screen::Import => '5',
        }
    }

    pub fn title(self) -> &'static str {
        match self {
            Screen::Browse => "Browse",
            Screen::Compare => "Compare",
            Screen::Shortlists => "Shortlists",
            Screen::Import => "Import",
        }
    }

    /// The place that decides which commands can run.
    pub fn place(self) -> Place {
        match self {
            Screen::Browse => Place::Browse,
            Screen::Compare => Place::Compare,
            Screen::Shortlists => Place::Shortlists,
            Screen::Import => Place::Import,
        }
    }

    /// The panes that Tab walks through.
    pub fn panes(self) -> &'static [Pane] {
        match self {
            Screen::Browse => &[Pane::Table, Pane::Facets],
            Screen::Compare => &[
                Pane::Bars,
                Pane::Spread,
                Pane::Forest,
                Pane::Scatter,
                Pane::Tiers,
                Pane::Groups,
                Pane::Basis,
            ],
            Screen::Shortlists => &[Pane::Entries, Pane::Lists, Pane::Statuses, Pane::Detail],
            Screen::Import => &[Pane::Columns, Pane::Problems, Pane::Row],
        }
    }

    /// The screen so many tabs to the right, round the corner.
    pub fn step(self, by: isize) -> Screen {
        let at = Screen::ALL.iter().position(|screen| *screen == self);
        let len = Screen::ALL.len() as isize;
        let at = at.unwrap_or(0) as isize;
        Screen::ALL[(at + by).rem_euclid(len) as usize]
    }
}

/// A part of a screen that can hold the keyboard.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pane {
    Table,
    Facets,
    /// What the money buys in each tier.
    Bars,
    /// How the values of each tier are spread.
    Spread,
    /// The ratio, over all and in each stratum.
    Forest,
    /// Price against engagement rate.
    Scatter,
    /// The figures of each tier.
    Tiers,
    /// The comparison in each niche, platform or country.
    Groups,
    /// What the verdict rests on, in words.
    Basis,
    Lists,
    /// How far talks have come with the entries of a list, with counts.
    Statuses,
    Entries,
    /// What is known of the entry under the cursor.
    Detail,
    Columns,
    Problems,
    /// A problem row as it stands in the file.
    Row,
}
