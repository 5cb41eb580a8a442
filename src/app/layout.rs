//! Where everything is on the screen: pure arithmetic, used by `update` (mouse hits, page sizes) and
//! by the views, so that nothing travels back from drawing.
//!
//! ```text
//! tabs      [1 Browse]  2 Compare  4 Shortlists  5 Import            roster.csv · 12,480 influencers
//! query     / Filter  niche:fitness tier:micro                                  212 of 12,480 match
//! chips     niche: fitness ×  tier: micro ×                                      Sorted by CPE ▲
//! body     ┌─ facets ─┐┌─ table ───────────────────────────────────────────────┐┌─ profile ─────┐
//!          └──────────┘└───────────────────────────────────────────────────────┘└───────────────┘
//! strip     two lines about the influencer under the cursor, where there is no room for a profile
//! totals    Ticked 3 · $490                                            Shown 212 · median $240
//! hints     ? help  : commands │ / filter  f facets ...
//! status    ✓ @someone added to "Spring launch"   u undo
//! ```

pub mod compare;

pub mod lists;

use ratatui::layout::Rect;
use unicode_width::UnicodeWidthStr;

use self::compare::{CompareLayout, Shown};
use self::lists::ListsLayout;

use super::focus::{Pane, Screen};
use crate::roster::Field;

/// Below this the program shows one line that asks for a larger window.
pub const SMALLEST: (u16, u16) = (40, 10);

/// Cells before the handle: cursor mark, tick box, a blank.
pub const MARK_CELLS: u16 = 5;

/// What the user wants to see, as far as it moves things.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Prefs {
    pub screen: Screen,
    /// The facets are open over the table, where they have no place beside it.
    pub facets_open: bool,
    /// The profile was switched on or off by hand.
    pub profile: Option<bool>,
    /// The pane that has the keyboard: where not all have room, it is shown.
    pub pane: Pane,
    /// Rows that lack a figure are told of below the table.
    pub unknown: bool,
    /// What Compare shows.
    pub compared: Shown,
}

/// The areas of the screen; an area without room is empty.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Layout {
    pub screen: Rect,
    /// The window is too small for anything but a sentence.
    pub too_small: bool,
    pub tabs: Rect,
    pub query: Rect,
    pub chips: Rect,
    /// Import: what is said of the file, above the panes.
    pub head: Rect,
    pub body: Rect,
    pub totals: Rect,
    pub hints: Rect,
    pub status: Rect,
    /// Browse: the panes of the body, borders included.
    pub facets: Rect,
    pub table: Rect,
    /// The last line inside the table, where rows that lack a figure are told of.
    pub unknown: Rect,
    pub profile: Rect,
    /// Browse: two lines for the influencer under the cursor.
    pub strip: Rect,
    /// Import: the body cut in a left and a right pane; one is empty where only one fits.
    pub left: Rect,
    pub right: Rect,
    /// Import: the row as it stands in the file, below both.
    pub below: Rect,
    pub compare: CompareLayout,
    pub lists: ListsLayout,
}

/// Lays the screen out.
pub fn solve(width: u16, height: u16, prefs: Prefs) -> Layout {
    let screen = Rect::new(0, 0, width, height);
    let mut layout = Layout {
        screen,
        too_small: width < SMALLEST.0 || height < SMALLEST.1,
        ..Layout::default()
    };
    if layout.too_small {
        return layout;
    }
    let row = |y: u16| Rect::new(0, y, width, 1);
    let roomy = height >= 16;
    let has_query = prefs.screen == Screen::Browse || prefs.screen == Screen::Compare;
    layout.tabs = row(0);
    let mut top = 1;
    if has_query {
        layout.query = row(top);
        top += 1;
        if roomy {
            layout.chips = row(top);
            top += 1;
        }
    }
    layout.status = row(height - 1);
    layout.hints = row(height - 2);
    let mut bottom = height - 2;
    if roomy {
        layout.totals = row(height - 3);
        bottom -= 1;
    }
    match prefs.screen {
        Screen::Browse => browse(&mut layout, prefs, top, bottom),
        Screen::Compare => {
            layout.body = Rect::new(0, top, width, bottom - top);
            layout.compare = compare::solve(layout.body, prefs.pane, prefs.compared);
        }
        Screen::Import => {
            let lines = match (roomy, width) {
                (false, _) => 1,
                (true, ..110) => 3,
                (true, _) => 2,
            };
            layout.head = Rect::new(0, top, width, lines);
            layout.body = Rect::new(0, top + lines, width, bottom - top - lines);
            import(&mut layout, prefs.pane);
        }
        Screen::Shortlists => {
            layout.body = Rect::new(0, top, width, bottom - top);
            layout.lists = lists::solve(layout.body, prefs.pane);
        }
    }
    layout
}

/// Lines for a row as it stands in the file, borders included.
const ROW_LINES: u16 = 9;

