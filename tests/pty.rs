//! The real binary in a pseudo-terminal, seen as a terminal shows it.
#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot set its scene has failed"
)]

mod pty {
    mod browse;
    mod import;
    mod lists;
    pub mod window;
}

use std::fs;

use pty::window::Window;

#[test]
fn the_demo_opens_and_q_ends_it() {
    let mut window = Window::start(120, 35, &["demo"]);
    let screen = window.wait_for("1,200 of 1,200 match");
    let tabs = screen.lines().next().unwrap_or("").to_owned();
    for tab in [
        "[1 Browse]",
        "2 Compare",
        "4 Shortlists",
        "5 Import",
        "demo",
    ] {
        assert!(tabs.contains(tab), "{tabs}");
    }
    window.keys("q");
    assert_eq!(window.exit_code(), 0);
}

#[test]
fn help_is_searched_by_typing_and_esc_gives_the_screen_back() {
    let mut window = Window::open(120, 35);
    // The status line changes by itself.
    let steady = |screen: &str| {
        screen
            .lines()
            .take(34)
            .map(|line| line.trim_end().to_owned())
            .collect::<Vec<_>>()
    };
    let before = steady(&window.screen());
    window.keys("?");
    window.wait_for("type to search");
    window.keys("export");
    let screen = window.wait_until(|screen| {
        screen.contains("Write influencers") && !screen.contains("Next row or item")
    });
    assert!(screen.contains("Help"), "{screen}");
    window.keys("\x1b");
    window.wait_until(|screen| steady(screen) == before);
}

#[test]
fn the_hint_line_begins_with_help_at_every_width() {
    for width in [40, 60, 80, 120, 200] {
        let mut window = Window::open(width, 24);
        let screen = window.screen();
        let hints = screen.lines().nth(22).unwrap_or("");
        let wanted = if width == 40 { " ?  :" } else { " ? help" };
        assert!(hints.starts_with(wanted), "{width}: {hints:?}");
        window.keys("q");
    }
}

#[test]
fn download_finds_export() {
    let mut window = Window::open(120, 35);
    window.keys(":");
    window.wait_for("Commands");
    window.keys("download");
    window.wait_until(|screen| {
        screen.contains("Write influencers") && !screen.contains("Next row or item")
    });
    window.keys("\r");
    window.wait_for("Format");
}

#[test]
fn the_filter_is_followed_key_by_key_and_keys_in_it_are_text() {
    let mut window = Window::open(120, 35);
    window.keys("/niche:fitness tier:micro er>=3% price<500");
    let screen = window.wait_for("2 of 6 match");
    for chip in ["niche: fitness", "tier: micro", "ER ≥ 3%", "price < 500"] {
        assert!(screen.contains(chip), "{chip} in {screen}");
    }
    window.keys("\x15q1?X");
    window.wait_for("q1?X");
    window.keys("\x1b");
    window.wait_for("6 of 6 match");
}

#[test]
fn a_wrong_filter_points_and_tab_fixes_it() {
    let mut window = Window::open(120, 35);
    window.keys("/niche:fitness pric<500");
    let screen = window.wait_until(|screen| {
        screen.contains("Did you mean price?") && screen.contains("3 of 6 match")
    });
    assert!(screen.contains("^^^^"), "{screen}");
    assert!(
        screen.contains("Showing results for: niche:fitness"),
        "{screen}"
    );
    assert!(screen.contains("lumi.lift"), "rows stay: {screen}");
    window.keys("\t");
    window.wait_for("/ Filter  niche:fitness price<500");
}

#[test]
fn esc_never_quits_and_never_clears() {
    let mut window = Window::open(120, 35);
    window.keys("/niche:fitness\r");
    window.wait_for("3 of 6 match");
    for _ in 0..10 {
        // Each as a key of its own, not as the beginning of the next one.
        window.keys("\x1b");
        window.idle(std::time::Duration::from_millis(60));
    }
    window.keys("\x1b[B");
    let screen = window.wait_for("row 2 of 3");
    assert!(screen.contains("niche: fitness"), "{screen}");
}

#[test]
fn the_handle_stays_when_columns_scroll() {
    let mut window = Window::open(80, 24);
    for _ in 0..12 {
        window.keys("\x1b[C");
    }
    let screen = window.wait_until(|screen| !screen.contains("Followers"));
    assert!(
        screen.contains("Handle") && screen.contains("@lumi.lift"),
        "{screen}"
    );
}

#[test]
fn ticks_are_added_up_and_survive_a_filter_that_hides_them() {
    let mut window = Window::open(120, 35);
    window.keys("   ");
    window.wait_for("Ticked 3");
    window.keys("/niche:yoga\r");
    let screen = window.wait_for("1 of 6 match");
    assert!(screen.contains("Ticked 3 · $640"), "{screen}");
}

