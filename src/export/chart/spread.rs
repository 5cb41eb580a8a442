//! How values are spread in each row, on one logarithmic axis: a dot for each, or bars where there are
//! too many for dots; below them a box over the middle half.
//!
//! ```text
//!            o                       |  no engagement
//! micro     ooo o                    |   o
//! n 18    o oooooo  o   o            |   o
//!           [==|===]                 |   2
//!         $0.03  $0.10  $0.30  $1
//! ```

use super::axis::{Axis, Unit};
use super::svg::{Anchor, Svg, fitted, inside, width};
use super::{Room, Tone};

/// Values that are drawn at one place.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Cell {
    /// From one value to another.
    pub from: f64,
    pub to: f64,
    pub count: u32,
    /// How many of them are hollow.
    pub hollow: u32,
}

/// One row.
#[derive(Clone, Debug, PartialEq)]
pub struct SpreadRow {
    pub name: String,
    pub tone: Tone,
    /// How many there are: `n 18`.
    pub count: String,
    /// The middle in words: `median $0.12`.
    pub words: String,
    pub cells: Vec<Cell>,
    /// Values that have no place on the axis.
    pub apart: usize,
    /// The lower quartile, the middle, the upper quartile; none of so few that a box would look like
    /// knowledge. Zero and endless lie beyond the axis.
    pub box_of: Option<[f64; 3]>,
}

/// Where values are drawn that have no place on the axis.
#[derive(Clone, Debug, PartialEq)]
pub enum Lane {
    /// Below all others: they are zero.
    Left(String),
    /// Above all others: they are endless.
    Right(String),
}

/// The whole chart.
#[derive(Clone, Debug, PartialEq)]
pub struct Spread {
    pub title: String,
    /// What the figures say, for those who cannot see it.
    pub says: String,
    pub unit: Unit,
    pub lane: Lane,
    pub rows: Vec<SpreadRow>,
}

/// The height of the dots, of the box and of what is between rows.
const DOTS: f64 = 46.0;
const BOX: f64 = 10.0;
const BETWEEN: f64 = 20.0;
/// From the middle of one dot to the next, at most and at least.
const STEP: f64 = 7.5;
const LEAST_STEP: f64 = 3.5;
/// Dots side by side in the lane.
const ABREAST: usize = 4;

/// Where things stand.
struct Places {
    axis: Axis,
    /// The middle of the lane, where there is one.
    lane: Option<f64>,
    step: f64,
    above: f64,
    row: f64,
}

impl Spread {
    /// Whether there is anything to draw.
    pub fn is_empty(&self) -> bool {
        self.rows.iter().all(|row| row.cells.is_empty())
    }

    fn places(&self, room: Room) -> Places {
        let all = room.width();
        let texts = self
            .rows
            .iter()
            .flat_map(|row| [&row.name, &row.count, &row.words]);
        let names = texts.map(|text| width(text)).fold(0.0, f64::max).min(190.0);
        let (mut left, mut right, above) = match room {
            Room::Wide => (names + 16.0, all - 12.0, 4.0),
            Room::Narrow => (4.0, all - 4.0, 20.0),
        };
        let apart = self.rows.iter().any(|row| row.apart > 0);
        let lane = if room == Room::Wide { 96.0 } else { 70.0 };
        let lane = match (&self.lane, apart) {
            (_, false) => None,
            (Lane::Left(_), true) => {
                left += lane;
                Some(left - lane / 2.0 - 4.0)
            }
            (Lane::Right(_), true) => {
                right -= lane;
                Some(right + lane / 2.0 + 4.0)
            }
        };
        let cells = || self.rows.iter().flat_map(|row| &row.cells);
        let boxes = || {
            let boxes = self.rows.iter().filter_map(|row| row.box_of).flatten();
            boxes.filter(|value| value.is_finite() && *value > 0.0)
        };
        let low = cells()
            .map(|cell| cell.from)
            .chain(boxes())
            .fold(f64::INFINITY, f64::min);
        let high = cells()
            .map(|cell| cell.to)
            .chain(boxes())
            .fold(0.0, f64::max);
        let axis = Axis::new(low / 1.1, high * 1.1, left, right);
        let one = cells().next();
        let cell = one.map_or(STEP, |cell| axis.at(cell.to) - axis.at(cell.from));
        Places {
            axis,
            lane,
            step: cell.clamp(LEAST_STEP, STEP),
            above,
            row: above + DOTS + BOX + BETWEEN,
        }
    }

