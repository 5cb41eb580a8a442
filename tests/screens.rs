//! What the user sees, screen by screen: the characters and the roles they are drawn in.
//!
//! After a wanted change look at the pictures again and take them over with `INSTA_UPDATE=always`;
//! `UPDATE_SCREEN=1` writes the README's picture anew.

mod common;
#[path = "screens/review.rs"]
mod review;

#[path = "screens/forty.rs"]
mod forty;

#[path = "screens/shortlists.rs"]
mod shortlists;

use std::sync::Arc;

use common::{ROSTER, Stage, first_rows, picture, read, snapshot};
use std::ops::ControlFlow;

use proptest::prelude::*;
use ratatui::style::Style;
use tastemaker::analysis::compare::Measure;
use tastemaker::analysis::compare::verdict::State;
use tastemaker::app::layout::compare as areas;
use tastemaker::app::msg::{Mouse, MouseAction};
use tastemaker::app::{Msg, Pane, Screen};
use tastemaker::background::open::{Assumptions, open};
use tastemaker::config::detect::ColorLevel;
use tastemaker::config::theme::Theme;
use tastemaker::import::{Niches, Options, Source};
use tastemaker::input::{Key, KeyCode};
use tastemaker::roster::{Currency, Field, Roster, changes};
use tastemaker::ui::glyphs::Glyphs;
use tastemaker::ui::{self, Look};
use unicode_width::UnicodeWidthStr;

/// Keeps a picture of the screen under a name.
fn keep(name: &str, stage: &Stage) {
    let mut settings = insta::Settings::clone_current();
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!(name, snapshot::screen(&stage.model)));
}

/// A stage on which a filter, ticks and an order were chosen.
fn narrowed(width: u16, height: u16) -> Stage {
    let mut stage = Stage::reading(width, height, ROSTER);
    stage.keys("s");
    stage.type_in("cpe");
    stage.keys("Enter S");
    stage.type_in("er");
    stage.keys("Enter /");
    stage.type_in("niche:fitness tier:micro er>=3% price<500");
    stage.keys("Enter Space Space");
    stage
}

/// A stage with a shortlist of two, one of whom the file that is open no longer has.
fn shortlisted(width: u16, height: u16) -> Stage {
    let mut stage = Stage::reading(width, height, ROSTER);
    stage.keys("Space Space a");
    stage.type_in("Spring launch");
    stage.keys("Enter N");
    stage.type_in("Wishlist");
    stage.keys("Enter");
    stage.pass_time();
    stage
}

#[test]
fn the_profile_says_which_file_a_field_came_from_and_what_was_made_of_it() {
    let sources = [
        ("april.csv", "Handle,Platform,Followers,Category,Price,Currency\nana.made,TikTok,1000,Gym,90,USD\nbo.made,TikTok,1000,ugc,90,USD\n"),
        ("rates.csv", "Handle,Platform,Price,Currency,Agency\nana.made,TikTok,100,EUR,North\n"),
    ]
    .map(|(name, text)| Source::Bytes {
        name: name.to_owned(),
        bytes: text.as_bytes().to_vec(),
    });
    let options = Options {
        niches: Arc::new(Niches::starter()),
        ..Options::default()
    };
    let assumptions = Assumptions {
        rates: vec![(Currency::EUR, 1.5)],
        ..Assumptions::default()
    };
    let all = &mut |_: &Roster, _, _| ControlFlow::Continue(());
    let (roster, report) = open(&sources, &options, &assumptions, all);
    let mut stage = Stage::new(200, 50);
    stage.begin("april.csv");
    stage.loaded(roster, report, false, None);
    let screen = snapshot::screen(&stage.model);
    // The profile is the pane on the right.
    let lines = screen.lines().filter(|line| line.ends_with('│'));
    let profile: Vec<&str> = lines
        .filter_map(|line| line.trim_end_matches('│').rsplit('│').next())
        .flat_map(str::split_whitespace)
        .collect();
    let profile = profile.join(" ");
    for said in [
        "Price €100 = $150 quoted",
        "Niche fitness (in the file: Gym)",
        "From april.csv, line 2; platform, price, currency, Agency from rates.csv, line 2",
    ] {
        assert!(profile.contains(said), "{said} in {profile}");
    }
    stage.keys("5");
    let screen = snapshot::screen(&stage.model);
    for said in [
        "1 price in EUR is compared in USD",
        "Niches not in your map",
    ] {
        assert!(screen.contains(said), "{said} in\n{screen}");
    }
}

#[test]
fn somebody_without_a_handle_is_named_once() {
    for (width, height) in [(80, 24), (120, 35)] {
        let stage = Stage::reading(width, height, "Name,Followers,City\nAna Made,1200,Vigo\n");
        let screen = snapshot::screen(&stage.model);
        // In the table and in the profile.
        assert_eq!(screen.matches("Ana Made").count(), 2, "{screen}");
        assert!(screen.contains("Vigo"), "{screen}");
    }
}