#[test]
fn a_list_is_there_again_after_a_restart_even_after_kill_9() {
    let mut window = Window::open(120, 35);
    window.keys("   a");
    window.wait_for("Add to");
    window.keys("Spring\r");
    window.wait_for("3 influencers added to \"Spring\"");
    window.wait_for_file("shortlists/spring.toml");
    window.kill();
    let mut window = window.again(&["roster.csv"]);
    window.wait_for("6 of 6 match");
    window.keys("4");
    let screen = window.wait_for("[4 Shortlists]");
    assert!(
        screen.contains("Spring") && screen.contains("@kelp.coach"),
        "{screen}"
    );
    window.keys("x");
    window.wait_for("removed from \"Spring\"");
    window.keys("u");
    window.wait_for("Undone");
}

#[test]
fn compare_says_how_many_are_on_both_sides() {
    let mut window = Window::open(120, 35);
    window.keys("2");
    let screen = window.wait_for("Too few to compare");
    assert!(screen.contains("4 micro, 1 mega"), "{screen}");
}

#[test]
fn an_export_asks_before_it_replaces() {
    let mut window = Window::open(120, 35);
    window.keys("e");
    window.wait_for("Format");
    window.keys("\r");
    window.wait_for("6 influencers written to");
    let file = window.file_ending("csv", "selection");
    let text = fs::read_to_string(&file).unwrap();
    assert_eq!(text.lines().count(), 7, "{text}");
    assert!(text.contains("'=drums"), "a formula is defused: {text}");
    fs::write(&file, "mine").unwrap();
    window.keys("e");
    window.wait_for("Format");
    window.keys("\r");
    window.wait_for("File exists");
    window.keys("\r");
    window.wait_until(|screen| !screen.contains("File exists"));
    assert_eq!(fs::read_to_string(&file).unwrap(), "mine");
}

#[test]
fn every_size_is_drawn_and_the_smallest_says_what_it_needs() {
    let mut window = Window::open(120, 35);
    window.keys("\x1b[B\x1b[B");
    window.wait_for("row 3 of 6");
    for (width, height) in [(80, 24), (200, 50), (1, 1)] {
        window.resize(width, height);
    }
    window.resize(38, 9);
    window.wait_for("at least 40x10");
    window.resize(120, 35);
    window.wait_for("row 3 of 6");
    window.resize(30, 8);
    window.wait_for("at least");
    window.keys("q");
    assert_eq!(window.exit_code(), 0);
}

#[test]
fn no_color_means_none_but_the_selected_row_still_shows() {
    let mut window = Window::with_variables(120, 35, &["roster.csv"], &[("NO_COLOR", "1")]);
    window.wait_for("6 of 6 match");
    let bytes = window.output();
    let codes: Vec<String> = String::from_utf8_lossy(&bytes)
        .split("\x1b[")
        .skip(1)
        .filter_map(|rest| Some(rest.split_once('m')?.0.to_owned()))
        .filter(|codes| {
            codes
                .chars()
                .all(|letter| letter.is_ascii_digit() || letter == ';')
        })
        .collect();
    let colors = codes
        .iter()
        .flat_map(|codes| codes.split(';'))
        .filter_map(|code| code.parse::<u16>().ok());
    let colors: Vec<u16> = colors
        .filter(|code| matches!(code, 30..=38 | 40..=48 | 90..=107))
        .collect();
    assert_eq!(colors, [] as [u16; 0]);
    assert!(
        codes
            .iter()
            .any(|codes| codes.split(';').any(|code| code == "7")),
        "reversed"
    );
    assert!(window.screen().contains('›'));
}

#[test]
fn ascii_signs_leave_nothing_else_on_the_screen() {
    let mut window = Window::start(120, 35, &["roster.csv", "--glyphs", "ascii"]);
    let screen = window.wait_for("6 of 6 match").replace(['深', '夜'], "");
    assert!(screen.is_ascii(), "{screen}");
    window.keys("2");
    assert!(window.wait_for("Too few").is_ascii());
}

#[test]
fn idle_means_not_one_byte() {
    let mut window = Window::open(120, 35);
    window.wait_until(|screen| !screen.contains("influencers loaded"));
    window.settle_output();
    let before = window.output().len();
    // Another key proves that the program was alive all the while.
    window.idle(std::time::Duration::from_millis(600));
    assert_eq!(window.output().len(), before);
    window.keys("\x1b[B");
    window.wait_for("row 2 of 6");
}

