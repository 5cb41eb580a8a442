//! How often a range of 95 % holds the truth, and whether the matched ratio finds it where the tiers are
//! mixed otherwise.

use tastemaker::analysis::compare::gather::Costs;
use tastemaker::analysis::compare::moments::Moments;
use tastemaker::analysis::compare::raw::raw;
use tastemaker::analysis::compare::verdict::{Side, State};
use tastemaker::analysis::compare::{Comparison, Interval, Measure};

use crate::made::{BY_COST, Dice, MEGA, MICRO, Made, Share, compared, covers};

/// The spread of ln cost within a tier.
const SPREAD: f64 = 0.8;

/// The truth about micros over megas that is to be covered.
const TRUTH: f64 = 0.7;
/// Micros beside however many megas.
const MICROS: usize = 200;

/// Costs of so many of a tier.
fn costs(dice: &mut Dice, rows: usize, level: f64) -> Vec<f64> {
    (0..rows).map(|_| level * dice.spread(SPREAD)).collect()
}

/// These costs as rows of one platform, or of an unknown one.
fn one_stratum(micros: &[f64], megas: &[f64], platform: &'static str) -> Comparison {
    let micros = micros.iter().map(|cost| (MICRO, *cost));
    let all = micros.chain(megas.iter().map(|cost| (MEGA, *cost)));
    let rows = all.map(|(followers, cost)| Made::costing(followers, cost).on(platform));
    compared(&rows.collect::<Vec<_>>(), BY_COST)
}

/// One side of a comparison without the roster around it, which takes most of the time.
fn side(costs: &[f64]) -> Costs {
    let mut logs: Vec<f64> = costs.iter().map(|cost| cost.ln()).collect();
    logs.sort_by(f64::total_cmp);
    let mut moments = Moments::default();
    logs.iter().for_each(|log| moments.push(*log));
    Costs {
        logs,
        moments,
        ..Costs::default()
    }
}

#[test]
fn ranges_cover_the_truth_in_about_95_of_100_rosters() {
    for (megas, draws) in [(3, 600), (5, 1_000), (10, 1_000), (30, 600)] {
        let mut dice = Dice::new(megas as u64);
        let (mut shown, mut ranks, mut means) =
            (Share::default(), Share::default(), Share::default());
        for _ in 0..draws {
            let micros = side(&costs(&mut dice, MICROS, TRUTH));
            let megas = side(&costs(&mut dice, megas, 1.0));
            let found = raw(&[micros, megas], Measure::Cpe).expect("both tiers have rows");
            shown.count(covers(found.shown, TRUTH));
            ranks.count(covers(found.hodges_lehmann.interval, TRUTH));
            let typical = found.typical.expect("everybody is engaged with");
            means.count(covers(typical.interval, TRUTH));
        }
        let [shown, ranks, means] = [shown, ranks, means].map(Share::percent);
        let all = format!("{megas} megas: shown {shown:.1}, ranks {ranks:.1}, means {means:.1}");
        println!("{all}");
        // The hull of both is wider than either.
        assert!((94.0..=99.0).contains(&shown), "{all}");
        assert!((93.0..=97.0).contains(&ranks), "{all}");
        assert!((93.0..=97.0).contains(&means), "{all}");
    }
}

#[test]
fn one_stratum_gives_the_same_range_matched_and_unmatched() {
    let mut dice = Dice::new(1);
    for megas in [3, 5, 10, 30] {
        for platform in ["Instagram", ""] {
            let (micros, megas) = (
                costs(&mut dice, MICROS, TRUTH),
                costs(&mut dice, megas, 1.0),
            );
            let found = one_stratum(&micros, &megas, platform);
            let raw_found = found.raw.as_ref().expect("both tiers have rows");
            let by_hand = raw(&[side(&micros), side(&megas)], Measure::Cpe);
            let by_hand = by_hand.expect("the same rows");
            let near = |one: Option<Interval>, other: Option<Interval>| {
                let (one, other) = (one.expect("a range"), other.expect("a range"));
                (one.low / other.low - 1.0).abs() < 1e-9
                    && (one.high / other.high - 1.0).abs() < 1e-9
            };
            assert!(near(raw_found.shown, by_hand.shown), "{found:?}");
            assert_eq!(found.verdict.matched, !platform.is_empty());
            assert_eq!(found.matched.is_some(), !platform.is_empty());
            if let Some(matched) = found.matched {
                let typical = by_hand.typical.expect("everybody is engaged with");
                assert!(near(matched.estimate.interval, typical.interval));
            }
        }
    }
}

