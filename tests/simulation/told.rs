//! What is told beside a verdict: who is left out and why, and how the lines through sizes come about.

use tastemaker::analysis::compare::growth::Line;
use tastemaker::analysis::compare::superiority::superiority;
use tastemaker::analysis::cost::Exclusion;
use tastemaker::analysis::stats;

use crate::made::{BY_COST, Dice, MEGA, MICRO, Made, compared};

fn near(found: f64, expected: f64) {
    assert!(
        (found / expected - 1.0).abs() < 1e-9,
        "{found} for {expected}"
    );
}

#[test]
fn unknown_prices_are_counted_in_the_two_tiers_and_told_where_one_hides_more() {
    for (hidden, told) in [(1, false), (4, true)] {
        let without = |followers| Made {
            price: f64::NAN,
            ..Made::costing(followers, 1.0)
        };
        let mut rows = vec![Made::costing(MICRO, 1.0); 20];
        rows.extend(vec![Made::costing(MEGA, 1.0); 10 - hidden]);
        rows.extend(vec![without(MEGA); hidden]);
        // Nano and macro are in none of the two.
        rows.extend([without(500.0), without(200_000.0)]);
        let found = compared(&rows, BY_COST);
        assert_eq!(found.excluded, [(Exclusion::NoPrice, hidden)]);
        let says = |words: &str| found.caveats.iter().any(|caveat| caveat.contains(words));
        assert!(says(&format!("Left out: {hidden} no price.")));
        assert_eq!(says("Prices are missing for "), told, "{hidden}");
    }
}

#[test]
fn a_strip_counts_those_who_have_no_like_in_the_other_tier() {
    let mut rows = vec![Made::costing(MICRO, 1.0).on("Instagram"); 5];
    rows.extend(vec![Made::costing(MEGA, 1.0).on("Instagram"); 4]);
    rows.push(Made::costing(MEGA, 1.0).on("Twitch"));
    rows.push(Made::costing(200_000.0, 1.0).on("Twitch"));
    let found = compared(&rows, BY_COST);
    let strip = |tier: usize| -> Vec<(u32, u32)> {
        let strip = &found.strips[tier];
        strip.bins.values().copied().collect()
    };
    assert_eq!(strip(1), [(5, 0)]);
    assert_eq!(strip(2), [(1, 0)]);
    assert_eq!(strip(3), [(5, 1)]);
}

#[test]
fn of_several_niches_the_first_has_to_be_the_same() {
    let row = |followers, niche| {
        let made = Made::costing(followers, 1.0).on("Instagram");
        made.in_niche(niche)
    };
    let mut rows = vec![row(MICRO, "beauty+food"); 4];
    rows.extend(vec![row(MEGA, "beauty+travel"); 4]);
    let matched = compared(&rows, BY_COST).matched.expect("alike");
    assert_eq!(matched.level.words(), "platform and niche");
    let names: Vec<&str> = matched.strata.iter().map(|one| one.name.as_str()).collect();
    assert_eq!(names, ["Instagram, beauty"]);
}

/// Rows of one platform with log10 of followers, and the logarithms of price and cost.
fn sized() -> (Vec<Made>, Vec<f64>, Vec<f64>, Vec<f64>) {
    let mut dice = Dice::new(50);
    let rows: Vec<Made> = (0..24)
        .map(|_| {
            let followers = dice.followers(1e3, 1e7);
            let likes = (0.1 * followers.powf(0.9) * dice.spread(0.5)).ceil();
            let price = followers.powf(0.7) * dice.spread(0.5);
            Made {
                price,
                likes,
                ..Made::costing(followers, 1.0).on("Instagram")
            }
        })
        .collect();
    let of = |figure: fn(&Made) -> f64| rows.iter().map(figure).collect();
    let (sizes, prices) = (of(|row| row.followers.log10()), of(|row| row.price.ln()));
    let costs = of(|row| (row.price / row.likes).ln());
    (rows, sizes, prices, costs)
}

/// What is left of values when a line through others is taken away.
fn rest(values: &[f64], others: &[f64]) -> Vec<f64> {
    let (a, b) = (stats::mean(values), stats::mean(others));
    let products = values.iter().zip(others).map(|(y, x)| (y - a) * (x - b));
    let squares = others.iter().map(|x| (x - b) * (x - b));
    let slope = products.sum::<f64>() / squares.sum::<f64>();
    let pairs = values.iter().zip(others);
    pairs.map(|(y, x)| y - a - slope * (x - b)).collect()
}