    /// The chart for so much room.
    pub fn svg(&self, room: Room) -> String {
        let places = self.places(room);
        let axis = &places.axis;
        let mut svg = Svg::new();
        let top = if places.lane.is_some() { 22.0 } else { 6.0 };
        let bottom = top + places.row * self.rows.len() as f64 - 6.0;
        for (value, label) in axis.ticks(self.unit) {
            let x = axis.at(value);
            svg.line("grid", (x, top), (x, bottom));
            let x = inside(x, &label, room);
            svg.text("tick", (x, bottom + 16.0), Anchor::Middle, &label);
        }
        if let Some(x) = places.lane {
            let (Lane::Left(label) | Lane::Right(label)) = &self.lane;
            let (from, to) = axis.ends();
            let border = if x < from { from - 2.0 } else { to + 2.0 };
            svg.line("border", (border, top - 6.0), (border, bottom));
            let x = inside(x, label, room);
            svg.text("dim", (x, 13.0), Anchor::Middle, label);
        }
        for (at, row) in self.rows.iter().enumerate() {
            let y = top + places.row * at as f64;
            svg.open(
                "row",
                &format!("{}: {}, {}", row.name, row.words, row.count),
            );
            words(&mut svg, row, y, room, &places);
            draw(&mut svg, row, y + places.above + DOTS, &places);
            svg.close();
        }
        svg.finish(room, bottom + 22.0, &self.title, &self.says)
    }
}

fn words(svg: &mut Svg, row: &SpreadRow, top: f64, room: Room, places: &Places) {
    let class = row.tone.name_class();
    let all = room.width();
    match room {
        Room::Wide => {
            let x = 0.0;
            let name = fitted(&row.name, 190.0);
            svg.text(class, (x, top + 20.0), Anchor::Start, &name);
            svg.text(
                "",
                (x, top + 38.0),
                Anchor::Start,
                &fitted(&row.words, 190.0),
            );
            svg.text("dim", (x, top + 55.0), Anchor::Start, &row.count);
        }
        Room::Narrow => {
            let y = top + places.above - 6.0;
            svg.text(
                class,
                (0.0, y),
                Anchor::Start,
                &fitted(&row.name, all / 3.0),
            );
            let words = format!("{}, {}", row.words, row.count);
            let words = fitted(&words, all * 2.0 / 3.0 - 10.0);
            svg.text("", (all, y), Anchor::End, &words);
        }
    }
}

/// The dots, upwards from a base line, and the box below it.
fn draw(svg: &mut Svg, row: &SpreadRow, base: f64, places: &Places) {
    let (axis, tone) = (&places.axis, row.tone.class());
    let (from, to) = axis.ends();
    svg.line("base", (from, base), (to, base));
    let most = row.cells.iter().map(|cell| cell.count).max().unwrap_or(0);
    // The more stand on one another, the smaller they are, as long as they can be told apart.
    let step = places.step.min(DOTS / f64::from(most.max(1)));
    if step >= LEAST_STEP {
        for cell in &row.cells {
            let x = axis.at((cell.from * cell.to).sqrt());
            for nth in 0..cell.count {
                let y = base - step * (f64::from(nth) + 0.5);
                let kind = if nth < cell.count - cell.hollow {
                    "dot"
                } else {
                    "dot hollow"
                };
                svg.dot(&format!("{kind} {tone}"), (x, y), step * 0.4);
            }
        }
    } else {
        for cell in &row.cells {
            let (x, end) = (axis.at(cell.from), axis.at(cell.to));
            let height = |count: u32| DOTS * f64::from(count) / f64::from(most);
            let (full, all) = (height(cell.count - cell.hollow), height(cell.count));
            let across = (end - x - 0.8).max(0.8);
            if cell.count > cell.hollow {
                svg.rectangle(&format!("column {tone}"), (x, base - full), (across, full));
            }
            if cell.hollow > 0 {
                let at = (x + 0.4, base - all + 0.4);
                let size = ((across - 0.8).max(0.4), all - full - 0.8);
                svg.rectangle(&format!("column hollow {tone}"), at, size);
            }
        }
    }
    if let Some([low, middle, high]) = row.box_of {
        let (x, end, top) = (axis.at(low), axis.at(high), base + 4.0);
        svg.rectangle(&format!("box {tone}"), (x, top), ((end - x).max(1.0), BOX));
        if axis.holds(middle) {
            let x = axis.at(middle);
            svg.line("median", (x, top - 2.0), (x, top + BOX + 2.0));
        }
    }
    if let Some(x) = places.lane.filter(|_| row.apart > 0) {
        lane(svg, row.apart, x, base, &format!("apart {tone}"));
    }
}

