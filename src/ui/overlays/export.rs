//! Writing influencers to a file.

use ratatui::layout::Rect;

use crate::app::overlays::export::{ExportDialog, Form, Line, What, Which};
use crate::app::{Model, layout};
use crate::export::{Format, Headers, Numbers, Place};
use crate::roster::display::{capital, grouped};
use crate::ui::canvas::Canvas;
use crate::ui::format::{fit, width};
use crate::ui::look::Role;
use crate::ui::widgets::input;
use crate::ui::widgets::modal::modal;

const WIDTH: u16 = 86;
const LABEL: u16 = 10;

/// Cells that the buttons take where there is room for all their words.
const BUTTONS: u16 = 48;

/// Lines of a record that is too long for one.
const RECORD: usize = 4;

/// A line of choices: its name, what it is, each choice and whether it is taken.
struct Choice {
    label: &'static str,
    line: Line,
    all: Vec<(String, bool)>,
}

/// Draws the dialog: a line for each choice, the file, what it begins with, the buttons.
///
/// ```text
/// What      (•) shown 212   ( ) “Spring” 14
/// Format    (•) CSV   ( ) CSV with ;   …
///
/// File      Documents/spring_selection.csv
///           Text that a spreadsheet would run as a formula is made harmless.
///
/// Preview   Handle,Followers,Engagement rate
///           lumi.lift,48200,0.061
///           … 210 more rows, about 16 kB
///
///           [ Save ]    [ Copy to clipboard ]    [ Cancel ]
/// ```
pub fn draw(canvas: &mut Canvas, model: &Model, screen: Rect, dialog: &ExportDialog) {
    let mut choices = choices(model, dialog);
    // In the smallest windows as many lines of choices as there is room for, down to the cursor.
    let most = usize::from(screen.height.saturating_sub(4)).max(1);
    let at = choices
        .iter()
        .position(|choice| choice.line == dialog.line());
    choices.drain(..at.map_or(0, |at| (at + 1).saturating_sub(most)));
    choices.truncate(most);
    let width = layout::dialog(screen, WIDTH + 4, 3).width.saturating_sub(4);
    let cells = width.saturating_sub(LABEL);
    // What is there at any size; the rest takes what room is left, the most telling first.
    let mut spare = screen.height.saturating_sub(2 + choices.len() as u16 + 2);
    let mut take = |lines: u16| {
        let taken = if lines <= spare { lines } else { 0 };
        spare -= taken;
        taken
    };
    let seconds: Vec<u16> = choices
        .iter()
        .map(|choice| take(u16::from(fitting(&choice.all, cells) < choice.all.len())))
        .collect();
    let note = take(1);
    let gap = take(1);
    let begins = lines_of(dialog, cells);
    let preview = take(2).min(begins.len() as u16 + 1);
    let preview = match preview {
        0 => 0,
        some => some + (some..=begins.len() as u16).map(|_| take(1)).sum::<u16>(),
    };
    let gaps = [take(u16::from(preview > 0)), take(1)];
    let height = choices.len() as u16
        + seconds.iter().sum::<u16>()
        + note
        + gap
        + preview
        + gaps.iter().sum::<u16>()
        + 2;
    let inner = modal(canvas, screen, (WIDTH, height), "Export", "");
    let line = |y: u16| Rect {
        y,
        height: 1,
        ..inner
    };
    let mut y = inner.y;
    for (choice, second) in choices.iter().zip(seconds) {
        let x = label_of(canvas, line(y), choice.label, dialog.line() == choice.line);
        let split = match second {
            0 => choice.all.len(),
            _ => fitting(&choice.all, inner.right().saturating_sub(x)),
        };
        for choices in [&choice.all[..split], &choice.all[split..]] {
            if !choices.is_empty() {
                radios(canvas, x, y, inner.right(), choices);
                y += 1;
            }
        }
    }
    y += gap;
    let x = label_of(canvas, line(y), "File", dialog.line() == Line::File);
    let field = Rect {
        x,
        width: inner.right().saturating_sub(x),
        ..line(y)
    };
    input::input(canvas, field, dialog.file(), dialog.line() == Line::File);
    y += 1;
    if note > 0 {
        canvas.put(x, y, inner.right(), note_of(dialog), Role::Dim);
        y += 1;
    }
    y += gaps[0];
    if preview > 0 {
        label_of(canvas, line(y), "Preview", false);
        for text in begins.iter().take(usize::from(preview) - 1) {
            canvas.put(x, y, inner.right(), text, Role::Text);
            y += 1;
        }
        canvas.say(x, y, inner.right(), &rest_of(dialog), Role::Dim);
        y += 1;
    }
    y += gaps[1];
    buttons(canvas, dialog, (x, y), inner.right());
}

