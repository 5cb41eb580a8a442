//! The Shortlists screen: the lists, and the entries of the chosen one with what changed since they
//! were added.

use ratatui::layout::Rect;

use super::table::tier_role;
use crate::app::layout::Layout;
use crate::app::{Model, Pane};
use crate::input::Command;
use crate::roster::display::{count, grouped, money, share};
use crate::roster::{Currency, Field, Influencer, Roster};
use crate::shortlist::totals::Sum;
use crate::shortlist::{Entry, Shortlist};
use crate::ui::canvas::Canvas;
use crate::ui::format::width;
use crate::ui::look::Role;
use crate::ui::widgets::frame::frame;

/// Draws the panes that fit.
pub fn draw(canvas: &mut Canvas, model: &Model, layout: &Layout) {
    if layout.right.width > 0 {
        lists(canvas, model, layout.left);
        entries(canvas, model, layout.right);
    } else if model.pane() == Pane::Entries {
        entries(canvas, model, layout.left);
    } else {
        lists(canvas, model, layout.left);
    }
}

fn lists(canvas: &mut Canvas, model: &Model, area: Rect) {
    let focused = model.pane() == Pane::Lists && model.overlay().is_none();
    let inner = frame(canvas, area, "Lists", "", focused);
    let lists = model.lists();
    if lists.book().lists().is_empty() {
        let key = model.keymap().key(Command::NewList);
        let text = key.map_or_else(String::new, |key| format!("None yet. {key} makes one."));
        canvas.paragraph(padded(inner), &text, Role::Dim);
        return;
    }
    let shown = lists
        .book()
        .lists()
        .iter()
        .enumerate()
        .skip(lists.list_offset());
    for ((at, list), y) in shown.zip(inner.top()..inner.bottom()) {
        let count = grouped(list.entries().len() as u64);
        let end = inner.right().saturating_sub(1);
        let room = end.saturating_sub(width(&count) + 1);
        let chosen = at == lists.cursor();
        let role = if chosen { Role::Title } else { Role::Text };
        canvas.put(inner.x + 2, y, room, list.name(), role);
        canvas.put_right(room, y, end, &count, Role::Dim);
        if chosen {
            canvas.put(inner.x, y, inner.x + 1, canvas.glyphs().cursor, Role::Text);
            if focused {
                canvas.paint(
                    Rect {
                        y,
                        height: 1,
                        ..inner
                    },
                    Role::Selected,
                );
            }
        }
    }
}

fn padded(area: Rect) -> Rect {
    Rect {
        x: area.x + 1,
        width: area.width.saturating_sub(2),
        ..area
    }
}

fn entries(canvas: &mut Canvas, model: &Model, area: Rect) {
    let focused = model.pane() == Pane::Entries && model.overlay().is_none();
    let Some(list) = model.lists().list() else {
        let inner = frame(canvas, area, "Entries", "", focused);
        nothing(canvas, model, padded(inner));
        return;
    };
    let title = if model.lists().is_read_only(list.name()) {
        format!("{} (read only: open in another window)", list.name())
    } else {
        list.name().to_owned()
    };
    let entries = list.entries();
    let hint = match entries.len() {
        0 => String::new(),
        len => format!(
            "entry {} of {}",
            model.lists().entry_cursor() + 1,
            grouped(len as u64)
        ),
    };
    let inner = frame(canvas, area, &title, &hint, focused);
    if entries.is_empty() {
        nothing(canvas, model, padded(inner));
        return;
    }
    if inner.height < 3 {
        return;
    }
    let columns = Columns::fit(inner);
    columns.header(canvas, inner);
    let rows = Rect {
        y: inner.y + 1,
        height: inner.height - 2,
        ..inner
    };
    let shown = entries
        .iter()
        .enumerate()
        .skip(model.lists().entry_offset());
    for ((at, entry), y) in shown.zip(rows.top()..rows.bottom()) {
        columns.row(canvas, model, inner, y, entry);
        if at == model.lists().entry_cursor() {
            canvas.put(inner.x, y, inner.x + 1, canvas.glyphs().cursor, Role::Text);
            if focused {
                canvas.paint(
                    Rect {
                        y,
                        height: 1,
                        ..inner
                    },
                    Role::Selected,
                );
            }
        }
    }
    total(
        canvas,
        model,
        list,
        Rect {
            y: rows.bottom(),
            height: 1,
            ..inner
        },
    );
}

