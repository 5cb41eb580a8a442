//! A buffer as an SVG picture: what the README shows is what the program drew.

use std::fmt::Write;

use ratatui::buffer::Buffer;
use ratatui::style::{Color, Modifier};

const CELL: (f64, f64) = (8.4, 18.0);
const BACKGROUND: &str = "#1e1e1e";
const FOREGROUND: &str = "#d4d4d4";

/// The picture. Every run of cells of one style is one text, stretched to its cells, so that no
/// font shifts a column.
pub fn svg(buffer: &Buffer) -> String {
    let (width, height) = (buffer.area.width, buffer.area.height);
    let (w, h) = (
        f64::from(width) * CELL.0 + 16.0,
        f64::from(height) * CELL.1 + 16.0,
    );
    let mut out = String::new();
    let _ = writeln!(
        out,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {w:.1} {h:.1}\" font-family=\"Menlo, Consolas, 'DejaVu Sans Mono', monospace\" font-size=\"14\">"
    );
    let _ = writeln!(
        out,
        "<rect width=\"100%\" height=\"100%\" rx=\"6\" fill=\"{BACKGROUND}\"/>"
    );
    for y in 0..height {
        let mut x = 0;
        while x < width {
            let from = x;
            let style = look(buffer, x, y);
            let mut text = String::new();
            while x < width && look(buffer, x, y) == style {
                let symbol = buffer[(x, y)].symbol();
                text.push_str(symbol);
                x += tastemaker::ui::format::width(symbol).max(1);
            }
            run(&mut out, from, y, x - from, &text, style);
        }
    }
    out.push_str("</svg>\n");
    out
}

/// Foreground, background where it is filled, bold.
type Look = (String, Option<String>, bool, bool);

fn look(buffer: &Buffer, x: u16, y: u16) -> Look {
    let cell = &buffer[(x, y)];
    let mut fg = colour(cell.fg, FOREGROUND);
    let mut bg = colour(cell.bg, BACKGROUND);
    if cell.modifier.contains(Modifier::REVERSED) {
        std::mem::swap(&mut fg, &mut bg);
    }
    if cell.modifier.contains(Modifier::DIM) {
        fg = "#8a8a8a".to_owned();
    }
    let filled = Some(bg).filter(|bg| bg != BACKGROUND);
    let bold = cell.modifier.contains(Modifier::BOLD);
    (
        fg,
        filled,
        bold,
        cell.modifier.contains(Modifier::UNDERLINED),
    )
}

fn run(out: &mut String, x: u16, y: u16, cells: u16, text: &str, (fg, bg, bold, underlined): Look) {
    let left = 8.0 + f64::from(x) * CELL.0;
    let top = 8.0 + f64::from(y) * CELL.1;
    let width = f64::from(cells) * CELL.0;
    if let Some(bg) = bg {
        let _ = writeln!(
            out,
            "<rect x=\"{left:.1}\" y=\"{top:.1}\" width=\"{width:.1}\" height=\"{:.1}\" fill=\"{bg}\"/>",
            CELL.1
        );
    }
    if text.trim().is_empty() {
        return;
    }
    let weight = if bold { " font-weight=\"bold\"" } else { "" };
    let line = if underlined {
        " text-decoration=\"underline\""
    } else {
        ""
    };
    let _ = writeln!(
        out,
        "<text x=\"{left:.1}\" y=\"{:.1}\" textLength=\"{width:.1}\" lengthAdjust=\"spacingAndGlyphs\" xml:space=\"preserve\" fill=\"{fg}\"{weight}{line}>{}</text>",
        top + 13.5,
        escaped(text)
    );
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}

fn colour(colour: Color, default: &str) -> String {
    match colour {
        Color::Rgb(r, g, b) => format!("#{r:02x}{g:02x}{b:02x}"),
        Color::Black => "#000000".to_owned(),
        Color::Red | Color::LightRed => "#f14c4c".to_owned(),
        Color::Green | Color::LightGreen => "#23d18b".to_owned(),
        Color::Yellow | Color::LightYellow => "#e5c07b".to_owned(),
        Color::Blue | Color::LightBlue => "#3b8eea".to_owned(),
        Color::Magenta | Color::LightMagenta => "#d670d6".to_owned(),
        Color::Cyan | Color::LightCyan => "#29b8db".to_owned(),
        Color::Gray | Color::White => "#d4d4d4".to_owned(),
        Color::DarkGray => "#8a8a8a".to_owned(),
        Color::Reset | Color::Indexed(_) => default.to_owned(),
    }
}
