//! Ratios with their ranges on one logarithmic axis, with a line where both sides are the same.
//!
//! ```text
//!                        micro cheaper <  |  > mega cheaper
//! Unmatched                  ----<>----   |                   0.45 (0.22 to 0.91)   18   8
//! Like with like                          | ---<>---          1.2 (1.05 to 1.4)     18   8
//! Instagram, beauty                  -----|-o---------->      1.1 (0.4 to 3.2)       9   4
//!                           0.3           1       3
//! ```

use super::axis::{Axis, Unit};
use super::svg::{Anchor, Svg, fitted, inside, width};
use super::{Room, Tone};

/// How much a row counts for whoever reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weight {
    /// Over everybody.
    Whole,
    /// Over everybody, and what the verdict rests on.
    Verdict,
    /// Over some.
    Part,
}

/// One ratio.
#[derive(Clone, Debug, PartialEq)]
pub struct ForestRow {
    pub name: String,
    pub weight: Weight,
    /// Above zero where it has a place on the axis; endless or zero it is an arrow.
    pub ratio: f64,
    /// None where a range would say more than is known.
    pub range: Option<(f64, f64)>,
    /// The ratio and its range in words.
    pub words: String,
    /// Rows behind it, of the small and of the big side.
    pub counts: (String, String),
    /// The smaller of these counts.
    pub fewest: usize,
}

/// The whole chart.
#[derive(Clone, Debug, PartialEq)]
pub struct Forest {
    pub title: String,
    /// What the figures say, for those who cannot see it.
    pub says: String,
    /// What the small and the big side are called.
    pub sides: (String, String),
    /// What it means to stand left and right of the line.
    pub ends: (String, String),
    /// What the axis measures.
    pub measures: String,
    /// Within this a difference is of no account.
    pub same: (f64, f64),
    pub rows: Vec<ForestRow>,
}

/// Ranges reach so many times further than the ratios before they are cut: those over everybody, and
/// those over some.
const REACH: (f64, f64) = (30.0, 4.0);
/// An axis shows at least from half to double.
const LEAST: (f64, f64) = (0.5, 2.0);
/// Around what is furthest out.
const MARGIN: f64 = 1.15;

/// Where things stand across the drawing.
struct Columns {
    names: f64,
    plot: (f64, f64),
    /// The right end of the words, of the small and of the big counts; none where all stand above.
    figures: Option<[f64; 3]>,
    row: f64,
}

const COUNT: f64 = 58.0;

impl Columns {
    fn of(forest: &Forest, room: Room) -> Self {
        let all = room.width();
        if room == Room::Narrow {
            return Columns {
                names: all,
                plot: (10.0, all - 10.0),
                figures: None,
                row: 58.0,
            };
        }
        let widest = |texts: &mut dyn Iterator<Item = &str>| texts.map(width).fold(0.0, f64::max);
        let names = widest(&mut forest.rows.iter().map(|row| row.name.as_str())).clamp(90.0, 265.0);
        let words = widest(&mut forest.rows.iter().map(|row| row.words.as_str())).max(130.0);
        let right = all - 2.0 * COUNT - words - 18.0;
        Columns {
            names,
            plot: (names + 16.0, right),
            figures: Some([all - 2.0 * COUNT, all - COUNT, all]),
            row: 26.0,
        }
    }
}

impl Forest {
    fn axis(&self, plot: (f64, f64)) -> Axis {
        let placed = |value: &f64| value.is_finite() && *value > 0.0;
        let ratios = || self.rows.iter().map(|row| row.ratio).filter(placed);
        let (least, most) = (
            ratios().fold(LEAST.0, f64::min),
            ratios().fold(LEAST.1, f64::max),
        );
        let (mut low, mut high) = (least, most);
        for row in &self.rows {
            let reach = match row.weight {
                Weight::Whole | Weight::Verdict => REACH.0,
                Weight::Part => REACH.1,
            };
            if let Some((from, to)) = row.range {
                low = low.min(from.max(least / reach));
                high = high.max(to.min(most * reach));
            }
        }
        Axis::new(low / MARGIN, high * MARGIN, plot.0, plot.1)
    }

