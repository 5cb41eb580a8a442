//! Rosters whose prices and engagements grow with followers by known powers: what is said of them, and
//! whether the powers are found.

use tastemaker::analysis::compare::verdict::{Side, State, Strength};
use tastemaker::analysis::compare::{Comparison, compare};
use tastemaker::analysis::price_model;
use tastemaker::roster::RowSet;

use crate::made::{BY_COST, Dice, Made, Share, roster};

/// The power of followers that engagement grows with.
const ENGAGEMENT: f64 = 0.85;
/// The spreads of prices and of engagements: costs spread by 0.7.
const SPREADS: (f64, f64) = (0.5, 0.5);

/// 150 micros, 40 macros and 15 megas whose prices grow with this power of followers.
fn law(dice: &mut Dice, power: f64) -> Vec<Made> {
    let sizes = [
        (150, 1_000.0, 100_000.0),
        (40, 100_000.0, 1_000_000.0),
        (15, 1_000_000.0, 10_000_000.0),
    ];
    let mut rows = Vec::new();
    for (count, from, to) in sizes {
        for _ in 0..count {
            let followers = dice.followers(from, to);
            let likes = 0.3 * followers.powf(ENGAGEMENT) * dice.spread(SPREADS.1);
            rows.push(Made {
                platform: "Instagram",
                price: 20.0 * (followers / 1_000.0).powf(power) * dice.spread(SPREADS.0),
                likes: likes.round(),
                followers,
                ..Made::costing(0.0, 0.0)
            });
        }
    }
    rows
}

fn of_law(dice: &mut Dice, power: f64) -> Comparison {
    let roster = roster(&law(dice, power));
    let modelled = price_model::findings(&roster);
    assert_eq!(modelled, [], "prices spread as quotes do");
    compare(&roster, &RowSet::all(&roster), BY_COST, &modelled)
}

#[test]
fn prices_that_grow_faster_or_slower_than_engagement_decide() {
    // What prices grow with, what is to be said, and in how many rosters of twenty at least.
    for (power, state, least) in [
        (1.0, State::SmallCheaper, 19),
        (0.3, State::BigCheaper, 20),
        // A mega costs a third more here, which fifteen of them show every third time.
        (0.8, State::TooClose, 11),
    ] {
        let mut dice = Dice::new(2024);
        let mut states = Vec::new();
        let mut held = Share::default();
        for _ in 0..20 {
            let found = of_law(&mut dice, power);
            let scaling = found.scaling.expect("more than twelve rows");
            assert_eq!(scaling.price.n, 205);
            for (line, truth) in [(scaling.price, power), (scaling.engagements, ENGAGEMENT)] {
                assert!((line.power() - truth).abs() < 0.1, "{line:?} for {truth}");
                let (interval, truth) = (line.interval(), 10f64.powf(truth));
                held.count(interval.low <= truth && truth <= interval.high);
            }
            assert!(found.verdict.matched);
            assert_eq!(found.verdict.strength, Strength::Normal);
            let said = &found.verdict.sentence;
            let words = match found.verdict.side {
                Side::Small => "% less (95% range",
                Side::Big => "so the mega buys more (95% range",
                Side::Open => "Too close to call: a micro costs about",
                Side::Same => "cost about the same",
            };
            assert!(said.contains(words), "{said}");
            states.push(found.verdict.state);
        }
        let of_state = states.iter().filter(|found| **found == state).count();
        println!(
            "price ~ followers^{power}: {of_state} of 20 {state:?}, powers held {:.1}",
            held.percent()
        );
        assert!(of_state >= least, "{power}: {states:?}");
        assert!(held.percent() >= 87.5, "{power}: {}", held.percent());
    }
}

/// The bent line is a second opinion on the same ratio.
#[test]
fn a_bent_line_holds_the_ratio_of_typical_sizes() {
    for power in [1.0, 0.3, 0.8] {
        let mut dice = Dice::new(5);
        let mut held = Share::default();
        for _ in 0..40 {
            let rows = law(&mut dice, power);
            let roster = roster(&rows);
            let found = compare(&roster, &RowSet::all(&roster), BY_COST, &[]);
            let typical = |from: f64, to: f64| {
                let sizes = rows.iter().map(|row| row.followers);
                let sizes = sizes.filter(|size| (from..to).contains(size));
                let logs: Vec<f64> = sizes.map(f64::ln).collect();
                logs.iter().sum::<f64>() / logs.len() as f64
            };
            let apart = typical(1e3, 1e5) - typical(1e6, 1e9);
            let truth = ((power - ENGAGEMENT) * apart).exp();
            let trend = found.trend.expect("more than twelve rows");
            held.count((trend.interval.low..=trend.interval.high).contains(&truth));
        }
        assert!(held.percent() >= 87.5, "{power}: {}", held.percent());
    }
}
