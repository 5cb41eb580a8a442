//! Shortlists in real terminals: asked before one is deleted, two windows at once, a damaged file.

use std::fs;

use super::window::Window;

/// A window with the first three influencers on the list Spring, saved.
fn with_list() -> Window {
    let mut window = Window::open(120, 35);
    window.keys("   a");
    window.wait_for("Add to");
    window.keys("Spring\r");
    window.wait_for("3 influencers added to \"Spring\"");
    window.wait_for_file("shortlists/spring.toml");
    window
}

#[test]
fn undo_empties_a_list_and_redo_fills_it_again() {
    let mut window = with_list();
    window.keys("4");
    window.wait_for("entry 1 of 3");
    window.keys("x");
    window.wait_for("entry 1 of 2");
    window.keys("u");
    // The cursor stays on whom it was on.
    window.wait_for("entry 2 of 3");
    window.keys("U");
    window.wait_for("entry 1 of 2");
}

#[test]
fn deleting_a_list_asks_and_enter_alone_keeps_it() {
    let mut window = with_list();
    window.keys("4");
    window.wait_for("entry 1 of 3");
    window.keys("\t");
    window.wait_for("» Lists «");
    window.keys("x");
    window.wait_for("Delete the shortlist \"Spring\" with 3 entries?");
    window.keys("\r");
    let screen = window.wait_until(|screen| !screen.contains("Delete the shortlist"));
    assert!(screen.contains("@kelp.coach"), "{screen}");
    assert!(window.data("shortlists/spring.toml").exists());
}

#[test]
fn a_second_window_shows_a_list_and_leaves_it_alone() {
    let first = with_list();
    let before = fs::read_to_string(first.data("shortlists/spring.toml")).unwrap();
    let mut second = first.beside(&["roster.csv"]);
    second.wait_for("6 of 6 match");
    second.keys("4");
    second.wait_for("entry 1 of 3");
    second.keys("x");
    second.wait_for("\"Spring\" is open in another window");
    second.keys("q");
    assert_eq!(second.exit_code(), 0);
    let after = fs::read_to_string(first.data("shortlists/spring.toml")).unwrap();
    assert_eq!(after, before);
}

#[test]
fn a_damaged_list_is_set_aside_once_and_its_backup_stays() {
    let mut window = with_list();
    window.keys("4");
    window.wait_for("entry 1 of 3");
    window.keys("x");
    window.wait_for("entry 1 of 2");
    window.wait_for_file("shortlists/spring.toml.bak");
    window.keys("q");
    assert_eq!(window.exit_code(), 0);
    let path = window.data("shortlists/spring.toml");
    fs::write(&path, "name = \"Spr").unwrap();
    let mut window = window.again(&["roster.csv"]);
    // Also at the start after the next one.
    for start in 0..2 {
        window.wait_for("6 of 6 match");
        if start == 0 {
            // Also when the toast of the roster was said and gone.
            window
                .wait_for("spring.toml was damaged: it is now spring.damaged, and spring.toml.bak");
        }
        window.keys("4");
        window.wait_for("entry 1 of 3");
        window.keys("q");
        assert_eq!(window.exit_code(), 0);
        window = window.again(&["roster.csv"]);
    }
    let aside = fs::read_to_string(window.data("shortlists/spring.damaged")).unwrap();
    assert_eq!(aside, "name = \"Spr");
}

#[test]
fn undo_goes_on_after_the_program_was_started_again() {
    let mut window = with_list();
    window.keys("4");
    window.wait_for("entry 1 of 3");
    window.keys("x");
    window.wait_for("entry 1 of 2");
    window.keys("q");
    assert_eq!(window.exit_code(), 0);
    let mut window = window.again(&["roster.csv"]);
    window.wait_for("6 of 6 match");
    window.keys("4");
    window.wait_for("entry 1 of 2");
    window.keys("u");
    window.wait_for("entry 2 of 3");
    window.wait_for("Undone: @");
    // Who is back is in the file as before.
    let screen = window.wait_until(|screen| !screen.contains("gone"));
    assert!(screen.contains("@lumi.lift"), "{screen}");
}

#[test]
fn a_second_window_takes_over_when_the_first_one_closes() {
    let mut first = with_list();
    let mut second = first.beside(&["roster.csv"]);
    second.wait_for("6 of 6 match");
    second.keys("4");
    second.wait_for("entry 1 of 3");
    first.keys("4");
    first.wait_for("entry 1 of 3");
    first.keys("x");
    second.wait_for("entry 1 of 2");
    second.wait_for("Another window has the lists");
    first.kill();
    second.wait_for("shortlists can be changed here now");
    second.keys("x");
    second.wait_for("entry 1 of 1");
}

#[cfg(unix)]
#[test]
fn what_a_full_disk_does_not_take_is_said_until_it_is_saved_and_quitting_asks() {
    // No file may be longer than 512 bytes: writing more fails, as on a full disk.
    let line = "trap '' XFSZ; ulimit -f 1; exec \"$0\" roster.csv";
    let mut window = Window::shell(120, 35, line);
    window.wait_for("6 of 6 match");
    window.keys("   a");
    window.wait_for("Add to");
    window.keys("Spring\r");
    window.wait_for("Not saved, only kept here: \"Spring\" ");
    // The next thing that is said hides it only while it stands there.
    window.keys("T");
    window.wait_for("Theme: ");
    window.wait_for("Not saved, only kept here: \"Spring\" ");
    window.keys("4");
    window.wait_for("entry 1 of 3");
    window.keys("q");
    window.wait_for("Quit without \"Spring\"?");
    window.keys("\r");
    window.wait_until(|screen| !screen.contains("Quit without"));
    window.keys("q");
    window.wait_for("Quit without \"Spring\"?");
    window.keys("y");
    assert_eq!(window.exit_code(), 0);
}
