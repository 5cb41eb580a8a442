//! Charts as SVG, to stand inside an HTML page: figures and words in, one string out.
//!
//! A chart knows nothing of rosters or comparisons; whoever draws one says what its rows are called and
//! what their figures mean. [`axis`] places values, `svg` writes shapes and keeps texts harmless.
//! Colours are classes that [`STYLE`] gives meaning to, in the light, in the dark and on paper; each is
//! told by words as well.

pub mod axis;

mod svg;

pub mod bars;

pub mod forest;

pub mod spread;

pub use axis::Unit;
pub use bars::{Bar, Bars};
pub use forest::{Forest, ForestRow, Weight};
pub use spread::{Cell, Spread, SpreadRow};

/// The style sheet that charts need on their page.
pub const STYLE: &str = include_str!("../../../assets/report/chart.css");

/// How much room there is: a chart is drawn for each, and the page shows the one that can be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Room {
    /// A screen or a sheet of paper: words beside the figures.
    Wide,
    /// A phone: words above the figures.
    Narrow,
}

impl Room {
    pub const ALL: [Room; 2] = [Room::Wide, Room::Narrow];

    /// Units across, which are pixels where nothing is scaled.
    fn width(self) -> f64 {
        match self {
            Room::Wide => 820.0,
            Room::Narrow => 340.0,
        }
    }

    fn class(self) -> &'static str {
        match self {
            Room::Wide => "chart wide",
            Room::Narrow => "chart narrow",
        }
    }
}

/// Whose figure it is: one of the two that are compared, or another one beside them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    Small,
    Big,
    Other,
}

impl Tone {
    fn class(self) -> &'static str {
        match self {
            Tone::Small => "small",
            Tone::Big => "big",
            Tone::Other => "other",
        }
    }

    /// The two that are compared are bold, so that colour is not all that tells them.
    fn name_class(self) -> &'static str {
        match self {
            Tone::Small | Tone::Big => "strong",
            Tone::Other => "",
        }
    }
}
