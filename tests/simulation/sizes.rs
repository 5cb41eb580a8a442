//! Rosters of many rows: the same however many threads there are, and of very many rows those are left
//! out in turn that weigh most.

use tastemaker::analysis::compare::verdict::State;
use tastemaker::analysis::compare::{Comparison, Pairing, compare};
use tastemaker::roster::{Field, Roster, RowSet};

use crate::made::{BY_COST, Dice, MEGA, MICRO, Made, compared, in_segments};

const PLATFORMS: [&str; 4] = ["Instagram", "TikTok", "Twitch", "YouTube"];
const NICHES: [&str; 5] = ["beauty", "fitness", "food", "gaming", "travel"];

/// More rows than one segment may have, in more segments than there are shares of work.
fn many() -> Roster {
    let mut dice = Dice::new(70);
    let rows: Vec<Made> = (0..70_000)
        .map(|_| {
            let followers = dice.followers(500.0, 5_000_000.0);
            let made = Made::costing(followers, dice.spread(0.9))
                .on(dice.one_of(&PLATFORMS))
                .in_niche(dice.one_of(&NICHES));
            let likes = if dice.chance(0.02) {
                0.0
            } else {
                made.likes * dice.spread(0.5)
            };
            let price = if dice.chance(0.3) {
                f64::NAN
            } else {
                made.price
            };
            Made {
                likes: likes.round(),
                price,
                ..made
            }
        })
        .collect();
    in_segments(&rows, 900)
}

#[test]
fn any_number_of_threads_gives_the_same_comparison() {
    let roster = many();
    assert!(roster.len() > 1 << 16 && roster.segments().len() > 64);
    let pairing = Pairing {
        by: Some(Field::Niche),
        ..BY_COST
    };
    let with = |threads: usize| -> Comparison {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads);
        let pool = pool.build().expect("threads");
        pool.install(|| compare(&roster, &RowSet::all(&roster), pairing, &[]))
    };
    let one = with(1);
    assert!(one.matched.is_some() && one.sensitivity.is_some() && one.trend.is_some());
    for threads in [2, 5] {
        let other = with(threads);
        // Said apart from an equality that would print all of both.
        assert_eq!(one.raw, other.raw, "{threads} threads");
        assert_eq!(one.matched, other.matched, "{threads} threads");
        assert!(one == other, "{threads} threads");
    }
}

/// Far more micros than are tried, and a few megas of which one decides.
fn one_decides(platform: &'static str) -> Comparison {
    let mut dice = Dice::new(8);
    let mut rows: Vec<Made> = (0..2_100)
        .map(|_| Made::costing(MICRO, dice.spread(0.3)).on(platform))
        .collect();
    rows.extend((0..7).map(|_| Made::costing(MEGA, 2.0 * dice.spread(0.05)).on(platform)));
    rows.push(Made::costing(MEGA, 0.05).on(platform));
    compared(&rows, BY_COST)
}

#[test]
fn of_very_many_those_that_weigh_most_are_left_out_matched_or_not() {
    for platform in ["Instagram", ""] {
        let found = one_decides(platform);
        assert_eq!(found.verdict.matched, !platform.is_empty());
        assert_eq!(found.verdict.state, State::TooClose);
        let without = &found.sensitivity.expect("eight megas").without;
        assert_eq!(without.tried, 50);
        let changes: Vec<_> = without
            .changes
            .iter()
            .map(|(row, reading)| (*row, reading.state))
            .collect();
        assert_eq!(changes, [(2_107, State::SmallCheaper)], "{platform:?}");
        let (_, lowest) = without.lowest.expect("was tried");
        assert_eq!(lowest, 2_107, "{platform:?}");
    }
}
