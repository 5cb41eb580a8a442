//! Rows chosen out of a roster compare as a roster of nobody else does, whatever was compared before.

use tastemaker::analysis::compare::prepared::Prepared;
use tastemaker::analysis::compare::{Comparison, Measure, Pairing, compare};
use tastemaker::roster::{Field, RowId, RowSet};

use crate::made::{BY_COST, Dice, Made, in_segments, roster};

/// Rows of every kind: without followers, price, likes or niche, without any engagement, of no follower.
fn rows(dice: &mut Dice, count: usize) -> Vec<Made> {
    let made = |dice: &mut Dice| {
        let unknown = |dice: &mut Dice, share: f64, value: f64| {
            if dice.chance(share) { f64::NAN } else { value }
        };
        let size = dice.one_of(&[2e3, 3e4, 7e4, 3e5, 7e5, 4e6]) * dice.spread(0.4);
        let size = if dice.chance(0.02) { 0.0 } else { size.floor() };
        let cost = dice.spread(0.9);
        let engaged = (1_000.0 * dice.spread(0.5)).round();
        let likes = if dice.chance(0.04) { 0.0 } else { engaged };
        Made {
            niche: dice.one_of(&["beauty", "food+travel", "travel", ""]),
            format: dice.one_of(&["post", "post", "reel"]),
            followers: unknown(dice, 0.05, size),
            price: unknown(dice, 0.2, (1_000.0 * cost).round()),
            likes: unknown(dice, 0.1, likes),
            ..Made::costing(size, cost).on(dice.one_of(&["Instagram", "TikTok", "YouTube"]))
        }
    };
    (0..count).map(|_| made(dice)).collect()
}

/// All that does not name rows by their number.
fn figures(comparison: &Comparison) -> String {
    let near = |text: String| -> String {
        // Sums of the same numbers in another order differ in their last digits.
        let mut near = String::new();
        let mut digits = String::new();
        for letter in text.chars().chain(" ".chars()) {
            if letter.is_ascii_digit() || letter == '.' {
                digits.push(letter);
                continue;
            }
            match digits.parse::<f64>() {
                Ok(number) if digits.contains('.') => near.push_str(&format!("{number:.6e}")),
                _ => near.push_str(&digits),
            }
            digits.clear();
            near.push(letter);
        }
        near
    };
    let sensitivity = comparison.sensitivity.as_ref();
    let without = sensitivity.map(|found| (found.without.tried, found.without.ratio));
    let cuts = sensitivity.map(|found| &found.cuts);
    let dots = comparison.scatter.dots.iter();
    let dots: Vec<_> = dots.map(|(place, dot)| (place, &dot.tiers)).collect();
    near(format!(
        "{:#?}",
        (
            (&comparison.tiers, &comparison.raw, &comparison.matched),
            (&comparison.superiority, &comparison.verdict, without, cuts),
            (&comparison.scaling, &comparison.trend, &comparison.groups),
            (&comparison.strips, &comparison.excluded, &comparison.notes),
            (dots, comparison.scatter.unplaced),
        )
    ))
}

#[test]
fn chosen_rows_compare_as_a_roster_of_their_own() {
    let mut dice = Dice::new(2_026);
    for measure in Measure::ALL {
        let pairing = Pairing {
            measure: *measure,
            by: Some(Field::Niche),
            ..BY_COST
        };
        let all = rows(&mut dice, 900);
        let whole = in_segments(&all, 70);
        let prepared = Prepared::new(&whole, pairing);
        let mut compared = 0;
        for share in [0.9, 0.4, 0.1, 0.02, 0.0] {
            let chosen: Vec<bool> = all.iter().map(|_| dice.chance(share)).collect();
            let set = RowSet::from_fn(&whole, |row: RowId| chosen[row as usize]);
            let kept = all.iter().zip(&chosen).filter(|(_, chosen)| **chosen);
            let kept: Vec<Made> = kept.map(|(row, _)| *row).collect();
            let own = roster(&kept);
            let found = prepared.compare(&whole, &set, pairing.by, &[]);
            let expected = compare(&own, &RowSet::all(&own), pairing, &[]);
            compared += usize::from(found.raw.is_some());
            let (found, expected) = (figures(&found), figures(&expected));
            let differ = found.lines().zip(expected.lines()).find(|(a, b)| a != b);
            assert_eq!(differ, None, "{measure:?}, {share}");
            assert_eq!(found.lines().count(), expected.lines().count());
        }
        if *measure != Measure::Cpm {
            assert!(compared >= 3, "{measure:?}: {compared}");
        }
    }
}