fn buttons(canvas: &mut Canvas, dialog: &ExportDialog, (mut x, y): (u16, u16), right: u16) {
    let wide = right.saturating_sub(x) >= BUTTONS;
    if !wide {
        x = x.saturating_sub(LABEL - 2);
    }
    for line in dialog.lines() {
        let text = match line {
            Line::Save => "[ Save ]",
            Line::Copy if !wide => "[ Copy ]",
            Line::Copy => "[ Copy to clipboard ]",
            Line::Cancel => "[ Cancel ]",
            _ => continue,
        };
        let chosen = dialog.line() == line;
        let role = if chosen { Role::Title } else { Role::Text };
        let end = canvas.put(x, y, right, text, role);
        if chosen {
            canvas.put(x - 2, y, x - 1, canvas.glyphs().cursor, Role::Text);
            canvas.paint(Rect::new(x, y, end - x, 1), Role::Selected);
        }
        x = end + if wide { 4 } else { 2 };
    }
}

/// The lines of choices that there are.
fn choices(model: &Model, dialog: &ExportDialog) -> Vec<Choice> {
    let choice = |line: Line| {
        let (label, all) = match line {
            Line::What => (
                "What",
                dialog
                    .whats()
                    .iter()
                    .enumerate()
                    .map(|(at, (what, rows))| {
                        let text = format!("{} {}", what_text(what), grouped(*rows as u64));
                        (text, at == dialog.what())
                    })
                    .collect(),
            ),
            Line::Format => {
                let forms = dialog.forms().into_iter();
                let one = |form: Form| (form.label().to_owned(), form == dialog.form());
                ("Format", forms.map(one).collect())
            }
            Line::Columns => {
                let one = |which: Which| {
                    let text = match which {
                        Which::OnScreen => {
                            let place = if dialog.is_list() {
                                "in Browse"
                            } else {
                                "on screen"
                            };
                            format!("as {place} ({})", model.table().columns().len())
                        }
                        Which::All => format!("all ({})", model.available().len()),
                        Which::Original => "original".to_owned(),
                        Which::Preset(preset) => preset.name.clone(),
                    };
                    (text, which == dialog.columns())
                };
                ("Columns", Which::all().into_iter().map(one).collect())
            }
            Line::Headers => (
                "Headers",
                two(
                    [
                        "for people: Engagement rate",
                        "for programs: engagement_rate",
                    ],
                    dialog.wording().headers == Headers::People,
                ),
            ),
            Line::Numbers => (
                "Numbers",
                two(
                    ["plain 48200", "as shown 48.2k"],
                    dialog.wording().numbers == Numbers::Plain,
                ),
            ),
            Line::Notes => {
                let with = match dialog.form() {
                    Form::Brief => "with them",
                    Form::Rows(_) => "with them and agreed prices",
                };
                ("Notes", two([with, "left out"], dialog.notes()))
            }
            _ => return None,
        };
        Some(Choice { label, line, all })
    };
    dialog.lines().into_iter().filter_map(choice).collect()
}

/// Two choices, of which the first is taken or the second.
fn two([first, second]: [&str; 2], is_first: bool) -> Vec<(String, bool)> {
    vec![(first.to_owned(), is_first), (second.to_owned(), !is_first)]
}

/// What is to be known of the file.
fn note_of(dialog: &ExportDialog) -> &'static str {
    match (dialog.place(), dialog.columns(), dialog.form()) {
        (Some(Place::NoFolder), ..) => "There is no such folder.",
        (Some(Place::Taken), ..) => "This file is there already: you are asked before it goes.",
        (_, _, Form::Brief) => "One page to sign, with columns of its own.",
        (_, Which::Original, _) => "Every column of the file, its cells as they stand there.",
        (_, Which::Preset(preset), _) if preset.is_by_person() => {
            "A person's accounts share a row where the roster says whose they are."
        }
        (_, Which::Preset(_), _) => "What the roster does not know stays empty.",
        (_, _, Form::Rows(Format::Xlsx)) => {
            "Numbers with their signs; a second sheet says how it was made."
        }
        (_, _, Form::Rows(Format::CsvSemicolon)) => {
            "For a spreadsheet in which a comma is the decimal mark: 0,5"
        }
        (_, _, Form::Rows(format)) if format.is_for_machines() => {
            "For other programs: an unknown value is null, a share a fraction."
        }
        _ => "Text that a spreadsheet would run as a formula is made harmless.",
    }
}

