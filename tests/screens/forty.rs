//! A shortlist of forty people who do not exist, with everything that can be noted, over a roster that no
//! longer has two of them and says other figures of others.

use std::fmt::Write;

use tastemaker::app::Msg;
use tastemaker::config::Settings;
use tastemaker::roster::Key;
use tastemaker::shortlist::{Book, Entry};

use crate::common::{Stage, read};

const WORDS: [&str; 8] = [
    "acorn", "bramble", "cricket", "drizzle", "ember", "fiddle", "gravel", "hazel",
];
const NICHES: [&str; 5] = ["yoga", "food", "running", "travel", "fitness"];

/// The handle of the person with this number.
pub fn handle(number: usize) -> String {
    format!("{}.{}{number}", WORDS[number % 8], NICHES[number % 5])
}

fn key(number: usize) -> Key {
    let platform = ["Instagram", "TikTok"][number % 2];
    Key::new(platform, &handle(number))
}

/// The roster: on the day when people were added, or `later`, with some who changed and some gone.
fn roster(later: bool) -> String {
    let mut text = "Handle,Platform,Category,Country,Followers,Eng. Rate,Price (USD)\n".to_owned();
    for number in 0..40 {
        if later && number % 20 == 7 {
            continue;
        }
        let grown = later && number % 6 == 0;
        let followers = 1_900 * (number + 1) + if grown { 700 } else { 0 };
        let price = match number % 9 {
            4 => String::new(),
            _ => (20 + 35 * number + if grown { 15 } else { 0 }).to_string(),
        };
        let _ = writeln!(
            text,
            "@{},{},{},Portugal,{followers},{}.5%,{price}",
            handle(number),
            key(number).platform,
            NICHES[number % 5],
            1 + number % 7
        );
    }
    text
}

/// A window with the list of forty and an empty one, on the Shortlists screen.
pub fn forty(width: u16, height: u16) -> Stage {
    let (then, _) = read(&roster(false));
    let statuses = Settings::default().statuses;
    let entries = (0..40).map(|number| {
        let row = then.find(&key(number)).expect("it is in the roster");
        let entry = Entry::of(&then.influencer(row), "2026-05-08");
        entry.begun(&statuses)
    });
    let mut book = Book::default();
    book.add("Spring launch", entries.collect());
    book.create("Never again").expect("the name is free");
    let list = "Spring launch";
    for (at, status) in statuses.iter().enumerate().skip(1) {
        let keys: Vec<Key> = (0..40).filter(|n| n % 9 == at).map(key).collect();
        book.set_status(list, &keys, status, "2026-05-12");
    }
    let agreed = [key(3), key(12)];
    book.set_agreed(list, &agreed, Some(180.0), "2026-05-20");
    book.set_due(list, &[key(0), key(2)], "2026-12-02", "2026-05-20");
    book.set_due(list, &[key(1)], "2026-11-02", "2026-05-20");
    book.set_due(list, &[key(3)], "2027-01-15", "2026-05-20");
    book.add_note(
        list,
        &[key(0)],
        "asks for a deal of two posts, 250 for both",
        "2026-05-12",
    );
    book.add_note(list, &[key(0)], "replied on the same day", "2026-05-14");
    book.add_note(list, &[key(7)], "the cousin of a customer", "2026-05-14");
    book.set_tags(
        list,
        &[key(0)],
        &["launch".to_owned(), "two posts".to_owned()],
    );
    book.set_backup(list, &[key(5)], Some(&key(0)), "2026-05-15");
    book.set_reason(list, &[key(4)], "no time in June", "2026-05-15");
    book.set_budget(list, Some(10_000.0), "USD");
    let mut stage = Stage::new(width, height);
    stage.send(Msg::Shortlists {
        book: Book::new(book.lists().to_vec()),
        problems: Vec::new(),
        read_only: Vec::new(),
        second: false,
    });
    stage.begin("spring_roster.csv");
    let (now, report) = read(&roster(true));
    stage.loaded(now, report, false, None);
    stage.pass_time();
    stage.keys("4");
    stage
}
