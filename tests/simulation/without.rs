//! What a verdict hangs on, found by counting, against the plain way: the whole comparison made again
//! without the row, or of a roster whose rows are where other tier cuts put them.

use tastemaker::analysis::compare::matched::Level;
use tastemaker::analysis::compare::sensitivity::cuts;
use tastemaker::analysis::compare::verdict::{Reading, State};
use tastemaker::analysis::compare::{Comparison, Measure, Pairing, compare};
use tastemaker::roster::{Field, Roster, RowId, RowSet};

use crate::made::{BY_COST, Dice, MEGA, MICRO, Made, roster};

/// What kind of roster is made.
#[derive(Clone, Copy, Debug)]
struct Kind {
    /// Rows of both tiers at most.
    rows: usize,
    /// The costs that rows may have: few make ties. Empty: any.
    costs: &'static [f64],
    platforms: &'static [&'static str],
    niches: &'static [&'static str],
    /// The share of rows without any engagement.
    zeros: f64,
    measure: Measure,
}

const ANY: Kind = Kind {
    rows: 40,
    costs: &[],
    platforms: &["Instagram", "TikTok"],
    niches: &["beauty", "food", ""],
    zeros: 0.0,
    measure: Measure::Cpe,
};

/// Followers on both sides of, and at, the bounds that tiers and cuts have.
const SIZES: [f64; 13] = [
    1_000.0,
    5_000.0,
    9_999.0,
    10_000.0,
    20_000.0,
    49_999.0,
    50_000.0,
    99_999.0,
    500_000.0,
    999_999.0,
    1_000_000.0,
    3_000_000.0,
    400.0,
];

fn rows(dice: &mut Dice, kind: &Kind) -> Vec<Made> {
    let count = 6 + dice.below(kind.rows - 5);
    // Sometimes the tiers are alike, sometimes far apart, sometimes the spread is small.
    let gap = dice.one_of(&[1.0, 0.5, 1.7]);
    let spread = dice.one_of(&[0.1, 0.4, 0.8]);
    let megas = dice.one_of(&[0.2, 0.35, 0.5]);
    (0..count)
        .map(|_| {
            let is_mega = dice.chance(megas);
            let size = match (is_mega, dice.chance(0.3)) {
                (_, true) => dice.one_of(&SIZES),
                (true, false) => MEGA,
                (false, false) => MICRO,
            };
            let level = if is_mega { 1.0 } else { gap };
            let cost = match kind.costs {
                [] => level * dice.spread(spread),
                costs => dice.one_of(costs),
            };
            let none = dice.chance(kind.zeros);
            let made = Made::costing(size, cost)
                .on(dice.one_of(kind.platforms))
                .in_niche(dice.one_of(kind.niches));
            let likes = if none { 0.0 } else { made.likes };
            // The rate does not follow from followers, which cuts move.
            let rate = if none { 0.0 } else { 0.01 / cost };
            Made {
                likes,
                rate,
                ..made
            }
        })
        .collect()
}

/// The ratio and the level of the matched comparison, if there is one.
fn level(found: &Comparison) -> Option<Level> {
    found.matched.as_ref().map(|matched| matched.level)
}

/// Whether means are looked at.
fn by_means(found: &Comparison, pairing: Pairing) -> bool {
    [pairing.small, pairing.big].iter().all(|tier| {
        let tier = &found.tiers[*tier];
        tier.zero_engagement as f64 <= 0.1 * tier.comparable as f64
    })
}

/// Whether two comparisons ask the same question, so that a difference is one of rows alone. Where no
/// level is left, that of the first one carries no verdict either.
fn alike(one: &Comparison, other: &Comparison, pairing: Pairing) -> bool {
    let same_level = level(one) == level(other) || level(other).is_none();
    same_level && by_means(one, pairing) == by_means(other, pairing)
}

fn said(found: &Comparison) -> Reading {
    Reading {
        state: found.verdict.state,
        side: found.verdict.side,
        matched: found.verdict.matched,
    }
}

/// The ratio that leaving out moves: the matched one where there is one.
fn ratio(found: &Comparison) -> Option<f64> {
    let matched = found.matched.as_ref().map(|matched| matched.estimate.ratio);
    let typical = || Some(found.raw.as_ref()?.typical?.ratio);
    matched.or_else(typical)
}

fn near(one: f64, other: f64) -> bool {
    (one / other - 1.0).abs() < 1e-9
}