#[test]
fn first_run() {
    keep("first_run_80x24", &Stage::new(80, 24));
    keep("first_run_40x10", &Stage::new(40, 10));
}

#[test]
fn windows_that_are_too_small_say_so() {
    for (width, height) in [(38, 9), (1, 1), (0, 0), (40, 9)] {
        let stage = Stage::reading(width, height, ROSTER);
        let text = snapshot::text(&snapshot::draw(&stage.model, "unicode"));
        if width == 38 {
            let joined = text.replace('\n', " ");
            assert!(
                joined.contains("Window 38x9: make it at least 40x10."),
                "{text}"
            );
            assert!(joined.contains("q quits"), "{text}");
        }
    }
}

#[test]
fn a_file_that_cannot_be_opened_is_told_with_a_way_on() {
    let mut stage = Stage::new(80, 24);
    stage.begin("salaries.pdf");
    stage.fail(
        "Could not open salaries.pdf: it is no roster. Save it as .csv or .xlsx and open that.",
    );
    keep("not_opened_80x24", &stage);
}

#[test]
fn loading_fills_the_table_as_rows_arrive() {
    let mut stage = Stage::new(80, 24);
    stage.begin("spring_roster.csv");
    keep("loading_nothing_yet_80x24", &stage);
    let (roster, _) = read(&first_rows(4));
    stage.loading(roster, 410, 1000);
    keep("loading_80x24", &stage);
    let (roster, report) = read(&first_rows(9));
    stage.loading(roster, 820, 1000);
    assert_eq!(stage.model.rows().len(), 9, "all that is there so far");
    let (roster, _) = read(&first_rows(10));
    stage.loaded(roster, report, true, None);
    let line = |stage: &Stage, text: &str| {
        let screen = snapshot::text(&snapshot::draw(&stage.model, "unicode"));
        assert!(screen.contains(text), "no {text:?} in\n{screen}");
    };
    line(
        &stage,
        "10 influencers loaded (partial: reading was stopped)",
    );
    stage.pass_time();
    line(
        &stage,
        "Only a part of spring_roster.csv was read: r reads it whole",
    );
}

#[test]
fn a_roster_stays_on_the_screen_while_its_files_are_read_again() {
    let mut stage = Stage::reading(80, 24, ROSTER);
    let before = stage.model.rows().len();
    stage.send(Msg::FilesChanged {
        load: stage.load,
        names: vec!["spring_roster.csv".into()],
    });
    keep("changed_80x24", &stage);
    stage.keys("r");
    let (newer, report) = read(&first_rows(4));
    stage.loading(newer.clone(), 820, 1000);
    assert_eq!(stage.model.rows().len(), before);
    keep("reading_again_80x24", &stage);
    let old = stage.model.data().roster().unwrap().clone();
    let changes = changes::changes(&old, &newer);
    stage.loaded(newer, report, false, Some(changes));
    keep("read_again_80x24", &stage);
}

#[test]
fn browse_at_every_size() {
    for (width, height) in [(40, 10), (80, 24), (120, 35), (200, 50)] {
        keep(
            &format!("browse_{width}x{height}"),
            &Stage::reading(width, height, ROSTER),
        );
    }
    keep(
        "browse_one_row_80x24",
        &Stage::reading(80, 24, &first_rows(1)),
    );
}

#[test]
fn browse_with_a_filter() {
    keep("filtered_120x35", &narrowed(120, 35));
    let mut stage = narrowed(80, 24);
    keep("filtered_80x24", &stage);
    stage.keys("f");
    keep("facets_over_the_table_80x24", &stage);
}

/// The sizes at which each part of the screen is kept.
const SIZES: [(u16, u16); 5] = [(1, 1), (40, 10), (80, 24), (120, 35), (200, 50)];

#[test]
fn suggestions_stand_below_what_is_typed() {
    for (width, height) in SIZES {
        let mut stage = Stage::reading(width, height, ROSTER);
        stage.keys("/");
        stage.type_in("tier:micro niche:f");
        keep(&format!("suggestions_{width}x{height}"), &stage);
    }
    let mut stage = Stage::reading(80, 24, ROSTER);
    stage.keys("/");
    stage.type_in("country:");
    stage.keys("↓ ↓ ↓ ↓ ↓ ↓ ↓ ↓");
    keep("suggestions_scrolled_80x24", &stage);
    stage.keys("Ctrl-u");
    stage.type_in("pri");
    keep("suggestions_names_80x24", &stage);
}

#[test]
fn what_was_perhaps_not_meant_is_asked_while_it_is_typed() {
    for (width, height) in SIZES {
        let mut stage = Stage::reading(width, height, ROSTER);
        stage.keys("/");
        stage.type_in("niche:fitness er>=0.03");
        keep(&format!("filter_hint_{width}x{height}"), &stage);
    }
    let mut stage = Stage::reading(80, 24, ROSTER);
    stage.keys("/");
    stage.type_in("er>=0.03");
    assert_eq!(stage.model.rows().len(), 18, "it filters as it stands");
    stage.keys("Tab Enter");
    assert_eq!(stage.model.filter().text(), "er>=3%");
    stage.keys("X /");
    stage.type_in("cpe<tier.");
    keep("suggestions_figures_80x24", &stage);
    stage.keys("Ctrl-u");
    stage.type_in("(niche:food OR niche:yoga) -is:");
    keep("suggestions_in_a_group_80x24", &stage);
}