    /// The chart for so much room.
    pub fn svg(&self, room: Room) -> String {
        let columns = Columns::of(self, room);
        let axis = self.axis(columns.plot);
        let (left, right) = columns.plot;
        let mut svg = Svg::new();
        let top = 30.0;
        let bottom = top + columns.row * self.rows.len() as f64;
        let same = (axis.at(self.same.0), axis.at(self.same.1));
        svg.rectangle("band", (same.0, top), (same.1 - same.0, bottom - top));
        for (value, label) in axis.ticks(Unit::Ratio) {
            let x = axis.at(value);
            svg.line("grid", (x, top), (x, bottom + 4.0));
            let x = inside(x, &label, room);
            svg.text("tick", (x, bottom + 18.0), Anchor::Middle, &label);
        }
        let one = axis.at(1.0);
        svg.line("one", (one, top - 6.0), (one, bottom + 4.0));
        self.ends(&mut svg, one, room.width(), &columns);
        if let Some([_, small, big]) = columns.figures {
            for (x, name) in [(small, &self.sides.0), (big, &self.sides.1)] {
                svg.text("dim", (x, 15.0), Anchor::End, &fitted(name, COUNT - 8.0));
            }
        }
        for (at, row) in self.rows.iter().enumerate() {
            let y = top + columns.row * at as f64;
            svg.open("row", &format!("{}: {}", row.name, row.words));
            self.row(&mut svg, row, y, &axis, &columns);
            svg.close();
        }
        let measures = fitted(&self.measures, room.width());
        let x = inside((left + right) / 2.0, &measures, room);
        svg.text("dim", (x, bottom + 37.0), Anchor::Middle, &measures);
        svg.finish(room, bottom + 44.0, &self.title, &self.says)
    }

    /// What it means to stand on either side of the line. The words stand at the line where they fit,
    /// else as far in as they do.
    fn ends(&self, svg: &mut Svg, one: f64, all: f64, columns: &Columns) {
        let (left, right) = (format!("◂ {}", self.ends.0), format!("{} ▸", self.ends.1));
        let from = if columns.figures.is_some() {
            0.0
        } else {
            columns.plot.0
        };
        // Counts have their heads at the same height.
        let to = columns.figures.map_or(all, |figures| figures[1] - COUNT);
        let room = (to - from) / 2.0 - 12.0;
        let (left, right) = (fitted(&left, room), fitted(&right, room));
        let one = one.clamp(
            from + width(&left) + 8.0,
            (to - width(&right) - 8.0).max(from),
        );
        svg.text("strong", (one - 8.0, 15.0), Anchor::End, &left);
        svg.text("strong", (one + 8.0, 15.0), Anchor::Start, &right);
    }

    fn row(&self, svg: &mut Svg, row: &ForestRow, top: f64, axis: &Axis, columns: &Columns) {
        let class = match row.weight {
            Weight::Verdict => "strong",
            Weight::Whole | Weight::Part => "",
        };
        let name = fitted(&row.name, columns.names);
        let y = match columns.figures {
            Some([words, small, big]) => {
                let line = top + columns.row / 2.0 + 4.5;
                svg.text(class, (0.0, line), Anchor::Start, &name);
                svg.text(class, (words, line), Anchor::End, &row.words);
                svg.text("dim", (small, line), Anchor::End, &row.counts.0);
                svg.text("dim", (big, line), Anchor::End, &row.counts.1);
                top + columns.row / 2.0
            }
            None => {
                svg.text(class, (0.0, top + 15.0), Anchor::Start, &name);
                svg.text(class, (0.0, top + 31.0), Anchor::Start, &row.words);
                let counts = format!(
                    "{} {}, {} {}",
                    row.counts.0, self.sides.0, row.counts.1, self.sides.1
                );
                let left = columns.names - width(&row.words) - 10.0;
                let counts = fitted(&counts, left);
                svg.text("dim", (columns.names, top + 31.0), Anchor::End, &counts);
                top + 45.0
            }
        };
        mark(svg, row, y, axis);
    }
}

