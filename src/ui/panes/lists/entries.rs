//! The entries of the chosen list: what the roster says of them now, or else what it said when they were
//! added.

use ratatui::layout::Rect;

use super::{amount, amounts, is_focused, padded};
use crate::app::layout::MARK_CELLS;
use crate::app::panes::detail::{Now, is_late};
use crate::app::panes::lists::{Lists, Order};
use crate::app::{Model, Pane};
use crate::input::Command;
use crate::query::day::short;
use crate::roster::display::{count, grouped, share};
use crate::roster::{Currency, Field, Influencer, Roster};
use crate::shortlist::{Entry, Shortlist};
use crate::ui::canvas::Canvas;
use crate::ui::format::width;
use crate::ui::look::Role;
use crate::ui::panes::table::tier_role;
use crate::ui::widgets::frame::frame;
use crate::ui::widgets::list::{row, select};

pub fn draw(canvas: &mut Canvas, model: &Model, area: Rect) {
    let focused = is_focused(model, Pane::Entries);
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
    let lists = model.lists();
    let shown = lists.shown();
    let inner = frame(
        canvas,
        area,
        &title,
        &hint(lists, list, shown.len()),
        focused,
    );
    if list.entries().is_empty() {
        nothing(canvas, model, padded(inner));
        return;
    }
    if shown.is_empty() {
        let key = model.keymap().key(Command::ClearFilter);
        let key = key.map_or_else(String::new, |key| format!(" {key} shows all."));
        let wanted: Vec<&str> = lists.wanted().map(super::side::word).collect();
        let text = format!("No entry is {}.{key}", wanted.join(" or "));
        canvas.paragraph(padded(inner), &text, Role::Text);
        return;
    }
    if inner.height < 3 {
        return;
    }
    let columns = Columns::fit(inner);
    columns.header(canvas, inner, lists);
    let rows = Rect {
        y: inner.y + 1,
        height: inner.height - 2,
        ..inner
    };
    let seen = shown.iter().enumerate().skip(lists.entry_offset());
    for ((at, entry), y) in seen.zip(rows.top()..rows.bottom()) {
        columns.row(canvas, model, inner, y, entry);
        if at == lists.entry_cursor() && focused {
            select(canvas, row(inner, y));
        } else if at == lists.entry_cursor() {
            canvas.put(inner.x, y, inner.x + 1, canvas.glyphs().cursor, Role::Text);
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

/// `entry 3 of 14 · sorted by status · only idea`.
fn hint(lists: &Lists, list: &Shortlist, shown: usize) -> String {
    let mut hint = match (shown, list.entries().len()) {
        (_, 0) => return String::new(),
        (0, all) => format!("none of {}", grouped(all as u64)),
        (shown, _) => format!(
            "entry {} of {}",
            lists.entry_cursor() + 1,
            grouped(shown as u64)
        ),
    };
    if lists.order() != Order::Hand {
        hint.push_str(&format!(" · by {}", lists.order().label()));
        hint.push_str(if lists.is_descending() {
            " ▼"
        } else {
            " ▲"
        });
    }
    let wanted: Vec<&str> = lists.wanted().map(super::side::word).collect();
    if !wanted.is_empty() {
        hint.push_str(&format!(" · only {}", wanted.join(", ")));
    }
    hint
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
    Status,
    Agreed,
    Price,
    Due,
    Since,
    Cpe,
    Tier,
    Rate,
    Followers,
    Platform,
    Added,
    Note,
}

/// The columns with their cells, in the order in which they find room.
const COLUMNS: &[(Column, &str, u16)] = &[
    (Column::Handle, "Handle", 15),
    (Column::Status, "Status", 11),
    (Column::Agreed, "Agreed", 7),
    (Column::Price, "Price", 7),
    (Column::Due, "Due", 9),
    (Column::Since, "Since added", 21),
    (Column::Cpe, "CPE", 7),
    (Column::Tier, "Tier", 6),
    (Column::Rate, "ER", 6),
    (Column::Followers, "Followers", 9),
    (Column::Platform, "Platform", 10),
    (Column::Added, "Added", 9),
    (Column::Note, "Last note", 24),
];

/// Cells that the handle takes at most of what the others leave.
const HANDLE: u16 = 30;

impl Columns {
    /// Columns that do not fit whole are left out; the handle takes what is left.
    fn fit(inner: Rect) -> Self {
        let room = inner.width.saturating_sub(MARK_CELLS);
        let mut used = 0;
        let fitting = COLUMNS.iter().take_while(|(_, _, wide)| {
            used += wide + 1;
            used <= room + 1
        });
        let mut fitting: Vec<(Column, u16)> =
            fitting.map(|(column, _, wide)| (*column, *wide)).collect();
        let sum: u16 = fitting.iter().map(|(_, wide)| wide + 1).sum();
        if let Some((_, handle)) = fitting.first_mut() {
            *handle = (*handle + (room + 1).saturating_sub(sum)).min(HANDLE);
        }
        let mut x = inner.x + MARK_CELLS;
        let shown = fitting.into_iter().map(|(column, wide)| {
            let from = x;
            x += wide + 1;
            (column, from, from + wide)
        });
        Columns {
            shown: shown.collect(),
        }
    }

    fn header(&self, canvas: &mut Canvas, inner: Rect, lists: &Lists) {
        canvas.paint(Rect { height: 1, ..inner }, Role::Header);
        for (column, from, to) in &self.shown {
            let label = COLUMNS
                .iter()
                .find(|(known, ..)| known == column)
                .map_or("", |(_, label, _)| label);
            let sign = canvas.glyphs().sorts[usize::from(lists.is_descending())];
            let label = match column.order() == Some(lists.order()) {
                true => format!("{label}{sign}"),
                false => (*label).to_owned(),
            };
            let label = label.as_str();
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
        let (now, gone) = match model.now(&entry.key) {
            Now::Is(now) => (Some(now), false),
            Now::Gone => (None, true),
            Now::Unknown => (None, false),
        };
        let ticked = model.lists().is_ticked(&entry.key);
        let sign = canvas.glyphs().boxes[usize::from(ticked)];
        let mark = if ticked { Role::Accent } else { Role::Dim };
        canvas.put(inner.x + 1, y, inner.x + 4, sign, mark);
        let role = if gone { Role::Dim } else { Role::Text };
        for (column, from, to) in &self.shown {
            let (from, to) = (*from, *to);
            match column {
                Column::Handle => title(canvas, from, y, to, entry, gone),
                Column::Due if is_late(entry, model.today()) => {
                    let text = short(&entry.due, model.today());
                    canvas.put(from, y, to, &text, Role::Warning);
                }
                Column::Tier => {
                    let tier = &entry.snapshot.tier;
                    let role = match roster {
                        Some(roster) if !gone => tier_role(roster, tier),
                        _ => role,
                    };
                    canvas.put(from, y, to, tier, role);
                }
                _ => {
                    let text = column.text(entry, model, now.as_ref(), gone, to - from);
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
    }
}

/// The handle, with a word behind it where the file no longer has it.
fn title(canvas: &mut Canvas, x: u16, y: u16, end: u16, entry: &Entry, gone: bool) {
    let title = entry.title();
    if !gone {
        canvas.put(x, y, end, &title, Role::Text);
        return;
    }
    let room = end.saturating_sub(x);
    let long = " no longer in the file";
    let word = if width(&title) + width(long) <= room {
        long
    } else {
        " gone"
    };
    let x = canvas.put(x, y, end.saturating_sub(width(word)), &title, Role::Dim);
    canvas.put(x, y, end, word, Role::Warning);
}

impl Column {
    /// What sorts by the column.
    fn order(self) -> Option<Order> {
        match self {
            Column::Status => Some(Order::Status),
            Column::Price => Some(Order::Price),
            Column::Cpe => Some(Order::CostPerEngagement),
            Column::Due => Some(Order::Due),
            _ => None,
        }
    }

    fn is_right(self) -> bool {
        matches!(
            self,
            Column::Agreed | Column::Price | Column::Cpe | Column::Rate | Column::Followers
        )
    }

    fn text(
        self,
        entry: &Entry,
        model: &Model,
        now: Option<&Influencer>,
        gone: bool,
        room: u16,
    ) -> String {
        let roster = model.data().roster();
        let then = &entry.snapshot;
        let figure = |field: Field, before: Option<f64>| match now {
            Some(now) => now.number(field),
            None => before,
        };
        let or_empty =
            |value: Option<f64>, text: &dyn Fn(f64) -> String| value.map_or_else(String::new, text);
        match self {
            Column::Price => or_empty(figure(Field::Price, then.price), &|value| {
                short_amount(value, &then.currency, roster, room)
            }),
            Column::Rate => or_empty(figure(Field::EngagementRate, then.engagement_rate), &share),
            Column::Followers => or_empty(figure(Field::Followers, then.followers), &count),
            Column::Status => entry.status.clone(),
            Column::Agreed => or_empty(entry.agreed, &|value| {
                short_amount(value, &then.currency, roster, room)
            }),
            Column::Note => entry
                .notes
                .last()
                .map_or_else(String::new, |note| note.text.clone()),
            Column::Platform => entry.key.platform.clone(),
            Column::Added => short(&entry.added, model.today()),
            Column::Due => short(&entry.due, model.today()),
            Column::Cpe => {
                let cpe = now.and_then(|now| now.number(Field::Cpe));
                or_empty(cpe, &|value| short_amount(value, "", roster, room))
            }
            Column::Since if gone => "no longer in the file".to_owned(),
            Column::Since => now.map_or_else(String::new, |now| changes(entry, roster, now)),
            Column::Handle | Column::Tier => String::new(),
        }
    }
}

/// An amount in so many cells. One that is too long is shortened, not cut: the first digits of a price are
/// another price.
fn short_amount(value: f64, code: &str, roster: Option<&Roster>, room: u16) -> String {
    let text = amount(value, code, roster);
    if width(&text) <= room {
        return text;
    }
    let currency = Currency::from_code(code).or(roster.map(Roster::base_currency));
    let sign = currency.map_or_else(String::new, |currency| currency.sign().to_owned());
    format!("{sign}{}", count(value))
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

/// `14 entries · agreed $250 with 2 · $9,750 left of $10,000`: as much of it as there is room for.
fn total(canvas: &mut Canvas, model: &Model, list: &Shortlist, line: Rect) {
    let totals = list.totals();
    let roster = model.data().roster();
    let grouped = |number: usize| grouped(number as u64);
    let mut text = match totals.entries {
        1 => "1 entry".to_owned(),
        entries => format!("{} entries", grouped(entries)),
    };
    let mut parts = Vec::new();
    if totals.agreed.known > 0 {
        parts.push(format!(
            "agreed {} with {}",
            amounts(&totals.agreed.amounts, roster),
            grouped(totals.agreed.known)
        ));
    }
    if let (Some(left), Some(budget)) = (totals.left, list.budget()) {
        let of = |value: f64| amount(value, list.currency(), roster);
        parts.push(format!("{} left of {}", of(left), of(budget)));
    }
    parts.push(match totals.priced {
        0 => "no price known".to_owned(),
        priced => format!(
            "{} for the {} with a price",
            amounts(&totals.price, roster),
            grouped(priced)
        ),
    });
    for part in parts {
        if width(&text) + width(&part) + 3 > line.width.saturating_sub(2) {
            break;
        }
        text.push_str(&format!(" · {part}"));
    }
    canvas.say(line.x + 2, line.y, line.right(), &text, Role::Accent);
}
