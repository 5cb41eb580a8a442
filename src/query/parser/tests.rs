//! What filters mean, and that printing one and reading it again gives the same.

use proptest::prelude::*;

use super::*;

#[test]
fn filters_read_as_they_print() {
    for (text, printed) in [
        (
            "niche:fitness tier:micro er>=3% price<500",
            "niche:fitness tier:micro engagement_rate>=3% price<500",
        ),
        ("-platform:tiktok \"vegan\"", "-platform:tiktok \"vegan\""),
        ("vegan", "\"vegan\""),
        (
            "followers:10k..50k price:..500 er:2%..",
            "followers:10k..50k price<=500 engagement_rate>=2%",
        ),
        (
            "has:email -has:price price:unknown",
            "has:email -has:price -has:price",
        ),
        ("name:ana* handle:=ana", "name:ana* handle:=ana"),
        ("niche:\"real estate\",food", "niche:\"real estate\",food"),
        ("niche=food niche!=food", "niche:=food -niche:=food"),
        (
            "price:1,000 price:100,2000,30",
            "price:1,000 price:100,2000,30",
        ),
        ("price!=500", "price!=500"),
        ("niche: er>= ", ""),
        (
            "(tier:mega OR price<200) niche:food",
            "(tier:mega OR price<200) niche:food",
        ),
        ("-(er>3 vegan)", "-(engagement_rate>3 \"vegan\")"),
        ("( a  OR b c", "(\"a\" OR \"b\" \"c\")"),
        ("name:*ana,a*b,\"x y\"*", "name:*ana,a*b,\"x y\"*"),
        ("name:* -niche:*", "has:name -has:niche"),
        (
            "handle:@ana handle=@ana @ana",
            "handle:ana handle:=ana \"ana\"",
        ),
        (
            "posted<30d posted:2w posted>=6m posted:10d..30d",
            "last_post<30d last_post<=2w last_post>=6m last_post:10d..30d",
        ),
        (
            "posted>=2025-01 posted:2025",
            "last_post>=2025-01 last_post:2025",
        ),
        (
            "er>=top10% er:top5% cpe:top5% cpe:bottom5%",
            "engagement_rate>=top10% engagement_rate>=top5% cpe<=top5% cpe>=bottom5%",
        ),
        ("cpe<tier.median", "cpe<tier.median"),
        (
            "price:\"EUR 500\"..\"EUR 900\" price:\"1 000..2 000\"",
            "price:\"EUR 500\"..\"EUR 900\" price:\"1 000\"..\"2 000\"",
        ),
        (
            "price:1..5,\"3\" er:6,1 er:\"6\",\"1\"",
            "price:\"1\"..\"5\",\"3\" engagement_rate:6,1 engagement_rate:\"6\",\"1\"",
        ),
        ("is:ticked -is:verified", "is:ticked -verified:yes"),
        (
            "list:\"Spring launch\" -list:any list:\"any\" list:unknown",
            "list:\"Spring launch\" -list:any list:\"any\" -list:any",
        ),
        (
            "status:contacted,paid note:deal has:note added>=2025-01-01",
            "status:contacted,paid note:deal note:any added>=2025-01-01",
        ),
        (
            "er≥3% price≤500 price≠7",
            "engagement_rate>=3% price<=500 price!=7",
        ),
        ("home-decor", "\"home-decor\""),
        ("\"open quote", "\"open quote\""),
    ] {
        let parsed = parse(text);
        assert_eq!(parsed.problems, [], "{text}");
        assert_eq!(parsed.filter.to_string(), printed, "{text}");
    }
}

#[test]
fn the_part_that_is_right_still_filters() {
    let parsed = parse("niche:fitness pric<500 tier:micro");
    assert_eq!(parsed.filter.to_string(), "niche:fitness tier:micro");
    assert_eq!(parsed.problems.len(), 1);
}

proptest! {
    #[test]
    fn no_text_panics_and_printing_is_stable(text in "\\PC{0,60}|[a-z:<>=!.,\"* %0-9-]{0,40}") {
        let parsed = parse(&text);
        for problem in &parsed.problems {
            prop_assert!(text.get(problem.span.clone()).is_some());
        }
        for term in &parsed.filter.terms {
            prop_assert!(text.get(term.span.clone()).is_some());
        }
        let printed = parsed.filter.to_string();
        let again = parse(&printed);
        prop_assert_eq!(&again.problems, &[]);
        prop_assert_eq!(again.filter, parsed.filter, "{}", printed);
    }
}