/// Columns and problems side by side with the row below, or, where they have no room, columns alone,
/// problems above the row, or whichever of these is used.
fn import(layout: &mut Layout, pane: Pane) {
    let body = layout.body;
    let wide = body.width >= 110;
    let tall = body.height >= ROW_LINES + 7;
    let below = if tall { ROW_LINES } else { 0 };
    let above = Rect {
        height: body.height - below,
        ..body
    };
    let under = Rect {
        y: above.bottom(),
        height: below,
        ..body
    };
    match (wide, pane) {
        (true, _) if tall || pane != Pane::Row => {
            layout.left = Rect {
                width: body.width / 2,
                ..above
            };
            layout.right = Rect {
                x: layout.left.right(),
                width: body.width - layout.left.width,
                ..above
            };
            layout.below = under;
        }
        (_, Pane::Row) if !tall => layout.below = body,
        (_, Pane::Problems | Pane::Row) => {
            layout.right = above;
            layout.below = under;
        }
        _ => layout.left = body,
    }
}

/// Lines of the table, header included, below which none is spent on rows that lack a figure.
const LEAST_TOLD: u16 = 6;

fn browse(layout: &mut Layout, prefs: Prefs, top: u16, mut bottom: u16) {
    let width = layout.screen.width;
    let (facets, profile) = match width {
        ..100 => (0, 0),
        100..200 => (25, 31),
        _ => (32, 58),
    };
    let profile_wanted = prefs.profile.unwrap_or(width >= 120);
    let profile = if profile_wanted { profile } else { 0 };
    if width < 100 && layout.totals.height > 0 && prefs.profile != Some(false) {
        layout.strip = Rect::new(0, bottom - 2, width, 2);
        bottom -= 2;
    }
    layout.body = Rect::new(0, top, width, bottom - top);
    let area = |x: u16, width: u16| Rect {
        x,
        width,
        ..layout.body
    };
    let (facets, table, profile) = (
        area(0, facets),
        area(facets, width - facets - profile),
        area(width - profile, profile),
    );
    layout.table = table;
    let inner = Layout::inner(table);
    if prefs.unknown && inner.height >= LEAST_TOLD {
        let y = inner.bottom() - 1;
        layout.unknown = Rect {
            y,
            height: 1,
            ..inner
        };
    }
    layout.facets = if facets.width == 0 && prefs.facets_open {
        area(0, width.min(36))
    } else {
        facets
    };
    layout.profile = profile;
}

impl Layout {
    /// Rows of influencers that fit in the table: its height without borders and header.
    pub fn table_rows(&self) -> usize {
        self.table
            .height
            .saturating_sub(3 + self.unknown.height)
            .into()
    }

    /// Lines that fit in a pane with borders.
    pub fn lines(pane: Rect) -> usize {
        pane.height.saturating_sub(2).into()
    }

    /// The area inside a pane's border.
    pub fn inner(pane: Rect) -> Rect {
        Rect {
            x: pane.x + 1.min(pane.width),
            y: pane.y + 1.min(pane.height),
            width: pane.width.saturating_sub(2),
            height: pane.height.saturating_sub(2),
        }
    }
}

/// Where it stands what would help, inside a table without rows: below a sentence, above the keys.
pub fn helps(inner: Rect) -> Rect {
    let (above, below) = match inner.height {
        ..8 => (2, 0),
        _ => (3, 3),
    };
    Rect {
        y: (inner.y + above).min(inner.bottom()),
        height: inner.height.saturating_sub(above + below),
        ..inner
    }
}

/// A column of the table: where it begins inside the pane's border, and its cells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ColumnArea {
    pub field: Field,
    /// Its place in the list of shown columns.
    pub at: usize,
    pub x: u16,
    pub width: u16,
}

/// Cells that the frozen column keeps where others want its room, and cells that it takes at most
/// where nobody does.
const FROZEN: (u16, u16) = (14, 32);

/// The columns that fit: the frozen first one, then those from `first` on. The frozen column gives
/// room to others and takes what they leave. A column that does not fit whole is not shown, apart
/// from the first one after the frozen column.
pub fn columns(inner_width: u16, fields: &[Field], first: usize) -> Vec<ColumnArea> {
    let mut areas = Vec::with_capacity(fields.len());
    let Some((frozen, rest)) = fields.split_first() else {
        return areas;
    };
    let room = inner_width.saturating_sub(MARK_CELLS);
    let least = FROZEN.0.min((room / 2).max(8)).min(room);
    areas.push(ColumnArea {
        field: *frozen,
        at: 0,
        x: MARK_CELLS,
        width: least,
    });
    let mut x = MARK_CELLS + least + 1;
    for (at, field) in rest.iter().enumerate().skip(first) {
        let left = inner_width.saturating_sub(x);
        let mut width = field.spec().width;
        if width > left {
            if areas.len() > 1 || left < 4 {
                break;
            }
            width = left;
        }
        areas.push(ColumnArea {
            field: *field,
            at: at + 1,
            x,
            width,
        });
        x += width + 1;
    }
    let spare = (inner_width + 1)
        .saturating_sub(x)
        .min(FROZEN.1.saturating_sub(least));
    areas[0].width += spare;
    for area in &mut areas[1..] {
        area.x += spare;
    }
    areas
}

