//! An axis on which each step multiplies: where values lie along a line of cells, and marks at 1, 3, 10
//! and so on. It knows numbers and cells, not what they measure.

use ratatui::layout::Rect;

use crate::ui::canvas::Canvas;
use crate::ui::format::width;
use crate::ui::look::Role;

/// Values above zero along a number of cells.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LogAxis {
    low: f64,
    high: f64,
    cells: u16,
}

/// Decimal logarithms that an axis spans at least: from 1 to a little over 2.
const NARROWEST: f64 = 0.35;

impl LogAxis {
    /// An axis that holds these values with a little room at both ends; none without one above zero.
    pub fn around(values: impl Iterator<Item = f64>, cells: u16) -> Option<LogAxis> {
        let (mut low, mut high) = (f64::INFINITY, f64::NEG_INFINITY);
        for value in values.filter(|value| *value > 0.0 && value.is_finite()) {
            low = low.min(value.log10());
            high = high.max(value.log10());
        }
        if low > high || cells == 0 {
            return None;
        }
        let room = ((NARROWEST - (high - low)) / 2.0).max(0.03 * (high - low));
        Some(LogAxis {
            low: low - room,
            high: high + room,
            cells,
        })
    }

    /// The cell of a value, or past which end it lies.
    pub fn place(&self, value: f64) -> Place {
        let share = (value.log10() - self.low) / (self.high - self.low);
        if value <= 0.0 || share < 0.0 {
            Place::Before
        } else if share >= 1.0 || value.is_nan() {
            Place::Behind
        } else {
            Place::At((share * f64::from(self.cells)) as u16)
        }
    }

    /// The cell of a value, or that at the end past which it lies.
    pub fn nearest(&self, value: f64) -> u16 {
        match self.place(value) {
            Place::Before => 0,
            Place::At(cell) => cell,
            Place::Behind => self.cells - 1,
        }
    }

    /// Values to mark: 1 and 3 of each power of ten; only the powers where many are spanned, more where few
    /// are.
    pub fn ticks(&self) -> Vec<f64> {
        ticks(10f64.powf(self.low), 10f64.powf(self.high))
    }
}

/// Where a value lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    Before,
    At(u16),
    Behind,
}

/// Powers of ten above which a three between them is no help.
const MANY: i32 = 5;

/// The marks between two values.
pub fn ticks(low: f64, high: f64) -> Vec<f64> {
    if !(low > 0.0 && high.is_finite()) {
        return Vec::new();
    }
    let decades = low.log10().floor() as i32..=high.log10().ceil() as i32;
    let all = |steps: &'static [f64]| {
        let decades = decades.clone();
        let all =
            decades.flat_map(move |decade| steps.iter().map(move |step| power(*step, decade)));
        Vec::from_iter(all.filter(|tick| (low..=high).contains(tick)))
    };
    if decades.end() - decades.start() >= MANY {
        return all(&[1.0]);
    }
    let finer: [&'static [f64]; 2] = [&[1.0, 3.0], &[1.0, 2.0, 5.0]];
    let enough = finer.into_iter().map(all).find(|ticks| ticks.len() > 1);
    enough.unwrap_or_else(|| all(&[1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0]))
}

/// `step` times ten to a power, as the number that people would type.
fn power(step: f64, decade: i32) -> f64 {
    format!("{step}e{decade}").parse().unwrap_or(step)
}

/// Draws an axis on the two lines of an area: marks, and below them labels where they do not touch.
pub fn draw(canvas: &mut Canvas, area: Rect, marks: &[(u16, String)], role: Role) {
    let glyphs = canvas.glyphs();
    for x in area.left()..area.right() {
        canvas.put(x, area.y, x + 1, glyphs.horizontal, role);
    }
    let mut free = area.x;
    for (cell, label) in marks {
        let x = area.x + cell;
        if x >= area.right() {
            continue;
        }
        canvas.put(x, area.y, x + 1, glyphs.axis_marks[0], role);
        let wide = width(label);
        let start = x.saturating_sub(wide / 2).max(area.x);
        let start = start.min(area.right().saturating_sub(wide));
        if area.height > 1 && start >= free && start + wide <= area.right() {
            canvas.put(start, area.y + 1, area.right(), label, role);
            free = start + wide + 2;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_those_that_people_expect() {
        for (low, high, expect) in [
            (0.05, 12.0, vec![0.1, 0.3, 1.0, 3.0, 10.0]),
            (0.6, 1.7, vec![0.6, 0.7, 0.8, 0.9, 1.0]),
            (1.2, 9.0, vec![2.0, 5.0]),
            (0.022, 0.041, vec![0.03, 0.04]),
            (0.5, 2e6, vec![1.0, 10.0, 100.0, 1e3, 1e4, 1e5, 1e6]),
            (0.0, 1.0, vec![]),
            (1.0, f64::INFINITY, vec![]),
        ] {
            assert_eq!(ticks(low, high), expect, "{low} {high}");
        }
    }

    #[test]
    fn values_lie_in_order_and_past_the_ends() {
        let axis = LogAxis::around([0.1, 10.0].into_iter(), 40).unwrap();
        let cells: Vec<u16> = [0.1, 0.5, 1.0, 2.0, 10.0].map(|v| axis.nearest(v)).into();
        assert!(cells.is_sorted() && cells[4] < 40, "{cells:?}");
        assert_eq!(axis.place(0.0), Place::Before);
        assert_eq!(axis.place(f64::INFINITY), Place::Behind);
        assert_eq!(axis.place(1e-9), Place::Before);
        assert!(LogAxis::around([0.0, f64::NAN].into_iter(), 40).is_none());
        let one = LogAxis::around([5.0].into_iter(), 10).unwrap();
        assert_eq!(one.place(5.0), Place::At(5));
    }
}