/// How much was compared, so that a test which skips everything is seen.
#[derive(Debug, Default)]
struct Done {
    rows: usize,
    changes: usize,
    cuts: usize,
    cuts_that_change: usize,
    skipped: usize,
    /// Rosters whose tiers are about the same.
    same: usize,
}

fn pairing(kind: &Kind) -> Pairing {
    Pairing {
        measure: kind.measure,
        ..BY_COST
    }
}

/// Each row that may be left out is left out.
fn leave_out(found: &Comparison, roster: &Roster, what: &str, done: &mut Done) {
    let pairing = found.pairing;
    let Some(sensitivity) = &found.sensitivity else {
        return;
    };
    let without = &sensitivity.without;
    let base = said(found);
    let tried: Vec<RowId> = (0..roster.len() as RowId)
        .filter(|row| {
            let influencer = roster.influencer(*row);
            let value = influencer.number(pairing.measure.field());
            let tier = roster
                .tiers()
                .of(influencer.number(Field::Followers).unwrap_or(-1.0));
            tier.is_some_and(|tier| [pairing.small, pairing.big].contains(&tier))
                && value.is_some_and(|value| pairing.measure.as_cost(value).is_finite())
        })
        .collect();
    assert_eq!(without.tried, tried.len(), "{what}");
    let mut ends: Vec<(f64, RowId)> = Vec::new();
    let mut all_alike = true;
    for row in tried {
        let rest = RowSet::from_fn(roster, |other| other != row);
        let again = compare(roster, &rest, pairing, &[]);
        if !alike(found, &again, pairing) {
            done.skipped += 1;
            all_alike = false;
            continue;
        }
        done.rows += 1;
        all_alike &= level(found) == level(&again);
        ends.extend(ratio(&again).map(|ratio| (ratio, row)));
        let told = without.changes.iter().find(|(changer, _)| *changer == row);
        let told = told.map(|(_, reading)| *reading);
        let again = said(&again);
        let changed = (again.state, again.side) != (base.state, base.side);
        done.changes += usize::from(changed);
        assert_eq!(
            told,
            changed.then_some(again),
            "{what}: without row {row}, was {base:?}"
        );
    }
    let whole = ratio(found).expect("three rows in each tier");
    assert!(
        near(without.ratio, whole),
        "{what}: {} {whole}",
        without.ratio
    );
    if all_alike {
        let low = ends.iter().map(|end| end.0).min_by(f64::total_cmp);
        let high = ends.iter().map(|end| end.0).max_by(f64::total_cmp);
        for (end, told) in [(low, without.lowest), (high, without.highest)] {
            let (end, (told, row)) = (end.expect("six rows"), told.expect("six rows"));
            assert!(near(end, told), "{what}: {end} {told}");
            let own = ends.iter().find(|end| end.1 == row).expect("was tried");
            assert!(near(own.0, told), "{what}: {own:?} {told}");
        }
    }
}

/// Each cut is tried on a roster whose rows have followers in the tiers where the cut puts them.
fn cut_elsewhere(found: &Comparison, rows: &[Made], roster: &Roster, what: &str, done: &mut Done) {
    let pairing = found.pairing;
    let Some(sensitivity) = &found.sensitivity else {
        return;
    };
    let cuts = cuts(roster, pairing.small, pairing.big);
    assert_eq!(cuts.len(), sensitivity.cuts.len());
    for (cut, told) in cuts.iter().zip(&sensitivity.cuts) {
        let within = |(from, to): (f64, f64), size: f64| from <= size && size < to;
        let moved: Vec<Made> = rows
            .iter()
            .map(|row| {
                let followers = match row.followers {
                    size if within(cut.small, size) => MICRO,
                    size if within(cut.big, size) => MEGA,
                    _ => 200_000.0,
                };
                Made { followers, ..*row }
            })
            .collect();
        let moved = crate::made::roster(&moved);
        let again = compare(&moved, &RowSet::all(&moved), pairing, &[]);
        let (small, big) = (&again.tiers[pairing.small], &again.tiers[pairing.big]);
        assert_eq!((told.small, told.big), (small.comparable, big.comparable));
        let raw = again.raw.as_ref().and_then(|raw| raw.typical);
        let same = match (told.typical, raw) {
            (Some(one), Some(other)) => near(one, other.ratio),
            (one, other) => one.is_none() && other.is_none(),
        };
        assert!(same, "{what}: {told:?} {raw:?}");
        if !alike(found, &again, pairing) {
            done.skipped += 1;
            continue;
        }
        done.cuts += 1;
        let matched = again.matched.as_ref().map(|matched| matched.estimate.ratio);
        match (told.matched, matched) {
            // Too few have their like for a verdict; the ratio of those is told all the same.
            (Some(_), None) => assert!(!told.reading.matched, "{what}: {told:?}"),
            (Some(one), Some(other)) => assert!(near(one, other), "{what}: {told:?}"),
            (one, other) => assert_eq!(one.is_some(), other.is_some(), "{what}: {told:?}"),
        }
        done.cuts_that_change += usize::from(said(&again) != said(found));
        assert_eq!(told.reading, said(&again), "{what}: {}", told.name);
    }
}