/// A piece of a line that can be clicked: where it begins and its cells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Piece {
    pub x: u16,
    pub width: u16,
}

/// Lays texts side by side from `x` with a gap between; those that do not fit are left out.
pub fn pieces<'a>(
    texts: impl IntoIterator<Item = &'a str>,
    mut x: u16,
    gap: u16,
    end: u16,
) -> Vec<Piece> {
    let mut pieces = Vec::new();
    for text in texts {
        let width = u16::try_from(text.width()).unwrap_or(u16::MAX);
        if x.saturating_add(width) > end {
            break;
        }
        pieces.push(Piece { x, width });
        x += width + gap;
    }
    pieces
}

/// The texts of the tabs, the current one in brackets, and where each is.
pub fn tabs(width: u16, current: Screen) -> Vec<(Screen, String, Piece)> {
    let texts: Vec<String> = Screen::ALL
        .iter()
        .map(|screen| {
            let title = match (width, screen) {
                (..80, Screen::Shortlists) => "Lists",
                _ => screen.title(),
            };
            if *screen == current {
                format!("[{} {title}]", screen.digit())
            } else {
                format!(" {} {title} ", screen.digit())
            }
        })
        .collect();
    let gap = if width < 80 { 0 } else { 1 };
    let places = pieces(texts.iter().map(String::as_str), gap, gap, width);
    Screen::ALL
        .iter()
        .zip(texts.clone())
        .zip(places)
        .map(|((screen, text), piece)| (*screen, text, piece))
        .collect()
}

/// The area of a dialog of this size in the middle of the screen, or the whole screen if it is small.
pub fn dialog(screen: Rect, width: u16, height: u16) -> Rect {
    let width = width.min(screen.width);
    let height = height.min(screen.height);
    Rect {
        x: (screen.width - width) / 2,
        y: (screen.height - height) / 2,
        width,
        height,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn prefs(screen: Screen) -> Prefs {
        Prefs {
            screen,
            facets_open: false,
            profile: None,
            pane: Pane::Table,
            unknown: false,
            compared: Shown::default(),
        }
    }

    #[test]
    fn panes_never_leave_the_screen_at_any_size() {
        for screen in Screen::ALL {
            for width in 0..260 {
                for height in 0..70 {
                    for (open, profile) in [(false, None), (true, Some(true)), (true, Some(false))]
                    {
                        let layout = solve(
                            width,
                            height,
                            Prefs {
                                screen: *screen,
                                facets_open: open,
                                profile,
                                pane: if open { Pane::Problems } else { Pane::Detail },
                                unknown: open,
                                compared: Shown::default(),
                            },
                        );
                        for area in [
                            layout.tabs,
                            layout.query,
                            layout.chips,
                            layout.head,
                            layout.body,
                            layout.totals,
                            layout.hints,
                            layout.status,
                            layout.facets,
                            layout.table,
                            layout.profile,
                            layout.strip,
                            layout.unknown,
                            layout.left,
                            layout.right,
                            layout.below,
                            layout.lists.lists,
                            layout.lists.statuses,
                            layout.lists.budget,
                            layout.lists.entries,
                            layout.lists.detail,
                        ] {
                            assert!(
                                area.right() <= width && area.bottom() <= height,
                                "{layout:?}"
                            );
                        }
                    }
                }
            }
        }
    }

    #[test]
    fn sizes_get_the_panes_that_they_have_room_for() {
        let at = |width, height| solve(width, height, prefs(Screen::Browse));
        assert!(at(39, 10).too_small && at(40, 9).too_small);
        let narrow = at(80, 24);
        assert_eq!(
            (narrow.facets.width, narrow.table.width, narrow.strip.height),
            (0, 80, 2)
        );
        let full = at(120, 35);
        assert_eq!(
            (full.facets.width, full.table.width, full.profile.width),
            (25, 64, 31)
        );
        let wide = at(200, 50);
        assert_eq!(
            (wide.facets.width, wide.table.width, wide.profile.width),
            (32, 110, 58)
        );
    }

    #[test]
    fn the_first_column_stays_when_columns_scroll() {
        let fields = [Field::Handle, Field::Platform, Field::Followers, Field::Cpe];
        let shown = |first| {
            columns(48, &fields, first)
                .iter()
                .map(|column| column.field)
                .collect::<Vec<_>>()
        };
        assert_eq!(shown(0)[..2], [Field::Handle, Field::Platform]);
        assert_eq!(shown(2), [Field::Handle, Field::Cpe]);
    }
}
