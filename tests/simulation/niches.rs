//! The comparison in each of many niches: chance alone calls hardly any clear, a real gap is found.

use tastemaker::analysis::compare::verdict::Side;
use tastemaker::analysis::compare::{Groups, Pairing};
use tastemaker::roster::Field;

use crate::made::{BY_COST, Dice, MEGA, MICRO, Made, Share, compared};

const NICHES: [&str; 20] = [
    "n00", "n01", "n02", "n03", "n04", "n05", "n06", "n07", "n08", "n09", "n10", "n11", "n12",
    "n13", "n14", "n15", "n16", "n17", "n18", "n19",
];

/// Twenty niches of so many micros and megas; in the first a micro costs `ratio` times a mega.
fn niches(dice: &mut Dice, micros: usize, megas: usize, ratio: f64) -> Groups {
    let mut rows = Vec::new();
    for niche in NICHES {
        let level = if niche == NICHES[0] { ratio } else { 1.0 };
        for at in 0..micros + megas {
            let (followers, level) = if at < micros {
                (MICRO, level)
            } else {
                (MEGA, 1.0)
            };
            let cost = level * dice.spread(0.8);
            rows.push(
                Made::costing(followers, cost)
                    .on("Instagram")
                    .in_niche(niche),
            );
        }
    }
    let by = Some(Field::Niche);
    compared(&rows, Pairing { by, ..BY_COST })
        .groups
        .expect("asked for")
}

#[test]
fn among_twenty_niches_without_a_difference_hardly_any_is_clear() {
    let mut dice = Dice::new(20);
    let (mut clear, mut plain) = (Share::default(), Share::default());
    for _ in 0..100 {
        let found = niches(&mut dice, 16, 8, 1.0);
        assert_eq!((found.compared, found.groups.len()), (20, 20));
        for group in &found.groups {
            let sure = group.p.expect("compared") < 0.05;
            assert_eq!(group.clear, sure && group.side.is_clear(), "{group:?}");
        }
        clear.count(found.groups.iter().any(|group| group.clear));
        plain.count(found.groups.iter().any(|group| group.side.is_clear()));
    }
    let (clear, plain) = (clear.percent(), plain.percent());
    println!("any of twenty niches clear: {clear}, by plain intervals {plain}");
    assert!(clear <= 8.0, "{clear}");
    // Without the correction more than every other roster has one.
    assert!(plain >= 45.0, "{plain}");
}

#[test]
fn a_niche_with_a_real_gap_is_clear_and_stands_first_or_last() {
    for (ratio, side) in [(0.2, Side::Small), (5.0, Side::Big)] {
        let (mut called, mut others) = (Share::default(), Share::default());
        let mut dice = Dice::new(21);
        for _ in 0..10 {
            let found = niches(&mut dice, 40, 15, ratio);
            let place = match side {
                Side::Small => 0,
                _ => found.groups.len() - 1,
            };
            let group = &found.groups[place];
            assert_eq!(group.name, NICHES[0]);
            called.count(group.clear && group.side == side);
            let other = found
                .groups
                .iter()
                .any(|other| other.clear && other.name != NICHES[0]);
            others.count(other);
        }
        assert_eq!(called.percent(), 100.0, "{ratio}");
        assert!(others.percent() <= 10.0, "{ratio}");
    }
}

/// Holm's correction by hand: the smallest p times the number of niches, the next times one less, and
/// none below the one before.
#[test]
fn corrected_chances_rise_as_holm_says() {
    let found = niches(&mut Dice::new(22), 16, 8, 0.4);
    let mut chances: Vec<(f64, f64)> = found
        .groups
        .iter()
        .map(|group| {
            let estimate = group.estimate.expect("eight megas");
            let interval = estimate.interval.expect("eight megas");
            let error = (interval.high / interval.low).ln()
                / 2.0
                / tastemaker::analysis::stats::t_975(7).expect("seven degrees");
            let t = estimate.ratio.ln() / error;
            let p = tastemaker::analysis::stats::two_sided_p(t, 7).expect("seven degrees");
            (p, group.p.expect("compared"))
        })
        .collect();
    chances.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut least = 0.0f64;
    for (rank, (plain, corrected)) in chances.iter().enumerate() {
        least = least.max((plain * (20 - rank) as f64).min(1.0));
        assert!(
            (least - corrected).abs() < 1e-9,
            "{rank}: {least} {corrected}"
        );
    }
}

#[test]
fn what_rests_on_four_megas_is_never_clear() {
    for megas in [4, 5] {
        let found = niches(&mut Dice::new(23), 30, megas, 0.001);
        let group = &found.groups[0];
        assert_eq!(group.name, NICHES[0]);
        assert!(group.p.expect("compared") < 0.05 && group.side == Side::Small);
        assert_eq!(group.clear, megas == 5, "{group:?}");
    }
}

#[test]
fn a_wild_ratio_of_a_few_rows_does_not_lead_the_table() {
    let mut rows = Vec::new();
    // Three megas that differ much beside thirty that hardly do.
    for (niche, micro, megas) in [
        ("wild", 1.0, vec![0.5, 4.0, 40.0]),
        ("sure", 1.0, vec![3.0; 30]),
        ("even", 1.0, vec![1.0; 30]),
    ] {
        let mut dice = Dice::new(24);
        let tiers = [(MICRO, vec![micro; 30]), (MEGA, megas)];
        for (followers, costs) in tiers {
            for cost in costs {
                let made = Made::costing(followers, cost * dice.spread(0.2));
                rows.push(made.on("Instagram").in_niche(niche));
            }
        }
    }
    let by = Some(Field::Niche);
    let found = compared(&rows, Pairing { by, ..BY_COST })
        .groups
        .expect("asked for");
    let names: Vec<&str> = found
        .groups
        .iter()
        .map(|group| group.name.as_str())
        .collect();
    assert_eq!(names, ["sure", "wild", "even"]);
    let ratio = |at: usize| found.groups[at].estimate.expect("three megas").ratio;
    assert!(ratio(1) < ratio(0), "its own ratio would lead");
}