/// Those that have no place on the axis: dots, or a block where they are too many, and their number.
fn lane(svg: &mut Svg, apart: usize, x: f64, base: f64, class: &str) {
    let lines = (DOTS / STEP) as usize;
    if apart <= lines * ABREAST {
        let abreast = apart.div_ceil(lines).max(1);
        for nth in 0..apart {
            let across = (nth % abreast) as f64 - (abreast as f64 - 1.0) / 2.0;
            let up = (nth / abreast) as f64 + 0.5;
            svg.dot(class, (x + across * STEP, base - up * STEP), STEP * 0.4);
        }
    } else {
        let across = ABREAST as f64 * STEP;
        svg.rectangle(class, (x - across / 2.0, base - DOTS), (across, DOTS));
    }
    let count = crate::roster::display::grouped(apart as u64);
    svg.text("dim", (x, base + 15.0), Anchor::Middle, &count);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::roster::Currency;

    fn spread(rows: Vec<SpreadRow>) -> Spread {
        Spread {
            title: "Title".to_owned(),
            says: String::new(),
            unit: Unit::Money(Currency::USD),
            lane: Lane::Right("no engagement".to_owned()),
            rows,
        }
    }

    fn row(counts: &[(u32, u32)], apart: usize) -> SpreadRow {
        let cells = counts.iter().enumerate().map(|(at, (count, hollow))| Cell {
            from: 0.1 * 1.1f64.powi(at as i32),
            to: 0.1 * 1.1f64.powi(at as i32 + 1),
            count: *count,
            hollow: *hollow,
        });
        SpreadRow {
            name: "<micro>".to_owned(),
            tone: Tone::Small,
            count: "n 9".to_owned(),
            words: "median $0.12".to_owned(),
            cells: cells.collect(),
            apart,
            box_of: None,
        }
    }

    #[test]
    fn each_is_a_dot_until_they_are_too_many() {
        for room in Room::ALL {
            let svg = spread(vec![row(&[(3, 1), (2, 0)], 2)]).svg(room);
            assert_eq!(svg.matches("class=\"dot small\"").count(), 4);
            assert_eq!(svg.matches("class=\"dot hollow small\"").count(), 1);
            assert_eq!(svg.matches("class=\"apart small\"").count(), 2);
            let svg = spread(vec![row(&[(300, 1), (2, 0)], 4_000)]).svg(room);
            assert_eq!(svg.matches("class=\"column small\"").count(), 2);
            assert_eq!(svg.matches("class=\"column hollow small\"").count(), 1);
            assert!(svg.contains(">4,000<") && !svg.contains("circle"));
            assert!(!svg.contains("<micro>"));
        }
    }

    #[test]
    fn a_box_may_reach_beyond_the_axis() {
        let mut endless = row(&[(1, 0), (1, 0)], 4);
        endless.box_of = Some([0.1, f64::INFINITY, f64::INFINITY]);
        let mut nothing = row(&[(1, 0)], 0);
        nothing.box_of = Some([0.0, 0.0, 0.11]);
        let svg = spread(vec![endless, nothing]).svg(Room::Wide);
        assert_eq!(svg.matches("class=\"box").count(), 2);
        assert!(!svg.contains("inf") && !svg.contains("NaN") && !svg.contains("median\""));
        assert!(spread(vec![row(&[], 3)]).is_empty());
    }
}
