//! A file of which nobody knows the columns, in a real terminal.

use super::window::Window;

const ODD: &str =
    r#"printf 'Aleph,Beth\nlumi lift,48200\ndora drum,91000\n' > odd.csv; exec "$0" odd.csv"#;

#[test]
fn a_column_that_was_named_once_is_known_the_next_time() {
    let mut window = Window::shell(80, 24, ODD);
    window.wait_for("What is “Aleph”?");
    window.keys("name");
    window.wait_for("> name");
    window.keys("\r");
    window.wait_for("“Aleph” is read as Name");
    window.keys("\x1b[B\r");
    window.wait_for("What is “Beth”?");
    window.keys("subscribers\r");
    window.wait_for("“Beth” is read as Followers");
    window.keys("1");
    window.wait_for("91k");
    window.keys("q");
    assert_eq!(window.exit_code(), 0);
    let mut window = window.again(&["odd.csv"]);
    window.wait_for("lumi lift");
    window.wait_for("91k");
}

#[test]
fn a_mapping_that_meets_no_column_is_told_at_first_sight() {
    let mut window = Window::start(80, 24, &["roster.csv", "--map", "Sise=followers"]);
    window.wait_for("no column is called \"Sise\"");
    window.wait_for("6 of 6 match");
    // What reading again changed is not hidden by it.
    window.keys("5r");
    window.wait_for("Read again");
}

#[test]
fn problem_rows_are_shown_and_all_rows_come_back() {
    let mut window = Window::shell(
        120,
        35,
        r#"{ echo 'Handle,Followers,Price'; for i in 1 2 3 4 5 6 7; do echo "@row.$i,${i}000,9$i"; done; echo '@odd.otto,plenty,90'; } > odd.csv; exec "$0" odd.csv"#,
    );
    window.wait_for("8 of 8 match");
    window.keys("5");
    let screen = window.wait_for("^^^^^^");
    assert!(
        screen.contains("Followers: not a number") && screen.contains("line 9"),
        "{screen}"
    );
    window.keys("\t\r");
    window.wait_for("Show this row in Browse");
    window.keys("\r");
    window.wait_for("1 of 8 match");
    window.keys("x");
    window.wait_for("8 of 8 match");
}