/// Tries rosters of this kind.
fn rosters(kind: &Kind, seed: u64, count: usize) -> Done {
    let mut done = Done::default();
    for at in 0..count {
        let mut dice = Dice::new(seed * 1_000_000 + at as u64);
        let rows = rows(&mut dice, kind);
        let roster = roster(&rows);
        let found = compare(&roster, &RowSet::all(&roster), pairing(kind), &[]);
        let what = format!("roster {at} of {kind:?}");
        done.same += usize::from(found.verdict.state == State::AboutTheSame);
        leave_out(&found, &roster, &what, &mut done);
        cut_elsewhere(&found, &rows, &roster, &what, &mut done);
    }
    println!("{done:?}");
    done
}

/// That enough was tried, and changes among it.
fn told_much(done: &Done) {
    assert!(done.rows > 500 && done.changes > 10, "{done:?}");
    assert!(done.cuts > 30 && done.cuts_that_change > 5, "{done:?}");
}

#[test]
fn counting_is_as_good_as_comparing_again() {
    told_much(&rosters(&ANY, 1, 45));
    let unmatched = Kind {
        platforms: &[""],
        niches: &[""],
        ..ANY
    };
    told_much(&rosters(&unmatched, 2, 40));
}

#[test]
fn it_is_with_ties_at_the_limits_of_about_the_same() {
    // 4 to 5 and 5 to 4 are the limits themselves.
    let tied = Kind {
        costs: &[4.0, 5.0, 4.0, 5.0, 4.5],
        ..ANY
    };
    rosters(&tied, 3, 25);
    let unmatched = Kind {
        platforms: &[""],
        niches: &[""],
        costs: &[0.4, 0.5],
        ..ANY
    };
    rosters(&unmatched, 4, 25);
    // Of these logarithms the difference is not quite that of the limit.
    let rounded = Kind {
        costs: &[1.0, 1.0, 1.25],
        ..unmatched
    };
    let done = rosters(&rounded, 10, 25);
    assert!(done.same > 5, "{done:?}");
    let wide = Kind {
        costs: &[0.1, 0.2, 0.3, 0.5, 0.8, 1.0, 1.25],
        ..ANY
    };
    told_much(&rosters(&wide, 5, 40));
}

#[test]
fn it_is_with_rows_without_any_engagement() {
    for (zeros, seed) in [(0.04, 6), (0.25, 7)] {
        let zeros = Kind { zeros, ..ANY };
        rosters(&zeros, seed, 25);
    }
}

#[test]
fn it_is_for_engagement_rates() {
    let rates = Kind {
        measure: Measure::EngagementRate,
        ..ANY
    };
    told_much(&rosters(&rates, 8, 35));
    let tied = Kind {
        costs: &[0.4, 0.5, 0.8, 1.0],
        zeros: 0.05,
        ..rates
    };
    rosters(&tied, 9, 25);
}

#[test]
fn nobody_left_in_a_range_is_no_comparison() {
    // All micros are below 10k followers: cut there, nobody is one.
    let mut rows = vec![Made::costing(MICRO, 1.0); 5];
    rows.extend(vec![Made::costing(MEGA, 2.0); 5]);
    let roster = roster(&rows);
    let found = compare(&roster, &RowSet::all(&roster), BY_COST, &[]);
    let cuts = found.sensitivity.expect("five of each").cuts;
    let states: Vec<State> = cuts.iter().map(|cut| cut.reading.state).collect();
    assert_eq!(states[1], State::NoComparison, "{cuts:?}");
}