#[test]
fn clicks_do_what_keys_do() {
    let mut window = Window::open(120, 35);
    let find = |screen: &str, text: &str| -> (usize, usize) {
        let (row, line) = screen
            .lines()
            .enumerate()
            .find(|(_, line)| line.contains(text))
            .unwrap_or_else(|| panic!("{text} in {screen}"));
        (line.split(text).next().unwrap_or("").chars().count(), row)
    };
    let (x, y) = find(&window.screen(), "@kelp.coach");
    window.click(x, y);
    window.wait_for("row 3 of 6");
    let (x, y) = find(&window.screen(), "Price");
    window.click(x, y);
    window.wait_for("Sorted by Price");
    let (x, y) = find(&window.screen(), "2 Compare");
    window.click(x + 1, y);
    window.wait_for("Too few to compare");
}

#[test]
fn the_handle_goes_to_the_clipboard_of_the_terminal() {
    let mut window = Window::open(120, 35);
    window.keys("y");
    window.wait_for("Copied (also sent to your terminal): lumi.lift");
    // The handle in base64, by OSC 52.
    let output = String::from_utf8_lossy(&window.output()).into_owned();
    assert!(output.contains("\x1b]52;c;bHVtaS5saWZ0"), "no OSC 52");
    // Nobody answers at this display: nothing is said, and nothing waits.
    let variables = [("TMUX", "tmux,1,0"), ("DISPLAY", ":4711")];
    let mut window = Window::with_variables(120, 35, &["roster.csv"], &variables);
    window.wait_for("6 of 6 match");
    window.keys("y");
    window.wait_for("Copied (also sent to your terminal): lumi.lift");
    let output = String::from_utf8_lossy(&window.output()).into_owned();
    let wrapped = "\x1bPtmux;\x1b\x1b]52;c;bHVtaS5saWZ0\x1b\x1b\\\x1b\\";
    assert!(output.contains(wrapped), "not wrapped for tmux");
    window.keys("q");
    assert_eq!(window.exit_code(), 0);
}

#[cfg(target_os = "linux")]
#[test]
fn what_no_clipboard_takes_says_so() {
    let mut window = Window::start(120, 35, &["demo"]);
    window.wait_for("1,200 of 1,200 match");
    window.keys("Y");
    window.wait_for("table as shown");
    window.keys("\x1b[B\r");
    window.wait_for("too much for a terminal. Save it as a file instead");
    let output = String::from_utf8_lossy(&window.output()).into_owned();
    assert!(!output.contains("\x1b]52;"), "half of it was sent");
    window.keys("q");
    assert_eq!(window.exit_code(), 0);
}

#[test]
fn signals_give_the_terminal_back() {
    for (signal, code) in [("TERM", 143), ("HUP", 129)] {
        let mut window = Window::open(120, 35);
        window.signal(signal);
        assert_eq!(window.exit_code(), code, "SIG{signal}");
        let output = String::from_utf8_lossy(&window.output()).into_owned();
        for restored in ["\x1b[?1049l", "\x1b[?2004l", "\x1b[?1000l", "\x1b[?25h"] {
            assert!(output.contains(restored), "SIG{signal}: {restored:?}");
        }
    }
}

#[test]
fn the_theme_changes_and_a_pause_gives_everything_back() {
    let mut window = Window::open(120, 35);
    window.keys("T");
    let screen = window.wait_for("Theme: light");
    assert!(screen.contains("@lumi.lift"), "{screen}");
    window.keys("\x1b[B\x1a");
    window.wait_for("Type fg and press Enter to return");
    window.wake("row 2 of 6");
    window.keys("q");
    assert_eq!(window.exit_code(), 0);
}

#[test]
fn without_a_file_the_first_screen_offers_the_demo() {
    let mut window = Window::start(120, 35, &[]);
    let screen = window.wait_for("Look around with demo data");
    assert!(screen.contains("Nothing leaves this computer"), "{screen}");
    window.keys("\r");
    window.wait_for("1,200 of 1,200 match");
}

#[test]
fn wide_letters_do_not_move_the_border() {
    let mut window = Window::open(120, 35);
    let screen = window.screen();
    assert!(screen.contains("深夜"), "{screen}");
    let columns = window.columns_of('│', 4..10);
    assert!(
        columns
            .windows(2)
            .all(|pair| pair[0].last() == pair[1].last()),
        "{columns:?}\n{screen}"
    );
}

#[test]
fn a_file_that_cannot_be_opened_says_why_and_offers_another() {
    let mut window = Window::start(80, 24, &["no-such-file.csv"]);
    window.wait_for("is not there");
    window.keys("o");
    window.wait_for("roster.csv");
    window.keys("roster\x1b[B\r");
    window.wait_for("6 of 6 match");
}