fn squares(values: &[f64]) -> f64 {
    values.iter().map(|value| value * value).sum()
}

#[test]
fn a_straight_line_has_the_range_of_least_squares() {
    let (rows, sizes, prices, _) = sized();
    let line: Line = compared(&rows, BY_COST).scaling.expect("24 rows").price;
    let middle = stats::mean(&sizes);
    let centred: Vec<f64> = sizes.iter().map(|size| size - middle).collect();
    let slope = centred.iter().zip(&prices).map(|(x, y)| x * y).sum::<f64>() / squares(&centred);
    let spread = squares(&rest(&prices, &sizes)) / (prices.len() - 2) as f64;
    let half =
        stats::t_975(prices.len() - 2).expect("degrees") * (spread / squares(&centred)).sqrt();
    near(line.tenfold(), slope.exp());
    near(line.interval().low, (slope - half).exp());
    near(line.interval().high, (slope + half).exp());
}

/// With x of one size less x of the other and the same of the squares, the ratio is the coefficient of
/// x / dx beside x² - x dz / dx; the other is taken away first (Frisch and Waugh, 1933; Lovell, 1963).
#[test]
fn a_bent_line_has_the_range_of_least_squares() {
    let (rows, sizes, _, costs) = sized();
    let typical = |from: f64, to: f64| {
        let of: Vec<f64> = sizes
            .iter()
            .copied()
            .filter(|size| (from..to).contains(size))
            .collect();
        stats::mean(&of)
    };
    let (small, big) = (typical(3.0, 5.0), typical(6.0, 9.0));
    let (dx, dz) = (small - big, small * small - big * big);
    let one: Vec<f64> = sizes.iter().map(|x| x / dx).collect();
    let other: Vec<f64> = sizes.iter().map(|x| x * x - x * dz / dx).collect();
    let (own, left) = (rest(&one, &other), rest(&costs, &other));
    let ratio = own.iter().zip(&left).map(|(u, y)| u * y).sum::<f64>() / squares(&own);
    let residuals: Vec<f64> = own.iter().zip(&left).map(|(u, y)| y - ratio * u).collect();
    let degrees = costs.len() - 3;
    let error = (squares(&residuals) / degrees as f64 / squares(&own)).sqrt();
    let half = stats::t_975(degrees).expect("degrees") * error;
    let trend = compared(&rows, BY_COST).trend.expect("24 rows");
    for (found, log) in [
        (trend.ratio, ratio),
        (trend.interval.low, ratio - half),
        (trend.interval.high, ratio + half),
    ] {
        assert!((found.ln() - log).abs() < 1e-6, "{} for {log}", found.ln());
    }
}

/// Brunner and Munzel's interval by hand: variances of the shares of the others that each value beats,
/// and degrees of freedom as Satterthwaite has them.
#[test]
fn different_spreads_have_the_range_of_brunner_and_munzel() {
    let narrow: Vec<f64> = (0..12).map(|at| 10.0 + f64::from(at) * 0.01).collect();
    let wide: Vec<f64> = (0..30).map(|at| f64::from(at) * 0.7).collect();
    let shares = |values: &[f64], others: &[f64]| -> (f64, f64) {
        let below = |value: &f64| others.iter().filter(|other| *other > value).count() as f64;
        let shares: Vec<f64> = values
            .iter()
            .map(|value| below(value) / others.len() as f64)
            .collect();
        let mean = stats::mean(&shares);
        let about = shares
            .iter()
            .map(|share| (share - mean).powi(2))
            .sum::<f64>();
        let n = values.len() as f64;
        (mean, about / (n - 1.0) / n)
    };
    let ((share, a), (_, b)) = (shares(&narrow, &wide), shares(&wide, &narrow));
    let degrees = (a + b).powi(2) / (a * a / 11.0 + b * b / 29.0);
    let half =
        stats::t_975_of(degrees).expect("degrees") * (a + b).sqrt() / (share * (1.0 - share));
    let logit = (share / (1.0 - share)).ln();
    let back = |logit: f64| 1.0 / (1.0 + (-logit).exp());
    let found = superiority(&narrow, &wide).expect("both tiers have rows");
    near(found.share, share);
    near(found.shown.low, back(logit - half).min(found.newcombe.low));
    near(
        found.shown.high,
        back(logit + half).max(found.newcombe.high),
    );
    assert!(back(logit + half) > found.newcombe.high, "{found:?}");
}
