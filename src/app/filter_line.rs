//! The filter line cut in its parts: a label, the text, how many match; and where suggestions stand
//! below it.

use ratatui::layout::Rect;
use unicode_width::UnicodeWidthStr;

use super::layout::Layout;
use super::model::Model;
use super::panes::suggestions::SHOWN;
use crate::roster::display::grouped;

/// Cells of suggestions at least and at most, without their border.
const CELLS: (u16, u16) = (26, 48);

/// The words before the text.
pub fn label(line: Rect) -> &'static str {
    if line.width >= 70 { "/ Filter  " } else { "/ " }
}

/// `212 of 12,480 match`.
pub fn count(model: &Model, line: Rect) -> String {
    let (Some(roster), Some(answer)) = (model.data().roster(), model.answers().shown()) else {
        return String::new();
    };
    let (rows, all) = (
        grouped(answer.rows.len() as u64),
        grouped(roster.len() as u64),
    );
    let words = if line.width < 60 { "" } else { " match" };
    format!("{rows} of {all}{words}")
}

/// Where the text is typed, in the filter line.
pub fn field(model: &Model, line: Rect) -> Rect {
    let x = line.x + 1 + cells(label(line));
    let end = line.right().saturating_sub(cells(&count(model, line)) + 2);
    Rect {
        x,
        width: end.saturating_sub(x),
        ..line
    }
}

/// Where suggestions stand, border included: under what is being typed, over the panes. Empty where
/// there are none, or no room.
pub fn popup(model: &Model, layout: &Layout) -> Rect {
    let filter = model.filter();
    let Some(found) = filter.suggestions().filter(|_| layout.query.height > 0) else {
        return Rect::default();
    };
    let field = field(model, layout.query);
    let text = filter.text();
    let typed = text.get(found.slot().span.start..filter.field().cursor_byte());
    let cursor = filter.field().cursor_cells();
    let cursor = u16::try_from(cursor).unwrap_or(u16::MAX).min(field.width);
    // The cursor mark stands before the suggestion, the border before that.
    let x = (field.x + cursor).saturating_sub(cells(typed.unwrap_or("")) + 3);
    let y = layout.query.bottom() + layout.chips.height;
    let width = (found.width().clamp(CELLS.0, CELLS.1) + 5).min(layout.screen.width);
    let lines = u16::try_from(found.items().len().min(SHOWN)).unwrap_or(u16::MAX);
    let height = (lines + 2).min(layout.body.bottom().saturating_sub(y));
    if height < 3 {
        return Rect::default();
    }
    Rect {
        x: x.min(layout.screen.width - width),
        y,
        width,
        height,
    }
}

fn cells(text: &str) -> u16 {
    u16::try_from(text.width()).unwrap_or(u16::MAX)
}
