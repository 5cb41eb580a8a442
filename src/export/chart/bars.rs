//! One bar a row from a common zero, with a whisker over the middle half where it says something.

use super::svg::{Anchor, Svg, fitted, width};
use super::{Room, Tone};

/// One row.
#[derive(Clone, Debug, PartialEq)]
pub struct Bar {
    pub name: String,
    pub tone: Tone,
    /// None where nothing is known; then `words` say why.
    pub value: Option<f64>,
    /// The middle half; none of so few that it would look like knowledge.
    pub range: Option<(f64, f64)>,
    /// The value in words: `1,240`.
    pub words: String,
    /// How many are behind it: `n 18`.
    pub count: String,
}

/// The whole chart.
#[derive(Clone, Debug, PartialEq)]
pub struct Bars {
    pub title: String,
    /// What the figures say, for those who cannot see it.
    pub says: String,
    pub rows: Vec<Bar>,
}

/// A whisker reaches so many times further than the longest bar before it is cut.
const REACH: f64 = 2.5;

impl Bars {
    /// The chart for so much room.
    pub fn svg(&self, room: Room) -> String {
        let all = room.width();
        let widest = |texts: &mut dyn Iterator<Item = &str>| texts.map(width).fold(0.0, f64::max);
        let names = widest(&mut self.rows.iter().map(|row| row.name.as_str())).min(150.0);
        let known = || self.rows.iter().filter(|row| row.value.is_some());
        let words = widest(&mut known().map(|row| row.words.as_str()));
        let counts = widest(&mut known().map(|row| row.count.as_str()));
        let (left, right, height) = match room {
            Room::Wide => (names + 16.0, all - 1.1 * words - counts - 36.0, 34.0),
            Room::Narrow => (0.0, all - 8.0, 46.0),
        };
        let most = self.most();
        let at = |value: f64| left + (value / most).clamp(0.0, 1.0) * (right - left);
        let mut svg = Svg::new();
        for (place, row) in self.rows.iter().enumerate() {
            let top = 4.0 + height * place as f64;
            svg.open(
                "row",
                &format!("{}: {} ({})", row.name, row.words, row.count),
            );
            let line = top + 15.0;
            let name = fitted(
                &row.name,
                if room == Room::Wide { names } else { all / 3.0 },
            );
            svg.text(row.tone.name_class(), (0.0, line), Anchor::Start, &name);
            let middle = match room {
                Room::Wide => top + 11.0,
                Room::Narrow => top + 31.0,
            };
            match row.value {
                Some(value) => {
                    svg.text(
                        "strong",
                        (all - counts - 12.0, line),
                        Anchor::End,
                        &row.words,
                    );
                    svg.text("dim", (all, line), Anchor::End, &row.count);
                    let class = match row.range {
                        Some(_) => format!("bar {}", row.tone.class()),
                        None => format!("bar few {}", row.tone.class()),
                    };
                    svg.rectangle(&class, (left, middle - 8.0), (at(value) - left, 16.0));
                    if let Some(range) = row.range {
                        whisker(&mut svg, range, middle, most, at);
                    }
                }
                None => {
                    let from = if room == Room::Wide { left } else { all / 3.0 };
                    let why = fitted(&row.words, all - from - 8.0);
                    svg.text("dim", (from + 8.0, line), Anchor::Start, &why);
                }
            }
            svg.close();
        }
        let bottom = 4.0 + height * self.rows.len() as f64;
        if room == Room::Wide {
            svg.line("zero", (left, 0.0), (left, bottom - 4.0));
        }
        svg.finish(room, bottom + 2.0, &self.title, &self.says)
    }

    /// What the longest bar or whisker stands for.
    fn most(&self) -> f64 {
        let finite = |value: &f64| value.is_finite();
        let values = self.rows.iter().filter_map(|row| row.value);
        let longest = values.filter(finite).fold(0.0, f64::max);
        let ends = self.rows.iter().filter_map(|row| row.range);
        let most = ends
            .map(|(_, high)| high.min(longest * REACH))
            .filter(finite)
            .fold(longest, f64::max);
        if most > 0.0 { most } else { 1.0 }
    }
}

fn whisker(svg: &mut Svg, (low, high): (f64, f64), y: f64, most: f64, at: impl Fn(f64) -> f64) {
    svg.line("whisker", (at(low), y), (at(high), y));
    svg.line("whisker", (at(low), y - 5.0), (at(low), y + 5.0));
    if high > most {
        svg.arrow("whisker-head", (at(high) + 6.0, y), true);
    } else {
        svg.line("whisker", (at(high), y - 5.0), (at(high), y + 5.0));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bars_are_as_long_as_their_values_and_unknown_is_no_bar() {
        let bar = |name: &str, value: Option<f64>| Bar {
            name: name.to_owned(),
            tone: Tone::Other,
            value,
            range: None,
            words: value.map_or("nobody".to_owned(), |value| value.to_string()),
            count: "n 3".to_owned(),
        };
        let bars = Bars {
            title: "Title".to_owned(),
            says: String::new(),
            rows: vec![
                bar("nano", None),
                bar("<micro>", Some(200.0)),
                bar("mega", Some(100.0)),
                bar("endless", Some(f64::INFINITY)),
                bar("nothing", Some(0.0)),
            ],
        };
        for room in Room::ALL {
            let svg = bars.svg(room);
            let widths: Vec<f64> = svg
                .lines()
                .filter(|line| line.starts_with("<rect"))
                .filter_map(|line| {
                    line.split("width=\"")
                        .nth(1)?
                        .split('"')
                        .next()?
                        .parse()
                        .ok()
                })
                .collect();
            assert_eq!(widths.len(), 4, "{svg}");
            assert!((widths[0] / widths[1] - 2.0).abs() < 0.01, "{widths:?}");
            assert_eq!((widths[2], widths[3]), (widths[0], 0.0));
            assert!(svg.contains("nobody") && !svg.contains("<micro>"));
        }
    }
}
