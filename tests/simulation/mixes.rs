//! Rosters in which the tiers are on other platforms: unlike compared with unlike says something that
//! like with like does not, and the sentence names the platform that it comes from.

use tastemaker::analysis::compare::Comparison;
use tastemaker::analysis::compare::verdict::{Side, State};

use crate::made::{BY_COST, Dice, MEGA, MICRO, Made, compared};

/// So many micros and megas of a platform on which everything costs so many times as much.
type Platform = (&'static str, usize, usize, f64);

/// Rows of these platforms in which a micro costs `ratio` times a mega.
fn mixed(seed: u64, platforms: &[Platform], ratio: f64) -> Comparison {
    let mut dice = Dice::new(seed);
    let mut rows = Vec::new();
    for (platform, micros, megas, dear) in platforms {
        let tiers = [(*micros, MICRO, ratio), (*megas, MEGA, 1.0)];
        for (count, followers, level) in tiers {
            for _ in 0..count {
                let cost = dear * level * dice.spread(0.4);
                rows.push(Made::costing(followers, cost).on(platform));
            }
        }
    }
    compared(&rows, BY_COST)
}

/// Most megas are where everything is dear.
const DEAR: &[Platform] = &[("YouTube", 12, 24, 8.0), ("Instagram", 88, 6, 1.0)];
/// Most megas are where everything is cheap, most micros elsewhere.
const CHEAP: &[Platform] = &[("TikTok", 12, 24, 0.125), ("Instagram", 88, 6, 1.0)];

#[test]
fn an_answer_that_platforms_reverse_says_so_and_names_one() {
    for (platforms, ratio, side, why) in [
        (
            DEAR,
            1.8,
            Side::Big,
            "because 80% of the mega but 12% of the micro here are on YouTube, where everything costs more.",
        ),
        (
            CHEAP,
            0.5,
            Side::Small,
            "because 80% of the mega but 12% of the micro here are on TikTok, where everything costs less.",
        ),
    ] {
        let found = mixed(3, platforms, ratio);
        assert_eq!(found.verdict.state, State::ReversesAfterMatching);
        assert_eq!((found.verdict.side, found.verdict.matched), (side, true));
        let said = &found.verdict.sentence;
        assert!(
            said.contains("Unmatched it looks the other way round, "),
            "{said}"
        );
        assert!(
            said.contains("comparing like with like on platform"),
            "{said}"
        );
        assert!(said.ends_with(why), "{said}");
        let raw = found.raw.expect("both tiers have rows").hodges_lehmann;
        let matched = found.matched.expect("all have their like").estimate;
        assert!((raw.ratio - 1.0) * (matched.ratio - 1.0) < 0.0, "{said}");
    }
}

#[test]
fn a_gap_that_comes_from_the_mix_is_called_so() {
    let found = mixed(4, DEAR, 1.0);
    assert_eq!(found.verdict.state, State::ExplainedByMix);
    let said = &found.verdict.sentence;
    assert!(
        said.starts_with("No clear difference like with like: "),
        "{said}"
    );
    assert!(said.contains("Unmatched the gap looks clear, "), "{said}");
    assert!(
        said.contains("on YouTube, where everything costs more."),
        "{said}"
    );
    // Nobody of the other platforms could have moved it.
    assert!(!said.contains("Instagram"), "{said}");
}

#[test]
fn only_a_platform_that_moves_the_ratio_the_way_it_moved_is_named() {
    // Twitch is dearer still, and the tiers differ there, but in favour of the megas.
    let decoy: &[Platform] = &[
        ("YouTube", 5, 30, 8.0),
        ("Instagram", 60, 6, 1.0),
        ("Twitch", 35, 4, 9.0),
    ];
    let found = mixed(5, decoy, 1.6);
    let said = &found.verdict.sentence;
    let why = found.verdict.sentence.split("because ").nth(1);
    let why = why.unwrap_or_else(|| panic!("a reason: {said}"));
    assert!(!why.contains("Twitch"), "{said}");
}

#[test]
fn a_platform_is_dear_by_like_and_not_by_who_is_on_it() {
    // Micros cost so much more that Instagram, which is full of them, looks dear but is not.
    let platforms: &[Platform] = &[("YouTube", 12, 24, 4.0), ("Instagram", 88, 6, 1.0)];
    let found = mixed(7, platforms, 20.0);
    assert_eq!(found.verdict.state, State::BigCheaper);
    let said = &found.verdict.sentence;
    assert!(
        said.ends_with("are on YouTube, where everything costs more."),
        "{said}"
    );
}

#[test]
fn a_mix_that_is_the_same_in_both_tiers_is_not_spoken_of() {
    let same: &[Platform] = &[("YouTube", 50, 10, 8.0), ("Instagram", 50, 10, 1.0)];
    let found = mixed(6, same, 0.4);
    assert_eq!(found.verdict.state, State::SmallCheaper);
    assert!(!found.verdict.sentence.contains("Unmatched"));
}

#[test]
fn shares_that_hardly_differ_explain_nothing() {
    let near: &[Platform] = &[("YouTube", 40, 22, 30.0), ("Instagram", 60, 18, 1.0)];
    let found = mixed(8, near, 0.3);
    let said = &found.verdict.sentence;
    assert!(said.contains("Unmatched it looks like"), "{said}");
    assert!(!said.contains("because"), "{said}");
}
