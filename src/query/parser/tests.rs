//! What filters mean, and that printing one and reading it again gives the same.

use proptest::prelude::*;

use super::*;
use crate::query::ast::{Item, Mark, NumberRange, Test};
use crate::query::figure::{self, Figure, Subject};
use crate::query::own::STATUSES;
use crate::roster::Field;

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

/// Texts of figures by what they are compared with: single ones, ends of ranges, and those that need a
/// sign that orders.
type Figures = (
    &'static [&'static str],
    &'static [(&'static str, &'static str)],
    &'static [&'static str],
);

const MONEY: Figures = (
    &[
        "500", "1,000", "6,1", "$500", "500€", "EUR 500", "1 000", "-5", "1.2k", "tier.q1", "000",
    ],
    &[
        ("100", "500"),
        ("1,5", "1,000"),
        ("tier.q1", "tier.q3"),
        ("$5", "1 000"),
        ("5", "5,5"),
    ],
    &["top10%", "bottom 25%", "tier.median", "1.234,5"],
);
const SHARES: Figures = (
    &["3%", "6,1%", "2.5", "0.03", "100", "tier.median"],
    &[("2%", "5%"), ("1", "6,1"), ("-2%", "0")],
    &["top10%", "bottom0.5%", "3"],
);
const DAYS: Figures = (
    &["2025-01-31", "2025-01", "2025"],
    &[
        ("2025", "2026"),
        ("10d", "30d"),
        ("2w", "1y"),
        ("2025-01-01", "2025-01-01"),
    ],
    &["30d", "6 months", "2025-02"],
);

fn figure_of(subject: Subject, text: &str) -> Figure {
    figure::read(subject, text, &Names::default()).expect("the figures of this test are right")
}

/// Ranges as the parser makes them, with whether they are inverted.
fn ranges(subject: Subject, figures: Figures) -> impl Strategy<Value = (Vec<NumberRange>, bool)> {
    let (single, pairs, ordered) = figures;
    let figure = move |text: &str| figure_of(subject, text);
    let any = || prop::sample::select([single, ordered].concat());
    let one = prop_oneof![
        prop::sample::select(single).prop_map(move |text| NumberRange::only(figure(text))),
        prop::sample::select(pairs).prop_map(move |(low, high)| NumberRange {
            low: NumberRange::from(figure(low), true).low,
            high: NumberRange::to(figure(high), true).high,
        }),
        any().prop_map(move |text| NumberRange::from(figure(text), true)),
        any().prop_map(move |text| NumberRange::to(figure(text), true)),
    ];
    prop_oneof![
        (prop::collection::vec(one, 1..4), any_bool()),
        (any(), any_bool()).prop_map(move |(text, low)| {
            let range = match low {
                true => NumberRange::from(figure(text), false),
                false => NumberRange::to(figure(text), false),
            };
            (vec![range], false)
        }),
    ]
}

fn any_bool() -> impl Strategy<Value = bool> {
    any::<bool>()
}

/// Texts with all that has a meaning of its own in filters.
fn texts() -> impl Strategy<Value = String> {
    prop_oneof![
        "\\PC{1,8}",
        "[a-z \"*(),:<>=!@.-]{1,6}",
        prop::sample::select(vec![
            "any", "UNKNOWN", "OR", "-", "a..b", "≥5", "：", "深 夜"
        ])
        .prop_map(str::to_owned),
    ]
}

fn items() -> impl Strategy<Value = Vec<Item>> {
    let piece = || prop_oneof![Just(String::new()), texts()];
    let like = (prop::collection::vec(piece(), 0..3), texts(), any_bool()).prop_map(
        |(mut pieces, some, first)| {
            // One piece at least says something.
            pieces.insert(if first { 0 } else { pieces.len() }, some);
            if pieces.len() == 1 {
                pieces.push(String::new());
            }
            Item::Like(pieces)
        },
    );
    let item = prop_oneof![
        texts().prop_map(Item::Part),
        texts().prop_map(Item::Whole),
        like,
    ];
    prop::collection::vec(item, 1..4)
}

fn plain_tests() -> impl Strategy<Value = Test> {
    let number = |field: Field, figures| {
        ranges(Subject::Field(field), figures).prop_map(move |(ranges, inverted)| Test::Number {
            field,
            ranges,
            inverted,
        })
    };
    let words = prop::sample::select(vec![Field::Niche, Field::Country, Field::Tier]);
    let text = prop::sample::select(vec![Field::Name, Field::Bio, Field::Notes]);
    let asked = Field::ALL.iter().filter(|field| !field.is_noted());
    let field = prop::sample::select(asked.copied().collect::<Vec<_>>());
    let mark = prop::sample::select(vec![Mark::List, Mark::Note]);
    let status = prop::sample::select(STATUSES).prop_map(|text| Item::Part(text.to_owned()));
    prop_oneof![
        texts()
            .prop_filter("a blank is looked for by nobody", |text| !text
                .trim()
                .is_empty())
            .prop_map(Test::Anywhere),
        (words, items()).prop_map(|(field, items)| Test::Words { field, items }),
        (text, items()).prop_map(|(field, items)| Test::Text { field, items }),
        field
            .prop_filter("has:note means notes of the user too", |field| *field
                != Field::Notes)
            .prop_map(Test::Has),
        Just(Test::Ticked),
        (mark, items()).prop_map(|(mark, items)| Test::Mark { mark, items }),
        prop::sample::select(Mark::ALL).prop_map(|mark| Test::Mark {
            mark,
            items: Vec::new(),
        }),
        prop::collection::vec(status, 1..3).prop_map(|items| Test::Mark {
            mark: Mark::Status,
            items,
        }),
        ranges(Subject::Added, DAYS)
            .prop_map(|(ranges, inverted)| Test::Added { ranges, inverted }),
        number(Field::Price, MONEY),
        number(Field::Cpe, MONEY),
        number(Field::EngagementRate, SHARES),
        number(Field::LastPost, DAYS),
    ]
}

fn terms_of(tests: impl Strategy<Value = Test>) -> impl Strategy<Value = Term> {
    (any_bool(), tests).prop_map(|(negated, test)| Term {
        negated,
        test,
        span: 0..0,
    })
}

fn filters() -> impl Strategy<Value = Filter> {
    let alternative = prop::collection::vec(terms_of(plain_tests()), 1..4);
    let group = prop::collection::vec(alternative.prop_map(|terms| Filter { terms }), 1..4);
    let test = prop_oneof![4 => plain_tests(), 1 => group.prop_map(Test::Either)];
    prop::collection::vec(terms_of(test), 0..5).prop_map(|terms| Filter { terms })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn any_filter_is_read_as_it_is_printed(filter in filters()) {
        let printed = filter.to_string();
        let parsed = parse(&printed);
        prop_assert_eq!(&parsed.problems, &[], "{}", printed);
        prop_assert_eq!(&parsed.unfinished, &[], "{}", printed);
        prop_assert_eq!(&parsed.filter, &filter, "{}", printed);
        prop_assert_eq!(parsed.filter.to_string(), printed);
        for term in &parsed.filter.terms {
            prop_assert!(!term.label().is_empty());
        }
    }

    #[test]
    fn no_text_panics_and_printing_is_stable(text in "\\PC{0,60}|([a-z:<>=!.,\"*() %0-9-]|OR |top|tier.|30d){0,30}") {
        let parsed = parse(&text);
        let told = [&parsed.problems, &parsed.unfinished, &parsed.hints];
        for problem in told.into_iter().flatten() {
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