fn nothing(canvas: &mut Canvas, model: &Model, area: Rect) {
    let key = |command: Command| {
        model
            .keymap()
            .key(command)
            .map(|key| key.to_string())
            .unwrap_or_default()
    };
    let text = format!(
        "Nothing here yet. In Browse ({}) press {} on an influencer, or tick some with {} first.",
        key(Command::Browse),
        key(Command::Add),
        key(Command::Tick)
    );
    canvas.paragraph(area, &text, Role::Text);
}

/// The columns of the entries, those that fit.
struct Columns {
    shown: Vec<(Column, u16, u16)>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Column {
    Handle,
    Platform,
    Status,
    Agreed,
    Tier,
    Price,
    Rate,
    Followers,
    Since,
    Added,
    Note,
}

const COLUMNS: &[(Column, &str, u16)] = &[
    (Column::Handle, "Handle", 19),
    (Column::Status, "Status", 11),
    (Column::Agreed, "Agreed", 9),
    (Column::Price, "Price", 9),
    (Column::Since, "Since added", 20),
    (Column::Tier, "Tier", 6),
    (Column::Rate, "ER", 7),
    (Column::Followers, "Followers", 9),
    (Column::Platform, "Platform", 10),
    (Column::Added, "Added", 10),
    (Column::Note, "Last note", 24),
];

impl Columns {
    fn fit(inner: Rect) -> Self {
        let mut x = inner.x + 2;
        let mut shown = Vec::new();
        for (column, _, wide) in COLUMNS {
            let wide = (*wide).min(inner.right().saturating_sub(x));
            if wide < 6 {
                break;
            }
            shown.push((*column, x, x + wide));
            x += wide + 1;
        }
        // A last column that was squeezed says nothing.
        if let Some((column, from, to)) = shown.last()
            && COLUMNS
                .iter()
                .any(|(known, _, wide)| known == column && *wide > to - from)
            && shown.len() > 1
        {
            shown.pop();
        }
        Columns { shown }
    }

    fn header(&self, canvas: &mut Canvas, inner: Rect) {
        canvas.paint(Rect { height: 1, ..inner }, Role::Header);
        for (column, from, to) in &self.shown {
            let label = COLUMNS
                .iter()
                .find(|(known, ..)| known == column)
                .map_or("", |(_, label, _)| label);
            if column.is_right() {
                canvas.put_right(*from, inner.y, *to, label, Role::Header);
            } else {
                canvas.put(*from, inner.y, *to, label, Role::Header);
            }
        }
    }

    /// One entry: what the roster says of it now, or else what it said when it was added.
    fn row(&self, canvas: &mut Canvas, model: &Model, inner: Rect, y: u16, entry: &Entry) {
        let roster = model.data().roster();
        let place = model.lists().row(&entry.key);
        let now = match (roster, place) {
            (Some(roster), Some(Some(row))) => Some(roster.influencer(row)),
            _ => None,
        };
        let gone = matches!(place, Some(None));
        let role = if gone { Role::Dim } else { Role::Text };
        for (column, from, to) in &self.shown {
            let (from, to) = (*from, *to);
            match column {
                Column::Handle => handle(canvas, from, y, to, entry, role),
                Column::Tier => {
                    let tier = &entry.snapshot.tier;
                    let role = match roster {
                        Some(roster) if !gone => tier_role(roster, tier),
                        _ => role,
                    };
                    canvas.put(from, y, to, tier, role);
                }
                _ => {
                    let text = column.text(entry, roster, now.as_ref(), gone);
                    let (text, role) = match text.as_str() {
                        "" if *column == Column::Since => ("", role),
                        "" => (canvas.glyphs().unknown, Role::Dim),
                        text => (text, role),
                    };
                    if column.is_right() {
                        canvas.say_right(from, y, to, text, role);
                    } else {
                        canvas.say(from, y, to, text, role);
                    }
                }
            }
        }
        if gone
            && !self
                .shown
                .iter()
                .any(|(column, ..)| *column == Column::Since)
        {
            let text = " no longer in the file ";
            canvas.put_right(inner.x, y, inner.right(), text, Role::Dim);
        }
    }
}

fn handle(canvas: &mut Canvas, x: u16, y: u16, end: u16, entry: &Entry, role: Role) {
    canvas.put(x, y, end, &entry.title(), role);
}

impl Column {
    fn is_right(self) -> bool {
        matches!(
            self,
            Column::Agreed | Column::Price | Column::Rate | Column::Followers
        )
    }

