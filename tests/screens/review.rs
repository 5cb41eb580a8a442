//! Going through influencers one by one, as a marketer does it.

use tastemaker::app::overlays::Overlay;
use tastemaker::shortlist::triage::PASSED;

use super::common::Stage;

const ROSTER: &str = "handle,platform,niche,followers,er,price\n\
    lumi.lift,Instagram,fitness,48000,6.1%,180\n\
    kelp.coach,Instagram,fitness,22000,7.9%,140\n\
    drum.otter,TikTok,music,91000,4.7%,320\n\
    big.bramble,YouTube,food,1200000,2.0%,9900\n";

/// A review of everybody for a new list.
fn review() -> Stage {
    let mut stage = Stage::reading(80, 24, ROSTER);
    stage.keys("R");
    stage.type_in("Spring");
    stage.keys("Enter");
    stage
}

/// Who is shown.
fn shown(stage: &Stage) -> Option<String> {
    let Some(Overlay::Review(review)) = stage.model.overlay() else {
        panic!("a review is open");
    };
    let roster = stage.model.data().roster().expect("a roster is open");
    let row = review.current()?;
    Some(roster.influencer(row).title().to_owned())
}

/// Handle, status and reason of each entry of the list.
fn entries(stage: &Stage) -> Vec<[String; 3]> {
    let list = stage.model.lists().book().list("Spring");
    let entries = list.map_or(&[][..], |list| list.entries()).iter();
    entries
        .map(|entry| [&entry.key.handle, &entry.status, &entry.reason].map(Clone::clone))
        .collect()
}

#[test]
fn everybody_is_shown_once_and_what_was_decided_is_kept_with_its_reason() {
    let mut stage = review();
    let mut seen = vec![shown(&stage)];
    stage.keys("a");
    seen.push(shown(&stage));
    stage.keys("→");
    seen.push(shown(&stage));
    stage.keys("x");
    stage.type_in("off brand");
    stage.keys("Enter");
    seen.push(shown(&stage));
    stage.keys("a");
    seen.push(shown(&stage));
    let handles = [
        "lumi.lift",
        "kelp.coach",
        "drum.otter",
        "big.bramble",
        "kelp.coach",
    ];
    assert_eq!(seen, handles.map(|handle| Some(handle.to_owned())));
    let expected = [
        ["lumi.lift", "idea", ""],
        ["drum.otter", PASSED, "off brand"],
        ["big.bramble", "idea", ""],
    ];
    assert_eq!(
        entries(&stage),
        expected.map(|entry| entry.map(str::to_owned))
    );

    // Taken back they come again, and the list is as it was.
    stage.keys("←");
    assert_eq!(shown(&stage).as_deref(), Some("big.bramble"));
    assert_eq!(entries(&stage).len(), 2);

    // Another review for the list shows nobody who is decided, unless asked.
    stage.keys("Esc R Enter");
    assert_eq!(shown(&stage).as_deref(), Some("kelp.coach"));
    stage.keys("i");
    assert_eq!(shown(&stage).as_deref(), Some("lumi.lift"));
    stage.keys("x Enter");
    assert_eq!(
        entries(&stage)[0],
        ["lumi.lift", PASSED, ""].map(str::to_owned)
    );
    stage.keys("Esc u");
    assert_eq!(entries(&stage)[0][1], "idea");
}

#[test]
fn at_the_end_it_says_so() {
    let mut stage = review();
    stage.keys("a a a a");
    assert_eq!(shown(&stage), None);
    assert_eq!(entries(&stage).len(), 4);
    stage.keys("a x →");
    assert_eq!(entries(&stage).len(), 4);
}