#[test]
fn facets_at_every_size() {
    for (width, height) in SIZES {
        let mut stage = Stage::reading(width, height, ROSTER);
        stage.keys("f ↓ Space");
        keep(&format!("facets_{width}x{height}"), &stage);
        stage.keys("← End Space");
        keep(&format!("facets_folded_{width}x{height}"), &stage);
    }
}

#[test]
fn histograms_at_every_size() {
    for (width, height) in SIZES {
        let mut stage = Stage::reading(width, height, include_str!("../assets/demo/roster.csv"));
        stage.keys("f");
        // To the bins of the price, wherever they are.
        for _ in 0..60 {
            let facets = stage.model.facets();
            if facets.histogram(stage.model.seen_facets()).is_some() {
                break;
            }
            stage.keys("↓");
        }
        keep(&format!("histogram_{width}x{height}"), &stage);
        stage.keys("→ → → → → Space → → Space");
        keep(&format!("histogram_range_{width}x{height}"), &stage);
    }
}

#[test]
fn rows_that_lack_a_figure_are_told_of_and_hide_no_row() {
    // More rows than have room, some of which have no price.
    let many: String = (0..30)
        .map(|at| {
            format!(
                "@made.{at},1{at}00,{}\n",
                if at % 3 == 0 { "" } else { "50" }
            )
        })
        .collect();
    let mut stage = Stage::reading(80, 24, &format!("Handle,Followers,Price\n{many}"));
    stage.keys("/");
    stage.type_in("price<100");
    stage.keys("Enter End");
    keep("unknown_80x24", &stage);
    let text = snapshot::text(&snapshot::draw(&stage.model, "unicode"));
    assert!(text.contains("10 more match but have no price"), "{text}");
    assert!(text.contains("@made.29"), "the last row is seen: {text}");
}

#[test]
fn a_mistake_in_the_filter_is_pointed_at() {
    for (width, height) in SIZES {
        let mut stage = Stage::reading(width, height, ROSTER);
        stage.keys("/");
        stage.type_in("niche:fitness pric<500");
        keep(&format!("filter_mistake_{width}x{height}"), &stage);
    }
    let mut stage = Stage::reading(80, 24, ROSTER);
    stage.keys("/");
    stage.type_in("niche:fitness pric<500");
    let text = snapshot::text(&snapshot::draw(&stage.model, "unicode"));
    let lines: Vec<&str> = text.lines().collect();
    let place = lines[1].find("pric<").expect("the filter is on the screen");
    assert_eq!(lines[2].find("^^^^"), Some(place), "{text}");
    stage.keys("Tab");
    assert_eq!(stage.model.filter().text(), "niche:fitness price<500");
}

#[test]
fn no_match_says_what_would_help() {
    for (width, height) in SIZES {
        let mut stage = Stage::reading(width, height, ROSTER);
        stage.keys("/");
        stage.type_in("niche:yogha tier:mega price<500");
        keep(&format!("no_match_typing_{width}x{height}"), &stage);
        stage.keys("Enter ↓");
        keep(&format!("no_match_{width}x{height}"), &stage);
    }
}

#[test]
fn rows_with_unknown_figures_are_included_on_demand() {
    for (width, height) in SIZES {
        let mut stage = narrowed(width, height);
        stage.keys("i");
        keep(&format!("unknown_too_{width}x{height}"), &stage);
    }
}

#[test]
fn compare_at_every_size() {
    let demo = include_str!("../assets/demo/roster.csv");
    for (width, height) in [(40, 10), (80, 24), (120, 35), (200, 50)] {
        let mut stage = Stage::reading(width, height, demo);
        stage.keys("2");
        for _ in stage.model.screen().panes() {
            let pane = format!("{:?}", stage.model.pane()).to_lowercase();
            // Where all are seen at once, the last one stands for all.
            if width < 200 || pane == "scatter" {
                keep(&format!("compare_{pane}_{width}x{height}"), &stage);
            }
            stage.keys("Tab");
        }
    }
}

/// Made-up people of one tier, platform and niche: how many, at which cost per engagement, spread how far.
struct Crowd(&'static str, &'static str, usize, f64, f64);

/// A roster of crowds. Their prices are above and below the cost in turn.
fn people(crowds: &[Crowd]) -> String {
    let mut text = "Handle,Platform,Followers,Eng. Rate,Price (USD)\n".to_owned();
    for (place, Crowd(tier, platform, count, cost, spread)) in crowds.iter().enumerate() {
        let followers = match *tier {
            "micro" => 20_000.0,
            "macro" => 300_000.0,
            _ => 2_000_000.0,
        };
        for at in 0..*count {
            let times = [
                *spread,
                1.0 / spread,
                1.0,
                spread.sqrt(),
                1.0 / spread.sqrt(),
            ][at % 5];
            let price = cost * times * followers * 0.03;
            text += &format!("@made.{tier}.{place}.{at},{platform},{followers},3%,{price:.2}\n");
        }
    }
    text
}