    fn text(
        self,
        entry: &Entry,
        roster: Option<&Roster>,
        now: Option<&Influencer>,
        gone: bool,
    ) -> String {
        let then = &entry.snapshot;
        let figure = |field: Field, before: Option<f64>| match now {
            Some(now) => now.number(field),
            None => before,
        };
        let or_empty =
            |value: Option<f64>, text: &dyn Fn(f64) -> String| value.map_or_else(String::new, text);
        match self {
            Column::Price => or_empty(figure(Field::Price, then.price), &|value| {
                amount(value, &then.currency, roster)
            }),
            Column::Rate => or_empty(figure(Field::EngagementRate, then.engagement_rate), &share),
            Column::Followers => or_empty(figure(Field::Followers, then.followers), &count),
            Column::Status => entry.status.clone(),
            Column::Agreed => {
                or_empty(entry.agreed, &|value| amount(value, &then.currency, roster))
            }
            Column::Note => entry
                .notes
                .last()
                .map_or_else(String::new, |note| note.text.clone()),
            Column::Platform => entry.key.platform.clone(),
            Column::Added => entry.added.clone(),
            Column::Since if gone => "no longer in the file".to_owned(),
            Column::Since => now.map_or_else(String::new, |now| changes(entry, roster, now)),
            Column::Handle | Column::Tier => String::new(),
        }
    }
}

/// What the roster says differently now: `price was $180`, `followers were 22.1k`.
fn changes(entry: &Entry, roster: Option<&Roster>, now: &Influencer) -> String {
    let then = &entry.snapshot;
    if let (Some(before), Some(after)) = (then.price, now.number(Field::Price))
        && before != after
    {
        return format!("price was {}", amount(before, &then.currency, roster));
    }
    match (then.followers, now.number(Field::Followers)) {
        (Some(before), Some(after)) if count(before) != count(after) => {
            format!("followers were {}", count(before))
        }
        _ => String::new(),
    }
}

/// An amount in the currency with this code; where the entry does not say, in the roster's.
fn amount(value: f64, code: &str, roster: Option<&Roster>) -> String {
    match Currency::from_code(code).or(roster.map(Roster::base_currency)) {
        Some(currency) => money(value, currency),
        None => grouped(value.round() as u64),
    }
}

/// `14 entries · $3,840 for the 12 with a price`.
fn total(canvas: &mut Canvas, model: &Model, list: &Shortlist, line: Rect) {
    let totals = list.totals();
    let mut text = match totals.entries {
        1 => "1 entry".to_owned(),
        entries => format!("{} entries", grouped(entries as u64)),
    };
    if totals.priced > 0 {
        let sums: Vec<String> = totals
            .price
            .iter()
            .map(|(code, sum)| amount(*sum, code, model.data().roster()))
            .collect();
        text.push_str(&format!(
            " · {} for the {} with a price",
            sums.join(" + "),
            grouped(totals.priced as u64)
        ));
    } else {
        text.push_str(" · no price known");
    }
    let sums = |sum: &Sum| {
        let sums = sum.amounts.iter();
        let sums = sums.map(|(code, sum)| amount(*sum, code, model.data().roster()));
        sums.collect::<Vec<_>>().join(" + ")
    };
    if totals.agreed.known > 0 {
        text.push_str(&format!(
            " · agreed {} with {}",
            sums(&totals.agreed),
            grouped(totals.agreed.known as u64)
        ));
    }
    if let (Some(left), Some(budget)) = (totals.left, list.budget()) {
        let of = |value: f64| amount(value, list.currency(), model.data().roster());
        text.push_str(&format!(" · {} left of {}", of(left), of(budget)));
    }
    canvas.say(line.x + 2, line.y, line.right(), &text, Role::Accent);
}
