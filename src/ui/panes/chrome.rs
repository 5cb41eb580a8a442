//! The lines around every screen: tabs, totals or loading, hints, the status line.

use ratatui::layout::Rect;

use crate::app::hints;
use crate::app::layout::{self, Layout};
use crate::app::toast::ToastKind;
use crate::app::{Model, Screen};
use crate::input::Command;
use crate::query::Spread;
use crate::roster::display::{grouped, money, share};
use crate::ui::canvas::Canvas;
use crate::ui::format::width;
use crate::ui::look::Role;
use crate::ui::widgets::bar;

/// Draws the lines around the panes.
pub fn draw(canvas: &mut Canvas, model: &Model, layout: &Layout) {
    tabs(canvas, model, layout.tabs);
    if model.data().progress().is_some() {
        let line = if layout.totals.height > 0 {
            layout.totals
        } else {
            layout.status
        };
        loading(canvas, model, line);
    } else if matches!(model.screen(), Screen::Browse | Screen::Compare) {
        totals(canvas, model, layout.totals);
    }
    hints(canvas, model, layout.hints);
    status(canvas, model, layout);
}

/// The one line of a window that is too small for more.
pub fn too_small(canvas: &mut Canvas, screen: Rect) {
    let (width, height) = layout::SMALLEST;
    let text = format!(
        "Window {}x{}: make it at least {width}x{height}. q quits",
        screen.width, screen.height
    );
    canvas.paragraph(screen, &text, Role::Text);
}

fn tabs(canvas: &mut Canvas, model: &Model, line: Rect) {
    let mut end = line.x;
    for (screen, text, piece) in layout::tabs(line.width, model.screen()) {
        let role = if screen == model.screen() {
            Role::Title
        } else {
            Role::Dim
        };
        end = line.x + piece.x + piece.width;
        canvas.say(line.x + piece.x, line.y, end, &text, role);
    }
    let text = title(model);
    // The name of the file gives way to the tabs, whole.
    let room = line.right().saturating_sub(end + 2);
    let text = if width(&text) <= room {
        text
    } else {
        model.data().title()
    };
    if room >= 8 {
        canvas.say_right(
            end + 2,
            line.y,
            line.right().saturating_sub(1),
            &text,
            Role::Text,
        );
    }
}

/// What is open: `spring_roster.csv · 12,480 influencers`.
fn title(model: &Model) -> String {
    let data = model.data();
    let Some(roster) = data.roster() else {
        return data.title();
    };
    let rows = grouped(roster.len() as u64);
    let made_up = if data.is_demo() { " (made up)" } else { "" };
    let partial = if data.is_partial() { ", partial" } else { "" };
    format!("{}{made_up} · {rows} influencers{partial}", data.title())
}

fn loading(canvas: &mut Canvas, model: &Model, line: Rect) {
    let Some(progress) = model.data().progress() else {
        return;
    };
    let end = line.right();
    let again = model.data().is_reading_again();
    let doing = if again { "Reading again " } else { "Reading " };
    let x = canvas.put(line.x + 1, line.y, end, doing, Role::Text);
    let name = model.data().reading_title();
    let room = (line.width / 3).max(8);
    let mut x = canvas.put(x, line.y, end.min(x + room), &name, Role::Text) + 1;
    if progress.of > 0 {
        let done = progress.read as f64 / progress.of as f64;
        let gauge = Rect {
            x,
            width: (line.width / 4).min(end.saturating_sub(x)),
            ..line
        };
        bar::gauge(canvas, gauge, done, Role::Bar);
        let percent = format!("{:.0}%", done.min(1.0) * 100.0);
        x = canvas.put(gauge.right() + 1, line.y, end, &percent, Role::Text) + 2;
    }
    let rows = model.data().roster().map_or(0, |roster| roster.len());
    if rows > 0 && !again {
        let rows = format!("{} rows so far", grouped(rows as u64));
        x = canvas.put(x, line.y, end, &rows, Role::Text) + 2;
    }
    let x = canvas.put(x, line.y, end, "Esc", Role::Key);
    canvas.put(x, line.y, end, " stop", Role::Dim);
}