/// The first lines of the file. A record that is too long for one line takes several.
fn lines_of(dialog: &ExportDialog, cells: u16) -> Vec<String> {
    let preview = match (dialog.preview(), dialog.form()) {
        (_, Form::Brief) => return Vec::new(),
        (Some(Ok(preview)), _) => preview,
        (Some(Err(sentence)), _) => return vec![capital(sentence)],
        (None, _) => return vec![String::new()],
    };
    let is_record = matches!(dialog.form(), Form::Rows(format) if format.is_for_machines());
    let mut lines = Vec::new();
    for line in &preview.lines {
        let mut left = one_line(line);
        for _ in 1..if is_record { RECORD } else { 1 } {
            let fits = fit(&left, cells, 0).text.len();
            if fits == left.len() {
                break;
            }
            let rest = left.split_off(fits);
            lines.push(std::mem::replace(&mut left, rest));
        }
        lines.push(left);
    }
    lines
}

/// A record in one line: breaks inside of cells are blanks.
fn one_line(text: &str) -> String {
    let text = text.replace('\t', "  ");
    text.replace(|letter: char| letter.is_control(), " ")
}

/// What the preview does not show.
fn rest_of(dialog: &ExportDialog) -> String {
    let rows = dialog.whats()[dialog.what()].1;
    let rows = grouped(rows as u64);
    match (dialog.preview(), dialog.form()) {
        (_, Form::Brief) => {
            format!("A page about {rows} influencers: who, why, for how much, risks, backups")
        }
        (Some(Ok(preview)), _) => {
            let more = grouped(preview.more as u64);
            let more = match preview.more {
                0 => "That is all".to_owned(),
                1 => "\u{2026} 1 more row".to_owned(),
                _ => format!("\u{2026} {more} more rows"),
            };
            match preview.bytes {
                Some(bytes) => format!("{more}, about {}", size(bytes)),
                None => more,
            }
        }
        _ => String::new(),
    }
}

fn size(bytes: usize) -> String {
    match bytes {
        0..1_000 => format!("{bytes} bytes"),
        1_000..1_000_000 => format!("{} kB", bytes.div_ceil(1_000)),
        _ => format!("{:.1} MB", bytes as f64 / 1e6),
    }
}

fn what_text(what: &What) -> String {
    match what {
        What::Shown => "shown".to_owned(),
        What::Ticked => "ticked".to_owned(),
        What::List(name) => format!("“{name}”"),
    }
}

/// The name of a line; the one under the cursor is marked. Returns the column behind.
fn label_of(canvas: &mut Canvas, line: Rect, label: &str, chosen: bool) -> u16 {
    if chosen {
        canvas.put(
            line.x,
            line.y,
            line.x + 1,
            canvas.glyphs().cursor,
            Role::Text,
        );
    }
    let role = if chosen { Role::Title } else { Role::Dim };
    canvas.put(line.x + 2, line.y, line.x + LABEL, label, role);
    line.x + LABEL
}

/// How many of the choices fit into so many cells.
fn fitting(choices: &[(String, bool)], cells: u16) -> usize {
    let mut end = 0;
    let fits = |(text, _): &&(String, bool)| {
        end += width(text) + 7;
        end <= cells + 3
    };
    choices.iter().take_while(fits).count()
}

/// The choices of a line; where they do not all fit, the chosen one is shown first.
fn radios(canvas: &mut Canvas, x: u16, y: u16, end: u16, choices: &[(String, bool)]) {
    let room = end.saturating_sub(x);
    let (from, shown) = match fitting(choices, room) {
        all if all == choices.len() => (0, all),
        _ => {
            let chosen = choices.iter().position(|(_, on)| *on).unwrap_or(0);
            // A mark says that there are more.
            let some = fitting(&choices[chosen..], room.saturating_sub(4)).max(1);
            (chosen, some)
        }
    };
    let mut at = x;
    for (text, on) in choices.iter().skip(from).take(shown) {
        let role = if *on { Role::Title } else { Role::Text };
        at = canvas.put(at, y, end, canvas.glyphs().radios[usize::from(*on)], role) + 1;
        at = canvas.say(at, y, end, text, role) + 3;
    }
    if from + shown < choices.len() {
        canvas.put(at, y, end, canvas.glyphs().ellipsis, Role::Dim);
    }
}