#[test]
fn what_a_comparison_comes_to_is_seen() {
    let of = |crowds: &[Crowd]| people(crowds);
    for (name, csv, state) in [
        (
            "nobody",
            of(&[Crowd("micro", "Instagram", 6, 0.1, 1.3)]),
            State::NoComparison,
        ),
        (
            "too_few",
            of(&[
                Crowd("micro", "Instagram", 8, 0.1, 1.3),
                Crowd("mega", "Instagram", 2, 0.3, 1.2),
            ]),
            State::NotEnoughData,
        ),
        (
            "very_rough",
            of(&[
                Crowd("micro", "Instagram", 6, 0.1, 1.3),
                Crowd("mega", "Instagram", 4, 0.4, 1.2),
            ]),
            State::SmallCheaper,
        ),
        (
            "too_close",
            of(&[
                Crowd("micro", "Instagram", 8, 0.1, 3.0),
                Crowd("mega", "Instagram", 8, 0.12, 3.0),
            ]),
            State::TooClose,
        ),
        (
            "same",
            of(&[
                Crowd("micro", "Instagram", 40, 0.1, 1.1),
                Crowd("mega", "Instagram", 40, 0.1, 1.1),
            ]),
            State::AboutTheSame,
        ),
        (
            "clear",
            of(&[
                Crowd("micro", "Instagram", 12, 0.3, 1.3),
                Crowd("macro", "Instagram", 7, 0.2, 1.6),
                Crowd("mega", "Instagram", 8, 0.1, 1.3),
            ]),
            State::BigCheaper,
        ),
        (
            "explained",
            of(&[
                Crowd("micro", "Instagram", 20, 0.1, 1.1),
                Crowd("micro", "YouTube", 5, 0.4, 1.1),
                Crowd("mega", "Instagram", 5, 0.1, 1.1),
                Crowd("mega", "YouTube", 20, 0.4, 1.1),
            ]),
            State::ExplainedByMix,
        ),
        (
            "reverses",
            of(&[
                Crowd("micro", "Instagram", 40, 0.12, 1.1),
                Crowd("micro", "YouTube", 5, 0.48, 1.1),
                Crowd("mega", "Instagram", 5, 0.08, 1.1),
                Crowd("mega", "YouTube", 40, 0.32, 1.1),
                Crowd("mega", "TikTok", 3, 0.32, 1.1),
            ]),
            State::ReversesAfterMatching,
        ),
        (
            "not_matched",
            of(&[
                Crowd("micro", "", 12, 0.1, 1.3),
                Crowd("mega", "", 8, 0.3, 1.3),
            ]),
            State::SmallCheaper,
        ),
    ] {
        let mut stage = Stage::reading(120, 35, &csv);
        stage.keys("2");
        let comparison = stage.model.compare().comparison().expect("compared");
        assert_eq!(comparison.verdict.state, state, "{name}");
        keep(&format!("compared_{name}_120x35"), &stage);
        // In a small window the sentence can be read whole, by scrolling.
        let mut stage = Stage::reading(40, 10, &csv);
        stage.keys("2");
        assert_eq!(stage.model.pane(), Pane::Basis);
        let said = stage
            .model
            .compare()
            .comparison()
            .expect("compared")
            .verdict
            .sentence
            .clone();
        let mut seen = String::new();
        for _ in 0..14 {
            let text = snapshot::text(&snapshot::draw(&stage.model, "unicode"));
            let line = text.lines().nth(3).unwrap_or_default();
            seen += line.trim_matches(['│', ' ', '!']);
            seen += " ";
            stage.keys("↓");
        }
        let first = said.split(' ').take(20).collect::<Vec<_>>().join(" ");
        assert!(seen.contains(&first), "{first} in {seen}");
    }
}

#[test]
fn without_figures_compare_says_why() {
    let mut stage = Stage::reading(80, 24, "Handle,Followers\n@made.a,2000\n@made.b,2000000\n");
    stage.keys("2");
    keep("compared_no_prices_80x24", &stage);
    for _ in stage.model.screen().panes() {
        stage.keys("Tab");
        snapshot::draw(&stage.model, "unicode");
    }
    let mut loading = Stage::new(80, 24);
    loading.begin("spring_roster.csv");
    loading.keys("2");
    let text = snapshot::text(&snapshot::draw(&loading.model, "unicode"));
    assert!(text.contains("Reading the file"), "{text}");
}