/// The ratio, its range, and arrows where either goes on beyond the axis.
fn mark(svg: &mut Svg, row: &ForestRow, y: f64, axis: &Axis) {
    let tone = match row.weight {
        Weight::Verdict => Tone::Small.class(),
        Weight::Whole | Weight::Part => "plain",
    };
    let (from, to) = axis.ends();
    if let Some((low, high)) = row.range {
        let bar = format!("range {tone}");
        svg.line(&bar, (axis.at(low), y), (axis.at(high), y));
        let head = format!("head {tone}");
        if !axis.holds(low) && axis.at(low) <= from {
            svg.arrow(&head, (from - 2.0, y), false);
        }
        if !axis.holds(high) && axis.at(high) >= to {
            svg.arrow(&head, (to + 2.0, y), true);
        }
    }
    if !axis.holds(row.ratio) {
        let beyond = row.ratio > 1.0;
        let x = if beyond { to + 2.0 } else { from - 2.0 };
        return svg.arrow(&format!("mark head {tone}"), (x, y), beyond);
    }
    let (at, mark) = ((axis.at(row.ratio), y), format!("mark {tone}"));
    match row.weight {
        Weight::Whole | Weight::Verdict => svg.diamond(&mark, at, 7.0),
        Weight::Part => {
            // More behind it, more to see.
            let radius = (2.5 + (row.fewest.max(1) as f64).ln()).min(6.5);
            svg.dot(&mark, at, radius);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(name: &str, ratio: f64, range: Option<(f64, f64)>) -> ForestRow {
        ForestRow {
            name: name.to_owned(),
            weight: Weight::Part,
            ratio,
            range,
            words: format!("{ratio}"),
            counts: ("12".to_owned(), "3".to_owned()),
            fewest: 3,
        }
    }

    fn drawn(rows: Vec<ForestRow>, room: Room) -> String {
        let forest = Forest {
            title: "Title".to_owned(),
            says: "Says".to_owned(),
            sides: ("micro".to_owned(), "<mega>".to_owned()),
            ends: ("micro cheaper".to_owned(), "<mega> cheaper".to_owned()),
            measures: "times".to_owned(),
            same: (0.8, 1.25),
            rows,
        };
        forest.svg(room)
    }

    /// The numbers behind an attribute of the elements of a class, in order.
    fn numbers(svg: &str, class: &str, attribute: &str) -> Vec<f64> {
        svg.lines()
            .filter(|line| line.contains(&format!("class=\"{class}")))
            .filter_map(|line| line.split(&format!(" {attribute}=\"")).nth(1))
            .filter_map(|rest| rest.split('"').next()?.parse().ok())
            .collect()
    }

    #[test]
    fn places_follow_the_ratios_and_the_line_lies_between() {
        let ratios = [0.02, 0.4, 0.99, 1.01, 3.0, 44.0];
        for room in Room::ALL {
            let rows = ratios.iter().map(|ratio| row("x", *ratio, None)).collect();
            let svg = drawn(rows, room);
            let places = numbers(&svg, "mark", "cx");
            assert_eq!(places.len(), ratios.len());
            assert!(places.is_sorted(), "{places:?}");
            let one = numbers(&svg, "one", "x1")[0];
            assert!(places[2] <= one && one <= places[3]);
        }
    }

    #[test]
    fn what_does_not_end_is_an_arrow_and_what_is_not_known_is_no_bar() {
        let svg = drawn(
            vec![
                row("endless", 2.0, Some((0.5, f64::INFINITY))),
                row("far", 1.0, Some((1e-9, 1e9))),
                row("few", 1.5, None),
                row("none", f64::INFINITY, None),
            ],
            Room::Wide,
        );
        assert_eq!(svg.matches("class=\"range").count(), 2);
        assert_eq!(svg.matches("class=\"head").count(), 3);
        assert_eq!(svg.matches("class=\"mark head").count(), 1);
        assert!(svg.contains("&lt;mega&gt; cheaper") && !svg.contains("<mega"));
        assert!(!svg.contains("NaN") && !svg.contains("inf\""), "{svg}");
    }
}
