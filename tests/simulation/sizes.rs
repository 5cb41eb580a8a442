//! Rosters of many rows: the same however many threads there are, and of very many rows those are left
//! out in turn that weigh most.

use tastemaker::analysis::compare::verdict::{State, Strength};
use tastemaker::analysis::compare::{Comparison, Pairing, compare};
use tastemaker::analysis::stats;
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
    // Many micros are further out than the mega, but each is one of thousands.
    rows.extend((0..60).map(|_| Made::costing(MICRO, 40.0).on(platform)));
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
        assert_eq!(changes, [(2_167, State::SmallCheaper)], "{platform:?}");
        let (_, lowest) = without.lowest.expect("was tried");
        assert_eq!(lowest, 2_167, "{platform:?}");
    }
}

#[test]
fn each_figure_is_shown_from_its_number_of_megas_on() {
    for megas in 0..12 {
        let mut dice = Dice::new(40);
        let mut rows: Vec<Made> = (0..40)
            .map(|_| Made::costing(MICRO, dice.spread(0.5)))
            .collect();
        // The spreads differ, for which the wider range of pairs allows.
        rows.extend((0..megas).map(|_| Made::costing(MEGA, 1.3 * dice.spread(1.5))));
        let found = compared(&rows, BY_COST);
        let state = found.verdict.state;
        assert_eq!(state == State::NoComparison, megas == 0);
        assert_eq!(state == State::NotEnoughData, (1..3).contains(&megas));
        assert_eq!(found.sensitivity.is_some(), megas >= 3);
        let Some(raw) = found.raw else { continue };
        assert_eq!(raw.shown.is_some(), megas >= 3);
        let rough = found.verdict.strength == Strength::VeryRough;
        assert_eq!(rough, megas < 5, "{megas}");
        let pooled = raw.pooled.expect("everybody is engaged with");
        assert_eq!(pooled.interval.is_some(), megas >= 10, "{megas}");
        let superiority = found.superiority.expect("both tiers have rows");
        let wider = superiority.shown != superiority.newcombe;
        assert_eq!(wider, megas >= 10, "{megas}");
    }
}

/// The delta method by hand: the variance of ln (sum of prices / sum of engagements) is that of the mean
/// of price / mean price - engagements / mean engagements.
#[test]
fn the_pooled_range_is_that_of_the_delta_method() {
    let mut dice = Dice::new(41);
    let mut rows = Vec::new();
    for (count, followers) in [(30, MICRO), (12, MEGA)] {
        for _ in 0..count {
            let likes = 1_000.0 * dice.spread(0.6);
            // Prices follow engagement, which narrows the range.
            let price = likes * dice.spread(0.3);
            let made = Made::costing(followers, 1.0);
            rows.push(Made {
                likes,
                price,
                ..made
            });
        }
    }
    let of = |followers: f64| -> (f64, f64) {
        let rows: Vec<&Made> = rows
            .iter()
            .filter(|row| row.followers == followers)
            .collect();
        let n = rows.len() as f64;
        let spent = rows.iter().map(|row| row.price).sum::<f64>() / n;
        let got = rows.iter().map(|row| row.likes).sum::<f64>() / n;
        let squares = rows
            .iter()
            .map(|row| (row.price / spent - row.likes / got).powi(2));
        (spent / got, squares.sum::<f64>() / (n * (n - 1.0)))
    };
    let ((small, of_small), (big, of_big)) = (of(MICRO), of(MEGA));
    let half = stats::t_975(11).expect("eleven degrees") * (of_small + of_big).sqrt();
    let pooled = compared(&rows, BY_COST).raw.and_then(|raw| raw.pooled);
    let pooled = pooled.expect("everybody is engaged with");
    let interval = pooled.interval.expect("twelve megas");
    for (found, expected) in [
        (pooled.ratio, small / big),
        (interval.low, small / big * (-half).exp()),
        (interval.high, small / big * half.exp()),
    ] {
        assert!(
            (found / expected - 1.0).abs() < 1e-9,
            "{found} for {expected}"
        );
    }
}