#[test]
fn where_the_tiers_cost_the_same_a_verdict_is_rarely_clear() {
    const DRAWS: usize = 200;
    let mut dice = Dice::new(77);
    let mut clear = Share::default();
    for draw in 0..DRAWS {
        let (micros, megas) = (costs(&mut dice, 60, 1.0), costs(&mut dice, 10, 1.0));
        let platform = ["Instagram", ""][draw % 2];
        let found = one_stratum(&micros, &megas, platform);
        clear.count(found.verdict.side.is_clear());
    }
    let clear = clear.percent();
    println!("clear without a difference: {clear:.1}");
    assert!((1.0..=8.0).contains(&clear), "{clear}");
}

const PLATFORMS: [&str; 4] = ["Instagram", "TikTok", "Twitch", "YouTube"];
const NICHES: [&str; 3] = ["beauty", "fitness", "food"];
/// How much dearer each stratum is than the one before, as a logarithm.
const STEP: f64 = 0.1757;

/// Twelve strata of rising cost: megas are mostly in dear ones, micros in cheap ones.
fn confounded(dice: &mut Dice, micros: usize, megas: usize, ratio: f64) -> Vec<Made> {
    // A stratum is chosen the more often the higher its number: 0 once, 1 twice, 11 twelve times in 78.
    let dear = |dice: &mut Dice| {
        let chosen = dice.below(78);
        (0..12)
            .find(|at| (at + 1) * (at + 2) / 2 > chosen)
            .unwrap_or(11)
    };
    let mut rows = Vec::new();
    for at in 0..micros + megas {
        let (place, followers, level) = if at < micros {
            (11 - dear(dice), MICRO, ratio)
        } else {
            (dear(dice), MEGA, 1.0)
        };
        let cost = level * (STEP * place as f64).exp() * dice.spread(SPREAD);
        let row = Made::costing(followers, cost);
        rows.push(row.on(PLATFORMS[place / 3]).in_niche(NICHES[place % 3]));
    }
    rows
}

#[test]
fn matching_takes_the_mix_of_the_tiers_away() {
    const DRAWS: usize = 250;
    let truth: f64 = 0.80;
    for (megas, micros) in [(30, 200), (10, 200)] {
        let mut dice = Dice::new(12 + megas as u64);
        let (mut matched, mut raw, mut held, mut raw_held) =
            (0.0, 0.0, Share::default(), Share::default());
        let mut wrong = Share::default();
        let mut coarse = Share::default();
        for _ in 0..DRAWS {
            let found = compared(&confounded(&mut dice, micros, megas, truth), BY_COST);
            let fit = found.matched.expect("most have their like");
            let all = found.raw.expect("both tiers have rows");
            matched += fit.fit.log_ratio / DRAWS as f64;
            raw += all.typical.expect("engaged").ratio.ln() / DRAWS as f64;
            held.count(covers(fit.estimate.interval, truth));
            raw_held.count(covers(all.shown, truth));
            coarse.count(fit.level.words() != "platform and niche");
            let reading = (found.verdict.state, found.verdict.side);
            wrong.count(reading.1 == Side::Big || reading.0 == State::ReversesAfterMatching);
        }
        let all = format!(
            "{megas} megas: matched {:.3} ({}), unmatched {:.3} ({}), says mega {}, coarser {}",
            matched.exp(),
            held.percent(),
            raw.exp(),
            raw_held.percent(),
            wrong.percent(),
            coarse.percent()
        );
        println!("{all}");
        assert!((matched - truth.ln()).abs() < 0.03, "{all}");
        assert!((raw.exp() - 0.42).abs() < 0.03, "{all}");
        assert!((92.0..=99.0).contains(&held.percent()), "{all}");
        assert!(raw_held.percent() < 80.0, "{all}");
        assert!(wrong.percent() < 3.0, "{all}");
    }
}
