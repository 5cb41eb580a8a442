//! Looking for influencers in a real terminal: chips, facets, orders, pasted text, held keys, data
//! from a pipe.

use super::window::Window;

/// Where a text stands on the screen: column and row.
fn find(screen: &str, text: &str) -> (usize, usize) {
    let (row, line) = screen
        .lines()
        .enumerate()
        .find(|(_, line)| line.contains(text))
        .unwrap_or_else(|| panic!("{text} in {screen}"));
    (line.split(text).next().unwrap_or("").chars().count(), row)
}

fn line_with(screen: &str, text: &str) -> String {
    screen
        .lines()
        .find(|line| line.contains(text))
        .unwrap_or_else(|| panic!("{text} in {screen}"))
        .to_owned()
}

/// The handles of the table from above.
fn handles(screen: &str) -> Vec<String> {
    screen
        .lines()
        .filter_map(|line| {
            let cell = line.split_once("[ ] @").or(line.split_once("[x] @"))?.1;
            cell.split_whitespace().next().map(str::to_owned)
        })
        .collect()
}

#[test]
fn a_click_on_the_cross_of_a_chip_takes_it_out_of_the_filter() {
    let mut window = Window::open(120, 35);
    window.keys("/niche:fitness price<500\r");
    let screen = window.wait_for("2 of 6 match");
    let (x, y) = find(&screen, "price < 500 ×");
    window.click(x + "price < 500 ".len(), y);
    let screen = window.wait_for("3 of 6 match");
    let filter = line_with(&screen, "/ Filter");
    assert!(
        filter.contains("niche:fitness") && !filter.contains("price"),
        "{screen}"
    );
}

#[test]
fn a_filter_that_nobody_matches_says_so_and_x_brings_rows_back() {
    let mut window = Window::open(120, 35);
    window.keys("/niche:yoga tier:mega\r");
    let screen = window.wait_for("0 of 6 match all of this");
    let count = |screen: &str, text: &str| {
        let line = line_with(screen, text);
        let rest = line.split(text).nth(1).unwrap_or("").to_owned();
        rest.split_whitespace().next().map(str::to_owned)
    };
    let without = |text| count(&screen, &format!("without {text}"));
    assert_eq!(without("niche:yoga").as_deref(), Some("1"), "{screen}");
    assert_eq!(without("tier:mega").as_deref(), Some("1"), "{screen}");
    window.keys("x");
    window.wait_for("1 of 6 match");
}

#[test]
fn a_facet_adds_a_value_and_keeps_its_own_counts() {
    let mut window = Window::open(120, 35);
    window.keys("/niche:fitness\r");
    let screen = window.wait_for("3 of 6 match");
    let count = |screen: &str| {
        let line = line_with(screen, "] yoga");
        let facet = line.split("] yoga").nth(1).unwrap_or("").to_owned();
        facet
            .split(['│', ' '])
            .find(|word| !word.is_empty())
            .map(str::to_owned)
    };
    assert_eq!(count(&screen).as_deref(), Some("1"), "{screen}");
    window.keys("f");
    window.wait_for("» Facets «");
    let (x, y) = find(&screen, "[ ] yoga");
    window.click(x, y);
    let screen = window.wait_for("niche: fitness, yoga");
    assert!(screen.contains("4 of 6 match"), "{screen}");
    assert_eq!(count(&screen).as_deref(), Some("1"), "{screen}");
}

#[test]
fn a_second_order_decides_where_the_first_one_ties() {
    let mut window = Window::open(120, 35);
    window.keys("s");
    window.wait_for("Sort by");
    window.keys("platform\r");
    window.wait_for("Sorted by Platform");
    window.keys("S");
    window.wait_for("type to search");
    window.keys("price\r");
    window.wait_for("then Price");
    // The order is told at once; the rows follow it.
    let order = [
        "kelp.coach",
        "lumi.lift",
        "pilla.kite",
        "drum.otter",
        "深夜.otter",
        "big.bramble",
    ];
    window.wait_until(|screen| handles(screen) == order);
}