#[test]
fn compare_is_drawn_in_ascii() {
    let mut stage = Stage::reading(200, 50, include_str!("../assets/demo/roster.csv"));
    stage.keys("2 Tab Tab Tab");
    let text = snapshot::text(&snapshot::draw(&stage.model, "ascii"));
    assert!(text.is_ascii(), "{text}");
    let mut settings = insta::Settings::clone_current();
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!("compare_ascii_200x50", text));
}

#[test]
fn arrows_step_through_pairs_and_measures() {
    let mut stage = Stage::reading(80, 24, include_str!("../assets/demo/roster.csv"));
    stage.keys("2");
    let pairing = |stage: &Stage| stage.model.compare().comparison().unwrap().pairing;
    let tiers = |stage: &Stage| (pairing(stage).small, pairing(stage).big);
    let began = tiers(&stage);
    assert_eq!(began, (1, 3));
    let mut seen = vec![began];
    for _ in 0..5 {
        stage.keys("→");
        assert!(pairing(&stage).small < pairing(&stage).big);
        assert!(!seen.contains(&tiers(&stage)), "each pair once");
        seen.push(tiers(&stage));
    }
    stage.keys("→");
    assert_eq!(tiers(&stage), began, "round the corner");
    stage.keys("←");
    assert_eq!(tiers(&stage), seen[5]);
    stage.keys("→ ↓");
    assert_eq!(pairing(&stage).measure, Measure::Cpm);
    keep("compare_bars_cpm_80x24", &stage);
    stage.keys("↓ ↓");
    assert_eq!(pairing(&stage).measure, Measure::EngagementRate);
    keep("compare_bars_er_80x24", &stage);
    stage.keys("Tab");
    keep("compare_spread_er_80x24", &stage);
    stage.keys("Tab");
    keep("compare_forest_er_80x24", &stage);
    stage.keys("↓ ↓");
    assert_eq!(
        pairing(&stage).measure,
        Measure::EngagementRate,
        "it scrolls"
    );
    assert!(pairing(&stage).by.is_none(), "nobody sees groups");
}

#[test]
fn groups_are_asked_for_where_they_are_seen_and_open_in_browse() {
    let mut stage = Stage::reading(80, 24, include_str!("../assets/demo/roster.csv"));
    stage.keys("/");
    stage.type_in("er>=1%");
    stage.keys("Enter 2 Tab Tab Tab Tab Tab");
    assert_eq!(stage.model.pane(), Pane::Groups);
    let by = |stage: &Stage| stage.model.compare().comparison().unwrap().pairing.by;
    assert_eq!(by(&stage), Some(Field::Niche));
    stage.keys("→");
    assert_eq!(by(&stage), Some(Field::Platform));
    stage.keys("← ↓ ↓");
    let group = {
        let comparison = stage.model.compare().comparison().unwrap();
        let groups = comparison.groups.as_ref().unwrap();
        groups.groups[stage.model.compare().group().0].name.clone()
    };
    stage.keys("Enter");
    assert_eq!(stage.model.screen(), Screen::Browse);
    let narrowed = format!("er>=1% niche:{group} tier:micro,mega");
    assert_eq!(stage.model.filter().text(), narrowed);
    stage.keys("u");
    assert_eq!(stage.model.filter().text(), "er>=1%", "undone");
    stage.keys("2 Enter");
    assert_eq!(stage.model.filter().text(), "er>=1% tier:micro,mega");
    stage.keys("2 Enter");
    assert_eq!(
        stage.model.filter().text(),
        "er>=1% tier:micro,mega",
        "once"
    );
    stage.keys("x");
    assert_eq!(stage.model.filter().text(), "er>=1%");
}

fn to_scatter(stage: &mut Stage) {
    stage.keys("2");
    while stage.model.pane() != Pane::Scatter {
        stage.keys("Tab");
    }
}

/// Under the crosshair wherever it goes: Enter shows those whom the comparison counted there.
fn crosshair_opens_its_cell(mut stage: Stage, steps: &[&str]) {
    to_scatter(&mut stage);
    let (mut met, mut empty) = (0, 0);
    for step in steps {
        stage.keys(step);
        let (grid, _) = stage.model.scatter_grid().expect("people are there");
        let compare = stage.model.compare();
        let bounds = compare.aimed(&grid).expect("it is somewhere");
        let dot = bounds.dot(&compare.comparison().expect("compared").scatter);
        let filter = stage.model.filter().text().to_owned();
        stage.keys("Enter");
        if dot.count() == 0 {
            assert_eq!(stage.model.screen(), Screen::Compare, "there is nobody");
            empty += 1;
            continue;
        }
        assert_eq!(stage.model.filter().problems(), []);
        let shown = stage.model.rows().len();
        assert_eq!(shown, dot.count(), "{}", stage.model.filter().text());
        for row in &dot.first {
            assert!(stage.model.rows().contains(row));
        }
        met += 1;
        stage.keys("u");
        to_scatter(&mut stage);
        assert_eq!(stage.model.filter().text(), filter);
    }
    assert!(met > 3, "{met} cells, {empty} empty ones");
}

