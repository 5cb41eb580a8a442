//! The Shortlists screen: lists, their statuses and their budget on the left, the entries, and what is
//! known of the one under the cursor. Where not all have room, the entries have it, and the pane that
//! is used lies over them.

use ratatui::layout::Rect;

use super::Layout;
use crate::app::focus::Pane;

/// The panes, borders included; one without room is empty.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ListsLayout {
    pub lists: Rect,
    pub statuses: Rect,
    pub budget: Rect,
    pub entries: Rect,
    pub detail: Rect,
}

/// Lines for the usual statuses, borders included.
const STATUSES: u16 = 9;

/// Lines for the budget and those who are gone, borders included.
const BUDGET: u16 = 10;

pub fn solve(body: Rect, pane: Pane) -> ListsLayout {
    let (side, detail) = match body.width {
        ..100 => (0, 0),
        100..120 => (24, 0),
        120..200 => (25, 33),
        _ => (32, 58),
    };
    let area = |x: u16, width: u16| Rect {
        x: body.x + x,
        width,
        ..body
    };
    let mut layout = ListsLayout {
        entries: area(side, body.width - side - detail),
        detail: area(body.width - detail, detail),
        ..ListsLayout::default()
    };
    let on_side = matches!(pane, Pane::Lists | Pane::Statuses);
    if side > 0 || on_side {
        let over = if body.width < 60 { body.width } else { 36 };
        let side = if side > 0 { side } else { over };
        fill_side(&mut layout, area(0, side), pane);
    }
    if detail == 0 && pane == Pane::Detail {
        let width = if body.width < 100 { body.width } else { 60 };
        layout.detail = area(body.width - width, width);
    }
    layout
}

fn fill_side(layout: &mut ListsLayout, side: Rect, pane: Pane) {
    let part = |y: u16, height: u16| Rect {
        y: side.y + y,
        height,
        ..side
    };
    if side.height < STATUSES + 5 {
        match pane {
            Pane::Statuses => layout.statuses = side,
            _ => layout.lists = side,
        }
        return;
    }
    let budget = if side.height >= STATUSES + BUDGET + 6 {
        BUDGET
    } else {
        0
    };
    let lists = side.height - STATUSES - budget;
    layout.lists = part(0, lists);
    layout.statuses = part(lists, STATUSES);
    layout.budget = part(lists + STATUSES, budget);
}

impl ListsLayout {
    /// Panes that can have the keyboard; what lies over others comes first.
    pub fn panes(&self) -> impl Iterator<Item = (Pane, Rect)> {
        [
            (Pane::Lists, self.lists),
            (Pane::Statuses, self.statuses),
            (Pane::Detail, self.detail),
            (Pane::Entries, self.entries),
        ]
        .into_iter()
        .filter(|(_, area)| !area.is_empty())
    }

    /// Entries that fit between their header and their sum.
    pub fn entry_rows(&self) -> usize {
        Layout::lines(self.entries).saturating_sub(2)
    }
}