#[test]
fn pasted_text_runs_nothing_and_is_one_line_in_the_box() {
    let mut window = Window::open(120, 35);
    window.keys("\x1b[200~xq1\nX\x1b[201~");
    window.keys("\x1b[B");
    let screen = window.wait_for("row 2 of 6");
    assert!(screen.contains("[1 Browse]"), "{screen}");
    window.keys("/\x1b[200~xq1\nX\x1b[201~");
    window.wait_for("xq1 X");
}

#[test]
fn keys_that_come_all_at_once_are_all_obeyed() {
    let mut window = Window::start(120, 35, &["demo"]);
    window.wait_for("1,200 influencers loaded");
    window.keys(&"\x1b[B".repeat(200));
    window.wait_for("row 201 of 1,200");
}

#[test]
fn a_roster_from_a_pipe_leaves_the_keys_to_the_terminal() {
    let mut window = Window::shell(120, 35, "/bin/cat roster.csv | \"$0\" -");
    window.wait_for("6 of 6 match");
    window.keys("/niche:yoga\r");
    window.wait_for("1 of 6 match");
    window.keys("q");
    assert_eq!(window.exit_code(), 0);
}

#[test]
fn a_slip_in_a_value_is_set_right_by_a_click() {
    let mut window = Window::open(120, 35);
    window.keys("/niche:yogha\r");
    let screen = window.wait_for("niche:yogha → yoga");
    let (x, y) = find(&screen, "niche:yogha → yoga");
    window.click(x + 2, y);
    window.wait_for("1 of 6 match");
    window.wait_for("/ Filter  niche:yoga");
}

#[test]
fn the_screen_and_the_command_line_count_the_same() {
    let filter = "niche:fitness tier:micro er>=3% price<500";
    let mut window = Window::open(120, 35);
    window.keys(&format!("/{filter}\r"));
    window.wait_for("2 of 6 match");
    let query = format!("\"$0\" query '{filter}' roster.csv -f csv | wc -l; sleep 5");
    let mut window = Window::shell(80, 24, &query);
    // With the header.
    window.wait_until(|screen| screen.trim() == "3");
}

#[test]
fn a_facet_is_switched_by_a_key_and_keeps_its_own_count() {
    let mut window = Window::open(120, 35);
    window.keys("/niche:fitness\rf");
    window.wait_for("» Facets «");
    let mut screen = window.screen();
    for _ in 0..12 {
        if screen.contains("›[ ] yoga") {
            break;
        }
        window.keys("\x1b[B");
        window.idle(std::time::Duration::from_millis(60));
        screen = window.screen();
    }
    let count = |screen: &str| {
        let line = line_with(screen, "] yoga");
        let facet = line.split("] yoga").nth(1).unwrap_or("").to_owned();
        facet
            .split(['│', ' '])
            .find(|word| !word.is_empty())
            .map(str::to_owned)
    };
    let before = count(&screen);
    window.keys(" ");
    let screen = window.wait_for("niche: fitness, yoga");
    let screen = match screen.contains("4 of 6 match") {
        true => screen,
        false => window.wait_for("4 of 6 match"),
    };
    assert_eq!(count(&screen), before, "{screen}");
}

#[test]
fn suggestions_stand_over_the_table_and_enter_keeps_the_text() {
    let mut window = Window::open(80, 24);
    window.keys("/tier:micro nic");
    window.wait_for("› niche:");
    window.keys("\t");
    let screen = window.wait_for("› fitness");
    assert!(screen.contains("Tab take"), "{screen}");
    window.keys("fi\r");
    let screen = window.wait_until(|screen| !screen.contains("Tab take"));
    assert!(
        screen.contains("/ Filter  tier:micro niche:fi "),
        "{screen}"
    );
}