fn totals(canvas: &mut Canvas, model: &Model, line: Rect) {
    let (Some(roster), Some(answer)) = (model.data().roster(), model.answers().shown()) else {
        return;
    };
    let currency = roster.base_currency();
    let ticked = model.ticks().len();
    let mut x = line.x + 1;
    if ticked > 0 {
        let totals = model.ticks().totals();
        let mut text = format!("Ticked {}", grouped(ticked as u64));
        if totals.priced > 0 {
            text.push_str(&format!(" · {}", money(totals.price, currency)));
            if totals.priced < ticked {
                text.push_str(&format!(" ({} priced)", grouped(totals.priced as u64)));
            }
        }
        if totals.engaged > 0 && line.width >= 100 {
            text.push_str(&format!(
                " · {} engagements a post",
                grouped(totals.engagements.round() as u64)
            ));
        }
        x = canvas.say(x, line.y, line.right(), &text, Role::Accent) + 3;
    }
    let matching = grouped(answer.rows.len() as u64);
    let price = |spread: &Spread| money(spread.median, currency);
    let rate = |spread: &Spread| share(spread.median);
    let mut text = format!("Shown {matching}");
    text.push_str(&median(
        "price",
        &answer.totals.price,
        answer.rows.len(),
        price,
    ));
    text.push_str(&median(
        "ER",
        &answer.totals.engagement_rate,
        answer.rows.len(),
        rate,
    ));
    if width(&text) + x > line.right() {
        text = format!("Shown {matching}");
    }
    let from = if ticked > 0 { x } else { line.x + 1 };
    if ticked > 0 {
        canvas.say_right(
            from,
            line.y,
            line.right().saturating_sub(1),
            &text,
            Role::Text,
        );
    } else {
        canvas.say(from, line.y, line.right(), &text, Role::Text);
    }
}

/// ` · median price $240 (of 180)`: how many of the rows know the figure, where not all do.
fn median(name: &str, spread: &Spread, rows: usize, figure: impl Fn(&Spread) -> String) -> String {
    match spread.n {
        0 => format!(" · no {name} known"),
        n if n == rows => format!(" · median {name} {}", figure(spread)),
        n => format!(
            " · median {name} {} (n {})",
            figure(spread),
            grouped(n as u64)
        ),
    }
}

fn hints(canvas: &mut Canvas, model: &Model, line: Rect) {
    let hints = hints::hints(model);
    for (hint, piece) in hints.iter().zip(hints::places(&hints, line.width)) {
        let end = (line.x + piece.x + piece.width).min(line.right());
        let x = canvas.say(line.x + piece.x, line.y, end, &hint.key, Role::Key);
        if !hint.words.is_empty() {
            canvas.say(
                x + u16::from(!hint.key.is_empty()),
                line.y,
                end,
                &hint.words,
                Role::Text,
            );
        }
    }
}

/// What is to be known of the roster until it is read again.
fn standing(model: &Model) -> Option<String> {
    let data = model.data();
    if data.progress().is_some() {
        let usable = model.screen() == Screen::Browse && !model.rows().is_empty();
        let text = "You can already scroll and filter what is there";
        return (usable && !data.is_reading_again()).then(|| text.to_owned());
    }
    let key = model.keymap().key(Command::ReadAgain);
    let key = key.map_or_else(|| "reading again".to_owned(), |key| key.to_string());
    match data.changed() {
        [] if data.is_partial() => {
            let title = data.title();
            Some(format!(
                "Only a part of {title} was read: {key} reads it whole"
            ))
        }
        [] => None,
        [one] => Some(format!(
            "{one} has changed: {key} reads it again, ticks and lists are kept"
        )),
        many => Some(format!(
            "{} have changed: {key} reads them again, ticks and lists are kept",
            many.join(", ")
        )),
    }
}

fn status(canvas: &mut Canvas, model: &Model, layout: &Layout) {
    let line = layout.status;
    // What is to be said of the filter stands here where it has no line of its own.
    let remark = model.filter().remark();
    let remark = remark.filter(|_| layout.query.height > 0 && layout.chips.height == 0);
    let typing = remark.is_some() && model.filter().is_typing();
    if let Some(toast) = model.toast().filter(|_| !typing) {
        let (mark, role) = match toast.kind {
            ToastKind::Done => (canvas.glyphs().done, Role::Done),
            ToastKind::Note => ("", Role::Text),
            ToastKind::Problem => ("!", Role::Problem),
        };
        // A sentence must not be lost behind the gauge of a small window.
        canvas.clear(line);
        let x = canvas.put(line.x + 1, line.y, line.right(), mark, role);
        let x = if mark.is_empty() { x } else { x + 1 };
        canvas.say(x, line.y, line.right(), &toast.text, role);
        return;
    }
    // In a small window the gauge stands here.
    let gauge = model.data().progress().is_some() && layout.totals.height == 0;
    if let Some(text) = model.kept().filter(|_| !typing) {
        canvas.clear(line);
        canvas.say(line.x + 1, line.y, line.right(), &text, Role::Warning);
        return;
    }
    if let Some(text) = standing(model).filter(|_| !typing && !gauge) {
        let role = if model.data().progress().is_some() {
            Role::Dim
        } else {
            Role::Warning
        };
        canvas.say(line.x + 1, line.y, line.right(), &text, role);
        return;
    }
    if let Some(remark) = remark {
        let text = super::filter_box::remark_text(model, remark);
        let role = super::filter_box::remark_role(model);
        let x = canvas.put(line.x + 1, line.y, line.right(), "! ", role);
        canvas.say(x, line.y, line.right(), &text, role);
    }
}