const STEPS: &[&str] = &[
    "←",
    "→ →",
    "↓ ↓",
    "→ → → → →",
    "↓",
    "→ → → → → → →",
    "↑ ↑",
    "End",
    "← ← ← ← ← ← ← ← ←",
    "Home",
];

#[test]
fn the_crosshair_opens_exactly_those_of_its_cell() {
    let demo = include_str!("../assets/demo/roster.csv");
    for (width, height) in [(80, 24), (40, 10)] {
        crosshair_opens_its_cell(Stage::reading(width, height, demo), STEPS);
    }
    // Included unknown figures and people without a tier stay out.
    let mut stage = Stage::reading(
        80,
        24,
        &format!("{demo}@made.nobody,Nobody,Instagram,,tech,,,,,3%,,,,50,,,,USD,,,,,,,,\n"),
    );
    stage.keys("/");
    stage.type_in("price<5000");
    stage.keys("Enter i");
    crosshair_opens_its_cell(stage, STEPS);
}

#[test]
fn a_click_puts_the_crosshair_and_a_turn_of_the_wheel_scrolls() {
    let mut stage = Stage::reading(120, 35, include_str!("../assets/demo/roster.csv"));
    stage.keys("2");
    let click = |stage: &mut Stage, x, y, action| {
        stage.send(Msg::Mouse(Mouse {
            action,
            x,
            y,
            shift: false,
        }));
    };
    let (grid, plot) = stage.model.scatter_grid().unwrap();
    click(&mut stage, plot.x + 10, plot.y + 2, MouseAction::Click);
    assert_eq!(stage.model.pane(), Pane::Scatter);
    let spot = stage.model.compare().crosshair().unwrap();
    assert_eq!(grid.cell(spot), (10, plot.height - 3));
    let forest = stage.model.layout().compare.forest;
    click(
        &mut stage,
        forest.x + 5,
        forest.y + 3,
        MouseAction::WheelDown,
    );
    assert_eq!(stage.model.pane(), Pane::Forest);
    assert_eq!(stage.model.compare().forest_window(40, 5).start, 3);
    let bars = stage.model.layout().compare.bars;
    click(&mut stage, bars.x + 5, bars.y + 3, MouseAction::WheelDown);
    assert_eq!(
        stage.model.compare().measure(),
        Measure::Cpe,
        "nothing to scroll"
    );
    click(&mut stage, bars.x + 5, bars.y + 3, MouseAction::Click);
    assert_eq!(stage.model.pane(), Pane::Bars);
    stage.keys("Shift-Tab Shift-Tab");
    let groups = stage.model.layout().compare.groups;
    click(&mut stage, groups.x + 5, groups.y + 4, MouseAction::Click);
    assert_eq!(stage.model.compare().group().0, 2);
}

#[test]
fn lines_are_counted_as_they_are_drawn() {
    for text in [
        "",
        "one",
        "one two three",
        "a_word_that_is_much_longer_than_the_line and more",
        "深夜 ランナー が 走る",
        "  two  blanks ",
    ] {
        for room in 2..30 {
            let drawn = ui::format::wrap(text, room).len() as u16;
            assert_eq!(areas::lines(text, room), drawn, "{text:?} in {room}");
        }
    }
}

#[test]
fn shortlists() {
    let mut stage = Stage::reading(80, 24, ROSTER);
    stage.keys("4");
    keep("shortlists_none_80x24", &stage);
    for (width, height) in [(40, 10), (80, 24), (120, 35)] {
        let mut stage = shortlisted(width, height);
        stage.keys("4 ↑");
        stage.keys("Enter");
        keep(&format!("shortlists_{width}x{height}"), &stage);
    }
}

#[test]
fn import() {
    for (width, height) in [(40, 10), (80, 24), (120, 35)] {
        let mut stage = Stage::reading(width, height, ROSTER);
        stage.keys("5");
        keep(&format!("import_{width}x{height}"), &stage);
        stage.keys("Tab ↓");
        keep(&format!("import_problems_{width}x{height}"), &stage);
    }
    let mut stage = Stage::reading(40, 10, ROSTER);
    stage.keys("5 Tab ↓ Tab → → → →");
    keep("import_row_40x10", &stage);
}

#[test]
fn a_file_of_unknown_columns_is_asked_about() {
    for (width, height) in [(40, 10), (80, 24), (120, 35)] {
        let mut stage = Stage::new(width, height);
        stage.begin("spring_roster.csv");
        let odd = "Aleph,Beth,Gimel\nlumi lift,48200,blue\ndora drum,91000,red\nkel pinto,2,blue\n";
        let load = stage.load;
        stage.send(Msg::LoadFailed {
            load,
            report: Arc::new(read(odd).1),
            sentence: "not seen".into(),
        });
        stage.pass_time();
        keep(&format!("unknown_columns_asked_{width}x{height}"), &stage);
        stage.keys("Esc");
        keep(&format!("unknown_columns_{width}x{height}"), &stage);
    }
}

