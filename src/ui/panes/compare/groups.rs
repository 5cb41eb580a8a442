//! The comparison in each niche, platform or country.

use ratatui::layout::Rect;

use super::{FEW, Scene};
use crate::analysis::compare::{Group, Groups, sentence};
use crate::app::Pane;
use crate::app::layout::compare::group_rows;
use crate::app::panes::compare::fields;
use crate::roster::display::{grouped, ratio};
use crate::ui::canvas::Canvas;
use crate::ui::format::width;
use crate::ui::look::Role;

/// Cells of the ratio.
const RATIO: u16 = 9;
/// Cells of a range, and the least for a name.
const RANGE: u16 = 17;
const NAME: u16 = 12;

pub fn draw(canvas: &mut Canvas, scene: &Scene, area: Rect) {
    let field = scene.model.compare().field(scene.roster);
    let title = title(scene, field.map(|field| field.spec().label));
    let found = scene.comparison.groups.as_ref();
    let shown = found.filter(|groups| !groups.groups.is_empty());
    let (cursor, offset) = scene.model.compare().group();
    let focused = scene.model.pane() == Pane::Groups;
    let under = shown.and_then(|groups| groups.groups.get(cursor).filter(|_| focused));
    let hint = under.map_or_else(String::new, |group| in_words(scene, group));
    let inner = scene.frame(canvas, Pane::Groups, area, &title, &hint);
    let Some(groups) = shown else {
        let text = match (field, found) {
            (None, _) => "The roster has neither niches nor platforms nor countries",
            (_, None) => "Comparing…",
            (_, Some(_)) => "Nobody of the two tiers names one",
        };
        canvas.say(inner.x + 1, inner.y, inner.right(), text, Role::Dim);
        return;
    };
    let columns = Columns::of(scene, groups, inner);
    header(canvas, scene, groups, &columns, inner);
    let page = group_rows(area);
    let rows = groups.groups.iter().enumerate().skip(offset).take(page);
    for ((at, group), y) in rows.zip(inner.y + 1..inner.bottom()) {
        row(canvas, scene, group, &columns, y);
        if at == cursor && focused {
            canvas.put(inner.x, y, inner.x + 1, canvas.glyphs().cursor, Role::Focus);
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
    if groups.compared > 1 && inner.height > 2 {
        let long = format!(
            "“clear” allows for {} comparisons at once; ranges do not",
            groups.compared
        );
        let text = match width(&long) < inner.width {
            true => long,
            false => format!("“clear” is over all {}", groups.compared),
        };
        canvas.say(
            inner.x + 1,
            inner.bottom() - 1,
            inner.right(),
            &text,
            Role::Dim,
        );
    }
}

/// `By niche`, and what else there is.
fn title(scene: &Scene, chosen: Option<&str>) -> String {
    let chosen = chosen.unwrap_or("group").to_lowercase();
    let others: Vec<String> = fields(scene.roster)
        .into_iter()
        .map(|field| field.spec().label.to_lowercase())
        .filter(|label| *label != chosen)
        .collect();
    match others.is_empty() {
        true => format!("By {chosen}"),
        false => format!("By {chosen} (or {})", others.join(", ")),
    }
}

fn said(scene: &Scene, group: &Group) -> String {
    let subject = scene.comparison.subject();
    sentence::said(
        group,
        &subject.small.name,
        &subject.big.name,
        subject.measure,
    )
}

/// All that is said of a group, for where the columns have no room.
fn in_words(scene: &Scene, group: &Group) -> String {
    let said = said(scene, group);
    match group.interval() {
        Some(interval) => format!("{}: {said} ({})", group.name, sentence::limits(interval)),
        None => format!("{}: {said}", group.name),
    }
}

/// Where each column ends; a column without room is empty.
struct Columns {
    name: (u16, u16),
    ratio: (u16, u16),
    range: (u16, u16),
    said: (u16, u16),
    small: (u16, u16),
    big: (u16, u16),
}

impl Columns {
    fn of(scene: &Scene, groups: &Groups, inner: Rect) -> Self {
        let subject = scene.comparison.subject();
        let number = |name: &str, most: usize| width(name).max(width(&grouped(most as u64))) + 2;
        let most = |of: fn(&Group) -> usize| groups.groups.iter().map(of).max().unwrap_or(0);
        let small = number(&subject.small.name, most(|group| group.small));
        let big = number(&subject.big.name, most(|group| group.big));
        let said = groups.groups.iter().map(|group| width(&said(scene, group)));
        let mut said = said.max().unwrap_or(0) + 2;
        let names = groups.groups.iter().map(|group| width(&group.name));
        let mut name = names.max().unwrap_or(0).max(NAME) + 1;
        let mut range = RANGE;
        let mut room = inner.width.saturating_sub(2 + RATIO + small + big);
        if room < NAME + said + range {
            range = 0;
        }
        if room < NAME + said {
            said = 0;
        }
        room = room.saturating_sub(said + range);
        name = name.min(room);
        let mut x = inner.x + 1;
        let mut take = |cells: u16| {
            let from = x;
            x += cells;
            (from, x)
        };
        Columns {
            name: take(name),
            ratio: take(RATIO),
            range: take(range),
            said: take(said),
            small: take(small),
            big: take(big),
        }
    }
}

fn header(canvas: &mut Canvas, scene: &Scene, groups: &Groups, columns: &Columns, inner: Rect) {
    let subject = scene.comparison.subject();
    let y = inner.y;
    canvas.paint(
        Rect {
            height: 1.min(inner.height),
            ..inner
        },
        Role::Header,
    );
    let label = groups.field.spec().label;
    canvas.put(columns.name.0, y, columns.name.1, label, Role::Header);
    canvas.put_right(columns.ratio.0, y, columns.ratio.1, "Ratio", Role::Header);
    canvas.put_right(
        columns.range.0,
        y,
        columns.range.1,
        "95% range",
        Role::Header,
    );
    canvas.put(columns.said.0 + 2, y, columns.said.1, "Says", Role::Header);
    for ((from, to), name) in [
        (columns.small, &subject.small.name),
        (columns.big, &subject.big.name),
    ] {
        canvas.put_right(from, y, to, name, Role::Header);
    }
}

fn row(canvas: &mut Canvas, scene: &Scene, group: &Group, columns: &Columns, y: u16) {
    let unknown = canvas.glyphs().unknown;
    let text = scene.text();
    let name_end = columns.name.1.saturating_sub(1);
    canvas.put(columns.name.0, y, name_end, &group.name, text);
    let (value, role) = match group.estimate {
        Some(estimate) => (ratio(estimate.ratio), text),
        None => (unknown.to_owned(), Role::Dim),
    };
    canvas.put_right(columns.ratio.0, y, columns.ratio.1, &value, role);
    let range = group
        .interval()
        .map_or(unknown.to_owned(), sentence::limits);
    canvas.put_right(columns.range.0, y, columns.range.1, &range, role);
    let said_role = if group.clear && !scene.stale {
        Role::Title
    } else {
        role
    };
    canvas.put(
        columns.said.0 + 2,
        y,
        columns.said.1,
        &said(scene, group),
        said_role,
    );
    for ((from, to), number) in [(columns.small, group.small), (columns.big, group.big)] {
        let role = if number < FEW {
            Role::Warning
        } else {
            Role::Dim
        };
        canvas.put_right(from, y, to, &grouped(number as u64), role);
    }
}