#[test]
fn dialogs() {
    let open = |name: &str, stage: &Stage| keep(&format!("dialog_{name}_80x24"), stage);
    for (name, keys, typed) in [
        ("help", "?", ""),
        ("help_searched", "?", "sort"),
        ("commands", ":", "download"),
        ("sort", "s", ""),
        ("columns", "c ↓ Space", ""),
        ("new_list", "N", "Autumn"),
        ("review_for", "R", ""),
        ("review", "R N e w Enter a Right x", "off brand"),
        ("review_over", "R N e w Enter a a a a", ""),
        ("export", "e", ""),
        ("open", "o", "sp"),
        ("mapping", "5 ↓ ↓ ↓ Enter", ""),
        ("mapping_searched", "5 ↓ ↓ ↓ Enter", "cost"),
        ("fix", "5 Tab ↓ Enter", ""),
        ("fix_duplicate", "5 Tab Enter", ""),
        ("problems_file", "5 e", ""),
    ] {
        let mut stage = narrowed(80, 24);
        stage.keys(keys);
        stage.type_in(typed);
        if name == "open" {
            stage.send(Msg::Folder {
                path: "/home/me/rosters".into(),
                files: vec!["archive/".into(), "spring.csv".into(), "spring.xlsx".into()],
                problem: None,
            });
            stage.keys("↓");
        }
        open(name, &stage);
    }
    let mut stage = shortlisted(80, 24);
    stage.keys("a");
    stage.type_in("sum");
    open("add_to", &stage);
    stage.keys("Esc 4 Tab x");
    assert_eq!(stage.model.pane(), Pane::Lists);
    open("confirm", &stage);
    let mut stage = narrowed(80, 24);
    stage.keys("e Enter");
    stage.send(Msg::ExportExists {
        path: "picks.csv".into(),
    });
    open("file_exists", &stage);
    let mut stage = narrowed(40, 10);
    stage.keys("e");
    keep("dialog_export_40x10", &stage);
    let mut stage = narrowed(80, 24);
    stage.keys("e ↑ ↑ ↑ ↑ ↑ → →");
    open("export_workbook", &stage);
    stage.keys("→ →");
    open("export_json", &stage);
    let mut stage = narrowed(120, 35);
    stage.keys("e");
    keep("dialog_export_120x35", &stage);
    stage.keys("↑ ↑ ↑ ↑ → → → →");
    keep("dialog_export_preset_120x35", &stage);
    let mut stage = shortlisted(80, 24);
    stage.keys("4 e");
    open("export_list", &stage);
    stage.keys("↑ ↑ ↑ ↑ ↑ ↑ ←");
    open("export_brief", &stage);
    let mut stage = narrowed(80, 24);
    stage.keys("Y");
    open("copy_as", &stage);
}

/// Stages on which most of what can be drawn is drawn, over a roster without foreign letters.
fn scenes(width: u16, height: u16) -> Vec<Stage> {
    let plain: String = ROSTER
        .split_inclusive('\n')
        .filter(|line| line.is_ascii() && !line.contains('\u{1b}'))
        .collect();
    let mut scenes = vec![Stage::new(width, height)];
    for keys in [
        "?",
        ":",
        "s",
        "c",
        "a",
        "e",
        "o",
        "N",
        "2",
        "2 Tab",
        "2 Tab Tab",
        "2 Tab Tab Tab",
        "2 Tab Tab Tab Tab",
        "2 Tab Tab Tab Tab Tab",
        "4",
        "5",
        "5 Enter",
        "5 Tab Enter",
        "5 Tab Tab →",
        "f",
        "/ p r i c < 5",
        "/ c o u",
        "/ z z z",
        "f End ↑ ↑ → Space",
        "X / p r i c e < 1 Enter i",
        "/ Ctrl-u n i c h e : ↓",
        "→ → →",
    ] {
        let mut stage = Stage::reading(width, height, &plain);
        stage.keys("/");
        stage.type_in("niche:fitness er>=1% gym* \"no gym\"");
        stage.keys("Enter Space s Enter S ↓ Enter");
        stage.keys(keys);
        scenes.push(stage);
    }
    let mut loading = Stage::new(width, height);
    loading.begin("a.csv");
    loading.loading(read(&plain).0, 5, 10);
    scenes.push(loading);
    for keys in ["Space s ↓ Enter", "Enter", "Tab Tab Space", "w Enter", "m"] {
        let mut stage = forty::forty(width, height);
        stage.keys(keys);
        scenes.push(stage);
    }
    scenes
}

#[test]
fn ascii_is_ascii() {
    for (width, height) in [(40, 10), (80, 24), (120, 35), (200, 50)] {
        for stage in scenes(width, height) {
            let text = snapshot::text(&snapshot::draw(&stage.model, "ascii"));
            assert!(text.is_ascii(), "{text}");
        }
    }
}

#[test]
fn a_terminal_without_colours_still_tells_the_selected_row() {
    let stage = narrowed(80, 24);
    let look = Look {
        theme: Theme::named("mono", ColorLevel::None),
        glyphs: Glyphs::named("unicode"),
    };
    let size = stage.model.layout().screen;
    let mut buffer = ratatui::buffer::Buffer::empty(size);
    ui::view(&stage.model, &look, &mut buffer);
    assert!(
        buffer
            .content
            .iter()
            .all(|cell| cell.fg == Style::reset().fg.unwrap_or_default())
    );
    let y = stage.model.layout().table.y + 2 + stage.model.table().cursor() as u16;
    let cell = &buffer[(1, y)];
    assert_eq!(cell.symbol(), "›");
    assert!(cell.modifier.contains(ratatui::style::Modifier::REVERSED));
}

#[test]
fn wide_letters_emoji_and_other_scripts_do_not_move_the_border() {
    for (width, height) in [(80, 24), (120, 35), (200, 50)] {
        let stage = Stage::reading(width, height, ROSTER);
        let table = stage.model.layout().table;
        let text = snapshot::text(&snapshot::draw(&stage.model, "unicode"));
        for line in text
            .lines()
            .skip(table.y as usize)
            .take(table.height as usize)
        {
            let edges: Vec<usize> = line
                .char_indices()
                .filter(|(_, letter)| "│┐┘".contains(*letter))
                .map(|(at, _)| line[..at].width())
                .collect();
            assert!(edges.contains(&(table.right() as usize - 1)), "{line}");
        }
    }
}

#[test]
fn the_terminals_cursor_is_where_text_is_typed() {
    let mut stage = Stage::reading(80, 24, ROSTER);
    let cursor = |stage: &Stage| {
        let mut buffer = ratatui::buffer::Buffer::empty(stage.model.layout().screen);
        ui::view(&stage.model, &snapshot::look("unicode"), &mut buffer)
    };
    assert_eq!(cursor(&stage), None);
    stage.keys("/");
    stage.type_in("深夜");
    assert_eq!(cursor(&stage).map(|at| (at.x, at.y)), Some((15, 1)));
    stage.keys("Home");
    assert_eq!(cursor(&stage).map(|at| (at.x, at.y)), Some((11, 1)));
    stage.keys("Enter");
    assert_eq!(cursor(&stage), None);
    stage.keys("N");
    assert!(
        cursor(&stage).is_some_and(|at| at.y > 1),
        "a dialog takes the cursor"
    );
}

/// The picture in the README is what the program draws of the roster that it brings along.
#[test]
fn the_readme_shows_the_real_screen() {
    let mut stage = Stage::reading(120, 35, include_str!("../assets/demo/roster.csv"));
    stage.keys("/");
    stage.type_in("niche:fitness tier:micro er>=3% price<500");
    stage.keys("Enter s");
    stage.type_in("cpe");
    stage.keys("Enter Space ↓ Space");
    let look = Look {
        theme: Theme::named("dark", ColorLevel::True),
        glyphs: Glyphs::named("unicode"),
    };
    let mut buffer = ratatui::buffer::Buffer::empty(stage.model.layout().screen);
    ui::view(&stage.model, &look, &mut buffer);
    let svg = picture::svg(&buffer);
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/assets/screen.svg");
    if std::env::var_os("UPDATE_SCREEN").is_some() {
        std::fs::write(path, &svg).expect("the picture can be written");
    }
    let committed = std::fs::read_to_string(path).unwrap_or_default();
    assert!(
        committed == svg,
        "assets/screen.svg is not what is drawn; UPDATE_SCREEN=1 writes it anew"
    );
}

fn any_key() -> impl Strategy<Value = Msg> {
    let codes = prop_oneof![
        4 => prop::char::range(' ', '~').prop_map(KeyCode::Char),
        1 => Just(KeyCode::Char('深')),
        6 => prop::sample::select(vec![
            KeyCode::Enter, KeyCode::Esc, KeyCode::Tab, KeyCode::Up, KeyCode::Down, KeyCode::Left,
            KeyCode::Right, KeyCode::End, KeyCode::PageDown, KeyCode::Backspace,
        ]),
    ];
    codes.prop_map(|code| Msg::Key(Key::plain(code)))
}

fn any_msg() -> impl Strategy<Value = Msg> {
    prop_oneof![
        8 => any_key(),
        2 => (0u16..220, 0u16..60).prop_map(|(width, height)| Msg::Resize { width, height }),
        1 => any::<String>().prop_map(Msg::Paste),
        2 => (0u16..220, 0u16..60, prop::sample::select(vec![
            MouseAction::Click, MouseAction::WheelDown, MouseAction::WheelLeft,
        ])).prop_map(|(x, y, action)| Msg::Mouse(Mouse { action, x, y, shift: false })),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn nothing_that_is_done_breaks_the_screen(messages in prop::collection::vec(any_msg(), 1..60)) {
        let mut stage = Stage::reading(80, 24, ROSTER);
        for msg in messages {
            stage.send(msg);
            snapshot::draw(&stage.model, "unicode");
        }
        snapshot::draw(&stage.model, "ascii");
    }
}
